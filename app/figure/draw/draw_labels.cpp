// Row and column indices, channel names; titles are written by draw_titles.cpp.

#include "app/figure/draw/draw.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace stridelens {

namespace {

/// Every how many cells an index is written, so that they stay apart.
std::int64_t index_stride(float pitch, float needed) {
    for (std::int64_t stride = 1;; stride *= 10)
        for (const std::int64_t factor : {1, 2, 5})
            if (static_cast<float>(stride * factor) * pitch >= needed) return stride * factor;
}

/// The first multiple of `stride` that is not below `from`; both are positive, `from` may be 0.
std::int64_t multiple_from(std::int64_t from, std::int64_t stride) {
    return (from + stride - 1) / stride * stride;
}

Paint index_paint(bool in_window) {
    return in_window ? Paint{Role::ink} : Paint{Role::dim_ink};
}

/// Index of the cell at a position of a row or column; -1: no cell of the tensor stands there (an inserted zero).
std::int64_t index_at(const Page& page, const Sheet& sheet, int axis, std::int64_t position) {
    const int a = sheet.stretched ? windowed_axis(page.facts.geometry, axis) : -1;
    if (a < 0) return position;
    return source_position(page.facts.geometry.axes[static_cast<std::size_t>(a)], page.facts.geometry.padding_mode,
                           position);
}

struct IndexSide {
    bool rows_right = false;     // row numbers right of the plane (output), so that connectors meet none
    bool columns_below = false;  // column numbers below it (output strips)
};

/// The same for the rows and the columns of a plane.
std::int64_t index_stride(const Page& page, const Plane& plane) {
    const float size = kSmallType * page.layout.type;
    const float widest = text_width(std::to_string(plane.first.column + plane.size.columns), Face::numbers, size);
    const std::int64_t columns = index_stride(plane.pitch.x, widest + 6.0F);
    return page.facts.strips ? columns : std::max(columns, index_stride(plane.pitch.y, size + 3.0F));
}

void column_indices(const Page& page, const Sheet& sheet, const Plane& plane, const CellBlock& current,
                    const IndexSide& side) {
    const float size = kSmallType * page.layout.type;
    const std::int64_t stride = index_stride(page, plane);
    const Box box = plane.box();
    const float y = side.columns_below ? box.bottom() + 11.0F * page.layout.type : box.y - 11.0F * page.layout.type;
    const CellBlock shown = visible_cells(plane, page.layout.area);
    const std::int64_t end = plane.first.column + plane.size.columns;
    for (std::int64_t c = multiple_from(std::max(shown.left, plane.first.column), stride);
         c <= std::min(shown.right, end - 1); c += stride)
        if (const std::int64_t i = index_at(page, sheet, sheet.map.column, c); i >= 0) {
            const Point at{plane.cell(plane.first.row, c).centre().x, y};
            const std::string number = std::to_string(i);
            if (page.facts.volumes)  // connectors come from above
                page.sketch.ground(at, text_width(number, Face::numbers, size) + 4.0F, 1.1F * size, {Role::background});
            page.sketch.text(at, number, Face::numbers, size, index_paint(c >= current.left && c <= current.right));
        }
}

/// A row of Unfold's or Fold's matrix is a channel and a kernel position; any other row is its number.
std::string row_name(const Page& page, const Plane& plane, std::int64_t row) {
    const Facts& facts = page.facts;
    const bool out = is_a<Unfold>(facts) && (plane.grid == Grid::output || plane.grid == Grid::upstream);
    const bool in = is_a<Fold>(facts) && (plane.grid == Grid::input || plane.grid == Grid::grad_input);
    if (facts.empty || (!out && !in)) return std::to_string(row);
    const std::int64_t channels = out ? facts.geometry.in_channels : facts.geometry.out_channels;
    const ColumnRow at = column_row(facts.geometry, row);
    const std::string text = fmt::format("[{}]", fmt::join(at.kernel.begin(), at.kernel.end(), ","));
    return channels > 1 ? fmt::format("c{} {}", at.channel, text) : text;
}

void row_indices(const Page& page, const Sheet& sheet, const Plane& plane, const CellBlock& current,
                 const IndexSide& side) {
    const float size = kSmallType * page.layout.type;
    const std::int64_t stride = index_stride(page, plane);
    const Box box = plane.box();
    const float off = 10.0F * page.layout.type;
    const float x = side.rows_right ? box.right() + off : box.x - off;
    const CellBlock shown = visible_cells(plane, page.layout.area);
    const std::int64_t end = plane.first.row + plane.size.rows;
    for (std::int64_t r = multiple_from(std::max(shown.top, plane.first.row), stride);
         r <= std::min(shown.bottom, end - 1); r += stride)
        if (const std::int64_t i = index_at(page, sheet, sheet.map.row, r); i >= 0)
            page.sketch.text({x, plane.cell(r, plane.first.column).centre().y}, row_name(page, plane, i), Face::numbers,
                             size, index_paint(r >= current.top && r <= current.bottom),
                             side.rows_right ? Align::start : Align::end);
}

/// "c0" beside a plane. A convolution's channels have hues; otherwise the one being read stands out.
void channel_name(const Page& page, const Plane& plane, float off, bool right, bool hue, bool current) {
    const Box box = plane.box();
    const Paint paint = hue ? Paint{Role::channel, static_cast<float>(plane.channel)} : index_paint(current);
    const float x = right ? box.right() + off * page.layout.type : box.x - off * page.layout.type;
    const float type = page.layout.type;
    const Align align = right ? Align::start : Align::end;
    page.sketch.text({x, box.centre().y}, fmt::format("c{}", plane.channel), Face::numbers_bold, kCaptionType * type,
                     paint, align);
    // One row stands for all that are added up.
    if (page.layout.low && hue && page.facts.linked.size() > 1)
        page.sketch.text({x, box.centre().y + 16.0F * type}, fmt::format("of {}", page.facts.linked.size()),
                         Face::words, kSmallType * type, {Role::dim_ink}, align);
}

/// Width of the widest row number beside a plane.
float row_number_width(const Plane& plane) {
    return 8.0F + text_width(std::to_string(std::max<std::int64_t>(plane.size.rows - 1, 0)), Face::numbers, kSmallType);
}

void label_planes(const Page& page, const GridBlock& block, const CellBlock& current, bool right) {
    const Facts& facts = page.facts;
    const Sheet& sheet = *block.sheet;
    // The total's wedge comes from below: what it would run over stands on the other side then.
    const bool free = right && !page.layout.sums_below;
    const IndexSide side{free, free && (facts.strips || page.layout.half)};
    const float first_row = block.planes.front().origin.y, first_column = block.planes.front().origin.x;
    float last_column = first_column;
    for (const Plane& plane : block.planes) last_column = std::max(last_column, plane.origin.x);
    const float last_row = block.planes.back().origin.y;
    for (const Plane& plane : block.planes) {
        const std::int64_t channel = right ? facts.right_channel : facts.left_channel;
        if (plane.origin.y == (side.columns_below ? last_row : first_row))
            column_indices(page, sheet, plane, current, side);
        // Row numbers on the outer side only; between planes there is room for the channel's name alone.
        const bool outer = free ? plane.origin.x >= last_column : plane.origin.x == first_column;
        const bool numbers = !facts.strips && (outer || block.planes.size() == 1);
        if (numbers) row_indices(page, sheet, plane, current, side);
        if (sheet.channels <= 1 || !outer || page.layout.deck ||
            (page.layout.rows && &block == &page.layout.one(facts)))
            continue;  // of a deck the title says it
        const bool hue = facts.has_kernel && &block == &page.layout.many(facts);
        const bool name_right = facts.strips ? right : free;
        channel_name(page, plane, numbers ? 10.0F + row_number_width(plane) : 10.0F, name_right, hue,
                     plane.channel == channel);
    }
}

/// Rows and columns that this step reads or makes on one side.
CellBlock current_on(const Facts& facts, Side side) {
    const auto& marks = side == Side::left ? facts.left_marks : facts.right_marks;
    const Cell at = facts.made_at.cell;
    if (facts.made == side) return {at.row, at.column, at.row, at.column};
    if (marks.empty()) return {0, 0, -1, -1};
    return marks.front().hull;
}

/// "d0" above a slice, clear of the connectors.
void slice_name(const Page& page, const Plane& plane, float above, bool current) {
    const float type = page.layout.type, size = kSmallType * type;
    const std::string name = fmt::format("d{}", plane.slice);
    const Box box = plane.box();
    const Point at{box.centre().x, box.y - (11.0F + above) * type};
    page.sketch.ground(at, text_width(name, Face::numbers, size) + 6.0F, 1.1F * size, {Role::background});
    page.sketch.text(at, name, Face::numbers, size, index_paint(current));
}

/// Volumes: names above the slices of the first row, the channels' names left of theirs; indices where there is room.
void label_slices(const Page& page, const GridBlock& block, bool right) {
    const Facts& facts = page.facts;
    const bool kernel = &block == &page.layout.kernel || &block == &page.layout.lens;
    const float above = kernel ? 0.0F : page.layout.above_slices;
    const auto& marks = right ? facts.right_marks : facts.left_marks;
    const CellBlock now =
        shows_step(facts) ? current_on(facts, right ? Side::right : Side::left) : CellBlock{0, 0, -1, -1};
    const Plane& first = block.planes.front();
    for (const Plane& plane : block.planes) {
        bool current = facts.made == (right ? Side::right : Side::left) && facts.made_at.slice == plane.slice;
        for (const PlaneMarks& mark : marks) current = current || mark.slice == plane.slice;
        const bool slim = plane.slice < 0 || plane.slice >= block.sheet->slices;
        const float widest = text_width("d00", Face::numbers, kSmallType * page.layout.type);
        if (plane.origin.y == first.origin.y && plane.box().w >= widest && !slim) {
            slice_name(page, plane, above, current && !kernel && shows_step(facts));
            if (above > 0.0F) column_indices(page, *block.sheet, plane, current ? now : CellBlock{0, 0, -1, -1}, {});
        }
        if (kernel || plane.origin.x != first.origin.x) continue;
        if (above > 0.0F) row_indices(page, *block.sheet, plane, now, {});
        if (block.sheet->channels <= 1) continue;
        const bool hue = facts.has_kernel && &block == &page.layout.many(facts);
        channel_name(page, plane, above > 0.0F ? 10.0F + row_number_width(plane) : 10.0F, false, hue,
                     plane.channel == (right ? facts.right_channel : facts.left_channel));
    }
}

}  // namespace

