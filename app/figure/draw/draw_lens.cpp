// The lens: the window's cells with their numbers, where their grid's own are too small to carry them.

#include "app/figure/draw/draw.h"
#include "app/figure/wrap.h"
#include "core/words/prose.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace stridelens {

namespace {

constexpr float kCaptionRoom = 80.0F;  // width of a lens that has a word below it

void draw_lens_cell(const Page& page, const GridBlock& block, const Plane& lens, const LensCell& cell) {
    const Box box = lens.cell(cell.at);
    if (cell.kind != TapKind::inside) {
        std::string text;
        if (cell.has_value)
            text = format(static_cast<double>(cell.value), block.numbers);
        else
            text = pad_text(page.facts);
        draw_outside_cell(page.sketch, lens, box, {.kind = cell.kind}, text, block.numbers, cell.id);
        return;
    }
    draw_cell(page.sketch, lens, box,
              {.value = cell.value,
               .scale = block.sheet->scale,
               .numbers = &block.numbers,
               .id = cell.id,
               .unread = false,
               .hide_number = page.facts.scene.editing == cell.id});
}

/// Places of the lens at which this step reads nothing: its window has fewer cells than the largest.
void draw_blanks(const Page& page, const Plane& lens, const std::vector<LensCell>& cells) {
    for (std::int64_t row = 0; row < lens.size.rows; ++row)
        for (std::int64_t column = 0; column < lens.size.columns; ++column) {
            const bool taken = std::any_of(cells.begin(), cells.end(), [&](const LensCell& cell) {
                return cell.at == Cell{row, column} && cell.channel == lens.channel && cell.slice == lens.slice;
            });
            if (!taken)
                page.sketch.outline(inset(lens.cell(row, column), 1.0F), corner_radius(lens), {Role::line}, 1.0F);
        }
}

void draw_frame(Sketch& sketch, const Plane& lens) {
    Rect frame;
    frame.box = frame_of(lens);
    frame.radius = corner_radius(lens) + kFrame;
    frame.fill = {Role::background};
    frame.stroke = {Role::window};
    frame.stroke_width = 2.0F;
    sketch.add(std::move(frame));
}

void draw_planes(const Page& page, const GridBlock& block, const std::vector<LensCell>& cells) {
    for (const Plane& lens : block.planes) {
        draw_frame(page.sketch, lens);
        const auto here = [&](const LensCell& cell) {
            return cell.channel == lens.channel && cell.slice == lens.slice && lens.holds(cell.at);
        };
        for (const LensCell& cell : cells)
            if (here(cell)) draw_lens_cell(page, block, lens, cell);
        draw_blanks(page, lens, cells);
        for (const LensCell& cell : cells)
            if (here(cell) && cell.chosen) draw_winner_ring(page.sketch, lens, lens.cell(cell.at));
    }
}

/// Where the window is, below a lens that has no title.
void write_below(const Page& page, const Box& frame) {
    const float type = page.layout.type;
    if (frame.w < kCaptionRoom * type) return;  // the kernel's colour scale is next to it
    float y = frame.bottom() + 14.0F * type;
    for (const std::string& line : window_place(page.facts, frame.w / type + 48.0F)) {
        page.sketch.ground({frame.centre().x, y}, text_width(line, Face::numbers, kSmallType * type) + 4.0F,
                           14.0F * type, {Role::background});  // a wedge may run behind it
        page.sketch.text({frame.centre().x, y}, line, Face::numbers, kSmallType * type, {Role::dim_ink});
        y += 16.0F * type;
    }
}

/// Between each lens and its kernel, left of the kernel, where the grids stand one below the other: ⊙.
void draw_products(const Page& page) {
    const Layout& layout = page.layout;
    const float type = layout.type;
    std::int64_t last = -1;
    for (const Plane& kernel : layout.kernel.planes) {
        const Plane* lens = layout.lens.find(kernel.channel, kernel.slice);
        if (lens == nullptr || std::exchange(last, kernel.channel) == kernel.channel) continue;
        const Box box = kernel.box();
        page.sketch.text({box.x - 24.0F * type, box.centre().y}, page.facts.view == View::scatter ? "+" : "⊙",
                         Face::numbers, 20.0F * type, {Role::dim_ink});
    }
}

/// How many more products a weight's gradient is the sum of.
void write_rest(const Page& page) {
    const Facts& facts = page.facts;
    const float type = page.layout.type;
    const auto shown = std::ssize(page.lens_cells);
    const Box all = join(page.layout.lens.box(), page.layout.other_lens.box());
    const std::int64_t more = facts.explanation().count - shown;
    if (more <= 0) return;
    const std::string words = fmt::format("… {} more products", prose(more));
    if (!page.layout.down)
        return page.sketch.text({all.centre().x, all.bottom() + 20.0F * type}, words, Face::words, kCaptionType * type,
                                {Role::dim_ink});
    // Left of the lenses, where no connector runs.
    const std::vector<std::string> lines = wrap(words, Face::words, kCaptionType, kRestWidth);
    float y = all.centre().y - 8.0F * type * static_cast<float>(lines.size() - 1);
    for (const std::string& line : lines) {
        page.sketch.text({frame_of(page.layout.lens.planes.front()).x - 10.0F * type, y}, line, Face::words,
                         kCaptionType * type, {Role::dim_ink}, Align::end);
        y += 16.0F * type;
    }
}

/// What a lens shows: of the side whose sheet it is of.
std::vector<LensCell> cells_of(const Facts& facts, const GridBlock& lens) {
    if (lens.planes.empty()) return {};
    const Side side = lens.sheet == &facts.left ? Side::left : Side::right;
    return lens_cells(facts, side, lens.planes.front().size);
}

}  // namespace

Page::Page(const Facts& facts_, const Layout& layout_, Sketch& sketch_, std::optional<Standing> from_)
    : facts(facts_),
      layout(layout_),
      sketch(sketch_),
      from(std::move(from_)),
      lens_cells(cells_of(facts_, layout_.lens)),
      other_cells(cells_of(facts_, layout_.other_lens)),
      look_up(stridelens::look_up(facts_)) {}

Box frame_of(const Plane& lens) {
    return inset(lens.box(), -kFrame);
}

void draw_lens(const Page& page) {
    const Facts& facts = page.facts;
    const GridBlock &lens = page.layout.lens, &other = page.layout.other_lens;
    if ((lens.planes.empty() && other.planes.empty()) || facts.empty) return;
    const auto group = page.sketch.group("lens", "Window, magnified");
    draw_planes(page, lens, page.lens_cells);
    draw_planes(page, other, page.other_cells);
    if (!other.planes.empty() && page.layout.plus.w > 0.0F)
        draw_joint(page, "×");  // a stamp: its cell times each kernel
    if (lens.planes.empty()) return;
    if (page.layout.meeting) return write_rest(page);
    const float type = page.layout.type;
    if (page.layout.down) {
        draw_products(page);
        const Box all = lens.box();
        page.sketch.text({all.x - 14.0F * type, all.centre().y}, "window", Face::words, kSmallType * type,
                         {Role::dim_ink}, Align::end);
        return;
    }
    if (!facts.has_kernel) write_below(page, frame_of(lens.planes.back()));  // otherwise the title of its row says it
}

}  // namespace stridelens
