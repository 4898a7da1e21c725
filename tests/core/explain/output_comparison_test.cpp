// Two outputs held against each other cell by cell.
#include "core/explain/output_comparison.h"
#include "tests/core/random_problem.h"

#include <gtest/gtest.h>
#include <limits>
#include <map>

namespace stridelens {
namespace {

/// Every cell by its full index, from the last axis on; leading zeros left out.
std::map<std::vector<std::int64_t>, float> cells_of(const Tensor& tensor) {
    std::map<std::vector<std::int64_t>, float> cells;
    for (std::int64_t flat = 0; flat < std::ssize(tensor.values); ++flat) {
        const Index index = unflatten(tensor.shape, flat);
        std::vector<std::int64_t> key(index.begin(), index.end());
        std::reverse(key.begin(), key.end());
        while (!key.empty() && key.back() == 0) key.pop_back();
        cells[key] = tensor[flat];
    }
    return cells;
}

TEST(OutputComparison, CountsWhatIsThereOnBothSidesOnce) {
    constexpr int seed = 50;
    test::RandomProblems random(seed);
    for (int round = 0; round < 4'000; ++round) {
        Shape shape_a, shape_b;
        for (std::int64_t axis = random.whole(1, 4); axis > 0; --axis)
            shape_a.push_back(random.whole(random.one_in(9) ? 0 : 1, 4));
        shape_b = random.one_in(3) ? shape_a : Shape{};
        if (shape_b.empty())
            for (std::int64_t axis = random.whole(1, 4); axis > 0; --axis) shape_b.push_back(random.whole(1, 4));
        const Tensor a = random.tensor(shape_a, test::Cells::special), b = random.tensor(shape_b, test::Cells::special);
        const auto cells_a = cells_of(a), cells_b = cells_of(b);
        OutputComparison expected;
        for (const auto& [index, value] : cells_a) {
            const auto other = cells_b.find(index);
            if (other == cells_b.end())
                ++expected.only_a;
            else
                ++(test::same_bits(value, other->second) ? expected.same : expected.differs);
        }
        for (const auto& [index, value] : cells_b) expected.only_b += cells_a.contains(index) ? 0 : 1;
        ASSERT_EQ(compare_outputs(a, b), expected)
            << to_string(shape_a) << " " << to_string(shape_b) << " seed " << seed;
    }
}

TEST(OutputComparison, TheSameCellIsTheSameFromBothSides) {
    const Shape a{1, 2, 3, 5}, b{2, 4, 4};
    int both = 0;
    for (std::int64_t flat = 0; flat < element_count(a); ++flat)
        if (const auto there = same_cell(a, flat, b)) {
            ++both;
            EXPECT_EQ(same_cell(b, *there, a), flat);
        }
    EXPECT_EQ(both, 2 * 3 * 4);
}

TEST(OutputComparison, NanIsTheSameAsNanAndMinusZeroIsNotZero) {
    constexpr float nan = std::numeric_limits<float>::quiet_NaN();
    const Tensor a{Shape{3}, {nan, 0.0F, 1.0F}}, b{Shape{3}, {-nan, -0.0F, 1.0F}};
    EXPECT_EQ(compare_outputs(a, b), (OutputComparison{.same = 2, .differs = 1}));
    EXPECT_EQ(compared_cell(a, 1, b), CellCompared::differs);
}

TEST(OutputComparison, IsToldInAWholeSentence) {
    struct Case {
        OutputComparison outputs;
        const char* sentence;
    };
    for (const Case& one : {
             Case{{.same = 9, .only_b = 7}, "7 of 16 cells differ; all 7 exist only in B"},
             Case{{.same = 16}, "All 16 cells are the same"},
             Case{{.same = 1}, "The only cell is the same"},
             Case{{.differs = 1}, "The only cell differs; it exists in both, with another number"},
             Case{{.same = 8, .differs = 1}, "1 of 9 cells differs; it exists in both, with another number"},
             Case{{.same = 4, .differs = 5}, "5 of 9 cells differ; all 5 exist in both"},
             Case{{.differs = 9}, "All 9 cells differ; all 9 exist in both"},
             Case{{.same = 3, .only_a = 1}, "1 of 4 cells differs; it exists only in A"},
             Case{{.same = 3, .differs = 1, .only_b = 5},
                  "6 of 9 cells differ; 1 holds another number, 5 exist only in B"},
             Case{{.same = 3, .differs = 2, .only_a = 1},
                  "3 of 6 cells differ; 2 hold other numbers, 1 exists only in A"},
             Case{{.same = 3, .only_a = 2, .only_b = 4}, "6 of 9 cells differ; 2 exist only in A, 4 only in B"},
             Case{{.same = 2, .differs = 3, .only_a = 2, .only_b = 2},
                  "7 of 9 cells differ; 3 hold other numbers, 2 exist only in A, 2 only in B"},
             Case{{}, "Neither output has a cell"},
         })
        EXPECT_EQ(sentence_of(one.outputs), one.sentence);
}

}  // namespace
}  // namespace stridelens
