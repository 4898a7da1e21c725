// What other frameworks would make of the same settings: a calm line each, two on narrow pages, above the strip.

#include "app/figure/draw/draw_differences.h"

#include "app/figure/draw/draw.h"
#include "app/figure/wrap.h"

#include <algorithm>

namespace stridelens {

namespace {

constexpr std::size_t kMost = 2, kMostLines = 2;  // sentences, and lines of each
constexpr float kLeastGrids = 320.0F;
constexpr float kLine = 18.0F, kType = 12.0F, kMargin = 24.0F, kBelow = 6.0F;

/// The lines of one sentence; what does not fit into the last is left out.
std::vector<std::string> lines_of(const std::string& sentence, float width) {
    std::vector<std::string> lines = wrap(sentence, Face::words, kType, width);
    if (lines.size() <= kMostLines) return wrap_sentence(sentence, Face::words, kType, width);
    lines.resize(kMostLines);
    std::string& last = lines.back();
    while (text_width(last + " …", Face::words, kType) > width && last.find(' ') != std::string::npos)
        last.erase(last.find_last_of(' '));
    last += " …";
    return lines;
}

}  // namespace

float differences_height(const Facts& facts, float free) {
    // As much for every step, as far as that is known: nothing should move while stepping.
    const std::vector<std::string>& longest = facts.derived.longest_differences;
    if (!facts.scene.parts.frameworks || !shows_step(facts) || longest.empty() || free < kLeastGrids) return 0.0F;
    std::size_t lines = 0;
    for (std::size_t i = 0; i < std::min(longest.size(), kMost); ++i)
        lines += lines_of(longest[i], facts.scene.width - 2 * kMargin).size();
    return static_cast<float>(lines) * kLine + kBelow;
}

void draw_differences(const Page& page, const Box& room) {
    const auto all = differences_at(page.facts.scene, page.facts.scene.shown);
    std::vector<std::string> lines;
    for (std::size_t i = 0; i < std::min(all.size(), kMost); ++i)
        for (std::string& line : lines_of(all[i].sentence, room.w - 2 * kMargin)) lines.push_back(std::move(line));
    const auto most = static_cast<std::size_t>(std::max((room.h - kBelow) / kLine, 0.0F));
    if (lines.size() > most) lines.resize(most);
    if (lines.empty()) return;
    const auto group = page.sketch.group("differences", "Other frameworks");
    float y = room.bottom() - kBelow - kLine * (static_cast<float>(lines.size()) - 0.5F);  // the last lies on the strip
    for (const std::string& line : lines) {
        page.sketch.text({room.x + kMargin, y}, line, Face::words, kType, {Role::dim_ink}, Align::start);
        y += kLine;
    }
}

}  // namespace stridelens
