#pragma once
// Markup as strict readers take it: expat for XML.

#include "tests/fuzz/broken.h"

#include <expat.h>

#include <fmt/format.h>

#include <algorithm>
#include <memory>
#include <string>
#include <string_view>
#include <utility>

namespace stridelens::fuzz {

/// What was read of a drawing.
struct ReadXml {
    test::Broken broken;  // not well-formed, or something that no drawing of ours has
    std::string title;    // of the whole
    std::size_t depth = 0;
    bool in_title = false;
};

/// Elements and attributes that a drawing of ours may have: none that loads, runs or leads anywhere.
inline bool is_known_element(std::string_view name) {
    constexpr std::string_view all[] = {"svg",  "title", "desc",    "defs",   "clipPath", "g",    "rect",
                                        "path", "line",  "polygon", "circle", "text",     "image"};
    return std::find(std::begin(all), std::end(all), name) != std::end(all);
}

/// Also: a number that is none would leave a drawing with holes.
inline bool is_known_attribute(std::string_view name, std::string_view value) {
    const bool words = name == "id" || name.starts_with("aria-") || name.starts_with("xmlns") || name == "font-family";
    const bool number = value.find("nan") == std::string_view::npos && value.find("inf") == std::string_view::npos;
    if (!words && !number && !value.starts_with("data:")) return false;
    if (name == "xlink:href") return value.starts_with("data:image/png;base64,");
    return !name.starts_with("on") && name != "href";
}

inline ReadXml read_drawing(std::string_view xml) {
    ReadXml read;
    const std::unique_ptr<XML_ParserStruct, void (*)(XML_Parser)> parser(XML_ParserCreate(nullptr), &XML_ParserFree);
    XML_SetUserData(parser.get(), &read);
    XML_SetElementHandler(
        parser.get(),
        [](void* data, const char* name, const char** attributes) {
            auto& to = *static_cast<ReadXml*>(data);
            if (!is_known_element(name)) to.broken = fmt::format("an element <{}>", name);
            for (; *attributes != nullptr; attributes += 2)
                if (!is_known_attribute(attributes[0], attributes[1]))
                    to.broken = fmt::format("an attribute {}=\"{}\"", attributes[0], attributes[1]);
            to.in_title = ++to.depth == 2 && std::string_view(name) == "title";
        },
        [](void* data, const char*) {
            auto& to = *static_cast<ReadXml*>(data);
            --to.depth;
            to.in_title = false;
        });
    XML_SetCharacterDataHandler(parser.get(), [](void* data, const char* text, int size) {
        auto& to = *static_cast<ReadXml*>(data);
        if (to.in_title) to.title.append(text, static_cast<std::size_t>(size));
    });
    if (XML_Parse(parser.get(), xml.data(), static_cast<int>(xml.size()), 1) != XML_STATUS_OK)
        read.broken = fmt::format("no XML: {} in line {}", XML_ErrorString(XML_GetErrorCode(parser.get())),
                                  XML_GetCurrentLineNumber(parser.get()));
    return read;
}

/// What stands between two tags of a page, which both are there.
inline std::string_view between(std::string_view page, std::string_view open, std::string_view close) {
    const std::size_t begin = page.find(open);
    stop_unless(begin != std::string_view::npos, "a part of the page is missing", open);
    page.remove_prefix(begin + open.size());
    const std::size_t end = page.find(close);
    stop_unless(end != std::string_view::npos, "a part of the page does not end", close);
    return page.substr(0, end);
}

/// Words as they stand in markup: as a reader sees them; nothing if one of `signs` stands among them, or an "&" alone.
inline std::optional<std::string> unescaped(std::string_view markup, std::string_view signs = "<>\"") {
    constexpr std::pair<std::string_view, char> entities[] = {{"&amp;", '&'},  {"&lt;", '<'},   {"&gt;", '>'},
                                                              {"&quot;", '"'}, {"&#39;", '\''}, {"&apos;", '\''}};
    std::string words;
    while (!markup.empty()) {
        if (signs.find(markup.front()) != std::string_view::npos) return std::nullopt;
        if (markup.front() != '&') {
            words += markup.front();
            markup.remove_prefix(1);
            continue;
        }
        const auto* const entity = std::find_if(std::begin(entities), std::end(entities),
                                                [&](const auto& known) { return markup.starts_with(known.first); });
        if (entity == std::end(entities)) return std::nullopt;
        words += entity->second;
        markup.remove_prefix(entity->first.size());
    }
    return words;
}

}  // namespace stridelens::fuzz
