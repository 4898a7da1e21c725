#pragma once
// Whatever a user can open, as a scenario.

#include "app/files/failure.h"
#include "app/files/image.h"
#include "app/problem/scenario.h"

#include <string>

namespace stridelens {

/// Opens SPEC or FILE: an existing file (.json scenario, .png/.jpg/.jpeg, .npy) or else a one-line form.
/// A picture or array becomes the input of `onto` (its operation is kept; its rank follows the array's).
/// Errors: a sentence that names the file and what was expected; never throws.
Outcome<Scenario> open_scenario(const std::string& spec_or_file, const Scenario& onto,
                                const ImportOptions& options = {});

}  // namespace stridelens
