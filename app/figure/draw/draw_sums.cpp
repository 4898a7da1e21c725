// A convolution's sum of each channel, and the bias.

#include "app/figure/draw/draw.h"
#include "app/figure/facts/so_far.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace stridelens {

namespace {

/// What one row adds up to; backwards the products with one channel of the upstream gradient. Nothing: it has none.
std::optional<double> sum_of(const Facts& facts, std::int64_t channel) {
    const Explanation& told = facts.explanation();
    if (facts.mirrored) {
        double sum = 0.0;
        for (const Term& term : told.terms)
            if (kernel_place(facts, term.tap).channel == channel) sum += term.product;
        return sum;
    }
    const auto at = std::find(told.channels.begin(), told.channels.end(), channel);
    if (at == told.channels.end()) return std::nullopt;
    return told.channel_sums[static_cast<std::size_t>(at - told.channels.begin())];
}

void draw_sum(const Page& page, std::size_t i, const NumberStyle& style) {
    const Facts& facts = page.facts;
    const std::int64_t channel = page.layout.kernel.planes[i].channel;
    const std::optional<double> sum = sum_of(facts, channel);
    if (!sum) return;
    Rect rect;
    rect.box = page.layout.sums[i];
    rect.radius = 8.0F;
    rect.fill = {Role::chip};
    rect.stroke = {Role::channel, static_cast<float>(channel)};
    rect.stroke_width = 2.0F;
    rect.cell = {Grid::channel_sum, channel};
    const Box box = rect.box;
    page.sketch.add(std::move(rect));
    const std::string text = channel_to_come(facts, channel) ? "…" : format(*sum, style);
    const float size = std::min({16.0F, 0.5F * box.h, (box.w - 12.0F) / text_width(text, Face::numbers, 1.0F)});
    if (size >= 7.0F) page.sketch.text(box.centre(), text, Face::numbers, size, {Role::ink});
}

/// Box of the bias chip: below the output, or, where the grids stand one below the other, right of the kernel.
Box bias_box(const Page& page, float width) {
    const float height = 28.0F * page.layout.type;
    if (page.layout.down && !page.layout.kernel.planes.empty()) {
        const Box beside = page.layout.sums.empty() ? page.layout.kernel.planes.back().box() : page.layout.sums.back();
        return {beside.right() + 80.0F * page.layout.type, beside.centre().y - height / 2, width, height};
    }
    const Box output = page.layout.right.box();
    if (page.layout.down) {  // the kernels are left out: on the way to the output
        const Box grids = page.layout.grids().value_or(output);
        const float above = page.layout.left.planes.empty() ? grids.y : page.layout.left.box().bottom();
        return {grids.right() - width, (above + output.y) / 2 - height / 2, width, height};
    }
    const float top = output.bottom() + (page.layout.right.hidden > 0 ? 12.0F + kMoreHeight : 12.0F) * page.layout.type;
    return {output.centre().x - width / 2 + 26.0F * page.layout.type, top, width, height};
}

/// What comes of them.
void draw_total(const Page& page, const NumberStyle& style) {
    Rect rect;
    rect.box = page.layout.total;
    rect.radius = 9.0F;
    rect.fill = {Role::background};
    const bool so_far = page.facts.tap.has_value();  // it is not the result yet
    rect.stroke = {so_far ? Role::placeholder : Role::window};
    rect.dashed = so_far;
    rect.stroke_width = so_far ? 2.0F : 4.0F;
    const Box box = rect.box;
    page.sketch.add(std::move(rect));
    const std::string text = format(static_cast<double>(page.facts.explanation().result), style);
    const float size = std::min(0.42F * box.h, (box.w - 16.0F) / text_width(text, Face::numbers_bold, 1.0F));
    page.sketch.text(box.centre(), text, Face::numbers_bold, size, {Role::ink});
}

void draw_bias(const Page& page) {
    const Facts& facts = page.facts;
    const auto group = page.sketch.group("bias", "Bias");
    const CellId id{Grid::bias, facts.right_channel};
    NumberStyle style = number_style(facts.bias_numbers);
    const std::string text = format(static_cast<double>(facts.derived.bias[facts.right_channel]), style);
    const float size = 14.0F * page.layout.type;
    const float width = std::round(static_cast<float>(style.characters) * 0.6F * size + 20.0F * page.layout.type);
    Rect rect;
    rect.box = page.layout.rows ? page.layout.bias : bias_box(page, width);
    rect.radius = 8.0F;
    rect.fill = {Role::chip};
    rect.stroke = {Role::line};
    rect.stroke_width = 1.0F;
    rect.cell = id;
    const Box box = rect.box;
    page.sketch.add(std::move(rect));
    Point at = box.centre();
    if (page.layout.rows) {  // its word stands in the chip, above the number
        page.sketch.text({at.x, box.y + 0.27F * box.h}, "bias", Face::words, kSmallType * page.layout.type,
                         {Role::dim_ink});
        at.y = box.y + 0.68F * box.h;
    } else {
        page.sketch.text({box.x - 8.0F, at.y}, "+ bias", Face::numbers, kCaptionType * page.layout.type,
                         {Role::dim_ink}, Align::end);
    }
    if (facts.scene.editing != id) page.sketch.text(at, text, Face::numbers, size, {Role::ink});
}

}  // namespace

void draw_joint(const Page& page, std::string_view sign) {
    Rect circle;
    circle.box = page.layout.plus;
    circle.radius = circle.box.w / 2;
    circle.fill = {Role::background};
    circle.stroke = {Role::dim_ink};
    circle.stroke_width = 1.5F;
    const Box box = circle.box;
    page.sketch.add(std::move(circle));
    const Point c = box.centre();
    const auto stroke = [&](float x, float y) {
        page.sketch.line({c.x - x * box.w, c.y - y * box.w}, {c.x + x * box.w, c.y + y * box.w}, {Role::ink}, 2.0F);
    };
    const bool plus = sign == "+";
    stroke(plus ? 0.24F : 0.18F, plus ? 0.0F : 0.18F);
    stroke(plus ? 0.0F : 0.18F, plus ? 0.24F : -0.18F);
}

void draw_sums(const Page& page) {
    const Facts& facts = page.facts;
    if (!facts.has_kernel) return;
    if (!page.layout.sums.empty()) {
        const auto group = page.sketch.group("channel-sums", "Sum of products of each channel");
        const NumberStyle result = number_style(facts.one().numbers);
        const NumberStyle style =
            sum_style(result, number_style(facts.many().numbers), number_style(facts.kernel.numbers));
        for (std::size_t i = 0; i < page.layout.sums.size(); ++i) draw_sum(page, i, style);
        if (page.layout.rows && !page.layout.sums_below) {
            draw_joint(page, "+");
            draw_total(page, result);  // as in its cell
        }
    }
    if (page.layout.sums_below || page.layout.bias_told) return;  // the bias stands below
    if (adds_bias(facts) && !facts.empty && !page.layout.right.planes.empty()) draw_bias(page);
}

}  // namespace stridelens
