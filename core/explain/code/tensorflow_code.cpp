// The call in TensorFlow: a Keras layer where one has all the settings, tf.nn otherwise. Channels last throughout.
// Source: the signatures of tf.keras.layers and tf.nn in TensorFlow 2.12.

#include "core/explain/code/code.h"

#include <fmt/format.h>

namespace stridelens::code {
namespace {

std::string layer_name(const char* base, const Geometry& geometry, const char* end = "") {
    return fmt::format("tf.keras.layers.{}{}D{}", base, geometry.axes.size(), end);
}

const char* padding_of(AutoPad auto_pad) {
    return auto_pad == AutoPad::same_upper ? "SAME" : "VALID";
}

/// "x is (N, H, W, C)": everywhere else the channels come first.
Script channels_last(const Geometry& geometry, int width) {
    Script script{width};
    const char* spatial = geometry.axes.size() == 1 ? "L" : geometry.axes.size() == 2 ? "H, W" : "D, H, W";
    script.comment(fmt::format("channels last: x is (N, {}, C)", spatial));
    return script;
}

Call pool_layer(const char* base, AutoPad auto_pad, const Geometry& geometry) {
    Call call{layer_name(base, geometry), {}};
    call.add("pool_size", number_or_tuple(kernels(geometry)));
    if (strides(geometry) != kernels(geometry)) call.add("strides", number_or_tuple(strides(geometry)));
    if (auto_pad == AutoPad::same_upper) call.add("padding", "\"same\"");
    return call;
}

std::string pool(const char* base, AutoPad auto_pad, const Geometry& geometry, int width) {
    Script script = channels_last(geometry, width);
    script.call(pool_layer(base, auto_pad, geometry));
    return script.text();
}

/// There is no smallest of a window: −max(−x).
std::string min_pool(const MinPool& pool, const Geometry& geometry, int width) {
    Script script = channels_last(geometry, width);
    Call call = pool_layer("MaxPool", pool.auto_pad, geometry);
    call.name = "-" + call.name;
    call.after = "(-x)";
    script.assign("y", call);
    return script.text();
}

std::string global_pool(const char* base, const Geometry& geometry, int width) {
    Script script = channels_last(geometry, width);
    Call call{layer_name(base, geometry), {}};
    call.add("keepdims", "True");
    script.call(call);
    return script.text();
}

/// Pairs for every axis of x, the channels' moved to the end.
std::string pad(const Pad& pad, const Geometry& geometry, int width) {
    const std::size_t rank = geometry.input.size();
    std::vector<std::string> pairs;
    for (std::size_t a = 0; a < rank; ++a) {
        const std::size_t before = rank - geometry.axes.size();
        const Sides sides =
            a < before ? Sides{} : Sides{geometry.axes[a - before].pad_begin, geometry.axes[a - before].pad_end};
        pairs.push_back(fmt::format("[{}, {}]", sides.begin, sides.end));
    }
    const auto spatial = static_cast<std::size_t>(pad.spatial_rank);
    if (rank > spatial) {  // channels first becomes channels last
        const std::size_t channel = rank - spatial - 1;
        const std::string moved = pairs[channel];
        pairs.erase(pairs.begin() + static_cast<std::ptrdiff_t>(channel));
        pairs.push_back(moved);
    }
    Script script{width};
    script.comment("channels last");
    pairs.front() = "[" + pairs.front();
    pairs.back() += "]";
    std::vector<std::string> arguments{"x"};
    arguments.insert(arguments.end(), pairs.begin(), pairs.end());
    Call call{"tf.pad", arguments};
    if (pad.mode == PaddingMode::reflect) call.add("mode", "\"REFLECT\"");
    if (pad.mode == PaddingMode::symmetric) call.add("mode", "\"SYMMETRIC\"");
    if (pad.mode == PaddingMode::constant && pad.value != 0.0F)
        call.add("constant_values", python_float(static_cast<double>(pad.value)));
    script.call(call);
    return script.text();
}

/// The layers do not flip: tf.nn takes the reversed weight.
std::string true_convolution(const Conv& conv, const Geometry& geometry, int width) {
    Script script = channels_last(geometry, width);
    Numbers axes;
    for (std::size_t a = 0; a < geometry.axes.size(); ++a) axes.push_back(static_cast<std::int64_t>(a));
    script.assign("w", Call{"tf.reverse", {"w", list(axes)}});
    Call call{"tf.nn.convolution", {"x", "w"}};
    if (!all_are(strides(geometry), 1)) call.add("strides", list(strides(geometry)));
    call.add("padding", quoted(padding_of(conv.auto_pad)));
    if (!all_are(dilations(geometry), 1)) call.add("dilations", list(dilations(geometry)));
    if (conv.bias) call.after = " + b";
    script.assign("y", call);
    return script.text();
}

std::string conv(const Conv& conv, const Geometry& geometry, int width) {
    if (conv.flip_kernel) return true_convolution(conv, geometry, width);
    Script script = channels_last(geometry, width);
    Call call{layer_name("Conv", geometry), {fmt::format("{}", geometry.out_channels)}};
    call.add("kernel_size", number_or_tuple(kernels(geometry)));
    if (!all_are(strides(geometry), 1)) call.add("strides", number_or_tuple(strides(geometry)));
    if (conv.auto_pad == AutoPad::same_upper) call.add("padding", "\"same\"");
    if (!all_are(dilations(geometry), 1)) call.add("dilation_rate", number_or_tuple(dilations(geometry)));
    if (geometry.groups != 1) call.add("groups", fmt::format("{}", geometry.groups));
    if (!conv.bias) call.add("use_bias", "False");
    script.call(call);
    return script.text();
}

/// Only the function takes a size, all of it, channels last.
std::string transposed_to_size(const ConvTranspose& conv, const Geometry& geometry, int width) {
    Script script = channels_last(geometry, width);
    Numbers shape{geometry.output[0]};
    for (const std::int64_t out : outs(geometry)) shape.push_back(out);
    shape.push_back(geometry.out_channels);
    Call call{fmt::format("tf.nn.conv{}d_transpose", geometry.axes.size()), {"x", "w", list(shape)}};
    call.add("strides", list(strides(geometry)));
    call.add("padding", quoted(padding_of(conv.auto_pad)));
    if (!all_are(dilations(geometry), 1)) call.add("dilations", list(dilations(geometry)));
    if (conv.bias) call.after = " + b";
    script.assign("y", call);
    return script.text();
}

std::string conv_transpose(const ConvTranspose& conv, const Geometry& geometry, int width) {
    if (!conv.output_size.empty()) return transposed_to_size(conv, geometry, width);
    Script script = channels_last(geometry, width);
    Call call{layer_name("Conv", geometry, "Transpose"), {fmt::format("{}", geometry.out_channels)}};
    call.add("kernel_size", number_or_tuple(kernels(geometry)));
    if (!all_are(strides(geometry), 1)) call.add("strides", number_or_tuple(strides(geometry)));
    if (conv.auto_pad == AutoPad::same_upper) call.add("padding", "\"same\"");
    if (!all_are(dilations(geometry), 1)) call.add("dilation_rate", number_or_tuple(dilations(geometry)));
    if (!conv.bias) call.add("use_bias", "False");
    script.call(call);
    return script.text();
}

}  // namespace

std::string in_tensorflow(const Geometry& geometry, int width) {
    const auto lacks = [&] { return none(Convention::tensorflow, geometry, width); };
    return std::visit(overloaded{
                          [&](const MaxPool& op) { return pool("MaxPool", op.auto_pad, geometry, width); },
                          [&](const AvgPool& op) { return pool("AveragePooling", op.auto_pad, geometry, width); },
                          [&](const Pad& op) { return pad(op, geometry, width); },
                          [&](const Conv& op) { return conv(op, geometry, width); },
                          [&](const MinPool& op) { return min_pool(op, geometry, width); },
                          [&](const LpPool&) { return lacks(); },
                          [&](const AdaptiveMaxPool&) { return global_pool("GlobalMaxPooling", geometry, width); },
                          [&](const AdaptiveAvgPool&) { return global_pool("GlobalAveragePooling", geometry, width); },
                          [&](const MaxUnpool&) { return lacks(); },
                          [&](const ConvTranspose& op) { return conv_transpose(op, geometry, width); },
                          [&](const Unfold&) { return lacks(); },
                          [&](const Fold&) { return lacks(); },
                      },
                      geometry.operation);
}

}  // namespace stridelens::code
