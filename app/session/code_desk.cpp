#include "app/session/code_desk.h"

#include "app/files/array/program_file.h"
#include "app/state/actions/export_actions.h"
#include "app/state/actions/tap.h"
#include "core/operation/messages/messages.h"
#include "core/words/printable.h"
#include "core/words/prose.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace stridelens {

namespace {

namespace fs = std::filesystem;

/// "maxpool2d-1x1x5x5-k2-s1-loop.py", in the folder that exports go to.
fs::path usual_file(const AppState& state) {
    const fs::path folder = fs::path(output_of(state.export_panel.settings, state.scenario)).parent_path();
    return folder / fmt::format("{}-{}", file_name_of(state.scenario), to_string(state.code.form));
}

bool is_free(const fs::path& file, const Program& program, const std::set<fs::path>& written) {
    std::error_code error;
    const auto free = [&](const fs::path& each) {
        return !fs::exists(fs::symlink_status(each, error)) || written.contains(fs::weakly_canonical(each, error));
    };
    const std::vector<fs::path> files = program_files(file, program);
    return std::all_of(files.begin(), files.end(), free);
}

struct Named {
    fs::path file;
    Program program;
};

/// The program under the first name that replaces nothing of others.
Outcome<Named> named_program(const AppState& state, const Derived& derived, const std::set<fs::path>& written) {
    constexpr int most = 1000;
    const fs::path usual = usual_file(state);
    for (int number = 1; number <= most; ++number) {
        fs::path file = usual;
        file += number == 1 ? ".py" : fmt::format("-{}.py", number);
        auto made =
            program(derived.geometry, derived.operands(), derived.output, state.code.form, {program_stem(file)});
        if (!made) return failed(made.error());
        if (is_free(file, *made, written)) return Named{file, *std::move(made)};
    }
    return failed(fmt::format("{}.py and {} more of that name exist already; nothing was written",
                              text::printable(usual.string()), most - 1));
}

std::string told_of(const Named& saved) {
    std::error_code error;
    std::string told = fmt::format("written: {}", text::printable(fs::absolute(saved.file, error).string()));
    std::vector<std::string> names;
    for (const ProgramFile& array : saved.program.files) names.push_back(array.name);
    return names.empty() ? told : fmt::format("{}, and beside it {}", told, text::joined(names));
}

}  // namespace

void CodeDesk::check(const AppState& state) {
    if (checked_ == of_ || state.history.before_edit) return;  // not while a slider is dragged
    checked_ = of_;
    check_ = code_check(*of_);
    page_.result = code_result(page_.listing, check_);
}

const CodePage* CodeDesk::page(const AppState& state, const Shown& shown) {
    if (!state.code.open || state.export_panel.open) {
        of_ = checked_ = nullptr;  // nothing is kept for a drawer that is put away
        told_ = nullptr;
        return nullptr;
    }
    const SharedDerived& derived = derived_of_program(state.scenario, shown);
    const auto tap = tap_shown(state, shown);
    const bool refused = shown.refusal.has_value();
    const bool same = of_ == derived && form_ == state.code.form;
    if (!same) {
        page_ = {code_listing(*derived, state.code.form)};
        of_ = derived;
        form_ = state.code.form;
        page_.result = code_result(page_.listing, checked_ == of_ ? check_ : std::nullopt);
    }
    if (!same || told_ != shown.told || tap_ != tap || refused_ != refused) {
        page_.live = code_live(page_.listing, state.scenario, shown, tap);
        page_.note = code_note(page_.listing, state.scenario, shown);
        told_ = shown.told;
        tap_ = tap;
        refused_ = refused;
    }
    check(state);
    return &page_;
}

Actions CodeDesk::serve(const AppState& state, const Shown& shown) {
    if (!state.code.save) return {};
    Actions actions{CodeTaken{}};
    if (shown.refusal) {  // what is on screen is older
        actions.push_back(
            Notify{fmt::format("nothing is saved, since these settings are refused: {}", sentence_of(*shown.refusal))});
        return actions;
    }
    const Derived& derived = *derived_of_program(state.scenario, shown);
    const auto named = named_program(state, derived, written_);
    if (!named) {
        actions.push_back(Notify{named.error().sentence});
        return actions;
    }
    const auto saved = save_program(named->file, named->program, derived.operands(), derived.output);
    std::error_code error;
    if (saved)
        for (const fs::path& file : program_files(named->file, named->program))
            written_.insert(fs::weakly_canonical(file, error));
    actions.push_back(Notify{saved ? told_of(*named) : saved.error().sentence});
    return actions;
}

}  // namespace stridelens
