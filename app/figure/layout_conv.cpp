// 2-D convolution: one row a channel (input, kernel, sum), then the output.

#include "app/figure/layout_planes.h"

#include <algorithm>
#include <cmath>

namespace stridelens {

namespace {

constexpr float kSumWidth = 80.0F, kSumHeight = 32.0F;
constexpr float kKernelPitch = 36.0F;    // of a kernel whose numbers are read at ease
constexpr float kCurve = 32.0F;          // least width of the curves from the sums to the output
constexpr float kTimes = 48.0F;          // between a lens and its kernel: their sign ⊙
constexpr float kLargestKernel = 40.0F;  // pitch to which a kernel may grow beyond its input's

/// Widths of the four columns and the distances between them.
struct ConvColumns {
    float pitch = 1.0F, kernel_pitch = 1.0F, out_pitch = 1.0F;
    float before = 0.0F;  // left of the labels, where a caption is wider than its grid
    float to_lens = 0.0F, lens_columns = 0.0F;
    float to_kernel = 0.0F, to_sum = 0.0F, sum = 0.0F, to_output = 0.0F;
    std::int64_t channels = 1, outputs = 1;
    float fixed() const { return before + kLabel + to_lens + to_kernel + to_sum + sum + to_output + kOutLabel; }
};

/// The largest pitch at which `channels` rows fit.
float conv_pitch(const Facts& facts, const Room& room, const ConvColumns& c, std::int64_t channels) {
    const PlaneSize in = lattice(facts);
    Room left = room;
    if (channels < facts.in_channels) left.height -= kMoreHeight;
    const float by_height = height_pitch(left, channels, std::max(in.rows, facts.kernel.rows));
    const float grids = real(in.columns) + real(std::min<std::int64_t>(facts.output.columns, in.columns));
    const float kernel = real(facts.kernel.columns) + c.lens_columns, width = room.width - c.fixed();
    float by_width = width / (grids + kernel);
    // Beside a big input a small kernel keeps its readable size.
    if (by_width < kKernelPitch && kernel * kKernelPitch < width / (c.lens_columns > 0.0F ? 2.0F : 4.0F))
        by_width = (width - kernel * kKernelPitch) / grids;
    return std::max(std::min({by_height, by_width, room.largest}), 0.125F);
}

/// As many rows as stay readable; up to 4 channels always show.
std::int64_t conv_rows(const Facts& facts, const Room& room, const ConvColumns& c) {
    const float alone = conv_pitch(facts, room, c, 1);
    std::int64_t rows = std::clamp<std::int64_t>(facts.in_channels, 1, 32);
    for (; rows > 1; --rows) {
        const float pitch = conv_pitch(facts, room, c, rows);
        if ((facts.in_channels <= 4 && pitch >= 3.0F) || (facts.in_channels <= 9 && pitch >= 14.0F) ||
            pitch >= std::min(kReadable, 0.7F * alone))
            break;
    }
    return rows;
}

/// The output: as many planes as stay readable, in cells that may be larger than the input's.
void fit_output(const Facts& facts, const Room& room, float spare, ConvColumns& c) {
    Room left = room;
    left.height -= 2 * kBiasHeight;  // below the output, and as much above to keep it in the middle
    const auto fit = [&](std::int64_t outputs) {
        return std::min({std::max(room.largest * 0.9F, c.pitch), spare / real(facts.output.columns),
                         height_pitch(left, outputs, facts.output.rows)});
    };
    c.outputs = std::clamp<std::int64_t>(facts.out_channels, 1, 32);
    for (; c.outputs > 1; --c.outputs)
        if ((facts.out_channels <= 3 && fit(c.outputs) >= 4.0F) || fit(c.outputs) >= std::min(kReadable, 0.7F * fit(1)))
            break;
    c.out_pitch = whole(std::max(fit(c.outputs), 0.2F));
}

ConvColumns conv_columns(const Facts& facts, const Layout& layout, const Room& room) {
    ConvColumns c;
    const bool sums = facts.in_channels > 1;
    const float narrow = std::clamp(room.width / 1100.0F, 0.5F, 1.0F);
    c.to_kernel = std::round(88.0F * narrow);
    c.to_sum = std::round(sums ? 40.0F * narrow : 24.0F);
    c.sum = sums ? std::round(std::clamp(kSumWidth * narrow, 64.0F, kSumWidth)) : 0.0F;
    c.to_output = std::round(72.0F * narrow);
    float largest = kLargestKernel;
    if (layout.magnified) {
        c.lens_columns = real(layout.magnified->columns);
        c.to_lens = std::round(64.0F * narrow);
        c.to_kernel = kTimes;
        largest = std::max(largest, lens_pitch(facts));
    }
    const float columns = real(facts.kernel.columns) + c.lens_columns;
    const PlaneSize in = lattice(facts);
    // Smaller grids need more distance for what is written above them, and more distance makes smaller grids.
    for (int pass = 0; pass < 3; ++pass) {
        c.channels = conv_rows(facts, room, c);
        c.pitch = whole(conv_pitch(facts, room, c, c.channels));
        const float row = c.pitch * real(std::max(in.rows, facts.kernel.rows));
        const float in_width = real(in.columns) * c.pitch;
        const float spare = room.width - c.fixed() - in_width - real(facts.output.columns) * c.pitch;
        c.kernel_pitch = std::max(c.pitch, whole(std::min({largest, row / real(facts.kernel.rows), spare / columns})));
        const float kernel_width = real(facts.kernel.columns) * c.kernel_pitch;
        const float lens_width = c.lens_columns * c.kernel_pitch;
        c.to_kernel = std::max(c.to_kernel, least_apart(layout.input, layout.kernel) - c.to_lens - lens_width -
                                                (in_width + kernel_width) / 2);
        fit_output(facts, room, room.width - c.fixed() - in_width - kernel_width - lens_width, c);
        const float out_width = real(facts.output.columns) * c.out_pitch;
        c.to_output = std::max(
            c.to_output, least_apart(layout.kernel, layout.output) - c.to_sum - c.sum - (kernel_width + out_width) / 2);
        if (sums) c.to_output = std::max(c.to_output, words_overhang(layout.output, out_width) + kCurve);
        c.before = std::max(c.before, words_width(layout.input) / 2 + 8.0F - kMargin - kLabel - in_width / 2);
    }
    return c;
}

/// Each read channel's kernel beside its input, and its sum beside that.
void place_kernels(const Facts& facts, Layout& layout, const ConvColumns& c, float kernel_left) {
    const float width = real(facts.kernel.columns) * c.kernel_pitch;
    const float height = real(facts.kernel.rows) * c.kernel_pitch;
    const auto& read = facts.read_channels;
    for (const Plane& input : layout.input.planes) {
        if (!facts.empty && std::find(read.begin(), read.end(), input.channel) == read.end()) continue;
        const float middle = input.box().centre().y;
        layout.kernel.planes.push_back(
            plane_at(Grid::kernel, input.channel, facts.kernel, c.kernel_pitch, {kernel_left, middle - height / 2}));
        if (layout.magnified)
            layout.lens.planes.push_back(
                plane_at(Grid::none, input.channel, *layout.magnified, c.kernel_pitch,
                         {kernel_left - c.to_kernel - c.lens_columns * c.kernel_pitch, middle - height / 2}));
        if (c.sum > 0.0F)
            layout.sums.push_back(
                {std::round(kernel_left + width + c.to_sum), std::round(middle - kSumHeight / 2), c.sum, kSumHeight});
    }
}

}  // namespace

void lay_out_conv(const Facts& facts, Layout& layout, const Room& room) {
    ConvColumns c = conv_columns(facts, layout, room);
    const PlaneSize in = lattice(facts);
    const float in_width = real(in.columns) * c.pitch, kernel_width = real(facts.kernel.columns) * c.kernel_pitch;
    const float out_width = real(facts.output.columns) * c.out_pitch, lens_width = c.lens_columns * c.kernel_pitch;
    // What is left goes into the distances, then into the margins.
    const float grids = in_width + lens_width + kernel_width + out_width;
    const float share = std::min(std::max(room.width - c.fixed() - grids, 0.0F), 160.0F) / 5.0F;
    (layout.magnified ? c.to_lens : c.to_kernel) += 2 * share;
    c.to_sum += share / 2;
    c.to_output += 2 * share + share / 2;
    const float left = layout.area.x + kMargin + c.before + std::max(room.width - c.fixed() - grids, 0.0F) / 2 + kLabel;
    layout.input.hidden = facts.in_channels - c.channels;
    layout.output.hidden = facts.out_channels - c.outputs;
    const float row = std::max(c.pitch * real(in.rows), c.kernel_pitch * real(facts.kernel.rows)) + kStackGap;
    const float more = layout.input.hidden > 0 || layout.output.hidden > 0 ? kMoreHeight : 0.0F;
    const float middle = room.top + (room.height - more) / 2;
    place(layout.input, Grid::input, facts.input, facts.ring,
          channels_around(facts.in_channel, c.channels, facts.in_channels), 1, c.pitch, {0.0F, row}, {left, middle});
    const float kernel_left = left + in_width + c.to_lens + lens_width + c.to_kernel;
    place_kernels(facts, layout, c, kernel_left);
    place(layout.output, Grid::output, facts.output, {},
          channels_around(facts.out_channel, c.outputs, facts.out_channels), 1, c.out_pitch,
          {0.0F, c.out_pitch * real(facts.output.rows) + kStackGap},
          {kernel_left + kernel_width + c.to_sum + c.sum + c.to_output, middle});
}

}  // namespace stridelens
