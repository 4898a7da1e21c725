#pragma once
// Refusals of two problems that are compared: they name the side.

#include "app/files/failure.h"
#include "app/problem/scenario.h"

namespace stridelens {

/// What is wrong with one side: "B: padding 2 is more than …".
tl::unexpected<Failure> failed(AB side, const Error& error);

/// The same of a line that cannot be read, with its column.
tl::unexpected<Failure> failed(const ComparisonError& refused);

/// `error` is about the edited problem of the scenario: names its side where there are two.
tl::unexpected<Failure> failed(const Scenario& scenario, const Error& error);

}  // namespace stridelens
