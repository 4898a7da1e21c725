#pragma once
// Seeded problems for tests that hold two implementations against each other: legal ones of every operation, rank,
// convention and padding mode, batched or not, with groups and empty batches, sizes small enough to be many.

#include "core/operation/catalogue.h"
#include "core/operation/geometry.h"
#include "core/operation/problem.h"
#include "core/reference/reference.h"
#include "core/tensor/tensor.h"
#include "tests/core/random_numbers.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <vector>

namespace stridelens::test {

/// Equal to the last bit; any NaN equals any other (its sign and payload are not part of a result).
inline bool same_bits(float a, float b) {
    return (std::isnan(a) && std::isnan(b)) || std::bit_cast<std::uint32_t>(a) == std::bit_cast<std::uint32_t>(b);
}

struct RandomProblem {
    Geometry geometry;
    Tensor input, weight, bias;         // weight, bias: Tensor(Shape{0}) where there are none
    std::vector<std::int64_t> indices;  // MaxUnpool only: each inside the window of its cell where that has one
    Tensor upstream;                    // a gradient in the output's shape
    std::string line;                   // reproduces it, numbers and all

    Operands operands() const { return {input, weight, bias, indices}; }
};

/// What the input's cells are: whole numbers with many ties, decimals whose sums round, or with NaN, ±∞ and −0 among them.
enum class Cells : std::uint8_t { integers, decimals, special };

class RandomProblems : public RandomNumbers {
public:
    using RandomNumbers::RandomNumbers;

    /// The next problem that is not refused, of one operation if there is one given (alternative_of<Conv>()).
    RandomProblem next(Cells cells, std::optional<std::size_t> alternative = {}) {
        const auto last = static_cast<std::int64_t>(kOperations) - 1;
        const std::size_t which = alternative ? *alternative : static_cast<std::size_t>(whole(0, last));
        for (;;) {
            const auto [operation, input] = any_problem(which, whole(1, 3));
            const auto geometry = resolve(operation, input);
            if (geometry) return with_numbers(*geometry, cells);
        }
    }

    Tensor tensor(const Shape& shape, Cells cells) {
        Tensor result(shape);
        for (float& value : result.values) value = cell(cells);
        return result;
    }

private:
    float cell(Cells cells) {
        constexpr float infinity = std::numeric_limits<float>::infinity();
        if (cells == Cells::decimals) return static_cast<float>(whole(-1000000, 1000000)) / 370000.0F;
        if (cells == Cells::special) {
            const std::int64_t which = whole(0, 11);
            if (which == 0) return std::numeric_limits<float>::quiet_NaN();
            if (which == 1) return infinity;
            if (which <= 4) return -infinity;
            if (which == 5) return -0.0F;
        }
        return static_cast<float>(whole(-3, 3));
    }

    RandomProblem with_numbers(const Geometry& geometry, Cells cells) {
        const Tensor none(Shape{0});
        RandomProblem problem{geometry, tensor(geometry.input, cells), none, none, {}, {}, {}};
        if (!geometry.weight.empty()) {
            problem.weight = tensor(geometry.weight, cells);
            if (has_bias(geometry.operation)) problem.bias = tensor(Shape{geometry.out_channels}, cells);
        }
        if (std::holds_alternative<MaxUnpool>(geometry.operation)) problem.indices = any_indices(geometry);
        problem.upstream = tensor(geometry.output, cells);
        problem.line = line_of(problem);
        return problem;
    }

    static bool has_bias(const Operation& operation) {
        return std::visit(
            [](const auto& op) {
                if constexpr (requires { op.bias; })
                    return op.bias;
                else
                    return false;
            },
            operation);
    }

    static std::string line_of(const RandomProblem& problem) {
        Problem line;
        line.operation = problem.geometry.operation;
        line.input = problem.geometry.input;
        const auto list = [](const std::vector<float>& values) { return Values{Values::Kind::list, 0, values}; };
        line.values = list(problem.input.values);
        line.weights = list(problem.weight.values);
        line.bias = list(problem.bias.values);
        line.indices = list({problem.indices.begin(), problem.indices.end()});
        line.upstream = list(problem.upstream.values);
        return print(line);
    }

