#include "app/files/array/csv.h"
#include "app/files/array/array.h"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>

namespace stridelens {
namespace {

Outcome<Array> read(const std::string& text) {
    return array_from_csv("k.csv", text);
}

std::string refusal(const std::string& text) {
    const auto array = read(text);
    return array ? "read" : array.error().sentence;
}

TEST(Csv, IsRowsOfNumbers) {
    const Tensor expected(Shape{2, 3}, {1, 2.5, -3, 4, 5, 6});
    for (const char* text : {"1,2.5,-3\n4,5,6\n", "1,2.5,-3\r\n4,5,6", "1;2,5;-3\n4;5;6\n", "1\t2.5\t-3\n4\t5\t6\n",
                             "1 2.5 -3\n4  5 6 \n", " 1 , 2.5,-3\n\"4\",5,+6\n\n",
                             "\xEF\xBB\xBF"
                             "1,2.5,-3\n4,5,6",
                             "a,b,c\n1,2.5,-3\n4,5,6\n"}) {
        const auto array = read(text);
        ASSERT_TRUE(array) << text << ": " << refusal(text);
        EXPECT_EQ(*array, expected) << text;
        EXPECT_EQ(array->kind, FileKind::table);
    }
}

TEST(Csv, AnEmptyLineBeginsTheNextPlane) {
    const auto array = read("\n1,2\n3,4\n\n\n5,6\n7,8\n\n");
    ASSERT_TRUE(array) << refusal("");
    EXPECT_EQ(*array, Tensor(Shape({2, 2, 2}), {1, 2, 3, 4, 5, 6, 7, 8}));
}

TEST(Csv, NumbersAreThoseOfTheOneLineForm) {
    const auto array = read("nan,inf,-inf,1e-3,1e-50,-0,3.4028235e38\n");
    ASSERT_TRUE(array) << refusal("3.4028235e38\n");
    EXPECT_TRUE(std::isnan(array->values[0]));
    EXPECT_EQ(array->values[1], std::numeric_limits<float>::infinity());
    EXPECT_EQ(array->values[2], -std::numeric_limits<float>::infinity());
    EXPECT_EQ(array->values[3], 1e-3F);
    EXPECT_EQ(array->values[4], 0.0F);
    EXPECT_EQ(array->values[6], std::numeric_limits<float>::max());
}

TEST(Csv, RefusesWithLineAndColumn) {
    EXPECT_EQ(refusal("1,2\n3,x\n"),
              "k.csv: line 2, column 3: read \"x\", expected a number such as -1, 2.5, 1e-3, nan or -inf");
    for (const char* wide : {"1e39", "-1e300", "1e999"})
        EXPECT_EQ(refusal(std::string("1,") + wide),
                  std::string("k.csv: line 1, column 3: read \"") + wide +
                      "\", expected a number within float32, ±3.4e38 (inf is allowed, as inf)");
    EXPECT_NE(refusal("1,2\n3\n").find("line 2 has 1 numbers, but those before it have 2"), std::string::npos);
    EXPECT_NE(refusal("1,2\n\n3,4\n5,6\n").find("2 rows, but those before it have 1"), std::string::npos);
    EXPECT_NE(refusal("").find("no numbers"), std::string::npos);
    EXPECT_NE(refusal("a,b\n").find("no numbers"), std::string::npos);
    EXPECT_NE(refusal("1,,2\n").find("column 3"), std::string::npos) << refusal("1,,2\n");
    EXPECT_EQ(refusal("1,2\n3,\x1b"
                      "4\n")
                  .find('\x1b'),
              std::string::npos);
}

}  // namespace
}  // namespace stridelens
