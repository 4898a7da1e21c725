// The lens: the window's taps with their numbers, where the input's cells are too small to carry them.

#include "app/figure/draw/draw.h"

namespace stridelens {

namespace {

constexpr float kCaptionRoom = 80.0F;  // width of a lens that has a word below it

void draw_tap(const Page& page, const Plane& lens, const Term& term) {
    const Facts& facts = page.facts;
    const Tap& tap = term.tap;
    const Place at = kernel_place(facts, tap);
    if (at.slice != lens.slice) return;
    const Box box = lens.cell(at.cell);
    const NumberStyle& numbers = page.layout.lens.numbers;
    if (tap.kind != TapKind::inside) {
        std::string text;
        if (tap.source >= 0)
            text = format(static_cast<double>(term.value), numbers);
        else
            text = pad_text(facts);
        draw_outside_cell(page.sketch, lens, box, {.kind = tap.kind}, text, numbers);
        return;
    }
    const CellId id{Grid::input, tap.source};
    draw_cell(page.sketch, lens, box,
              {.value = term.value,
               .scale = facts.left.scale,
               .numbers = &numbers,
               .id = id,
               .unread = false,
               .hide_number = facts.scene.editing == id});
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

}  // namespace

Box frame_of(const Plane& lens) {
    return inset(lens.box(), -kFrame);
}

void draw_lens(const Page& page) {
    const Facts& facts = page.facts;
    const auto& planes = page.layout.lens.planes;
    if (planes.empty() || facts.empty) return;
    const auto group = page.sketch.group("lens", "Window, magnified");
    const auto& terms = facts.explanation().terms;
    for (const Plane& lens : planes) {
        draw_frame(page.sketch, lens);
        for (const Term& term : terms)
            if (!facts.has_kernel || term.tap.channel == lens.channel) draw_tap(page, lens, term);
        if (!facts.explanation().winner) continue;
        const Place at = kernel_place(facts, terms[*facts.explanation().winner].tap);
        if (at.slice == lens.slice) draw_winner_ring(page.sketch, lens, lens.cell(at.cell));
    }
    const float type = page.layout.type;
    if (page.layout.down) {
        const Box all = page.layout.lens.box();
        page.sketch.text({all.x - 14.0F * type, all.centre().y}, "window", Face::words, kSmallType * type,
                         {Role::dim_ink}, Align::end);
        return;
    }
    if (facts.has_kernel) return;  // the title of its row says it
    const Box last = frame_of(planes.back());
    if (last.w < kCaptionRoom * type) return;  // the kernel's colour scale is next to it
    float y = last.bottom() + 14.0F * type;
    for (const std::string& line : window_place(facts, last.w / type + 48.0F)) {
        page.sketch.text({last.centre().x, y}, line, Face::numbers, kSmallType * type, {Role::dim_ink});
        y += 16.0F * type;
    }
}

}  // namespace stridelens
