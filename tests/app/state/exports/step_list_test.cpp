#include "app/state/exports/step_list.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

namespace stridelens {
namespace {

using Steps = std::vector<std::int64_t>;

std::string refusal(std::string_view text, std::int64_t count) {
    const auto steps = parse_steps(text, count);
    return steps ? "accepted" : steps.error().sentence;
}

TEST(StepList, ReadsNumbersRangesAndAll) {
    EXPECT_EQ(parse_steps("", 16).value(), Steps{});
    EXPECT_EQ(parse_steps("7", 16).value(), Steps{6});
    EXPECT_EQ(parse_steps("1,2,7-9,16", 16).value(), (Steps{0, 1, 6, 7, 8, 15}));
    EXPECT_EQ(parse_steps(" 3 , 1 - 2 ", 16).value(), (Steps{2, 0, 1})) << "in the order in which they are written";
    EXPECT_EQ(parse_steps("all", 3).value(), (Steps{0, 1, 2}));
}

TEST(StepList, RefusesWithWhatIsWrongAndHowItIsWritten) {
    EXPECT_NE(refusal("17", 16).find("there is no step 17: this problem has 16 steps"), std::string::npos);
    EXPECT_NE(refusal("1-1000000000000", 16).find("no step 1000000000000"), std::string::npos)
        << "without counting them out";
    EXPECT_NE(refusal("9-7", 16).find("run backwards; write 7-9"), std::string::npos);
    for (const char* wrong : {"0", "-1", "a", "1,,2", "1,", ",", "1-", "1.5", "99999999999999999999"})
        EXPECT_NE(refusal(wrong, 16).find("steps from 1 to 16 like 1,2,7-9, or all"), std::string::npos)
            << wrong << ": " << refusal(wrong, 16);
}

TEST(StepList, HasAnEnd) {
    constexpr std::int64_t half = kMostSteps / 2;
    EXPECT_EQ(parse_steps(fmt::format("1-{0},1-{0}", half), half).value().size(), static_cast<std::size_t>(kMostSteps));
    EXPECT_NE(refusal(fmt::format("1-{0},1-{0},1", half), half).find("10000001 steps are more than a list can have"),
              std::string::npos);
    EXPECT_NE(refusal("1-900000000,1-900000000", 900'000'000).find("900000000 steps are more"), std::string::npos);
    EXPECT_NE(refusal("all", kMostSteps + 1).find("choose fewer"), std::string::npos);
    EXPECT_EQ(parse_steps("all", kMostSteps).value().size(), static_cast<std::size_t>(kMostSteps));
}

TEST(StepList, PrintsWhatItReads) {
    for (const char* text : {"", "7", "1,2,7-9,16", "3,1,2", "2-4,4-2"}) {
        const auto steps = parse_steps(text, 16);
        if (!steps) continue;
        EXPECT_EQ(parse_steps(print_steps(*steps, 16), 16).value(), *steps) << text;
    }
    EXPECT_EQ(print_steps({0, 1, 6, 7, 8, 15}, 16), "1,2,7-9,16");
    EXPECT_EQ(print_steps({0, 1, 2}, 3), "all");
    EXPECT_EQ(print_steps({0}, 1), "1");
}

}  // namespace
}  // namespace stridelens
