// What other frameworks would make of the same settings: a calm line each, above the strip.

#include "app/figure/differences.h"

#include "app/figure/parts.h"

#include <algorithm>

namespace stridelens {

namespace {

constexpr std::size_t kMostLines = 2;
constexpr float kLeastGrids = 320.0F;
constexpr float kLine = 18.0F, kType = 12.0F, kMargin = 24.0F;

/// `text`, as much of it as fits.
std::string fitted(const std::string& text, float width) {
    if (text_width(text, Face::words, kType) <= width) return text;
    std::string shorter = text;
    while (!shorter.empty() && text_width(shorter + " …", Face::words, kType) > width) {
        const std::size_t space = shorter.find_last_of(' ');
        if (space == std::string::npos) return "";
        shorter.erase(space);
    }
    return shorter + " …";
}

}  // namespace

float differences_height(const Facts& facts, float free) {
    // As much for every step, as far as that is known: nothing should move while stepping.
    const std::size_t most = std::max(facts.derived.most_differences, facts.derived.differences.size());
    if (most == 0 || facts.empty || free < kLeastGrids) return 0.0F;
    return static_cast<float>(std::min(most, kMostLines)) * kLine + 6.0F;
}

void draw_differences(const Page& page, const Box& room) {
    if (room.h <= 0.0F || page.facts.derived.differences.empty()) return;
    const auto group = page.sketch.group("differences", "Other frameworks");
    const auto& all = page.facts.derived.differences;
    const std::size_t lines = std::min(all.size(), kMostLines);
    float y = room.bottom() - 6.0F - kLine * (static_cast<float>(lines) - 0.5F);  // the last one lies on the strip
    for (std::size_t i = 0; i < lines; ++i, y += kLine)
        page.sketch.text({room.x + kMargin, y}, fitted(all[i].sentence, room.w - 2 * kMargin), Face::words, kType,
                         {Role::dim_ink}, Align::start);
}

}  // namespace stridelens
