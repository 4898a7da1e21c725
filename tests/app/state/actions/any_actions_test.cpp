// Whatever the user does, in any order: the state stays whole.

#include "app/problem/view.h"
#include "app/state/actions/tap.h"
#include "tests/app/cli/headless.h"

#include <bit>
#include <random>

namespace stridelens {
namespace {

class AnyActions : public ::testing::TestWithParam<unsigned> {
protected:
    std::int64_t number(std::int64_t low, std::int64_t high) {
        return low + static_cast<std::int64_t>(random_() % static_cast<std::uint64_t>(high - low + 1));
    }
    Extents extents(int rank) {
        Extents result;
        for (int axis = 0; axis < rank; ++axis) result.push_back(number(0, 4));
        return result;
    }
    Operation any_operation(const Operation& current) {
        Operation changed = current;
        std::visit(
            [this]<class Op>(Op& op) {
                if constexpr (requires { op.padding; })
                    for (Sides& sides : op.padding) sides = {number(-1, 3), number(-1, 3)};
                if constexpr (requires { op.kernel_size; }) {
                    op.kernel_size = extents(op.spatial_rank);
                    op.stride = extents(op.spatial_rank);
                }
                if constexpr (requires { op.output_size; })
                    for (auto& size : op.output_size) size = number(0, 6);
                if constexpr (requires { op.output_padding; })
                    for (std::int64_t& extra : op.output_padding) extra = number(0, 2);
                if constexpr (requires { op.out_channels; }) {
                    op.groups = number(0, 3);
                    op.out_channels = number(0, 4);
                    op.bias = number(0, 1) == 1;
                }
            },
            changed);
        return changed;
    }
    Shape any_shape(int rank) {
        Shape shape{number(0, 2), number(0, 3)};
        for (int axis = 0; axis < rank; ++axis) shape.push_back(number(0, 7));
        return shape;
    }
    CellId any_cell() { return {static_cast<Grid>(number(0, 12)), number(-1, 30)}; }
    Action any(const AppState& state) {
        const Operation& operation = state.scenario.problem.operation;
        switch (number(0, 25)) {
            case 0:
                return SetOperation{any_operation(operation)};
            case 1:
                return SetSpatialRank{static_cast<int>(number(1, 3))};
            case 2:
                return SwitchOperation{static_cast<std::size_t>(number(0, 12))};
            case 3:
                return SetInputShape{any_shape(spatial_rank_of(operation))};
            case 4:
                return SetValues{static_cast<Grid>(number(0, 12)), Values{Values::Kind::ramp, 7, {}}};
            case 5:
                return SetCell{any_cell(), static_cast<float>(number(-9, 9))};
            case 6:
                return BeginEdit{};
            case 7:
                return CommitEdit{};
            case 8:
                return Undo{};
            case 9:
                return Redo{};
            case 10:
                return StepTo{number(-5, 99)};
            case 11:
                return StepBy{number(-5, 5)};
            case 12:
                return TogglePlay{};
            case 13:
                return Hover{any_cell()};
            case 14:
                return Activate{any_cell()};
            case 15:
                return SubmitCellText{number(0, 1) == 0 ? "3" : "x", number(0, 1) == 0};
            case 16:
                return StepLast{};
            case 17:
                return SetConvention{static_cast<Convention>(number(0, 2))};
            case 18:
            case 19:
                return SetView{static_cast<View>(number(0, 5))};
            case 20:
            case 21:
            case 22:
                return TapBy{number(-1, 2)};
            case 23:
                return ToggleCode{};
            case 24:
                return ShowCode{static_cast<ProgramForm>(number(0, 4))};
            default:
                return LoadScenario{scenario_of("avgpool1d 1x2x6 k3 s1 p1", number(0, 20))};
        }
    }
    std::mt19937_64 random_{GetParam()};
};

/// The tensor that the view steps through; a stamp's result is the input cell itself.
const Tensor& stepped(const Derived& derived) {
    switch (derived.view) {
        case View::output:
        case View::matrix:
            return derived.output;
        case View::scatter:
            return derived.input;
        case View::grad_input:
            return derived.gradients.input;
        case View::grad_weight:
            return derived.gradients.weight;
        case View::grad_bias:
            return derived.gradients.bias;
    }
    return derived.input;
}

/// The scenario without its step: navigation is not part of the history.
Scenario work(Scenario scenario) {
    scenario.step = 0;
    return scenario;
}

TEST_P(AnyActions, KeepTheStateWhole) {
    Headless program("conv2d 1x2x5x5 out2 k3 s2 p1", 3);
    for (int count = 0; count < 400; ++count) {
        program.act(any(program.state));
        program.tick(0.1);
        const AppState& state = program.state;
        const Shown& shown = program.shown;
        const Derived& derived = *shown.derived;
        SCOPED_TRACE(program.line() + ", seed " + std::to_string(GetParam()) + ", action " + std::to_string(count));
        ASSERT_EQ(shown.version, state.version);
        ASSERT_GE(state.scenario.step, 0);
        if (!shown.refusal) {
            ASSERT_EQ(derived.problem, state.scenario.problem);
            ASSERT_EQ(derived.view, state.scenario.view);
            ASSERT_LT(state.scenario.step, std::max<std::int64_t>(derived.steps, 1));
        }
        ASSERT_EQ(derived.output->shape, derived.geometry.output);
        ASSERT_TRUE(has_view(derived.geometry, derived.view));
        ASSERT_EQ(derived.steps, element_count(step_shape(derived.geometry, derived.view)));
        if (derived.steps > 0) {
            ASSERT_EQ(shown.told->step, step_to_explain(state, shown));
            const float told = shown.told->explanation.result, computed = stepped(derived)[shown.told->step];
            ASSERT_EQ(std::bit_cast<std::uint32_t>(told), std::bit_cast<std::uint32_t>(computed));
        }
        ASSERT_FALSE(window_title(state, shown).empty());
        if (const auto tap = tap_shown(state, shown)) {
            ASSERT_EQ(derived.view, View::output);
            ASSERT_LT(*tap, shown.told->explanation.terms.size());
        }

        if (!state.history.before_edit && !state.history.undo.empty()) {
            AppState there_and_back = state;
            apply(there_and_back, Undo{}, shown);
            ASSERT_NE(work(there_and_back.scenario), work(state.scenario)) << "an undo step that does nothing";
            apply(there_and_back, Redo{}, shown);
            ASSERT_EQ(there_and_back.scenario, state.scenario);
        }
    }
}

INSTANTIATE_TEST_SUITE_P(Seeds, AnyActions, ::testing::Range(0U, 24U));

}  // namespace
}  // namespace stridelens
