#include "app/state/exports/format.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cctype>
#include <vector>

namespace stridelens {

namespace {

std::string lower(std::string text) {
    std::transform(text.begin(), text.end(), text.begin(),
                   [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    return text;
}

}  // namespace

std::optional<Format> format_from(std::string_view word) {
    for (const Format format : kFormats)
        if (word == to_string(format)) return format;
    return std::nullopt;
}

Outcome<Format> format_of(const std::filesystem::path& file) {
    const std::string ending = lower(file.extension().string());
    std::vector<std::string> known;
    for (const Format format : kFormats) {
        if (ending == extension_of(format)) return format;
        if (format != Format::latex) known.emplace_back(extension_of(format));
    }
    if (ending == ".htm") return Format::html;
    return failed(fmt::format("{} has no ending that says what it shall be; choose one of {}, or name the format",
                              told_name(file), fmt::join(known, " ")));
}

}  // namespace stridelens
