#include "core/explain/program/framework_call.h"

#include "core/explain/frameworks/conventions.h"
#include "core/operation/catalogue.h"
#include "core/operation/parameters/visit.h"
#include "core/window/unpool.h"
#include "core/window/window.h"

#include <algorithm>
#include <cmath>

namespace stridelens::programs {
namespace {

Extents part(const Geometry& geometry, std::int64_t Axis::*member) {
    Extents values;
    for (const Axis& axis : geometry.axes) values.push_back(axis.*member);
    return values;
}

PerAxis<Sides> pads_of(const Geometry& geometry) {
    PerAxis<Sides> padding;
    for (const Axis& axis : geometry.axes) padding.push_back({axis.pad_begin, axis.pad_end});
    return padding;
}

/// Everything written out: no default that differs from framework to framework is left.
Operation spelled_out(const Geometry& geometry, Convention to) {
    Operation operation = geometry.operation;
    set_parameter(operation, Field::convention, to);
    set_parameter(operation, Field::stride, part(geometry, &Axis::stride));
    set_parameter(operation, Field::auto_pad, AutoPad::none);
    set_parameter(operation, Field::storage_order, false);
    if (!std::holds_alternative<Pad>(operation)) set_parameter(operation, Field::padding, pads_of(geometry));
    if (set_parameter(operation, Field::output_padding, part(geometry, &Axis::output_padding)))
        set_parameter(operation, Field::output_size, Extents{});
    return operation;
}

/// The same with padding that is computed, or none.
Operation with_auto_pad(Operation operation, AutoPad auto_pad) {
    if (!set_parameter(operation, Field::auto_pad, auto_pad)) return operation;
    set_parameter(operation, Field::ceil_mode, false);
    set_parameter(operation, Field::padding,
                  PerAxis<Sides>(static_cast<std::size_t>(spatial_rank_of(operation)), Sides{}));
    return operation;
}

/// Whether some window reads what is not in the input.
bool reads_around(const Geometry& geometry, bool overhang_alone) {
    return std::any_of(geometry.axes.begin(), geometry.axes.end(), [&](const Axis& axis) {
        if (axis.out == 0 || axis.sliding != Sliding::windows) return false;
        const std::int64_t last = window_along(axis, axis.out - 1).last;
        return last >= axis.in + axis.pad_end || (!overhang_alone && (axis.pad_begin > 0 || last >= axis.in));
    });
}

bool same_windows(const Axis& a, const Axis& b) {
    return a.in == b.in && a.out == b.out && a.kernel == b.kernel && a.stride == b.stride && a.dilation == b.dilation &&
           a.pad_begin == b.pad_begin && a.sliding == b.sliding;
}

bool same_arithmetic(const AvgPool& a, const AvgPool& b, const Geometry& geometry, const Geometry& other) {
    if (a.divisor_override != b.divisor_override) return false;
    if (a.divisor_override || !reads_around(geometry, false)) return true;
    if (a.count_include_pad != b.count_include_pad) return false;
    return !a.count_include_pad || (reads_around(geometry, true) == reads_around(other, true) &&
                                    (!reads_around(geometry, true) || pads_of(geometry) == pads_of(other)));
}

/// Powers of both signs are the same only for even exponents, and PyTorch scales windows that ceil mode cuts.
bool same_arithmetic(const LpPool& a, const LpPool& b, const Geometry& geometry) {
    if (a.norm_type != b.norm_type) return false;
    if ((a.convention == Convention::onnx) == (b.convention == Convention::onnx)) return true;
    return std::fmod(a.norm_type, 2.0) == 0.0 && a.norm_type > 0.0 && !reads_around(geometry, true);
}

bool same_result(const Geometry& ours, const Geometry& theirs) {
    if (ours.output != theirs.output || ours.input != theirs.input || ours.groups != theirs.groups ||
        ours.weight != theirs.weight || ours.axes.size() != theirs.axes.size())
        return false;
    for (std::size_t a = 0; a < ours.axes.size(); ++a)
        if (!same_windows(ours.axes[a], theirs.axes[a])) return false;
    if (const auto* average = std::get_if<AvgPool>(&ours.operation))
        return same_arithmetic(*average, std::get<AvgPool>(theirs.operation), ours, theirs);
    if (const auto* norm = std::get_if<LpPool>(&ours.operation))
        return same_arithmetic(*norm, std::get<LpPool>(theirs.operation), ours);
    if (std::holds_alternative<MaxUnpool>(ours.operation))  // an index is the same number in one plane alone
        return convention_of(ours.operation) == convention_of(theirs.operation) ||
               (element_count(ours.before_windows(ours.input)) == 1 && unpool_plane(ours) == unpool_plane(theirs));
    return ours.padding_mode == theirs.padding_mode;
}

/// As pads cells first: what the windows read around the input becomes a part of it.
std::optional<FrameworkCall> padded_first(const Geometry& geometry, Convention to) {
    const bool pool =
        std::holds_alternative<MaxPool>(geometry.operation) || std::holds_alternative<MinPool>(geometry.operation);
    const auto* average = std::get_if<AvgPool>(&geometry.operation);
    const auto* norm = std::get_if<LpPool>(&geometry.operation);
    const bool conv = std::holds_alternative<Conv>(geometry.operation);
    if (!pool && average == nullptr && norm == nullptr && !conv) return std::nullopt;
    if (average != nullptr && (!average->count_include_pad && !average->divisor_override)) return std::nullopt;
    if (average != nullptr && !average->divisor_override && reads_around(geometry, true)) return std::nullopt;
    if (norm != nullptr && norm->norm_type <= 0.0) return std::nullopt;
    Pad pad;
    pad.spatial_rank = spatial_rank_of(geometry.operation);
    pad.convention = to;
    pad.mode = geometry.padding_mode;
    pad.value = conv || average != nullptr || norm != nullptr ? 0.0F : geometry.pad_value;
    pad.padding = {};
    for (const Axis& axis : geometry.axes) {
        const std::int64_t needed = axis.out == 0 ? 0 : window_along(axis, axis.out - 1).last + 1 - axis.in;
        pad.padding.push_back({axis.pad_begin, std::max<std::int64_t>(needed, 0)});
    }
    const auto first = resolve(pad, geometry.input);
    if (!first) return std::nullopt;
    Operation plain =
        with_auto_pad(spelled_out(geometry, to), to == Convention::tensorflow ? AutoPad::valid : AutoPad::none);
    if (auto* convolution = std::get_if<Conv>(&plain)) convolution->padding_mode = PaddingMode::constant;
    if (auto* whole = std::get_if<AvgPool>(&plain)) whole->count_include_pad = to != Convention::tensorflow;
    const auto then = resolve(plain, first->output);
    if (!then || then->output != geometry.output) return std::nullopt;
    if (average != nullptr && average->divisor_override != std::get<AvgPool>(then->operation).divisor_override)
        return std::nullopt;
    if (norm != nullptr && !same_arithmetic(*norm, std::get<LpPool>(then->operation), geometry)) return std::nullopt;
    return FrameworkCall{*then, *first};
}

}  // namespace

Result<FrameworkCall> framework_call(const Geometry& geometry, Convention to) {
    if (convention_of(geometry.operation) == to) return FrameworkCall{geometry};
    const Operation exact = spelled_out(geometry, to);
    std::vector<Operation> ways{exact};
    if (const auto translation = translated(geometry, to)) ways.push_back(*translation);
    for (const AutoPad auto_pad : {AutoPad::same_upper, AutoPad::same_lower, AutoPad::valid})
        ways.push_back(with_auto_pad(exact, auto_pad));
    for (const Operation& way : ways)
        if (const auto theirs = resolve(way, geometry.input); theirs && same_result(geometry, *theirs))
            return FrameworkCall{*theirs};
    if (auto first = padded_first(geometry, to)) return *first;
    if (const auto refused = check(exact, geometry.input); refused && !has_operation(geometry.operation.index(), to))
        return tl::unexpected(*refused);
    return tl::unexpected(Error{.field = Field::convention,
                                .rule = BrokenRule::framework_makes_something_else,
                                .facts = {{"framework", std::string(to_string(to))},
                                          {"operation", std::string(info_of(geometry.operation).name)}}});
}

}  // namespace stridelens::programs
