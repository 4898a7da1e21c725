// 2-D: what the arrangements of planes have in common.

#include "app/figure/layout/layout_planes.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace stridelens {

namespace {

constexpr float kLeastThumbnail = 16.0F;
constexpr float kNarrow = 700.0F;  // width of a page on which captions beside a lens take more lines

}  // namespace

Room room_for(const Facts& facts, const Layout& layout) {
    std::size_t lines = 1;
    if (may_have_rows(facts, layout)) lines = 2;  // above the windows
    for (const GridBlock* block : {&layout.left, &layout.kernel, &layout.right})
        lines = std::max(lines, block->captions.size());
    const float header = 8.0F + kTitleHeight + kCaptionHeight * static_cast<float>(lines) + kIndexHeight;
    const bool below = !layout.legend.empty() && !legend_beside_scale(facts, layout);
    const float footer = kScaleHeight + (below ? kLegendHeight : 8.0F);
    Room room;
    if (!facts.has_kernel) room.gap = kPoolGap;
    room.top = layout.area.y + header;
    room.height = std::max(layout.area.h - header - footer, 40.0F);
    room.width = std::max(layout.area.w - 2 * kMargin, 80.0F);
    // The opening size's 80 points in 800, in proportion, and less of it on a narrow page.
    room.largest =
        largest_pitch(facts, std::clamp(std::min(facts.scene.height * 0.1F, facts.scene.width * 0.07F), 24.0F, 128.0F));
    return room;
}

float thumbnail_size(const Room& room) {
    return std::round(std::clamp(0.08F * room.width, 40.0F, kThumbnail));
}

float real(std::int64_t count) {
    return static_cast<float>(std::max<std::int64_t>(count, 1));
}

float height_pitch(const Room& room, std::int64_t planes, std::int64_t rows) {
    return (room.height - (real(planes) - 1) * room.gap) / (real(planes) * real(rows));
}

PlaneSize lattice(const Sheet& sheet) {
    return {sheet.ring.top + sheet.size.rows + sheet.ring.bottom,
            sheet.ring.left + sheet.size.columns + sheet.ring.right};
}

float title_width(const GridBlock& block) {
    float widest = text_width(block.title, Face::words_bold, kTitleType);
    for (const std::string& line : block.captions)
        widest = std::max(widest, text_width(line, Face::numbers, kCaptionType));
    return widest;
}

float place_width(const Facts& facts) {
    const std::int64_t last = std::max<std::int64_t>(lattice(facts.many()).columns - 1, 10);
    return std::ceil(text_width(fmt::format("columns {}–{}", last, last), Face::numbers, kCaptionType)) + 2.0F;
}

float words_width(const GridBlock& block) {
    return std::max(title_width(block), kScaleWidth);
}

float legend_width(const Layout& layout) {
    float width = -24.0F;
    for (const LegendItem& item : layout.legend) width += 48.0F + text_width(item.words, Face::words, kSmallType);
    return width;
}

bool legend_beside_scale(const Facts& facts, const Layout& layout) {
    return !facts.strips && !facts.has_kernel && layout.area.w >= 900.0F &&
           legend_width(layout) <= 0.35F * layout.area.w;
}

float words_overhang(const GridBlock& block, float grid_width) {
    return std::max(0.0F, (words_width(block) - grid_width) / 2 + 6.0F);
}

float least_apart(const GridBlock& a, const GridBlock& b) {
    return (words_width(a) + words_width(b)) / 2 + 16.0F;
}

Plane plane_at(Grid grid, std::int64_t channel, PlaneSize size, float pitch, Point origin) {
    Plane plane;
    plane.grid = grid;
    plane.channel = channel;
    plane.size = size;
    plane.pitch = {pitch, pitch};
    plane.gap = gap_for(pitch);
    plane.origin = {std::round(origin.x), std::round(origin.y)};
    return plane;
}

void place(GridBlock& block, const std::vector<std::int64_t>& channels, float pitch, float step, Point left_middle) {
    const Sheet& sheet = *block.sheet;
    const float height =
        (real(static_cast<std::int64_t>(channels.size())) - 1) * step + pitch * real(lattice(sheet).rows);
    Point origin{left_middle.x, left_middle.y - height / 2};
    for (const std::int64_t channel : channels) {
        Plane plane = plane_at(sheet.grid, channel, sheet.size, pitch, origin);
        plane.ring = sheet.ring;
        block.planes.push_back(plane);
        origin.y += step;
    }
}

void place_thumbnails(GridBlock& block, std::int64_t current, float size, const Box& room) {
    const Sheet& sheet = *block.sheet;
    const float highest = std::max(room.h - kThumbnailName - kToNotes - 2 * kNoteHeight, kLeastThumbnail);
    const float pitch = std::min(
        {size / real(sheet.size.columns), 1.5F * size / real(sheet.size.rows), highest / real(sheet.size.rows)});
    const float step = kThumbnailName + pitch * real(sheet.size.rows) + kThumbnailGap;
    const auto fitting = [](float length, float each, float gap) {
        return std::max<std::int64_t>(static_cast<std::int64_t>((length + gap) / each), 1);
    };
    const std::int64_t across = fitting(room.w, size + kThumbnailGap, kThumbnailGap);
    std::int64_t down = fitting(room.h, step, kThumbnailGap);
    if (across * down < sheet.channels) down = fitting(room.h - kToNotes - 2 * kNoteHeight, step, kThumbnailGap);
    const auto channels = channels_around(current, across * down, sheet.channels);
    for (std::size_t i = 0; i < channels.size(); ++i) {
        const auto n = static_cast<std::int64_t>(i);
        const Point origin{room.x + static_cast<float>(n % across) * (size + kThumbnailGap),
                           room.y + kThumbnailName + static_cast<float>(n / across) * step};
        Plane plane = plane_at(sheet.grid, channels[i], sheet.size, pitch, origin);
        plane.gap = 0.0F;
        block.thumbnails.push_back(plane);
    }
    block.before = channels.front();
    block.after = sheet.channels - 1 - channels.back();
}

void lay_out_planes(const Facts& facts, Layout& layout) {
    const bool halves = facts.left.matrix >= 0 || facts.right.matrix >= 0;
    const bool beside_lens = layout.magnified && layout.area.w < kNarrow;
    const float share = layout.area.w * (may_have_rows(facts, layout) ? 0.18F
                                         : facts.has_kernel           ? 0.3F
                                         : beside_lens                ? 0.24F
                                         : facts.left.channels > 1    ? 0.34F
                                                                      : 0.44F);
    caption_blocks(facts, layout, share, share);
    const Room room = room_for(facts, layout);
    if (halves)
        lay_out_halves(facts, layout, room);
    else if (facts.has_kernel)
        lay_out_conv(facts, layout, room);
    else
        lay_out_pool(facts, layout, room);
}

}  // namespace stridelens
