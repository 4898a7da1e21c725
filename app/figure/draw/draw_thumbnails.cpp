// Channels in small, to be picked: their pictures, the window on those that take part, and how many more there are.

#include "app/figure/draw/draw.h"

#include <fmt/format.h>

#include <algorithm>

namespace stridelens {

namespace {

constexpr float kFrameOff = 5.0F;  // of the frame round the current one

/// Whether some of its cells are still to come.
bool is_unfinished(const Sheet& sheet, const Plane& thumbnail) {
    const std::int64_t cells = sheet.size.rows * sheet.size.columns;
    return plane_first(sheet, thumbnail.channel, sheet.slices - 1) + cells - 1 > sheet.computed;
}

void draw_thumbnail(const Page& page, const GridBlock& block, const Lattice& lattice, const Plane& thumbnail,
                    bool current) {
    const Sheet& sheet = *block.sheet;
    const float type = page.layout.type;
    const Box box = thumbnail.box();
    if (is_unfinished(sheet, thumbnail)) draw_placeholder(page.sketch, thumbnail, inset(box, -1.0F), {});
    draw_image(page, thumbnail, sheet, lattice.plane(thumbnail.channel, 0), page.layout.area, false);
    const bool left = &block == &page.layout.left;
    if (shows_step(page.facts)) {
        draw_window_on(page, thumbnail, left ? page.facts.left_marks : page.facts.right_marks);
        if ((page.facts.made == Side::left) == left && page.facts.made_at.channel == thumbnail.channel)
            draw_window_on(page, thumbnail,
                           {{thumbnail.channel,
                             0,
                             {page.facts.made_at.cell.row, page.facts.made_at.cell.column, page.facts.made_at.cell.row,
                              page.facts.made_at.cell.column}}});
    }
    if (current) page.sketch.outline(inset(box, -kFrameOff), 6.0F, {Role::ink}, 2.0F);
    page.sketch.text({box.x, box.y - 0.5F * kThumbnailName * type - 2.0F}, fmt::format("c{}", thumbnail.channel),
                     Face::numbers_bold, kCaptionType * type, {current ? Role::ink : Role::dim_ink}, Align::start);
    Rect target;
    target.box = inset(box, -kFrameOff);
    target.cell = {left ? Grid::input_channel : Grid::output_channel, thumbnail.channel};
    page.sketch.add(std::move(target));
}

void say(const Page& page, const std::string& words, Point at) {
    page.sketch.text(at, words, Face::words, kSmallType * page.layout.type, {Role::dim_ink}, Align::start);
}

/// How many more there are, and where: below the thumbnails.
void say_more(const Page& page, const GridBlock& block) {
    const Box all = block.picked();
    const float line = kNoteHeight * page.layout.type;
    const Point last{all.x, all.bottom() - line / 2};
    if (block.one_note && block.before > 0 && block.after > 0)
        return say(page, fmt::format("{} above, {} below", block.before, block.after), last);
    if (block.after > 0) say(page, fmt::format("{} more below", block.after), last);
    if (block.before > 0)
        say(page, fmt::format("{} more above", block.before), {last.x, last.y - (block.after > 0 ? line : 0.0F)});
}

}  // namespace

void draw_window_on(const Page& page, const Plane& thumbnail, const std::vector<PlaneMarks>& marks) {
    for (const PlaneMarks& marked : marks) {
        if (marked.channel != thumbnail.channel || marked.slice != thumbnail.slice) continue;
        const Box box = thumbnail.block(marked.hull);
        const Box least{box.centre().x - 3.0F, box.centre().y - 3.0F, 6.0F, 6.0F};
        page.sketch.outline(join(box, least), 1.5F, {Role::window}, 2.0F);
    }
}

void draw_thumbnails(const Page& page) {
    for (const GridBlock* block : {&page.layout.left, &page.layout.right}) {
        if (block->thumbnails.empty()) continue;
        const auto group =
            page.sketch.group(fmt::format("{}-channels", info_of(block->sheet->grid).group), "Channels, to be picked");
        const Lattice lattice(page.facts.geometry, *block->sheet, CellBlock{0, 0, -1, -1});
        for (const Plane& thumbnail : block->thumbnails)
            draw_thumbnail(page, *block, lattice, thumbnail, block->find(thumbnail.channel) != nullptr);
        say_more(page, *block);
    }
}

}  // namespace stridelens
