// What a size formula rounds, in numbers and in words.

#include "core/explain/size/size_formula.h"
#include "core/words/prose.h"

#include <fmt/format.h>

#include <numeric>

namespace stridelens {
namespace {

/// Whether numerator/divisor, in lowest terms, has at most two decimals.
bool is_short(std::int64_t divisor) {
    return 100 % divisor == 0;
}

}  // namespace

std::string quotient_text(std::int64_t numerator, std::int64_t divisor) {
    const std::int64_t common = std::gcd(numerator, divisor);
    const std::int64_t above = numerator / common, below = divisor / common;
    if (below == 1) return prose(above);
    if (is_short(below)) return prose(static_cast<double>(above) / static_cast<double>(below));
    const std::int64_t whole = above / below, part = above % below;
    return whole == 0 ? fmt::format("{}/{}", prose(part), below) : fmt::format("{} + {}/{}", prose(whole), part, below);
}

std::string left_over_text(std::int64_t cells, std::int64_t stride) {
    const std::int64_t common = std::gcd(cells, stride);
    const std::int64_t part = cells / common, of = stride / common;
    if (of == 2) return "half a step is left over";
    if (of == 3) return part == 1 ? "a third of a step is left over" : "two thirds of a step are left over";
    if (of == 4) return part == 1 ? "a quarter of a step is left over" : "three quarters of a step are left over";
    return fmt::format("{}/{} of a step is left over", part, of);
}

}  // namespace stridelens
