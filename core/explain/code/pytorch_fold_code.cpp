// Unfold and Fold in PyTorch. Its own take images of two axes only; one axis is an image of height 1, and three axes are
// put together from Tensor.unfold and a transposed convolution with one-hot kernels.

#include "core/explain/code/code.h"

#include <fmt/format.h>

#include <numeric>

namespace stridelens::code {
namespace {

/// dilation, padding and stride, PyTorch's order in both.
void add_rest(Call& call, const Geometry& geometry, bool flat) {
    const auto text = [&](std::int64_t height, const Numbers& values) {
        return flat ? tuple(behind(height, values)) : number_or_tuple(values);
    };
    if (!all_are(dilations(geometry), 1)) call.add("dilation", text(1, dilations(geometry)));
    if (has_padding(geometry)) call.add("padding", text(0, begins(geometry)));
    if (!all_are(strides(geometry), 1)) call.add("stride", text(1, strides(geometry)));
}

std::int64_t product(const Numbers& values) {
    return std::accumulate(values.begin(), values.end(), std::int64_t{1}, std::multiplies<>());
}

/// Tensor.unfold an axis at a time, the taps of a dilated window picked out of its span, and all windows made columns.
std::string unfold_volume(const Geometry& geometry, int width) {
    Script script{width};
    const int first = static_cast<int>(geometry.leading);  // of the spatial axes
    const std::size_t rank = geometry.axes.size();
    if (has_padding(geometry)) {
        Numbers pads;
        for (std::size_t a = rank; a-- > 0;) {
            pads.push_back(geometry.axes[a].pad_begin);
            pads.push_back(geometry.axes[a].pad_end);
        }
        script.assign("x", Call{"F.pad", {"x", tuple(pads)}});
    }
    for (std::size_t a = 0; a < rank; ++a) {
        const Axis& axis = geometry.axes[a];
        script.line(fmt::format("x = x.unfold({}, {}, {})", first + static_cast<int>(a), axis.span(), axis.stride));
    }
    if (!all_are(dilations(geometry), 1)) {
        std::string steps;
        for (const Axis& axis : geometry.axes) steps += fmt::format(", ::{}", axis.dilation);
        script.line(fmt::format("x = x[...{}]", steps));
    }
    Numbers order(static_cast<std::size_t>(first));
    std::iota(order.begin(), order.end(), 0);
    for (std::size_t a = 0; a < rank; ++a) order.push_back(first + static_cast<std::int64_t>(rank + a));
    for (std::size_t a = 0; a < rank; ++a) order.push_back(first + static_cast<std::int64_t>(a));
    script.line(fmt::format("x = x.permute({})", fmt::join(order, ", ")));
    const int windows = first + static_cast<int>(rank);
    script.line(fmt::format("y = x.flatten({}).flatten({}, {})", windows, first - 1, windows - 1));
    return script.text();
}

/// Every column's number goes to its own place of the kernel: a transposed convolution with one-hot kernels.
std::string fold_volume(const Geometry& geometry, int width) {
    Script script{width};
    const std::int64_t cells = product(kernels(geometry));
    Numbers shape{cells, 1};
    for (const std::int64_t kernel : kernels(geometry)) shape.push_back(kernel);
    const Numbers windows = along(geometry.axes, [](const Axis& axis) { return axis.in; });
    script.line(fmt::format("w = torch.eye({})", cells));
    script.line(fmt::format("w = w.reshape({})", fmt::join(shape, ", ")));
    if (geometry.out_channels > 1) script.line(fmt::format("w = w.repeat({}, 1, 1, 1, 1)", geometry.out_channels));
    script.line(fmt::format("x = x.unflatten(-1, {})", tuple(windows)));
    Call call{"F.conv_transpose3d", {"x", "w"}};
    if (!all_are(strides(geometry), 1)) call.add("stride", number_or_tuple(strides(geometry)));
    if (has_padding(geometry)) call.add("padding", number_or_tuple(begins(geometry)));
    Numbers rest;  // what no window covers at the end
    for (const Axis& axis : geometry.axes) rest.push_back(axis.output_padding);
    if (!all_are(rest, 0)) call.add("output_padding", number_or_tuple(rest));
    if (geometry.out_channels > 1) call.add("groups", fmt::format("{}", geometry.out_channels));
    if (!all_are(dilations(geometry), 1)) call.add("dilation", number_or_tuple(dilations(geometry)));
    script.assign("y", call);
    return script.text();
}

}  // namespace

std::string unfold_in_pytorch(const Geometry& geometry, int width) {
    if (geometry.axes.size() == 3) return unfold_volume(geometry, width);
    if (geometry.axes.size() == 2) {
        Call call{"torch.nn.Unfold", {}};
        call.add("kernel_size", number_or_tuple(kernels(geometry)));
        add_rest(call, geometry, false);
        return call.print(width);
    }
    Script script{width};
    script.comment("a line is an image of height 1");
    Call call{"F.unfold", {"x.unsqueeze(-2)", tuple(behind(1, kernels(geometry)))}};
    add_rest(call, geometry, true);
    script.assign("y", call);
    return script.text();
}

std::string fold_in_pytorch(const Geometry& geometry, int width) {
    if (geometry.axes.size() == 3) return fold_volume(geometry, width);
    if (geometry.axes.size() == 2) {
        Call call{"torch.nn.Fold", {}};
        call.add("output_size", number_or_tuple(outs(geometry)));
        call.add("kernel_size", number_or_tuple(kernels(geometry)));
        add_rest(call, geometry, false);
        return call.print(width);
    }
    Script script{width};
    script.comment("a line is an image of height 1");
    Call call{"F.fold", {"x", tuple(behind(1, outs(geometry))), tuple(behind(1, kernels(geometry)))}};
    add_rest(call, geometry, true);
    call.after = ".squeeze(-2)";
    script.assign("y", call);
    return script.text();
}

}  // namespace stridelens::code
