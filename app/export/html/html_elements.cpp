#include "app/export/html/html_elements.h"

#include "app/export/html/html_columns.h"
#include "app/export/words/cell_names.h"
#include "app/export/words/colours.h"
#include "app/export/words/digits.h"
#include "app/figure/faces.h"
#include "app/figure/theme/dress.h"
#include "app/files/scenario_json.h"
#include "core/operation/operation.h"
#include "core/words/table.h"

#include <fmt/format.h>

#include <algorithm>
#include <bit>
#include <cmath>
#include <set>

namespace stridelens {

namespace {

/// Classes of player.css.
constexpr Table<Align, const char*> kAnchors({{Align::start, ""}, {Align::middle, " middle"}, {Align::end, " end"}});

const std::set<std::string> kPlacing = {"x",  "y",  "width", "height", "rx", "x1",
                                        "y1", "x2", "y2",    "points", "d",  "transform"};
const std::set<std::string> kNumbers = {"x",    "y",     "width",      "height",       "rx",
                                        "x1",   "y1",    "x2",         "y2",           "columns",
                                        "rows", "first", "textLength", "stroke-width", "font-size"};

}  // namespace

/// An element on its way: names and plain values in order.
struct ElementMaker::Draft {
    const char* tag = "";
    std::vector<std::pair<const char*, std::string>> attributes;
    std::vector<int> cells{};

