#pragma once
// Errors in words. Each rule has one whole message, so that a translation can replace it as a whole; nothing else makes
// sentences from an Error, and nothing takes a sentence apart.

#include "core/operation/error.h"

#include <string>
#include <string_view>
#include <vector>

namespace stridelens {

/// What the messages of one rule say. Notation:
///   {name}          the fact of that name; {field}, {nearest} and {column} (from 1) are the error's own
///   {name:.1e}      a number with few digits
///   {name|one|many} a word that goes with a number: "one" with 1, otherwise "many"
///   [a {name}|b]    the first part in which every name is known, none if there is no such part: "[ along {axis}]"
struct Message {
    BrokenRule rule;
    std::string_view sentence;
    std::string_view reason = "";  // empty: the sentence is short enough
};

/// The messages of a rule, as they stand.
const Message& message_of(BrokenRule rule);

/// The whole sentence for people: the rule, the numbers, the way out. It begins as the thing it is about is written.
/// Example: padding 2 is more than half of kernel_size 3 (PyTorch's rule; dilation does not count). Largest allowed: 1
std::string sentence_of(const Error& error);

/// The rule and the numbers only, for whoever did not set these numbers and cannot take the way out.
/// Example: kernel_size 5 along H does not fit
std::string reason_of(const Error& error);

/// The names that a text in this notation speaks of, in order; those inside [ ] only if asked for.
std::vector<std::string_view> names_in(std::string_view text, bool optional_ones);

}  // namespace stridelens
