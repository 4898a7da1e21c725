#include "app/state/tabs.h"

#include "app/scenario/resize.h"
#include "core/operation/geometry.h"

#include <algorithm>
#include <utility>

namespace stridelens {

namespace {

constexpr int kMaxRepairs = 16;  // more settings than any operation has, times its axes

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

Operation default_operation(std::size_t alternative, int rank) {
    switch (alternative) {
        case 0:
            return default_max_pool(rank);
        case 1:
            return default_avg_pool(rank);
        case 2:
            return default_pad(rank);
        default:
            return default_conv(rank);
    }
}

/// PyTorch's average pooling has no dilation.
template <class Op>
constexpr bool has_dilation(const Op& op) {
    if constexpr (std::is_same_v<Op, AvgPool>) return op.convention == Convention::onnx;
    return Windowed<Op>;
}

/// A stride that is not set is the kernel's where the other operation has another default.
template <class Op>
Extents stride_for(const Op&, const Memory::Shared& shared) {
    if (!shared.stride->empty() || !std::is_same_v<Op, Conv>) return *shared.stride;
    return shared.kernel_size.value_or(Extents(static_cast<std::size_t>(2), 1));
}

void apply_shared(Operation& operation, const Memory::Shared& shared) {
    std::visit(
        [&shared]<class Op>(Op& op) {
            const auto rank = static_cast<std::size_t>(op.spatial_rank);
            if constexpr (Windowed<Op>) {
                if (shared.kernel_size) op.kernel_size = with_entries(*shared.kernel_size, rank);
                if (shared.stride) op.stride = with_entries(stride_for(op, shared), rank);
                if (shared.dilation && has_dilation(op)) op.dilation = with_entries(*shared.dilation, rank);
                if (shared.padding) op.padding = with_entries(*shared.padding, rank);
            } else {
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
                if (has_dilation(op)) shared.dilation = op.dilation;
            }
            shared.padding = op.padding;
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
    const std::size_t leading = to.size() - 1;
    const auto row = static_cast<std::size_t>(from.back());
    std::size_t plane = row;
    for (std::size_t axis = leading; axis + 1 < from.size(); ++axis) plane *= static_cast<std::size_t>(from[axis]);
    Values result{Values::Kind::list, values.seed, {}};
    for (std::size_t first = 0; plane > 0 && first + plane <= values.list.size(); first += plane) {
        const auto begin = values.list.begin() + static_cast<std::ptrdiff_t>(first);
        result.list.insert(result.list.end(), begin, begin + static_cast<std::ptrdiff_t>(to.back()));
    }
    return result;
}

/// Only a convolution has weights; the others must not drag its lists along (nor print them).
void drop_unused_weights(Problem& problem) {
    if (!std::holds_alternative<Conv>(problem.operation)) {
        problem.weights = Problem{}.weights;
        problem.bias = Problem{}.bias;
    }
}

std::int64_t* entry(Extents& values, int axis) {
    return axis >= 0 && static_cast<std::size_t>(axis) < values.size() ? &values[static_cast<std::size_t>(axis)]
                                                                       : nullptr;
}

void repair(Extents& values, const Extents& defaults, const Error& error) {
    std::int64_t* value = entry(values, error.axis);
    if (value && error.nearest)
        *value = *error.nearest;
    else
        values = defaults;
}

void repair(PerAxis<Sides>& padding, const PerAxis<Sides>& defaults, const Error& error) {
    if (error.axis < 0 || static_cast<std::size_t>(error.axis) >= padding.size() || !error.nearest) {
        padding = defaults;
        return;
    }
    Sides& sides = padding[static_cast<std::size_t>(error.axis)];
    const Sides before = sides;
    const std::int64_t most = *error.nearest;
    const std::int64_t least = std::min<std::int64_t>(most, 0);
    sides = {std::clamp(sides.begin, least, most), std::clamp(sides.end, least, most)};
    if (sides == before) sides = {most, most};
}

template <class Op>
void repair_field(Op& op, const Op& defaults, const Error& error) {
    if constexpr (Windowed<Op>) {
        if (error.field == Field::kernel_size) return repair(op.kernel_size, defaults.kernel_size, error);
        if (error.field == Field::stride) return repair(op.stride, defaults.stride, error);
        if (error.field == Field::dilation) return repair(op.dilation, defaults.dilation, error);
    }
    if (error.field == Field::padding) return repair(op.padding, defaults.padding, error);
    if constexpr (std::is_same_v<Op, Conv>) {
        if (error.field == Field::groups) {
            op.groups = error.nearest.value_or(defaults.groups);
            return;
        }
        if (error.field == Field::out_channels) {
            op.out_channels = error.nearest.value_or(defaults.out_channels);
            return;
        }
        if (error.field == Field::padding_mode) {
            op.padding_mode = defaults.padding_mode;
            return;
        }
    }
    const Convention convention = op.convention;
    op = defaults;
    op.convention = convention;
}

}  // namespace

Operation with_rank(const Operation& operation, int rank) {
    Operation result = operation;
    std::visit(
        [rank]<class Op>(Op& op) {
            const auto count = static_cast<std::size_t>(rank);
            op.spatial_rank = rank;
            op.padding = with_entries(op.padding, count);
            if constexpr (Windowed<Op>) {
                op.kernel_size = with_entries(op.kernel_size, count);
                op.stride = with_entries(op.stride, count);
                op.dilation = with_entries(op.dilation, count);
            }
        },
        result);
    return result;
}

Problem made_legal(Problem problem) {
    const Operation defaults = default_operation(problem.operation.index(), spatial_rank_of(problem.operation));
    for (int repairs = 0; repairs < kMaxRepairs; ++repairs) {
        const auto error = check(problem.operation, problem.input);
        if (!error) return problem;
        const Operation before = problem.operation;
        std::visit([&]<class Op>(Op& op) { repair_field(op, std::get<Op>(defaults), *error); }, problem.operation);
        if (problem.operation == before) problem.operation = defaults;
    }
    return problem;
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
    memory.tabs[from.operation.index()] = Memory::Tab{from, {}};
    if (!std::holds_alternative<Pad>(from.operation)) overlay(memory.shared, shared_of(from.operation));

    Problem next = from;
    Problem weights_from = from;
    if (const auto& tab = memory.tabs[alternative]) {
        next.operation = with_rank(tab->problem.operation, rank);
        apply_shared(next.operation, tab->since);
        next.weights = tab->problem.weights;
        next.bias = tab->problem.bias;
        weights_from = tab->problem;
    } else {
        next.operation = default_operation(alternative, rank);
        apply_shared(next.operation, memory.shared);
        const auto convention = std::visit([](const auto& op) { return op.convention; }, from.operation);
        std::visit([convention](auto& op) { op.convention = convention; }, next.operation);
    }
    next = made_legal(std::move(next));
    if (spatial_rank_of(weights_from.operation) != rank) next.weights = Problem{}.weights;
    follow_weights(next, weights_from);
    drop_unused_weights(next);
    return next;
}

Problem with_spatial_rank(Memory& memory, const Problem& from, int rank) {
    const int from_rank = spatial_rank_of(from.operation);
    if (rank == from_rank || rank < 1 || rank > 3) return from;
    const auto& last = memory.rank_change;
    const bool way_back = last && spatial_rank_of(last->before.operation) == rank;

    Problem next = from;
    if (way_back && last->after.operation == from.operation)
        next.operation = last->before.operation;
    else
        next.operation = with_rank(from.operation, rank);
    if (way_back && last->after.input == from.input && last->after.values == from.values) {
        next.input = last->before.input;
        next.values = last->before.values;
    } else {
        next.input = with_rank(from.input, from_rank, rank);
        next.values = with_rank(from.values, from.input, next.input, Problem{}.values);
    }
    if (way_back && last->after == from) {
        next = last->before;
    } else {
        if (next.weights.kind == Values::Kind::list) next.weights = Problem{}.weights;
        next = made_legal(std::move(next));
        follow_weights(next, from);
    }
    memory.rank_change = Memory::RankChange{from, next};
    return next;
}

}  // namespace stridelens
