#include "app/figure/facts/number_style.h"

#include "core/words/prose.h"
#include "core/words/utf8.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace stridelens {

namespace {

constexpr float kSmallestType = 9.0F, kLegibleType = 12.0F, kLargestType = 30.0F;
constexpr float kDigit = 0.6F;  // em, JetBrains Mono

/// The widest number is the largest or the smallest of its sign, or one that is none.
void measure(NumberStyle& style, const NumberRange& range) {
    style.characters = std::max(range.special, 1);
    for (const float v : {range.low, range.high, range.below, range.above})
        style.characters = std::max(style.characters, text::character_count(format(static_cast<double>(v), style)));
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
    if (style.scientific) {
        if (value == 0.0) return "0";
        const std::string digits = fmt::format("{:.1e}", std::abs(value));
        const std::size_t e = digits.find('e');
        const std::int64_t exponent = std::stoi(digits.substr(e + 1));
        return fmt::format("{}{}e{}", sign, digits.substr(0, e), prose(exponent));
    }
    const std::string digits = fmt::format("{:.{}f}", std::abs(value), style.decimals);
    const bool zero = digits.find_first_not_of("0.") == std::string::npos;
    return zero ? digits : sign + digits;
}

std::string format_plain(double value) {
    const double size = std::abs(value);
    NumberStyle style;
    style.scientific = std::isfinite(value) && size > 0.0 && (size >= 1e6 || size < 1e-3);
    if (style.scientific || !std::isfinite(value)) return format(value, style);
    style.decimals = size >= 1000 ? 0 : size >= 100 ? 1 : size >= 0.1 ? 2 : 4;
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
    style.scientific = largest >= 1e6 || (largest > 0.0 && largest < 1e-3);
    const int most = largest >= 1000 ? 0 : largest >= 100 ? 1 : largest >= 0.1 ? 2 : largest >= 0.01 ? 3 : 4;
    style.fixed = range.fixed.has_value();
    style.decimals = range.fixed.value_or(std::min(range.decimals, most));
    measure(style, range);
    return style;
}

NumberStyle fit_numbers(NumberStyle style, const NumberRange& range, float width, float height) {
    style.size = type_size(style, width, height);
    const int fewest = range.fixed.value_or(std::min(style.decimals, 1));
    for (NumberStyle shorter = style; style.size < kLegibleType && !style.scientific && shorter.decimals > fewest;) {
        --shorter.decimals;
        measure(shorter, range);
        shorter.size = type_size(shorter, width, height);
        if (shorter.size > style.size) style = shorter;
    }
    if (style.size < kSmallestType) style.size = 0.0F;
    return style;
}

NumberStyle sum_style(NumberStyle result, const NumberStyle& value, const NumberStyle& factor) {
    if (!result.fixed) result.decimals = std::max(result.decimals, std::min(value.decimals + factor.decimals, 2));
    return result;
}

NumberStyle with_decimals(NumberStyle style, int decimals, const NumberRange& range) {
    style.decimals = decimals;
    measure(style, range);
    return style;
}

std::string shape_text(const Shape& shape) {
    std::string text;
    for (const std::int64_t size : shape) text += (text.empty() ? "" : " × ") + std::to_string(size);
    return text;
}

}  // namespace stridelens
