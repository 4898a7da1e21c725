#include "app/figure/page/comparison_words.h"

#include "app/figure/draw/draw.h"
#include "app/figure/wrap.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace stridelens {

namespace {

/// What a side is where this is all that differs: "Ceil".
std::string short_title(const SettingDifference& one, const std::string& value) {
    const bool on = value == "on";
    if (one.field == Field::ceil_mode) return on ? "Ceil" : "Floor";
    if (one.field == Field::count_include_pad) return on ? "Padding counted" : "Padding not counted";
    if (one.field == Field::flip_kernel) return on ? "Kernel flipped" : "Kernel as it is";
    if (one.field == Field::bias) return on ? "With bias" : "Without bias";
    if (!one.field || one.field == Field::convention) return value;
    return value.empty() ? fmt::format("no {}", one.name) : fmt::format("{} {}", one.name, value);
}

}  // namespace

DifferenceWords words_of_side(const Derived& derived, AB side) {
    const Compared& compared = *derived.compared;
    if (compared.side(side) == nullptr) return {"Refused", ""};
    if (compared.a == nullptr || compared.b == nullptr) return {name_of(compared.side(side)->problem.operation), ""};
    const auto all = setting_differences(compared.a->problem, compared.b->problem);
    if (all.empty()) return {name_of(compared.side(side)->problem.operation), "no setting differs"};
    const auto value = [&](const SettingDifference& one) { return side == AB::a ? one.a : one.b; };
    DifferenceWords words{short_title(all.front(), value(all.front())), ""};
    for (const SettingDifference& one : all) {
        if (value(one).empty()) continue;
        words.detail += fmt::format("{}{} {}", words.detail.empty() ? "" : ", ", one.name, value(one));
    }
    if (words.detail == words.title) words.detail.clear();
    return words;
}

std::string shortened(const std::string& words, Face face, float size, float width) {
    return shortened(words, width, [&](const std::string& text) { return text_width(text, face, size); });
}

namespace {

/// What both say once; a kind of cell that means one thing in A and another in B, once, with both.
std::vector<LegendItem> shared_items(const std::vector<LegendItem>& a, const std::vector<LegendItem>& b) {
    std::vector<LegendItem> items = a;
    for (const LegendItem& item : b) {
        const auto found =
            std::ranges::find_if(items, [&](const LegendItem& other) { return other.sample == item.sample; });
        if (found == items.end())
            items.push_back(item);
        else if (found->words != item.words)
            found->words = fmt::format("A: {}; B: {}", found->words, item.words);
    }
    return items;
}

}  // namespace

void draw_shared_legend(Sketch& sketch, const std::vector<LegendItem>& a, const std::vector<LegendItem>& b, bool rings,
                        const Box& box) {
    const std::vector<LegendItem> items = shared_items(a, b);
    const std::string ringed = "differs";
    constexpr float sample_width = 16.0F, to_words = 24.0F, between = 24.0F, margin = 24.0F;
    float width = rings ? to_words + text_width(ringed, Face::words, kSmallType) : -between;
    for (const LegendItem& item : items) width += between + to_words + text_width(item.words, Face::words, kSmallType);
    if (width <= 0.0F) return;
    const auto group = sketch.group("legend", "Kinds of cells");
    float x = std::max(box.centre().x - width / 2, box.x + margin);
    const float y = box.centre().y;
    const auto put = [&](Rect rect, const std::string& words) {
        const float needed = to_words + text_width(words, Face::words, kSmallType);
        if (x + needed > box.right()) return;
        rect.box = {std::round(x), std::round(y - sample_width / 2), sample_width, sample_width};
        sketch.add(std::move(rect));
        sketch.text({x + to_words, y}, words, Face::words, kSmallType, {Role::dim_ink}, Align::start);
        x += needed + between;
    };
    if (rings) {
        Rect ring;
        ring.radius = 3.0F;
        ring.stroke = {Role::ink};
        ring.stroke_width = 2.0F;
        put(std::move(ring), ringed);
    }
    for (const LegendItem& item : items)
        put(legend_sample(item.sample, {0.0F, 0.0F, sample_width, sample_width}), item.words);
}

}  // namespace stridelens
