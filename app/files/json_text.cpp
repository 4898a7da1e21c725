#include "app/files/json_text.h"

#include "core/words/printable.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>

namespace stridelens {

namespace {

struct TooDeep {};

/// Line and column, both from 1, of a byte (from 1, as nlohmann counts).
std::string place_of(std::string_view text, std::size_t byte) {
    const std::string_view before = text.substr(0, std::min(byte > 0 ? byte - 1 : 0, text.size()));
    const auto line = std::count(before.begin(), before.end(), '\n') + 1;
    const auto line_start = before.rfind('\n') + 1;  // npos + 1 = 0
    return fmt::format("line {}, column {}", line, before.size() - line_start + 1);
}

/// nlohmann's own sentence begins with its library's name and numbers, and may repeat as much of the file as it has read.
std::string detail_of(std::string_view what, std::string_view mark) {
    constexpr std::size_t most = 80;
    const auto begin = what.rfind(mark);
    return begin == std::string_view::npos ? "" : text::excerpt(what.substr(begin + mark.size()), most);
}

}  // namespace

Outcome<Json> parse_json(std::string_view text) {
    try {
        return Json::parse(text, [](int depth, Json::parse_event_t event, const Json&) {
            const bool opens = event == Json::parse_event_t::array_start || event == Json::parse_event_t::object_start;
            if (opens && depth >= kMostNested) throw TooDeep{};
            return true;
        });
    } catch (const TooDeep&) {
        return failed(fmt::format("this JSON's brackets are nested more than {} deep, which none of these files needs",
                                  kMostNested));
    } catch (const Json::parse_error& error) {
        const std::string detail = detail_of(error.what(), "; ");
        return failed(fmt::format("this is not valid JSON: {}{}{}", place_of(text, error.byte),
                                  detail.empty() ? "" : ", ", detail));
    } catch (const Json::exception& error) {
        return failed(fmt::format("this is not valid JSON: {}", detail_of(error.what(), "] ")));
    }
}

std::string told(const Json& json) {
    constexpr std::size_t most = 40;
    if (json.is_array()) return "a list";
    if (json.is_object()) return "an object";
    return text::excerpt(json.dump(-1, ' ', false, Json::error_handler_t::replace), most);
}

}  // namespace stridelens
