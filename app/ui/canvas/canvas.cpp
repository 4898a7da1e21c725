#include "app/ui/canvas/canvas.h"

#include "app/figure/faces.h"
#include "app/figure/theme/dress.h"
#include "app/figure/theme/theme.h"
#include "app/ui/canvas/canvas_pictures.h"
#include "app/ui/widgets/imgui_compat.h"
#include "core/words/utf8.h"

#include <algorithm>
#include <cmath>

namespace stridelens::ui {
namespace {

/// One call's brush: the list, where it paints, and how big a pixel is.
class Brush {
public:
    explicit Brush(const Surface& surface)
        : surface_(surface),
          list_(*ImGui::GetWindowDrawList()),
          pixels_(std::max(ImGui::GetIO().DisplayFramebufferScale.x, 0.25F)) {
        // Edges fade over one pixel, not one point.
        list_._FringeScale = 1.0F / pixels_;
    }

    void operator()(const Rect& rect);
    void operator()(const Line& line);
    void operator()(const Polygon& polygon);
    void operator()(const Curve& curve);
    void operator()(const Ribbon& ribbon);
    void operator()(const Text& text);
    void operator()(const Image& image);
    void operator()(const Group&) {}  // structure only; clips are the caller's

    ImVec2 place(Point p) const { return {surface_.origin.x + p.x, surface_.origin.y + p.y}; }
    /// Whole pixels, all that the box touches: of a fraction OpenGL would lose the row with a hairline in it.
    void push_clip(const Box& clip) {
        const ImVec2 low = place({clip.x, clip.y}), high = place({clip.right(), clip.bottom()});
        list_.PushClipRect({std::floor(low.x * pixels_) / pixels_, std::floor(low.y * pixels_) / pixels_},
                           {std::ceil(high.x * pixels_) / pixels_, std::ceil(high.y * pixels_) / pixels_}, true);
    }
    void pop_clip() { list_.PopClipRect(); }

private:
    float snap(float v) const { return std::round(v * pixels_) / pixels_; }

    /// A stroke of odd pixel width is crisp with its centre in the middle of a pixel, of even width on its edge.
    float snap_stroke(float v, float width) const {
        const int wide = std::max(1, static_cast<int>(std::lround(width * pixels_)));
        return wide % 2 == 1 ? (std::floor(v * pixels_) + 0.5F) / pixels_ : snap(v);
    }

    ImU32 colour(const Paint& paint) const {
        const Rgba c = resolve_colour(paint, surface_.theme);
        return ImGui::ColorConvertFloat4ToU32(ImVec4(c.r, c.g, c.b, c.a * surface_.alpha));
    }
    static bool visible(const Paint& paint) { return paint.role != Role::none && paint.alpha > 0.0F; }

    /// ImGui keeps a pixel of every edge straight; a knob or a pill is to be round.
    static bool is_round(const Box& box, float radius) {
        return radius > 2.5F && radius + 1.5F > std::min(box.w, box.h) / 2;
    }
    void outline_path(const Box& box, float radius) {
        for (const Point& p : rounded_outline(box, radius)) list_.PathLineTo({p.x, p.y});
    }

    void stroke_outline(const Rect& rect);
    void glyph(ImFont& font, const ImFontGlyph& glyph, float x, float baseline, float scale, ImU32 ink);

