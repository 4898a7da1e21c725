// Tables by enum: counted and checked by the compiler.

#include "core/words/table.h"

#include <gtest/gtest.h>

#include <cstdint>
#include <string_view>

namespace stridelens {
namespace {

enum class Side : std::uint8_t { left, right };
struct Holder {
    enum class Kind { one, two, three };
};
enum class One { only };

using Words = Table<Side, std::string_view>;

TEST(Table, AnEnumIsCountedAsItIsDeclared) {
    static_assert(kCountOf<Side> == 2);
    static_assert(kCountOf<Holder::Kind> == 3);
    static_assert(kCountOf<One> == 1);
    EXPECT_EQ(kAllOf<Holder::Kind>, (std::array{Holder::Kind::one, Holder::Kind::two, Holder::Kind::three}));
}

TEST(Table, ARowIsFoundByItsValue) {
    constexpr Words words({{Side::left, "left"}, {Side::right, "right"}});
    EXPECT_EQ(words[Side::left], "left");
    EXPECT_EQ(words[Side::right], "right");
}

/// What does not compile, asked before it is compiled.
TEST(Table, ARowThatIsMissingOrElsewhereIsNoticed) {
    static_assert(Words::in_order({{Side::left, "left"}, {Side::right, "right"}}));
    static_assert(!Words::in_order({{Side::right, "right"}, {Side::left, "left"}}));
    static_assert(!Words::in_order({{Side::left, "left"}}), "a row is missing");
    static_assert(!Words::in_order({{Side::left, "left"}, {Side::left, "left"}}));
}

}  // namespace
}  // namespace stridelens
