#include "app/files/picture/picture.h"

#include <fmt/format.h>

namespace stridelens {

namespace {

/// The numbers of a TIFF file, in its own byte order; 0 beyond its end.
class TiffReader {
public:
    explicit TiffReader(std::string_view bytes) : bytes_(bytes), big_endian_(bytes.starts_with("MM")) {}

    std::uint32_t number(std::uint64_t at, unsigned size) const {
        if (at + size > bytes_.size()) return 0;
        std::uint32_t value = 0;
        for (unsigned i = 0; i < size; ++i) {
            const unsigned significance = big_endian_ ? size - 1 - i : i;
            value |= std::uint32_t{static_cast<unsigned char>(bytes_[at + i])} << (8 * significance);
        }
        return value;
    }

private:
    std::string_view bytes_;
    bool big_endian_;
};

}  // namespace

PixelOrder upright(std::int64_t height, std::int64_t width, int orientation) {
    const std::int64_t last_row = (height - 1) * width, last_column = width - 1;
    switch (orientation) {
        case 2:
            return {height, width, last_column, width, -1};
        case 3:
            return {height, width, last_row + last_column, -width, -1};
        case 4:
            return {height, width, last_row, -width, 1};
        case 5:
            return {width, height, 0, 1, width};
        case 6:
            return {width, height, last_row, 1, -width};
        case 7:
            return {width, height, last_row + last_column, -1, -width};
        case 8:
            return {width, height, last_column, -1, width};
        default:
            return {height, width, 0, width, 1};
    }
}

int exif_orientation(std::string_view exif) {
    constexpr std::string_view prefix{"Exif\0\0", 6};  // JPEG's, which some write into PNG as well
    if (exif.starts_with(prefix)) exif.remove_prefix(prefix.size());
    if (!exif.starts_with("II") && !exif.starts_with("MM")) return 1;
    const TiffReader tiff(exif);
    if (tiff.number(2, 2) != 42) return 1;
    constexpr std::uint32_t orientation_tag = 0x0112, short_type = 3, long_type = 4;
    const std::uint64_t directory = tiff.number(4, 4);
    const std::uint32_t entries = tiff.number(directory, 2);
    for (std::uint32_t i = 0; i < entries; ++i) {
        const std::uint64_t entry = directory + 2 + std::uint64_t{12} * i;
        if (entry + 12 > exif.size()) return 1;
        const std::uint32_t type = tiff.number(entry + 2, 2);
        if (tiff.number(entry, 2) != orientation_tag || tiff.number(entry + 4, 4) != 1) continue;
        if (type != short_type && type != long_type) return 1;
        const std::uint32_t value = tiff.number(entry + 8, type == short_type ? 2 : 4);
        return value >= 1 && value <= 8 ? static_cast<int>(value) : 1;
    }
    return 1;
}

Outcome<DecodedPicture> picture_of(std::int64_t height, std::int64_t width, int channels, bool wide) {
    if (height < 1 || width < 1) return failed(fmt::format("a picture of {} × {} pixels has none", width, height));
    if (height > kMostSamples / width / channels)
        return failed(
            fmt::format("{} × {} pixels are too many: with {} numbers each, at most {} pixels are read; make it "
                        "smaller with another program",
                        width, height, channels, kMostSamples / channels));
    DecodedPicture picture{upright(height, width, 1), channels, wide, {}};
    picture.bytes.resize(static_cast<std::size_t>(height * width * channels * (wide ? 2 : 1)));
    return picture;
}

}  // namespace stridelens
