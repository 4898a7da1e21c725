#pragma once
// Pictures as numbers.

#include "app/files/failure.h"

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string_view>

namespace stridelens {

struct Array;

/// Where an array has its channels: (N, C, H, W) or (N, H, W, C).
enum class ChannelAxis { unknown, first, last };

/// What the numbers of a picture are: the share of the light, the byte, or each channel with mean 0 and deviation 1.
enum class PixelRange : std::uint8_t { unit, byte, normalised };

/// A part of a picture, in its own pixels, seen upright.
struct PictureRegion {
    std::int64_t top = 0, left = 0, height = 0, width = 0;
    bool operator==(const PictureRegion&) const = default;
};

/// How a picture or array becomes an input.
struct ImportOptions {
    bool grey = false;         // picture: one channel (Rec. 601 luma) instead of RGB
    std::int64_t height = 28;  // picture: resampled to this size by area averaging; 0 keeps its own size
    std::int64_t width = 28;
    std::optional<PictureRegion> region{};        // picture: this part of it; nothing: all
    PixelRange range = PixelRange::unit;          // picture
    ChannelAxis channels = ChannelAxis::unknown;  // array
    bool operator==(const ImportOptions&) const = default;
};

/// A picture as values in [0, 1] (or what the options ask for), shape 1×C×H×W (C 1 or 3), upright as its EXIF data ask for, white behind what is
/// transparent. Errors: besides what is wrong with the file, a region that is not all within the picture. `file` is where `bytes`, those of a PNG or JPEG, come from.
Outcome<Array> array_from_image(const std::filesystem::path& file, std::string_view bytes,
                                const ImportOptions& options);

}  // namespace stridelens
