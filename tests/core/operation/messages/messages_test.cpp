// Errors in words: every rule has its message, every message gets its facts, and the words are those of the table.
#include "core/operation/messages/messages.h"
#include "core/explain/program/program.h"
#include "core/kernels/numbers.h"
#include "core/operation/comparison.h"
#include "core/operation/geometry.h"
#include "core/operation/problem.h"
#include "core/reference/reference.h"
#include "tests/core/operation/broken_rules.h"
#include "tests/core/wild_problem.h"

#include <gtest/gtest.h>
#include <algorithm>
#include <cmath>
#include <functional>
#include <set>
#include <string>

namespace stridelens {
namespace {

using test::Broken;
using test::kBroken;

/// What a line of text is refused for, by whoever refuses it first.
std::optional<Error> refusal(const std::string& line) {
    const auto problem = parse_problem(line);
    if (!problem) return problem.error();
    const auto geometry = resolve(problem->operation, problem->input);
    if (!geometry) return geometry.error();
    const auto numbers = make_numbers(*problem, *geometry);
    if (!numbers) return numbers.error();
    return std::nullopt;
}

Geometry geometry_of(const std::string& line) {
    const Problem problem = parse_problem(line).value();
    return resolve(problem.operation, problem.input).value();
}

std::optional<Error> weights(const std::string& line, std::optional<Shape> weight, std::optional<Shape> bias) {
    return check_weights(geometry_of(line), weight ? &*weight : nullptr, bias ? &*bias : nullptr);
}

std::optional<Error> tensor(const Values& values, const Shape& shape) {
    const auto made = make_tensor(values, shape);
    return made ? std::nullopt : std::optional(made.error());
}

std::optional<Error> keras(const std::string& line) {
    const Geometry geometry = geometry_of(line);
    const Tensor input(geometry.input), output(geometry.output);
    const auto made = program(geometry, Operands{input}, output, ProgramForm::keras);
    return made ? std::nullopt : std::optional(made.error());
}

template <class Pool>
Pool pool_with(const std::function<void(Pool&)>& change) {
    Pool pool;
    change(pool);
    return pool;
}

/// What no line can say.
struct Called {
    BrokenRule rule;
    std::optional<Error> error;
    const char* sentence;
};

/// What is wrong with a line that may compare.
std::optional<Error> line_refusal(const char* line) {
    const auto comparison = parse_comparison(line);
    if (comparison) return std::nullopt;
    return comparison.error().error;
}

std::vector<Called> called() {
    const auto flat = pool_with<MaxPool>([](MaxPool& pool) { pool.spatial_rank = 4; });
    const auto short_stride = pool_with<MaxPool>([](MaxPool& pool) { pool.stride = {1}; });
    const auto no_padding = pool_with<Pad>([](Pad& pad) { pad.padding = {}; });
    const auto no_norm = pool_with<LpPool>([](LpPool& pool) { pool.norm_type = std::nan(""); });
    const char* conv = "conv1d 1x4x5 out6 k2 groups2";
    const char* transpose = "convtranspose1d 1x4x5 out6 k2 groups2 nobias";
    const Values ramp{Values::Kind::ramp, 0, {}};
    return {
        {BrokenRule::spatial_rank_unknown, check(flat, {1, 1, 5, 5}), "4 spatial axes: there can be 1, 2 or 3"},
        {BrokenRule::entries_not_one_per_axis, check(short_stride, {1, 1, 5, 5}),
         "stride has 1 entry, but the operation has 2 spatial axes: give one entry for each"},
        {BrokenRule::pad_has_no_axes, check(Pad{}, Shape{}), "the input has no axes: there is nothing to pad"},
        {BrokenRule::pad_has_no_entries, check(no_padding, {1, 1, 5}),
         "padding has no entries: give one for each axis to pad"},
        {BrokenRule::norm_type_is_no_number, check(no_norm, {1, 1, 5, 5}),
         "norm_type is no number. The Euclidean norm is 2"},
        {BrokenRule::weight_has_wrong_axes, weights(conv, Shape{6, 2}, Shape{6}),
         "a weight of 6x2 has 2 axes; out_channels, in_channels/groups and the kernel make 3: 6x2x2"},
        {BrokenRule::weight_reads_wrong_channels, weights(conv, Shape{6, 1, 2}, Shape{6}),
         "a weight of 6x1x2 reads 1 input channel in each of 2 groups, but the input has 4 in all. Expected 6x2x2"},
        {BrokenRule::weight_has_wrong_shape, weights(conv, Shape{5, 2, 2}, Shape{6}),
         "the weight is 5x2x2, but out_channels, groups and kernel_size ask for 6x2x2"},
        {BrokenRule::transposed_weight_has_wrong_axes, weights(transpose, Shape{4, 3}, std::nullopt),
         "a weight of 4x3 has 2 axes; in_channels, out_channels/groups and the kernel make 3: 4x3x2"},
        {BrokenRule::transposed_weight_reads_wrong_channels, weights(transpose, Shape{1, 3, 2}, std::nullopt),
         "a weight of 1x3x2 is for 1 input channel, but the input has 4. Expected 4x3x2"},
        {BrokenRule::weight_missing, weights(conv, std::nullopt, Shape{6}), "Conv needs a weight of 6x2x2"},
        {BrokenRule::weight_without_convolution, weights("maxpool1d 1x1x5 k2", Shape{1}, std::nullopt),
         "MaxPool has no weight and no bias: only Conv and ConvTranspose do"},
        {BrokenRule::bias_missing, weights(conv, Shape{6, 2, 2}, std::nullopt),
         "Conv with a bias needs 6 numbers, one for each output channel; or turn the bias off"},
        {BrokenRule::bias_turned_off, weights(transpose, Shape{4, 3, 2}, Shape{6}),
         "the bias is turned off: turn it on, or leave the numbers away"},
        {BrokenRule::bias_has_wrong_shape, weights(conv, Shape{6, 2, 2}, Shape{5}),
         "the bias is 5, but Conv with 6 output channels takes one axis of 6"},
        {BrokenRule::shape_size_negative, tensor(ramp, {2, -1}), "a size of −1 is not possible: sizes are at least 0"},
        {BrokenRule::shape_beyond_limit, tensor(ramp, {100'000, 100'000}),
         "100000x100000 is more than 268435456 cells (1 GiB): choose a smaller shape"},
        {BrokenRule::framework_makes_something_else, keras("avgpool2d 1x1x5x5 k2 p1 nocount"),
         "TensorFlow makes something else of AvgPool with these settings, whatever is padded before it: take the loop "
         "or "
         "NumPy, or choose the TensorFlow convention"},
        {BrokenRule::second_bar, line_refusal("maxpool2d 1x1x7x7 k2 | ceil | k3"),
         "column 29: a second bar, expected one at most: before it stands a problem, and after it what B changes"},
        {BrokenRule::nothing_to_take_back, line_refusal("globalmaxpool2d 1x1x7x7 | -s"),
         "column 27: read \"-s\", expected what B sets: A sets nothing that B could take back"},
        {BrokenRule::word_not_there_to_take_back, line_refusal("maxpool2d 1x1x7x7 k2 s1 | -d"),
         "column 27: read \"-d\", expected what B sets, or what it takes back of A: -k, -s"},
        {BrokenRule::indices_not_one_per_cell, check_indices(geometry_of("maxunpool1d 1x1x3 k2"), {1}),
         "1 index is given, but the input 1x1x3 has 3 cells: give one index for each"},
    };
}

/// Every error that these tests can make, with what tells where it comes from.
std::vector<std::pair<std::string, Error>> all_errors() {
    std::vector<std::pair<std::string, Error>> all;
    for (const Broken& broken : kBroken)
        if (const auto error = refusal(broken.line)) all.emplace_back(broken.line, *error);
    for (const Called& call : called())
        if (call.error) all.emplace_back(call.sentence, *call.error);
    return all;
}

bool has(const std::vector<std::string_view>& names, std::string_view name) {
    return std::find(names.begin(), names.end(), name) != names.end();
}

/// What no sentence has: what was left of the notation, two spaces, an end that nobody reaches.
std::string fault_of(const std::string& said, std::size_t longest) {
    if (said.empty()) return "says nothing";
    if (said.find_first_of("{}|") != std::string::npos) return "has a place that was not filled";
    if (said.find("  ") != std::string::npos || said.front() == ' ' || said.back() == ' ') return "has a gap";
    if (said.size() > longest) return "is too long";
    return "";
}

TEST(Messages, ALineThatBreaksARuleIsToldItsNumbersAndTheWayOut) {
    for (const Broken& broken : kBroken) {
        const auto error = refusal(broken.line);
        ASSERT_TRUE(error) << broken.line;
        EXPECT_EQ(error->rule, broken.rule) << broken.line << ": " << sentence_of(*error);
        EXPECT_STREQ(to_string(error->field), to_string(broken.field)) << broken.line;
        EXPECT_EQ(error->axis, broken.axis) << broken.line;
        EXPECT_EQ(error->nearest, broken.nearest) << broken.line;
        EXPECT_EQ(sentence_of(*error), broken.sentence) << broken.line;
        EXPECT_EQ(reason_of(*error), broken.reason != nullptr ? broken.reason : broken.sentence) << broken.line;
        EXPECT_EQ(error->column.has_value(), broken.field == Field::text) << broken.line;
    }
}

TEST(Messages, ACallThatBreaksARuleIsToldTheSame) {
    for (const Called& call : called()) {
        ASSERT_TRUE(call.error) << call.sentence;
        EXPECT_EQ(call.error->rule, call.rule) << sentence_of(*call.error);
        EXPECT_EQ(sentence_of(*call.error), call.sentence);
    }
}

TEST(Messages, EveryRuleCanBeBroken) {
    std::set<BrokenRule> broken;
    for (const auto& [from, error] : all_errors()) broken.insert(error.rule);
    for (const BrokenRule rule : test::kRulesOfTheApp)
        EXPECT_TRUE(broken.insert(rule).second) << message_of(rule).sentence << ": core can refuse this by itself";
    for (std::size_t i = 0; i < kRules; ++i)
        EXPECT_TRUE(broken.contains(static_cast<BrokenRule>(i)))
            << "nothing breaks rule " << i << ": " << message_of(static_cast<BrokenRule>(i)).sentence;
}

TEST(Messages, ARuleSpeaksOfAllThatTheErrorKnowsAndOfNothingElse) {
    for (const auto& [from, error] : all_errors()) {
        const Message& message = message_of(error.rule);
        std::vector<std::string_view> spoken_of = names_in(message.sentence, true);
        for (const std::string_view name : names_in(message.reason, true)) spoken_of.push_back(name);
        for (const Fact& fact : error.facts)
            EXPECT_TRUE(has(spoken_of, fact.name)) << from << ": nobody is told of " << fact.name;
        for (const std::string_view text : {message.sentence, message.reason})
            for (const std::string_view name : names_in(text, false)) {
                const bool own = name == "field" || (name == "nearest" && error.nearest) || name == "column";
                EXPECT_TRUE(own || error.fact(name) != nullptr) << from << ": " << name << " is not known";
            }
    }
}

TEST(Messages, FactsAreNamedOnce) {
    for (const auto& [from, error] : all_errors()) {
        std::set<std::string_view> names;
        for (const Fact& fact : error.facts) EXPECT_TRUE(names.insert(fact.name).second) << from << ": " << fact.name;
    }
}

TEST(Messages, TheNotationIsWellFormed) {
    for (std::size_t i = 0; i < kRules; ++i) {
        const Message& message = message_of(static_cast<BrokenRule>(i));
        for (const std::string_view text : {message.sentence, message.reason}) {
            std::string open;
            for (const char sign : text) {
                if (sign == '{' || sign == '[') {
                    EXPECT_NE(open, std::string(1, sign)) << text;  // neither in itself
                    open += sign;
                }
                if (sign == '}' || sign == ']') {
                    ASSERT_FALSE(open.empty()) << text;
                    EXPECT_EQ(open.back(), sign == '}' ? '{' : '[') << text;
                    open.pop_back();
                }
                EXPECT_FALSE(sign == '|' && open.empty()) << text;
            }
            EXPECT_EQ(open, "") << text;
        }
    }
}

TEST(Messages, OfAReasonTheNumbersStandInTheSentenceToo) {
    for (const Broken& broken : kBroken) {
        const Message& message = message_of(broken.rule);
        const auto names = names_in(message.sentence, true);
        for (const std::string_view name : names_in(message.reason, true))
            EXPECT_TRUE(has(names, name) || name == "framework") << message.reason << ": " << name;
    }
}

TEST(Messages, WildProblemsAreRefusedInWholeSentences) {
    constexpr int seed = 31;
    test::WildProblems wild(seed);
    std::set<BrokenRule> seen;
    for (int refused = 0; refused < 20'000;) {
        Problem problem = wild.next();
        const auto geometry = resolve(problem.operation, problem.input);
        if (geometry) continue;
        ++refused;
        seen.insert(geometry.error().rule);
        const std::string said = sentence_of(geometry.error()), why = reason_of(geometry.error());
        ASSERT_EQ(fault_of(said, 400), "") << print(problem) << " (seed " << seed << ")\n" << said;
        ASSERT_EQ(fault_of(why, 200), "") << print(problem) << " (seed " << seed << ")\n" << why;
    }
    EXPECT_GT(seen.size(), 50U) << "otherwise this has looked at a few rules only";
}

TEST(Messages, WhatAUserTypedIsNeverTakenForAPlace) {
    for (const char* typed : {"{axis}", "[read]", "{read|a|b}", "{", "]|["}) {
        const auto problem = parse_problem(std::string("maxpool2d 1x1x5x5 ") + typed);
        ASSERT_FALSE(problem) << typed;
        const std::string begin = std::string("column 19: read \"") + typed + "\", expected one of k, s, p, d, ";
        EXPECT_TRUE(sentence_of(problem.error()).starts_with(begin)) << sentence_of(problem.error());
    }
}

/// A sentence may come to a terminal.
TEST(Messages, WhatAUserTypedHasNoControlCharacters) {
    for (const std::string line : {"\x1b[31m 1x1x4x4", "maxpool2d \x1b[31m", "maxpool2d 1x1x4x4 k2 \x1b\x7f\xff",
                                   "maxpool2d 1x1x4x4 k2 values=\x1b", "pad2d 1x1x4x4 p1 mode=\x1b"}) {
        const auto error = refusal(line);
        ASSERT_TRUE(error) << line;
        const std::string sentence = sentence_of(*error);
        for (const char c : sentence) EXPECT_TRUE(c >= 0x20 || c < 0) << sentence;
        EXPECT_EQ(sentence.find('\x7f'), std::string::npos) << sentence;
        EXPECT_EQ(sentence.find('\xff'), std::string::npos) << sentence;
    }
}

TEST(Messages, APartIsLeftOutOrGivesWayIfItsNumbersAreNotKnown) {
    Error error{Field::kernel_size,
                BrokenRule::kernel_larger_than_padded_input,
                {{"kernel_size", std::int64_t{4}},
                 {"span", std::int64_t{1}},
                 {"padded", std::int64_t{-1}},
                 {"size", std::int64_t{1}},
                 {"begin", std::int64_t{-1}},
                 {"end", std::int64_t{-1}}}};
    EXPECT_EQ(sentence_of(error),
              "kernel_size 4 does not fit: the window spans 1 cell, but the padded input has −1 (1 + −1 + −1). Use a "
              "smaller dilation or a larger input");
    error.nearest = 2;
    error.facts.push_back({"axis", "W"});
    EXPECT_EQ(sentence_of(error),
              "kernel_size 4 along W does not fit: the window spans 1 cell, but the padded input has −1 (1 + −1 + −1). "
              "Largest kernel_size: 2");
}

TEST(Errors, AreEqualIfAllThatTheyKnowIs) {
    const auto error = refusal("pad1d 1x2x4 p1 mode=reflect value=nan");
    ASSERT_TRUE(error);
    EXPECT_EQ(*error, *refusal("pad1d 1x2x4 p1 mode=reflect value=nan")) << "NaN is the same fact twice";
    EXPECT_NE(*error, *refusal("pad1d 1x2x4 p1 mode=reflect value=1"));
    EXPECT_NE(*error, *refusal("pad1d 1x2x4 p1 mode=replicate value=nan"));
    const auto along_h = refusal("maxpool2d 1x1x5x5 k9x1"), along_w = refusal("maxpool2d 1x1x5x5 k1x9");
    EXPECT_NE(*along_h, *along_w);
    EXPECT_EQ(*along_h, *refusal("maxpool2d 1x1x5x5 k9x2"));
}

TEST(Errors, GiveWhatTheRuleSpeaksOfByName) {
    const auto error = refusal("maxpool1d 1x2x8 k3 s1 p2");
    ASSERT_TRUE(error);
    ASSERT_NE(error->fact("kernel_size"), nullptr);
    EXPECT_EQ(*error->fact("kernel_size"), FactValue{std::int64_t{3}});
    EXPECT_EQ(error->fact("dilation"), nullptr);
}

}  // namespace
}  // namespace stridelens
