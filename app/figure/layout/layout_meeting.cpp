// The gradient of a weight where cells are too small for numbers: the input's and the upstream gradient's plane on either
// side, between them the kernel's gradient, and below it a part of what meets in the step's weight, in two lenses.

#include "app/figure/layout/layout_planes.h"

#include <algorithm>
#include <cmath>
#include <string>
#include <utility>

namespace stridelens {

namespace {

constexpr float kToKernel = 64.0F;  // from the kernel's gradient down to the lenses
constexpr float kFoot = 44.0F;      // below the lenses: how many more products there are
constexpr float kLeastPlane = 72.0F, kEasyPitch = 8.0F;
constexpr float kLowToKernel = 26.0F, kLowFoot = 26.0F, kSmallKernel = 12.0F;  // on a low page
constexpr float kAside = 40.0F, kMoreAside = 72.0F;                            // from the middle to the planes
constexpr float kLeastCell = 26.0F;
constexpr float kBesideThumbnails = 20.0F;

struct Meeting {
    PlaneSize lens{};
    float kernel_cell = kLeastCell, to_kernel = kToKernel, foot = kFoot;
    float cell = kLeastCell, pitch = 1.0F, middle = 0.0F, left_thumbnails = 0.0F, right_thumbnails = 0.0F,
          aside = kAside, before = 0.0F, after = 0.0F;
    float lens_width = 0.0F, in_width = 0.0F, out_width = 0.0F;
    float used() const {
        return before + after + left_thumbnails + right_thumbnails + kLabel + in_width + middle + 2 * aside +
               out_width + kOutLabel;
    }
    float height(PlaneSize kernel) const {
        return kernel_cell * real(kernel.rows) + to_kernel + cell * real(lens.rows) + foot;
    }
};

/// Lenses and the kernel of one pitch. Where the room is low, fewer rows in the lenses; at last the kernel in small.
void fit_lenses(const Facts& facts, const Room& room, Meeting& m) {
    const PlaneSize lens = m.lens;
    const float kernel_rows = real(facts.kernel.size.rows);
    const float least = std::max(readable_pitch(facts, facts.left.numbers), readable_pitch(facts, facts.right.numbers));
    const float wide = std::max(0.46F * room.width / (2 * real(m.lens.columns)), least);
    for (m.lens.rows = lens.rows; m.lens.rows >= std::min(kFewInLens, lens.rows); --m.lens.rows)
        for (const auto& [to_kernel, foot] : {std::pair{kToKernel, kFoot}, {kLowToKernel, kLowFoot}}) {
            const float high = (room.height - to_kernel - foot - 2 * kFrame) / (real(m.lens.rows) + kernel_rows);
            m.to_kernel = to_kernel;
            m.foot = foot;
            m.cell = m.kernel_cell = whole(std::min({high, wide, kMostMeetingCell}));
            if (high >= least) return;
        }
    m.cell = whole(least);
    const float left = room.height - m.to_kernel - m.foot - 2 * kFrame;
    const float fitting = std::floor((left - kSmallKernel * kernel_rows) / m.cell);
    m.lens.rows = std::clamp<std::int64_t>(static_cast<std::int64_t>(std::max(fitting, 1.0F)), 1, lens.rows);
    m.kernel_cell = whole(std::clamp((left - m.cell * real(m.lens.rows)) / kernel_rows, 4.0F, m.cell));
}

Meeting meeting_in(const Facts& facts, const Layout& layout, const Room& room, PlaneSize lens, bool some) {
    Meeting m;
    m.lens = lens;
    const PlaneSize kernel = facts.kernel.size;
    fit_lenses(facts, room, m);
    m.lens_width = m.cell * real(m.lens.columns);
    m.middle = std::max({2 * m.lens_width + kToOtherLens + 4 * kFrame, m.kernel_cell * real(kernel.columns),
                         words_width(layout.kernel)});
    const float thumbnails = std::max(thumbnail_size(room), kNoteWidth) + kBesideThumbnails;
    const PlaneSize in = lattice(facts.left), out = lattice(facts.right);
    const float tallest = real(std::max(in.rows, out.rows));
    for (int pass = 0; pass < 6; ++pass) {  // smaller planes need more room for what is written above them
        const float free = room.width - m.used() + m.in_width + m.out_width;
        m.pitch = whole(
            std::max(std::min({free / (real(in.columns) + real(out.columns)), room.height / tallest, room.largest}),
                     kSmallestPitch));
        m.in_width = m.pitch * real(in.columns);
        m.out_width = m.pitch * real(out.columns);
        const auto beyond = [&](const GridBlock& block, float beside, float width) {
            return std::max(0.0F, words_width(block) / 2 + 8.0F - beside - width / 2);
        };
        const float left = beyond(layout.left, kLabel, m.in_width),
                    right = beyond(layout.right, kOutLabel, m.out_width);
        m.left_thumbnails = some && facts.left.channels > 1 ? thumbnails + left : 0.0F;
        m.right_thumbnails = some && facts.right.channels > 1 ? thumbnails + right : 0.0F;
        m.before = m.left_thumbnails > 0.0F ? 0.0F : std::max(left - kMargin, 0.0F);
        m.after = m.right_thumbnails > 0.0F ? 0.0F : std::max(right - kMargin, 0.0F);
        m.aside =
            std::max({kAside, words_overhang(layout.left, m.in_width), words_overhang(layout.right, m.out_width)});
    }
    return m;
}

/// With thumbnails, or without; with fewer columns in the lenses where the planes get too small. Nothing: the page is too narrow, or too
/// low.
std::optional<Meeting> choose(const Facts& facts, const Layout& layout, const Room& room) {
    PlaneSize lens = *layout.magnified;
    const std::int64_t few = std::min(kFewInLens, lens.columns);
    std::optional<Meeting> fitting;
    for (; lens.columns >= few; --lens.columns)
        for (const bool thumbnails : {true, false}) {
            const Meeting m = meeting_in(facts, layout, room, lens, thumbnails);
            if (m.used() > room.width + 0.5F || m.height(facts.kernel.size) > room.height + 0.5F) continue;
            if (std::min(m.in_width, m.out_width) >= kLeastPlane || m.pitch >= kEasyPitch) return m;
            fitting = m;
        }
    return fitting;
}

}  // namespace

bool lay_out_meeting(const Facts& facts, Layout& layout, const Room& room) {
    std::optional<Meeting> chosen = choose(facts, layout, room);
    if (!chosen) {
        const std::string title = std::exchange(layout.right.title, "Upstream");
        chosen = choose(facts, layout, room);
        if (!chosen) layout.right.title = title;
    }
    if (!chosen) return false;
    layout.meeting = true;
    Meeting& m = *chosen;
    m.aside += std::clamp((room.width - m.used()) / 2, 0.0F, kMoreAside);
    const PlaneSize lens = m.lens, kernel = facts.kernel.size;
    const float centre_y = room.top + room.height / 2;
    const float edge = layout.area.x + kMargin + std::max(room.width - m.used(), 0.0F) / 2;
    const float left = edge + m.before + m.left_thumbnails + kLabel;
    const float middle = left + m.in_width + m.aside, centre = middle + m.middle / 2;
    const float right = middle + m.middle + m.aside;
    place(layout.left, {facts.left_channel}, m.pitch, 0.0F, {left, centre_y});
    place(layout.right, {facts.right_channel}, m.pitch, 0.0F, {right, centre_y});
    const float top = room.top + std::max(room.height - m.height(kernel), 0.0F) / 2;
    layout.kernel.planes.push_back(plane_at(facts.kernel.grid, facts.left_channel, kernel, m.kernel_cell,
                                            {centre - m.kernel_cell * real(kernel.columns) / 2, top}));
    const float y = top + m.kernel_cell * real(kernel.rows) + m.to_kernel;
    layout.lens.planes.push_back(
        plane_at(Grid::none, facts.left_channel, lens, m.cell, {centre - kToOtherLens / 2 - kFrame - m.lens_width, y}));
    layout.other_lens.planes.push_back(
        plane_at(Grid::none, facts.right_channel, lens, m.cell, {centre + kToOtherLens / 2 + kFrame, y}));
    const float thumbnail = thumbnail_size(room);
    const auto in_column = [&](float x) {
        return Box{x, room.top - kThumbnailName, std::max(thumbnail, kNoteWidth), room.height + kThumbnailName};
    };
    if (m.left_thumbnails > 0.0F)
        place_thumbnails(layout.left, facts.left_channel, thumbnail, in_column(edge + m.before));
    if (m.right_thumbnails > 0.0F)
        place_thumbnails(
            layout.right, facts.right_channel, thumbnail,
            in_column(right + m.out_width + kOutLabel + m.right_thumbnails - std::max(thumbnail, kNoteWidth)));
    return true;
}

}  // namespace stridelens
