#pragma once
// Internal to operation/: the words of the one-line form, and whose they are.

#include "core/operation/catalogue.h"

#include <cstdint>
#include <string>
#include <string_view>

namespace stridelens {

/// The operations that a word belongs to: one bit for each alternative of Operation.
using Owners = unsigned;

template <class... Op>
constexpr Owners owners() {
    return ((1U << alternative_of<Op>()) | ...);
}
inline Owners owner_of(const Operation& operation) {
    return 1U << operation.index();
}

enum class Key : std::uint8_t {
    kernel,
    stride,
    padding,
    auto_pad,
    dilation,
    ceil,
    count,
    divisor,
    norm,
    out,
    output_size,
    output_padding,
    groups,
    bias,
    flip,
    mode,
    value,
    axes,
    convention,
    storage_order,
    values,
    weights,
    indices,
    upstream,
};

/// What follows the word itself. sizes: as axes, but an axis may have "-" for no number.
enum class Form : std::uint8_t { alone, number, axes, sizes, sides, text };

struct Word {
    std::string_view name;
    Key key;
    Form form;
    Owners owners;
    std::string_view expected;
};

/// The word that begins `token`, e.g. k of "k3x2"; nullptr if there is none. A word may mean one thing to some
/// operations and another to others (out): `owner`'s comes first.
const Word* find_word(std::string_view token, Owners owner);

/// What `token`, which is no word, was probably meant to be: PyTorch's parameter names ("kernel_size=3" → k3) and slips
/// of the pen ("cell" → ceil). Empty if nothing is near.
std::string meant_word(std::string_view token, Owners owner);

/// The words of one operation, for a sentence.
std::string words_of(Owners owner);

}  // namespace stridelens
