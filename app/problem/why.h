#pragma once
// Why a rule exists, for somebody whose settings it has just refused: two problems side by side that show it.

#include "core/operation/comparison.h"
#include "core/operation/error.h"

#include <optional>
#include <string>

namespace stridelens {

struct Why {
    std::string title;     // "Why padding is at most half of the kernel"
    std::string sentence;  // what the two show, with today's numbers
    Comparison shown;      // A: the nearest that is allowed; B: what was asked for, where another rule lets it be.
                           // Neither is refused
};

/// Of the rules that learners meet most: a kernel that is larger than the padded input, a pool's padding above half of the
/// kernel, groups that do not divide the channels, PyTorch's 'same' with a stride, padding that has too few cells to
/// mirror or repeat. Nothing of the others, of a problem that is not refused, and of one that has no way out at all.
/// `error`: why `refused` is refused, as resolve() says.
std::optional<Why> why_of(const Problem& refused, const Error& error);

}  // namespace stridelens
