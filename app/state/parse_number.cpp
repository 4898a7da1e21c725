#include "app/state/parse_number.h"

#include "core/tensor/float_of.h"
#include "core/words/printable.h"
#include "core/words/prose.h"

#include <fmt/format.h>

#include <charconv>
#include <cmath>
#include <limits>
#include <string>

namespace stridelens {

namespace {

std::string_view trimmed(std::string_view text) {
    const auto first = text.find_first_not_of(" \t\r\n");
    if (first == std::string_view::npos) return {};
    return text.substr(first, text.find_last_not_of(" \t\r\n") - first + 1);
}

/// Typographic signs as the rest of the parser knows them.
std::string plain(std::string_view text) {
    constexpr std::string_view infinity = "∞";
    std::string result = text::plain(text);
    for (auto at = result.find(infinity); at != std::string::npos; at = result.find(infinity))
        result.replace(at, infinity.size(), "inf");
    return result;
}

/// One number without a fraction bar; nothing if it is none. Too large for T is ±∞, too small is 0.
template <class T>
std::optional<T> read(std::string_view text) {
    if (!text.empty() && text.front() == '+') {
        text.remove_prefix(1);
        if (!text.empty() && text.front() == '-') return std::nullopt;
    }
    T value{};
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (end != text.data() + text.size() || error == std::errc::invalid_argument) return std::nullopt;
    if (error != std::errc::result_out_of_range) return value;
    const auto exponent = text.find_first_of("eE");
    const bool tiny = exponent != std::string_view::npos ? text.substr(exponent + 1).starts_with('-')
                                                         : text.find_first_not_of("-0.") > text.find('.');
    const T magnitude = tiny ? T{0} : std::numeric_limits<T>::infinity();
    return text.starts_with('-') ? -magnitude : magnitude;
}

bool names_infinity(std::string_view text) {
    return text.find_first_of("iI") != std::string_view::npos;
}

}  // namespace

Outcome<float> parse_number(std::string_view text) {
    constexpr std::size_t most = 40;
    const std::string shown = text::excerpt(trimmed(text), most);
    const std::string number = plain(trimmed(text));
    if (number.empty()) return failed("a number is expected here, such as 1.5, −3, 1/3, inf or nan");

    std::optional<float> value;
    if (const auto bar = number.find('/'); bar != std::string::npos) {
        const auto over = read<double>(trimmed(std::string_view{number}.substr(0, bar)));
        const auto under = read<double>(trimmed(std::string_view{number}.substr(bar + 1)));
        if (over && under && *under == 0.0)
            return failed(fmt::format("{} divides by zero; write inf, −inf or nan if that is what you mean", shown));
        if (over && under) value = float_of(*over / *under);
    } else {
        value = read<float>(number);
    }
    if (!value && number.find(',') != std::string::npos)
        return failed(fmt::format("{} is not a number; write the decimal point as a point, such as 1.5", shown));
    if (!value) return failed(fmt::format("{} is not a number; try 1.5, −3, 1e3, 1/3, inf or nan", shown));
    if (std::isinf(*value) && !names_infinity(number))
        return failed(fmt::format("{} is beyond what float32 holds, ±3.4e38; write inf for infinity", shown));
    return *value;
}

std::optional<std::int64_t> parse_whole(std::string_view text) {
    const std::string number = plain(trimmed(text));
    const std::string_view digits = std::string_view(number).substr(number.starts_with('+') ? 1 : 0);
    std::int64_t value = 0;
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
    if (error != std::errc{} || end != digits.data() + digits.size()) return std::nullopt;
    return value;
}

std::optional<Index> parse_index(std::string_view text) {
    Index index;
    while (true) {
        const std::string_view word = text.substr(0, text.find(','));
        std::int64_t value = 0;
        const auto [end, error] = std::from_chars(word.data(), word.data() + word.size(), value);
        if (error != std::errc{} || end != word.data() + word.size() || index.size() == kMaxAxes) return std::nullopt;
        index.push_back(value);
        if (word.size() == text.size()) return index;
        text.remove_prefix(word.size() + 1);
    }
}

}  // namespace stridelens
