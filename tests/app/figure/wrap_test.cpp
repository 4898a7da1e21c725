// Words in lines.

#include "app/figure/wrap.h"
#include "core/words/utf8.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace stridelens {
namespace {

constexpr float kType = 14.0F;

std::string joined(const std::vector<std::string>& lines) {
    std::string text;
    for (const std::string& line : lines) text += (text.empty() ? "" : " ") + line;
    return text;
}

float longest(const std::vector<std::string>& lines) {
    float width = 0.0F;
    for (const std::string& line : lines) width = std::max(width, text_width(line, Face::words, kType));
    return width;
}

const char* const kSentences[] = {
    "the largest of the 4 values in the window",
    "one sum of 9 products per channel, plus the bias; 5 padded cells per channel count as 0",
    "the sum of 4 products: each output that read it passes its upstream gradient times the weight it read it with",
    "averyveryverylongwordthatfitsnowhere and two more",
    "",
};

TEST(Wrap, KeepsEveryWordInOrderAndLinesWithinTheWidth) {
    for (const std::string sentence : kSentences)
        for (const float width : {40.0F, 90.0F, 150.0F, 300.0F, 600.0F, 2000.0F})
            for (const auto& lines :
                 {wrap(sentence, Face::words, kType, width), wrap_sentence(sentence, Face::words, kType, width)}) {
                EXPECT_EQ(joined(lines), sentence) << width;
                for (const std::string& line : lines)
                    if (line.find(' ') != std::string::npos) {
                        EXPECT_LE(text_width(line, Face::words, kType), width) << line;
                    }
            }
}

TEST(Wrap, ASentenceHasNoLineMoreAndIsNoWiderThanItMustBeIfItsLastLineWouldBeAWord) {
    int mended = 0;
    for (const std::string sentence : kSentences)
        for (float width = 60.0F; width < 800.0F; width += 7.0F) {
            const auto plain = wrap(sentence, Face::words, kType, width);
            const auto even = wrap_sentence(sentence, Face::words, kType, width);
            ASSERT_EQ(even.size(), plain.size()) << sentence << ", " << width;
            if (even == plain) continue;
            ++mended;
            EXPECT_LT(text_width(plain.back(), Face::words, kType), width / 3) << "otherwise it stays as it is";
            EXPECT_GT(text_width(even.back(), Face::words, kType), text_width(plain.back(), Face::words, kType));
            if (sentence.find("very") != std::string::npos) continue;  // its first word is a line, however wide
            EXPECT_GT(wrap(sentence, Face::words, kType, longest(even) - 2.0F).size(), even.size()) << even.back();
        }
    EXPECT_GT(mended, 20);
}

TEST(Shortened, FitsAndEndsBetweenCharacters) {
    const std::string shape = "1 × 6 × 5 × 5";
    const auto measure = [](const std::string& words) { return static_cast<float>(text::character_count(words)); };
    EXPECT_EQ(shortened(shape, 13.0F, measure), shape);
    EXPECT_EQ(shortened(shape, 12.0F, measure), "1 × 6 × 5 ×…");
    EXPECT_EQ(shortened(shape, 4.0F, measure), "1 ×…");
    EXPECT_EQ(shortened(shape, 0.0F, measure), "…");
}

}  // namespace
}  // namespace stridelens
