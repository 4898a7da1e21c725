#pragma once
// Words in lines of a width.

#include "app/figure/figure.h"

#include <functional>
#include <string>
#include <vector>

namespace stridelens {

/// `text` in lines no wider than `width`, as `measure` tells how wide words are; broken at spaces only: a longer word has a
/// line of its own. No text is one empty line.
std::vector<std::string> wrap(const std::string& text, float width,
                              const std::function<float(const std::string&)>& measure);

/// `text` in lines no wider than `width` points, as the figure measures them.
std::vector<std::string> wrap(const std::string& text, Face face, float size, float width);

/// Likewise, and as many lines, but with no word or two alone in the last one: then the lines are about equally long.
std::vector<std::string> wrap_sentence(const std::string& sentence, Face face, float size, float width);

/// As much of it as fits a width, as `measure` tells how wide words are, with "…" behind it; all of it, if that fits.
std::string shortened(const std::string& words, float width, const std::function<float(const std::string&)>& measure);

}  // namespace stridelens
