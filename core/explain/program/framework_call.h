#pragma once
// Internal to program/: how another framework is asked for the very same result.

#include "core/operation/geometry.h"

#include <optional>

namespace stridelens::programs {

/// An operation under a framework's rules, and what is padded before it where that framework cannot say the padding.
struct FrameworkCall {
    Geometry geometry;
    std::optional<Geometry> pad = {};  // a Pad, whose output is geometry.input
};

/// The call of `to` that gives what `geometry` gives, cell by cell.
/// Errors: what the framework itself refuses; framework_makes_something_else where no settings of it mean the same.
Result<FrameworkCall> framework_call(const Geometry& geometry, Convention to);

}  // namespace stridelens::programs
