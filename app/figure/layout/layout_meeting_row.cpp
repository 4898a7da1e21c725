// The gradient of a weight of strips and volumes: between the two grids what meets in the step's weight, in two lenses, and
// the kernel's gradient.

#include "app/figure/layout/layout_planes.h"

#include <algorithm>
#include <utility>

namespace stridelens {

namespace {

constexpr float kToKernel = 64.0F;           // from the lenses to the kernel's gradient
constexpr float kRest = kRestWidth + 12.0F;  // left of the lenses: how many more products there are
constexpr float kLeastKernel = 20.0F;

float kernel_width(const Facts& facts, const MeetingRow& row) {
    return real(row.slices) * (real(facts.kernel.size.columns) * row.kernel_cell.x + kVolumeGap) - kVolumeGap;
}

/// Of the kernel with its title, which stands above a volume's slices; a strip's stands at the page's side.
float kernel_share(const Facts& facts, const Layout& layout, const MeetingRow& row) {
    const float width = kernel_width(facts, row);
    return facts.volumes ? std::max(width, title_width(layout.kernel)) : width;
}

float width_of(const Facts& facts, const Layout& layout, const MeetingRow& row) {
    return kRest + 2 * real(row.lens.columns) * row.cell.x + kToOtherLens + 4 * kFrame + kToKernel +
           kernel_share(facts, layout, row);
}

/// What is left goes to the lenses' cells, then to the kernel's. `square`: as high as wide.
void grow(const Facts& facts, const Layout& layout, Point most, bool square, MeetingRow& row) {
    const auto step = [&](Point MeetingRow::*cell, std::int64_t rows, float largest) {
        MeetingRow larger = row;
        (larger.*cell).x += 1.0F;
        if (square) (larger.*cell).y += 1.0F;
        const bool fits = (larger.*cell).x <= largest && width_of(facts, layout, larger) <= most.x &&
                          (!square || (larger.*cell).y * real(rows) + 2 * kFrame <= most.y);
        if (fits) row = larger;
        return fits;
    };
    while (step(&MeetingRow::cell, row.lens.rows, kMostMeetingCell)) {}
    while (step(&MeetingRow::kernel_cell, facts.kernel.size.rows, row.cell.x)) {}
}

}  // namespace

std::optional<MeetingRow> meeting_row(const Facts& facts, const Layout& layout, Point most, float tall) {
    const float least = std::max(readable_pitch(facts, facts.left.numbers), readable_pitch(facts, facts.right.numbers));
    const bool square = tall <= 0.0F;
    const float high = square ? least : tall;
    const PlaneSize lens = *layout.magnified;
    const auto rows = std::min(lens.rows, static_cast<std::int64_t>((most.y - 2 * kFrame) / high));
    if (rows < 1) return std::nullopt;
    const float fitting = square ? (most.y - 2 * kFrame) / real(facts.kernel.size.rows) : kMostMeetingCell;
    const auto with = [&](std::int64_t slices, float kernel, std::int64_t columns) -> std::optional<MeetingRow> {
        const float pitch = std::min(kernel, fitting);
        MeetingRow row{{rows, columns}, slices, {least, high}, {pitch, square ? pitch : tall}};
        if (width_of(facts, layout, row) > most.x) return std::nullopt;
        grow(facts, layout, most, square, row);
        row.kernel_width = kernel_share(facts, layout, row);
        row.width = width_of(facts, layout, row);
        row.height = std::max(real(rows) * row.cell.y + 2 * kFrame, real(facts.kernel.size.rows) * row.kernel_cell.y);
        return row;
    };
    // The kernel's numbers first, if as many columns stay as two numbers beside each other; at last some slices go.
    const std::int64_t few = std::min(kFewInLens, lens.columns);
    for (const auto& [kernel, columns] :
         {std::pair{readable_pitch(facts, facts.kernel.numbers), few}, {kLeastKernel, std::int64_t{1}}})
        for (std::int64_t count = lens.columns; count >= columns; --count)
            if (const auto row = with(facts.kernel.slices, kernel, count)) return row;
    for (std::int64_t slices = facts.kernel.slices - 1; slices >= 1; --slices)
        if (const auto row = with(slices, kLeastKernel, few)) return row;
    return std::nullopt;
}

void place_meeting_row(const Facts& facts, Layout& layout, const MeetingRow& row, Point centre) {
    layout.meeting = true;
    const auto stands = [&](Grid grid, std::int64_t channel, PlaneSize size, Point pitch, float x) {
        Plane plane = plane_at(grid, channel, size, pitch.x, {x, centre.y - real(size.rows) * pitch.y / 2});
        plane.pitch = pitch;
        return plane;
    };
    float x = centre.x - row.width / 2 + kRest + kFrame;
    layout.lens.planes.push_back(stands(Grid::none, facts.left_channel, row.lens, row.cell, x));
    x += real(row.lens.columns) * row.cell.x + 2 * kFrame + kToOtherLens;
    layout.other_lens.planes.push_back(stands(Grid::none, facts.right_channel, row.lens, row.cell, x));
    x += real(row.lens.columns) * row.cell.x + kFrame + kToKernel;
    x += (row.kernel_width - kernel_width(facts, row)) / 2;
    for (const std::int64_t slice : channels_around(facts.made_at.slice, row.slices, facts.kernel.slices)) {
        Plane plane = stands(facts.kernel.grid, facts.left_channel, facts.kernel.size, row.kernel_cell, x);
        plane.slice = slice;
        layout.kernel.planes.push_back(plane);
        x += real(facts.kernel.size.columns) * row.kernel_cell.x + kVolumeGap;
    }
    if (facts.strips)
        layout.kernel.hidden = std::ssize(facts.linked) - 1;  // a volume's channels are counted at its input
}

}  // namespace stridelens
