#pragma once
// The built-in lessons.

#include "app/files/failure.h"
#include "app/problem/scenario.h"

#include <filesystem>
#include <string>
#include <vector>

namespace stridelens {

/// A lesson of the Lessons menu; assets/lessons/*.json, in file-name order.
struct Lesson {
    std::string id;       // file name without number and extension, e.g. "2d-max-pooling"
    std::string chapter;  // the tutorial's section, e.g. "Pooling"
    std::string note;     // one or two sentences: what to look at
    Scenario scenario;    // scenario.title is the tutorial's heading
};
Outcome<std::vector<Lesson>> load_lessons(const std::filesystem::path& assets);

/// The state the program opens in: the tutorial's "2D Max Pooling" at step 7 of 16, as in the README's first picture.
/// Falls back to the same problem with generated values if the lessons cannot be read.
Scenario opening_scenario(const std::vector<Lesson>& lessons);

}  // namespace stridelens
