#include "app/figure/theme/hatch.h"

#include "app/figure/figure.h"

#include <algorithm>
#include <cmath>

namespace stridelens {

namespace {

using Segments = std::vector<std::pair<Point, Point>>;

/// Distance of neighbouring lines of values, points, measured along an axis: closer than those of padding, so that a small
/// cell has several and none is taken for padding.
constexpr float kValuePitch = 3.0F;
constexpr float kLeastShare = 0.06F, kMostShare = 0.72F;

/// Adds the lines x + sign·y = phase + n·pitch that cross `box`, clipped to it.
void add_diagonals(const Box& box, float sign, float pitch, float phase, Segments& lines) {
    const float at_top = sign * box.y, at_bottom = sign * box.bottom();
    const float low = box.x + std::min(at_top, at_bottom), high = box.right() + std::max(at_top, at_bottom);
    for (float n = std::ceil((low - phase) / pitch); phase + n * pitch < high; n += 1.0F) {
        const float k = phase + n * pitch;
        const float x_top = k - at_top, x_bottom = k - at_bottom;
        const float left = std::max(box.x, std::min(x_top, x_bottom));
        const float right = std::min(box.right(), std::max(x_top, x_bottom));
        if (right - left < 0.01F) continue;
        lines.emplace_back(Point{left, sign * (k - left)}, Point{right, sign * (k - right)});
    }
}

/// A value's lines run out of the box by half their width, so that they fill its corners.
void add_value_lines(const Rect& rect, Segments& lines) {
    const ValueHatch hatch = value_hatch(rect.fill.value, rect.box.w, rect.box.h);
    if (hatch.share <= 0.0F) return;
    const float more = rect.pattern_width / 2, sign = hatch.rising ? 1.0F : -1.0F;
    const Box box{rect.box.x - more, rect.box.y - more, rect.box.w + 2 * more, rect.box.h + 2 * more};
    const Point corner{rect.box.x, hatch.rising ? rect.box.y : rect.box.bottom()};
    add_diagonals(box, sign, hatch.pitch, corner.x + sign * corner.y, lines);
}

}  // namespace

ValueHatch value_hatch(float value, float width, float height) {
    const float side = std::max(width, height);
    ValueHatch hatch;
    hatch.pitch = side / std::max(1.0F, std::round(side / kValuePitch));
    if (std::isnan(value) || value == 0.0F) return hatch;
    hatch.share = kLeastShare + (kMostShare - kLeastShare) * std::min(std::abs(value), 1.0F);
    hatch.rising = value > 0.0F;
    return hatch;
}

std::vector<std::pair<Point, Point>> pattern_lines(const Rect& rect) {
    Segments lines;
    if (rect.box.w <= 0.0F || rect.box.h <= 0.0F) return lines;
    switch (rect.pattern) {
        case Pattern::none:
            break;
        case Pattern::hatch:
            add_diagonals(rect.box, 1.0F, rect.pattern_pitch, 0.0F, lines);
            break;
        case Pattern::cross_hatch:
            add_diagonals(rect.box, 1.0F, rect.pattern_pitch, 0.0F, lines);
            add_diagonals(rect.box, -1.0F, rect.pattern_pitch, 0.0F, lines);
            break;
        case Pattern::value:
            add_value_lines(rect, lines);
            break;
    }
    return lines;
}

}  // namespace stridelens
