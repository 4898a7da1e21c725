#pragma once
// Internal to operation/: the words of the one-line form, and whose they are.

#include "core/operation/parameters/parameters.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace stridelens {

/// What follows the word itself. sizes: as axes, but an axis may have "-" for no number.
enum class WordForm : std::uint8_t { alone, number, axes, sizes, sides, text };

struct Word {
    std::string_view name;
    Field field;  // what it sets; text: how the line itself is to be read (axes)
    WordForm form;
    Owners owners;
    std::string_view expected;
    std::int64_t value = 0;  // alone: what it sets the field to
};

/// The operation that a word such as "maxpool2d" names, in upper or lower case; nothing if it names none.
struct NamedOperation {
    std::size_t alternative = 0;
    int rank = 2;
    bool global = false;  // "globalmaxpool2d": an adaptive pool whose output_size is 1
};
std::optional<NamedOperation> operation_named(std::string_view word);

/// The word that begins `token`, e.g. k of "k3x2"; nullptr if there is none. A word may mean one thing to some
/// operations and another to others (out): `owner`'s comes first.
const Word* find_word(std::string_view token, Owners owner);

/// Whether two words of a line set the same thing, so that only one of them may stand there. `bias bias=1,2` says one thing;
/// padding in cells and 'same' say two.
bool exclude(const Word& seen, const Word& word);

/// What `token`, which is no word, was probably meant to be: the frameworks' names ("kernel_size=3" → k3) and slips of the
/// pen ("cell" → ceil). Empty if nothing is near.
std::string meant_word(std::string_view token, Owners owner);

/// The words of one operation, for a sentence.
std::string words_of(Owners owner);

}  // namespace stridelens
