// A picture as an input: values in [0, 1], channel by channel.

#include "app/files/image.h"

#include "app/files/read_file.h"
#include "app/problem/solve.h"

#include <fmt/format.h>
#include <stb/stb_image.h>

#include <algorithm>
#include <memory>
#include <vector>

namespace stridelens {

namespace {

/// A decoded picture: interleaved channels, exactly k/255 (or k/65535 for 16 bits a channel).
struct Picture {
    std::int64_t height = 0, width = 0, channels = 0;
    std::vector<float> values;

    float at(std::int64_t y, std::int64_t x, std::int64_t c) const {
        return values[static_cast<std::size_t>((y * width + x) * channels + c)];
    }
};

template <class Sample>
std::vector<float> scaled(const Sample* samples, std::size_t count, float largest) {
    std::vector<float> values(count);
    std::transform(samples, samples + count, values.begin(),
                   [largest](Sample sample) { return static_cast<float>(sample) / largest; });
    return values;
}

Outcome<Picture> decode(const std::filesystem::path& file, const std::string& bytes) {
    const auto* data = reinterpret_cast<const stbi_uc*>(bytes.data());
    const int size = static_cast<int>(bytes.size());  // read_file() reads at most 2^30 bytes
    int width = 0, height = 0, channels = 0;
    if (stbi_info_from_memory(data, size, &width, &height, &channels) == 0)
        return refuse_file(file, "this is no picture that can be read; PNG and JPEG can");
    if (!fits(Shape{height, width, channels}))
        return refuse_file(
            file, fmt::format("{} × {} pixels are too many; at most {} numbers fit", width, height, kMaxCells));
    const auto count =
        static_cast<std::size_t>(width) * static_cast<std::size_t>(height) * static_cast<std::size_t>(channels);
    Picture picture{height, width, channels, {}};
    if (stbi_is_16_bit_from_memory(data, size) != 0) {
        const std::unique_ptr<stbi_us, void (*)(void*)> samples(
            stbi_load_16_from_memory(data, size, &width, &height, &channels, 0), stbi_image_free);
        if (samples) picture.values = scaled(samples.get(), count, 65535.0F);
    } else {
        const std::unique_ptr<stbi_uc, void (*)(void*)> samples(
            stbi_load_from_memory(data, size, &width, &height, &channels, 0), stbi_image_free);
        if (samples) picture.values = scaled(samples.get(), count, 255.0F);
    }
    if (picture.values.empty())
        return refuse_file(file, fmt::format("the picture is damaged ({})", stbi_failure_reason()));
    return picture;
}

/// Two or four channels: the last is opacity. What lies behind is white, as on paper.
Picture on_white(const Picture& picture) {
    if (picture.channels != 2 && picture.channels != 4) return picture;
    Picture opaque{picture.height, picture.width, picture.channels - 1, {}};
    opaque.values.reserve(picture.values.size());
    for (std::int64_t y = 0; y < picture.height; ++y)
        for (std::int64_t x = 0; x < picture.width; ++x)
            for (std::int64_t c = 0; c < opaque.channels; ++c) {
                const float alpha = picture.at(y, x, opaque.channels);
                opaque.values.push_back(picture.at(y, x, c) * alpha + (1.0F - alpha));
            }
    return opaque;
}

/// Luma. Source: ITU-R BT.601, 0.299 R + 0.587 G + 0.114 B.
Picture in_grey(const Picture& picture) {
    if (picture.channels == 1) return picture;
    Picture grey{picture.height, picture.width, 1, {}};
    for (std::size_t i = 0; i + 2 < picture.values.size(); i += 3) {
        const double luma = 0.299 * picture.values[i] + 0.587 * picture.values[i + 1] + 0.114 * picture.values[i + 2];
        grey.values.push_back(static_cast<float>(luma));
    }
    return grey;
}

/// How much of source pixel first, first + 1 … lies in one target pixel; the weights sum to 1.
struct Share {
    std::int64_t first = 0;
    std::vector<double> weights;
};
std::vector<Share> shares(std::int64_t from, std::int64_t to) {
    std::vector<Share> result;
    const double ratio = static_cast<double>(from) / static_cast<double>(to);
    for (std::int64_t target = 0; target < to; ++target) {
        const double begin = static_cast<double>(target) * ratio;
        const double end = static_cast<double>(target + 1) * ratio;
        Share share{std::min(static_cast<std::int64_t>(begin), from - 1), {}};
        for (std::int64_t pixel = share.first; pixel < from; ++pixel) {
            const double low = std::max(begin, static_cast<double>(pixel));
            const double high = std::min(end, static_cast<double>(pixel + 1));
            if (high - low <= 1e-9 && pixel > share.first) break;
            share.weights.push_back(std::max(high - low, 0.0) / ratio);
        }
        result.push_back(std::move(share));
    }
    return result;
}

double average(const Picture& picture, const Share& rows, const Share& columns, std::int64_t channel) {
    double sum = 0.0;
    for (std::size_t y = 0; y < rows.weights.size(); ++y)
        for (std::size_t x = 0; x < columns.weights.size(); ++x)
            sum += rows.weights[y] * columns.weights[x] *
                   picture.at(rows.first + static_cast<std::int64_t>(y), columns.first + static_cast<std::int64_t>(x),
                              channel);
    return sum;
}

}  // namespace

Outcome<Tensor> load_image(const std::filesystem::path& file, const ImportOptions& options) {
    const auto bytes = read_file(file);
    if (!bytes) return tl::unexpected(bytes.error());
    auto decoded = decode(file, *bytes);
    if (!decoded) return tl::unexpected(decoded.error());
    Picture picture = on_white(*decoded);
    if (options.grey) picture = in_grey(picture);

    const std::int64_t height = options.height > 0 ? options.height : picture.height;
    const std::int64_t width = options.width > 0 ? options.width : picture.width;
    const Shape shape{1, picture.channels, height, width};
    if (!fits(shape))
        return refuse_file(
            file, fmt::format("{} would have more than {} cells; choose a smaller size", to_string(shape), kMaxCells));
    Tensor tensor(shape);
    const auto rows = shares(picture.height, height);
    const auto columns = shares(picture.width, width);
    std::size_t flat = 0;
    for (std::int64_t channel = 0; channel < picture.channels; ++channel)
        for (const Share& row : rows)
            for (const Share& column : columns)
                tensor.values[flat++] =
                    static_cast<float>(std::clamp(average(picture, row, column, channel), 0.0, 1.0));
    return tensor;
}

}  // namespace stridelens
