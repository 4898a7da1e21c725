// The page: that it has every step's picture and arithmetic, and what it refuses. What a reader can do with it is tested in
// a browser: tests/html.

#include "app/export/html/html.h"
#include "app/export/words/colours.h"
#include "app/figure/page/page.h"
#include "app/problem/view.h"
#include "tests/app/cli/headless.h"
#include "tests/app/export/film/film.h"
#include "tests/app/export/html/html_page.h"
#include "tests/file_bytes.h"
#include "tests/scratch_folder.h"

#include <clocale>
#include <cmath>
#include <numeric>

namespace stridelens {
namespace {

Scenario viewed(const std::string& line, View view) {
    Scenario scenario = scenario_of(line);
    scenario.view = view;
    return scenario;
}

/// The page as it is written.
Outcome<std::string> html_text(const Scenario& scenario, const PageOptions& page, const HtmlOptions& options,
                               const Progress& progress = {}) {
    return written_bytes([&](const auto& file) { return write_html(scenario, page, file, options, progress); });
}

std::string page_of(const Scenario& scenario, const HtmlOptions& options = {}) {
    const auto page = html_text(scenario, PageOptions{}, options);
    EXPECT_TRUE(page) << print(scenario.problem) << ": " << page.error().sentence;
    return page.value_or("");
}

std::string page_of(const Scenario& scenario, const PageOptions& page) {
    const auto text = html_text(scenario, page, {});
    EXPECT_TRUE(text) << print(scenario.problem) << ": " << text.error().sentence;
    return text.value_or("");
}

/// Steps `first` to `last`, from 0.
HtmlOptions steps_between(std::int64_t first, std::int64_t last) {
    HtmlOptions options;
    for (std::int64_t step = first; step <= last; ++step) options.steps.push_back(step);
    return options;
}

std::string refusal(const std::string& line, const HtmlOptions& options, const PageOptions& look = {}) {
    const auto page = html_text(scenario_of(line), look, options);
    return page ? std::string("accepted") : page.error().sentence;
}

// --- pictures -------------------------------------------------------------------------------------------------------

struct Drawn {
    const char* line;
    View view = View::output;
    ThemeName theme = ThemeName::light;
};

constexpr Drawn kDrawn[] = {
    {"maxpool2d 1x1x5x5 k2 s1 values=integers:3"},
    {"maxpool2d 1x1x5x5 k2 s1 p1 d2 values=integers:3", View::output, ThemeName::colour_blind},
    {"maxpool2d 1x1x40x40 k20 values=integers:1"},
    {"avgpool2d 1x1x6x6 k3 s2 p1 ceil nocount"},
    {"adaptiveavgpool2d 1x1x5x5 out3"},
    {"conv2d 1x3x5x5 out1 k3 s2 p1 values=integers:6 weights=integers:7", View::output, ThemeName::projector},
    {"conv2d 1x1x20x20 out1 k3 s3 p1"},
    {"conv2d 1x2x4x4 out1 k2", View::matrix},
    {"conv2d 1x2x4x4 out2 k2", View::grad_weight},
    {"conv1d 1x3x8 out1 k3 p1"},
    {"maxpool3d 1x1x3x4x4 k2 s1"},
    {"maxpool2d 1x1x5x5 k2 s1", View::grad_input},
    {"maxunpool2d 1x1x2x2 k2"},
    {"convtranspose2d 1x1x3x3 out1 k3 s2", View::scatter, ThemeName::projector},
    {"convtranspose2d 1x2x3x3 out1 k3 s2"},
    {"pad2d 1x1x3x3 p2 mode=reflect"},
    {"unfold2d 1x1x4x4 k2"},
    {"fold2d 1x4x9 size4 k2"},
};

/// The drawing of a page at a step, made without any of the page's own code.
Figure figure_at(const SharedDerived& derived, std::int64_t step) {
    PageOptions page;
    page.parts.arithmetic = false;
    return Pages(derived, page, true).page(step);
}

TEST(Html, AtEachStepShowsWhatTheSvgOfThatStepShows) {
    for (const Drawn& drawn : kDrawn) {
        const Scenario scenario = viewed(drawn.line, drawn.view);
        PageOptions look;
        look.theme = drawn.theme;
        const bool follows = drawn.theme == ThemeName::light;
        const ReadPage page(payload_of(page_of(scenario, look)));
        const SharedDerived derived = derive(scenario).value();
        std::set<std::vector<SeenElement>> pictures;
        for (std::int64_t step = 0; step < page.steps(); ++step) {
            const Figure figure = figure_at(derived, step);
            for (const ThemeName reader : {ThemeName::light, ThemeName::dark}) {
                const ThemeName theme = follows ? reader : drawn.theme;
                const auto seen = page.seen(step, reader);
                const auto expected = expected_of(figure, theme);
                ASSERT_EQ(seen.size(), expected.size()) << drawn.line << ", step " << step + 1;
                for (std::size_t i = 0; i < seen.size(); ++i)
                    ASSERT_TRUE(seen[i] == expected[i])
                        << drawn.line << ", " << to_string(theme) << ", step " << step + 1 << ", element " << i << ": "
                        << written(seen[i]) << "\nin the SVG: " << written(expected[i]);
                if (reader == ThemeName::light) pictures.insert(seen);
            }
        }
        EXPECT_EQ(page.steps(), derived->steps) << drawn.line;
        EXPECT_EQ(std::ssize(pictures), derived->steps) << drawn.line << ": each step has a picture of its own";
    }
}

/// Steps 20 to 60 of a scenario with bitmaps: on the page and in the figure.
void expect_bitmaps(const Scenario& scenario) {
    const std::string line = print(scenario.problem, PrintOptions{.explicit_values = false});
    const ReadPage page(payload_of(page_of(scenario, steps_between(19, 59))));
    const SharedDerived derived = derive(scenario).value();
    std::size_t images = 0;
    for (std::int64_t step = 0; step < page.steps(); ++step) {
        const Figure figure = figure_at(derived, step + 19);
        for (const ThemeName theme : {ThemeName::light, ThemeName::dark}) {
            std::vector<std::vector<std::string>> expected;
            for (const Primitive& primitive : figure.primitives) {
                const auto* image = std::get_if<Image>(&primitive);
                if (image == nullptr) continue;
                std::vector<std::string> cells;
                for (std::int64_t i = 0; i < image->rows() * image->columns(); ++i) {
                    const float value = image->numbers.at(i / image->columns(), i % image->columns());
                    cells.push_back(std::isnan(value) ? "" : hex(file_colour({Role::value, value}, theme)));
                }
                expected.push_back(std::move(cells));
            }
            images += expected.size();
            ASSERT_EQ(page.bitmaps(step, theme), expected)
                << line << ", " << to_string(theme) << ", step " << step + 20;
        }
    }
    EXPECT_GT(images, 100U) << line << ": this problem was to have bitmaps";
}

TEST(Html, BitmapsHaveTheColoursOfTheirCellsAtEachStep) {
    expect_bitmaps(scenario_of("maxpool2d 1x1x40x40 k3 s2"));
    expect_bitmaps(scenario_of("conv2d 1x3x28x28 out1 k3 p1 values=integers:4"));
    expect_bitmaps(viewed("convtranspose2d 1x1x24x24 out1 k3 s2", View::scatter));  // cells change once they are there
    Scenario holes = scenario_of("maxpool2d 1x1x40x40 k3 s1 values=integers:4");
    std::vector<float> numbers(1600);
    for (std::size_t i = 0; i < numbers.size(); ++i)
        numbers[i] = i % 7 == 3 ? std::nanf("") : static_cast<float>(i % 5);
    holes.problem.values = Values{Values::Kind::list, 0, numbers};
    expect_bitmaps(holes);
}

TEST(Html, ANumberKnowsItsCellIfThatIsOneOfTheGridOfSteps) {
    const ReadPage page(payload_of(page_of(scenario_of("avgpool2d 1x1x4x4 k2 s1 values=ones"))));
    for (std::int64_t step = 0; step < page.steps(); ++step) {
        std::vector<std::pair<std::string, std::string>> expected;
        for (std::int64_t cell = 0; cell <= step; ++cell) expected.emplace_back("output-" + std::to_string(cell), "1");
        EXPECT_EQ(page.numbers(step), expected) << "step " << step + 1;
    }
}

// --- size and sameness ----------------------------------------------------------------------------------------------

TEST(Html, PagesOf28By28StayBelow300kB) {
    for (const char* line : {"conv2d 1x3x28x28 out1 k3 p1 s2", "maxpool2d 1x1x28x28 k3 s1",
                             "conv2d 1x3x28x28 out1 k3 p1", "avgpool2d 1x3x28x28 k2"}) {
        const std::size_t size = page_of(scenario_of(line)).size();
        EXPECT_LT(size, 300'000U) << line;
        EXPECT_GT(size, 40'000U) << line;
    }
}

TEST(Html, IsTheSameToTheByteOnEveryRunAndInEveryLocale) {
    const Scenario scenario = scenario_of("conv2d 1x2x6x6 out1 k3 p1");
    const std::string once = page_of(scenario), old = std::setlocale(LC_ALL, nullptr);
    for (const char* locale : {"de_DE.UTF-8", "C.UTF-8", "C"}) {
        std::setlocale(LC_ALL, locale);
        EXPECT_TRUE(page_of(scenario) == once) << locale;
    }
    std::setlocale(LC_ALL, old.c_str());
}

TEST(Html, WritesToTheFileWhatItHasInMemory) {
    const ScratchFolder folder;
    const Scenario scenario = scenario_of("maxpool2d 1x1x5x5 k2 s1");
    const auto done = write_html(scenario, PageOptions{}, folder / "page.html", {});
    ASSERT_TRUE(done) << done.error().sentence;
    EXPECT_TRUE(bytes_of(folder / "page.html") == page_of(scenario));
    EXPECT_EQ(folder.files(), 1U);
}

// --- what else is on the page ---------------------------------------------------------------------------------------

TEST(Html, WordsOfTheUserAreWordsAndNoMarkup) {
    PageOptions look;
    look.title = "</title></script><b>\"1 < 2\" & {{script}} \xff";
    look.caption = "<img src=x> & \"so\"";
    const std::string page = page_of(scenario_of("maxpool2d 1x1x5x5 k2 s1"), look);
    const std::string title = "&lt;/title&gt;&lt;/script&gt;&lt;b&gt;&quot;1 &lt; 2&quot; &amp; {{script}} \uFFFD";
    EXPECT_NE(page.find("<title>" + title + "</title>"), std::string::npos);
    EXPECT_NE(page.find("<h1>" + title + "</h1>"), std::string::npos);
    EXPECT_NE(page.find("<figcaption>&lt;img src=x&gt; &amp; &quot;so&quot;</figcaption>"), std::string::npos);
    EXPECT_NE(page.find("<p class=\"problem\"><code>maxpool2d 1x1x5x5 k2 s1</code></p>"), std::string::npos);
}

TEST(Html, WithoutATitleHasTheScenariosOrTheProblem) {
    Scenario scenario = viewed("maxpool2d 1x1x5x5 k2 s1", View::grad_input);
    const std::string untitled = page_of(scenario);
    EXPECT_NE(untitled.find("<h1>maxpool2d 1x1x5x5 k2 s1 · input gradient</h1>"), std::string::npos);
    EXPECT_EQ(untitled.find("class=\"problem\""), std::string::npos) << "it says so once";
    EXPECT_EQ(untitled.find("<figcaption>"), std::string::npos);
    scenario.title = "2D Max Pooling";
    EXPECT_NE(page_of(scenario).find("<title>2D Max Pooling</title>"), std::string::npos);
}

TEST(Html, OpensAtTheScenariosStepOrTheNearestThatItHas) {
    HtmlOptions options;
    options.steps = {3, 4, 5, 9};
    for (const auto& [step, start] : {std::pair{0, 0}, {5, 2}, {8, 3}, {15, 3}}) {
        Scenario scenario = scenario_of("maxpool2d 1x1x5x5 k2 s1");
        scenario.step = step;
        const ReadPage page(payload_of(page_of(scenario, options)));
        EXPECT_EQ(page.data.at("start"), start) << "step " << step;
        EXPECT_EQ(page.data.at("steps").get<std::vector<std::int64_t>>(), options.steps);
        EXPECT_EQ(page.data.at("total"), 16);
    }
}

TEST(Html, ShowsThePartOfThePageThatIsDrawnOn) {
    const auto view = [](const PageOptions& look) {
        const std::string page = page_of(scenario_of("maxpool2d 1x1x5x5 k2 s1"), look);
        return ReadPage(payload_of(page)).data.at("view").get<std::vector<float>>();
    };
    PageOptions look;
    const auto drawn = view(look);
    EXPECT_GT(drawn[2], drawn[3]) << "the grids are wider than high";
    look.parts.output = false;
    EXPECT_LT(view(look)[2], drawn[2]) << "without the output it is narrower";
    look.tight = false;
    EXPECT_GT(view(look)[0], 0.0F) << "what is empty of a page is not shown";
}

TEST(Html, TextThatIsOnThePageAnywayIsNotDrawn) {
    PageOptions look;
    const Scenario scenario = scenario_of("maxpool2d 1x1x5x5 k2 s1");
    const auto drawing = [&] {
        const auto seen = ReadPage(payload_of(page_of(scenario, look))).seen(0, ThemeName::light);
        return seen.size();
    };
    const std::size_t plain = drawing();
    look.title = "Max pooling";
    look.caption = "A window of 2 by 2.";
    look.parts.formula = look.parts.code = look.parts.frameworks = true;
    EXPECT_EQ(drawing(), plain);
}

TEST(Html, PartsThatAreTextOpenOrHide) {
    PageOptions look;
    const auto has = [&](const char* part) {
        return page_of(scenario_of("maxpool2d 1x1x5x5 k2 s1"), look).find(part) != std::string::npos;
    };
    EXPECT_TRUE(has("<section id=\"arithmetic\" aria-label"));
    EXPECT_TRUE(has("<ul id=\"notes\" hidden>"));
    EXPECT_TRUE(has("<details id=\"about\">"));
    look.caption = "So.";
    look.parts.arithmetic = look.parts.caption = false;
    look.parts.frameworks = look.parts.code = true;
    EXPECT_TRUE(has("<section id=\"arithmetic\" hidden"));
    EXPECT_TRUE(has("<ul id=\"notes\">"));
    EXPECT_TRUE(has("<details id=\"about\" open>"));
    EXPECT_FALSE(has("<figcaption>"));
}

TEST(Html, OfAComparisonSizesAndCallsOfBothStandBelowAndNothingAsksToBePointedAt) {
    const auto both = parse_comparison("maxpool2d 1x1x7x7 k2 s2 | ceil");
    ASSERT_TRUE(both);
    const std::string page = page_of(with_comparison({}, *both));
    EXPECT_NE(page.find("<li><b>A: "), std::string::npos);
    EXPECT_NE(page.find("<li><b>B: "), std::string::npos);
    EXPECT_NE(page.find("<pre><code># A\n"), std::string::npos);
    EXPECT_NE(page.find("# B\n"), std::string::npos);
    EXPECT_NE(page.find("ceil_mode=True"), std::string::npos) << "B's call";
    EXPECT_NE(page.find("<p id=\"readout\" hidden>"), std::string::npos);
    EXPECT_NE(page_of(scenario_of("maxpool2d 1x1x5x5 k2 s1")).find("<p id=\"readout\">"), std::string::npos);
}

// --- refusals -------------------------------------------------------------------------------------------------------

TEST(Html, WhatCannotBeAPageIsRefusedWithTheNumbers) {
    const std::string line = "maxpool2d 1x1x3x3 k2 s1";
    const HtmlOptions options = steps_between(0, 4);
    EXPECT_NE(refusal(line, options).find("no step 5"), std::string::npos) << refusal(line, options);
    PageOptions print;
    print.theme = ThemeName::print;
    EXPECT_NE(refusal(line, {}, print).find("for paper"), std::string::npos);
    EXPECT_NE(refusal("maxpool2d 1x1x3x3 k4", {}).find("kernel"), std::string::npos);
    EXPECT_NE(refusal("maxpool2d 0x1x3x3 k2", {}).find("batch is empty"), std::string::npos);
    for (const double speed : {0.0, 0.0016, 51.0, std::nan("")}) {
        HtmlOptions fast;
        fast.steps_per_second = speed;
        EXPECT_NE(refusal(line, fast).find("0.0017 to 50"), std::string::npos) << refusal(line, fast);
    }
    const std::string many = refusal("maxpool2d 1x1x80x80 k3 s1", {});
    EXPECT_NE(many.find("6084 steps"), std::string::npos) << many;
    EXPECT_NE(many.find("5000 of them, e.g. 1 to 5000"), std::string::npos) << many;
}

TEST(Html, StepsWithTooManyTermsAreRefusedWithAsManyAsFit) {
    const std::string line = "conv2d 1x64x16x16 out5 k12";  // 125 steps of 9216 terms
    const std::string sentence = refusal(line, {});
    EXPECT_NE(sentence.find("more terms than the 524288 that a page holds"), std::string::npos) << sentence;
    EXPECT_NE(sentence.find("e.g. 1 to 56"), std::string::npos) << sentence;
    const std::string one = refusal("avgpool1d 1x1x600000 k600000", {});
    EXPECT_NE(one.find("step 1 has 600000 terms"), std::string::npos) << one;
}

TEST(Html, AFolderThatDoesNotExistIsRefusedBeforeAnythingIsDrawn) {
    const ScratchFolder folder;
    std::size_t asked = 0;
    const auto done = write_html(scenario_of("maxpool2d 1x1x5x5 k2 s1"), PageOptions{}, folder / "nowhere" / "x.html",
                                 {}, [&](std::size_t, std::size_t) { return ++asked > 0; });
    ASSERT_FALSE(done);
    EXPECT_NE(done.error().sentence.find("nowhere"), std::string::npos) << done.error().sentence;
    EXPECT_EQ(asked, 0U);
    EXPECT_EQ(folder.files(), 0U);
}

TEST(Html, CancelledAtAnyMomentLeavesNothingBehindAndTheOldFileAsItWas) {
    const ScratchFolder folder;
    const std::filesystem::path file = folder / "page.html";
    std::ofstream(file) << "old";
    for (std::size_t stop = 0; stop <= 4; ++stop) {
        std::size_t asked = 0;
        const auto done = write_html(scenario_of("maxpool2d 1x1x3x3 k2 s1"), PageOptions{}, file, {},
                                     [&](std::size_t, std::size_t) { return asked++ < stop; });
        ASSERT_FALSE(done) << "stopped after " << stop;
        EXPECT_NE(done.error().sentence.find("cancelled"), std::string::npos) << done.error().sentence;
        EXPECT_EQ(asked, stop + 1) << "at once";
        EXPECT_EQ(bytes_of(file), "old");
        EXPECT_EQ(folder.files(), 1U);
    }
}

TEST(Html, TellsItsProgressFromNothingToAll) {
    std::vector<std::size_t> done, expected(17);
    std::iota(expected.begin(), expected.end(), 0U);
    const auto page =
        html_text(scenario_of("maxpool2d 1x1x5x5 k2 s1"), PageOptions{}, {}, [&](std::size_t now, std::size_t total) {
            EXPECT_EQ(total, 16U);
            done.push_back(now);
            return true;
        });
    ASSERT_TRUE(page);
    EXPECT_EQ(done, expected);
}

}  // namespace
}  // namespace stridelens
