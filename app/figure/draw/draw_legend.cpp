// Colour scales under the grids, and a sample of each kind of cell that is no plain cell.

#include "app/figure/draw/draw.h"
#include "app/figure/layout/layout_planes.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace stridelens {

namespace {

constexpr std::int64_t kSteps = 65;  // odd: the middle one is zero
constexpr float kBarHeight = 8.0F;

/// From `low` to 1.
std::vector<float> evenly(std::int64_t count, float low) {
    std::vector<float> values;
    for (std::int64_t i = 0; i < count; ++i)
        values.push_back(low + (1.0F - low) * static_cast<float>(i) / static_cast<float>(count - 1));
    return values;
}

/// Whether a grid has no number below zero: then its scale begins there, and no half of it is empty.
bool begins_at_zero(const Sheet& sheet) {
    return sheet.numbers.low >= 0.0F && sheet.numbers.huge_low >= 0.0F;
}

/// "−2.24 ▬▬▬ 2.24" or "0 ▬▬▬ 2.24" about `centre`, with a word in front where it is not clear whose it is.
void scale_bar(const Page& page, Point centre, float bar, const Sheet& sheet, const std::string& word) {
    const float type = page.layout.type;
    const float size = kSmallType * type;
    const auto label = static_cast<double>(sheet.scale);
    const bool from_zero = begins_at_zero(sheet);
    const std::string low = from_zero ? "0" : format_plain(-label);
    // The total's wedge may come from below; to the gradient of a weight ribbons come from both sides.
    const bool crossed = page.layout.sums_below || page.facts.view == View::grad_weight;
    if (crossed)
        page.sketch.ground(centre, bar + 2 * (12.0F + text_width(low, Face::numbers, size)), 16.0F * type,
                           {Role::background});
    Image image;
    static const PlaneNumbers both = plane_of(1, kSteps, evenly(kSteps, -1.0F)),
                              positive = plane_of(1, kSteps, evenly(kSteps, 0.0F));
    image.numbers = from_zero ? positive : both;
    image.box = {std::round(centre.x - bar / 2), std::round(centre.y - kBarHeight * type / 2), std::round(bar),
                 kBarHeight * type};
    const Box box = image.box;
    page.sketch.add(std::move(image));
    page.sketch.text({box.x - 8.0F, centre.y}, low, Face::numbers, size, {Role::dim_ink}, Align::end);
    page.sketch.text({box.right() + 8.0F, centre.y}, format_plain(label), Face::numbers, size, {Role::dim_ink},
                     Align::start);
    if (word.empty()) return;
    const float end = box.x - 20.0F - text_width(low, Face::numbers, size);
    const float width = text_width(word, Face::words, size);
    if (crossed) page.sketch.ground({end - width / 2, centre.y}, width + 8.0F, 16.0F * type, {Role::background});
    page.sketch.text({end, centre.y}, word, Face::words, size, {Role::dim_ink}, Align::end);
}

/// Of an output that nothing stands below: above its channels.
void scale_above(const Page& page, const GridBlock& block) {
    const float scale = block.sheet->scale, type = page.layout.type;
    const Box box = block.box();
    const float labels = 2 * (text_width(format_plain(-static_cast<double>(scale)), Face::numbers, kSmallType) + 8);
    const float bar = std::clamp(std::max(box.w, kScaleWidth) - labels, 24.0F, 96.0F) * type;
    scale_bar(page, {box.centre().x, box.y - block.head + 10.0F * type}, bar, *block.sheet, "");
}

void scales_below_grids(const Page& page) {
    const Layout& layout = page.layout;
    const Facts& facts = page.facts;
    const GridBlock &many = layout.many(facts), &one = layout.one(facts);
    const auto below = [&](const GridBlock& block, float more) {
        const float scale = block.sheet->scale;
        if (block.planes.empty() || scale <= 1e-30F) return;
        Box box = block.box();
        if (layout.rows && layout.sums_below && &block == &one)  // nothing stands between the total and its cell
            return scale_above(page, block);
        if (layout.rows && layout.sums_below)
            box.h = std::max(layout.left.box().bottom(), layout.kernel.box().bottom()) - box.y;
        else if (layout.rows)
            box.h = std::max(layout.grids()->bottom(), layout.kernel.box().bottom()) - box.y;
        else if (layout.kernel.planes.size() > 1 && &block != &one)  // side by side: on one line
            box.h = std::max(many.box().bottom(), layout.kernel.box().bottom()) - box.y;
        const float note = (&block == &layout.kernel ? many : block).hidden > 0 ? kMoreHeight : 0.0F;
        const float labels = 2 * (text_width(format_plain(-static_cast<double>(scale)), Face::numbers, kSmallType) + 8);
        const float bar = std::clamp(std::min(box.w, 320.0F) * 0.9F - labels, 48.0F, 192.0F) * layout.type;
        scale_bar(page, {box.centre().x, box.bottom() + (20.0F + more + note) * layout.type}, bar, *block.sheet, "");
    };
    if (!facts.has_kernel) return below(facts.view == View::grad_bias ? layout.right : layout.left, 0.0F);
    below(layout.left, 0.0F);
    if (!layout.meeting) below(layout.kernel, 0.0F);  // there connectors run below it
    if (!facts.empty) below(layout.right, adds_bias(facts) && !layout.rows ? kBiasHeight : 0.0F);
}

/// A scale's word: shorter than a title.
const char* scale_word(Grid grid) {
    return grid == Grid::grad_input || grid == Grid::grad_kernel ? "gradient" : info_of(grid).group;
}

/// Width of what stands left (or right) of a scale's bar.
float words_beside(const std::string& word, const Sheet& sheet, bool left) {
    const auto scale = static_cast<double>(sheet.scale);
    const std::string end = !left ? format_plain(scale) : begins_at_zero(sheet) ? "0" : format_plain(-scale);
    const float number = text_width(end, Face::numbers, kSmallType);
    return number + 8.0F + (word.empty() ? 0.0F : 12.0F + text_width(word, Face::words, kSmallType));
}

/// Where grids stand one below the other: the scales side by side at the foot, since connectors run below the grids.
void scales_at_foot(const Page& page) {
    const Layout& layout = page.layout;
    const Facts& facts = page.facts;
    const Box grids = layout.grids().value_or(layout.area);
    const float y = grids.bottom() + ((facts.strips ? kIndexHeight : 0.0F) + 20.0F) * layout.type;
    if (!facts.has_kernel) {
        const float centre = facts.strips ? grids.centre().x : layout.area.centre().x;
        scale_bar(page, {centre, y}, 144.0F, facts.left, "");
        return;
    }
    // One after the other: what the words leave of the width goes to the bars.
    std::vector<std::pair<const char*, const Sheet*>> scales;
    for (const GridBlock* block : {&layout.left, &layout.kernel, &layout.right})
        if (!block->planes.empty()) scales.emplace_back(scale_word(block->sheet->grid), block->sheet);
    const auto count = static_cast<float>(scales.size());
    constexpr float between = 24.0F;
    float words = (count - 1) * between;
    for (const auto& [word, sheet] : scales)
        words += words_beside(word, *sheet, true) + words_beside("", *sheet, false);
    const float bar = std::clamp((layout.area.w - 32.0F - words) / count, 16.0F, 80.0F);
    float x = layout.area.centre().x - (words + count * bar) / 2;
    for (const auto& [word, sheet] : scales) {
        x += words_beside(word, *sheet, true);
        scale_bar(page, {x + bar / 2, y}, bar, *sheet, word);
        x += bar + words_beside("", *sheet, false) + between;
    }
}

/// Where the samples stand: at the foot of the page, or, where the page ends with its grids, right below them.
Point samples_at(const Page& page) {
    const Layout& layout = page.layout;
    const std::optional<Box> grids = layout.grids();
    if (!page.facts.scene.compact || !grids) {
        const float free = layout.area.w - legend_width(layout);
        const bool beside = legend_beside_scale(page.facts, layout);
        if (layout.sums_below)
            return {layout.area.x + 24.0F, layout.area.bottom() - 16.0F};  // clear of the total's wedge
        return {layout.area.x + (beside ? free - 24.0F : std::max(free / 2, 24.0F)), layout.area.bottom() - 16.0F};
    }
    float below = page.facts.scene.parts.colour_bar ? kScaleHeight : 8.0F;
    if (page.facts.strips) below += kIndexHeight;
    if (layout.right.hidden > 0 || layout.left.hidden > 0) below += kMoreHeight;
    float y = grids->bottom() + below;
    // The bias stands between the output and its colours.
    if (adds_bias(page.facts) && !layout.down && !layout.right.planes.empty())
        y = std::max(y, layout.right.box().bottom() + kBiasHeight + below);
    return {std::max(grids->centre().x - legend_width(layout) / 2, layout.area.x + 24.0F), y + 16.0F};
}

/// A count as it stands in the cells' corners, or paler and paler colours.
void reads_sample(const Page& page, const Box& box) {
    const GridBlock& left = page.layout.left;
    if (!left.planes.empty() && !left.as_image && has_counts(left.planes.front())) {
        const Point corner{box.right() - 1.0F, box.y + 1.0F};
        Rect plate = plate_of_count("2", corner);
        plate.fill = {Role::chip};
        page.sketch.add(plate);
        page.sketch.text(plate.box.centre(), "2", Face::numbers, kSmallType, {Role::ink});
        return;
    }
    constexpr int steps = 3;
    for (int i = 0; i < steps; ++i) {
        Rect rect = legend_sample(LegendItem::Sample::reads, box);
        rect.radius = 0.0F;
        rect.box.w = box.w / steps;
        rect.box.x += rect.box.w * static_cast<float>(i);
        rect.fill.alpha = 1.0F - 0.3F * static_cast<float>(steps - 1 - i);
        page.sketch.add(std::move(rect));
    }
}

void draw_samples(const Page& page) {
    const Layout& layout = page.layout;
    const float size = kSmallType;
    auto [x, y] = samples_at(page);
    for (const LegendItem& item : layout.legend) {
        const float needed = 24.0F + text_width(item.words, Face::words, size);
        if (x + needed > layout.area.right()) break;
        const Box box{std::round(x), std::round(y - 8.0F), 16.0F, 16.0F};
        if (item.sample == LegendItem::Sample::reads)
            reads_sample(page, box);
        else
            page.sketch.add(legend_sample(item.sample, box));
        page.sketch.text({x + 24.0F, y}, item.words, Face::words, size, {Role::dim_ink}, Align::start);
        x += needed + 24.0F;
    }
}

}  // namespace

