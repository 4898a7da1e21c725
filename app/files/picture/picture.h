#pragma once
// Pictures as files have them, and as they are to be seen.

#include "app/files/failure.h"

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace stridelens {

/// The most samples (pixels times channels) of a picture that is decoded: 2^28.
inline constexpr std::int64_t kMostSamples = std::int64_t{1} << 28;

/// How a picture's pixels lie in memory, seen upright: row y, column x is pixel first + y · down + x · right.
struct PixelOrder {
    std::int64_t height = 0, width = 0;
    std::int64_t first = 0, down = 0, right = 0;
    bool operator==(const PixelOrder&) const = default;
};

/// A decoded picture. 1 channel is grey, 2 grey and opacity, 3 red, green and blue, 4 these and opacity.
struct DecodedPicture {
    PixelOrder order;
    int channels = 0;
    bool wide = false;                 // 16 bits a sample, the higher byte first; otherwise 8
    std::vector<unsigned char> bytes;  // row by row as in the file, channels interleaved

    /// Exactly k/255, or k/65535.
    float at(std::int64_t y, std::int64_t x, int channel) const {
        const auto sample =
            static_cast<std::size_t>((order.first + y * order.down + x * order.right) * channels + channel);
        if (!wide) return static_cast<float>(bytes[sample]) / 255.0F;
        return static_cast<float>(bytes[2 * sample] << 8 | bytes[2 * sample + 1]) / 65535.0F;
    }
};

/// Pixels of `height` rows of `width` in memory, seen as EXIF's orientation 1 … 8 asks for.
/// Source: Exif 2.32, tag 0x0112: which side of the scene the first row and the first column are.
PixelOrder upright(std::int64_t height, std::int64_t width, int orientation);

/// The orientation that EXIF data (a TIFF header and its directory) ask for; 1, as stored, if they say nothing that can be read.
int exif_orientation(std::string_view exif);

/// Room for a picture of so many pixels. Errors: more than kMostSamples.
Outcome<DecodedPicture> picture_of(std::int64_t height, std::int64_t width, int channels, bool wide);

/// Errors: what is wrong, with what can be done about it, but without the file's name.
Outcome<DecodedPicture> read_jpeg(std::string_view bytes);
Outcome<DecodedPicture> read_png(std::string_view bytes);

}  // namespace stridelens