void draw_labels(const Page& page) {
    const Facts& facts = page.facts;
    const PageParts& parts = facts.scene.parts;
    const auto group = page.sketch.group("labels", "Titles and indices");
    for (const GridBlock* block : {&page.layout.left, &page.layout.columns, &page.layout.kernel, &page.layout.right}) {
        if (block->planes.empty()) continue;
        const bool kernel = block == &page.layout.kernel, right = block == &page.layout.right;
        const bool columns = block == &page.layout.columns;
        const Side side = right ? Side::right : Side::left;
        if (facts.volumes) {
            if (parts.titles) draw_title(page, *block, true);
            if (parts.indices) label_slices(page, *block, right);
            continue;
        }
        if (parts.titles) draw_title(page, *block, !kernel || facts.view == View::matrix);
        if (!parts.indices || (kernel && facts.view != View::matrix)) continue;
        const Cell at = facts.made_at.cell;
        const CellBlock current = !shows_step(facts) ? CellBlock{0, 0, -1, -1}
                                  : columns          ? CellBlock{0, at.column, -1, at.column}
                                  : kernel           ? CellBlock{at.row, 0, at.row, -1}
                                                     : current_on(facts, side);
        label_planes(page, *block, current, right || columns);
        if (parts.titles) draw_plane_title(page, *block);
        draw_hidden_note(page, *block);
    }
    if (parts.titles && page.layout.rows) draw_row_titles(page);
    if (facts.volumes && parts.indices && !page.layout.lens.planes.empty()) label_slices(page, page.layout.lens, false);
}

}  // namespace stridelens
