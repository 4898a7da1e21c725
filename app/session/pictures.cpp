#include "app/session/pictures.h"

#include <algorithm>

namespace stridelens {

const Figure& CanvasPicture::of(const Scene& scene) {
    if (scene != scene_) {
        figure_ = build_figure(scene);
        scene_ = scene;
    }
    return figure_;
}

const Figure& PagePicture::of(const PageOptions& options, const Shown& shown, const Slide& slide) {
    const double share = slide.elapsed / kSlideSeconds;
    const bool same = shown.derived == derived_ && shown.told->step == step_ && options == options_;
    if (same && share >= 1.0 && !moving_) return figure_;
    const Pages pages(shown.derived, options, false);
    const std::int64_t step = std::max<std::int64_t>(shown.told->step, 0);
    figure_ = pages.page(step, share < 1.0 ? slide.from : step, eased(share));
    options_ = options;
    derived_ = shown.derived;
    step_ = shown.told->step;
    moving_ = share < 1.0;
    return figure_;
}

}  // namespace stridelens
