#pragma once
// The kinds of files, by name and by the ending of a file's name.

#include "app/files/failure.h"
#include "app/state/exports/file_options.h"

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace stridelens {

inline constexpr Format kFormats[] = {Format::png, Format::svg,   Format::pdf,   Format::tikz,
                                      Format::gif, Format::webp,  Format::html,  Format::markdown,
                                      Format::csv, Format::numpy, Format::latex, Format::scenario};

/// "png", "tikz", "markdown": on the command line and in files.
const char* to_string(Format format);
std::optional<Format> format_from(std::string_view name);

/// ".tex", with the dot. LaTeX has TikZ's: of that ending a drawing is meant unless the format is named.
const char* extension_of(Format format);

/// For people: "PNG", "TikZ (LaTeX)".
const char* title_of(Format format);

/// By the ending, whatever its case. Errors: none or an unknown one, with those that there are.
Outcome<Format> format_of(const std::filesystem::path& file);

/// One picture: several steps stand side by side in it.
constexpr bool is_picture(Format format) {
    return format == Format::png || format == Format::svg || format == Format::pdf || format == Format::tikz;
}
/// The arithmetic and the numbers, or the problem itself, without a picture.
constexpr bool is_text(Format format) {
    return format == Format::markdown || format == Format::csv || format == Format::numpy || format == Format::latex ||
           format == Format::scenario;
}
constexpr bool is_film(Format format) {
    return format == Format::gif || format == Format::webp;
}

}  // namespace stridelens