    /// One index for each cell, in the numbering of its convention: inside the cell's window and not taken by another
    /// cell, as far as there is such a place.
    std::vector<std::int64_t> any_indices(const Geometry& geometry) {
        const bool onnx = convention_of(geometry.operation) == Convention::onnx;
        Shape plane;  // what the indices address: ONNX's is the size without output_size
        for (const Axis& axis : geometry.axes) plane.push_back(onnx ? axis.out - axis.output_padding : axis.out);
        const Shape spatial(geometry.input.begin() + geometry.leading, geometry.input.end());
        const std::int64_t cells = element_count(spatial);
        std::vector<std::int64_t> indices;
        std::vector<bool> taken;
        for (std::int64_t i = 0; i < element_count(geometry.input); ++i) {
            if (i % cells == 0) taken.assign(static_cast<std::size_t>(element_count(plane)), false);
            const Index at = unflatten(spatial, i % cells);
            std::int64_t index = 0;
            for (int trial = 0; trial < 8; ++trial) {
                index = flatten(plane, place_in_window(geometry, plane, at));
                if (!taken[static_cast<std::size_t>(index)]) break;
            }
            taken[static_cast<std::size_t>(index)] = true;
            indices.push_back(onnx ? i / cells * element_count(plane) + index : index);
        }
        return indices;
    }

    Index place_in_window(const Geometry& geometry, const Shape& plane, const Index& at) {
        Index place;
        for (std::size_t a = 0; a < plane.size(); ++a) {
            const Axis& axis = geometry.axes[a];
            const std::int64_t begin = at[a] * axis.stride - axis.pad_begin;
            const std::int64_t low = std::max<std::int64_t>(begin, 0);
            const std::int64_t high = std::min(begin + axis.kernel, plane[a]) - 1;
            place.push_back(low <= high ? whole(low, high) : whole(0, plane[a] - 1));
        }
        return place;
    }

    struct OnInput {
        Operation operation;
        Shape input;
    };

    OnInput any_problem(std::size_t alternative, std::int64_t rank) {
        Operation operation = default_operation(alternative, static_cast<int>(rank));
        std::visit([&](auto& op) { settle(op, rank); }, operation);
        Shape shape;
        if (!one_in(4)) shape.push_back(one_in(10) ? 0 : whole(1, 2));
        shape.push_back(std::visit(
            [&](const auto& op) {
                if constexpr (requires { op.groups; })
                    return op.groups * whole(1, 2);
                else
                    return whole(1, 3);
            },
            operation));
        for (std::int64_t a = 0; a < rank; ++a) shape.push_back(whole(1, rank == 3 ? 5 : 8));
        const auto* fold = std::get_if<Fold>(&operation);
        return {operation, fold == nullptr ? shape : columns_for(*fold, shape)};
    }

    /// The columns that Unfold makes of an image of Fold's output size; if there are none, the shape that is refused.
    static Shape columns_for(const Fold& fold, const Shape& shape) {
        Shape image(shape.begin(), shape.end() - fold.spatial_rank);
        for (const std::int64_t size : fold.output_size) image.push_back(size);
        const Unfold unfold{fold.spatial_rank, fold.kernel_size,
                            fold.stride,       PerAxis<Sides>(fold.kernel_size.size(), Sides{}),
                            fold.dilation,     Convention::pytorch};
        Unfold padded = unfold;
        padded.padding = fold.padding;
        if (fold.convention == Convention::onnx) {  // Unfold has no padding of two sizes: widen the image
            padded.padding = unfold.padding;
            for (std::size_t a = 0; a < fold.padding.size(); ++a)
                image[image.size() - fold.padding.size() + a] += fold.padding[a].begin + fold.padding[a].end;
        }
        return output_shape(padded, image).value_or(Shape{});
    }

    /// kernel_size, stride, padding, dilation, rounding and convention, as far as `op` has them.
    template <class Op>
    void settle_windows(Op& op, std::int64_t rank) {
        const bool pytorch = op.convention == Convention::pytorch;
        const bool tensorflow = op.convention == Convention::tensorflow;
        op.kernel_size = extents(rank, [&] { return whole(1, 4); });
        if (!op.stride.empty() || !one_in(3)) op.stride = extents(rank, [&] { return whole(1, 3); });
        const bool apart = op.convention == Convention::onnx || std::is_same_v<Op, Conv>;
        if (!tensorflow) op.padding = sides(rank, apart, [&] { return whole(0, 2); });
        if constexpr (requires { op.dilation; }) {
            const bool plain = tensorflow && (!std::is_same_v<Op, Conv> || one_in(2));
            if (!plain) op.dilation = extents(rank, [&] { return whole(1, 2); });
            if (tensorflow && !plain) op.stride = Extents(op.kernel_size.size(), 1);
        }
        if constexpr (requires { op.ceil_mode; }) op.ceil_mode = !tensorflow && one_in(2);
        if constexpr (requires { op.auto_pad; })
            if (!pytorch && one_in(tensorflow ? 2 : 4)) {
                op.auto_pad = tensorflow || one_in(2) ? AutoPad::same_upper : AutoPad::same_lower;
                if (one_in(5)) op.auto_pad = AutoPad::valid;
                op.padding = PerAxis<Sides>(op.kernel_size.size(), Sides{});
            }
    }

