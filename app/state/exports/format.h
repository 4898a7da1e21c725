#pragma once
// The kinds of files, by name and by the ending of a file's name.

#include "app/files/failure.h"
#include "app/state/exports/file_options.h"
#include "core/operation/error.h"
#include "core/words/table.h"

#include <filesystem>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>

namespace stridelens {

enum class FormatKind : std::uint8_t {
    picture,  // one picture: several steps stand side by side in it
    film,
    page,  // that plays by itself
    text,  // the arithmetic and the numbers, or the problem itself, without a picture
};

struct FormatInfo {
    const char* word = "";       // on the command line and in files: "tikz"
    const char* extension = "";  // with the dot: ".tex"
    const char* title = "";      // for people: "TikZ"
    FormatKind kind = FormatKind::picture;
};

/// LaTeX has TikZ's ending: of that ending a drawing is meant unless the format is named.
inline constexpr Table<Format, FormatInfo> kFormatInfos({
    {Format::png, {"png", ".png", "PNG", FormatKind::picture}},
    {Format::svg, {"svg", ".svg", "SVG", FormatKind::picture}},
    {Format::pdf, {"pdf", ".pdf", "PDF", FormatKind::picture}},
    {Format::tikz, {"tikz", ".tex", "TikZ", FormatKind::picture}},
    {Format::gif, {"gif", ".gif", "GIF", FormatKind::film}},
    {Format::webp, {"webp", ".webp", "WebP", FormatKind::film}},
    {Format::html, {"html", ".html", "HTML", FormatKind::page}},
    {Format::markdown, {"markdown", ".md", "Markdown", FormatKind::text}},
    {Format::csv, {"csv", ".csv", "CSV", FormatKind::text}},
    {Format::numpy, {"numpy", ".py", "NumPy", FormatKind::text}},
    {Format::latex, {"latex", ".tex", "LaTeX", FormatKind::text}},
    {Format::scenario, {"scenario", ".json", "Scenario", FormatKind::text}},
});

inline constexpr auto kFormats = kAllOf<Format>;

constexpr const char* to_string(Format format) {
    return kFormatInfos[format].word;
}
std::optional<Format> format_from(std::string_view word);

constexpr const char* extension_of(Format format) {
    return kFormatInfos[format].extension;
}
constexpr const char* title_of(Format format) {
    return kFormatInfos[format].title;
}

/// By the ending, whatever its case. Errors: none or an unknown one, with those that there are.
Outcome<Format> format_of(const std::filesystem::path& file);

constexpr bool is_picture(Format format) {
    return kFormatInfos[format].kind == FormatKind::picture;
}
constexpr bool is_text(Format format) {
    return kFormatInfos[format].kind == FormatKind::text;
}
constexpr bool is_film(Format format) {
    return kFormatInfos[format].kind == FormatKind::film;
}

/// Some of the formats.
class FormatSet {
public:
    constexpr FormatSet() = default;
    constexpr FormatSet(std::initializer_list<Format> formats) {
        for (const Format format : formats) bits_ |= bit(format);
    }
    static constexpr FormatSet of(FormatKind kind) {
        FormatSet set;
        for (const Format format : kFormats)
            if (kFormatInfos[format].kind == kind) set.bits_ |= bit(format);
        return set;
    }
    constexpr bool has(Format format) const { return (bits_ & bit(format)) != 0; }
    constexpr FormatSet operator|(FormatSet other) const {
        other.bits_ |= bits_;
        return other;
    }

private:
    static constexpr std::uint32_t bit(Format format) { return 1U << static_cast<unsigned>(format); }
    std::uint32_t bits_ = 0;
};

}  // namespace stridelens
