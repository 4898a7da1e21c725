#include "app/export/html/html_told.h"

#include "app/export/text/told.h"
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
bool is_plain(const Term& term) {
    const double product = static_cast<double>(term.value) * static_cast<double>(term.weight);
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
    std::string open{}, between = " + ", close{}, before{}, after{};
};

Wording norm_wording(const Explanation& told, const Geometry& geometry) {
    const bool bars = convention_of(geometry.operation) != Convention::pytorch;
    const double p = told.norm_type;
    Wording wording{.open = "(", .close = p == 1.0 ? ")" : fmt::format(")^(1/{})", prose(p))};
    wording.before = bars ? "|" : "(";
    wording.after = (bars ? "|" : ")") + power(p);
    return wording;
}

Wording wording_of(const Explanation& told, const Geometry& geometry) {
    switch (told.rule) {
        case Rule::maximum:
            return {.open = "max(", .between = ", ", .close = ")"};
        case Rule::minimum:
            return {.open = "min(", .between = ", ", .close = ")"};
        case Rule::average:
            return {.open = "(", .close = ")"};
        case Rule::norm:
            return norm_wording(told, geometry);
        case Rule::copy:
        case Rule::routed:
            return {.form = "copy"};
        case Rule::sum:
            return {};
        case Rule::sum_of_products:
        case Rule::gradient:
            return {.form = "products"};
        case Rule::stamp:
            return {.form = "stamp", .between = ", "};
    }
    return {};
}

}  // namespace

std::string ToldSteps::text(const std::string& text) {
    const auto [entry, added] = text_numbers_.try_emplace(text, texts_.size());
    if (added) texts_.push_back(json_string(text));
    return std::to_string(entry->second);
}

void ToldSteps::add_term(const Explanation& told, std::size_t i) {
    const Term& term = told.terms[i];
    if (columns_.size() == i) columns_.emplace_back();
    TermColumns& columns = columns_[i];
    columns.value.set(step_, json_number(term.value));
    columns.weight.set(step_, json_number(term.weight));
    columns.product.set(step_, !has_products(told) || is_plain(term) ? kNone : json_number(term.product));
    columns.counted.set(step_, flag(term.counted));
    columns.tied.set(step_, flag(std::find(told.tied.begin(), told.tied.end(), i) != told.tied.end()));
    columns.kind.set(step_, json_string(to_string(term.tap.kind)));
    columns.source.set(step_, std::to_string(term.tap.source));
    columns.output.set(step_, std::to_string(term.output));
    columns.cell.set(step_, std::to_string(term.tap.weight));
    columns.channel.set(step_, std::to_string(term.tap.channel));
    columns.kernel.set(step_, text(position(term.tap.kernel)));
    columns.at.set(step_, text(position(term.tap.at)));
    if (term.tap.source >= 0) grids_.insert(Grid::input);
    if (term.tap.weight >= 0) grids_.insert(Grid::kernel);
    if (term.output >= 0) grids_.insert(told.rule == Rule::stamp ? Grid::output : Grid::upstream);
}

void ToldSteps::add(const Told& next) {
    const Explanation& told = next.explanation;
    ++step_;
    terms_ += std::ssize(told.terms);
    result_.set(step_, json_number(told.result));
    sum_.set(step_, summed(told) ? json_number(told.sum) : kNone);
    divisor_.set(step_, told.divisor ? std::to_string(*told.divisor) : kNone);
    bias_.set(step_, told.bias ? json_number(*told.bias) : kNone);
    winner_.set(step_, told.winner ? std::to_string(*told.winner) : kNone);
    sentence_.set(step_, text(told.sentence));
    count_.set(step_, std::to_string(told.terms.size()));
    for (std::size_t i = 0; i < told.terms.size(); ++i) add_term(told, i);
    channels_.resize(std::max(channels_.size(), told.channel_sums.size()));
    for (std::size_t i = 0; i < channels_.size(); ++i) {
        const bool there = i < told.channel_sums.size();
        if (there) channels_end_ = std::max(channels_end_, told.channels[i] + 1);
        channels_[i].channel.set(step_, there ? std::to_string(told.channels[i]) : kNone);
        channels_[i].sum.set(step_, there ? json_number(told.channel_sums[i]) : kNone);
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
        terms.push_back(json_array({column(c.value), column(c.weight), column(c.product), column(c.counted),
                                    column(c.tied), column(c.kind), column(c.source), column(c.output), column(c.cell),
                                    column(c.channel), column(c.kernel), column(c.at)}));
    return fmt::format(
        "\"result\":{},\"sum\":{},\"divisor\":{},\"bias\":{},\"winner\":{},\"sentence\":{},\"channels\":{},"
        "\"notes\":{},\"count\":{},\"terms\":{},\"texts\":{}",
        column(result_), column(sum_), column(divisor_), column(bias_), column(winner_), column(sentence_),
        json_array(channels), json_array(notes), column(count_), json_array(terms), json_array(texts_));
}

std::string wording_json(const Derived& derived, const Explanation& told) {
    const Wording wording = wording_of(told, derived.geometry);
    const bool gradient = told.rule == Rule::gradient, routed = told.rule == Rule::routed;
    const std::pair<const char*, std::string> members[] = {
        {"form", wording.form},
        {"open", wording.open},
        {"between", wording.between},
        {"close", wording.close},
        {"before", wording.before},
        {"after", wording.after},
        {"outputs", told.rule == Rule::stamp ? "output" : "upstream"},
        {"value", gradient ? "upstream" : "value"},
        {"weight", gradient ? "factor" : "weight"},
        {"product", told.rule == Rule::norm ? "power"
                    : has_products(told)    ? "product"
                                            : ""},
        {"sum", told.rule == Rule::norm ? "sum of the powers" : "sum"},
        {"winner", routed ? "its index points here" : "the winner"},
        {"tied", routed ? "points here, but earlier" : "equal, but later"},
        {"apart", gradient ? "passes nothing here"
                  : routed ? "points elsewhere"
                           : "not counted"}};
    std::string text = "{";
    for (const auto& [name, words] : members)
        text += fmt::format("{}\"{}\":{}", text.size() > 1 ? "," : "", name, json_string(words));
    return text + "}";
}

}  // namespace stridelens
