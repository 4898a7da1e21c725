#include "core/words/printable.h"

#include "core/words/utf8.h"

namespace stridelens::text {
namespace {

/// Marks, embeddings, overrides and isolates of direction.
bool turns(char32_t code) {
    return code == 0x061C || code == 0x200E || code == 0x200F || (code >= 0x202A && code <= 0x202E) ||
           (code >= 0x2066 && code <= 0x2069);
}

std::string seen(char32_t code) {
    return is_control(code) ? " " : utf8(turns(code) || is_no_character(code) ? U'\uFFFD' : code);
}

}  // namespace

std::string printable(std::string_view text) {
    std::string result;
    result.reserve(text.size());
    for (std::size_t at = 0; at < text.size();) result += seen(next_character(text, at));
    return result;
}

std::string excerpt(std::string_view text, std::size_t most) {
    const std::u32string all = characters(text);
    if (all.size() <= most) return printable(text);
    const std::size_t end = most / 3, begin = most - 1 - end;
    std::string result;
    for (std::size_t i = 0; i < begin; ++i) result += seen(all[i]);
    result += "…";
    for (std::size_t i = all.size() - end; i < all.size(); ++i) result += seen(all[i]);
    return result;
}

}  // namespace stridelens::text
