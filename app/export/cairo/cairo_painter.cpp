#include "app/export/cairo/cairo_painter.h"

#include "app/export/cairo/cairo_fonts.h"
#include "app/export/cairo/cairo_text.h"
#include "app/export/walk.h"
#include "app/figure/faces.h"
#include "app/figure/theme/theme_colours.h"
#include "app/figure/theme/tiles.h"
#include "core/tensor/stop.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <cstring>
#include <new>
#include <numbers>
#include <vector>

namespace stridelens {

namespace {

constexpr double kDash[] = {kDashOn, kDashOff};

class Painter {
public:
    Painter(cairo_t* cr, const PaintOptions& options) : cr_(cr), options_(options) {}

    void operator()(const Rect& rect) {
        if (set(rect.fill)) {
            path(rect, 0.0);
            cairo_fill(cr_);
        }
        if (rect.pattern != Pattern::none && set(rect.pattern_paint)) hatch(rect);
        if (rect.stroke_width > 0.0F && set(rect.stroke)) {
            path(rect, rect.stroke_width);
            stroke(rect.stroke_width, rect.dashed);
        }
    }
    void operator()(const Line& line) {
        if (!set(line.stroke)) return;
        Point a = line.a, b = line.b;
        if (a.x == b.x) a.x = b.x = static_cast<float>(crisp(a.x, line.width));
        if (a.y == b.y) a.y = b.y = static_cast<float>(crisp(a.y, line.width));
        cairo_move_to(cr_, a.x, a.y);
        cairo_line_to(cr_, b.x, b.y);
        stroke(line.width, line.dashed);
    }
    void operator()(const Polygon& polygon) {
        for (const Point& p : polygon.points) cairo_line_to(cr_, p.x, p.y);
        cairo_close_path(cr_);
        if (set(polygon.fill)) cairo_fill_preserve(cr_);
        if (polygon.stroke_width > 0.0F && set(polygon.stroke))
            stroke(polygon.stroke_width, false);
        else
            cairo_new_path(cr_);
    }
    void operator()(const Curve& curve) {
        if (!set(curve.stroke)) return;
        cairo_move_to(cr_, curve.from.x, curve.from.y);
        cairo_curve_to(cr_, curve.control_1.x, curve.control_1.y, curve.control_2.x, curve.control_2.y, curve.to.x,
                       curve.to.y);
        stroke(curve.width, false);
    }
    void operator()(const Ribbon& ribbon) {
        if (!set(ribbon.fill)) return;
        const auto& [a, b, c, d] = ribbon.one;
        const auto& [e, f, g, h] = ribbon.other;
        cairo_move_to(cr_, a.x, a.y);
        cairo_curve_to(cr_, b.x, b.y, c.x, c.y, d.x, d.y);
        cairo_line_to(cr_, h.x, h.y);
        cairo_curve_to(cr_, g.x, g.y, f.x, f.y, e.x, e.y);
        cairo_close_path(cr_);
        cairo_fill(cr_);
    }
    void operator()(const Text& text) {
        if (text.text.empty() || !set(text.paint)) return;
        show_text(cr_, text, snap(baseline(text)));
        cairo_new_path(cr_);
    }
    void operator()(const Image& image) {
        if (image.columns() <= 0 || image.rows() <= 0) return;
        const double left = snap(image.box.x), top = snap(image.box.y);
        const double right = snap(image.box.right()), bottom = snap(image.box.bottom());
        if (right <= left || bottom <= top) return;  // smaller than a pixel: Cairo would paint nothing from here on
        // One bitmap: thousands of rectangles would show seams between them in a viewer.
        const Bitmap bitmap = bitmap_of(for_pixels(image), options_.theme);
        const CairoSurface surface = bitmap_surface(bitmap);
        const double width = (right - left) / static_cast<double>(bitmap.columns);
        const double height = (bottom - top) / static_cast<double>(bitmap.rows);
        // Cells are crisp; hatching that is finer than the pixels there are is smoothed, or it would break up.
        const bool fine = bitmap.hatched && options_.pixels && std::min(width, height) * options_.scale < 1.0;
        cairo_save(cr_);
        cairo_translate(cr_, left, top);
        cairo_scale(cr_, width, height);
        cairo_set_source_surface(cr_, surface.get(), 0.0, 0.0);
        cairo_pattern_set_filter(cairo_get_source(cr_), fine ? CAIRO_FILTER_GOOD : CAIRO_FILTER_NEAREST);
        cairo_paint(cr_);
        cairo_restore(cr_);
    }
    void operator()(const Group& group) {
        if (!group.clip) return;
        cairo_save(cr_);
        cairo_rectangle(cr_, group.clip->x, group.clip->y, group.clip->w, group.clip->h);
        cairo_clip(cr_);
    }
    void leave(const Group& group) {
        if (group.clip) cairo_restore(cr_);
    }

private:
    /// Of cells that are smaller than the file's pixels, those that a window would show.
    Image for_pixels(const Image& image) const {
        if (!options_.pixels || colours_of(options_.theme).hatched) return image;
        const float width = image.box.w / static_cast<float>(image.columns());
        const float height = image.box.h / static_cast<float>(image.rows());
        const auto scale = static_cast<float>(options_.scale);
        const int level = level_of(image.numbers, width * scale, height * scale);
        return melted_to(image, texels(image.rows(), level), texels(image.columns(), level));
    }

