// What is said of terms that lost though they equal the winner, and of those that nobody lists.

#include "app/cli/print.h"
#include "app/export/export.h"
#include "app/export/html/html_told.h"
#include "app/export/text/text_parts.h"
#include "app/figure/strip/strip.h"
#include "tests/app/export/told_alike.h"

#include <nlohmann/json.hpp>

namespace stridelens {
namespace {

/// What everybody says of one step, one below the other.
std::string all_said(const std::string& line, std::int64_t step, View view = View::output) {
    const Picture picture(line, step, view);
    const Derived& derived = picture.derived();
    const Told& step_told = *picture.shown.told;
    const ToldAlike told{picture, derived, step_told, expression_of(derived.geometry, step_told.explanation), line};
    std::string said = explain_text(derived, told.step) + "\n" + explain_json(derived, told.step) + "\n" +
                       svg_text(picture.figure(), {});
    for (const Format format : {Format::markdown, Format::latex, Format::numpy, Format::csv})
        said += "\n" + text_of(told, format);
    const auto wording = nlohmann::json::parse(wording_json(derived.geometry, told.step.explanation));
    for (const Expression::Term& term : told.expression.terms)
        said += "\npage: " + wording["verdicts"][static_cast<std::size_t>(term.verdict)].get<std::string>();
    return said;
}

std::size_t times(const std::string& text, const std::string& part) {
    std::size_t count = 0;
    for (std::size_t at = text.find(part); at != std::string::npos; at = text.find(part, at + 1)) ++count;
    return count;
}

TEST(ToldTerms, EqualButLaterOnlyWhereItIsTrue) {
    const std::string nan = all_said("maxpool1d 1x1x5 k5 values=2,nan,7,nan,9", 0);
    EXPECT_EQ(times(nan, "equal, but later"), 0U) << nan;
    EXPECT_EQ(times(nan, "NaN too, but earlier"), 3U) << "Markdown, the page, the command line: " << nan;
    EXPECT_NE(nan.find("  kernel (1)  input (0,0,1)  NaN  (NaN too, but earlier)\n"), std::string::npos) << nan;
    EXPECT_NE(nan.find("  kernel (3)  input (0,0,3)  NaN  <- the winner\n"), std::string::npos) << nan;
    EXPECT_NE(nan.find("\"tied\": [],\n  \"overruled\": [1],\n"), std::string::npos) << nan;

    const std::string unpool = all_said("maxunpool1d 1x1x3 k1 s2 values=5,6,7 indices=2,2,0", 2);
    EXPECT_EQ(times(unpool, "equal, but later"), 0U) << unpool;
    EXPECT_EQ(times(unpool, "points here, but earlier"), 3U) << unpool;
    EXPECT_NE(unpool.find("output (0,0,2) = 6\n"), std::string::npos) << unpool;

    const std::string back = all_said("maxpool1d 1x1x2 k2 values=nan,nan", 0, View::grad_input);
    EXPECT_EQ(times(back, "equal, but later"), 0U) << back;
    EXPECT_EQ(times(back, "NaN too, but earlier"), 2U) << "Markdown and the page: " << back;

    const std::string later = all_said("maxpool1d 1x1x4 k4 values=7,7,1,7", 0);
    EXPECT_EQ(times(later, "equal, but later"), 6U) << later;
    EXPECT_NE(later.find("\"tied\": [1,3],\n  \"divisor\""), std::string::npos) << later;
}

TEST(ToldTerms, TextFormatsCountWhatIsNotListed) {
    const Picture picture("maxpool1d 1x1x60 k60 values=ramp");
    const Derived& derived = picture.derived();
    TextParts parts{derived, "title", {}, {}, {}, {}, {}};
    parts.steps.push_back({0, expression_of(derived.geometry, picture.shown.told->explanation, 3), ""});
    const std::string markdown = markdown_text(parts), latex = latex_text(parts), numpy = numpy_text(parts);
    EXPECT_NE(markdown.find("max(0, 1, 2, **59**, … 56 more) = 59\n"), std::string::npos) << markdown;
    EXPECT_NE(markdown.find("| input[0, 0, 59] | 59 | the winner |\n| … 56 more |  |  |\n"), std::string::npos)
        << markdown;
    EXPECT_NE(latex.find("\\max(0, 1, 2, \\mathbf{59}, \\ldots\\mbox{ 56 more}) = 59\n"), std::string::npos) << latex;
    EXPECT_NE(numpy.find("max(0, 1, 2, 59, ... 56 more) = 59\n"), std::string::npos) << numpy;
    const std::string csv = csv_text(parts);
    EXPECT_NE(csv.find("\nterms not listed,1,,,,56,,,,\nresult,1,0,0,0,59,,,,\n"), std::string::npos) << csv;
}

TEST(ToldTerms, TheCommandLineCountsWhatIsNotListed) {
    const Picture picture("maxpool1d 1x1x60 k60 values=ramp");
    const Derived& derived = picture.derived();
    const Told& told = *picture.shown.told;
    const std::string text = explain_text(derived, told, 3), json = explain_json(derived, told, 3);
    EXPECT_NE(text.find("  59  <- the winner\n  … 56 more, not listed but part of the result\n"), std::string::npos)
        << text;
    EXPECT_NE(json.find("\"terms_not_listed\": 56,\n  \"winner\": 3,"), std::string::npos) << json;
}

TEST(ToldTerms, ThePictureMarksTheWholeWindowAndTheWinner) {
    const Picture picture("globalmaxpool1d 1x1x262200 values=ramp");
    const Facts facts = gather(picture.scene);
    ASSERT_EQ(facts.left_marks.size(), 1U);
    EXPECT_EQ(facts.left_marks[0].hull, (CellBlock{0, 0, 0, 262199}));
    ASSERT_EQ(facts.left_marks[0].chosen.size(), 1U);
    EXPECT_EQ(facts.left_marks[0].chosen[0].column, 262199);
}

TEST(ToldTerms, TheStripsChipsAndDotsAreAllTerms) {
    for (const bool all : {false, true})
        for (const char* line : {"conv2d 1x3x24x24 out2 k18", "conv2d 1x1x24x24 out1 k18", "globalavgpool2d 1x1x40x40",
                                 "conv2d 1x3x5x5 out1 k3"}) {
            const Picture picture(line);
            Scene scene = picture.scene;
            scene.all_terms = all;
            std::int64_t terms = 0;
            bool sums = false;  // channels instead of terms
            for (const PlacedToken& placed : lay_out_strip(gather(scene)).tokens) {
                if (placed.token.cell.grid == Grid::term) ++terms;
                if (placed.token.cell.grid == Grid::channel_sum) sums = true;
                if (placed.token.text.find("… ") != std::string::npos)
                    terms += static_cast<std::int64_t>(numbers_in(placed.token.text).at(0));
            }
            if (all || !sums) {
                EXPECT_EQ(terms, picture.shown.told->explanation.count) << line << (all ? ", all" : "");
            }
        }
}

}  // namespace
}  // namespace stridelens
