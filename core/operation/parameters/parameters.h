#pragma once
// One description of every parameter of every operation: who has it, what each framework calls it, what it means. Panels,
// tabs, the one-line form, defaults and code read it; which values are legal today is limits_of.h's.

#include "core/operation/catalogue.h"
#include "core/operation/error.h"
#include "core/operation/operation.h"

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

namespace stridelens {

/// A set of operations: one bit for each alternative of Operation.
using Owners = unsigned;

template <class... Op>
constexpr Owners owners() {
    return ((1U << alternative_of<Op>()) | ...);
}
constexpr Owners owner_of(std::size_t alternative) {
    return 1U << alternative;
}

/// What a parameter is made of.
enum class ParameterKind : std::uint8_t {
    number,    // one whole number: groups
    real,      // any number: norm_type
    toggle,    // on or off: ceil_mode
    choice,    // one of a few: padding_mode
    per_axis,  // a whole number for each spatial axis, H before W: kernel_size
    per_side,  // two for each axis, before and after: padding
    sizes,     // a whole number for each axis, or none (PyTorch's None): output_size of adaptive pools
};

/// What the frameworks call it: PyTorch's argument, ONNX's attribute (or input), Keras's argument (or tf.nn's).
/// "": the framework has it without a name of its own. nullptr: the framework does not have it.
struct FrameworkNames {
    const char* pytorch = "";
    const char* onnx = "";
    const char* keras = "";

    constexpr const char* under(Convention convention) const {
        return convention == Convention::pytorch ? pytorch : convention == Convention::onnx ? onnx : keras;
    }
};

/// A word of the one-line form that sets a toggle or a choice: "ceil" is ceil_mode 1, "valid" is AutoPad::valid.
struct ChoiceWord {
    std::string_view word;
    int value = 0;

    template <class Enum>
    constexpr ChoiceWord(std::string_view word_, Enum value_) : word(word_), value(static_cast<int>(value_)) {}
};

/// Whether a parameter is always there.
enum class Absence : std::uint8_t {
    has_default,   // has PyTorch's default: padding is 0
    has_to_be,     // has no default, the one-line form asks for it: kernel_size
    may_be_empty,  // may be left out, and then follows from the others: a pool's stride, divisor_override
};

/// One parameter of some operations. All strings live for ever.
struct ParameterInfo {
    Field field = Field::text;
    Owners operations = 0;
    ParameterKind kind = ParameterKind::number;
    Absence absence = Absence::has_default;
    const char* label = "";                    // in a panel: "Kernel"
    const char* edit = "";                     // what a change of it is called in the history: "kernel size"
    const char* symbol = "";                   // in the size formula: "k"; "" where that does not have it
    std::string_view word = {};                // that begins it in the one-line form: "k", "mode="; "" if …
    std::span<const ChoiceWord> choices = {};  // … each choice is a word of its own: "same", "valid"
    std::string_view expected = {};            // what follows the word, for a sentence: "a stride such as s2 or s2x1"
    FrameworkNames names = {};
    const char* sentence = "";  // what it means to a student, in PyTorch's words and with units
};

/// Every parameter of every operation, in the order of the panel. A field has several rows if it means different things
/// to different operations; no operation is in two rows of one field.
std::span<const ParameterInfo> parameter_table();

/// The row of this parameter of an operation; nullptr if it has no such parameter under any convention.
const ParameterInfo* info_of(std::size_t alternative, Field field);
const ParameterInfo* info_of(const Operation& operation, Field field);

/// Whether the framework has the operation, and the operation this parameter there: whether more than one value of it is
/// ever accepted. PyTorch's LPPool has no padding, ONNX's has.
bool has_parameter(std::size_t alternative, Field field, Convention convention);

/// Under the operation's own convention.
bool has_parameter(const Operation& operation, Field field);

/// Whether a panel offers it: its own framework has it, or PyTorch has. The latter is refused with the framework's own
/// sentence: TensorFlow has no ceil_mode.
bool is_offered(const Operation& operation, Field field);

/// What the framework calls it; "" if it has no name for it, or does not have it.
const char* name_in(Convention convention, std::size_t alternative, Field field);

/// What the operation has under its own convention, in the order of the panel.
std::vector<Field> parameters_of(const Operation& operation);

/// The parameter may be left out and then follows from the others: a pool's stride, a divisor_override, an output_size.
bool may_be_empty(const Operation& operation, Field field);

}  // namespace stridelens
