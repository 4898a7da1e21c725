#include "app/export/words/digits.h"

#include <fmt/format.h>

#include <cmath>
#include <cstdint>

namespace stridelens {

namespace {

template <class T>
std::string shortest_of(T value) {
    if (std::isnan(value)) return "nan";  // its sign means nothing here
    return fmt::format("{}", value);
}

}  // namespace

std::string decimal(double value) {
    std::string text = fmt::format("{:.3f}", value);
    text.erase(text.find_last_not_of('0') + 1);
    if (text.back() == '.') text.pop_back();
    return text == "-0" ? "0" : text;
}

std::string shortest(float value) {
    return shortest_of(value);
}
std::string shortest(double value) {
    return shortest_of(value);
}

std::string base64(std::string_view bytes) {
    constexpr std::string_view letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    std::string text;
    text.reserve((bytes.size() + 2) / 3 * 4);
    for (std::size_t i = 0; i < bytes.size(); i += 3) {
        std::uint32_t three = 0;
        for (std::size_t k = 0; k < 3; ++k)
            three = three << 8U | (i + k < bytes.size() ? static_cast<unsigned char>(bytes[i + k]) : 0U);
        for (std::size_t k = 0; k < 4; ++k)
            text += i + k > bytes.size() ? '=' : letters[(three >> (18U - 6U * static_cast<unsigned>(k))) & 63U];
    }
    return text;
}

}  // namespace stridelens
