#pragma once
// Text of others, made fit for a sentence, a title or a terminal.

#include <cstddef>
#include <string>
#include <string_view>

namespace stridelens::text {

/// `text` without what cannot be seen but does something: control characters (line feeds and escapes among them) are
/// spaces, as in one_line(); characters that turn the direction of writing, which may stand in a title, and what is no
/// character or no UTF-8 are U+FFFD.
std::string printable(std::string_view text);

/// The same in at most `most` characters: what is longer loses its middle, for which … stands.
/// Units:   characters; `most` >= 3.
/// Example: ("abcdefgh", 5) → "abc…h"
std::string excerpt(std::string_view text, std::size_t most);

}  // namespace stridelens::text
