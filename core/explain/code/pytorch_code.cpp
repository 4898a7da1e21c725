// The equivalent PyTorch call. Source: the signatures of torch.nn and torch.nn.functional (PyTorch 1.13, LPPool3d: 2.5).

#include "core/explain/code/code.h"

#include "core/operation/reach.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace stridelens::code {
namespace {

/// A module of torch.nn for this many spatial axes.
std::string module_name(const char* base, const Geometry& geometry) {
    return fmt::format("torch.nn.{}{}d", base, spatial_rank_of(geometry.operation));
}

/// The function of torch.nn.functional.
std::string function_name(const char* base, const Geometry& geometry) {
    return fmt::format("F.{}{}d", base, spatial_rank_of(geometry.operation));
}

/// PyTorch's order: last axis first, begin before end.
std::string pad_list(const PerAxis<Axis>& axes) {
    Numbers pads;
    for (std::size_t a = axes.size(); a-- > 0;) {
        pads.push_back(axes[a].pad_begin);
        pads.push_back(axes[a].pad_end);
    }
    return tuple(pads);
}

Call functional_pad(const Geometry& geometry) {
    Call call{"F.pad", {"x", pad_list(geometry.axes)}};
    if (geometry.padding_mode != PaddingMode::constant) {
        call.add("mode", quoted(to_string(geometry.padding_mode)));
    } else if (geometry.pad_value != 0.0F || std::signbit(geometry.pad_value)) {
        call.add("value", python_float(geometry.pad_value));
    }
    return call;
}

bool even_sides(const Geometry& geometry) {
    return std::all_of(geometry.axes.begin(), geometry.axes.end(),
                       [](const Axis& axis) { return axis.pad_begin == axis.pad_end; });
}

/// A pool's kernel_size, stride (by default the kernel's), padding, dilation and ceil_mode.
void add_window(Call& call, const Geometry& geometry) {
    call.add("kernel_size", number_or_tuple(kernels(geometry)));
    if (strides(geometry) != kernels(geometry)) call.add("stride", number_or_tuple(strides(geometry)));
    if (has_padding(geometry)) call.add("padding", number_or_tuple(begins(geometry)));
    if (!all_are(dilations(geometry), 1)) call.add("dilation", number_or_tuple(dilations(geometry)));
    if (has_ceil_mode(geometry)) call.add("ceil_mode", "True");
}

std::string max_pool(const Geometry& geometry, int width) {
    Call call{module_name("MaxPool", geometry), {}};
    add_window(call, geometry);
    return call.print(width);
}

/// There is no module: −max(−x).
std::string min_pool(const Geometry& geometry, int width) {
    Call call{"-" + function_name("max_pool", geometry), {"-x"}};
    add_window(call, geometry);
    return call.print(width);
}

void add_divisor(Call& call, const AvgPool& pool) {
    if (!pool.count_include_pad) call.add("count_include_pad", "False");
    if (pool.divisor_override) call.add("divisor_override", fmt::format("{}", *pool.divisor_override));
}

/// In one axis PyTorch has no divisor_override; an image of height 1 has.
std::string avg_pool_of_line(const AvgPool& pool, const Geometry& geometry, int width) {
    Script script{width};
    script.comment("a line is an image of height 1");
    Call call{"F.avg_pool2d", {"x.unsqueeze(-2)"}};
    call.add("kernel_size", tuple(behind(1, kernels(geometry))));
    if (strides(geometry) != kernels(geometry)) call.add("stride", tuple(behind(1, strides(geometry))));
    if (has_padding(geometry)) call.add("padding", tuple(behind(0, begins(geometry))));
    if (has_ceil_mode(geometry)) call.add("ceil_mode", "True");
    add_divisor(call, pool);
    call.after = ".squeeze(-2)";
    script.assign("y", call);
    return script.text();
}

std::string avg_pool(const AvgPool& pool, const Geometry& geometry, int width) {
    if (pool.divisor_override && geometry.axes.size() == 1) return avg_pool_of_line(pool, geometry, width);
    Call call{module_name("AvgPool", geometry), {}};
    add_window(call, geometry);
    add_divisor(call, pool);
    return call.print(width);
}

std::string lp_pool(const LpPool& pool, const Geometry& geometry, int width) {
    Call call{module_name("LPPool", geometry), {}};
    const bool whole = pool.norm_type == std::floor(pool.norm_type) && std::abs(pool.norm_type) < 1e9;
    call.add("norm_type", whole ? fmt::format("{:.0f}", pool.norm_type) : python_float(pool.norm_type));
    add_window(call, geometry);
    // A tuple of one number is what the other pools take.
    const Numbers kernel = kernels(geometry);
    const std::string note = kernel.size() == 1 ? fmt::format("# an int: 1.13.1 rejects ({},)\n", kernel.front()) : "";
    return note + call.print(width);
}

template <class Pool>
std::string adaptive_pool(const char* base, const Pool& pool, const Geometry& geometry, int width) {
    std::vector<std::string> sizes;
    bool equal = true;
    for (const auto& size : pool.output_size) {
        sizes.push_back(size ? fmt::format("{}", *size) : "None");
        equal = equal && size.has_value() && sizes.back() == sizes.front();
    }
    // In one axis PyTorch takes no None.
    if (pool.output_size.size() == 1) sizes.front() = fmt::format("{}", geometry.axes[0].out);
    const bool single = equal || pool.output_size.size() == 1;
    return Call{module_name(base, geometry), {single ? sizes.front() : fmt::format("({})", fmt::join(sizes, ", "))}}
        .print(width);
}

/// Whether PyTorch's pool makes this input of that output.
bool is_pooled(const Axis& unpooled) {
    Axis pool = unpooled;
    pool.sliding = Sliding::windows;
    pool.in = unpooled.out;
    return pool.pad_begin <= most_pool_padding(pool.kernel) && output_extent(pool) == unpooled.in;
}

/// There and back; only back where no pool comes before.
std::string max_unpool(const MaxUnpool& unpool, const Geometry& geometry, int width) {
    Script script{width};
    Call pool{module_name("MaxPool", geometry), {}};
    add_window(pool, geometry);
    Call inverse = pool;
    inverse.name = module_name("MaxUnpool", geometry);
    const bool there = std::all_of(geometry.axes.begin(), geometry.axes.end(), is_pooled);
    Call apply{"unpool", {there ? "y" : "x", "indices"}};
    if (!unpool.output_size.empty()) apply.add("output_size", tuple(outs(geometry)));
    if (there) {
        pool.add("return_indices", "True");
        script.assign("pool", pool);
    } else {
        script.comment(fmt::format("no MaxPool{}d comes before this", spatial_rank_of(geometry.operation)));
    }
    script.assign("unpool", inverse);
    if (there) script.line("y, indices = pool(x)");
    script.assign(there ? "x" : "y", apply);
    return script.text();
}

/// "w.flip(-2, -1)": the kernel read from its far corner.
std::string flipped_weight(const Geometry& geometry) {
    Numbers axes;
    for (std::size_t a = geometry.axes.size(); a-- > 0;) axes.push_back(-static_cast<std::int64_t>(a) - 1);
    return fmt::format("w.flip({})", fmt::join(axes, ", "));
}

/// 'same', 'valid' or the number of cells; nothing where there is no padding.
void add_conv_padding(Call& call, const Conv& conv, const Geometry& geometry) {
    if (conv.auto_pad == AutoPad::valid)
        call.add("padding", "\"valid\"");
    else if (conv.auto_pad != AutoPad::none)
        call.add("padding", "\"same\"");
    else if (has_padding(geometry))
        call.add("padding", number_or_tuple(begins(geometry)));
}

/// PyTorch's convolution has one number for both sides of an axis.
bool needs_pad_first(const Conv& conv, const Geometry& geometry) {
    return conv.auto_pad == AutoPad::none && !even_sides(geometry);
}

/// PyTorch's layers do not flip: the function takes the flipped weight.
std::string true_convolution(const Conv& conv, const Geometry& geometry, int width) {
    Script script{width};
    const bool copies = geometry.padding_mode != PaddingMode::constant && has_padding(geometry);
    const bool pads_first = copies || needs_pad_first(conv, geometry);
    if (pads_first) script.assign("x", functional_pad(geometry));
    Call call{function_name("conv", geometry), {"x", flipped_weight(geometry)}};
    if (conv.bias) call.arguments.push_back("b");
    if (!all_are(strides(geometry), 1)) call.add("stride", number_or_tuple(strides(geometry)));
    if (!pads_first) add_conv_padding(call, conv, geometry);
    if (!all_are(dilations(geometry), 1)) call.add("dilation", number_or_tuple(dilations(geometry)));
    if (geometry.groups != 1) call.add("groups", fmt::format("{}", geometry.groups));
    script.assign("y", call);
    return script.text();
}

std::string conv(const Conv& conv, const Geometry& geometry, int width) {
    if (conv.flip_kernel) return true_convolution(conv, geometry, width);
    const bool pads_first = needs_pad_first(conv, geometry);
    Call call{module_name("Conv", geometry),
              {fmt::format("{}", geometry.in_channels), fmt::format("{}", geometry.out_channels)}};
    call.add("kernel_size", number_or_tuple(kernels(geometry)));
    if (!all_are(strides(geometry), 1)) call.add("stride", number_or_tuple(strides(geometry)));
    if (!pads_first) add_conv_padding(call, conv, geometry);
    if (!all_are(dilations(geometry), 1)) call.add("dilation", number_or_tuple(dilations(geometry)));
    if (geometry.groups != 1) call.add("groups", fmt::format("{}", geometry.groups));
    if (!conv.bias) call.add("bias", "False");
    if (pads_first) {
        Script script{width};
        script.assign("x", functional_pad(geometry));
        call.after = "(x)";
        script.assign("y", call);
        return script.text();
    }
    if (geometry.padding_mode != PaddingMode::constant)
        call.add("padding_mode", quoted(to_string(geometry.padding_mode)));
    const bool batched = geometry.input.size() == geometry.axes.size() + 2;
    const bool newer = geometry.padding_mode == PaddingMode::circular && !batched;
    return (newer ? "# PyTorch 2.1 or newer: before it, circular asks for an N axis\n" : "") + call.print(width);
}

std::string conv_transpose(const ConvTranspose& conv, const Geometry& geometry, int width) {
    Call call{module_name("ConvTranspose", geometry),
              {fmt::format("{}", geometry.in_channels), fmt::format("{}", geometry.out_channels)}};
    call.add("kernel_size", number_or_tuple(kernels(geometry)));
    if (!all_are(strides(geometry), 1)) call.add("stride", number_or_tuple(strides(geometry)));
    if (has_padding(geometry)) call.add("padding", number_or_tuple(begins(geometry)));
    const Numbers added = along(geometry.axes, [](const Axis& axis) { return axis.output_padding; });
    if (conv.output_size.empty() && !all_are(added, 0)) call.add("output_padding", number_or_tuple(added));
    if (geometry.groups != 1) call.add("groups", fmt::format("{}", geometry.groups));
    if (!conv.bias) call.add("bias", "False");
    if (!all_are(dilations(geometry), 1)) call.add("dilation", number_or_tuple(dilations(geometry)));
    if (conv.output_size.empty()) return call.print(width);
    Script script{width};
    script.assign("layer", call);
    Call apply{"layer", {"x"}};
    apply.add("output_size", tuple(outs(geometry)));
    script.assign("y", apply);
    return script.text();
}

/// torch.nn's padding modules cover exactly the spatial axes of their rank; the rest is F.pad's.
std::string pad(const Pad& pad, const Geometry& geometry, int width) {
    if (pad.mode == PaddingMode::symmetric) return symmetric_in_pytorch(geometry, width);
    const bool spatial = geometry.axes.size() == static_cast<std::size_t>(pad.spatial_rank);
    if (!spatial || pad.spatial_rank > 3 || pad.mode == PaddingMode::circular)
        return functional_pad(geometry).print(width);
    const Numbers begin = begins(geometry);
    const bool one_number = even_sides(geometry) && all_are(begin, begin.front());
    const std::string padding = one_number ? fmt::format("{}", begin.front()) : pad_list(geometry.axes);
    const bool zeros =
        pad.mode == PaddingMode::constant && geometry.pad_value == 0.0F && !std::signbit(geometry.pad_value);
    const char* base = pad.mode == PaddingMode::reflect     ? "ReflectionPad"
                       : pad.mode == PaddingMode::replicate ? "ReplicationPad"
                       : zeros && pad.spatial_rank == 2     ? "ZeroPad"  // 1.13 knows it in 2-D only
                                                            : "ConstantPad";
    Call call{module_name(base, geometry), {}};
    call.add("padding", padding);
    if (pad.mode == PaddingMode::constant && !(zeros && pad.spatial_rank == 2))
        call.add("value", python_float(static_cast<double>(geometry.pad_value)));
    return call.print(width);
}

}  // namespace

std::string in_pytorch(const Geometry& geometry, int width) {
    return std::visit(
        overloaded{
            [&](const MaxPool&) { return max_pool(geometry, width); },
            [&](const AvgPool& op) { return avg_pool(op, geometry, width); },
            [&](const Pad& op) { return pad(op, geometry, width); },
            [&](const Conv& op) { return conv(op, geometry, width); },
            [&](const MinPool&) { return min_pool(geometry, width); },
            [&](const LpPool& op) { return lp_pool(op, geometry, width); },
            [&](const AdaptiveMaxPool& op) { return adaptive_pool("AdaptiveMaxPool", op, geometry, width); },
            [&](const AdaptiveAvgPool& op) { return adaptive_pool("AdaptiveAvgPool", op, geometry, width); },
            [&](const MaxUnpool& op) { return max_unpool(op, geometry, width); },
            [&](const ConvTranspose& op) { return conv_transpose(op, geometry, width); },
            [&](const Unfold&) { return unfold_in_pytorch(geometry, width); },
            [&](const Fold&) { return fold_in_pytorch(geometry, width); },
        },
        geometry.operation);
}

}  // namespace stridelens::code
