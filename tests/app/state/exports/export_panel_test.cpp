// The export panel's state: what is asked for, what is remembered, what a file is called.

#include "app/files/scenario_json.h"
#include "app/state/actions/export_actions.h"
#include "app/state/exports/export_memory.h"
#include "app/state/exports/export_settings.h"
#include "tests/app/cli/headless.h"

#include <gtest/gtest.h>

#include <cmath>

namespace stridelens {
namespace {

ExportSettings changed_settings() {
    ExportSettings settings;
    settings.page.theme = ThemeName::dark;
    settings.page.parts.code = true;
    settings.page.parts.legend = false;
    settings.page.decimals = 3;
    settings.page.cell = 24.0F;
    settings.page.highlight = false;
    settings.page.width = 640.0F;
    settings.page.height = 360.0F;
    settings.page.tight = false;
    settings.file = {Format::gif, 3.0, 777, true, true, true, 0.5, 0.0, 10.0, false};
    settings.output = "/some/folder/";
    return settings;
}

TEST(ExportMemory, KeepsWhatWasSet) {
    const ExportSettings settings = changed_settings();
    EXPECT_EQ(export_settings_from_json(to_json(settings)), settings);
    EXPECT_EQ(export_settings_from_json(to_json(ExportSettings{})), ExportSettings{});
}

TEST(ExportMemory, ForgetsWhatBelongsToOneProblem) {
    ExportSettings settings;
    settings.steps = "1,2";
    settings.page.title = "A title";
    settings.page.caption = "A caption";
    settings.output = "/some/folder/pool.svg";
    const ExportSettings kept = export_settings_from_json(to_json(settings));
    EXPECT_EQ(kept.steps, "");
    EXPECT_EQ(kept.page.title, "");
    EXPECT_EQ(kept.page.caption, "");
    EXPECT_EQ(kept.output, "/some/folder/");
}

TEST(ExportMemory, AFolderStaysTheSameFromSessionToSession) {
    for (const char* folder : {"/", "//", "a/", "../", "a/b/"}) {
        ExportSettings settings;
        settings.output = folder;
        EXPECT_EQ(export_settings_from_json(to_json(settings)), settings) << folder;
    }
}

TEST(ExportMemory, ABrokenFileIsNoError) {
    for (const char* text :
         {"", "{", "[]", "null", "7", R"({"theme": 3, "parts": [], "decimals": "x", "format": "bmp"})"})
        EXPECT_EQ(export_settings_from_json(text).page.parts, PageParts{}) << text;
    EXPECT_TRUE(export_settings_from_json(R"({"parts": {"code": true, "nothing": 1}})").page.parts.code);
}

TEST(ExportPanel, WildSettingsBecomeDrawable) {
    Headless program("maxpool2d 1x1x5x5 k2 s1");
    ExportSettings settings;
    settings.page.width = std::nanf("");
    settings.page.height = 1e30F;
    settings.page.cell = -5.0F;
    settings.page.decimals = 99;
    settings.file.scale = -1.0;
    settings.file.step_seconds = 1e9;
    program.act(SetExport{settings});
    const ExportSettings& now = program.state.export_panel.settings;
    EXPECT_EQ(now.page.width, PageOptions{}.width);
    EXPECT_EQ(now.page.height, setting_of(&PageOptions::height).limits.most);
    EXPECT_EQ(now.page.cell, setting_of(&PageOptions::cell).limits.least);
    EXPECT_EQ(now.page.decimals, 4);
    EXPECT_EQ(now.file.scale, setting_of(&FileOptions::scale).limits.least);
    EXPECT_EQ(now.file.step_seconds, setting_of(&FileOptions::step_seconds).limits.most);
}

TEST(ExportPanel, FormatAndEndingFollowEachOther) {
    Headless program("maxpool2d 1x1x5x5 k2 s1");
    const auto set = [&](auto change) {
        ExportSettings settings = program.state.export_panel.settings;
        change(settings);
        program.act(SetExport{settings});
        return program.state.export_panel.settings;
    };
    EXPECT_EQ(set([](auto& s) { s.output = "a/pool.svg"; }).file.format, Format::svg);
    EXPECT_EQ(set([](auto& s) { s.file.format = Format::pdf; }).output, "a/pool.pdf");
    EXPECT_EQ(set([](auto& s) { s.output = "a/pool"; }).file.format, Format::pdf) << "no ending, no other format";
    set([](auto& s) { s.file.format = Format::latex; });
    EXPECT_EQ(set([](auto& s) { s.output = "a/pool.tex"; }).file.format, Format::latex) << "LaTeX has TikZ's ending";
}

TEST(ExportPanel, AFileIsNamedAfterTheProblemUnlessItIsNamed) {
    Scenario scenario{"2D Max Pooling", *parse_problem("maxpool2d 1x1x5x5 k2 s1"), 0};
    ExportSettings settings;
    EXPECT_EQ(output_of(settings, scenario), "2d-max-pooling.png");
    scenario.title.clear();
    EXPECT_EQ(output_of(settings, scenario), "maxpool2d-1x1x5x5-k2-s1.png");
    settings.output = "folder/";
    settings.file.format = Format::svg;
    EXPECT_EQ(output_of(settings, scenario), "folder/maxpool2d-1x1x5x5-k2-s1.svg");
    settings.output = "x.pdf";
    EXPECT_EQ(output_of(settings, scenario), "x.pdf");
    scenario.title = "…";
    settings.output.clear();
    EXPECT_EQ(output_of(settings, scenario), "figure.svg");
}

TEST(ExportPanel, OneExportAtATime) {
    Headless program("maxpool2d 1x1x5x5 k2 s1");
    program.act(AskExport{ExportRequest::cancel});
    EXPECT_FALSE(program.state.export_panel.request) << "there is nothing to cancel";
    program.act(AskExport{ExportRequest::export_file});
    EXPECT_EQ(program.state.export_panel.request, ExportRequest::export_file);
    EXPECT_TRUE(program.state.export_panel.running);
    program.act(ExportTaken{});
    program.act(AskExport{ExportRequest::export_file});
    EXPECT_FALSE(program.state.export_panel.request) << "the first one is still running";
    program.act(ExportProgress{3, 16});
    EXPECT_EQ(program.state.export_panel.done, 3U);
    program.act(ExportDone{"copied", false, true});
    EXPECT_TRUE(program.state.export_panel.running) << "a copy ends nothing";
    program.act(ExportDone{"written"});
    EXPECT_FALSE(program.state.export_panel.running);
    EXPECT_EQ(program.state.export_panel.message, "written");
}

TEST(ExportPanel, OneKeyExportsAgainOnceThereWasAFirstTime) {
    Headless program("maxpool2d 1x1x5x5 k2 s1");
    program.act(ExportAgain{});
    EXPECT_TRUE(program.state.export_panel.open) << "the first time the panel opens";
    EXPECT_FALSE(program.state.export_panel.request);
    program.act(AskExport{ExportRequest::export_file});
    program.act(ExportTaken{});
    program.act(ExportDone{"no room on the disk", true});
    program.act(ToggleExportPanel{});
    program.act(ExportAgain{});
    EXPECT_TRUE(program.state.export_panel.open) << "what failed was no first time";
    program.act(AskExport{ExportRequest::export_file});
    program.act(ExportTaken{});
    program.act(ExportDone{"written"});
    program.act(ToggleExportPanel{});
    program.act(ExportAgain{});
    EXPECT_FALSE(program.state.export_panel.open);
    EXPECT_EQ(program.state.export_panel.request, ExportRequest::export_file);
}

TEST(ExportPanel, IsNoPartOfTheHistory) {
    Headless program("maxpool2d 1x1x5x5 k2 s1");
    program.act(SetExport{changed_settings()});
    program.act(ToggleExportPanel{});
    EXPECT_TRUE(program.state.history.undo.empty());
}

}  // namespace
}  // namespace stridelens
