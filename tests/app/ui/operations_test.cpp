// Every operation and every view in the window: the menu, the controls, the keys.

#include "app/problem/view.h"
#include "core/operation/catalogue.h"
#include "tests/app/ui/driver.h"

#include <gtest/gtest.h>

#include <string>

namespace stridelens::test {
namespace {

const char* const kPool = "maxpool2d 1x1x6x6 k2";
const char* const kConv = "conv2d 1x1x5x5 out1 k3";

template <class Op>
Op operation(const Driver& driver) {
    return std::get<Op>(driver.state.scenario.problem.operation);
}

void press_key(Driver& driver, ui::Key key) {
    for (const Action& action : ui::key_actions({key, false, false}, driver.state)) driver.act(action);
    driver.frames(2);
}

TEST(More, OpensAMenuThatHasEveryOtherOperation) {
    for (std::size_t i = 4; i < kOperations; ++i) {
        Driver driver(kPool);
        driver.click("tab-4");
        const std::string entry = "more:" + std::to_string(i);
        ASSERT_TRUE(driver.has(entry)) << catalogue()[i].name;
        driver.click(entry);
        EXPECT_EQ(driver.state.scenario.problem.operation.index(), i) << driver.line();
        EXPECT_FALSE(driver.shown.refusal) << driver.line();
        driver.click("tab-4");  // the segment has its name now, and still opens the menu
        EXPECT_TRUE(driver.has(entry)) << driver.line();
    }
}

TEST(More, FitsBesideEverythingElseAtTheSmallestSize) {
    for (const float width : {900.0F, 1024.0F, 1440.0F})
        for (std::size_t i = 0; i < kOperations; ++i) {
            Driver driver(kPool, width, 768.0F);
            driver.act(SwitchOperation{i});
            driver.frames(2);
            const char* next = driver.has("lessons") ? "lessons" : "menu";
            EXPECT_LE(driver.box("rank-2").right(), driver.box(next).x) << width << ": " << driver.line();
        }
}

TEST(Views, ForwardAndBackwardByMouseAndByKey) {
    Driver driver(kPool);
    driver.click("direction-1");
    EXPECT_EQ(driver.derived().view, View::grad_input);
    EXPECT_FALSE(driver.has("view-0")) << "a pool has one backward view";
    driver.click("direction-0");
    EXPECT_EQ(driver.derived().view, View::output);
    press_key(driver, ui::Key::b);
    EXPECT_EQ(driver.derived().view, View::grad_input);
    press_key(driver, ui::Key::b);
    EXPECT_EQ(driver.derived().view, View::output);
}

TEST(Views, EachOneByMouseAndInTheRingOfTheKey) {
    Driver driver(kConv);
    driver.click("view-1");
    EXPECT_EQ(driver.derived().view, View::matrix);
    driver.click("direction-1");
    driver.click("view-1");
    EXPECT_EQ(driver.derived().view, View::grad_weight);
    driver.click("view-2");
    EXPECT_EQ(driver.derived().view, View::grad_bias);
    press_key(driver, ui::Key::v);
    EXPECT_EQ(driver.derived().view, View::output);
    press_key(driver, ui::Key::v);
    EXPECT_EQ(driver.derived().view, View::matrix);
}

TEST(Views, ATransposedConvolutionIsGatheredOrScattered) {
    Driver driver("convtranspose2d 1x1x3x3 out1 k3 s2");
    driver.click("view-1");
    EXPECT_EQ(driver.derived().view, View::scatter);
    driver.click("view-0");
    EXPECT_EQ(driver.derived().view, View::output);
}

TEST(Views, AClickOnAGradientCellStepsThereAndOneOnTheUpstreamEdits) {
    Driver driver(kPool);
    driver.click("direction-1");
    driver.click(driver.cell({Grid::grad_input, 7}));
    EXPECT_EQ(driver.state.scenario.step, 7) << driver.line();
    EXPECT_FALSE(driver.has("cell-editor"));
    driver.click(driver.cell({Grid::upstream, 0}));
    ASSERT_TRUE(driver.has("cell-editor"));
    driver.type("5");
    driver.key(ImGuiKey_Enter);
    EXPECT_EQ(driver.derived().upstream[0], 5.0F) << driver.line();
}

TEST(Views, ScatterStepsWithTheFirstClickAndEditsWithTheSecond) {
    Driver driver("convtranspose2d 1x1x3x3 out1 k3 s2");
    driver.click("view-1");
    driver.click(driver.cell({Grid::input, 5}));
    EXPECT_EQ(driver.state.scenario.step, 5) << driver.line();
    EXPECT_FALSE(driver.has("cell-editor"));
    driver.click(driver.cell({Grid::input, 5}));
    EXPECT_TRUE(driver.has("cell-editor"));
}

TEST(Views, TheUpstreamHasItsRowOnlyBackwards) {
    Driver driver(kPool);
    EXPECT_FALSE(driver.has("upstream"));
    driver.click("direction-1");
    driver.click("upstream");
    driver.click("upstream:2");
    EXPECT_EQ(driver.state.scenario.problem.upstream.kind, Values::Kind::ramp) << driver.line();
}

TEST(Adaptive, SizesAreSetKeptAndGlobal) {
    Driver driver("adaptiveavgpool2d 1x1x5x7 out3");
    driver.click("global");
    EXPECT_EQ(driver.derived().geometry.output, (Shape{1, 1, 1, 1})) << driver.line();
    driver.click("keep-size");
    EXPECT_EQ(driver.derived().geometry.output, (Shape{1, 1, 5, 7})) << driver.line();
    driver.click("link-axes");
    driver.click("output-size-W-value");
    driver.type("2");
    driver.key(ImGuiKey_Enter);
    EXPECT_EQ(driver.line(), "adaptiveavgpool2d 1x1x5x7 out-x2");
    driver.click("keep-size-H");
    EXPECT_EQ(driver.line(), "adaptiveavgpool2d 1x1x5x7 out5x2");
}

TEST(LpPool, TheNormIsClickedOrTyped) {
    Driver driver("lppool2d 1x1x5x5 k2");
    driver.click("norm-2");
    EXPECT_EQ(operation<LpPool>(driver).norm_type, 3.0) << driver.line();
    driver.click("norm-value");
    driver.type("1.1");
    driver.key(ImGuiKey_Enter);
    EXPECT_EQ(operation<LpPool>(driver).norm_type, 1.1) << driver.line();
}

TEST(ConvTranspose, OutputPaddingAndOutputSize) {
    Driver driver("convtranspose2d 1x1x3x3 out1 k3 s2");
    driver.drag({driver.box("output-padding").x + 10.0F, driver.box("output-padding").centre().y},
                {driver.box("output-padding").right() - 10.0F, driver.box("output-padding").centre().y});
    EXPECT_EQ(operation<ConvTranspose>(driver).output_padding, (Extents{1, 1})) << "it stops at the largest legal one";
    EXPECT_FALSE(driver.shown.refusal) << driver.line();
    driver.click("output-padding-value");
    driver.type("0");
    driver.key(ImGuiKey_Enter);
    driver.click("output-size-set");
    EXPECT_EQ(operation<ConvTranspose>(driver).output_size, (Extents{7, 7})) << driver.line();
    driver.click("output-size-H-value");
    driver.type("20");
    driver.key(ImGuiKey_Enter);
    ASSERT_TRUE(driver.shown.refusal) << driver.line();
    ASSERT_TRUE(driver.has("refusal"));
    EXPECT_GE(driver.box("refusal").y, driver.box("output-size-H").bottom() - 1.0F) << "beside its control";
    driver.click("use-nearest");
    EXPECT_FALSE(driver.shown.refusal) << driver.line();
}

TEST(Fold, ItsSizesAreTheImages) {
    Driver driver("fold2d 1x4x9 size4 k2");
    driver.click("size-H-value");
    driver.type("6");
    driver.key(ImGuiKey_Enter);
    EXPECT_FALSE(driver.shown.refusal) << driver.line();
    EXPECT_EQ(driver.derived().geometry.output, (Shape{1, 1, 6, 4})) << driver.line();
    driver.click("channels-value");
    driver.type("3");
    driver.key(ImGuiKey_Enter);
    EXPECT_EQ(driver.derived().geometry.output, (Shape{1, 3, 6, 4})) << driver.line();
}

TEST(Unpool, IndicesHaveARow) {
    Driver driver("maxunpool2d 1x1x2x2 k2");
    driver.click("indices-reroll");
    EXPECT_EQ(driver.state.scenario.problem.indices, (Values{Values::Kind::winners, 8, {}})) << driver.line();
    EXPECT_FALSE(driver.shown.refusal) << driver.line();
}

TEST(Conv, TheKernelIsFlippedByATickBox) {
    Driver driver(kConv);
    driver.click("flip-kernel");
    EXPECT_TRUE(operation<Conv>(driver).flip_kernel) << driver.line();
}

TEST(Framework, IsASettingWithItsOwnChoicesOfPadding) {
    Driver driver(kConv);
    EXPECT_TRUE(driver.has("auto-pad-2"));
    EXPECT_FALSE(driver.has("auto-pad-3"));
    driver.click("framework-1");
    EXPECT_EQ(operation<Conv>(driver).convention, Convention::onnx) << driver.line();
    EXPECT_TRUE(driver.has("auto-pad-3"));
    driver.click("auto-pad-2");
    EXPECT_EQ(operation<Conv>(driver).auto_pad, AutoPad::same_lower) << driver.line();
    driver.click("framework-2");
    EXPECT_EQ(operation<Conv>(driver).convention, Convention::tensorflow) << driver.line();
    EXPECT_FALSE(driver.shown.refusal) << driver.line();
    EXPECT_FALSE(driver.has("padding")) << "TensorFlow takes no numbers";
}

TEST(Framework, IsNoChoiceWhereTheOthersHaveNoSuchOperation) {
    const Driver driver("unfold2d 1x1x4x4 k2");
    EXPECT_FALSE(driver.has("framework-0")) << driver.line();
    EXPECT_TRUE(driver.has("copy"));
}

TEST(Keyboard, ReachesTickBoxesListsAndChipsByTab) {
    Driver driver("avgpool2d 1x1x6x6 k3");
    ASSERT_TRUE(driver.tab_to("direction")) << driver.line();
    driver.key(ImGuiKey_RightArrow);
    EXPECT_EQ(driver.derived().view, View::grad_input);
    driver.key(ImGuiKey_LeftArrow);
    EXPECT_EQ(driver.derived().view, View::output);
    ASSERT_TRUE(driver.tab_to("ceil-mode")) << driver.line();
    driver.key(ImGuiKey_Space);
    EXPECT_TRUE(operation<AvgPool>(driver).ceil_mode) << driver.line();
    EXPECT_FALSE(driver.state.playback.playing) << "the key belongs to the tick box";
    ASSERT_TRUE(driver.tab_to("values")) << driver.line();
    driver.key(ImGuiKey_DownArrow);
    EXPECT_EQ(driver.state.scenario.problem.values.kind, Values::Kind::integers) << driver.line();
    driver.key(ImGuiKey_Escape);
    EXPECT_EQ(driver.focused(), "");
}

TEST(Slider, EverySliderOfTheNewOperationsDragsEndToEndWithoutRefusal) {
    for (const char* line :
         {"minpool2d 1x1x5x5 k2 s1", "lppool2d 1x1x5x5 k2", "adaptivemaxpool2d 1x1x5x7 out3", "maxunpool2d 1x1x3x3 k2",
          "convtranspose2d 1x1x4x4 out1 k3 s2 p1", "unfold2d 1x1x5x5 k2 p1", "fold2d 1x4x9 size4 k2",
          "maxpool3d 1x1x4x4x4 k2", "conv2d 1x1x6x6 out1 k3 same onnx"}) {
        std::vector<std::string> ids;
        {
            const Driver driver(line);
            for (const ui::Placed& widget : driver.placed)
                if (driver.has(widget.id + "-value") && widget.box.w > 60.0F) ids.push_back(widget.id);
        }
        EXPECT_GE(ids.size(), 3U) << line;
        for (const std::string& id : ids) {
            if (id == "channels" || (id.starts_with("size-") && !std::string(line).starts_with("fold")))
                continue;  // smaller inputs may be refused, with a sentence
            Driver driver(line);
            const Box track = driver.box(id);
            driver.drag({track.x + 10.0F, track.centre().y}, {track.right() - 10.0F, track.centre().y});
            EXPECT_FALSE(driver.shown.refusal) << id << " of " << line << " → " << driver.line();
            driver.drag({track.right() - 10.0F, track.centre().y}, {track.x + 10.0F, track.centre().y});
            EXPECT_FALSE(driver.shown.refusal) << id << " of " << line << " → " << driver.line();
        }
    }
}

}  // namespace
}  // namespace stridelens::test
