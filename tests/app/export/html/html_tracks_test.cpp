// What the page is made of: tracks of elements, columns of values, and which element of a step is which of the next.

#include "app/export/html/html_tracks.h"
#include "app/export/html/html_align.h"
#include "app/export/html/html_columns.h"
#include "app/files/scenario_json.h"
#include "tests/app/cli/headless.h"
#include "tests/app/export/html/html_page.h"

#include <cmath>
#include <limits>

namespace stridelens {
namespace {

/// Groups in groups, with shapes that come, go, move and change, from few of each: much is alike, and seldom in order.
class RandomFigures {
public:
    explicit RandomFigures(std::uint32_t seed) : state_(seed) {}

    Figure next() {
        Figure figure{100.0F, 100.0F, {}};
        add_some(figure, 2);
        return figure;
    }

private:
    std::uint32_t below(std::uint32_t count) {
        state_ = state_ * 1664525U + 1013904223U;
        return (state_ >> 16U) % count;
    }
    float place() { return 10.0F * static_cast<float>(below(3)); }
    Paint paint() {
        const Paint paints[] = {{Role::window}, {Role::ink, 0.0F, 0.5F}, {Role::none}};
        return paints[below(3)];
    }
    void add_one(Figure& figure) {
        const Point at{place(), place()}, to{place(), 5.0F};
        Rect rect;
        rect.box = {at.x, at.y, 9.0F, 9.0F};
        rect.radius = static_cast<float>(below(2));
        rect.fill = paint();
        rect.stroke = paint();
        rect.stroke_width = 1.0F;
        rect.dashed = below(3) == 0;
        if (below(2) == 0) rect.cell = {below(2) == 0 ? Grid::input : Grid::output, below(3)};
        if (below(4) == 0) {
            rect.pattern = below(2) == 0 ? Pattern::hatch : Pattern::cross_hatch;
            rect.pattern_paint = paint();
        }
        const Primitive all[] = {rect,
                                 rect,
                                 Line{at, to, paint(), 1.0F, below(2) == 0},
                                 Polygon{{at, to, {3.0F, 3.0F}}, paint(), paint(), 1.0F},
                                 Curve{at, to, at, to, paint(), 2.0F},
                                 Ribbon{{{at, to, at, to}}, {{to, at, to, at}}, paint()},
                                 Text{at, below(2) == 0 ? "a" : "b & c", static_cast<Face>(below(5)), 10.0F,
                                      static_cast<Align>(below(3)), paint()}};
        figure.primitives.push_back(all[below(7)]);
    }
    void add_some(Figure& figure, int depth) {
        const std::uint32_t count = below(6);
        for (std::uint32_t i = 0; i < count; ++i) {
            if (depth == 0 || below(4) > 0) {
                add_one(figure);
                continue;
            }
            const std::size_t at = figure.primitives.size();
            Group group{below(2) == 0 ? "one" : "two", "", 0, {}};
            if (below(3) == 0) group.clip = Box{place(), 0.0F, 50.0F, 50.0F};
            figure.primitives.emplace_back(std::move(group));
            add_some(figure, depth - 1);
            std::get<Group>(figure.primitives[at]).count = figure.primitives.size() - at - 1;
        }
    }
    std::uint32_t state_;
};

TEST(HtmlTracks, AnyRowOfFiguresComesBackStepByStep) {
    for (std::uint32_t seed = 1; seed <= 400; ++seed) {
        constexpr std::int64_t steps = 9;
        RandomFigures random(seed);
        Tracks tracks(Grid::output, {ThemeName::light, ThemeName::dark});
        std::vector<Figure> figures;
        for (std::int64_t step = 0; step < steps; ++step) {
            figures.push_back(random.next());
            tracks.add(figures.back());
        }
        const ReadPage page("{" + tracks.json() + "}");
        for (std::int64_t step = 0; step < steps; ++step) {
            const auto seen = page.seen(step, ThemeName::dark);
            const auto expected = expected_of(figures[static_cast<std::size_t>(step)], ThemeName::dark);
            ASSERT_EQ(seen.size(), expected.size()) << "seed " << seed << ", step " << step;
            for (std::size_t i = 0; i < seen.size(); ++i)
                ASSERT_EQ(written(seen[i]), written(expected[i]))
                    << "seed " << seed << ", step " << step << ", element " << i;
        }
    }
}

/// Columns of numbers, read back.
std::vector<int> read_column(const Column& column, std::int64_t steps) {
    const auto json = nlohmann::json::parse(column.json(steps));
    std::vector<int> values;
    for (std::int64_t step = 0; step < steps; ++step) values.push_back(ReadPage::at(json, step));
    return values;
}

TEST(HtmlColumns, SayAtEachStepWhatWasSet) {
    for (const std::vector<int>& values : {std::vector<int>{7},
                                           {7, 7, 7},
                                           {1, 2, 3, 4},
                                           {1, 1, 1, 1, 1, 1, 1, 2, 2, 2},
                                           {5, 5, 5, 5, 5, 5, 5, 5, 5, 6}}) {
        Column column;
        for (std::size_t step = 0; step < values.size(); ++step)
            column.set(static_cast<std::int64_t>(step), std::to_string(values[step]));
        EXPECT_EQ(read_column(column, std::ssize(values)), values);
    }
    Column late;  // nobody asks before it is there
    late.set(2, "4");
    late.set(9, "5");
    EXPECT_EQ(read_column(late, 10), (std::vector<int>{4, 4, 4, 4, 4, 4, 4, 4, 4, 5}));
}

TEST(HtmlColumns, AreShortIfTheyCanBe) {
    Column column;
    for (int step = 0; step < 30; ++step) column.set(step, step < 20 ? "1" : "2");
    EXPECT_EQ(column.json(30), "[[0,20],[1,2]]");
    EXPECT_EQ(Column().json(3), "null");
}

TEST(HtmlColumns, NumbersAreExactAndStringsAreJson) {
    EXPECT_EQ(json_number(0.1F), "0.1");
    EXPECT_EQ(json_number(0.1), "0.1");
    EXPECT_EQ(json_number(static_cast<double>(0.1F)), "0.10000000149011612");
    EXPECT_EQ(json_number(-0.0F), "\"-0\"");
    EXPECT_EQ(json_number(std::numeric_limits<float>::infinity()), "\"inf\"");
    EXPECT_EQ(json_number(-std::nan("")), "\"nan\"");
    EXPECT_EQ(json_string("a\"b\n\\\xff"), "\"a\\\"b\\n\\\\\uFFFD\"");
}

/// Rules on letters: 0 the same, 1 the same but for case.
std::string aligned(const std::string& before, const std::string& after) {
    const auto lower = [](char c) { return std::tolower(static_cast<unsigned char>(c)); };
    const auto found = align(before.size(), after.size(), 2, [&](int rule, std::size_t i, std::size_t j) {
        return rule == 0 ? before[i] == after[j] : lower(before[i]) == lower(after[j]);
    });
    std::string text;
    for (const auto& i : found) text += i ? std::to_string(*i) : "-";
    return text;
}

TEST(HtmlAlign, FindsWhatStayedByTheStrictestRuleFirst) {
    EXPECT_EQ(aligned("abc", "abc"), "012");
    EXPECT_EQ(aligned("abc", "axc"), "0-2");
    EXPECT_EQ(aligned("abc", "ABC"), "012");
    EXPECT_EQ(aligned("aAb", "Ab"), "12") << "the same one, not the first that may be";
    EXPECT_EQ(aligned("abcd", "bd"), "13");
    EXPECT_EQ(aligned("", "ab"), "--");
    EXPECT_EQ(aligned("ab", ""), "");
    EXPECT_EQ(aligned("xaBy", "xabz"), "012-") << "a stricter match on either side, a looser one between";
}

TEST(HtmlAlign, KeepsTheOrderAndTakesNothingTwice) {
    std::uint32_t state = 1;
    for (int round = 0; round < 500; ++round) {
        std::string words[2];
        for (std::string& word : words)
            for (int i = 0; i < 9; ++i) word += "abAB"[(state = state * 1664525U + 1013904223U) >> 30U];
        const auto found =
            align(9, 9, 1, [&](int, std::size_t i, std::size_t j) { return words[0][i] == words[1][j]; });
        std::optional<std::size_t> last;
        for (std::size_t j = 0; j < found.size(); ++j) {
            if (!found[j]) continue;
            EXPECT_EQ(words[0][*found[j]], words[1][j]) << words[0] << " " << words[1];
            EXPECT_TRUE(!last || *last < *found[j]) << words[0] << " " << words[1];
            last = found[j];
        }
    }
}

}  // namespace
}  // namespace stridelens
