#include "core/operation/drawings/small_pictures.h"

#include <algorithm>

namespace stridelens {
namespace {

/// Of 1000: how much each of a pixel's bytes counts.
constexpr std::int64_t kWeights[][3] = {{1000, 0, 0}, {0, 1000, 0}, {0, 0, 1000}, {299, 587, 114}};

/// The pixels under a cell, and how much of pixel `i` lies there, in size-ths of a pixel: kPictureSide in all.
struct Under {
    explicit Under(Stretch stretch)
        : size(stretch.size),
          begin(stretch.at * kPictureSide),
          first(begin / size),
          last((begin + kPictureSide - 1) / size) {}

    std::int64_t share(std::int64_t i) const {
        return std::min(begin + kPictureSide, (i + 1) * size) - std::max(begin, i * size);
    }

    std::int64_t size, begin, first, last;
};

}  // namespace

const Picture& picture(std::uint64_t place) {
    return pictures()[place % pictures().size()];
}

double tone_of(const Picture& picture, Tone tone, Stretch rows, Stretch columns) {
    const Under down(rows), across(columns);
    const auto& weights = kWeights[static_cast<std::size_t>(tone)];
    std::int64_t sum = 0;
    for (std::int64_t row = down.first; row <= down.last; ++row)
        for (std::int64_t column = across.first; column <= across.last; ++column) {
            const auto pixel = static_cast<std::size_t>((row * kPictureSide + column) * 3);
            std::int64_t value = 0;
            for (std::size_t i = 0; i < 3; ++i) value += weights[i] * picture.pixels[pixel + i];
            sum += down.share(row) * across.share(column) * value;
        }
    return static_cast<double>(sum) / static_cast<double>(kPictureSide * kPictureSide * 255 * 1000);
}

}  // namespace stridelens
