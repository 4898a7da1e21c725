// What pointing at a cell shows: the windows that read it and the outputs that it reaches, all that a weight meets, and words.

#include "core/explain/sentence/read_by.h"
#include "core/window/window.h"
#include "tests/app/figure/figure_scene.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>
#include <string>

namespace stridelens {
namespace {

Figure hovered(const std::string& line, const CellId& cell) {
    Picture picture(line);
    picture.scene.hover = cell;
    picture.scene.unit = 1.0F;
    picture.scene.width = 1600.0F;
    picture.scene.height = 1000.0F;
    return picture.figure();
}

/// Outlines of the group "hover" of this strength.
int outlines(const Figure& figure, float alpha) {
    int count = 0;
    for (std::size_t i = 0; i < figure.primitives.size(); ++i) {
        const auto* group = std::get_if<Group>(&figure.primitives[i]);
        if (group == nullptr || group->id != "hover") continue;
        for (std::size_t k = i + 1; k <= i + group->count; ++k)
            if (const auto* rect = std::get_if<Rect>(&figure.primitives[k]))
                count += rect->stroke == Paint{Role::ink, 0.0F, alpha} ? 1 : 0;
    }
    return count;
}

bool says(const Figure& figure, const std::string& words) {
    return std::ranges::any_of(figure.primitives, [&](const Primitive& primitive) {
        const auto* text = std::get_if<Text>(&primitive);
        return text != nullptr && text->text == words;
    });
}

TEST(HoverLookUp, OutlinesEveryWindowThatReadsTheCellAndEveryOutputThatItReaches) {
    for (const char* line : {"maxpool2d 1x1x5x5 k3 s1", "avgpool2d 1x1x6x6 k3 s2 p1", "maxpool2d 1x1x6x6 k2 s2",
                             "maxpool1d 1x1x9 k4 s2", "maxpool2d 1x1x7x7 k2 s3"}) {
        const Picture picture(line);
        const Geometry& geometry = picture.derived().geometry;
        for (std::int64_t flat = 0; flat < element_count(geometry.input); flat += 3) {
            const std::vector<Reader> all = readers(geometry, unflatten(geometry.input, flat));
            std::set<std::int64_t> outputs;
            for (const Reader& reader : all) outputs.insert(reader.output);
            const Figure figure = hovered(line, {Grid::input, flat});
            EXPECT_EQ(outlines(figure, 0.45F), std::ssize(outputs)) << line << ", cell " << flat << ": windows";
            EXPECT_EQ(outlines(figure, 0.6F), std::ssize(outputs)) << line << ", cell " << flat << ": outputs";
            EXPECT_TRUE(says(figure, read_by(geometry, all))) << line << ", cell " << flat;
        }
    }
}

TEST(HoverLookUp, AWeightMeetsACellForEachWindow) {
    for (const char* line : {"conv2d 1x1x5x5 out2 k3", "conv2d 1x2x5x5 out1 k2 s2"}) {
        const Picture picture(line);
        const Geometry& geometry = picture.derived().geometry;
        for (std::int64_t weight = 0; weight < geometry.kernel_cells(); ++weight)
            EXPECT_EQ(outlines(hovered(line, {Grid::kernel, weight}), 0.6F), geometry.output_cells())
                << line << ", weight " << weight;
    }
}

}  // namespace
}  // namespace stridelens
