// The same settings in another framework: what a user would write there.

#include "core/explain/frameworks/conventions.h"

#include <algorithm>

namespace stridelens {
namespace {

bool is_same(AutoPad auto_pad) {
    return auto_pad == AutoPad::same_upper || auto_pad == AutoPad::same_lower;
}

bool is_padded(const Geometry& geometry) {
    return std::any_of(geometry.axes.begin(), geometry.axes.end(),
                       [](const Axis& axis) { return axis.pad_begin != 0 || axis.pad_end != 0; });
}

/// Is the output as large as 'same' would make it?
bool has_size_of_same(const Geometry& geometry) {
    return std::all_of(geometry.axes.begin(), geometry.axes.end(), [](const Axis& axis) {
        if (axis.sliding == Sliding::transposed) return axis.out == axis.in * axis.stride;
        return axis.out == (axis.in + axis.stride - 1) / axis.stride;
    });
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
            if (op.auto_pad == AutoPad::none && is_padded(geometry) && !has_size_of_same(geometry)) return false;
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

/// What the size still lacks when both sides are cropped equally is added at the end.
void add_output_padding(ConvTranspose& conv, const Geometry& geometry) {
    for (std::size_t a = 0; a < geometry.axes.size(); ++a) {
        const Axis& axis = geometry.axes[a];
        conv.output_padding[a] =
            axis.output_padding + conv.padding[a].begin + conv.padding[a].end - axis.pad_begin - axis.pad_end;
    }
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

std::optional<Operation> transposed(ConvTranspose conv, const Geometry& geometry, Convention to) {
    const bool computed = conv.auto_pad != AutoPad::none;
    if (!translate_padding(conv, geometry, to)) return std::nullopt;
    if (to == Convention::tensorflow) conv.output_padding = Extents(conv.output_padding.size(), 0);
    if (to == Convention::pytorch && computed && conv.output_size.empty()) add_output_padding(conv, geometry);
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
