// The figure as LaTeX with TikZ: y down, one unit = 1 bp = one point of the figure, every coordinate as in the figure.
// A grid too big for numbers is an inline bitmap of PDF (PDF 1.7, 8.9.7): one file, nothing beside it, and thousands of
// rectangles would exhaust TeX's memory.

#include "app/export/export.h"
#include "app/export/vector/tikz_words.h"
#include "app/export/walk.h"
#include "app/export/words/colours.h"
#include "app/export/words/digits.h"
#include "app/figure/faces.h"
#include "app/figure/theme/bitmap.h"
#include "app/files/failure.h"
#include "app/files/new_file.h"
#include "core/words/table.h"
#include "core/words/utf8.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <optional>
#include <set>
#include <span>

namespace stridelens {

namespace {

/// Latin Modern's faces at the size of ours: the typewriter's digits become 0.6 em wide, as JetBrains Mono's are, and
/// the sans serif's capitals as high as Inter's.
struct TexFace {
    double size;        // em of the TeX face / em of ours
    double cap_height;  // em of ours
};
constexpr TexFace kSans{1.04, 0.722}, kTypewriter{0.6 / 0.525, 0.698};
constexpr Table<Align, const char*> kAnchors({{Align::start, "base west"},
                                              {Align::middle, "base"},
                                              {Align::end, "base east"}});

constexpr std::size_t kHexLine = 162;  // whole pixels of 8 bits a channel

std::string pair(Point p) {
    return "(" + decimal(p.x) + "," + decimal(p.y) + ")";
}

std::string rectangle(const Box& box) {
    return pair({box.x, box.y}) + " rectangle " + pair({box.right(), box.bottom()});
}

std::string row_of_bytes(std::span<const std::uint32_t> pixels) {
    std::string digits;
    for (const std::uint32_t argb : pixels) digits += fmt::format("{:06X}", argb & 0xFFFFFFU);
    return digits;
}

/// 1 is white; each row fills whole bytes.
std::string row_of_bits(std::span<const std::uint32_t> pixels) {
    std::string digits;
    for (std::size_t i = 0; i < pixels.size(); i += 8) {
        unsigned byte = 0;
        for (std::size_t k = i; k < std::min(i + 8, pixels.size()); ++k)
            if ((pixels[k] & 0xFFU) != 0U) byte |= 0x80U >> (k - i);
        digits += fmt::format("{:02X}", byte);
    }
    return digits;
}

class TikzWriter {
public:
    explicit TikzWriter(const TikzOptions& options) : options_(options) {
        if (!options_.transparent) background_ = colour({Role::background});
    }

    void operator()(const Rect& rect) {
        const float radius = std::min({rect.radius, rect.box.w / 2, rect.box.h / 2});
        const std::string corners = radius > 0.0F ? "rounded corners=" + decimal(radius) + "bp" : "";
        const bool fill = visible(rect.fill), stroke = rect.stroke_width > 0.0F && visible(rect.stroke);
        const bool hatched = rect.pattern != Pattern::none && visible(rect.pattern_paint);
        if (fill) line(fmt::format("\\fill[{}] {};", join(style("fill", rect.fill), corners), rectangle(rect.box)));
        if (hatched) hatch(rect, corners);
        if (stroke)
            line(fmt::format("\\draw[{}] {};", join(stroke_style(rect.stroke, rect.stroke_width, rect.dashed), corners),
                             rectangle(rect.box)));
    }
    void operator()(const Line& segment) {
        if (segment.width <= 0.0F || !visible(segment.stroke)) return;
        line(fmt::format("\\draw[{}] {} -- {};", stroke_style(segment.stroke, segment.width, segment.dashed),
                         pair(segment.a), pair(segment.b)));
    }
    void operator()(const Polygon& polygon) {
        std::string path;
        for (const Point& p : polygon.points) path += pair(p) + " -- ";
        path += "cycle";
        if (polygon.points.empty()) return;
        if (visible(polygon.fill)) line(fmt::format("\\fill[{}] {};", style("fill", polygon.fill), path));
        if (polygon.stroke_width > 0.0F && visible(polygon.stroke))
            line(fmt::format("\\draw[{}] {};", stroke_style(polygon.stroke, polygon.stroke_width, false), path));
    }
    void operator()(const Curve& curve) {
        if (curve.width <= 0.0F || !visible(curve.stroke)) return;
        line(fmt::format("\\draw[{}] {} .. controls {} and {} .. {};", stroke_style(curve.stroke, curve.width, false),
                         pair(curve.from), pair(curve.control_1), pair(curve.control_2), pair(curve.to)));
    }
    void operator()(const Ribbon& ribbon) {
        if (!visible(ribbon.fill)) return;
        const auto& [a, b, c, d] = ribbon.one;
        const auto& [e, f, g, h] = ribbon.other;
        line(fmt::format("\\fill[{}] {} .. controls {} and {} .. {} -- {} .. controls {} and {} .. {} -- cycle;",
                         style("fill", ribbon.fill), pair(a), pair(b), pair(c), pair(d), pair(h), pair(g), pair(f),
                         pair(e)));
    }
    void operator()(const Text& text) {
        if (text.text.empty() || !visible(text.paint)) return;
        const FaceStyle& ours = face_style(text.face);
        const TexFace& face = ours.monospace ? kTypewriter : kSans;
        const auto size = static_cast<double>(text.size);
        const auto y = static_cast<float>(text.at.y + face.cap_height / 2 * size);
        line(fmt::format("\\node[{}={},anchor={},{}] at {} {{{}}};", ours.word, decimal(face.size * size),
                         kAnchors[text.align], style("text", text.paint), pair({text.at.x, y}),
                         tex_words(text.text, ours.monospace)));
    }
    void operator()(const Image& given) {
        if (given.columns() <= 0 || given.rows() <= 0) return;
        const Image image = coarse(given, options_.theme);
        // Inline bitmaps have no holes: rows with the same cells in place make one bitmap a run. (What is not yet
        // computed comes last in reading order, so these are two or three.)
        const Bitmap bitmap = bitmap_of(image, options_.theme);
        const auto rows = static_cast<std::size_t>(image.rows());
        for (std::size_t row = 0, end = 0; row < rows; row = end) {
            const std::vector<Run> runs = runs_of(image, row);
            for (end = row + 1; end < rows && runs_of(image, end) == runs;) ++end;
            for (const Run& run : runs) inline_bitmap(image, bitmap, run, row, end);
        }
    }
    void operator()(const Group& group) {
        line("% " + text::one_line(group.id) + ": " + text::one_line(group.title));
        line("\\begin{scope}");
        ++depth_;
        if (group.clip) line("\\clip " + rectangle(*group.clip) + ";");
    }
    void leave(const Group&) {
        --depth_;
        line("\\end{scope}");
    }

