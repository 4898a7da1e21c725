// Figures as text, compared line by line with tests/golden/*.txt.

#include "tests/app/figure_scene.h"
#include "tests/app/golden.h"

#include <fmt/format.h>

namespace stridelens {
namespace {

struct Golden {
    const char* name;
    const char* line;
    std::int64_t step;
    Show show = Show::output;
};

constexpr Golden kGolden[] = {
    {"maxpool2d", "maxpool2d 1x1x5x5 k2 s1 values=integers:3", 6},
    {"maxpool2d-dilated", "maxpool2d 1x1x6x6 k2 s1 p1 d2 values=integers:3", 3},
    {"avgpool2d-ceil", "avgpool2d 1x1x5x5 k2 s2 p1 ceil nocount values=integers:4", 8},
    {"pad2d-reflect", "pad2d 1x1x3x3 p1 mode=reflect values=integers:5", 12},
    {"conv2d", "conv2d 1x3x5x5 out1 k3 s2 p1 values=integers:6 weights=integers:7", 4},
    {"maxpool1d", "maxpool1d 1x2x10 k3 values=integers:8", 1},
    {"conv1d", "conv1d 1x2x8 out2 k3 p1 values=integers:9 weights=integers:10", 5},
    {"maxpool2d-image", "maxpool2d 1x1x40x40 k4 values=ramp", 44},
    {"conv2d-lens", "conv2d 1x2x20x20 out1 k3 p1 s2 values=normal:6 weights=integers:7", 9},
    {"maxpool2d-backward", "maxpool2d 1x1x4x4 k2 s1 values=integers:3", 6, Show::grad_input},
    {"conv2d-backward", "conv2d 1x1x4x4 out2 k2 values=integers:3 weights=integers:7", 5, Show::grad_input},
    {"conv2d-weight", "conv2d 1x2x4x4 out1 k2 values=integers:3 weights=integers:7", 5, Show::grad_weight},
    {"conv2d-matrix", "conv2d 1x1x4x4 out2 k2 p1 values=integers:3 weights=integers:7", 8, Show::matrix},
    {"convtranspose2d-gather", "convtranspose2d 1x1x3x3 out1 k3 s2 p1 values=integers:3 weights=integers:7", 12},
    {"convtranspose2d-scatter", "convtranspose2d 1x1x3x3 out1 k3 s2 p1 values=integers:3 weights=integers:7", 4,
     Show::scatter},
    {"maxunpool2d", "maxunpool2d 1x1x2x2 k2 values=1,2,3,4 indices=0,3,13,10", 10},
    {"adaptiveavgpool2d", "adaptiveavgpool2d 1x1x5x7 out3 values=integers:3", 4},
    {"unfold2d", "unfold2d 1x2x4x4 k2 values=integers:3", 14},
    {"fold2d", "fold2d 1x4x9 size4 k2 values=integers:3", 5},
    {"maxpool3d", "maxpool3d 1x1x3x4x4 k2 s1 values=integers:3", 10},
};

TEST(Golden, FiguresAreAsApproved) {
    for (const Golden& golden : kGolden)
        expect_golden(std::string(golden.name) + ".txt", dump(Picture(golden.line, golden.step, golden.show).figure()),
                      fmt::format("{}, {}, step {}", golden.line, to_string(golden.show), golden.step));
}

}  // namespace
}  // namespace stridelens
