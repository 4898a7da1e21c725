#pragma once
// The subcommand that tells why a rule exists.

#include "app/cli/commands.h"

#include <string>

namespace stridelens {

/// Why the settings are refused: the rule's reason with today's numbers, and the comparison that shows it as a line.
/// Errors: the settings are not refused; nothing shows this rule (then: what the rule says).
Outcome<std::string> why_command(const Scenario& scenario);

/// Said below a refusal that why_command() has a reason for; "" for any other.
std::string hint_at_why(const Scenario& scenario);

}  // namespace stridelens
