// What is remembered for the user: read at the start, without anybody having asked for it.

#include "app/platform/outside.h"
#include "tests/scratch_folder.h"

#include <gtest/gtest.h>

#include <sys/stat.h>

namespace stridelens {
namespace {

TEST(UserFiles, GiveBackWhatWasRemembered) {
    const ScratchFolder folder;
    UserFiles files({}, folder / "deeper");
    EXPECT_EQ(files.remembered("figure.json"), std::nullopt);
    ASSERT_TRUE(files.remember("figure.json", "{\"cell\": 20}"));
    EXPECT_EQ(files.remembered("figure.json"), "{\"cell\": 20}");
}

/// The window would never open, or never close.
TEST(UserFiles, DoNotWaitForAPipeInTheirPlace) {
    const ScratchFolder folder;
    UserFiles files({}, folder.path());
    ASSERT_EQ(::mkfifo((folder / "figure.json").c_str(), 0600), 0);
    EXPECT_EQ(files.remembered("figure.json"), std::nullopt);
    const auto kept = files.remember("figure.json", "{}");
    ASSERT_FALSE(kept);
    EXPECT_NE(kept.error().sentence.find("no plain file"), std::string::npos) << kept.error().sentence;
}

}  // namespace
}  // namespace stridelens
