#pragma once
// Seeded problems for tests that hold two implementations against each other: every operation, rank, convention and
// padding mode, sizes small enough to be many.

#include "core/operation/geometry.h"
#include "core/operation/problem.h"
#include "core/tensor/tensor.h"

#include <bit>
#include <cmath>
#include <cstdint>
#include <limits>
#include <optional>
#include <random>
#include <string>

namespace stridelens::test {

/// Equal to the last bit; any NaN equals any other (its sign and payload are not part of a result).
inline bool same_bits(float a, float b) {
    return (std::isnan(a) && std::isnan(b)) || std::bit_cast<std::uint32_t>(a) == std::bit_cast<std::uint32_t>(b);
}

struct RandomProblem {
    Geometry geometry;
    Tensor input, weight, bias;
    std::string line;  // reproduces it
};

/// What the input's cells are: whole numbers with many ties, decimals whose sums round, or with NaN, ±∞ and −0 among them.
enum class Cells : std::uint8_t { integers, decimals, special };

class RandomProblems {
public:
    explicit RandomProblems(std::uint32_t seed) : engine_(seed) {}

    std::int64_t whole(std::int64_t low, std::int64_t high) {
        return low + static_cast<std::int64_t>(engine_() % static_cast<std::uint32_t>(high - low + 1));
    }

    /// The next problem that is not refused.
    RandomProblem next(Cells cells) {
        for (;;) {
            const int rank = static_cast<int>(whole(1, 3));
            const Operation operation = any_operation(rank);
            const Shape input = any_input(operation, rank);
            const auto geometry = resolve(operation, input);
            if (!geometry) continue;
            RandomProblem problem{*geometry, tensor(input, cells), Tensor(Shape{0}), Tensor(Shape{0}), {}};
            if (const Conv* conv = std::get_if<Conv>(&operation)) {
                problem.weight = tensor(geometry->weight, cells);
                if (conv->bias) problem.bias = tensor(Shape{geometry->out_channels}, cells);
            }
            problem.line = print(Problem{operation, input, {}, {}, {}});
            return problem;
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

    Extents extents(int rank, std::int64_t low, std::int64_t high) {
        Extents result;
        for (int a = 0; a < rank; ++a) result.push_back(whole(low, high));
        return result;
    }

    PerAxis<Sides> sides(int rank, std::int64_t low, std::int64_t high, bool apart) {
        PerAxis<Sides> result;
        for (int a = 0; a < rank; ++a) {
            const std::int64_t begin = whole(low, high);
            result.push_back({begin, apart ? whole(low, high) : begin});
        }
        return result;
    }

    template <class Windowed>
    Windowed windowed(int rank) {
        Windowed operation;
        operation.spatial_rank = rank;
        operation.convention = whole(0, 1) == 0 ? Convention::pytorch : Convention::onnx;
        const bool onnx = operation.convention == Convention::onnx;
        operation.kernel_size = extents(rank, 1, 4);
        operation.stride = extents(rank, 1, 3);
        operation.padding = sides(rank, 0, 2, onnx);
        operation.dilation = extents(rank, 1, 2);
        if (onnx && whole(0, 3) == 0) {
            operation.auto_pad = whole(0, 1) == 0 ? AutoPad::same_upper : AutoPad::same_lower;
            operation.padding = PerAxis<Sides>(static_cast<std::size_t>(rank), Sides{});
        }
        return operation;
    }

    Operation any_operation(int rank) {
        switch (whole(0, 3)) {
            case 0: {
                MaxPool pool = windowed<MaxPool>(rank);
                pool.ceil_mode = whole(0, 1) == 1;
                pool.column_major_indices = pool.convention == Convention::onnx && whole(0, 1) == 1;
                return pool;
            }
            case 1: {
                AvgPool pool = windowed<AvgPool>(rank);
                if (pool.convention == Convention::pytorch) pool.dilation = Extents(pool.dilation.size(), 1);
                pool.ceil_mode = whole(0, 1) == 1;
                pool.count_include_pad = whole(0, 1) == 1;
                if (pool.convention == Convention::pytorch && whole(0, 3) == 0) pool.divisor_override = whole(1, 5);
                return pool;
            }
            case 2: {
                Pad pad;
                pad.spatial_rank = rank;
                pad.convention = whole(0, 1) == 0 ? Convention::pytorch : Convention::onnx;
                pad.mode = static_cast<PaddingMode>(whole(0, 3));
                const bool constant = pad.mode == PaddingMode::constant;
                pad.padding = sides(rank + (constant ? static_cast<int>(whole(0, 1)) : 0), -2, 3, true);
                if (constant) pad.value = static_cast<float>(whole(-2, 2));
                return pad;
            }
            default: {
                Conv conv = windowed<Conv>(rank);
                conv.groups = whole(1, 2);
                conv.out_channels = conv.groups * whole(1, 2);
                conv.bias = whole(0, 1) == 1;
                if (conv.convention == Convention::pytorch) conv.padding_mode = static_cast<PaddingMode>(whole(0, 3));
                return conv;
            }
        }
    }

    Shape any_input(const Operation& operation, int rank) {
        Shape shape;
        const bool batched = whole(0, 3) != 0;
        if (batched) shape.push_back(whole(0, 9) == 0 ? 0 : whole(1, 2));
        const Conv* conv = std::get_if<Conv>(&operation);
        shape.push_back(conv != nullptr ? conv->groups * whole(1, 2) : whole(1, 3));
        for (int a = 0; a < rank; ++a) shape.push_back(whole(1, rank == 3 ? 5 : 8));
        return shape;
    }

    std::mt19937 engine_;
};

}  // namespace stridelens::test
