// Sentences of gradient cells and of stamps.

#include "core/explain/sentence/sentence.h"
#include "core/window/channels.h"
#include "core/words/prose.h"

#include <fmt/format.h>

#include <cmath>

namespace stridelens::sentence {
namespace {

const char* kUnread = "no window reads this cell: nothing comes back";

/// Of a maximum: the winner takes it all. `nan`: the told cell is no number.
std::string routed_back(const Explanation& told, bool nan) {
    const std::int64_t readers = told.count;
    if (readers == 0) return kUnread;
    const std::int64_t won = told.counted;
    std::string sentence;
    if (readers == 1) {
        sentence = won == 1 ? "won the only window that reads it: its upstream gradient comes back whole"
                            : "did not win the only window that reads it: nothing comes back";
    } else if (won == 0) {
        sentence = fmt::format("won none of the {} windows that read it: nothing comes back", readers);
    } else {
        sentence =
            fmt::format("won {} of the {} windows that read it: {}", won == readers ? "all" : prose(won), readers,
                        won == 1 ? "its upstream gradient comes back whole" : "their upstream gradients add up");
    }
    if (told.equal == 0) return sentence;
    return fmt::format("{}; in {} it equals the winner, but the {} in reading order takes it all", sentence,
                       text::counted(told.equal, "window"), nan ? "last" : "first");
}

/// Of an average: 1/divisor of each.
std::string spread_back(const Explanation& told) {
    if (told.terms.empty()) return kUnread;
    const bool one = told.count == 1;
    const std::string who = one ? std::string("the one window that reads it passes")
                                : fmt::format("each of the {} windows that read it passes", told.count);
    if (!told.shared_factor) return fmt::format("{} its upstream gradient back, divided by its own divisor", who);
    const auto divisor = std::llround(1.0 / static_cast<double>(*told.shared_factor));
    if (divisor == 1) return fmt::format("{} its upstream gradient back whole", who);
    if (divisor < 0)
        return fmt::format("{} its upstream gradient divided by {} back", who, prose(std::int64_t{divisor}));
    return fmt::format("{} 1/{} of its upstream gradient back", who, divisor);
}

std::string norm_back(const LpPool& pool, const Explanation& told) {
    if (told.terms.empty()) return kUnread;
    const bool one = told.count == 1;
    const std::string who = one ? std::string("the one window that reads it passes")
                                : fmt::format("each of the {} windows that read it passes", told.count);
    const bool onnx = pool.convention == Convention::onnx;
    if (pool.norm_type == 1.0)
        return fmt::format("{} its upstream gradient back{}", who, onnx ? ", with the sign of this cell" : "");
    const std::string factor =
        pool.norm_type == 2.0 ? "cell/norm" : fmt::format("(cell/norm)^{}", prose(pool.norm_type - 1.0));
    return fmt::format("{} its upstream gradient times {} back{}", who, factor,
                       told.shared_factor == 0.0F ? ": here 0" : "");
}

/// Of a copy: every copy gives its own back.
std::string copied_back(const Geometry& geometry, const Explanation& told, const char* lost) {
    if (told.terms.empty()) return lost;
    if (told.count == 1)
        return fmt::format("copied to {} only: its upstream gradient comes back whole",
                           output_name(geometry, told.terms.front().output));
    return fmt::format("copied to {} output cells: their upstream gradients add up", told.count);
}

std::string added_back(const Geometry& geometry, const Explanation& told) {
    if (told.terms.empty()) return "lies in the padding, which Fold throws away: nothing comes back";
    return fmt::format("added once, to {}: its upstream gradient comes back whole",
                       output_name(geometry, told.terms.front().output));
}

std::string gathered_back(const Geometry& geometry, const Operands& operands, const Explanation& told) {
    const Term& term = told.terms.front();
    const std::string sentence =
        fmt::format("its index put it at {}: the upstream gradient from there", output_name(geometry, term.output));
    if (unpooled_from(geometry, operands.indices, term.output) == term.tap.source) return sentence;
    return sentence + " (also where another value lies on top, as PyTorch has it)";
}

std::string weighed_back(const Explanation& told) {
    const std::int64_t count = told.counted;
    if (count == 0) return kUnread;
    if (count == 1) return "the one output that read it passes its upstream gradient times the weight it read it with";
    return fmt::format(
        "the sum of {} products: each output that read it passes its upstream gradient times the weight "
        "it read it with",
        count);
}

std::string stamps_back(const Explanation& told) {
    const std::int64_t count = told.counted;
    if (count == 0) return "all of its stamp was cut off: nothing comes back";
    if (count == 1)
        return "the one output it was stamped on passes its upstream gradient times the weight it was stamped with";
    return fmt::format(
        "the sum of {} products: each output it was stamped on passes its upstream gradient times the "
        "weight it was stamped with",
        count);
}

std::string of_weight(const Geometry& geometry, const Explanation& told) {
    const std::int64_t count = told.counted;
    std::string sentence = fmt::format(
        "the sum of {}: each output's upstream gradient times the input cell that this "
        "weight met there",
        text::counted(count, "product"));
    if (count == 1) sentence = "one product: the output's upstream gradient times the input cell that this weight met";
    if (count == 0) return "this weight met no input cell: its gradient is 0";
    if (!geometry.transposed() && told.kinds.padding > 0 && geometry.padding_mode == PaddingMode::constant)
        sentence += fmt::format("; {} of them met padding, which counts as 0", told.kinds.padding);
    return sentence;
}

std::string of_bias(const Explanation& told) {
    if (told.counted == 1) return "added to the one output cell of its channel: that upstream gradient comes back";
    return fmt::format("added to each of the {} output cells of its channel: their upstream gradients add up",
                       told.counted);
}

std::string of_input(const Geometry& geometry, const Operands& operands, const Explanation& told) {
    const bool nan = std::isnan(operands.input.at(told.output));
    return std::visit(overloaded{
                          [&](const MaxPool&) { return routed_back(told, nan); },
                          [&](const AvgPool&) { return spread_back(told); },
                          [&](const Pad&) {
                              return copied_back(geometry, told, "cut off: no output holds it, so nothing comes back");
                          },
                          [&](const Conv&) { return weighed_back(told); },
                          [&](const MinPool&) { return routed_back(told, nan); },
                          [&](const LpPool& pool) { return norm_back(pool, told); },
                          [&](const AdaptiveMaxPool&) { return routed_back(told, nan); },
                          [&](const AdaptiveAvgPool&) { return spread_back(told); },
                          [&](const MaxUnpool&) { return gathered_back(geometry, operands, told); },
                          [&](const ConvTranspose&) { return stamps_back(told); },
                          [&](const Unfold&) { return copied_back(geometry, told, kUnread); },
                          [&](const Fold&) { return added_back(geometry, told); },
                      },
                      geometry.operation);
}

/// "4 of the 9 cells of the kernel", those that do not fall outside.
std::string reached(const Geometry& geometry, const Explanation& told) {
    const std::int64_t cells = geometry.kernel_cells();
    const std::int64_t channels = channels_reading(geometry, 0).count;
    const auto landed = told.count / channels;
    std::string sentence =
        landed == cells ? text::counted(cells, "output cell") : fmt::format("{} output cells", landed);
    if (landed == 1) sentence = "1 output cell";
    if (channels > 1) sentence += fmt::format(" in each of {} channels", channels);
    const std::int64_t lost = cells - landed;
    if (lost > 0)
        sentence += fmt::format("; {} of the stamp's {} {} outside and {} cut off", lost, cells,
                                lost == 1 ? "falls" : "fall", lost == 1 ? "is" : "are");
    return sentence;
}

}  // namespace

std::string of_gradient(const Geometry& geometry, const Operands& operands, const Explanation& told) {
    if (told.subject == Subject::grad_weight) return of_weight(geometry, told);
    if (told.subject == Subject::grad_bias) return of_bias(told);
    return of_input(geometry, operands, told);
}

std::string of_stamp(const Geometry& geometry, const Operands& operands, const Explanation& told) {
    const std::string value = prose(told.result);
    if (std::holds_alternative<Fold>(geometry.operation)) {
        if (told.terms.empty()) return "lies in the padding, which is thrown away";
        return fmt::format("adds {} to {}", value, output_name(geometry, told.terms.front().output));
    }
    if (std::holds_alternative<MaxUnpool>(geometry.operation)) {
        const Term& term = told.terms.front();
        const std::int64_t index = operands.indices[static_cast<std::size_t>(term.tap.source)];
        std::string sentence = fmt::format("index {}: {} goes to {}", index, value, output_name(geometry, term.output));
        if (unpooled_from(geometry, operands.indices, term.output) != term.tap.source)
            sentence += ", where a later value lies on top of it";
        return sentence;
    }
    if (told.terms.empty()) return "all of its stamp falls outside and is cut off";
    return fmt::format("adds {} times the kernel to {}", value, reached(geometry, told));
}

}  // namespace stridelens::sentence
