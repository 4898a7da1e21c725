#include "app/figure/strip/spoken.h"

#include "app/figure/facts/facts.h"
#include "core/explain/sentence/voice.h"
#include "core/words/prose.h"

#include <cmath>

namespace stridelens {

std::string spoken(const Scene& scene) {
    if (scene.derived == nullptr || is_blank(*scene.derived)) return "";
    const Facts facts = gather(scene);
    if (facts.empty || facts.told == nullptr) return "";
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
