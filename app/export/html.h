#pragma once
// A scenario as one page that plays by itself, in any browser of the last years, with no network.

#include "app/export/animation.h"

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>

namespace stridelens {

struct HtmlOptions {
    std::int64_t first = 0;              // the first step in the page …
    std::optional<std::int64_t> last{};  // … and the last one, included; nothing: the last one there is
    std::string title = {};              // empty: the scenario's title, or the problem in one line
    std::string caption = {};            // below the picture; empty: none
    double steps_per_second = 2.0;       // while it plays, 0.25 … 30
};

/// Writes the page: the picture of every step as build_figure() draws it, the arithmetic of every step as real text with
/// the numbers of `explain --json`, buttons and keys to step, play and scrub, and what is under the mouse by name. It opens
/// at the scenario's step, in light and dark as the reader prefers.
/// `look` gives the size and what is on the page; its step, slide, hover and derivation are not used. As the arithmetic is
/// text below the picture, the picture need not have it (Scene::arithmetic).
/// `progress` is told between two steps.
/// Errors: the scenario is refused, or has no steps; Field::text: a step that is not there, a speed out of its range, more
/// steps or terms than a page can hold (kMostPageSteps, kMostPageTerms); a cancelled export; as NewFile. The old file is
/// then as it was.
Result<void> write_html(const Scenario& scenario, const Scene& look, const std::filesystem::path& file,
                        const HtmlOptions& options, const Progress& progress = {});

/// The same page in memory: UTF-8, ends with a line feed.
Result<std::string> html_text(const Scenario& scenario, const Scene& look, const HtmlOptions& options,
                              const Progress& progress = {});

/// What still opens at once. A step more costs about as much as what changes in the picture, a term a few bytes.
inline constexpr std::int64_t kMostPageSteps = 5000;
inline constexpr std::int64_t kMostPageTerms = std::int64_t{1} << 19;

}  // namespace stridelens
