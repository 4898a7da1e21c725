#pragma once
// How the command line prints: numbers as short as they can be read back exactly, arrays nested as NumPy prints them.

#include "app/files/failure.h"
#include "app/state/derived.h"
#include "core/explain/expression.h"

#include <string>
#include <string_view>
#include <vector>

namespace stridelens {

/// Nested brackets, one row a line, without the leading axes of size 1: 1x1x3 → "[-1,-2,-4]".
std::string nested(const Tensor& tensor);
std::string nested(const Shape& shape, const std::vector<std::int64_t>& indices);

/// {"shape": […], "values": […]}, one line; `indices`, if any, follow. NaN and infinities are strings: JSON has no numbers
/// for them.
std::string eval_json(const Tensor& output, const std::vector<std::int64_t>* indices = nullptr);

/// The explained cell: what is computed, its terms (at most `most`, see expression_of()), and what other frameworks would
/// do; for programs and for people.
std::string explain_json(const Derived& derived, const Told& told, std::size_t most = kAllTold);
std::string explain_text(const Derived& derived, const Told& told, std::size_t most = kAllTold);

/// What is said beside a result, on a line of its own.
std::string remark_text(const std::string& remark);

/// The sentence of a refusal; with a caret under the column of `line` where reading stopped.
std::string refusal_text(const Failure& failure, std::string_view line);

}  // namespace stridelens
