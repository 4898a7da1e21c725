// The lessons hold the tutorial's numbers, and computing them gives the outputs that the tutorial prints.

#include "app/files/lessons.h"
#include "app/problem/scenario.h"
#include "app/problem/solve.h"
#include "core/explain/explain.h"
#include "core/kernels/kernels.h"
#include "core/operation/messages/messages.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <set>

namespace stridelens {
namespace {

const std::filesystem::path kAssets = std::filesystem::path{STRIDELENS_SOURCE_DIR} / "assets";

struct Printed {
    const char* id;
    Shape shape;
    std::vector<float> values;
};

/// "pooled_max(Pytorch)" and "pooled_avg(Pytorch)" as the tutorial prints them, to 8 decimals.
const Printed kPrinted[] = {
    {"1d-max-pooling",
     {1, 1, 9},
     {0.23707525F, 0.7108094F, 1.077727F, 1.077727F, 0.6619225F, 1.108688F, 1.108688F, 0.2866399F, 0.34239697F}},
    {"1d-average-pooling",
     {1, 1, 9},
     {-1.2929783F, -1.2188963F, -0.071417F, -0.06525168F, -0.39815345F, 0.6154902F, 1.1651398F, 1.0161469F,
      0.25912148F}},
    {"2d-max-pooling",
     {1, 1, 4, 4},
     {1.6102289F, 1.3635836F, 1.3635836F, 0.7955343F, 1.6102289F, 0.8632904F, 0.8632904F, 0.7955343F, 0.6508263F,
      0.9639564F, 0.9639564F, 0.66521883F, 0.6508263F, 0.9639564F, 0.9639564F, 0.66521883F}},
    {"2d-average-pooling",
     {1, 1, 4, 4},
     {-0.51621455F, -0.50043464F, 0.09150685F, -0.31118977F, 0.06954078F, 0.09806654F, 0.07219195F, -0.38355213F,
      0.16456047F, -0.13798393F, -0.01057848F, 0.23704876F, -0.42720866F, -0.22382861F, 0.6347169F, 0.4284998F}},
    {"3d-max-pooling",
     {1, 3, 2, 2},
     {0.95838916F, 1.1241827F, 1.4033486F, 1.4033486F, 0.69600916F, 0.69600916F, 2.4790628F, 0.69600916F, 1.2168839F,
      1.900262F, 1.2225664F, 0.9698202F}},
};

const Lesson* find(const std::vector<Lesson>& lessons, const std::string& id) {
    const auto found = std::find_if(lessons.begin(), lessons.end(), [&](const Lesson& l) { return l.id == id; });
    return found == lessons.end() ? nullptr : &*found;
}

TEST(Lessons, BeginWithTheTutorialsEightUnderItsOwnHeadings) {
    const auto lessons = load_lessons(kAssets);
    ASSERT_TRUE(lessons) << lessons.error().sentence;
    std::vector<std::string> titles;
    ASSERT_GT(lessons->size(), 8U);
    for (std::size_t i = 0; i < 8; ++i) titles.push_back((*lessons)[i].scenario.title);
    EXPECT_EQ(titles, (std::vector<std::string>{"1d Max Pooling", "1d Average Pooling", "2D Max Pooling",
                                                "2D Average Pooling", "3D Max Pooling", "Zero padding 2D",
                                                "Strides in Conv2D Layers", "Strides in Pooling Layers"}));
}

TEST(Lessons, EachOneIsLegalAndSaysWhatToLookAt) {
    const auto lessons = load_lessons(kAssets);
    ASSERT_TRUE(lessons) << lessons.error().sentence;
    std::set<std::string> ids;
    for (const Lesson& lesson : *lessons) {
        SCOPED_TRACE(print(lesson.scenario.problem));
        EXPECT_FALSE(lesson.note.empty());
        EXPECT_FALSE(lesson.chapter.empty());
        EXPECT_TRUE(ids.insert(lesson.id).second) << lesson.id << " is there twice";
        const auto steps = step_count(lesson.scenario.problem, lesson.scenario.view);
        ASSERT_TRUE(steps) << "no such view";
        EXPECT_LT(lesson.scenario.step, *steps);
        EXPECT_TRUE(prepare(lesson.scenario.problem));
    }
}

TEST(Lessons, GiveTheOutputsThatTheTutorialPrints) {
    const auto lessons = load_lessons(kAssets);
    ASSERT_TRUE(lessons) << lessons.error().sentence;
    for (const Printed& printed : kPrinted) {
        const Lesson* lesson = find(*lessons, printed.id);
        ASSERT_NE(lesson, nullptr) << printed.id;
        SCOPED_TRACE(print(lesson->scenario.problem));
        const auto solvable = prepare(lesson->scenario.problem);
        ASSERT_TRUE(solvable) << sentence_of(solvable.error());
        const Tensor output = evaluate(solvable->geometry, solvable->input, solvable->weight, solvable->bias).output;
        EXPECT_EQ(output.shape, printed.shape);
        ASSERT_EQ(output.values.size(), printed.values.size());
        for (std::size_t i = 0; i < output.values.size(); ++i)
            EXPECT_EQ(fmt::format("{:.8f}", output.values[i]), fmt::format("{:.8f}", printed.values[i]))
                << "cell " << i;
    }
}

TEST(Lessons, TheOthersHaveTheTutorialsShapes) {
    const auto lessons = load_lessons(kAssets);
    ASSERT_TRUE(lessons) << lessons.error().sentence;
    const std::pair<const char*, Shape> expected[] = {{"zero-padding-2d", {1, 3, 32, 32}},
                                                      {"strides-in-conv2d-layers", {1, 1, 14, 14}},
                                                      {"strides-in-pooling-layers", {1, 3, 13, 13}}};
    for (const auto& [id, output] : expected) {
        const Lesson* lesson = find(*lessons, id);
        ASSERT_NE(lesson, nullptr) << id;
        EXPECT_EQ(lesson->scenario.problem.input, (Shape{1, 3, 28, 28})) << id;
        const auto shape = output_shape(lesson->scenario.problem.operation, lesson->scenario.problem.input);
        ASSERT_TRUE(shape) << id;
        EXPECT_EQ(*shape, output) << id;
    }
}

TEST(Lessons, OfTwentyEightSquaredShowADigitAndBeginWhereItsStrokeIs) {
    const auto lessons = load_lessons(kAssets);
    ASSERT_TRUE(lessons) << lessons.error().sentence;
    for (const char* id : {"zero-padding-2d", "strides-in-conv2d-layers", "strides-in-pooling-layers"}) {
        const Lesson* lesson = find(*lessons, id);
        ASSERT_NE(lesson, nullptr) << id;
        const Problem& problem = lesson->scenario.problem;
        EXPECT_EQ(problem.values.kind, Values::Kind::digit) << id;
        const auto solvable = prepare(problem);
        ASSERT_TRUE(solvable) << id;
        const Explanation told = explain(solvable->geometry, solvable->operands(),
                                         unflatten(solvable->geometry.output, lesson->scenario.step));
        std::set<float> values;
        for (const Term& term : told.terms) values.insert(term.value);
        EXPECT_FALSE(values == std::set<float>{0.0F} || values == std::set<float>{1.0F}) << id;
    }
}

TEST(Lessons, TheProgramOpensIn2DMaxPoolingAtStep7Of16) {
    const auto lessons = load_lessons(kAssets);
    ASSERT_TRUE(lessons) << lessons.error().sentence;
    const Scenario opening = opening_scenario(*lessons);
    EXPECT_EQ(opening.title, "2D Max Pooling");
    EXPECT_EQ(opening.step, 6);
    EXPECT_EQ(step_count(opening.problem), 16);
    // Without its assets the program still opens with the same problem, on other numbers.
    const Scenario fallback = opening_scenario({});
    EXPECT_EQ(fallback.step, 6);
    EXPECT_EQ(fallback.problem.operation, opening.problem.operation);
    EXPECT_EQ(fallback.problem.input, opening.problem.input);
}

TEST(Lessons, AMissingFolderIsASentence) {
    const auto lessons = load_lessons("/nowhere/at/all");
    ASSERT_FALSE(lessons);
    EXPECT_NE(lessons.error().sentence.find("no lessons"), std::string::npos) << lessons.error().sentence;
}

}  // namespace
}  // namespace stridelens
