#pragma once
// A scenario as a file. What else needs a JSON library stands here, too: its header takes long to compile.

#include "app/files/failure.h"
#include "app/problem/scenario.h"

#include <string>
#include <string_view>

namespace stridelens {

/// JSON text of a scenario: {"stridelens": 1 (2 with a comparison, whose line has a bar), "title": …, "problem": "<one-line form>", "step": …,
/// "show": "output" | "scatter" | "matrix" | "grad-input" | "grad-weight" | "grad-bias"} (left out: output).
std::string to_json(const Scenario& scenario);
Outcome<Scenario> scenario_from_json(std::string_view json);

/// What a lesson's file says beside its scenario; what it lacks is empty.
struct LessonText {
    std::string chapter, note;
};
LessonText lesson_text_from_json(std::string_view json);

/// `text` as a JSON string, quotes included. What is no UTF-8 becomes U+FFFD.
std::string json_string(std::string_view text);

}  // namespace stridelens
