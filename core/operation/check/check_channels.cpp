// Groups and channels, weights and bias: of Conv and ConvTranspose.
// Source: PyTorch 1.13's check_shape_forward (ATen/native/Convolution.cpp).
#include "core/operation/check/check.h"
#include "core/operation/limits.h"

#include <fmt/format.h>
#include <cstdlib>
#include <numeric>

namespace stridelens {
namespace {

/// The divisor of both channel counts that is nearest to `groups`; the smaller one of two.
std::int64_t nearest_groups(std::int64_t groups, std::int64_t in_channels, std::int64_t out_channels) {
    const std::int64_t common = std::gcd(in_channels, out_channels);
    std::int64_t best = 1;
    const auto consider = [&](std::int64_t divisor) {
        const std::int64_t distance = std::abs(divisor - groups);
        const std::int64_t least = std::abs(best - groups);
        if (distance < least || (distance == least && divisor < best)) best = divisor;
    };
    for (std::int64_t divisor = 1; divisor * divisor <= common; ++divisor)
        if (common % divisor == 0) {
            consider(divisor);
            consider(common / divisor);
        }
    return best;
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

/// The input's channels come first here.
Refusal wrong_transposed_weight(const Geometry& geometry, const Shape& weight) {
    const std::string expected = to_string(geometry.weight);
    if (weight.size() != geometry.weight.size())
        return Error{Field::weight, fmt::format("a weight of {} has {} axes; in_channels, out_channels/groups and the "
                                                "kernel make {}: {}",
                                                to_string(weight), weight.size(), geometry.weight.size(), expected)};
    if (weight[0] != geometry.weight[0])
        return Error{
            Field::weight,
            fmt::format("a weight of {} is for {} input {}, but the input has {}. Expected {}", to_string(weight),
                        prose(weight[0]), weight[0] == 1 ? "channel" : "channels", geometry.in_channels, expected)};
    return Error{Field::weight, fmt::format("the weight is {}, but out_channels, groups and kernel_size ask for {}",
                                            to_string(weight), expected)};
}

}  // namespace

Refusal check_channels(std::int64_t groups, std::int64_t in_channels, std::int64_t out_channels) {
    Refusal error = check_magnitude(Field::groups, groups, "");
    if (!error) error = check_least(Field::groups, groups, 1, "");
    if (!error) error = check_magnitude(Field::out_channels, out_channels, "");
    if (error) return error;
    if ((error = check_least(Field::out_channels, out_channels, 1, ""))) {
        if (groups > 1) error->message += fmt::format(", and a multiple of groups {}", groups);
        if (groups <= kMostTerms) error->nearest = groups;
    }
    if (error) return error;
    if (in_channels % groups != 0) {
        const std::int64_t nearest = nearest_groups(groups, in_channels, out_channels);
        error = Error{Field::groups, fmt::format("groups {} does not divide the {} input channels into equal parts. "
                                                 "Nearest that divides {} in and {} out: {}",
                                                 groups, in_channels, in_channels, out_channels, nearest)};
        error->nearest = nearest;
    } else if (out_channels % groups != 0) {
        const std::int64_t below = out_channels / groups * groups;
        const std::int64_t above = below + groups;
        const std::int64_t nearest = below == 0 || out_channels - below > above - out_channels ? above : below;
        error =
            Error{Field::out_channels, fmt::format("out_channels {} is not a multiple of groups {}: every group makes "
                                                   "as many output channels. Nearest allowed: {}",
                                                   out_channels, groups, nearest)};
        if (nearest <= kMostTerms) error->nearest = nearest;  // more make an output or weight that is refused
    }
    return error;
}

std::optional<Error> check_weights(const Geometry& geometry, const Shape* weight, const Shape* bias) {
    const auto* conv = std::get_if<Conv>(&geometry.operation);
    const auto* transpose = std::get_if<ConvTranspose>(&geometry.operation);
    const std::string name = name_of(geometry.operation);
    if (conv == nullptr && transpose == nullptr) {
        if (weight == nullptr && bias == nullptr) return std::nullopt;
        return Error{weight != nullptr ? Field::weight : Field::bias,
                     fmt::format("{} has no weight and no bias: only Conv and ConvTranspose do", name)};
    }
    if (weight == nullptr)
        return Error{Field::weight, fmt::format("{} needs a weight of {}", name, to_string(geometry.weight))};
    if (!(*weight == geometry.weight))
        return conv != nullptr ? wrong_weight(geometry, *weight) : wrong_transposed_weight(geometry, *weight);
    const bool with_bias = conv != nullptr ? conv->bias : transpose->bias;
    if (with_bias && bias == nullptr)
        return Error{Field::bias, fmt::format("{} with a bias needs {} numbers, one for each output channel; or turn "
                                              "the bias off",
                                              name, geometry.out_channels)};
    if (!with_bias && bias != nullptr)
        return Error{Field::bias, "the bias is turned off: turn it on, or leave the numbers away"};
    if (bias != nullptr && !(*bias == Shape{geometry.out_channels}))
        return Error{Field::bias, fmt::format("the bias is {}, but {} with {} output channels takes one axis of {}",
                                              to_string(*bias), name, geometry.out_channels, geometry.out_channels)};
    return std::nullopt;
}

}  // namespace stridelens
