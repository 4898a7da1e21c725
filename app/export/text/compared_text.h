#pragma once
// The numbers of two problems that are compared, in one text.

#include "app/export/text/numbers_text.h"

namespace stridelens {

/// A's text and B's, each with its name, and how many cells of the outputs differ. csv: one table, with a first column that
/// names the side; numpy: both outputs, as output_a and output_b. `derived` is a comparison, neither side refused.
/// Errors: those of numbers_text(), for either side; a step that neither side has.
Outcome<std::string> compared_text(const Derived& derived, const Told& told, const PageOptions& page, Format format);

}  // namespace stridelens
