// The equivalent PyTorch call, with only the arguments that differ from PyTorch's defaults.

#include "core/explain/explain.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <utility>

namespace stridelens {
namespace {

/// A call and its arguments, printed with line breaks between arguments where a line would be too long.
struct Call {
    std::string name;
    std::vector<std::string> arguments;

    void add(const std::string& key, const std::string& value) { arguments.push_back(key + "=" + value); }

    std::string print(int width) const {
        std::string text = name + "(";
        std::size_t column = text.size();
        for (std::size_t i = 0; i < arguments.size(); ++i) {
            const std::string argument = arguments[i] + (i + 1 < arguments.size() ? "," : ")");
            const std::size_t space = i == 0 ? 0 : 1;
            if (column + space + argument.size() > static_cast<std::size_t>(width)) {
                text += "\n  ";
                column = 2;
            } else if (space == 1) {
                text += " ";
                ++column;
            }
            text += argument;
            column += argument.size();
        }
        return arguments.empty() ? text + ")" : text;
    }
};

/// 2 where all are equal, (2, 3) otherwise; (2,) is not needed: one axis is always a number.
std::string tuple(const std::vector<std::int64_t>& values) {
    if (std::all_of(values.begin(), values.end(), [&](std::int64_t v) { return v == values.front(); }))
        return fmt::format("{}", values.front());
    return fmt::format("({})", fmt::join(values, ", "));
}

template <class Part>
std::vector<std::int64_t> along(const PerAxis<Axis>& axes, Part part) {
    std::vector<std::int64_t> values;
    for (const Axis& axis : axes) values.push_back(part(axis));
    return values;
}

bool all_are(const std::vector<std::int64_t>& values, std::int64_t wanted) {
    return std::all_of(values.begin(), values.end(), [&](std::int64_t v) { return v == wanted; });
}

std::string python_float(float value) {
    if (std::isnan(value)) return "float(\"nan\")";
    if (std::isinf(value)) return value > 0 ? "float(\"inf\")" : "float(\"-inf\")";
    const std::string digits = fmt::format("{}", value);
    return digits.find_first_of(".e") == std::string::npos ? digits + ".0" : digits;
}

/// PyTorch's order: last axis first, begin before end.
std::string pad_list(const PerAxis<Axis>& axes) {
    std::vector<std::int64_t> pads;
    for (std::size_t a = axes.size(); a-- > 0;) {
        pads.push_back(axes[a].pad_begin);
        pads.push_back(axes[a].pad_end);
    }
    return fmt::format("({})", fmt::join(pads, ", "));
}

Call functional_pad(const Geometry& geometry) {
    Call call{"F.pad", {"x", pad_list(geometry.axes)}};
    if (geometry.padding_mode != PaddingMode::constant) {
        call.add("mode", fmt::format("\"{}\"", to_string(geometry.padding_mode)));
    } else if (geometry.pad_value != 0.0F || std::signbit(geometry.pad_value)) {
        call.add("value", python_float(geometry.pad_value));
    }
    return call;
}

/// A module of torch.nn for this many spatial axes.
std::string module_name(const char* base, const Geometry& geometry) {
    return fmt::format("torch.nn.{}{}d", base, spatial_rank_of(geometry.operation));
}

std::vector<std::int64_t> begins(const PerAxis<Axis>& axes) {
    return along(axes, [](const Axis& axis) { return axis.pad_begin; });
}

bool even_sides(const Geometry& geometry) {
    return std::all_of(geometry.axes.begin(), geometry.axes.end(),
                       [](const Axis& axis) { return axis.pad_begin == axis.pad_end; });
}

bool has_ceil_mode(const Geometry& geometry) {
    return std::any_of(geometry.axes.begin(), geometry.axes.end(), [](const Axis& axis) { return axis.ceil_mode; });
}

/// Lines of code, one after another; the padding of a pool or convolution that PyTorch's module cannot do comes first.
struct Script {
    std::vector<std::string> lines;
    int width = 32;

