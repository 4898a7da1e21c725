// Sources: ../operation/check_*.cpp, which refuse and resolve by each framework's rules, and what those name.

#include "core/explain/frameworks/conventions.h"

#include "core/explain/explain.h"
#include "core/explain/sentence/sentence.h"
#include "core/operation/catalogue.h"
#include "core/operation/messages/messages.h"
#include "core/operation/parameters/parameters.h"
#include "core/operation/parameters/visit.h"
#include "core/words/prose.h"
#include "core/words/table.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <cstdlib>

namespace stridelens {
namespace {

/// Everything that a sentence is made of: ours and theirs.
struct Pair {
    const Geometry& ours;
    const Geometry& theirs;
    const Operands& operands;
    const Index& output;
    const char* name = to_string(convention_of(theirs.operation));
};

/// What does the same in a framework that lacks the operation; empty if it takes more than a line.
std::string substitute(const Operation& operation, Convention to) {
    const bool patches = std::holds_alternative<Unfold>(operation) && to == Convention::tensorflow;
    return patches ? "tf.image.extract_patches, channels last" : "";
}

std::string lacking(const Operation& operation, Convention to) {
    const std::string instead = substitute(operation, to);
    return fmt::format("{} has no {}{}", to_string(to), info_of(operation).title,
                       instead.empty() ? "" : ": " + instead);
}

/// Without the way out, which is for whoever chooses the convention.
std::string refused(const Error& error, Convention to) {
    switch (error.rule) {
        case BrokenRule::input_lacks_batch:
        case BrokenRule::columns_lack_batch:
            return reason_of(error);                       // says who
        case BrokenRule::kernel_larger_than_padded_input:  // an error or an empty tensor
            return fmt::format("{} has no window here: {}", to_string(to), reason_of(error));
        default:
            return fmt::format("{} refuses this: {}", to_string(to), reason_of(error));
    }
}

std::string sizes_of(const Geometry& geometry) {
    std::vector<std::string> sizes;
    for (const Axis& axis : geometry.axes) sizes.push_back(fmt::format("{}", axis.out));
    return fmt::format("{}", fmt::join(sizes, " × "));
}

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

/// "ONNX's default stride is 1, not the kernel's 2: 4 × 4 instead of 2 × 2".
std::string size_differs(const Pair& pair) {
    std::string why = fmt::format("{} would make another size", pair.name);
    if (strides_differ(pair)) {
        const bool onnx = convention_of(pair.theirs.operation) == Convention::onnx;
        why = onnx ? fmt::format("ONNX's default stride is 1, not the kernel's {}", strides_of(pair.ours))
                   : fmt::format("{}'s default stride is the kernel's {}, not 1", pair.name, strides_of(pair.theirs));
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
        why = fmt::format("{} pads both sides alike", pair.name);
    }
    return fmt::format("{}: {} instead of {}", why, sizes_of(pair.theirs), sizes_of(pair.ours));
}

/// Four decimals say enough; more only where they are what differs.
std::string both(float theirs, float ours) {
    const auto brief = [](float value) {
        return prose(std::isfinite(value) ? std::round(static_cast<double>(value) * 1e4) / 1e4
                                          : static_cast<double>(value));
    };
    const std::string there = brief(theirs);
    const std::string here = brief(ours);
    if (there != here) return fmt::format("{} instead of {}", there, here);
    return fmt::format("{} instead of {}", prose(theirs), prose(ours));
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

/// "0 before and 1 after", for each axis by itself if they differ.
std::string pads_of(const Pair& pair, const std::vector<std::size_t>& axes) {
    const auto sides = [&](std::size_t a) {
        const Axis& axis = pair.theirs.axes[a];
        return fmt::format("{} before and {} after", prose(axis.pad_begin), prose(axis.pad_end));
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

/// Why a power-average differs at this cell.
std::string norm_reason(const Pair& pair, const Explanation& told) {
    const bool onnx = convention_of(pair.theirs.operation) == Convention::onnx;
    const bool negative = std::any_of(told.terms.begin(), told.terms.end(),
                                      [](const Term& term) { return term.counted && term.value < 0.0F; });
    const bool even = std::fmod(told.norm_type, 2.0) == 0.0;
    if (negative && !even) return onnx ? "ONNX takes |x|" : "PyTorch takes no |x|";
    return onnx ? "ONNX does not scale up a window that ceil_mode cuts"
                : "PyTorch scales up a window that ceil_mode cuts";
}

std::string value_reason(const Pair& pair, const Explanation& ours, const Explanation& theirs) {
    if (ours.rule == Rule::norm) return norm_reason(pair, ours);
    if (!ours.divisor || !theirs.divisor || ours.divisor == theirs.divisor)
        return fmt::format("{} differs here", pair.name);
    const auto* pool = std::get_if<AvgPool>(&pair.ours.operation);
    const std::string there = prose(*theirs.divisor), here = prose(*ours.divisor);
    if (pool != nullptr && pool->divisor_override)
        return fmt::format("{} has no divisor_override and divides by {}, not {}", pair.name, there, here);
    // TensorFlow has no count_include_pad; the others count as they do by default.
    const bool can_choose = convention_of(pair.theirs.operation) != Convention::tensorflow;
    const auto* other = std::get_if<AvgPool>(&pair.theirs.operation);
    if (can_choose && pool != nullptr && other != nullptr && other->count_include_pad != pool->count_include_pad)
        return fmt::format("{} by default divides by {}, not {}", pair.name, there, here);
    return fmt::format("{} divides by {}, not {}", pair.name, there, here);
}

/// What the winner is called: ONNX counts through the whole tensor.
std::string index_differs(const Pair& pair, const Explanation& ours) {
    const bool indexed = std::holds_alternative<MaxPool>(pair.ours.operation);
    const Convention to = convention_of(pair.theirs.operation);
    const Convention from = convention_of(pair.ours.operation);
    if (!indexed || !ours.winner || to == Convention::tensorflow || from == Convention::tensorflow) return "";
    const std::int64_t winner = ours.terms[*ours.winner].tap.source;
    const std::int64_t here = reported_index(pair.ours, winner);
    const std::int64_t there = reported_index(pair.theirs, winner);
    if (here == there) return "";
    return fmt::format("{}: this winner's is {}, not {}",
                       to == Convention::onnx ? "ONNX counts indices through the whole tensor"
                                              : "PyTorch counts indices in each plane by itself, row by row",
                       there, here);
}

/// MaxUnpool's indices are numbers set by hand: they mean other cells there.
std::string unpool_differs(const Pair& pair) {
    const bool onnx = convention_of(pair.theirs.operation) == Convention::onnx;
    const Geometry& whole = onnx ? pair.theirs : pair.ours;
    const Extents addressed = unpool_plane(whole);
    std::int64_t planes = 1;
    for (std::size_t a = 0; a < static_cast<std::size_t>(whole.leading); ++a) planes *= whole.output[a];
    if (planes > 1)
        return onnx ? fmt::format("ONNX counts indices through the whole tensor: add {} for each plane before",
                                  element_count(addressed))
                    : fmt::format("PyTorch counts indices in each plane by itself: {} less for each plane before",
                                  element_count(addressed));
    if (element_count(addressed) == element_count(unpool_plane(onnx ? pair.ours : pair.theirs))) return "";
    std::vector<std::string> sizes;
    for (const std::int64_t extent : addressed) sizes.push_back(fmt::format("{}", extent));
    const std::string default_size = fmt::format("{}", fmt::join(sizes, " × "));
    return onnx ? fmt::format("ONNX's indices count in the default {}, which it puts at the top left of {}",
                              default_size, sizes_of(pair.theirs))
                : fmt::format("PyTorch's indices count in all of {}, not in the default {}", sizes_of(pair.theirs),
                              default_size);
}

/// The sentence for two geometries; empty if nothing differs at this cell.
std::string compared(const Pair& pair) {
    if (!(pair.ours.output == pair.theirs.output)) return size_differs(pair);
    if (std::holds_alternative<MaxUnpool>(pair.ours.operation)) return unpool_differs(pair);
    if (element_count(pair.ours.output) == 0) return "";
    const Explanation ours = explain(pair.ours, pair.operands, pair.output);
    const Explanation theirs = explain(pair.theirs, pair.operands, pair.output);
    const bool equal = same_value(ours.result, theirs.result);
    const std::string values = equal ? "" : both(theirs.result, ours.result);
    if (windows_shift(pair)) return shift_of(pair, values);
    if (!equal) return fmt::format("{}: {}", value_reason(pair, ours, theirs), values);
    return index_differs(pair, ours);
}

Difference difference(const Geometry& geometry, const Operands& operands, const Index& output, Convention to) {
    Difference found{to, std::nullopt, ""};
    if (!has_operation(geometry.operation.index(), to)) {
        found.sentence = lacking(geometry.operation, to);
        return found;
    }
    const auto operation = translated(geometry, to);
    if (!operation) {
        found.sentence = fmt::format("{}'s padding is 'same' or 'valid': this one would have to {}", to_string(to),
                                     geometry.transposed() ? "be cut off afterwards" : "come first (tf.pad)");
        return found;
    }
    const auto other = resolve(*operation, geometry.input);
    if (!other) {
        found.sentence = refused(other.error(), to);
        return found;
    }
    found.sentence = compared(Pair{geometry, *other, operands, output});
    found.other = *other;
    return found;
}

}  // namespace

std::vector<Difference> differences(const Geometry& geometry, const Operands& operands, const Index& output) {
    std::vector<Difference> found;
    for (const Convention to : kAllOf<Convention>) {
        if (to == convention_of(geometry.operation)) continue;
        Difference one = difference(geometry, operands, output, to);
        if (!one.sentence.empty()) found.push_back(std::move(one));
    }
    return found;
}

}  // namespace stridelens
