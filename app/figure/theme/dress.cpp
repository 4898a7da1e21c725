#include "app/figure/theme/dress.h"

#include "app/figure/theme/hatch.h"
#include "app/figure/theme/theme.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace stridelens {

namespace {

bool paints(const Paint& paint) {
    return paint.role != Role::none && paint.alpha > 0.0F;
}

// --- projector -----------------------------------------------------------------------------------------------------

constexpr float kThicker = 1.25F, kThinnest = 2.0F;  // thin strokes: factor, and at least this many points …
constexpr float kThick = 3.0F;                       // … from here on they are thick enough, and numbers are near
constexpr float kStronger = 1.5F;                    // tints: of alpha
constexpr float kWhole = 0.5F;                       // a text that is hardly faint is not faint at all

struct ForProjector {
    static float thick(float width) {
        return width <= 0.0F || width >= kThick ? width : std::max(kThicker * width, kThinnest);
    }
    /// A veil stays, what it covers is not read; so does a cell that is still to be computed.
    static Paint strong(Paint paint) {
        if (paint.role != Role::background && paint.role != Role::placeholder)
            paint.alpha = std::min(paint.alpha * kStronger, 1.0F);
        return paint;
    }

    void operator()(Rect& rect) const {
        rect.fill = strong(rect.fill);
        rect.stroke = strong(rect.stroke);
        rect.pattern_paint = strong(rect.pattern_paint);
        rect.stroke_width = thick(rect.stroke_width);
        rect.pattern_width *= kThicker;  // a texture, not a stroke: it stays behind the numbers
    }
    void operator()(Line& line) const {
        line.stroke = strong(line.stroke);
        line.width = thick(line.width);
    }
    void operator()(Polygon& polygon) const {
        polygon.fill = strong(polygon.fill);
        polygon.stroke = strong(polygon.stroke);
        polygon.stroke_width = thick(polygon.stroke_width);
    }
    void operator()(Curve& curve) const {
        curve.stroke = strong(curve.stroke);
        curve.width = thick(curve.width);
    }
    void operator()(Ribbon& ribbon) const { ribbon.fill = strong(ribbon.fill); }
    void operator()(Text& text) const {
        if (text.paint.alpha > kWhole) text.paint.alpha = 1.0F;
    }
    void operator()(Image&) const {}
    void operator()(Group&) const {}
};

// --- print ---------------------------------------------------------------------------------------------------------

constexpr float kHairline = 0.35F;  // points: the thinnest line that prints well
constexpr float kEdge = 0.5F;       // of cells and chips
constexpr float kDot = 1.0F;        // radius

/// Roles that are pale in colour are thin in black.
float weight(Role role) {
    switch (role) {
        case Role::hatch:
        case Role::unread:
            return 0.25F;
        case Role::line:
        case Role::placeholder:
            return 0.5F;
        case Role::none:
        case Role::background:
        case Role::panel:
        case Role::ink:
        case Role::dim_ink:
        case Role::window:
        case Role::on_window:
        case Role::control:
        case Role::chip:
        case Role::value:
        case Role::on_value:
        case Role::cell_edge:
        case Role::padding:
        case Role::winner:
        case Role::channel:
        case Role::warning:
            return 1.0F;
    }
    return 1.0F;
}

struct ForPrint {
    std::vector<Primitive>& before;  // what is painted before and after the primitive
    std::vector<Primitive>& after;

