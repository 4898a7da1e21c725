// The matrix view of a convolution: the unfolded input above, the weights left, and the output where a row of weights
// meets a column; the input with its window stands in the corner that is free.

#include "app/figure/layout/layout_planes.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cmath>

namespace stridelens {

namespace {

constexpr float kHead = kTitleHeight + kCaptionHeight + kIndexHeight;  // above every grid
constexpr float kBetween = 96.0F;
constexpr float kLowRows = 4.0F;        // of cells, for which a page is low
constexpr float kLeastCorner = 160.0F;  // height of the input and what is counted below it
constexpr float kLeastCell = 28.0F, kLargestCell = 56.0F;

/// Rows or columns of a matrix that fit into `length`, at least a few.
std::int64_t fitting(float length, float least, std::int64_t of) {
    return std::clamp<std::int64_t>(static_cast<std::int64_t>(length / least), std::min<std::int64_t>(2, of),
                                    std::max<std::int64_t>(of, 1));
}

void place_part(GridBlock& block, PlaneSize part, const Cell& first, float pitch, Point origin) {
    const Sheet& sheet = *block.sheet;
    Plane plane = plane_at(sheet.grid, 0, part, pitch, origin);
    plane.first = first;
    block.planes.push_back(plane);
    block.hidden_rows = sheet.size.rows - part.rows;
    block.hidden_columns = sheet.size.columns - part.columns;
    caption_parts(block);
}

/// The part that shows, otherwise the first line.
void keep_one_caption(GridBlock& block) {
    std::vector<std::string>& lines = block.captions;
    const bool part = block.hidden_rows + block.hidden_columns > 0;
    if (part) lines.erase(lines.begin());
    lines = {part ? fmt::format("{}", fmt::join(lines, ", ")) : lines.front()};
}

}  // namespace

void lay_out_product(const Facts& facts, Layout& layout) {
    caption_blocks(facts, layout, 0.22F * layout.area.w, 0.4F * layout.area.w);
    layout.kernel.captions = {shape_text(Shape{facts.kernel.size.rows, facts.kernel.size.columns})};
    layout.right.captions = {shape_text(Shape{facts.right.size.rows, facts.right.size.columns})};
    layout.columns.title = facts.columns.name;
    layout.columns.captions = {shape_text(Shape{facts.columns.size.rows, facts.columns.size.columns})};
    if (facts.product.inner == 0) return;  // more than can be shown
    const Box& area = layout.area;
    const float width = area.w - 2 * kMargin - kLabel - kOutLabel - kBetween;
    // A low page has one line below each title.
    const float feet = kScaleHeight + kLegendHeight + kMoreHeight;
    const bool low = area.h - 2 * (kHead + 2 * kCaptionHeight) - feet < kLowRows * kLeastCell;
    const float head = low ? kHead : kHead + 2 * kCaptionHeight;
    const float height = area.h - 2 * head - (low ? feet - kMoreHeight : feet);
    const std::int64_t inner = facts.columns.size.rows;  // the length that the product sums over
    // The sum's length appears across the weights and down the columns.
    float least = kLeastCell;
    // All of it, if it can be told apart; or a part that can be read.
    const bool all = kLeastCell * real(inner) <= std::min(0.72F * height, 0.45F * width) &&
                     kLeastCell * real(facts.right.size.rows) <= 0.28F * height &&
                     kLeastCell * real(facts.right.size.columns) <= 0.55F * width;
    for (const Sheet* sheet : {&facts.columns, &facts.kernel, &facts.right})
        if (!all) least = std::max(least, readable_pitch(facts, sheet->numbers));
    const std::int64_t rows = fitting(0.72F * height, least, inner),
                       out = fitting(0.28F * height, least, facts.right.size.rows);
    const std::int64_t across = std::min(fitting(0.45F * width, least, inner), rows);
    const std::int64_t windows = fitting(0.55F * width, least, facts.right.size.columns);
    const float pitch = whole(std::clamp(std::min({height / real(rows + out), width / real(across + windows)}), 4.0F,
                                         largest_pitch(facts, kLargestCell)));
    const Cell at = facts.made_at.cell;
    const std::int64_t first_row = page_with(at.row, out, facts.right.size.rows);
    const std::int64_t first_window = page_with(at.column, windows, facts.right.size.columns);
    // The input in the corner has room for what is written above it, and for a picture of some size.
    const float columns = pitch * real(windows), product = pitch * real(rows);
    const float corner = std::max(pitch * real(across), std::min(words_width(layout.left), width - columns));
    const float tall = std::max(product, std::min(kLeastCorner, height - pitch * real(out)));
    const float used = kBetween + corner + columns;
    const float x = area.x + kMargin + kLabel + std::max(width + kBetween - used, 0.0F) / 2;
    const float right = x + corner + kBetween;
    const float top = area.y + head + std::max(height - tall - pitch * real(out), 0.0F) / 2;
    const float bottom = top + tall + head;
    place_part(layout.columns, {rows, windows}, {0, first_window}, pitch, {right, top + tall - product});
    place_part(layout.kernel, {out, across}, {first_row, 0}, pitch, {x + corner - pitch * real(across), bottom});
    place_part(layout.right, {out, windows}, {first_row, first_window}, pitch, {right, bottom});
    if (low)
        for (GridBlock* block : {&layout.columns, &layout.kernel, &layout.right}) keep_one_caption(*block);
    if (low) layout.left.captions.resize(std::min<std::size_t>(layout.left.captions.size(), 1));
    const Box room{x, top, corner + 0.2F * kBetween, tall - kMoreHeight};
    place_in(layout.left, {}, facts.left_channel, kLeastCell, std::min(pitch, largest_pitch(facts, kLargestCell)),
             room);
}

}  // namespace stridelens
