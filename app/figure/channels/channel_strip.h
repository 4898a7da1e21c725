#pragma once
// The strip in which the arithmetic is the row of channels: of each channel that the output cell reads its picture with the
// window on it and the sum of its products, "+" between them, then the bias and the total. It stands below a convolution's
// grids where not all of its channels have a row there; a frame marks those that have.

#include "app/figure/draw/draw.h"
#include "app/figure/strip/strip.h"

#include <optional>
#include <string>
#include <vector>

namespace stridelens {

inline constexpr float kStripName = 15.0F, kStripTotal = 24.0F;  // type

/// One channel, or several at an end of the strip that are counted and added up.
struct ChannelCell {
    std::int64_t first = 0, last = 0;
    Box target{};   // from its name to its sum
    Plane plane{};  // its picture; of one channel
    Box sum{};
    double value = 0.0;
    bool counted = false;
};

struct ChannelStrip {
    Box box;  // of all of it, on the page
    float type = 15.0F;
    std::string words;  // "output[2, 2, 4] ="
    Point name;         // where they begin
    NumberStyle sums;
    std::vector<PlacedLine> sentence;
    float sentence_type = 13.0F;
    std::optional<PlacedToken> more;  // the target that shows all terms
    std::vector<ChannelCell> cells;
    Box frame;                  // round the channels that have a row
    Box bar, visible, in_rows;  // of all channels: those that stand here one by one, and those that have a row
    std::optional<Box> bias;
    Point equals;
    Box total;
};

/// Whether the strip shall show the channels: not all of them have a row on the page `plain`, and there is room for it.
bool wants_channel_strip(const Facts& facts, const Layout& plain);

/// How many channels with a row it can frame at once.
std::int64_t most_rows(const Facts& facts);

/// The same for every step, as far as that is known.
float channel_strip_height(const Facts& facts);

/// Where everything is in `box`, which is as high as that. `layout` is that of the grids above it.
ChannelStrip lay_out_channel_strip(const Facts& facts, const Layout& layout, const Box& box);

/// `page.layout.total` is the strip's.
void draw_channel_strip(const Page& page, const ChannelStrip& strip);

}  // namespace stridelens
