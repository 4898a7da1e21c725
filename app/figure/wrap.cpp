#include "app/figure/wrap.h"

#include <algorithm>

namespace stridelens {

std::vector<std::string> wrap(const std::string& text, Face face, float size, float width) {
    std::vector<std::string> lines(1);
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t space = std::min(text.find(' ', at), text.size());
        const std::string word = text.substr(at, space - at);
        const std::string joined = lines.back().empty() ? word : lines.back() + " " + word;
        if (lines.back().empty() || text_width(joined, face, size) <= width)
            lines.back() = joined;
        else
            lines.push_back(word);
        at = space + 1;
    }
    return lines;
}

}  // namespace stridelens
