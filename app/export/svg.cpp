// The figure as SVG. Cairo's own SVG surface turns text into outlines, hence a writer of ours. It keeps to what Chromium,
// librsvg and Inkscape agree on: presentation attributes, clip paths, no filters, no markers, no <pattern>.

#include "app/export/cell_names.h"
#include "app/export/colours.h"
#include "app/export/digits.h"
#include "app/export/export.h"
#include "app/export/faces.h"
#include "app/export/file.h"
#include "app/export/png.h"
#include "app/export/walk.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

namespace stridelens {

namespace {

constexpr std::int64_t kImagePixels = 2048;  // about the longer side of an enlarged bitmap

/// Text as XML holds it, between tags and between quotes. What XML 1.0 cannot hold is U+FFFD.
std::string escape(std::string_view text) {
    std::string escaped;
    for (std::size_t at = 0; at < text.size();) {
        const char32_t code = next_character(text, at);
        const bool control = code < 0x20 && code != '\t' && code != '\n';
        if (code == '&')
            escaped += "&amp;";
        else if (code == '<')
            escaped += "&lt;";
        else if (code == '>')
            escaped += "&gt;";
        else if (code == '"')
            escaped += "&quot;";
        else
            escaped += utf8(control || code == 0xFFFE || code == 0xFFFF ? char32_t{0xFFFD} : code);
    }
    return escaped;
}

/// The letters, digits and hyphens of `text`; starts with a letter.
std::string plain_id(std::string_view text) {
    std::string id;
    for (const char c : text) {
        const bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
        const bool digit = c >= '0' && c <= '9';
        id += letter || digit || c == '_' ? c : '-';
    }
    return id.empty() || id.front() == '-' || (id.front() >= '0' && id.front() <= '9') ? "g" + id : id;
}

std::string attribute(const char* name, double value) {
    return fmt::format(" {}=\"{}\"", name, decimal(value));
}

std::string box_attributes(const Box& box, float radius) {
    std::string text =
        attribute("x", box.x) + attribute("y", box.y) + attribute("width", box.w) + attribute("height", box.h);
    if (radius > 0.0F) text += attribute("rx", std::min({radius, box.w / 2, box.h / 2}));
    return text;
}

class SvgWriter {
public:
    explicit SvgWriter(const SvgOptions& options) : options_(options) {}

    void operator()(const Rect& rect) {
        const bool is_cell = rect.cell.grid != Grid::none;
        const bool hatched = rect.pattern != Pattern::none && visible(rect.pattern_paint);
        const std::string shape = "<rect" + box_attributes(rect.box, rect.radius);
        const std::string fill = fill_attributes(rect.fill);
        const std::string stroke = stroke_attributes(rect.stroke, rect.stroke_width, rect.dashed);
        if (!is_cell && !hatched && !visible(rect.fill) && stroke.empty()) return;
        const std::string id = is_cell ? id_attribute(cell_id(rect.cell)) : "";
        const std::string title =
            is_cell ? "<title>" + escape(cell_title(rect.cell, options_.geometry)) + "</title>" : "";
        if (!hatched) {
            line(shape + id + fill + stroke + (title.empty() ? "/>" : ">" + title + "</rect>"));
            return;
        }
        open("<g" + id + ">" + title);
        if (visible(rect.fill)) line(shape + fill + "/>");
        hatch(rect);
        if (!stroke.empty()) line(shape + " fill=\"none\"" + stroke + "/>");
        close();
    }
    void operator()(const Line& segment) {
        const std::string stroke = stroke_attributes(segment.stroke, segment.width, segment.dashed);
        if (stroke.empty()) return;
        line("<line" + attribute("x1", segment.a.x) + attribute("y1", segment.a.y) + attribute("x2", segment.b.x) +
             attribute("y2", segment.b.y) + stroke + "/>");
    }
    void operator()(const Polygon& polygon) {
        const std::string stroke = stroke_attributes(polygon.stroke, polygon.stroke_width, false);
        if (polygon.points.empty() || (stroke.empty() && !visible(polygon.fill))) return;
        std::string points;
        for (const Point& p : polygon.points) points += (points.empty() ? "" : " ") + pair(p);
        line("<polygon points=\"" + points + "\"" + fill_attributes(polygon.fill) + stroke + "/>");
    }
    void operator()(const Curve& curve) {
        const std::string stroke = stroke_attributes(curve.stroke, curve.width, false);
        if (stroke.empty()) return;
        line(fmt::format("<path d=\"M{} C{} {} {}\" fill=\"none\"{}/>", pair(curve.from), pair(curve.control_1),
                         pair(curve.control_2), pair(curve.to), stroke));
    }
    void operator()(const Text& text) {
        if (text.text.empty() || !visible(text.paint)) return;
        constexpr const char* anchors[] = {"", " text-anchor=\"middle\"", " text-anchor=\"end\""};
        const FaceStyle& face = face_style(text.face);
        const bool spaces =
            text.text.front() == ' ' || text.text.back() == ' ' || text.text.find("  ") != std::string::npos;
        line(fmt::format("<text{}{} font-family=\"{}\"{} font-weight=\"{}\"{}{}{}>{}</text>", attribute("x", text.at.x),
                         attribute("y", baseline(text)), face.families, attribute("font-size", text.size), face.weight,
                         anchors[static_cast<std::size_t>(text.align)], fill_attributes(text.paint),
                         spaces ? " xml:space=\"preserve\"" : "", escape(text.text)));
    }
    void operator()(const Image& image) {
        if (image.columns <= 0 || image.rows <= 0) return;
        // Crisp cells: Chromium reads the style, Inkscape the attribute. librsvg smooths every picture, so a cell is many
        // pixels, and what is smoothed is a narrow seam. (Pixels alike cost next to nothing in a PNG.) Hatching is finer
        // than a screen's pixels: it is smoothed everywhere, or it would break up.
        const Bitmap bitmap = bitmap_of(image, options_.theme);
        const bool crisp = !bitmap.hatched;
        const int zoom =
            crisp ? std::clamp(static_cast<int>(kImagePixels / std::max(bitmap.columns, bitmap.rows)), 1, 32) : 1;
        line("<image" + box_attributes(image.box, 0.0F) + " preserveAspectRatio=\"none\"" +
             (crisp ? " image-rendering=\"optimizeSpeed\" style=\"image-rendering:pixelated\"" : "") +
             " xlink:href=\"data:image/png;base64," + base64(png_bytes(bitmap_surface(bitmap, zoom).get())) + "\"/>");
    }
    void operator()(const Group& group) {
        const std::string clip = group.clip ? clip_attribute(*group.clip, 0.0F) : "";
        open("<g" + id_attribute(group.id) + clip + ">" +
             (group.title.empty() ? "" : "<title>" + escape(group.title) + "</title>"));
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
                            escape(options_.title.empty() ? "Stridelens figure" : options_.title));
        if (!options_.description.empty())
            text += fmt::format("  <desc id=\"{}desc\">{}</desc>\n", prefix(), escape(options_.description));
        if (!clips_.empty()) text += "  <defs>\n" + definitions_ + "  </defs>\n";
        if (!options_.transparent)
            text += fmt::format("  <rect{}{}{}/>\n", attribute("width", figure.width),
                                attribute("height", figure.height), fill_attributes({Role::background}));
        return text + body_ + "</svg>\n";
    }

private:
    std::string prefix() const { return options_.id_prefix.empty() ? "" : plain_id(options_.id_prefix); }
    static std::string pair(Point p) { return decimal(p.x) + "," + decimal(p.y); }
    bool visible(const Paint& paint) const { return file_colour(paint, options_.theme).alpha > 0.0; }