    /// The whole file.
    std::string finish(const Figure& figure) const {
        const std::string width = decimal(figure.width), height = decimal(figure.height);
        std::string text = fmt::format("% Stridelens figure, {} x {} bp.", width, height);
        text += options_.fragment ? " Needs \\usepackage{tikz} and a font that scales, e.g. \\usepackage{lmodern}.\n"
                                    "% To fit the page: \\resizebox{\\linewidth}{!}{\\input{this file}}\n"
                                  : " Compiles by itself: pdflatex or lualatex.\n" + preamble(width, height);
        text += "\\begingroup\n" + sign_definition(body_);
        for (const std::string& colour : colours_)
            text += fmt::format("\\definecolor{{sl{}}}{{HTML}}{{{}}}\n", colour, colour);
        text +=
            "\\begin{tikzpicture}[x=1bp,y=-1bp,line cap=butt,line join=miter,\n"
            "  every node/.style={inner sep=0pt,outer sep=0pt},\n"
            "  words/.style={font=\\sffamily\\fontsize{#1bp}{#1bp}\\selectfont},\n"
            "  words medium/.style={words={#1}},\n"
            "  words bold/.style={font=\\sffamily\\bfseries\\fontsize{#1bp}{#1bp}\\selectfont},\n"
            "  numbers/.style={font=\\ttfamily\\fontsize{#1bp}{#1bp}\\selectfont},\n"
            "  numbers bold/.style={font=\\ttfamily\\bfseries\\fontsize{#1bp}{#1bp}\\selectfont}]\n";
        text += fmt::format("  \\clip (0,0) rectangle ({},{});\n", width, height);
        if (background_) text += fmt::format("  \\fill[sl{}] (0,0) rectangle ({},{});\n", *background_, width, height);
        text += body_ + "\\end{tikzpicture}%\n\\endgroup\n";
        return options_.fragment ? text : text + "\\end{document}\n";
    }

private:
    struct Run {  // columns of a row that are in place
        std::size_t first = 0, last = 0;
        bool operator==(const Run&) const = default;
    };

