#pragma once
// Fold's input: the columns of an image that Fold puts together again. They are as tall as the kernel and as many as there
// are windows, so they follow the operation's settings.

#include "core/operation/geometry.h"
#include "core/operation/operation.h"

#include <cstdint>
#include <optional>

namespace stridelens {

/// The Unfold that makes the columns which this Fold takes.
Unfold unfolding_of(const Fold& fold);

/// Shape of the columns that Unfold makes of an image of this many channels; nothing if it does not fit. `batch` absent:
/// unbatched.
std::optional<Shape> columns_shape(const Fold& fold, std::int64_t channels, std::optional<std::int64_t> batch);

/// The input's shape after `operation` on `input` has become `changed`: as it is, but for Fold, whose columns follow. Also
/// as it is if `operation` was refused, so that nobody knows how many channels its columns are of, and if the image of
/// `changed` has no columns.
Shape followed_input(const Operation& operation, const Shape& input, const Operation& changed);
Shape followed_input(const Geometry& before, const Operation& changed);

}  // namespace stridelens
