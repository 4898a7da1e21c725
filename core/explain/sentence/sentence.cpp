#include "core/explain/sentence/sentence.h"

#include "core/explain/size/size_formula.h"
#include "core/window/channels.h"
#include "core/words/prose.h"

#include <fmt/format.h>

#include <algorithm>

namespace stridelens::sentence {
namespace {

/// Index along the last axes of `shape`, after the leading ones.
std::string named(const char* grid, const Shape& shape, std::size_t leading, std::int64_t flat) {
    const Index at = unflatten(shape, flat);
    return grid + text::bracketed({at.begin() + leading, at.end()});
}

std::string copy(const Geometry& geometry, const Explanation& told) {
    const Term& term = told.terms.front();
    if (term.tap.source < 0) return "padding: the constant " + prose(geometry.pad_value);
    const std::string from = source_name(geometry, term.tap.source);
    if (term.tap.kind == TapKind::inside) return "copied from " + from;
    switch (geometry.padding_mode) {
        case PaddingMode::reflect:
            return "padding: reflected from " + from;
        case PaddingMode::symmetric:
            return "padding: mirrored, with the edge, from " + from;
        case PaddingMode::replicate:
            return "padding: the nearest edge cell, " + from;
        case PaddingMode::circular:
            return "padding: wrapped around from " + from;
        case PaddingMode::constant:
            break;
    }
    return "padding: copied from " + from;
}

/// "kernel cell [0, 1] of window [1, 3], copied from input[1, 4]": one number of one column.
std::string unfolded(const Geometry& geometry, const Explanation& told) {
    const Term& term = told.terms.front();
    const Index window = column_window(geometry, told.output.back());
    const std::string where = fmt::format("{}kernel cell {} of window {}",
                                          geometry.in_channels > 1 ? fmt::format("channel {}, ", term.tap.channel) : "",
                                          text::bracketed({term.tap.kernel.begin(), term.tap.kernel.end()}),
                                          text::bracketed({window.begin(), window.end()}));
    if (term.tap.source < 0) return where + ": padding, which counts as 0";
    return where + ", copied from " + source_name(geometry, term.tap.source);
}

/// Which index put a value here.
std::string unpooled(const Geometry& geometry, const Operands& operands, const Explanation& told) {
    if (!told.winner) return "no index points here: 0";
    const std::int64_t source = told.terms[*told.winner].tap.source;
    std::string sentence = fmt::format("index {} of {} points here", operands.indices[static_cast<std::size_t>(source)],
                                       source_name(geometry, source));
    if (told.tied.empty()) return sentence;
    std::string others;
    for (std::size_t i = 0; i < std::min<std::size_t>(told.tied.size(), 2); ++i)
        others += (i > 0 ? ", " : "") + source_name(geometry, told.terms[told.tied[i]].tap.source);
    if (told.tied.size() > 2) others += " …";
    const char* does = told.tied.size() == 1 ? "does" : "do";
    return fmt::format("{}; so {} that of {}: the last in reading order stays", sentence, does, others);
}

}  // namespace

std::string source_name(const Geometry& geometry, std::int64_t source) {
    return named("input", geometry.input, geometry.leading, source);
}

std::string output_name(const Geometry& geometry, std::int64_t output) {
    // Unfold: the row belongs to the name of a cell of the columns.
    const bool columns = std::holds_alternative<Unfold>(geometry.operation);
    return named("output", geometry.output, geometry.leading - (columns ? 1 : 0), output);
}

std::string noun_along(const Geometry& geometry, std::size_t axis, bool plural) {
    return size_words::noun_of(axis_name(geometry, axis)) + (plural ? "s" : "");
}

std::string range_along(const Geometry& geometry, std::size_t axis, const Positions& at) {
    return at.first == at.last
               ? fmt::format("{} {}", noun_along(geometry, axis, false), prose(at.first))
               : fmt::format("{} {} to {}", noun_along(geometry, axis, true), prose(at.first), prose(at.last));
}

std::string of_output(const Geometry& geometry, const Operands& operands, const Explanation& told) {
    return std::visit(overloaded{
                          [&](const MaxPool&) { return extreme(geometry, told); },
                          [&](const AvgPool&) { return average(geometry, told); },
                          [&](const Pad&) { return copy(geometry, told); },
                          [&](const Conv&) { return sum_of_products(geometry, told); },
                          [&](const MinPool&) { return extreme(geometry, told); },
                          [&](const LpPool& pool) { return norm(pool, geometry, told); },
                          [&](const AdaptiveMaxPool&) { return extreme(geometry, told) + adaptive(geometry, told); },
                          [&](const AdaptiveAvgPool&) { return average(geometry, told) + adaptive(geometry, told); },
                          [&](const MaxUnpool&) { return unpooled(geometry, operands, told); },
                          [&](const ConvTranspose&) { return gathered(geometry, told); },
                          [&](const Unfold&) { return unfolded(geometry, told); },
                          [&](const Fold&) { return folded(told); },
                      },
                      geometry.operation);
}

}  // namespace stridelens::sentence
