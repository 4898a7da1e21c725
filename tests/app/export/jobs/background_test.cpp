// An export in a thread of its own: its news, its end, and stopping it. Also run under ThreadSanitizer.

#include "app/export/jobs/background.h"
#include "tests/app/export/jobs/job_fixture.h"

#include <gtest/gtest.h>

#include <thread>

namespace stridelens {
namespace {

namespace fs = std::filesystem;

class BackgroundExports : public JobFixture {};

TEST_F(BackgroundExports, TellHowFarTheyAreAndEnd) {
    std::atomic<int> woken{0};
    BackgroundExport background([&] { ++woken; });
    EXPECT_FALSE(background.running());
    background.start(job("x.gif"));
    background.start(job("second.gif"));  // dropped: the first one is running
    std::optional<Outcome<std::vector<fs::path>>> result;
    while (!result) {
        result = background.take_result();
        std::this_thread::yield();
    }
    ASSERT_TRUE(*result) << result->error().sentence;
    EXPECT_EQ(**result, std::vector<fs::path>{folder_ / "x.gif"});
    EXPECT_GT(woken, 1);
    EXPECT_FALSE(background.running());
    EXPECT_EQ(folder_.files(), 1U);
}

TEST_F(BackgroundExports, CanBeStoppedAndStartedAnew) {
    BackgroundExport background([] {});
    background.start(job("x.gif", "maxpool2d 1x1x28x28 k2"));  // long enough not to be over
    background.cancel();
    std::optional<Outcome<std::vector<fs::path>>> result;
    while (!result) {
        result = background.take_result();
        std::this_thread::yield();
    }
    ASSERT_FALSE(*result);
    EXPECT_EQ(folder_.files(), 0U);
    background.start(job("y.md"));
    result.reset();
    while (!result) {
        result = background.take_result();
        std::this_thread::yield();
    }
    EXPECT_TRUE(*result);
}

TEST_F(BackgroundExports, AreCancelledWithinAPictureToo) {
    for (const char* name : {"x.png", "x.svg", "x.pdf", "x.tex", "x.md"}) {  // none is asked between pieces of work
        BackgroundExport background([] {});
        ExportJob picture = job(name, "maxpool2d 1x1x400x400 k2 s1");
        picture.file.scale = 12;
        background.start(picture);
        background.cancel();
        std::optional<Outcome<std::vector<fs::path>>> result;
        while (!result) {
            result = background.take_result();
            std::this_thread::yield();
        }
        ASSERT_FALSE(*result) << name;
        EXPECT_NE(result->error().sentence.find("cancelled"), std::string::npos) << result->error().sentence;
        EXPECT_EQ(folder_.files(), 0U) << name;
    }
}

TEST_F(BackgroundExports, StopWhenTheyGoAway) {
    {
        BackgroundExport background([] {});
        background.start(job("x.gif", "maxpool2d 1x1x28x28 k2"));
    }
    EXPECT_EQ(folder_.files(), 0U);
}

}  // namespace
}  // namespace stridelens
