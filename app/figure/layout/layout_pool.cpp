// 2-D without weights: input and output side by side, on one pitch. All channels one below the other, each beside its
// output, as long as their numbers can be read. Otherwise a deck: the channel of this step large, the window's numbers in a
// lens below its output, and the other channels as thumbnails.

#include "app/figure/layout/layout_planes.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace stridelens {

namespace {

constexpr float kWedge = 64.0F;                         // least distance of two grids, for the connectors …
constexpr float kMoreWedge = 136.0F;                    // … and what may be added to it
constexpr float kToLens = 56.0F;                        // from the input to a lens, and from there to the output
constexpr float kBelow = 64.0F;                         // from the output down to a lens
constexpr float kLensFoot = 36.0F;                      // its frame and what is written below it
constexpr float kCaption = 22.0F;                       // what is written below a lens, above a legend on its line
constexpr float kLeastLens = 42.0F, kMostLens = 72.0F;  // pitch of a lens below the output
constexpr float kBeside = 0.85F;                        // of the pitch beside it that a lens below may cost
constexpr std::int64_t kMostStacked = 24;

/// Widths and distances at one pitch.
struct Columns {
    float pitch = 1.0F;
    float lens_pitch = 0.0F;
    bool below = false;    // the lens is
    bool cramped = false;  // words overlap
    float thumbnails = 0.0F, before = 0.0F, in_width = 0.0F, wedge = kWedge, out_width = 0.0F, after = 0.0F;
    float used() const { return thumbnails + before + kLabel + in_width + wedge + out_width + kOutLabel + after; }
};

/// Down to where a lens beside the input may reach: with its words below it, it keeps off a legend beside the scale.
float lens_height(const Facts& facts, const Layout& layout, const Room& room) {
    const bool beside = !layout.legend.empty() && legend_beside_scale(facts, layout);
    return std::max(room.height - (beside ? kCaption : 0.0F), 1.0F);
}

Columns columns_at(const Facts& facts, const Layout& layout, const Room& room, float pitch, bool below) {
    Columns c{.pitch = pitch, .below = below};
    c.in_width = real(lattice(facts.left).columns) * pitch;
    c.out_width = real(lattice(facts.right).columns) * pitch;
    if (layout.deck && facts.left.channels > 1) c.thumbnails = std::max(1.5F * thumbnail_size(room), kNoteWidth);
    if (layout.magnified && below) {
        const float left = room.height - real(lattice(facts.right).rows) * pitch - kBelow - kLensFoot;
        const float widest = std::max(kLeastLens, 0.26F * room.width / real(layout.magnified->columns));
        c.lens_pitch = whole(std::clamp(left / real(layout.magnified->rows), 0.0F, std::min(kMostLens, widest)));
        c.out_width = std::max(c.out_width, c.lens_pitch * real(layout.magnified->columns) + 2 * kFrame);
    } else if (layout.magnified) {
        c.lens_pitch = whole(std::min({lens_pitch(facts) + 8.0F, 0.3F * room.width / real(layout.magnified->columns),
                                       lens_height(facts, layout, room) / real(layout.magnified->rows)}));
        const float words =  // beside a lens that is higher than the grids
            std::max(words_overhang(layout.left, c.in_width), words_overhang(layout.right, c.out_width)) + 4.0F;
        c.wedge = c.lens_pitch * real(layout.magnified->columns) + 2 * std::max(kToLens, words);
    }
    c.wedge = std::max({c.wedge, (words_width(layout.left) - c.in_width) / 2 + 12.0F,
                        (words_width(layout.right) - c.out_width) / 2 + 12.0F});
    c.wedge = std::max(c.wedge, least_apart(layout.left, layout.right) - (c.in_width + c.out_width) / 2);
    c.before = std::max(0.0F, words_width(layout.left) / 2 + 8.0F - kMargin - kLabel - c.in_width / 2);
    c.after = std::max(0.0F, words_width(layout.right) / 2 + 8.0F - kMargin - kOutLabel - c.out_width / 2);
    return c;
}

/// Whether everything of a deck, or of `channels` rows, fits into the room.
bool fits(const Facts& facts, const Layout& layout, const Room& room, const Columns& c, std::int64_t channels) {
    const PlaneSize in = lattice(facts.left), out = lattice(facts.right);
    if (c.used() > room.width) return false;
    if (c.pitch > height_pitch(room, channels, std::max(in.rows, out.rows))) return false;
    return !layout.magnified || !c.below || c.lens_pitch >= kLeastLens;
}

/// The largest pitch at which it does; at least an eighth of a point, or what the cells alone allow.
Columns largest(const Facts& facts, const Layout& layout, Room room, std::int64_t channels, bool below) {
    if (!layout.deck && channels < facts.left.channels) room.height -= kMoreHeight;
    const float most = std::min(
        room.largest, height_pitch(room, channels, std::max(lattice(facts.left).rows, lattice(facts.right).rows)));
    float pitch = whole(most);
    for (; pitch > 0.125F; pitch = whole(pitch - (pitch > 4.0F ? 1.0F : 0.125F))) {
        const Columns c = columns_at(facts, layout, room, pitch, below);
        if (fits(facts, layout, room, c, channels)) return c;
    }
    // Too narrow for what is written above them: as large as the cells alone allow.
    const float cells = real(lattice(facts.left).columns) + real(lattice(facts.right).columns);
    const Columns least = columns_at(facts, layout, room, kSmallestPitch, below);
    const float free =
        room.width - least.thumbnails - kLabel - kOutLabel -
        (layout.magnified && !below ? least.lens_pitch * real(layout.magnified->columns) + 2 * kToLens : kWedge);
    Columns c = columns_at(facts, layout, room, whole(std::max(std::min(most, free / cells), kSmallestPitch)), below);
    c.cramped = true;
    return c;
}

/// With the lens where it costs the input less of its size: below the output, or between the two; a single cell between.
Columns deck_columns(const Facts& facts, const Layout& layout, const Room& room) {
    const Columns between = largest(facts, layout, room, 1, false);
    if (!layout.magnified || layout.magnified->rows * layout.magnified->columns == 1) return between;
    const Columns below = largest(facts, layout, room, 1, true);
    return below.lens_pitch >= kLeastLens && below.pitch >= kBeside * between.pitch ? below : between;
}

Point lens_origin(const Facts& facts, const Layout& layout, const Room& room, const Columns& c, float left) {
    const float height = c.lens_pitch * real(layout.magnified->rows);
    const float width = c.lens_pitch * real(layout.magnified->columns);
    const Box output = layout.right.box();
    if (c.below) return {output.centre().x - width / 2, output.bottom() + kBelow};
    const float lowest = std::max(room.top + lens_height(facts, layout, room) - height, room.top);
    return {left + c.in_width + (c.wedge - width) / 2,
            std::clamp(layout.left.planes.front().box().centre().y - height / 2, room.top, lowest)};
}

void place_deck(const Facts& facts, Layout& layout, const Room& room) {
    // Padding may cover the channel axis, too: then the step reads no channel.
    const std::int64_t channel =
        std::clamp<std::int64_t>(facts.left_channel, 0, std::max<std::int64_t>(facts.left.channels - 1, 0));
    if (facts.left.channels > 1) {
        const char* of = room.width < 800.0F ? ", c" : ", channel c";
        layout.left.title += fmt::format("{}{}", of, channel);
        layout.right.title += fmt::format("{}{}", of, facts.right_channel);
    }
    Columns c = deck_columns(facts, layout, room);
    c.wedge += std::clamp(room.width - c.used(), 0.0F, largest_distance(facts, kMoreWedge));
    const PlaneSize in = lattice(facts.left), out = lattice(facts.right);
    const float lens =
        layout.magnified && c.below ? kBelow + c.lens_pitch * real(layout.magnified->rows) + kLensFoot : 0.0F;
    const float in_height = c.pitch * real(in.rows), right = c.pitch * real(out.rows) + lens;
    const float top = room.top + std::max(room.height - std::max(in_height, right), 0.0F) / 2;
    const float edge = layout.area.x + kMargin + std::max(room.width - c.used(), 0.0F) / 2;
    const float left = edge + c.thumbnails + c.before + kLabel;
    const float share = c.below ? 0.0F : std::max(in_height - right, 0.0F) / 2;  // on one centre line beside a lens
    place(layout.left, {channel}, c.pitch, 0.0F, {left, top + in_height / 2});
    const float out_left = left + c.in_width + c.wedge + (c.out_width - c.pitch * real(out.columns)) / 2;
    place(layout.right, {facts.right_channel}, c.pitch, 0.0F, {out_left, top + share + c.pitch * real(out.rows) / 2});
    if (layout.magnified)
        layout.lens.planes.push_back(
            plane_at(Grid::none, channel, *layout.magnified, c.lens_pitch, lens_origin(facts, layout, room, c, left)));
    layout.lens_below = c.below;
    layout.cramped = c.cramped;
    if (c.thumbnails > 0.0F)
        place_thumbnails(layout.left, channel, thumbnail_size(room),
                         {edge, room.top - kThumbnailName, thumbnail_size(room), room.height + kThumbnailName});
}

void place_stacked(const Facts& facts, Layout& layout, const Room& room, std::int64_t channels, Columns c) {
    c.wedge += std::clamp(room.width - c.used(), 0.0F, largest_distance(facts, kMoreWedge));
    const float left = layout.area.x + kMargin + c.before + std::max(room.width - c.used(), 0.0F) / 2 + kLabel;
    layout.left.hidden = facts.left.channels - channels;
    layout.right.hidden = facts.right.channels - std::min(channels, facts.right.channels);
    const std::int64_t rows = std::max(lattice(facts.left).rows, lattice(facts.right).rows);
    const float step = c.pitch * real(rows) + room.gap;
    const float middle = room.top + (room.height - (layout.left.hidden > 0 ? kMoreHeight : 0.0F)) / 2;
    place(layout.left, channels_around(facts.left_channel, channels, facts.left.channels), c.pitch, step,
          {left, middle});
    place(layout.right, channels_around(facts.right_channel, channels, facts.right.channels), c.pitch, step,
          {left + c.in_width + c.wedge, middle});
}

/// Whether the numbers of cells of this pitch are read with ease.
bool can_be_read(const Facts& facts, float pitch) {
    const Sheet& sheet = facts.left;
    const float cell = pitch - gap_for(pitch);
    return pitch >= kReadable && fit_numbers(number_style(sheet.numbers), cell, cell).size >= focus_type(facts);
}

}  // namespace

void lay_out_pool(const Facts& facts, Layout& layout, const Room& room) {
    std::int64_t all = std::clamp<std::int64_t>(facts.left.channels, 1, kMostStacked);
    Columns stacked = largest(facts, layout, room, all, false);
    while (all > 1 && stacked.pitch < facts.scene.cell) stacked = largest(facts, layout, room, --all, false);
    // Where somebody asked for the size of the cells, the page is as large as they need.
    const bool read = can_be_read(facts, stacked.pitch) && all == facts.left.channels;
    if (facts.scene.cell > 0.0F || (read && !layout.magnified)) return place_stacked(facts, layout, room, all, stacked);
    layout.deck = true;
    place_deck(facts, layout, room);
}

}  // namespace stridelens
