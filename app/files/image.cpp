// A picture as an input: values in [0, 1], channel by channel.

#include "app/files/image.h"

#include "app/files/array/array.h"
#include "app/files/picture/picture.h"
#include "app/files/read_file.h"
#include "app/problem/solve.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <span>
#include <vector>

namespace stridelens {

namespace {

/// What is seen of a channel on white paper: the last of two or four is opacity.
float on_white(const DecodedPicture& picture, std::int64_t y, std::int64_t x, int channel) {
    const float value = picture.at(y, x, channel);
    if (picture.channels % 2 != 0) return value;
    const float alpha = picture.at(y, x, picture.channels - 1);
    return value * alpha + (1.0F - alpha);
}

/// Luma. Source: ITU-R BT.601, 0.299 R + 0.587 G + 0.114 B.
float luma(const DecodedPicture& picture, std::int64_t y, std::int64_t x) {
    if (picture.channels <= 2) return on_white(picture, y, x, 0);
    return static_cast<float>(0.299 * on_white(picture, y, x, 0) + 0.587 * on_white(picture, y, x, 1) +
                              0.114 * on_white(picture, y, x, 2));
}

/// The part of a picture that is asked for. Errors: it is not all there.
Outcome<PictureRegion> region_of(const PixelOrder& whole, const ImportOptions& options) {
    const PictureRegion region = options.region.value_or(PictureRegion{0, 0, whole.height, whole.width});
    const auto within = [](std::int64_t from, std::int64_t count, std::int64_t all) {
        return from >= 0 && count >= 1 && from < all && count <= all - from;
    };
    if (within(region.top, region.height, whole.height) && within(region.left, region.width, whole.width))
        return region;
    const auto most = [](std::int64_t from, std::int64_t all) {
        return all - std::clamp<std::int64_t>(from, 0, all - 1);
    };
    return failed(fmt::format(
        "the region of {} × {} pixels (height × width) from row {} and column {} is not all within the picture, which "
        "has {} × {}; from there, up to {} × {} are possible",
        region.height, region.width, region.top, region.left, whole.height, whole.width, most(region.top, whole.height),
        most(region.left, whole.width)));
}

/// How much of source pixel first, first + 1 … lies in one target pixel; the weights sum to 1. `count` pixels, from
/// `offset` on, become `to`.
struct Share {
    std::int64_t first = 0;
    std::vector<double> weights;
};
std::vector<Share> shares(std::int64_t offset, std::int64_t count, std::int64_t to) {
    std::vector<Share> result;
    const double ratio = static_cast<double>(count) / static_cast<double>(to);
    for (std::int64_t target = 0; target < to; ++target) {
        const double begin = static_cast<double>(target) * ratio;
        const double end = static_cast<double>(target + 1) * ratio;
        Share share{std::min(static_cast<std::int64_t>(begin), count - 1), {}};
        for (std::int64_t pixel = share.first; pixel < count; ++pixel) {
            const double low = std::max(begin, static_cast<double>(pixel));
            const double high = std::min(end, static_cast<double>(pixel + 1));
            if (high - low <= 1e-9 && pixel > share.first) break;
            share.weights.push_back(std::max(high - low, 0.0) / ratio);
        }
        share.first += offset;
        result.push_back(std::move(share));
    }
    return result;
}

double average(const DecodedPicture& picture, const Share& rows, const Share& columns, int channel, bool grey) {
    double sum = 0.0;
    for (std::size_t y = 0; y < rows.weights.size(); ++y)
        for (std::size_t x = 0; x < columns.weights.size(); ++x) {
            const std::int64_t row = rows.first + static_cast<std::int64_t>(y);
            const std::int64_t column = columns.first + static_cast<std::int64_t>(x);
            sum += rows.weights[y] * columns.weights[x] *
                   (grey ? luma(picture, row, column) : on_white(picture, row, column, channel));
        }
    return sum;
}

/// One channel's values, all in [0, 1], as the range asks for.
void set_range(std::span<float> values, PixelRange range) {
    if (range == PixelRange::byte)
        for (float& value : values) value *= 255.0F;
    if (range != PixelRange::normalised || values.empty()) return;
    double sum = 0.0, squares = 0.0;
    for (const float value : values) sum += static_cast<double>(value);
    const double count = static_cast<double>(values.size()), mean = sum / count;
    for (const float value : values)
        squares += (static_cast<double>(value) - mean) * (static_cast<double>(value) - mean);
    const double deviation = std::sqrt(squares / count);
    for (float& value : values)  // of one colour alone: all 0
        value = deviation > 0.0 ? static_cast<float>((static_cast<double>(value) - mean) / deviation) : 0.0F;
}

}  // namespace

Outcome<Array> array_from_image(const std::filesystem::path& file, std::string_view bytes,
                                const ImportOptions& options) {
    const auto read = bytes.starts_with("\x89PNG") ? read_png(bytes) : read_jpeg(bytes);
    if (!read) return refuse_file(file, read.error().sentence);
    const DecodedPicture& picture = *read;
    const auto region = region_of(picture.order, options);
    if (!region) return refuse_file(file, region.error().sentence);
    const std::int64_t height = options.height > 0 ? options.height : region->height;
    const std::int64_t width = options.width > 0 ? options.width : region->width;
    const int channels = options.grey || picture.channels <= 2 ? 1 : 3;
    const Shape shape{1, channels, height, width};
    if (!fits(shape))
        return refuse_file(
            file, fmt::format("{} would have more than {} cells; choose a smaller size", to_string(shape), kMaxCells));
    Array array{Tensor(shape), FileKind::picture, {}, {}, {}};
    array.picture = PictureRegion{0, 0, picture.order.height, picture.order.width};
    const auto rows = shares(region->top, region->height, height);
    const auto columns = shares(region->left, region->width, width);
    std::size_t flat = 0;
    for (int channel = 0; channel < channels; ++channel)
        for (const Share& row : rows)
            for (const Share& column : columns)
                array.values[flat++] =
                    static_cast<float>(std::clamp(average(picture, row, column, channel, options.grey), 0.0, 1.0));
    const std::size_t plane = flat / static_cast<std::size_t>(channels);
    for (std::size_t channel = 0; channel < static_cast<std::size_t>(channels); ++channel)
        set_range(std::span(&array.values[0], flat).subspan(channel * plane, plane), options.range);
    return array;
}

}  // namespace stridelens
