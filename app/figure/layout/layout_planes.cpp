// 2-D, pools and Pad: the input planes, then the output planes in the same order, side by side.

#include "app/figure/layout/layout_planes.h"

#include <algorithm>
#include <cmath>

namespace stridelens {

namespace {

constexpr float kWedge = 64.0F;          // least distance of two grids, for the connectors …
constexpr float kToLens = 56.0F;         // from the input to a lens, and from there to the output
constexpr float kRoomier = 8.0F;         // a pool has room for larger cells in its lens
constexpr float kMoreWedge = 136.0F;     // … and what may be added to it
constexpr float kLeastInput = 0.62F;     // of its cells' size that the input keeps for the output's sake
constexpr float kColumnGap = 56.0F;      // between planes side by side: their names and row numbers
constexpr float kScaleWidth = 140.0F;    // the shortest colour scale with its two numbers
constexpr float kLargestOutput = 48.0F;  // pitch to which an output may grow beyond its input's

constexpr std::int64_t kStacked = 4;  // channels that never stand side by side

struct Arrangement {
    std::int64_t channels = 1, across = 1, down = 1;
    float pitch = 1.0F;
};

/// Widths and distances of input and output at one pitch.
struct Columns {
    float pitch = 1.0F, out_pitch = 1.0F;
    float lens_pitch = 0.0F, lens_width = 0.0F;
    float before = 0.0F, in_width = 0.0F, wedge = kWedge, out_width = 0.0F, after = 0.0F;
    float used() const { return before + kLabel + in_width + wedge + out_width + kOutLabel + after; }
};

Columns columns_at(const Facts& facts, const Layout& layout, const Room& room, std::int64_t across, float pitch,
                   float out_pitch) {
    Columns c{.pitch = pitch, .out_pitch = out_pitch};
    if (layout.magnified) {
        c.lens_pitch =
            whole(std::min({lens_pitch(facts) + kRoomier, 0.3F * room.width / real(layout.magnified->columns),
                            room.height / real(layout.magnified->rows)}));
        c.lens_width = c.lens_pitch * real(layout.magnified->columns);
    }
    const float gaps = (real(across) - 1) * kColumnGap;
    c.in_width = real(across) * real(lattice(facts.left).columns) * pitch + gaps;
    c.out_width = real(across) * real(lattice(facts.right).columns) * out_pitch + gaps;
    c.wedge = layout.magnified ? c.lens_width + 2 * kToLens : kWedge;
    c.wedge = std::max(c.wedge, least_apart(layout.left, layout.right) - (c.in_width + c.out_width) / 2);
    c.before = std::max(0.0F, words_width(layout.left) / 2 + 8.0F - kMargin - kLabel - c.in_width / 2);
    c.after = std::max(0.0F, words_width(layout.right) / 2 + 8.0F - kMargin - kOutLabel - c.out_width / 2);
    return c;
}

/// The pitch of both grids if `channels` planes are put `across` side by side.
Arrangement arrange(const Facts& facts, const Layout& layout, const Room& room, std::int64_t channels,
                    std::int64_t across) {
    Arrangement a{channels, across, (channels + across - 1) / across, 0.0F};
    Room left = room;
    if (channels < facts.left.channels) left.height -= kMoreHeight;
    const PlaneSize in = lattice(facts.left);
    a.pitch = std::min(height_pitch(left, a.down, std::max(in.rows, lattice(facts.right).rows)), room.largest);
    const float cells = real(across) * (real(in.columns) + real(lattice(facts.right).columns));
    for (int pass = 0; pass < 3; ++pass) {  // smaller grids need more distance for what is written above them
        const Columns c = columns_at(facts, layout, room, across, a.pitch, a.pitch);
        a.pitch = std::min(a.pitch, (room.width - (c.used() - cells * a.pitch)) / cells);
        a.pitch = std::max(a.pitch, 0.125F);
    }
    return a;
}

/// As many channels as stay readable, in the arrangement with the largest cells.
Arrangement best_arrangement(const Facts& facts, const Layout& layout, const Room& room) {
    const std::int64_t all = std::max<std::int64_t>(facts.left.channels, 1);
    const float alone = arrange(facts, layout, room, 1, 1).pitch;
    for (std::int64_t channels = std::min<std::int64_t>(all, 24);; --channels) {
        Arrangement best;
        best.pitch = -1.0F;
        // Up to four stand one below the other, each beside its output, so that wedges run straight across.
        const std::int64_t widest = all <= kStacked ? 1 : channels;
        for (std::int64_t across = 1; across <= widest; ++across) {
            const Arrangement a = arrange(facts, layout, room, channels, across);
            // One column keeps every wedge free of other planes: more only if that really helps.
            const bool legible = a.pitch >= kReadable && best.pitch < kReadable && across > 2;
            if (legible || a.pitch > best.pitch * (across == 2 ? 1.5F : 1.1F)) best = a;
        }
        const bool few = (all <= 4 && best.pitch >= 3.0F) || (all <= 9 && best.pitch >= 14.0F);
        if (channels == 1 || few || best.pitch >= std::min(kReadable, 0.7F * alone)) return best;
    }
}

/// Where the input's cells are small, the output may be larger, so that it can be read.
float output_pitch(const Facts& facts, const Layout& layout, const Room& room, const Arrangement& a, float pitch) {
    if (pitch >= 40.0F || facts.scene.cell > 0.0F) return pitch;
    const Columns c = columns_at(facts, layout, room, a.across, pitch, pitch);
    const float spare = room.width - c.used() + c.out_width - (real(a.across) - 1) * kColumnGap;
    const float by_width = spare / (real(a.across) * real(lattice(facts.right).columns));
    return std::max(pitch,
                    whole(std::min({kLargestOutput, by_width, height_pitch(room, a.down, lattice(facts.right).rows)})));
}

/// In the row of the plane that is read, half way to the output.
void place_lens(const Facts& facts, Layout& layout, const Room& room, const Columns& c, float left) {
    if (!layout.magnified || layout.left.planes.empty()) return;
    const Plane* read = layout.left.find(facts.left_channel);
    const Box row = (read != nullptr ? read : &layout.left.planes.front())->box();
    const float height = c.lens_pitch * real(layout.magnified->rows);
    const float lowest = std::max(room.top + room.height - height, room.top);
    const Point origin{left + (c.wedge - c.lens_width) / 2, std::clamp(row.centre().y - height / 2, room.top, lowest)};
    layout.lens.planes.push_back(plane_at(Grid::none, facts.left_channel, *layout.magnified, c.lens_pitch, origin));
}

/// The input's pitch, given up as far as a lens would otherwise cost the output its numbers: the input has none anyway.
float input_pitch(const Facts& facts, const Layout& layout, const Room& room, const Arrangement& a) {
    const float pitch = whole(a.pitch);
    if (!layout.magnified || facts.scene.cell > 0.0F) return pitch;
    Layout plain;
    plain.area = layout.area;
    plain.left = layout.left;
    plain.right = layout.right;
    const float least = kLeastInput * whole(best_arrangement(facts, plain, room).pitch);
    const float wanted = std::min(kReadable + 3.0F, height_pitch(room, a.down, lattice(facts.right).rows));
    float less = pitch;
    while (output_pitch(facts, layout, room, a, less) < wanted) {
        const float next = whole(less - (less > 4.0F ? 1.0F : 0.25F));
        if (next < least || next >= less) break;
        less = next;
    }
    return less;
}

void lay_out_pool(const Facts& facts, Layout& layout, const Room& room) {
    const Arrangement a = best_arrangement(facts, layout, room);
    const float pitch = input_pitch(facts, layout, room, a);
    Columns c = columns_at(facts, layout, room, a.across, pitch, output_pitch(facts, layout, room, a, pitch));
    c.wedge += std::clamp(room.width - c.used(), 0.0F, largest_distance(facts, kMoreWedge));
    const float left = layout.area.x + kMargin + c.before + std::max(room.width - c.used(), 0.0F) / 2 + kLabel;
    layout.left.hidden = facts.left.channels - a.channels;
    layout.right.hidden = facts.right.channels - std::min(a.channels, facts.right.channels);
    const PlaneSize in = lattice(facts.left), out = lattice(facts.right);
    const float stack = std::max(pitch * real(in.rows), c.out_pitch * real(out.rows)) + room.gap;
    const float middle = room.top + (room.height - (layout.left.hidden > 0 ? kMoreHeight : 0.0F)) / 2;
    place(layout.left, channels_around(facts.left_channel, a.channels, facts.left.channels), a.across, pitch,
          {real(in.columns) * pitch + kColumnGap, stack}, {left, middle});
    place(layout.right, channels_around(facts.right_channel, a.channels, facts.right.channels), a.across, c.out_pitch,
          {real(out.columns) * c.out_pitch + kColumnGap, stack}, {left + c.in_width + c.wedge, middle});
    place_lens(facts, layout, room, c, left + c.in_width);
}

}  // namespace

Room room_for(const Facts& facts, const Layout& layout) {
    std::size_t lines = 1;
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

float words_width(const GridBlock& block) {
    float widest = std::max(text_width(block.title, Face::words_bold, kTitleType), kScaleWidth);
    for (const std::string& line : block.captions)
        widest = std::max(widest, text_width(line, Face::numbers, kCaptionType));
    return widest;
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

void place(GridBlock& block, const std::vector<std::int64_t>& channels, std::int64_t across, float pitch, Point step,
           Point left_middle) {
    const Sheet& sheet = *block.sheet;
    const auto down = (static_cast<std::int64_t>(channels.size()) + across - 1) / across;
    const float own = pitch * real(lattice(sheet).rows);
    const float height = (real(down) - 1) * step.y + own;
    for (std::size_t i = 0; i < channels.size(); ++i) {
        const auto n = static_cast<std::int64_t>(i);
        const Point origin{left_middle.x + static_cast<float>(n % across) * step.x,
                           left_middle.y - height / 2 + static_cast<float>(n / across) * step.y};
        Plane plane = plane_at(sheet.grid, channels[i], sheet.size, pitch, origin);
        plane.ring = sheet.ring;
        block.planes.push_back(plane);
    }
}

void lay_out_planes(const Facts& facts, Layout& layout) {
    const bool halves = facts.left.matrix >= 0 || facts.right.matrix >= 0;
    const float share = layout.area.w * (facts.has_kernel ? 0.3F : 0.44F);
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
