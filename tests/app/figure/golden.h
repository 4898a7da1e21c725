#pragma once
// Texts compared with the approved ones in tests/golden.

#include <gtest/gtest.h>

#include <string>

namespace stridelens {

/// Fails, showing the first lines that differ, unless tests/golden/`name` holds exactly `text`. `what` says how to make
/// the text by hand. With STRIDELENS_APPROVE set the file is written first: look at the change before it is committed.
void expect_golden(const std::string& name, const std::string& text, const std::string& what);

/// A drawing without the bytes of its bitmaps: how they are packed is zlib's affair.
std::string without_bitmaps(const std::string& svg);

}  // namespace stridelens
