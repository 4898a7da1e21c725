#pragma once
// What a colour looks like to people who see colours otherwise, and on a grey photocopy.

#include "app/figure/theme/theme.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <string>

namespace stridelens {

using Linear = std::array<double, 3>;  // linear RGB, 0 … 1

struct Vision {
    std::string name;
    std::array<Linear, 3> rows;  // of the matrix on linear RGB
};

/// Source: Machado, Oliveira & Fernandes 2009, "A Physiologically-based Model for Simulation of Color Vision Deficiency",
/// IEEE TVCG 15(6), severity 1.0. Achromatopsia and photocopy: the luminance of sRGB (IEC 61966-2-1).
inline const std::array<Vision, 5>& visions() {
    constexpr Linear grey{0.2126, 0.7152, 0.0722};
    static const std::array<Vision, 5> all = {{
        {"normal vision", {{{1, 0, 0}, {0, 1, 0}, {0, 0, 1}}}},
        {"protanopia",
         {{{0.152286, 1.052583, -0.204868}, {0.114503, 0.786281, 0.099216}, {-0.003882, -0.048116, 1.051998}}}},
        {"deuteranopia",
         {{{0.367322, 0.860646, -0.227968}, {0.280085, 0.672501, 0.047413}, {-0.011820, 0.042940, 0.968881}}}},
        {"tritanopia",
         {{{1.255528, -0.076749, -0.178779}, {-0.078411, 0.930809, 0.147602}, {0.004733, 0.691367, 0.303900}}}},
        {"achromatopsia", {{grey, grey, grey}}},
    }};
    return all;
}

inline Linear seen(const Rgba& colour, const Vision& vision) {
    const auto linear = [](float c) {
        const auto v = static_cast<double>(c);
        return v <= 0.04045 ? v / 12.92 : std::pow((v + 0.055) / 1.055, 2.4);
    };
    const Linear rgb{linear(colour.r), linear(colour.g), linear(colour.b)};
    Linear result{};
    for (std::size_t i = 0; i < 3; ++i) {
        for (std::size_t k = 0; k < 3; ++k) result[i] += vision.rows[i][k] * rgb[k];
        result[i] = std::clamp(result[i], 0.0, 1.0);
    }
    return result;
}

inline double luminance_of(const Linear& c) {
    return 0.2126 * c[0] + 0.7152 * c[1] + 0.0722 * c[2];
}

inline double contrast_of(const Linear& a, const Linear& b) {
    const double la = luminance_of(a), lb = luminance_of(b);
    return (std::max(la, lb) + 0.05) / (std::min(la, lb) + 0.05);
}

/// CIE 1976 L*a*b*, D65.
inline std::array<double, 3> lab_of(const Linear& c) {
    const auto f = [](double t) { return t > 216.0 / 24389 ? std::cbrt(t) : (24389.0 / 27 * t + 16) / 116; };
    const double x = f((0.4124 * c[0] + 0.3576 * c[1] + 0.1805 * c[2]) / 0.95047);
    const double y = f(luminance_of(c));
    const double z = f((0.0193 * c[0] + 0.1192 * c[1] + 0.9505 * c[2]) / 1.08883);
    return {116 * y - 16, 500 * (x - y), 200 * (y - z)};
}

/// ΔE*ab (CIE 1976); about 2.3 is just noticeable.
inline double difference_of(const Linear& a, const Linear& b) {
    const auto p = lab_of(a), q = lab_of(b);
    return std::hypot(p[0] - q[0], p[1] - q[1], p[2] - q[2]);
}

}  // namespace stridelens
