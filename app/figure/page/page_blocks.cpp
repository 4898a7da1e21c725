#include "app/figure/page/page_blocks.h"

#include "app/figure/sketch.h"
#include "app/figure/wrap.h"
#include "core/explain/size/counts.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <sstream>

namespace stridelens {

namespace {

constexpr float kTitleType = 22.0F, kTextType = 14.0F, kCodeType = 13.0F, kNoteType = 12.0F;

struct Style {
    Face face = Face::words;
    float size = kTextType;
    Paint paint{Role::ink};
    float leading = 1.35F;  // from line to line, em
};

/// Lines in the middle of a figure as wide as the widest, or from its left edge.
Figure lines_block(const std::vector<std::string>& lines, const Style& style, const char* id, bool centred) {
    float width = 0.0F;
    for (const std::string& line : lines) width = std::max(width, text_width(line, style.face, style.size));
    const float step = std::round(style.size * style.leading);
    Sketch sketch(std::ceil(width), step * static_cast<float>(lines.size()));
    if (lines.empty()) return std::move(sketch.figure());
    {
        const auto group = sketch.group(id, id);
        float y = step / 2;
        for (const std::string& line : lines) {
            const Point at{centred ? sketch.figure().width / 2 : 0.0F, y};
            sketch.text(at, line, style.face, style.size, style.paint, centred ? Align::middle : Align::start);
            y += step;
        }
    }
    return std::move(sketch.figure());
}

std::vector<std::string> lines_of(const std::string& text) {
    std::vector<std::string> lines;
    std::istringstream stream(text);
    for (std::string line; std::getline(stream, line);) lines.push_back(line);
    return lines;
}

/// A text's own line breaks stay.
std::vector<std::string> wrapped(const std::string& words, Face face, float size, float width) {
    std::vector<std::string> lines;
    for (const std::string& paragraph : lines_of(words))
        for (std::string& line : wrap(paragraph, face, size, width)) lines.push_back(std::move(line));
    return lines;
}

}  // namespace

Figure title_block(const std::string& words, float width) {
    return lines_block(wrapped(words, Face::words_bold, kTitleType, width), {Face::words_bold, kTitleType}, "title",
                       true);
}

Figure caption_block(const std::string& words, float width) {
    const std::vector<std::string> lines = wrapped(words, Face::words, kTextType, width);
    return lines_block(lines, {Face::words, kTextType}, "caption", lines.size() == 1);
}

Figure words_block(const std::string& sentence, float width) {
    const std::vector<std::string> lines = wrap_sentence(sentence, Face::words, kTextType, width);
    return lines_block(lines, {Face::words, kTextType, {Role::dim_ink}}, "words", lines.size() == 1);
}

Figure counts_block(const Derived& derived, float width) {
    std::vector<std::string> lines;
    for (const Count& count : counts_of(derived.geometry))
        for (std::string& line : wrap(in_full(count), Face::numbers, kCodeType, width))
            lines.push_back(std::move(line));
    return lines_block(lines, {Face::numbers, kCodeType, {Role::dim_ink}, 1.5F}, "counts", false);
}

Figure code_block(const Derived& derived, float width) {
    constexpr float margin = 12.0F, step = 18.0F;
    const auto columns = static_cast<int>(std::max((width - 2 * margin) / (0.6F * kCodeType), 24.0F));
    const std::vector<std::string> lines = lines_of(pytorch_code(derived.geometry, std::min(columns, 88)));
    float widest = 0.0F;
    for (const std::string& line : lines) widest = std::max(widest, text_width(line, Face::numbers, kCodeType));
    Sketch sketch(std::ceil(widest) + 2 * margin, step * static_cast<float>(lines.size()) + 2 * margin - 4.0F);
    {
        const auto group = sketch.group("code", "The equivalent call");
        Rect well;
        well.box = {0.0F, 0.0F, sketch.figure().width, sketch.figure().height};
        well.radius = 8.0F;
        well.fill = {Role::chip};
        sketch.add(std::move(well));
        float y = margin - 2.0F + step / 2;
        for (const std::string& line : lines) {
            sketch.text({margin, y}, line, Face::numbers, kCodeType, {Role::ink}, Align::start);
            y += step;
        }
    }
    return std::move(sketch.figure());
}

Figure frameworks_block(const Derived& derived, const std::vector<Difference>& differences, float width) {
    const auto add = [&](const std::string& sentence, std::vector<std::string>& lines) {
        for (std::string& line : wrap_sentence(sentence, Face::words, kNoteType, width))
            lines.push_back(std::move(line));
    };
    std::vector<std::string> lines, longest;
    for (const Difference& difference : differences) add(difference.sentence, lines);
    for (const std::string& sentence : derived.longest_differences) add(sentence, longest);
    const Style style{Face::words, kNoteType, {Role::dim_ink}, 1.5F};
    Figure block = lines_block(lines, style, "frameworks", false);
    // As much room for every step, as far as that is known: the pages of a film have one size.
    block.height = std::max(block.height, lines_block(longest, style, "frameworks", false).height);
    return block;
}

Figure step_label(std::int64_t step) {
    return lines_block({fmt::format("step {}", step + 1)}, {Face::words_medium, kTextType, {Role::dim_ink}}, "step",
                       true);
}

}  // namespace stridelens
