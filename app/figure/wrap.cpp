#include "app/figure/wrap.h"
#include "core/words/utf8.h"

#include <algorithm>

namespace stridelens {

std::vector<std::string> wrap(const std::string& text, float width,
                              const std::function<float(const std::string&)>& measure) {
    std::vector<std::string> lines(1);
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t space = std::min(text.find(' ', at), text.size());
        const std::string word = text.substr(at, space - at);
        const std::string joined = lines.back().empty() ? word : lines.back() + " " + word;
        if (lines.back().empty() || measure(joined) <= width)
            lines.back() = joined;
        else
            lines.push_back(word);
        at = space + 1;
    }
    return lines;
}

std::vector<std::string> wrap(const std::string& text, Face face, float size, float width) {
    return wrap(text, width, [&](const std::string& words) { return text_width(words, face, size); });
}

std::vector<std::string> wrap_sentence(const std::string& sentence, Face face, float size, float width) {
    constexpr float kLeastLast = 1.0F / 3.0F;  // of the width
    const std::vector<std::string> lines = wrap(sentence, face, size, width);
    if (lines.size() < 2 || text_width(lines.back(), face, size) >= kLeastLast * width) return lines;
    float least = 0.0F;  // the narrowest that needs no line more lies between these
    for (float most = width; most - least > 1.0F;) {
        const float middle = (least + most) / 2;
        (wrap(sentence, face, size, middle).size() > lines.size() ? least : most) = middle;
    }
    return wrap(sentence, face, size, std::min(least + 1.0F, width));
}

std::string shortened(const std::string& words, float width, const std::function<float(const std::string&)>& measure) {
    if (measure(words) <= width) return words;
    std::string kept;
    for (std::size_t at = 0; at < words.size();) {
        const std::size_t begin = at;
        text::next_character(words, at);
        if (measure(kept + words.substr(begin, at - begin) + "…") > width) break;
        kept += words.substr(begin, at - begin);
    }
    return kept + "…";
}

}  // namespace stridelens
