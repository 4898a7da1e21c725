#include "core/explain/frameworks/pair.h"
#include "core/explain/explain.h"
#include "core/explain/sentence/sentence.h"
#include "core/operation/parameters/visit.h"
#include "core/words/prose.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>

namespace stridelens {
namespace {

bool default_stride(const Operation& operation) {
    const Extents* stride = find_parameter<Extents>(operation, Field::stride);
    return stride != nullptr && stride->empty();
}

std::string strides_of(const Geometry& geometry) {
    std::vector<std::int64_t> strides;
    for (const Axis& axis : geometry.axes) strides.push_back(axis.stride);
    const bool one = std::all_of(strides.begin(), strides.end(), [&](std::int64_t s) { return s == strides.front(); });
    return one ? prose(strides.front()) : fmt::format("{}", fmt::join(strides, " × "));
}

bool ceil_mode_of(const Operation& operation) {
    return parameter_or(operation, Field::ceil_mode, false);
}

bool uneven(const Geometry& geometry) {
    return std::any_of(geometry.axes.begin(), geometry.axes.end(),
                       [](const Axis& axis) { return axis.pad_begin != axis.pad_end; });
}

bool strides_differ(const Pair& pair) {
    return default_stride(pair.ours.operation) && strides_of(pair.ours) != strides_of(pair.theirs);
}

/// Keras's size rule for 'valid': where the stride is larger than the kernel, the last stamp is followed by empty cells.
bool rooms_differ(const Pair& pair) {
    const auto roomy = [](const Geometry& geometry) {
        return geometry.transposed() && convention_of(geometry.operation) == Convention::tensorflow &&
               std::any_of(geometry.axes.begin(), geometry.axes.end(),
                           [](const Axis& axis) { return axis.stride > axis.span(); });
    };
    return roomy(pair.ours) || roomy(pair.theirs);
}

/// "ONNX's default stride is 1, not the kernel's 2".
std::string default_strides(const Pair& pair) {
    return convention_of(pair.theirs.operation) == Convention::onnx
               ? fmt::format("ONNX's default stride is 1, not the kernel's {}", strides_of(pair.ours))
               : fmt::format("{}'s default stride is the kernel's {}, not 1", pair.name, strides_of(pair.theirs));
}

/// Which way windows move along an axis; transposed: the stamps.
const char* direction(const std::string& axis, bool onwards) {
    if (axis == "H") return onwards ? "down" : "up";
    if (axis == "D") return onwards ? "along D" : "back along D";
    return onwards ? "right" : "left";
}

/// "one cell further right and down": how far each window stands from ours. Padding more before moves windows back and,
/// being taken off there, stamps too.
std::string moved(const Pair& pair, const std::vector<std::size_t>& axes) {
    std::string sentence;
    std::int64_t last = 0;
    for (const std::size_t a : axes) {
        const std::int64_t by = pair.ours.axes[a].pad_begin - pair.theirs.axes[a].pad_begin;
        const std::string way = direction(axis_name(pair.ours, a), by > 0);
        const std::int64_t far = std::llabs(by);
        if (!sentence.empty()) sentence += a == axes.back() ? " and " : ", ";
        if (far != last) sentence += fmt::format("{} further ", far == 1 ? "one cell" : text::counted(far, "cell"));
        sentence += way;
        last = far;
    }
    return sentence;
}

/// "0 before and 1 after", for each axis by itself if they differ. A crop of less than nothing adds.
std::string pads_of(const Pair& pair, const std::vector<std::size_t>& axes) {
    const auto sides = [&](std::size_t a) {
        const Axis& axis = pair.theirs.axes[a];
        return axis.pad_end < 0 ? fmt::format("{} before and add {} after", prose(axis.pad_begin), prose(-axis.pad_end))
                                : fmt::format("{} before and {} after", prose(axis.pad_begin), prose(axis.pad_end));
    };
    const bool equal = std::all_of(axes.begin(), axes.end(), [&](std::size_t a) { return sides(a) == sides(axes[0]); });
    if (equal) return sides(axes[0]);
    std::string by_axis;
    for (const std::size_t a : axes)
        by_axis += fmt::format("{}{} + {} along {}", by_axis.empty() ? "" : ", ", prose(pair.theirs.axes[a].pad_begin),
                               prose(pair.theirs.axes[a].pad_end), axis_name(pair.theirs, a));
    return by_axis;
}

std::string shift_of(const Pair& pair, const std::string& values) {
    std::vector<std::size_t> axes;
    for (std::size_t a = 0; a < pair.ours.axes.size(); ++a)
        if (pair.ours.axes[a].pad_begin != pair.theirs.axes[a].pad_begin) axes.push_back(a);
    const bool transposed = pair.ours.transposed();
    return fmt::format("{} would {} {}: same size, every {} {}{}", pair.name, transposed ? "crop" : "pad",
                       pads_of(pair, axes), transposed ? "stamp" : "window", moved(pair, axes),
                       values.empty() ? "" : "; here " + values);
}

bool windows_shift(const Pair& pair) {
    for (std::size_t a = 0; a < pair.ours.axes.size(); ++a)
        if (pair.ours.axes[a].pad_begin != pair.theirs.axes[a].pad_begin) return true;
    return false;
}

/// Whether another stride brings other windows: the first of an axis stands where it did.
bool windows_step_otherwise(const Pair& pair) {
    for (std::size_t a = 0; a < pair.ours.axes.size(); ++a)
        if (pair.ours.axes[a].stride != pair.theirs.axes[a].stride && pair.ours.axes[a].out > 1) return true;
    return false;
}

std::string steps_of(const Pair& pair, const std::string& values) {
    return fmt::format("{}: same size, other windows{}", default_strides(pair),
                       values.empty() ? "" : "; here " + values);
}

}  // namespace

std::string sizes_of(const Geometry& geometry) {
    std::vector<std::string> sizes;
    for (const Axis& axis : geometry.axes) sizes.push_back(fmt::format("{}", axis.out));
    return fmt::format("{}", fmt::join(sizes, " × "));
}

std::string size_differs(const Pair& pair) {
    std::string why = fmt::format("{} would make another size", pair.name);
    if (strides_differ(pair)) {
        why = default_strides(pair);
    } else if (ceil_mode_of(pair.ours.operation) && !ceil_mode_of(pair.theirs.operation)) {
        why = fmt::format("{} has no ceil_mode", pair.name);
    } else if (ceil_mode_of(pair.theirs.operation)) {
        why = fmt::format("{}'s ceil_mode rounds up here, 'same' and 'valid' do not", pair.name);
    } else if (rooms_differ(pair)) {
        const bool tensorflow = convention_of(pair.theirs.operation) == Convention::tensorflow;
        why = tensorflow ? "TensorFlow's 'valid' has room for a whole stride after the last stamp"
                         : fmt::format("{} ends with the last stamp, TensorFlow's 'valid' has room for a whole stride",
                                       pair.name);
    } else if (uneven(pair.ours) && !uneven(pair.theirs)) {
        why = pair.ours.transposed() ? fmt::format("{} crops both sides alike", pair.name)
                                     : fmt::format("{} pads both sides alike", pair.name);
    }
    return fmt::format("{}: {} instead of {}", why, sizes_of(pair.theirs), sizes_of(pair.ours));
}

std::string windows_differ(const Pair& pair, const std::string& values) {
    if (windows_step_otherwise(pair)) return steps_of(pair, values);
    return windows_shift(pair) ? shift_of(pair, values) : "";
}

}  // namespace stridelens
