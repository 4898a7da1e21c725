// Numbers in sentences.

#include "core/words/prose.h"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>

namespace stridelens {
namespace {

constexpr auto kInfinity = std::numeric_limits<double>::infinity();
constexpr auto kLeast = std::numeric_limits<std::int64_t>::min();

TEST(Prose, NumbersHaveATrueMinus) {
    EXPECT_EQ(prose(std::int64_t{-3}), "−3");
    EXPECT_EQ(prose(kLeast), "−9223372036854775808");
    EXPECT_EQ(prose(-0.5), "−0.5");
    EXPECT_EQ(prose(-0.1F), "−0.1") << "the shortest digits of a float, not of the double next to it";
    EXPECT_EQ(prose(-1e-7), "−1e−07");
    EXPECT_EQ(prose(-kInfinity), "−∞");
    EXPECT_EQ(prose(std::nan("")), "NaN");
}

TEST(Prose, WhatIsTypedCanBeReadAgain) {
    EXPECT_EQ(text::typed(-2.5), "−2.5");
    EXPECT_EQ(text::typed(-0.0F), "−0");
    EXPECT_EQ(text::typed(-kInfinity), "−inf");
    EXPECT_EQ(text::typed(std::nan("")), "nan");
    EXPECT_EQ(text::typed(-std::nan("")), "nan") << "its sign means nothing";
    EXPECT_EQ(text::plain(text::typed(-2.5)), "-2.5");
    EXPECT_EQ(text::plain("−1 − −2"), "-1 - -2");
}

TEST(Prose, TermsOfASumHaveTheirSignApart) {
    EXPECT_EQ(text::signed_term(2), "+ 2");
    EXPECT_EQ(text::signed_term(0), "+ 0");
    EXPECT_EQ(text::signed_term(-2), "− 2");
    EXPECT_EQ(text::signed_term(kLeast), "− 9223372036854775808");
}

TEST(Prose, ListsReadLikeSentences) {
    EXPECT_EQ(text::counted(1, "column"), "1 column");
    EXPECT_EQ(text::counted(-2, "column"), "−2 columns");
    EXPECT_EQ(text::joined({"a"}), "a");
    EXPECT_EQ(text::joined({"a", "b"}), "a and b");
    EXPECT_EQ(text::joined({"a", "b", "c"}), "a, b and c");
    EXPECT_EQ(text::listed({}), "");
    EXPECT_EQ(text::listed({2}), "2");
    EXPECT_EQ(text::listed({2, 3}), "2 and 3");
    EXPECT_EQ(text::listed({2, 3, 5}), "2, 3 and 5");
    EXPECT_EQ(text::listed({-1, 0, 1, 2}), "−1 … 2");
    EXPECT_EQ(text::listed({2, 5, 8, 9}), "2, 5, 8 and 9");
    EXPECT_EQ(text::listed({2, 5, 8, 9, 11}), "2, 5, 8 …");
    EXPECT_EQ(text::bracketed({0, -3}), "[0, −3]");
}

}  // namespace
}  // namespace stridelens
