#include "core/operation/check/check.h"
#include "core/operation/limits.h"

#include <fmt/format.h>
#include <algorithm>
#include <cassert>
#include <cstdlib>

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

const char* but_empty(const Shape& shape) {
    return element_count(shape) == 0 ? " once its empty axis has a cell" : "";
}

}  // namespace

std::string along(int spatial_rank, std::size_t axis_count, std::size_t axis) {
    if (axis_count == 1) return "";
    const auto rank = static_cast<std::size_t>(std::clamp(spatial_rank, 1, 3));
    if (axis + rank < axis_count) return fmt::format(" on padded axis {}", axis);
    return fmt::format(" along {}", axis_letter(static_cast<int>(rank), axis + rank - axis_count));
}

Refusal check_rank(int spatial_rank) {
    if (spatial_rank >= 1 && spatial_rank <= 3) return std::nullopt;
    return Error{Field::input,
                 fmt::format("{} spatial axes: there can be 1, 2 or 3", prose(std::int64_t{spatial_rank}))};
}

Refusal check_length(Field field, std::size_t length, int spatial_rank) {
    if (length == static_cast<std::size_t>(spatial_rank)) return std::nullopt;
    return Error{field, fmt::format("{} has {} {}, but the operation has {} spatial {}: give one entry for each",
                                    to_string(field), length, length == 1 ? "entry" : "entries", spatial_rank,
                                    spatial_rank == 1 ? "axis" : "axes")};
}

Refusal check_magnitudes(Field field, const Extents& entries, int spatial_rank) {
    for (std::size_t axis = 0; axis < entries.size(); ++axis) {
        Refusal error = check_magnitude(field, entries[axis], along(spatial_rank, entries.size(), axis));
        if (!error) continue;
        error->axis = static_cast<int>(axis);
        return error;
    }
    return std::nullopt;
}

Refusal check_entries(Field field, const Extents& entries, std::int64_t least, int spatial_rank) {
    if (auto error = check_magnitudes(field, entries, spatial_rank)) return error;
    for (std::size_t axis = 0; axis < entries.size(); ++axis) {
        Refusal error = check_least(field, entries[axis], least, along(spatial_rank, entries.size(), axis));
        if (!error) continue;
        error->axis = static_cast<int>(axis);
        return error;
    }
    return std::nullopt;
}

Refusal check_all(Field field, const Extents& entries, std::int64_t only, int spatial_rank, const char* why) {
    for (std::size_t axis = 0; axis < entries.size(); ++axis) {
        if (entries[axis] == only) continue;
        Error error{field, fmt::format("{} {}{}: {}", to_string(field), prose(entries[axis]),
                                       along(spatial_rank, entries.size(), axis), why)};
        error.axis = static_cast<int>(axis);
        error.nearest = only;
        return error;
    }
    return std::nullopt;
}

Refusal check_least(Field field, std::int64_t number, std::int64_t least, const std::string& where) {
    if (number >= least) return std::nullopt;
    Error error{field, fmt::format("{} {}{} is too small: it must be at least {}", to_string(field), prose(number),
                                   where, least)};
    error.nearest = least;
    return error;
}

Refusal check_magnitude(Field field, std::int64_t number, const std::string& where) {
    if (number >= -kLargestNumber && number <= kLargestNumber) return std::nullopt;
    return Error{field, fmt::format("{} {}{} is far more than can be shown: stay within {}", to_string(field),
                                    prose(number), where, kLargestNumber)};
}

Refusal check_input_sizes(const Shape& input, bool first_may_be_empty) {
    for (std::size_t axis = 0; axis < input.size(); ++axis) {
        const std::int64_t least = axis == 0 && first_may_be_empty ? 0 : 1;
        if (input[axis] < least)
            return Error{Field::input, fmt::format("axis {} of the input has size {}: it must be at least {}", axis,
                                                   prose(input[axis]), least)};
        if (auto error = check_magnitude(Field::input, input[axis], fmt::format(" on axis {}", axis))) return error;
    }
    if (too_many_cells(input))
        return Error{Field::input, fmt::format("an input of {} is more than {} cells (1 GiB){}: choose a smaller one",
                                               to_string(input), kMostCells, but_empty(input))};
    return std::nullopt;
}

Refusal check_input(const Operation& operation, const Shape& input) {
    const int rank = spatial_rank_of(operation);
    const Convention convention = convention_of(operation);
    const bool needs_batch = convention != Convention::pytorch;
    const auto axes = static_cast<int>(input.size());
    const bool batched = axes == rank + 2;
    if (!batched && (needs_batch || axes != rank + 1)) {
        std::string message = fmt::format("{} with {} spatial {} takes an input of {} axes ({})", name_of(operation),
                                          rank, rank == 1 ? "axis" : "axes", rank + 2, axes_of(rank, true));
        if (!needs_batch) message += fmt::format(", or {} without a batch ({})", rank + 1, axes_of(rank, false));
        message += fmt::format("; {} has {}", to_string(input), axes);
        if (needs_batch && axes == rank + 1)
            message += fmt::format(". {} always has the batch axis: put 1 in front", to_string(convention));
        return Error{Field::input, std::move(message)};
    }
    return check_input_sizes(input, batched);
}

Refusal check_amount(const Geometry& geometry, Field at_fault) {
    for (const Shape* shape : {&geometry.output, &geometry.weight}) {
        if (!too_many_cells(*shape)) continue;
        return Error{at_fault, fmt::format("the {} would be {}, more than {} cells (1 GiB){}: choose smaller sizes",
                                           shape == &geometry.output ? "output" : "weight", to_string(*shape),
                                           kMostCells, but_empty(*shape))};
    }
    Shape window;
    for (const Axis& axis : geometry.axes) window.push_back(axis.kernel);
    if (!geometry.weight.empty()) window.push_back(geometry.in_channels / geometry.groups);
    if (element_count(window) > kMostTerms)
        return Error{Field::kernel_size, fmt::format("one output cell would read {} cells, more than {}: choose a "
                                                     "smaller kernel_size",
                                                     element_count(window), kMostTerms)};
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
