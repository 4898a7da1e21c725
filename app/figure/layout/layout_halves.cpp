// Grids of different kinds side by side (an image and its columns, a bias and what adds up to it): each has a share of
// the page and its own pitch there. A matrix too large for its share shows the part about this step's cell.

#include "app/figure/layout/layout_planes.h"

#include <algorithm>
#include <cmath>

namespace stridelens {

namespace {

constexpr float kBetween = 104.0F;     // two halves, with the row names of a matrix between them
constexpr float kToLens = 60.0F;       // from either half to a lens between them
constexpr float kLeastMatrix = 30.0F;  // pitch below which a matrix shows a part of itself instead
constexpr float kSliceGap = 20.0F;
constexpr std::int64_t kLeastCells = 4;

/// Pitch at which `down` × `across` planes of the sheet fill the room.
float pitch_in(const Sheet& sheet, std::int64_t down, std::int64_t across, const Box& room) {
    const PlaneSize size = lattice(sheet);
    const float wide = (room.w - (real(across) - 1) * kSliceGap) / (real(across) * real(size.columns));
    const float high = (room.h - (real(down) - 1) * kStackGap) / (real(down) * real(size.rows));
    return std::min(wide, high);
}

void place_matrix(GridBlock& block, const Cell& current, float least, float largest, const Box& room) {
    const Sheet& sheet = *block.sheet;
    // All of it, if it can be told apart; or a part that can be read.
    const auto fits = [&](float length, std::int64_t of) { return kLeastMatrix * real(of) <= length; };
    const bool whole_matrix = fits(room.h, sheet.size.rows) && fits(room.w, sheet.size.columns);
    const auto part = [&](float length, std::int64_t of) {
        const auto most = static_cast<std::int64_t>(
            std::floor(length / (whole_matrix ? kLeastMatrix : std::max(least, kLeastMatrix))));
        return std::clamp<std::int64_t>(most, std::min(kLeastCells, of), std::max<std::int64_t>(of, 0));
    };
    PlaneSize size{part(room.h, sheet.size.rows), part(room.w, sheet.size.columns)};
    const float pitch =
        whole(std::max(std::min({room.w / real(size.columns), room.h / real(size.rows), largest}), kSmallestPitch));
    Plane plane =
        plane_at(sheet.grid, 0, size, pitch,
                 {room.centre().x - pitch * real(size.columns) / 2, room.centre().y - pitch * real(size.rows) / 2});
    plane.first = {page_with(current.row, size.rows, sheet.size.rows),
                   page_with(current.column, size.columns, sheet.size.columns)};
    block.hidden_rows = sheet.size.rows - size.rows;
    block.hidden_columns = sheet.size.columns - size.columns;
    block.planes.push_back(plane);
}

}  // namespace

void place_in(GridBlock& block, const Cell& current, std::int64_t channel, float least, float largest,
              const Box& room) {
    const Sheet& sheet = *block.sheet;
    if (sheet.matrix >= 0) return place_matrix(block, current, least, largest, room);
    std::int64_t channels = std::clamp<std::int64_t>(sheet.channels, 1, 32);
    // A volume's slices stand side by side, or below one another where that leaves them larger.
    const std::int64_t slices = std::max<std::int64_t>(sheet.all_slices(), 1);
    const bool below = channels == 1 && pitch_in(sheet, slices, 1, room) > pitch_in(sheet, 1, slices, room);
    const auto down = [&] { return below ? slices : channels; };
    const std::int64_t across = below ? 1 : slices;
    while (channels > 1 && pitch_in(sheet, down(), across, room) < (channels > 4 ? kReadable : 6.0F)) --channels;
    const float pitch = whole(std::clamp(pitch_in(sheet, down(), across, room), kSmallestPitch, largest));
    const PlaneSize size = lattice(sheet);
    const Point step{pitch * real(size.columns) + kSliceGap, pitch * real(size.rows) + kStackGap};
    const Point corner{room.centre().x - (step.x * real(across) - kSliceGap) / 2,
                       room.centre().y - (step.y * real(down()) - kStackGap) / 2};
    block.hidden = sheet.channels - channels;
    const auto shown = channels_around(channel, channels, sheet.channels);
    for (std::size_t c = 0; c < shown.size(); ++c)
        for (std::int64_t s = 0; s < slices; ++s) {
            const float row = below ? static_cast<float>(s) : static_cast<float>(c);
            const float column = below ? 0.0F : static_cast<float>(s);
            Plane plane = plane_at(sheet.grid, shown[c], sheet.size, pitch,
                                   {corner.x + column * step.x, corner.y + row * step.y});
            plane.ring = sheet.ring;
            plane.slice = s - sheet.front;
            block.planes.push_back(plane);
        }
}

void lay_out_halves(const Facts& facts, Layout& layout, const Room& room) {
    // A matrix gets as much of the page as its columns ask for; a bias is a single column.
    const float lens_width = layout.magnified ? product_pitch(facts) * real(layout.magnified->columns) : 0.0F;
    const float between = layout.magnified ? lens_width + 2 * kToLens : kBetween;
    const float width = room.width - kLabel - kOutLabel - between;
    const bool bias = facts.view == View::grad_bias;
    const float left_share = bias ? 0.22F : facts.left.matrix >= 0 ? 0.55F : 0.42F;
    const float x = layout.area.x + kMargin + kLabel;
    const float more = kMoreHeight;
    const Box left{x, room.top, left_share * width, room.height - more};
    const Box right{left.right() + between, room.top, width - left.w, room.height - more};
    const Cell at = facts.made_at.cell;
    const Cell first = facts.left_marks.empty() || facts.left_marks.front().cells.empty()
                           ? at
                           : facts.left_marks.front().cells.front();
    const Cell other = facts.right_marks.empty() || facts.right_marks.front().cells.empty()
                           ? at
                           : facts.right_marks.front().cells.front();
    const auto least = [&](const Sheet& sheet) { return readable_pitch(facts, sheet.numbers); };
    place_in(layout.left, facts.made == Side::left ? at : first, facts.left_channel, least(facts.left), room.largest,
             left);
    place_in(layout.right, facts.made == Side::right ? at : other, facts.right_channel, least(facts.right),
             room.largest, right);
    if (!layout.magnified) return;
    const float pitch = lens_width / real(layout.magnified->columns);
    layout.lens.planes.push_back(plane_at(
        Grid::none, facts.left.matrix >= 0 ? facts.right_channel : facts.left_channel, *layout.magnified, pitch,
        {left.right() + kToLens, room.top + (room.height - more - pitch * real(layout.magnified->rows)) / 2}));
}

}  // namespace stridelens
