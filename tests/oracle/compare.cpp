#include "tests/oracle/compare.h"

#include <fmt/format.h>

#include <cmath>

namespace stridelens::oracle {

Tolerance tolerance_of(const nlohmann::json& object) {
    if (!object.contains("tolerance")) throw Damaged("\"tolerance\" is missing");
    const nlohmann::json& tolerance = object.at("tolerance");
    const Tolerance result{number_at(tolerance, "rtol"), number_at(tolerance, "atol")};
    if (!(result.rtol >= 0.0) || !(result.atol >= 0.0)) throw Damaged("\"tolerance\" is negative");
    return result;
}

std::optional<std::string> difference(const std::vector<double>& got, const Record& expected,
                                      const Tolerance& tolerance) {
    if (!expected.has_numbers) throw Damaged(fmt::format("{} has no numbers", expected.role));
    // Ours are float32: beside a float64 the nearest float32 is exact.
    const auto nearest = [&](double b) {
        return expected.dtype == "float64" ? static_cast<double>(static_cast<float>(b)) : b;
    };
    const auto agree = [&](double a, double b) {
        if (a == b || a == nearest(b) || (std::isnan(a) && std::isnan(b))) return true;
        if (!expected.is_float() || !std::isfinite(a) || !std::isfinite(b)) return false;
        return std::fabs(a - b) <= tolerance.atol + tolerance.rtol * std::fabs(b);
    };
    if (got.size() != expected.numbers.size())
        return fmt::format("{} has {} numbers, expected {}", expected.role, got.size(), expected.numbers.size());
    for (std::size_t i = 0; i < got.size(); ++i) {
        if (!agree(got[i], expected.numbers[i]))
            return fmt::format("{}[{}] is {}, expected {}", expected.role, i, got[i], expected.numbers[i]);
    }
    return std::nullopt;
}

std::optional<std::string> difference(const Tensor& got, const Record& expected, const Tolerance& tolerance) {
    if (!(expected.shape == got.shape))
        return fmt::format("{} is {}, expected {}", expected.role, to_string(got.shape), to_string(expected.shape));
    return difference(std::vector<double>(got.values.begin(), got.values.end()), expected, tolerance);
}

}  // namespace stridelens::oracle
