#include "app/ui/canvas/canvas.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace stridelens::ui {

std::vector<Point> rounded_outline(const Box& box, float radius) {
    radius = std::min({radius, box.w / 2, box.h / 2});
    if (radius <= 0.0F)
        return {{box.x, box.y}, {box.right(), box.y}, {box.right(), box.bottom()}, {box.x, box.bottom()}};
    // Enough segments that an arc strays less than a tenth of a point from the circle.
    const int segments = std::clamp(static_cast<int>(std::ceil(std::sqrt(radius) * 2.5F)), 3, 16);
    const Point centres[] = {{box.x + radius, box.y + radius},
                             {box.right() - radius, box.y + radius},
                             {box.right() - radius, box.bottom() - radius},
                             {box.x + radius, box.bottom() - radius}};
    std::vector<Point> outline;
    for (int corner = 0; corner < 4; ++corner)
        for (int i = 0; i <= segments; ++i) {
            const float turn = static_cast<float>(corner + 2) + static_cast<float>(i) / static_cast<float>(segments);
            const float angle = turn * std::numbers::pi_v<float> / 2;
            outline.push_back(
                {centres[corner].x + radius * std::cos(angle), centres[corner].y + radius * std::sin(angle)});
        }
    return outline;
}

std::optional<std::pair<Point, Point>> within(const std::vector<Point>& outline, Point from, Point to) {
    float begin = 0.0F, end = 1.0F;  // shares of the segment (Cyrus & Beck 1978)
    for (std::size_t i = 0; i < outline.size(); ++i) {
        const Point a = outline[i], b = outline[(i + 1) % outline.size()];
        const auto inside = [&](Point p) { return (b.x - a.x) * (p.y - a.y) - (b.y - a.y) * (p.x - a.x); };
        const float first = inside(from), last = inside(to);
        if (first < 0.0F && last < 0.0F) return std::nullopt;
        if (first < 0.0F) begin = std::max(begin, first / (first - last));
        if (last < 0.0F) end = std::min(end, first / (first - last));
    }
    if (begin >= end) return std::nullopt;
    const auto at = [&](float share) {
        return Point{from.x + (to.x - from.x) * share, from.y + (to.y - from.y) * share};
    };
    return std::pair{at(begin), at(end)};
}

std::vector<std::pair<Point, Point>> dashes(const std::vector<Point>& line, bool closed, float on, float off) {
    std::vector<std::pair<Point, Point>> result;
    float at = 0.0F;  // distance since the current dash began
    const std::size_t count = closed ? line.size() : line.size() - 1;
    for (std::size_t i = 0; i < count; ++i) {
        const Point from = line[i], to = line[(i + 1) % line.size()];
        const float length = std::hypot(to.x - from.x, to.y - from.y);
        float done = 0.0F;
        while (done < length) {
            const bool inked = at < on;
            const float take = std::min((inked ? on : on + off) - at, length - done);
            const auto along = [&](float d) {
                return Point{from.x + (to.x - from.x) * d / length, from.y + (to.y - from.y) * d / length};
            };
            if (inked) result.emplace_back(along(done), along(done + take));
            done += take;
            at += take;
            if (at >= on + off - 1e-4F) at = 0.0F;
        }
    }
    return result;
}

}  // namespace stridelens::ui