    template <class Op>
    void settle(Op& op, std::int64_t rank) {
        op.convention = any_convention();
        if constexpr (requires { op.kernel_size; }) settle_windows(op, rank);
        settle_rest(op, rank);
    }

    void settle_rest(MaxPool& pool, std::int64_t) {
        pool.column_major_indices = pool.convention == Convention::onnx && one_in(2);
    }
    void settle_rest(MinPool&, std::int64_t) {}
    void settle_rest(AvgPool& pool, std::int64_t) {
        const bool pytorch = pool.convention == Convention::pytorch;
        if (pytorch) pool.dilation = Extents(pool.dilation.size(), 1);
        pool.count_include_pad = pool.convention != Convention::tensorflow && one_in(2);
        if (pytorch && one_in(4)) pool.divisor_override = whole(1, 5);
    }
    void settle_rest(LpPool& pool, std::int64_t rank) {
        const bool pytorch = pool.convention == Convention::pytorch;
        pool.norm_type = static_cast<double>(whole(1, 4));
        if (!pytorch) return;
        if (one_in(3)) pool.norm_type = static_cast<double>(whole(1, 12)) / 4.0;
        pool.dilation = Extents(static_cast<std::size_t>(rank), 1);
        pool.padding = PerAxis<Sides>(static_cast<std::size_t>(rank), Sides{});
    }
    void settle_rest(Pad& pad, std::int64_t rank) {
        pad.mode = any_of(PaddingMode::symmetric);
        const bool constant = pad.mode == PaddingMode::constant;
        const std::int64_t least = pad.convention == Convention::tensorflow ? 0 : -2;
        pad.padding = sides(rank + (constant ? whole(0, 1) : 0), true, [&] { return whole(least, 3); });
        if (constant) pad.value = static_cast<float>(whole(-2, 2));
    }
    void settle_rest(Conv& conv, std::int64_t) {
        settle_channels(conv);
        conv.flip_kernel = one_in(4);
        if (conv.convention != Convention::pytorch) return;
        conv.padding_mode = any_of(PaddingMode::circular);
        if (!one_in(6)) return;
        conv.auto_pad = one_in(3) ? AutoPad::valid : AutoPad::same_upper;
        if (conv.auto_pad == AutoPad::same_upper) conv.stride = Extents(conv.stride.size(), 1);
        conv.padding = PerAxis<Sides>(conv.kernel_size.size(), Sides{});
    }
    template <class Op>
    void settle_adaptive(Op& pool, std::int64_t rank) {
        pool.output_size = {};
        const bool pytorch = pool.convention == Convention::pytorch;
        for (std::int64_t a = 0; a < rank; ++a) {
            pool.output_size.push_back(pytorch ? whole(one_in(10) ? 0 : 1, 7) : 1);
            if (pytorch && one_in(6)) pool.output_size.back().reset();
        }
    }
    void settle_rest(AdaptiveMaxPool& pool, std::int64_t rank) { settle_adaptive(pool, rank); }
    void settle_rest(AdaptiveAvgPool& pool, std::int64_t rank) { settle_adaptive(pool, rank); }
    void settle_rest(MaxUnpool& unpool, std::int64_t rank) {
        if (one_in(3)) unpool.output_size = extents(rank, [&] { return whole(1, 10); });
    }
    void settle_rest(ConvTranspose& conv, std::int64_t rank) {
        settle_channels(conv);
        if (conv.convention == Convention::tensorflow) {
            conv.groups = 1;
        } else if (one_in(2)) {
            conv.output_padding = extents(rank, [&] { return whole(0, 2); });
        }
        if (one_in(4)) conv.output_size = extents(rank, [&] { return whole(1, 12); });
    }
    void settle_rest(Unfold&, std::int64_t) {}
    void settle_rest(Fold& fold, std::int64_t rank) {
        fold.output_size = extents(rank, [&] { return whole(1, rank == 3 ? 5 : 8); });
    }

    template <class Op>
    void settle_channels(Op& conv) {
        conv.groups = whole(1, 2);
        conv.out_channels = conv.groups * whole(1, 2);
        conv.bias = one_in(2);
    }
};

}  // namespace stridelens::test