Rect legend_sample(LegendItem::Sample kind, const Box& box) {
    Rect rect;
    rect.box = box;
    rect.radius = 3.0F;
    switch (kind) {
        case LegendItem::Sample::padding:
            rect.fill = {Role::padding};
            hatch(rect, box.w - 1.0F);
            break;
        case LegendItem::Sample::overhang:
            outline_dashed(rect);
            break;
        case LegendItem::Sample::inserted:
            rect.fill = {Role::padding};
            rect.stroke = {Role::line};
            rect.stroke_width = 1.0F;
            break;
        case LegendItem::Sample::reads:
            rect.fill = {Role::value, 0.6F};
            break;
        case LegendItem::Sample::unread:
            rect.fill = {Role::chip};
            cross_hatch(rect, box.w - 1.0F);
            break;
    }
    return rect;
}

void draw_legend(const Page& page) {
    const auto group = page.sketch.group("scale", "Colour scale and kinds of cells");
    const PageParts& parts = page.facts.scene.parts;
    if (parts.colour_bar && element_count(page.facts.geometry.input) > 0 && page.layout.grids()) {
        if (page.layout.down || page.facts.view == View::matrix)
            scales_at_foot(page);
        else
            scales_below_grids(page);
    }
    if (parts.legend && !has_look_up_line(page)) draw_samples(page);
}

}  // namespace stridelens
