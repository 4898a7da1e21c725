// What core could do and the program refuses: too much for its memory or its patience, and arrays that are no input.
#include "app/problem/input.h"
#include "app/state/derived.h"
#include "app/state/grid_numbers.h"
#include "core/operation/messages/messages.h"
#include "tests/core/operation/broken_rules.h"

#include <gtest/gtest.h>

#include <set>
#include <string>

namespace stridelens {
namespace {

Scenario scenario_of(const std::string& line) {
    return Scenario{"", parse_problem(line).value()};
}

std::optional<Error> array(const std::string& line, const Shape& shape) {
    const auto changed = with_input(scenario_of(line), Tensor(shape));
    return changed ? std::nullopt : std::optional(changed.error());
}

std::optional<Error> derived(const std::string& line) {
    const auto derived = derive(scenario_of(line));
    return derived ? std::nullopt : std::optional(derived.error());
}

std::optional<Error> bias(const std::string& line) {
    const auto numbers = grid_tensor(scenario_of(line).problem, Grid::bias);
    return numbers ? std::nullopt : std::optional(numbers.error());
}

struct Refused {
    BrokenRule rule;
    Field field;
    std::optional<Error> error;
    const char* sentence;
};

std::vector<Refused> refused() {
    return {
        {BrokenRule::readings_beyond_limit, Field::kernel_size, derived("conv2d 1x1x2000x2000 out1 k200 s1"),
         "the windows would read 1.3e+11 cells in all, too many to follow a slider; make the kernel or the input "
         "smaller"},
        {BrokenRule::input_beyond_memory, Field::input, derived("maxpool2d 1x1x8192x8193 k1"),
         "an input of 1x1x8192x8193 would have more than 67108864 cells, the most that Stridelens holds; make an axis "
         "smaller"},
        {BrokenRule::weight_beyond_memory, Field::weight, derived("conv1d 1x10000x1 out10000 k1"),
         "a weight of 10000x10000x1 would have more than 67108864 cells, the most that Stridelens holds; make an axis "
         "smaller"},
        {BrokenRule::output_beyond_memory, Field::padding, derived("pad1d 1x1x2 p100000000"),
         "an output of 1x1x200000002 would have more than 67108864 cells, the most that Stridelens holds; make an axis "
         "smaller"},
        // Made by hand: no test takes all the memory that there is.
        {BrokenRule::memory_exhausted, Field::input, Error{Field::input, BrokenRule::memory_exhausted},
         "there is not enough memory for this; make the input, the kernel or the number of channels smaller"},
        {BrokenRule::array_has_wrong_axes, Field::input, array("maxpool1d 1x1x5 k2", {1, 1, 1, 5}),
         "an array of 4 axes (1x1x1x5) is no input here; MaxPool needs 1 (L), 2 (C × L) or 3 (N × C × L)"},
        {BrokenRule::array_has_wrong_axes, Field::input, array("maxpool2d 1x1x5x5 k2", {5}),
         "an array of 1 axes (5) is no input here; MaxPool needs 2 (H × W), 3 (C × H × W) or 4 (N × C × H × W)"},
        {BrokenRule::array_has_wrong_axes, Field::input, array("avgpool3d 1x1x5x5x5 k2", {5, 5}),
         "an array of 2 axes (5x5) is no input here; AvgPool needs 3 (D × H × W), 4 (C × D × H × W) or 5 (N × C × D × "
         "H × W)"},
        {BrokenRule::array_of_columns_has_wrong_axes, Field::input, array("fold2d 1x4x16 size5 k2", {5}),
         "an array of 1 axes (5) is no input here; Fold needs 2 (C·kernel cells × windows) or 3 (N × C·kernel cells × "
         "windows)"},
        {BrokenRule::array_is_empty, Field::input, array("maxpool2d 1x1x5x5 k2", {0, 5}),
         "an array of 0x5 has no cells; give one that has some"},
        {BrokenRule::values_not_of_this_problem, Field::values, bias("maxpool1d 1x1x5 k2"),
         "there are no such numbers"},
    };
}

TEST(Refusals, OfTheProgramAreToldWordForWord) {
    for (const Refused& one : refused()) {
        ASSERT_TRUE(one.error) << one.sentence;
        EXPECT_EQ(one.error->rule, one.rule) << sentence_of(*one.error);
        EXPECT_STREQ(to_string(one.error->field), to_string(one.field)) << one.sentence;
        EXPECT_EQ(sentence_of(*one.error), one.sentence);
    }
}

TEST(Refusals, OfTheProgramAreAllTheRulesThatCoreDoesNotBreak) {
    std::set<BrokenRule> broken;
    for (const Refused& one : refused()) broken.insert(one.rule);
    EXPECT_EQ(broken, std::set<BrokenRule>(std::begin(test::kRulesOfTheApp), std::end(test::kRulesOfTheApp)));
}

}  // namespace
}  // namespace stridelens
