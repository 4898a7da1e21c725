// Any bytes as a scenario's file: refused, or read as a scenario that is written and read back, and that can be opened at a
// step that it has.

#include "app/files/open.h"
#include "app/files/scenario_json.h"
#include "app/problem/solve.h"
#include "tests/fuzz/scratch.h"

using namespace stridelens;

namespace {

void check_opened(std::string_view bytes) {
    const auto opened = open_scenario(fuzz::scratch().file("x.json", bytes).string(), {});
    if (!opened) fuzz::stop("a scenario is read, but not opened: " + opened.error().sentence, bytes);
    fuzz::stop_unless(opened->step == clamped_step(*opened), "it opens at a step that there is not", bytes);
    fuzz::stop_unless(!opened->title.empty(), "it opens without a title", bytes);
    fuzz::stop_if(fuzz::broken_words(opened->remark), bytes);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view bytes = fuzz::text_of(data, size);
    const auto scenario = scenario_from_json(bytes);
    if (!scenario) {
        fuzz::stop_if(fuzz::broken_refusal(scenario.error()), bytes);
        return 0;
    }
    fuzz::stop_unless(scenario->step >= 0, "a step before the first", bytes);
    fuzz::stop_unless(scenario->title == text::lines(scenario->title), "a title with control characters", bytes);
    const std::string json = to_json(*scenario);
    const auto again = scenario_from_json(json);
    if (!again) fuzz::stop("what was written is refused: " + again.error().sentence, json);
    fuzz::stop_unless(*again == *scenario, "what was written is another scenario", json);
    fuzz::stop_unless(to_json(*again) == json, "written again it is another text", json);
    check_opened(bytes);
    return 0;
}
