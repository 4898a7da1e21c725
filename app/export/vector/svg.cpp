// The figure as SVG. Cairo's own SVG surface turns text into outlines, hence a writer of ours. It keeps to what Chromium,
// librsvg and Inkscape agree on: presentation attributes, clip paths, no filters, no markers, no <pattern>.

#include "app/export/cairo/png.h"
#include "app/export/export.h"
#include "app/export/vector/svg_shapes.h"
#include "app/export/walk.h"
#include "app/export/words/cell_names.h"
#include "app/export/words/colours.h"
#include "app/export/words/digits.h"
#include "app/figure/faces.h"
#include "app/files/failure.h"
#include "app/files/new_file.h"
#include "core/words/table.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

namespace stridelens {

namespace {

constexpr std::int64_t kImagePixels = 2048;  // about the longer side of an enlarged bitmap
constexpr Table<Align, const char*> kAnchors({{Align::start, ""},
                                              {Align::middle, " text-anchor=\"middle\""},
                                              {Align::end, " text-anchor=\"end\""}});

std::string attribute(const char* name, double value) {
    return fmt::format(" {}=\"{}\"", name, decimal(value));
}

std::string attributes(const SvgAttributes& all) {
    std::string text;
    for (const auto& [name, value] : all) text += fmt::format(" {}=\"{}\"", name, escape_markup(value));
    return text;
}

class SvgWriter {
public:
    explicit SvgWriter(const SvgOptions& options) : options_(options) {}

    void operator()(const Rect& rect) {
        const std::vector<SvgShape> shapes = svg_shapes(rect);
        if (rect.cell.grid == Grid::none && shapes.empty()) return;
        std::string id, title;
        if (rect.cell.grid != Grid::none) {
            id = id_attribute(cell_id(rect.cell));
            title = "<title>" + escape_markup(cell_title(rect.cell, options_.geometry)) + "</title>";
        }
        if (rect.pattern == Pattern::none || !is_seen(rect.pattern_paint)) return shape(shapes.front(), id, title);
        open("<g" + id + ">" + title);
        for (const SvgShape& part : shapes) shape(part);
        close();
    }
    void operator()(const Line& segment) { all(svg_shapes(segment)); }
    void operator()(const Polygon& polygon) { all(svg_shapes(polygon)); }
    void operator()(const Curve& curve) { all(svg_shapes(curve)); }
    void operator()(const Ribbon& ribbon) { all(svg_shapes(ribbon)); }
    void operator()(const Text& text) {
        if (text.text.empty() || !is_seen(text.paint)) return;
        const FaceStyle& face = face_style(text.face);
        const bool spaces =
            text.text.front() == ' ' || text.text.back() == ' ' || text.text.find("  ") != std::string::npos;
        line(fmt::format("<text{}{} font-family=\"{}\"{} font-weight=\"{}\"{}{}{}>{}</text>", attribute("x", text.at.x),
                         attribute("y", baseline(text)), face.families, attribute("font-size", text.size), face.weight,
                         kAnchors[text.align], fill_attributes(text.paint), spaces ? " xml:space=\"preserve\"" : "",
                         escape_markup(text.text)));
    }
    void operator()(const Image& image) {
        if (image.columns() <= 0 || image.rows() <= 0) return;
        // Crisp cells: Chromium reads the style, Inkscape the attribute. librsvg smooths every picture, so a cell is many
        // pixels, and what is smoothed is a narrow seam. (Pixels alike cost next to nothing in a PNG.) Hatching is finer
        // than a screen's pixels: it is smoothed everywhere, or it would break up.
        const Bitmap bitmap = bitmap_of(image, options_.theme);
        const bool crisp = !bitmap.hatched;
        const int zoom =
            crisp ? std::clamp(static_cast<int>(kImagePixels / std::max(bitmap.columns, bitmap.rows)), 1, 32) : 1;
        line("<image" + attributes(svg_box(image.box)) + " preserveAspectRatio=\"none\"" +
             (crisp ? " image-rendering=\"optimizeSpeed\" style=\"image-rendering:pixelated\"" : "") +
             " xlink:href=\"data:image/png;base64," + base64(png_bytes(bitmap_surface(bitmap, zoom).get())) + "\"/>");
    }
    void operator()(const Group& group) {
        const std::string clip = group.clip ? clip_attribute({*group.clip}) : "";
        open("<g" + id_attribute(group.id) + clip + ">" +
             (group.title.empty() ? "" : "<title>" + escape_markup(group.title) + "</title>"));
    }
    void leave(const Group&) { close(); }

