#include "app/export/cairo/cairo_fonts.h"

#include "app/figure/faces.h"
#include "core/words/table.h"

#include <cairo-ft.h>
#include <ft2build.h>
#include FT_FREETYPE_H

#include <array>
#include <mutex>

namespace stridelens {

namespace {

/// FreeType and the faces. Never closed: Cairo's own cache refers to them until the very end of the program.
class Faces {
public:
    Faces() {
        if (FT_Init_FreeType(&library_) != 0) library_ = nullptr;
    }
    cairo_font_face_t* get(Face face) {
        const std::lock_guard lock(mutex_);
        const auto i = static_cast<std::size_t>(face);
        if (cairo_[i] == nullptr) cairo_[i] = open(face_style(face), freetype_[i]);
        return cairo_[i];
    }

private:
    cairo_font_face_t* open(const FaceStyle& style, FT_Face& freetype) {
        if (library_ != nullptr && FT_New_Face(library_, style.file, 0, &freetype) == 0)
            return cairo_ft_font_face_create_for_ft_face(freetype, FT_LOAD_NO_HINTING);
        freetype = nullptr;
        return cairo_toy_font_face_create(style.monospace ? "monospace" : "sans", CAIRO_FONT_SLANT_NORMAL,
                                          style.weight >= 600 ? CAIRO_FONT_WEIGHT_BOLD : CAIRO_FONT_WEIGHT_NORMAL);
    }

    std::mutex mutex_;
    FT_Library library_ = nullptr;
    std::array<FT_Face, kCountOf<Face>> freetype_{};
    std::array<cairo_font_face_t*, kCountOf<Face>> cairo_{};
};

}  // namespace

cairo_font_face_t* load_face(Face face) {
    static Faces& faces = *new Faces;
    return faces.get(face);
}

FontOptions plain_font_options() {
    FontOptions options(cairo_font_options_create(), &cairo_font_options_destroy);
    cairo_font_options_set_antialias(options.get(), CAIRO_ANTIALIAS_GRAY);
    cairo_font_options_set_hint_style(options.get(), CAIRO_HINT_STYLE_NONE);
    cairo_font_options_set_hint_metrics(options.get(), CAIRO_HINT_METRICS_OFF);
    return options;
}

}  // namespace stridelens
