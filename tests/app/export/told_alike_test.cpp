// Whoever tells a step's arithmetic names the same terms, winner, divisor and result: strip, Markdown, LaTeX, NumPy, CSV,
// SVG, the page, the command line in words and as JSON. (That a browser shows what the page holds: tests/html.)

#include "tests/app/export/told_alike.h"
#include "app/cli/print.h"
#include "app/export/export.h"
#include "app/export/html/html_told.h"
#include "app/export/text/told.h"
#include "app/export/words/cell_names.h"
#include "app/figure/strip/strip.h"
#include "app/problem/view.h"
#include "tests/app/export/html/html_page.h"

#include <functional>
#include <set>
#include <sstream>

namespace stridelens {
namespace {

/// Every operation, rank, kind of cell and verdict, in numbers that four decimals write well.
constexpr const char* kLines[] = {
    "maxpool2d 1x2x4x4 k2 s1 p1 values=integers:3",
    "maxpool1d 1x1x5 k5 values=2,nan,7,nan,9",
    "maxpool1d 1x1x7 k4 s1 values=3,3,-1,nan,3,nan,nan",
    "maxpool3d 1x1x2x3x3 k2 s1 values=integers:3",
    "maxpool1d 1x1x1 k2 s1 d2 p1 values=4",
    "minpool2d 1x1x4x4 k2 s1 p1 values=integers:3",
    "avgpool2d 1x1x5x5 k2 s2 p1 ceil nocount values=integers:4",
    "avgpool1d 1x1x6 k3 s2 p1 div4 values=integers:4",
    "avgpool3d 1x2x2x3x3 k2 s1 values=integers:5",
    "lppool1d 1x1x4 k2 s1 values=3,-4,3,4",
    "lppool2d 1x1x3x3 k2 s1 p1 norm=3 onnx values=integers:3",
    "adaptivemaxpool1d 1x1x7 out3 values=integers:3",
    "adaptiveavgpool2d 1x1x5x7 out3 values=integers:3",
    "globalavgpool2d 1x3x3x3 values=integers:3",
    "maxunpool1d 1x1x3 k1 s2 values=5,6,7 indices=2,2,0",
    "maxunpool2d 1x1x2x2 k2 values=1,2,3,4 indices=0,3,13,10",
    "pad2d 1x1x3x3 p1 mode=reflect values=integers:5",
    "pad1d 1x1x4 p1:2 value=2 values=integers:5",
    "conv1d 1x2x6 out2 k3 p1 values=integers:9 weights=integers:10",
    "conv2d 1x3x4x4 out2 k3 s2 p1 values=integers:6 weights=integers:7 bias=-2,3",
    "conv2d 1x4x4x4 out4 k2 groups2 nobias values=integers:6 weights=integers:7",
    "conv2d 1x1x4x4 out1 k3 flip nobias values=integers:6 weights=ramp",
    "conv2d 1x1x3x3 out1 k2 values=integers:6 weights=ones bias=1",
    "conv3d 1x1x3x3x3 out1 k2 values=integers:9 weights=integers:10",
    "convtranspose2d 1x1x3x3 out1 k3 s2 p1 values=integers:3 weights=integers:7",
    "convtranspose1d 1x2x3 out2 k3 s2 groups2 values=integers:3 weights=integers:7 bias=1,2",
    "unfold2d 1x2x3x3 k2 p1 values=integers:3",
    "fold2d 1x4x9 size4 k2 values=integers:3",
    "fold1d 1x1x2 k1 s2 size4 values=3,4",
};

/// Calls `check` for some steps, first and last among them, of every view of every line.
void over_all(const std::function<void(const ToldAlike&)>& check, std::int64_t parts = 3) {
    for (const char* line : kLines) {
        const Picture first(line);
        for (const View view : views_of(first.derived().geometry)) {
            const std::int64_t steps = element_count(step_shape(first.derived().geometry, view));
            std::set<std::int64_t> some;
            for (std::int64_t part = 0; part <= parts; ++part) some.insert((steps - 1) * part / parts);
            for (const std::int64_t step : some) {
                const Picture picture(line, step, view);
                const Derived& derived = picture.derived();
                const Told& told = *picture.shown.told;
                check({picture, derived, told, expression_of(derived.geometry, told.explanation),
                       std::string(line) + " view " + to_string(view) + " step " + std::to_string(step)});
                if (testing::Test::HasFatalFailure()) return;
            }
        }
    }
}

/// The line after the first that begins with `mark`, `further` lines on.
std::string line_after(const std::vector<std::string>& lines, const std::string& mark, std::ptrdiff_t further) {
    const auto found = std::find_if(lines.begin(), lines.end(), [&](const auto& l) { return l.starts_with(mark); });
    return lines.end() - found > further ? *(found + further) : "no line after " + mark;
}

TEST(ToldAlike, MarkdownsLine) {
    over_all([](const ToldAlike& told) {
        const std::string line = line_after(lines_of(text_of(told, Format::markdown)), "## Step", 2);
        expect_numbers(numbers_in(line), line_of(told), false, told.where + ": " + line);
        const bool marks = line.find("**") != std::string::npos;
        ASSERT_EQ(marks, is_extreme(told.expression) && told.expression.winner()) << told.where << ": " << line;
    });
}

TEST(ToldAlike, LatexsLine) {
    over_all([](const ToldAlike& told) {
        const std::string line = line_after(lines_of(text_of(told, Format::latex)), "\\[", 1);
        expect_numbers(numbers_in(line), line_of(told), false, told.where + ": " + line);
        const bool marks = line.find("\\mathbf") != std::string::npos;
        ASSERT_EQ(marks, is_extreme(told.expression) && told.expression.winner()) << told.where << ": " << line;
    });
}

TEST(ToldAlike, NumpysLine) {
    over_all([](const ToldAlike& told) {
        const std::string line = line_after(lines_of(text_of(told, Format::numpy)), "# step", 0);
        expect_numbers(numbers_in(line.substr(line.find(": "))), line_of(told), true, told.where + ": " + line);
    });
}

TEST(ToldAlike, MarkdownsTable) {
    over_all([](const ToldAlike& told) {
        std::vector<std::string> rows;
        for (const std::string& line : lines_of(text_of(told, Format::markdown)))
            if (line.starts_with("| ")) rows.push_back(line);
        const auto& terms = told.expression.terms;
        ASSERT_EQ(rows.size(), terms.empty() ? 0 : terms.size() + 2) << told.where;
        for (std::size_t i = 0; i < terms.size(); ++i) {
            const std::string& row = rows[i + 2];
            const std::size_t cell = row.rfind("| ", row.size() - 3) + 2;
            const std::string note = row.substr(cell, row.size() - 2 - cell);
            ASSERT_EQ(note, terms[i].verdict == Verdict::wins   ? "the winner"
                            : terms[i].verdict != Verdict::none ? words_of(terms[i].verdict)
                            : terms[i].counts                   ? ""
                                                                : "not counted")
                << told.where << ": " << row;
            expect_last_numbers(numbers_in(row.substr(0, cell)), term_numbers(told.expression, terms[i]), false,
                                told.where + ": " + row);
        }
    });
}

TEST(ToldAlike, CsvsRows) {
    over_all([](const ToldAlike& told) {
        const Expression& e = told.expression;
        std::size_t next = 0, results = 0;
        for (const std::string& row : lines_of(text_of(told, Format::csv))) {
            std::vector<std::string> fields;
            std::istringstream stream(row + ",");
            for (std::string field; std::getline(stream, field, ',');) fields.push_back(field);
            const std::size_t last = fields.size() - 1;
            const std::string numbers = fields[last - 4] + " " + fields[last - 3] + " " + fields[last - 2];
            const std::string where = told.where + ": " + row;
            if (fields[0] == "result") {
                ++results;
                expect_numbers(numbers_in(numbers), {static_cast<double>(e.result)}, true, where);
            }
            if (fields[0] != "term") continue;
            ASSERT_LT(next, e.terms.size()) << where;
            const Expression::Term& term = e.terms[next++];
            expect_numbers(numbers_in(numbers), term_numbers(e, term), true, where);
            ASSERT_EQ(fields[last - 1], to_string(term.kind)) << where;
            ASSERT_EQ(fields[last], term.verdict == Verdict::wins ? "winner" : term.counts ? "yes" : "no") << where;
        }
        ASSERT_EQ(next, e.terms.size()) << told.where;
        ASSERT_EQ(results, 1U) << told.where;
    });
}

TEST(ToldAlike, TheCommandLinesWords) {
    over_all([](const ToldAlike& told) {
        const Expression& e = told.expression;
        const std::vector<std::string> lines = lines_of(explain_text(told.derived, told.step));
        std::vector<double> head(e.index.begin(), e.index.end());
        head.push_back(static_cast<double>(e.result));
        expect_numbers(numbers_in(lines[1]), head, true, told.where + ": " + lines[1]);
        std::size_t next = 0;
        for (const std::string& line : lines) {
            if (e.divisor && line.starts_with("sum "))
                expect_numbers(numbers_in(line), {*e.sum, static_cast<double>(e.divisor->value)}, true, told.where);
            if (!line.starts_with("  ")) continue;
            const std::string where = told.where + ": " + line;
            ASSERT_LT(next, e.terms.size()) << where;
            const Expression::Term& term = e.terms[next++];
            const std::size_t said = std::min(line.find("  (", 2), line.find("  <-"));
            expect_last_numbers(numbers_in(line.substr(0, said)), term_numbers(e, term), true, where);
            const std::string note = said == std::string::npos ? "" : line.substr(said + 2);
            ASSERT_EQ(note.starts_with("<- the winner"), term.verdict == Verdict::wins) << where;
            const bool lost = term.verdict != Verdict::none && term.verdict != Verdict::wins;
            if (lost && !e.backward()) {
                ASSERT_EQ(note, "(" + std::string(words_of(term.verdict)) + ")") << where;
            }
            ASSERT_EQ(note == "(passes nothing here)", e.backward() && !term.counts) << where;
            ASSERT_EQ(note == "(not counted)", e.divisor && !term.counts) << where;
        }
        ASSERT_EQ(next, e.terms.size()) << told.where;
    });
}

double number_of(const nlohmann::json& json) {
    return json.is_string() ? numbers_in(json.get<std::string>()).at(0) : json.get<double>();
}

std::vector<std::size_t> positions(const Expression& expression, const std::function<bool(Verdict)>& accepts) {
    std::vector<std::size_t> found;
    for (std::size_t i = 0; i < expression.terms.size(); ++i)
        if (accepts(expression.terms[i].verdict)) found.push_back(i);
    return found;
}

TEST(ToldAlike, TheCommandLinesJson) {
    over_all([](const ToldAlike& told) {
        const Expression& e = told.expression;
        const auto json = nlohmann::json::parse(explain_json(told.derived, told.step));
        ASSERT_EQ(json.at("terms").size(), e.terms.size()) << told.where;
        for (std::size_t i = 0; i < e.terms.size(); ++i) {
            const auto& row = json.at("terms")[i];
            const Expression::Term& term = e.terms[i];
            const std::string where = told.where + ": " + row.dump();
            expect_numbers({number_of(row["value"]), number_of(row["weight"]), number_of(row["product"])},
                           {static_cast<double>(term.value), static_cast<double>(term.factor), term.product}, true,
                           where);
            ASSERT_EQ(row["counted"], term.counts) << where;
            ASSERT_EQ(row["kind"], to_string(term.kind)) << where;
            ASSERT_EQ(row["input"].is_null(), term.input < 0) << where;
        }
        ASSERT_EQ(json["winner"], e.winner() ? nlohmann::json(*e.winner()) : nlohmann::json()) << told.where;
        ASSERT_EQ(json["tied"], positions(e, [](Verdict v) { return v == Verdict::ties; })) << told.where;
        ASSERT_EQ(json.value("overruled", std::vector<std::size_t>{}), positions(e, overruled)) << told.where;
        ASSERT_EQ(json["divisor"], e.divisor ? nlohmann::json(e.divisor->value) : nlohmann::json()) << told.where;
        ASSERT_EQ(json["channel_sums"].size(), e.channels.size()) << told.where;
        expect_numbers({number_of(json["result"])}, {static_cast<double>(e.result)}, true, told.where);
    });
}

/// What the page holds of one step, the only one on it.
void check_page(const ToldAlike& told, const nlohmann::json& all, const nlohmann::json& wording) {
    const Expression& e = told.expression;
    const auto at = [&](const nlohmann::json& column) { return ReadPage::at(column, 0); };
    ASSERT_EQ(at(all["count"]), e.terms.size()) << told.where;
    for (std::size_t i = 0; i < e.terms.size(); ++i) {
        const auto& row = all["terms"][i];
        const Expression::Term& term = e.terms[i];
        const std::string where = told.where + " term " + std::to_string(i);
        expect_numbers({number_of(at(row[0])), number_of(at(row[1]))},
                       {static_cast<double>(term.value), static_cast<double>(term.factor)}, true, where);
        ASSERT_EQ(at(row[3]), term.counts ? 1 : 0) << where;
        ASSERT_EQ(wording["verdicts"][at(row[4]).get<std::size_t>()] == words_of(term.verdict),
                  term.verdict != Verdict::wins)
            << where;
        ASSERT_EQ(at(row[5]), to_string(term.kind)) << where;
        ASSERT_EQ(at(row[6]), term.input) << where;
        ASSERT_EQ(at(row[7]), term.output) << where;
        ASSERT_EQ(at(row[8]), term.weight) << where;
    }
    ASSERT_EQ(at(all["taken"]), e.taken ? nlohmann::json(*e.taken) : nlohmann::json()) << told.where;
    ASSERT_EQ(at(all["divisor"]), e.divisor ? nlohmann::json(e.divisor->value) : nlohmann::json()) << told.where;
    ASSERT_EQ(at(all["bias"]).is_null(), !e.bias) << told.where;
    ASSERT_EQ(at(all["plain"]), e.unit_factors ? 1 : 0) << told.where;
    expect_numbers({number_of(at(all["result"]))}, {static_cast<double>(e.result)}, true, told.where);
}

TEST(ToldAlike, ThePage) {
    over_all([](const ToldAlike& told) {
        ToldSteps steps;
        steps.add(told.derived.geometry, told.step);
        check_page(told, nlohmann::json::parse("{" + steps.json() + "}"),
                   nlohmann::json::parse(wording_json(told.derived.geometry, told.step.explanation)));
    });
}

TEST(ToldAlike, TheStrip) {
    over_all([](const ToldAlike& told) {
        const Expression& e = told.expression;
        Scene scene = told.picture.scene;
        scene.decimals = kToldDecimals;
        const Facts facts = gather(scene);
        std::vector<Token> chips;
        std::string words;
        for (const Token& token : tell(facts, strip_expression(facts), true)) {
            if (token.kind == Token::Kind::words) words += token.text;
            if (token.cell.grid == Grid::term) chips.push_back(token);
        }
        const bool copies = e.function == Function::copy || e.function == Function::routed;
        ASSERT_EQ(chips.size(), copies ? 0 : e.terms.size()) << told.where;
        for (std::size_t i = 0; i < chips.size(); ++i) {
            const Expression::Term& term = e.terms[i];
            const std::string where = told.where + ": chip " + chips[i].text;
            ASSERT_EQ(chips[i].cell.flat, term.order) << where;
            if (e.function == Function::stamp) continue;
            std::vector<double> numbers{static_cast<double>(term.value)};
            if (writes_factors(e)) numbers.push_back(static_cast<double>(term.factor));
            const std::vector<double> written = numbers_in(chips[i].text);
            ASSERT_GE(written.size(), numbers.size()) << where;
            expect_numbers({written.begin(), written.begin() + std::ssize(numbers)}, numbers, false, where);
            ASSERT_EQ(chips[i].fill.role == Role::window, term.verdict == Verdict::wins) << where;
            ASSERT_EQ(chips[i].struck, !term.counts) << where;
        }
        if (e.divisor) {
            const bool equal = words.ends_with(") / " + std::to_string(e.divisor->value) + "=");
            ASSERT_TRUE(equal || words.ends_with(") / " + std::to_string(e.divisor->value) + "≈")) << words;
        }
    });
}

TEST(ToldAlike, TheSvg) {
    over_all(
        [](const ToldAlike& told) {
            const Derived& derived = told.derived;
            const std::string svg = svg_text(
                told.picture.figure(), {.description = told.step.explanation.sentence, .geometry = &derived.geometry});
            const CellName cell = told.expression.cell;
            const std::string title = cell_title({grid_of(cell.tensor), cell.cell}, &derived.geometry);
            ASSERT_NE(svg.find("<title>" + title + "</title>"), std::string::npos) << told.where << ": " << title;
        },
        1);
}

}  // namespace
}  // namespace stridelens
