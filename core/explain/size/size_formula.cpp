#include "core/explain/size/size_formula.h"

#include "core/explain/size/size_pieces.h"
#include "core/window/coverage.h"
#include "core/window/window.h"
#include "core/words/prose.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>

namespace stridelens {
namespace {

using size_words::append;
using size_words::cells_are;

bool is_same(AutoPad auto_pad) {
    return auto_pad == AutoPad::same_upper || auto_pad == AutoPad::same_lower;
}

/// PyTorch's average and power-average pooling have no dilation, and neither have their documented formulas.
bool knows_dilation(const Operation& operation) {
    const bool without = std::holds_alternative<AvgPool>(operation) || std::holds_alternative<LpPool>(operation);
    return !without || convention_of(operation) != Convention::pytorch;
}

/// Numerator of the textbook formula: "5 + 2·0 − 1·(2−1) − 1".
void numerator(SizePieces& pieces, const Operation& operation, const Axis& axis, const std::string& name) {
    pieces.value(Field::input, name, axis.in).same(" ");
    if (axis.pad_begin == axis.pad_end)
        pieces.same("+ 2·").value(Field::padding, "p", axis.pad_begin);
    else
        pieces.plus(Field::padding, side_symbol(name, false), axis.pad_begin)
            .same(" ")
            .plus(Field::padding, side_symbol(name, true), axis.pad_end);
    if (!knows_dilation(operation)) {
        pieces.same(" − ").value(Field::kernel_size, "k", axis.kernel);
        return;
    }
    pieces.same(" − ").value(Field::dilation, "d", axis.dilation);
    pieces.same("·(").value(Field::kernel_size, "k", axis.kernel).same("−1) − 1");
}

/// First position beyond the last window.
std::int64_t end_of_windows(const Axis& axis) {
    return window_along(axis, axis.out - 1).last + 1;
}

/// Positions of the last window's far edge beyond the input with its padding (> 0) or before its end (< 0).
std::int64_t reach_of(const Axis& axis) {
    return end_of_windows(axis) - axis.in - axis.pad_end;
}

/// What the remainder leaves unread at the end: real cells by name, padding by count.
std::string remainder_note(const Axis& axis, const std::string& noun, const SizeFormula& formula) {
    const std::int64_t first = end_of_windows(axis);
    std::vector<std::int64_t> real;
    std::int64_t padding = 0;
    for (const std::int64_t at : formula.unread) {
        if (at < first) continue;
        if (at < axis.in)
            real.push_back(at);
        else
            ++padding;
    }
    std::string head = fmt::format("remainder {}", formula.remainder);
    if (real.empty() && padding == 0) return head;  // read after all, through padding that copies
    if (padding == 0) return fmt::format("{}: {} never read", head, cells_are(noun, real));
    if (real.empty()) {
        if (padding == 1)
            return fmt::format("{}: the last padding {} {} never read", head, noun, size_words::is_or_are(noun));
        return fmt::format("{}: the last {} padding {} are never read", head, padding, size_words::plural_of(noun));
    }
    return fmt::format("{}: {} {} and the padding after {} are never read", head,
                       real.size() == 1 ? noun : size_words::plural_of(noun), text::listed(real),
                       real.size() == 1 ? "it" : "them");
}

/// Real cells that lie between windows, or between the taps of dilated ones.
std::string gap_note(const Axis& axis, const std::string& noun, const SizeFormula& formula) {
    const std::int64_t end = std::min(axis.in, end_of_windows(axis));
    std::vector<std::int64_t> gaps;
    for (const std::int64_t at : formula.unread)
        if (at >= 0 && at < end) gaps.push_back(at);
    if (gaps.empty()) return "";
    std::string why = fmt::format("stride {} and dilation {} step over cells", axis.stride, axis.dilation);
    if (axis.stride > axis.span()) why = fmt::format("stride {} is more than the window", axis.stride);
    if (axis.stride == 1) why = fmt::format("dilation {} skips cells", axis.dilation);
    return fmt::format("{}: {} never read", why, cells_are(noun, gaps));
}

/// Input positions that no window reads, not even through padding that copies them.
std::vector<std::int64_t> unread_along(const Axis& axis, PaddingMode mode) {
    const std::vector<std::int64_t> reads = axis_coverage(axis, mode);
    std::vector<std::int64_t> unread = unread_positions(axis);
    std::erase_if(unread,
                  [&](std::int64_t at) { return at >= 0 && at < axis.in && reads[static_cast<std::size_t>(at)] > 0; });
    return unread;
}

SizeFormula pad_formula(const Axis& axis, SizeFormula formula, const std::string& noun) {
    SizePieces pieces;
    pieces.value(Field::input, formula.axis, axis.in).same(" ");
    pieces.plus(Field::padding, side_symbol(formula.axis, false), axis.pad_begin).same(" ");
    pieces.plus(Field::padding, side_symbol(formula.axis, true), axis.pad_end);
    std::move(pieces).write(formula);
    std::vector<std::int64_t> cropped;
    for (const std::int64_t at : formula.unread)
        if (at >= 0 && at < axis.in) cropped.push_back(at);
    if (!cropped.empty()) formula.note = fmt::format("negative padding crops: {} cut off", cells_are(noun, cropped));
    return formula;
}

SizeFormula same_formula(const Axis& axis, SizeFormula formula, const std::string& noun) {
    SizePieces pieces;
    pieces.same("⌈").value(Field::input, formula.axis, axis.in);
    pieces.same("/").value(Field::stride, "s", axis.stride).same("⌉");
    std::move(pieces).write(formula);
    formula.remainder = std::max<std::int64_t>(-reach_of(axis), 0);
    formula.note = fmt::format("'same' chose the padding: {} before, {} after", axis.pad_begin, axis.pad_end);
    if (formula.remainder > 0) append(formula.note, remainder_note(axis, noun, formula));
    append(formula.note, gap_note(axis, noun, formula));
    return formula;
}

SizeFormula sliding_formula(const Operation& operation, AutoPad auto_pad, const Axis& axis, SizeFormula formula,
                            const std::string& noun) {
    const std::int64_t reach = reach_of(axis);
    const bool ceil = axis.ceil_mode && auto_pad != AutoPad::valid;
    // Ceil mode would add a window that the last-window rule takes away again: a whole stride is still free.
    formula.window_dropped = ceil && reach < 0;
    formula.remainder = std::llabs(reach);
    SizePieces pieces;
    pieces.same(ceil ? "⌈(" : "⌊(");
    numerator(pieces, operation, axis, formula.axis);
    pieces.same(")/").value(Field::stride, "s", axis.stride).same(ceil ? "⌉ + 1" : "⌋ + 1");
    if (formula.window_dropped) pieces.same(" − 1");
    if (axis.stride > 1) {
        const std::string value = quotient_text(axis.in + axis.pad_begin + axis.pad_end - axis.span(), axis.stride);
        formula.rounded = fmt::format("{}{}{}{}", ceil ? "⌈" : "⌊", value, ceil ? "⌉ + 1" : "⌋ + 1",
                                      formula.window_dropped ? " − 1" : "");
        if (reach < 0 && !ceil) formula.left_over = left_over_text(-reach, axis.stride);
    }
    std::move(pieces).write(formula);
    if (reach > 0) {
        formula.note = fmt::format("ceil mode: the last window overhangs by {}", size_words::counted(reach, noun));
        append(formula.note, gap_note(axis, noun, formula));
        return formula;
    }
    if (formula.window_dropped)
        formula.note =
            fmt::format("ceil mode: window {} would start beyond the last input {} and is dropped", axis.out + 1, noun);
    if (formula.remainder > 0) append(formula.note, remainder_note(axis, noun, formula));
    append(formula.note, gap_note(axis, noun, formula));
    return formula;
}

/// Convolution, pools and Unfold: output o reads from o·stride on.
SizeFormula window_formula(const Operation& operation, AutoPad auto_pad, const Axis& axis, SizeFormula formula,
                           const std::string& noun) {
    if (is_same(auto_pad)) return same_formula(axis, std::move(formula), noun);
    return sliding_formula(operation, auto_pad, axis, std::move(formula), noun);
}

/// "4 · 4 = 16 columns of 2 · 9 = 18 numbers": what the windows of all axes make of the output.
std::string columns_note(const Geometry& geometry) {
    std::vector<std::string> windows;
    for (const Axis& axis : geometry.axes) windows.push_back(fmt::format("{}", axis.out));
    const std::string product = windows.size() > 1 ? fmt::format("{} = ", fmt::join(windows, " · ")) : "";
    const std::int64_t cells = geometry.kernel_cells();
    const std::string channels = geometry.in_channels > 1 ? fmt::format("{} · {} = ", geometry.in_channels, cells) : "";
    return fmt::format("{}{} of {}{}", product, text::counted(geometry.output_cells(), "column"), channels,
                       text::counted(geometry.in_channels * cells, "number"));
}

SizeFormula formula_along(const Geometry& geometry, std::size_t a, const std::string& noun) {
    const Axis& axis = geometry.axes[a];
    SizeFormula formula;
    formula.axis = axis_name(geometry, a);
    formula.result = axis.out;
    formula.unread = unread_along(axis, geometry.padding_mode);
    const auto windows = [&](AutoPad auto_pad) {
        return window_formula(geometry.operation, auto_pad, axis, std::move(formula), noun);
    };
    return std::visit(
        overloaded{
            [&](const MaxPool& pool) { return windows(pool.auto_pad); },
            [&](const AvgPool& pool) { return windows(pool.auto_pad); },
            [&](const Pad&) { return pad_formula(axis, std::move(formula), noun); },
            [&](const Conv& conv) { return windows(conv.auto_pad); },
            [&](const MinPool& pool) { return windows(pool.auto_pad); },
            [&](const LpPool& pool) { return windows(pool.auto_pad); },
            [&](const AdaptiveMaxPool& pool) {
                return adaptive_formula(axis, pool.output_size[a].has_value(), std::move(formula));
            },
            [&](const AdaptiveAvgPool& pool) {
                return adaptive_formula(axis, pool.output_size[a].has_value(), std::move(formula));
            },
            [&](const MaxUnpool& unpool) { return unpool_formula(unpool, axis, std::move(formula), noun); },
            [&](const ConvTranspose& conv) { return transposed_formula(conv, axis, std::move(formula), noun); },
            [&](const Unfold&) { return windows(AutoPad::none); },
            [&](const Fold&) { return fold_formula(axis, std::move(formula), noun); },
        },
        geometry.operation);
}

}  // namespace

std::vector<SizeFormula> size_formulas(const Geometry& geometry) {
    std::vector<SizeFormula> formulas;
    for (std::size_t a = 0; a < geometry.axes.size(); ++a) {
        formulas.push_back(formula_along(geometry, a, size_words::noun_of(axis_name(geometry, a))));
        std::vector<std::string> alike;
        for (std::size_t b = 0; b < geometry.axes.size(); ++b)
            if (geometry.axes[b] == geometry.axes[a]) alike.push_back(axis_name(geometry, b));
        formulas.back().shared_note = formula_along(geometry, a, size_words::noun_of(alike)).note;
    }
    if (std::holds_alternative<Unfold>(geometry.operation))
        for (std::string* note : {&formulas.back().note, &formulas.back().shared_note})
            append(*note, columns_note(geometry));
    return formulas;
}

}  // namespace stridelens
