// Sources: ../operation/check_*.cpp, which refuse and resolve by each framework's rules, and what those name.

#include "core/explain/frameworks/conventions.h"

#include "core/explain/explain.h"
#include "core/explain/frameworks/pair.h"
#include "core/explain/sentence/sentence.h"
#include "core/operation/catalogue.h"
#include "core/operation/messages/messages.h"
#include "core/words/prose.h"
#include "core/words/table.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace stridelens {
namespace {

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

bool says_who(const Error& error) {
    return error.rule == BrokenRule::input_lacks_batch || error.rule == BrokenRule::columns_lack_batch;
}

/// That may be an error there or an empty tensor.
bool fits_no_window(const Error& error) {
    return error.rule == BrokenRule::kernel_larger_than_padded_input;
}

/// Without the way out, which is for whoever chooses the convention.
std::string refused(const Error& error, Convention to) {
    if (says_who(error)) return reason_of(error);
    if (fits_no_window(error)) return fmt::format("{} has no window here: {}", to_string(to), reason_of(error));
    return fmt::format("{} refuses this: {}", to_string(to), reason_of(error));
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

std::string extents_of(const Extents& extents) {
    std::vector<std::string> sizes;
    for (const std::int64_t extent : extents) sizes.push_back(fmt::format("{}", extent));
    return fmt::format("{}", fmt::join(sizes, " × "));
}

/// MaxUnpool's indices are numbers set by hand: they mean other cells there.
std::string unpool_differs(const Pair& pair) {
    const bool onnx = convention_of(pair.theirs.operation) == Convention::onnx;
    const Geometry& whole = onnx ? pair.theirs : pair.ours;
    const Extents addressed = unpool_plane(whole);
    std::int64_t planes = 1;
    for (std::size_t a = 0; a < static_cast<std::size_t>(whole.leading); ++a) planes *= whole.output[a];
    const std::int64_t cells = element_count(addressed);
    if (addressed == unpool_plane(onnx ? pair.ours : pair.theirs)) {
        if (planes == 1) return "";
        return onnx ? fmt::format("ONNX counts indices through the whole tensor: add {} for each plane before", cells)
                    : fmt::format("PyTorch counts indices in each plane by itself: {} less for each plane before",
                                  cells);
    }
    const std::string usual = extents_of(addressed), all = sizes_of(pair.theirs);
    if (planes == 1)
        return onnx ? fmt::format("ONNX's indices count in the default {}, which it puts at the top left of {}", usual,
                                  all)
                    : fmt::format("PyTorch's indices count in all of {}, not in the default {}", all, usual);
    return onnx ? fmt::format(
                      "ONNX counts indices through the whole tensor, {} cells for each plane, and puts these at "
                      "the top left of {}",
                      usual, all)
                : fmt::format("PyTorch counts indices in each plane by itself, in all of {}, not in the default {}",
                              all, usual);
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
    const std::string elsewhere = windows_differ(pair, values);
    if (!elsewhere.empty()) return elsewhere;
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
