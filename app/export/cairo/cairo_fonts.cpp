#include "app/export/cairo/cairo_fonts.h"

#include "app/figure/faces.h"
#include "core/words/table.h"
#include "core/words/utf8.h"

#include <cairo-ft.h>
#include <fmt/format.h>
#include <fontconfig/fontconfig.h>
#include <ft2build.h>
#include FT_FREETYPE_H

#include <array>
#include <map>
#include <mutex>
#include <optional>
#include <set>
#include <string>
#include <unordered_set>
#include <utility>

namespace stridelens {

namespace {

template <class T, void (*destroy)(T*)>
struct Destroy {
    void operator()(T* made) const { destroy(made); }
};
using FontPattern = std::unique_ptr<FcPattern, Destroy<FcPattern, FcPatternDestroy>>;
using CharacterSet = std::unique_ptr<FcCharSet, Destroy<FcCharSet, FcCharSetDestroy>>;

/// A font's file, and which of the file's faces it is.
struct FontFile {
    std::string path;
    int index = 0;
};

/// The system's best font for a sign; nothing if none has it.
std::optional<FontFile> system_font(char32_t code, const FaceStyle& style) {
    const FontPattern wanted(FcPatternCreate());
    const CharacterSet sign(FcCharSetCreate());
    if (!wanted || !sign) return std::nullopt;
    FcCharSetAddChar(sign.get(), code);
    FcPatternAddCharSet(wanted.get(), FC_CHARSET, sign.get());
    FcPatternAddBool(wanted.get(), FC_OUTLINE, FcTrue);
    FcPatternAddInteger(wanted.get(), FC_WEIGHT, FcWeightFromOpenType(style.weight));
    FcPatternAddString(wanted.get(), FC_FAMILY,
                       reinterpret_cast<const FcChar8*>(style.monospace ? "monospace" : "sans-serif"));
    FcConfigSubstitute(nullptr, wanted.get(), FcMatchPattern);
    FcDefaultSubstitute(wanted.get());
    FcResult result = FcResultMatch;
    const FontPattern found(FcFontMatch(nullptr, wanted.get(), &result));
    FcCharSet* has = nullptr;
    if (!found || FcPatternGetCharSet(found.get(), FC_CHARSET, 0, &has) != FcResultMatch) return std::nullopt;
    FcChar8* path = nullptr;
    FontFile file;
    if (!FcCharSetHasChar(has, code) || FcPatternGetString(found.get(), FC_FILE, 0, &path) != FcResultMatch)
        return std::nullopt;
    file.path = reinterpret_cast<const char*>(path);
    FcPatternGetInteger(found.get(), FC_INDEX, 0, &file.index);
    return file;
}

/// What was looked for in vain.
struct Missed {
    std::set<std::string> packages;  // of our fonts
    std::set<char32_t> signs;        // that no font has
};
thread_local Missed missed;

/// FreeType and the faces. Never closed: Cairo's own cache refers to them until the very end of the program.
class Faces {
public:
    Faces() {
        if (FT_Init_FreeType(&library_) != 0) library_ = nullptr;
    }
    cairo_font_face_t* get(Face face) {
        const std::lock_guard lock(mutex_);
        return open(face).cairo;
    }
    /// The font that draws `code` in a line set in `face`.
    cairo_font_face_t* font_of(char32_t code, Face face) {
        const std::lock_guard lock(mutex_);
        const Opened& own = open(face);
        if (own.freetype == nullptr) missed.packages.insert(face_style(face).package);
        if (own.has(code)) return own.cairo;
        const Opened& numbers = open(face_style(face).weight >= 600 ? Face::numbers_bold : Face::numbers);
        if (numbers.has(code)) return numbers.cairo;
        const auto [entry, added] = others_.try_emplace({code, face}, nullptr);
        if (added) entry->second = open_for(code, face_style(face));
        if (entry->second == nullptr) missed.signs.insert(code);
        return entry->second != nullptr ? entry->second : own.cairo;
    }

private:
    struct Opened {
        FT_Face freetype = nullptr;
        cairo_font_face_t* cairo = nullptr;
        std::unordered_set<char32_t> signs;
        bool has(char32_t code) const { return signs.contains(code); }
    };

