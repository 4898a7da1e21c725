// The command that writes a figure again, read as the command line reads it, gives back every setting.

#include "app/cli/options.h"
#include "app/export/jobs/command.h"
#include "app/state/exports/export_settings.h"
#include "tests/app/random_settings.h"
#include "tests/app/shell_words.h"

#include <gtest/gtest.h>

#include <sstream>

namespace stridelens {
namespace {

Outcome<std::vector<ExportJob>> read_command(const std::string& command, const RenderInput& input) {
    const std::vector<std::string> words = test::shell_words(command);
    std::vector<const char*> argv;
    for (const std::string& word : words) argv.push_back(word.c_str());
    std::ostringstream out, err;
    const auto arguments = read_arguments(static_cast<int>(argv.size()), argv.data(), out, err);
    if (!arguments) return failed(err.str());
    return jobs_of(arguments->render, {input});
}

TEST(SettingsCommand, GivesBackEverySetting) {
    for (std::uint64_t seed = 1; seed <= 200; ++seed) {
        test::RandomNumbers random(seed);
        ExportJob job;
        job.scenario.problem = *parse_problem("maxpool2d 1x1x5x5 k2 s1");
        job.output = "figure.tex";
        test::draw_settings(random, job);
        if (random.one_in(3)) job.page.steps = {0, 1, 2, 7};
        const std::string command = render_command(job);
        const auto read = read_command(command, {job.scenario, ""});
        ASSERT_TRUE(read) << command << "\n" << read.error().sentence;
        ASSERT_EQ(read->size(), 1U) << command;
        EXPECT_EQ(read->front().page, job.page) << "seed " << seed << ": " << command;
        FileOptions file = job.file;
        if (file.format == Format::tikz) file.format.reset();  // the ending says it
        EXPECT_EQ(read->front().file, file) << "seed " << seed << ": " << command;
        EXPECT_EQ(read->front().output, job.output);
    }
}

/// One row changed at a time: its option stands in the command, and no other.
TEST(SettingsCommand, EveryRowSpeaksForItself) {
    for (const Setting& setting : kSettings) {
        if (setting.option == nullptr) continue;
        for (std::uint64_t seed = 1; seed <= 20; ++seed) {
            test::RandomNumbers random(seed);
            ExportJob job;
            job.output = "figure.png";
            std::visit([&](auto member) { test::DrawSetting{random, setting}(value_of(job, member)); }, setting.member);
            const std::string command = render_command(job);
            for (const Setting& other : kSettings) {
                if (other.option == nullptr || &other == &setting) continue;
                const std::string option = std::string(" ") + other.option + " ";
                EXPECT_EQ((command + " ").find(option), std::string::npos)
                    << setting.option << ", seed " << seed << ": " << command;
            }
        }
    }
}

}  // namespace
}  // namespace stridelens
