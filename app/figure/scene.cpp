#include "app/figure/build_figure.h"

#include <algorithm>

namespace stridelens {
namespace {

/// How far the sliding window has come: fast first, then gently to rest.
double eased(const Slide& slide) {
    const double left = 1.0 - std::min(slide.elapsed / kSlideSeconds, 1.0);
    return 1.0 - left * left * left;
}

}  // namespace

Scene scene_of(const AppState& state, const Derived& derived, float width, float height) {
    Scene scene;
    scene.derived = &derived;
    scene.step = state.scenario.step;
    scene.shown = step_to_explain(state, derived);
    scene.slide_from = state.slide.from;
    scene.slide_progress = eased(state.slide);
    scene.hover = state.view.hover;
    scene.editing = state.cell_edit ? state.cell_edit->cell : CellId{};
    scene.dimmed = derived.refusal.has_value();
    scene.all_terms = state.view.all_terms;
    scene.width = width;
    scene.height = height;
    scene.zoom = state.view.zoom;
    scene.pan = state.view.pan;
    return scene;
}

}  // namespace stridelens
