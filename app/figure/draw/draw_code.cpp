// What a line of the problem's program is about, on the picture; and inside a step the term that has just been taken.

#include "app/figure/draw/draw.h"

#include <algorithm>

namespace stridelens {

namespace {

constexpr float kStroke = kLitStroke;
constexpr std::size_t kMostMarked = 512;

void outline_output_cell(const Page& page, const Paint& paint) {
    const std::optional<Box> box = made_now(page);
    if (box) page.sketch.outline(inset(*box, 1.0F), corner_radius(*made_plane(page)), paint, kStroke);
}

/// The planes that this step reads.
void outline_channels(const Page& page, const Paint& paint) {
    for (const Marked& marked : marked_now(page, Side::left))
        page.sketch.outline(around(*marked.plane, marked.plane->box()), corner_radius(*marked.plane), paint, kStroke);
}

/// The cells of the terms that `accepts` takes.
template <class Accepts>
void mark_terms(const Page& page, const Paint& paint, Accepts accepts) {
    std::size_t count = 0;
    for (const Term& term : page.facts.explanation().terms)
        if (accepts(term) && ++count <= kMostMarked) mark_term(page, term, paint);
}

void mark_taken(const Page& page, const Paint& paint) {
    const auto& tap = page.facts.tap;
    const auto& terms = page.facts.explanation().terms;
    mark_terms(page, paint,
               [&](const Term& term) { return !tap || static_cast<std::size_t>(&term - terms.data()) <= *tap; });
}

void outline_bias(const Page& page, const Paint& paint) {
    if (page.layout.rows && adds_bias(page.facts)) page.sketch.outline(page.layout.bias, 8.0F, paint, kStroke);
}

}  // namespace

void draw_code_subject(const Page& page, CodeSubject subject) {
    const Facts& facts = page.facts;
    if (!is_forward(facts)) return;  // what the program does is another thing
    const Paint ink{Role::ink}, input = symbol_paint(Field::input), kernel = symbol_paint(Field::kernel_size),
                                padding = symbol_paint(Field::padding);
    switch (subject) {
        case CodeSubject::none:
            return;
        case CodeSubject::input:
        case CodeSubject::input_size:
        case CodeSubject::indices:
            return outline_planes(page, page.layout.left, true, input);
        case CodeSubject::weight:
            return outline_planes(page, page.layout.kernel, true, kernel);
        case CodeSubject::kernel_size:
            outline_step_windows(page, kernel);
            return outline_planes(page, page.layout.kernel, true, kernel);
        case CodeSubject::bias:
            return outline_bias(page, ink);
        case CodeSubject::output:
        case CodeSubject::output_size:
            return outline_planes(page, page.layout.right, false, ink);
        case CodeSubject::padding:
            outline_planes(page, page.layout.left, false, padding);
            return outline_planes(page, page.layout.left, true, padding);
        case CodeSubject::step:
        case CodeSubject::output_cell:
            return outline_output_cell(page, ink);
        case CodeSubject::window:
            return outline_step_windows(page, ink);
        case CodeSubject::channel:
            return outline_channels(page, ink);
        case CodeSubject::tap:
            if (facts.tap) return mark_term(page, facts.explanation().terms[*facts.tap], ink);
            return mark_taken(page, ink);
        case CodeSubject::divisor:
            return mark_terms(page, ink, [](const Term& term) { return term.counted; });
        case CodeSubject::partial:
            return mark_taken(page, ink);
    }
}

void draw_tap(const Page& page) {
    const Facts& facts = page.facts;
    if (!facts.tap || !shows_step(facts)) return;
    const auto group = page.sketch.group("tap", "The term that has just been taken");
    mark_term(page, facts.explanation().terms[*facts.tap], {Role::ink});
}

}  // namespace stridelens
