#include "core/explain/prose.h"

#include <fmt/format.h>

#include <cmath>

namespace stridelens::text {
namespace {

std::string with_minus(std::string digits) {
    for (std::size_t at = 0; (at = digits.find('-', at)) != std::string::npos;) digits.replace(at, 1, "−");
    return digits;
}

template <class T>
std::string floating(T value) {
    if (std::isnan(value)) return "NaN";
    if (std::isinf(value)) return value > 0 ? "∞" : "−∞";
    return with_minus(fmt::format("{}", value));
}

}  // namespace

std::string number(double value) {
    return floating(value);
}
std::string number(float value) {
    return floating(value);
}
std::string number(std::int64_t value) {
    return with_minus(fmt::format("{}", value));
}

std::string counted(std::int64_t count, const std::string& noun) {
    return fmt::format("{} {}{}", number(count), noun, count == 1 ? "" : "s");
}

std::string listed(const std::vector<std::int64_t>& values) {
    const std::size_t count = values.size();
    const bool in_a_row = count > 0 && values.back() - values.front() == static_cast<std::int64_t>(count) - 1;
    if (count >= 4 && in_a_row) return fmt::format("{} … {}", number(values.front()), number(values.back()));
    if (count >= 5) return fmt::format("{}, {}, {} …", number(values[0]), number(values[1]), number(values[2]));
    std::string list;
    for (std::size_t i = 0; i < count; ++i) {
        if (i > 0) list += i + 1 == count ? " and " : ", ";
        list += number(values[i]);
    }
    return list;
}

std::string bracketed(const std::vector<std::int64_t>& values) {
    std::string list = "[";
    for (std::size_t i = 0; i < values.size(); ++i) list += (i > 0 ? ", " : "") + number(values[i]);
    return list + "]";
}

}  // namespace stridelens::text
