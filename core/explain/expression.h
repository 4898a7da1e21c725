#pragma once
// The arithmetic of one told cell, flat and as data: strip, text formats, HTML page, command line and voice only render
// it. Numbers are numbers and cells are named by tensor and place; nothing is written yet, and nobody has to look at the
// operation again to know what stands where.

#include "core/explain/explain.h"

#include <cstddef>
#include <cstdint>
#include <limits>
#include <optional>
#include <vector>

namespace stridelens {

/// What becomes of the terms.
enum class Function : std::uint8_t {
    maximum,  // the largest of the values …
    minimum,  // … or the smallest
    mean,     // the sum of the values, over the divisor
    norm,     // the root of the sum of the powers
    sum,      // of the values, or of the products; by channels where there are any; with the bias
    copy,     // the value of the only term
    routed,   // MaxUnpool: the value of the term whose index names the cell; 0 if there is none
    stamp,    // nothing: each term is added to an output cell of its own, and the result is the cell that is stamped
};

/// What a term brings in: its Expression::Term::product.
enum class TermForm : std::uint8_t { value, product, power };

/// What a term reads.
enum class CellKind : std::uint8_t {
    inside,           // a real cell
    counted_padding,  // a cell that the user asked for: counts as the padding's value, or as the cell it is a copy of …
    ignored_padding,  // … or for nothing: no part of the divisor, or of the norm
    overhang,         // a cell that only ceil mode adds
    inserted,         // transposed: a zero between two cells of the stretched input
};

/// One cell by name: which tensor, and where in it. `cell` is flat; -1: no cell.
struct CellName {
    TensorName tensor = TensorName::none;
    std::int64_t cell = -1;
    bool operator==(const CellName&) const = default;
};

/// Shape of a tensor of this problem; without axes if the problem has none of that name.
Shape shape_of(const Geometry& geometry, TensorName tensor);

/// Full index of a cell that there is.
Index index_of(const Geometry& geometry, const CellName& name);

struct Expression {
    struct Term {
        std::int64_t order = 0;  // position among all terms: the order in which the reference takes them
        float value = 0.0F;
        float factor = 1.0F;   // TermForm::product; to float's precision, as a share 1/3 is none
        double product = 0.0;  // what it brings in: value · factor in double precision, the power, or the value itself
        CellKind kind = CellKind::inside;
        Verdict verdict = Verdict::none;
        bool counts = true;       // is in the divisor, is passed on, names the cell … What does not is struck out
        std::int64_t input = -1;  // flat cells that meet in this term; -1: none. See value_cell() …
        std::int64_t weight = -1;
        std::int64_t output = -1;
        std::int64_t channel = 0;  // input channel
        Index kernel, at;          // position in the kernel and in the input, as Tap's; empty: none
    };

    /// The products of one input channel, which are a sum of their own.
    struct Channel {
        std::int64_t channel = 0;
        double sum = 0.0;
        std::size_t first = 0, listed = 0;  // its listed terms
        std::int64_t count = 0;             // its terms, listed or not
    };

    /// |x|^p or, PyTorch's, x^p. Where ceil mode cut the window PyTorch takes cells/counted times the sum.
    struct Norm {
        double exponent = 2.0;
        bool absolute = false;
        std::int64_t counted = 0, cells = 0;
        bool scaled() const { return !absolute && counted != cells; }
    };

    struct Divisor {
        std::int64_t value = 1;
        bool given = false;  // divisor_override, whatever counts; otherwise it is how many terms count
    };

    /// Terms that are not listed: beyond what anybody reads. They are in sums, divisor and result all the same.
    struct Rest {
        std::int64_t count = 0;
        std::int64_t counted = 0;  // those that count
        std::int64_t equal = 0;    // those whose verdict is other than none and wins
        Kinds kinds{};
    };

    Function function = Function::copy;
    TermForm form = TermForm::value;
    TensorName values = TensorName::input;  // whose cells the values are: the input's, or the upstream gradient's
    TensorName factors = TensorName::none;  // the factors: the weight's, the input's; none: a share, or 1
    TensorName outputs = TensorName::none;  // what Term::output counts in: the upstream gradient, or the output
    bool unit_factors = true;               // all factors that count are 1: they need not be written
    std::vector<Term> terms;                // in reading order; the winner is listed whatever its place
    Rest rest;
    std::vector<Channel> channels;  // sums of products, in order; none: they are one sum
    std::optional<Divisor> divisor;
    std::optional<Norm> norm;
    std::optional<float> bias;
    CellName bias_cell;
    std::optional<std::size_t> taken;  // the term whose value the result is: the winner, or the cell that is copied
    std::optional<double> sum;  // mean: of the values; norm: what the root is taken of; sum: of all, with the bias
    CellName cell;              // the told cell …
    Index index;                // … in full
    float result = 0.0F;

    /// All terms, listed or not.
    std::int64_t count() const { return static_cast<std::int64_t>(terms.size()) + rest.count; }
    /// Whether the terms are added up: "+" stands before all but the first (of a group). Otherwise they are listed.
    bool adds_up() const {
        return function == Function::mean || function == Function::norm || function == Function::sum;
    }
    /// The term that won against others.
    std::optional<std::size_t> winner() const;
    /// Whether the values are gradients that come back.
    bool backward() const { return values == TensorName::upstream; }
};

/// The cell that a term's value is of, and the one that it comes from or goes to, where `outputs` names a tensor.
CellName value_cell(const Expression& expression, const Expression::Term& term);
CellName output_cell(const Expression& expression, const Expression::Term& term);

/// Lists at most the first `most` terms of each channel (of all, if there are no channels), and the winner.
inline constexpr std::size_t kAllTold = std::numeric_limits<std::size_t>::max();
Expression expression_of(const Geometry& geometry, const Explanation& told, std::size_t most = kAllTold);

/// The result as it grows, term by term, in the reference's own order and precision. After all terms of an expression
/// without a rest, result() is the expression's, bit for bit.
class Accumulator {
public:
    explicit Accumulator(const Expression& expression) : whole_(expression) {}  // which outlives it

    /// The next term.
    void add(const Expression::Term& term);

    /// mean, norm, sum: what has come together so far, without the bias …
    double sum() const;
    /// … and in the channel that is being read.
    double channel_sum() const { return channel_sum_; }
    /// maximum, minimum, copy, routed: the term whose value would be the result now.
    std::optional<Expression::Term> taken() const { return taken_; }
    /// What the result would be if no term followed.
    float result() const;

private:
    void add_product(const Expression::Term& term);
    float norm() const;

    const Expression& whole_;
    float single_ = 0.0F;  // sums of float32
    double sum_ = 0.0, channel_sum_ = 0.0;
    std::optional<std::int64_t> channel_;
    std::optional<Expression::Term> taken_;
};

}  // namespace stridelens
