#include "app/cli/why_command.h"

#include "app/problem/why.h"
#include "core/operation/geometry.h"

#include <fmt/format.h>

namespace stridelens {
namespace {

struct Refused {
    const Problem* problem = nullptr;  // nullptr: none is
    std::optional<Error> error = {};
};

/// Of a comparison the side that is refused first.
Refused refused_of(const Comparison& sides) {
    if (auto error = check(sides.a.operation, sides.a.input)) return {&sides.a, std::move(error)};
    if (!sides.b) return {};
    if (auto error = check(sides.b->operation, sides.b->input)) return {&*sides.b, std::move(error)};
    return {};
}

}  // namespace

Outcome<std::string> why_command(const Scenario& scenario) {
    const Comparison sides = comparison_of(scenario);
    const Refused refused = refused_of(sides);
    if (refused.problem == nullptr) return failed("these settings are not refused: no rule is in their way");
    const auto why = why_of(*refused.problem, *refused.error);
    if (!why) return failed(*refused.error);
    return fmt::format("{}\n{}\n\nTo see it: stridelens \"{}\"\n", why->title, why->sentence, print(why->shown));
}

std::string hint_at_why(const Scenario& scenario) {
    const Comparison sides = comparison_of(scenario);
    const Refused refused = refused_of(sides);
    if (refused.problem == nullptr || !why_of(*refused.problem, *refused.error)) return "";
    return "stridelens why with the same problem tells why this rule exists";
}

}  // namespace stridelens
