#include "app/export/html/html_align.h"

#include <algorithm>
#include <cstdint>

namespace stridelens {

namespace {

constexpr std::size_t kMostPairs = std::size_t{1} << 22;

struct Range {
    std::size_t begin = 0, end = 0;
    std::size_t size() const { return end - begin; }
};

class Aligner {
public:
    Aligner(std::size_t after, int rules, const MayBeSame& same) : rules_(rules), same_(same), found_(after) {}

    void run(int rule, Range a, Range b) {
        if (rule == rules_ || a.size() == 0 || b.size() == 0) return;
        std::vector<std::pair<std::size_t, std::size_t>> pairs;
        Range middle_a = a, middle_b = b;
        while (middle_a.size() > 0 && middle_b.size() > 0 && same_(rule, middle_a.begin, middle_b.begin))
            pairs.emplace_back(middle_a.begin++, middle_b.begin++);
        std::vector<std::pair<std::size_t, std::size_t>> tail;
        while (middle_a.size() > 0 && middle_b.size() > 0 && same_(rule, middle_a.end - 1, middle_b.end - 1))
            tail.emplace_back(--middle_a.end, --middle_b.end);
        if (middle_a.size() * middle_b.size() <= kMostPairs) longest_common(rule, middle_a, middle_b, pairs);
        pairs.insert(pairs.end(), tail.rbegin(), tail.rend());
        Range gap_a = a, gap_b = b;
        for (const auto& [i, j] : pairs) {
            found_[j] = i;
            run(rule + 1, {gap_a.begin, i}, {gap_b.begin, j});
            gap_a.begin = i + 1;
            gap_b.begin = j + 1;
        }
        run(rule + 1, gap_a, gap_b);
    }
    std::vector<std::optional<std::size_t>> found() { return std::move(found_); }

private:
    void longest_common(int rule, Range a, Range b, std::vector<std::pair<std::size_t, std::size_t>>& pairs) {
        const std::size_t width = b.size() + 1;
        std::vector<std::uint32_t> length((a.size() + 1) * width, 0);  // of the rest from (i, j) on
        std::vector<bool> same(a.size() * width, false);
        for (std::size_t i = a.size(); i-- > 0;)
            for (std::size_t j = b.size(); j-- > 0;) {
                const std::size_t at = i * width + j;
                same[at] = same_(rule, a.begin + i, b.begin + j);
                length[at] = same[at] ? length[at + width + 1] + 1 : std::max(length[at + width], length[at + 1]);
            }
        for (std::size_t i = 0, j = 0; i < a.size() && j < b.size();) {
            const std::size_t at = i * width + j;
            if (same[at])
                pairs.emplace_back(a.begin + i++, b.begin + j++);
            else if (length[at + width] >= length[at + 1])
                ++i;
            else
                ++j;
        }
    }

    int rules_;
    const MayBeSame& same_;
    std::vector<std::optional<std::size_t>> found_;
};

}  // namespace

std::vector<std::optional<std::size_t>> align(std::size_t before, std::size_t after, int rules, const MayBeSame& same) {
    Aligner aligner(after, rules, same);
    aligner.run(0, {0, before}, {0, after});
    return aligner.found();
}

}  // namespace stridelens
