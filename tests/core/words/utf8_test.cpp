// Text as characters.

#include "core/words/utf8.h"

#include <gtest/gtest.h>

#include <string>

namespace stridelens {
namespace {

TEST(Utf8, BrokenTextBecomesReplacementCharacters) {
    EXPECT_EQ(text::characters("a−b"), U"a−b");
    EXPECT_EQ(text::characters("\xE2\x88"), U"\uFFFD\uFFFD");
    EXPECT_EQ(text::characters("\xFFz"), U"\uFFFDz");
    EXPECT_EQ(text::characters("\xC3("), U"\uFFFD(") << "what follows is read for itself";
    for (const char* too_long : {"\xC0\x80", "\xE0\x80\x80", "\xF0\x80\x80\x80"})
        EXPECT_EQ(text::characters(too_long), std::u32string(std::string(too_long).size(), U'\uFFFD')) << too_long;
    EXPECT_EQ(text::characters("\xF4\x90\x80\x80"), std::u32string(4, U'\uFFFD')) << "beyond the last character";
    EXPECT_EQ(text::characters("\xED\xA0\x80"), U"\uFFFD\uFFFD\uFFFD") << "half of a pair";
}

TEST(Utf8, EveryCharacterIsReadAsItIsWritten) {
    for (char32_t code = 0; code <= 0x10FFFF; ++code) {
        if (code >= 0xD800 && code < 0xE000) continue;  // no characters
        const std::string text = text::utf8(code);
        std::size_t at = 0;
        ASSERT_EQ(text::next_character(text, at), code) << std::hex << static_cast<unsigned>(code);
        ASSERT_EQ(at, text.size()) << std::hex << static_cast<unsigned>(code);
    }
}

TEST(Utf8, CharactersAreCountedNotBytes) {
    EXPECT_EQ(text::character_count(""), 0);
    EXPECT_EQ(text::character_count("−3 × ∞"), 6);
    EXPECT_EQ(text::character_count("\xFFz"), 2);
}

TEST(Utf8, ABeginningEndsBetweenCharacters) {
    const std::string text = "a−∞b";  // 1, 3, 3 and 1 bytes
    const char* const expected[] = {"", "a", "a", "a", "a−", "a−", "a−", "a−∞", "a−∞b", "a−∞b"};
    for (std::size_t most = 0; most < std::size(expected); ++most)
        EXPECT_EQ(text::beginning(text, most), expected[most]) << most;
}

TEST(Utf8, WordsOnALineHaveNoCharacterThatMovesItAndNoByteThatIsNoText) {
    for (char32_t code = 0; code <= 0x10FFFF; ++code) {
        if (code >= 0xD800 && code < 0xE000) continue;  // no characters
        const bool moves =
            code < 0x20 || (code >= 0x7F && code <= 0x9F) || code == 0x85 || code == 0x2028 || code == 0x2029;
        const std::string text = "a" + text::utf8(code) + "b";
        const bool none = (code & 0xFFFFU) >= 0xFFFE || (code >= 0xFDD0 && code <= 0xFDEF);
        ASSERT_EQ(text::one_line(text), moves  ? "a b"
                                        : none ? "a\uFFFDb"
                                               : text)
            << std::hex << static_cast<unsigned>(code);
        ASSERT_EQ(text::lines(text), code == '\n' ? text : text::one_line(text))
            << std::hex << static_cast<unsigned>(code);
    }
    EXPECT_EQ(text::one_line("\xFFx\xE2\x88"), "\uFFFDx\uFFFD\uFFFD");
    EXPECT_EQ(text::one_line(std::string("a\0b", 3)), "a b");
    EXPECT_EQ(text::one_line("a\r\nb"), "a  b");
    EXPECT_EQ(text::lines("a\r\nb\rc\n"), "a\nb c\n");
    EXPECT_EQ(text::lines(""), "");
}

}  // namespace
}  // namespace stridelens
