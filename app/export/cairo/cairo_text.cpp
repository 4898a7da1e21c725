#include "app/export/cairo/cairo_text.h"

#include "app/export/cairo/cairo_fonts.h"
#include "app/figure/faces.h"
#include "core/words/utf8.h"

#include <cassert>
#include <memory>
#include <string>
#include <vector>

namespace stridelens {

namespace {

using Glyphs = std::unique_ptr<cairo_glyph_t, decltype(&cairo_glyph_free)>;
using Clusters = std::unique_ptr<cairo_text_cluster_t, decltype(&cairo_text_cluster_free)>;

double advance_of(cairo_t* cr, const FontRun& run) {
    cairo_set_font_face(cr, run.font);
    cairo_text_extents_t extents;
    cairo_text_extents(cr, run.text.c_str(), &extents);
    return extents.x_advance;
}

/// As many bytes as `text`: what stands for a sign is as long.
std::string drawn(const std::string& text, Face face) {
    std::string signs;
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t from = at;
        const char32_t code = text::next_character(text, at), sign = drawn_as(code, face);
        signs += sign == code ? text.substr(from, at - from) : text::utf8(sign);
    }
    assert(signs.size() == text.size());
    return signs;
}

/// The run's glyphs; a PDF reader that copies them gets the run's own signs, whatever they are drawn as.
void show_run(cairo_t* cr, const FontRun& run, Face face, double x, double y) {
    cairo_set_font_face(cr, run.font);
    const std::string signs = drawn(run.text, face);
    cairo_glyph_t* glyphs = nullptr;
    cairo_text_cluster_t* clusters = nullptr;
    int glyph_count = 0, cluster_count = 0;
    cairo_text_cluster_flags_t flags{};
    const cairo_status_t status =
        cairo_scaled_font_text_to_glyphs(cairo_get_scaled_font(cr), x, y, signs.c_str(), static_cast<int>(signs.size()),
                                         &glyphs, &glyph_count, &clusters, &cluster_count, &flags);
    if (status != CAIRO_STATUS_SUCCESS) return;
    const Glyphs glyphs_freed(glyphs, &cairo_glyph_free);
    const Clusters clusters_freed(clusters, &cairo_text_cluster_free);
    cairo_show_text_glyphs(cr, run.text.c_str(), static_cast<int>(run.text.size()), glyphs, glyph_count, clusters,
                           cluster_count, flags);
}

}  // namespace

void show_text(cairo_t* cr, const Text& text, double baseline) {
    cairo_set_font_size(cr, static_cast<double>(text.size));
    const std::vector<FontRun> runs = font_runs(text::one_line(text.text), text.face);  // Cairo draws nothing else
    double width = 0.0;
    std::vector<double> advances;
    for (const FontRun& run : runs) width += advances.emplace_back(advance_of(cr, run));
    auto x = static_cast<double>(text.at.x);
    if (text.align != Align::start) x -= text.align == Align::middle ? width / 2 : width;
    for (std::size_t i = 0; i < runs.size(); ++i) {
        show_run(cr, runs[i], text.face, x, baseline);
        x += advances[i];
    }
}

}  // namespace stridelens
