// The side panel, the bars and the transport, driven by mouse and keyboard.

#include "app/ui/side/fields.h"
#include "app/ui/widgets/imgui_compat.h"
#include "tests/app/files/picture_bytes.h"
#include "tests/app/ui/driver.h"
#include "tests/scratch_folder.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>

namespace stridelens::test {
namespace {

Point left_of(const Box& track) {
    return {track.x + 10.0F, track.centre().y};
}
Point right_of(const Box& track) {
    return {track.right() - 10.0F, track.centre().y};
}

const char* const kPool = "maxpool2d 1x1x5x5 k2 s1";
const char* const kConv = "conv2d 1x3x5x5 out1 k3 p1 s2";

TEST(Slider, DragOfTheKernelIsOneUndoStep) {
    Driver driver(kPool);
    driver.drag(left_of(driver.box("kernel")), right_of(driver.box("kernel")));
    EXPECT_EQ(ui::kernel_of(driver.state.scenario.problem.operation)[0], 5) << driver.line();
    EXPECT_EQ(ui::kernel_of(driver.state.scenario.problem.operation)[1], 5) << driver.line();
    EXPECT_GT(count<SetOperation>(driver.all), 1);  // it was a drag, not a jump
    ASSERT_EQ(driver.state.history.undo.size(), 1U);
    driver.act(Undo{});
    EXPECT_EQ(driver.line(), print(parse_problem(kPool).value()));
}

TEST(Slider, PressAndReleaseOnTheKnobChangesNothing) {
    Driver driver(kPool);
    const Box track = driver.box("kernel");  // 2 of 1 … 5: a quarter along
    driver.click(Point{track.x + 8.0F + (track.w - 16.0F) / 4.0F, track.centre().y});
    EXPECT_EQ(driver.line(), print(parse_problem(kPool).value()));
    EXPECT_TRUE(driver.state.history.undo.empty());
}

TEST(Slider, StopsWhereThePaddingOfAPoolWouldBeRefused) {
    Driver driver("maxpool2d 1x1x8x8 k4 p2");
    driver.drag(right_of(driver.box("kernel")), left_of(driver.box("kernel")));
    EXPECT_EQ(ui::kernel_of(driver.state.scenario.problem.operation)[0], 4) << driver.line();
    EXPECT_FALSE(driver.shown.refusal) << driver.line();
}

TEST(Slider, EverySliderOfEveryOperationDragsEndToEndWithoutRefusal) {
    for (const char* line : {kPool, kConv, "avgpool2d 1x1x6x6 k3 p1", "pad2d 1x1x5x5 p1", "pad1d 1x2x6 p2 mode=reflect",
                             "conv1d 1x2x9 out2 k3", "maxpool1d 1x1x10 k2 s1"}) {
        std::vector<std::string> ids;
        {
            const Driver driver(line);
            for (const ui::Placed& widget : driver.placed)
                if (driver.has(widget.id + "-value") && widget.box.w > 60.0F) ids.push_back(widget.id);
        }
        EXPECT_GE(ids.size(), 3U) << line;
        for (const std::string& id : ids) {
            if (id == "channels" || id.starts_with("size-"))
                continue;  // smaller inputs may be refused, with a sentence
            Driver driver(line);
            driver.drag(left_of(driver.box(id)), right_of(driver.box(id)));
            EXPECT_FALSE(driver.shown.refusal) << id << " of " << line << " → " << driver.line();
            driver.drag(right_of(driver.box(id)), left_of(driver.box(id)));
            EXPECT_FALSE(driver.shown.refusal) << id << " of " << line << " → " << driver.line();
        }
    }
}

TEST(Field, TypingAValueAndEnterSetsIt) {
    Driver driver(kPool);
    driver.click("stride-value");
    driver.type("3");
    driver.key(ImGuiKey_Enter);
    EXPECT_EQ(ui::stride_of(driver.state.scenario.problem.operation)[0], 3) << driver.line();
}

TEST(Field, WhatIsTypedBeforeItHasTheKeyboardIsNotLost) {
    Driver driver(kPool);
    driver.press(driver.box("stride-value").centre());
    driver.window().button(false);
    driver.frame();  // the click opens the field …
    ImGui::GetIO().AddInputCharacter('3');
    driver.key(ImGuiKey_Enter);
    driver.frames(5);  // … which has the keyboard some frames later
    EXPECT_EQ(ui::stride_of(driver.state.scenario.problem.operation)[0], 3) << driver.line();
}

TEST(Field, EscapeKeepsTheOldValue) {
    Driver driver(kPool);
    driver.click("stride-value");
    driver.type("3");
    driver.key(ImGuiKey_Escape);
    EXPECT_EQ(driver.line(), print(parse_problem(kPool).value()));
}

TEST(Field, TabTakesTheValueAndOpensTheNext) {
    Driver driver(kPool);
    driver.click("kernel-value");
    driver.type("3");
    driver.key(ImGuiKey_Tab);
    EXPECT_EQ(ui::kernel_of(driver.state.scenario.problem.operation)[0], 3) << driver.line();
    driver.type("2");
    driver.key(ImGuiKey_Enter);
    EXPECT_EQ(ui::stride_of(driver.state.scenario.problem.operation)[0], 2) << driver.line();
}

TEST(Field, AClickElsewhereTakesTheValue) {
    Driver driver(kPool);
    driver.click("stride-value");
    driver.type("2");
    driver.click("forward");
    EXPECT_EQ(ui::stride_of(driver.state.scenario.problem.operation)[0], 2) << driver.line();
}

TEST(Refusal, SpeaksBesideItsFieldOffersTheNearestAndKeepsThePicture) {
    Driver driver(kPool);
    const std::vector<float> shown = driver.derived().output->values;
    driver.click("kernel-value");
    driver.type("9");
    driver.key(ImGuiKey_Enter);
    ASSERT_TRUE(driver.shown.refusal) << driver.line();
    ASSERT_TRUE(driver.has("refusal")) << driver.line();
    EXPECT_GE(driver.box("refusal").y, driver.box("kernel").bottom() - 1.0F);
    EXPECT_LE(driver.box("refusal").bottom(), driver.box("stride").y + 1.0F);
    EXPECT_EQ(driver.derived().output->values, shown);
    EXPECT_FALSE(driver.figure.primitives.empty());
    driver.click("use-nearest");
    EXPECT_FALSE(driver.shown.refusal) << driver.line();
    EXPECT_EQ(ui::kernel_of(driver.state.scenario.problem.operation)[0], 5) << driver.line();
}

TEST(Tabs, ClickSwitchesTheOperationAndTheRank) {
    Driver driver(kPool);
    driver.click("tab-3");
    EXPECT_TRUE(ui::is_conv(driver.state.scenario.problem.operation)) << driver.line();
    driver.click("rank-0");
    EXPECT_EQ(spatial_rank_of(driver.state.scenario.problem.operation), 1) << driver.line();
    driver.click("rank-0");  // already there
    EXPECT_EQ(count<SetSpatialRank>(driver.all), 1);
}

TEST(Values, RerollTakesAnotherSeed) {
    Driver driver(kPool);
    driver.click("values-reroll");
    EXPECT_EQ(driver.state.scenario.problem.values.kind, Values::Kind::normal);
    EXPECT_NE(driver.state.scenario.problem.values.seed, 7U);
}

TEST(Values, TheSeedCanBeTyped) {
    Driver driver("maxpool2d 1x1x5x5 k2 s1");
    driver.click("values-seed");
    driver.type("42");
    driver.key(ImGuiKey_Enter);
    EXPECT_EQ(driver.line(), "maxpool2d 1x1x5x5 k2 s1 values=normal:42");
    EXPECT_EQ(driver.state.history.undo.size(), 1U) << driver.line();
}

TEST(Values, TheListSetsTheGenerator) {
    Driver driver(kPool);
    driver.click("values");
    driver.click("values:2");
    EXPECT_EQ(driver.state.scenario.problem.values.kind, Values::Kind::ramp) << driver.line();
}

TEST(Values, OfAKernelTheListHasKernelsByName) {
    Driver driver("conv2d 1x1x9x9 out1 k3 nobias");
    driver.click("weights");
    driver.click("weights:10");
    EXPECT_EQ(driver.line(), "conv2d 1x1x9x9 out1 k3 nobias weights=sobel_x");
    EXPECT_EQ(driver.derived().weight->values, (std::vector<float>{-1, 0, 1, -2, 0, 2, -1, 0, 1}));
    EXPECT_FALSE(driver.has("weights-seed"));
}

TEST(Values, OfAnInputTheListHasPicturesButNoKernels) {
    Driver driver("conv2d 1x1x9x9 out1 k3");
    driver.click("values");
    ASSERT_TRUE(driver.has("values:12"));
    EXPECT_FALSE(driver.has("values:13"));
    driver.click("values:11");
    EXPECT_EQ(driver.line(), "conv2d 1x1x9x9 out1 k3 values=image:house");
    EXPECT_FALSE(driver.has("values-seed")) << "a picture has a name";
}

TEST(Values, ALongListStaysInsideTheWindow) {
    for (const auto& [width, height] :
         {std::pair{900.0F, 600.0F}, std::pair{1024.0F, 768.0F}, std::pair{1440.0F, 900.0F}}) {
        Driver driver("conv2d 1x1x9x9 out1 k3", width, height);
        driver.click("weights");
        for (int i = 0; driver.has("weights:" + std::to_string(i)); ++i) {
            const Box box = driver.box("weights:" + std::to_string(i));
            EXPECT_GE(box.y, 0.0F) << i << " in a window of height " << height;
            EXPECT_LE(box.bottom(), driver.room().y) << i << " in a window of height " << height;
        }
    }
}

TEST(Links, OpenChainsGiveOneRowASideAndAnAxis) {
    Driver driver(kConv);
    EXPECT_TRUE(driver.has("padding"));
    driver.click("link-sides");
    driver.click("link-axes-padding");
    for (const char* id :
         {"padding-H-begin", "padding-H-end", "padding-W-begin", "padding-W-end", "kernel-H", "kernel-W"})
        EXPECT_TRUE(driver.has(id)) << id;
    driver.click("padding-H-begin-value");
    driver.type("2");
    driver.key(ImGuiKey_Enter);
    const PerAxis<Sides> padding = ui::padding_of(driver.state.scenario.problem.operation);
    EXPECT_EQ(padding[0], (Sides{2, 1})) << driver.line();
    EXPECT_EQ(padding[1], (Sides{1, 1})) << driver.line();
}

TEST(Links, ClosingTheChainMakesTheAxesEqual) {
    Driver driver("maxpool2d 1x1x8x8 k3x2 s2x1");
    EXPECT_TRUE(driver.has("kernel-H"));
    driver.click("link-axes");
    EXPECT_EQ(ui::kernel_of(driver.state.scenario.problem.operation), (Extents{3, 3})) << driver.line();
    EXPECT_EQ(ui::stride_of(driver.state.scenario.problem.operation), (Extents{2, 2})) << driver.line();
    EXPECT_TRUE(driver.has("kernel"));
}

TEST(Options, EachTickBoxTogglesItsOwnSetting) {
    Driver driver("avgpool2d 1x1x6x6 k3 p1 s2");
    driver.click("ceil-mode");
    driver.click("count-include-pad");
    driver.click("divisor-override");
    const AvgPool pool = std::get<AvgPool>(driver.state.scenario.problem.operation);
    EXPECT_TRUE(pool.ceil_mode);
    EXPECT_FALSE(pool.count_include_pad);
    EXPECT_EQ(pool.divisor_override, 9);
}

TEST(Pad, NegativePaddingCropsByTyping) {
    Driver driver("pad2d 1x1x6x6 p1");
    driver.click("padding-value");
    driver.type("-2");
    driver.key(ImGuiKey_Enter);
    EXPECT_EQ(ui::padding_of(driver.state.scenario.problem.operation)[1], (Sides{-2, -2})) << driver.line();
    EXPECT_FALSE(driver.shown.refusal) << driver.line();
    EXPECT_EQ(driver.derived().geometry.output, (Shape{1, 1, 2, 2}));
}

TEST(Transport, ButtonsStepAndTheScrubberGoesThere) {
    Driver driver(kPool);
    driver.click("forward");
    EXPECT_EQ(driver.state.scenario.step, 1);
    driver.click("last");
    EXPECT_EQ(driver.state.scenario.step, 15);
    driver.click("back");
    EXPECT_EQ(driver.state.scenario.step, 14);
    driver.click("first");
    EXPECT_EQ(driver.state.scenario.step, 0);
    const Box bar = driver.box("scrubber");
    driver.click(Point{bar.x + bar.w * 6.5F / 16.0F, bar.centre().y});
    EXPECT_EQ(driver.state.scenario.step, 6);
    driver.drag({bar.x + 2.0F, bar.centre().y}, {bar.right() - 2.0F, bar.centre().y});
    EXPECT_EQ(driver.state.scenario.step, 15);
    driver.click("play");
    EXPECT_TRUE(driver.state.playback.playing);
}

TEST(Output, CopyPutsTheCodeOnTheClipboard) {
    Driver driver(kPool);
    driver.click("copy");
    EXPECT_EQ(driver.copied, driver.derived().code);
    EXPECT_NE(driver.copied.find("MaxPool2d"), std::string::npos);
}

TEST(Lessons, TheMenuLoadsALesson) {
    Driver driver(kConv);
    driver.click("lessons");
    ASSERT_TRUE(driver.has("lesson-0"));
    EXPECT_TRUE(driver.has("lesson-7"));
    driver.click("lesson-0");
    EXPECT_EQ(count<LoadScenario>(driver.all), 1);
    EXPECT_FALSE(driver.state.scenario.title.empty());
}

TEST(Open, ALineOfTextOpens) {
    Driver driver(kPool);
    driver.click("open");
    driver.type("conv2d 1x1x4x4 out1 k3");
    driver.key(ImGuiKey_Enter);
    EXPECT_TRUE(ui::is_conv(driver.state.scenario.problem.operation)) << driver.line();
}

TEST(Open, AWrongLineSaysWhyAndChangesNothing) {
    Driver driver(kPool);
    driver.click("open");
    driver.type("conv2d 1x1x4x4 outX k3");
    driver.key(ImGuiKey_Enter);
    EXPECT_FALSE(driver.state.notice.empty());
    EXPECT_EQ(driver.line(), print(parse_problem(kPool).value()));
}

TEST(Open, APictureIsReadAgainInAnotherSizeGreyAndInAnotherRange) {
    const ScratchFolder folder;
    const std::filesystem::path file = folder / "photo.png";
    std::ofstream(file, std::ios::binary) << png_bytes({2, 1, 8, 2, {0, 0, 0, 255, 255, 255}});
    Driver driver(kPool);
    EXPECT_FALSE(driver.has("picture-size"));
    driver.click("open");
    driver.type(file.string());
    driver.key(ImGuiKey_Enter);
    driver.frames(3);
    const auto input = [&] { return driver.state.scenario.problem.input; };
    EXPECT_EQ(input(), (Shape{1, 3, 28, 28}));
    const auto choose = [&](const std::string& id, std::size_t entry) {
        driver.click(id);
        driver.frames(2);
        driver.click(id + ":" + std::to_string(entry));
        driver.frames(3);
    };
    choose("picture-size", 0);
    EXPECT_EQ(input(), (Shape{1, 3, 14, 14}));
    choose("picture-colours", 1);
    EXPECT_EQ(input(), (Shape{1, 1, 14, 14}));
    choose("picture-range", 1);
    const std::vector<float>& numbers = driver.state.scenario.problem.values.list;
    EXPECT_EQ(*std::max_element(numbers.begin(), numbers.end()), 255.0F);
    const auto type = [&](const std::string& id, const std::string& number) {
        driver.click(id);
        driver.frames(2);
        driver.type(number);
        driver.key(ImGuiKey_Enter);
        driver.frames(3);
    };
    type("picture-pixels-0", "4");
    EXPECT_EQ(input(), (Shape{1, 1, 4, 14})) << "need not be square";
    type("picture-part-1", "1");
    EXPECT_EQ(driver.state.picture->how.region, (PictureRegion{0, 0, 1, 1}));
    EXPECT_EQ(driver.state.scenario.problem.values.list[0], 0.0F) << "the left one of two pixels";
    type("picture-from-1", "1");
    EXPECT_EQ(driver.state.picture->how.region, (PictureRegion{0, 1, 1, 1}));
    EXPECT_EQ(driver.state.scenario.problem.values.list[0], 255.0F) << "the right one";
    type("picture-from-1", "2");
    EXPECT_EQ(driver.state.picture->how.region, (PictureRegion{0, 1, 1, 1})) << "not within the picture";
    EXPECT_NE(driver.state.notice.find("which has 1 × 2"), std::string::npos) << driver.state.notice;
    driver.act(SetCell{{Grid::input, 0}, 2.0F});
    driver.frames(3);
    EXPECT_FALSE(driver.has("picture-size")) << "these numbers are not the picture's";
    driver.act(Undo{});
    driver.frames(3);
    EXPECT_TRUE(driver.has("picture-size"));
    driver.act(Undo{});
    driver.frames(3);
    EXPECT_FALSE(driver.has("picture-size")) << "another reading of it";
}

TEST(Theme, TheButtonTogglesIt) {
    Driver driver(kPool);
    driver.click("theme");
    EXPECT_EQ(driver.state.display.theme, ThemeName::light);
}

}  // namespace
}  // namespace stridelens::test
