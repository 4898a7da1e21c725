#pragma once
// A scenario as one page that plays by itself, in any browser of the last years, with no network.

#include "app/export/film/animation.h"
#include "app/export/image_limit.h"
#include "app/files/failure.h"

#include <cstdint>
#include <filesystem>
#include <vector>

namespace stridelens {

struct HtmlOptions {
    std::vector<std::int64_t> steps{};  // in the page, in this order; none: all there are
    double steps_per_second = 1.0;      // while it plays, 1/600 … 50
};

/// Writes the page (UTF-8, ends with a line feed): the picture of every step as build_page() draws it, the arithmetic of every step as real text with the
/// numbers of `explain --json`, buttons and keys to step, play and scrub, and what is under the mouse by name. It opens at
/// the scenario's step, or at the nearest one that it has.
/// `page` says what is on it. Its title (none: the scenario's, or the problem in one line), caption, arithmetic, formula and
/// code are text of the page, not of the picture; formula and code are there in any case, and open at once if they are
/// asked for. Themes light and dark: as the reader prefers; others hold for every reader. page.steps is not used.
/// `progress` is told between two steps; `notes`: of grids that have become pictures (image_limit.h). Of a grid of more than
/// kMostNamedCells only the cells that a step reads, or that are drawn one by one, can be pointed at.
/// Errors: the scenario is refused, or has no steps; a step that is not there, a speed out of its range, a
/// theme that is for paper, more steps or terms than a page can hold (kMostPageSteps, kMostPageTerms); a cancelled export;
/// as NewFile. The old file is then as it was.
Outcome<void> write_html(const Scenario& scenario, const PageOptions& page, const std::filesystem::path& file,
                         const HtmlOptions& options, const Progress& progress = {}, Notes* notes = nullptr);

/// What still opens at once. A step more costs about as much as what changes in the picture, a term a few bytes.
inline constexpr std::int64_t kMostPageSteps = 5000;
inline constexpr std::int64_t kMostPageTerms = std::int64_t{1} << 19;
inline constexpr std::int64_t kMostNamedCells = std::int64_t{1} << 18;

}  // namespace stridelens
