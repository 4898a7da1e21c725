// How often cells are read: the counts of the picture are those of the windows' own taps.

#include "core/window/coverage.h"
#include "core/window/window.h"
#include "tests/app/figure/figure_faults.h"
#include "tests/app/figure/figure_scene.h"
#include "tests/core/seed.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace stridelens {
namespace {

bool contains(const Box& box, Point at) {
    return at.x >= box.x && at.x <= box.right() && at.y >= box.y && at.y <= box.bottom();
}

/// A count in the corner of a cell; `flat`: of the input's cell, nothing for one of padding.
struct Count {
    std::optional<std::int64_t> flat;
    std::int64_t reads = 0;
};

/// The counts on the input's planes: each is a text on a plate.
std::vector<Count> counts_of(const Figure& figure) {
    std::vector<Count> counts;
    std::vector<const Rect*> cells;
    const Rect* before = nullptr;
    for (const Primitive& primitive : figure.primitives) {
        const auto* text = std::get_if<Text>(&primitive);
        const bool plate = before != nullptr && before->fill.alpha == 0.86F;
        if (text != nullptr && plate && text->face == Face::numbers && before->cell.grid == Grid::none) {
            Count count{std::nullopt, std::stoll(text->text)};
            for (const Rect* cell : cells)
                if (contains(cell->box, text->at)) count.flat = cell->cell.flat;
            counts.push_back(count);
        }
        before = std::get_if<Rect>(&primitive);
        if (before != nullptr && before->cell.grid == Grid::input) cells.push_back(before);
    }
    return counts;
}

Picture with_coverage(const std::string& line, float width, float height) {
    Picture picture(line);
    picture.scene.parts.coverage = true;
    picture.scene.unit = 1.0F;  // a point is a point
    picture.scene.width = width;
    picture.scene.height = height;
    return picture;
}

TEST(Coverage, EachCellsCountIsTheNumberOfWindowsOfAnOutputChannelThatReadIt) {
    for (const char* line :
         {"avgpool2d 1x1x6x6 k3 s2 p1 ceil", "maxpool2d 1x1x7x7 k2 s2", "maxpool2d 1x1x6x6 k2 s1 d2",
          "conv2d 1x1x5x5 out3 k3 p1", "conv2d 1x1x5x5 out1 k3 p1 mode=circular", "pad2d 1x1x4x4 p2 mode=reflect",
          "conv1d 1x2x12 out2 k3 s2 p1", "adaptiveavgpool2d 1x1x5x7 out3", "unfold2d 1x1x4x4 k3",
          "convtranspose2d 1x1x3x3 out1 k3 s2 p1"}) {
        const Picture picture = with_coverage(line, 1600.0F, 1200.0F);
        const Geometry& geometry = picture.derived().geometry;
        const bool weighted = !geometry.weight.empty();
        const std::int64_t channels = weighted ? geometry.out_channels / geometry.groups : 1;
        std::map<std::int64_t, std::int64_t> seen;
        for (const Count& count : counts_of(picture.figure()))
            if (count.flat) seen[*count.flat] = count.reads;
        EXPECT_EQ(std::ssize(seen), element_count(geometry.input)) << line;
        for (const auto& [flat, reads] : seen)
            EXPECT_EQ(reads, std::ssize(readers(geometry, unflatten(geometry.input, flat))) / channels)
                << line << ", cell " << flat;
    }
}

TEST(Coverage, CellsAndPaddingTogetherAreReadAsOftenAsThereAreTaps) {
    for (const char* line : {"avgpool2d 1x1x6x6 k3 s2 p1", "maxpool2d 1x1x6x7 k3 s2 p1 d2", "conv2d 1x1x5x5 out1 k3 p2",
                             "maxpool1d 1x1x9 k4 s3 p2", "conv2d 1x1x5x4 out1 k2x3 p0:1x2:1"}) {
        const Picture picture = with_coverage(line, 1600.0F, 1200.0F);
        std::int64_t sum = 0;
        for (const Count& count : counts_of(picture.figure())) sum += count.reads;
        EXPECT_EQ(static_cast<double>(sum), readings(picture.derived().geometry)) << line;
    }
}

/// The strength of the colour of each cell of the input.
std::map<std::int64_t, float> strengths_of(const Figure& figure) {
    std::map<std::int64_t, float> strengths;
    for (const Primitive& primitive : figure.primitives)
        if (const auto* rect = std::get_if<Rect>(&primitive))
            if (rect->cell.grid == Grid::input && rect->fill.role == Role::value)
                strengths.emplace(rect->cell.flat, rect->fill.alpha);
    return strengths;
}

TEST(Coverage, SmallCellsThatAreReadLessArePaler) {
    const Picture picture = with_coverage("avgpool2d 1x1x28x28 k3 s2 p1", 1147.0F, 748.0F);
    const Figure figure = picture.figure();
    EXPECT_TRUE(counts_of(figure).empty());
    const std::map<std::int64_t, float> strengths = strengths_of(figure);
    const Tensor reads = coverage(picture.derived().geometry);
    ASSERT_EQ(strengths.size(), 28U * 28U);
    for (const auto& [one, strength] : strengths)
        for (const std::int64_t other : {std::int64_t{0}, std::int64_t{29}, std::int64_t{30}}) {
            EXPECT_EQ(strength < strengths.at(other), reads[one] < reads[other]) << one << " and " << other;
        }
    EXPECT_EQ(strengths.at(29), 1.0F) << "read by four windows, the most";
}

TEST(Coverage, APictureOfManyCellsIsShadedByAsManyRectanglesAsDiffer) {
    const Picture usual("maxpool2d 1x1x200x200 k3 s1"),
        shaded = with_coverage("maxpool2d 1x1x200x200 k3 s1", 1147, 800);
    const std::size_t more = shaded.figure().primitives.size() - usual.figure().primitives.size();
    EXPECT_GT(more, 4U);
    EXPECT_LT(more, 1000U) << "runs of cells that are read alike have one rectangle";
}

TEST(Coverage, NothingOverlapsWhereCountsStand) {
    for (const char* line : {"avgpool2d 1x1x6x6 k3 s2 p1 ceil", "conv2d 1x3x5x5 out2 k3 p1", "maxunpool2d 1x1x3x3 k2",
                             "conv3d 1x1x3x4x4 out1 k2", "conv1d 1x2x12 out2 k3 s2 p1", "pad2d 1x2x3x3 p2",
                             "maxpool2d 1x1x5x5 k2 s1 values=normal:3"})
        for (const auto& [width, height] : {std::pair{792.0F, 606.0F}, {1147.0F, 748.0F}, {1600.0F, 1200.0F}}) {
            const Figure figure = with_coverage(line, width, height).figure();
            EXPECT_EQ(fault_of(figure), "") << line << ", " << width;
            EXPECT_EQ(overflow_of(figure), "") << line << ", " << width;
        }
}

TEST(Coverage, IsLeftOutUnlessItIsAskedFor) {
    EXPECT_TRUE(counts_of(Picture("maxpool2d 1x1x5x5 k2 s1").figure()).empty());
    const Picture backwards("maxpool2d 1x1x5x5 k2 s1", 0, View::grad_input);
    Scene scene = backwards.scene;
    scene.parts.coverage = true;
    EXPECT_TRUE(counts_of(build_figure(scene)).empty()) << "the left grid is a gradient";
}

}  // namespace
}  // namespace stridelens
