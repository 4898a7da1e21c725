// The node as onnx.helper makes it. Source: the operators of opset 22.

#include "core/explain/code/code.h"

#include <fmt/format.h>

namespace stridelens::code {
namespace {

std::string words_of(const std::vector<std::string>& words) {
    std::vector<std::string> in_quotes;
    for (const std::string& word : words) in_quotes.push_back(quoted(word));
    return fmt::format("[{}]", fmt::join(in_quotes, ", "));
}

Call node(const std::string& type, const std::vector<std::string>& inputs,
          const std::vector<std::string>& outputs = {"y"}) {
    return Call{"onnx.helper.make_node", {quoted(type), words_of(inputs), words_of(outputs)}};
}

/// All begins, then all ends.
Numbers pads_of(const Geometry& geometry) {
    Numbers pads = begins(geometry);
    for (const Axis& axis : geometry.axes) pads.push_back(axis.pad_end);
    return pads;
}

void add_padding(Call& call, AutoPad auto_pad, const Geometry& geometry) {
    switch (auto_pad) {
        case AutoPad::none:
            if (has_padding(geometry)) call.add("pads", list(pads_of(geometry)));
            break;
        case AutoPad::same_upper:
            call.add("auto_pad", "\"SAME_UPPER\"");
            break;
        case AutoPad::same_lower:
            call.add("auto_pad", "\"SAME_LOWER\"");
            break;
        case AutoPad::valid:
            call.add("auto_pad", "\"VALID\"");
            break;
    }
}

void add_steps(Call& call, const Geometry& geometry) {
    if (!all_are(strides(geometry), 1)) call.add("strides", list(strides(geometry)));
    if (!all_are(dilations(geometry), 1)) call.add("dilations", list(dilations(geometry)));
    if (has_ceil_mode(geometry)) call.add("ceil_mode", "1");
}

void add_window(Call& call, AutoPad auto_pad, const Geometry& geometry) {
    call.add("kernel_shape", list(kernels(geometry)));
    add_padding(call, auto_pad, geometry);
    add_steps(call, geometry);
}

std::string max_pool(const MaxPool& pool, const Geometry& geometry, int width) {
    Call call = pool.column_major_indices ? node("MaxPool", {"x"}, {"y", "indices"}) : node("MaxPool", {"x"});
    add_window(call, pool.auto_pad, geometry);
    if (pool.column_major_indices) call.add("storage_order", "1");
    return call.print(width);
}

std::string avg_pool(const AvgPool& pool, const Geometry& geometry, int width) {
    Call call = node("AveragePool", {"x"});
    add_window(call, pool.auto_pad, geometry);
    if (pool.count_include_pad) call.add("count_include_pad", "1");
    return call.print(width);
}

/// ONNX has no smallest of a window: −max(−x), as three nodes.
std::string min_pool(const MinPool& pool, const Geometry& geometry, int width) {
    Script script{width};
    script.call(node("Neg", {"x"}, {"minus_x"}));
    Call call = node("MaxPool", {"minus_x"}, {"minus_y"});
    add_window(call, pool.auto_pad, geometry);
    script.call(call);
    script.call(node("Neg", {"minus_y"}));
    return script.text();
}

std::string lp_pool(const LpPool& pool, const Geometry& geometry, int width) {
    Call call = node("LpPool", {"x"});
    add_window(call, pool.auto_pad, geometry);
    if (pool.norm_type != 2.0) call.add("p", fmt::format("{:.0f}", pool.norm_type));
    return call.print(width);
}

std::string pad(const Pad& pad, const Geometry& geometry, int width) {
    if (pad.mode == PaddingMode::symmetric) return symmetric_in_onnx(geometry, width);
    Script script{width};
    script.comment("inputs of the node:");
    script.assign("pads", Call{"np.array", {list(pads_of(geometry)), "np.int64"}});
    std::vector<std::string> inputs{"x", "pads"};
    const bool valued = pad.mode == PaddingMode::constant && pad.value != 0.0F;
    if (valued) {
        script.assign("value", Call{"np.float32", {python_float(static_cast<double>(pad.value))}});
        inputs.emplace_back("value");
    }
    if (geometry.axes.size() < geometry.input.size()) {
        Numbers axes;
        for (std::size_t a = geometry.input.size() - geometry.axes.size(); a < geometry.input.size(); ++a)
            axes.push_back(static_cast<std::int64_t>(a));
        script.assign("axes", Call{"np.array", {list(axes), "np.int64"}});
        if (!valued) inputs.emplace_back("");
        inputs.emplace_back("axes");
    }
    Call call = node("Pad", inputs);
    if (pad.mode != PaddingMode::constant)
        call.add("mode", pad.mode == PaddingMode::reflect     ? "\"reflect\""
                         : pad.mode == PaddingMode::replicate ? "\"edge\""
                                                              : "\"wrap\"");
    script.call(call);
    return script.text();
}

std::vector<std::string> conv_inputs(bool bias) {
    return bias ? std::vector<std::string>{"x", "w", "b"} : std::vector<std::string>{"x", "w"};
}

std::string conv(const Conv& conv, const Geometry& geometry, int width) {
    Script script{width};
    if (conv.flip_kernel) {
        std::string backwards;
        for (std::size_t a = 0; a < geometry.axes.size(); ++a) backwards += ", ::-1";
        script.comment("the node does not flip:");
        script.line(fmt::format("w = w[...{}]", backwards));
    }
    Call call = node("Conv", conv_inputs(conv.bias));
    add_window(call, conv.auto_pad, geometry);
    if (geometry.groups != 1) call.add("group", fmt::format("{}", geometry.groups));
    script.call(call);
    return script.text();
}

std::string conv_transpose(const ConvTranspose& conv, const Geometry& geometry, int width) {
    Call call = node("ConvTranspose", conv_inputs(conv.bias));
    call.add("kernel_shape", list(kernels(geometry)));
    if (conv.output_size.empty() || conv.auto_pad != AutoPad::none) add_padding(call, conv.auto_pad, geometry);
    if (!conv.output_size.empty()) call.add("output_shape", list(outs(geometry)));
    add_steps(call, geometry);
    const Numbers added = along(geometry.axes, [](const Axis& axis) { return axis.output_padding; });
    if (!all_are(added, 0)) call.add("output_padding", list(added));
    if (geometry.groups != 1) call.add("group", fmt::format("{}", geometry.groups));
    return call.print(width);
}

std::string max_unpool(const MaxUnpool& unpool, const Geometry& geometry, int width) {
    Script script{width};
    std::vector<std::string> inputs{"x", "indices"};
    if (!unpool.output_size.empty()) {
        const Numbers shape(geometry.output.begin(), geometry.output.end());
        script.assign("output_shape", Call{"np.array", {list(shape), "np.int64"}});
        inputs.emplace_back("output_shape");
    }
    Call call = node("MaxUnpool", inputs);
    call.add("kernel_shape", list(kernels(geometry)));
    add_padding(call, AutoPad::none, geometry);
    add_steps(call, geometry);
    script.call(call);
    return script.text();
}

std::string fold(const Geometry& geometry, int width) {
    Script script{width};
    script.assign("image_shape", Call{"np.array", {list(outs(geometry)), "np.int64"}});
    script.assign("block_shape", Call{"np.array", {list(kernels(geometry)), "np.int64"}});
    Call call = node("Col2Im", {"x", "image_shape", "block_shape"});
    add_padding(call, AutoPad::none, geometry);
    add_steps(call, geometry);
    script.call(call);
    return script.text();
}

}  // namespace

std::string in_onnx(const Geometry& geometry, int width) {
    return std::visit(overloaded{
                          [&](const MaxPool& op) { return max_pool(op, geometry, width); },
                          [&](const AvgPool& op) { return avg_pool(op, geometry, width); },
                          [&](const Pad& op) { return pad(op, geometry, width); },
                          [&](const Conv& op) { return conv(op, geometry, width); },
                          [&](const MinPool& op) { return min_pool(op, geometry, width); },
                          [&](const LpPool& op) { return lp_pool(op, geometry, width); },
                          [&](const AdaptiveMaxPool&) { return node("GlobalMaxPool", {"x"}).print(width); },
                          [&](const AdaptiveAvgPool&) { return node("GlobalAveragePool", {"x"}).print(width); },
                          [&](const MaxUnpool& op) { return max_unpool(op, geometry, width); },
                          [&](const ConvTranspose& op) { return conv_transpose(op, geometry, width); },
                          [&](const Unfold&) { return none(Convention::onnx, geometry, width); },
                          [&](const Fold&) { return fold(geometry, width); },
                      },
                      geometry.operation);
}

}  // namespace stridelens::code
