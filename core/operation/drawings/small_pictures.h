#pragma once
// Small pictures of our own, part of the program: those of assets/pictures, which draw-pictures there draws.

#include <cstdint>
#include <span>
#include <string_view>

namespace stridelens {

constexpr std::int64_t kPictureSide = 48;  // pixels, of every picture

/// Pixels in reading order, three bytes each: red, green, blue.
struct Picture {
    std::string_view name;
    std::span<const std::uint8_t> pixels;
};

/// All of them, by name: face, house, leaf.
std::span<const Picture> pictures();

/// The picture at a place of pictures(), which begin again after the last one.
const Picture& picture(std::uint64_t place);

enum class Tone : std::uint8_t { red, green, blue, lightness };

/// Cell `at` of `size` cells that a picture is stretched over, along one axis.
struct Stretch {
    std::int64_t size, at;
};
constexpr Stretch kMiddleLine{kPictureSide, kPictureSide / 2};

/// What a cell shows of the picture, 0 … 1: the average of the pixels under it, each as far as it lies there. Exact but for
/// one division. Lightness is ITU-R BT.601's luma, 0.299 R + 0.587 G + 0.114 B.
double tone_of(const Picture& picture, Tone tone, Stretch rows, Stretch columns);

}  // namespace stridelens
