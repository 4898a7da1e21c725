#include "app/figure/strip/spoken.h"

#include "app/figure/facts/facts.h"
#include "core/explain/sentence/voice.h"
#include "core/words/prose.h"

#include <fmt/format.h>

#include <cmath>

namespace stridelens {

namespace {

/// The same cell of A and of B, of those that have it.
std::string spoken_of_both(const Scene& scene) {
    std::string text;
    if (scene.told == nullptr) return text;
    for (const AB side : {AB::a, AB::b}) {
        const auto& told = side == AB::a ? scene.told->a : scene.told->b;
        if (told == nullptr) continue;
        Scene alone;
        alone.derived = scene.derived->compared->side(side);
        alone.told = told;
        alone.step = alone.shown = alone.slide_from = told->step;
        text += fmt::format("{}{}: {}", text.empty() ? "" : " ", to_string(side), spoken(alone));
    }
    return text;
}

}  // namespace

std::string spoken(const Scene& scene) {
    if (scene.derived == nullptr || is_blank(*scene.derived)) return "";
    if (scene.derived->compared != nullptr) return spoken_of_both(scene);
    const Facts facts = gather(scene);
    if (facts.empty || facts.told == nullptr) return "";
    if (facts.tap) return facts.explanation().sentence;
    const NumberStyle style = number_style(facts.sheet(facts.made).numbers);
    constexpr double most_whole = 1e6;
    // A sum of whole numbers is whole, however many decimals its mean has.
    const auto number = [&](double value) {
        const bool whole = std::trunc(value) == value && std::abs(value) < most_whole;
        return whole ? prose(static_cast<std::int64_t>(value)) : format(value, style);
    };
    const Explanation& told = facts.explanation();
    return voice(facts.geometry, told, expression_of(facts.geometry, told, 1), scene.shown, facts.derived.steps,
                 number);
}

}  // namespace stridelens
