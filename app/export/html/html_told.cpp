#include "app/export/html/html_told.h"

#include "app/export/text/told.h"
#include "app/files/scenario_json.h"
#include "core/words/prose.h"

#include <fmt/format.h>

#include <algorithm>
#include <bit>
#include <cmath>
#include <utility>

namespace stridelens {

namespace {

constexpr const char* kNone = "null";

std::string flag(bool value) {
    return value ? "1" : "0";
}

/// Whether the page can work the product out itself.
bool is_plain(const Expression::Term& term) {
    const double product = static_cast<double>(term.value) * static_cast<double>(term.factor);
    return (std::isnan(product) && std::isnan(term.product)) ||
           std::bit_cast<std::uint64_t>(product) == std::bit_cast<std::uint64_t>(term.product);
}

std::string position(const Index& index) {
    return text::bracketed({index.begin(), index.end()});
}

/// "²", "³", "^1.5".
std::string power(double p) {
    if (p == 2.0) return "²";
    if (p == 3.0) return "³";
    return p == 1.0 ? "" : "^" + prose(p);
}

struct Wording {
    const char* form = "values";
    std::string open{}, close{}, before{}, after{};
};

Wording norm_wording(const Expression::Norm& norm) {
    const double p = norm.exponent;
    Wording wording{.open = "(", .close = p == 1.0 ? ")" : fmt::format(")^(1/{})", prose(p))};
    wording.before = norm.absolute ? "|" : "(";
    wording.after = (norm.absolute ? "|" : ")") + power(p);
    return wording;
}

Wording wording_of(const Expression& expression) {
    switch (expression.function) {
        case Function::maximum:
            return {.open = "max(", .close = ")"};
        case Function::minimum:
            return {.open = "min(", .close = ")"};
        case Function::mean:
            return {.open = "(", .close = ")"};
        case Function::norm:
            return norm_wording(*expression.norm);
        case Function::copy:
        case Function::routed:
            return {.form = "copy"};
        case Function::sum:
            return {.form = expression.form == TermForm::product ? "products" : "values"};
        case Function::stamp:
            return {.form = "stamp"};
    }
    return {};
}

const char* product_word(TermForm form) {
    switch (form) {
        case TermForm::value:
            return "";
        case TermForm::product:
            return "product";
        case TermForm::power:
            return "power";
    }
    return "";
}

/// What is said of each verdict, in the order of the enum.
std::string verdicts_json(const Expression& expression) {
    std::vector<std::string> words;
    for (const Verdict verdict :
         {Verdict::none, Verdict::wins, Verdict::ties, Verdict::earlier_nan, Verdict::overwritten}) {
        const char* said = words_of(verdict);
        if (verdict == Verdict::wins)
            said = expression.function == Function::routed ? "its index points here" : "the winner";
        words.push_back(json_string(said));
    }
    return json_array(words);
}

}  // namespace

std::string ToldSteps::text(const std::string& text) {
    const auto [entry, added] = text_numbers_.try_emplace(text, texts_.size());
    if (added) texts_.push_back(json_string(text));
    return std::to_string(entry->second);
}

void ToldSteps::add_term(const Expression& expression, std::size_t i) {
    const Expression::Term& term = expression.terms[i];
    if (columns_.size() == i) columns_.emplace_back();
    TermColumns& columns = columns_[i];
    const bool known = expression.form == TermForm::value || is_plain(term);
    columns.value.set(step_, json_number(term.value));
    columns.factor.set(step_, json_number(term.factor));
    columns.product.set(step_, known ? kNone : json_number(term.product));
    columns.counts.set(step_, flag(term.counts));
    columns.verdict.set(step_, std::to_string(static_cast<int>(term.verdict)));
    columns.kind.set(step_, json_string(to_string(term.kind)));
    columns.input.set(step_, std::to_string(term.input));
    columns.output.set(step_, std::to_string(term.output));
    columns.weight.set(step_, std::to_string(term.weight));
    columns.channel.set(step_, std::to_string(term.channel));
    columns.kernel.set(step_, text(position(term.kernel)));
    columns.at.set(step_, text(position(term.at)));
    if (term.input >= 0) cells_[Grid::input].insert(term.input);
    if (term.weight >= 0) cells_[Grid::kernel].insert(term.weight);
    if (term.output >= 0) cells_[grid_of(expression.outputs)].insert(term.output);
}

void ToldSteps::add(const Geometry& geometry, const Told& next) {
    const Expression told = expression_of(geometry, next.explanation);
    ++step_;
    terms_ += std::ssize(told.terms);
    result_.set(step_, json_number(told.result));
    sum_.set(step_, told.sum ? json_number(*told.sum) : kNone);
    divisor_.set(step_, told.divisor ? std::to_string(told.divisor->value) : kNone);
    bias_.set(step_, told.bias ? json_number(*told.bias) : kNone);
    taken_.set(step_, told.taken ? std::to_string(*told.taken) : kNone);
    sentence_.set(step_, text(next.explanation.sentence));
    count_.set(step_, std::to_string(told.terms.size()));
    rest_.set(step_, std::to_string(told.rest.count));
    plain_.set(step_, flag(told.unit_factors));
    for (std::size_t i = 0; i < told.terms.size(); ++i) add_term(told, i);
    channels_.resize(std::max(channels_.size(), told.channels.size()));
    for (std::size_t i = 0; i < channels_.size(); ++i) {
        const bool there = i < told.channels.size();
        if (there) channels_end_ = std::max(channels_end_, told.channels[i].channel + 1);
        channels_[i].channel.set(step_, there ? std::to_string(told.channels[i].channel) : kNone);
        channels_[i].sum.set(step_, there ? json_number(told.channels[i].sum) : kNone);
    }
    while (notes_.size() < next.differences.size()) {
        notes_.emplace_back();
        notes_.back().set(0, kNone);
    }
    for (std::size_t i = 0; i < notes_.size(); ++i)
        notes_[i].set(step_, i < next.differences.size() ? text(next.differences[i].sentence) : kNone);
}

std::string ToldSteps::json() const {
    const auto column = [&](const Column& values) { return values.json(steps()); };
    std::vector<std::string> channels, notes, terms;
    for (const ChannelColumns& c : channels_) channels.push_back(json_array({column(c.channel), column(c.sum)}));
    for (const Column& note : notes_) notes.push_back(column(note));
    for (const TermColumns& c : columns_)
        terms.push_back(json_array({column(c.value), column(c.factor), column(c.product), column(c.counts),
                                    column(c.verdict), column(c.kind), column(c.input), column(c.output),
                                    column(c.weight), column(c.channel), column(c.kernel), column(c.at)}));
    return fmt::format(
        "\"result\":{},\"sum\":{},\"divisor\":{},\"bias\":{},\"taken\":{},\"sentence\":{},\"channels\":{},"
        "\"notes\":{},\"count\":{},\"rest\":{},\"plain\":{},\"terms\":{},\"texts\":{}",
        column(result_), column(sum_), column(divisor_), column(bias_), column(taken_), column(sentence_),
        json_array(channels), json_array(notes), column(count_), column(rest_), column(plain_), json_array(terms),
        json_array(texts_));
}

std::string wording_json(const Geometry& geometry, const Explanation& told) {
    const Expression expression = expression_of(geometry, told, 0);
    const Wording wording = wording_of(expression);
    const bool backward = expression.backward(), routed = expression.function == Function::routed;
    const std::pair<const char*, std::string> members[] = {
        {"form", wording.form},
        {"open", wording.open},
        {"between", expression.adds_up() ? " + " : ", "},
        {"close", wording.close},
        {"before", wording.before},
        {"after", wording.after},
        {"outputs", expression.outputs == TensorName::output ? "output" : "upstream"},
        {"value", backward ? "upstream" : "value"},
        {"weight", backward ? "factor" : "weight"},
        {"product", product_word(expression.form)},
        {"sum", expression.form == TermForm::power ? "sum of the powers" : "sum"},
        {"apart", backward ? "passes nothing here"
                  : routed ? "points elsewhere"
                           : "not counted"}};
    std::string text = fmt::format("{{\"verdicts\":{}", verdicts_json(expression));
    for (const auto& [name, words] : members) text += fmt::format(",\"{}\":{}", name, json_string(words));
    return text + "}";
}

}  // namespace stridelens
