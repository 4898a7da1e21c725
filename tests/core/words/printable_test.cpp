#include "core/words/printable.h"
#include "core/words/utf8.h"

#include <gtest/gtest.h>

namespace stridelens {
namespace {

const std::string kUnknown = "\uFFFD";

TEST(Printable, LeavesWhatCanBeSeen) {
    const std::string text = "maxpool2d 1×1 – “ä” 한국 ∞ ≤ …";
    EXPECT_EQ(text::printable(text), text);
    EXPECT_EQ(text::printable(""), "");
}

TEST(Printable, HasNothingThatActsUnseen) {
    EXPECT_EQ(text::printable("a\x1b[31mb"), "a [31mb") << "an escape would reach the terminal";
    EXPECT_EQ(text::printable("\r\n\t\a"), "    ");
    EXPECT_EQ(text::printable("\x7f"), " ");
    EXPECT_EQ(text::printable("\u009b31m"), " 31m") << "C1's escape";
    EXPECT_EQ(text::printable("a\u202Eb"), "a" + kUnknown + "b") << "turns the direction of writing";
    EXPECT_EQ(text::printable("a\u2028b"), "a b");
    EXPECT_EQ(text::printable("a\xff\xe4z"), "a" + kUnknown + kUnknown + "z") << "no UTF-8";
}

TEST(Printable, OfAnyByteIsUtf8WithoutControlCharacters) {
    for (int first = 0; first < 256; ++first)
        for (int second = 0; second < 256; ++second) {
            const std::string printed =
                text::printable(std::string{static_cast<char>(first), static_cast<char>(second)});
            for (const char32_t code : text::characters(printed))
                ASSERT_TRUE(code >= 0x20 && !(code >= 0x7F && code < 0xA0)) << first << ", " << second;
        }
}

TEST(Excerpt, IsNoLongerThanAskedAndKeepsBothEnds) {
    EXPECT_EQ(text::excerpt("abcdefgh", 8), "abcdefgh");
    EXPECT_EQ(text::excerpt("abcdefgh", 5), "abc…h");
    EXPECT_EQ(text::excerpt("ääääää", 3), "ä…ä");
    EXPECT_EQ(text::excerpt("\x1b\x1b", 5), "  ");
    for (std::size_t length = 0; length < 50; ++length)
        for (std::size_t most = 3; most < 20; ++most)
            EXPECT_LE(text::character_count(text::excerpt(std::string(length, 'x'), most)), static_cast<int>(most));
}

}  // namespace
}  // namespace stridelens
