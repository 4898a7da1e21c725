// How often each cell of the input and of its padding is read: a count in its corner; where cells are too small for one,
// those that are read less are paler.

#include "app/figure/draw/draw.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace stridelens {

namespace {

constexpr float kCountedPitch = 36.0F;           // smaller cells have no room for a count
constexpr float kPlate = 14.0F, kBeside = 5.0F;  // height of a count's plate, and what it is wider than its digits
constexpr float kPalest = 0.35F;                 // strength of the colour of a cell that is read once out of many times
constexpr std::int64_t kMostShaded = 1 << 16;    // cells of a picture that are looked at …
constexpr int kMostShades = 1 << 13;             // … and rectangles that make it paler

/// The most that a cell in `block` is read.
std::int64_t most_reads(const PlaneCells& cells, const CellBlock& block) {
    std::int64_t most = 0;
    for (std::int64_t row = block.top; row <= block.bottom; ++row)
        for (std::int64_t column = block.left; column <= block.right; ++column)
            most = std::max(most, cells.at({row, column}).reads);
    return most;
}

float strength_of(std::int64_t reads, std::int64_t most) {
    return kPalest + (1.0F - kPalest) * static_cast<float>(reads) / static_cast<float>(most);
}

/// Cells in a row that are read alike get one rectangle.
void shade_row(Sketch& sketch, const Plane& plane, const PlaneCells& cells, const CellBlock& row, std::int64_t most) {
    std::int64_t first = row.left;
    for (std::int64_t column = row.left; column <= row.right; ++column) {
        const std::int64_t reads = cells.at({row.top, column}).reads;
        if (column < row.right && cells.at({row.top, column + 1}).reads == reads) continue;
        Rect rect;
        rect.box = plane.block({row.top, first, row.top, column});
        rect.fill = {Role::background, 0.0F, 1.0F - strength_of(reads, most)};
        if (reads > 0 && reads < most) sketch.add(std::move(rect));
        first = column + 1;
    }
}

/// Rectangles that shade_row() needs for the rows of `block`, at most.
int shades_in(const PlaneCells& cells, const CellBlock& block) {
    int runs = 0;
    for (std::int64_t row = block.top; row <= block.bottom; ++row)
        for (std::int64_t column = block.left; column <= block.right && runs <= kMostShades; ++column)
            if (column == block.right || cells.at({row, column}).reads != cells.at({row, column + 1}).reads) ++runs;
    return runs;
}

}  // namespace

bool has_counts(const Plane& plane) {
    return std::min(plane.pitch.x, plane.pitch.y) >= kCountedPitch;
}

Reads reads_of(const Facts& facts, const Plane& plane, const PlaneCells& cells, const CellBlock& shown) {
    if (plane.grid != Grid::input || !tells_reads(facts)) return {};
    return {has_counts(plane), has_counts(plane) ? 0 : most_reads(cells, shown)};
}

float strength_of(const Reads& reads, const LatticeCell& cell) {
    return reads.most > 0 && cell.reads > 0 ? strength_of(cell.reads, reads.most) : 1.0F;
}

Rect plate_of_count(const std::string& count, Point corner) {
    const float width = std::max(std::ceil(text_width(count, Face::numbers, kSmallType)) + kBeside, kPlate);
    Rect plate;
    plate.box = {corner.x - width, corner.y, width, kPlate};
    plate.radius = 3.0F;
    plate.fill = {Role::background, 0.0F, 0.86F};
    return plate;
}

void draw_count(Sketch& sketch, const Box& cell, std::int64_t reads) {
    const std::string count = fmt::format("{}", reads);
    const Rect plate = plate_of_count(count, {cell.right() - 1.0F, cell.y + 1.0F});
    if (plate.box.w > 0.6F * cell.w) return;
    sketch.add(plate);
    sketch.text(plate.box.centre(), count, Face::numbers, kSmallType, {Role::ink});
}

void shade_picture(const Page& page, const GridBlock& block, const Plane& plane) {
    if (plane.grid != Grid::input || !tells_reads(page.facts)) return;
    const CellBlock shown = visible_cells(plane, page.layout.area);
    const std::int64_t rows = shown.bottom - shown.top + 1, columns = shown.right - shown.left + 1;
    if (rows <= 0 || columns <= 0 || rows * columns > kMostShaded) return;
    const Lattice lattice(page.facts.geometry, *block.sheet, shown);
    const PlaneCells cells = lattice.plane(plane.channel, plane.slice);
    const std::int64_t most = most_reads(cells, shown);
    if (most == 0 || shades_in(cells, shown) > kMostShades) return;
    for (std::int64_t row = shown.top; row <= shown.bottom; ++row)
        shade_row(page.sketch, plane, cells, {row, shown.left, row, shown.right}, most);
}

}  // namespace stridelens
