// The figure as text: one primitive a line, indented by group. For golden files and failure messages.

#include "app/figure/figure.h"

#include <fmt/format.h>

#include <cmath>
#include <iterator>

namespace stridelens {

namespace {

/// Two decimals at most, none of them idle, and no "-0": golden files do not depend on the last bit.
std::string number(float value) {
    std::string text = fmt::format("{:.2f}", static_cast<double>(value));
    if (text.find('.') != std::string::npos) {
        while (text.back() == '0') text.pop_back();
        if (text.back() == '.') text.pop_back();
    }
    return text == "-0" ? "0" : text;
}

std::string point(Point p) {
    return number(p.x) + "," + number(p.y);
}

std::string box_text(const Box& box) {
    return fmt::format("{},{} {}x{}", number(box.x), number(box.y), number(box.w), number(box.h));
}

const char* role_name(Role role) {
    constexpr const char* names[] = {
        "none",  "background", "panel",   "line",  "ink",    "dim_ink", "window",      "on_window", "control", "chip",
        "value", "on_value",   "padding", "hatch", "unread", "winner",  "placeholder", "channel",   "warning"};
    return names[static_cast<std::size_t>(role)];
}

const char* grid_name(Grid grid) {
    switch (grid) {
        case Grid::none:
            return "none";
        case Grid::input:
            return "input";
        case Grid::kernel:
            return "kernel";
        case Grid::output:
            return "output";
        case Grid::channel_sum:
            return "channel_sum";
        case Grid::bias:
            return "bias";
        case Grid::term:
            return "term";
        case Grid::more_terms:
            return "more_terms";
        case Grid::indices:
            return "indices";
        case Grid::upstream:
            return "upstream";
        case Grid::grad_input:
            return "grad_input";
        case Grid::grad_kernel:
            return "grad_kernel";
        case Grid::grad_bias:
            return "grad_bias";
    }
    return "";
}

const char* face_name(Face face) {
    constexpr const char* names[] = {"words", "words_medium", "words_bold", "numbers", "numbers_bold"};
    return names[static_cast<std::size_t>(face)];
}

std::string paint_text(const Paint& paint) {
    std::string text = role_name(paint.role);
    if (paint.role == Role::value || paint.role == Role::on_value || paint.role == Role::channel)
        text += "(" + number(paint.value) + ")";
    if (paint.alpha != 1.0F) text += "*" + number(paint.alpha);
    return text;
}

std::string stroke_text(const Paint& paint, float width, bool dashed) {
    if (paint.role == Role::none || width <= 0.0F) return "";
    return fmt::format(" stroke={} width={}{}", paint_text(paint), number(width), dashed ? " dashed" : "");
}

std::string pattern_text(const Rect& rect) {
    constexpr const char* names[] = {"none", "hatch", "cross_hatch", "value_hatch"};
    if (rect.pattern == Pattern::none) return "";
    const std::string name = std::string(" ") + names[static_cast<std::size_t>(rect.pattern)];
    if (rect.pattern_paint.role == Role::none) return name;
    const std::string width = rect.pattern_width == 1.0F ? "" : " hatch_width=" + number(rect.pattern_width);
    return name + "=" + paint_text(rect.pattern_paint) + width;
}

struct Describe {
    std::string operator()(const Rect& rect) const {
        std::string text = "rect " + box_text(rect.box);
        if (rect.radius > 0.0F) text += " radius=" + number(rect.radius);
        if (rect.fill.role != Role::none) text += " fill=" + paint_text(rect.fill);
        text += stroke_text(rect.stroke, rect.stroke_width, rect.dashed);
        text += pattern_text(rect);
        if (rect.cell.grid != Grid::none) text += fmt::format(" cell={}:{}", grid_name(rect.cell.grid), rect.cell.flat);
        return text;
    }
    std::string operator()(const Line& line) const {
        return "line " + point(line.a) + " " + point(line.b) + stroke_text(line.stroke, line.width, line.dashed);
    }
    std::string operator()(const Polygon& polygon) const {
        std::string text = "polygon";
        for (const Point& p : polygon.points) text += " " + point(p);
        if (polygon.fill.role != Role::none) text += " fill=" + paint_text(polygon.fill);
        return text + stroke_text(polygon.stroke, polygon.stroke_width, false);
    }
    std::string operator()(const Curve& curve) const {
        return fmt::format("curve {} {} {} {}{}", point(curve.from), point(curve.control_1), point(curve.control_2),
                           point(curve.to), stroke_text(curve.stroke, curve.width, false));
    }
    std::string operator()(const Text& text) const {
        constexpr const char* aligns[] = {"start", "middle", "end"};
        return fmt::format("text {} {} {} {} {} \"{}\"", point(text.at), aligns[static_cast<std::size_t>(text.align)],
                           face_name(text.face), number(text.size), paint_text(text.paint), text.text);
    }
    std::string operator()(const Image& image) const {
        std::string text = fmt::format("image {} {}x{} grid={}:{}", box_text(image.box), image.columns, image.rows,
                                       grid_name(image.grid), image.first_flat);
        for (std::size_t i = 0; i < image.values.size(); ++i)
            text += (i == 0 ? " values=" : ",") + (std::isnan(image.values[i]) ? "-" : number(image.values[i]));
        return text;
    }
    std::string operator()(const Group& group) const {
        std::string text = fmt::format("group {} \"{}\" count={}", group.id, group.title, group.count);
        if (group.clip) text += " clip=" + box_text(*group.clip);
        return text;
    }
};

}  // namespace

std::string dump(const Figure& figure) {
    std::string text = fmt::format("figure {}x{}\n", number(figure.width), number(figure.height));
    std::vector<std::size_t> ends;  // index after the last primitive of each open group
    for (std::size_t i = 0; i < figure.primitives.size(); ++i) {
        while (!ends.empty() && ends.back() <= i) ends.pop_back();
        text.append(2 * ends.size(), ' ');
        text += std::visit(Describe{}, figure.primitives[i]) + "\n";
        if (const auto* group = std::get_if<Group>(&figure.primitives[i])) ends.push_back(i + 1 + group->count);
    }
    return text;
}

}  // namespace stridelens
