// The figure as text: one primitive a line, indented by group. For golden files and failure messages.

#include "app/figure/figure.h"
#include "core/words/table.h"

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

constexpr Table<Role, const char*> kRoles({{Role::none, "none"},
                                           {Role::background, "background"},
                                           {Role::panel, "panel"},
                                           {Role::line, "line"},
                                           {Role::ink, "ink"},
                                           {Role::dim_ink, "dim_ink"},
                                           {Role::window, "window"},
                                           {Role::on_window, "on_window"},
                                           {Role::control, "control"},
                                           {Role::chip, "chip"},
                                           {Role::value, "value"},
                                           {Role::on_value, "on_value"},
                                           {Role::cell_edge, "cell_edge"},
                                           {Role::padding, "padding"},
                                           {Role::hatch, "hatch"},
                                           {Role::unread, "unread"},
                                           {Role::winner, "winner"},
                                           {Role::placeholder, "placeholder"},
                                           {Role::channel, "channel"},
                                           {Role::warning, "warning"}});
constexpr Table<Face, const char*> kFaces({{Face::words, "words"},
                                           {Face::words_medium, "words_medium"},
                                           {Face::words_bold, "words_bold"},
                                           {Face::numbers, "numbers"},
                                           {Face::numbers_bold, "numbers_bold"}});
constexpr Table<Pattern, const char*> kPatterns({{Pattern::none, "none"},
                                                 {Pattern::hatch, "hatch"},
                                                 {Pattern::cross_hatch, "cross_hatch"},
                                                 {Pattern::value, "value_hatch"}});
constexpr Table<Align, const char*> kAligns({{Align::start, "start"}, {Align::middle, "middle"}, {Align::end, "end"}});

std::string paint_text(const Paint& paint) {
    std::string text = kRoles[paint.role];
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
    if (rect.pattern == Pattern::none) return "";
    const std::string name = std::string(" ") + kPatterns[rect.pattern];
    if (rect.pattern_paint.role == Role::none) return name;
    const std::string width = rect.pattern_width == 1.0F ? "" : " hatch_width=" + number(rect.pattern_width);
    const std::string pitch = rect.pattern_pitch == 8.0F ? "" : " hatch_pitch=" + number(rect.pattern_pitch);
    return name + "=" + paint_text(rect.pattern_paint) + width + pitch;
}

struct Describe {
    std::string operator()(const Rect& rect) const {
        std::string text = "rect " + box_text(rect.box);
        if (rect.radius > 0.0F) text += " radius=" + number(rect.radius);
        if (rect.fill.role != Role::none) text += " fill=" + paint_text(rect.fill);
        text += stroke_text(rect.stroke, rect.stroke_width, rect.dashed);
        text += pattern_text(rect);
        if (rect.cell.grid != Grid::none)
            text += fmt::format(" cell={}{}:{}", rect.cell.side == AB::b ? "b_" : "", word_of(rect.cell.grid, '_'),
                                rect.cell.flat);
        if (rect.band)
            text += fmt::format(" band={}{}:{} {}x{}", rect.band->first.side == AB::b ? "b_" : "",
                                word_of(rect.band->first.grid, '_'), rect.band->first.flat, rect.band->columns,
                                rect.band->rows);
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
    std::string operator()(const Ribbon& ribbon) const {
        std::string text = "ribbon";
        for (const auto* edge : {&ribbon.one, &ribbon.other})
            for (const Point& p : *edge) text += " " + point(p);
        return text + " fill=" + paint_text(ribbon.fill);
    }
    std::string operator()(const Text& text) const {
        return fmt::format("text {} {} {} {} {} \"{}\"", point(text.at), kAligns[text.align], kFaces[text.face],
                           number(text.size), paint_text(text.paint), text.text);
    }
    std::string operator()(const Image& image) const {
        std::string text = fmt::format("image {} {}x{} grid={}:{}", box_text(image.box), image.columns(), image.rows(),
                                       word_of(image.grid, '_'), image.first_flat);
        for (std::int64_t row = 0; row < image.rows(); ++row)
            for (std::int64_t column = 0; column < image.columns(); ++column) {
                const float value = image.numbers.at(row, column);
                text += (row + column == 0 ? " values=" : ",") + (std::isnan(value) ? "-" : number(value));
            }
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
