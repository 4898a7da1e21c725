#pragma once
// Internal to operation/: the words of the one-line form, and whose they are.

#include <cstdint>
#include <string>
#include <string_view>

namespace stridelens {

// Which operations a word belongs to: one bit for each alternative of Operation.
enum Owner : unsigned { max_pool = 1, avg_pool = 2, pad = 4, conv = 8, pools = 3, windowed = 11, every = 15 };

enum class Key : std::uint8_t {
    kernel,
    stride,
    padding,
    auto_pad,
    dilation,
    ceil,
    count,
    divisor,
    out,
    groups,
    bias,
    mode,
    value,
    axes,
    onnx,
    storage_order,
    values,
    weights,
};

/// What follows the word itself.
enum class Form : std::uint8_t { alone, number, axes, sides, text };

struct Word {
    std::string_view name;
    Key key;
    Form form;
    unsigned owners;
    std::string_view expected;
};

/// The word that begins `token`, e.g. k of "k3x2"; nullptr if there is none.
const Word* find_word(std::string_view token);

/// What `token`, which is no word, was probably meant to be: PyTorch's parameter names ("kernel_size=3" → k3) and slips
/// of the pen ("cell" → ceil). Empty if nothing is near.
std::string meant_word(std::string_view token);

/// The words of one operation (a bit of Owner), for a sentence.
std::string words_of(unsigned owner);

}  // namespace stridelens
