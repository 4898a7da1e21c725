// PNG and JPEG: every kind of pixel exactly, upright, and never more than a sentence for a damaged one.

#include "app/files/picture/picture.h"
#include "tests/app/files/picture_bytes.h"

#include <gtest/gtest.h>

#include <functional>

namespace stridelens {
namespace {

using test::Jpeg;
using test::Png;
using test::Samples;

/// The samples as they are seen, row by row, in 1/255 or 1/65535.
std::vector<int> seen(const DecodedPicture& picture) {
    std::vector<int> samples;
    for (std::int64_t y = 0; y < picture.order.height; ++y)
        for (std::int64_t x = 0; x < picture.order.width; ++x)
            for (int c = 0; c < picture.channels; ++c)
                samples.push_back(
                    static_cast<int>(std::lround(picture.at(y, x, c) * (picture.wide ? 65535.0F : 255.0F))));
    return samples;
}

std::string refusal(const Outcome<DecodedPicture>& picture) {
    return picture ? "read" : picture.error().sentence;
}

std::vector<int> read(const Png& png, int channels) {
    const auto picture = read_png(test::png_bytes(png));
    EXPECT_TRUE(picture) << refusal(picture);
    if (!picture) return {};
    EXPECT_EQ(picture->channels, channels);
    return seen(*picture);
}

TEST(Picture, EveryKindOfPngPixelIsReadExactly) {
    EXPECT_EQ(read({3, 1, 8, 0, {0, 128, 255}}, 1), (std::vector<int>{0, 128, 255}));
    EXPECT_EQ(read({2, 1, 8, 2, {1, 2, 3, 4, 5, 6}}, 3), (std::vector<int>{1, 2, 3, 4, 5, 6}));
    EXPECT_EQ(read({2, 1, 8, 4, {1, 2, 3, 4}}, 2), (std::vector<int>{1, 2, 3, 4}));
    EXPECT_EQ(read({1, 1, 8, 6, {1, 2, 3, 4}}, 4), (std::vector<int>{1, 2, 3, 4}));
    EXPECT_EQ(read({2, 1, 16, 0, {1, 2, 255, 255}}, 1), (std::vector<int>{258, 65535})) << "16 bits";
    EXPECT_EQ(read({1, 1, 16, 6, {0, 1, 0, 2, 1, 0, 2, 0}}, 4), (std::vector<int>{1, 2, 256, 512}));
    EXPECT_EQ(read({4, 1, 2, 0, {0b00011011}}, 1), (std::vector<int>{0, 85, 170, 255})) << "2 bits a pixel";
    EXPECT_EQ(read({8, 1, 1, 0, {0b10100000}}, 1), (std::vector<int>{255, 0, 255, 0, 0, 0, 0, 0}));
}

TEST(Picture, APaletteIsItsColoursAndWhatIsClearIsOpacity) {
    Png png{3, 1, 8, 3, {1, 0, 2}};
    png.palette = "abcdefghi";
    EXPECT_EQ(read(png, 3), (std::vector<int>{'d', 'e', 'f', 'a', 'b', 'c', 'g', 'h', 'i'}));
    png.transparent = std::string("\x80\xff\x00", 3);
    EXPECT_EQ(read(png, 4), (std::vector<int>{'d', 'e', 'f', 255, 'a', 'b', 'c', 128, 'g', 'h', 'i', 0}));
    Png grey{2, 1, 8, 0, {7, 8}};
    grey.transparent = std::string("\x00\x08", 2);
    EXPECT_EQ(read(grey, 2), (std::vector<int>{7, 255, 8, 0}));
}

TEST(Picture, AnInterlacedPngIsThePlainOne) {
    for (const std::uint32_t size : {1U, 2U, 3U, 5U, 8U, 9U, 13U}) {
        Png png{size, size + 2, 8, 2, test::wild_samples(std::size_t{3} * size * (size + 2))};
        const auto plain = read(png, 3);
        png.interlaced = true;
        EXPECT_EQ(read(png, 3), plain) << size << " × " << size + 2;
    }
}

/// The stored picture is 0 1 2 / 3 4 5; by EXIF's table, what stands where.
const std::vector<std::vector<int>> kUpright{{0, 1, 2, 3, 4, 5}, {2, 1, 0, 5, 4, 3}, {5, 4, 3, 2, 1, 0},
                                             {3, 4, 5, 0, 1, 2}, {0, 3, 1, 4, 2, 5}, {3, 0, 4, 1, 5, 2},
                                             {5, 2, 4, 1, 3, 0}, {2, 5, 1, 4, 0, 3}};

TEST(Picture, APngStandsUprightInAllEightOrientations) {
    for (std::uint32_t orientation = 1; orientation <= 8; ++orientation)
        for (const bool big : {false, true})
            for (const bool last : {false, true}) {
                Png png{3, 2, 8, 0, {0, 1, 2, 3, 4, 5}};
                png.exif = test::exif_of(orientation, big);
                png.exif_last = last;
                EXPECT_EQ(read(png, 1), kUpright[orientation - 1]) << "orientation " << orientation;
                const auto picture = read_png(test::png_bytes(png));
                EXPECT_EQ(picture->order.width, orientation >= 5 ? 2 : 3) << "orientation " << orientation;
            }
}

/// 24 × 16 pixels in six even blocks: JPEG keeps those.
TEST(Picture, AJpegStandsUprightInAllEightOrientations) {
    for (std::uint32_t orientation = 1; orientation <= 8; ++orientation)
        for (const bool progressive : {false, true}) {
            Jpeg jpeg{24, 16, 1, {}};
            for (std::size_t y = 0; y < 16; ++y)
                for (std::size_t x = 0; x < 24; ++x)
                    jpeg.samples.push_back(static_cast<unsigned char>(40 * (y / 8 * 3 + x / 8)));
            jpeg.progressive = progressive;
            jpeg.exif = test::exif_of(orientation, orientation % 2 == 0);
            const auto picture = read_jpeg(test::jpeg_bytes(jpeg));
            ASSERT_TRUE(picture) << refusal(picture);
            std::vector<int> blocks;
            for (std::int64_t y = 4; y < picture->order.height; y += 8)
                for (std::int64_t x = 4; x < picture->order.width; x += 8)
                    blocks.push_back(static_cast<int>(std::lround(picture->at(y, x, 0) * 255.0F / 40.0F)));
            EXPECT_EQ(blocks, kUpright[orientation - 1]) << "orientation " << orientation;
        }
}

TEST(Picture, ExifThatSaysNothingLeavesThePictureAsItIs) {
    const std::string good = test::exif_of(6, true);
    EXPECT_EQ(exif_orientation(good), 6);
    EXPECT_EQ(exif_orientation(std::string("Exif\0\0", 6) + good), 6);
    EXPECT_EQ(exif_orientation(test::exif_of(9, true)), 1);
    EXPECT_EQ(exif_orientation(test::exif_of(0, false)), 1);
    EXPECT_EQ(exif_orientation(""), 1);
    for (std::size_t length = 0; length < 30; ++length)
        EXPECT_EQ(exif_orientation(good.substr(0, length)), 1) << "cut to " << length;
    for (std::size_t at = 0; at < good.size(); ++at) {
        std::string broken = good;
        broken[at] = '\xFF';
        const int orientation = exif_orientation(broken);
        EXPECT_TRUE(orientation >= 1 && orientation <= 8) << "byte " << at;
    }
}

TEST(Picture, AJpegHasGreyOrColourAndPressInksAreRefused) {
    const auto grey = read_jpeg(test::jpeg_bytes({8, 8, 1, Samples(64, 200)}));
    ASSERT_TRUE(grey) << refusal(grey);
    EXPECT_EQ(grey->channels, 1);
    EXPECT_EQ(seen(*grey), std::vector<int>(64, 200));
    const auto colour = read_jpeg(test::jpeg_bytes({8, 8, 3, Samples(192, 100)}));
    ASSERT_TRUE(colour) << refusal(colour);
    EXPECT_EQ(colour->channels, 3);
    EXPECT_EQ(seen(*colour), std::vector<int>(192, 100));
    EXPECT_NE(refusal(read_jpeg(test::jpeg_bytes({8, 8, 4, Samples(256, 100)}))).find("CMYK"), std::string::npos);
}

TEST(Picture, TooManyPixelsAreRefusedBeforeThereIsRoomForThem) {
    const auto huge = read_png(test::png_header({2000000000, 2000000000, 8, 2}) + test::chunk("IDAT", "x"));
    EXPECT_NE(refusal(huge).find("2000000000 × 2000000000 pixels are too many"), std::string::npos) << refusal(huge);
    std::string jpeg = test::jpeg_bytes({8, 8, 3, Samples(192, 100)});
    const auto frame = jpeg.find("\xFF\xC0");
    ASSERT_NE(frame, std::string::npos);
    jpeg.replace(frame + 5, 4, "\xFF\xDC\xFF\xDC");
    EXPECT_NE(refusal(read_jpeg(jpeg)).find("65500 × 65500 pixels are too many"), std::string::npos)
        << refusal(read_jpeg(jpeg));
    EXPECT_FALSE(picture_of(std::int64_t{1} << 28, 2, 1, false));
    EXPECT_FALSE(picture_of(1, (std::int64_t{1} << 28) + 1, 1, false));
    EXPECT_FALSE(picture_of(0, 5, 1, false));
}

TEST(Picture, WhatIsCutOffAnywhereSaysSo) {
    for (const bool progressive : {false, true}) {
        Jpeg jpeg{24, 16, 3, test::wild_samples(24 * 16 * 3)};
        jpeg.progressive = progressive;
        const std::string whole = test::jpeg_bytes(jpeg);
        ASSERT_TRUE(read_jpeg(whole));
        for (std::size_t length = 3; length < whole.size(); ++length)
            EXPECT_NE(refusal(read_jpeg(whole.substr(0, length))).find("cut off"), std::string::npos)
                << "cut to " << length << " of " << whole.size() << ": " << refusal(read_jpeg(whole.substr(0, length)));
    }
    const std::string png = test::png_bytes({5, 7, 8, 2, test::wild_samples(105)});
    ASSERT_TRUE(read_png(png));
    for (std::size_t length = 8; length < png.size(); ++length)
        EXPECT_NE(refusal(read_png(png.substr(0, length))).find("cut off"), std::string::npos)
            << "cut to " << length << " of " << png.size() << ": " << refusal(read_png(png.substr(0, length)));
}

TEST(Picture, AJpegWithoutATableIsDamaged) {
    for (const bool optimised : {false, true})
        for (const bool progressive : {false, true})
            for (const int channels : {1, 3})
                for (const int kind : {0xC4, 0xDB}) {
                    Jpeg jpeg{16, 16, channels, test::wild_samples(static_cast<std::size_t>(256 * channels))};
                    jpeg.optimised = optimised;
                    jpeg.progressive = progressive;
                    const auto broken =
                        read_jpeg(test::without_segments(test::jpeg_bytes(jpeg), static_cast<unsigned char>(kind)));
                    EXPECT_NE(refusal(broken).find("damaged"), std::string::npos)
                        << "segment " << kind << " of " << channels << " channels: " << refusal(broken);
                }
}

TEST(Picture, AJpegMayNameAnyTable) {
    for (const bool progressive : {false, true})
        for (int tables = 0; tables < 256; ++tables) {
            Jpeg jpeg{16, 16, 1, test::wild_samples(256)};
            jpeg.progressive = progressive;
            std::string bytes = test::jpeg_bytes(jpeg);
            const auto scan = bytes.find("\xFF\xDA");
            ASSERT_NE(scan, std::string::npos);
            bytes[scan + 6] = static_cast<char>(tables);  // of its only component
            const bool as_written = tables == 0 || (progressive && tables < 16);
            if (!as_written) EXPECT_FALSE(read_jpeg(bytes)) << "tables " << tables << ", progressive " << progressive;
        }
}

/// Any byte changed, cut out or doubled: a picture of the size that its header says, or a sentence.
void expect_sound(const std::string& whole, const std::function<Outcome<DecodedPicture>(std::string_view)>& read) {
    std::uint32_t random = 1;
    const auto below = [&random](std::size_t count) {
        random = random * 1664525U + 1013904223U;
        return static_cast<std::size_t>(random >> 8U) % count;
    };
    for (int round = 0; round < 1500; ++round) {
        std::string bytes = whole;
        for (std::size_t changes = 1 + below(3); changes > 0; --changes) {
            const std::size_t at = below(bytes.size());
            const std::size_t length = std::min(1 + below(20), bytes.size() - at);
            switch (below(3)) {
                case 0:
                    bytes[at] = static_cast<char>(below(256));
                    break;
                case 1:
                    bytes.erase(at, length);
                    break;
                default:
                    bytes.insert(at, bytes.substr(at, length));
            }
        }
        const auto picture = read(bytes);
        if (!picture) {
            ASSERT_FALSE(picture.error().sentence.empty()) << "round " << round;
            continue;
        }
        const auto samples = static_cast<std::size_t>(picture->order.height * picture->order.width * picture->channels);
        ASSERT_EQ(picture->bytes.size(), samples * (picture->wide ? 2 : 1)) << "round " << round;
    }
}

TEST(Picture, ADamagedOneIsASentenceOrAPicture) {
    Jpeg jpeg{20, 12, 3, test::wild_samples(720)};
    jpeg.exif = test::exif_of(6, true);
    expect_sound(test::jpeg_bytes(jpeg), read_jpeg);
    jpeg.progressive = true;
    expect_sound(test::jpeg_bytes(jpeg), read_jpeg);
    Png png{9, 7, 8, 6, test::wild_samples(252)};
    png.exif = test::exif_of(6, false);
    expect_sound(test::png_bytes(png), read_png);
    png.interlaced = true;
    expect_sound(test::png_bytes(png), read_png);
    Png palette{3, 1, 8, 3, {1, 0, 2}};
    palette.palette = "abcdefghi";
    palette.transparent = "ab";
    expect_sound(test::png_bytes(palette), read_png);
}

}  // namespace
}  // namespace stridelens
