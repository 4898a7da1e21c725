#include "app/ui/widgets/type_case.h"

#include "app/ui/widgets/fonts.h"

#include <imgui.h>

#include <algorithm>
#include <utility>

namespace stridelens::ui {

bool FontClock::due(Point size, float scale, double now) {
    const bool first = made_ <= 0.0F;
    if (!(size == size_)) {
        if (size_.x > 0.0F) resized_ = now;
        size_ = size;
    }
    wanted_ = scale;
    return first || (wanted_ != made_ && now - resized_ >= kRest);
}

double FontClock::due_in(double now) const {
    if (wanted_ == made_) return -1.0;
    return std::max(kRest - (now - resized_), 0.0);
}

TypeCase::TypeCase() = default;
TypeCase::~TypeCase() = default;

Outcome<void> TypeCase::rasterise(float scale) {
    auto atlas = std::make_unique<ImFontAtlas>();
    Outcome<Fonts> fonts = build_fonts(*atlas, scale);
    if (!fonts) return tl::unexpected(fonts.error());
    atlas_ = std::move(atlas);
    fonts_ = std::move(*fonts);
    return {};
}

}  // namespace stridelens::ui
