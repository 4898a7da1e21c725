#pragma once
// What is said of channels and groups, weights and biases.

#include "core/operation/messages/messages.h"

namespace stridelens {

inline constexpr Message kChannelMessages[] = {
    {BrokenRule::groups_do_not_divide_channels,
     "groups {groups} does not divide the {in_channels} input channels into equal parts. Nearest that divides "
     "{in_channels} in and {out_channels} out: {nearest}",
     "groups {groups} does not divide the {in_channels} input channels into equal parts"},
    {BrokenRule::groups_in_tensorflow, "groups {groups}: TensorFlow's transposed convolution has none, so it must be 1",
     "groups {groups}: TensorFlow's transposed convolution has none"},
    {BrokenRule::out_channels_below_one,
     "out_channels {out_channels} is too small: it must be at least 1[, and a multiple of groups {groups}]"},
    {BrokenRule::out_channels_not_multiple_of_groups,
     "out_channels {out_channels} is not a multiple of groups {groups}: every group makes as many output channels. "
     "Nearest allowed: {closest}",
     "out_channels {out_channels} is not a multiple of groups {groups}: every group makes as many output channels"},
    {BrokenRule::weight_has_wrong_axes,
     "a weight of {weight} has {axes} axes; out_channels, in_channels/groups and the kernel make {expected_axes}: "
     "{expected}"},
    {BrokenRule::weight_reads_wrong_channels,
     "a weight of {weight} reads {channels} input {channels|channel|channels} in each of {groups} "
     "{groups|group|groups}, but the input has {in_channels} in all. Expected {expected}",
     "a weight of {weight} reads {channels} input {channels|channel|channels} in each of {groups} "
     "{groups|group|groups}, but the input has {in_channels} in all"},
    {BrokenRule::transposed_weight_has_wrong_axes,
     "a weight of {weight} has {axes} axes; in_channels, out_channels/groups and the kernel make {expected_axes}: "
     "{expected}"},
    {BrokenRule::transposed_weight_reads_wrong_channels,
     "a weight of {weight} is for {channels} input {channels|channel|channels}, but the input has {in_channels}. "
     "Expected {expected}",
     "a weight of {weight} is for {channels} input {channels|channel|channels}, but the input has {in_channels}"},
    {BrokenRule::weight_has_wrong_shape,
     "the weight is {weight}, but out_channels, groups and kernel_size ask for {expected}"},
    {BrokenRule::weight_missing, "{operation} needs a weight of {expected}"},
    {BrokenRule::weight_without_convolution, "{operation} has no weight and no bias: only Conv and ConvTranspose do"},
    {BrokenRule::bias_missing,
     "{operation} with a bias needs {out_channels} numbers, one for each output channel; or turn the bias off"},
    {BrokenRule::bias_turned_off, "the bias is turned off: turn it on, or leave the numbers away"},
    {BrokenRule::bias_has_wrong_shape,
     "the bias is {bias}, but {operation} with {out_channels} output channels takes one axis of {out_channels}"},
};

}  // namespace stridelens
