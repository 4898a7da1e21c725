#pragma once
// How a figure's file is written. What may be set, and which formats it means something to: settings.h.

#include <cstdint>
#include <optional>

namespace stridelens {

enum class Format : std::uint8_t { png, svg, pdf, tikz, gif, webp, html, markdown, csv, numpy, latex, scenario };

struct FileOptions {
    std::optional<Format> format;  // nothing: by the file's ending
    double scale = 1.0;            // pictures of pixels: pixels per point
    int pixels = 0;                // PNG: exactly this wide; 0: as `scale` says
    bool transparent = false;      // PNG, SVG, PDF, TikZ: no background
    bool fragment = false;         // TikZ: for \input
    bool pages = false;            // PDF: a page a step
    double step_seconds = 1.0;     // GIF, WebP, HTML: how long the window rests at each step, …
    double slide_seconds = 0.32;   // … how long it slides to the next one (GIF, WebP), …
    double frames_per_second = 25.0;
    bool loop = true;  // … and whether it begins again
    bool operator==(const FileOptions&) const = default;
};

}  // namespace stridelens
