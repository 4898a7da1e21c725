#include "app/figure/strip/strip.h"

namespace stridelens {

namespace {

void draw_token(const PlacedToken& placed, float type, Point origin, Sketch& sketch) {
    const Token& token = placed.token;
    const Box box{origin.x + placed.box.x, origin.y + placed.box.y, placed.box.w, placed.box.h};
    if (token.kind == Token::Kind::words) {
        if (token.cell.grid != Grid::none) {  // "… 13 more" can be clicked
            Rect target;
            target.box = box;
            target.cell = token.cell;
            sketch.add(std::move(target));
        }
        sketch.text({box.x, box.centre().y}, token.text, Face::numbers, type, token.ink, Align::start);
        return;
    }
    Rect rect;
    rect.box = box;
    rect.radius = 8.0F;
    rect.fill = token.fill;
    rect.stroke = token.stroke;
    rect.stroke_width = token.stroke.role == Role::none ? 0.0F : 2.0F;
    rect.cell = token.cell;
    if (token.hatched) {
        hatch(rect, box.h, {Role::dim_ink, 0.0F, 0.8F});
    }
    sketch.add(std::move(rect));
    if (token.hatched) {
        const float clear = std::min(text_width(token.text, Face::numbers, type) + 8.0F, box.w - 4.0F);
        sketch.ground(box.centre(), clear, 1.1F * type, token.fill);
    }
    const bool bold = token.fill.role == Role::window;
    sketch.text(box.centre(), token.text, bold ? Face::numbers_bold : Face::numbers, type, token.ink);
    const float half = text_width(token.text, Face::numbers, type) / 2 + 3.0F;
    if (token.struck)
        sketch.line({box.centre().x - half, box.centre().y}, {box.centre().x + half, box.centre().y}, {Role::dim_ink},
                    1.5F);
    if (token.channel) {
        const float y = box.bottom() - 1.0F;
        sketch.line({box.x + 6.0F, y}, {box.right() - 6.0F, y}, {Role::channel, static_cast<float>(*token.channel)},
                    3.0F);
    }
}

}  // namespace

void draw_strip(const StripLayout& layout, const Box& strip, Sketch& sketch, bool card) {
    const auto group = sketch.group("arithmetic", "The arithmetic of this step", strip);
    Rect panel;
    panel.box = strip;
    panel.fill = {Role::panel};
    if (card) {
        panel.box = inset(strip, 0.5F);
        panel.radius = 8.0F;
        panel.stroke = {Role::line};
        panel.stroke_width = 1.0F;
    }
    sketch.add(std::move(panel));
    if (!card) sketch.line({strip.x, strip.y + 0.5F}, {strip.right(), strip.y + 0.5F}, {Role::line}, 1.0F);
    for (const PlacedToken& token : layout.tokens) draw_token(token, layout.type, {strip.x, strip.y}, sketch);
    for (const PlacedLine& line : layout.sentence)
        sketch.text({strip.x + line.at.x, strip.y + line.at.y}, line.text, Face::words, layout.sentence_type,
                    {Role::dim_ink}, line.align);
    if (layout.more) draw_token(*layout.more, 13.0F, {strip.x, strip.y}, sketch);
}

}  // namespace stridelens
