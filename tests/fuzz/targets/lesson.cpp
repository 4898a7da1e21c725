// Any bytes as the file of a lesson: refused by the file's name, or a lesson whose words can be shown and whose scenario is
// that of the file.

#include "app/files/lessons.h"
#include "app/files/scenario_json.h"
#include "tests/fuzz/scratch.h"

using namespace stridelens;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view bytes = fuzz::text_of(data, size);
    const std::filesystem::path file = fuzz::scratch().file("lessons/07-x.json", bytes);
    const auto lessons = load_lessons(file.parent_path().parent_path());
    const auto scenario = scenario_from_json(bytes);
    fuzz::stop_unless(lessons.has_value() == scenario.has_value(), "a lesson is not what its scenario is", bytes);
    if (!lessons) {
        fuzz::stop_if(fuzz::broken_refusal(lessons.error()), bytes);
        fuzz::stop_unless(lessons.error().sentence == file.string() + ": " + scenario.error().sentence,
                          "another refusal than the scenario's", lessons.error().sentence);
        return 0;
    }
    fuzz::stop_unless(lessons->size() == 1, "not one lesson", bytes);
    const Lesson& lesson = lessons->front();
    fuzz::stop_unless(lesson.id == "x" && lesson.scenario == *scenario, "another lesson than the file's", bytes);
    for (const std::string& words : {lesson.chapter, lesson.note})
        fuzz::stop_unless(words == text::lines(words), "words with control characters", bytes);
    return 0;
}
