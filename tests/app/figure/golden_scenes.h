#pragma once
// The scenes whose figures are approved: every operation, rank, view and kind of cell, as small as shows what is special.

#include "app/problem/view.h"

#include <cstdint>
#include <ostream>

namespace stridelens {

struct GoldenScene {
    const char* name;
    const char* line;
    std::int64_t step = 0;
    View view = View::output;

    friend void PrintTo(const GoldenScene& scene, std::ostream* out) { *out << scene.line; }  // for GoogleTest
};

inline constexpr GoldenScene kGoldenScenes[] = {
    {"maxpool2d", "maxpool2d 1x1x5x5 k2 s1 values=integers:3", 6},
    {"maxpool2d-dilated", "maxpool2d 1x1x6x6 k2 s1 p1 d2 values=integers:3", 3},
    {"maxpool2d-image", "maxpool2d 1x1x40x40 k4 values=ramp", 44},
    {"maxpool2d-backward", "maxpool2d 1x1x4x4 k2 s1 values=integers:3", 6, View::grad_input},
    {"maxpool2d-same", "maxpool2d 1x1x4x4 k3 s2 same_upper onnx values=integers:3", 3},
    {"maxpool2d-special", "maxpool2d 1x1x2x3 k2 s1 values=nan,-inf,inf,1,2,2", 1},
    {"maxpool1d", "maxpool1d 1x2x10 k3 values=integers:8", 1},
    {"maxpool3d", "maxpool3d 1x1x3x4x4 k2 s1 values=integers:3", 10},
    {"avgpool2d-ceil", "avgpool2d 1x1x5x5 k2 s2 p1 ceil nocount values=integers:4", 8},
    {"avgpool1d-divisor", "avgpool1d 1x1x6 k3 s2 p1 div4 values=integers:4", 0},
    {"avgpool3d", "avgpool3d 1x2x2x3x3 k2 s1 values=integers:5", 3},
    {"avgpool2d-backward", "avgpool2d 1x1x3x3 k2 s1 p1 upstream=ramp", 4, View::grad_input},
    {"minpool2d", "minpool2d 1x2x4x4 k2 values=integers:3", 5},
    {"lppool2d", "lppool2d 1x1x4x4 k2 norm=3 values=integers:3", 2},
    {"adaptiveavgpool2d", "adaptiveavgpool2d 1x1x5x7 out3 values=integers:3", 4},
    {"adaptivemaxpool1d", "adaptivemaxpool1d 1x1x7 out3 values=integers:3", 1},
    {"globalavgpool2d", "globalavgpool2d 1x3x3x3 values=integers:3", 1},
    {"maxunpool2d", "maxunpool2d 1x1x2x2 k2 values=1,2,3,4 indices=0,3,13,10", 10},
    {"maxunpool1d-backward", "maxunpool1d 1x1x3 k2 upstream=ramp", 1, View::grad_input},
    {"pad2d-reflect", "pad2d 1x1x3x3 p1 mode=reflect values=integers:5", 12},
    {"pad2d-crop", "pad2d 1x1x4x4 p-1:2x1:0 value=-1.5 values=integers:5", 2},
    {"pad1d-circular", "pad1d 1x2x5 p2:1 mode=circular values=integers:5", 7},
    {"conv2d", "conv2d 1x3x5x5 out1 k3 s2 p1 values=integers:6 weights=integers:7", 4},
    {"conv2d-lens", "conv2d 1x2x20x20 out1 k3 p1 s2 values=normal:6 weights=integers:7", 9},
    {"conv2d-groups", "conv2d 1x4x4x4 out4 k3 groups2 nobias values=integers:6 weights=integers:7", 5},
    {"conv2d-flipped", "conv2d 1x1x4x4 out1 k3 flip nobias values=integers:6 weights=ramp", 1},
    {"conv2d-backward", "conv2d 1x1x4x4 out2 k2 values=integers:3 weights=integers:7", 5, View::grad_input},
    {"conv2d-weight", "conv2d 1x2x4x4 out1 k2 values=integers:3 weights=integers:7", 5, View::grad_weight},
    {"conv2d-bias", "conv2d 1x1x3x3 out2 k2 upstream=integers:3", 1, View::grad_bias},
    {"conv2d-matrix", "conv2d 1x1x4x4 out2 k2 p1 values=integers:3 weights=integers:7", 8, View::matrix},
    {"conv1d", "conv1d 1x2x8 out2 k3 p1 values=integers:9 weights=integers:10", 5},
    {"conv3d", "conv3d 1x1x3x3x3 out1 k2 values=integers:9 weights=integers:10", 3},
    {"convtranspose2d-gather", "convtranspose2d 1x1x3x3 out1 k3 s2 p1 values=integers:3 weights=integers:7", 12},
    {"convtranspose2d-scatter", "convtranspose2d 1x1x3x3 out1 k3 s2 p1 values=integers:3 weights=integers:7", 4,
     View::scatter},
    {"convtranspose1d", "convtranspose1d 1x1x4 out1 k3 s2 op1 values=integers:3 weights=integers:7", 3},
    {"unfold2d", "unfold2d 1x2x4x4 k2 values=integers:3", 14},
    {"fold2d", "fold2d 1x4x9 size4 k2 values=integers:3", 5},
};

}  // namespace stridelens
