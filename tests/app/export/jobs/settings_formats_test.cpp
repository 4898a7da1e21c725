// Which formats a setting means something to is as the table says: there, and only there, the file changes with it.

#include "app/export/jobs/job.h"
#include "app/state/exports/export_settings.h"
#include "tests/file_bytes.h"
#include "tests/scratch_folder.h"

#include <gtest/gtest.h>

namespace stridelens {
namespace {

/// Another value than the usual one, and one that shows.
struct Change {
    void operator()(bool& value) const { value = !value; }
    void operator()(std::string& value) const { value = "Words"; }
    void operator()(ThemeName& value) const { value = ThemeName::projector; }
    void operator()(std::optional<int>& value) const { value = 3; }
    void operator()(int& value) const { value = 333; }
    void operator()(float& value) const { value = value == 0.0F ? 20.0F : value / 3; }
    void operator()(double& value) const { value /= 2; }
    void operator()(PageParts& parts) const { parts.output = false; }
    void operator()(std::optional<Format>&) const {}
    void operator()(PageOptions&) const {}
};

class SettingsFormats : public testing::TestWithParam<Format> {
protected:
    std::string exported(ExportJob job) const {
        job.output = (folder_ / "x").string();
        const auto done = run_export(job);
        EXPECT_TRUE(done) << done.error().sentence;
        return bytes_of(job.output);
    }
    ScratchFolder folder_;
};

TEST_P(SettingsFormats, TheFileChangesWithASettingIfTheTableSaysSo) {
    ExportJob usual;
    usual.scenario.problem = *parse_problem("conv2d 1x2x5x3 out1 k3 s2 values=integers:3");
    usual.page.width = 480;
    usual.page.height = 360;
    usual.file.format = GetParam();
    const std::string before = exported(usual);
    for (const Setting& setting : kSettings) {
        ExportJob changed = usual;
        std::visit([&](auto member) { Change{}(value_of(changed, member)); }, setting.member);
        if (!changed.page.look_up.empty()) changed.page.look_up = "input[0,0,1,1]";
        if (changed.page == usual.page && changed.file == usual.file) continue;
        EXPECT_EQ(exported(changed) != before, setting.formats.has(GetParam()))
            << (setting.option != nullptr ? setting.option : setting.key) << " in " << to_string(GetParam());
    }
}

INSTANTIATE_TEST_SUITE_P(Every, SettingsFormats, testing::ValuesIn(kFormats),
                         [](const auto& of) { return std::string(to_string(of.param)); });

}  // namespace
}  // namespace stridelens