    void comment(const std::string& text) { lines.push_back("# " + text); }
    void assign(const std::string& name, Call call) {
        call.name = name + " = " + call.name;
        lines.push_back(call.print(width));
    }
    std::string text() const { return fmt::format("{}", fmt::join(lines, "\n")); }
};

/// The module after an explicit F.pad: applied to x, and cropped if a ceil mode without knowledge of the padding would
/// keep a window that the last-window rule drops.
void padded_module(Script& script, const Geometry& geometry, Call call) {
    script.assign("x", functional_pad(geometry));
    std::string crop;
    bool crops = false;
    for (const Axis& axis : geometry.axes) {
        Axis after = axis;
        after.in = axis.padded();
        after.pad_begin = after.pad_end = 0;
        const bool keeps_more = output_extent(after).value_or(axis.out) > axis.out;
        crops = crops || keeps_more;
        crop += keeps_more ? fmt::format(", :{}", axis.out) : ", :";
    }
    call.name = "y = " + call.name;
    script.lines.push_back(call.print(script.width) + "(x)");
    if (crops) script.lines.push_back("y = y[..." + crop + "]");
}

void add_window(Call& call, const Geometry& geometry, bool pool, bool with_padding) {
    const std::vector<std::int64_t> kernel = along(geometry.axes, [](const Axis& axis) { return axis.kernel; });
    const std::vector<std::int64_t> stride = along(geometry.axes, [](const Axis& axis) { return axis.stride; });
    const std::vector<std::int64_t> dilation = along(geometry.axes, [](const Axis& axis) { return axis.dilation; });
    call.add("kernel_size", tuple(kernel));
    if (pool ? stride != kernel : !all_are(stride, 1)) call.add("stride", tuple(stride));
    if (with_padding && !all_are(begins(geometry.axes), 0)) call.add("padding", tuple(begins(geometry.axes)));
    if (!all_are(dilation, 1)) call.add("dilation", tuple(dilation));
}

/// Can PyTorch's pool do this padding itself? Equal sides, at most half of the kernel.
bool pool_pads_itself(const Geometry& geometry) {
    return even_sides(geometry) && std::all_of(geometry.axes.begin(), geometry.axes.end(),
                                               [](const Axis& axis) { return axis.pad_begin <= axis.kernel / 2; });
}

std::string max_pool_code(const MaxPool& pool, const Geometry& geometry, int width) {
    Call call{module_name("MaxPool", geometry), {}};
    const bool pads_itself = pool_pads_itself(geometry);
    add_window(call, geometry, true, pads_itself);
    if (has_ceil_mode(geometry)) call.add("ceil_mode", "True");
    Script script{{}, width};
    if (pool.column_major_indices) script.comment("PyTorch's indices are row-major");
    if (pads_itself) {
        script.lines.push_back(call.print(width));
        return script.text();
    }
    script.comment("PyTorch has no such padding:");
    padded_module(script, geometry, call);
    return script.text();
}

std::string avg_pool_code(const AvgPool& pool, const Geometry& geometry, int width) {
    Script script{{}, width};
    const bool dilated =
        std::any_of(geometry.axes.begin(), geometry.axes.end(), [](const Axis& axis) { return axis.dilation != 1; });
    if (dilated) return "# PyTorch has no such call: its\n# AvgPool has no dilation";
    const bool pads_itself = pool_pads_itself(geometry);
    const bool counts_overall = pool.count_include_pad || pool.divisor_override.has_value();
    if (!pads_itself && !counts_overall) return "# PyTorch has no such call: after\n# F.pad it would count the padding";
    Call call{module_name("AvgPool", geometry), {}};
    add_window(call, geometry, true, pads_itself);
    if (has_ceil_mode(geometry)) call.add("ceil_mode", "True");
    const bool has_padding = !all_are(begins(geometry.axes), 0);
    if (!pool.count_include_pad && pads_itself && (has_padding || pool.convention == Convention::pytorch))
        call.add("count_include_pad", "False");
    if (pool.divisor_override) call.add("divisor_override", fmt::format("{}", *pool.divisor_override));
    if (pads_itself) return call.print(width);
    script.comment("PyTorch has no such padding:");
    padded_module(script, geometry, call);
    return script.text();
}

std::string conv_code(const Conv& conv, const Geometry& geometry, int width) {
    Call call{module_name("Conv", geometry),
              {fmt::format("{}", geometry.in_channels), fmt::format("{}", geometry.out_channels)}};
    const std::vector<std::int64_t> stride = along(geometry.axes, [](const Axis& axis) { return axis.stride; });
    const bool same = conv.auto_pad == AutoPad::same_upper && all_are(stride, 1);
    const bool pads_itself = same || even_sides(geometry);
    const bool names_padding = same || conv.auto_pad == AutoPad::valid;
    add_window(call, geometry, false, pads_itself && !names_padding);
    if (names_padding) call.add("padding", same ? "\"same\"" : "\"valid\"");
    if (geometry.groups != 1) call.add("groups", fmt::format("{}", geometry.groups));
    if (!conv.bias) call.add("bias", "False");
    if (pads_itself) {
        if (geometry.padding_mode != PaddingMode::constant)
            call.add("padding_mode", fmt::format("\"{}\"", to_string(geometry.padding_mode)));
        return call.print(width);
    }
    Script script{{}, width};
    padded_module(script, geometry, call);
    return script.text();
}

/// torch.nn's padding modules cover exactly the spatial axes of their rank; the rest is F.pad's.
std::string pad_code(const Pad& pad, const Geometry& geometry, int width) {
    const bool spatial = geometry.axes.size() == static_cast<std::size_t>(pad.spatial_rank);
    if (!spatial || pad.spatial_rank > 3 || pad.mode == PaddingMode::circular)
        return functional_pad(geometry).print(width);
    const std::vector<std::int64_t> begin = begins(geometry.axes);
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
        call.add("value", python_float(geometry.pad_value));
    return call.print(width);
}

}  // namespace

std::string pytorch_code(const Geometry& geometry, int width) {
    return std::visit(overloaded{
                          [&](const MaxPool& pool) { return max_pool_code(pool, geometry, width); },
                          [&](const AvgPool& pool) { return avg_pool_code(pool, geometry, width); },
                          [&](const Pad& pad) { return pad_code(pad, geometry, width); },
                          [&](const Conv& conv) { return conv_code(conv, geometry, width); },
                      },
                      geometry.operation);
}

}  // namespace stridelens
