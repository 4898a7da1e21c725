// Pictures as inputs: exact values, white behind what is transparent, area averages.

#include "app/files/lessons.h"
#include "app/files/open.h"
#include "app/problem/scenario.h"
#include "tests/app/files/load.h"
#include "tests/app/files/picture_bytes.h"
#include "tests/scratch_folder.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>

namespace stridelens {
namespace {

namespace fs = std::filesystem;

class ImageImport : public ::testing::Test {
protected:
    Tensor load(int width, int height, int channels, const std::vector<unsigned char>& samples, ImportOptions options) {
        constexpr std::uint32_t colours[] = {0, 4, 2, 6};
        write(test::png_bytes({static_cast<std::uint32_t>(width), static_cast<std::uint32_t>(height), 8,
                               colours[channels - 1], samples}));
        const auto tensor = load_image(file_, options);
        EXPECT_TRUE(tensor) << tensor.error().sentence;
        return tensor ? static_cast<Tensor>(*tensor) : Tensor{};
    }
    void write(const std::string& bytes) { std::ofstream(file_, std::ios::binary) << bytes; }
    ScratchFolder folder_;
    fs::path file_ = folder_ / "image.png";
};
constexpr ImportOptions kAsIs{false, 0, 0};

TEST_F(ImageImport, ValuesAreExactlyKOver255ChannelByChannel) {
    const Tensor tensor = load(2, 1, 3, {0, 1, 2, 253, 254, 255}, kAsIs);
    EXPECT_EQ(tensor.shape, (Shape{1, 3, 1, 2}));
    EXPECT_EQ(tensor.values, (std::vector<float>{0.0F, 253 / 255.0F, 1 / 255.0F, 254 / 255.0F, 2 / 255.0F, 1.0F}));
}

TEST_F(ImageImport, AGreyPictureHasOneChannel) {
    const Tensor tensor = load(2, 2, 1, {0, 51, 102, 255}, kAsIs);
    EXPECT_EQ(tensor.shape, (Shape{1, 1, 2, 2}));
    EXPECT_EQ(tensor.values, (std::vector<float>{0.0F, 0.2F, 0.4F, 1.0F}));
}

TEST_F(ImageImport, GreyIsLuma) {
    const Tensor tensor = load(4, 1, 3, {255, 0, 0, 0, 255, 0, 0, 0, 255, 255, 255, 255}, {true, 0, 0});
    EXPECT_EQ(tensor.shape, (Shape{1, 1, 1, 4}));
    EXPECT_EQ(tensor.values, (std::vector<float>{0.299F, 0.587F, 0.114F, 1.0F}));
}

TEST_F(ImageImport, ARegionIsThatPartOfThePictureAndNoMore) {
    const std::vector<unsigned char> samples{0,  51,  102, 153,   //
                                             10, 20,  30,  40,    //
                                             50, 255, 70,  204};  // 3 rows of 4
    ImportOptions options = kAsIs;
    options.region = PictureRegion{1, 1, 2, 3};
    const Tensor part = load(4, 3, 1, samples, options);
    EXPECT_EQ(part.shape, (Shape{1, 1, 2, 3}));
    EXPECT_EQ(part.values, (std::vector<float>{20 / 255.0F, 30 / 255.0F, 40 / 255.0F, 1.0F, 70 / 255.0F, 0.8F}));
    options.region = PictureRegion{0, 2, 1, 2};
    options.height = options.width = 1;
    EXPECT_EQ(load(4, 3, 1, samples, options).values, std::vector<float>{0.5F}) << "averaged over the region alone";
    for (const PictureRegion& beyond :
         {PictureRegion{0, 0, 4, 1}, {0, 2, 1, 3}, {-1, 0, 1, 1}, {3, 0, 1, 1}, {0, 0, 0, 1}, {1, 1, 3, 3}}) {
        options.region = beyond;
        const auto refused = load_image(file_, options);
        ASSERT_FALSE(refused);
        EXPECT_NE(refused.error().sentence.find("picture, which has 3 × 4"), std::string::npos)
            << refused.error().sentence;
    }
    EXPECT_NE(load_image(file_, options).error().sentence.find("up to 2 × 3 are possible"), std::string::npos);
}

TEST_F(ImageImport, TheRangeIsTheOneThatIsAskedFor) {
    const std::vector<unsigned char> samples{0, 10, 200, 255, 10, 100};  // two pixels of three channels
    ImportOptions options = kAsIs;
    options.range = PixelRange::byte;
    EXPECT_EQ(load(2, 1, 3, samples, options).values, (std::vector<float>{0, 255, 10, 10, 200, 100}));
    options.range = PixelRange::normalised;
    EXPECT_EQ(load(2, 1, 3, samples, options).values, (std::vector<float>{-1, 1, 0, 0, 1, -1}))
        << "each channel has mean 0 and deviation 1; one of a single colour is 0";
}

TEST_F(ImageImport, APictureThatIsOpenedSaysHowItWasRead) {
    write(test::png_bytes({2, 1, 8, 0, {0, 255}}));
    ImportOptions options = kAsIs;
    options.grey = true;
    const auto opened = open_scenario(file_.string(), opening_scenario({}), options);
    ASSERT_TRUE(opened) << opened.error().sentence;
    ASSERT_TRUE(opened->picture);
    EXPECT_EQ(opened->picture->path, file_.string());
    EXPECT_EQ(opened->picture->how, options);
    EXPECT_EQ(opened->picture->numbers, opened->problem.values.list.tensor());
}

TEST_F(ImageImport, WhatIsTransparentShowsWhitePaper) {
    const Tensor tensor = load(3, 1, 4, {0, 0, 0, 0, 0, 0, 0, 255, 0, 0, 0, 51}, {true, 0, 0});
    EXPECT_EQ(tensor.values[0], 1.0F);
    EXPECT_EQ(tensor.values[1], 0.0F);
    EXPECT_FLOAT_EQ(tensor.values[2], 0.8F);
}

TEST_F(ImageImport, SmallerIsTheAverageOfTheArea) {
    const Tensor half = load(4, 2, 1, {0, 255, 51, 51, 255, 0, 51, 51}, {false, 1, 2});
    EXPECT_EQ(half.shape, (Shape{1, 1, 1, 2}));
    EXPECT_FLOAT_EQ(half.values[0], 0.5F);
    EXPECT_FLOAT_EQ(half.values[1], 0.2F);
    // Three columns into two: the middle one belongs half to each.
    const Tensor thirds = load(3, 1, 1, {0, 255, 0}, {false, 1, 2});
    EXPECT_FLOAT_EQ(thirds.values[0], 1.0F / 3.0F);
    EXPECT_FLOAT_EQ(thirds.values[1], 1.0F / 3.0F);
}

/// Every pair of lengths, against the definition in whole numbers: pixel p of `from` and pixel t of `to` share so many of the
/// from · to parts that both are made of.
TEST_F(ImageImport, EveryAreaCountsByItsExactShare) {
    for (int from = 1; from <= 12; ++from)
        for (int to = 1; to <= 12; ++to) {
            std::vector<unsigned char> samples;
            for (int p = 0; p < from; ++p) samples.push_back(static_cast<unsigned char>(p * 89 % 256));
            const Tensor tensor = load(from, 1, 1, samples, {false, 1, to});
            for (int t = 0; t < to; ++t) {
                int sum = 0;
                for (int p = 0; p < from; ++p)
                    sum += samples[static_cast<std::size_t>(p)] *
                           std::max(0, std::min((t + 1) * from, (p + 1) * to) - std::max(t * from, p * to));
                ASSERT_FLOAT_EQ(tensor.values.at(static_cast<std::size_t>(t)), static_cast<float>(sum / (255.0 * from)))
                    << from << " into " << to << ", pixel " << t;
            }
        }
}

TEST_F(ImageImport, LargerRepeatsCells) {
    const Tensor tensor = load(2, 1, 1, {0, 255}, {false, 2, 4});
    EXPECT_EQ(tensor.values, (std::vector<float>{0, 0, 1, 1, 0, 0, 1, 1}));
}

TEST_F(ImageImport, TheMeanOfThePictureStays) {
    std::vector<unsigned char> samples(37 * 23);
    double sum = 0.0;
    for (std::size_t i = 0; i < samples.size(); ++i) sum += samples[i] = static_cast<unsigned char>(i * 73 % 256);
    const Tensor tensor = load(37, 23, 1, samples, {false, 10, 17});
    double scaled = 0.0;
    for (const float value : tensor.values) scaled += value;
    EXPECT_NEAR(scaled / 170.0, sum / 255.0 / static_cast<double>(samples.size()), 1e-6);
}

TEST_F(ImageImport, AJpegIsAnInputOfTheOperation) {
    const std::vector<unsigned char> samples(64 * 48 * 3, 128);
    file_.replace_extension(".jpg");
    write(test::jpeg_bytes({64, 48, 3, samples}));
    Scenario onto;
    onto.problem = *parse_problem("conv2d 1x1x5x5 out2 k3 p1");
    const auto opened = open_scenario(file_.string(), onto);
    ASSERT_TRUE(opened) << opened.error().sentence;
    EXPECT_EQ(opened->problem.input, (Shape{1, 3, 28, 28}));
    EXPECT_EQ(opened->problem.operation, onto.problem.operation);
    EXPECT_NEAR((*opened->problem.values.list).at(100), 128 / 255.0F, 0.02F);
    const auto grey = open_scenario(file_.string(), onto, {true, 0, 0});
    ASSERT_TRUE(grey) << grey.error().sentence;
    EXPECT_EQ(grey->problem.input, (Shape{1, 1, 48, 64}));
}

TEST_F(ImageImport, ADamagedPictureIsASentence) {
    load(8, 8, 1, std::vector<unsigned char>(64, 9), kAsIs);
    fs::resize_file(file_, fs::file_size(file_) - 20);
    const auto tensor = load_image(file_, kAsIs);
    ASSERT_FALSE(tensor);
    EXPECT_NE(tensor.error().sentence.find(file_.string()), std::string::npos) << tensor.error().sentence;
    EXPECT_FALSE(load_image("/nowhere.png", kAsIs));
    const auto huge = load_image(file_, {false, 1 << 20, 1 << 20});
    EXPECT_FALSE(huge);
}

}  // namespace
}  // namespace stridelens
