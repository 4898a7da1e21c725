// The description of every parameter: whole, one for each member of each operation, and in agreement with what resolve()
// accepts, what the one-line form takes and what the code of each framework prints.
#include "core/operation/geometry.h"
#include "core/operation/messages/messages.h"
#include "core/operation/parameters/settings.h"
#include "core/operation/problem.h"
#include "core/words/table.h"
#include "tests/core/random_problem.h"
#include "tests/core/seed.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <vector>

namespace stridelens {
namespace {

std::vector<Field> every_field() {
    std::vector<Field> fields;
    for (int field = 0; field <= static_cast<int>(Field::text); ++field) fields.push_back(static_cast<Field>(field));
    return fields;
}

std::string place_name(std::size_t alternative, Field field) {
    return fmt::format("{} of {}", to_string(field), catalogue()[alternative].name);
}

/// Where the member is; nullptr if there is none.
const void* address_of(const Operation& operation, Field field) {
    const void* address = nullptr;
    visit_parameter(operation, field, [&](const auto& member) { address = &member; });
    return address;
}

ParameterKind kind_of(const Extents&) {
    return ParameterKind::per_axis;
}
ParameterKind kind_of(const PerAxis<Sides>&) {
    return ParameterKind::per_side;
}
ParameterKind kind_of(const Sizes&) {
    return ParameterKind::sizes;
}
ParameterKind kind_of(std::int64_t) {
    return ParameterKind::number;
}
ParameterKind kind_of(const std::optional<std::int64_t>&) {
    return ParameterKind::number;
}
ParameterKind kind_of(double) {
    return ParameterKind::real;
}
ParameterKind kind_of(float) {
    return ParameterKind::real;
}
ParameterKind kind_of(bool) {
    return ParameterKind::toggle;
}
template <class Choice>
ParameterKind kind_of(Choice) {
    return ParameterKind::choice;
}

TEST(Parameters, EveryMemberHasOneRowOfItsKindAndEveryRowItsMember) {
    for (std::size_t alternative = 0; alternative < kOperations; ++alternative) {
        const Operation operation = default_operation(alternative, 2);
        for (const Field field : every_field()) {
            const auto table = parameter_table();
            const auto rows = std::count_if(table.begin(), table.end(), [&](const ParameterInfo& info) {
                return info.field == field && (info.operations & owner_of(alternative)) != 0;
            });
            EXPECT_EQ(rows, address_of(operation, field) == nullptr ? 0 : 1) << place_name(alternative, field);
            visit_parameter(operation, field, [&](const auto& member) {
                EXPECT_EQ(info_of(operation, field)->kind, kind_of(member)) << place_name(alternative, field);
            });
        }
    }
}

/// One calm sentence: a capital, a full stop at its end and none before, no shouting.
void expect_sentence(const std::string& text, const std::string& where) {
    ASSERT_GT(text.size(), 30U) << where;
    EXPECT_TRUE(text[0] >= 'A' && text[0] <= 'Z') << where << ": " << text;
    EXPECT_EQ(text.back(), '.') << where << ": " << text;
    EXPECT_EQ(text.find(". "), std::string::npos) << where << ": " << text;
    EXPECT_EQ(text.find('!'), std::string::npos) << where << ": " << text;
    EXPECT_EQ(text.find("  "), std::string::npos) << where << ": " << text;
    EXPECT_LE(text.size(), 180U) << where << ": " << text;
}

TEST(Parameters, EveryOneHasALabelAnEditAndASentence) {
    for (const ParameterInfo& info : parameter_table()) {
        const std::string where = to_string(info.field);
        EXPECT_NE(std::string(info.label), "") << where;
        EXPECT_NE(std::string(info.edit), "") << where;
        EXPECT_EQ(std::string(info.edit).find('_'), std::string::npos) << where << ": words of people";
        expect_sentence(info.sentence, where);
        EXPECT_NE(info.word.empty(), info.choices.empty() || info.field == Field::padding_mode) << where;
        EXPECT_EQ(info.word.empty(), info.expected.empty()) << where;
    }
}

TEST(Parameters, WhatIsOneThingIsCalledOneThing) {
    std::map<Field, const ParameterInfo*> first;
    for (const ParameterInfo& info : parameter_table()) {
        const ParameterInfo& other = *first.try_emplace(info.field, &info).first->second;
        EXPECT_STREQ(info.label, other.label);
        EXPECT_STREQ(info.edit, other.edit);
        EXPECT_STREQ(info.symbol, other.symbol);
    }
    std::set<std::string> edits;
    for (const auto& [field, info] : first) EXPECT_TRUE(edits.insert(info->edit).second) << info->edit;
}

TEST(Parameters, AVisitReachesThatMemberAndNoOther) {
    for (std::size_t alternative = 0; alternative < kOperations; ++alternative) {
        const Operation operation = default_operation(alternative, 2);
        const auto expect = [&](Field field, const void* member) {
            EXPECT_EQ(address_of(operation, field), member) << place_name(alternative, field);
        };
        std::visit(
            [&]<class Op>(const Op& op) {
                if constexpr (requires { op.kernel_size; }) expect(Field::kernel_size, &op.kernel_size);
                if constexpr (requires { op.stride; }) expect(Field::stride, &op.stride);
                if constexpr (requires { op.padding; }) expect(Field::padding, &op.padding);
                if constexpr (requires { op.dilation; }) expect(Field::dilation, &op.dilation);
                if constexpr (requires { op.ceil_mode; }) expect(Field::ceil_mode, &op.ceil_mode);
                if constexpr (requires { op.groups; }) expect(Field::groups, &op.groups);
                if constexpr (requires { op.groups; }) expect(Field::out_channels, &op.out_channels);
                if constexpr (requires { op.groups; }) expect(Field::bias, &op.bias);
                if constexpr (requires { op.auto_pad; }) expect(Field::auto_pad, &op.auto_pad);
                if constexpr (requires { op.output_size; }) expect(Field::output_size, &op.output_size);
                if constexpr (std::is_same_v<Op, AvgPool>) {
                    expect(Field::count_include_pad, &op.count_include_pad);
                    expect(Field::divisor_override, &op.divisor_override);
                } else if constexpr (std::is_same_v<Op, MaxPool>) {
                    expect(Field::storage_order, &op.column_major_indices);
                } else if constexpr (std::is_same_v<Op, LpPool>) {
                    expect(Field::norm_type, &op.norm_type);
                } else if constexpr (std::is_same_v<Op, Pad>) {
                    expect(Field::padding_mode, &op.mode);
                    expect(Field::value, &op.value);
                } else if constexpr (std::is_same_v<Op, Conv>) {
                    expect(Field::padding_mode, &op.padding_mode);
                    expect(Field::flip_kernel, &op.flip_kernel);
                } else if constexpr (std::is_same_v<Op, ConvTranspose>) {
                    expect(Field::output_padding, &op.output_padding);
                }
                expect(Field::convention, &op.convention);
                expect(Field::input, nullptr);
                expect(Field::values, nullptr);
            },
            operation);
        std::set<const void*> seen;
        for (const Field field : every_field()) {
            const void* member = address_of(operation, field);
            EXPECT_TRUE(member == nullptr || seen.insert(member).second) << place_name(alternative, field);
        }
    }
}

TEST(Parameters, AnEditThroughAVisitChangesThatParameterAlone) {
    test::RandomProblems problems(test::seed_or(41));
    for (int round = 0; round < 2'000; ++round) {
        const test::RandomProblem problem = problems.next(test::Cells::integers);
        const Operation before = problem.geometry.operation;
        for (const Field field : every_field()) {
            const auto value = value_of(before, field);
            if (!value || field == Field::convention) continue;
            const std::int64_t other = *value == 0 ? 1 : 0;
            const Operation after = with_value(before, field, other);
            ASSERT_EQ(value_of(after, field), other) << to_string(field) << ": " << problem.line;
            for (const Field rest : every_field()) {
                if (rest == field) continue;
                visit_parameter(before, rest, [&]<class T>(const T& member) {
                    ASSERT_EQ(*find_parameter<T>(after, rest), member) << to_string(field) << ": " << problem.line;
                });
            }
        }
    }
}

TEST(Parameters, OneEntryOrOneSideIsSetAlone) {
    const Operation conv = default_operation(alternative_of<Conv>(), 3);
    EXPECT_EQ(std::get<Conv>(with_value(conv, Field::kernel_size, 5, 1)).kernel_size, (Extents{3, 5, 3}));
    EXPECT_EQ(std::get<Conv>(with_value(conv, Field::padding, 2, 2, 1)).padding,
              (PerAxis<Sides>{{0, 0}, {0, 0}, {0, 2}}));
    EXPECT_EQ(std::get<Conv>(with_value(conv, Field::padding, 2, -1, 0)).padding,
              (PerAxis<Sides>{{2, 0}, {2, 0}, {2, 0}}));
    EXPECT_EQ(value_of(with_value(conv, Field::padding, 2, 2, 1), Field::padding, 2, 1), 2);
    EXPECT_EQ(value_of(conv, Field::kernel_size, 3), std::nullopt) << "there is no fourth axis";
    EXPECT_EQ(with_value(conv, Field::norm_type, 3), conv) << "there is no norm";
}

TEST(Parameters, AStrideThatIsLeftOutIsFilledIn) {
    MaxPool pool = default_of<MaxPool>(2);
    pool.kernel_size = {3, 2};
    EXPECT_EQ(resolved_stride(pool), (Extents{3, 2}));
    EXPECT_EQ(value_of(pool, Field::stride, 1), 2);
    EXPECT_EQ(std::get<MaxPool>(with_value(pool, Field::stride, 1, 1)).stride, (Extents{3, 1}));
    pool.convention = Convention::onnx;
    EXPECT_EQ(resolved_stride(pool), (Extents{1, 1}));
    Conv conv = default_of<Conv>(2);
    conv.stride = {};  // has no default to follow from
    EXPECT_EQ(resolved_stride(conv), Extents{});
}

TEST(Parameters, DefaultsAreThoseOfTheFramework) {
    const std::size_t average = alternative_of<AvgPool>();
    EXPECT_EQ(parameter_or(default_operation(average, 2, Convention::pytorch), Field::count_include_pad, false), true);
    EXPECT_EQ(parameter_or(default_operation(average, 2, Convention::onnx), Field::count_include_pad, true), false);
    test::RandomProblems problems(test::seed_or(42));
    for (int round = 0; round < 1'000; ++round) {
        const test::RandomProblem problem = problems.next(test::Cells::integers);
        Operation operation = problem.geometry.operation;
        const Convention convention = convention_of(operation);
        for (const Field field : every_field()) {
            if (field == Field::convention) continue;
            operation = with_default(operation, field);
            ASSERT_TRUE(is_default(operation, field)) << to_string(field) << ": " << problem.line;
        }
        // A Pad may be of other axes than the spatial ones: its padding then is as long as there are such.
        ASSERT_EQ(operation, default_operation(operation.index(), spatial_rank_of(operation), convention))
            << problem.line;
        ASSERT_EQ(convention_of(with_default(operation, Field::convention)), Convention::pytorch) << problem.line;
    }
}

TEST(Parameters, OfAnOperationComeInTheOrderOfThePanel) {
    const Operation conv = default_operation(alternative_of<Conv>(), 2);
    EXPECT_EQ(parameters_of(conv), (std::vector{Field::kernel_size, Field::stride, Field::dilation, Field::auto_pad,
                                                Field::padding, Field::padding_mode, Field::out_channels, Field::groups,
                                                Field::flip_kernel, Field::bias, Field::convention}));
    const Operation pool = default_operation(alternative_of<MaxPool>(), 2, Convention::tensorflow);
    EXPECT_EQ(parameters_of(pool),
              (std::vector{Field::kernel_size, Field::stride, Field::auto_pad, Field::convention}));
    EXPECT_TRUE(is_offered(pool, Field::dilation)) << "PyTorch has it, and TensorFlow's refusal says so";
    EXPECT_FALSE(is_offered(default_operation(alternative_of<AvgPool>(), 2), Field::dilation)) << "only ONNX has it";
    const Operation fold = default_operation(alternative_of<Fold>(), 2);
    EXPECT_EQ(parameters_of(fold).front(), Field::output_size) << "it stands with the input";
}

/// Accepted as it is written: by resolve(), and by the one-line form without losing anything.
bool is_accepted(const Operation& operation, const Shape& input) {
    if (check(operation, input)) return false;
    Problem problem;
    problem.operation = operation;
    problem.input = input;
    const auto read = parse_problem(print(problem));
    return read && read->operation == operation;
}

/// Whether another value of the parameter is accepted on this legal problem.
bool can_be_changed(const test::RandomProblem& problem, Field field) {
    const Operation& operation = problem.geometry.operation;
    const Shape& input = problem.geometry.input;
    Extents sizes;
    for (const Axis& axis : problem.geometry.axes) sizes.push_back(axis.out);
    const auto differs_and_is_accepted = [&](const Operation& changed) {
        return !(changed == operation) && is_accepted(changed, input);
    };
    Operation wished = operation;
    if (set_parameter(wished, field, sizes) && differs_and_is_accepted(wished)) return true;
    const ParameterKind kind = info_of(operation, field)->kind;
    const std::int64_t choices = kind == ParameterKind::toggle ? 2 : kind == ParameterKind::choice ? 4 : 9;
    for (int axis = -1; axis < static_cast<int>(sizes.size()); ++axis)
        for (std::int64_t value = choices < 9 ? 0 : -1; value < choices; ++value)
            if (differs_and_is_accepted(with_value(operation, field, value, axis))) return true;
    return false;
}

TEST(Parameters, AFrameworkHasThoseOfWhichItAcceptsMoreThanOneValue) {
    test::RandomProblems problems(test::seed_or(43));
    std::map<std::string, int> seen;
    std::set<std::string> changed;
    for (std::size_t alternative = 0; alternative < kOperations; ++alternative)
        for (int round = 0; round < 600; ++round) {
            const test::RandomProblem problem = problems.next(test::Cells::integers, alternative);
            const Convention convention = convention_of(problem.geometry.operation);
            for (const ParameterInfo& info : parameter_table()) {
                const bool other = (info.operations & owner_of(alternative)) == 0;
                if (other || info.field == Field::convention) continue;
                const std::string name = place_name(alternative, info.field) + " in " + to_string(convention);
                ++seen[name];
                if (changed.contains(name) || !can_be_changed(problem, info.field)) continue;
                changed.insert(name);
                ASSERT_TRUE(has_parameter(alternative, info.field, convention)) << name << ": " << problem.line;
            }
        }
    int lacking = 0;
    for (std::size_t alternative = 0; alternative < kOperations; ++alternative)
        for (const ParameterInfo& info : parameter_table())
            for (const Convention convention : kAllOf<Convention>) {
                const bool other = (info.operations & owner_of(alternative)) == 0;
                if (other || info.field == Field::convention || !has_operation(alternative, convention)) continue;
                const std::string name = place_name(alternative, info.field) + " in " + to_string(convention);
                EXPECT_GT(seen[name], 20) << name;
                EXPECT_EQ(changed.contains(name), has_parameter(alternative, info.field, convention)) << name;
                lacking += has_parameter(alternative, info.field, convention) ? 0 : 1;
            }
    EXPECT_GT(lacking, 20) << "otherwise this has seen one side only";
}

TEST(Parameters, NoFrameworkHasThoseOfAnOperationThatItLacks) {
    for (std::size_t alternative = 0; alternative < kOperations; ++alternative)
        for (const Field field : every_field())
            for (const Convention convention : kAllOf<Convention>) {
                const bool there = has_parameter(alternative, field, convention);
                EXPECT_TRUE(has_operation(alternative, convention) || !there) << place_name(alternative, field);
                if (there) continue;
                EXPECT_STREQ(name_in(convention, alternative, field), "") << place_name(alternative, field);
            }
    EXPECT_STREQ(name_in(Convention::onnx, alternative_of<AvgPool>(), Field::kernel_size), "kernel_shape");
    EXPECT_STREQ(name_in(Convention::tensorflow, alternative_of<AvgPool>(), Field::kernel_size), "pool_size");
    EXPECT_STREQ(name_in(Convention::tensorflow, alternative_of<Conv>(), Field::kernel_size), "kernel_size");
}

/// "maxpool2d 1x1x9x9 k2": what an operation needs besides `word`.
std::string shortest_line(std::size_t alternative, std::string_view word) {
    std::string line = std::string(catalogue()[alternative].word) + "2d 1x1x9x9";
    for (const Field needed : {Field::kernel_size, Field::padding, Field::output_size}) {
        const ParameterInfo* info = info_of(alternative, needed);
        if (info != nullptr && info->absence == Absence::has_to_be && info->word != word)
            line += fmt::format(" {}2", info->word);
    }
    return line;
}

/// The word alone, or with a number (a mode) behind it.
std::vector<std::string> spellings(const ParameterInfo& info) {
    if (info.word.empty()) {
        std::vector<std::string> words;
        for (const ChoiceWord& choice : info.choices) words.emplace_back(choice.word);
        return words;
    }
    const bool mode = info.kind == ParameterKind::choice;
    return {std::string(info.word) + (mode ? "reflect" : "1")};
}

TEST(Parameters, TheOneLineFormTakesTheWordOfEveryOperationThatHasIt) {
    for (const ParameterInfo& info : parameter_table())
        for (const std::string& word : spellings(info))
            for (std::size_t alternative = 0; alternative < kOperations; ++alternative) {
                const auto table = parameter_table();
                const bool has_word = std::any_of(table.begin(), table.end(), [&](const ParameterInfo& row) {
                    const std::vector<std::string> words = spellings(row);
                    return (row.operations & owner_of(alternative)) != 0 &&
                           std::find(words.begin(), words.end(), word) != words.end();
                });
                const std::string framework = info.field == Field::storage_order ? " onnx" : "";
                const std::string line = shortest_line(alternative, info.word) + framework + " " + word;
                const auto problem = parse_problem(line);
                ASSERT_EQ(problem.has_value(), has_word) << line << ": " << sentence_of(problem.error());
                if ((info.operations & owner_of(alternative)) == 0) continue;
                const auto value = value_of(problem->operation, info.field);
                if (info.word.empty()) {
                    const auto choice = std::find_if(info.choices.begin(), info.choices.end(),
                                                     [&](const ChoiceWord& c) { return c.word == word; });
                    EXPECT_EQ(value, choice->value) << line;
                } else {
                    EXPECT_EQ(value, 1) << line;  // reflect is the first mode after constant
                }
            }
}

}  // namespace
}  // namespace stridelens
