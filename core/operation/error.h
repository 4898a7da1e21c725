#pragma once
// What a user can get wrong, as a value: the field, a sentence with the numbers, and the way out.

#include <cstdint>
#include <optional>
#include <string>
#include <tl/expected.hpp>

namespace stridelens {

/// The setting that is at fault; panels show the sentence beside its control.
enum class Field : std::uint8_t {
    input,
    kernel_size,
    stride,
    padding,
    dilation,
    ceil_mode,
    count_include_pad,
    divisor_override,
    in_channels,
    out_channels,
    groups,
    bias,
    weight,
    padding_mode,
    value,
    norm_type,
    output_size,
    output_padding,
    auto_pad,
    convention,
    values,
    indices,
    upstream,
    text,  // the one-line form itself, a file, a command line
};

/// PyTorch's name of the field, e.g. "kernel_size".
const char* to_string(Field field);

struct Error {
    Field field = Field::text;
    std::string message;                       // a whole sentence: the rule, the numbers, the way out
    int axis = -1;                             // spatial axis, 0 = first; -1: not about one axis
    std::optional<std::int64_t> nearest = {};  // nearest legal value of that field (on that axis), if there is one
    std::optional<std::size_t> column = {};    // Field::text: 0-based column in the one-line form
    int side = -1;                             // padding: 0 = begin, 1 = end; -1: both, or not about a side

    bool operator==(const Error&) const = default;
};

template <class T>
using Result = tl::expected<T, Error>;

}  // namespace stridelens
