#pragma once
// What a user can get wrong, as plain data: the field, the rule that is broken, the numbers and names that the rule speaks
// of, and the way out. No sentence: messages/messages.h makes it, in one place.

#include "core/operation/broken_rule.h"
#include "core/tensor/per_axis.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <tl/expected.hpp>
#include <variant>
#include <vector>

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
    flip_kernel,
    weight,
    padding_mode,
    value,
    norm_type,
    output_size,
    output_padding,
    auto_pad,
    storage_order,
    convention,
    values,
    indices,
    upstream,
    text,  // the one-line form itself
};

/// PyTorch's name of the field, e.g. "kernel_size"; ONNX's ("storage_order") or our own ("flip_kernel") where PyTorch has
/// no such setting.
const char* to_string(Field field);

/// Words of a language, e.g. "a stride such as s2 or s2x1": translated like a message. The characters live for ever.
struct Phrase {
    std::string_view english;
    bool operator==(const Phrase&) const = default;
};

/// Names (of frameworks, operations, axes, files, what was read) are strings and the same in every language.
using FactValue = std::variant<std::int64_t, float, double, std::string, Shape, Phrase>;

/// One thing that the rule speaks of, by the name that its place in the message has.
struct Fact {
    std::string_view name;  // a literal
    FactValue value;
    bool operator==(const Fact& other) const;  // NaN equals NaN
};

struct Error {
    Field field;
    BrokenRule rule;
    std::vector<Fact> facts = {};
    int axis = -1;                             // spatial axis, 0 = first; -1: not about one axis
    int side = -1;                             // padding: 0 = begin, 1 = end; -1: both, or not about a side
    std::optional<std::int64_t> nearest = {};  // nearest legal value of that field (on that axis), if there is one
    std::optional<std::size_t> column = {};    // Field::text: 0-based column in the one-line form

    bool operator==(const Error&) const = default;

    /// What the rule speaks of by this name; nullptr if it does not.
    const FactValue* fact(std::string_view name) const;
};

template <class T>
using Result = tl::expected<T, Error>;

}  // namespace stridelens
