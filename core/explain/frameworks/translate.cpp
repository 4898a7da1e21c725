// The same settings in another framework: what a user would write there.

#include "core/explain/frameworks/conventions.h"

#include <algorithm>

namespace stridelens {
namespace {

bool is_same(AutoPad auto_pad) {
    return auto_pad == AutoPad::same_upper || auto_pad == AutoPad::same_lower;
}

/// Whether windows read padding; without it, and where it is none, 'valid' gives the same windows.
bool is_padded(const Geometry& geometry) {
    return std::any_of(geometry.axes.begin(), geometry.axes.end(), [](const Axis& axis) {
        if (axis.pad_begin != 0) return true;
        Axis bare = axis;
        bare.pad_end = 0;
        bare.ceil_mode = false;
        return axis.pad_end != 0 && output_extent(bare) != axis.out;
    });
}

/// Is the output as large as 'same' would make it, with the stride here or with that which is the default there?
template <class Op>
bool has_size_of_same(const Op& op, const Geometry& geometry) {
    const auto as_large = [&](auto stride_of) {
        return std::all_of(geometry.axes.begin(), geometry.axes.end(), [&](const Axis& axis) {
            const std::int64_t stride = stride_of(axis);
            return axis.out == (axis.in + stride - 1) / stride;
        });
    };
    if (as_large([](const Axis& axis) { return axis.stride; })) return true;
    return op.stride.empty() && as_large([](const Axis& axis) { return axis.kernel; });
}

/// As many cells on both sides as the larger side has.
PerAxis<Sides> in_cells(const Geometry& geometry) {
    PerAxis<Sides> padding;
    for (const Axis& axis : geometry.axes) {
        const std::int64_t larger = std::max({axis.pad_begin, axis.pad_end, std::int64_t{0}});
        padding.push_back({larger, larger});
    }
    return padding;
}

template <class Op>
void set_computed(Op& op, AutoPad auto_pad) {
    op.auto_pad = auto_pad;
    op.padding = PerAxis<Sides>(op.kernel_size.size(), Sides{});
}

/// False if the framework can express no such padding.
template <class Op>
bool translate_padding(Op& op, const Geometry& geometry, Convention to) {
    switch (to) {
        case Convention::onnx:
            return true;
        case Convention::tensorflow:
            if (op.auto_pad == AutoPad::none && is_padded(geometry) && !has_size_of_same(op, geometry)) return false;
            if (op.auto_pad == AutoPad::none)
                set_computed(op, is_padded(geometry) ? AutoPad::same_upper : AutoPad::valid);
            if (is_same(op.auto_pad)) op.auto_pad = AutoPad::same_upper;
            return true;
        case Convention::pytorch:
            break;
    }
    if (op.auto_pad == AutoPad::none) return true;
    if constexpr (std::is_same_v<Op, Conv>) {
        const bool dense = std::all_of(op.stride.begin(), op.stride.end(), [](std::int64_t s) { return s == 1; });
        if (op.auto_pad == AutoPad::valid) return true;
        if (dense) {
            op.auto_pad = AutoPad::same_upper;
            return true;
        }
    }
    op.padding = in_cells(geometry);
    op.auto_pad = AutoPad::none;
    return true;
}

template <class Pool>
std::optional<Operation> pool(Pool pool, const Geometry& geometry, Convention to) {
    if (!translate_padding(pool, geometry, to)) return std::nullopt;
    if (to == Convention::tensorflow) pool.ceil_mode = false;
    if constexpr (std::is_same_v<Pool, MaxPool>)
        if (to != Convention::onnx) pool.column_major_indices = false;
    if constexpr (std::is_same_v<Pool, AvgPool>) {
        const bool by_default = pool.count_include_pad == (pool.convention == Convention::pytorch);
        if (by_default) pool.count_include_pad = to == Convention::pytorch;
        if (to == Convention::tensorflow) pool.count_include_pad = false;
        if (to != Convention::pytorch) pool.divisor_override.reset();
    }
    pool.convention = to;
    return pool;
}

std::optional<Operation> convolution(Conv conv, const Geometry& geometry, Convention to) {
    if (!translate_padding(conv, geometry, to)) return std::nullopt;
    conv.convention = to;
    return conv;
}

Extents outs(const Geometry& geometry) {
    Extents sizes;
    for (const Axis& axis : geometry.axes) sizes.push_back(axis.out);
    return sizes;
}

/// What the size still lacks when both sides are cropped equally is added at the end, if it may be.
void add_output_padding(ConvTranspose& conv, const Geometry& geometry) {
    for (std::size_t a = 0; a < geometry.axes.size(); ++a) {
        const Axis& axis = geometry.axes[a];
        const std::int64_t lacking =
            axis.output_padding + conv.padding[a].begin + conv.padding[a].end - axis.pad_begin - axis.pad_end;
        conv.output_padding[a] = lacking < std::max(axis.stride, axis.dilation) ? lacking : 0;
    }
}

/// ONNX's output_shape forgets the padding that PyTorch's output_size keeps: what that adds is output_padding there.
void wish_in_onnx(ConvTranspose& conv, const Geometry& geometry) {
    if (conv.convention != Convention::pytorch || conv.output_size.empty()) return;
    for (std::size_t a = 0; a < geometry.axes.size(); ++a) conv.output_padding[a] = geometry.axes[a].output_padding;
    conv.output_size = {};
}

/// Padding that follows from the size, in ONNX from output_shape, too, becomes a number of cells.
void crop_in_pytorch(ConvTranspose& conv, const Geometry& geometry) {
    const bool wished = conv.convention == Convention::onnx && !conv.output_size.empty();
    if (conv.auto_pad == AutoPad::none && !wished) return;
    conv.padding = in_cells(geometry);
    conv.auto_pad = AutoPad::none;
    if (conv.output_size.empty()) add_output_padding(conv, geometry);
}

/// Cropped stamps are 'same', whole ones 'valid', of the size that output_shape asks for where it is not the usual one.
/// False if 'same' cannot be asked for this size: a convolution would not bring it back to the input's.
bool crop_in_tensorflow(ConvTranspose& conv, const Geometry& geometry) {
    const auto any = [&](auto property) { return std::any_of(geometry.axes.begin(), geometry.axes.end(), property); };
    // What output_padding adds takes back what was cropped at the end.
    const bool adds = any([](const Axis& axis) { return axis.output_padding > axis.pad_end; });
    if (conv.auto_pad == AutoPad::none) {
        const bool cropped =
            any([](const Axis& axis) { return axis.pad_begin > 0 || axis.pad_end > axis.output_padding; });
        if (cropped && any([](const Axis& axis) { return (axis.out + axis.stride - 1) / axis.stride != axis.in; }))
            return false;
        conv.auto_pad = cropped ? AutoPad::same_upper : AutoPad::valid;
        const bool usual = cropped ? !any([](const Axis& axis) { return axis.out != axis.in * axis.stride; })
                                   : !adds && conv.output_size.empty();
        conv.output_size = usual ? Extents{} : outs(geometry);
    } else if (is_same(conv.auto_pad)) {
        conv.auto_pad = AutoPad::same_upper;
    } else if (adds && conv.output_size.empty()) {
        conv.output_size = outs(geometry);
    }
    conv.padding = PerAxis<Sides>(conv.kernel_size.size(), Sides{});
    conv.output_padding = Extents(conv.output_padding.size(), 0);
    return true;
}

std::optional<Operation> transposed(ConvTranspose conv, const Geometry& geometry, Convention to) {
    if (to == Convention::onnx) wish_in_onnx(conv, geometry);
    if (to == Convention::pytorch) crop_in_pytorch(conv, geometry);
    if (to == Convention::tensorflow && !crop_in_tensorflow(conv, geometry)) return std::nullopt;
    conv.convention = to;
    return conv;
}

template <class Op>
std::optional<Operation> as_it_is(Op op, Convention to) {
    op.convention = to;
    return op;
}

}  // namespace

std::optional<Operation> translated(const Geometry& geometry, Convention to) {
    return std::visit(overloaded{
                          [&](const MaxPool& op) { return pool(op, geometry, to); },
                          [&](const AvgPool& op) { return pool(op, geometry, to); },
                          [&](const Pad& op) { return as_it_is(op, to); },
                          [&](const Conv& op) { return convolution(op, geometry, to); },
                          [&](const MinPool& op) { return pool(op, geometry, to); },
                          [&](const LpPool& op) { return pool(op, geometry, to); },
                          [&](const AdaptiveMaxPool& op) { return as_it_is(op, to); },
                          [&](const AdaptiveAvgPool& op) { return as_it_is(op, to); },
                          [&](const MaxUnpool& op) { return as_it_is(op, to); },
                          [&](const ConvTranspose& op) { return transposed(op, geometry, to); },
                          [&](const Unfold& op) { return as_it_is(op, to); },
                          [&](const Fold& op) { return as_it_is(op, to); },
                      },
                      geometry.operation);
}

}  // namespace stridelens
