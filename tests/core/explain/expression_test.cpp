// The arithmetic as data: held against the reference, cell by cell, over random problems of every operation.

#include "tests/core/explain/told_cells.h"
#include "tests/core/rounds.h"

#include <algorithm>
#include <bit>
#include <cmath>

namespace stridelens {
namespace {

using test::every;
using test::extremes;
using test::over;
using test::ToldCell;
using test::Wanted;

bool same(double a, double b) {
    return (std::isnan(a) && std::isnan(b)) || std::bit_cast<std::uint64_t>(a) == std::bit_cast<std::uint64_t>(b);
}

bool equal(float a, float b) {
    return a == b || (std::isnan(a) && std::isnan(b));
}

TEST(Expression, ItsTermsInOrderGiveTheReferenceBitForBit) {
    over(every(), 301, test::rounds(25), {Wanted::outputs, Wanted::gradients, Wanted::stamps},
         [](const ToldCell& cell) {
             ASSERT_TRUE(test::same_bits(cell.expression.result, cell.truth)) << cell.where;
             ASSERT_EQ(cell.expression.rest.count, 0) << cell.where;
             Accumulator accumulator(cell.expression);
             for (std::size_t i = 0; i < cell.expression.terms.size(); ++i) {
                 ASSERT_EQ(cell.expression.terms[i].order, static_cast<std::int64_t>(i)) << cell.where;
                 accumulator.add(cell.expression.terms[i]);
             }
             ASSERT_TRUE(test::same_bits(accumulator.result(), cell.truth))
                 << cell.where << ": " << accumulator.result() << " instead of " << cell.truth;
         });
}

/// The cell that a term's factor is of.
CellName factor_cell(const Expression& expression, const Expression::Term& term) {
    if (expression.factors == TensorName::none) return {};
    return {expression.factors, expression.factors == TensorName::input ? term.input : term.weight};
}

TEST(Expression, NamesTheCellsThatItsNumbersAreOf) {
    over(every(), 401, test::rounds(10), {Wanted::outputs, Wanted::gradients, Wanted::stamps},
         [](const ToldCell& cell) {
             const test::RandomProblem& problem = cell.problem;
             const Expression& expression = cell.expression;
             const auto number = [&](const CellName& name) {
                 switch (name.tensor) {
                     case TensorName::input:
                         return problem.input[name.cell];
                     case TensorName::weight:
                         return problem.weight[name.cell];
                     case TensorName::bias:
                         return problem.bias[name.cell];
                     case TensorName::upstream:
                         return problem.upstream[name.cell];
                     default:
                         ADD_FAILURE() << cell.where << ": no number is of tensor " << static_cast<int>(name.tensor);
                         return 0.0F;
                 }
             };
             for (const Expression::Term& term : expression.terms) {
                 const CellName value = value_cell(expression, term), factor = factor_cell(expression, term);
                 const float stands = value.cell >= 0 ? number(value) : problem.geometry.pad_value;
                 ASSERT_TRUE(test::same_bits(term.value, stands)) << cell.where << " term " << term.order;
                 if (factor.cell >= 0) {
                     ASSERT_TRUE(test::same_bits(term.factor, number(factor))) << cell.where << " term " << term.order;
                 }
                 const CellName output = output_cell(expression, term);
                 ASSERT_EQ(output.cell >= 0, expression.outputs != TensorName::none) << cell.where;
             }
             ASSERT_EQ(expression.bias.has_value(), expression.bias_cell.cell >= 0) << cell.where;
             if (expression.bias) {
                 ASSERT_TRUE(test::same_bits(*expression.bias, number(expression.bias_cell))) << cell.where;
             }
             ASSERT_EQ(index_of(problem.geometry, expression.cell), expression.index) << cell.where;
             ASSERT_EQ(expression.cell.tensor, cell.told.subject) << cell.where;
         });
}

CellKind expected_kind(const Geometry& geometry, TapKind kind) {
    if (kind == TapKind::inside) return CellKind::inside;
    if (kind == TapKind::inserted) return CellKind::inserted;
    if (kind == TapKind::overhang) return CellKind::overhang;
    const auto* average = std::get_if<AvgPool>(&geometry.operation);
    const bool ignored =
        std::holds_alternative<LpPool>(geometry.operation) || (average != nullptr && !average->count_include_pad);
    return ignored ? CellKind::ignored_padding : CellKind::counted_padding;
}

TEST(Expression, ItsKindsAreThoseOfTheTaps) {
    over(every(), 501, test::rounds(20), {Wanted::outputs}, [](const ToldCell& cell) {
        const std::vector<Tap> all = taps(cell.problem.geometry, cell.told.output);
        const auto& terms = cell.expression.terms;
        const bool routed = cell.expression.function == Function::routed;  // a cell may come from outside its window
        ASSERT_TRUE(terms.size() == all.size() || (routed && terms.size() > all.size())) << cell.where;
        for (std::size_t i = 0; i < all.size(); ++i) {
            ASSERT_EQ(terms[i].kind, expected_kind(cell.problem.geometry, all[i].kind)) << cell.where << " term " << i;
            ASSERT_EQ(terms[i].input, all[i].source) << cell.where << " term " << i;
            ASSERT_EQ(terms[i].weight, all[i].weight) << cell.where << " term " << i;
            ASSERT_EQ(terms[i].channel, all[i].channel) << cell.where << " term " << i;
            ASSERT_EQ(terms[i].kernel, all[i].kernel) << cell.where << " term " << i;
            ASSERT_EQ(terms[i].at, all[i].at) << cell.where << " term " << i;
        }
    });
}

TEST(Expression, OfAMaximumOneTermWinsAndThoseEqualToItAreLaterOrAnEarlierNan) {
    int ties = 0, nans = 0;
    over(extremes(), 601, test::rounds(80), {Wanted::outputs}, [&](const ToldCell& cell) {
        const Expression& expression = cell.expression;
        const bool smallest = std::holds_alternative<MinPool>(cell.problem.geometry.operation);
        ASSERT_EQ(expression.function, smallest ? Function::minimum : Function::maximum) << cell.where;
        std::int64_t best = -1, real = 0;
        for (const Expression::Term& term : expression.terms) {
            if (term.verdict == Verdict::wins) {
                ASSERT_EQ(best, -1) << cell.where << ": two winners";
                best = term.order;
            }
            if (term.kind == CellKind::inside) ++real;
        }
        ASSERT_EQ(best >= 0, real > 0) << cell.where;
        ASSERT_EQ(expression.winner().has_value(), best >= 0) << cell.where;
        if (best < 0) return;
        ASSERT_EQ(expression.terms[*expression.winner()].order, best) << cell.where;
        ASSERT_TRUE(equal(expression.terms[*expression.winner()].value, expression.result)) << cell.where;
        for (const Expression::Term& term : expression.terms) {
            if (term.order == best) continue;
            const bool like = term.kind == CellKind::inside && equal(term.value, expression.result);
            const Verdict expected = !like                    ? Verdict::none
                                     : std::isnan(term.value) ? Verdict::earlier_nan
                                                              : Verdict::ties;
            ASSERT_EQ(term.verdict, expected) << cell.where << " term " << term.order;
            if (!like) continue;
            ++(expected == Verdict::ties ? ties : nans);
            ASSERT_EQ(term.order > best, expected == Verdict::ties) << cell.where << " term " << term.order;
        }
    });
    EXPECT_GT(ties, test::rounds(1000));
    EXPECT_GT(nans, test::rounds(100));
}

TEST(Expression, OfValuesRoutedToOneCellTheLastWinsAndTheOthersAreOverwritten) {
    over({alternative_of<MaxUnpool>()}, 701, test::rounds(60), {Wanted::outputs}, [](const ToldCell& cell) {
        ASSERT_EQ(cell.expression.function, Function::routed) << cell.where;
        const auto& [geometry, input, weight, bias, indices, upstream, line] = cell.problem;
        const std::int64_t output = flatten(geometry.output, cell.told.output);
        const std::int64_t from = unpooled_from(geometry, indices, output);
        std::int64_t named = 0;
        for (const Expression::Term& term : cell.expression.terms) {
            const bool names =
                unpool_target(geometry, term.input, indices[static_cast<std::size_t>(term.input)]) == output;
            ASSERT_EQ(term.counts, names) << cell.where << " term " << term.order;
            const Verdict expected = !names ? Verdict::none : term.input == from ? Verdict::wins : Verdict::overwritten;
            ASSERT_EQ(term.verdict, expected) << cell.where << " term " << term.order;
            if (names) ++named;
        }
        ASSERT_EQ(cell.expression.winner().has_value(), from >= 0) << cell.where;
        std::int64_t all = 0;
        for (std::int64_t i = 0; i < std::ssize(indices); ++i)
            if (unpool_target(geometry, i, indices[static_cast<std::size_t>(i)]) == output) ++all;
        ASSERT_EQ(named, all) << cell.where << ": every index that names the cell is told";
    });
}

TEST(Expression, ACellThatEqualsTheWinnerOfAWindowIsLaterThereOrAnEarlierNan) {
    int ties = 0, nans = 0;
    over(every(), 801, 12, {Wanted::gradients}, [&](const ToldCell& cell) {
        const Geometry& geometry = cell.problem.geometry;
        const auto all = extremes();
        const bool extreme = std::find(all.begin(), all.end(), geometry.operation.index()) != all.end();
        for (const Expression::Term& term : cell.expression.terms) {
            Verdict expected = Verdict::none;
            if (extreme) {
                const Expression window = expression_of(
                    geometry, explain(geometry, cell.problem.operands(), unflatten(geometry.output, term.output)));
                const auto here = std::find_if(window.terms.begin(), window.terms.end(),
                                               [&](const auto& t) { return t.input == cell.expression.cell.cell; });
                ASSERT_NE(here, window.terms.end()) << cell.where;
                ASSERT_EQ(term.counts, here->verdict == Verdict::wins) << cell.where << " term " << term.order;
                if (here->verdict != Verdict::wins) expected = here->verdict;
            }
            ASSERT_EQ(term.verdict, expected) << cell.where << " term " << term.order;
            if (expected == Verdict::ties) ++ties;
            if (expected == Verdict::earlier_nan) ++nans;
        }
    });
    EXPECT_GT(ties, 300);
    EXPECT_GT(nans, 20);
}

TEST(Expression, ADivisorIsTheNumberOfTermsThatCount) {
    over(every(), 901, test::rounds(20), {Wanted::outputs}, [](const ToldCell& cell) {
        const Expression& expression = cell.expression;
        ASSERT_EQ(expression.divisor.has_value(), expression.function == Function::mean) << cell.where;
        if (!expression.divisor) return;
        std::int64_t counted = 0;
        for (const Expression::Term& term : expression.terms) {
            if (term.counts) ++counted;
            ASSERT_EQ(term.counts, term.kind == CellKind::inside || term.kind == CellKind::counted_padding)
                << cell.where << " term " << term.order;
        }
        if (!expression.divisor->given) {
            ASSERT_EQ(expression.divisor->value, counted) << cell.where;
        }
        const auto* pool = std::get_if<AvgPool>(&cell.problem.geometry.operation);
        ASSERT_EQ(expression.divisor->given, pool != nullptr && pool->divisor_override.has_value()) << cell.where;
        if (expression.divisor->given) {
            ASSERT_EQ(expression.divisor->value, *pool->divisor_override) << cell.where;
        }
    });
}

TEST(Expression, ChannelSumsAddUpAsTheReferenceAddsThem) {
    int several = 0;
    over(every(), 1001, test::rounds(20), {Wanted::outputs}, [&](const ToldCell& cell) {
        const Expression& expression = cell.expression;
        const bool weighs = !cell.problem.geometry.weight.empty();
        ASSERT_EQ(expression.channels.empty(), !weighs) << cell.where;
        if (!weighs) return;
        std::size_t next = 0;
        double sum = 0.0;
        for (const Expression::Channel& channel : expression.channels) {
            ASSERT_EQ(channel.first, next) << cell.where;
            ASSERT_EQ(channel.count, static_cast<std::int64_t>(channel.listed)) << cell.where;
            double channel_sum = 0.0;
            for (std::size_t i = 0; i < channel.listed; ++i) {
                ASSERT_EQ(expression.terms[next + i].channel, channel.channel) << cell.where;
                channel_sum += expression.terms[next + i].product;
            }
            ASSERT_TRUE(same(channel.sum, channel_sum)) << cell.where << " channel " << channel.channel;
            sum += channel.sum;
            next += channel.listed;
        }
        ASSERT_EQ(next, expression.terms.size()) << cell.where;
        if (expression.bias) sum += static_cast<double>(*expression.bias);
        ASSERT_TRUE(same(*expression.sum, sum)) << cell.where;
        ASSERT_TRUE(test::same_bits(static_cast<float>(sum), cell.truth)) << cell.where;
        if (expression.channels.size() > 1) ++several;
    });
    EXPECT_GT(several, 300);
}

TEST(Expression, AllStampsTogetherAreTheOutput) {
    test::RandomProblems problems(1101);
    for (const std::size_t alternative :
         {alternative_of<ConvTranspose>(), alternative_of<Fold>(), alternative_of<MaxUnpool>()})
        for (int i = 0; i < 60; ++i) {
            const test::RandomProblem problem = problems.next(test::Cells::integers, alternative);
            const Tensor truth = evaluate_reference(problem.geometry, problem.operands()).output;
            Tensor output(problem.geometry.output);
            const auto channel = static_cast<std::size_t>(problem.geometry.leading) - 1;
            for (std::int64_t o = 0; o < element_count(output.shape) && !problem.bias.values.empty(); ++o)
                output[o] = problem.bias[unflatten(output.shape, o)[channel]];
            for (std::int64_t cell = 0; cell < element_count(problem.geometry.input); ++cell) {
                const Expression stamp = expression_of(
                    problem.geometry,
                    explain_stamp(problem.geometry, problem.operands(), unflatten(problem.geometry.input, cell)));
                ASSERT_EQ(stamp.function, Function::stamp) << problem.line;
                for (const Expression::Term& term : stamp.terms) {
                    const CellName to = output_cell(stamp, term);
                    ASSERT_EQ(to.tensor, TensorName::output) << problem.line;
                    const bool lies_on_top = alternative == alternative_of<MaxUnpool>();
                    output[to.cell] = (lies_on_top ? 0.0F : output[to.cell]) + static_cast<float>(term.product);
                }
            }
            ASSERT_EQ(output, truth) << problem.line;
        }
}

/// Everything that the listed terms and the rest must say together.
void expect_same_in_all(const Expression& some, const Expression& every, const std::string& where) {
    ASSERT_EQ(some.count(), every.count()) << where;
    Kinds kinds = some.rest.kinds, expected;
    std::int64_t counted = some.rest.counted, expected_counted = 0, like = some.rest.equal, expected_like = 0;
    const auto add = [](const Expression::Term& term, Kinds& into, std::int64_t& counts, std::int64_t& equals) {
        const TapKind kind = term.kind == CellKind::inside     ? TapKind::inside
                             : term.kind == CellKind::inserted ? TapKind::inserted
                             : term.kind == CellKind::overhang ? TapKind::overhang
                                                               : TapKind::padding;
        ++into.of(kind);
        if (term.counts) ++counts;
        if (term.verdict != Verdict::none && term.verdict != Verdict::wins) ++equals;
    };
    for (const Expression::Term& term : some.terms) add(term, kinds, counted, like);
    for (const Expression::Term& term : every.terms) add(term, expected, expected_counted, expected_like);
    ASSERT_EQ(kinds, expected) << where;
    ASSERT_EQ(counted, expected_counted) << where;
    ASSERT_EQ(like, expected_like) << where;
    ASSERT_TRUE(test::same_bits(some.result, every.result)) << where;
}

TEST(Expression, AskedForAFewTermsItKeepsTheWinnerAndCountsTheRest) {
    over(every(), 1201, test::rounds(10), {Wanted::outputs, Wanted::gradients}, [](const ToldCell& cell) {
        for (const std::size_t most : {std::size_t{0}, std::size_t{2}}) {
            const Expression some = expression_of(cell.problem.geometry, cell.told, most);
            expect_same_in_all(some, cell.expression, cell.where);
            const std::size_t channels = std::max<std::size_t>(some.channels.size(), 1);
            ASSERT_LE(some.terms.size(), most * channels + 1) << cell.where;
            for (const Expression::Channel& channel : some.channels)
                for (std::size_t i = 0; i < channel.listed; ++i)
                    ASSERT_EQ(some.terms[channel.first + i].channel, channel.channel) << cell.where;
            ASSERT_EQ(some.taken.has_value(), cell.expression.taken.has_value()) << cell.where;
            if (!some.taken) return;
            const Expression::Term &kept = some.terms[*some.taken],
                                   &there = cell.expression.terms[*cell.expression.taken];
            ASSERT_EQ(kept.order, there.order) << cell.where;
            ASSERT_EQ(kept.verdict, there.verdict) << cell.where;
        }
    });
}

}  // namespace
}  // namespace stridelens
