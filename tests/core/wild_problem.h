#pragma once
// Seeded problems of every kind, legal or not: what a user could ask for with every control and every word of the
// one-line form. Well-formed (one entry per axis) but otherwise unchecked.

#include "core/operation/catalogue.h"
#include "core/operation/problem.h"
#include "tests/core/random_numbers.h"

#include <bit>
#include <cmath>
#include <cstdint>
#include <limits>

namespace stridelens::test {

class WildProblems : public RandomNumbers {
public:
    using RandomNumbers::RandomNumbers;

    /// Settings and shape; the numbers are the usual ones (see with_values()).
    Problem next() {
        Problem problem;
        const std::int64_t rank = whole(1, 3);
        const auto alternative = static_cast<std::size_t>(whole(0, static_cast<std::int64_t>(kOperations) - 1));
        problem.operation = default_operation(alternative, static_cast<int>(rank));
        std::visit([&](auto& op) { settle(op, rank); }, problem.operation);
        const bool fold = std::holds_alternative<Fold>(problem.operation);
        const std::int64_t axes = one_in(8) ? whole(1, 6) : (fold ? 1 : rank) + whole(1, 2);
        problem.input = Shape{};
        for (std::int64_t axis = 0; axis < axes; ++axis) problem.input.push_back(one_in(20) ? 0 : whole(1, 6));
        return problem;
    }

    /// The same problem with numbers of every kind wherever it has some.
    Problem with_values(Problem problem) {
        problem.values = values(problem.values);
        problem.upstream = values(problem.upstream);
        if (std::holds_alternative<MaxUnpool>(problem.operation)) problem.indices = values(problem.indices);
        std::visit(
            [&](const auto& op) {
                if constexpr (requires { op.bias; }) {
                    problem.weights = values(problem.weights);
                    if (op.bias) problem.bias = values(problem.bias);
                }
            },
            problem.operation);
        return problem;
    }

    /// Any number that the text form can write.
    float number() {
        if (!one_in(3)) return static_cast<float>(whole(-9, 9)) / 4.0F;
        const auto drawn = static_cast<std::uint32_t>(bits());
        const float value = std::bit_cast<float>(drawn);
        return std::isnan(value) ? std::numeric_limits<float>::quiet_NaN() : value;
    }

    Values values(const Values& usual) {
        Values result = usual;
        if (one_in(2)) return result;
        result.kind = any_of(Values::Kind::winners);
        result.seed = one_in(2) ? usual.seed : bits();
        if (result.kind == Values::Kind::list)
            for (std::int64_t count = whole(0, 12); count > 0; --count)
                result.list.edit([&](std::vector<float>& list) { list.push_back(number()); });
        return result;
    }

    /// An entry that is mostly sensible, sometimes wrong, now and then absurd.
    std::int64_t entry(std::int64_t low, std::int64_t high) {
        if (one_in(200)) return std::bit_cast<std::int64_t>(bits());
        if (one_in(200)) return whole(0, 1) == 0 ? std::numeric_limits<std::int64_t>::max() : 1'000'000'000;
        return one_in(12) ? whole(-2, 0) : whole(low, high);
    }

private:
    Extents entries(std::int64_t rank, std::int64_t low, std::int64_t high) {
        return extents(rank, [&] { return entry(low, high); });
    }
    PerAxis<Sides> padding(std::int64_t axes, std::int64_t low, std::int64_t high) {
        return sides(axes, one_in(4), [&] { return entry(low, high); });
    }

    double any_norm() {
        if (one_in(3)) return static_cast<double>(whole(-2, 5));
        if (one_in(4)) return std::numeric_limits<double>::infinity();
        const double any = std::bit_cast<double>(bits());
        return std::isnan(any) ? 0.0 : any;
    }

    template <class Op>
    void settle(Op& op, std::int64_t rank) {
        if (one_in(2)) op.convention = any_convention();
        if constexpr (requires { op.kernel_size; }) {
            op.kernel_size = entries(rank, 1, 5);
            if (!op.stride.empty() || !one_in(3)) op.stride = entries(rank, 1, 3);
            if (!one_in(3)) op.padding = padding(rank, 0, 3);
        }
        if constexpr (requires { op.auto_pad; })
            if (one_in(6)) {
                op.auto_pad = static_cast<AutoPad>(whole(1, 3));
                op.padding = PerAxis<Sides>(static_cast<std::size_t>(rank), Sides{});  // without effect: not printed
            }
        if constexpr (requires { op.dilation; })
            if (one_in(2)) op.dilation = entries(rank, 1, 3);
        if constexpr (requires { op.ceil_mode; }) op.ceil_mode = one_in(2);
        if constexpr (requires { op.count_include_pad; }) op.count_include_pad = one_in(2);
        if constexpr (requires { op.divisor_override; })
            if (one_in(3)) op.divisor_override = entry(-2, 5);
        if constexpr (requires { op.column_major_indices; })
            op.column_major_indices = op.convention == Convention::onnx && one_in(2);
        if constexpr (requires { op.norm_type; })
            if (one_in(2)) op.norm_type = any_norm();
        if constexpr (requires { op.groups; }) {
            op.out_channels = entry(1, 6);
            if (one_in(2)) op.groups = entry(1, 4);
            op.bias = one_in(2);
        }
        if constexpr (requires { op.output_padding; })
            if (one_in(2)) op.output_padding = entries(rank, 0, 2);
        if constexpr (requires { op.flip_kernel; }) op.flip_kernel = one_in(2);
        settle_rest(op, rank);
    }

    template <class Op>
    void settle_rest(Op& op, std::int64_t rank) {
        if constexpr (requires { op.padding_mode; }) op.padding_mode = any_of(PaddingMode::circular);
        if constexpr (requires { op.output_size; })
            if (std::is_same_v<Op, Fold> || one_in(2)) op.output_size = entries(rank, 1, 9);
    }
    void settle_rest(AdaptiveMaxPool& pool, std::int64_t rank) { settle_adaptive(pool, rank); }
    void settle_rest(AdaptiveAvgPool& pool, std::int64_t rank) { settle_adaptive(pool, rank); }
    void settle_rest(Pad& pad, std::int64_t rank) {
        pad.padding = padding(one_in(3) ? whole(1, 6) : rank, -3, 5);
        pad.mode = any_of(PaddingMode::circular);
        if (one_in(3)) pad.value = number();
    }

    template <class Pool>
    void settle_adaptive(Pool& pool, std::int64_t rank) {
        pool.output_size = {};
        for (std::int64_t axis = 0; axis < rank; ++axis) {
            pool.output_size.push_back(entry(1, 7));
            if (one_in(6)) pool.output_size.back().reset();
        }
    }
};

}  // namespace stridelens::test
