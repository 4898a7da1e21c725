#include "app/figure/facts/number_style.h"

#include "core/words/prose.h"
#include "core/words/utf8.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace stridelens {

namespace {

constexpr float kSmallestType = 9.0F, kSmallestLong = 7.5F, kLargestType = 30.0F;
constexpr int kSumDecimals = 2;
constexpr int kLong = 5;        // characters: "−0.80" stays a little longer, since it gives up no decimals
constexpr float kDigit = 0.6F;  // em, JetBrains Mono

/// The widest number is the largest or the smallest of its sign, or one that is none.
void measure(NumberStyle& style, const NumberRange& range) {
    NumberStyle usual = style;
    usual.most = usual.decimals;
    style.characters = std::max(range.special, 1);
    for (const float v : {range.low, range.high, range.huge_low, range.huge_high, range.below, range.above})
        style.characters = std::max(style.characters, text::character_count(format(static_cast<double>(v), usual)));
}

/// Decimals of numbers up to `largest` that need `needed`: all of them if that is not too long, or they are rounded.
int decimals_for(double largest, int needed) {
    const int exact = largest >= 1e5 ? 0 : largest >= 1e4 ? 1 : largest >= 10 ? 2 : largest >= 0.1 ? 3 : kMostDecimals;
    if (needed <= exact) return needed;
    return largest >= 1000 ? 0 : largest >= 100 ? 1 : largest >= 0.1 ? 2 : largest >= 0.01 ? 3 : kMostDecimals;
}

float type_size(const NumberStyle& style, float width, float height) {
    const float wanted = std::clamp(0.235F * std::min(width, height), 13.0F, kLargestType);
    const float margin = std::clamp(0.05F * width, 1.0F, 4.0F);
    const float room = (width - 2 * margin) / (kDigit * static_cast<float>(style.characters));
    const float size = std::min({wanted, room, 0.7F * height});
    return std::floor(size * 2.0F) / 2.0F;
}

}  // namespace

std::string format(double value, const NumberStyle& style) {
    if (std::isnan(value)) return "NaN";
    const std::string sign = std::signbit(value) ? text::kMinus : "";
    if (std::isinf(value)) return sign + "∞";
    if (value == 0.0 && style.scientific) return "0";
    if (style.scientific || std::abs(value) >= kHugeNumber) {
        const std::string digits = fmt::format("{:.1e}", std::abs(value));
        const std::size_t e = digits.find('e');
        const std::int64_t exponent = std::stoi(digits.substr(e + 1));
        const bool whole = !style.scientific && digits.substr(0, e).ends_with(".0");  // an outlier takes little room
        return fmt::format("{}{}e{}", sign, digits.substr(0, whole ? e - 2 : e), prose(exponent));
    }
    int decimals = style.decimals;
    while (decimals < style.most && !exact_with(value, decimals)) ++decimals;
    const std::string digits = fmt::format("{:.{}f}", std::abs(value), decimals);
    const bool zero = digits.find_first_not_of("0.") == std::string::npos;
    return zero ? digits : sign + digits;
}

double printed(double value, const NumberStyle& style) {
    if (!std::isfinite(value)) return value;
    return std::stod(text::plain(format(value, style)));
}

std::string format_plain(double value) {
    const double size = std::abs(value);
    NumberStyle style;
    style.scientific = std::isfinite(value) && size > 0.0 && (size >= 1e6 || size < 1e-3);
    if (style.scientific || !std::isfinite(value)) return format(value, style);
    style.decimals = style.most = size >= 1000 ? 0 : size >= 100 ? 1 : size >= 0.1 ? 2 : 4;
    std::string digits = format(value, style);
    if (digits.find('.') != std::string::npos) {
        digits.erase(digits.find_last_not_of('0') + 1);
        if (digits.back() == '.') digits.pop_back();
    }
    return digits;
}

NumberStyle number_style(const NumberRange& range) {
    const double largest = std::max(std::abs(range.low), std::abs(range.high));
    NumberStyle style;
    style.scientific = largest > 0.0 && largest < 1e-3;
    style.fixed = range.fixed.has_value();
    style.decimals = range.fixed.value_or(decimals_for(largest, range.decimals));
    style.most = std::max(style.decimals, style.fixed ? 0 : decimals_for(largest, range.most));
    measure(style, range);
    return style;
}

NumberStyle fit_numbers(NumberStyle style, float width, float height) {
    style.size = type_size(style, width, height);
    const float smallest = style.characters >= kLong ? kSmallestLong : kSmallestType;
    if (style.size < smallest) style.size = 0.0F;
    return style;
}

NumberStyle sum_style(NumberStyle result, const NumberStyle& value, const NumberStyle& factor) {
    if (result.fixed) return result;
    const auto characters = [](int decimals) { return decimals > 0 ? decimals + 1 : 0; };
    result.characters -= characters(result.decimals);
    result.decimals = std::min(value.decimals + factor.decimals, kSumDecimals);
    result.most = std::max(result.decimals, std::min(value.most + factor.most, kSumDecimals));
    result.characters += characters(result.decimals);
    return result;
}

std::string shape_text(const Shape& shape) {
    std::string text;
    for (const std::int64_t size : shape) text += (text.empty() ? "" : " × ") + std::to_string(size);
    return text;
}

}  // namespace stridelens
