// Whole pages: what is on them, where they end, and that several steps stand side by side.

#include "app/figure/page/page.h"
#include "app/figure/transform.h"
#include "tests/app/figure/figure_faults.h"
#include "tests/app/figure/figure_scene.h"
#include "tests/app/figure/golden_scenes.h"

#include <fmt/format.h>

#include <set>

namespace stridelens {
namespace {

/// Ids of all groups.
std::set<std::string> groups_of(const Figure& figure) {
    std::set<std::string> ids;
    for (const Primitive& primitive : figure.primitives)
        if (const auto* group = std::get_if<Group>(&primitive)) ids.insert(group->id);
    return ids;
}

std::string words_of(const Figure& figure) {
    std::string all;
    for (const Primitive& primitive : figure.primitives)
        if (const auto* text = std::get_if<Text>(&primitive)) all += text->text + "\n";
    return all;
}

Figure page_of(const std::string& line, const PageOptions& options, std::int64_t step = 0, View view = View::output) {
    const Picture picture(line, step, view);
    return build_page(picture.shown.derived, options, step);
}

bool has_cell(const Figure& figure, Grid grid, std::int64_t flat) {
    return find_cell(figure, {grid, flat}).has_value();
}

TEST(Page, OfExactlyAScreensSizeIsWhatTheScreenShows) {
    for (const char* line :
         {"maxpool2d 1x1x5x5 k2 s1", "avgpool2d 1x1x6x6 k3 s2 p1 ceil", "maxpool1d 1x2x9 k3", "maxpool2d 1x1x28x28 k2",
          "conv3d 1x1x3x4x4 out1 k2", "adaptivemaxpool2d 1x1x5x7 out2x3"}) {
        Picture picture(line, 3);
        picture.scene.controls = false;
        PageOptions options;
        options.tight = false;
        options.parts.frameworks = true;
        EXPECT_EQ(dump(build_page(picture.shown.derived, options, 3)), dump(picture.figure())) << line;
    }
}

TEST(Page, EndsWhereTheFigureEnds) {
    const Figure page = page_of("maxpool2d 1x1x3x3 k2 s1", {}, 1);
    const std::optional<Box> all = bounds(page);
    ASSERT_TRUE(all);
    EXPECT_GE(all->x, 8.0F);
    EXPECT_LE(all->x, 32.0F);
    EXPECT_LE(page.width - all->right(), 32.0F);
    EXPECT_LE(page.height - all->bottom(), 32.0F);
    EXPECT_LT(page.width, 1147.0F);
}

TEST(Page, TheGridsHaveTheSizeOfTheScreens) {
    Picture picture("conv2d 1x3x5x5 out1 k3 s2 p1", 4);
    picture.scene.parts.arithmetic = picture.scene.parts.frameworks = false;
    const auto seen = find_cell(picture.figure(), {Grid::input, 0});
    const auto printed = find_cell(build_page(picture.shown.derived, {}, 4), {Grid::input, 0});
    ASSERT_TRUE(seen && printed);
    EXPECT_EQ(seen->w, printed->w);
}

/// A film of frames of different sizes cannot be: the second would be compared beyond the end of the first.
TEST(Page, OfAFilmHasOneSizeAtEveryStepInAnyRoom) {
    for (const GoldenScene& scene : kGoldenScenes)
        for (const float room : {120.0F, 300.0F, 640.0F}) {
            const Picture picture(scene.line, 0, scene.view);
            PageOptions options;
            options.width = options.height = room;
            options.parts.frameworks = options.parts.words = true;
            options.parts.input = options.parts.kernel = options.parts.output = room > 300.0F;
            const Pages pages(picture.shown.derived, options, true);
            const Figure first = pages.page(0);
            const std::int64_t steps = picture.shown.derived->steps;
            for (std::int64_t step = 1; step<steps; step += steps> 60 ? 5 : 1) {
                const Figure page = pages.page(step);
                EXPECT_EQ(page.width, first.width) << scene.line << ", step " << step << ", room " << room;
                EXPECT_EQ(page.height, first.height) << scene.line << ", step " << step << ", room " << room;
            }
        }
}

TEST(Page, EachPartCanBeLeftOut) {
    struct Case {
        bool PageParts::*part;
        const char* group;
        Grid grid;
    };
    for (const Case& c :
         {Case{&PageParts::input, "input", Grid::input}, Case{&PageParts::kernel, "kernel", Grid::kernel},
          Case{&PageParts::output, "output", Grid::output}, Case{&PageParts::arithmetic, "arithmetic", Grid::none}}) {
        PageOptions options;
        EXPECT_TRUE(groups_of(page_of("conv2d 1x2x4x4 out1 k2", options)).contains(c.group));
        options.parts.*c.part = false;
        EXPECT_FALSE(groups_of(page_of("conv2d 1x2x4x4 out1 k2", options)).contains(c.group)) << c.group;
        options.parts.arithmetic = false;  // where the result is a cell of the output
        EXPECT_FALSE(has_cell(page_of("conv2d 1x2x4x4 out1 k2", options), c.grid, 0)) << c.group;
    }
}

TEST(Page, LabelsAndScalesCanBeLeftOut) {
    const std::string line = "maxpool2d 1x1x4x4 k2 s2 p1 values=integers:3";
    PageOptions options;
    EXPECT_NE(words_of(page_of(line, options)).find("Input"), std::string::npos);
    EXPECT_NE(words_of(page_of(line, options)).find("padding, counts as"), std::string::npos);
    options.parts = PageParts{};
    options.parts.titles = options.parts.indices = options.parts.legend = options.parts.colour_bar = false;
    options.parts.arithmetic = false;
    const Figure bare = page_of(line, options);
    EXPECT_EQ(words_of(bare).find_first_not_of("−0123456789∞\n"), std::string::npos) << words_of(bare);
}

TEST(Page, FormulaCodeTitleAndCaptionStandWhereTheyAreAskedFor) {
    PageOptions options;
    const std::string line = "conv2d 1x1x28x28 out1 k3 s2 p1";
    const std::string plain = words_of(page_of(line, options));
    EXPECT_EQ(plain.find("Conv2d"), std::string::npos);
    options.parts.formula = options.parts.code = options.parts.frameworks = true;
    options.title = "A title";
    options.caption = "A caption.";
    const std::string words = words_of(page_of(line, options));
    for (const char* expected : {"A title\n", "A caption.\n", "torch.nn.Conv2d(", "⌊13.5⌋ + 1", "TensorFlow would"})
        EXPECT_NE(words.find(expected), std::string::npos) << expected << " is not among\n" << words;
    options.parts.caption = false;
    EXPECT_EQ(words_of(page_of(line, options)).find("A caption."), std::string::npos);
}

TEST(Page, TheStepStandsInWordsBelowItsArithmetic) {
    PageOptions options;
    options.parts.words = true;
    for (const bool tight : {true, false}) {
        options.tight = tight;
        const std::string words = words_of(page_of("maxpool2d 1x1x3x3 k2 s1 values=1,2,3,4,5,6,7,8,9", options, 1));
        EXPECT_NE(words.find("Max pooling, window 2 of 4"), std::string::npos) << words;
        EXPECT_NE(words.find("the largest of 4 values is 6"), std::string::npos) << words;
    }
    options.steps = {0, 3};
    const std::string words = words_of(page_of("maxpool2d 1x1x3x3 k2 s1", options));
    EXPECT_NE(words.find("window 1 of 4"), std::string::npos) << "each step has its own";
    EXPECT_NE(words.find("window 4 of 4"), std::string::npos);
    options.steps.clear();
    options.highlight = false;
    EXPECT_EQ(words_of(page_of("maxpool2d 1x1x3x3 k2 s1", options)).find("Max pooling, window"), std::string::npos);
}

TEST(Page, AxesWithDifferentFormulasHaveALineEach) {
    PageOptions options;
    options.parts.formula = true;
    EXPECT_NE(words_of(page_of("maxpool2d 1x1x5x5 k2 s1", options)).find("out\n"), std::string::npos);
    const std::string words = words_of(page_of("maxpool2d 1x1x5x6 k2 s1", options));
    EXPECT_NE(words.find("out H\n"), std::string::npos);
    EXPECT_NE(words.find("out W\n"), std::string::npos);
    EXPECT_EQ(words.find("out\n"), std::string::npos);
}

TEST(Page, DecimalsAreThoseAskedFor) {
    const std::string line = "maxpool2d 1x1x2x2 k1 values=0.25,-1,2,1000";
    for (int decimals = 0; decimals <= 4; ++decimals) {
        PageOptions options;
        options.decimals = decimals;
        EXPECT_NE(words_of(page_of(line, options)).find(fmt::format("−{:.{}f}\n", 1.0, decimals)), std::string::npos)
            << decimals;
    }
}

TEST(Page, CellsHaveTheSizeAskedFor) {
    for (const char* line : {"maxpool2d 1x1x5x5 k2 s1", "conv2d 1x3x5x5 out2 k3 s2 p1", "maxpool1d 1x2x12 k3",
                             "conv1d 1x3x12 out1 k3", "maxpool3d 1x1x3x5x5 k2 s1", "pad2d 1x1x4x4 p2",
                             "convtranspose2d 1x1x3x3 out1 k3 s2", "maxpool2d 1x1x28x28 k2"})
        for (const float cell : {16.0F, 24.0F, 56.0F}) {
            PageOptions options;
            options.cell = cell;
            const Figure page = page_of(line, options);
            // The last two: a lens may show the first window's cells larger.
            const std::int64_t count = element_count(parse_problem(line)->input);
            const auto first = find_cell(page, {Grid::input, count - 2}),
                       second = find_cell(page, {Grid::input, count - 1});
            ASSERT_TRUE(first && second) << line;
            const float stretched = std::string(line).find("transpose") != std::string::npos ? 2.0F : 1.0F;
            EXPECT_NEAR(second->x - first->x, stretched * cell, 0.05F) << line;
        }
}

TEST(Page, WithoutAStepTheGridsAreFinishedAndUnmarked) {
    PageOptions options;
    options.highlight = false;
    for (const char* line : {"maxpool2d 1x1x5x5 k2 s1", "conv2d 1x3x5x5 out1 k3 s2 p1", "maxpool2d 1x1x28x28 k2"}) {
        const Figure page = page_of(line, options, 2);
        for (const char* gone : {"connectors", "window", "arithmetic", "lens", "channel-sums"})
            EXPECT_FALSE(groups_of(page).contains(gone)) << line << ", " << gone;
        for (const Primitive& primitive : page.primitives) {
            const auto* rect = std::get_if<Rect>(&primitive);
            if (rect == nullptr) continue;
            EXPECT_NE(rect->fill.role, Role::placeholder) << line;
            EXPECT_NE(rect->stroke.role, Role::placeholder) << line;
            EXPECT_NE(rect->stroke.role, Role::window) << line;
        }
    }
}

TEST(Page, StepsStandSideBySideInCellsOfOneSize) {
    PageOptions options;
    options.steps = {0, 1, 6, 15};
    const Figure page = page_of("maxpool2d 1x1x5x5 k2 s1", options);
    const std::set<std::string> groups = groups_of(page);
    for (const char* group : {"step-1", "step-2", "step-7", "step-16"}) EXPECT_TRUE(groups.contains(group)) << group;
    std::set<float> widths;
    std::size_t windows = 0;
    for (const Primitive& primitive : page.primitives) {
        if (const auto* rect = std::get_if<Rect>(&primitive); rect != nullptr && rect->cell == CellId{Grid::input, 12})
            widths.insert(rect->box.w);
        const auto* group = std::get_if<Group>(&primitive);
        windows += group != nullptr && group->id == "window" ? 1U : 0U;
    }
    EXPECT_EQ(widths.size(), 1U);
    EXPECT_EQ(windows, 4U);
    const std::string words = words_of(page);
    EXPECT_NE(words.find("step 7\n"), std::string::npos) << words;
    EXPECT_EQ(words.find("step 3\n"), std::string::npos) << words;
}

TEST(Page, StepsThatThereAreNotAreLeftOut) {
    PageOptions options;
    options.steps = {0, 99, -1};
    const Figure page = page_of("maxpool2d 1x1x5x5 k2 s1", options);
    EXPECT_TRUE(groups_of(page).contains("arithmetic"));
    EXPECT_FALSE(groups_of(page).contains("step-100"));
}

TEST(Page, SeveralStepsKeepTheirNumbers) {
    for (const char* line : {"maxpool2d 1x1x5x5 k2 s1", "conv2d 1x3x5x5 out1 k3 s2 p1", "maxpool1d 1x1x10 k3"}) {
        PageOptions options;
        options.steps = {0, 1, 2, 3};
        const Figure page = page_of(line, options);
        const auto cell = find_cell(page, {Grid::input, 0});
        ASSERT_TRUE(cell);
        EXPECT_GE(cell->w, 20.0F) << line;
    }
}

TEST(Page, OfAnExactSizeHasThatSizeWhateverIsOnIt) {
    for (const bool several : {false, true})
        for (const float cell : {0.0F, 40.0F}) {
            PageOptions options;
            options.tight = false;
            options.width = 640;
            options.height = 480;
            options.cell = cell;
            options.title = "A title";
            options.parts.code = true;
            if (several) options.steps = {0, 1, 2};
            const Figure page = page_of("conv2d 1x1x5x5 out1 k3", options);
            EXPECT_EQ(page.width, 640.0F);
            EXPECT_EQ(page.height, 480.0F);
            const std::optional<Box> all = bounds(page);
            ASSERT_TRUE(all);
            EXPECT_GE(all->x, -0.5F) << several << cell;
            EXPECT_LE(all->right(), 640.5F) << several << cell;
            EXPECT_LE(all->bottom(), 480.5F) << several << cell;
        }
}

TEST(Page, ControlsStayOut) {
    PageOptions options;
    const Figure page = page_of("conv2d 1x3x5x5 out1 k3", options);
    EXPECT_EQ(words_of(page).find("show all"), std::string::npos);
    options.all_terms = true;
    EXPECT_EQ(words_of(page_of("conv2d 1x3x5x5 out1 k3", options)).find("show less"), std::string::npos);
}

TEST(Page, NoTextOverlapsOrLeavesThePage) {
    for (const char* line :
         {"maxpool2d 1x1x5x5 k2 s1", "avgpool2d 1x3x6x6 k3 s2 p1 ceil", "minpool2d 1x1x7x7 k3 d2",
          "lppool2d 1x1x6x6 k2 norm=3", "adaptivemaxpool2d 1x1x5x7 out2x3", "adaptiveavgpool2d 1x2x5x5 out3",
          "maxunpool2d 1x1x3x3 k2", "pad2d 1x2x4x4 p2 mode=reflect", "conv2d 1x3x5x5 out2 k3 p1 s2",
          "convtranspose2d 1x1x3x3 out1 k3 s2 p1", "unfold2d 1x2x4x4 k2", "fold2d 1x4x9 size4 k2",
          "maxpool1d 1x3x10 k3 p1", "conv1d 1x2x9 out2 k3", "maxpool3d 1x1x3x4x4 k2 s1", "conv3d 1x2x3x3x3 out1 k2"})
        for (int parts = 0; parts < 8; ++parts) {
            PageOptions options;
            options.parts.input = (parts & 1) == 0;
            options.parts.kernel = (parts & 2) == 0;
            options.parts.output = (parts & 4) == 0;
            options.parts.formula = options.parts.code = options.parts.frameworks = options.parts.words =
                parts % 3 == 0;
            options.title = "A title that says what this is about";
            options.caption =
                "A caption long enough to be broken into several lines, since that is what captions in papers are "
                "like: they say again what can be seen, and then what it means.";
            const Figure page = page_of(line, options, 1);
            EXPECT_EQ(fault_of(page), "") << line << ", without " << parts;
            EXPECT_EQ(overflow_of(page), "") << line << ", without " << parts;
        }
}

TEST(Page, WithoutAnythingThereIsStillAPage) {
    PageOptions options;
    for (const PartName& part : kPartNames) options.parts.*part.part = false;
    const Figure page = page_of("maxpool2d 1x1x5x5 k2 s1", options);
    EXPECT_GT(page.width, 0.0F);
    EXPECT_GT(page.height, 0.0F);
    EXPECT_FALSE(bounds(page));
}

}  // namespace
}  // namespace stridelens
