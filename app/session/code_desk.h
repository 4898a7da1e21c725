#pragma once
// The program beside the picture: made once for each derivation and form, its line at work once for each step; and saved
// when the user asks for it.

#include "app/state/code_listing.h"
#include "app/state/state.h"

#include <cstddef>
#include <filesystem>
#include <memory>
#include <optional>
#include <set>

namespace stridelens {

class CodeDesk {
public:
    /// What the drawer shows; nothing while it is put away.
    const CodePage* page(const AppState& state, const Shown& shown);

    /// Saves the program if that is asked for: beside what the export panel writes, under a name that is free or was
    /// written in this session. Tells where it went.
    Actions serve(const AppState& state, const Shown& shown);

private:
    void check(const AppState& state);

    SharedDerived of_;  // the page is of this derivation …
    ProgramForm form_ = ProgramForm::loop;
    std::shared_ptr<const Told> told_;  // … and of this step
    std::optional<std::size_t> tap_;
    bool refused_ = false;
    SharedDerived checked_;  // the check is of this derivation
    std::optional<CodeCheck> check_;
    CodePage page_;
    std::set<std::filesystem::path> written_;  // in this session: they may be replaced without a word
};

}  // namespace stridelens