    /// A faint stroke is a thin one. White that sets off the window stays as wide as it is.
    static void ink(Paint& paint, float& width) {
        if (!paints(paint) || width <= 0.0F) return;
        const bool white = resolve_colour(paint, ThemeName::print).r > 0.0F;
        if (!white) width = std::max(width * paint.alpha * weight(paint.role), kHairline);
        paint.alpha = 1.0F;
    }
    /// Grounds are opaque; a tint is nothing.
    static void ground(Paint& paint) { paint = paint.alpha >= 0.5F ? Paint{paint.role, paint.value, 1.0F} : Paint{}; }
    /// Value hatching in this paint.
    static void hatch(Rect& rect, const Paint& paint) {
        const ValueHatch hatch = value_hatch(rect.fill.value, rect.box.w, rect.box.h);
        rect.pattern = Pattern::value;
        rect.pattern_paint = paint;
        rect.pattern_width = hatch.share * hatch.pitch / std::numbers::sqrt2_v<float>;
    }
    static bool is_veil(const Paint& paint) { return paint.role == Role::background && paint.alpha < 1.0F; }
    /// Cells meet in the middle of the gap between them: one line, not two.
    static void close_gaps(Rect& rect) {
        const float m = rect.margin;
        if (m <= 0.0F) return;
        rect.box = {rect.box.x - m, rect.box.y - m, rect.box.w + 2 * m, rect.box.h + 2 * m};
        rect.radius = 0.0F;
    }
    /// A small cell that is still to be computed is a dot in its place.
    static void shrink_to_dot(Rect& rect) {
        const Point middle = rect.box.centre();
        rect.radius = std::min({kDot, rect.box.w / 2, rect.box.h / 2});
        rect.box = {middle.x - rect.radius, middle.y - rect.radius, 2 * rect.radius, 2 * rect.radius};
        rect.fill.alpha = 1.0F;
    }

    void operator()(Rect& rect) const {
        close_gaps(rect);
        if (is_veil(rect.fill)) {  // stripes of white let what is below be seen, faintly
            ink(rect.stroke, rect.stroke_width);
            rect.fill = {Role::none, rect.fill.alpha};
            return hatch(rect, {Role::background});
        }
        if (rect.fill.role == Role::placeholder) shrink_to_dot(rect);
        // What is never read is told by its pattern alone, not by the hatching of its value below. Padding has no ground,
        // which would cover half of its neighbours' edges.
        if (rect.pattern == Pattern::cross_hatch && !paints(rect.fill)) rect.fill = {Role::background};
        if (rect.pattern != Pattern::none && rect.fill.role == Role::padding) rect.fill = {};
        if (rect.stroke.role == Role::cell_edge) rect.stroke = {};
        const bool edged = rect.fill.role == Role::value || rect.fill.role == Role::chip;
        ground(rect.fill);
        if (edged && !paints(rect.stroke)) {
            rect.stroke = {Role::ink};
            rect.stroke_width = kEdge;
        }
        ink(rect.stroke, rect.stroke_width);
        if (rect.stroke.role == Role::winner) {  // on hatching, too, it is a ring
            before.emplace_back(rect);
            auto& white = std::get<Rect>(before.back());
            white.stroke = {Role::background};
            white.stroke_width += 1.0F;
        }
        if (rect.pattern == Pattern::value) return hatch(rect, {Role::ink});
        ink(rect.pattern_paint, rect.pattern_width);
    }
    void operator()(Line& line) const { ink(line.stroke, line.width); }
    void operator()(Polygon& polygon) const {
        ground(polygon.fill);
        ink(polygon.stroke, polygon.stroke_width);
    }
    void operator()(Curve& curve) const { ink(curve.stroke, curve.width); }
    void operator()(Ribbon& ribbon) const { ground(ribbon.fill); }
    void operator()(Text& text) const {
        if (paints(text.paint)) text.paint.alpha = 1.0F;
    }
    /// White at zero, a picture needs an edge; one that is not complete has its placeholder's.
    void operator()(Image& image) const {
        if (!image.numbers.complete()) return;
        Rect edge;
        edge.box = image.box;
        edge.stroke = {Role::ink};
        edge.stroke_width = kEdge;
        after.emplace_back(std::move(edge));
    }
    void operator()(Group&) const {}
};

}  // namespace

bool dresses(ThemeName theme) {
    switch (theme) {
        case ThemeName::dark:
        case ThemeName::light:
        case ThemeName::colour_blind:
            return false;
        case ThemeName::print:
        case ThemeName::projector:
            return true;
    }
    return false;
}

std::vector<Primitive> dressed(const Primitive& primitive, ThemeName theme) {
    Primitive worn = primitive;
    std::vector<Primitive> before, after;
    switch (theme) {
        case ThemeName::dark:
        case ThemeName::light:
        case ThemeName::colour_blind:
            break;
        case ThemeName::projector:
            std::visit(ForProjector{}, worn);
            break;
        case ThemeName::print:
            std::visit(ForPrint{before, after}, worn);
            break;
    }
    before.push_back(std::move(worn));
    before.insert(before.end(), after.begin(), after.end());
    return before;
}

}  // namespace stridelens
