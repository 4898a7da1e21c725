// Titles, captions, row and column indices, channel names.

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

void column_indices(const Page& page, const Sheet& sheet, const Plane& plane, const CellBlock& current,
                    const IndexSide& side) {
    const float size = kSmallType * page.layout.type;
    const float widest = text_width(std::to_string(plane.first.column + plane.size.columns), Face::numbers, size);
    const std::int64_t stride = index_stride(plane.pitch.x, widest + 6.0F);
    const Box box = plane.box();
    const float y = side.columns_below ? box.bottom() + 11.0F * page.layout.type : box.y - 11.0F * page.layout.type;
    const CellBlock shown = visible_cells(plane, page.layout.area);
    const std::int64_t end = plane.first.column + plane.size.columns;
    for (std::int64_t c = multiple_from(std::max(shown.left, plane.first.column), stride);
         c <= std::min(shown.right, end - 1); c += stride)
        if (const std::int64_t i = index_at(page, sheet, sheet.map.column, c); i >= 0)
            page.sketch.text({plane.cell(plane.first.row, c).centre().x, y}, std::to_string(i), Face::numbers, size,
                             index_paint(c >= current.left && c <= current.right));
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
    const std::int64_t stride = index_stride(plane.pitch.y, size + 3.0F);
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
    page.sketch.text({x, box.centre().y}, fmt::format("c{}", plane.channel), Face::numbers_bold,
                     kCaptionType * page.layout.type, paint, right ? Align::start : Align::end);
}

/// Width of the widest row number beside a plane.
float row_number_width(const Plane& plane) {
    return 8.0F + text_width(std::to_string(std::max<std::int64_t>(plane.size.rows - 1, 0)), Face::numbers, kSmallType);
}

void label_planes(const Page& page, const GridBlock& block, const CellBlock& current, bool right) {
    const Facts& facts = page.facts;
    const Sheet& sheet = *block.sheet;
    const IndexSide side{right, right && facts.strips};
    const float first_row = block.planes.front().origin.y, first_column = block.planes.front().origin.x;
    float last_column = first_column;
    for (const Plane& plane : block.planes) last_column = std::max(last_column, plane.origin.x);
    const float last_row = block.planes.back().origin.y;
    for (const Plane& plane : block.planes) {
        const std::int64_t channel = right ? facts.right_channel : facts.left_channel;
        if (plane.origin.y == (side.columns_below ? last_row : first_row))
            column_indices(page, sheet, plane, current, side);
        // Row numbers on the outer side only; between planes there is room for the channel's name alone.
        const bool outer = right ? plane.origin.x >= last_column : plane.origin.x == first_column;
        const bool numbers = !facts.strips && (outer || block.planes.size() == 1);
        if (numbers) row_indices(page, sheet, plane, current, side);
        if (sheet.channels <= 1 || !outer) continue;
        const bool hue = facts.has_kernel && &block == &page.layout.many(facts);
        channel_name(page, plane, numbers ? 10.0F + row_number_width(plane) : 10.0F, right, hue,
                     plane.channel == channel);
    }
}

/// Volumes: "d0" above each slice of the first row, the channels' names left of theirs.
void label_slices(const Page& page, const GridBlock& block, bool right) {
    const Facts& facts = page.facts;
    const float type = page.layout.type, size = kSmallType * type;
    const bool kernel = &block == &page.layout.kernel || &block == &page.layout.lens;
    const auto& marks = right ? facts.right_marks : facts.left_marks;
    for (const Plane& plane : block.planes) {
        const Box box = plane.box();
        bool current = facts.made == (right ? Side::right : Side::left) && facts.made_at.slice == plane.slice;
        for (const PlaneMarks& mark : marks) current = current || mark.slice == plane.slice;
        const bool slim = plane.slice < 0 || plane.slice >= block.sheet->slices;
        const float widest = text_width("d00", Face::numbers, size);
        if (plane.origin.y == block.planes.front().origin.y && box.w >= widest && !slim)
            page.sketch.text({box.centre().x, box.y - 11.0F * type}, fmt::format("d{}", plane.slice), Face::numbers,
                             size, index_paint(current && !kernel && shows_step(facts)));
        if (kernel || block.sheet->channels <= 1 || plane.origin.x != block.planes.front().origin.x) continue;
        const bool hue = facts.has_kernel && &block == &page.layout.many(facts);
        channel_name(page, plane, 10.0F, false, hue,
                     plane.channel == (right ? facts.right_channel : facts.left_channel));
    }
}

std::string hidden_text(const GridBlock& block) {
    const auto more = [](std::int64_t count, const char* what) {
        return count <= 0 ? std::string() : fmt::format("… {} more {}{}", count, what, count == 1 ? "" : "s");
    };
    const std::string channels = more(block.hidden, "channel"), slices = more(block.hidden_slices, "slice");
    return channels + (channels.empty() || slices.empty() ? "" : ", ") + slices;
}

void hidden_note(const Page& page, const GridBlock& block) {
    if (block.hidden + block.hidden_slices <= 0 || block.planes.empty() || page.layout.down) return;
    const float type = page.layout.type;
    const Box box = block.box();
    page.sketch.text({box.centre().x, box.bottom() + 14.0F * type}, hidden_text(block), Face::words, kSmallType * type,
                     {Role::dim_ink});
}

