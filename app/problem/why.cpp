#include "app/problem/why.h"

#include "app/problem/legal.h"
#include "app/problem/resize.h"
#include "app/problem/solve.h"
#include "core/operation/geometry.h"
#include "core/operation/parameters/limits_of.h"
#include "core/operation/parameters/parameters.h"
#include "core/operation/parameters/settings.h"
#include "core/window/window.h"
#include "core/words/prose.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <numeric>
#include <utility>
#include <vector>

namespace stridelens {

namespace {

/// One of the error's numbers.
std::int64_t number(const Error& error, std::string_view name) {
    const FactValue* fact = error.fact(name);
    const auto* found = fact == nullptr ? nullptr : std::get_if<std::int64_t>(fact);
    return found == nullptr ? 0 : *found;
}

/// With the numbers of the refused problem, lists in the shapes that they need now.
Problem fitted(Problem changed, const Problem& refused) {
    const Problem legal = made_legal(refused);
    return with_numbers(std::move(changed), refused, &legal);
}

/// The axis of the geometry that an error is about; the first one, if it is about none.
const Axis& axis_of(const Geometry& geometry, const Error& error) {
    const auto axis = static_cast<std::size_t>(std::max(error.axis, 0));
    return geometry.axes[std::min(axis, geometry.axes.size() - 1)];
}

/// The two, if neither is refused and they are not the same; `nearest`: A, where it is not what made_legal() makes.
std::optional<Why> told(const Problem& refused, Problem b, std::string title, std::string sentence,
                        const std::optional<Problem>& nearest = {}) {
    Problem a = fitted(nearest ? *nearest : made_legal(refused), refused);
    b = fitted(std::move(b), refused);
    if (!prepare(a) || !prepare(b) || setting_differences(a, b).empty()) return std::nullopt;
    return Why{std::move(title), std::move(sentence), {std::move(a), std::move(b)}};
}

// --- padding above half of the kernel --------------------------------------------------------------------------------

std::optional<Why> padding_above_half(const Problem& refused, const Error& error) {
    Problem b = refused;
    set_parameter(b.operation, Field::stride, resolved_stride(refused.operation));  // ONNX's default is another one
    b.operation = with_value(std::move(b.operation), Field::convention, static_cast<std::int64_t>(Convention::onnx));
    const auto geometry = geometry_of(b);
    if (!geometry) return std::nullopt;
    const std::vector<Tap> first = taps(*geometry, Index(geometry->output.size(), 0));
    const auto inside = std::ranges::count_if(first, [](const Tap& tap) { return tap.kind == TapKind::inside; });
    constexpr const char* kNothing =
        "B has padding {padding} with kernel_size {kernel}, as ONNX would take it: its first window reads nothing but "
        "padding. PyTorch wants at most half of a window to lie before the input: padding {most}, as A has it.";
    constexpr const char* kLittle =
        "B has padding {padding} with kernel_size {kernel}, as ONNX would take it: its first window reads {inside} of "
        "{cells} cells from the input, and padding for the rest. PyTorch wants at most half of a window to lie before "
        "the input: padding {most}, as A has it.";
    return told(
        refused, std::move(b), "Why padding is at most half of the kernel",
        fmt::format(fmt::runtime(inside == 0 ? kNothing : kLittle), fmt::arg("padding", number(error, "padding")),
                    fmt::arg("kernel", number(error, "kernel_size")), fmt::arg("inside", inside),
                    fmt::arg("cells", first.size()), fmt::arg("most", error.nearest.value_or(0))));
}

// --- a kernel that does not fit ----------------------------------------------------------------------------------------

/// The least padding on both sides with which every window fits: of the axis that is at fault, or else of all.
std::optional<Problem> with_enough_padding(const Problem& problem, const Error& error) {
    for (const int axis : {error.axis, -1}) {
        const auto least = limits_of(problem.operation, problem.input, Field::padding, axis).nearest(0);
        if (!least) continue;
        Problem padded = problem;
        padded.operation = with_value(std::move(padded.operation), Field::padding, *least, axis);
        return padded;
    }
    return std::nullopt;
}

std::optional<Why> kernel_too_large(const Problem& refused, const Error& error) {
    const std::int64_t kernel = number(error, "kernel_size"), span = number(error, "span");
    const std::int64_t padded = number(error, "padded");
    const auto b = with_enough_padding(refused, error);
    const auto geometry = b ? geometry_of(*b) : std::nullopt;
    if (!geometry || !error.nearest) return std::nullopt;
    const Axis& wide = axis_of(*geometry, error);
    return told(
        refused, *b, "Why the kernel must fit the padded input",
        fmt::format("A window of {span} cells has no place on {padded}: {over} of them would lie beyond the last "
                    "cell that there is, and there is nothing to read. A has kernel_size {nearest}, the largest "
                    "that fits; B keeps kernel_size {kernel} and pads until it fits: {size} + {begin} + {end} = "
                    "{enough} cells.",
                    fmt::arg("span", span), fmt::arg("padded", padded), fmt::arg("over", span - padded),
                    fmt::arg("nearest", *error.nearest), fmt::arg("kernel", kernel), fmt::arg("size", wide.in),
                    fmt::arg("begin", wide.pad_begin), fmt::arg("end", wide.pad_end),
                    fmt::arg("enough", wide.padded())));
}

// --- groups ----------------------------------------------------------------------------------------------------------

std::int64_t multiple_from(std::int64_t count, std::int64_t of) {
    return (count + of - 1) / of * of;
}

/// "7 / 3 = 2.33".
std::string parts(std::int64_t channels, std::int64_t groups) {
    return fmt::format("{} / {} = {}", channels, groups,
                       prose(std::round(static_cast<double>(channels) / static_cast<double>(groups) * 100.0) / 100.0));
}

std::optional<Why> unequal_groups(const Problem& refused, const Error& error) {
    const std::int64_t groups = number(error, "groups"), out = number(error, "out_channels");
    const auto before = geometry_of(made_legal(refused));
    const auto nearest = limits_of(refused.operation, refused.input, Field::groups).nearest(groups);
    if (!before || !nearest) return std::nullopt;
    const std::int64_t in = before->in_channels;
    Problem a = refused;
    a.operation = with_value(std::move(a.operation), Field::groups, *nearest);
    const std::int64_t even_in = multiple_from(in, groups), even_out = multiple_from(out, groups);
    Problem b = refused;
    b.input[before->channel_axis()] = even_in;
    b.operation = with_value(std::move(b.operation), Field::out_channels, even_out);
    const bool of_input = error.rule == BrokenRule::groups_do_not_divide_channels;
    return told(
        refused, b, "Why groups divides the channels",
        fmt::format(
            "Every group reads as many input channels as the others and makes as many output channels; {unequal} "
            "is no number of channels. A keeps the channels and has groups {even}; B keeps groups {groups}, "
            "with {in} input channels, {each_in} in each group, and {out} output channels, {each_out} of each.",
            fmt::arg("unequal", of_input ? parts(in, groups) : parts(out, groups)), fmt::arg("even", *nearest),
            fmt::arg("groups", groups), fmt::arg("in", even_in), fmt::arg("each_in", even_in / groups),
            fmt::arg("out", even_out), fmt::arg("each_out", even_out / groups)),
        a);
}

// --- 'same' with a stride ----------------------------------------------------------------------------------------------

/// Padding in cells as people write it for 'same': what it is with a stride of 1, on both sides the larger one.
std::optional<Problem> with_usual_padding(Problem problem) {
    Problem dense = problem;
    dense.operation = with_value(std::move(dense.operation), Field::stride, 1);
    const auto geometry = geometry_of(dense);
    if (!geometry) return std::nullopt;
    PerAxis<Sides> padding;
    for (const Axis& axis : geometry->axes) padding.push_back({axis.pad_end, axis.pad_end});
    problem.operation =
        with_value(std::move(problem.operation), Field::auto_pad, static_cast<std::int64_t>(AutoPad::none));
    set_parameter(problem.operation, Field::padding, padding);
    return problem;
}

/// The same settings by the rules of a framework that lets them be; padding of zeros, where it has no other.
std::optional<Problem> same_elsewhere(const Problem& refused) {
    for (const bool zeros : {false, true})
        for (const Convention other : {Convention::tensorflow, Convention::onnx}) {
            Problem there = refused;
            there.operation =
                with_value(std::move(there.operation), Field::convention, static_cast<std::int64_t>(other));
            if (zeros) there.operation = with_default(std::move(there.operation), Field::padding_mode);
            if (geometry_of(there)) return there;
        }
    return std::nullopt;
}

std::optional<Why> same_with_stride(const Problem& refused, const Error& error) {
    const auto in_cells = with_usual_padding(refused);
    if (!in_cells) return std::nullopt;
    const auto b = same_elsewhere(refused);
    if (!b) return std::nullopt;
    const auto ours = geometry_of(*in_cells), theirs = geometry_of(*b);
    if (!ours || !theirs) return std::nullopt;
    const Axis& strided = axis_of(*theirs, error);
    constexpr const char* kElsewhere =
        "‘same’ promises an output of the input's size. With stride {stride} the windows stand {stride} cells apart, "
        "and {out} of them pass over all {size} cells: the promise cannot be kept. A writes the padding in cells, "
        "{padding} on each side; B is what {framework} calls ‘same’: ⌈{size} / {stride}⌉ = {out} windows, which do not "
        "all stand where A's do.";
    constexpr const char* kAlike =
        "‘same’ promises an output of the input's size. With stride {stride} the windows stand {stride} cells apart, "
        "and {out} of them pass over all {size} cells: the promise cannot be kept. A writes the padding in cells, "
        "{padding} on each side; B is what {framework} calls ‘same’: ⌈{size} / {stride}⌉ = {out} windows, here the "
        "same "
        "as A's.";
    return told(refused, *b, "Why PyTorch has no ‘same’ with a stride",
                fmt::format(fmt::runtime(ours->axes == theirs->axes ? kAlike : kElsewhere),
                            fmt::arg("stride", strided.stride), fmt::arg("size", strided.in),
                            fmt::arg("out", strided.out), fmt::arg("padding", axis_of(*ours, error).pad_begin),
                            fmt::arg("framework", to_string(convention_of(b->operation)))),
                in_cells);
}

// --- padding that has nothing to mirror ------------------------------------------------------------------------------

/// Of one padding mode: a title, and a sentence for {padding}, {cells} ("3 cells"), {most}.
struct ModeWords {
    const char* title;
    const char* sentence;
};

constexpr ModeWords kReflect{"Why reflect needs more cells than padding",
                             "reflect leaves the edge out: of {cells} it can mirror {most}, and padding {padding} "
                             "would need {padding}. A is the "
                             "nearest that is allowed; B has padding {padding} and replicate, which repeats the edge "
                             "as often as it is asked for."};
constexpr ModeWords kSymmetric{
    "Why symmetric needs as many cells as padding",
    "symmetric mirrors the edge and all behind it: {cells}, and padding {padding} would need {padding}. A is the "
    "nearest "
    "that is allowed; B has padding {padding} and replicate, which repeats the edge as often as it is asked for."};
constexpr ModeWords kCircular{
    "Why circular needs as many cells as padding",
    "circular goes on at the other end: there are {cells} to repeat once, and padding {padding} would need {padding}. "
    "A "
    "is the nearest that is allowed; B has padding {padding} and replicate, which repeats the edge as often as it is "
    "asked for."};

std::optional<Why> nothing_to_mirror(const Problem& refused, const Error& error, const ModeWords& words) {
    Problem b = refused;
    b.operation =
        with_value(std::move(b.operation), Field::padding_mode, static_cast<std::int64_t>(PaddingMode::replicate));
    return told(refused, std::move(b), words.title,
                fmt::format(fmt::runtime(words.sentence), fmt::arg("padding", number(error, "padding")),
                            fmt::arg("cells", text::counted(number(error, "size"), "cell")),
                            fmt::arg("most", number(error, "most"))));
}

}  // namespace

std::optional<Why> why_of(const Problem& refused, const Error& error) {
    switch (error.rule) {
        case BrokenRule::padding_above_half_kernel:
            return padding_above_half(refused, error);
        case BrokenRule::kernel_larger_than_padded_input:
            return kernel_too_large(refused, error);
        case BrokenRule::groups_do_not_divide_channels:
        case BrokenRule::out_channels_not_multiple_of_groups:
            return unequal_groups(refused, error);
        case BrokenRule::stride_with_pytorch_same:
            return same_with_stride(refused, error);
        case BrokenRule::reflect_past_far_edge:
        case BrokenRule::reflect_past_far_edge_of_same:
            return nothing_to_mirror(refused, error, kReflect);
        case BrokenRule::symmetric_past_far_edge:
            return nothing_to_mirror(refused, error, kSymmetric);
        case BrokenRule::circular_wraps_twice:
        case BrokenRule::circular_wraps_twice_of_same:
            return nothing_to_mirror(refused, error, kCircular);
        default:
            return std::nullopt;
    }
}

}  // namespace stridelens
