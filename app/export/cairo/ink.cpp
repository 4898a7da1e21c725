#include "app/export/cairo/ink.h"

#include "app/export/cairo/cairo_text.h"
#include "app/figure/faces.h"
#include "app/figure/theme/dress.h"

#include <algorithm>
#include <array>
#include <span>

namespace stridelens {

namespace {

constexpr float kEdge = 2.0F;   // pixels: an edge is moved to a whole one, and shares it with what is beside
constexpr float kMiter = 5.0F;  // a sharp corner reaches as many times the stroke's width, by Cairo's limit of miters
constexpr int kPieces = 16;     // of what is bent

Box around(std::span<const Point> points) {
    Point low = points.front(), high = low;
    for (const Point& p : points) {
        low = {std::min(low.x, p.x), std::min(low.y, p.y)};
        high = {std::max(high.x, p.x), std::max(high.y, p.y)};
    }
    return {low.x, low.y, high.x - low.x, high.y - low.y};
}

using Bezier = std::array<Point, 4>;

Point blossom(const Bezier& curve, float u, float v, float w) {
    const auto between = [](Point a, Point b, float t) { return Point{a.x + (b.x - a.x) * t, a.y + (b.y - a.y) * t}; };
    const Point a = between(curve[0], curve[1], u), b = between(curve[1], curve[2], u),
                c = between(curve[2], curve[3], u);
    return between(between(a, b, v), between(b, c, v), w);
}

/// The box of the controls of a piece: a cubic Bézier does not leave it.
Box piece_box(const Bezier& curve, int piece) {
    const float from = static_cast<float>(piece) / kPieces, to = static_cast<float>(piece + 1) / kPieces;
    return around(Bezier{blossom(curve, from, from, from), blossom(curve, from, from, to), blossom(curve, from, to, to),
                         blossom(curve, to, to, to)});
}

class Ink {
public:
    Ink(cairo_t* cr, const PaintOptions& options, std::vector<Box>& boxes)
        : cr_(cr), edge_(kEdge / static_cast<float>(options.scale)), boxes_(boxes) {}

    void operator()(const Rect& rect) { add(rect.box, rect.stroke_width); }
    void operator()(const Line& line) { add(around(std::array{line.a, line.b}), line.width); }
    void operator()(const Polygon& polygon) {
        if (!polygon.points.empty()) add(around(polygon.points), kMiter * polygon.stroke_width);
    }
    void operator()(const Curve& curve) {
        const Bezier bezier{curve.from, curve.control_1, curve.control_2, curve.to};
        for (int piece = 0; piece < kPieces; ++piece) add(piece_box(bezier, piece), curve.width);
    }
    /// What is between two edges lies on segments from the one to the other.
    void operator()(const Ribbon& ribbon) {
        for (int piece = 0; piece < kPieces; ++piece)
            add(join(piece_box(ribbon.one, piece), piece_box(ribbon.other, piece)), 0.0F);
    }
    void operator()(const Text& text) { add(text_ink(cr_, text, baseline(text)), 0.0F); }
    void operator()(const Image& image) { add(image.box, 0.0F); }
    void operator()(const Group&) {}

private:
    void add(const Box& box, float more) {
        const float margin = more + edge_;
        boxes_.push_back({box.x - margin, box.y - margin, box.w + 2 * margin, box.h + 2 * margin});
    }

    cairo_t* cr_;
    float edge_;
    std::vector<Box>& boxes_;
};

}  // namespace

std::vector<Box> ink_boxes(cairo_t* cr, const Primitive& primitive, const PaintOptions& options) {
    std::vector<Box> boxes;
    Ink ink(cr, options, boxes);
    visit_dressed(primitive, options.theme, ink);
    return boxes;
}

}  // namespace stridelens
