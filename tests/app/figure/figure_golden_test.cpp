// Figures as text, and their pages as SVG and TikZ, compared line by line with tests/golden.

#include "app/export/export.h"
#include "app/figure/page/page.h"
#include "tests/app/figure/figure_scene.h"
#include "tests/app/figure/golden.h"
#include "tests/app/figure/golden_scenes.h"

#include <fmt/format.h>

#include <set>
#include <variant>

namespace stridelens {
namespace {

class Golden : public testing::TestWithParam<GoldenScene> {
protected:
    std::string what() const {
        return fmt::format("{}, {}, step {}", GetParam().line, to_string(GetParam().view), GetParam().step);
    }
    std::string name(const char* ending) const { return GetParam().name + std::string(ending); }
};

TEST_P(Golden, TheFigureIsAsApproved) {
    const Picture picture(GetParam().line, GetParam().step, GetParam().view);
    expect_golden(name(".txt"), dump(picture.figure()), what());
}

TEST_P(Golden, ThePageAsSvgIsAsApproved) {
    const Picture picture(GetParam().line, GetParam().step, GetParam().view);
    const Figure page = build_page(picture.shown.derived, {}, GetParam().step);
    const SvgOptions options{.title = GetParam().line, .geometry = &picture.derived().geometry};
    expect_golden(name(".svg"), without_bitmaps(svg_text(page, options)), what() + " as SVG");
}

TEST_P(Golden, ThePageAsTikzIsAsApproved) {
    const Picture picture(GetParam().line, GetParam().step, GetParam().view);
    const Figure page = build_page(picture.shown.derived, {}, GetParam().step);
    expect_golden(name(".tex"), tikz_text(page, {.fragment = true}), what() + " as TikZ");
}

INSTANTIATE_TEST_SUITE_P(Scenes, Golden, testing::ValuesIn(kGoldenScenes), [](const auto& chosen) {
    std::string name = chosen.param.name;
    for (char& c : name)
        if (c == '-') c = '_';
    return name;
});

TEST(GoldenScenes, CoverEveryOperationRankAndView) {
    std::set<std::size_t> operations;
    std::set<int> ranks;
    std::set<View> shows;
    for (const GoldenScene& scene : kGoldenScenes) {
        const auto problem = parse_problem(scene.line);
        ASSERT_TRUE(problem) << scene.line;
        operations.insert(problem->operation.index());
        ranks.insert(spatial_rank_of(problem->operation));
        shows.insert(scene.view);
    }
    EXPECT_GE(std::size(kGoldenScenes), 30U);
    EXPECT_EQ(operations.size(), std::variant_size_v<Operation>);
    EXPECT_EQ(ranks, (std::set<int>{1, 2, 3}));
    EXPECT_EQ(shows.size(), 6U);
}

}  // namespace
}  // namespace stridelens
