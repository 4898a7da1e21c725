#include "core/operation/geometry.h"
#include "core/operation/check.h"

#include <fmt/format.h>
#include <algorithm>

namespace stridelens {
namespace {

void move_to_nearest(Extents& entries, const Error& error) {
    for (std::size_t axis = 0; axis < entries.size(); ++axis)
        if (error.axis < 0 || static_cast<std::size_t>(error.axis) == axis) entries[axis] = *error.nearest;
}

void move_to_nearest(PerAxis<Sides>& padding, const Error& error) {
    for (std::size_t axis = 0; axis < padding.size(); ++axis) {
        if (error.axis >= 0 && static_cast<std::size_t>(error.axis) != axis) continue;
        if (error.side != 1) padding[axis].begin = *error.nearest;
        if (error.side != 0) padding[axis].end = *error.nearest;
    }
}

Refusal wrong_weight(const Geometry& geometry, const Shape& weight) {
    const std::string expected = to_string(geometry.weight);
    if (weight.size() != geometry.weight.size())
        return Error{Field::weight, fmt::format("a weight of {} has {} axes; out_channels, in_channels/groups and the "
                                                "kernel make {}: {}",
                                                to_string(weight), weight.size(), geometry.weight.size(), expected)};
    if (weight[1] != geometry.weight[1])
        return Error{
            Field::weight,
            fmt::format("a weight of {} reads {} input {} in each of {} {}, but the input "
                        "has {} in all. Expected {}",
                        to_string(weight), prose(weight[1]), weight[1] == 1 ? "channel" : "channels", geometry.groups,
                        geometry.groups == 1 ? "group" : "groups", geometry.in_channels, expected)};
    return Error{Field::weight, fmt::format("the weight is {}, but out_channels, groups and kernel_size ask for {}",
                                            to_string(weight), expected)};
}

}  // namespace

Result<Geometry> resolve(const Operation& operation, const Shape& input) {
    return std::visit(overloaded{
                          [&](const MaxPool& pool) { return resolve_max_pool(pool, input); },
                          [&](const AvgPool& pool) { return resolve_avg_pool(pool, input); },
                          [&](const Pad& pad) { return resolve_pad(pad, input); },
                          [&](const Conv& conv) { return resolve_conv(conv, input); },
                      },
                      operation);
}

std::optional<Error> check(const Operation& operation, const Shape& input) {
    const auto geometry = resolve(operation, input);
    if (geometry) return std::nullopt;
    return geometry.error();
}

Result<Shape> output_shape(const Operation& operation, const Shape& input) {
    return resolve(operation, input).map([](const Geometry& geometry) { return geometry.output; });
}

Operation with_nearest(Operation operation, const Error& error) {
    if (!error.nearest) return operation;
    std::visit(
        [&](auto& op) {
            if constexpr (requires { op.kernel_size; }) {
                if (error.field == Field::kernel_size) move_to_nearest(op.kernel_size, error);
                if (error.field == Field::stride && !op.stride.empty()) move_to_nearest(op.stride, error);
                if (error.field == Field::dilation) move_to_nearest(op.dilation, error);
            }
            if constexpr (requires { op.divisor_override; })
                if (error.field == Field::divisor_override) op.divisor_override = *error.nearest;
            if constexpr (requires { op.groups; }) {
                if (error.field == Field::groups) op.groups = *error.nearest;
                if (error.field == Field::out_channels) op.out_channels = *error.nearest;
            }
            if constexpr (requires { op.value; })
                if (error.field == Field::value) op.value = static_cast<float>(*error.nearest);
            if (error.field == Field::padding) move_to_nearest(op.padding, error);
        },
        operation);
    return operation;
}

std::optional<Error> check_weights(const Geometry& geometry, const Shape* weight, const Shape* bias) {
    const auto* conv = std::get_if<Conv>(&geometry.operation);
    if (conv == nullptr) {
        if (weight == nullptr && bias == nullptr) return std::nullopt;
        return Error{weight != nullptr ? Field::weight : Field::bias,
                     fmt::format("{} has no weight and no bias: only Conv does", name_of(geometry.operation))};
    }
    if (weight == nullptr)
        return Error{Field::weight, fmt::format("Conv needs a weight of {}", to_string(geometry.weight))};
    if (!(*weight == geometry.weight)) return wrong_weight(geometry, *weight);
    if (conv->bias && bias == nullptr)
        return Error{Field::bias, fmt::format("Conv with a bias needs {} numbers, one for each output channel; or turn "
                                              "the bias off",
                                              geometry.out_channels)};
    if (!conv->bias && bias != nullptr)
        return Error{Field::bias, "the bias is turned off: turn it on, or leave the numbers away"};
    if (bias != nullptr && !(*bias == Shape{geometry.out_channels}))
        return Error{Field::bias, fmt::format("the bias is {}, but Conv with {} output channels takes one axis of {}",
                                              to_string(*bias), geometry.out_channels, geometry.out_channels)};
    return std::nullopt;
}

}  // namespace stridelens