    /// Null: no font of the system has the sign, or it cannot be opened.
    cairo_font_face_t* open_for(char32_t code, const FaceStyle& style) {
        const std::optional<FontFile> file = system_font(code, style);
        if (!file || library_ == nullptr) return nullptr;
        const auto [entry, added] = files_.try_emplace({file->path, file->index}, nullptr);
        FT_Face freetype = nullptr;
        if (added && FT_New_Face(library_, file->path.c_str(), file->index, &freetype) == 0)
            entry->second = cairo_ft_font_face_create_for_ft_face(freetype, FT_LOAD_NO_HINTING);
        return entry->second;
    }

    const Opened& open(Face face) {
        Opened& opened = opened_[static_cast<std::size_t>(face)];
        if (opened.cairo != nullptr) return opened;
        const FaceStyle& style = face_style(face);
        if (library_ == nullptr || FT_New_Face(library_, style.file, 0, &opened.freetype) != 0) {
            opened.cairo =
                cairo_toy_font_face_create(style.monospace ? "monospace" : "sans", CAIRO_FONT_SLANT_NORMAL,
                                           style.weight >= 600 ? CAIRO_FONT_WEIGHT_BOLD : CAIRO_FONT_WEIGHT_NORMAL);
            return opened;
        }
        FT_UInt glyph = 0;
        for (FT_ULong code = FT_Get_First_Char(opened.freetype, &glyph); glyph != 0;
             code = FT_Get_Next_Char(opened.freetype, code, &glyph))
            opened.signs.insert(static_cast<char32_t>(code));
        opened.cairo = cairo_ft_font_face_create_for_ft_face(opened.freetype, FT_LOAD_NO_HINTING);
        return opened;
    }

    std::mutex mutex_;
    FT_Library library_ = nullptr;
    std::array<Opened, kCountOf<Face>> opened_{};
    std::map<std::pair<std::string, int>, cairo_font_face_t*> files_;  // of the system; null: cannot be opened
    std::map<std::pair<char32_t, Face>, cairo_font_face_t*> others_;   // null: no font has it
};

Faces& faces() {
    static Faces& all = *new Faces;
    return all;
}

}  // namespace

cairo_font_face_t* load_face(Face face) {
    return faces().get(face);
}

std::vector<FontRun> font_runs(const std::string& text, Face face) {
    std::vector<FontRun> runs;
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t from = at;
        cairo_font_face_t* font = faces().font_of(text::next_character(text, at), face);
        if (runs.empty() || runs.back().font != font) runs.push_back({font, {}});
        runs.back().text += text.substr(from, at - from);
    }
    return runs;
}

std::vector<std::string> take_font_notes() {
    const Missed now = std::exchange(missed, {});
    std::vector<std::string> notes;
    for (const std::string& package : now.packages)
        notes.push_back(fmt::format("a font is missing, and another one stands in for it; install {}", package));
    std::string signs;
    for (const char32_t sign : now.signs) signs += (signs.empty() ? "" : " ") + text::utf8(sign);
    if (!signs.empty())
        notes.push_back(
            fmt::format("no font that is installed has {}, which is drawn as an empty box; install one that has "
                        "it, e.g. fonts-noto",
                        signs));
    return notes;
}

FontOptions plain_font_options() {
    FontOptions options(cairo_font_options_create(), &cairo_font_options_destroy);
    cairo_font_options_set_antialias(options.get(), CAIRO_ANTIALIAS_GRAY);
    cairo_font_options_set_hint_style(options.get(), CAIRO_HINT_STYLE_NONE);
    cairo_font_options_set_hint_metrics(options.get(), CAIRO_HINT_METRICS_OFF);
    return options;
}

}  // namespace stridelens