    /// The whole file.
    std::string finish(const Figure& figure) const {
        std::string text = fmt::format(
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
            "<svg xmlns=\"http://www.w3.org/2000/svg\" xmlns:xlink=\"http://www.w3.org/1999/xlink\"{}{} "
            "viewBox=\"0 0 {} {}\" role=\"img\" aria-labelledby=\"{}title{}\" stroke-miterlimit=\"10\" "
            "style=\"font-kerning:none;font-variant-ligatures:none\">\n",
            attribute("width", figure.width), attribute("height", figure.height), decimal(figure.width),
            decimal(figure.height), prefix(), options_.description.empty() ? "" : " " + prefix() + "desc");
        text += fmt::format("  <title id=\"{}title\">{}</title>\n", prefix(),
                            escape_markup(options_.title.empty() ? "Stridelens figure" : options_.title));
        if (!options_.description.empty())
            text += fmt::format("  <desc id=\"{}desc\">{}</desc>\n", prefix(), escape_markup(options_.description));
        if (!clips_.empty()) text += "  <defs>\n" + definitions_ + "  </defs>\n";
        if (!options_.transparent)
            text += fmt::format("  <rect{}{}{}/>\n", attribute("width", figure.width),
                                attribute("height", figure.height), fill_attributes({Role::background}));
        return text + body_ + "</svg>\n";
    }

private:
    std::string prefix() const { return options_.id_prefix.empty() ? "" : svg_id(options_.id_prefix); }

    /// ` fill="#6EA5D7"`, with its opacity where it has one.
    std::string colour_attributes(const char* name, const Paint& paint) const {
        const Colour colour = file_colour(paint, options_.theme, options_.transparent);
        std::string text = fmt::format(" {}=\"#{}\"", name, hex(colour));
        if (colour.alpha < 1.0) text += fmt::format(" {}-opacity=\"{}\"", name, decimal(colour.alpha));
        return text;
    }
    std::string fill_attributes(const Paint& paint) const {
        return is_seen(paint) ? colour_attributes("fill", paint) : " fill=\"none\"";
    }
    /// Empty if there is no stroke.
    std::string stroke_attributes(const Paint& paint, float width, bool dashed) const {
        if (width <= 0.0F || !is_seen(paint)) return "";
        return colour_attributes("stroke", paint) + attribute("stroke-width", width) +
               (dashed ? fmt::format(" stroke-dasharray=\"{} {}\"", kDashOn, kDashOff) : std::string());
    }
    /// An id that no other element has: a cell that is drawn twice, in the grid and in the lens, has a number behind it.
    std::string id_attribute(const std::string& wish) {
        const std::string id = prefix() + svg_id(wish);
        std::string free = id;
        for (int n = 2; !ids_.insert(free).second; ++n) free = fmt::format("{}-{}", id, n);
        return " id=\"" + free + "\"";
    }
    /// A clip path; the same one is defined once.
    std::string clip_attribute(const SvgClip& clip) {
        const std::string shape = "<rect" + attributes(svg_box(clip.box, clip.radius)) + "/>";
        const auto [entry, added] = clips_.try_emplace(shape);
        if (added) {
            const std::string id = id_attribute(fmt::format("clip-{}", clips_.size()));
            definitions_ += "    <clipPath" + id + ">" + shape + "</clipPath>\n";
            entry->second = id.substr(5, id.size() - 6);  // without ` id="` and `"`
        }
        return fmt::format(" clip-path=\"url(#{})\"", entry->second);
    }
    void shape(const SvgShape& shape, const std::string& id = "", const std::string& title = "") {
        std::string text = std::string("<") + shape.tag;
        if (shape.clip)
            text += fmt::format(" transform=\"translate({} {})\"{}", decimal(shape.offset.x), decimal(shape.offset.y),
                                clip_attribute(*shape.clip));
        text += attributes(shape.geometry) + id;
        if (!shape.open) text += fill_attributes(shape.fill);
        text += stroke_attributes(shape.stroke, shape.stroke_width, shape.dashed);
        line(text + (title.empty() ? "/>" : fmt::format(">{}</{}>", title, shape.tag)));
    }
    void all(const std::vector<SvgShape>& shapes) {
        for (const SvgShape& part : shapes) shape(part);
    }
    void line(const std::string& text) {
        body_.append(2 * (depth_ + 1), ' ');
        body_ += text + "\n";
    }
    void open(const std::string& text) {
        line(text);
        ++depth_;
    }
    void close() {
        --depth_;
        line("</g>");
    }

    const SvgOptions& options_;
    std::string body_, definitions_;
    std::size_t depth_ = 0;
    std::map<std::string, std::string> clips_;  // shape → id
    std::set<std::string> ids_{prefix() + "title", prefix() + "desc"};
};

}  // namespace

std::string svg_text(const Figure& figure, const SvgOptions& options) {
    SvgWriter writer(options);
    walk(figure, options.theme, writer);
    return writer.finish(figure);
}

Outcome<void> write_svg(const Figure& figure, const std::filesystem::path& file, const SvgOptions& options) {
    return write_whole_file(file, svg_text(figure, options));
}

}  // namespace stridelens
