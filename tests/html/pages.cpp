// What the browser tests need of the program, in batches: pages, and what `explain --json` says of each of their steps.
//   pages write FILE SPEC [SHOW [FIRST LAST]]   writes the page of a problem in one line; steps from 1, included
//   pages explain SPEC [SHOW [FIRST LAST]]      prints a JSON array, one element a step

#include "app/cli/print.h"
#include "app/export/html.h"
#include "app/scenario/show.h"

#include <cstdio>
#include <cstdlib>
#include <span>
#include <string>
#include <vector>

namespace {

using namespace stridelens;

int refuse(const std::string& sentence) {
    std::fprintf(stderr, "pages: %s\n", sentence.c_str());
    return 1;
}

struct Wanted {
    Scenario scenario;
    HtmlOptions options;
};

/// SPEC [SHOW [FIRST LAST]]
Result<Wanted> read(std::span<const std::string> words) {
    Wanted wanted;
    const auto scenario = open_scenario(words[0], {});
    if (!scenario) return tl::unexpected(scenario.error());
    wanted.scenario = *scenario;
    if (words.size() > 1) {
        const auto show = show_from(words[1]);
        if (!show) return tl::unexpected(Error{.field = Field::text, .message = "no view " + words[1]});
        wanted.scenario.show = *show;
    }
    if (words.size() > 3) {
        wanted.options.first = std::atoll(words[2].c_str()) - 1;
        wanted.options.last = std::atoll(words[3].c_str()) - 1;
        wanted.scenario.step = wanted.options.first;
    }
    return wanted;
}

Scene page() {
    Scene look;
    look.width = 1147.0F;
    look.height = 720.0F;
    look.arithmetic = false;
    return look;
}

int write(const std::string& file, Wanted wanted) {
    const auto written = write_html(wanted.scenario, page(), file, wanted.options);
    return written ? 0 : refuse(written.error().message);
}

int explain(const Wanted& wanted) {
    Derived derived;
    derive(derived, wanted.scenario, 1, wanted.options.first);
    if (derived.refusal) return refuse(derived.refusal->message);
    const std::int64_t last = wanted.options.last.value_or(derived.steps - 1);
    for (std::int64_t step = wanted.options.first; step <= last; ++step) {
        derive(derived, wanted.scenario, 1, step);
        std::printf("%s%s", step == wanted.options.first ? "[" : ",\n", explain_json(derived).c_str());
    }
    std::printf("]\n");
    return 0;
}

}  // namespace

int main(int count, char** arguments) {
    const std::vector<std::string> words(arguments + 1, arguments + count);
    const bool writes = words.size() >= 3 && words[0] == "write";
    if (!writes && (words.size() < 2 || words[0] != "explain"))
        return refuse("write FILE SPEC [SHOW [FIRST LAST]] or explain SPEC [SHOW [FIRST LAST]]");
    auto wanted = read(std::span(words).subspan(writes ? 2 : 1));
    if (!wanted) return refuse(wanted.error().message);
    return writes ? write(words[1], *wanted) : explain(*wanted);
}
