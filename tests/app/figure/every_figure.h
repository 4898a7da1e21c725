#pragma once
// A figure of everything that can be drawn: every operation in every view, and what else has a look of its own.

#include "app/problem/view.h"
#include "tests/app/figure/figure_scene.h"

#include <fmt/format.h>

#include <algorithm>
#include <string>
#include <vector>

namespace stridelens {

struct NamedFigure {
    std::string name;  // reproduces it
    Figure figure;
};

/// The lines: each operation, each rank, and each kind of cell; numbers that are none, too.
inline const std::vector<std::string>& every_line() {
    static const std::vector<std::string> lines = {
        "maxpool2d 1x2x5x5 k2 s1",
        "maxpool2d 1x1x6x6 k2 s1 p1 d2",
        "maxpool2d 1x1x4x4 k2 values=nan,inf,-inf,1,2,3,4,5,6,7,8,9,0,-1,-2,-3",
        "avgpool2d 1x1x5x5 k2 s2 p1 ceil nocount",
        "avgpool2d 1x1x6x6 k3 s2 p1",
        "pad2d 1x1x4x4 p1 mode=reflect",
        "conv2d 1x3x5x5 out2 k3 s2 p1",
        "conv1d 1x2x9 out3 k3 p1",
        "conv3d 1x2x3x4x4 out2 k2",
        "minpool1d 1x2x9 k3 s2",
        "lppool2d 1x1x5x5 k2",
        "adaptivemaxpool2d 1x1x7x7 out3",
        "adaptiveavgpool2d 1x1x5x7 out3",
        "maxunpool2d 1x1x3x3 k2",
        "convtranspose2d 1x1x3x3 out1 k3 s2 p1",
        "unfold2d 1x2x5x5 k3",
        "fold2d 1x9x9 size5 k3",
        "maxpool3d 1x1x4x5x5 k2 s1 p1",
        "maxpool2d 1x1x20x20 k3 s2 p1",
        "conv2d 1x2x20x20 out1 k3 p1 s2",
        "maxpool2d 1x1x28x28 k3 s2 values=normal:1",
        "conv2d 1x3x28x28 out1 k3 p1 values=normal:1",
        "maxpool1d 1x1x200 k3",
    };
    return lines;
}

/// Every line in every view at a step in the middle; then hovering and refused settings.
inline std::vector<NamedFigure> every_figure() {
    std::vector<NamedFigure> figures;
    std::vector<bool> seen(std::variant_size_v<Operation>, false);
    for (const std::string& line : every_line()) {
        const Picture first(line);
        seen[first.derived().problem.operation.index()] = true;
        for (const View view : views_of(first.derived().geometry)) {
            const Picture picture(line, element_count(step_shape(first.derived().geometry, view)) / 2, view);
            figures.push_back({fmt::format("{} --show {}", line, to_string(view)), picture.figure()});
        }
    }
    EXPECT_EQ(std::count(seen.begin(), seen.end(), false), 0) << "an operation has no figure here";
    Picture picture("conv2d 1x3x5x5 out2 k3 s2 p1", 4);
    picture.scene.all_terms = true;
    for (const CellId& cell : {CellId{Grid::input, 30}, {Grid::kernel, 4}, {Grid::term, 5}}) {
        picture.scene.hover = cell;
        figures.push_back({fmt::format("hovering over grid {}", static_cast<int>(cell.grid)), picture.figure()});
    }
    return figures;
}

}  // namespace stridelens
