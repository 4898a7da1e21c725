#include "app/export/vector/svg_shapes.h"

#include "app/export/words/digits.h"
#include "core/words/utf8.h"

#include <fmt/format.h>

#include <algorithm>

namespace stridelens {

namespace {

std::string pair(Point p) {
    return decimal(p.x) + "," + decimal(p.y);
}

/// The pattern's lines, cut off at the rounded corners. Cells of one size share a clip path: the lines are moved.
std::optional<SvgShape> hatch(const Rect& rect) {
    std::string path;
    const auto at = [&](Point p) { return pair({p.x - rect.box.x, p.y - rect.box.y}); };
    for (const auto& [from, to] : pattern_lines(rect)) path += "M" + at(from) + "L" + at(to);
    if (path.empty()) return std::nullopt;
    SvgShape shape;
    shape.tag = "path";
    shape.offset = {rect.box.x, rect.box.y};
    shape.clip = SvgClip{{0.0F, 0.0F, rect.box.w, rect.box.h}, rect.radius};
    shape.geometry = {{"d", path}};
    shape.stroke = rect.pattern_paint;
    shape.stroke_width = rect.pattern_width;
    return shape;
}

}  // namespace

bool is_seen(const Paint& paint) {
    return paint.role != Role::none && paint.alpha > 0.0F;
}

std::vector<SvgShape> svg_shapes(const Rect& rect) {
    const bool is_cell = rect.cell.grid != Grid::none;
    const bool hatched = rect.pattern != Pattern::none && is_seen(rect.pattern_paint);
    const bool edged = rect.stroke_width > 0.0F && is_seen(rect.stroke);
    SvgShape shape;
    shape.tag = "rect";
    shape.geometry = svg_box(rect.box, rect.radius);
    shape.fill = rect.fill;
    if (edged) {
        shape.stroke = rect.stroke;
        shape.stroke_width = rect.stroke_width;
        shape.dashed = rect.dashed;
    }
    if (!hatched) {
        if (!is_cell && !edged && !is_seen(rect.fill)) return {};
        return {shape};
    }
    std::vector<SvgShape> shapes;
    SvgShape ground = shape, edge = shape;
    ground.stroke = edge.fill = {};
    ground.stroke_width = 0.0F;
    ground.dashed = false;
    if (is_seen(rect.fill)) shapes.push_back(std::move(ground));
    if (auto lines = hatch(rect)) shapes.push_back(*std::move(lines));
    if (edged) shapes.push_back(std::move(edge));
    return shapes;
}

std::vector<SvgShape> svg_shapes(const Line& line) {
    if (line.width <= 0.0F || !is_seen(line.stroke)) return {};
    SvgShape shape;
    shape.tag = "line";
    shape.geometry = {
        {"x1", decimal(line.a.x)}, {"y1", decimal(line.a.y)}, {"x2", decimal(line.b.x)}, {"y2", decimal(line.b.y)}};
    shape.open = true;
    shape.stroke = line.stroke;
    shape.stroke_width = line.width;
    shape.dashed = line.dashed;
    return {shape};
}

std::vector<SvgShape> svg_shapes(const Polygon& polygon) {
    const bool edged = polygon.stroke_width > 0.0F && is_seen(polygon.stroke);
    if (polygon.points.empty() || (!edged && !is_seen(polygon.fill))) return {};
    std::string points;
    for (const Point& p : polygon.points) points += (points.empty() ? "" : " ") + pair(p);
    SvgShape shape;
    shape.tag = "polygon";
    shape.geometry = {{"points", points}};
    shape.fill = polygon.fill;
    shape.stroke = polygon.stroke;
    shape.stroke_width = edged ? polygon.stroke_width : 0.0F;
    return {shape};
}

std::vector<SvgShape> svg_shapes(const Curve& curve) {
    if (curve.width <= 0.0F || !is_seen(curve.stroke)) return {};
    SvgShape shape;
    shape.tag = "path";
    shape.geometry = {{"d", fmt::format("M{} C{} {} {}", pair(curve.from), pair(curve.control_1), pair(curve.control_2),
                                        pair(curve.to))}};
    shape.stroke = curve.stroke;
    shape.stroke_width = curve.width;
    return {shape};
}

std::vector<SvgShape> svg_shapes(const Ribbon& ribbon) {
    if (!is_seen(ribbon.fill)) return {};
    const auto& [a, b, c, d] = ribbon.one;
    const auto& [e, f, g, h] = ribbon.other;
    SvgShape shape;
    shape.tag = "path";
    shape.geometry = {{"d", fmt::format("M{} C{} {} {} L{} C{} {} {} Z", pair(a), pair(b), pair(c), pair(d), pair(h),
                                        pair(g), pair(f), pair(e))}};
    shape.fill = ribbon.fill;
    return {shape};
}

SvgAttributes svg_box(const Box& box, float radius) {
    SvgAttributes attributes = {
        {"x", decimal(box.x)}, {"y", decimal(box.y)}, {"width", decimal(box.w)}, {"height", decimal(box.h)}};
    if (radius > 0.0F) attributes.emplace_back("rx", decimal(std::min({radius, box.w / 2, box.h / 2})));
    return attributes;
}

std::string svg_id(std::string_view text) {
    std::string id;
    for (const char c : text) {
        const bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
        const bool digit = c >= '0' && c <= '9';
        id += letter || digit || c == '_' ? c : '-';
    }
    return id.empty() || id.front() == '-' || (id.front() >= '0' && id.front() <= '9') ? "g" + id : id;
}

std::string escape_markup(std::string_view text) {
    std::string escaped;
    for (std::size_t at = 0; at < text.size();) {
        const char32_t code = text::next_character(text, at);
        const bool control = code < 0x20 && code != '\t' && code != '\n';
        if (code == '&')
            escaped += "&amp;";
        else if (code == '<')
            escaped += "&lt;";
        else if (code == '>')
            escaped += "&gt;";
        else if (code == '"')
            escaped += "&quot;";
        else
            escaped += text::utf8(control || text::is_no_character(code) ? char32_t{0xFFFD} : code);
    }
    return escaped;
}

}  // namespace stridelens
