#pragma once
// Seeded problems of every kind, legal or not: what a user could ask for with every control and every word of the
// one-line form. Well-formed (one entry per axis) but otherwise unchecked.

#include "core/operation/problem.h"

#include <bit>
#include <cmath>
#include <cstdint>
#include <limits>
#include <random>

namespace stridelens::test {

class WildProblems {
public:
    explicit WildProblems(std::uint64_t seed) : engine_(seed) {}

    std::int64_t whole(std::int64_t low, std::int64_t high) {
        return low + static_cast<std::int64_t>(engine_() % static_cast<std::uint64_t>(high - low + 1));
    }
    bool one_in(std::int64_t count) { return whole(1, count) == 1; }

    Problem next() {
        Problem problem;
        const int rank = static_cast<int>(whole(1, 3));
        switch (whole(0, 3)) {
            case 0:
                problem.operation = max_pool(rank);
                break;
            case 1:
                problem.operation = avg_pool(rank);
                break;
            case 2:
                problem.operation = pad(rank);
                break;
            default:
                problem.operation = conv(rank);
                break;
        }
        const std::int64_t axes = one_in(8) ? whole(1, 6) : rank + whole(1, 2);
        problem.input = Shape{};
        for (std::int64_t axis = 0; axis < axes; ++axis) problem.input.push_back(one_in(20) ? 0 : whole(1, 6));
        return problem;
    }

    /// Any number that the text form can write.
    float number() {
        if (!one_in(3)) return static_cast<float>(whole(-9, 9)) / 4.0F;
        const auto bits = static_cast<std::uint32_t>(engine_());
        const float value = std::bit_cast<float>(bits);
        return std::isnan(value) ? std::numeric_limits<float>::quiet_NaN() : value;
    }

    Values values(const Values& usual) {
        Values result = usual;
        if (one_in(2)) return result;
        result.kind = static_cast<Values::Kind>(whole(0, 6));
        if (result.kind == Values::Kind::normal || result.kind == Values::Kind::integers) result.seed = engine_();
        if (result.kind == Values::Kind::list)
            for (std::int64_t count = whole(0, 12); count > 0; --count) result.list.push_back(number());
        return result;
    }

    /// An entry that is mostly sensible, sometimes wrong, now and then absurd.
    std::int64_t entry(std::int64_t low, std::int64_t high) {
        if (one_in(200)) return std::bit_cast<std::int64_t>(engine_());
        if (one_in(200)) return whole(0, 1) == 0 ? std::numeric_limits<std::int64_t>::max() : 1'000'000'000;
        return one_in(12) ? whole(-2, 0) : whole(low, high);
    }

private:
    Extents extents(int rank, std::int64_t low, std::int64_t high) {
        Extents result;
        for (int axis = 0; axis < rank; ++axis) result.push_back(entry(low, high));
        return result;
    }

    PerAxis<Sides> sides(std::int64_t axes, std::int64_t low, std::int64_t high) {
        PerAxis<Sides> result;
        const bool apart = one_in(4);
        for (std::int64_t axis = 0; axis < axes; ++axis) {
            const std::int64_t begin = entry(low, high);
            result.push_back({begin, apart ? entry(low, high) : begin});
        }
        return result;
    }

    template <class Op>
    Op windowed(int rank) {
        Op op;
        op.spatial_rank = rank;
        op.convention = one_in(3) ? Convention::onnx : Convention::pytorch;
        op.kernel_size = extents(rank, 1, 5);
        op.stride = extents(rank, 1, 3);
        op.dilation = one_in(2) ? Extents(static_cast<std::size_t>(rank), 1) : extents(rank, 1, 3);
        op.padding = PerAxis<Sides>(static_cast<std::size_t>(rank), Sides{});
        if (one_in(6))
            op.auto_pad = static_cast<AutoPad>(whole(1, 3));
        else if (!one_in(3))
            op.padding = sides(rank, 0, 3);
        return op;
    }

    MaxPool max_pool(int rank) {
        auto pool = windowed<MaxPool>(rank);
        if (one_in(3)) pool.stride = Extents{};
        pool.ceil_mode = one_in(2);
        pool.column_major_indices = pool.convention == Convention::onnx && one_in(2);
        return pool;
    }

    AvgPool avg_pool(int rank) {
        auto pool = windowed<AvgPool>(rank);
        if (one_in(3)) pool.stride = Extents{};
        pool.ceil_mode = one_in(2);
        pool.count_include_pad = one_in(2);
        if (one_in(3)) pool.divisor_override = entry(-2, 5);
        return pool;
    }

    Pad pad(int rank) {
        Pad result;
        result.spatial_rank = rank;
        result.convention = one_in(3) ? Convention::onnx : Convention::pytorch;
        result.padding = sides(one_in(3) ? whole(1, 6) : rank, -3, 5);
        result.mode = static_cast<PaddingMode>(whole(0, 3));
        if (one_in(3)) result.value = number();
        return result;
    }

    Conv conv(int rank) {
        auto result = windowed<Conv>(rank);
        result.out_channels = entry(1, 6);
        result.groups = one_in(2) ? 1 : entry(1, 4);
        result.bias = one_in(2);
        result.padding_mode = static_cast<PaddingMode>(whole(0, 3));
        return result;
    }

    std::mt19937_64 engine_;
};

}  // namespace stridelens::test