    void add(const char* name, std::string value) { attributes.emplace_back(name, std::move(value)); }
};

std::size_t ElementMaker::kind_of(ElementKind kind) {
    const auto known = std::find(kinds_.begin(), kinds_.end(), kind);
    if (known == kinds_.end()) {
        kinds_.push_back(std::move(kind));
        return kinds_.size() - 1;
    }
    return static_cast<std::size_t>(known - kinds_.begin());
}

Element ElementMaker::finish(Draft draft) {
    ElementKind kind;
    kind.tag = draft.tag;
    Element element;
    for (auto& [name, value] : draft.attributes) {
        kind.names.emplace_back(name);
        kind.placing.push_back(kPlacing.contains(name));
        element.values.push_back(kNumbers.contains(name) ? std::move(value) : json_string(value));
    }
    element.kind = kind_of(std::move(kind));
    element.cells = std::move(draft.cells);
    return element;
}

int ElementMaker::colour(const Paint& paint) {
    const auto pair = [&](ThemeName theme) {
        const Colour colour = file_colour(paint, theme);
        return fmt::format("\"#{}\",{}", hex(colour), decimal(colour.alpha));
    };
    const std::string both = "[" + pair(themes_.first) + "," + pair(themes_.second) + "]";
    const auto [entry, added] = colour_numbers_.try_emplace(both, static_cast<int>(colours_.size()));
    if (added) colours_.push_back(both);
    return entry->second;
}

std::string ElementMaker::colours_json() const {
    return json_array(colours_);
}

std::string ElementMaker::clips_json() const {
    return json_array(clips_);
}

std::string ElementMaker::kinds_json() const {
    std::vector<std::string> kinds;
    for (const ElementKind& kind : kinds_) {
        std::vector<std::string> names;
        for (const std::string& name : kind.names) names.push_back(json_string(name));
        kinds.push_back("[" + json_string(kind.tag) + "," + json_array(names) + "]");
    }
    return json_array(kinds);
}

std::string ElementMaker::clip(const Box& box, float radius) {
    std::string values;
    for (const auto& [name, value] : svg_box(box, radius)) values += (values.empty() ? "[" : ",") + value;
    values += "]";
    const auto [entry, added] = clip_numbers_.try_emplace(values, static_cast<int>(clips_.size()));
    if (added) clips_.push_back(values);
    return fmt::format("url(#c{})", entry->second);
}

std::string ElementMaker::classes(const Paint& fill, const Paint& stroke) {
    std::string text;
    if (is_seen(fill)) text += fmt::format("f{}", colour(fill));
    if (is_seen(stroke)) text += fmt::format("{}s{}", text.empty() ? "" : " ", colour(stroke));
    return text;
}

void ElementMaker::add(const std::vector<SvgShape>& shapes, const CellId& cell, std::vector<Element>& elements) {
    bool named = cell.grid == Grid::none || cell.grid == Grid::padding;  // whose number no reader asks for
    for (const SvgShape& shape : shapes) {
        Draft draft{shape.tag, {}};
        if (shape.clip) {
            draft.add("transform", fmt::format("translate({} {})", decimal(shape.offset.x), decimal(shape.offset.y)));
            draft.add("clip-path", clip(shape.clip->box, shape.clip->radius));
        }
        for (const auto& [name, value] : shape.geometry) draft.add(name, value);
        draft.add("class", classes(shape.fill, shape.stroke) + (shape.dashed ? " dashed" : ""));
        if (shape.stroke_width > 0.0F) draft.add("stroke-width", decimal(shape.stroke_width));
        if (!named && shape.tag == std::string_view("rect")) {
            draft.add("cell", cell_id(cell));
            named = true;
        }
        elements.push_back(finish(std::move(draft)));
    }
}

std::vector<Element> ElementMaker::make(const Primitive& primitive, const CellId& of) {
    std::vector<Element> elements;
    const auto make = overloaded{[&](const Rect& rect) { add(svg_shapes(rect), rect.cell, elements); },
                                 [&](const Line& line) { add(svg_shapes(line), {}, elements); },
                                 [&](const Polygon& polygon) { add(svg_shapes(polygon), {}, elements); },
                                 [&](const Curve& curve) { add(svg_shapes(curve), {}, elements); },
                                 [&](const Ribbon& ribbon) { add(svg_shapes(ribbon), {}, elements); },
                                 [&](const Text& words) {
                                     if (!words.text.empty() && is_seen(words.paint))
                                         elements.push_back(text(words, of));
                                 },
                                 [&](const Image& picture) {
                                     if (picture.columns() > 0 && picture.rows() > 0)
                                         elements.push_back(image(picture));
                                 },
                                 [](const Group&) {}};
    visit_dressed(primitive, themes_.first, make);
    return elements;
}

/// Fonts differ from machine to machine, the room for a text does not: it says how wide it is, and is set to that.
Element ElementMaker::text(const Text& text, const CellId& of) {
    Draft draft{"text", {}};
    draft.add("x", decimal(text.at.x));
    draft.add("y", decimal(baseline(text)));
    draft.add("font-size", decimal(text.size));
    draft.add("textLength", decimal(text_width(text.text, text.face, text.size)));
    draft.add("class",
              fmt::format("{} {}{}", classes(text.paint, {}), face_style(text.face).word, kAnchors[text.align]));
    draft.add("text", text.text);
    if (of.grid != Grid::none) draft.add("of", cell_id(of));
    return finish(std::move(draft));
}

Element ElementMaker::image(const Image& image) {
    Draft draft{"image", {}};
    for (const auto& [name, value] : svg_box(image.box)) draft.add(name, value);
    draft.add("columns", std::to_string(image.columns()));
    draft.add("rows", std::to_string(image.rows()));
    draft.add("grid", image.grid == Grid::none ? "" : word_of(image.grid, '-'));
    draft.add("first", std::to_string(image.first_flat));
    draft.cells.reserve(static_cast<std::size_t>(image.rows() * image.columns()));
    for (std::int64_t i = 0; i < image.rows() * image.columns(); ++i) {
        const float value = image.numbers.at(i / image.columns(), i % image.columns());
        if (std::isnan(value)) {
            draft.cells.push_back(-1);
            continue;
        }
        const auto [known, added] = value_numbers_.try_emplace(std::bit_cast<std::uint32_t>(value), 0);
        if (added) known->second = colour({Role::value, value});
        draft.cells.push_back(known->second);
    }
    return finish(std::move(draft));
}

}  // namespace stridelens
