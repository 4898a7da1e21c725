// The command that writes a file again says everything: read back, it is the same job.

#include "app/export/jobs/command.h"
#include "app/files/open.h"
#include "tests/app/cli/command_line.h"
#include "tests/app/shell_words.h"
#include "tests/file_bytes.h"
#include "tests/scratch_folder.h"

namespace stridelens {
namespace {

/// Writes the job's file by itself and by its command; the bytes must be the same.
void expect_same(ExportJob job, const ScratchFolder& folder) {
    const std::string ending = job.output;
    job.output = (folder / ("first" + ending)).string();
    const auto done = run_export(job);
    ASSERT_TRUE(done) << done.error().sentence;
    job.output = (folder / ("second" + ending)).string();
    std::vector<std::string> words = test::shell_words(render_command(job));
    ASSERT_EQ(words.front(), "stridelens");
    words.erase(words.begin());
    const CommandRun again = run(words);
    ASSERT_EQ(again.result.exit_code, 0) << render_command(job) << "\n" << again.err;
    EXPECT_TRUE(bytes_of(folder / ("first" + ending)) == bytes_of(folder / ("second" + ending))) << render_command(job);
}

ExportJob job_for(const std::string& line, const std::string& ending) {
    ExportJob job;
    job.scenario.problem = *parse_problem(line);
    job.page.width = 480;
    job.page.height = 320;
    job.output = ending;
    return job;
}

TEST(RenderCommand, SaysNoMoreThanIsNeeded) {
    ExportJob job;
    job.scenario.problem = *parse_problem("maxpool2d 1x1x5x5 k2 s1");
    job.output = "pool.svg";
    EXPECT_EQ(render_command(job), "stridelens render 'maxpool2d 1x1x5x5 k2 s1' -o pool.svg");
    job.scenario.step = 6;
    job.file.format = Format::svg;
    EXPECT_EQ(render_command(job), "stridelens render 'maxpool2d 1x1x5x5 k2 s1' --step 7 -o pool.svg");
}

TEST(RenderCommand, WritesTheSameFile) {
    const ScratchFolder folder;
    for (const ThemeName theme : kThemes) {
        ExportJob job = job_for("conv2d 1x2x4x4 out1 k3 p1 values=integers:3", ".svg");
        job.scenario.step = 5;
        job.page.theme = theme;
        expect_same(job, folder);
    }
    ExportJob wordy = job_for("maxpool2d 1x1x4x4 k2 s1", ".svg");
    wordy.page.title = "It's -odd: \"$HOME\" `ls` \\ *";
    wordy.page.caption = "--caption";
    wordy.page.parts.legend = wordy.page.parts.indices = false;
    wordy.page.parts.code = wordy.page.parts.frameworks = true;
    wordy.page.decimals = 3;
    wordy.page.cell = 22.5F;
    wordy.page.steps = {0, 1, 2, 8};
    expect_same(wordy, folder);
    ExportJob exact = job_for("conv2d 1x2x4x4 out1 k3 p1", ".png");
    exact.scenario.view = View::grad_weight;
    exact.page.tight = false;
    exact.page.highlight = false;
    exact.file.scale = 1.5;
    exact.file.transparent = true;
    expect_same(exact, folder);
    ExportJob film = job_for("maxpool1d 1x1x6 k2", ".gif");
    film.file.step_seconds = 0.25;
    film.file.slide_seconds = 0.1;
    film.file.frames_per_second = 10;
    film.file.loop = false;
    film.page.steps = {2, 0};
    expect_same(film, folder);
    ExportJob pages = job_for("maxpool1d 1x1x6 k2", ".pdf");
    pages.file.pages = true;
    expect_same(pages, folder);
    ExportJob formula = job_for("conv1d 1x1x4 out1 k2", ".tex");
    formula.file.format = Format::latex;
    formula.page.all_terms = true;
    expect_same(formula, folder);
}

TEST(RenderCommand, AScenarioIsAFileTooAndOpensAgain) {
    const ScratchFolder folder;
    ExportJob job = job_for("maxpool2d 1x1x2x3 k2 s1 values=1,2.5,nan,-0,7,8", ".json");
    job.scenario.title = "A title";
    job.scenario.step = 1;
    job.output = (folder / "x.json").string();
    ASSERT_TRUE(run_export(job));
    const auto opened = open_scenario(job.output, {});
    ASSERT_TRUE(opened) << opened.error().sentence;
    EXPECT_EQ(*opened, job.scenario);
}

}  // namespace
}  // namespace stridelens
