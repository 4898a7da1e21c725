// Any bytes as a PNG or JPEG: refused, or a picture each of whose pixels is seen once, as numbers from 0 to 1.

#include "app/files/picture/picture.h"
#include "tests/fuzz/bytes.h"
#include "tests/fuzz/numbers.h"
#include "tests/fuzz/png_chunks.h"

#include <cstring>

using namespace stridelens;

extern "C" std::size_t LLVMFuzzerMutate(std::uint8_t* data, std::size_t size, std::size_t max_size);

namespace {

constexpr std::int64_t kMostPixels = 1 << 14;  // libFuzzer wants many runs, not long ones

bool is_png(std::string_view bytes) {
    return bytes.starts_with("\x89PNG");
}

/// Whether the picture says that it is larger than that; of a JPEG, wherever it may say so.
bool is_large(std::string_view bytes) {
    const auto pair = [&](std::size_t at) {
        return std::int64_t{static_cast<unsigned char>(bytes[at])} << 8 | static_cast<unsigned char>(bytes[at + 1]);
    };
    if (is_png(bytes)) {
        if (bytes.size() < 24) return false;
        const std::int64_t width = fuzz::big_endian(bytes.substr(16, 4)),
                           height = fuzz::big_endian(bytes.substr(20, 4));
        return width > kMostPixels || height > kMostPixels || width * height > kMostPixels;
    }
    for (std::size_t at = 0; at + 9 <= bytes.size(); ++at)
        if (bytes[at] == '\xFF' && (static_cast<unsigned char>(bytes[at + 1]) & 0xF0U) == 0xC0U &&
            pair(at + 5) * pair(at + 7) > kMostPixels)
            return true;
    return false;
}

void check_pixels(const DecodedPicture& picture, std::string_view bytes) {
    const auto pixels = static_cast<std::size_t>(picture.order.height * picture.order.width);
    const auto channels = static_cast<std::size_t>(picture.channels);
    fuzz::stop_unless(picture.bytes.size() == pixels * channels * (picture.wide ? 2 : 1), "not a sample a pixel",
                      bytes);
    std::vector<bool> seen(pixels);
    for (std::int64_t y = 0; y < picture.order.height; ++y)
        for (std::int64_t x = 0; x < picture.order.width; ++x) {
            const std::int64_t pixel = picture.order.first + y * picture.order.down + x * picture.order.right;
            fuzz::stop_unless(pixel >= 0 && pixel < std::ssize(seen), "a pixel outside the picture", bytes);
            fuzz::stop_unless(!seen[static_cast<std::size_t>(pixel)], "a pixel twice", bytes);
            seen[static_cast<std::size_t>(pixel)] = true;
        }
}

void check_numbers(std::string_view bytes, const ImportOptions& options) {
    const auto array = array_from_image("x.png", bytes, options);
    if (!array) fuzz::stop("a picture is read, but is no array: " + array.error().sentence, bytes);
    fuzz::stop_if(fuzz::broken_array(*array), bytes);
    fuzz::stop_unless(array->shape.size() == 4 && array->shape[0] == 1, "no input of one picture", bytes);
    if (options.height > 0)
        fuzz::stop_unless(array->shape[2] == options.height && array->shape[3] == options.width, "another size", bytes);
    for (const float value : array->values)
        fuzz::stop_unless(value >= 0.0F && value <= 1.0F, "a number beyond 0 … 1", bytes);
}

/// `text` as libFuzzer changes it.
std::string mutated(std::string text, std::size_t most) {
    const std::size_t size = text.size();
    text.resize(std::max(most, size));
    text.resize(LLVMFuzzerMutate(reinterpret_cast<std::uint8_t*>(text.data()), size, text.size()));
    return text;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view bytes = fuzz::text_of(data, size);
    if (is_large(bytes)) return 0;
    const auto picture = is_png(bytes) ? read_png(bytes) : read_jpeg(bytes);
    if (!picture) {
        fuzz::stop_if(fuzz::broken_refusal(picture.error()), bytes);
        return 0;
    }
    check_pixels(*picture, bytes);
    check_numbers(bytes, {.height = 0, .width = 0});
    check_numbers(bytes, {.grey = true, .height = 3, .width = 5});
    return 0;
}

/// Of a PNG one chunk changes, that of the pixels as what was packed, and the sums become true again; but now and then the
/// bytes themselves.
extern "C" std::size_t LLVMFuzzerCustomMutator(std::uint8_t* data, std::size_t size, std::size_t max_size,
                                               unsigned seed) {
    constexpr std::size_t most = 4096;
    const std::string_view bytes = fuzz::text_of(data, size);
    std::vector<fuzz::Chunk> chunks;
    if (is_png(bytes) && seed % 8 != 0) chunks = fuzz::chunks_of(bytes);
    if (chunks.empty()) return LLVMFuzzerMutate(data, size, max_size);
    fuzz::Chunk& chunk = chunks[seed / 8 % chunks.size()];
    const std::string rows = chunk.name == "IDAT" && seed % 8 != 1 ? test::inflated(chunk.data, most) : "";
    chunk.data =
        rows.empty() ? mutated(chunk.data, chunk.data.size() + 16) : test::deflated(mutated(rows, rows.size() + 16));
    const std::string png = fuzz::png_of(chunks);
    if (png.size() > max_size) return LLVMFuzzerMutate(data, size, max_size);
    std::memcpy(data, png.data(), png.size());
    return png.size();
}
