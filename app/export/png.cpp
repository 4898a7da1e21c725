// The figure as pixels, by Cairo. Text is drawn with the two fonts' files, so that it is the same on every machine that
// has them; without them Cairo's own faces stand in.

#include "app/export/cairo_fonts.h"
#include "app/export/export.h"

#include <cairo.h>
#include <fmt/format.h>

#include <unistd.h>
#include <algorithm>
#include <cmath>
#include <cstring>
#include <filesystem>
#include <memory>
#include <numbers>
#include <system_error>

namespace stridelens {

namespace {

using Surface = std::unique_ptr<cairo_surface_t, decltype(&cairo_surface_destroy)>;
using Context = std::unique_ptr<cairo_t, decltype(&cairo_destroy)>;

constexpr double kDash[] = {4.0, 4.0};
constexpr int kMostPixels = 30000;  // Cairo's images end at 32767 a side

class Painter {
public:
    Painter(cairo_t* cr, const PngOptions& options) : cr_(cr), theme_(options.theme), scale_(options.scale) {}

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
    void operator()(const Text& text) {
        if (text.text.empty() || !set(text.paint)) return;
        const LoadedFace face = load_face(text.face);
        cairo_set_font_face(cr_, face.face);
        cairo_set_font_size(cr_, text.size);
        double x = text.at.x;
        if (text.align != Align::start) {
            cairo_text_extents_t extents;
            cairo_text_extents(cr_, text.text.c_str(), &extents);
            x -= text.align == Align::middle ? extents.x_advance / 2 : extents.x_advance;
        }
        cairo_move_to(cr_, x, std::round((text.at.y + face.cap_height / 2 * text.size) * scale_) / scale_);
        cairo_show_text(cr_, text.text.c_str());
        cairo_new_path(cr_);
    }
    void operator()(const Image& image) {
        if (image.columns <= 0 || image.rows <= 0) return;
        const double w = image.box.w / static_cast<double>(image.columns);
        const double h = image.box.h / static_cast<double>(image.rows);
        for (std::int64_t i = 0; i < image.columns * image.rows; ++i) {
            const float value = image.values[static_cast<std::size_t>(i)];
            if (std::isnan(value)) continue;
            set({Role::value, value, 1.0F});
            const auto column = static_cast<double>(i % image.columns), row = static_cast<double>(i / image.columns);
            const double left = snap(image.box.x + column * w), top = snap(image.box.y + row * h);
            cairo_rectangle(cr_, left, top, snap(image.box.x + (column + 1) * w) - left,
                            snap(image.box.y + (row + 1) * h) - top);
            cairo_fill(cr_);
        }
    }
    void operator()(const Group&) {}  // structure only; the caller clips

private:
    /// Whether the paint is visible; if so it is the brush from now on.
    bool set(const Paint& paint) {
        if (paint.role == Role::none || paint.alpha <= 0.0F) return false;
        const Rgba c = resolve_colour(paint, theme_);
        cairo_set_source_rgba(cr_, c.r, c.g, c.b, c.a);
        return true;
    }
    double snap(double v) const { return std::round(v * scale_) / scale_; }
    /// A stroke of odd pixel width is crisp with its centre in the middle of a pixel, of even width on an edge.
    double crisp(double v, double width) const {
        const auto pixels = std::max(1L, std::lround(width * scale_));
        return pixels % 2 == 1 ? (std::floor(v * scale_) + 0.5) / scale_ : snap(v);
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
        stroke(1.0F, false);
        cairo_restore(cr_);
    }
    void stroke(float width, bool dashed) {
        cairo_set_line_width(cr_, width);
        cairo_set_dash(cr_, kDash, dashed ? 2 : 0, 0.0);
        cairo_stroke(cr_);
    }