    /// ` fill="#6EA5D7"`, with its opacity where it has one.
    std::string colour_attributes(const char* name, const Paint& paint) const {
        const Colour colour = file_colour(paint, options_.theme);
        std::string text = fmt::format(" {}=\"#{}\"", name, hex(colour));
        if (colour.alpha < 1.0) text += fmt::format(" {}-opacity=\"{}\"", name, decimal(colour.alpha));
        return text;
    }
    std::string fill_attributes(const Paint& paint) const {
        return visible(paint) ? colour_attributes("fill", paint) : " fill=\"none\"";
    }
    /// Empty if there is no stroke.
    std::string stroke_attributes(const Paint& paint, float width, bool dashed) const {
        if (width <= 0.0F || !visible(paint)) return "";
        return colour_attributes("stroke", paint) + attribute("stroke-width", width) +
               (dashed ? " stroke-dasharray=\"4 4\"" : "");
    }
    /// An id that no other element has: a cell that is drawn twice, in the grid and in the lens, has a number behind it.
    std::string id_attribute(const std::string& wish) {
        const std::string id = prefix() + plain_id(wish);
        std::string free = id;
        for (int n = 2; !ids_.insert(free).second; ++n) free = fmt::format("{}-{}", id, n);
        return " id=\"" + free + "\"";
    }
    /// A clip path for `box`; the same box is defined once.
    std::string clip_attribute(const Box& box, float radius) {
        const std::string shape = "<rect" + box_attributes(box, radius) + "/>";
        const auto [entry, added] = clips_.try_emplace(shape);
        if (added) {
            const std::string id = id_attribute(fmt::format("clip-{}", clips_.size()));
            definitions_ += "    <clipPath" + id + ">" + shape + "</clipPath>\n";
            entry->second = id.substr(5, id.size() - 6);  // without ` id="` and `"`
        }
        return fmt::format(" clip-path=\"url(#{})\"", entry->second);
    }
    /// The pattern's lines, cut off at the rounded corners. Cells of one size share a clip path: the lines are moved.
    void hatch(const Rect& rect) {
        std::string path;
        const auto at = [&](Point p) { return pair({p.x - rect.box.x, p.y - rect.box.y}); };
        for (const auto& [from, to] : pattern_lines(rect)) path += "M" + at(from) + "L" + at(to);
        if (path.empty()) return;
        line(fmt::format("<path transform=\"translate({} {})\"{} d=\"{}\" fill=\"none\"{}/>", decimal(rect.box.x),
                         decimal(rect.box.y), clip_attribute({0.0F, 0.0F, rect.box.w, rect.box.h}, rect.radius), path,
                         stroke_attributes(rect.pattern_paint, rect.pattern_width, false)));
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

Result<void> write_svg(const Figure& figure, const std::filesystem::path& file, const SvgOptions& options) {
    return write_whole_file(file, svg_text(figure, options));
}

}  // namespace stridelens
