// Sizes of the operations whose windows do not simply slide: adaptive pools, and the transposed ones.

#include "core/explain/size/size_formula.h"
#include "core/explain/size/size_pieces.h"
#include "core/window/coverage.h"
#include "core/words/prose.h"

#include <fmt/format.h>

#include <algorithm>
#include <limits>

namespace stridelens {
namespace size_words {

std::string noun_of(const std::string& axis) {
    if (axis == "W") return "column";
    if (axis == "H") return "row";
    if (axis == "D") return "slice";
    if (axis == "C") return "channel";
    if (axis == "N") return "sample";
    return "position";
}

std::string noun_of(const std::vector<std::string>& axes) {
    std::vector<std::string> nouns;
    for (const std::string& axis : axes) nouns.push_back(noun_of(axis));
    return text::joined(nouns);
}

std::string plural_of(const std::string& noun) {
    std::string plural;
    for (const char c : noun) {
        if ((c == ',' || c == ' ') && !plural.ends_with(",") && !plural.ends_with(" and")) plural += 's';
        plural += c;
    }
    return plural + "s";
}

const char* is_or_are(const std::string& noun) {
    return noun.find(' ') == std::string::npos ? "is" : "are";
}

std::string counted(std::int64_t count, const std::string& noun) {
    return fmt::format("{} {}", prose(count), count == 1 ? noun : plural_of(noun));
}

std::string cells_are(const std::string& noun, const std::vector<std::int64_t>& positions) {
    if (positions.size() == 1) return fmt::format("{} {} {}", noun, text::listed(positions), is_or_are(noun));
    return fmt::format("{} {} are", plural_of(noun), text::listed(positions));
}

void append(std::string& note, const std::string& sentence) {
    if (sentence.empty()) return;
    if (!note.empty()) note += "; ";
    note += sentence;
}

}  // namespace size_words

namespace {

using size_words::append;
using text::signed_term;

/// Least and most of something that differs along an axis.
struct Span {
    std::int64_t least = std::numeric_limits<std::int64_t>::max();
    std::int64_t most = 0;
    void take(std::int64_t value) {
        least = std::min(least, value);
        most = std::max(most, value);
    }
};

/// "(5−1)·2 − 2·1", "(5−1)·2 − 1 − 0": how far the stamps reach, less what the padding takes off.
SizePieces stamped(const Axis& axis, const std::string& name) {
    SizePieces pieces;
    pieces.same("(").value(Field::input, name, axis.in).same("−1)·").value(Field::stride, "s", axis.stride).same(" ");
    if (axis.pad_begin == axis.pad_end && axis.pad_begin >= 0)
        pieces.same("− 2·").value(Field::padding, "p", axis.pad_begin);
    else
        pieces.minus(Field::padding, side_symbol(name, false), axis.pad_begin)
            .same(" ")
            .minus(Field::padding, side_symbol(name, true), axis.pad_end);
    return pieces;
}

/// The output's size is a setting.
void write_given(SizeFormula& formula) {
    SizePieces pieces;
    pieces.same("output_size");
    std::move(pieces).write(formula);
}

/// How many input cells write to each output position; none of them looked at where that would take long.
std::vector<std::int64_t> stamps_along(const Axis& axis) {
    std::vector<std::int64_t> stamps;
    if (axis.out * axis.kernel > kMostUnread) return stamps;
    for (std::int64_t o = 0; o < axis.out; ++o) {
        std::int64_t count = 0;
        for (std::int64_t k = 0; k < axis.kernel; ++k)
            if (source_position(axis, PaddingMode::constant, input_index(axis, o, k)) >= 0) ++count;
        stamps.push_back(count);
    }
    return stamps;
}

/// Cells that no stamp reaches (no window covers), and stamps that overlap more here than there.
std::string stamps_note(const Axis& axis, const std::string& noun, const char* stamp, const char* reach) {
    const std::vector<std::int64_t> stamps = stamps_along(axis);
    std::vector<std::int64_t> empty;
    Span within;  // away from the edges, where fewer stamps overlap anyway
    for (std::int64_t o = 0; o < static_cast<std::int64_t>(stamps.size()); ++o) {
        const std::int64_t count = stamps[static_cast<std::size_t>(o)];
        if (count == 0) empty.push_back(o);
        if (input_index(axis, o, axis.kernel - 1) >= 0 && input_index(axis, o, 0) < stretched(axis)) within.take(count);
    }
    if (!empty.empty())
        return fmt::format("no {} {}{} {}{} {}", stamp, reach, *reach == 'r' ? "es" : "s", noun,
                           empty.size() == 1 ? "" : "s", text::listed(empty));
    if (within.least >= within.most) return "";
    return fmt::format("stamps overlap unevenly: {} to {} reach a {} (a checkerboard)", within.least, within.most,
                       noun);
}

/// Input cells that write only where the padding is taken off.
std::string cut_note(const SizeFormula& formula, const std::string& noun) {
    if (formula.unread.empty()) return "";
    const bool one = formula.unread.size() == 1;
    return fmt::format("input {}{} {} {} only onto what the padding takes off", noun, one ? "" : "s",
                       text::listed(formula.unread), one ? "writes" : "write");
}

}  // namespace

SizeFormula adaptive_formula(const Axis& axis, bool given, SizeFormula formula) {
    SizePieces pieces;
    pieces.same(given ? "output_size" : "input size");
    std::move(pieces).write(formula);
    if (axis.out == 0) {
        formula.note = "an output of size 0 has no window";
        return formula;
    }
    if (axis.out == 1) {
        formula.note = fmt::format("one window over {}: global pooling",
                                   axis.in == 1 ? "the only cell" : fmt::format("all {} cells", axis.in));
        return formula;
    }
    if (axis.in % axis.out == 0) {
        formula.note = fmt::format("every window reads {}: as a pool of kernel {} and stride {}",
                                   text::counted(axis.in / axis.out, "cell"), axis.in / axis.out, axis.in / axis.out);
        return formula;
    }
    Span lengths;
    for (std::int64_t o = 0; o < std::min(axis.out, kMostUnread); ++o) lengths.take(window_length(axis, o));
    formula.note =
        fmt::format("window o reads ⌊o·{0}/{1}⌋ … ⌈(o+1)·{0}/{1}⌉ − 1: {2}, and neighbours share", axis.in, axis.out,
                    lengths.least == lengths.most ? text::counted(lengths.least, "cell")
                                                  : fmt::format("{} or {} cells", lengths.least, lengths.most));
    return formula;
}

SizeFormula transposed_formula(const ConvTranspose& conv, const Axis& axis, SizeFormula formula,
                               const std::string& noun) {
    SizePieces pieces = stamped(axis, formula.axis);
    pieces.same(" + ").value(Field::dilation, "d", axis.dilation);
    pieces.same("·(").value(Field::kernel_size, "k", axis.kernel).same("−1) ");
    pieces.plus(Field::output_padding, "a", axis.output_padding).same(" + 1");
    std::move(pieces).write(formula);
    const bool same = conv.auto_pad == AutoPad::same_upper || conv.auto_pad == AutoPad::same_lower;
    if (same || (!conv.output_size.empty() && conv.convention == Convention::onnx)) {
        const std::string chooser = same ? "'same'" : "output_shape";
        formula.note = axis.pad_end < 0
                           ? fmt::format("{} appends {} of zeros", chooser, text::counted(-axis.pad_end, noun))
                           : fmt::format("{} takes {} off before, {} after", chooser, axis.pad_begin, axis.pad_end);
    }
    if (axis.output_padding > 0 && axis.output_padding < axis.stride)
        append(
            formula.note,
            fmt::format("a convolution of stride {} makes {} of {} as of {}: output_padding {} chooses {}", axis.stride,
                        axis.in, axis.out - axis.output_padding, axis.out, axis.output_padding, axis.out));
    append(formula.note, cut_note(formula, noun));
    append(formula.note, stamps_note(axis, noun, "stamp", "reach"));
    return formula;
}

SizeFormula unpool_formula(const MaxUnpool& unpool, const Axis& axis, SizeFormula formula, const std::string& noun) {
    SizePieces pieces = stamped(axis, formula.axis);
    pieces.same(" + ").value(Field::kernel_size, "k", axis.kernel);
    std::move(pieces).write(formula);
    const std::int64_t inferred = axis.out - axis.output_padding;  // PyTorch's default
    if (unpool.output_size.empty()) return formula;
    const std::string inverse = formula.expression;
    write_given(formula);
    if (inferred == axis.out) return formula;
    formula.note = unpool.convention == Convention::onnx
                       ? fmt::format("{} = {}: the indices count {}s of that size; the result lies at the beginning",
                                     inverse, inferred, noun)
                       : fmt::format("{} = {} would be the default; the pool can have had either", inverse, inferred);
    return formula;
}

SizeFormula fold_formula(const Axis& axis, SizeFormula formula, const std::string& noun) {
    write_given(formula);
    const std::string pads = axis.pad_begin == axis.pad_end
                                 ? fmt::format("+ 2·{}", axis.pad_begin)
                                 : signed_term(axis.pad_begin) + " " + signed_term(axis.pad_end);
    formula.note = fmt::format("⌊({} {} − {}·({}−1) − 1)/{}⌋ + 1 = {} stood here", axis.out, pads, axis.dilation,
                               axis.kernel, axis.stride, text::counted(axis.in, "window"));
    append(formula.note, stamps_note(axis, noun, "window", "cover"));
    return formula;
}

}  // namespace stridelens
