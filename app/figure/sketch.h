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

constexpr Box inset(const Box& box, float by) {
    return {box.x + by, box.y + by, box.w - 2 * by, box.h - 2 * by};
}

}  // namespace stridelens
