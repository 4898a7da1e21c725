#pragma once
// Pictures made by other programs, and how far they are from ours.

#include "tests/pixels.h"

#include <filesystem>
#include <string>

namespace stridelens {

/// RGB, 0 … 255, one pixel per point of the figure: the mean of 4 × 4 pixels of a rendering at 4 times the size.
struct Smooth {
    int width = 0, height = 0;
    std::vector<float> rgb;
};
inline constexpr int kOversampling = 4;

Smooth smooth(const Pixels& pixels);

/// Of a picture that has one pixel per point already.
Smooth as_it_is(const Pixels& pixels);

/// Likewise: each pixel the mean of itself and its eight neighbours, since
/// two rasterisers put the same edge into neighbouring pixels.
Smooth softened(const Pixels& pixels);

/// A PNG file; nothing (0 × 0) if it cannot be read.
Pixels read_png(const std::filesystem::path& file);

struct PictureDifference {
    double mean = 0.0;  // over all channels of all pixels
    double most = 0.0;  // after a pixel may look for its match around itself, both ways: renderers place glyphs on
                        // grids of their own, so an edge may be half a point off
    int x = 0, y = 0;   // where that is
};
/// `around`: how far a pixel's match may be, in pixels.
PictureDifference difference(const Smooth& a, const Smooth& b, int around = 1);

/// The upper left part of a picture.
Pixels part_of(const Pixels& pixels, int width, int height);

/// The picture as a PNG file, its values rounded.
void write_picture(const Smooth& picture, const std::filesystem::path& file);

/// The difference, amplified 8 times, on white: for a person to look at.
void write_difference(const Smooth& a, const Smooth& b, const std::filesystem::path& file);

/// Whether there is a program of this name; a test that needs it says so and is skipped.
bool installed(const std::string& program);

/// Runs a command line without showing what it prints. Returns its exit code.
int run(const std::string& command);

/// What a command prints.
std::string output_of(const std::string& command);

}  // namespace stridelens
