#pragma once
// What a picture is asked to show: which step of what is derived, how large, and which parts of it.

#include "app/figure/figure.h"
#include "app/state/exports/page_options.h"
#include "app/state/shown.h"
#include "app/state/state.h"

#include <cstdint>
#include <optional>

namespace stridelens {

/// What both sides of a comparison have room for, so that their cells stand in the same rows and have one pitch: cells of
/// the input before and from its first one on, and of the output. Colours and type are shared likewise.
struct HalfRoom {
    std::int64_t above = 0, before = 0, rows = 1, columns = 1, output_rows = 1, output_columns = 1;
    float input_scale = 1.0F, output_scale = 1.0F;
    bool operator==(const HalfRoom&) const = default;
};

struct Scene {
    SharedDerived derived;                      // null or blank: nothing to draw
    std::shared_ptr<const Told> told{};         // of any step, at hand; the others are told when they are needed
    std::shared_ptr<const Told> told_before{};  // likewise: the one before, from which the window slides
    Stamped stamped{};                          // likewise: the scatter view's output
    std::int64_t step = 0;                      // current (pinned) output cell: the output is filled up to here
    std::int64_t shown = 0;                     // output cell whose window is drawn and told (hover, or step)
    std::int64_t slide_from = 0;                // the window slides from this step's place …
    double slide_progress = 1.0;                // … 0 to 1, already eased
    CellId hover;                               // under the mouse
    CellId pin;                                 // its look-up stays while the mouse is elsewhere
    CellId editing;                             // its number is left out: the field on screen shows it
    std::int64_t focus = 0;  // channel of the side that meets in a step which shows where not all of them fit
    bool dimmed = false;     // the settings are refused; this is the last valid picture
    bool all_terms = false;
    float width = 1147.0F;  // points: the area left for the figure
    float height = 800.0F;
    float zoom = 1.0F;
    Point pan;
    PageParts parts{.frameworks = true};  // of them the grids', the arithmetic and the frameworks
    std::optional<int> decimals{};        // of every grid; nothing: as many as its numbers need
    float cell = 0.0F;                    // points from one cell of the input to the next; 0: as large as fits
    bool highlight = true;                // the window and what belongs to it; false: the grids alone, all computed
    bool compact = false;                 // the page ends where its grids end: nothing stands at its foot
    float unit = 0.0F;               // of a window: logical pixels a point, chosen by its size; 0: a page of a file,
                                     // which grows with its own size
    bool controls = true;            // "show all terms": for a screen that can be clicked
    std::optional<HalfRoom> half{};  // one side of a comparison: the input above the output
    float most_pitch = 0.0F;         // its cells are no larger than this; 0: as large as they can be
    bool absent = false;             // the step has no cell here: the output as far as it has come, and no window
    // Inside the step: the term that has just been taken, a position in the told terms. The result is not there yet.
    std::optional<std::size_t> tap{};
    AB tap_side = AB::a;  // of a comparison: whose step that is
    bool operator==(const Scene&) const = default;
};

/// How far a slide has come when `share` (0 … 1) of its time has passed: fast first, then gently to rest.
double eased(double share);

/// What the program's state shows in an area of this size (points).
Scene scene_of(const AppState& state, const Shown& shown, float width, float height);

}  // namespace stridelens
