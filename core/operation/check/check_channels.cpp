// Groups and channels, weights and bias: of Conv and ConvTranspose.
// Source: PyTorch 1.13's check_shape_forward (ATen/native/Convolution.cpp).
#include "core/operation/check/check.h"
#include "core/operation/limits.h"

#include <cmath>
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

Error wrong_weight(const Geometry& geometry, const Shape& weight) {
    Error error{Field::weight, BrokenRule::weight_has_wrong_shape, {{"weight", weight}, {"expected", geometry.weight}}};
    const bool transposed = std::holds_alternative<ConvTranspose>(geometry.operation);
    const std::size_t channels = transposed ? 0 : 1;  // the axis of the input's channels
    if (weight.size() != geometry.weight.size()) {
        error.rule = transposed ? BrokenRule::transposed_weight_has_wrong_axes : BrokenRule::weight_has_wrong_axes;
        error.facts.push_back({"axes", std::ssize(weight)});
        error.facts.push_back({"expected_axes", std::ssize(geometry.weight)});
    } else if (weight[channels] != geometry.weight[channels]) {
        error.rule =
            transposed ? BrokenRule::transposed_weight_reads_wrong_channels : BrokenRule::weight_reads_wrong_channels;
        error.facts.push_back({"channels", weight[channels]});
        error.facts.push_back({"in_channels", geometry.in_channels});
        if (!transposed) error.facts.push_back({"groups", geometry.groups});
    }
    return error;
}

}  // namespace

Refusal check_channels(std::int64_t groups, std::int64_t in_channels, std::int64_t out_channels) {
    Refusal error = check_magnitude(Field::groups, groups);
    if (!error) error = check_least(Field::groups, groups, 1);
    if (!error) error = check_magnitude(Field::out_channels, out_channels);
    if (error) return error;
    const Fact channels{"out_channels", out_channels};
    if (out_channels < 1) {
        error = Error{Field::out_channels, BrokenRule::out_channels_below_one, {channels}};
        if (groups > 1) error->facts.push_back({"groups", groups});
        error->nearest = groups <= kMostTerms ? groups : 1;
    } else if (in_channels % groups != 0) {
        error = Error{.field = Field::groups,
                      .rule = BrokenRule::groups_do_not_divide_channels,
                      .facts = {{"groups", groups}, {"in_channels", in_channels}, channels},
                      .nearest = nearest_groups(groups, in_channels, out_channels)};
    } else if (out_channels % groups != 0) {
        const std::int64_t below = out_channels / groups * groups;
        const std::int64_t above = below + groups;
        const std::int64_t closest = below == 0 || out_channels - below > above - out_channels ? above : below;
        error = Error{Field::out_channels,
                      BrokenRule::out_channels_not_multiple_of_groups,
                      {channels, {"groups", groups}, {"closest", closest}}};
        if (closest <= kMostTerms) error->nearest = closest;  // more make an output or weight that is refused
    }
    return error;
}

std::optional<Error> check_weights(const Geometry& geometry, const Shape* weight, const Shape* bias) {
    const auto* conv = std::get_if<Conv>(&geometry.operation);
    const auto* transpose = std::get_if<ConvTranspose>(&geometry.operation);
    const Fact name{"operation", name_of(geometry.operation)};
    if (conv == nullptr && transpose == nullptr) {
        if (weight == nullptr && bias == nullptr) return std::nullopt;
        return Error{weight != nullptr ? Field::weight : Field::bias, BrokenRule::weight_without_convolution, {name}};
    }
    if (weight == nullptr)
        return Error{Field::weight, BrokenRule::weight_missing, {name, {"expected", geometry.weight}}};
    if (!(*weight == geometry.weight)) return wrong_weight(geometry, *weight);
    const bool with_bias = conv != nullptr ? conv->bias : transpose->bias;
    const Fact channels{"out_channels", geometry.out_channels};
    if (with_bias && bias == nullptr) return Error{Field::bias, BrokenRule::bias_missing, {name, channels}};
    if (!with_bias && bias != nullptr) return Error{Field::bias, BrokenRule::bias_turned_off};
    if (bias != nullptr && !(*bias == Shape{geometry.out_channels}))
        return Error{Field::bias, BrokenRule::bias_has_wrong_shape, {{"bias", *bias}, name, channels}};
    return std::nullopt;
}

}  // namespace stridelens
