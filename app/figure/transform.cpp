#include "app/figure/transform.h"

#include "core/operation/operation.h"

#include <algorithm>
#include <limits>

namespace stridelens {

namespace {

/// Calls `point` for each point, `box` for each box and `length` for each length of a primitive.
template <class OnPoint, class OnBox, class OnLength>
void change(Primitive& primitive, OnPoint point, OnBox box, OnLength length) {
    std::visit(overloaded{[&](Rect& rect) {
                              box(rect.box);
                              length(rect.radius);
                              length(rect.stroke_width);
                              length(rect.pattern_width);
                              length(rect.pattern_pitch);
                          },
                          [&](Line& line) {
                              point(line.a);
                              point(line.b);
                              length(line.width);
                          },
                          [&](Polygon& polygon) {
                              for (Point& p : polygon.points) point(p);
                              length(polygon.stroke_width);
                          },
                          [&](Curve& curve) {
                              for (Point* p : {&curve.from, &curve.control_1, &curve.control_2, &curve.to}) point(*p);
                              length(curve.width);
                          },
                          [&](Ribbon& ribbon) {
                              for (auto* edge : {&ribbon.one, &ribbon.other})
                                  for (Point& p : *edge) point(p);
                          },
                          [&](Text& text) {
                              point(text.at);
                              length(text.size);
                          },
                          [&](Image& image) { box(image.box); },
                          [&](Group& group) {
                              if (group.clip) box(*group.clip);
                          }},
               primitive);
}

bool paints(const Paint& paint) {
    return paint.role != Role::none && paint.role != Role::background && paint.alpha > 0.0F;
}

/// The line that a text stands on, `height` em high about its middle.
Box line_of(const Text& text, float height) {
    const float width = text_width(text.text, text.face, text.size);
    const float before = text.align == Align::start ? 0.0F : text.align == Align::middle ? width / 2 : width;
    return {text.at.x - before, text.at.y - height / 2 * text.size, width, height * text.size};
}

template <class OnPoint>
struct VisitExtent {
    const OnPoint& point;

    void operator()(const Box& box) const {
        point({box.x, box.y});
        point({box.right(), box.bottom()});
    }
    void operator()(const Rect& rect) const { (*this)(rect.box); }
    void operator()(const Line& line) const {
        point(line.a);
        point(line.b);
    }
    void operator()(const Polygon& polygon) const {
        for (const Point& p : polygon.points) point(p);
    }
    void operator()(const Curve& curve) const {
        for (const Point& p : {curve.from, curve.control_1, curve.control_2, curve.to}) point(p);
    }
    void operator()(const Ribbon& ribbon) const {
        for (const auto* edge : {&ribbon.one, &ribbon.other})
            for (const Point& p : *edge) point(p);
    }
    void operator()(const Text& text) const { (*this)(line_of(text, 1.0F)); }
    void operator()(const Image& image) const { (*this)(image.box); }
    void operator()(const Group&) const {}
};
template <class OnPoint>
VisitExtent(const OnPoint&) -> VisitExtent<OnPoint>;  // clang 14 makes none for aggregates

/// What is painted along a shape in this width.
template <class Shape>
Box around(const Shape& shape, float stroke) {
    constexpr float far = std::numeric_limits<float>::max();
    float left = far, right = -far, top = far, bottom = -far;
    const auto point = [&](Point p) {
        left = std::min(left, p.x);
        right = std::max(right, p.x);
        top = std::min(top, p.y);
        bottom = std::max(bottom, p.y);
    };
    VisitExtent{point}(shape);
    const float half = stroke / 2;
    return {left - half, top - half, right - left + stroke, bottom - top + stroke};
}

/// What a primitive covers; nothing if it paints nothing.
std::optional<Box> box_of(const Primitive& primitive) {
    return std::visit(
        overloaded{[](const Rect& rect) -> std::optional<Box> {
                       const bool stroked = paints(rect.stroke) && rect.stroke_width > 0.0F;
                       const bool hatched = rect.pattern != Pattern::none && paints(rect.pattern_paint);
                       if (!paints(rect.fill) && !stroked && !hatched) return std::nullopt;
                       const float half = stroked ? rect.stroke_width / 2 : 0.0F;
                       return Box{rect.box.x - half, rect.box.y - half, rect.box.w + 2 * half, rect.box.h + 2 * half};
                   },
                   [](const Line& line) -> std::optional<Box> {
                       if (!paints(line.stroke)) return std::nullopt;
                       return around(line, line.width);
                   },
                   [](const Polygon& polygon) -> std::optional<Box> {
                       if (polygon.points.empty() || (!paints(polygon.fill) && !paints(polygon.stroke)))
                           return std::nullopt;
                       return around(polygon, polygon.stroke_width);
                   },
                   [](const Curve& curve) -> std::optional<Box> {
                       if (!paints(curve.stroke)) return std::nullopt;
                       return around(curve, curve.width);
                   },
                   [](const Ribbon& ribbon) -> std::optional<Box> {
                       if (!paints(ribbon.fill)) return std::nullopt;
                       return around(ribbon, 0.0F);
                   },
                   [](const Text& text) -> std::optional<Box> {
                       constexpr float ascenders_and_descenders = 1.2F;
                       if (text.text.empty() || !paints(text.paint)) return std::nullopt;
                       return line_of(text, ascenders_and_descenders);
                   },
                   [](const Image& image) -> std::optional<Box> { return image.box; },
                   [](const Group&) -> std::optional<Box> { return std::nullopt; }},
        primitive);
}

}  // namespace

void enlarge(std::vector<Primitive>& primitives, float scale) {
    if (scale == 1.0F) return;
    const auto point = [&](Point& p) { p = {p.x * scale, p.y * scale}; };
    const auto box = [&](Box& b) { b = {b.x * scale, b.y * scale, b.w * scale, b.h * scale}; };
    for (Primitive& primitive : primitives) change(primitive, point, box, [&](float& length) { length *= scale; });
}

void shift(std::vector<Primitive>& primitives, Point by) {
    if (by == Point{}) return;
    const auto point = [&](Point& p) { p = {p.x + by.x, p.y + by.y}; };
    const auto box = [&](Box& b) { b = {b.x + by.x, b.y + by.y, b.w, b.h}; };
    for (Primitive& primitive : primitives) change(primitive, point, box, [](float&) {});
}

std::optional<Box> bounds(const Figure& figure, const std::function<bool(const std::string&)>& counts) {
    std::optional<Box> all;
    std::size_t skip_to = 0;
    for (std::size_t i = 0; i < figure.primitives.size(); ++i) {
        const auto* group = std::get_if<Group>(&figure.primitives[i]);
        if (group != nullptr && counts && !counts(group->id)) skip_to = std::max(skip_to, i + 1 + group->count);
        if (i < skip_to) continue;
        if (const std::optional<Box> box = box_of(figure.primitives[i])) all = all ? join(*all, *box) : *box;
    }
    return all;
}

void visit_extent(const Primitive& primitive, const std::function<void(Point)>& point) {
    std::visit(VisitExtent{point}, primitive);
}

void append(Figure& figure, Figure part, Point at, const std::string& id, const std::string& title) {
    shift(part.primitives, at);
    figure.primitives.emplace_back(Group{id, title, part.primitives.size(), std::nullopt});
    for (Primitive& primitive : part.primitives) figure.primitives.push_back(std::move(primitive));
}

}  // namespace stridelens
