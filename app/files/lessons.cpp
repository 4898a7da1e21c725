// The Lessons menu: assets/lessons/*.json, scenarios with a chapter and a note.

#include "app/files/lessons.h"

#include "app/files/read_file.h"
#include "app/files/scenario_json.h"
#include "app/problem/scenario.h"
#include "core/operation/catalogue.h"

#include <algorithm>
#include <system_error>
#include <utility>

namespace stridelens {

namespace fs = std::filesystem;

namespace {

constexpr std::string_view kOpeningLesson = "2d-max-pooling";

/// "03-2d-max-pooling.json" → "2d-max-pooling".
std::string id_of(const fs::path& file) {
    const std::string stem = file.stem().string();
    const auto dash = stem.find('-');
    const bool numbered = dash != std::string::npos && stem.find_first_not_of("0123456789") == dash;
    return numbered ? stem.substr(dash + 1) : stem;
}

Outcome<Lesson> load_lesson(const fs::path& file) {
    const auto bytes = read_own_file(file);
    if (!bytes) return tl::unexpected(bytes.error());
    auto scenario = scenario_from_json(*bytes);
    if (!scenario) return refuse_file(file, scenario.error().sentence);
    LessonText text = lesson_text_from_json(*bytes);
    return Lesson{id_of(file), std::move(text.chapter), std::move(text.note), std::move(*scenario)};
}

}  // namespace

Outcome<std::vector<Lesson>> load_lessons(const fs::path& assets) {
    const fs::path folder = assets / "lessons";
    std::vector<fs::path> files;
    std::error_code error;
    for (fs::directory_iterator it(folder, error), end; !error && it != end; it.increment(error))
        if (it->path().extension() == ".json") files.push_back(it->path());
    if (files.empty()) return refuse_file(folder, "no lessons were found here; is the program installed completely?");
    std::sort(files.begin(), files.end());

    std::vector<Lesson> lessons;
    for (const fs::path& file : files) {
        auto lesson = load_lesson(file);
        if (!lesson) return tl::unexpected(lesson.error());
        lessons.push_back(std::move(*lesson));
    }
    return lessons;
}

Scenario opening_scenario(const std::vector<Lesson>& lessons) {
    const auto lesson = std::find_if(lessons.begin(), lessons.end(),
                                     [](const Lesson& candidate) { return candidate.id == kOpeningLesson; });
    if (lesson != lessons.end()) return lesson->scenario;
    Scenario scenario{"2D Max Pooling", {}, 6};
    MaxPool pool = default_of<MaxPool>(2);
    pool.stride = {1, 1};
    scenario.problem.operation = pool;
    return scenario;
}

}  // namespace stridelens
