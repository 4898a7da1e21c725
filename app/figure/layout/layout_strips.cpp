// 1-D: strips one below the other, input, kernel, output, each with its title on the left.

#include "app/figure/layout/layout_planes.h"

#include <algorithm>
#include <cmath>

namespace stridelens {

namespace {

constexpr float kName = 32.0F;        // channel names, between the titles and the strips
constexpr float kLowestCell = 32.0F;  // strips keep this height when their cells get narrow
constexpr float kSumWidth = 80.0F, kSumHeight = 32.0F, kToSum = 20.0F;
constexpr float kKernelGap = 56.0F;   // between kernels: their sign ⊙
constexpr float kBiasWidth = 272.0F;  // on both sides of the kernels, for the bias on one
constexpr float kWordWidth = 140.0F;  // the same without a bias
constexpr float kRowGap = 8.0F;
constexpr float kMoreGap = 1.0F;   // row gaps more, between lenses and kernels
constexpr float kBetween = 88.0F;  // between grids, for the connectors and the next grid's indices
constexpr float kLeastBetween = 56.0F, kTightBetween = 28.0F;

struct Rows {
    std::int64_t input = 1, kernel = 0, output = 1;
    float total() const { return static_cast<float>(input + kernel + output); }
    float gaps() const { return total() - (kernel > 0 ? 3.0F : 2.0F) + (kernel > 1 ? kMoreGap : 0.0F); }
    float betweens() const { return kernel > 0 ? 2.0F : 1.0F; }
};

struct StripRoom {
    float top = 0.0F, height = 0.0F, left = 0.0F, width = 0.0F, largest = 80.0F;
};

float row_height(const StripRoom& room, const Rows& rows, float between) {
    return (room.height - rows.gaps() * kRowGap - rows.betweens() * between) / rows.total();
}

/// Rows of all channels, or as many of each grid as keep a readable height.
Rows rows_for(const Facts& facts, const StripRoom& room, bool lens) {
    Rows rows;
    rows.input = std::max<std::int64_t>(facts.left.channels, 1);
    const bool meeting = facts.view == View::grad_weight;  // the lenses stand on the kernel's line
    rows.kernel = (facts.has_kernel ? 1 : 0) + (lens && !meeting ? 1 : 0);
    rows.output = std::max<std::int64_t>(facts.right.channels, 1);
    while (rows.input + rows.output > 2 && row_height(room, rows, kLeastBetween) < kLowestCell) {
        if (rows.output >= rows.input)
            --rows.output;
        else
            --rows.input;
        if (facts.left.channels == facts.right.channels && !facts.has_kernel)
            rows.output = rows.input = std::min(rows.output, rows.input);
    }
    return rows;
}

Plane strip_at(Grid grid, std::int64_t channel, std::int64_t columns, Point pitch, Point origin) {
    Plane plane;
    plane.grid = grid;
    plane.channel = channel;
    plane.size = {1, columns};
    plane.pitch = pitch;
    plane.gap = gap_for(pitch.x);
    plane.origin = {std::round(origin.x), std::round(origin.y)};
    return plane;
}

void stack(GridBlock& block, const std::vector<std::int64_t>& channels, Point pitch, float centre, float& y) {
    const Sheet& sheet = *block.sheet;
    const float width = real(lattice(sheet).columns) * pitch.x;
    for (const std::int64_t channel : channels) {
        Plane plane = strip_at(sheet.grid, channel, sheet.size.columns, pitch, {centre - width / 2, y});
        plane.ring = sheet.ring;
        block.planes.push_back(plane);
        y += pitch.y + kRowGap;
    }
    y -= kRowGap;
}

/// The kernels of the read channels side by side, each with its sum below, so that the flow is straight down; a lens on the
/// window on the side of its grid.
void place_kernels(const Facts& facts, Layout& layout, std::vector<std::int64_t> channels, const StripRoom& room,
                   Point largest, float& y) {
    const bool bias = adds_bias(facts) && !layout.bias_told && !layout.sums_below;
    const float width = room.width - (bias                ? kBiasWidth
                                      : layout.sums_below ? 0.0F
                                      : layout.magnified  ? kWordWidth
                                                          : kBiasWidth);
    const bool sums = has_sums(facts) && !layout.bias_told;
    const float columns = real(facts.kernel.size.columns);
    const float least = layout.magnified ? product_pitch(facts) - 4.0F : 24.0F;
    const auto most = static_cast<std::int64_t>(
        std::max(1.0F, (width + kKernelGap) / (std::max(columns * least, kSumWidth) + kKernelGap)));
    const auto all = std::ssize(channels);
    channels = about_focus(facts, channels, layout.sums_below ? std::min(most, layout.most_rows) : most);
    if (layout.magnified) layout.kernel.hidden = all - std::ssize(channels);
    const float count = real(static_cast<std::int64_t>(channels.size()));
    const float pitch = whole(std::min(largest.x, ((width + kKernelGap) / count - kKernelGap) / columns));
    const float step = std::max(pitch * columns, sums ? kSumWidth : 0.0F) + kKernelGap;
    const float row = layout.magnified ? largest.y + (1.0F + kMoreGap) * kRowGap : 0.0F;
    const float lens = facts.mirrored ? y + row : y, kernel = facts.mirrored ? y : y + row;
    float centre = room.left + room.width / 2 - step * (count - 1.0F) / 2;
    for (const std::int64_t channel : channels) {
        const float left = centre - columns * pitch / 2;
        if (layout.magnified)
            layout.lens.planes.push_back(
                strip_at(Grid::none, channel, layout.magnified->columns, {pitch, largest.y}, {left, lens}));
        layout.kernel.planes.push_back(
            strip_at(facts.kernel.grid, channel, facts.kernel.size.columns, {pitch, largest.y}, {left, kernel}));
        if (sums)
            layout.sums.push_back(
                {std::round(centre - kSumWidth / 2), kernel + largest.y + kToSum, kSumWidth, kSumHeight});
        centre += step;
    }
    y += row + largest.y + (sums ? kToSum + kSumHeight : 0.0F);
}

/// The window of an operation without weights, enlarged.
void place_lens(const Facts& facts, Layout& layout, const StripRoom& room, float height, float& y) {
    const float columns = real(layout.magnified->columns);
    const float pitch = whole(std::min(std::max(lens_pitch(facts), 48.0F), (room.width - kWordWidth) / columns));
    layout.lens.planes.push_back(strip_at(
        Grid::none, std::clamp<std::int64_t>(facts.left_channel, 0, std::max<std::int64_t>(facts.left.channels - 1, 0)),
        layout.magnified->columns, {pitch, height}, {room.left + room.width / 2 - columns * pitch / 2, y}));
    y += height;
}

/// The gradient of a weight with lenses, if they fit.
std::optional<MeetingRow> meeting_in(const Facts& facts, Layout& layout, const StripRoom& room, float height) {
    if (facts.view != View::grad_weight || !layout.magnified) return std::nullopt;
    const auto row = meeting_row(facts, layout, {room.width, height + 2 * kFrame}, height);
    layout.cramped = !row;
    return row;
}

StripRoom strip_room(const Facts& facts, Layout& layout) {
    const float wanted = layout.area.w >= 900.0F ? 176.0F : 136.0F;
    caption_blocks(facts, layout, wanted, wanted);
    const std::int64_t most = std::max(facts.left.channels, facts.right.channels);
    float column =
        most > 1 ? text_width("… " + std::to_string(most) + " more channels", Face::words, kSmallType) : 0.0F;
    for (const GridBlock* block : {&layout.left, &layout.kernel, &layout.right}) {
        column = std::max(column, text_width(block->title, Face::words_bold, kTitleType));
        for (const std::string& caption : block->captions)
            column = std::max(column, text_width(caption, Face::numbers, kCaptionType));
    }
    layout.title_column = std::ceil(std::max(column, wanted * 0.5F) / 8.0F) * 8.0F;
    StripRoom room;
    room.left = layout.area.x + kMargin + layout.title_column + kName;
    const float right = facts.right.channels > 1 ? kMargin + kName : kMargin;
    room.width = std::max(layout.area.x + layout.area.w - right - room.left, 40.0F);
    room.top = layout.area.y + 16.0F + kIndexHeight;
    room.height =
        layout.area.h - 16.0F - 2 * kIndexHeight - kScaleHeight - (layout.legend.empty() ? 8.0F : kLegendHeight);
    if (has_sums(facts)) room.height -= kToSum + kSumHeight;
    room.largest =
        largest_pitch(facts, std::clamp(std::min(facts.scene.height * 0.1F, facts.scene.width * 0.07F), 24.0F, 128.0F));
    return room;
}

}  // namespace

void lay_out_strips(const Facts& facts, Layout& layout) {
    StripRoom room = strip_room(facts, layout);
    // On a low page with lenses the arithmetic below tells sums and bias.
    layout.bias_told = facts.scene.half || (layout.magnified && facts.has_kernel &&
                                            row_height(room, rows_for(facts, room, true), kTightBetween) < kLowestCell);
    if (layout.bias_told && has_sums(facts)) room.height += kToSum + kSumHeight;
    const Rows rows = rows_for(facts, room, layout.magnified.has_value());
    const std::int64_t columns = std::max(lattice(facts.left).columns, lattice(facts.right).columns);
    float pitch = std::min(room.width / real(columns), room.largest);
    pitch = whole(pitch);
    float least = kLeastBetween;
    if (row_height(room, rows, least) < 24.0F) {
        least = kTightBetween;
        for (GridBlock* block : {&layout.left, &layout.kernel})
            if (block->captions.size() > 1) block->captions.resize(1);
    }
    const float tallest = std::max(row_height(room, rows, least), 16.0F);
    const float height = std::floor(std::min(largest_pitch(facts, std::max(pitch, 48.0F)), tallest));
    pitch = std::min(pitch, std::max(height * 1.5F, 24.0F));
    const float free = room.height - height * rows.total() - rows.gaps() * kRowGap;
    const float between = std::floor(
        std::clamp(free / rows.betweens(), least, std::max(least, largest_distance(facts, kBetween + 24.0F))));
    const float used = height * rows.total() + rows.gaps() * kRowGap + rows.betweens() * between;
    const float centre = room.left + room.width / 2;
    float y = room.top + std::max(room.height - used, 0.0F) / 2;

    const auto above = channels_around(focus_channel(facts), rows.input, facts.left.channels);
    const auto below = channels_around(facts.right_channel, rows.output, facts.right.channels);
    layout.down = true;
    layout.left.hidden = facts.left.channels - rows.input;
    stack(layout.left, above, {pitch, height}, centre, y);
    y += between;
    const std::optional<MeetingRow> meeting = meeting_in(facts, layout, room, height);
    if (meeting) {
        place_meeting_row(facts, layout, *meeting, {centre, y + height / 2});
        y += height + between;
    } else if (facts.has_kernel) {
        std::vector<std::int64_t> joined;
        for (const std::int64_t channel : facts.mirrored ? below : above)
            if (std::find(facts.linked.begin(), facts.linked.end(), channel) != facts.linked.end())
                joined.push_back(channel);
        place_kernels(facts, layout, joined, room, {std::max(pitch, std::min(48.0F, height * 1.25F)), height}, y);
        y += between;
    } else if (layout.magnified) {
        place_lens(facts, layout, room, height, y);
        y += between;
    }
    layout.right.hidden = facts.right.channels - rows.output;
    stack(layout.right, below, {pitch, height}, centre, y);
}

}  // namespace stridelens
