#pragma once
// Bytes as the parameters of an operation: each byte a small number, except for those that announce a large one.

#include "core/operation/catalogue.h"
#include "core/operation/problem.h"

#include <bit>
#include <cstddef>
#include <cstdint>
#include <optional>

namespace stridelens::fuzz {

class Bytes {
public:
    Bytes(const std::uint8_t* data, std::size_t size) : at_(data), left_(size) {}

    bool empty() const { return left_ == 0; }

    /// 0 when nothing is left.
    std::uint8_t byte() {
        if (left_ == 0) return 0;
        --left_;
        return *at_++;
    }

    /// low … high.
    std::int64_t whole(std::int64_t low, std::int64_t high) { return low + byte() % (high - low + 1); }

    bool flag() { return byte() % 2 == 1; }

    std::uint64_t word() {
        std::uint64_t bits = 0;
        for (int i = 0; i < 8; ++i) bits = bits << 8 | byte();
        return bits;
    }

    /// Mostly −8 … 55; bytes from 250 on announce any int64.
    std::int64_t number() {
        const std::uint8_t first = byte();
        return first >= 250 ? std::bit_cast<std::int64_t>(word()) : first % 64 - 8;
    }

    /// What a parameter usually is, around `usual`; from 128 on any number().
    std::int64_t near(std::int64_t usual) {
        const std::uint8_t first = byte();
        return first >= 128 ? number() : usual + first % 4;
    }

    double real() { return flag() ? std::bit_cast<double>(word()) : static_cast<double>(number()) / 2.0; }

private:
    const std::uint8_t* at_;
    std::size_t left_;
};

/// How many entries a list of one per axis gets: now and then the wrong number.
struct Lengths {
    std::size_t right = 2;
    bool wrong = false;
    std::size_t next(Bytes& bytes) const {
        return wrong ? static_cast<std::size_t>(bytes.whole(0, static_cast<std::int64_t>(kMaxAxes))) : right;
    }
};

inline Extents extents(Bytes& bytes, const Lengths& lengths, std::int64_t usual) {
    Extents result;
    for (std::size_t count = lengths.next(bytes); count > 0; --count) result.push_back(bytes.near(usual));
    return result;
}

inline PerAxis<Sides> sides(Bytes& bytes, const Lengths& lengths) {
    PerAxis<Sides> result;
    const bool apart = bytes.flag();
    for (std::size_t count = lengths.next(bytes); count > 0; --count) {
        const std::int64_t begin = bytes.near(0);
        result.push_back({begin, apart ? bytes.near(0) : begin});
    }
    return result;
}

inline PerAxis<std::optional<std::int64_t>> wished_sizes(Bytes& bytes, const Lengths& lengths) {
    PerAxis<std::optional<std::int64_t>> result;
    for (std::size_t count = lengths.next(bytes); count > 0; --count)
        result.push_back(bytes.whole(0, 7) == 0 ? std::nullopt : std::optional(bytes.near(1)));
    return result;
}

/// The settings that say where windows lie, as far as `op` has them.
template <class Op>
void fill_windows(Bytes& bytes, const Lengths& lengths, Op& op) {
    if constexpr (requires { op.kernel_size; }) {
        op.kernel_size = extents(bytes, lengths, 1);
        op.stride = op.stride.empty() && bytes.flag() ? Extents{} : extents(bytes, lengths, 1);
    }
    if constexpr (requires { op.padding; }) op.padding = sides(bytes, lengths);
    if constexpr (requires { op.dilation; }) op.dilation = extents(bytes, lengths, 1);
    if constexpr (requires { op.output_padding; }) op.output_padding = extents(bytes, lengths, 0);
    if constexpr (requires { op.output_size[0].has_value(); })
        op.output_size = wished_sizes(bytes, lengths);
    else if constexpr (requires { op.output_size; })
        op.output_size = op.output_size.empty() && bytes.flag() ? Extents{} : extents(bytes, lengths, 4);
    if constexpr (requires { op.ceil_mode; }) op.ceil_mode = bytes.flag();
    if constexpr (requires { op.auto_pad; }) op.auto_pad = static_cast<AutoPad>(bytes.flag() ? bytes.whole(0, 3) : 0);
}

/// Everything else.
template <class Op>
void fill_rest(Bytes& bytes, Op& op) {
    if constexpr (requires { op.column_major_indices; }) op.column_major_indices = bytes.flag();
    if constexpr (requires { op.count_include_pad; }) op.count_include_pad = bytes.flag();
    if constexpr (requires { op.divisor_override; })
        op.divisor_override = bytes.flag() ? std::optional(bytes.number()) : std::nullopt;
    if constexpr (requires { op.norm_type; }) op.norm_type = bytes.real();
    if constexpr (requires { op.mode; }) op.mode = static_cast<PaddingMode>(bytes.whole(0, 3));
    if constexpr (requires { op.value; }) op.value = static_cast<float>(bytes.number());
    if constexpr (requires { op.out_channels; }) op.out_channels = bytes.near(1);
    if constexpr (requires { op.groups; }) op.groups = bytes.near(1);
    if constexpr (requires { op.bias; }) op.bias = bytes.flag();
    if constexpr (requires { op.padding_mode; }) op.padding_mode = static_cast<PaddingMode>(bytes.whole(0, 3));
    if constexpr (requires { op.flip_kernel; }) op.flip_kernel = bytes.flag();
}

/// Any operation with any settings, any small input.
inline Problem problem_from(Bytes& bytes) {
    Problem problem;
    const auto alternative = static_cast<std::size_t>(bytes.whole(0, static_cast<std::int64_t>(kOperations) - 1));
    const auto rank = static_cast<int>(bytes.whole(1, 3));
    const Lengths lengths{static_cast<std::size_t>(rank), bytes.whole(0, 15) == 15};
    problem.operation = default_operation(alternative, rank);
    std::visit(
        [&](auto& op) {
            op.convention = static_cast<Convention>(bytes.whole(0, 2));
            if (bytes.whole(0, 63) == 63) op.spatial_rank = static_cast<int>(bytes.number());
            fill_windows(bytes, lengths, op);
            fill_rest(bytes, op);
        },
        problem.operation);
    const std::int64_t axes = bytes.whole(0, 7) == 7 ? bytes.whole(0, 8) : rank + bytes.whole(1, 2);
    problem.input = Shape{};
    for (std::int64_t a = 0; a < axes; ++a) problem.input.push_back(bytes.whole(0, 7));
    return problem;
}

}  // namespace stridelens::fuzz
