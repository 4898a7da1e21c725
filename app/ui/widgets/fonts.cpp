#include "app/ui/widgets/fonts.h"

#include "app/figure/faces.h"
#include "core/words/table.h"

#include <fmt/format.h>
#include <ft2build.h>
#include <imgui.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <memory>
#include <span>
#include FT_FREETYPE_H

// Dear ImGui's own builders round each advance to whole pixels or blur the stems. Ours asks FreeType for glyphs that are
// hinted vertically only and a few times too wide, filters them to pixel width, and so can place a letter at any fraction
// of a pixel: spacing stays the type designer's, horizontal strokes stay crisp.

namespace stridelens::ui {
namespace {

/// Points. Numbers appear in cells of every size; words only in panels, titles and sentences.
constexpr float kNumberSizes[] = {9, 10, 11, 12, 13, 14, 16, 17, 18, 19, 20, 22, 24, 28, 32, 40};
constexpr float kWordSizes[] = {9, 10, 11, 12, 13, 14, 16, 18, 20, 24};
constexpr float kBoldWordSizes[] = {9, 10, 11, 12, 13, 14, 16, 18, 19, 20, 22, 24, 28};
constexpr Table<Face, std::span<const float>> kSizes({{Face::words, kWordSizes},
                                                      {Face::words_medium, kWordSizes},
                                                      {Face::words_bold, kBoldWordSizes},
                                                      {Face::numbers, kNumberSizes},
                                                      {Face::numbers_bold, kNumberSizes}});

/// The sizes to rasterise. Large ones are as good in the next larger size, made a little smaller: a few are enough.
std::vector<float> sizes_for(std::span<const float> all, float scale) {
    constexpr float exact = 48.0F, apart = 1.15F, largest = 128.0F;  // pixels; a factor; pixels
    std::vector<float> sizes;
    for (std::size_t i = all.size(); i-- > 0;) {
        const float pixels = all[i] * scale;
        if (i > 0 && all[i - 1] * scale >= largest) continue;  // anything larger is enlarged
        if (pixels <= exact || sizes.empty() || sizes.back() >= apart * all[i]) sizes.push_back(all[i]);
    }
    return sizes;
}

/// The signs beyond ASCII that sentences, formulas and pictures use; what a face lacks comes from JetBrains Mono.
constexpr std::array<unsigned, 42> kSigns{
    0x00A0, 0x00B1, 0x00B2, 0x00B3, 0x00B7, 0x00BD, 0x00D7, 0x00F7, 0x2010, 0x2011, 0x2012, 0x2013, 0x2014, 0x2018,
    0x2019, 0x201C, 0x201D, 0x2022, 0x2026, 0x2032, 0x2190, 0x2191, 0x2192, 0x2193, 0x21BA, 0x2202, 0x2208, 0x2211,
    0x2212, 0x221E, 0x2248, 0x2260, 0x2264, 0x2265, 0x2299, 0x2308, 0x2309, 0x230A, 0x230B, 0x25B8, 0x25BE, 0x2713};

struct LibraryCloser {
    void operator()(FT_Library library) const { FT_Done_FreeType(library); }
};
struct FaceCloser {
    void operator()(FT_Face face) const { FT_Done_Face(face); }
};
using Library = std::unique_ptr<FT_LibraryRec_, LibraryCloser>;
using OpenFace = std::unique_ptr<FT_FaceRec_, FaceCloser>;

/// A rasterised glyph waiting for its place in the atlas. Coverage is `across` times as dense horizontally.
struct Glyph {
    ImFont* font = nullptr;
    unsigned code = 0;
    int width = 0, height = 0;  // texels, one empty texel around
    int left = 0, top = 0;      // of the bitmap: sub-pixels right of the pen, pixels above the baseline
    float advance = 0.0F;       // pixels
    int rect = -1;              // its place in the atlas
    std::vector<unsigned char> coverage;
};

/// Box filter of one pixel's width (across is odd or 2), so that any single texel is a whole pixel's coverage.
void copy_filtered(const FT_Bitmap& bitmap, int across, Glyph& glyph) {
    const int reach = across / 2;
    for (int y = 0; y < static_cast<int>(bitmap.rows); ++y) {
        const unsigned char* row = bitmap.buffer + y * bitmap.pitch;
        for (int x = 0; x < glyph.width; ++x) {
            int sum = 0;
            for (int k = 0; k < across; ++k) {
                const int from = x - 1 - 2 * reach + k + (across % 2 == 0 ? 1 : 0);
                if (from >= 0 && from < static_cast<int>(bitmap.width)) sum += row[from];
            }
            glyph.coverage[static_cast<std::size_t>((y + 1) * glyph.width + x)] =
                static_cast<unsigned char>(sum / across);
        }
    }
}

/// Nothing if the face has no such glyph.
std::optional<Glyph> rasterise(FT_Face face, unsigned code, int across) {
    const FT_UInt index = FT_Get_Char_Index(face, code);
    if (index == 0 || FT_Load_Glyph(face, index, FT_LOAD_TARGET_LIGHT | FT_LOAD_RENDER) != 0) return std::nullopt;
    const FT_GlyphSlot slot = face->glyph;
    const int reach = across / 2;
    Glyph glyph;
    glyph.code = code;
    glyph.advance = static_cast<float>(slot->linearHoriAdvance) / 65536.0F / static_cast<float>(across);
    if (slot->bitmap.width > 0) {
        glyph.width = static_cast<int>(slot->bitmap.width) + 2 * reach + 2;
        glyph.height = static_cast<int>(slot->bitmap.rows) + 2;
    }
    glyph.left = slot->bitmap_left - reach - 1;
    glyph.top = slot->bitmap_top + 1;
    glyph.coverage.assign(static_cast<std::size_t>(glyph.width * glyph.height), 0);
    if (glyph.width > 0) copy_filtered(slot->bitmap, across, glyph);
    return glyph;
}

void set_size(FT_Face face, float pixels, int across) {
    FT_Set_Char_Size(face, 0, static_cast<FT_F26Dot6>(std::lround(pixels * 64.0F)), static_cast<FT_UInt>(72 * across),
                     72);
}

/// Adds an empty font (a space) to the atlas: ImGui wants each font to have a source.
ImFont* add_empty_font(ImFontAtlas& atlas, const FaceStyle& style, FT_Face face, float pixels) {
    static const ImWchar only_space[] = {' ', ' ', 0};
    ImFontConfig config;
    config.OversampleH = config.OversampleV = 1;
    const float line = static_cast<float>(face->ascender - face->descender) / static_cast<float>(face->units_per_EM);
    return atlas.AddFontFromFileTTF(style.file, pixels * line, &config, only_space);
}

std::vector<Glyph> rasterise_all(Face which, FT_Face face, FT_Face fallback, float pixels, int across) {
    set_size(face, pixels, across);
    set_size(fallback, pixels, across);
    std::vector<unsigned> codes;
    for (unsigned code = 0x20; code < 0x7F; ++code) codes.push_back(code);
    if (pixels <= 16.0F)
        for (unsigned code = 0xC0; code <= 0xFF; ++code)
            if (code != 0xD7 && code != 0xF7) codes.push_back(code);
    codes.insert(codes.end(), kSigns.begin(), kSigns.end());
    std::vector<Glyph> glyphs;
    for (const unsigned code : codes) {
        std::optional<Glyph> glyph = rasterise(face, drawn_as(code, which), across);
        if (!glyph) glyph = rasterise(fallback, drawn_as(code, Face::numbers), across);
        if (!glyph) continue;
        glyph->code = code;
        glyphs.push_back(std::move(*glyph));
    }
    return glyphs;
}

/// Copies the coverage into the texture and gives ImGui's glyph its true place and advance.
void place(ImFontAtlas& atlas, const Glyph& glyph, int across, unsigned char* texture, int texture_width) {
    const float wide = static_cast<float>(across);
    auto* found = const_cast<ImFontGlyph*>(glyph.font->FindGlyphNoFallback(static_cast<ImWchar>(glyph.code)));
    if (found == nullptr) return;
    const float baseline = std::round(glyph.font->Ascent);
    found->AdvanceX = glyph.advance;
    found->Visible = glyph.width > 0;
    if (glyph.rect < 0) return;
    found->X0 = static_cast<float>(glyph.left) / wide;
    found->X1 = static_cast<float>(glyph.left + glyph.width) / wide;
    found->Y0 = baseline - static_cast<float>(glyph.top);
    found->Y1 = found->Y0 + static_cast<float>(glyph.height);
    const ImFontAtlasCustomRect* rect = atlas.GetCustomRectByIndex(glyph.rect);
    for (int y = 0; y < glyph.height; ++y)
        std::copy_n(glyph.coverage.data() + y * glyph.width, glyph.width,
                    texture + (rect->Y + y) * texture_width + rect->X);
}

Outcome<OpenFace> open_face(FT_Library library, const FaceStyle& style) {
    FT_Face face = nullptr;
    if (FT_New_Face(library, style.file, 0, &face) != 0)
        return failed(
            fmt::format("The font {} cannot be read; install Debian's package {}.", style.file, style.package));
    return OpenFace(face);
}

}  // namespace

Outcome<Fonts> build_fonts(ImFontAtlas& atlas, float scale) {
    FT_Library raw = nullptr;
    if (FT_Init_FreeType(&raw) != 0) return failed("FreeType does not start.");
    const Library library(raw);
    const int across =
        scale < 1.5F ? 3 : 2;  // sub-pixels; fewer when pixels are small anyway: the atlas stays in 4096²
    atlas.TexDesiredWidth = scale < 1.2F ? 2048 : 4096;
    atlas.Flags |= ImFontAtlasFlags_NoMouseCursors;

    Outcome<OpenFace> fallback = open_face(library.get(), face_style(Face::numbers));
    if (!fallback) return tl::unexpected(fallback.error());
    Fonts fonts;
    std::vector<Glyph> glyphs;
    for (const Face which : kAllOf<Face>) {
        const FaceStyle& style = face_style(which);
        Outcome<OpenFace> face = open_face(library.get(), style);
        if (!face) return tl::unexpected(face.error());
        for (const float size : sizes_for(kSizes[which], scale)) {
            const float pixels = size * scale;
            ImFont* font = add_empty_font(atlas, style, face->get(), pixels);
            font->Scale = 1.0F / scale;
            fonts.fonts.push_back({which, size, font});
            for (Glyph& glyph : rasterise_all(which, face->get(), fallback->get(), pixels, across)) {
                glyph.font = font;
                // A space has no picture, but a (one texel) rect makes ImGui create its glyph.
                if (glyph.code != ' ')
                    glyph.rect =
                        atlas.AddCustomRectFontGlyph(font, static_cast<ImWchar>(glyph.code), std::max(glyph.width, 1),
                                                     std::max(glyph.height, 1), glyph.advance);
                glyphs.push_back(std::move(glyph));
            }
        }
    }
    if (!atlas.Build()) return failed("The fonts do not fit together.");

    unsigned char* texture = nullptr;
    int width = 0, height = 0;
    atlas.GetTexDataAsAlpha8(&texture, &width, &height);
    for (const Glyph& glyph : glyphs) place(atlas, glyph, across, texture, width);
    for (const Fonts::Sized& sized : fonts.fonts) sized.font->BuildLookupTable();
    atlas.ClearInputData();  // one copy of a font file for each size: they have done their work
    return fonts;
}

const Fonts::Sized* Fonts::pick_sized(Face face, float size) const {
    const Sized* best = nullptr;
    for (const Sized& sized : fonts) {
        if (sized.face != face) continue;
        const bool closer = best == nullptr || (best->size < size ? sized.size > best->size
                                                                  : sized.size >= size && sized.size < best->size);
        if (closer) best = &sized;
    }
    return best;
}

ImFont* Fonts::pick(Face face, float size) const {
    const Sized* sized = pick_sized(face, size);
    return sized != nullptr ? sized->font : nullptr;
}

}  // namespace stridelens::ui
