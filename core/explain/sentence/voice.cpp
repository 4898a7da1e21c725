#include "core/explain/sentence/voice.h"

#include "core/explain/sentence/sentence.h"
#include "core/operation/catalogue.h"
#include "core/words/prose.h"

#include <fmt/format.h>

#include <cmath>
#include <vector>

namespace stridelens {
namespace {

struct Speaker {
    const Geometry& geometry;
    const Explanation& told;
    const Expression& expression;
    const NumberWords& number;

    std::string result() const { return number(static_cast<double>(expression.result)); }
};

std::string capitalised(std::string words) {
    if (!words.empty() && words[0] >= 'a' && words[0] <= 'z') words[0] = static_cast<char>(words[0] - 'a' + 'A');
    return words;
}

/// ", channel 2, rows 1 to 3, columns 5 to 7": where the window of an output cell is.
std::string place_of_window(const Speaker& s) {
    std::string place;
    const Shape& output = s.geometry.output;
    const std::size_t channel = s.geometry.leading;
    const bool channels = channel >= 1 && channel <= output.size() && output[channel - 1] > 1;
    if (channels) place += fmt::format(", channel {}", prose(s.told.output[channel - 1]));
    const WindowBox box = window_box(s.geometry, s.told.output);
    for (std::size_t a = 0; a < box.first.size(); ++a)
        place += ", " + sentence::range_along(s.geometry, a, {box.first[a], box.last[a]});
    return place;
}

/// Whether windows slide, so that a step is a window and has a place of its own.
bool has_windows(const Geometry& geometry) {
    return !std::holds_alternative<Pad>(geometry.operation) && !std::holds_alternative<MaxUnpool>(geometry.operation) &&
           !std::holds_alternative<Unfold>(geometry.operation) && !std::holds_alternative<Fold>(geometry.operation);
}

std::string head(const Speaker& s, std::int64_t step, std::int64_t steps) {
    const std::string title = capitalised(info_of(s.geometry.operation).title);
    const std::string index = text::bracketed({s.expression.index.begin(), s.expression.index.end()});
    switch (s.expression.cell.tensor) {
        case TensorName::output:
            break;
        case TensorName::grad_weight:
            return fmt::format("{}, gradient of weight {}, {} of {}", title, index, prose(step + 1), prose(steps));
        case TensorName::grad_bias:
            return fmt::format("{}, gradient of bias {}, {} of {}", title, index, prose(step + 1), prose(steps));
        case TensorName::grad_input:
            return fmt::format("{}, gradient of input cell {}, {} of {}", title, index, prose(step + 1), prose(steps));
        default:
            return fmt::format("{}, input cell {}, {} of {}", title, index, prose(step + 1), prose(steps));
    }
    if (!has_windows(s.geometry))
        return fmt::format("{}, output cell {}, {} of {}", title, index, prose(step + 1), prose(steps));
    return fmt::format("{}, window {} of {}{}", title, prose(step + 1), prose(steps), place_of_window(s));
}

/// "the largest of 4 values is 2, at input[0, 1]".
std::string extreme(const Speaker& s) {
    const auto winner = s.expression.winner();
    if (!winner || std::isnan(s.expression.result))
        return fmt::format("{}; the result is {}", s.told.sentence, s.result());
    const Expression::Term& term = s.expression.terms[*winner];
    const std::string at = sentence::source_name(s.geometry, term.input);
    const std::int64_t values = s.told.kinds.inside;
    const bool largest = s.expression.function == Function::maximum;
    std::string body = values == 1 ? fmt::format("the only real value is {}, at {}", s.result(), at)
                       : largest   ? fmt::format("the largest of {} values is {}, at {}", prose(values), s.result(), at)
                                 : fmt::format("the smallest of {} values is {}, at {}", prose(values), s.result(), at);
    if (s.told.equal > 0) body += fmt::format("; it occurs {} times and the first one wins", prose(s.told.equal + 1));
    return body;
}

/// "6 values count, their sum is −1, the mean −0.17".
std::string mean(const Speaker& s) {
    const Expression& e = s.expression;
    if (!e.sum || !e.divisor) return fmt::format("{}; the result is {}", s.told.sentence, s.result());
    const std::string sum = s.number(*e.sum);
    if (e.divisor->given)
        return fmt::format("the sum is {}, and divided by {} it is {}", sum, prose(e.divisor->value), s.result());
    if (e.divisor->value == 1) return fmt::format("1 value counts, it is {}", s.result());
    return fmt::format("{} values count, their sum is {}, the mean {}", prose(e.divisor->value), sum, s.result());
}

/// "27 products and the bias 0.81 sum up to −1.36".
std::string sum(const Speaker& s) {
    const Expression& e = s.expression;
    const std::string count = prose(e.count());
    if (e.form != TermForm::product)
        return e.count() == 1 ? fmt::format("1 value, {}", s.result())
                              : fmt::format("{} values sum up to {}", count, s.result());
    if (e.bias) {
        const std::string bias = s.number(static_cast<double>(*e.bias));
        return e.count() == 1 ? fmt::format("1 product and the bias {} sum up to {}", bias, s.result())
                              : fmt::format("{} products and the bias {} sum up to {}", count, bias, s.result());
    }
    return e.count() == 1 ? fmt::format("1 product, {}", s.result())
                          : fmt::format("{} products sum up to {}", count, s.result());
}

std::string body(const Speaker& s) {
    switch (s.expression.function) {
        case Function::maximum:
        case Function::minimum:
            return extreme(s);
        case Function::mean:
            return mean(s);
        case Function::sum:
            return sum(s);
        case Function::stamp:
            return fmt::format("{} is added, times the kernel, to {}", s.result(),
                               text::counted(s.expression.count(), "output cell"));
        case Function::norm:
        case Function::copy:
        case Function::routed:
            break;
    }
    return fmt::format("{}; the result is {}", s.told.sentence, s.result());
}

}  // namespace

std::string voice(const Geometry& geometry, const Explanation& told, const Expression& expression, std::int64_t step,
                  std::int64_t steps, const NumberWords& number) {
    const Speaker speaker{geometry, told, expression, number};
    return fmt::format("{}: {}", head(speaker, step, steps), body(speaker));
}

}  // namespace stridelens
