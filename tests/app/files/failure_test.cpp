#include "app/files/failure.h"
#include "core/operation/messages/messages.h"
#include "core/operation/problem.h"

#include <gtest/gtest.h>

namespace stridelens {
namespace {

TEST(Failure, OfARefusedLineKeepsTheSentenceAndWhereReadingStopped) {
    const auto problem = parse_problem("maxpool2d 1x1x5x5 q2");
    ASSERT_FALSE(problem);
    const Outcome<int> failure = failed(problem.error());
    ASSERT_FALSE(failure);
    EXPECT_EQ(failure.error(), (Failure{sentence_of(problem.error()), 18}));
}

TEST(Failure, HasNoColumnUnlessALineWasRead) {
    const Outcome<int> failure = failed("there is no such file");
    ASSERT_FALSE(failure);
    EXPECT_EQ(failure.error(), (Failure{"there is no such file", std::nullopt}));
    EXPECT_NE(failure.error(), (Failure{"there is no such file", 0}));
}

/// It may come to a terminal, or into a window.
TEST(Failure, RepeatsNothingThatActsUnseen) {
    const Outcome<int> failure = failed("a\x1b[31m\r\n\xff");
    ASSERT_FALSE(failure);
    EXPECT_EQ(failure.error().sentence, "a [31m  \uFFFD");
    EXPECT_EQ(told_name("/a\x1b/b"), "/a /b");
}

}  // namespace
}  // namespace stridelens
