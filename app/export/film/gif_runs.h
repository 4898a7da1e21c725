#pragma once
// Which of the pixels that need not change are written as transparent, so that LZW makes the least of them.

#include <cstdint>
#include <string>
#include <vector>

namespace stridelens {

/// A part of a frame, row-major: what each pixel shows, and whether the frame before shows the same there.
struct GifPixels {
    std::vector<std::uint8_t> indices;
    std::vector<std::uint8_t> unchanged;  // 1: it does
};

/// Replaces some of the unchanged pixels by `transparent`. Both a pixel's index and `transparent` show the same there;
/// whichever continues the longest string that the LZW dictionary holds is taken, so that fewer codes are written.
/// `colours`: size of the palette in the file, a power of two. Returns the codes, packed, for GIF's blocks: what giflib
/// would make of the pixels, once more.
std::string choose_transparent(GifPixels& pixels, std::uint8_t transparent, int colours);

}  // namespace stridelens
