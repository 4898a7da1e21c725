#include "app/state/derived.h"

#include "app/problem/compared.h"
#include "app/problem/solve.h"
#include "core/kernels/kernels.h"
#include "core/operation/drawings/patterns.h"
#include "core/tensor/stop.h"
#include "core/window/coverage.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <utility>

namespace stridelens {

namespace {

/// More readings than this would take minutes.
constexpr double kMaxReadings = 4e9;

/// What making one random number costs, in cells read, what drawing one does, and what telling a term.
constexpr double kWorkOfNumber = 20.0, kWorkOfDrawing = 120.0, kWorkOfTerm = 40.0;

/// Beyond so many readings the scatter view shows the finished output.
constexpr double kMostStamped = 2e6;

double cells_of(const Shape& shape) {
    return static_cast<double>(element_count(shape));
}

std::optional<Error> check_work(const Geometry& geometry) {
    const double count = readings(geometry);
    if (count <= kMaxReadings) return std::nullopt;
    return Error{Field::kernel_size, BrokenRule::readings_beyond_limit, {{"readings", count}}};
}

/// Frameworks may agree on one cell and not on the next: the longest first, second … sentence of a few output cells, first
/// and last among them.
std::vector<std::string> longest_differences(const Derived& derived) {
    constexpr std::int64_t kSamples = 40, kMostTaps = 100'000;
    const Geometry& geometry = derived.geometry;
    const std::int64_t cells = element_count(geometry.output);
    if (cells == 0) return {};
    const std::int64_t samples = std::clamp<std::int64_t>(kMostTaps / taps_of_output(geometry), 1, kSamples);
    std::vector<std::string> longest;
    for (std::int64_t i = 0; i < samples; ++i) {
        stop_if_asked();
        const std::int64_t cell = samples == 1 ? 0 : i * (cells - 1) / (samples - 1);
        const auto found = differences(geometry, derived.operands(), unflatten(geometry.output, cell));
        if (found.size() > longest.size()) longest.resize(found.size());
        for (std::size_t k = 0; k < found.size(); ++k)
            if (found[k].sentence.size() > longest[k].size()) longest[k] = found[k].sentence;
    }
    return longest;
}

bool same_problem(const SharedDerived& before, const Problem& problem) {
    return before != nullptr && !is_blank(*before) && before->problem == problem;
}

/// What looks as before is not looked at again.
void look_at_numbers(Derived& derived, const SharedDerived& before) {
    const bool looked = before != nullptr && !is_blank(*before) && !before->output->values.empty();
    const auto look = [&](const SharedTensor& now, const SharedTensor& was, const Look& known) {
        return looked && now.same(was) ? known : look_of(now);
    };
    const Derived& last = looked ? *before : derived;
    derived.looks.input = look(derived.input, last.input, last.looks.input);
    derived.looks.weight = look(derived.weight, last.weight, last.looks.weight);
    derived.looks.bias = look(derived.bias, last.bias, last.looks.bias);
    derived.looks.output = look_of(derived.output);
}

/// What follows from a valid problem whichever way it is looked at.
Result<Derived> derive_problem(const Problem& problem, const SharedDerived& before, Depth depth, bool backward) {
    if (same_problem(before, problem) && (depth == Depth::told || before->output->shape == before->geometry.output))
        return *before;
    std::optional<MadeNumbers> made;
    if (before != nullptr && !is_blank(*before)) made.emplace(MadeNumbers{before->problem, *before});
    auto solvable = prepare(problem, {.before = made ? &*made : nullptr, .upstream = backward});
    if (!solvable) return tl::unexpected(solvable.error());
    if (depth == Depth::whole)
        if (auto error = check_work(solvable->geometry)) return tl::unexpected(*error);

    Derived derived;
    static_cast<Numbers&>(derived) = std::move(static_cast<Numbers&>(*solvable));
    derived.problem = problem;
    derived.geometry = std::move(solvable->geometry);
    derived.sizes = size_formulas(derived.geometry);
    derived.code = pytorch_code(derived.geometry);
    if (depth == Depth::told) return derived;
    derived.output = SharedTensor(evaluate(derived.geometry, derived.operands()).output);
    look_at_numbers(derived, before);
    derived.longest_differences = longest_differences(derived);
    return derived;
}

/// What follows from the view of it.
Result<void> derive_view(Derived& derived, View view, Depth depth) {
    derived.view = view;
    derived.steps = element_count(step_shape(derived.geometry, view));
    if (!is_backward(view)) {
        derived.upstream = {};
        derived.gradients = {};
        return {};
    }
    if (!derived.gradients.input->shape.empty()) return {};  // from another backward view of the same problem
    if (derived.upstream->values.empty()) {
        auto upstream = make_upstream(derived.problem, derived.geometry);
        if (!upstream) return tl::unexpected(upstream.error());
        derived.upstream = std::move(*upstream);
    }
    if (depth == Depth::told) return {};
    Gradients all = gradients(derived.geometry, derived.operands(), derived.upstream);
    derived.gradients = {SharedTensor(std::move(all.input)), SharedTensor(std::move(all.weight)),
                         SharedTensor(std::move(all.bias))};
    derived.looks.upstream = look_of(derived.upstream);
    derived.looks.grad_input = look_of(derived.gradients.input);
    derived.looks.grad_weight = look_of(derived.gradients.weight);
    derived.looks.grad_bias = look_of(derived.gradients.bias);
    return {};
}

/// The output cell that the told step is about: itself, or the first one that has to do with it.
Index output_cell_of(const Derived& derived, const Explanation& told) {
    if (told.subject == Subject::output) return told.output;
    for (const Term& term : told.terms)
        if (term.output >= 0) return unflatten(derived.geometry.output, term.output);
    return unflatten(derived.geometry.output, 0);
}

/// As it is without a comparison.
SharedDerived alone(const SharedDerived& derived, AB side) {
    return derived != nullptr && derived->compared != nullptr ? derived->compared->side(side) : derived;
}

Result<SharedDerived> derive_alone(const Scenario& scenario, const SharedDerived& before, Depth depth) {
    auto derived = derive_problem(scenario.problem, before, depth, is_backward(scenario.view));
    if (!derived) return tl::unexpected(std::move(derived.error()));
    const View view = nearest_view(derived->geometry, scenario.view);
    if (before != nullptr && same_problem(before, scenario.problem) && before->view == view) return before;
    if (auto done = derive_view(*derived, view, depth); !done) return tl::unexpected(std::move(done.error()));
    return std::make_shared<const Derived>(std::move(*derived));
}

/// Two sides as one: `edited` with what it is compared with.
SharedDerived joined(const SharedDerived& edited, AB side, const SharedDerived& other, std::optional<Error> refusal,
                     Depth depth) {
    Compared compared{.a = side == AB::a ? edited : other,
                      .b = side == AB::a ? other : edited,
                      .edited = side,
                      .refusal = std::move(refusal),
                      .longer = side};
    Derived derived = *edited;
    if (other != nullptr) {
        compared.longer = longer_side(compared.a->geometry.output, compared.b->geometry.output);
        derived.steps = compared.side(compared.longer)->steps;
        if (depth == Depth::whole) compared.outputs = compare_outputs(compared.a->output, compared.b->output);
    }
    derived.compared = std::make_shared<const Compared>(std::move(compared));
    return std::make_shared<const Derived>(std::move(derived));
}

Scenario forwards(const Problem& problem) {
    Scenario scenario;
    scenario.problem = problem;
    return scenario;
}

Result<SharedDerived> derive_both(const Scenario& scenario, const SharedDerived& before, Depth depth) {
    const AB side = scenario.side, across = side == AB::a ? AB::b : AB::a;
    auto edited = derive_alone(forwards(scenario.problem), alone(before, side), depth);
    if (!edited) return edited;
    const bool compared = before != nullptr && before->compared != nullptr;
    const SharedDerived last = compared ? before->compared->side(across) : nullptr;
    // What the two sides have in common is made once.
    auto other = derive_alone(forwards(*scenario.other), same_problem(last, *scenario.other) ? last : *edited, depth);
    std::optional<Error> refusal;
    if (!other) refusal = std::move(other.error());
    const SharedDerived shown = other.value_or(last);
    const bool same = compared && before->compared->side(side) == *edited && before->compared->side(across) == shown &&
                      before->compared->refusal == refusal;
    return same ? before : joined(*edited, side, shown, std::move(refusal), depth);
}

/// One step on each side that has it.
Told tell_both(const Derived& derived, std::int64_t step) {
    const Compared& compared = *derived.compared;
    Told told;
    told.step = step;
    const auto side = [&](const SharedDerived& own) -> std::shared_ptr<const Told> {
        const auto cell = own == nullptr ? std::nullopt : step_on(compared, step, own);
        return cell ? std::make_shared<const Told>(tell(*own, *cell)) : nullptr;
    };
    told.a = side(compared.a);
    told.b = side(compared.b);
    const bool from_b = told.a == nullptr || (compared.edited == AB::b && told.b != nullptr);
    const auto& first = from_b ? told.b : told.a;
    if (first != nullptr) told.explanation = first->explanation;
    return told;
}

}  // namespace

std::optional<std::int64_t> step_on(const Compared& compared, std::int64_t step, const SharedDerived& own) {
    const Shape& steps = compared.side(compared.longer)->geometry.output;
    return same_cell(steps, step, own->geometry.output);
}

std::optional<std::int64_t> step_of(const Derived& derived, const CellId& cell) {
    if (cell.grid != info_of(derived.view).grid || cell.flat < 0) return std::nullopt;
    std::optional<std::int64_t> step = cell.flat;
    if (derived.compared != nullptr) {
        const SharedDerived& own = derived.compared->side(cell.side);
        if (own == nullptr || cell.flat >= own->steps) return std::nullopt;
        step = same_cell(own->geometry.output, cell.flat,
                         derived.compared->side(derived.compared->longer)->geometry.output);
    }
    return step && *step < derived.steps ? step : std::nullopt;
}

bool is_blank(const Derived& derived) {
    return derived.geometry.output.empty();
}

Result<SharedDerived> derive(const Scenario& scenario, const SharedDerived& before, Depth depth) {
    if (!scenario.other) return derive_alone(scenario, alone(before, AB::a), depth);
    return derive_both(scenario, before, depth);
}

std::optional<double> work_to_derive(const Scenario& scenario, const SharedDerived& both) {
    const SharedDerived before = alone(both, scenario.side);
    if (scenario.other) {
        const AB across = scenario.side == AB::a ? AB::b : AB::a;
        const auto edited = work_to_derive(forwards(scenario.problem), before);
        const auto other = work_to_derive(forwards(*scenario.other), alone(both, across));
        return edited ? std::optional(*edited + other.value_or(0.0)) : std::nullopt;
    }
    const Problem& problem = scenario.problem;
    const auto geometry = resolve(problem.operation, problem.input);
    if (!geometry || !fits(geometry->output) || !fits(geometry->input)) return std::nullopt;
    const double read = readings(*geometry), input = cells_of(geometry->input), output = cells_of(geometry->output);
    const View view = nearest_view(*geometry, scenario.view);
    const bool backward = is_backward(view);
    const double gradients = backward ? 2.0 * read + 2.0 * input + 2.0 * output : 0.0;
    const double told = work_to_tell(*geometry, view) + (view == View::scatter ? work_to_stamp(*geometry) : 0.0);
    if (same_problem(before, problem)) return told + (backward == is_backward(before->view) ? 0.0 : gradients);
    const bool same_input =
        before != nullptr && before->input->shape == problem.input && before->problem.values == problem.values;
    const double made = is_pattern(problem.values.kind) ? kWorkOfDrawing : kWorkOfNumber;
    return (same_input ? 1.0 : made) * input + read + 2.0 * output + gradients + told +
           kWorkOfNumber * cells_of(geometry->weight);
}

Explanation explain_step(const Derived& derived, std::int64_t step) {
    const Geometry& geometry = derived.geometry;
    const Index cell = unflatten(step_shape(geometry, derived.view), step);
    const Subject subject = info_of(derived.view).subject;
    if (is_backward(derived.view))
        return explain_gradient(geometry, derived.operands(), derived.upstream, subject, cell);
    return subject == Subject::input ? explain_stamp(geometry, derived.operands(), cell)
                                     : explain(geometry, derived.operands(), cell);
}

Told tell(const Derived& derived, std::int64_t step) {
    Told told;
    if (derived.steps == 0) return told;
    if (derived.compared != nullptr) return tell_both(derived, std::clamp<std::int64_t>(step, 0, derived.steps - 1));
    told.step = std::clamp<std::int64_t>(step, 0, derived.steps - 1);
    told.explanation = explain_step(derived, told.step);
    if (element_count(derived.geometry.output) > 0)
        told.differences = differences(derived.geometry, derived.operands(), output_cell_of(derived, told.explanation));
    return told;
}

double work_to_tell(const Geometry& geometry, View view) {
    const double read = readings(geometry), taps = static_cast<double>(taps_of_output(geometry));
    const double readers = read / std::max(cells_of(geometry.input), 1.0);
    const auto terms = [&] {
        switch (info_of(view).subject) {
            case Subject::grad_input:
                return readers * taps;  // each reader's window is walked
            case Subject::grad_weight:
            case Subject::grad_bias:
                return static_cast<double>(uses_of_weight(geometry));
            case Subject::input:
                return readers;
            default:
                return taps;
        }
    };
    return kWorkOfTerm * std::max(terms(), 1.0);
}

Stamped stamp(const Derived& derived, std::int64_t step) {
    Stamped stamped;
    if (derived.view != View::scatter || derived.steps == 0) return stamped;
    stamped.step = std::clamp<std::int64_t>(step, 0, derived.steps - 1);
    if (readings(derived.geometry) > kMostStamped) return stamped;
    Tensor input = derived.input;  // its cells after the step are 0
    std::fill(input.values.begin() + stamped.step + 1, input.values.end(), 0.0F);
    stamped.output =
        SharedTensor(evaluate(derived.geometry, Operands{input, derived.weight, derived.bias, derived.indices}).output);
    return stamped;
}

double work_to_stamp(const Geometry& geometry) {
    const double read = readings(geometry);
    return read <= kMostStamped ? std::max(read, 1.0) : 1.0;
}

}  // namespace stridelens
