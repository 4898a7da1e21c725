#pragma once
// What is said of padding and of what padded cells hold.

#include "core/operation/messages/messages.h"

namespace stridelens {

inline constexpr Message kPaddingMessages[] = {
    {BrokenRule::padding_negative, "padding {padding}[ along {axis}] is negative: only Pad can crop. Least allowed: 0",
     "padding {padding}[ along {axis}] is negative: only Pad can crop"},
    {BrokenRule::padding_negative_in_tensorflow,
     "padding {padding}[ along {axis}][ on padded axis {padded_axis}] is negative: tf.pad cannot crop. Least allowed: "
     "0",
     "padding {padding}[ along {axis}][ on padded axis {padded_axis}] is negative: tf.pad cannot crop"},
    {BrokenRule::padding_above_half_kernel,
     "padding {padding}[ along {axis}] is more than half of kernel_size {kernel_size} (PyTorch's rule; dilation does "
     "not count). Largest allowed: {nearest}",
     "padding {padding}[ along {axis}] is more than half of kernel_size {kernel_size} (PyTorch's rule; dilation does "
     "not count)"},
    {BrokenRule::padding_in_pytorch_lp_pool,
     "padding {padding}[ along {axis}]: PyTorch's LPPool has none, so it must be 0. Pad first (F.pad), or choose the "
     "ONNX convention",
     "padding {padding}[ along {axis}]: PyTorch's LPPool has none"},
    {BrokenRule::padding_is_number_in_tensorflow,
     "padding {padding}[ along {axis}]: TensorFlow's padding is 'same' or 'valid', never a number. Use 0, or pad first "
     "(tf.pad)",
     "padding {padding}[ along {axis}]: TensorFlow's padding is 'same' or 'valid', never a number"},
    {BrokenRule::padding_leaves_nothing,
     "padding {begin} before and {end} after[ along {axis}] takes {taken} cells off an output of {output}: nothing is "
     "left. Largest allowed on both sides: {nearest}",
     "padding {begin} before and {end} after[ along {axis}] takes {taken} cells off an output of {output}: nothing is "
     "left"},
    {BrokenRule::padding_sides_differ_in_pool,
     "padding {begin} before and {end} after[ along {axis}]: PyTorch's pools take one number for both sides. Pad first "
     "(F.pad), or choose the ONNX convention",
     "padding {begin} before and {end} after[ along {axis}]: PyTorch's pools take one number for both sides"},
    {BrokenRule::padding_sides_differ_in_unpool,
     "padding {begin} before and {end} after[ along {axis}]: PyTorch's MaxUnpool takes one number for both sides. Or "
     "choose the ONNX convention",
     "padding {begin} before and {end} after[ along {axis}]: PyTorch's MaxUnpool takes one number for both sides"},
    {BrokenRule::padding_sides_differ_in_conv_transpose,
     "padding {begin} before and {end} after[ along {axis}]: PyTorch's ConvTranspose takes one number for both sides. "
     "Crop afterwards (F.pad with a negative number), or choose the ONNX convention",
     "padding {begin} before and {end} after[ along {axis}]: PyTorch's ConvTranspose takes one number for both sides"},
    {BrokenRule::padding_sides_differ_in_unfold,
     "padding {begin} before and {end} after[ along {axis}]: PyTorch's Unfold takes one number for both sides. Pad "
     "first (F.pad)",
     "padding {begin} before and {end} after[ along {axis}]: PyTorch's Unfold takes one number for both sides"},
    {BrokenRule::padding_sides_differ_in_fold,
     "padding {begin} before and {end} after[ along {axis}]: PyTorch's Fold takes one number for both sides. Fold to a "
     "larger output_size and crop, or choose the ONNX convention (Col2Im)",
     "padding {begin} before and {end} after[ along {axis}]: PyTorch's Fold takes one number for both sides"},
    {BrokenRule::auto_pad_in_pytorch_pool,
     "PyTorch's pools have no padding='same' or 'valid': give the padding in cells, or choose the ONNX convention",
     "PyTorch's pools have no padding='same' or 'valid': give the padding in cells"},
    {BrokenRule::auto_pad_in_pytorch_lp_pool,
     "PyTorch's LPPool has no padding, so no 'same' and 'valid' either: choose the ONNX convention"},
    {BrokenRule::auto_pad_in_pytorch_conv_transpose,
     "PyTorch's ConvTranspose has no padding='same' or 'valid': give the padding in cells, or choose the ONNX "
     "convention",
     "PyTorch's ConvTranspose has no padding='same' or 'valid': give the padding in cells"},
    {BrokenRule::same_lower_in_pytorch,
     "PyTorch's padding='same' puts the odd cell at the end: use same, or choose the ONNX convention for SAME_LOWER",
     "PyTorch's padding='same' puts the odd cell at the end: use same"},
    {BrokenRule::same_lower_in_tensorflow,
     "TensorFlow's 'same' puts the odd cell at the end: use same, or choose the ONNX convention for SAME_LOWER",
     "TensorFlow's 'same' puts the odd cell at the end: use same"},
    {BrokenRule::reflect_past_far_edge,
     "padding {padding}[ along {axis}][ on padded axis {padded_axis}] reaches past the far edge: reflect mirrors "
     "without repeating the edge, so it must be less than the size, {size}. Largest allowed: {most}",
     "padding {padding}[ along {axis}][ on padded axis {padded_axis}] reaches past the far edge: reflect mirrors "
     "without repeating the edge"},
    {BrokenRule::reflect_past_far_edge_of_same,
     "padding {padding}[ along {axis}] reaches past the far edge: reflect mirrors without repeating the edge, so it "
     "must be less than the size, {size}. Largest allowed: {most}. padding='same' follows from kernel_size and "
     "dilation: make one of them smaller",
     "padding {padding}[ along {axis}] reaches past the far edge: reflect mirrors without repeating the edge"},
    {BrokenRule::symmetric_past_far_edge,
     "padding {padding}[ along {axis}][ on padded axis {padded_axis}] reaches past the far edge: symmetric mirrors "
     "with "
     "the edge, so it must be at most the size, {size}. Largest allowed: {most}",
     "padding {padding}[ along {axis}][ on padded axis {padded_axis}] reaches past the far edge: symmetric mirrors "
     "with "
     "the edge"},
    {BrokenRule::symmetric_in_conv,
     "PyTorch's convolutions have no padding_mode 'symmetric': pad first (Pad), or use reflect, which leaves the edge "
     "out, replicate, circular or zeros",
     "PyTorch's convolutions have no padding_mode 'symmetric': pad first (Pad)"},
    {BrokenRule::circular_wraps_twice,
     "padding {padding}[ along {axis}][ on padded axis {padded_axis}] would wrap around more than once: circular has "
     "{size} {size|cell|cells} to repeat. Largest allowed: {most}[. (PyTorch {pytorch} does not refuse this: it reads "
     "memory that nothing was written to)]",
     "padding {padding}[ along {axis}][ on padded axis {padded_axis}] would wrap around more than once: circular has "
     "{size} {size|cell|cells} to repeat"},
    {BrokenRule::circular_wraps_twice_of_same,
     "padding {padding}[ along {axis}] would wrap around more than once: circular has {size} {size|cell|cells} to "
     "repeat. Largest allowed: {most}. padding='same' follows from kernel_size and dilation: make one of them smaller",
     "padding {padding}[ along {axis}] would wrap around more than once: circular has {size} {size|cell|cells} to "
     "repeat"},
    {BrokenRule::padding_mode_outside_pytorch,
     "{framework}'s Conv pads with zeros only: Pad first, or choose the PyTorch convention",
     "{framework}'s Conv pads with zeros only: Pad first"},
    {BrokenRule::padding_mode_unknown_to_tensorflow,
     "tf.pad has no {mode} mode: use constant, reflect or symmetric, or choose the PyTorch convention",
     "tf.pad has no {mode} mode: use constant, reflect or symmetric"},
    {BrokenRule::pad_has_no_axes, "the input has no axes: there is nothing to pad"},
    {BrokenRule::pad_has_no_entries, "padding has no entries: give one for each axis to pad"},
    {BrokenRule::pad_has_too_many_entries,
     "padding has {entries} entries, but the input {input} has only {axes} {axes|axis|axes}"},
    {BrokenRule::pad_mode_on_wrong_axes,
     "{mode} on the last {entries} of {axes} axes: PyTorch pads all spatial axes, 1 to 3, of an input (C, spatial) or "
     "(N, C, spatial) in this mode; constant has no such limit"},
    {BrokenRule::pad_circular_on_wrong_axes,
     "circular on the last {entries} of {axes} axes: PyTorch pads all spatial axes, 1 to 3, of an input (N, C, "
     "spatial) "
     "in this mode; constant has no such limit"},
    {BrokenRule::pad_crops_too_much,
     "padding {begin} and {end}[ along {axis}][ on padded axis {padded_axis}] crop {cropped} of the {size} "
     "{size|cell|cells} that there are. Nearest allowed [before: {before}|after: {after}][. (PyTorch {pytorch} does "
     "not refuse this: it returns an empty tensor)]",
     "padding {begin} and {end}[ along {axis}][ on padded axis {padded_axis}] crop {cropped} of the {size} "
     "{size|cell|cells} that there are"},
    {BrokenRule::pad_leaves_axis_empty,
     "padding {begin} and {end}[ along {axis}][ on padded axis {padded_axis}] make nothing of an axis without cells. "
     "Nearest allowed [before: {before}|after: {after}]",
     "padding {begin} and {end}[ along {axis}][ on padded axis {padded_axis}] make nothing of an axis without cells"},
    {BrokenRule::pad_value_without_constant,
     "value {value} has no meaning in {mode} mode: PyTorch takes a value only with constant. Set it to 0",
     "value {value} has no meaning in {mode} mode: PyTorch takes a value only with constant"},
};

}  // namespace stridelens
