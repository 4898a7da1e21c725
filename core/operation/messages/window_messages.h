#pragma once
// What is said of kernels, strides and dilations, of the options of a pool, and of output sizes.

#include "core/operation/messages/messages.h"

namespace stridelens {

inline constexpr Message kWindowMessages[] = {
    {BrokenRule::kernel_larger_than_padded_input,
     "kernel_size {kernel_size}[ with dilation {dilation}][ along {axis}] does not fit: the window spans {span} "
     "{span|cell|cells}, but the padded input has {padded} ({size} + {begin} + {end})[, and ceil_mode adds at most "
     "{overhang} (stride {stride} − 1)][. Largest kernel_size: {nearest}|. Use a smaller dilation or a larger input][. "
     "(PyTorch {pytorch} returns an empty tensor here when neither a gradient nor the indices are asked for; it "
     "refuses everywhere else)]",
     "kernel_size {kernel_size}[ with dilation {dilation}][ along {axis}] does not fit"},
    {BrokenRule::kernel_larger_than_padded_output,
     "kernel_size {kernel_size}[ with dilation {dilation}][ along {axis}] does not fit: the window spans {span} "
     "{span|cell|cells}, but the padded output has {padded} ({size} + {begin} + {end}). Largest kernel_size: "
     "{nearest}",
     "kernel_size {kernel_size}[ with dilation {dilation}][ along {axis}] does not fit"},
    {BrokenRule::kernel_larger_than_input,
     "kernel_size {kernel_size}[ along {axis}] is larger than the input, {size}: PyTorch's AvgPool3d refuses that even "
     "with padding[. Largest kernel_size: {nearest}]",
     "kernel_size {kernel_size}[ along {axis}] is larger than the input, {size}: PyTorch's AvgPool3d refuses that even "
     "with padding"},
    {BrokenRule::stride_with_pytorch_same,
     "stride {stride}[ along {axis}] with padding='same': PyTorch's 'same' needs stride 1, or else give the padding in "
     "cells"},
    {BrokenRule::dilation_in_pytorch_avg_pool,
     "dilation {dilation}[ along {axis}]: PyTorch's AvgPool has no dilation, so it must be 1 (or choose the ONNX "
     "convention)",
     "dilation {dilation}[ along {axis}]: PyTorch's AvgPool has no dilation"},
    {BrokenRule::dilation_in_pytorch_lp_pool,
     "dilation {dilation}[ along {axis}]: PyTorch's LPPool has no dilation, so it must be 1 (or choose the ONNX "
     "convention)",
     "dilation {dilation}[ along {axis}]: PyTorch's LPPool has no dilation"},
    {BrokenRule::dilation_in_tensorflow_pool,
     "dilation {dilation}[ along {axis}]: TensorFlow's pooling layers (Keras) have no dilation, so it must be 1",
     "dilation {dilation}[ along {axis}]: TensorFlow's pooling layers (Keras) have no dilation"},
    {BrokenRule::dilation_with_stride_in_tensorflow,
     "dilation {dilation}[ along {axis}]: TensorFlow (Keras) takes no dilation above 1 together with a stride above 1. "
     "Nearest allowed: 1",
     "dilation {dilation}[ along {axis}]: TensorFlow (Keras) takes no dilation above 1 together with a stride above "
     "1"},
    {BrokenRule::ceil_mode_in_tensorflow,
     "TensorFlow has no ceil_mode: 'valid' rounds down, 'same' rounds up. Turn it off, or choose 'same'",
     "TensorFlow has no ceil_mode: 'valid' rounds down, 'same' rounds up"},
    {BrokenRule::divisor_override_is_zero, "divisor_override 0 would divide by zero. Nearest allowed: 1",
     "divisor_override 0 would divide by zero"},
    {BrokenRule::divisor_override_outside_pytorch,
     "{framework}'s AveragePool has no divisor_override: clear it, or choose the PyTorch convention",
     "{framework}'s AveragePool has no divisor_override: clear it"},
    {BrokenRule::count_include_pad_in_tensorflow,
     "TensorFlow's average never counts padding: turn count_include_pad off"},
    {BrokenRule::norm_type_is_no_number, "norm_type is no number. The Euclidean norm is 2", "norm_type is no number"},
    {BrokenRule::norm_type_is_zero,
     "norm_type 0 would divide by zero: the norm is the sum's root of that order. Nearest allowed: 1",
     "norm_type 0 would divide by zero: the norm is the sum's root of that order"},
    {BrokenRule::norm_type_not_whole_in_onnx,
     "norm_type {norm_type}: ONNX's LpPool takes a whole number from 1 on. Nearest allowed: {nearest}",
     "norm_type {norm_type}: ONNX's LpPool takes a whole number from 1 on"},
    {BrokenRule::adaptive_pool_not_global,
     "output_size [{size}|None][ along {axis}]: {framework} has global pooling only, one cell on every axis. Use 1, or "
     "choose the PyTorch convention",
     "output_size [{size}|None][ along {axis}]: {framework} has global pooling only, one cell on every axis"},
    {BrokenRule::output_size_unreachable_in_pytorch,
     "output_size {size}[ along {axis}] cannot come about: PyTorch makes it from output_padding, which stays below the "
     "stride, so it must be from {least} to {most}. Nearest allowed: {closest}",
     "output_size {size}[ along {axis}] cannot come about: PyTorch makes it from output_padding, which stays below the "
     "stride"},
    {BrokenRule::output_size_unreachable_in_tensorflow,
     "output_size {size}[ along {axis}] cannot come about: the convolution forwards must bring it to the input's size, "
     "so it must be from {least} to {most}. Nearest allowed: {closest}",
     "output_size {size}[ along {axis}] cannot come about: the convolution forwards must bring it to the input's "
     "size"},
    {BrokenRule::output_size_below_windows_in_onnx,
     "output_size {size}[ along {axis}] is less than what the windows cover: ONNX puts the {least} cells of (in − "
     "1)·stride + kernel_size − padding at the top left. Least allowed: {least}",
     "output_size {size}[ along {axis}] is less than what the windows cover: ONNX puts the {least} cells of (in − "
     "1)·stride + kernel_size − padding at the top left"},
    {BrokenRule::output_size_not_within_stride,
     "output_size {size}[ along {axis}] is not within one stride of {usual}, the size that kernel_size, stride and "
     "padding give: it must be from {least} to {most}. Nearest allowed: {closest}",
     "output_size {size}[ along {axis}] is not within one stride of {usual}, the size that kernel_size, stride and "
     "padding give: it must be from {least} to {most}"},
    {BrokenRule::output_padding_in_tensorflow,
     "output_padding {output_padding}[ along {axis}]: TensorFlow's size follows from 'same' or 'valid' here, so it "
     "must be 0; give output_size instead, or choose the PyTorch convention",
     "output_padding {output_padding}[ along {axis}]: TensorFlow's size follows from 'same' or 'valid' here"},
    {BrokenRule::output_padding_not_below_stride,
     "output_padding {output_padding}[ along {axis}] must be smaller than stride {stride} or dilation {dilation}: more "
     "cells would belong to a window that is not there. Largest allowed: {nearest}",
     "output_padding {output_padding}[ along {axis}] must be smaller than stride {stride} or dilation {dilation}: more "
     "cells would belong to a window that is not there"},
    {BrokenRule::framework_makes_something_else,
     "{framework} makes something else of {operation} with these settings, whatever is padded before it: take the loop or "
     "NumPy, or choose the {framework} convention",
     "{framework} makes something else of {operation} with these settings"},
};

}  // namespace stridelens
