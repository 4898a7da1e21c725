#include "app/state/actions/tabs.h"

#include "app/problem/legal.h"
#include "app/problem/resize.h"
#include "app/problem/solve.h"
#include "core/operation/geometry.h"
#include "core/operation/parameters/settings.h"

#include <algorithm>
#include <utility>

namespace stridelens {

namespace {

/// What the user can have set here: what the panel offers. Padding by number only where the framework has it: TensorFlow's
/// panel has 'same' and 'valid' in its place.
bool is_shared(const Operation& operation, Field field) {
    return field == Field::padding ? has_parameter(operation, field) : is_offered(operation, field);
}

/// Whether a Pad of this padding would show nothing.
bool pads_nothing(const PerAxis<Sides>& padding) {
    return std::all_of(padding.begin(), padding.end(), [](const Sides& sides) { return sides == Sides{}; });
}

void apply_shared(Operation& operation, const Memory::Shared& shared) {
    const auto rank = static_cast<std::size_t>(spatial_rank_of(operation));
    for (std::size_t i = 0; i < kSharedFields.size(); ++i) {
        const Field field = kSharedFields[i];
        if (!shared[i] || !is_shared(operation, field)) continue;
        if (const auto* entries = std::get_if<Extents>(&*shared[i])) {
            // A stride that is not set is the kernel's: said in numbers where the default is another.
            const bool follows = entries->empty() && !may_be_empty(operation, field);
            const Extents& source = follows ? *find_parameter<Extents>(operation, Field::kernel_size) : *entries;
            set_parameter(operation, field, with_entries(source, rank));
        } else if (const auto& padding = std::get<PerAxis<Sides>>(*shared[i]);
                   !std::holds_alternative<Pad>(operation) || !pads_nothing(padding)) {
            set_parameter(operation, field, with_entries(padding, rank));
        }
    }
}

Memory::Shared shared_of(const Operation& operation) {
    Memory::Shared shared;
    for (std::size_t i = 0; i < kSharedFields.size(); ++i) {
        if (!is_shared(operation, kSharedFields[i])) continue;
        if (const auto* entries = find_parameter<Extents>(operation, kSharedFields[i])) shared[i] = *entries;
        if (const auto* sides = find_parameter<PerAxis<Sides>>(operation, kSharedFields[i])) shared[i] = *sides;
    }
    return shared;
}

void overlay(Memory::Shared& onto, const Memory::Shared& from) {
    for (std::size_t i = 0; i < from.size(); ++i)
        if (from[i]) onto[i] = from[i];
}

/// Axes before the windowed ones stay; the windowed ones follow like every per-axis parameter.
Shape with_rank(const Shape& input, int from_rank, int rank) {
    const std::size_t leading = input.size() - std::min(input.size(), static_cast<std::size_t>(from_rank));
    Shape result(input.begin(), input.begin() + leading);
    const Shape windowed(input.begin() + leading, input.end());
    for (const std::int64_t size : with_entries(windowed, static_cast<std::size_t>(rank))) result.push_back(size);
    return result;
}

/// The first row of every plane where it is long enough; otherwise generated numbers.
Values with_rank(const Values& values, const Shape& from, const Shape& to, const Values& generated) {
    if (values.kind != Values::Kind::list || from == to) return values;
    const bool fits_into_row = to.size() < from.size() && to.back() <= from.back();
    if (!fits_into_row) return generated;
    if (std::ssize(values.list) != element_count(from)) return values;  // refused, and stays so
    Shape rows(to.begin(), to.end() - 1);                               // of the axes that go one position stays
    while (rows.size() + 1 < from.size()) rows.push_back(1);
    rows.push_back(to.back());
    return {Values::Kind::list, values.seed, resized(values.list, from, rows)};
}

/// An operation without weights must not drag another's lists along (nor print them); the same for indices.
void drop_unused_numbers(Problem& problem) {
    if (!has_weights(problem.operation)) {
        problem.weights = Problem{}.weights;
        problem.bias = Problem{}.bias;
    }
    if (!std::holds_alternative<MaxUnpool>(problem.operation)) problem.indices = Problem{}.indices;
}

/// The image that `problem` works on: its input, or what that was made from.
Source present_source(const Memory& memory, const Problem& problem) {
    const auto rank = static_cast<std::size_t>(spatial_rank_of(problem.operation));
    if (input_is_made(problem.operation) && memory.source && memory.source->shape.size() > rank &&
        memory.source->shape.size() <= rank + 2)
        return *memory.source;
    return source_of(problem);
}

/// No setting changes without a word.
Problem legal_and_told(Memory& memory, Problem asked_for) {
    Problem legal = made_legal(asked_for);
    memory.changed = changes_told(asked_for, legal);
    return legal;
}

}  // namespace

void remember_edit(Memory& memory, const Operation& before, const Operation& after) {
    if (before.index() != after.index() || spatial_rank_of(before) != spatial_rank_of(after)) return;
    const Memory::Shared old = shared_of(before);
    Memory::Shared changed = shared_of(after);
    for (std::size_t i = 0; i < changed.size(); ++i)
        if (changed[i] == old[i]) changed[i].reset();
    overlay(memory.shared, changed);
    for (auto& tab : memory.tabs)
        if (tab) overlay(tab->since, changed);
}

Problem switched(Memory& memory, const Problem& from, std::size_t alternative) {
    const int rank = spatial_rank_of(from.operation);
    const Source source = present_source(memory, from);
    memory.tabs[from.operation.index()] = Memory::Tab{from, {}, source};
    if (!std::holds_alternative<Pad>(from.operation)) overlay(memory.shared, shared_of(from.operation));

    Problem next = from;
    Problem numbers_from = from;
    const auto& tab = memory.tabs[alternative];
    if (tab) {
        next.operation = with_rank(tab->problem.operation, rank);
        apply_shared(next.operation, tab->since);
        next.weights = tab->problem.weights;
        next.bias = tab->problem.bias;
        numbers_from = tab->problem;
    } else {
        const Convention convention = convention_of(from.operation);  // stays where it has the operation
        next.operation = default_operation(alternative, rank,
                                           has_operation(alternative, convention) ? convention : Convention::pytorch);
        apply_shared(next.operation, memory.shared);
    }
    const bool as_it_was = tab && tab->source == source && tab->problem.operation == next.operation;
    if (as_it_was) {
        next.input = tab->problem.input;
        next.values = tab->problem.values;
        next.indices = tab->problem.indices;
    } else {
        next = with_source(std::move(next), source);
    }
    if (input_is_made(next.operation)) memory.source = source;
    next = legal_and_told(memory, std::move(next));
    if (spatial_rank_of(numbers_from.operation) != rank) next.weights = Problem{}.weights;
    numbers_from.upstream = from.upstream;
    follow_numbers(next, numbers_from);
    drop_unused_numbers(next);
    return next;
}

Problem with_spatial_rank(Memory& memory, const Problem& from, int rank) {
    const int from_rank = spatial_rank_of(from.operation);
    if (rank == from_rank || rank < 1 || rank > 3) return from;
    const auto& last = memory.rank_change;
    const bool way_back = last && spatial_rank_of(last->before.operation) == rank;
    const std::optional<Source> source_before = memory.source;

    Problem next = from;
    if (way_back && last->after == from) {
        next = last->before;
        memory.source = last->source;
    } else {
        if (way_back && last->after.operation == from.operation)
            next.operation = last->before.operation;
        else
            next.operation = with_rank(from.operation, rank);
        Source source = present_source(memory, from);
        if (way_back && last->after.input == from.input && last->after.values == from.values) {
            source = input_is_made(from.operation) && last->source ? *last->source : source_of(last->before);
        } else {
            const Shape shape = with_rank(source.shape, from_rank, rank);
            source = {shape, with_rank(source.values, source.shape, shape, Problem{}.values)};
        }
        if (next.weights.kind == Values::Kind::list) next.weights = Problem{}.weights;
        if (next.upstream.kind == Values::Kind::list) next.upstream = Problem{}.upstream;
        next = legal_and_told(memory, with_source(std::move(next), source));
        if (input_is_made(next.operation)) memory.source = source;
        follow_numbers(next, from);
    }
    memory.rank_change = Memory::Change{from, next, source_before};
    return next;
}

Problem with_convention(Memory& memory, const Problem& from, Convention convention) {
    const auto& last = memory.convention_change;
    Problem next = from;
    if (last && last->after == from && convention_of(last->before.operation) == convention) {
        next = last->before;
    } else {
        const bool counts_as_usual = is_default(from.operation, Field::count_include_pad);
        set_parameter(next.operation, Field::convention, convention);
        if (counts_as_usual) next.operation = with_default(next.operation, Field::count_include_pad);
        next = legal_and_told(memory, std::move(next));
        follow_numbers(next, from);
    }
    memory.convention_change = Memory::Change{from, next, std::nullopt};
    return next;
}

}  // namespace stridelens