/// The kernel's title may stand on a wedge: clears its ground. `foot`: middle of the last line's lower edge.
void clear_below_title(const Page& page, const GridBlock& block, Point foot) {
    const float type = page.layout.type;
    float width = text_width(block.title, Face::words_bold, kTitleType);
    for (const std::string& line : block.captions)
        width = std::max(width, text_width(line, Face::numbers, kCaptionType));
    const float height = (kTitleHeight + kCaptionHeight * static_cast<float>(block.captions.size())) * type;
    Rect ground;
    ground.box = {foot.x - width * type / 2 - 8.0F, foot.y - height, width * type + 16.0F, height + 2.0F};
    ground.radius = 6.0F;
    ground.fill = {Role::background};
    page.sketch.add(std::move(ground));
}

void title_above(const Page& page, const GridBlock& block, bool indices) {
    const float type = page.layout.type;
    const Box box = block.box();
    float y = box.y - (indices ? kIndexHeight : 8.0F) * type;
    if (&block == &page.layout.kernel && block.planes.size() > 1) {  // beside the stacked inputs: titles on one line
        const auto lines = [](const GridBlock& b) { return kCaptionHeight * static_cast<float>(b.captions.size()); };
        const GridBlock& many = page.layout.many(page.facts);
        y = std::min(box.y - 8.0F * type, many.box().y - (kIndexHeight + lines(many) - lines(block)) * type);
    }
    if (&block == &page.layout.kernel && page.facts.view != View::matrix)
        clear_below_title(page, block, {box.centre().x, y});
    for (auto line = block.captions.rbegin(); line != block.captions.rend(); ++line) {
        y -= kCaptionHeight * type / 2;
        page.sketch.text({box.centre().x, y}, *line, Face::numbers, kCaptionType * type, {Role::dim_ink});
        y -= kCaptionHeight * type / 2;
    }
    page.sketch.text({box.centre().x, y - kTitleHeight * type / 2}, block.title, Face::words_bold, kTitleType * type,
                     {Role::ink});
}

void title_left(const Page& page, const GridBlock& block) {
    const float type = page.layout.type;
    const Box box = block.box();
    const float x = page.facts.scene.pan.x + 24.0F * page.facts.scene.zoom;
    const std::size_t lines = block.captions.size() + (hidden_text(block).empty() ? 0 : 1);
    const float height = (kTitleHeight + kCaptionHeight * static_cast<float>(lines)) * type;
    float y = box.centre().y - height / 2;
    page.sketch.text({x, y + kTitleHeight * type / 2}, block.title, Face::words_bold, kTitleType * type, {Role::ink},
                     Align::start);
    y += kTitleHeight * type;
    for (const std::string& line : block.captions) {
        page.sketch.text({x, y + kCaptionHeight * type / 2}, line, Face::numbers, kCaptionType * type, {Role::dim_ink},
                         Align::start);
        y += kCaptionHeight * type;
    }
    if (!hidden_text(block).empty())
        page.sketch.text({x, y + kCaptionHeight * type / 2}, hidden_text(block), Face::words, kSmallType * type,
                         {Role::dim_ink}, Align::start);
}

/// Volumes: the title and its captions on one line above the slices' names, clear of the connectors below it.
void title_line(const Page& page, const GridBlock& block) {
    const float type = page.layout.type;
    const Box box = block.box();
    std::string words;
    for (const std::string& line : block.captions) words += (words.empty() ? "" : ", ") + line;
    const std::string hidden = hidden_text(block);
    if (!hidden.empty()) words += "  " + hidden;
    const float title = text_width(block.title, Face::words_bold, kTitleType * type);
    const float rest = text_width(words, Face::numbers, kCaptionType * type), gap = 14.0F * type;
    const float y = box.y - 33.0F * type;
    const float x = box.centre().x - (title + gap + rest) / 2;
    Rect ground;
    ground.box = {x - 8.0F, y - 12.0F * type, title + gap + rest + 16.0F, 22.0F * type};
    ground.radius = 6.0F;
    ground.fill = {Role::background};
    page.sketch.add(std::move(ground));
    page.sketch.text({x, y}, block.title, Face::words_bold, kTitleType * type, {Role::ink}, Align::start);
    page.sketch.text({x + title + gap, y}, words, Face::numbers, kCaptionType * type, {Role::dim_ink}, Align::start);
}

/// The title where there is room for it; `indices`: column numbers stand between it and the grid.
void title_of(const Page& page, const GridBlock& block, bool indices) {
    if (page.facts.strips)
        title_left(page, block);
    else
        title_above(page, block, indices);
}

/// Rows and columns that this step reads or makes on one side.
CellBlock current_on(const Facts& facts, Side side) {
    const auto& marks = side == Side::left ? facts.left_marks : facts.right_marks;
    const Cell at = facts.made_at.cell;
    if (facts.made == side) return {at.row, at.column, at.row, at.column};
    if (marks.empty()) return {0, 0, -1, -1};
    return marks.front().hull;
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
            if (parts.titles) title_line(page, *block);
            if (parts.indices) label_slices(page, *block, right);
            continue;
        }
        if (parts.titles) title_of(page, *block, !kernel || facts.view == View::matrix);
        if (!parts.indices || (kernel && facts.view != View::matrix)) continue;
        const Cell at = facts.made_at.cell;
        const CellBlock current = !shows_step(facts) ? CellBlock{0, 0, -1, -1}
                                  : columns          ? CellBlock{0, at.column, -1, at.column}
                                  : kernel           ? CellBlock{at.row, 0, at.row, -1}
                                                     : current_on(facts, side);
        label_planes(page, *block, current, right || columns);
        hidden_note(page, *block);
    }
    if (facts.volumes && parts.indices && !page.layout.lens.planes.empty()) label_slices(page, page.layout.lens, false);
}

}  // namespace stridelens
