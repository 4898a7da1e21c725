#include "core/operation/check/check.h"
#include "core/operation/limits.h"

#include <fmt/format.h>
#include <algorithm>

namespace stridelens {
namespace {

const char* axis_letter(int spatial_rank, std::size_t spatial_axis) {
    constexpr const char* letters[3] = {"D", "H", "W"};
    if (spatial_rank == 1) return "L";
    return letters[3 - static_cast<std::size_t>(spatial_rank) + spatial_axis];
}

std::string axes_of(int spatial_rank, bool batched) {
    std::string names = batched ? "N, C" : "C";
    for (int axis = 0; axis < spatial_rank; ++axis)
        names += fmt::format(", {}", axis_letter(spatial_rank, static_cast<std::size_t>(axis)));
    return names;
}

/// More than can be shown, or would be if no axis were empty: what is worked out axis by axis must stay small too.
bool too_many_cells(Shape shape) {
    for (std::int64_t& size : shape) size = std::max<std::int64_t>(size, 1);
    return element_count(shape) > kMostCells;
}

bool is_empty(const Shape& shape) {
    return element_count(shape) == 0;
}

}  // namespace

Where along(int spatial_rank, std::size_t axis_count, std::size_t axis) {
    Where where{static_cast<int>(axis)};
    if (axis_count == 1) return where;
    const auto rank = static_cast<std::size_t>(std::clamp(spatial_rank, 1, 3));
    if (axis + rank < axis_count)
        where.name = Fact{"padded_axis", where.axis};
    else
        where.name = Fact{"axis", axis_letter(static_cast<int>(rank), axis + rank - axis_count)};
    return where;
}

Error at(const Where& where, Error error) {
    error.axis = where.axis;
    if (where.name) error.facts.push_back(*where.name);
    return error;
}

Refusal check_rank(int spatial_rank) {
    if (spatial_rank >= 1 && spatial_rank <= 3) return std::nullopt;
    return Error{Field::input, BrokenRule::spatial_rank_unknown, {{"rank", spatial_rank}}};
}

Refusal check_length(Field field, std::size_t length, int spatial_rank) {
    if (length == static_cast<std::size_t>(spatial_rank)) return std::nullopt;
    return Error{field,
                 BrokenRule::entries_not_one_per_axis,
                 {{"entries", static_cast<std::int64_t>(length)}, {"axes", spatial_rank}}};
}

Refusal check_magnitudes(Field field, const Extents& entries, int spatial_rank) {
    for (std::size_t axis = 0; axis < entries.size(); ++axis)
        if (auto error = check_magnitude(field, entries[axis], along(spatial_rank, entries.size(), axis))) return error;
    return std::nullopt;
}

Refusal check_entries(Field field, const Extents& entries, std::int64_t least, int spatial_rank) {
    if (auto error = check_magnitudes(field, entries, spatial_rank)) return error;
    for (std::size_t axis = 0; axis < entries.size(); ++axis)
        if (auto error = check_least(field, entries[axis], least, along(spatial_rank, entries.size(), axis)))
            return error;
    return std::nullopt;
}

Refusal check_all(Field field, const Extents& entries, std::int64_t only, int spatial_rank, BrokenRule rule) {
    for (std::size_t axis = 0; axis < entries.size(); ++axis)
        if (entries[axis] != only)
            return at(along(spatial_rank, entries.size(), axis),
                      {.field = field, .rule = rule, .facts = {{to_string(field), entries[axis]}}, .nearest = only});
    return std::nullopt;
}

Refusal check_least(Field field, std::int64_t number, std::int64_t least, const Where& where) {
    if (number >= least) return std::nullopt;
    return at(
        where,
        {.field = field, .rule = BrokenRule::number_below_least, .facts = {{"number", number}}, .nearest = least});
}

Refusal check_magnitude(Field field, std::int64_t number, const Where& where) {
    if (number >= -kLargestNumber && number <= kLargestNumber) return std::nullopt;
    return at(where, {field, BrokenRule::number_beyond_limit, {{"number", number}, {"most", kLargestNumber}}});
}

Refusal check_input_sizes(const Shape& input, std::size_t may_be_empty) {
    for (std::size_t axis = 0; axis < input.size(); ++axis) {
        const Fact which{"input_axis", static_cast<std::int64_t>(axis)};
        const std::int64_t least = axis < may_be_empty ? 0 : 1;
        if (input[axis] < least)
            return Error{
                Field::input, BrokenRule::input_size_below_least, {which, {"size", input[axis]}, {"least", least}}};
        if (auto error = check_magnitude(Field::input, input[axis], {.name = which})) return error;
    }
    if (!too_many_cells(input)) return std::nullopt;
    return Error{Field::input,
                 is_empty(input) ? BrokenRule::empty_input_beyond_limit : BrokenRule::input_beyond_limit,
                 {{"input", input}, {"most", kMostCells}}};
}

Refusal check_input(const Operation& operation, const Shape& input) {
    const int rank = spatial_rank_of(operation);
    const Convention convention = convention_of(operation);
    const bool needs_batch = convention != Convention::pytorch;
    const auto axes = static_cast<int>(input.size());
    const bool batched = axes == rank + 2;
    if (batched || (!needs_batch && axes == rank + 1)) return check_input_sizes(input, batched);
    Error error{Field::input,
                BrokenRule::batched_input_has_wrong_axes,
                {{"operation", name_of(operation)},
                 {"rank", rank},
                 {"expected", rank + 2},
                 {"names", axes_of(rank, true)},
                 {"input", input},
                 {"axes", axes}}};
    if (!needs_batch) {
        error.rule = BrokenRule::input_has_wrong_axes;
        error.facts.push_back({"unbatched", rank + 1});
        error.facts.push_back({"unbatched_names", axes_of(rank, false)});
    } else if (axes == rank + 1) {
        error.rule = BrokenRule::input_lacks_batch;
        error.facts.push_back({"framework", to_string(convention)});
    }
    return error;
}

Refusal check_amount(const Geometry& geometry, Field at_fault) {
    if (too_many_cells(geometry.output))
        return Error{
            at_fault,
            is_empty(geometry.output) ? BrokenRule::empty_output_beyond_limit : BrokenRule::output_beyond_limit,
            {{"output", geometry.output}, {"most", kMostCells}}};
    if (too_many_cells(geometry.weight))
        return Error{at_fault, BrokenRule::weight_beyond_limit, {{"weight", geometry.weight}, {"most", kMostCells}}};
    Shape window;
    for (const Axis& axis : geometry.axes) window.push_back(axis.kernel);
    if (!geometry.weight.empty()) window.push_back(geometry.in_channels / geometry.groups);
    if (const std::int64_t cells = element_count(window); cells > kMostTerms)
        return Error{Field::kernel_size, BrokenRule::window_beyond_limit, {{"cells", cells}, {"most", kMostTerms}}};
    return std::nullopt;
}

Refusal check_convolution_amount(const Geometry& geometry, Field spatial) {
    Shape fewest = geometry.output;  // what is too large even with one output channel a group is not their fault
    fewest[geometry.channel_axis()] = geometry.groups;
    if (too_many_cells(fewest)) return check_amount(geometry, spatial);
    std::int64_t terms = geometry.in_channels;
    for (const Axis& axis : geometry.axes) terms = std::min(terms, kMostCells + 1) * axis.kernel;
    return check_amount(geometry, terms > kMostCells ? Field::kernel_size : Field::out_channels);
}

Geometry begin_geometry(const Operation& operation, const Shape& input) {
    Geometry geometry;
    geometry.operation = operation;
    geometry.input = input;
    geometry.leading = input.size() - static_cast<std::size_t>(spatial_rank_of(operation));
    geometry.batched = geometry.leading == 2;
    geometry.in_channels = input[geometry.channel_axis()];
    geometry.out_channels = geometry.in_channels;
    return geometry;
}

void set_output(Geometry& geometry) {
    geometry.output = {};
    if (geometry.batched) geometry.output.push_back(geometry.input[0]);
    geometry.output.push_back(geometry.out_channels);
    for (const Axis& axis : geometry.axes) geometry.output.push_back(axis.out);
}

}  // namespace stridelens
