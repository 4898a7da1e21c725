// Sentences of what pools make of a window.

#include "core/explain/sentence/sentence.h"
#include "core/words/prose.h"

#include <fmt/format.h>

#include <cmath>

namespace stridelens::sentence {
namespace {

/// "5 padded cells", "5 padded and 2 overhang cells": those that a maximum does not see.
std::string outside_cells(const Kinds& kinds) {
    if (kinds.overhang == 0) return text::counted(kinds.padding, "padded cell");
    if (kinds.padding == 0) return text::counted(kinds.overhang, "overhang cell");
    return fmt::format("{} padded and {}", kinds.padding, text::counted(kinds.overhang, "overhang cell"));
}

std::string tie_of(const Explanation& told) {
    if (told.equal == 0) return "";
    const std::int64_t count = told.equal + 1;
    const std::string times = count == 2 ? "twice" : fmt::format("{} times", count);
    if (std::isnan(told.result)) return fmt::format("; it occurs {}, and the last one is reported", times);
    return fmt::format("; {} occurs {}; the first in reading order wins", prose(told.result), times);
}

/// "1 overhang cell counts as 0", "5 padded cells count as 0".
std::string count_as(const Kinds& kinds, const std::string& what) {
    return fmt::format("{} {} as {}", outside_cells(kinds), kinds.outside() == 1 ? "counts" : "count", what);
}

/// "the square root of the sum of 4 squares": what a norm of order p does.
std::string norm_words(double p, bool absolute, std::int64_t count) {
    if (p == 1.0)
        return absolute ? fmt::format("the sum of {}", text::counted(count, "absolute value"))
                        : fmt::format("the sum of {}", text::counted(count, "value"));
    if (p == 2.0) return fmt::format("the square root of the sum of {}", text::counted(count, "square"));
    const std::string order = prose(p);
    return fmt::format("the sum of {}^{} over {}, then the root of order {}", absolute ? "|x|" : "x", order,
                       text::counted(count, "value"), order);
}

}  // namespace

std::string extreme(const Geometry& geometry, const Explanation& told) {
    const bool smallest = told.rule == Rule::minimum;
    const char* superlative = smallest ? "smallest" : "largest";
    const std::string neutral = prose(geometry.pad_value);
    const char* name = smallest ? "minimum" : "maximum";
    const Kinds& kinds = told.kinds;
    if (!told.winner) {
        const bool pytorch = convention_of(geometry.operation) == Convention::pytorch;
        return fmt::format("no tap of the window lies on a real cell: the {} of no value is {}{}", name, neutral,
                           pytorch ? ", and no index is right (PyTorch 1.13.1 gives one outside the input)" : "");
    }
    std::string sentence;
    if (std::isnan(told.result)) {
        const Convention convention = convention_of(geometry.operation);
        sentence = convention == Convention::pytorch
                       ? fmt::format("NaN: in a {} it wins over every number", name)
                       : fmt::format("NaN: in PyTorch's {} it wins over every number, {} leaves open what it does",
                                     name, to_string(convention));
    } else if (kinds.inside == 1) {
        sentence = kinds.outside() == 0 ? "the only value in the window" : "the only real value in the window";
    } else {
        sentence = kinds.outside() == 0
                       ? fmt::format("the {} of the {} values in the window", superlative, kinds.inside)
                       : fmt::format("the {} of {} values", superlative, kinds.inside);
    }
    if (kinds.outside() > 0)
        sentence += fmt::format("; {} and never {}", count_as(kinds, neutral), kinds.outside() == 1 ? "wins" : "win");
    return sentence + tie_of(told);
}

std::string average(const Geometry& geometry, const Explanation& told) {
    const AvgPool* pool = std::get_if<AvgPool>(&geometry.operation);
    const bool counts_padding = pool != nullptr && pool->count_include_pad;
    const Kinds& kinds = told.kinds;
    const std::string divisor = prose(*told.divisor);
    if (kinds.inside == 0 && *told.divisor == 0)
        return "the window holds no real cell and padding is not counted: 0 divided by 0 is NaN";
    const std::int64_t summed = counts_padding ? kinds.inside + kinds.padding : kinds.inside;
    std::string sentence = kinds.inside == 0
                               ? fmt::format("the window holds no real cell, only padding: 0 divided by {}", divisor)
                               : fmt::format("the sum of {} divided by {}",
                                             kinds.outside() == 0 && summed > 1 ? fmt::format("the {} values", summed)
                                                                                : text::counted(summed, "value"),
                                             divisor);
    if (kinds.inside > 0 && kinds.padding > 0 && counts_padding) sentence += ", padding counts as 0";
    if (pool != nullptr && pool->divisor_override) return sentence + ": divisor_override takes the place of the count";
    if (kinds.overhang > 0) {
        sentence += kinds.padding > 0 && !counts_padding
                        ? ": neither padding nor the overhang that ceil mode adds is counted"
                        : ": the overhang that ceil mode adds never counts";
    } else if (kinds.padding > 0 && !counts_padding) {
        sentence += ": padding is not counted";
    }
    return sentence;
}

std::string norm(const LpPool& pool, const Geometry& geometry, const Explanation& told) {
    const bool onnx = pool.convention == Convention::onnx;
    const Kinds& kinds = told.kinds;
    const std::string order = prose(pool.norm_type);
    std::string sentence = norm_words(pool.norm_type, onnx, kinds.inside);
    if (!onnx && std::isinf(pool.norm_type)) return "norm_type ∞ does not give the maximum in PyTorch: " + sentence;
    if (onnx && kinds.outside() > 0) sentence += "; " + count_as(kinds, "0");
    if (!onnx && kinds.overhang > 0)
        sentence += fmt::format("; ceil mode cut the window to {} of {} cells, and PyTorch scales the sum up by {}/{}",
                                kinds.inside, geometry.kernel_cells(), geometry.kernel_cells(), kinds.inside);
    const bool sum_is_number = !std::isnan(told.sum);
    if (onnx || !told.negative) return sentence;
    if (!sum_is_number)
        return fmt::format("{}; PyTorch takes no |x|, and a negative number to the power {} is NaN", sentence, order);
    if (std::isnan(told.result))
        return fmt::format("{}; PyTorch takes no |x|: the sum {} is negative and has no such root: NaN", sentence,
                           prose(static_cast<float>(told.sum)));
    const bool even = std::fmod(pool.norm_type, 2.0) == 0.0;
    return even ? sentence : sentence + "; PyTorch takes no |x|: negative values count against the others";
}

std::string adaptive(const Geometry& geometry, const Explanation& told) {
    std::string sentence;
    for (std::size_t a = 0; a < geometry.axes.size(); ++a) {
        const Axis& axis = geometry.axes[a];
        if (axis.in % axis.out == 0) continue;  // every window has the same size: nothing to wonder at
        const std::int64_t o = told.output[geometry.leading + a];
        const auto [first, last] = window_along(axis, o);
        const std::string cells = first == last ? fmt::format("{}", first) : fmt::format("{} … {}", first, last);
        sentence +=
            fmt::format("; window {} of {}: {} {}, from ⌊{}·{}/{}⌋ to ⌈{}·{}/{}⌉ − 1", o + 1, axis.out,
                        noun_along(geometry, a, first != last), cells, o, axis.in, axis.out, o + 1, axis.in, axis.out);
    }
    return sentence;
}

}  // namespace stridelens::sentence
