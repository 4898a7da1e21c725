#pragma once
// Inside a step: what is known of it when only some of its terms have been taken.

#include "app/figure/facts/facts.h"

#include <cstddef>
#include <memory>

namespace stridelens {

/// `told` as it is when the term at position `tap` has just been taken, and none after it: the winner and the sums so far,
/// and a sentence about this term. The result is what has come together by then (of a mean and a norm the sum); it is not
/// the step's result. All terms stay listed.
std::shared_ptr<const Told> told_so_far(const Facts& facts, const Told& told, std::size_t tap);

/// Whether all of the step's terms of this channel are still to come.
bool channel_to_come(const Facts& facts, std::int64_t channel);

}  // namespace stridelens