    /// A page of the figure's size. Latin Modern where it is installed; Computer Modern in all sizes otherwise.
    static std::string preamble(const std::string& width, const std::string& height) {
        return fmt::format(
            "\\documentclass{{article}}\n"
            "\\usepackage[paperwidth={}bp,paperheight={}bp,margin=0bp]{{geometry}}\n"
            "\\IfFileExists{{lmodern.sty}}{{\\usepackage[T1]{{fontenc}}\\usepackage{{lmodern}}}}"
            "{{\\usepackage{{fix-cm}}}}\n"
            "\\usepackage{{tikz}}\n"
            "\\pagestyle{{empty}}\n"
            "\\setlength{{\\parindent}}{{0pt}}\n"
            "\\setlength{{\\topskip}}{{0pt}}\n"
            "\\begin{{document}}%\n",
            width, height);
    }
    static std::vector<Run> runs_of(const Image& image, std::size_t row) {
        const auto columns = static_cast<std::size_t>(image.columns());
        std::vector<Run> runs;
        for (std::size_t i = 0; i < columns; ++i) {
            if (std::isnan(image.numbers.at(static_cast<std::int64_t>(row), static_cast<std::int64_t>(i)))) continue;
            if (runs.empty() || runs.back().last != i) runs.push_back({i, i});
            ++runs.back().last;
        }
        return runs;
    }
    /// Cells of the rows `row` … `end` − 1 and of one run of columns. Through pgf's own door to PDF, so that it works with
    /// every engine. Black and white alone take a bit a pixel.
    void inline_bitmap(const Image& image, const Bitmap& bitmap, const Run& run, std::size_t row, std::size_t end) {
        const double w = image.box.w / static_cast<double>(image.columns());
        const double h = image.box.h / static_cast<double>(image.rows());
        const auto cell_columns = static_cast<std::size_t>(bitmap.cell_columns);
        const auto cell_rows = static_cast<std::size_t>(bitmap.cell_rows);
        line(fmt::format(
            "\\begin{{scope}}[shift={{({},{})}}]\\pgflowlevelsynccm\\csname pgfsys@invoke\\endcsname{{q {} "
            "0 0 {} 0 0 cm BI /W {} /H {} /CS /{} /BPC {} /F /AHx ID",
            decimal(image.box.x + static_cast<double>(run.first) * w),
            decimal(image.box.y + static_cast<double>(end) * h), decimal(static_cast<double>(run.last - run.first) * w),
            decimal(static_cast<double>(end - row) * h), (run.last - run.first) * cell_columns, (end - row) * cell_rows,
            bitmap.hatched ? "G" : "RGB", bitmap.hatched ? 1 : 8));
        std::string digits;
        for (std::size_t r = row * cell_rows; r < end * cell_rows; ++r) {
            const auto first = static_cast<std::ptrdiff_t>(r) * bitmap.columns;
            const std::span<const std::uint32_t> pixels(
                bitmap.argb.begin() + first + static_cast<std::ptrdiff_t>(run.first * cell_columns),
                bitmap.argb.begin() + first + static_cast<std::ptrdiff_t>(run.last * cell_columns));
            digits += bitmap.hatched ? row_of_bits(pixels) : row_of_bytes(pixels);
            for (; digits.size() >= kHexLine; digits.erase(0, kHexLine)) line(digits.substr(0, kHexLine));
        }
        line(digits + ">");
        line("EI Q}\\end{scope}");
    }

    bool visible(const Paint& paint) const {
        return file_colour(paint, options_.theme, options_.transparent).alpha > 0.0;
    }
    /// The colour's hexadecimal digits; defined as "sl" and these.
    std::string colour(const Paint& paint) {
        return *colours_.insert(hex(file_colour(paint, options_.theme, options_.transparent))).first;
    }
    /// "text=sl1D2129,text opacity=0.5".
    std::string style(const char* what, const Paint& paint) {
        const double alpha = file_colour(paint, options_.theme, options_.transparent).alpha;
        std::string text = fmt::format("{}=sl{}", what, colour(paint));
        if (alpha < 1.0) text += fmt::format(",{} opacity={}", what, decimal(alpha));
        return text;
    }
    std::string stroke_style(const Paint& paint, float width, bool dashed) {
        return style("draw", paint) + ",line width=" + decimal(width) + "bp" +
               (dashed ? fmt::format(",dash pattern=on {}bp off {}bp", kDashOn, kDashOff) : std::string());
    }
    static std::string join(const std::string& a, const std::string& b) { return b.empty() ? a : a + "," + b; }

    void hatch(const Rect& rect, const std::string& corners) {
        std::string path;
        for (const auto& [from, to] : pattern_lines(rect)) path += " " + pair(from) + " -- " + pair(to);
        if (path.empty()) return;
        line(fmt::format("\\begin{{scope}}\\clip{} {};\\draw[{}]{};\\end{{scope}}",
                         corners.empty() ? "" : "[" + corners + "]", rectangle(rect.box),
                         stroke_style(rect.pattern_paint, rect.pattern_width, false), path));
    }
    void line(const std::string& text) {
        body_.append(2 * (depth_ + 1), ' ');
        body_ += text + "\n";
    }

    const TikzOptions& options_;
    std::string body_;
    std::size_t depth_ = 0;
    std::set<std::string> colours_;
    std::optional<std::string> background_;
};

}  // namespace

std::string tikz_text(const Figure& figure, const TikzOptions& options) {
    TikzWriter writer(options);
    walk(figure, options.theme, writer);
    return writer.finish(figure);
}

Outcome<void> write_tikz(const Figure& figure, const std::filesystem::path& file, const TikzOptions& options) {
    return write_whole_file(file, tikz_text(figure, options));
}

}  // namespace stridelens
