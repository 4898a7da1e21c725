#pragma once
// Text as TeX.

#include <string>
#include <string_view>

namespace stridelens {

/// Plain text as LaTeX that sets it: special characters escaped, no ligatures of hyphens, signs as TeX's own commands.
/// `monospace`: every sign is as wide as a digit. A character that this does not know stays as it is: pdfLaTeX sets
/// Latin letters, LuaLaTeX whatever the font has.
std::string tex_words(std::string_view text, bool monospace);

}  // namespace stridelens
