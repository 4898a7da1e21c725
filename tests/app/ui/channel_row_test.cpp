// The row of channels in the window: every channel is reached from every other one by click, key and wheel, and a drag
// takes the frame along.

#include "app/ui/panels.h"
#include "app/ui/widgets/imgui_compat.h"
#include "tests/app/ui/driver.h"

#include <gtest/gtest.h>

#include <string>

namespace stridelens::test {
namespace {

constexpr Point kWindows[] = {{800, 600}, {1024, 768}, {1440, 900}, {2560, 1440}};
constexpr std::int64_t kChannels = 20;
const char* const kLine = "conv2d 1x20x6x6 out3 k3 p1";

/// Whether the channel has a row: plane, kernel and sum.
bool has_row(const Driver& driver, std::int64_t channel) {
    for (const Primitive& primitive : driver.figure.primitives)
        if (const auto* group = std::get_if<Group>(&primitive); group != nullptr)
            if (group->id == "kernel-c" + std::to_string(channel)) return true;
    return false;
}

std::string where(const Driver& driver, std::int64_t channel) {
    return driver.line() + ", " + std::to_string(driver.room().x) + " wide, channel " + std::to_string(channel);
}

void press_key(Driver& driver, ui::Key key, bool shift = false) {
    for (const Action& action : ui::key_actions({key, false, shift}, driver.state)) driver.act(action);
    driver.frame();
}

void turn(Driver& driver, float notches) {
    ui::compat::set_mouse_wheel(ImGui::GetIO(), notches);
    driver.frame();
    ui::compat::set_mouse_wheel(ImGui::GetIO(), 0.0F);
    driver.frame();
}

/// Clicks on the channel, or as near as one that shows, until it has the focus.
bool reach_by_click(Driver& driver, std::int64_t channel) {
    for (std::int64_t clicks = 0; clicks <= kChannels && driver.state.display.focus != channel; ++clicks) {
        CellId target{Grid::input_channel, channel};
        const bool on = channel > driver.state.display.focus;
        while (!find_cell(driver.figure, target) && target.flat != driver.state.display.focus)
            target.flat += on ? -1 : 1;
        driver.click(driver.cell(target));
    }
    return driver.state.display.focus == channel;
}

TEST(ChannelRow, EveryChannelIsReachedFromEveryOtherByClick) {
    for (const Point& window : kWindows) {
        Driver driver(kLine, window.x, window.y);
        for (std::int64_t from = 0; from < kChannels; from += 3)
            for (std::int64_t to = 0; to < kChannels; to += window.x == 1024.0F ? 1 : 4) {
                driver.act(ShowChannel{Grid::input_channel, from});
                driver.frames(2);
                ASSERT_TRUE(reach_by_click(driver, to)) << where(driver, to) << " from " << from;
                EXPECT_TRUE(has_row(driver, to)) << where(driver, to) << " from " << from;
            }
        EXPECT_EQ(driver.state.scenario.step, 0) << "which rows show is no step";
    }
}

TEST(ChannelRow, KeysGoThroughAllChannelsThereAndBack) {
    for (const Point& window : kWindows) {
        Driver driver(kLine, window.x, window.y);
        for (std::int64_t i = 1; i < 2 * kChannels - 1; ++i) {
            const std::int64_t channel = i < kChannels ? i : 2 * kChannels - 2 - i;
            press_key(driver, i < kChannels ? ui::Key::right_bracket : ui::Key::left_bracket);
            EXPECT_EQ(driver.state.display.focus, channel) << where(driver, channel);
            EXPECT_TRUE(has_row(driver, channel)) << where(driver, channel);
        }
    }
}

TEST(ChannelRow, TheWheelGoesThroughAllChannelsThereAndBackAndDoesNotZoom) {
    for (const Point& window : kWindows) {
        Driver driver(kLine, window.x, window.y);
        driver.move(driver.cell({Grid::channel_sum, 1}));
        const Box row = *find_cell(driver.figure, {Grid::input_channel, 1});
        const Box area = driver.box("canvas");
        driver.move({area.x + row.centre().x, area.y + row.centre().y});
        for (std::int64_t i = 1; i < 2 * kChannels - 1; ++i) {
            const std::int64_t channel = i < kChannels ? i : 2 * kChannels - 2 - i;
            turn(driver, i < kChannels ? -1.0F : 1.0F);
            ASSERT_EQ(driver.state.display.focus, channel) << where(driver, channel);
            EXPECT_TRUE(has_row(driver, channel)) << where(driver, channel);
        }
        EXPECT_EQ(driver.state.camera, Camera{}) << where(driver, 0);
    }
}

TEST(ChannelRow, PartsOfANotchAddUp) {
    Driver driver(kLine);
    driver.move(driver.cell({Grid::input_channel, 3}));
    for (int i = 0; i < 3; ++i) turn(driver, -0.25F);
    EXPECT_EQ(driver.state.display.focus, 0);
    turn(driver, -0.25F);
    EXPECT_EQ(driver.state.display.focus, 1);
}

TEST(ChannelRow, AboveTheRowTheWheelStillZooms) {
    Driver driver(kLine);
    driver.move(driver.cell({Grid::kernel, 0}));
    turn(driver, 1.0F);
    EXPECT_GT(driver.state.camera.zoom, 1.0F);
    EXPECT_EQ(driver.state.display.focus, 0);
}

TEST(ChannelRow, ADragTakesTheFrameAlong) {
    Driver driver(kLine);
    const Point from = driver.cell({Grid::input_channel, 0}), to = driver.cell({Grid::input_channel, 4});
    driver.drag(from, to);
    EXPECT_EQ(driver.state.display.focus, 4);
    EXPECT_TRUE(has_row(driver, 4));
    EXPECT_EQ(driver.state.camera.pan, Point{}) << "the picture stays";
    driver.move({to.x, from.y});
    EXPECT_EQ(driver.state.display.focus, 4) << "released";
}

TEST(ChannelRow, AlongTheBarADragReachesTheLastChannel) {
    for (const Point& window : kWindows) {
        Driver driver("conv2d 1x64x8x8 out64 k1", window.x, window.y);
        std::optional<Box> first, last;  // of what can be hit along the bar: the lowest of the row
        for (const Primitive& primitive : driver.figure.primitives)
            if (const auto* rect = std::get_if<Rect>(&primitive); rect != nullptr)
                if (rect->cell.grid == Grid::input_channel) {
                    if (!first || rect->box.y > first->y) first = rect->box;
                    last = rect->box;
                }
        ASSERT_TRUE(first && last) << where(driver, 0) << driver.box("canvas").w << "x" << driver.box("canvas").h;
        const Box area = driver.box("canvas");
        driver.drag({area.x + first->centre().x, area.y + first->centre().y},
                    {area.x + last->centre().x, area.y + last->centre().y});
        EXPECT_EQ(driver.state.display.focus, 63) << where(driver, 63);
        EXPECT_TRUE(has_row(driver, 63)) << where(driver, 63);
    }
}

TEST(ChannelRow, TheOutputsChannelsAreReachedByClickAndByKey) {
    for (const Point& window : kWindows) {
        Driver driver("conv2d 1x8x5x5 out8 k3 p1", window.x, window.y);
        driver.act(StepTo{7});
        driver.frames(2);
        for (const std::int64_t channel : {1, 2, 3, 4, 5, 6, 7}) {
            press_key(driver, ui::Key::right_bracket, true);
            EXPECT_EQ(driver.state.scenario.step, 25 * channel + 7) << where(driver, channel);
        }
        if (window.x < 1000.0F) continue;  // no room for pictures of them
        ASSERT_TRUE(find_cell(driver.figure, {Grid::output_channel, 6}) || window.x < 1100.0F) << where(driver, 6);
        if (!find_cell(driver.figure, {Grid::output_channel, 6})) continue;  // counted
        driver.click(driver.cell({Grid::output_channel, 6}));
        EXPECT_EQ(driver.state.scenario.step, 25 * 6 + 7) << where(driver, 6);
    }
}

}  // namespace
}  // namespace stridelens::test