    /// Whether the paint is visible; if so it is the brush from now on.
    bool set(const Paint& paint) {
        if (paint.role == Role::none || paint.alpha <= 0.0F) return false;
        const Rgba c = resolve_colour(paint, options_.theme, options_.transparent);
        cairo_set_source_rgba(cr_, c.r, c.g, c.b, c.a);
        return true;
    }
    double snap(double v) const { return options_.pixels ? std::round(v * options_.scale) / options_.scale : v; }
    /// A stroke of odd pixel width is crisp with its centre in the middle of a pixel, of even width on an edge.
    double crisp(double v, double width) const {
        if (!options_.pixels) return v;
        const auto pixels = std::max(1L, std::lround(width * options_.scale));
        return pixels % 2 == 1 ? (std::floor(v * options_.scale) + 0.5) / options_.scale : snap(v);
    }
    void path(const Rect& rect, double width) {
        const auto place = [&](double v) { return width > 0.0 ? crisp(v, width) : snap(v); };
        const double l = place(rect.box.x), t = place(rect.box.y), r = place(rect.box.right()),
                     b = place(rect.box.bottom());
        const double radius = std::min({static_cast<double>(rect.radius), (r - l) / 2, (b - t) / 2});
        constexpr double quarter = std::numbers::pi / 2;
        cairo_new_path(cr_);
        if (radius <= 0.0) {
            cairo_rectangle(cr_, l, t, r - l, b - t);
            return;
        }
        // Clockwise from the upper edge's left end, as SVG walks a rect: the dashes lie alike.
        cairo_move_to(cr_, l + radius, t);
        cairo_arc(cr_, r - radius, t + radius, radius, -quarter, 0);
        cairo_arc(cr_, r - radius, b - radius, radius, 0, quarter);
        cairo_arc(cr_, l + radius, b - radius, radius, quarter, 2 * quarter);
        cairo_arc(cr_, l + radius, t + radius, radius, 2 * quarter, 3 * quarter);
        cairo_close_path(cr_);
    }
    void hatch(const Rect& rect) {
        cairo_save(cr_);
        path(rect, 0.0);
        cairo_clip(cr_);
        for (const auto& [from, to] : pattern_lines(rect)) {
            cairo_move_to(cr_, from.x, from.y);
            cairo_line_to(cr_, to.x, to.y);
        }
        stroke(rect.pattern_width, false);
        cairo_restore(cr_);
    }
    /// Nothing is thinner than a pixel: it would be pale.
    void stroke(double width, bool dashed) {
        cairo_set_line_width(cr_, options_.pixels ? std::max(width, 1.0 / options_.scale) : width);
        cairo_set_dash(cr_, kDash, dashed ? 2 : 0, 0.0);
        cairo_stroke(cr_);
    }
    cairo_t* cr_;
    const PaintOptions& options_;
};

}  // namespace

CairoSurface bitmap_surface(const Bitmap& bitmap, int zoom) {
    const bool whole = std::find(bitmap.argb.begin(), bitmap.argb.end(), 0U) == bitmap.argb.end();
    const int width = static_cast<int>(bitmap.columns) * zoom, height = static_cast<int>(bitmap.rows) * zoom;
    CairoSurface surface(cairo_image_surface_create(whole ? CAIRO_FORMAT_RGB24 : CAIRO_FORMAT_ARGB32, width, height),
                         &cairo_surface_destroy);
    unsigned char* data = cairo_image_surface_get_data(surface.get());
    if (data == nullptr) throw std::bad_alloc();
    const auto stride = static_cast<std::size_t>(cairo_image_surface_get_stride(surface.get()));
    const auto columns = static_cast<std::size_t>(bitmap.columns), times = static_cast<std::size_t>(zoom);
    for (std::size_t row = 0; row < static_cast<std::size_t>(height); ++row) {
        std::vector<std::uint32_t> line;
        for (std::size_t column = 0; column < columns; ++column)  // opaque or not there: nothing to premultiply
            line.insert(line.end(), times, bitmap.argb[row / times * columns + column]);
        std::memcpy(data + row * stride, line.data(), line.size() * sizeof(std::uint32_t));
    }
    cairo_surface_mark_dirty(surface.get());
    return surface;
}

Outcome<void> paint_figure(cairo_t* cr, const Figure& figure, const PaintOptions& options) {
    if (!options.transparent) {
        const Rgba background = resolve_colour({Role::background}, options.theme);
        cairo_set_source_rgb(cr, background.r, background.g, background.b);
        cairo_paint(cr);
    }
    return paint_some(cr, figure, std::vector<bool>(figure.primitives.size(), true), options);
}

Outcome<void> paint_some(cairo_t* cr, const Figure& figure, const std::vector<bool>& wanted,
                         const PaintOptions& options) {
    const FontOptions font_options = plain_font_options();
    cairo_set_font_options(cr, font_options.get());
    cairo_save(cr);
    cairo_scale(cr, options.scale, options.scale);
    Painter painter(cr, options);
    walk(figure, options.theme, painter, [&wanted](std::size_t i) { return wanted[i]; });
    cairo_restore(cr);
    return check_cairo(cairo_status(cr));
}

void fill_background(cairo_t* cr, ThemeName theme) {
    const Rgba background = resolve_colour({Role::background}, theme);
    cairo_set_source_rgb(cr, background.r, background.g, background.b);
    cairo_fill(cr);
}

Outcome<void> check_cairo(cairo_status_t status) {
    if (status == CAIRO_STATUS_SUCCESS) return {};
    if (status == CAIRO_STATUS_NO_MEMORY)
        return failed("there is not enough memory for a picture this large; choose a smaller scale");
    return failed(fmt::format("the picture cannot be drawn: {}; try another format", cairo_status_to_string(status)));
}

cairo_status_t append_bytes(void* text, const unsigned char* data, unsigned length) {
    if (stop_asked()) return CAIRO_STATUS_WRITE_ERROR;
    try {
        static_cast<std::string*>(text)->append(reinterpret_cast<const char*>(data), length);
    } catch (const std::bad_alloc&) {
        return CAIRO_STATUS_NO_MEMORY;
    }
    return CAIRO_STATUS_SUCCESS;
}

}  // namespace stridelens
