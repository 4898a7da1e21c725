#pragma once
// Few colours for many: what a GIF needs. No dithering: where a colour goes does not depend on its place or frame.

#include "app/export/film/animation_frames.h"
#include "app/export/film/colour_table.h"

#include <cstdint>
#include <optional>
#include <vector>

namespace stridelens {

/// How often each colour is there.
class ColourCounts {
public:
    void add(Rgb colour, std::uint64_t times) { counts_[colour] += times; }
    /// Every pixel in the box that this frame changes.
    void add(const Frames& frames);
    /// In the colours' order, so that what follows from it is the same on every run.
    std::vector<std::pair<Rgb, std::uint64_t>> sorted() const;

private:
    ColourTable<std::uint64_t> counts_;
};

/// At most 256 colours and where each counted colour goes.
class Palette {
public:
    /// Exact if there are up to 256 colours. Otherwise 255 of the counted colours: those that fill areas (a thousandth
    /// of all pixels or more, 96 of them at most), and what a median cut in Oklab that makes the squared error smallest,
    /// mended by a few rounds of k-means, finds for the rest; each counted colour goes to the nearest.
    /// Source: Ottosson 2020, "A perceptual color space for image processing"; Wu 1991, "Efficient statistical
    /// computations for optimal color quantization".
    explicit Palette(const ColourCounts& counts);

    const std::vector<Rgb>& colours() const { return colours_; }
    bool exact() const { return exact_; }
    /// An index that no colour has, for "as before"; none if all 256 are taken.
    std::optional<std::uint8_t> transparent() const;
    /// Brings a picture of indices up to date with this frame, in the box that it changes. All colours must have been
    /// counted.
    void follow(const Frames& frames, std::vector<std::uint8_t>& indices) const;

private:
    std::vector<Rgb> colours_;
    ColourTable<std::uint8_t> index_;
    bool exact_ = true;
};

}  // namespace stridelens
