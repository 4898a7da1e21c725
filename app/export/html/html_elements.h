#pragma once
// The figure's primitives as elements of a page: colours are classes, so that the page has a light and a dark palette, and
// nothing refers to anything but clip paths.

#include "app/export/vector/svg_shapes.h"

#include <cstdint>
#include <map>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

namespace stridelens {

/// What elements of one kind have in common: the tag, and the attributes that each of them has.
struct ElementKind {
    std::string tag;
    std::vector<std::string> names;
    std::vector<bool> placing;  // by name: says where the element is, not how it looks
    bool operator==(const ElementKind&) const = default;
};

/// One element. Attributes that are none of SVG's: "text", what a text says; "cell", whose rect this is; "of", the cell
/// whose number this is; "columns", "rows", "grid" and "first" of an image, as Image has them.
struct Element {
    std::size_t kind = 0;             // see ElementMaker::kinds()
    std::vector<std::string> values;  // JSON texts, by the kind's names
    std::vector<int> cells;           // image: the colour of each cell; -1: not yet computed
    bool operator==(const Element&) const = default;
};

class ElementMaker {
public:
    /// The colours of bright pages and of dark ones. Where the themes change more than colours, it is the bright one that
    /// says how.
    explicit ElementMaker(std::pair<ThemeName, ThemeName> themes) : themes_(themes) {}

    /// The elements that are seen of a primitive (of a group: none). `of`: the cell that a text is the number of.
    std::vector<Element> make(const Primitive& primitive, const CellId& of);

    const std::vector<ElementKind>& kinds() const { return kinds_; }
    /// Number of a colour: an element has class "f3" to be filled with it, "s3" to be stroked. The two themes' colours
    /// go together.
    int colour(const Paint& paint);
    /// [[bright, its opacity, dark, its opacity], …] by number.
    std::string colours_json() const;
    /// Boxes of the clip paths, [[x, y, width, height, radius], …]: element "c3" is the fourth.
    std::string clips_json() const;
    std::string kinds_json() const;
    /// ` "url(#c3)" ` of a new clip path, or of the one that has this box.
    std::string clip(const Box& box, float radius);

private:
    struct Draft;
    std::size_t kind_of(ElementKind kind);
    Element finish(Draft draft);
    std::string classes(const Paint& fill, const Paint& stroke);
    void add(const std::vector<SvgShape>& shapes, const CellId& cell, std::vector<Element>& elements);
    Element text(const Text& text, const CellId& of);
    Element image(const Image& image);

    std::pair<ThemeName, ThemeName> themes_;
    std::vector<ElementKind> kinds_;
    std::vector<std::string> colours_, clips_;
    std::map<std::string, int> colour_numbers_, clip_numbers_;
    std::unordered_map<std::uint32_t, int> value_numbers_;  // of the colour map, by the value's bits
};

}  // namespace stridelens
