// How the numbers of a grid are written: as few decimals as say them, outliers by themselves.

#include "app/figure/facts/number_style.h"
#include "core/words/prose.h"
#include "core/words/utf8.h"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <random>

namespace stridelens {
namespace {

std::string written(std::vector<float> values, std::optional<int> decimals = std::nullopt) {
    NumberRange range = number_range(values);
    range.fixed = decimals;
    const NumberStyle style = number_style(range);
    std::string text;
    for (const float value : values) text += (text.empty() ? "" : " ") + format(static_cast<double>(value), style);
    return text;
}

TEST(NumberStyle, ADecimalIsThereOnlyIfItSaysSomething) {
    EXPECT_EQ(written({1, -2, 30}), "1 −2 30");
    EXPECT_EQ(written({0.5F, 1, -2}), "0.5 1.0 −2.0");
    EXPECT_EQ(written({0.25F, 0.5F, 1}), "0.25 0.50 1.00");
    EXPECT_EQ(written({0.125F, 2}), "0.125 2.000");
    EXPECT_EQ(written({-35.19F, 39.81F, -135.8F}), "−35.19 39.81 −135.80");
    EXPECT_EQ(written({1234.5F, 0.5F}), "1234.5 0.5");
}

TEST(NumberStyle, WhatNoFewDecimalsSayIsRounded) {
    EXPECT_EQ(written({1.0F / 3, 2.0F / 3}), "0.33 0.67");
    EXPECT_EQ(written({100.0F / 3, 400.0F / 3}), "33.3 133.3");
    EXPECT_EQ(written({1.23456F, -0.00001F}), "1.23 0.00") << "never −0.00";
}

TEST(NumberStyle, AHugeNumberIsAPowerOfTenAndLeavesTheOthersAlone) {
    EXPECT_EQ(written({1e30F, 1, 2, 3}), "1e30 1 2 3");
    EXPECT_EQ(written({-1.25e7F, 1, 2, 30}), "−1.2e7 1 2 30");
    EXPECT_EQ(written({1e30F, 0.25F, 0.5F, 1}), "1e30 0.25 0.50 1.00");
    EXPECT_EQ(written({1e6F, 2e6F, 0, 3}), "1e6 2e6 0 3");
    EXPECT_EQ(written({1e30F, 1}, 2), "1e30 1.00") << "also where decimals are asked for";
}

TEST(NumberStyle, OneBrokenNumberAmongWholeOnesLeavesThemWhole) {
    EXPECT_EQ(written({4.5F, 1, 2, 3}), "4.5 1 2 3");
    EXPECT_EQ(written({-0.3333F, 1, 2, 3, 4, 5, 6, 7}), "−0.33 1 2 3 4 5 6 7");
    EXPECT_EQ(written({4.5F, 1.5F, 2, 3}), "4.5 1.5 2.0 3.0") << "two of four are no outliers";
    EXPECT_EQ(written({4.5F, 1}), "4.5 1.0");
}

TEST(NumberStyle, OutliersTakeNoRoomFromTheOthers) {
    for (const float outlier : {1e30F, -2e30F, 4.5F, -1234567.0F, -std::numeric_limits<float>::infinity()}) {
        std::vector<float> values(25, 7.0F);
        values[0] = outlier;
        const NumberStyle style = number_style(number_range(values));
        EXPECT_EQ(style.characters, 1) << outlier;
        EXPECT_EQ(fit_numbers(style, 20, 20).size,
                  fit_numbers(number_style(number_range({&values[1], 1})), 20, 20).size);
    }
}

TEST(NumberStyle, NoNumberButAnOutlierIsWiderThanTheStyleSays) {
    std::mt19937 random(7);
    for (int i = 0; i < 2000; ++i) {
        const std::size_t count = 1 + random() % 30;
        const int decimals = static_cast<int>(random() % 6);
        const float scale = std::pow(10.0F, static_cast<float>(random() % 12) - 5.0F);
        std::vector<float> values;
        for (std::size_t k = 0; k < count; ++k) {
            const float unit = std::pow(10.0F, static_cast<float>(decimals));
            values.push_back(std::round((static_cast<float>(random() % 2001) / 1000.0F - 1.0F) * unit) / unit * scale);
        }
        const NumberStyle style = number_style(number_range(values));
        std::size_t wider = 0;
        for (const float value : values)
            if (text::character_count(format(static_cast<double>(value), style)) > style.characters) ++wider;
        EXPECT_LE(wider, std::max<std::size_t>(count / 8, 1)) << "run " << i << ": " << written(values);
    }
}

TEST(NumberStyle, WhatIsPrintedIsTheNumberThatTheTextSays) {
    for (const float value : {0.0F, -1.5F, 0.333F, 1e30F, -1.25e7F, 3e-7F})
        for (const int decimals : {0, 2, 4}) {
            NumberStyle style;
            style.decimals = style.most = decimals;
            const double said = std::stod(text::plain(format(static_cast<double>(value), style)));
            EXPECT_EQ(printed(static_cast<double>(value), style), said) << value << " with " << decimals;
        }
    EXPECT_TRUE(std::isnan(printed(std::numeric_limits<double>::quiet_NaN(), {})));
    EXPECT_EQ(printed(-std::numeric_limits<double>::infinity(), {}), -std::numeric_limits<double>::infinity());
}

}  // namespace
}  // namespace stridelens
