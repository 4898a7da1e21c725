#pragma once
// One function per format over a Figure. All of them write through NewFile (new_file.h): whole or not at all. The same figure
// and options give the same bytes on every run: no dates, no random numbers, no hash order.

#include "app/export/progress.h"
#include "app/figure/figure.h"
#include "app/figure/theme/theme.h"
#include "app/files/failure.h"
#include "core/operation/geometry.h"

#include <filesystem>
#include <functional>
#include <span>
#include <string>

namespace stridelens {

struct PngOptions {
    ThemeName theme = ThemeName::light;
    double scale = 1.0;        // pixels per point
    int width = 0;             // pixels; 0: as `scale` says, otherwise exactly this, and the height follows
    bool transparent = false;  // no background; otherwise the theme's
};

/// The figure as pixels (Cairo). Errors: a scale or width that is not positive or makes more than 30000
/// pixels on a side, with the largest that does not; a file that cannot be written (new_file.h).
Outcome<void> write_png(const Figure& figure, const std::filesystem::path& file, const PngOptions& options);

/// The same file in memory. Errors as write_png, but for those of files.
Outcome<std::string> png_bytes(const Figure& figure, const PngOptions& options);

struct PdfOptions {
    ThemeName theme = ThemeName::light;
    bool transparent = false;  // no background, for a page that has its own
    std::string title = {};    // the document's; empty: none
};

/// One page per figure, exactly as large as it is (1 point = 1/72 inch). Vectors, fonts embedded, text that can be
/// selected. Errors: no figure at all, a file that cannot be written.
Outcome<void> write_pdf(std::span<const Figure> figures, const std::filesystem::path& file, const PdfOptions& options);

/// A page each of `count` figures, made one after the other. Told between two of them; cancelled: no file, as above.
Outcome<void> write_pdf(std::size_t count, const std::function<Figure(std::size_t)>& figure,
                        const std::filesystem::path& file, const PdfOptions& options, const Progress& progress = {});

struct SvgOptions {
    ThemeName theme = ThemeName::light;
    bool transparent = false;
    std::string title = {};              // for screen readers and as a tooltip; empty: "Stridelens figure"
    std::string description = {};        // e.g. the step's sentence; empty: none
    std::string id_prefix = {};          // before every id, so that several drawings can share one page
    const Geometry* geometry = nullptr;  // with it a cell's title is its index, "input[0, 0, 1, 1]"; without: "input 6"
};

/// Text stays text, shapes stay shapes; a group and a cell has an id and a title. 1 user unit = 1 point of the figure.
/// Errors: a file that cannot be written.
Outcome<void> write_svg(const Figure& figure, const std::filesystem::path& file, const SvgOptions& options);

/// The same drawing in memory: UTF-8, ends with a line feed.
std::string svg_text(const Figure& figure, const SvgOptions& options);

struct TikzOptions {
    ThemeName theme = ThemeName::light;
    bool transparent = false;
    bool fragment = false;  // the tikzpicture alone, for \input; otherwise a document that compiles by itself
};

/// LaTeX with TikZ. Words are set in the document's sans serif, numbers in its typewriter face, at sizes that fill the
/// figure's cells with Latin Modern. Big grids are bitmaps inside the file, so the TeX must be one that writes PDF.
/// Errors: a file that cannot be written.
Outcome<void> write_tikz(const Figure& figure, const std::filesystem::path& file, const TikzOptions& options);

/// The same text in memory: UTF-8, ends with a line feed.
std::string tikz_text(const Figure& figure, const TikzOptions& options);

}  // namespace stridelens
