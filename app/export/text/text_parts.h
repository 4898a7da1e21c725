#pragma once
// What the text formats have in common: which tensors, which steps, and how wide their numbers are.

#include "app/export/text/arithmetic.h"
#include "app/export/text/numbers_text.h"
#include "app/figure/facts/number_style.h"
#include "app/files/failure.h"
#include "core/explain/size/counts.h"
#include "core/words/table.h"

#include <array>
#include <optional>
#include <string>
#include <vector>

namespace stridelens {

struct NamedTensor {
    std::string name;   // "input_gradient": for programs
    std::string title;  // "Input gradient"
    Tensor tensor;
    std::vector<std::int64_t> whole = {};  // the same, exactly, if they are whole numbers (indices)
};

struct ToldStep {
    std::int64_t step = 0;
    Expression expression;
    std::string sentence;
};

/// Everything that is written, in the order in which it is.
struct TextParts {
    const Derived& derived;
    std::string title;  // the page's, or the problem in one line; one line in any case
    std::vector<NamedTensor> tensors;
    std::vector<ToldStep> steps;
    std::vector<SizeFormula> sizes;
    std::string code;  // empty: none
    std::optional<int> decimals;
    std::vector<Count> counts{};
};

/// Errors: more cells than anybody wants as text, with what to do instead.
Outcome<TextParts> text_parts(const Derived& derived, const Told& told, const PageOptions& page);

/// As the tensor's grid shows them.
NumberStyle style_of(const Tensor& tensor, std::optional<int> decimals);

/// How the numbers of a step's arithmetic are written: as those of the grids that they come from.
class ArithmeticStyles {
public:
    explicit ArithmeticStyles(const TextParts& parts);
    const NumberStyle& of(NumberKind kind) const { return styles_[static_cast<std::size_t>(kind)]; }
    /// Whether the step's line is true with its numbers as they are written.
    bool holds(const Expression& expression) const;

private:
    std::array<NumberStyle, kCountOf<NumberKind>> styles_;
};

/// "step 7 of 16".
std::string step_of(const TextParts& parts, std::int64_t step);

/// The planes of a tensor: its last two axes as rows and columns. Calls `plane` with the leading index, the first cell, and
/// the size.
template <class OnPlane>
void for_each_plane(const Tensor& tensor, OnPlane plane) {
    const Shape& shape = tensor.shape;
    const std::size_t axes = shape.size();
    const std::int64_t columns = axes > 0 ? shape[axes - 1] : 1, rows = axes > 1 ? shape[axes - 2] : 1;
    if (rows * columns == 0) return;
    const Shape leading(shape.begin(), shape.begin() + static_cast<std::ptrdiff_t>(axes > 1 ? axes - 2 : 0));
    for (std::int64_t i = 0; i < element_count(leading); ++i)
        plane(unflatten(leading, i), i * rows * columns, rows, columns);
}

std::string markdown_text(const TextParts& parts);
std::string csv_text(const TextParts& parts);
std::string numpy_text(const TextParts& parts);
std::string latex_text(const TextParts& parts);

}  // namespace stridelens
