#pragma once
// What goes wrong with a file, a clipboard, a font, a display or a command line: a sentence. What is wrong with a setting
// is an Error (core/operation/error.h), which becomes a Failure where it is on its way into a file or a terminal.

#include "core/operation/error.h"

#include <optional>
#include <string>

namespace stridelens {

struct Failure {
    std::string sentence;                    // what went wrong, with the numbers and the way out
    std::optional<std::size_t> column = {};  // of a one-line form that was typed: where reading stopped, from 0

    bool operator==(const Failure&) const = default;
};

template <class T>
using Outcome = tl::expected<T, Failure>;

/// How a function that returns an Outcome ends when it fails. What the sentence quotes (a file's name, what was typed) comes
/// out as text on one line.
tl::unexpected<Failure> failed(std::string sentence);
tl::unexpected<Failure> failed(const Error& error);

}  // namespace stridelens
