// The canvas: hovering, clicking, editing, zooming; and how a figure's primitives are painted.

#include "app/ui/canvas/canvas.h"
#include "app/ui/widgets/imgui_compat.h"
#include "core/words/utf8.h"
#include "tests/app/ui/driver.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

namespace stridelens::test {
namespace {

const char* const kPool = "maxpool2d 1x1x5x5 k2 s1";

TEST(Canvas, HoveringAnOutputCellTellsItAndLeavingGoesBack) {
    Driver driver(kPool);
    driver.move(driver.cell({Grid::output, 9}));
    EXPECT_EQ(driver.shown.told->step, 9) << driver.line();
    EXPECT_EQ(driver.state.scenario.step, 0);
    driver.move({2.0F, 2.0F});
    EXPECT_EQ(driver.shown.told->step, 0) << driver.line();
}

TEST(Canvas, ClickingAnOutputCellPinsIt) {
    Driver driver(kPool);
    driver.click(driver.cell({Grid::output, 6}));
    EXPECT_EQ(driver.state.scenario.step, 6);
    driver.move({2.0F, 2.0F});
    EXPECT_EQ(driver.shown.told->step, 6);
}

TEST(CellEditor, ClickTypeEnterChangesTheCellAndTheOutput) {
    Driver driver(kPool);
    driver.click(driver.cell({Grid::input, 0}));
    ASSERT_TRUE(driver.has("cell-editor"));
    driver.type("42.5");
    driver.key(ImGuiKey_Enter);
    EXPECT_EQ(driver.derived().input[0], 42.5F) << driver.line();
    EXPECT_EQ(driver.derived().output[0], 42.5F) << driver.line();
    EXPECT_FALSE(driver.has("cell-editor"));
    EXPECT_EQ(driver.state.history.undo.size(), 1U);
}

TEST(CellEditor, EscapeLeavesTheCellAlone) {
    Driver driver(kPool);
    const float before = driver.derived().input[7];
    driver.click(driver.cell({Grid::input, 7}));
    driver.type("42");
    driver.key(ImGuiKey_Escape);
    EXPECT_EQ(driver.derived().input[7], before);
    EXPECT_FALSE(driver.state.cell_edit);
    EXPECT_TRUE(driver.state.history.undo.empty());
}

TEST(CellEditor, TabGoesOnToTheNextCell) {
    Driver driver(kPool);
    driver.click(driver.cell({Grid::input, 3}));
    driver.type("1");
    driver.key(ImGuiKey_Tab);
    ASSERT_TRUE(driver.state.cell_edit);
    EXPECT_EQ(driver.state.cell_edit->cell, (CellId{Grid::input, 4}));
    driver.type("2");
    driver.key(ImGuiKey_Enter);
    EXPECT_EQ(driver.derived().input[3], 1.0F) << driver.line();
    EXPECT_EQ(driver.derived().input[4], 2.0F) << driver.line();
}

TEST(CellEditor, AClickOnAnotherCellTakesWhatWasTyped) {
    Driver driver(kPool);
    driver.click(driver.cell({Grid::input, 0}));
    driver.type("5");
    driver.click(driver.cell({Grid::input, 24}));
    EXPECT_EQ(driver.derived().input[0], 5.0F) << driver.line();
    ASSERT_TRUE(driver.state.cell_edit);
    EXPECT_EQ(driver.state.cell_edit->cell, (CellId{Grid::input, 24}));
}

TEST(CellEditor, WhatIsNoNumberStaysToBeMended) {
    Driver driver(kPool);
    driver.click(driver.cell({Grid::input, 0}));
    driver.type("abc");
    driver.key(ImGuiKey_Enter);
    ASSERT_TRUE(driver.state.cell_edit);
    EXPECT_FALSE(driver.state.cell_edit->refusal.empty());
    driver.key(ImGuiKey_Escape);
    EXPECT_FALSE(driver.state.cell_edit);
}

TEST(CellEditor, AKernelCellIsEditedToo) {
    Driver driver("conv2d 1x1x5x5 out1 k3");
    driver.click(driver.cell({Grid::kernel, 4}));
    driver.type("3");
    driver.key(ImGuiKey_Enter);
    EXPECT_EQ(driver.derived().weight[4], 3.0F) << driver.line();
}

TEST(Canvas, TheWheelZoomsAtThePointer) {
    Driver driver(kPool);
    const Point at = driver.cell({Grid::input, 12});
    driver.move(at);
    ui::compat::set_mouse_wheel(ImGui::GetIO(), 1.0F);
    driver.frames(2);
    EXPECT_GT(driver.state.camera.zoom, 1.0F);
    const Point after = driver.cell({Grid::input, 12});
    EXPECT_NEAR(after.x, at.x, 1.5F);
    EXPECT_NEAR(after.y, at.y, 1.5F);
}

TEST(Canvas, DraggingAnEmptyPlaceMovesThePicture) {
    Driver driver(kPool);
    const Box area = driver.box("canvas");
    driver.drag({area.x + 12.0F, area.y + 12.0F}, {area.x + 52.0F, area.y + 32.0F});
    EXPECT_EQ(driver.state.camera.pan, (Point{40.0F, 20.0F}));
    EXPECT_EQ(driver.state.scenario.step, 0);
}

TEST(Canvas, AClickOnShowAllTermsTellsThemAndTheNextOneTellsLess) {
    Driver driver("conv2d 1x3x5x5 out1 k3 s2 p1");
    const auto terms = [&] {
        std::size_t count = 0;
        for (const Primitive& primitive : driver.figure.primitives)
            if (const auto* rect = std::get_if<Rect>(&primitive)) count += rect->cell.grid == Grid::term ? 1 : 0;
        return count;
    };
    const std::size_t folded = terms();
    driver.click(driver.cell({Grid::more_terms, 0}));
    EXPECT_TRUE(driver.state.display.all_terms) << driver.line();
    EXPECT_EQ(terms(), folded + 27U) << driver.line();
    driver.click(driver.cell({Grid::more_terms, 0}));
    EXPECT_EQ(terms(), folded) << driver.line();
}

TEST(Keys, MeanWhatTheHelpSays) {
    const AppState state;
    const auto only = [&](ui::KeyPress press) {
        const Actions actions = ui::key_actions(press, state);
        return actions.size() == 1 ? actions[0].index() : std::variant_npos;
    };
    EXPECT_EQ(only({ui::Key::right, false, false}), Action{StepBy{}}.index());
    EXPECT_EQ(only({ui::Key::page_up, false, false}), Action{StepBy{}}.index());
    EXPECT_EQ(only({ui::Key::home, false, false}), Action{StepFirst{}}.index());
    EXPECT_EQ(only({ui::Key::end, false, false}), Action{StepLast{}}.index());
    EXPECT_EQ(only({ui::Key::space, false, false}), Action{TogglePlay{}}.index());
    EXPECT_EQ(only({ui::Key::left_bracket, false, false}), Action{ChannelBy{}}.index());
    EXPECT_EQ(only({ui::Key::right_bracket, false, true}), Action{ChannelBy{}}.index());
    EXPECT_EQ(only({ui::Key::z, true, false}), Action{Undo{}}.index());
    EXPECT_EQ(only({ui::Key::z, true, true}), Action{Redo{}}.index());
    EXPECT_EQ(only({ui::Key::t, true, false}), Action{ToggleTheme{}}.index());
    EXPECT_EQ(only({ui::Key::q, true, false}), Action{Quit{}}.index());
    EXPECT_TRUE(ui::key_actions({ui::Key::z, false, false}, state).empty());
}

TEST(Paint, EveryPrimitiveReachesTheDrawList) {
    Driver driver(kPool);
    const std::vector<Primitive> primitives{
        Rect{{10, 10, 20, 20}, 4, {Role::ink}, {Role::line}, 1, true, Pattern::hatch, {Role::hatch}, {}},
        Line{{0, 0}, {30, 30}, {Role::ink}, 1, true},
        Polygon{{{0, 0}, {20, 0}, {0, 20}}, {Role::window}, {Role::window}, 1},
        Curve{{0, 0}, {10, 0}, {10, 20}, {20, 20}, {Role::ink}, 1},
        Ribbon{{{{0, 0}, {10, 0}, {10, 20}, {20, 20}}}, {{{0, 9}, {10, 9}, {10, 29}, {20, 29}}}, {Role::ink}},
        Text{{20, 20}, "−1.31 ⌊5⌋", Face::numbers, 14, Align::middle, {Role::ink}},
        Image{{0, 0, 40, 40}, plane_of(2, 2, {0.0F, 1.0F, NAN, -1.0F}), Grid::input, 0}};
    const ui::Fonts& fonts = driver.fonts();
    for (const ThemeName theme : kThemes)
        for (const Primitive& primitive : primitives) {
            ImGui::NewFrame();
            ImGui::SetNextWindowSize({400, 400});
            ImGui::Begin("canvas of its own");
            const int before = ImGui::GetWindowDrawList()->VtxBuffer.Size;
            ui::paint({fonts, theme, {100, 100}, 1.0F, {}}, primitive);
            EXPECT_GT(ImGui::GetWindowDrawList()->VtxBuffer.Size, before)
                << "primitive " << primitive.index() << " in " << to_string(theme);
            ImGui::End();
            ImGui::Render();
        }
}

TEST(Paint, PrimitivesArePaintedAsTheThemeDressesThem) {
    Driver driver(kPool);
    const ui::Fonts& fonts = driver.fonts();
    const auto vertices = [&](ThemeName theme, const Primitive& primitive) {
        ImGui::NewFrame();
        ImGui::SetNextWindowSize({400, 400});
        ImGui::Begin("canvas of its own");
        const int before = ImGui::GetWindowDrawList()->VtxBuffer.Size;
        ui::paint({fonts, theme, {100, 100}, 1.0F, {}}, primitive);
        const int after = ImGui::GetWindowDrawList()->VtxBuffer.Size;
        ImGui::End();
        ImGui::Render();
        return after - before;
    };
    Rect cell;
    cell.box = {10, 10, 20, 20};
    cell.fill = {Role::value, 0.5F};
    cell.pattern = Pattern::value;
    EXPECT_EQ(vertices(ThemeName::light, cell), vertices(ThemeName::dark, cell));
    EXPECT_GT(vertices(ThemeName::print, cell), vertices(ThemeName::dark, cell)) << "its edge and its hatching";
    const Polygon tint{{{0, 0}, {20, 0}, {0, 20}}, {Role::window, 0.0F, 0.07F}, {}, 0};
    EXPECT_GT(vertices(ThemeName::dark, tint), 0);
    EXPECT_EQ(vertices(ThemeName::print, tint), 0) << "there is no tint in print";
}

TEST(Paint, AClipIsOfWholePixelsSoThatAHairlineAtItsEdgeStays) {
    Driver driver(kPool);
    Figure figure;
    Group card;
    card.count = 1;
    card.clip = Box{10.3F, 20.7F, 200.5F, 40.6F};
    Rect plate;
    plate.box = *card.clip;
    plate.fill = {Role::panel};
    figure.primitives = {card, plate};
    ImGui::NewFrame();
    ImGui::SetNextWindowSize({600, 600});
    ImGui::SetNextWindowPos({0, 0});
    ImGui::Begin("canvas of its own");
    ui::paint({driver.fonts(), ThemeName::light, {100, 100}, 1.0F, {}}, figure);
    const ImDrawList& list = *ImGui::GetWindowDrawList();
    const auto clipped = std::count_if(list.CmdBuffer.begin(), list.CmdBuffer.end(), [](const ImDrawCmd& command) {
        const ImVec4& clip = command.ClipRect;
        return clip.x == 110 && clip.y == 120 && clip.z == 311 && clip.w == 162 && command.ElemCount > 0;
    });
    EXPECT_EQ(clipped, 1) << "from 110.3, 120.7 to 310.8, 161.3";
    ImGui::End();
    ImGui::Render();
}

TEST(Paint, NumbersAreAsWideAsTheLayoutReserves) {
    const Driver driver(kPool);
    for (const float size : {11.0F, 14.0F, 18.0F})
        EXPECT_NEAR(ui::measure(driver.fonts(), "−1.31", Face::numbers, size), text_width("−1.31", Face::numbers, size),
                    0.2F);
}

TEST(Fonts, HaveEverySignThatSentencesUse) {
    const Driver driver(kPool);
    for (const Face face : {Face::words, Face::words_bold, Face::numbers, Face::numbers_bold})
        for (const char32_t sign : text::characters("−·×÷⌊⌋⌈⌉∞…≤≥→⊙±²³∂'‘’“”"))
            EXPECT_NE(driver.fonts().pick(face, 14.0F)->FindGlyphNoFallback(static_cast<ImWchar>(sign)), nullptr)
                << "U+" << std::hex << static_cast<unsigned>(sign);
}

TEST(Dashes, CoverHalfOfAClosedLineAndStayOnIt) {
    const std::vector<Point> square = ui::rounded_outline({0, 0, 40, 40}, 0.0F);
    float inked = 0.0F;
    for (const auto& [a, b] : ui::dashes(square, true, 4.0F, 4.0F)) inked += std::hypot(b.x - a.x, b.y - a.y);
    EXPECT_NEAR(inked, 80.0F, 0.01F);
}

}  // namespace
}  // namespace stridelens::test
