#include "core/explain/sentence.h"

#include "core/explain/text.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace stridelens {
namespace {

struct Kinds {
    std::int64_t inside = 0;
    std::int64_t padding = 0;
    std::int64_t overhang = 0;
    std::int64_t outside() const { return padding + overhang; }
    std::int64_t all() const { return inside + padding + overhang; }
};

Kinds kinds_of(const std::vector<Term>& terms) {
    Kinds kinds;
    for (const Term& term : terms) {
        if (term.tap.kind == TapKind::inside) ++kinds.inside;
        if (term.tap.kind == TapKind::padding) ++kinds.padding;
        if (term.tap.kind == TapKind::overhang) ++kinds.overhang;
    }
    return kinds;
}

/// "5 padded cells", "5 padded and 2 overhang cells": those that a maximum does not see.
std::string outside_cells(const Kinds& kinds) {
    if (kinds.overhang == 0) return text::counted(kinds.padding, "padded cell");
    if (kinds.padding == 0) return text::counted(kinds.overhang, "overhang cell");
    return fmt::format("{} padded and {}", kinds.padding, text::counted(kinds.overhang, "overhang cell"));
}

std::string tie_of(const Explanation& told) {
    if (told.tied.empty()) return "";
    const std::size_t count = told.tied.size() + 1;
    const std::string times = count == 2 ? "twice" : fmt::format("{} times", count);
    if (std::isnan(told.result)) return fmt::format("; it occurs {}, and the last one is reported", times);
    return fmt::format("; {} occurs {}; the first in reading order wins", text::number(told.result), times);
}

std::string maximum(const Explanation& told) {
    const Kinds kinds = kinds_of(told.terms);
    if (!told.winner) return "no tap of the window lies on a real cell: the maximum of no value is −∞";
    std::string sentence;
    if (std::isnan(told.result)) {
        sentence = "NaN: in a maximum it wins over every number";
    } else if (kinds.inside == 1) {
        sentence = kinds.outside() == 0 ? "the only value in the window" : "the only real value in the window";
    } else {
        sentence = kinds.outside() == 0 ? fmt::format("the largest of the {} values in the window", kinds.inside)
                                        : fmt::format("the largest of {} values", kinds.inside);
    }
    if (kinds.outside() > 0) {
        const bool one = kinds.outside() == 1;
        sentence += fmt::format("; {} {} as −∞ and never {}", outside_cells(kinds), one ? "counts" : "count",
                                one ? "wins" : "win");
    }
    return sentence + tie_of(told);
}

std::string average(const AvgPool& pool, const Explanation& told) {
    const Kinds kinds = kinds_of(told.terms);
    const std::string divisor = text::number(*told.divisor);
    if (kinds.inside == 0 && *told.divisor == 0)
        return "the window holds no real cell and padding is not counted: 0 divided by 0 is NaN";
    const std::int64_t summed = pool.count_include_pad ? kinds.inside + kinds.padding : kinds.inside;
    std::string sentence = kinds.inside == 0
                               ? fmt::format("the window holds no real cell, only padding: 0 divided by {}", divisor)
                               : fmt::format("the sum of {} divided by {}",
                                             kinds.outside() == 0 && summed > 1 ? fmt::format("the {} values", summed)
                                                                                : text::counted(summed, "value"),
                                             divisor);
    if (kinds.inside > 0 && kinds.padding > 0 && pool.count_include_pad) sentence += ", padding counts as 0";
    if (pool.divisor_override) return sentence + ": divisor_override takes the place of the count";
    if (kinds.overhang > 0) {
        sentence += kinds.padding > 0 && !pool.count_include_pad
                        ? ": neither padding nor the overhang that ceil mode adds is counted"
                        : ": the overhang that ceil mode adds never counts";
    } else if (kinds.padding > 0 && !pool.count_include_pad) {
        sentence += ": padding is not counted";
    }
    return sentence;
}

/// "input[0, 3]" along the windowed axes.
std::string source_name(const Geometry& geometry, std::int64_t source) {
    const Index at = unflatten(geometry.input, source);
    return "input" + text::bracketed({at.begin() + geometry.leading, at.end()});
}

std::string copy(const Geometry& geometry, const Explanation& told) {
    const Term& term = told.terms.front();
    if (term.tap.source < 0) return "padding: the constant " + text::number(geometry.pad_value);
    const std::string from = source_name(geometry, term.tap.source);
    if (term.tap.kind == TapKind::inside) return "copied from " + from;
    switch (geometry.padding_mode) {
        case PaddingMode::reflect:
            return "padding: reflected from " + from;
        case PaddingMode::replicate:
            return "padding: the nearest edge cell, " + from;
        case PaddingMode::circular:
            return "padding: wrapped around from " + from;
        case PaddingMode::constant:
            break;
    }
    return "padding: copied from " + from;
}

/// "; 5 padded cells count as 0", for a convolution with padding in its window.
std::string padded_products(const Geometry& geometry, const Kinds& kinds, std::size_t channels) {
    if (kinds.padding == 0) return "";
    const std::string cells = text::counted(kinds.padding / static_cast<std::int64_t>(channels), "padded cell") +
                              (channels > 1 ? " per channel" : "");
    const bool one = kinds.padding / static_cast<std::int64_t>(channels) == 1;
    switch (geometry.padding_mode) {
        case PaddingMode::reflect:
            return fmt::format("; {} {} the input", cells, one ? "reflects" : "reflect");
        case PaddingMode::replicate:
            return fmt::format("; {} {} the edge", cells, one ? "repeats" : "repeat");
        case PaddingMode::circular:
            return fmt::format("; {} {} around", cells, one ? "wraps" : "wrap");
        case PaddingMode::constant:
            break;
    }
    return fmt::format("; {} {} as 0", cells, one ? "counts" : "count");
}

std::string sum_of_products(const Geometry& geometry, const Explanation& told) {
    const Kinds kinds = kinds_of(told.terms);
    const std::string bias = told.bias ? ", plus the bias" : "";
    if (kinds.inside == 0 && geometry.padding_mode == PaddingMode::constant)
        return told.bias ? "the window holds only padding, which counts as 0: the bias is all that is left"
                         : "the window holds only padding, which counts as 0: the sum is 0";
    const std::size_t channels = std::max<std::size_t>(told.channels.size(), 1);
    const std::string products = text::counted(kinds.all() / static_cast<std::int64_t>(channels), "product");
    std::string sentence = channels == 1 ? fmt::format("the sum of {}{}", products, bias)
                                         : fmt::format("one sum of {} per channel{}", products, bias);
    if (geometry.groups > 1 && !told.channels.empty()) {
        const std::int64_t group = told.channels.front() / static_cast<std::int64_t>(channels);
        sentence += fmt::format("; group {} reads {} {}", group, channels == 1 ? "channel" : "channels",
                                text::listed(told.channels));
    }
    return sentence + padded_products(geometry, kinds, channels);
}

}  // namespace

std::string sentence_of(const Geometry& geometry, const Explanation& told) {
    return std::visit(overloaded{
                          [&](const MaxPool&) { return maximum(told); },
                          [&](const AvgPool& pool) { return average(pool, told); },
                          [&](const Pad&) { return copy(geometry, told); },
                          [&](const Conv&) { return sum_of_products(geometry, told); },
                      },
                      geometry.operation);
}

}  // namespace stridelens
