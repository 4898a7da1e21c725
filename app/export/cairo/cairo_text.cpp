#include "app/export/cairo/cairo_text.h"

#include "app/export/cairo/cairo_fonts.h"
#include "app/figure/faces.h"
#include "core/words/utf8.h"

#include <algorithm>
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

/// A run as Cairo sets it; nothing if it cannot.
struct SetRun {
    Glyphs glyphs{nullptr, &cairo_glyph_free};
    Clusters clusters{nullptr, &cairo_text_cluster_free};
    int glyph_count = 0, cluster_count = 0;
    cairo_text_cluster_flags_t flags{};
};

SetRun set_run(cairo_t* cr, const FontRun& run, Face face, double x, double y) {
    cairo_set_font_face(cr, run.font);
    const std::string signs = drawn(run.text, face);
    cairo_glyph_t* glyphs = nullptr;
    cairo_text_cluster_t* clusters = nullptr;
    SetRun set;
    const cairo_status_t status =
        cairo_scaled_font_text_to_glyphs(cairo_get_scaled_font(cr), x, y, signs.c_str(), static_cast<int>(signs.size()),
                                         &glyphs, &set.glyph_count, &clusters, &set.cluster_count, &set.flags);
    if (status != CAIRO_STATUS_SUCCESS) return {};
    set.glyphs.reset(glyphs);
    set.clusters.reset(clusters);
    return set;
}

/// Calls take(run, x) for each run of the line, with where it begins. The font's size stays set.
template <class Take>
void for_each_run(cairo_t* cr, const Text& text, Take&& take) {
    cairo_set_font_size(cr, static_cast<double>(text.size));
    const std::vector<FontRun> runs = font_runs(text::one_line(text.text), text.face);  // Cairo draws nothing else
    double width = 0.0;
    std::vector<double> advances;
    for (const FontRun& run : runs) width += advances.emplace_back(advance_of(cr, run));
    auto x = static_cast<double>(text.at.x);
    if (text.align != Align::start) x -= text.align == Align::middle ? width / 2 : width;
    for (std::size_t i = 0; i < runs.size(); ++i) {
        take(runs[i], x);
        x += advances[i];
    }
}

}  // namespace

void show_text(cairo_t* cr, const Text& text, double baseline) {
    // A PDF reader that copies the glyphs gets the run's own signs, whatever they are drawn as.
    for_each_run(cr, text, [&](const FontRun& run, double x) {
        const SetRun set = set_run(cr, run, text.face, x, baseline);
        if (set.glyphs == nullptr) return;
        cairo_show_text_glyphs(cr, run.text.c_str(), static_cast<int>(run.text.size()), set.glyphs.get(),
                               set.glyph_count, set.clusters.get(), set.cluster_count, set.flags);
    });
}

Box text_ink(cairo_t* cr, const Text& text, double baseline) {
    double left = static_cast<double>(text.at.x), right = left, top = baseline, bottom = top;
    for_each_run(cr, text, [&](const FontRun& run, double x) {
        const SetRun set = set_run(cr, run, text.face, x, baseline);
        if (set.glyphs == nullptr) return;
        cairo_text_extents_t ink;
        cairo_glyph_extents(cr, set.glyphs.get(), set.glyph_count, &ink);
        left = std::min(left, x + ink.x_bearing);
        right = std::max(right, x + ink.x_bearing + ink.width);
        top = std::min(top, baseline + ink.y_bearing);
        bottom = std::max(bottom, baseline + ink.y_bearing + ink.height);
    });
    return {static_cast<float>(left), static_cast<float>(top), static_cast<float>(right - left),
            static_cast<float>(bottom - top)};
}

}  // namespace stridelens
