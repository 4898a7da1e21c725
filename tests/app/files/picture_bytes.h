#pragma once
// PNG and JPEG files, made as the tests need them: sound ones, and the parts of damaged ones.

#include "tests/packed.h"

#include <cstdio>  // before jpeglib.h, which does not include it

#include <jpeglib.h>
#include <zlib.h>

#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>
#include <vector>

namespace stridelens::test {

using Samples = std::vector<unsigned char>;

inline std::string big_endian(std::uint32_t value, int bytes) {
    std::string text;
    for (int i = bytes; i-- > 0;) text += static_cast<char>(value >> (8 * i) & 255U);
    return text;
}

inline std::string chunk(const std::string& name, const std::string& data) {
    const std::string whole = name + data;
    const auto sum = static_cast<std::uint32_t>(
        crc32(0, reinterpret_cast<const Bytef*>(whole.data()), static_cast<uInt>(whole.size())));
    return big_endian(static_cast<std::uint32_t>(data.size()), 4) + whole + big_endian(sum, 4);
}

/// What a PNG is made of. `samples`: row by row, as the file has them (16 bits: the higher byte first), whole bytes a row.
struct Png {
    std::uint32_t width = 1, height = 1;
    std::uint32_t depth = 8, colours = 0;  // 0 grey, 2 RGB, 3 palette, 4 grey and opacity, 6 RGB and opacity
    Samples samples = {};
    std::string palette = {}, transparent = {}, exif = {};  // PLTE, tRNS, eXIf
    bool interlaced = false;                                // 8 bits alone
    bool exif_last = false;
};

inline std::string png_header(const Png& png) {
    return "\x89PNG\r\n\x1a\n" +
           chunk("IHDR", big_endian(png.width, 4) + big_endian(png.height, 4) + big_endian(png.depth, 1) +
                             big_endian(png.colours, 1) + std::string(2, '\0') + (png.interlaced ? '\1' : '\0'));
}

inline std::string png_rows(const Png& png) {
    const std::size_t stride = png.samples.size() / png.height;
    const std::size_t pixel = stride / png.width;
    std::string rows;
    const auto pass = [&](std::uint32_t y0, std::uint32_t x0, std::uint32_t down, std::uint32_t right) {
        for (std::uint32_t y = y0; y < png.height && x0 < png.width; y += down) {
            rows += '\0';  // no filter
            if (right == 1 && x0 == 0) {
                rows.append(reinterpret_cast<const char*>(png.samples.data()) + y * stride, stride);
                continue;
            }
            for (std::uint32_t x = x0; x < png.width; x += right)
                rows.append(reinterpret_cast<const char*>(png.samples.data()) + y * stride + x * pixel, pixel);
        }
    };
    if (!png.interlaced) {
        pass(0, 0, 1, 1);
        return rows;
    }
    pass(0, 0, 8, 8);
    pass(0, 4, 8, 8);
    pass(4, 0, 8, 4);
    pass(0, 2, 4, 4);
    pass(2, 0, 4, 2);
    pass(0, 1, 2, 2);
    pass(1, 0, 2, 1);
    return rows;
}

inline std::string png_bytes(const Png& png) {
    const std::string exif = png.exif.empty() ? "" : chunk("eXIf", png.exif);
    return png_header(png) + (png.palette.empty() ? "" : chunk("PLTE", png.palette)) +
           (png.transparent.empty() ? "" : chunk("tRNS", png.transparent)) + (png.exif_last ? "" : exif) +
           chunk("IDAT", deflated(png_rows(png))) + (png.exif_last ? exif : "") + chunk("IEND", "");
}

/// EXIF data that ask for one orientation, behind another entry, in either byte order.
inline std::string exif_of(std::uint32_t orientation, bool big) {
    const auto number = [big](std::uint32_t value, int bytes) {
        const std::string text = big_endian(value, bytes);
        return big ? text : std::string(text.rbegin(), text.rend());
    };
    return (big ? "MM" : "II") + number(42, 2) + number(8, 4) + number(2, 2) +          //
           number(0x010F, 2) + number(2, 2) + number(4, 4) + std::string("abc\0", 4) +  // the maker
           number(0x0112, 2) + number(3, 2) + number(1, 4) + number(orientation, 2) + number(0, 2) + number(0, 4);
}

/// What a JPEG is made of. `samples`: interleaved channels, 1, 3 or 4.
struct Jpeg {
    unsigned width = 8, height = 8;
    int channels = 3;
    Samples samples = {};
    int quality = 95;
    bool progressive = false, optimised = false;
    std::string exif = {};  // without "Exif\0\0"
};

inline std::string jpeg_bytes(const Jpeg& jpeg) {
    jpeg_compress_struct info{};
    jpeg_error_mgr errors{};
    info.err = jpeg_std_error(&errors);
    jpeg_create_compress(&info);
    unsigned char* data = nullptr;
    unsigned long size = 0;
    jpeg_mem_dest(&info, &data, &size);
    info.image_width = jpeg.width;
    info.image_height = jpeg.height;
    info.input_components = jpeg.channels;
    info.in_color_space = jpeg.channels == 1 ? JCS_GRAYSCALE : jpeg.channels == 3 ? JCS_RGB : JCS_CMYK;
    jpeg_set_defaults(&info);
    jpeg_set_quality(&info, jpeg.quality, TRUE);
    for (int i = 0; i < info.num_components; ++i) info.comp_info[i].h_samp_factor = info.comp_info[i].v_samp_factor = 1;
    if (jpeg.progressive) jpeg_simple_progression(&info);
    if (jpeg.optimised) info.optimize_coding = TRUE;
    jpeg_start_compress(&info, TRUE);
    if (!jpeg.exif.empty()) {
        const std::string marker = std::string("Exif\0\0", 6) + jpeg.exif;
        jpeg_write_marker(&info, JPEG_APP0 + 1, reinterpret_cast<const JOCTET*>(marker.data()),
                          static_cast<unsigned>(marker.size()));
    }
    Samples samples = jpeg.samples;
    const std::size_t stride = std::size_t{jpeg.width} * static_cast<std::size_t>(jpeg.channels);
    while (info.next_scanline < info.image_height) {
        JSAMPROW row = samples.data() + info.next_scanline * stride;
        jpeg_write_scanlines(&info, &row, 1);
    }
    jpeg_finish_compress(&info);
    jpeg_destroy_compress(&info);
    std::string bytes(reinterpret_cast<const char*>(data), size);
    std::free(data);
    return bytes;
}

/// A JPEG without its segments of one kind, e.g. 0xC4, Huffman tables.
inline std::string without_segments(const std::string& jpeg, unsigned char kind) {
    std::string kept = jpeg.substr(0, 2);
    for (std::size_t at = 2; at + 4 <= jpeg.size();) {
        const auto marker = static_cast<unsigned char>(jpeg[at + 1]);
        const std::size_t length =
            2 + 256 * std::size_t{static_cast<unsigned char>(jpeg[at + 2])} + static_cast<unsigned char>(jpeg[at + 3]);
        if (marker == 0xDA) return kept + jpeg.substr(at);  // the picture itself, up to the end
        if (marker != kind) kept += jpeg.substr(at, length);
        at += length;
    }
    return kept;
}

/// A picture in which every pixel differs from its neighbours.
inline Samples wild_samples(std::size_t count) {
    Samples samples(count);
    for (std::size_t i = 0; i < count; ++i) samples[i] = static_cast<unsigned char>(i * 73 % 251);
    return samples;
}

}  // namespace stridelens::test
