#pragma once
// One output cell, told: its terms, its divisor, its winner, its sums, and a sentence. Result equals the reference's
// bit for bit.

#include "core/tensor/tensor.h"
#include "core/window/window.h"

#include <optional>
#include <string>
#include <vector>

namespace stridelens {

enum class Told : std::uint8_t { maximum, average, copy, sum_of_products };

struct Term {
    Tap tap;
    float value = 0.0F;    // the cell's value, or what the padding counts as
    float weight = 1.0F;   // Conv
    double product = 0.0;  // value · weight
    bool counted = true;   // average: is in the divisor (not: overhang, or padding with count_include_pad off)
};

struct Explanation {
    Told told = Told::copy;
    Index output;                        // full index into geometry.output
    std::vector<Term> terms;             // in reading order
    std::optional<std::size_t> winner;   // maximum: position in terms; absent if the window holds no real cell
    std::vector<std::size_t> tied;       // maximum: other terms equal to the winner (they lost by the tie rule)
    std::vector<std::int64_t> channels;  // sum_of_products: input channels, in order …
    std::vector<double> channel_sums;    // … and each one's sum
    std::optional<float> bias;
    double sum = 0.0;  // average: sum of the terms; sum_of_products: all channels and the bias
    std::optional<std::int64_t> divisor;
    float result = 0.0F;
    std::string sentence;  // e.g. "the largest of the 4 values in the window", with this step's facts: how many padded
                           // terms there are and what they count as, ties, NaN, a window wholly in padding, the divisor
};

/// Tells output cell `output` (full index). Arguments as for evaluate_reference().
Explanation explain(const Geometry& geometry, const Tensor& input, const Tensor& weight, const Tensor& bias,
                    const Index& output);

/// The size formula of one axis with today's numbers.
struct SizeFormula {
    std::string axis;        // "D", "H", "W" or "L"
    std::string expression;  // "⌊(5 + 2·0 − 1·(2−1) − 1)/1⌋ + 1"; sides apart: "(5 + 1 + 0 − …"
    std::int64_t result = 0;
    std::int64_t remainder = 0;        // what the floor drops, or what ceil mode adds, in cells
    std::vector<std::int64_t> unread;  // input positions (negative: begin padding) that no window reads
    bool window_dropped = false;       // ceil mode: the last window would start in the end padding
    std::string note;                  // e.g. "remainder 1: column 27 is never read"; empty if there is nothing to say
};
std::vector<SizeFormula> size_formulas(const Geometry& geometry);

/// The equivalent PyTorch call, e.g. "torch.nn.MaxPool2d(\n  kernel_size=2, stride=1)". Where PyTorch needs two calls
/// (sides apart: F.pad first), both are given. Lines are at most `width` columns where possible.
std::string pytorch_code(const Geometry& geometry, int width = 32);

/// Names of the windowed axes: L, or H W, or D H W; further leading ones (Pad over N, C) come before.
std::string axis_name(const Geometry& geometry, std::size_t axis);

}  // namespace stridelens
