#include "app/state/tabs.h"

#include "app/problem/legal.h"
#include "app/problem/resize.h"
#include "app/problem/solve.h"
#include "core/operation/catalogue.h"
#include "core/operation/geometry.h"

#include <algorithm>
#include <utility>

namespace stridelens {

namespace {

template <class Op>
concept Windowed = requires(Op op) {
    op.kernel_size;
};

template <class T>
PerAxis<T> with_entries(const PerAxis<T>& values, std::size_t count) {
    PerAxis<T> result;
    if (values.empty()) return result;
    for (std::size_t axis = 0; axis < count; ++axis) result.push_back(values[std::min(axis, values.size() - 1)]);
    return result;
}

/// PyTorch's average and power-average pooling have no dilation.
template <class Op>
constexpr bool has_dilation(const Op& op) {
    if constexpr (std::is_same_v<Op, AvgPool> || std::is_same_v<Op, LpPool>) return op.convention == Convention::onnx;
    return requires {
        op.dilation;
    };
}

/// PyTorch's power-average pooling has no padding, and TensorFlow has none by number but in Pad.
template <class Op>
constexpr bool has_padding(const Op& op) {
    if constexpr (std::is_same_v<Op, LpPool>) return op.convention == Convention::onnx;
    if (Windowed<Op> && op.convention == Convention::tensorflow) return false;
    return requires {
        op.padding;
    };
}

/// A stride that is not set is the kernel's: said in numbers where the default is another.
template <class Op>
Extents stride_for(const Op& op, const Extents& stride) {
    if (!stride.empty() || Op{}.stride.empty()) return stride;
    return op.kernel_size;
}

void apply_shared(Operation& operation, const Memory::Shared& shared) {
    std::visit(
        [&shared]<class Op>(Op& op) {
            const auto rank = static_cast<std::size_t>(op.spatial_rank);
            if constexpr (Windowed<Op>) {
                if (shared.kernel_size) op.kernel_size = with_entries(*shared.kernel_size, rank);
                if (shared.stride) op.stride = with_entries(stride_for(op, *shared.stride), rank);
                if constexpr (requires { op.dilation; })
                    if (shared.dilation && has_dilation(op)) op.dilation = with_entries(*shared.dilation, rank);
                if constexpr (requires { op.padding; })
                    if (shared.padding && has_padding(op)) op.padding = with_entries(*shared.padding, rank);
            } else if constexpr (requires { op.padding; }) {
                // A Pad that pads nothing shows nothing: without any padding to carry over it keeps its own.
                const auto nothing = [](const Sides& sides) { return sides == Sides{}; };
                if (shared.padding && !std::all_of(shared.padding->begin(), shared.padding->end(), nothing))
                    op.padding = with_entries(*shared.padding, rank);
            }
        },
        operation);
}

Memory::Shared shared_of(const Operation& operation) {
    Memory::Shared shared;
    std::visit(
        [&shared]<class Op>(const Op& op) {
            if constexpr (Windowed<Op>) {
                shared.kernel_size = op.kernel_size;
                shared.stride = op.stride;
            }
            if constexpr (requires { op.dilation; })
                if (has_dilation(op)) shared.dilation = op.dilation;
            if constexpr (requires { op.padding; })
                if (has_padding(op)) shared.padding = op.padding;
        },
        operation);
    return shared;
}

void overlay(Memory::Shared& onto, const Memory::Shared& from) {
    if (from.kernel_size) onto.kernel_size = from.kernel_size;
    if (from.stride) onto.stride = from.stride;
    if (from.dilation) onto.dilation = from.dilation;
    if (from.padding) onto.padding = from.padding;
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

/// The framework's rules stay where it has the operation.
Operation under(Convention convention, Operation operation) {
    const OperationInfo& info = info_of(operation);
    const bool has =
        convention == Convention::pytorch || (convention == Convention::onnx ? info.onnx : info.tensorflow);
    if (!has) convention = Convention::pytorch;
    std::visit([convention](auto& op) { op.convention = convention; }, operation);
    return with_default(std::move(operation), Field::count_include_pad);
}

/// Whether a setting is as it comes under the operation's own framework.
bool is_default(const Operation& operation, Field field) {
    return with_default(operation, field) == operation;
}

}  // namespace

Operation with_rank(const Operation& operation, int rank) {
    Operation result = operation;
    std::visit(
        [rank]<class Op>(Op& op) {
            const auto count = static_cast<std::size_t>(rank);
            op.spatial_rank = rank;
            if constexpr (requires { op.padding; }) op.padding = with_entries(op.padding, count);
            if constexpr (requires { op.output_size; }) op.output_size = with_entries(op.output_size, count);
            if constexpr (requires { op.output_padding; }) op.output_padding = with_entries(op.output_padding, count);
            if constexpr (requires { op.dilation; }) op.dilation = with_entries(op.dilation, count);
            if constexpr (Windowed<Op>) {
                op.kernel_size = with_entries(op.kernel_size, count);
                op.stride = with_entries(op.stride, count);
            }
        },
        result);
    return result;
}

void remember_edit(Memory& memory, const Operation& before, const Operation& after) {
    if (before.index() != after.index() || spatial_rank_of(before) != spatial_rank_of(after)) return;
    const Memory::Shared old = shared_of(before);
    Memory::Shared changed = shared_of(after);
    if (changed.kernel_size == old.kernel_size) changed.kernel_size.reset();
    if (changed.stride == old.stride) changed.stride.reset();
    if (changed.dilation == old.dilation) changed.dilation.reset();
    if (changed.padding == old.padding) changed.padding.reset();
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
        next.operation = under(convention_of(from.operation), default_operation(alternative, rank));
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
    next = made_legal(std::move(next));
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
        next = made_legal(with_source(std::move(next), source));
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
        std::visit([convention](auto& op) { op.convention = convention; }, next.operation);
        if (counts_as_usual) next.operation = with_default(next.operation, Field::count_include_pad);
        next = made_legal(std::move(next));
        follow_numbers(next, from);
    }
    memory.convention_change = Memory::Change{from, next, std::nullopt};
    return next;
}

}  // namespace stridelens
