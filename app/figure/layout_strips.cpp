// 1-D: strips one below the other, input, kernel, output, each with its title on the left.

#include "app/figure/layout.h"

#include <algorithm>
#include <cmath>

namespace stridelens {

namespace {

constexpr float kMargin = 24.0F;
constexpr float kLabel = 32.0F;       // channel names, between the titles and the strips
constexpr float kLowestCell = 32.0F;  // strips keep this height when their cells get narrow
constexpr float kSumWidth = 80.0F, kSumHeight = 32.0F, kToSum = 20.0F;
constexpr float kKernelGap = 56.0F;   // between kernels: their sign ⊙
constexpr float kBiasWidth = 272.0F;  // on both sides of the kernels, for the bias on one
constexpr float kRowGap = 8.0F;
constexpr float kBetween = 88.0F;  // between grids, for the connectors and the next grid's indices
constexpr float kLeastBetween = 56.0F, kTightBetween = 28.0F;

float real(std::int64_t count) {
    return static_cast<float>(std::max<std::int64_t>(count, 1));
}

struct Rows {
    std::int64_t input = 1, kernel = 0, output = 1;
    float total() const { return static_cast<float>(input + kernel + output); }
    float gaps() const { return total() - (kernel > 0 ? 3.0F : 2.0F); }
    float betweens() const { return kernel > 0 ? 2.0F : 1.0F; }
};

struct Room {
    float top = 0.0F, height = 0.0F, left = 0.0F, width = 0.0F, largest = 80.0F;
};

float row_height(const Room& room, const Rows& rows, float between) {
    return (room.height - rows.gaps() * kRowGap - rows.betweens() * between) / rows.total();
}

/// Rows of all channels, or as many of each grid as keep a readable height.
Rows rows_for(const Facts& facts, const Room& room) {
    Rows rows;
    rows.input = std::max<std::int64_t>(facts.in_channels, 1);
    rows.kernel = facts.conv ? 1 : 0;
    rows.output = std::max<std::int64_t>(facts.out_channels, 1);
    while (rows.input + rows.output > 2 && row_height(room, rows, kLeastBetween) < kLowestCell) {
        if (rows.output >= rows.input)
            --rows.output;
        else
            --rows.input;
        if (!facts.conv) rows.output = rows.input = std::min(rows.output, rows.input);
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

void stack(GridBlock& block, Grid grid, const std::vector<std::int64_t>& channels, std::int64_t columns,
           const Ring& ring, Point pitch, float centre, float& y) {
    const float width = real(ring.left + columns + ring.right) * pitch.x;
    for (const std::int64_t channel : channels) {
        Plane plane = strip_at(grid, channel, columns, pitch, {centre - width / 2, y});
        plane.ring = ring;
        block.planes.push_back(plane);
        y += pitch.y + kRowGap;
    }
    y -= kRowGap;
}

/// The kernels of the read channels side by side, each with its sum below, so that the flow is straight down.
void place_kernels(const Facts& facts, Layout& layout, std::vector<std::int64_t> channels, const Room& room,
                   Point largest, float& y) {
    const float width = room.width - kBiasWidth;
    const float columns = real(facts.kernel.columns);
    const auto most = static_cast<std::size_t>(
        std::max(1.0F, (width + kKernelGap) / (std::max(columns * 24.0F, kSumWidth) + kKernelGap)));
    if (channels.size() > most) channels.resize(most);
    const float count = real(static_cast<std::int64_t>(channels.size()));
    const float pitch = whole(std::min(largest.x, ((width + kKernelGap) / count - kKernelGap) / columns));
    const float step = std::max(pitch * columns, facts.in_channels > 1 ? kSumWidth : 0.0F) + kKernelGap;
    float centre = room.left + room.width / 2 - step * (count - 1.0F) / 2;
    for (const std::int64_t channel : channels) {
        layout.kernel.planes.push_back(strip_at(Grid::kernel, channel, facts.kernel.columns, {pitch, largest.y},
                                                {centre - columns * pitch / 2, y}));
        if (facts.in_channels > 1)
            layout.sums.push_back({std::round(centre - kSumWidth / 2), y + largest.y + kToSum, kSumWidth, kSumHeight});
        centre += step;
    }
    y += largest.y + (facts.in_channels > 1 ? kToSum + kSumHeight : 0.0F);
}

Room room_for(const Facts& facts, Layout& layout) {
    const float wanted = layout.area.w >= 900.0F ? 176.0F : 136.0F;
    caption_blocks(facts, layout, wanted, wanted);
    const std::int64_t most = std::max(facts.in_channels, facts.out_channels);
    float column =
        most > 1 ? text_width("… " + std::to_string(most) + " more channels", Face::words, kSmallType) : 0.0F;
    for (const GridBlock* block : {&layout.input, &layout.kernel, &layout.output}) {
        column = std::max(column, text_width(block->title, Face::words_bold, kTitleType));
        for (const std::string& caption : block->captions)
            column = std::max(column, text_width(caption, Face::numbers, kCaptionType));
    }
    layout.title_column = std::ceil(std::max(column, wanted * 0.5F) / 8.0F) * 8.0F;
    Room room;
    room.left = layout.area.x + kMargin + layout.title_column + kLabel;
    const float right = facts.out_channels > 1 ? kMargin + kLabel : kMargin;
    room.width = std::max(layout.area.x + layout.area.w - right - room.left, 40.0F);
    room.top = layout.area.y + 16.0F + kIndexHeight;
    room.height =
        layout.area.h - 16.0F - 2 * kIndexHeight - kScaleHeight - (layout.legend.empty() ? 8.0F : kLegendHeight);
    if (facts.conv && facts.in_channels > 1) room.height -= kToSum + kSumHeight;
    room.largest = std::clamp(std::min(facts.scene.height * 0.1F, facts.scene.width * 0.07F), 24.0F, 128.0F);
    return room;
}

}  // namespace

void lay_out_strips(const Facts& facts, Layout& layout) {
    const Room room = room_for(facts, layout);
    const Rows rows = rows_for(facts, room);
    const std::int64_t columns =
        std::max(facts.ring.left + facts.input.columns + facts.ring.right, facts.output.columns);
    float pitch = std::min(room.width / real(columns), room.largest);
    pitch = whole(pitch);
    float least = kLeastBetween;
    if (row_height(room, rows, least) < 24.0F) {
        least = kTightBetween;
        for (GridBlock* block : {&layout.input, &layout.kernel})
            if (block->captions.size() > 1) block->captions.resize(1);
    }
    const float tallest = std::max(row_height(room, rows, least), 16.0F);
    const float height = std::floor(std::min(std::max(pitch, 48.0F), tallest));
    pitch = std::min(pitch, std::max(height * 1.5F, 24.0F));
    const float free = room.height - height * rows.total() - rows.gaps() * kRowGap;
    const float between = std::floor(std::clamp(free / rows.betweens(), least, kBetween + 24.0F));
    const float used = height * rows.total() + rows.gaps() * kRowGap + rows.betweens() * between;
    const float centre = room.left + room.width / 2;
    float y = room.top + std::max(room.height - used, 0.0F) / 2;

    const auto shown = channels_around(facts.in_channel, rows.input, facts.in_channels);
    layout.input.hidden = facts.in_channels - rows.input;
    stack(layout.input, Grid::input, shown, facts.input.columns, facts.ring, {pitch, height}, centre, y);
    y += between;
    if (facts.conv) {
        std::vector<std::int64_t> read;
        for (const std::int64_t channel : shown) {
            const auto& all = facts.read_channels;
            if (facts.empty || std::find(all.begin(), all.end(), channel) != all.end()) read.push_back(channel);
        }
        place_kernels(facts, layout, read, room, {std::max(pitch, std::min(48.0F, height * 1.25F)), height}, y);
        y += between;
    }
    layout.output.hidden = facts.out_channels - rows.output;
    stack(layout.output, Grid::output, channels_around(facts.out_channel, rows.output, facts.out_channels),
          facts.output.columns, {}, {pitch, height}, centre, y);
}

}  // namespace stridelens
