#pragma once
// Whatever a user can open, as a scenario.

#include "app/files/failure.h"
#include "app/files/image.h"
#include "app/problem/scenario.h"

#include <optional>
#include <string>

namespace stridelens {

/// A picture that was opened, and how.
struct OpenedPicture {
    std::string path;
    ImportOptions how;
    SharedTensor numbers;  // the input's, as long as they are this picture's
    PictureRegion whole;   // of the file, whatever part of it was read
    bool operator==(const OpenedPicture&) const = default;
};

/// What was opened, what it says of itself, and what is to be said of how it was read; empty: nothing.
struct Opened : Scenario {
    std::string remark, note = {};
    std::optional<OpenedPicture> picture = {};  // if it is one
};

/// Opens SPEC or FILE: an existing file (.json scenario, .png/.jpg/.jpeg, .npy, .csv/.tsv) or else a one-line form.
/// A picture, array or table becomes the input of `onto` (its operation is kept; its rank follows the array's; settings that
/// nobody has chosen are made to fit).
/// Errors: a sentence that names the file and what was expected; never throws.
Outcome<Opened> open_scenario(const std::string& spec_or_file, const Scenario& onto, const ImportOptions& options = {});

}  // namespace stridelens
