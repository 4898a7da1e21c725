#include "app/state/code_listing.h"

#include "app/problem/view.h"
#include "core/explain/expression.h"
#include "core/explain/output_comparison.h"
#include "core/operation/messages/messages.h"
#include "core/reference/reference.h"
#include "core/window/coverage.h"
#include "core/words/prose.h"

#include <fmt/format.h>

namespace stridelens {

namespace {

constexpr double kMostChecked = 1e5;  // taps: some milliseconds

bool is_forward(View view) {
    return view == View::output || view == View::matrix;
}

}  // namespace

CodeListing code_listing(const Derived& derived, ProgramForm form) {
    if (is_blank(derived)) return {nullptr, ""};
    auto made = program(derived.geometry, derived.operands(), derived.output, form);
    if (!made) return {nullptr, sentence_of(made.error())};
    return {std::make_shared<const Program>(*std::move(made)), ""};
}

std::optional<CodeCheck> code_check(const Derived& derived) {
    if (is_blank(derived)) return std::nullopt;
    if (readings(derived.geometry) > kMostChecked) return std::nullopt;
    const OutputComparison compared =
        compare_outputs(evaluate_reference(derived.geometry, derived.operands()).output, derived.output);
    return CodeCheck{compared.same, compared.all()};
}

const SharedDerived& derived_of_program(const Scenario& scenario, const Shown& shown) {
    const auto& compared = shown.derived->compared;  // which side is edited may have changed since it was derived
    const bool has_side = compared != nullptr && compared->side(scenario.side) != nullptr;
    return has_side ? compared->side(scenario.side) : shown.derived;
}

const Told* told_of_program(const Scenario& scenario, const Shown& shown) {
    if (shown.derived->compared == nullptr) return shown.told.get();
    return (scenario.side == AB::a ? shown.told->a : shown.told->b).get();
}

std::optional<LiveLines> code_live(const CodeListing& listing, const Scenario& scenario, const Shown& shown,
                                   std::optional<std::size_t> tap) {
    const Told* told = told_of_program(scenario, shown);
    if (listing.program == nullptr || listing.program->form != ProgramForm::loop) return std::nullopt;
    if (told == nullptr || told->step < 0 || told->explanation.subject != Subject::output) return std::nullopt;
    if (!is_forward(shown.derived->view)) return std::nullopt;
    const Geometry& geometry = derived_of_program(scenario, shown)->geometry;
    const Expression expression = expression_of(geometry, told->explanation);
    if (tap && *tap >= expression.terms.size()) tap.reset();
    return live_lines(*listing.program, geometry, expression, tap);
}

std::string code_note(const CodeListing& listing, const Scenario& scenario, const Shown& shown) {
    std::string note;
    const auto say = [&](const std::string& sentence) { note += (note.empty() ? "" : " ") + sentence; };
    const Derived& derived = *shown.derived;
    if (shown.refusal) say("Of the last settings that were not refused.");
    if (derived.compared != nullptr) say(fmt::format("Code of {}, the side that is edited.", to_string(scenario.side)));
    if (!is_forward(derived.view))
        say(fmt::format("This is the forward pass, not the {} that the picture shows.", info_of(derived.view).words));
    if (listing.program != nullptr && !listing.program->files.empty()) {
        std::vector<std::string> names;
        for (const ProgramFile& file : listing.program->files) names.push_back(file.name);
        say(fmt::format("It loads {}, which “save” writes beside it.", text::joined(names)));
    }
    return note;
}

std::string code_result(const CodeListing& listing, const std::optional<CodeCheck>& check) {
    if (listing.program == nullptr) return "";
    if (listing.program->form == ProgramForm::loop && check)
        return fmt::format("The same loop was run here: {} of {} cells equal the picture's.", prose(check->equal),
                           prose(check->cells));
    return "Run it: it prints its result and how many cells equal the picture's.";
}

}  // namespace stridelens
