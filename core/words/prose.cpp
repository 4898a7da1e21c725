#include "core/words/prose.h"

#include <fmt/format.h>

#include <cmath>

namespace stridelens {
namespace {

std::string replaced(std::string text, std::string_view from, std::string_view to) {
    for (std::size_t at = text.find(from); at != std::string::npos; at = text.find(from, at + to.size()))
        text.replace(at, from.size(), to);
    return text;
}

std::string with_minus(const std::string& digits) {
    return replaced(digits, "-", text::kMinus);
}

template <class T>
std::string floating(T value) {
    if (std::isnan(value)) return "NaN";
    if (std::isinf(value)) return fmt::format("{}∞", value > 0 ? "" : text::kMinus);
    return with_minus(fmt::format("{}", value));
}

template <class T>
std::string as_typed(T value) {
    return fmt::format("{}{}", std::signbit(value) && !std::isnan(value) ? text::kMinus : "", std::abs(value));
}

}  // namespace

std::string prose(double value) {
    return floating(value);
}
std::string prose(float value) {
    return floating(value);
}
std::string prose(std::int64_t value) {
    return with_minus(fmt::format("{}", value));
}

namespace text {

std::string typed(double value) {
    return as_typed(value);
}
std::string typed(float value) {
    return as_typed(value);
}

std::string plain(std::string_view text) {
    return replaced(std::string(text), kMinus, "-");
}

std::string signed_term(std::int64_t value) {
    return value < 0 ? with_minus(fmt::format("- {}", 0 - static_cast<std::uint64_t>(value)))
                     : fmt::format("+ {}", value);
}

std::string counted(std::int64_t count, const std::string& noun) {
    return fmt::format("{} {}{}", prose(count), noun, count == 1 ? "" : "s");
}

std::string joined(const std::vector<std::string>& words) {
    std::string list;
    for (std::size_t i = 0; i < words.size(); ++i)
        list += fmt::format("{}{}", i == 0 ? "" : i + 1 == words.size() ? " and " : ", ", words[i]);
    return list;
}

std::string listed(const std::vector<std::int64_t>& values) {
    const std::size_t count = values.size();
    const bool in_a_row = count > 0 && values.back() - values.front() == static_cast<std::int64_t>(count) - 1;
    if (count >= 4 && in_a_row) return fmt::format("{} … {}", prose(values.front()), prose(values.back()));
    if (count >= 5) return fmt::format("{}, {}, {} …", prose(values[0]), prose(values[1]), prose(values[2]));
    std::vector<std::string> words;
    for (const std::int64_t value : values) words.push_back(prose(value));
    return joined(words);
}

std::string bracketed(const std::vector<std::int64_t>& values) {
    std::string list = "[";
    for (std::size_t i = 0; i < values.size(); ++i) list += (i > 0 ? ", " : "") + prose(values[i]);
    return list + "]";
}

}  // namespace text
}  // namespace stridelens
