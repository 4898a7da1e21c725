// Two problems side by side: in what they differ, which of them the panel changes, and comparisons that settle something.

#include "app/figure/wrap.h"
#include "app/problem/presets.h"
#include "app/ui/panels.h"
#include "app/ui/top_bar.h"
#include "core/operation/messages/messages.h"

#include <fmt/format.h>

namespace stridelens::ui {
namespace {

constexpr float kLine = 22.0F, kBadge = 16.0F, kChipGap = 6.0F, kChipRow = 30.0F;
constexpr std::size_t kMostNamed = 5;

void badge(const Pen& pen, Point left, AB side) {
    const Box box{left.x, left.y - kBadge / 2, kBadge, kBadge};
    const bool filled = side == AB::b;
    pen.box(box, 4.0F, {filled ? Role::ink : Role::background}, {Role::ink}, 1.5F);
    pen.text(box.centre(), to_string(side), Face::words_bold, 11.0F, Align::middle,
             {filled ? Role::background : Role::ink});
}

std::string shortened(const Pen& pen, const std::string& words, float width) {
    return stridelens::shortened(words, width,
                                 [&](const std::string& text) { return pen.measure(text, Face::numbers, 12.0F); });
}

/// Name, and below it what A and B have.
void difference_row(Pen& pen, const SettingDifference& one) {
    const float left = pen.x + 12.0F, half = (pen.width - 24.0F) / 2;
    pen.text({left, pen.y + kLine / 2}, shortened(pen, one.name, pen.width - 24.0F), Face::numbers, 12.0F, Align::start,
             {Role::ink});
    pen.y += kLine - 2.0F;
    float x = left;
    for (const AB side : {AB::a, AB::b}) {
        const std::string& value = side == AB::a ? one.a : one.b;
        badge(pen, {x, pen.y + kLine / 2}, side);
        pen.text({x + kBadge + 8.0F, pen.y + kLine / 2},
                 shortened(pen, value.empty() ? "none" : value, half - kBadge - 14.0F), Face::numbers, 12.0F,
                 Align::start, {Role::dim_ink});
        x += half;
    }
    pen.y += kLine + 2.0F;
}

void differences_box(Pen& pen, const Comparison& sides) {
    const auto all = setting_differences(sides.a, *sides.b);
    const std::size_t named = std::min(all.size(), kMostNamed);
    const bool more = all.size() > named;
    const float height = 20.0F + kLine + static_cast<float>(named) * (2 * kLine) + (more ? kLine : 0.0F);
    pen.box({pen.x, pen.y, pen.width, height}, 8.0F, {Role::chip});
    const float top = pen.y;
    pen.y += 10.0F;
    const std::string title = all.empty()       ? "No setting differs"
                              : all.size() == 1 ? "One setting differs"
                                                : fmt::format("{} settings differ", all.size());
    pen.text({pen.x + 12.0F, pen.y + kLine / 2}, title, Face::words_bold, 14.0F, Align::start, {Role::ink});
    pen.y += kLine;
    for (std::size_t i = 0; i < named; ++i) difference_row(pen, all[i]);
    if (more)
        pen.text({pen.x + 12.0F, pen.y + kLine / 2}, fmt::format("and {} more", all.size() - named), Face::words, 12.0F,
                 Align::start, {Role::dim_ink});
    pen.y = top + height + 10.0F;
}

/// Chips one after the other, in as many rows as they need.
class ChipRows {
public:
    explicit ChipRows(Pen& pen) : pen_(pen), x_(pen.x) {}
    bool add(const std::string& id, const std::string& label, bool on) {
        const float width = chip_width(pen_, label, false);
        if (x_ > pen_.x && x_ + width > pen_.x + pen_.width) {
            x_ = pen_.x;
            pen_.y += kChipRow;
        }
        const bool clicked = chip(pen_, id, {x_ + width, pen_.y + kChipRow / 2}, label, on);
        x_ += width + kChipGap;
        return clicked;
    }
    void end() { pen_.y += kChipRow + 4.0F; }

private:
    Pen& pen_;
    float x_;
};

void presets(Pen& pen, const Comparison& sides) {
    ChipRows rows(pen);
    for (const ComparisonPreset& preset : comparison_presets(sides.a))
        if (rows.add("preset-" + preset.id, preset.label, preset.b == *sides.b))
            pen.actions.push_back(SetCompared{preset.b});
    if (rows.add("make-b", "make B from this", *sides.b == sides.a)) pen.actions.push_back(SetCompared{sides.a});
    rows.end();
}

}  // namespace

Action toggle_compare(const Scenario& scenario) {
    if (scenario.other) return SetCompared{};
    const auto presets = comparison_presets(scenario.problem);
    return SetCompared{presets.empty() ? scenario.problem : presets.front().b};
}

void side_compare(Pen& pen) {
    const AppState& state = pen.frame.state;
    const Comparison sides = comparison_of(state.scenario);
    pen.y += 6.0F;
    const std::size_t reach = !state.display.one_side ? 0 : state.scenario.side == AB::a ? 1 : 2;
    if (const auto chosen = segmented_row(pen, "sides", {"Both", "A only", "B only"}, reach))
        pen.actions.push_back(SetSides{*chosen != 0, *chosen == 2 ? AB::b : AB::a});
    const float middle = section(pen, "COMPARE");
    if (chip(pen, "close-compare", {pen.x + pen.width, middle}, "close  Esc", false))
        pen.actions.push_back(SetCompared{});
    differences_box(pen, sides);
    presets(pen, sides);
    const auto& compared = pen.frame.shown.derived->compared;
    if (compared != nullptr && compared->refusal)
        remark(pen, sentence_of(ComparisonError{compared->edited == AB::a ? AB::b : AB::a, true, *compared->refusal}));
}

}  // namespace stridelens::ui
