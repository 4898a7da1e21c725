// Exports as the window and the command line ask for them: which files, in which format, and what is refused.

#include "app/export/jobs/job.h"
#include "core/tensor/stop.h"
#include "tests/app/export/html/html_page.h"
#include "tests/app/export/jobs/job_fixture.h"

#include <gtest/gtest.h>

#include <fstream>
#include <iterator>

namespace stridelens {
namespace {

namespace fs = std::filesystem;

class ExportJobs : public JobFixture {
protected:
    static std::string refusal(const ExportJob& job) {
        const auto done = run_export(job);
        return done ? "accepted" : done.error().sentence;
    }
    std::string bytes(const std::string& name) const {
        std::ifstream in(folder_ / name, std::ios::binary);
        return {std::istreambuf_iterator<char>(in), {}};
    }
    ScratchFolder folder_;
};

TEST_F(ExportJobs, TheEndingSaysTheFormat) {
    const std::pair<const char*, const char*> heads[] = {
        {"x.png", "\x89PNG"},    {"x.svg", "<?xml"},           {"x.pdf", "%PDF"},       {"x.tex", "% "},
        {"x.gif", "GIF89a"},     {"x.webp", "RIFF"},           {"x.md", "# maxpool2d"}, {"x.csv", "grid,step"},
        {"x.py", "# maxpool2d"}, {"x.html", "<!DOCTYPE html>"}};
    for (const auto& [name, head] : heads) {
        const auto done = run_export(job(name));
        ASSERT_TRUE(done) << done.error().sentence;
        EXPECT_EQ(*done, std::vector<fs::path>{folder_ / name});
        EXPECT_EQ(bytes(name).substr(0, std::string(head).size()), head) << name;
    }
    EXPECT_EQ(folder_.files(), std::size(heads));
}

TEST_F(ExportJobs, ANamedFormatBeatsTheEnding) {
    ExportJob named = job("x.tex");
    named.file.format = Format::latex;
    ASSERT_TRUE(run_export(named));
    EXPECT_NE(bytes("x.tex").find("\\begin{array}"), std::string::npos);
    EXPECT_EQ(bytes("x.tex").find("tikzpicture"), std::string::npos);
}

TEST_F(ExportJobs, TheSameJobGivesTheSameBytes) {
    for (const Format format : kFormats) {
        const std::string name = std::string("x") + extension_of(format);
        ExportJob same = job(name);
        same.file.format = format;
        const auto done = run_export(same);
        ASSERT_TRUE(done) << done.error().sentence;
        const std::string first = bytes(name);
        EXPECT_FALSE(first.empty()) << to_string(format);
        ASSERT_TRUE(run_export(same));
        EXPECT_TRUE(bytes(name) == first) << to_string(format);
    }
}

TEST_F(ExportJobs, EveryFormatSaysSoWhereThereIsNoFolder) {
    for (const Format format : kFormats) {
        ExportJob nowhere = job("no/folder/x");
        nowhere.file.format = format;
        EXPECT_NE(refusal(nowhere).find("make the folder"), std::string::npos) << to_string(format);
    }
}

TEST_F(ExportJobs, AFileAStepIsNumberedWithLeadingZeros) {
    ExportJob frames = job("step-{step}.svg", "maxpool2d 1x1x5x5 k2 s1");
    const auto done = run_export(frames);
    ASSERT_TRUE(done) << done.error().sentence;
    ASSERT_EQ(done->size(), 16U);
    EXPECT_EQ(done->front().filename(), "step-01.svg");
    EXPECT_EQ(done->back().filename(), "step-16.svg");
    EXPECT_EQ(folder_.files(), 16U);
    EXPECT_NE(bytes("step-07.svg"), bytes("step-08.svg"));
}

TEST_F(ExportJobs, OnlyTheStepsThatWereAskedForGetFiles) {
    ExportJob frames = job("{step}.md", "maxpool2d 1x1x5x5 k2 s1");
    frames.page.steps = {8, 2};
    const auto done = run_export(frames);
    ASSERT_TRUE(done) << done.error().sentence;
    EXPECT_EQ(*done, (std::vector<fs::path>{folder_ / "09.md", folder_ / "03.md"}));
    EXPECT_NE(bytes("03.md").find("Step 3 of 16"), std::string::npos);
    EXPECT_EQ(bytes("03.md").find("Step 9 of 16"), std::string::npos);
}

TEST_F(ExportJobs, APageThatPlaysHasTheStepsTheWordsAndThePaceThatWereAskedFor) {
    ExportJob page = job("x.html");
    page.page.steps = {3, 1};
    page.page.title = "Two of four";
    page.file.step_seconds = 4.0;
    ASSERT_TRUE(run_export(page));
    const ReadPage read(payload_of(bytes("x.html")));
    EXPECT_EQ(read.data.at("steps").get<std::vector<int>>(), (std::vector<int>{3, 1}));
    EXPECT_EQ(read.data.at("speed"), 0.25);
    EXPECT_NE(bytes("x.html").find("<h1>Two of four</h1>"), std::string::npos);
}

TEST_F(ExportJobs, OfAPictureStepsStandSideBySide) {
    ExportJob one = job("one.svg"), two = job("two.svg");
    two.page.steps = {0, 3};
    ASSERT_TRUE(run_export(one));
    ASSERT_TRUE(run_export(two));
    EXPECT_EQ(bytes("one.svg").find("id=\"step-4\""), std::string::npos);
    EXPECT_NE(bytes("two.svg").find("id=\"step-4\""), std::string::npos);
}

TEST_F(ExportJobs, ThePictureIsDescribedForThoseWhoDoNotSeeIt) {
    ExportJob described = job("x.svg");
    described.page.title = "Pooling <1>";
    ASSERT_TRUE(run_export(described));
    EXPECT_NE(bytes("x.svg").find("<title id=\"title\">Pooling &lt;1&gt;</title>"), std::string::npos);
    EXPECT_NE(bytes("x.svg").find("the largest of the 4 values in the window</desc>"), std::string::npos);
}

TEST_F(ExportJobs, WhatCannotBeIsRefusedWithoutAFile) {
    EXPECT_NE(refusal(job("x.png", "maxpool2d 1x1x3x3 k9")).find("kernel"), std::string::npos);
    EXPECT_NE(refusal(job("x.bmp")).find("choose one of"), std::string::npos);
    EXPECT_NE(refusal(job("x.gif", "maxpool2d 0x1x3x3 k2")).find("batch is empty"), std::string::npos);
    EXPECT_NE(refusal(job("no/folder/x.png")).find("make the folder"), std::string::npos);
    ExportJob beyond = job("x.svg");
    beyond.page.steps = {4};
    EXPECT_NE(refusal(beyond).find("no step 5: this problem has 4 steps"), std::string::npos);
    ExportJob crowded = job("x.svg", "maxpool2d 1x1x28x28 k2");
    for (int i = 0; i < 65; ++i) crowded.page.steps.push_back(i);
    EXPECT_NE(refusal(crowded).find("65 steps do not fit side by side; choose up to 64"), std::string::npos)
        << refusal(crowded);
    ExportJob small = job("x.svg");
    small.page.width = 3;
    EXPECT_NE(refusal(small).find("120 to 16384"), std::string::npos) << refusal(small);
    ExportJob decimals = job("x.svg");
    decimals.page.decimals = 5;
    EXPECT_NE(refusal(decimals).find("0 to 4"), std::string::npos) << refusal(decimals);
    ExportJob vast = job("x.md", "maxpool2d 1x1x2000x2000 k2");
    EXPECT_NE(refusal(vast).find("up to 1000000"), std::string::npos) << refusal(vast);
    EXPECT_EQ(folder_.files(), 0U);
}

TEST_F(ExportJobs, ACancelledExportLeavesNoHalfFile) {
    for (const char* name : {"x.gif", "x.webp", "pages.pdf", "{step}.png"}) {
        std::ofstream(folder_ / "x.gif") << "old";
        ExportJob job = this->job(name, "maxpool2d 1x1x5x5 k2 s1");
        job.file.pages = true;
        std::size_t asked = 0;
        const auto done = run_export(job, [&](std::size_t, std::size_t) { return ++asked < 3; });
        ASSERT_FALSE(done) << name;
        EXPECT_NE(done.error().sentence.find("cancelled"), std::string::npos) << done.error().sentence;
        EXPECT_EQ(bytes("x.gif"), "old") << name;
        for (const auto& entry : fs::directory_iterator(folder_.path()))
            EXPECT_NE(entry.path().extension(), ".part") << entry.path();
        for (const auto& entry : fs::directory_iterator(folder_.path())) fs::remove(entry.path());
    }
}

TEST_F(ExportJobs, WhateverIsStoppedInTheMiddleLeavesTheOldFileAndSaysSo) {
    for (const Format format : kFormats) {
        std::ofstream(folder_ / "x") << "old";
        ExportJob stopped = job("x", "conv2d 1x3x8x8 out2 k3");
        stopped.file.format = format;
        std::stop_source source;
        source.request_stop();
        const StopScope scope(source.get_token());
        const auto done = run_export(stopped);
        ASSERT_FALSE(done) << to_string(format);
        EXPECT_NE(done.error().sentence.find("cancelled"), std::string::npos) << done.error().sentence;
        EXPECT_EQ(bytes("x"), "old") << to_string(format);
        EXPECT_EQ(folder_.files(), 1U) << to_string(format);
    }
}

TEST_F(ExportJobs, ProgressRunsFromTheBeginningToTheEnd) {
    for (const char* name : {"x.gif", "x.webp", "pages.pdf", "{step}.svg"}) {
        ExportJob job = this->job(name);
        job.file.pages = true;
        std::vector<std::size_t> seen;
        std::size_t all = 0;
        ASSERT_TRUE(run_export(job, [&](std::size_t done, std::size_t total) {
            seen.push_back(done);
            all = total;
            return true;
        })) << name;
        ASSERT_FALSE(seen.empty()) << name;
        EXPECT_EQ(seen.front(), 0U) << name;
        EXPECT_GE(seen.back() + 1, all) << name;
        EXPECT_LE(seen.back(), all) << name;
        EXPECT_TRUE(std::is_sorted(seen.begin(), seen.end())) << name;
    }
}

// --- in a thread of its own ------------------------------------------------------------------------------------------

}  // namespace
}  // namespace stridelens
