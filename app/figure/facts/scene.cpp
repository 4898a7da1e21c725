#include "app/figure/facts/scene.h"

#include "app/state/actions/playback.h"
#include "app/state/actions/tap.h"
#include "app/state/code_listing.h"

#include <algorithm>

namespace stridelens {

double eased(double share) {
    const double left = 1.0 - std::min(share, 1.0);
    return 1.0 - left * left * left;
}

Scene scene_of(const AppState& state, const Shown& shown, float width, float height) {
    Scene scene;
    scene.derived = shown.derived;
    scene.told = shown.told;
    scene.told_before = shown.told_before;
    scene.stamped = shown.stamped;
    // What takes long to tell is told beside the window; until then the picture stays as it was.
    scene.shown = step_to_explain(state, shown);
    const bool late = shown.told->step >= 0 && shown.told->step != scene.shown;
    if (late) scene.shown = shown.told->step;
    scene.step = shown.stamped.step >= 0 ? shown.stamped.step : late ? shown.told->step : state.scenario.step;
    // A slide begins where the last step stood; without its terms at hand the window jumps rather than waits for them.
    const auto at_hand = [&](const auto& told) { return told != nullptr && told->step == state.slide.from; };
    scene.slide_from = at_hand(shown.told) || at_hand(shown.told_before) ? state.slide.from : scene.shown;
    scene.slide_progress = eased(state.slide.elapsed / kSlideSeconds);
    scene.hover = state.display.hover;
    if (const auto& pin = state.display.pin; pin && holds(*shown.derived, *pin)) scene.pin = pin->cell;
    scene.editing = state.cell_edit ? state.cell_edit->cell : CellId{};
    scene.focus = state.display.focus;
    scene.dimmed = shown.refusal.has_value();
    scene.all_terms = state.display.all_terms;
    scene.tap = tap_shown(state, shown);
    scene.tap_side = state.scenario.side;
    if (const Told* told = told_of_program(state.scenario, shown); scene.tap && !told->explanation.channels.empty())
        scene.focus = told->explanation.terms[*scene.tap].tap.channel;  // it has a row, even where not all have
    scene.parts.formula = state.export_panel.settings.page.parts.formula;
    scene.parts.coverage = state.export_panel.settings.page.parts.coverage;
    scene.width = width;
    scene.height = height;
    scene.zoom = state.camera.zoom;
    scene.pan = state.camera.pan;
    return scene;
}

}  // namespace stridelens
