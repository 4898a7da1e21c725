#pragma once
// The program that stands beside the picture: its lines, or why there is none; the line at work with the live values; and
// what is known of its result.

#include "app/state/shown.h"
#include "core/explain/program/program.h"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>

namespace stridelens {

/// A program of a derivation, in one form. Made once for each of them.
struct CodeListing {
    std::shared_ptr<const Program> program{};  // null: there is none …
    std::string refusal{};                     // … and why
};

CodeListing code_listing(const Derived& derived, ProgramForm form);

/// How many output cells of a derivation are equal to those of the definition, run as it is written: a plain loop over all
/// windows.
struct CodeCheck {
    std::int64_t equal = 0, cells = 0;
};

/// Runs it; nothing if that takes longer than nobody would notice.
std::optional<CodeCheck> code_check(const Derived& derived);

/// What the drawer shows.
struct CodePage {
    CodeListing listing{};
    std::optional<LiveLines> live{};  // of the loop, where the picture shows what it does
    std::string note{};               // of what the program is, where that is not what the picture shows; or ""
    std::string result{};             // what is known of its result
};

/// What the program is of: the derivation; of a comparison that of the side which is edited.
const SharedDerived& derived_of_program(const Scenario& scenario, const Shown& shown);
/// Its told step. Null: it has no such cell.
const Told* told_of_program(const Scenario& scenario, const Shown& shown);

/// The line at work of the told step and its live values. `tap`: inside the step, the term that has just been taken. Nothing
/// where the loop does not do what the picture shows, or the step is not told.
std::optional<LiveLines> code_live(const CodeListing& listing, const Scenario& scenario, const Shown& shown,
                                   std::optional<std::size_t> tap);

/// Of what the program is, if that has to be said: of one side of a comparison, of the forward pass, of older settings; which
/// files it loads.
std::string code_note(const CodeListing& listing, const Scenario& scenario, const Shown& shown);

/// What is known of its result, in a sentence.
std::string code_result(const CodeListing& listing, const std::optional<CodeCheck>& check);

}  // namespace stridelens
