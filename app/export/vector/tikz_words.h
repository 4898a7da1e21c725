#pragma once
// Text as TeX.

#include <string>
#include <string_view>

namespace stridelens {

/// Plain text as LaTeX that sets it: special characters escaped, no ligatures of hyphens, signs as TeX's own commands.
/// `monospace`: every sign is as wide as a digit. Latin letters stay as they are; of other characters (Korean …) pdfLaTeX
/// knows nothing and would stop: they are written as \slsign{code}{character}.
std::string tex_words(std::string_view text, bool monospace);

/// The definition of \slsign, where `tex` uses it: LuaLaTeX and XeLaTeX set what their font has, otherwise a frame stands
/// there. "": it does not.
std::string sign_definition(std::string_view tex);

}  // namespace stridelens
