#pragma once
// One output cell, told: its terms, its divisor, its winner, its sums, and a sentence. Result equals the reference's
// bit for bit.

#include "core/reference/reference.h"
#include "core/tensor/tensor.h"
#include "core/window/window.h"

#include <optional>
#include <string>
#include <vector>

namespace stridelens {

/// How the terms make the result.
enum class Rule : std::uint8_t {
    maximum,
    minimum,
    average,
    norm,  // LpPool
    copy,  // Pad, Unfold
    sum,   // Fold: what the columns hold for this cell
    sum_of_products,
    routed,    // MaxUnpool: the input cell whose index names this cell, or 0
    gradient,  // Σ upstream · factor over the counted terms
    stamp,     // transposed: what one input cell adds to each output cell; no single result
};

/// The tensors of a problem, forwards and backwards.
enum class TensorName : std::uint8_t {
    none,
    input,
    weight,
    bias,
    output,
    upstream,    // the gradient that comes in, in the output's shape …
    grad_input,  // … and those that come of it
    grad_weight,
    grad_bias,
};

/// Which tensor the told cell belongs to.
using Subject = TensorName;

/// What became of a term that might have won.
enum class Verdict : std::uint8_t {
    none,
    wins,
    ties,         // equal to the winner, but later in reading order: lost by the tie rule
    earlier_nan,  // NaN like the winner, but earlier: the last NaN is reported
    overwritten,  // MaxUnpool: its index names the cell too, but another one's value came later and lies on top
};

/// How many taps of each kind there are.
struct Kinds {
    std::int64_t inside = 0;
    std::int64_t inserted = 0;
    std::int64_t padding = 0;
    std::int64_t overhang = 0;
    std::int64_t outside() const { return padding + overhang; }
    std::int64_t all() const { return inside + inserted + padding + overhang; }
    std::int64_t& of(TapKind kind);
    bool operator==(const Kinds&) const = default;
};

struct Term {
    std::int64_t order = 0;  // position among all terms, those that are not listed among them
    Tap tap;
    float value = 0.0F;    // the cell's value, or what the padding counts as; gradient: of the upstream gradient
    float weight = 1.0F;   // Conv, ConvTranspose; gradient: the factor (the weight, 1/divisor, the input's value …)
    double product = 0.0;  // value · weight
    bool counted = true;   // average: is in the divisor (not: overhang, or padding with count_include_pad off);
                           // gradient of a maximum: this cell won the window (the others get nothing)
    Verdict verdict = Verdict::none;  // maximum, minimum, routed; gradient of a maximum: of the told cell in the
                                      // window that this output cell was made from (where it won: none)
    std::int64_t output = -1;  // gradient: flat output cell whose upstream gradient this is; stamp: that it adds to
};

struct Explanation {
    Rule rule = Rule::copy;
    Subject subject = Subject::output;
    Index output;              // full index of the told cell, in the subject's tensor
    std::vector<Term> terms;   // in reading order. Gradients: in the order of the output cells. The first kMostTold are
                               // listed, and the winner; all are counted and summed. routed: all are listed
    std::int64_t count = 0;    // of the terms, listed or not …
    Kinds kinds;               // … and what they read
    std::int64_t counted = 0;  // terms that count (gradient: that pass something back), listed or not
    std::optional<float> shared_factor;  // the weight of all terms that count, if it is one and the same
    std::optional<std::size_t>
        winner;  // maximum, minimum, routed: position in terms; absent if the window holds no real cell
    std::vector<std::size_t> tied;       // listed terms with a verdict other than none and wins
    std::int64_t equal = 0;              // terms with such a verdict, listed or not
    std::vector<std::int64_t> channels;  // sum_of_products: input channels, in order …
    std::vector<double> channel_sums;    // … and each one's sum
    std::optional<float> bias;
    double sum = 0.0;  // average, sum: of the terms; norm: of the powers, as the root takes it; sum_of_products: all
                       // channels and the bias; gradient: of the products
    std::optional<std::int64_t> divisor;
    double norm_type = 2.0;  // norm, and …
    bool negative = false;   // … whether a value below 0 is among those that count
    float result = 0.0F;
    std::string sentence;  // e.g. "the largest of the 4 values in the window", with this step's facts: how many padded
                           // terms there are and what they count as, ties, NaN, a window wholly in padding, the divisor
};

/// How many terms are listed at most: more than anybody reads one by one.
inline constexpr std::int64_t kMostTold = std::int64_t{1} << 18;

/// Tells output cell `output` (full index).
Explanation explain(const Geometry& geometry, const Operands& operands, const Index& output);
Explanation explain(const Geometry& geometry, const Tensor& input, const Tensor& weight, const Tensor& bias,
                    const Index& output);

/// Tells one cell of a gradient; `subject` is grad_input, grad_weight or grad_bias and `cell` a full index into that
/// operand. Result equals gradients_reference() bit for bit. Terms: one for each reading of the cell (grad_input: by the
/// output cells that read it; grad_weight: one for each output cell of its channel and sample, tap.source the input cell
/// beside it; grad_bias: one for each output cell of its channel).
Explanation explain_gradient(const Geometry& geometry, const Operands& operands, const Tensor& upstream,
                             Subject subject, const Index& cell);

/// Tells what input cell `input` (full index) of a transposed operation adds to the output: one term for each output cell
/// it reaches, product = value · weight. MaxUnpool: the one cell that its index names. Result: the input cell's value.
Explanation explain_stamp(const Geometry& geometry, const Operands& operands, const Index& input);

/// What a size formula consists of.
struct SizePiece {
    std::string symbol, number;  // "k" and "2"; a sign or bracket is the same in both
    std::optional<Field> field;  // the parameter that it stands for
    bool operator==(const SizePiece&) const = default;
};

/// The size formula of one axis, in symbols and with today's numbers.
struct SizeFormula {
    /// Whether the symbols say more than the numbers: not of an output size that is a setting.
    bool symbolic() const { return symbols != expression; }

