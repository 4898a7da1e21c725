#include "core/kernels/numbers.h"

#include "core/kernels/kernels.h"
#include "core/operation/parameters/visit.h"

#include <fmt/format.h>
#include <algorithm>
#include <cmath>
#include <limits>

namespace stridelens {
namespace {

/// The same numbers in the same shape. Maxima and winners follow from the whole problem.
bool same_numbers(const Values& a, const Values& b, const Shape& shape, const Tensor& made) {
    const bool alone = a.kind != Values::Kind::maxima && a.kind != Values::Kind::winners;
    return alone && made.shape == shape && std::ssize(made.values) == element_count(shape) && a == b;
}

/// make_tensor(), without making it where it is there already: in the list
/// itself, or among the numbers of a problem before (`was`, `made`).
Result<SharedTensor> tensor_for(const Operation& operation, Field field, const Values& values, const Shape& shape,
                                const Values* was = nullptr, const SharedTensor* made = nullptr) {
    if (was != nullptr && same_numbers(values, *was, shape, *made)) return *made;
    if (values.kind == Values::Kind::list && values.list.tensor()->shape == shape) return values.list.tensor();
    return make_tensor(operation, field, values, shape).map([](Tensor tensor) {
        return SharedTensor(std::move(tensor));
    });
}

/// "input[0, 0, 3]"
std::string name_of_cell(const Geometry& geometry, std::int64_t input) {
    const Index cell = unflatten(geometry.input, input);
    return fmt::format("input[{}]", fmt::join(cell.begin(), cell.end(), ", "));
}

/// The MaxPool that a MaxUnpool undoes, over the size that its indices count in: its windows are the unpool's stamps.
Geometry undone_pool(const Geometry& geometry) {
    MaxPool pool;
    pool.spatial_rank = spatial_rank_of(geometry.operation);
    pool.convention = convention_of(geometry.operation);
    Geometry undone = geometry;
    undone.operation = pool;
    undone.input = geometry.before_windows(geometry.input);
    undone.output = geometry.input;
    undone.pad_value = -std::numeric_limits<float>::infinity();
    const Extents plane = unpool_plane(geometry);
    for (std::size_t a = 0; a < plane.size(); ++a) {
        Axis& axis = undone.axes[a];
        axis.sliding = Sliding::windows;
        axis.out = axis.in;
        axis.in = plane[a];
        undone.input.push_back(plane[a]);
    }
    return undone;
}

/// What MaxPool makes of normal numbers of this seed: maxima and where they stood.
Result<Evaluation> pooled(const Geometry& geometry, std::uint64_t seed, Field field) {
    const Geometry pool = undone_pool(geometry);
    const auto numbers = make_tensor(Values{Values::Kind::normal, seed, {}}, pool.input);
    if (!numbers) return tl::unexpected(numbers.error());
    Evaluation evaluation = evaluate(pool, Operands{*numbers});
    for (std::int64_t i = 0; i < std::ssize(evaluation.indices); ++i)
        if (evaluation.indices[static_cast<std::size_t>(i)] < 0)
            return tl::unexpected(Error{field,
                                        BrokenRule::window_has_no_maximum,
                                        {{"cell", name_of_cell(geometry, i)}, {"output", pool.input}}});
    return evaluation;
}

/// Whether numbers of before may be taken over: where a drawing lies depends on the operation, too.
bool same_planes(const MadeNumbers* before, const Geometry& geometry, Field field) {
    return before != nullptr && plane_axes(before->problem.operation, field) == plane_axes(geometry.operation, field);
}

Result<SharedTensor> input_of(const Problem& problem, const Geometry& geometry, const MadeNumbers* before) {
    const bool unpool = std::holds_alternative<MaxUnpool>(geometry.operation);
    if (unpool && problem.values.kind == Values::Kind::maxima)
        return pooled(geometry, problem.values.seed, Field::values).map([](Evaluation e) {
            return SharedTensor(std::move(e.output));
        });
    if (!same_planes(before, geometry, Field::values))
        return tensor_for(geometry.operation, Field::values, problem.values, geometry.input);
    return tensor_for(geometry.operation, Field::values, problem.values, geometry.input, &before->problem.values,
                      &before->numbers.input);
}

Result<std::vector<std::int64_t>> indices_of(const Problem& problem, const Geometry& geometry) {
    std::vector<std::int64_t> indices;
    if (!std::holds_alternative<MaxUnpool>(geometry.operation)) return indices;
    if (problem.indices.kind == Values::Kind::winners)
        return pooled(geometry, problem.indices.seed, Field::indices).map([](Evaluation e) {
            return std::move(e.indices);
        });
    const auto numbers = tensor_for(geometry.operation, Field::indices, problem.indices, geometry.input);
    if (!numbers) return tl::unexpected(numbers.error());
    const bool listed = problem.indices.kind == Values::Kind::list;
    if (const auto* whole = listed ? problem.indices.list.whole() : nullptr) {
        if (auto error = check_indices(geometry, *whole)) return tl::unexpected(*error);
        return *whole;
    }
    for (std::int64_t i = 0; i < std::ssize((*numbers)->values); ++i) {
        const float number = (*numbers)[i];
        if (std::trunc(number) != number || std::isinf(number))
            return tl::unexpected(Error{
                Field::indices, BrokenRule::index_not_whole, {{"index", number}, {"cell", name_of_cell(geometry, i)}}});
        // A float may be beyond every int64; check_indices() refuses what is left of it.
        indices.push_back(static_cast<std::int64_t>(std::clamp(number, -0x1p62F, 0x1p62F)));
    }
    if (auto error = check_indices(geometry, indices)) return tl::unexpected(*error);
    return indices;
}

using Refusal = std::optional<Error>;

}  // namespace

Result<SharedTensor> make_upstream(const Problem& problem, const Geometry& geometry) {
    return tensor_for(geometry.operation, Field::upstream, problem.upstream, geometry.output);
}

Result<Numbers> make_numbers(const Problem& problem, const Geometry& geometry, const NumbersWanted& wanted) {
    Numbers numbers;
    const MadeNumbers* before = wanted.before;
    auto input = input_of(problem, geometry, before);
    if (!input) return tl::unexpected(input.error());
    numbers.input = std::move(*input);
    const auto take = [&](SharedTensor Numbers::*tensor, Field field, Values Problem::*values, const Shape& shape) {
        auto made = !same_planes(before, geometry, field)
                        ? tensor_for(geometry.operation, field, problem.*values, shape)
                        : tensor_for(geometry.operation, field, problem.*values, shape, &(before->problem.*values),
                                     &(before->numbers.*tensor));
        if (!made) return Refusal(std::move(made.error()));
        numbers.*tensor = std::move(*made);
        return Refusal();
    };
    if (!geometry.weight.empty()) {
        if (auto error = take(&Numbers::weight, Field::weight, &Problem::weights, geometry.weight))
            return tl::unexpected(std::move(*error));
        const Shape bias{geometry.out_channels};
        if (parameter_or(geometry.operation, Field::bias, false))
            if (auto error = take(&Numbers::bias, Field::bias, &Problem::bias, bias))
                return tl::unexpected(std::move(*error));
    }
    auto indices = indices_of(problem, geometry);
    if (!indices) return tl::unexpected(indices.error());
    numbers.indices = std::move(*indices);
    if (wanted.upstream || problem.upstream.kind == Values::Kind::list)
        if (auto error = take(&Numbers::upstream, Field::upstream, &Problem::upstream, geometry.output))
            return tl::unexpected(std::move(*error));
    return numbers;
}

}  // namespace stridelens
