// Arrays, tables and pictures as inputs: where the channels are, and settings that nobody has chosen.

#include "app/files/array/array.h"
#include "app/files/array/npy.h"
#include "app/files/lessons.h"
#include "app/files/open.h"
#include "core/operation/geometry.h"
#include "core/operation/messages/messages.h"
#include "tests/app/files/picture_bytes.h"
#include "tests/scratch_folder.h"

#include <gtest/gtest.h>

#include <fstream>
#include <numeric>

namespace stridelens {
namespace {

Tensor ramp(const Shape& shape) {
    Tensor tensor(shape);
    std::iota(tensor.values.begin(), tensor.values.end(), 0.0F);
    return tensor;
}

Array array_of(const Shape& shape) {
    return Array{ramp(shape), FileKind::array, {}, {}};
}

TEST(ChannelsFirst, APictureWithItsChannelsLastIsReadSoAndSaysSo) {
    const Array array = with_channels_first(array_of({5, 4, 3}), 2, {1, 1, 5, 5}, {});
    EXPECT_EQ(array.shape, (Shape{3, 5, 4}));
    for (std::int64_t y = 0; y < 5; ++y)
        for (std::int64_t x = 0; x < 4; ++x)
            for (std::int64_t c = 0; c < 3; ++c)
                EXPECT_EQ(array.at({c, y, x}), static_cast<float>((y * 4 + x) * 3 + c)) << y << ", " << x << ", " << c;
    EXPECT_NE(array.remark.find("3 channels last"), std::string::npos) << array.remark;
    EXPECT_NE(array.remark.find("--channels first"), std::string::npos) << array.remark;
}

TEST(ChannelsFirst, WhatMayBeMeantInTwoWaysIsSaidInBoth) {
    const Array narrow = with_channels_first(array_of({8, 3, 3}), 2, {1, 1, 5, 5}, {});
    EXPECT_EQ(narrow.shape, (Shape{8, 3, 3})) << "eight planes of 3 × 3";
    EXPECT_NE(narrow.remark.find("--channels last"), std::string::npos) << narrow.remark;
    for (const Shape& shape : {Shape{3, 28, 28}, Shape{5, 28, 28}, Shape{1, 3, 9, 3}, Shape{28, 28}, Shape{3, 3, 3}}) {
        const Array plain = with_channels_first(array_of(shape), 2, {1, 1, 5, 5}, {});
        EXPECT_EQ(plain.shape, shape);
        EXPECT_EQ(plain.remark, "") << to_string(shape);
    }
}

TEST(ChannelsFirst, TheOptionDecides) {
    ImportOptions first, last;
    first.channels = ChannelAxis::first;
    last.channels = ChannelAxis::last;
    EXPECT_EQ(with_channels_first(array_of({5, 4, 3}), 2, {1, 1, 5, 5}, first), array_of({5, 4, 3}));
    EXPECT_EQ(with_channels_first(array_of({5, 4, 3}), 2, {1, 1, 5, 5}, first).remark, "");
    EXPECT_EQ(with_channels_first(array_of({8, 3, 3}), 2, {1, 1, 5, 5}, last).shape, (Shape{3, 8, 3}));
    EXPECT_EQ(with_channels_first(array_of({2, 5, 4, 7}), 2, {1, 1, 5, 5}, last).shape, (Shape{2, 7, 5, 4}));
    EXPECT_EQ(with_channels_first(array_of({9, 2}), 1, {1, 1, 5}, last).shape, (Shape{2, 9}));
    EXPECT_EQ(with_channels_first(array_of({9}), 1, {1, 1, 5}, last).shape, (Shape{9}));
}

TEST(ChannelsFirst, BesideAnAxisWithoutCellsTheOthersMayBeOfAnySize) {
    constexpr std::int64_t large = std::int64_t{1} << 50;
    for (const Shape& shape : {Shape{0, large, large, 3}, Shape{large, large, large, 0}}) {
        const Array array{Tensor(shape, {}), FileKind::array, {}, {}};
        const Array moved = with_channels_first(array, 2, {}, {.channels = ChannelAxis::last});
        EXPECT_EQ(moved.shape, (Shape{shape[0], shape[3], shape[1], shape[2]}));
        EXPECT_TRUE(moved.values.empty());
    }
}

TEST(ChannelsFirst, WhatTheProblemHadIsAsItIs) {
    EXPECT_EQ(with_channels_first(array_of({8, 5, 3}), 2, {8, 5, 3}, {}).remark, "");
    EXPECT_EQ(with_channels_first(array_of({8, 5, 3}), 2, {8, 5, 3}, {}), array_of({8, 5, 3}));
}

TEST(Fitted, ATableHasTheShapeThatIsNeeded) {
    const auto table = [](const Shape& shape) { return Array{ramp(shape), FileKind::table, {}, {}}; };
    EXPECT_EQ(fitted(table({3, 3}), {1, 1, 3, 3}).shape, (Shape{1, 1, 3, 3}));
    EXPECT_EQ(fitted(table({2, 3, 3}), {2, 1, 3, 3}).shape, (Shape{2, 1, 3, 3}));
    EXPECT_EQ(fitted(table({6, 3}), {2, 1, 3, 3}).shape, (Shape{2, 1, 3, 3}));
    EXPECT_EQ(fitted(table({4, 1}), {4}).shape, (Shape{4}));
    EXPECT_EQ(fitted(table({1, 9}), {1, 1, 3, 3}).shape, (Shape{1, 9})) << "its rows have another length";
    EXPECT_EQ(fitted(array_of({3, 3}), {1, 1, 3, 3}).shape, (Shape{3, 3})) << "an array says what it is";
}

class OpenArrays : public ::testing::Test {
protected:
    Opened open(const Tensor& tensor, const Scenario& onto = opening_scenario({})) {
        EXPECT_TRUE(save_npy(folder_ / "x.npy", tensor));
        const auto opened = open_scenario((folder_ / "x.npy").string(), onto);
        EXPECT_TRUE(opened) << opened.error().sentence;
        return opened.value_or(Opened{});
    }
    ScratchFolder folder_;
};

TEST_F(OpenArrays, SettingsThatNobodyHasChosenFitThinInputs) {
    for (const Shape& shape : {Shape{1, 9}, Shape{9, 1}, Shape{1, 1}, Shape{1}, Shape{9}, Shape{1, 1, 1, 7},
                               Shape{2, 1, 3, 1}, Shape{1, 1, 4, 4, 1}}) {
        const Opened opened = open(ramp(shape));
        EXPECT_TRUE(resolve(opened.problem.operation, opened.problem.input))
            << to_string(shape) << ": " << print(opened.problem);
        const bool thin = std::count(shape.begin(), shape.end(), 1) > 0 && shape != Shape{9};
        if (thin) EXPECT_NE(opened.remark, "") << to_string(shape) << ": " << print(opened.problem);
    }
    EXPECT_EQ(print(open(ramp({1, 3})).problem), "maxpool2d 1x1x1x3 k1x2 s1 values=0,1,2");
    EXPECT_EQ(open(ramp({5, 5})).remark, "");
}

TEST_F(OpenArrays, SettingsThatSomebodyHasChosenStay) {
    const Scenario onto{"", *parse_problem("maxpool2d 1x1x9x9 k3 s2 p1"), 0};
    const Opened opened = open(ramp({1, 1, 1, 9}), {"", *parse_problem("conv2d 1x1x9x9 out2 k3"), 0});
    EXPECT_FALSE(resolve(opened.problem.operation, opened.problem.input)) << print(opened.problem);
    EXPECT_EQ(print(open(ramp({9, 9}), onto).problem.operation == onto.problem.operation ? onto.problem : Problem{}),
              print(onto.problem));
}

TEST_F(OpenArrays, AThinPictureOpens) {
    std::ofstream(folder_ / "thin.png", std::ios::binary) << test::png_bytes({9, 1, 8, 0, test::wild_samples(9)});
    const auto opened = open_scenario((folder_ / "thin.png").string(), opening_scenario({}), {true, 0, 0});
    ASSERT_TRUE(opened) << opened.error().sentence;
    EXPECT_EQ(opened->problem.input, (Shape{1, 1, 1, 9}));
    EXPECT_TRUE(resolve(opened->problem.operation, opened->problem.input)) << print(opened->problem);
}

TEST_F(OpenArrays, ATableOpensAsAnInput) {
    std::ofstream(folder_ / "t.csv") << "1,2,3\n4,5,6\n";
    const auto opened = open_scenario((folder_ / "t.csv").string(), opening_scenario({}));
    ASSERT_TRUE(opened) << opened.error().sentence;
    EXPECT_EQ(print(opened->problem), "maxpool2d 1x1x2x3 k2 s1 values=1,2,3,4,5,6");
}

TEST_F(OpenArrays, AFileNameInTheTitleHasNoControlCharacters) {
    ASSERT_TRUE(save_npy(folder_ / "a\x1b\xff.npy", ramp({3, 3})));
    const auto opened = open_scenario((folder_ / "a\x1b\xff.npy").string(), opening_scenario({}));
    ASSERT_TRUE(opened) << opened.error().sentence;
    EXPECT_EQ(opened->title, "a \uFFFD.npy");
}

}  // namespace
}  // namespace stridelens
