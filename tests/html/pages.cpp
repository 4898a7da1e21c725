// What the browser tests need of the program, in batches: pages, and what `explain --json` says of each of their steps.
//   pages write FILE SPEC [SHOW [STEPS [OFF [THEME]]]]  writes the page of a problem in one line; steps as "1-7,16" or "all";
//                                                       without the part OFF, if that is not "none"
//   pages explain SPEC [SHOW [STEPS]]                   prints a JSON array, one element a step

#include "app/cli/print.h"
#include "app/export/html/html.h"
#include "app/files/failure.h"
#include "app/files/open.h"
#include "app/problem/view.h"
#include "app/state/exports/step_list.h"
#include "core/operation/messages/messages.h"

#include <cstdio>
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
    PageOptions page;
    HtmlOptions options;
};

tl::unexpected<Failure> unknown(const std::string& word) {
    return failed(word + " is not known");
}

/// SPEC [SHOW [STEPS [OFF [THEME]]]]
Outcome<Wanted> read(std::span<const std::string> words) {
    Wanted wanted;
    wanted.options.steps_per_second = 2.0;
    const auto scenario = open_scenario(words[0], {});
    if (!scenario) return tl::unexpected(scenario.error());
    wanted.scenario = *scenario;
    if (words.size() > 1) {
        const auto view = view_from(words[1]);
        if (!view) return unknown(words[1]);
        wanted.scenario.view = *view;
    }
    if (words.size() > 2 && words[2] != "all") {
        const auto derived = derive(wanted.scenario);
        if (!derived) return failed(derived.error());
        const auto steps = parse_steps(words[2], (*derived)->steps);
        if (!steps) return tl::unexpected(steps.error());
        wanted.options.steps = *steps;
        wanted.scenario.step = steps->front();
    }
    for (const PartName& part : kPartNames)
        if (words.size() > 3 && words[3] == part.name) wanted.page.parts.*part.part = false;
    if (words.size() > 4) {
        const auto theme = theme_from(words[4]);
        if (!theme) return unknown(words[4]);
        wanted.page.theme = *theme;
    }
    return wanted;
}

int write(const std::string& file, const Wanted& wanted) {
    const auto written = write_html(wanted.scenario, wanted.page, file, wanted.options);
    return written ? 0 : refuse(written.error().sentence);
}

int explain(const Wanted& wanted) {
    const auto derived = derive(wanted.scenario);
    if (!derived) return refuse(sentence_of(derived.error()));
    std::vector<std::int64_t> steps = wanted.options.steps;
    for (std::int64_t step = 0; wanted.options.steps.empty() && step < (*derived)->steps; ++step) steps.push_back(step);
    for (const std::int64_t step : steps) {
        const std::string told = explain_json(**derived, tell(**derived, step));
        std::printf("%s%s", step == steps.front() ? "[" : ",\n", told.c_str());
    }
    std::printf("]\n");
    return 0;
}

}  // namespace

int main(int count, char** arguments) {
    const std::vector<std::string> words(arguments + 1, arguments + count);
    const bool writes = words.size() >= 3 && words[0] == "write";
    if (!writes && (words.size() < 2 || words[0] != "explain"))
        return refuse("write FILE SPEC [SHOW [STEPS [OFF [THEME]]]] or explain SPEC [SHOW [STEPS]]");
    const auto wanted = read(std::span(words).subspan(writes ? 2 : 1));
    if (!wanted) return refuse(wanted.error().sentence);
    return writes ? write(words[1], *wanted) : explain(*wanted);
}
