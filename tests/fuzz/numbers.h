#pragma once
// Files with numbers: what holds for each that is read, whatever it was.

#include "app/files/array/array.h"
#include "app/files/open.h"
#include "app/problem/solve.h"
#include "tests/fuzz/scratch.h"

#include <algorithm>
#include <bit>
#include <cmath>

namespace stridelens::fuzz {

/// Bit for bit, except that NaN equals NaN.
inline bool same_numbers(const std::vector<float>& a, const std::vector<float>& b) {
    return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](float x, float y) {
        return std::bit_cast<std::uint32_t>(x) == std::bit_cast<std::uint32_t>(y) || (std::isnan(x) && std::isnan(y));
    });
}

inline test::Broken broken_array(const Array& array) {
    if (!fits(array.shape)) return "more cells than may be";
    if (std::ssize(array.values) != element_count(array.shape)) return "not a number for each cell";
    if (!array.whole.empty() && array.whole.size() != array.values.size()) return "not a whole number for each cell";
    for (std::size_t i = 0; i < array.whole.size(); ++i)
        if (static_cast<float>(array.whole[i]) != array.values[i]) return "a whole number that is not the cell's";
    return broken_words(array.remark);
}

/// The file opened onto operations that take it as it is, as a matrix, and as what a pooling left: refused with a sentence,
/// or an input with a number for each cell.
inline void check_opening(const std::string& name, std::string_view bytes) {
    const std::filesystem::path file = scratch().file(name, bytes);
    for (const char* line :
         {"maxpool2d 1x1x5x5 k2", "conv1d 1x1x5 out1 k2", "fold2d 1x4x4 size3 k2", "maxunpool2d 1x1x2x2 k2"}) {
        const auto opened = open_scenario(file.string(), {"", *parse_problem(line)});
        if (!opened) {
            stop_if(broken_refusal(opened.error()), bytes);
            continue;
        }
        stop_if(broken_words(opened->remark), bytes);
        const Problem& problem = opened->problem;
        const std::string what = std::string(line) + ": " + print(problem);
        if (problem.values.kind == Values::Kind::list)
            stop_unless(std::ssize(problem.values.list) == element_count(problem.input), "not a number a cell", what);
        stop_unless(opened->step == clamped_step(*opened), "it opens at a step that there is not", what);
        stop_unless(opened->title == text::one_line(opened->title), "a title with control characters", what);
    }
}

}  // namespace stridelens::fuzz
