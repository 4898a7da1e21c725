// Titles, captions, row and column indices, channel names.

#include "app/figure/parts.h"

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

Paint index_paint(bool in_window) {
    return in_window ? Paint{Role::ink} : Paint{Role::dim_ink};
}

struct IndexSide {
    bool rows_right = false;     // row numbers right of the plane (output), so that connectors meet none
    bool columns_below = false;  // column numbers below it (output strips)
};

void column_indices(const Page& page, const Plane& plane, const CellBlock& current, const IndexSide& side) {
    const float size = kSmallType * page.layout.type;
    const float widest = text_width(std::to_string(plane.size.columns), Face::numbers, size);
    const std::int64_t stride = index_stride(plane.pitch.x, widest + 6.0F);
    const Box box = plane.box();
    const float y = side.columns_below ? box.bottom() + 11.0F * page.layout.type : box.y - 11.0F * page.layout.type;
    const CellBlock shown = visible_cells(plane, page.layout.area);
    for (std::int64_t c = std::max<std::int64_t>(shown.left, 0); c <= std::min(shown.right, plane.size.columns - 1);
         ++c)
        if (c % stride == 0)
            page.sketch.text({plane.cell(0, c).centre().x, y}, std::to_string(c), Face::numbers, size,
                             index_paint(c >= current.left && c <= current.right));
}

void row_indices(const Page& page, const Plane& plane, const CellBlock& current, const IndexSide& side) {
    const float size = kSmallType * page.layout.type;
    const std::int64_t stride = index_stride(plane.pitch.y, size + 3.0F);
    const Box box = plane.box();
    const float off = 10.0F * page.layout.type;
    const float x = side.rows_right ? box.right() + off : box.x - off;
    const CellBlock shown = visible_cells(plane, page.layout.area);
    for (std::int64_t r = std::max<std::int64_t>(shown.top, 0); r <= std::min(shown.bottom, plane.size.rows - 1); ++r)
        if (r % stride == 0)
            page.sketch.text({x, plane.cell(r, 0).centre().y}, std::to_string(r), Face::numbers, size,
                             index_paint(r >= current.top && r <= current.bottom),
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

void label_planes(const Page& page, const GridBlock& block, const CellBlock& current, bool output) {
    const Facts& facts = page.facts;
    const IndexSide side{output, output && facts.strips};
    const float first_row = block.planes.front().origin.y, first_column = block.planes.front().origin.x;
    float last_column = first_column;
    for (const Plane& plane : block.planes) last_column = std::max(last_column, plane.origin.x);
    const float last_row = block.planes.back().origin.y;
    for (const Plane& plane : block.planes) {
        const std::int64_t channel = output ? facts.out_channel : facts.in_channel;
        const CellBlock marked = facts.empty ? CellBlock{0, 0, -1, -1} : current;
        if (plane.origin.y == (side.columns_below ? last_row : first_row)) column_indices(page, plane, marked, side);
        // Row numbers on the outer side only; between planes there is room for the channel's name alone.
        const bool outer = output ? plane.origin.x >= last_column : plane.origin.x == first_column;
        const bool numbers = !facts.strips && (outer || block.planes.size() == 1);
        if (numbers) row_indices(page, plane, marked, side);
        if (block.channels <= 1) continue;
        const bool hue = facts.conv && !output;
        channel_name(page, plane, numbers ? 10.0F + row_number_width(plane) : 10.0F, output, hue,
                     plane.channel == channel);
    }
}

std::string hidden_text(const GridBlock& block) {
    return fmt::format("… {} more channel{}", block.hidden, block.hidden == 1 ? "" : "s");
}

void hidden_note(const Page& page, const GridBlock& block) {
    if (block.hidden <= 0 || block.planes.empty() || page.facts.strips) return;
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
        y = std::min(box.y - 8.0F * type,
                     page.layout.input.box().y - (kIndexHeight + lines(page.layout.input) - lines(block)) * type);
    }
    if (&block == &page.layout.kernel) clear_below_title(page, block, {box.centre().x, y});
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
    const std::size_t lines = block.captions.size() + (block.hidden > 0 ? 1 : 0);
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
    if (block.hidden > 0)
        page.sketch.text({x, y + kCaptionHeight * type / 2}, hidden_text(block), Face::words, kSmallType * type,
                         {Role::dim_ink}, Align::start);
}

}  // namespace

void draw_labels(const Page& page) {
    const Facts& facts = page.facts;
    const auto group = page.sketch.group("labels", "Titles and indices");
    for (const GridBlock* block : {&page.layout.input, &page.layout.kernel, &page.layout.output}) {
        if (block->planes.empty()) continue;
        const bool kernel = block == &page.layout.kernel;
        const bool output = block == &page.layout.output;
        if (facts.strips)
            title_left(page, *block);
        else
            title_above(page, *block, !kernel);
        if (kernel) continue;
        CellBlock current;
        if (!facts.empty && output) {
            const Cell at = plane_cell(facts, facts.shown);
            current = {at.row, at.column, at.row, at.column};
        } else if (!facts.empty) {
            current = window_block(facts, facts.shown);
        }
        label_planes(page, *block, current, output);
        hidden_note(page, *block);
    }
}

}  // namespace stridelens
