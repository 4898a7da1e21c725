// The output: filled up to the step, dashed beyond.

#include "app/figure/parts.h"

#include <fmt/format.h>

#include <algorithm>

namespace stridelens {

namespace {

constexpr float kDashedPitch = 36.0F;  // smaller cells would be all dashes: they are pale instead

void draw_placeholder(Sketch& sketch, const Plane& plane, const Box& box, const CellId& id) {
    Rect rect;
    rect.box = inset(box, 0.5F);
    rect.radius = corner_radius(plane);
    if (std::min(plane.pitch.x, plane.pitch.y) >= kDashedPitch || id.grid == Grid::none) {
        rect.stroke = {Role::placeholder};
        rect.stroke_width = 1.0F;
        rect.dashed = true;
    } else {
        rect.fill = {Role::placeholder, 0.0F, 0.22F};
    }
    rect.cell = id;
    sketch.add(std::move(rect));
}

void draw_output_image(const Page& page, const Plane& plane, std::int64_t first_flat) {
    draw_placeholder(page.sketch, plane, inset(plane.box(), -1.0F), {});
    draw_image(page, plane, page.facts.derived.evaluation.output, page.facts.output_scale, first_flat,
               page.facts.scene.step);
}

void draw_output_cells(const Page& page, const Plane& plane, std::int64_t first_flat) {
    const Facts& facts = page.facts;
    const CellBlock shown = visible_cells(plane, page.layout.area);
    for (std::int64_t row = shown.top; row <= shown.bottom; ++row)
        for (std::int64_t column = shown.left; column <= shown.right; ++column) {
            const std::int64_t flat = first_flat + row * plane.size.columns + column;
            const CellId id{Grid::output, flat};
            const Box box = plane.cell(row, column);
            if (flat > facts.scene.step && flat != facts.scene.shown) {
                draw_placeholder(page.sketch, plane, box, id);
                continue;
            }
            draw_cell(page.sketch, plane, box,
                      {.value = facts.derived.evaluation.output[flat],
                       .scale = facts.output_scale,
                       .numbers = &page.layout.output.numbers,
                       .id = id,
                       .unread = false,
                       .hide_number = false});
        }
}

}  // namespace

void draw_output(const Page& page) {
    const Facts& facts = page.facts;
    const auto group = page.sketch.group("output", "Output, " + shape_text(facts.geometry.output));
    if (facts.empty) {
        const Box place = page.layout.output.box();
        const float size = 14.0F * page.layout.type;
        page.sketch.text({place.centre().x, place.centre().y}, "empty: there is no output cell", Face::words, size,
                         {Role::dim_ink});
        return;
    }
    for (const Plane& plane : page.layout.output.planes) {
        const auto plane_group = page.sketch.group(fmt::format("output-c{}", plane.channel),
                                                   fmt::format("Output channel {}", plane.channel));
        const std::int64_t first_flat = plane_first(facts, facts.geometry.output, plane.channel);
        if (page.layout.output.as_image)
            draw_output_image(page, plane, first_flat);
        else
            draw_output_cells(page, plane, first_flat);
    }
}

}  // namespace stridelens
