// A click pins a look-up: it stays until it is clicked again, let go, or of another problem; and it goes on every page.

#include "app/state/pin.h"
#include "app/state/exports/look_up_name.h"
#include "core/window/surrounded.h"
#include "tests/app/cli/headless.h"

#include <gtest/gtest.h>

namespace stridelens {
namespace {

const CellId kPadding{Grid::padding, 0};

CellId pinned(const Headless& program) {
    return program.state.display.pin ? program.state.display.pin->cell : CellId{};
}

TEST(Pin, StaysWhileTheMouseAndTheStepsMoveOn) {
    Headless program("maxpool2d 1x1x5x5 k3 s1 p1");
    program.act(Activate{kPadding});
    EXPECT_EQ(pinned(program), kPadding);
    EXPECT_FALSE(program.state.cell_edit) << "padding has no number of its own";
    program.act(Hover{{Grid::input, 3}});
    program.act(Hover{});
    program.act(StepBy{3});
    program.act(Activate{{Grid::output, 9}});
    program.tick(1.0);
    EXPECT_EQ(pinned(program), kPadding);
    program.act(Activate{kPadding});
    EXPECT_EQ(pinned(program), CellId{}) << "clicked again";
}

TEST(Pin, AClickOnANumberPinsAndEdits) {
    Headless program("conv2d 1x1x5x5 out1 k3");
    program.act(Activate{{Grid::input, 7}});
    EXPECT_EQ(pinned(program), (CellId{Grid::input, 7}));
    ASSERT_TRUE(program.state.cell_edit);
    program.act(SubmitCellText{"4", true});
    EXPECT_EQ(pinned(program), (CellId{Grid::input, 8})) << "Tab goes on, and the look-up along with it";
    program.act(CancelCellEdit{});
    program.tick(0.1);
    EXPECT_EQ(pinned(program), (CellId{Grid::input, 8})) << "what the number reaches still shows";
    program.act(Activate{{Grid::kernel, 2}});
    EXPECT_EQ(pinned(program), (CellId{Grid::kernel, 2})) << "one at a time";
    program.act(Unpin{});
    EXPECT_EQ(pinned(program), CellId{});
}

TEST(Pin, GoesWithAnotherProblemAndWithAnotherShape) {
    const auto pin = [](Headless& program, const CellId& cell) {
        program.act(Activate{cell});
        program.act(CancelCellEdit{});
        program.tick(0.0);
        ASSERT_EQ(pinned(program), cell);
    };
    Headless program("maxpool2d 1x1x5x5 k3 s1 p1");
    pin(program, {Grid::input, 7});
    MaxPool pool = operation<MaxPool>(program);
    pool.stride = {2, 2};
    program.act(SetOperation{pool});
    program.tick(0.0);
    EXPECT_EQ(pinned(program), (CellId{Grid::input, 7})) << "the same cell, read by other windows: worth seeing";
    pool.kernel_size = {99, 99};
    program.act(SetOperation{pool});
    program.tick(0.0);
    EXPECT_EQ(pinned(program), (CellId{Grid::input, 7})) << "refused: the last valid picture stays";
    program.act(Undo{});
    program.act(SetInputShape{Shape{1, 1, 6, 6}});
    program.tick(0.0);
    EXPECT_EQ(pinned(program), CellId{}) << "in another shape the number is of another cell";
    pin(program, kPadding);
    pool = operation<MaxPool>(program);
    pool.padding = {Sides{0, 0}, Sides{0, 0}};
    program.act(SetOperation{pool});
    program.tick(0.0);
    EXPECT_EQ(pinned(program), CellId{}) << "there is no padding any more";
    pin(program, {Grid::input, 7});
    program.act(SwitchOperation{1});
    EXPECT_EQ(pinned(program), CellId{}) << "another operation";
    pin(program, {Grid::input, 7});
    program.act(LoadScenario{scenario_of("avgpool2d 1x1x6x6 k3", 0)});
    EXPECT_EQ(pinned(program), CellId{}) << "another problem, though of this shape";
    pin(program, {Grid::input, 7});
    program.act(SetView{View::grad_input});
    program.tick(0.0);
    EXPECT_EQ(pinned(program), CellId{}) << "where no input shows";
}

TEST(Pin, GoesWithTheComparisonThatSaysWhy) {
    Headless program("maxpool2d 1x1x5x5 k3 s1 p1");
    program.act(Activate{{Grid::input, 7}});
    program.act(CancelCellEdit{});
    MaxPool pool = operation<MaxPool>(program);
    pool.padding = {Sides{2, 2}, Sides{2, 2}};
    program.act(SetOperation{pool});
    ASSERT_TRUE(program.shown.refusal) << "padding above half of the kernel";
    ASSERT_EQ(pinned(program), (CellId{Grid::input, 7}));
    program.act(ShowWhy{});
    ASSERT_TRUE(program.state.scenario.other);
    EXPECT_EQ(pinned(program), CellId{});
}

TEST(Pin, WhatIsSteppedThroughIsPinnedAsTheStep) {
    for (const View view : {View::output, View::grad_input}) {
        Headless program("maxpool2d 1x1x5x5 k3 s1 p1");
        program.act(SetView{view});
        program.act(Activate{{info_of(view).grid, 4}});
        EXPECT_EQ(program.state.scenario.step, 4);
        EXPECT_EQ(pinned(program), CellId{});
    }
}

TEST(Pin, IsOfACellThatThereIs) {
    Headless program("maxpool2d 1x1x5x5 k3 s1");
    for (const CellId& cell : {CellId{Grid::kernel, 0}, CellId{Grid::input, 25}, CellId{Grid::input, -1},
                               CellId{Grid::padding, 25}, CellId{Grid::padding, -1}, CellId{Grid::none, 0}}) {
        program.act(Activate{cell});
        program.tick(0.0);
        EXPECT_EQ(pinned(program), CellId{}) << word_of(cell.grid, ' ') << " " << cell.flat;
    }
}

TEST(Pin, GoesOnThePageByName) {
    Headless program("conv2d 1x1x5x5 out1 k3 p1");
    program.act(Activate{kPadding});
    program.tick(0.0);
    EXPECT_EQ(program.state.export_panel.settings.page.look_up, "padding[0,0,-1,-1]");
    program.act(Unpin{});
    program.tick(0.0);
    EXPECT_EQ(program.state.export_panel.settings.page.look_up, "");
}

TEST(LookUpName, IsReadBackAsItIsWritten) {
    const auto check = [](const Derived& derived, Grid grid, std::int64_t cells) {
        for (std::int64_t flat = 0; flat < cells; ++flat) {
            if (grid == Grid::padding &&
                occupant(derived.geometry, surrounded_position(derived.geometry, flat)).kind == TapKind::inside)
                continue;
            const std::string name = look_up_name(derived, {grid, flat});
            const auto cell = look_up_cell(name, derived);
            ASSERT_TRUE(cell) << name << ": " << cell.error().sentence;
            EXPECT_EQ(*cell, (CellId{grid, flat})) << name;
        }
    };
    for (const char* line :
         {"conv2d 1x2x4x5 out2 k3 p2", "maxpool1d 1x1x7 k3 s2 p1", "convtranspose2d 1x1x3x3 out1 k3 s2"}) {
        const Headless program(line);
        const Geometry& geometry = program.derived().geometry;
        check(program.derived(), Grid::input, element_count(geometry.input));
        check(program.derived(), Grid::padding, surrounded_cells(geometry));
        if (!geometry.weight.empty()) check(program.derived(), Grid::kernel, element_count(geometry.weight));
    }
    Headless backwards("conv2d 1x2x4x5 out2 k3 p2");
    backwards.act(SetView{View::grad_input});
    check(backwards.derived(), Grid::upstream, element_count(backwards.derived().geometry.output));
    check(backwards.derived(), Grid::grad_input, element_count(backwards.derived().geometry.input));
}

TEST(LookUpName, SaysWhatCannotBeLookedUp) {
    const Headless program("conv2d 1x1x4x4 out1 k3 p1");
    const auto sentence = [&](const std::string& name) {
        const auto cell = look_up_cell(name, program.derived());
        EXPECT_FALSE(cell) << name;
        return cell ? "" : cell.error().sentence;
    };
    EXPECT_EQ(sentence("cat"),
              "\"cat\" cannot be looked up: write the cell as input[0,0,1,2], of input, padding, kernel");
    EXPECT_EQ(sentence("input[0,0,9,9]"), "\"input[0,0,9,9]\" cannot be looked up: there is no such cell of the input");
    EXPECT_EQ(sentence("input[0,0]"), "\"input[0,0]\" cannot be looked up: there is no such cell of the input");
    EXPECT_EQ(sentence("kernel[0,0,3,0]"),
              "\"kernel[0,0,3,0]\" cannot be looked up: there is no such cell of the kernel");
    sentence("");
    sentence("input[]");
    sentence("input[0,0,1,2");
    sentence("upstream[0,0,0,0]");
    sentence("input[99999999999999999999,0,0,0]");
    EXPECT_EQ(look_up_cell("input[0,0,-1,2]", program.derived())->grid, Grid::padding) << "either word";
    EXPECT_EQ(look_up_cell("padding[0,0,1,2]", program.derived())->grid, Grid::input);
}

}  // namespace
}  // namespace stridelens