    std::string axis;               // "D", "H", "W" or "L"
    std::vector<SizePiece> pieces;  // joined, they are:
    std::string symbols;  // "⌊(H + 2·p − d·(k−1) − 1)/s⌋ + 1"; sides apart: "(H + p_top + p_bottom − …"
    std::string expression;  // "⌊(5 + 2·0 − 1·(2−1) − 1)/1⌋ + 1"; sides apart: "(5 + 1 + 0 − …"
    std::int64_t result = 0;
    std::string rounded;         // "⌊12.5⌋ + 1": the value before it is rounded; empty where nothing is
    std::string left_over;       // "half a step is left over": what the floor drops, in words; empty where nothing is
    std::int64_t remainder = 0;  // what the floor drops, or what ceil mode adds, in cells
    std::vector<std::int64_t> unread;  // input positions (negative: begin padding) that no window reads
    bool window_dropped = false;       // ceil mode: the last window would start in the end padding
    std::string note;                  // e.g. "remainder 1: column 27 is never read"; empty if there is nothing to say
    std::string shared_note;  // … of all axes that are like this one: "remainder 1: row and column 27 are never read"
};
std::vector<SizeFormula> size_formulas(const Geometry& geometry);

/// "⌊(H + 2·p − k)/s⌋ + 1 = ⌊(5 + 2·0 − 2)/1⌋ + 1 = 4", where symbols say more than numbers; otherwise "output_size = 4".
std::string in_both(const SizeFormula& formula);

/// Whether the symbols are the same but for the axis.
bool same_symbols(const SizeFormula& a, const SizeFormula& b);

/// Those that say the same are one: its axis is "H, W", its symbols are the first one's.
std::vector<SizeFormula> merged(const std::vector<SizeFormula>& formulas);

/// The equivalent call in the framework whose rules are chosen, as Python, e.g.
/// "torch.nn.MaxPool2d(\n  kernel_size=2, stride=1)", onnx.helper.make_node("MaxPool", …) or tf.keras.layers.MaxPool2D(…).
/// Where it takes more than one call (sides apart: F.pad first), all are given. x, w, b and y are input, weight, bias and
/// output. Lines are at most `width` columns where possible.
std::string pytorch_code(const Geometry& geometry, int width = 32);

/// Names of the windowed axes: L, or H W, or D H W; further leading ones (Pad over N, C) come before.
std::string axis_name(const Geometry& geometry, std::size_t axis);

}  // namespace stridelens
