// Channels in small, to be picked: their pictures, the window on those that take part, and how many more there are.

#include "app/figure/draw/draw.h"

#include <fmt/format.h>

#include <algorithm>

namespace stridelens {

namespace {

constexpr float kFrameOff = 5.0F;  // of the frame round the current one

void draw_window_on(const Page& page, const Plane& thumbnail, const std::vector<PlaneMarks>& marks) {
    for (const PlaneMarks& marked : marks) {
        if (marked.channel != thumbnail.channel) continue;
        const Box box = thumbnail.block(marked.hull);
        const Box least{box.centre().x - 3.0F, box.centre().y - 3.0F, 6.0F, 6.0F};
        page.sketch.outline(join(box, least), 1.5F, {Role::window}, 2.0F);
    }
}

void draw_thumbnail(const Page& page, const GridBlock& block, const Lattice& lattice, const Plane& thumbnail,
                    bool current) {
    const Sheet& sheet = *block.sheet;
    const float type = page.layout.type;
    const Box box = thumbnail.box();
    if (sheet.computed < element_count(sheet.tensor->shape))
        draw_placeholder(page.sketch, thumbnail, inset(box, -1.0F), {});
    draw_image(page, thumbnail, sheet, lattice.plane(thumbnail.channel, 0), false);
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

void say_more(const Page& page, std::int64_t count, const char* where, Point at) {
    if (count <= 0) return;
    page.sketch.text(at, fmt::format("{} more {}", count, where), Face::words, kSmallType * page.layout.type,
                     {Role::dim_ink}, Align::start);
}

}  // namespace

void draw_thumbnails(const Page& page) {
    for (const GridBlock* block : {&page.layout.left, &page.layout.right}) {
        if (block->thumbnails.empty()) continue;
        const auto group =
            page.sketch.group(fmt::format("{}-channels", info_of(block->sheet->grid).group), "Channels, to be picked");
        const Lattice lattice(page.facts.geometry, *block->sheet, CellBlock{0, 0, -1, -1});
        for (const Plane& thumbnail : block->thumbnails)
            draw_thumbnail(page, *block, lattice, thumbnail, block->find(thumbnail.channel) != nullptr);
        const Box all = block->picked();
        const float line = kNoteHeight * page.layout.type;
        say_more(page, block->after, "below", {all.x, all.bottom() - line / 2});
        say_more(page, block->before, "above", {all.x, all.bottom() - (block->after > 0 ? 1.5F : 0.5F) * line});
    }
}

}  // namespace stridelens
