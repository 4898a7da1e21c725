#include "app/export/cairo_fonts.h"

#include <cairo-ft.h>
#include <ft2build.h>
#include FT_FREETYPE_H

#include <array>
#include <mutex>

namespace stridelens {

namespace {

struct Source {
    const char* file;
    const char* stand_in;
    cairo_font_weight_t weight;
    double cap_height;
};

/// By Face.
constexpr std::array<Source, 5> kSources = {{
    {"/usr/share/fonts/opentype/inter/Inter-Regular.otf", "sans", CAIRO_FONT_WEIGHT_NORMAL, 0.727},
    {"/usr/share/fonts/opentype/inter/Inter-Medium.otf", "sans", CAIRO_FONT_WEIGHT_NORMAL, 0.727},
    {"/usr/share/fonts/opentype/inter/Inter-SemiBold.otf", "sans", CAIRO_FONT_WEIGHT_BOLD, 0.727},
    {"/usr/share/fonts/truetype/jetbrains-mono/JetBrainsMono-Regular.ttf", "monospace", CAIRO_FONT_WEIGHT_NORMAL, 0.73},
    {"/usr/share/fonts/truetype/jetbrains-mono/JetBrainsMono-Bold.ttf", "monospace", CAIRO_FONT_WEIGHT_BOLD, 0.73},
}};

/// FreeType and the faces. Never closed: Cairo's own cache refers to them until the very end of the program.
class Faces {
public:
    Faces() {
        if (FT_Init_FreeType(&library_) != 0) library_ = nullptr;
    }
    LoadedFace get(std::size_t i) {
        const std::lock_guard lock(mutex_);
        if (cairo_[i] == nullptr) cairo_[i] = open(i);
        return {cairo_[i], kSources[i].cap_height};
    }

private:
    cairo_font_face_t* open(std::size_t i) {
        const Source& source = kSources[i];
        if (library_ != nullptr && FT_New_Face(library_, source.file, 0, &freetype_[i]) == 0)
            return cairo_ft_font_face_create_for_ft_face(freetype_[i], FT_LOAD_NO_HINTING);
        freetype_[i] = nullptr;
        return cairo_toy_font_face_create(source.stand_in, CAIRO_FONT_SLANT_NORMAL, source.weight);
    }

    std::mutex mutex_;
    FT_Library library_ = nullptr;
    std::array<FT_Face, kSources.size()> freetype_{};
    std::array<cairo_font_face_t*, kSources.size()> cairo_{};
};

}  // namespace

LoadedFace load_face(Face face) {
    static Faces& faces = *new Faces;
    return faces.get(static_cast<std::size_t>(face));
}

FontOptions plain_font_options() {
    FontOptions options(cairo_font_options_create(), &cairo_font_options_destroy);
    cairo_font_options_set_antialias(options.get(), CAIRO_ANTIALIAS_GRAY);
    cairo_font_options_set_hint_style(options.get(), CAIRO_HINT_STYLE_NONE);
    cairo_font_options_set_hint_metrics(options.get(), CAIRO_HINT_METRICS_OFF);
    return options;
}

}  // namespace stridelens
