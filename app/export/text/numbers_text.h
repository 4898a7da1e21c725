#pragma once
// The numbers without a picture: the arithmetic of steps and the tensors, for notes, sheets and programs.

#include "app/files/failure.h"
#include "app/state/derived.h"
#include "app/state/exports/file_options.h"
#include "app/state/exports/page_options.h"

#include <string>

namespace stridelens {

/// UTF-8, ends with a line feed. Of `page`: which parts (input, kernel, output, arithmetic, formula, code), decimals, title
/// and steps (none: the told one). `format` is one of:
///   markdown  headings and tables, numbers as the grids show them;
///   csv       one table with a header: a row a cell, and a row a term of each step; exact numbers (shortest that read back);
///   numpy     Python that makes the arrays, float32 and exact;
///   latex     formulas and matrices for \input, with amsmath; numbers as the grids show them.
/// Errors: a step that there is not, more than a million cells.
Outcome<std::string> numbers_text(const Derived& derived, const Told& told, const PageOptions& page, Format format);

}  // namespace stridelens
