#pragma once
// Tables of numbers, as spreadsheets and programs write them.

#include "app/files/array/array.h"

namespace stridelens {

/// Rows of numbers with commas, semicolons (then the comma is the decimal point), tabs or spaces between them; a first line
/// without any number is a heading. An empty line begins the next plane of as many rows: (planes, rows, columns), otherwise
/// (rows, columns).
/// Errors: the line and column of what is no number, or is beyond float32; rows or planes of different lengths.
Outcome<Array> array_from_csv(const std::filesystem::path& file, std::string_view bytes);

}  // namespace stridelens