    cairo_t* cr_;
    ThemeName theme_;
    double scale_;
};

void paint(cairo_t* cr, const Figure& figure, const PngOptions& options) {
    const Rgba background = resolve_colour({Role::background}, options.theme);
    cairo_set_source_rgb(cr, background.r, background.g, background.b);
    cairo_paint(cr);
    cairo_scale(cr, options.scale, options.scale);
    Painter painter(cr, options);
    std::vector<std::size_t> ends;  // index after the last primitive of each open clip
    for (std::size_t i = 0; i <= figure.primitives.size(); ++i) {
        for (; !ends.empty() && ends.back() == i; ends.pop_back()) cairo_restore(cr);
        if (i == figure.primitives.size()) break;
        std::visit(painter, figure.primitives[i]);
        const auto* group = std::get_if<Group>(&figure.primitives[i]);
        if (group == nullptr || !group->clip || group->count == 0) continue;
        cairo_save(cr);
        cairo_rectangle(cr, group->clip->x, group->clip->y, group->clip->w, group->clip->h);
        cairo_clip(cr);
        ends.push_back(i + 1 + group->count);
    }
}

int pixels_of(float points, double scale) {
    return std::max(1, static_cast<int>(std::lround(points * scale)));
}

Surface render(const Figure& figure, const PngOptions& options) {
    Surface surface(cairo_image_surface_create(CAIRO_FORMAT_ARGB32, pixels_of(figure.width, options.scale),
                                               pixels_of(figure.height, options.scale)),
                    &cairo_surface_destroy);
    const Context context(cairo_create(surface.get()), &cairo_destroy);
    const FontOptions font_options = plain_font_options();
    cairo_set_font_options(context.get(), font_options.get());
    paint(context.get(), figure, options);
    cairo_surface_flush(surface.get());
    return surface;
}

tl::unexpected<Error> refuse(const std::filesystem::path& file, const std::string& why) {
    return tl::unexpected(Error{.field = Field::text,
                                .message = fmt::format("cannot write {}: {}; choose a folder that exists and that you "
                                                       "may write to",
                                                       file.string(), why)});
}

}  // namespace

Result<void> write_png(const Figure& figure, const std::filesystem::path& file, const PngOptions& options) {
    const double widest = std::max(figure.width, figure.height) * options.scale;
    if (!(options.scale > 0.0) || !(widest <= kMostPixels))
        return tl::unexpected(Error{
            .field = Field::text,
            .message = fmt::format(
                "a picture of {} × {} points at scale {:g} would be {:.0f} pixels long; at most {} "
                "are possible, so the scale may be up to {:.1f}",
                figure.width, figure.height, options.scale, widest, kMostPixels,
                std::floor(10.0 * kMostPixels / static_cast<double>(std::max(figure.width, figure.height))) / 10.0)});
    std::filesystem::path beside = file;
    beside += fmt::format(".{}.part", ::getpid());
    const Surface surface = render(figure, options);
    const cairo_status_t status = cairo_surface_write_to_png(surface.get(), beside.c_str());
    std::error_code error;
    if (status != CAIRO_STATUS_SUCCESS) {
        const int number = errno;
        std::filesystem::remove(beside, error);
        return refuse(file, status == CAIRO_STATUS_WRITE_ERROR && number != 0 ? std::strerror(number)
                                                                              : cairo_status_to_string(status));
    }
    std::filesystem::rename(beside, file, error);
    if (error) {
        const std::string why = error.message();
        std::filesystem::remove(beside, error);
        return refuse(file, why);
    }
    return {};
}

Pixels render_pixels(const Figure& figure, const PngOptions& options) {
    const Surface surface = render(figure, options);
    Pixels pixels{cairo_image_surface_get_width(surface.get()), cairo_image_surface_get_height(surface.get()), {}};
    pixels.rgba.reserve(static_cast<std::size_t>(pixels.width) * static_cast<std::size_t>(pixels.height) * 4);
    const unsigned char* data = cairo_image_surface_get_data(surface.get());
    const int stride = cairo_image_surface_get_stride(surface.get());
    for (int y = 0; y < pixels.height; ++y)
        for (int x = 0; x < pixels.width; ++x) {
            std::uint32_t argb = 0;  // opaque: nothing is premultiplied
            std::memcpy(&argb, data + static_cast<std::ptrdiff_t>(y) * stride + static_cast<std::ptrdiff_t>(x) * 4, 4);
            for (const unsigned shift : {16U, 8U, 0U, 24U})
                pixels.rgba.push_back(static_cast<std::uint8_t>((argb >> shift) & 255U));
        }
    return pixels;
}

}  // namespace stridelens
