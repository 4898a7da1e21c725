// 2-D with weights: one row a channel (input, kernel, sum), then the output. Backwards mirrored: one row for each channel
// of the output, and the kernels lead to the input's gradient.

#include "app/figure/layout/layout_planes.h"

#include <algorithm>
#include <cmath>

namespace stridelens {

namespace {

constexpr float kSumWidth = 80.0F, kSumHeight = 32.0F;
constexpr float kKernelPitch = 36.0F;    // of a kernel whose numbers are read at ease
constexpr float kCurve = 32.0F;          // least width of the curves from the sums to the output
constexpr float kTimes = 48.0F;          // between a lens and its kernel: their sign ⊙
constexpr float kLargestKernel = 40.0F;  // pitch to which a kernel may grow beyond its input's …
constexpr float kLeastKernel = 26.0F;    // … and to which it shrinks again where the output gets too little …
constexpr float kStep = 2.0F;
constexpr float kNameHeight = 18.0F;  // planes are this far apart at least: their names stand beside them
constexpr float kShare = 0.9F;        // … of its share: cells this much of the input's,
constexpr float kWidthShare = 0.8F;   // or, too small for numbers, a grid this much as wide

/// Widths of the four columns and the distances between them.
struct ConvColumns {
    float pitch = 1.0F, kernel_pitch = 1.0F, out_pitch = 1.0F;
    float before = 0.0F, after = 0.0F;  // beyond the labels, where a caption is wider than its grid
    float to_lens = 0.0F, lens_columns = 0.0F;
    float to_kernel = 0.0F, to_sum = 0.0F, sum = 0.0F, to_output = 0.0F;
    std::int64_t channels = 1, outputs = 1;
    float fixed() const { return before + kLabel + to_lens + to_kernel + to_sum + sum + to_output + kOutLabel + after; }
};

/// The largest pitch at which `channels` rows fit.
float conv_pitch(const Facts& facts, const Room& room, const ConvColumns& c, std::int64_t channels) {
    const PlaneSize in = lattice(facts.many());
    Room left = room;
    if (channels < facts.many().channels) left.height -= kMoreHeight;
    if (facts.view == View::scatter && adds_bias(facts)) left.height -= 2 * kBiasHeight;  // below these planes then
    const float by_height = height_pitch(left, channels, std::max(in.rows, facts.kernel.size.rows));
    const float grids = real(in.columns) + real(std::min<std::int64_t>(lattice(facts.one()).columns, in.columns));
    const float kernel = real(facts.kernel.size.columns) + c.lens_columns, width = room.width - c.fixed();
    float by_width = width / (grids + kernel);
    // Beside a big input a small kernel keeps its readable size.
    if (by_width < kKernelPitch && kernel * kKernelPitch < width / (c.lens_columns > 0.0F ? 2.0F : 4.0F))
        by_width = (width - kernel * kKernelPitch) / grids;
    return std::max(std::min({by_height, by_width, room.largest}), kSmallestPitch);
}

/// As many rows as stay readable; up to 4 channels always show.
std::int64_t conv_rows(const Facts& facts, const Layout& layout, const Room& room, const ConvColumns& c) {
    const float alone = conv_pitch(facts, room, c, 1);
    std::int64_t rows = std::clamp<std::int64_t>(facts.many().channels, 1, layout.sums_below ? layout.most_rows : 32);
    for (; rows > 1; --rows) {
        const float pitch = conv_pitch(facts, room, c, rows);
        if ((facts.many().channels <= 4 && pitch >= 3.0F) || (facts.many().channels <= 9 && pitch >= 14.0F) ||
            pitch >= std::min(kReadable, 0.7F * alone))
            break;
    }
    return rows;
}

/// Between the planes of the single grid: their kernels stand elsewhere, so that they need no room for frames.
float one_gap(const Facts& facts) {
    return facts.view == View::scatter ? kStackGap : kPoolGap;
}

/// How many times as large as `b` a plane of `a`'s cells is, in the direction in which it is less; below 1: it has fewer.
float share_of(const PlaneSize& a, const PlaneSize& b) {
    return std::min(real(a.columns) / real(b.columns), real(a.rows) / real(b.rows));
}

/// The single grid's largest pitch: one that does not make it larger than the other's plane, unless it has more cells.
float honest_pitch(const Facts& facts, float pitch) {
    return pitch * std::max(share_of(lattice(facts.many()), lattice(facts.one())), 1.0F);
}

/// The output: as many planes as stay readable, in cells that may be larger than the input's where the plane is not.
void fit_output(const Facts& facts, const Room& room, float spare, ConvColumns& c) {
    Room left = room;
    left.gap = lattice(facts.one()).rows > 2 ? one_gap(facts) : kNameHeight;
    if (adds_bias(facts))
        left.height -= 2 * kBiasHeight;  // below the output, and as much above to keep it in the middle
    const auto fit = [&](std::int64_t outputs) {
        return std::min({honest_pitch(facts, c.pitch), std::max(room.largest * 0.9F, c.pitch),
                         spare / real(lattice(facts.one()).columns),
                         height_pitch(left, outputs, lattice(facts.one()).rows)});
    };
    const auto named = static_cast<std::int64_t>(left.height / kNameHeight);  // names that fit one below the other
    c.outputs = std::clamp<std::int64_t>(std::min(facts.one().channels, named), 1, 32);
    for (; c.outputs > 1; --c.outputs)
        if ((facts.one().channels <= 3 && fit(c.outputs) >= 4.0F) ||
            fit(c.outputs) >= std::min(kReadable, 0.7F * fit(1)))
            break;
    c.out_pitch = whole(std::max(fit(c.outputs), 0.2F));
}

ConvColumns conv_columns(const Facts& facts, const Layout& layout, const Room& room, float most) {
    const GridBlock &many = layout.many(facts), &one = layout.one(facts);
    ConvColumns c;
    const bool sums = has_sums(facts);
    const float narrow = std::clamp(room.width / 1100.0F, 0.5F, 1.0F);
    c.to_kernel = std::round(88.0F * narrow);
    c.to_sum = std::round(sums ? 40.0F * narrow : 24.0F);
    c.sum = sums ? std::round(std::clamp(kSumWidth * narrow, 64.0F, kSumWidth)) : 0.0F;
    c.to_output = std::round(layout.sums_below ? 72.0F : 72.0F * narrow);  // indices stand between them then
    float largest = std::min(largest_pitch(facts, kLargestKernel), most);
    if (layout.magnified) {
        c.lens_columns = real(layout.magnified->columns);
        c.to_lens = std::round(64.0F * narrow);
        c.to_kernel = kTimes;
        largest = std::min(std::max(largest, lens_pitch(facts)), most);
    }
    const float columns = real(facts.kernel.size.columns) + c.lens_columns;
    const PlaneSize in = lattice(facts.many());
    // Smaller grids need more distance for what is written above them, and more distance makes smaller grids.
    for (int pass = 0; pass < 3; ++pass) {
        c.channels = conv_rows(facts, layout, room, c);
        c.pitch = whole(conv_pitch(facts, room, c, c.channels));
        const float rows = real(std::max(facts.kernel.size.rows, layout.magnified ? layout.magnified->rows : 1));
        const float row = c.pitch * real(std::max(in.rows, facts.kernel.size.rows));
        const float in_width = real(in.columns) * c.pitch;
        const float spare = room.width - c.fixed() - in_width - real(lattice(facts.one()).columns) * c.pitch;
        c.kernel_pitch = std::max(c.pitch, whole(std::min({largest, row / rows, spare / columns})));
        const float kernel_width = real(facts.kernel.size.columns) * c.kernel_pitch;
        const float lens_width = c.lens_columns * c.kernel_pitch;
        c.to_kernel = std::max(
            c.to_kernel, least_apart(many, layout.kernel) - c.to_lens - lens_width - (in_width + kernel_width) / 2);
        fit_output(facts, room, room.width - c.fixed() - in_width - kernel_width - lens_width, c);
        const float out_width = real(lattice(facts.one()).columns) * c.out_pitch;
        c.to_output =
            std::max(c.to_output, least_apart(layout.kernel, one) - c.to_sum - c.sum - (kernel_width + out_width) / 2);
        if (sums) c.to_output = std::max(c.to_output, words_overhang(one, out_width) + kCurve);
        c.before = std::max(c.before, words_width(many) / 2 + 8.0F - kMargin - kLabel - in_width / 2);
        c.after = std::max(c.after, words_width(one) / 2 + 8.0F - kMargin - kOutLabel - out_width / 2);
    }
    // Nor are these planes larger than the single grid's where they have no more cells.
    const float share = share_of(lattice(facts.one()), in);
    if (share >= 1.0F) c.pitch = std::min(c.pitch, whole(c.out_pitch * share));
    return c;
}

/// Whether the single grid has what it needs: cells that can be read, or its share.
bool is_fair(const Facts& facts, const ConvColumns& c) {
    const float in_width = real(lattice(facts.many()).columns) * c.pitch;
    const float out_width = real(lattice(facts.one()).columns) * c.out_pitch;
    const bool share = c.out_pitch >= kShare * c.pitch;
    return share && (c.out_pitch >= kReadable || out_width >= kWidthShare * in_width);
}

/// The columns, with a lens, a kernel and at last planes that give way until the single grid is not too small; or as
/// little as makes it as large as it can be.
ConvColumns fair_columns(const Facts& facts, const Layout& layout, Room room) {
    ConvColumns best = conv_columns(facts, layout, room, 1e3F);
    if (is_fair(facts, best)) return best;
    for (float most = std::max(best.kernel_pitch, best.pitch) - kStep; most >= kLeastKernel; most -= kStep) {
        room.largest = std::min(room.largest, most);
        const ConvColumns next = conv_columns(facts, layout, room, most);
        if (next.out_pitch > best.out_pitch) best = next;
        if (is_fair(facts, next)) break;
    }
    return best;
}

/// Each channel's kernel beside its plane, and its sum beside that.
void place_kernels(const Facts& facts, Layout& layout, const ConvColumns& c, float kernel_left) {
    GridBlock& many = layout.many(facts);
    const float width = real(facts.kernel.size.columns) * c.kernel_pitch;
    const float height = real(facts.kernel.size.rows) * c.kernel_pitch;
    const auto& linked = facts.linked;
    for (const Plane& input : many.planes) {
        if (std::find(linked.begin(), linked.end(), input.channel) == linked.end()) continue;
        const float middle = input.box().centre().y;
        layout.kernel.planes.push_back(plane_at(facts.kernel.grid, input.channel, facts.kernel.size, c.kernel_pitch,
                                                {kernel_left, middle - height / 2}));
        if (layout.magnified)
            layout.lens.planes.push_back(
                plane_at(Grid::none, input.channel, *layout.magnified, c.kernel_pitch,
                         {kernel_left - c.to_kernel - c.lens_columns * c.kernel_pitch, middle - height / 2}));
        if (c.sum > 0.0F)
            layout.sums.push_back(
                {std::round(kernel_left + width + c.to_sum), std::round(middle - kSumHeight / 2), c.sum, kSumHeight});
    }
}

/// Swaps left and right about the middle of the page: the grid with several planes stands right.
void mirror(Layout& layout) {
    const float sum = layout.area.x + layout.area.right();
    for (GridBlock* block : {&layout.left, &layout.lens, &layout.kernel, &layout.right})
        for (Plane& plane : block->planes) plane.origin.x = std::round(sum - plane.box().right());
}

}  // namespace

bool may_have_rows(const Facts& facts, const Layout& layout) {
    if (!facts.has_kernel || !shows_step(facts)) return false;
    return facts.view == View::output || (facts.mirrored && layout.magnified);
}

bool has_sums(const Facts& facts) {
    return facts.has_kernel && facts.view == View::output && shows_step(facts) && facts.many().channels > 1;
}

void lay_out_conv(const Facts& facts, Layout& layout, const Room& room) {
    if (facts.view == View::grad_weight && layout.magnified && lay_out_meeting(facts, layout, room)) return;
    if (lay_out_rows(facts, layout, room)) return;
    GridBlock &many = layout.many(facts), &one = layout.one(facts);
    ConvColumns c = fair_columns(facts, layout, room);
    const PlaneSize in = lattice(facts.many());
    const float in_width = real(in.columns) * c.pitch, kernel_width = real(facts.kernel.size.columns) * c.kernel_pitch;
    const float out_width = real(lattice(facts.one()).columns) * c.out_pitch,
                lens_width = c.lens_columns * c.kernel_pitch;
    // What is left goes into the distances, then into the margins.
    const float grids = in_width + lens_width + kernel_width + out_width;
    const float share =
        std::min(std::max(room.width - c.fixed() - grids, 0.0F), largest_distance(facts, 160.0F)) / 5.0F;
    (layout.magnified ? c.to_lens : c.to_kernel) += 2 * share;
    c.to_sum += share / 2;
    c.to_output += 2 * share + share / 2;
    const float left = layout.area.x + kMargin + c.before + std::max(room.width - c.fixed() - grids, 0.0F) / 2 + kLabel;
    many.hidden = facts.many().channels - c.channels;
    one.hidden = facts.one().channels - c.outputs;
    const float row = std::max(c.pitch * real(in.rows), c.kernel_pitch * real(facts.kernel.size.rows)) + kStackGap;
    const float more = many.hidden > 0 || one.hidden > 0 ? kMoreHeight : 0.0F;
    const float middle = room.top + (room.height - more) / 2;
    const std::int64_t many_channel = facts.mirrored ? facts.right_channel : focus_channel(facts);
    const std::int64_t one_channel = facts.mirrored ? facts.left_channel : facts.right_channel;
    place(many, channels_around(many_channel, c.channels, facts.many().channels), c.pitch, row, {left, middle});
    const float kernel_left = left + in_width + c.to_lens + lens_width + c.to_kernel;
    place_kernels(facts, layout, c, kernel_left);
    place(one, channels_around(one_channel, c.outputs, facts.one().channels), c.out_pitch,
          std::max(c.out_pitch * real(lattice(facts.one()).rows) + one_gap(facts), kNameHeight),
          {kernel_left + kernel_width + c.to_sum + c.sum + c.to_output, middle});
    if (facts.mirrored) mirror(layout);
}

}  // namespace stridelens
