#pragma once
// What an operation works on, before it takes its own form. Most take an image as it is. Max unpooling takes what a max
// pooling made of one, and Fold the columns that Unfold made of one: a learner meets them as the way back.

#include "core/operation/problem.h"

namespace stridelens {

/// An image (or strip, or volume): (N, C, spatial…) or (C, spatial…), and its numbers.
struct Source {
    Shape shape;
    Values values;
    bool operator==(const Source&) const = default;
};

/// Whether the input is made from an image (MaxUnpool, Fold) and not the image itself.
bool input_is_made(const Operation& operation);

/// The problem with its input (and indices, and wished output size) made from `source`; settings that do not fit it are
/// moved to the nearest that do. For operations that take an image: with that image.
Problem with_source(Problem problem, const Source& source);

/// What the problem works on; for MaxUnpool and Fold an image that their input can have come from: their output.
/// Their input itself if the problem is refused.
Source source_of(const Problem& problem);

}  // namespace stridelens
