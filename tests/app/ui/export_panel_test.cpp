// The export panel and its live page, driven by mouse and keyboard.

#include "app/state/exports/format.h"
#include "tests/app/ui/driver.h"
#include "tests/scratch_folder.h"

#include <gtest/gtest.h>

#include <array>
#include <chrono>
#include <filesystem>
#include <fstream>
#include <thread>

namespace stridelens::test {
namespace {

const char* const kPool = "maxpool2d 1x1x5x5 k2 s1";

/// With the panel open.
class Panel : public testing::Test {
protected:
    Panel() {
        driver.click("figure");
        EXPECT_TRUE(driver.state.export_panel.open);
    }
    const ExportSettings& settings() const { return driver.state.export_panel.settings; }
    /// The panel is longer than the window: brings a widget of it into view.
    void show(const std::string& id) {
        for (int i = 0; i < 60 && (driver.box(id).bottom() > 880.0F || driver.box(id).y < 60.0F); ++i) {
            ImGui::GetIO().MousePos = {100.0F, 400.0F};
            ImGui::GetIO().MouseWheel = driver.box(id).y < 60.0F ? 1.0F : -1.0F;
            driver.frame();
            ImGui::GetIO().MouseWheel = 0.0F;
            driver.frames(2);
        }
    }
    void choose(const std::string& id, std::size_t entry) {
        show(id);
        driver.click(id);
        driver.frames(2);
        driver.click(id + ":" + std::to_string(entry));
    }
    void write(const std::string& id, const std::string& words) {
        show(id);
        driver.click(id);
        driver.type(words);
        driver.key(ImGuiKey_Enter);
        driver.frames(2);
    }
    void write_to(const std::filesystem::path& file, Format format) {
        ExportSettings changed = settings();
        changed.output = file.string();
        changed.file.format = format;
        driver.act(SetExport{changed});
        driver.frames(2);
    }
    /// Of the export that runs, in a thread of its own.
    void wait_for_the_end() {
        for (int i = 0; i < 3000 && driver.state.export_panel.running; ++i) {
            std::this_thread::sleep_for(std::chrono::milliseconds(10));
            driver.frame();
        }
        EXPECT_FALSE(driver.state.export_panel.running) << "it has not ended";
        driver.frames(2);
    }
    Driver driver{kPool};
};

bool has_group(const Figure& figure, const std::string& id) {
    for (const Primitive& primitive : figure.primitives)
        if (const auto* group = std::get_if<Group>(&primitive); group != nullptr && group->id == id) return true;
    return false;
}

TEST_F(Panel, TakesThePlaceOfTheControlsAndGivesItBack) {
    EXPECT_FALSE(driver.has("kernel"));
    EXPECT_TRUE(driver.has("page"));
    driver.click("figure-close");
    EXPECT_FALSE(driver.state.export_panel.open);
    driver.frames(2);
    EXPECT_TRUE(driver.has("kernel"));
    EXPECT_FALSE(driver.has("page"));
}

TEST_F(Panel, ThePageFollowsEveryPart) {
    for (const PartName& part : kPartNames) {
        const std::string id = std::string("part-") + part.name;
        const bool before = settings().page.parts.*part.part;
        show(id);
        driver.click(id);
        EXPECT_NE(settings().page.parts.*part.part, before) << part.name;
    }
    EXPECT_FALSE(has_group(driver.page, "input"));
    EXPECT_TRUE(has_group(driver.page, "code"));
    EXPECT_TRUE(has_group(driver.page, "formula"));
}

TEST_F(Panel, FormatThemeDecimalsAndScaleAreLists) {
    choose("figure-format", 1);
    EXPECT_EQ(settings().file.format, Format::svg);
    choose("figure-theme", 0);
    EXPECT_EQ(settings().page.theme, kThemes[0]);
    choose("figure-decimals", 4);
    EXPECT_EQ(settings().page.decimals, 3);
    choose("figure-format", 0);
    choose("figure-scale", 3);
    EXPECT_EQ(settings().file.scale, 4.0);
}

TEST_F(Panel, WordsReachThePage) {
    write("figure-title", "My title");
    write("figure-caption", "My caption");
    write("figure-steps", "1,2,7,16");
    EXPECT_EQ(settings().page.title, "My title");
    EXPECT_TRUE(has_group(driver.page, "title"));
    EXPECT_TRUE(has_group(driver.page, "caption"));
    EXPECT_TRUE(has_group(driver.page, "step-16"));
    EXPECT_EQ(settings().page.steps, std::vector<std::int64_t>{}) << "they follow from what is written";
}

TEST_F(Panel, StepsThatCannotBeReadLeaveThePageAndSayWhy) {
    write("figure-steps", "1,99");
    EXPECT_EQ(settings().steps, "1,99") << "what was typed is not lost";
    EXPECT_FALSE(has_group(driver.page, "step-1"));
    EXPECT_TRUE(has_group(driver.page, "input")) << "the page is still there";
}

TEST_F(Panel, AFilmIsMadeOfStepsAndNotShownSideBySide) {
    write("figure-steps", "1,2");
    choose("figure-format", 4);
    ASSERT_EQ(settings().file.format, Format::gif);
    EXPECT_FALSE(has_group(driver.page, "step-1"));
}

TEST_F(Panel, ExportAsksOnceShowsHowFarItIsAndSaysWhatWasWritten) {
    const ScratchFolder folder;
    write_to(folder / "pool.png", Format::png);
    driver.click("figure-export");
    EXPECT_EQ(count<AskExport>(driver.all), 1);
    EXPECT_EQ(count<ExportAgain>(driver.all), 0);
    wait_for_the_end();
    EXPECT_FALSE(driver.state.export_panel.failed);
    EXPECT_EQ(driver.state.export_panel.message, "written: " + (folder / "pool.png").string());
    EXPECT_TRUE(std::filesystem::exists(folder / "pool.png"));
    EXPECT_TRUE(driver.has("figure-export"));
}

TEST_F(Panel, AFileThatIsNotOfThisSessionIsReplacedOnlyWhenAskedTwice) {
    const ScratchFolder folder;
    const std::filesystem::path file = folder / "pool.csv";
    std::ofstream(file) << "mine";
    const auto bytes = [&] { return std::filesystem::file_size(file); };
    write_to(file, Format::csv);
    driver.click("figure-export");
    wait_for_the_end();
    EXPECT_TRUE(driver.state.export_panel.failed);
    EXPECT_NE(driver.state.export_panel.message.find("exists already"), std::string::npos);
    EXPECT_EQ(bytes(), 4U);
    driver.click("figure-export");
    wait_for_the_end();
    EXPECT_EQ(bytes(), 4U) << "the second click of a double click";
    driver.frames(40);  // two thirds of a second
    driver.click("figure-export");
    wait_for_the_end();
    EXPECT_FALSE(driver.state.export_panel.failed) << driver.state.export_panel.message;
    EXPECT_GT(bytes(), 4U);
    driver.click("figure-export");  // now it is of this session
    wait_for_the_end();
    EXPECT_FALSE(driver.state.export_panel.failed) << driver.state.export_panel.message;
}

TEST_F(Panel, WhatIsRefusedIsNotCopied) {
    driver.act(SetOperation{parse_problem("maxpool2d 1x1x5x5 k9 s1").value().operation});
    driver.frames(3);
    show("copy-picture");
    for (const char* copy : {"copy-picture", "copy-SVG text", "copy-Markdown", "copy-command"}) {
        driver.click(copy);
        driver.frames(2);
        EXPECT_TRUE(driver.state.export_panel.failed) << copy;
        EXPECT_NE(driver.state.export_panel.message.find("kernel"), std::string::npos) << copy;
        EXPECT_EQ(driver.copied, "") << copy;
    }
}

TEST_F(Panel, AMessageMovesNoButton) {
    const Box before = driver.box("copy-CSV");
    driver.click("copy-CSV");
    driver.frames(2);
    EXPECT_FALSE(driver.state.export_panel.message.empty());
    EXPECT_EQ(driver.box("copy-CSV"), before);
}

TEST_F(Panel, AnExportCanBeCancelled) {
    const ScratchFolder folder;
    write_to(folder / "pool.gif", Format::gif);
    driver.click("figure-export");
    ASSERT_TRUE(driver.state.export_panel.running);
    EXPECT_FALSE(driver.has("figure-export"));
    driver.click("figure-cancel");
    wait_for_the_end();
    EXPECT_TRUE(driver.state.export_panel.failed);
    EXPECT_NE(driver.state.export_panel.message.find("cancelled"), std::string::npos);
    EXPECT_EQ(folder.files(), 0U);
    EXPECT_TRUE(driver.has("figure-export"));
}

TEST_F(Panel, EveryCopyButtonPutsItsCopyOnTheClipboard) {
    const std::pair<const char*, const char*> copies[] = {
        {"copy-SVG text", "<svg"},      {"copy-Markdown", "|"},     {"copy-CSV", "kind,"},
        {"copy-NumPy", "import numpy"}, {"copy-LaTeX", "\\begin{"}, {"copy-command", "stridelens render"}};
    for (const auto& [id, part] : copies) {
        driver.click(id);
        EXPECT_NE(driver.copied.find(part), std::string::npos) << id << ": " << driver.copied.substr(0, 200);
    }
    driver.click("copy-picture");
    EXPECT_TRUE(driver.clipboard().picture.starts_with("\x89PNG"));
}

TEST_F(Panel, TheKeyboardReachesAllOfIt) {
    std::vector<std::string> reached;
    for (int i = 0; i < 60; ++i) {
        driver.key(ImGuiKey_Tab);
        if (driver.focused().empty() || (!reached.empty() && driver.focused() == reached.front())) break;
        reached.push_back(driver.focused());
    }
    for (const char* id :
         {"figure-format", "figure-theme", "figure-export", "part-code", "figure-title", "figure-width-value"})
        EXPECT_NE(std::find(reached.begin(), reached.end(), id), reached.end()) << id;
}

TEST_F(Panel, SizesAreSliders) {
    show("figure-cell");
    driver.click("figure-cell");
    EXPECT_GT(settings().page.cell, 0.0F);
    show("figure-cell-size");
    const Box track = driver.box("figure-cell-size");
    driver.drag({track.x + 10.0F, track.centre().y}, {track.right() - 10.0F, track.centre().y});
    EXPECT_GT(settings().page.cell, 90.0F);
    EXPECT_TRUE(driver.state.history.undo.empty()) << "no part of the problem's history";
}

TEST_F(Panel, ThePageLiesInsideItsDesk) {
    for (const char* steps : {"", "all"}) {
        write("figure-steps", steps);
        const Box page = driver.box("page"), desk = driver.box("canvas");
        EXPECT_GE(page.x, desk.x) << steps;
        EXPECT_LE(page.right(), desk.right()) << steps;
        EXPECT_LE(page.bottom(), desk.bottom()) << steps;
        EXPECT_NEAR(page.w / page.h, driver.page.width / driver.page.height, 0.01F) << steps;
    }
}

TEST(PanelKeys, CopyTakesTheTextThatIsShown) {
    constexpr std::array<std::pair<Format, ExportRequest>, 6> all{{{Format::markdown, ExportRequest::copy_markdown},
                                                                   {Format::csv, ExportRequest::copy_csv},
                                                                   {Format::numpy, ExportRequest::copy_numpy},
                                                                   {Format::latex, ExportRequest::copy_latex},
                                                                   {Format::gif, ExportRequest::copy_image},
                                                                   {Format::svg, ExportRequest::copy_image}}};
    for (const auto& [format, request] : all) {
        AppState state;
        state.export_panel.settings.file.format = format;
        const auto asked = [&] {
            return std::get<AskExport>(ui::key_actions({ui::Key::c, true}, state).at(0)).request;
        };
        EXPECT_EQ(asked(), ExportRequest::copy_image) << "the canvas shows the figure";
        state.export_panel.open = true;
        EXPECT_EQ(asked(), request) << title_of(format);
    }
}

TEST(PanelKeys, OpenExportAndCopy) {
    const AppState state;
    const auto is = [&](const ui::KeyPress& press, auto check) {
        const Actions actions = ui::key_actions(press, state);
        return actions.size() == 1 && check(actions[0]);
    };
    const auto asks = [](ExportRequest request) {
        return [request](const Action& action) {
            const auto* ask = std::get_if<AskExport>(&action);
            return ask != nullptr && ask->request == request;
        };
    };
    EXPECT_TRUE(is({ui::Key::e, true}, [](const Action& a) { return std::holds_alternative<ToggleExportPanel>(a); }));
    EXPECT_TRUE(is({ui::Key::e}, [](const Action& a) { return std::holds_alternative<ExportAgain>(a); }));
    EXPECT_TRUE(is({ui::Key::c, true}, asks(ExportRequest::copy_image)));
    EXPECT_TRUE(is({ui::Key::c, true, true}, asks(ExportRequest::copy_svg)));
}

}  // namespace
}  // namespace stridelens::test
