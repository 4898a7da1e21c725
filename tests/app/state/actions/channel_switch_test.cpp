// Other channels of the same picture: by click on a thumbnail, by key, at every size.

#include "app/state/actions/channel_switch.h"
#include "app/figure/page/build_figure.h"
#include "tests/app/cli/headless.h"

#include <set>

namespace stridelens {
namespace {

/// The picture on a canvas of this size.
Figure picture_of(const Headless& program, float width, float height) {
    return build_figure(scene_of(program.state, program.shown, width, height));
}

/// Channels of the grid that stand on the picture as planes of their own, or are there to be picked.
std::set<std::int64_t> channels_of(const Figure& figure, const std::string& plane, Grid picked, bool large) {
    std::set<std::int64_t> channels;
    for (const Primitive& primitive : figure.primitives) {
        if (const auto* group = std::get_if<Group>(&primitive); large && group != nullptr)
            if (group->id.starts_with(plane + "-c") && group->id.find("channels") == std::string::npos)
                channels.insert(std::stoll(group->id.substr(plane.size() + 2)));
        if (const auto* rect = std::get_if<Rect>(&primitive); !large && rect != nullptr && rect->cell.grid == picked)
            channels.insert(rect->cell.flat);
    }
    return channels;
}

TEST(ChannelSwitch, APoolGoesToTheSamePlaceInTheOtherChannel) {
    Headless program("maxpool2d 1x3x5x5 k2 s1");
    program.act(StepTo{6});
    program.act(ShowChannel{Grid::input_channel, 2});
    EXPECT_EQ(program.state.scenario.step, 2 * 16 + 6);
    program.act(ChannelBy{Grid::output_channel, -1});
    EXPECT_EQ(program.state.scenario.step, 16 + 6) << "of a pool both sides are one";
    program.act(ChannelBy{Grid::input_channel, 7});
    EXPECT_EQ(program.state.scenario.step, 2 * 16 + 6) << "and the last is the last";
}

TEST(ChannelSwitch, AConvolutionStepsThroughItsOutputAndLooksAtItsInput) {
    Headless program("conv2d 1x8x5x5 out4 k3 p1");
    program.act(StepTo{7});
    program.act(ShowChannel{Grid::output_channel, 3});
    EXPECT_EQ(program.state.scenario.step, 3 * 25 + 7);
    program.act(ShowChannel{Grid::input_channel, 6});
    EXPECT_EQ(program.state.scenario.step, 3 * 25 + 7) << "which rows show is no step";
    EXPECT_EQ(program.state.display.focus, 6);
    program.act(ChannelBy{Grid::input_channel, 9});
    EXPECT_EQ(program.state.display.focus, 7);
}

TEST(ChannelSwitch, OfGroupsThoseAreInFocusThatAreRead) {
    Headless program("conv2d 1x6x5x5 out4 k3 groups2");
    program.act(ShowChannel{Grid::output_channel, 3});
    program.act(ShowChannel{Grid::input_channel, 0});
    EXPECT_EQ(program.state.display.focus, 3) << "output channel 3 reads channels 3 to 5";
}

TEST(ChannelSwitch, AClickOnAThumbnailIsOne) {
    Headless program("maxpool2d 1x3x28x28 k3 s2");
    program.act(StepTo{40});
    program.act(Activate{{Grid::input_channel, 1}});
    EXPECT_EQ(program.state.scenario.step, 169 + 40);
    EXPECT_FALSE(program.state.cell_edit);
}

TEST(ChannelSwitch, BackwardsTheOutputsChannelsAreInFocusAndTheStepIsInTheInputs) {
    for (const auto& [line, view] : {std::pair{"conv2d 1x3x28x28 out8 k3 p1", View::grad_input},
                                     {"convtranspose2d 1x3x28x28 out8 k3 s2", View::scatter}}) {
        Headless program(line);
        program.act(SetView{view});
        program.act(ShowChannel{Grid::output_channel, 6});
        EXPECT_EQ(program.state.display.focus, 6) << line;
        EXPECT_EQ(program.state.scenario.step, 0) << line;
        program.act(ShowChannel{Grid::input_channel, 2});
        EXPECT_EQ(program.state.scenario.step, 2 * 28 * 28) << line;
        EXPECT_EQ(program.state.display.focus, 6) << line;
    }
}

TEST(ChannelSwitch, OfAWeightsGradientBothSidesChooseTheWeight) {
    Headless program("conv2d 1x3x28x28 out8 k3 p1");
    program.act(SetView{View::grad_weight});
    const std::int64_t at = program.state.scenario.step;  // of the first channels' kernel
    ASSERT_LT(at, 9);
    program.act(ShowChannel{Grid::output_channel, 6});
    EXPECT_EQ(program.state.scenario.step, at + 6 * 27);
    program.act(ShowChannel{Grid::input_channel, 2});
    EXPECT_EQ(program.state.scenario.step, at + 6 * 27 + 2 * 9);
}

TEST(ChannelSwitch, NothingHappensWhereThereIsNoStep) {
    Headless program("maxpool2d 0x3x5x5 k2 s1");
    program.act(ChannelBy{Grid::input_channel, 1});
    program.act(ShowChannel{Grid::output_channel, 2});
    EXPECT_EQ(program.state.scenario.step, 0);
    EXPECT_EQ(program.state.display.focus, 0);
}

TEST(ChannelSwitch, EveryChannelIsReachedFromEveryOtherAtEverySize) {
    for (const char* line :
         {"maxpool2d 1x8x6x6 k2 s1", "avgpool2d 1x16x28x28 k3 s2", "conv2d 1x8x5x5 out8 k3 p1",
          "conv2d 1x16x28x28 out12 k3", "conv2d 1x5x64x64 out3 k5 s2 groups1", "pad2d 1x9x20x20 p2"}) {
        Headless program(line);
        for (const auto& [width, height] :
             {std::pair{600.0F, 360.0F}, {730.0F, 640.0F}, {1147.0F, 800.0F}, {2200.0F, 1400.0F}}) {
            const Geometry& geometry = program.derived().geometry;
            std::set<std::int64_t> inputs, outputs;
            for (std::int64_t c = 0; c < geometry.in_channels; ++c) {
                program.act(ShowChannel{Grid::input_channel, c});
                const Figure figure = picture_of(program, width, height);
                const auto seen = channels_of(figure, "input", Grid::input_channel, true);
                EXPECT_TRUE(seen.contains(c)) << line << ", input channel " << c << ", " << width << "x" << height;
                inputs.insert(seen.begin(), seen.end());
            }
            for (std::int64_t c = 0; c < geometry.output[1]; ++c) {
                program.act(ShowChannel{Grid::output_channel, c});
                const auto seen = channels_of(picture_of(program, width, height), "output", Grid::output_channel, true);
                EXPECT_TRUE(seen.contains(c)) << line << ", output channel " << c << ", " << width << "x" << height;
                outputs.insert(seen.begin(), seen.end());
            }
            EXPECT_EQ(std::ssize(inputs), geometry.in_channels) << line;
            EXPECT_EQ(std::ssize(outputs), geometry.output[1]) << line;
        }
    }
}

}  // namespace
}  // namespace stridelens