    const Surface& surface_;
    ImDrawList& list_;
    float pixels_;  // per point
};

void Brush::operator()(const Rect& rect) {
    // A rect wholly outside the clip costs nothing: big grids stay cheap when zoomed in.
    const ImVec2 low = list_.GetClipRectMin(), high = list_.GetClipRectMax();
    const ImVec2 a = place({rect.box.x, rect.box.y}), b = place({rect.box.right(), rect.box.bottom()});
    if (b.x + rect.stroke_width < low.x || b.y + rect.stroke_width < low.y || a.x - rect.stroke_width > high.x ||
        a.y - rect.stroke_width > high.y)
        return;
    if (visible(rect.fill)) {
        if (is_round(rect.box, rect.radius)) {
            outline_path({a.x, a.y, b.x - a.x, b.y - a.y}, rect.radius);
            list_.PathFillConvex(colour(rect.fill));
        } else {
            list_.AddRectFilled({snap(a.x), snap(a.y)}, {snap(b.x), snap(b.y)}, colour(rect.fill), rect.radius);
        }
    }
    if (rect.pattern != Pattern::none && visible(rect.pattern_paint)) {
        const bool outside = rect.pattern == Pattern::value;  // other lines end at the box
        if (outside) list_.PushClipRect({snap(a.x), snap(a.y)}, {snap(b.x), snap(b.y)}, true);
        const std::vector<Point> outline = rounded_outline(rect.box, rect.radius);
        for (const auto& [from, to] : pattern_lines(rect)) {
            const auto line = outside ? std::optional(std::pair{from, to}) : within(outline, from, to);
            if (!line) continue;
            list_.PathLineTo(place(line->first));  // AddLine would move it by half a point
            list_.PathLineTo(place(line->second));
            list_.PathStroke(colour(rect.pattern_paint), ImDrawFlags_None, rect.pattern_width);
        }
        if (outside) pop_clip();
    }
    if (rect.stroke_width > 0.0F && visible(rect.stroke)) stroke_outline(rect);
}

void Brush::stroke_outline(const Rect& rect) {
    const float width = rect.stroke_width;
    const ImVec2 a = place({rect.box.x, rect.box.y}), b = place({rect.box.right(), rect.box.bottom()});
    const ImVec2 low{snap_stroke(a.x, width), snap_stroke(a.y, width)};
    const ImVec2 high{snap_stroke(b.x, width), snap_stroke(b.y, width)};
    const ImU32 ink = colour(rect.stroke);
    if ((ink & IM_COL32_A_MASK) == 0) return;
    if (!rect.dashed) {
        if (is_round(rect.box, rect.radius))
            outline_path({low.x, low.y, high.x - low.x, high.y - low.y}, rect.radius);
        else
            list_.PathRect(low, high, rect.radius);
        list_.PathStroke(ink, ImDrawFlags_Closed, width);
        return;
    }
    const std::vector<Point> outline = rounded_outline({low.x, low.y, high.x - low.x, high.y - low.y}, rect.radius);
    for (const auto& [from, to] : dashes(outline, true, kDashOn, kDashOff)) {
        list_.PathLineTo({from.x, from.y});
        list_.PathLineTo({to.x, to.y});
        list_.PathStroke(ink, ImDrawFlags_None, width);
    }
}

void Brush::operator()(const Line& line) {
    if (!visible(line.stroke)) return;
    ImVec2 a = place(line.a), b = place(line.b);
    if (std::abs(a.x - b.x) < 0.01F) a.x = b.x = snap_stroke(a.x, line.width);
    if (std::abs(a.y - b.y) < 0.01F) a.y = b.y = snap_stroke(a.y, line.width);
    const auto stroke = [&](Point from, Point to) {
        list_.PathLineTo({from.x, from.y});
        list_.PathLineTo({to.x, to.y});
        list_.PathStroke(colour(line.stroke), ImDrawFlags_None, line.width);
    };
    if (!line.dashed) {
        stroke({a.x, a.y}, {b.x, b.y});
        return;
    }
    for (const auto& [from, to] : dashes({{a.x, a.y}, {b.x, b.y}}, false, kDashOn, kDashOff)) stroke(from, to);
}

void Brush::operator()(const Polygon& polygon) {
    std::vector<ImVec2> points;
    points.reserve(polygon.points.size());
    for (const Point& p : polygon.points) points.push_back(place(p));
    const int count = static_cast<int>(points.size());
    if (visible(polygon.fill)) list_.AddConvexPolyFilled(points.data(), count, colour(polygon.fill));
    if (polygon.stroke_width > 0.0F && visible(polygon.stroke))
        compat::polyline(list_, points.data(), count, colour(polygon.stroke), true, polygon.stroke_width);
}

void Brush::operator()(const Curve& curve) {
    if (!visible(curve.stroke)) return;
    list_.AddBezierCubic(place(curve.from), place(curve.control_1), place(curve.control_2), place(curve.to),
                         colour(curve.stroke), curve.width);
}

/// A strip of triangles: the region is not convex. Its edges are not smoothed; whoever wants them sharp strokes them.
void Brush::operator()(const Ribbon& ribbon) {
    if (!visible(ribbon.fill)) return;
    constexpr int kPieces = 24;
    const ImU32 paint = colour(ribbon.fill);
    const ImVec2 white = ImGui::GetFontTexUvWhitePixel();
    const auto at = [&](const std::array<Point, 4>& edge, int i) {
        const float t = static_cast<float>(i) / kPieces, s = 1.0F - t;
        const float share[] = {s * s * s, 3 * s * s * t, 3 * s * t * t, t * t * t};
        Point p{};
        for (std::size_t k = 0; k < 4; ++k) p = {p.x + share[k] * edge[k].x, p.y + share[k] * edge[k].y};
        return place(p);
    };
    list_.PrimReserve(kPieces * 6, (kPieces + 1) * 2);
    const auto first = list_._VtxCurrentIdx;
    for (int i = 0; i <= kPieces; ++i) {
        list_.PrimWriteVtx(at(ribbon.one, i), white, paint);
        list_.PrimWriteVtx(at(ribbon.other, i), white, paint);
    }
    for (unsigned i = 0; i < kPieces; ++i)
        for (const unsigned corner : {0U, 1U, 3U, 0U, 3U, 2U})
            list_.PrimWriteIdx(static_cast<ImDrawIdx>(first + 2 * i + corner));
}

void Brush::operator()(const Text& text) {
    const Fonts::Sized* sized = surface_.fonts.pick_sized(text.face, text.size);
    if (sized == nullptr || !visible(text.paint) || text.text.empty()) return;
    ImFont& font = *sized->font;
    const float scale = font.Scale * text.size / sized->size;  // glyph pixels → points
    const float half_cap = static_cast<float>(face_style(text.face).cap_height / 2) * text.size;
    ImVec2 pen = place(text.at);
    if (text.align != Align::start) {
        const float width = measure(surface_.fonts, text.text, text.face, text.size);
        pen.x -= text.align == Align::middle ? width / 2 : width;
    }
    const float baseline = snap(pen.y + half_cap);
    const ImU32 ink = colour(text.paint);
    for (const char32_t code : text::characters(text.text)) {
        const ImFontGlyph* found = font.FindGlyph(static_cast<ImWchar>(code));
        if (found == nullptr) continue;
        if (found->Visible) glyph(font, *found, pen.x, baseline, scale, ink);
        pen.x += found->AdvanceX * scale;
    }
}

void Brush::glyph(ImFont& font, const ImFontGlyph& glyph, float x, float baseline, float scale, ImU32 ink) {
    const float rise = std::round(font.Ascent);
    const ImVec2 low{x + glyph.X0 * scale, baseline + (glyph.Y0 - rise) * scale};
    const ImVec2 high{x + glyph.X1 * scale, baseline + (glyph.Y1 - rise) * scale};
    list_.PrimReserve(6, 4);
    list_.PrimRectUV(low, high, {glyph.U0, glyph.V0}, {glyph.U1, glyph.V1}, ink);
}

void Brush::operator()(const Image& image) {
    paint_picture(surface_, list_, image, pixels_);
}

}  // namespace

void paint(const Surface& surface, const Primitive& primitive) {
    Brush brush(surface);
    visit_dressed(primitive, surface.theme, brush);
}

void paint(const Surface& surface, const Figure& figure) {
    Brush brush(surface);
    std::vector<std::size_t> clip_ends;  // index after the last primitive of each open clip
    for (std::size_t i = 0; i < figure.primitives.size(); ++i) {
        while (!clip_ends.empty() && clip_ends.back() == i) {
            brush.pop_clip();
            clip_ends.pop_back();
        }
        visit_dressed(figure.primitives[i], surface.theme, brush);
        if (const auto* group = std::get_if<Group>(&figure.primitives[i]); group != nullptr && group->clip) {
            if (group->count == 0) continue;
            brush.push_clip(*group->clip);
            clip_ends.push_back(i + 1 + group->count);
        }
    }
    for (std::size_t i = 0; i < clip_ends.size(); ++i) brush.pop_clip();
}

float measure(const Fonts& fonts, std::string_view text, Face face, float size) {
    const Fonts::Sized* sized = fonts.pick_sized(face, size);
    if (sized == nullptr) return 0.0F;
    float width = 0.0F;
    for (const char32_t code : text::characters(text)) {
        const ImFontGlyph* glyph = sized->font->FindGlyph(static_cast<ImWchar>(code));
        if (glyph != nullptr) width += glyph->AdvanceX;
    }
    return width * sized->font->Scale * size / sized->size;
}

}  // namespace stridelens::ui
