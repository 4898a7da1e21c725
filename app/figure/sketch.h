#pragma once
// Collects primitives into a Figure; groups close by scope.

#include "app/figure/figure.h"

#include <string>
#include <utility>

namespace stridelens {

class Sketch {
public:
    Sketch(float width, float height) {
        figure_.width = width;
        figure_.height = height;
    }

    /// While it lives, everything added belongs to its group.
    class Scope {
    public:
        Scope(Sketch& sketch, std::size_t at) : sketch_(sketch), at_(at) {}
        ~Scope() { sketch_.close(at_); }
        Scope(const Scope&) = delete;
        Scope& operator=(const Scope&) = delete;

    private:
        Sketch& sketch_;
        std::size_t at_;
    };
    [[nodiscard]] Scope group(std::string id, std::string title, std::optional<Box> clip = {}) {
        figure_.primitives.emplace_back(Group{std::move(id), std::move(title), 0, clip});
        return {*this, figure_.primitives.size() - 1};
    }

    template <class P>
    void add(P primitive) {
        figure_.primitives.emplace_back(std::move(primitive));
    }
    void text(Point at, std::string words, Face face, float size, Paint paint, Align align = Align::middle) {
        add(Text{at, std::move(words), face, size, align, paint});
    }
    void line(Point a, Point b, Paint stroke, float width, bool dashed = false) {
        add(Line{a, b, stroke, width, dashed});
    }
    void outline(const Box& box, float radius, Paint stroke, float width) {
        Rect rect;
        rect.box = box;
        rect.radius = radius;
        rect.stroke = stroke;
        rect.stroke_width = width;
        add(std::move(rect));
    }

    /// Clear ground for a number on a pattern, so that no line runs through it. Its outline is its own: no theme gives
    /// it another.
    void ground(Point centre, float width, float height, Paint fill) {
        Rect rect;
        rect.box = {centre.x - width / 2, centre.y - height / 2, width, height};
        rect.radius = 4.0F;
        rect.fill = rect.stroke = fill;
        rect.stroke_width = 0.5F;
        add(std::move(rect));
    }

    Figure& figure() { return figure_; }

private:
    void close(std::size_t at) { std::get<Group>(figure_.primitives[at]).count = figure_.primitives.size() - at - 1; }
    Figure figure_;
};

/// Lines strong enough to be seen, closer and thinner in small cells (`pitch`, points from cell to cell): 2 points every 8
/// across them, which is every 11.3 along an axis. Of padding:
inline void hatch(Rect& rect, float pitch, Paint paint = {Role::hatch}) {
    constexpr float diagonal = 1.41421356F;
    rect.pattern = Pattern::hatch;
    rect.pattern_paint = paint;
    rect.pattern_width = pitch < 16.0F ? 1.6F : 2.0F;
    rect.pattern_pitch = diagonal * (pitch < 16.0F ? 5.0F : 8.0F);
}
/// Of a cell that no window reads:
inline void cross_hatch(Rect& rect, float pitch) {
    rect.pattern = Pattern::cross_hatch;
    rect.pattern_paint = {Role::unread};
    constexpr float diagonal = 1.41421356F;
    rect.pattern_width = pitch < 16.0F ? 1.2F : 1.6F;
    rect.pattern_pitch = diagonal * (pitch < 16.0F ? 4.5F : 6.0F);
}

/// A dashed outline of what is not there, or not yet.
inline void outline_dashed(Rect& rect) {
    rect.stroke = {Role::placeholder};
    rect.stroke_width = 1.0F;
    rect.dashed = true;
}

constexpr Box inset(const Box& box, float by) {
    return {box.x + by, box.y + by, box.w - 2 * by, box.h - 2 * by};
}

}  // namespace stridelens
