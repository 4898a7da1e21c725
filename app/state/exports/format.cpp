#include "app/state/exports/format.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cctype>

namespace stridelens {

namespace {

struct FormatInfo {
    const char *name, *extension, *title;
};

FormatInfo info_of(Format format) {
    switch (format) {
        case Format::png:
            return {"png", ".png", "PNG"};
        case Format::svg:
            return {"svg", ".svg", "SVG"};
        case Format::pdf:
            return {"pdf", ".pdf", "PDF"};
        case Format::tikz:
            return {"tikz", ".tex", "TikZ"};
        case Format::gif:
            return {"gif", ".gif", "GIF"};
        case Format::webp:
            return {"webp", ".webp", "WebP"};
        case Format::html:
            return {"html", ".html", "HTML"};
        case Format::markdown:
            return {"markdown", ".md", "Markdown"};
        case Format::csv:
            return {"csv", ".csv", "CSV"};
        case Format::numpy:
            return {"numpy", ".py", "NumPy"};
        case Format::latex:
            return {"latex", ".tex", "LaTeX"};
        case Format::scenario:
            return {"scenario", ".json", "Scenario"};
    }
    return {"", "", ""};
}

std::string lower(std::string text) {
    std::transform(text.begin(), text.end(), text.begin(),
                   [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    return text;
}

}  // namespace

const char* to_string(Format format) {
    return info_of(format).name;
}

const char* extension_of(Format format) {
    return info_of(format).extension;
}

const char* title_of(Format format) {
    return info_of(format).title;
}

std::optional<Format> format_from(std::string_view name) {
    for (const Format format : kFormats)
        if (name == to_string(format)) return format;
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
                              file.string(), fmt::join(known, " ")));
}

}  // namespace stridelens
