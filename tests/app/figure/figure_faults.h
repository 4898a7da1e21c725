#pragma once
// What can be wrong with a figure, whatever it shows: texts that overlap, leave the page or do not fit into their cells.

#include "app/figure/figure.h"

#include <fmt/format.h>

#include <string>
#include <vector>

namespace stridelens {

struct Placed {
    Box box;
    std::string text;
};

/// What a text's ink covers, generously: digits are as tall as capitals, words have descenders.
inline Box ink_of(const Text& text) {
    const float width = text_width(text.text, text.face, text.size);
    const float left = text.align == Align::start    ? text.at.x
                       : text.align == Align::middle ? text.at.x - width / 2
                                                     : text.at.x - width;
    return {left, text.at.y - 0.4F * text.size, width, 0.8F * text.size};
}

inline bool overlap(const Box& a, const Box& b) {
    constexpr float slack = 0.25F;
    return a.x + slack < b.right() && b.x + slack < a.right() && a.y + slack < b.bottom() && b.y + slack < a.bottom();
}

inline bool within(const Box& inner, const Box& outer) {
    constexpr float slack = 0.5F;
    return inner.x >= outer.x - slack && inner.y >= outer.y - slack && inner.right() <= outer.right() + slack &&
           inner.bottom() <= outer.bottom() + slack;
}

inline std::vector<Placed> texts_of(const Figure& figure) {
    std::vector<Placed> texts;
    for (const Primitive& primitive : figure.primitives)
        if (const auto* text = std::get_if<Text>(&primitive)) texts.push_back({ink_of(*text), text->text});
    return texts;
}

/// The first fault, in words; empty if there is none.
inline std::string fault_of(const Figure& figure) {
    const std::vector<Placed> texts = texts_of(figure);
    const Box page{0.0F, 0.0F, figure.width, figure.height};
    for (std::size_t i = 0; i < texts.size(); ++i) {
        if (!within(texts[i].box, page))
            return fmt::format("\"{}\" leaves the page at {:.0f}, {:.0f}", texts[i].text, texts[i].box.x,
                               texts[i].box.y);
        for (std::size_t k = 0; k < i; ++k)
            if (overlap(texts[i].box, texts[k].box))
                return fmt::format("\"{}\" and \"{}\" overlap at {:.0f}, {:.0f}", texts[k].text, texts[i].text,
                                   texts[i].box.x, texts[i].box.y);
    }
    return "";
}

/// Numbers on a cell stay inside it.
inline std::string overflow_of(const Figure& figure) {
    const Rect* cell = nullptr;
    for (const Primitive& primitive : figure.primitives) {
        if (const auto* rect = std::get_if<Rect>(&primitive)) cell = rect->cell.grid == Grid::none ? nullptr : rect;
        const auto* text = std::get_if<Text>(&primitive);
        if (text == nullptr || cell == nullptr || !cell->box.contains(text->at)) continue;
        if (!within(ink_of(*text), cell->box)) return fmt::format("\"{}\" is wider than its cell", text->text);
    }
    return "";
}

}  // namespace stridelens
