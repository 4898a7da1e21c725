#include "core/explain/expression.h"

#include <algorithm>
#include <cassert>
#include <limits>

namespace stridelens {
namespace {

Function function_of(Rule rule) {
    switch (rule) {
        case Rule::maximum:
            return Function::maximum;
        case Rule::minimum:
            return Function::minimum;
        case Rule::average:
            return Function::mean;
        case Rule::norm:
            return Function::norm;
        case Rule::copy:
            return Function::copy;
        case Rule::sum:
        case Rule::sum_of_products:
        case Rule::gradient:
            return Function::sum;
        case Rule::routed:
            return Function::routed;
        case Rule::stamp:
            return Function::stamp;
    }
    return Function::copy;
}

TermForm form_of(Rule rule) {
    if (rule == Rule::norm) return TermForm::power;
    const bool products = rule == Rule::sum_of_products || rule == Rule::gradient || rule == Rule::stamp;
    return products ? TermForm::product : TermForm::value;
}

/// A gradient of the weights weighs by the input; everything else that has weights, by those.
TensorName factors_of(const Geometry& geometry, const Explanation& told, TermForm form) {
    if (form != TermForm::product || told.subject == TensorName::grad_bias) return TensorName::none;
    if (told.subject == TensorName::grad_weight) return TensorName::input;
    return geometry.weight.empty() ? TensorName::none : TensorName::weight;
}

CellKind kind_of(const Term& term) {
    switch (term.tap.kind) {
        case TapKind::inside:
            return CellKind::inside;
        case TapKind::inserted:
            return CellKind::inserted;
        case TapKind::padding:
            return term.counted ? CellKind::counted_padding : CellKind::ignored_padding;
        case TapKind::overhang:
            break;
    }
    return CellKind::overhang;
}

Expression::Term flat_term(const Term& term, TermForm form) {
    Expression::Term flat;
    flat.order = term.order;
    flat.value = term.value;
    flat.factor = term.weight;
    flat.product = form == TermForm::value ? static_cast<double>(term.value) : term.product;
    flat.kind = kind_of(term);
    flat.verdict = term.verdict;
    flat.counts = term.counted;
    flat.input = term.tap.source;
    flat.weight = term.tap.weight;
    flat.output = term.output;
    flat.channel = term.tap.channel;
    flat.kernel = term.tap.kernel;
    flat.at = term.tap.at;
    return flat;
}

/// The terms of `told` from `first` up to `end`, at most `most` of them.
void list(const Explanation& told, std::size_t first, std::size_t end, std::size_t most, Expression& expression) {
    end = std::min(end, told.terms.size());
    for (std::size_t i = first; i < end && i - first < most; ++i)
        expression.terms.push_back(flat_term(told.terms[i], expression.form));
}

void list_channels(const Explanation& told, std::size_t most, Expression& expression) {
    const std::size_t channels = told.channels.size(), each = static_cast<std::size_t>(told.count) / channels;
    for (std::size_t c = 0; c < channels; ++c) {
        Expression::Channel channel;
        channel.channel = told.channels[c];
        channel.sum = told.channel_sums[c];
        channel.first = expression.terms.size();
        channel.count = static_cast<std::int64_t>(each);
        list(told, c * each, (c + 1) * each, most, expression);
        channel.listed = expression.terms.size() - channel.first;
        expression.channels.push_back(channel);
    }
}

/// Which of the listed terms the result is; it is listed if it was not.
void take(const Explanation& told, std::size_t most, Expression& expression) {
    std::optional<std::size_t> from = told.winner;
    if (told.rule == Rule::copy && !told.terms.empty()) from = 0;
    if (!from) return;
    expression.taken = std::min(*from, expression.terms.size());
    if (*from >= most) expression.terms.push_back(flat_term(told.terms[*from], expression.form));
}

Expression::Rest rest_of(const Explanation& told, const Expression& expression) {
    Expression::Rest rest;
    if (told.count == static_cast<std::int64_t>(expression.terms.size())) return rest;
    rest.count = told.count;
    rest.counted = told.counted;
    rest.equal = told.equal;
    rest.kinds = told.kinds;
    for (const Expression::Term& term : expression.terms) {
        --rest.count;
        if (term.counts) --rest.counted;
        if (term.verdict != Verdict::none && term.verdict != Verdict::wins) --rest.equal;
        switch (term.kind) {
            case CellKind::inside:
                --rest.kinds.inside;
                break;
            case CellKind::inserted:
                --rest.kinds.inserted;
                break;
            case CellKind::counted_padding:
            case CellKind::ignored_padding:
                --rest.kinds.padding;
                break;
            case CellKind::overhang:
                --rest.kinds.overhang;
                break;
        }
    }
    return rest;
}

std::optional<Expression::Norm> norm_of(const Geometry& geometry, const Explanation& told) {
    if (told.rule != Rule::norm) return std::nullopt;
    return Expression::Norm{told.norm_type, convention_of(geometry.operation) == Convention::onnx, told.counted,
                            geometry.kernel_cells()};
}

std::optional<Expression::Divisor> divisor_of(const Geometry& geometry, const Explanation& told) {
    if (!told.divisor) return std::nullopt;
    const auto* pool = std::get_if<AvgPool>(&geometry.operation);
    return Expression::Divisor{*told.divisor, pool != nullptr && pool->divisor_override.has_value()};
}

}  // namespace

Shape shape_of(const Geometry& geometry, TensorName tensor) {
    switch (tensor) {
        case TensorName::none:
            break;
        case TensorName::input:
        case TensorName::grad_input:
            return geometry.input;
        case TensorName::weight:
        case TensorName::grad_weight:
            return geometry.weight;
        case TensorName::bias:
        case TensorName::grad_bias:
            return geometry.weight.empty() ? Shape{} : Shape{geometry.out_channels};
        case TensorName::output:
        case TensorName::upstream:
            return geometry.output;
    }
    return {};
}

Index index_of(const Geometry& geometry, const CellName& name) {
    assert(name.tensor != TensorName::none && name.cell >= 0);
    return unflatten(shape_of(geometry, name.tensor), name.cell);
}

std::optional<std::size_t> Expression::winner() const {
    return taken && terms[*taken].verdict == Verdict::wins ? taken : std::nullopt;
}

CellName value_cell(const Expression& expression, const Expression::Term& term) {
    const bool of_output = expression.values == TensorName::upstream;
    return {expression.values, of_output ? term.output : term.input};
}

CellName output_cell(const Expression& expression, const Expression::Term& term) {
    if (expression.outputs == TensorName::none) return {};
    return {expression.outputs, term.output};
}

Expression expression_of(const Geometry& geometry, const Explanation& told, std::size_t most) {
    Expression expression;
    expression.function = function_of(told.rule);
    expression.form = form_of(told.rule);
    if (told.rule == Rule::gradient) expression.values = expression.outputs = TensorName::upstream;
    if (told.rule == Rule::stamp) expression.outputs = TensorName::output;
    expression.factors = factors_of(geometry, told, expression.form);
    expression.unit_factors = told.counted == 0 || told.shared_factor == 1.0F;
    if (told.channels.empty())
        list(told, 0, told.terms.size(), most, expression);
    else
        list_channels(told, most, expression);
    take(told, most, expression);
    expression.rest = rest_of(told, expression);
    expression.divisor = divisor_of(geometry, told);
    expression.norm = norm_of(geometry, told);
    expression.cell = {told.subject, flatten(shape_of(geometry, told.subject), told.output)};
    expression.bias = told.bias;
    if (told.bias) expression.bias_cell = {TensorName::bias, told.output[geometry.channel_axis()]};
    if (expression.adds_up()) expression.sum = told.sum;
    expression.index = told.output;
    expression.result = told.result;
    return expression;
}

void Accumulator::add_product(const Expression::Term& term) {
    if (!whole_.channels.empty() && channel_ != term.channel) {
        sum_ += channel_sum_;
        channel_sum_ = 0.0;
        channel_ = term.channel;
    }
    if (term.counts) (whole_.channels.empty() ? sum_ : channel_sum_) += term.product;
}

void Accumulator::add(const Expression::Term& term) {
    const auto takes = [&](float sign) {
        return term.kind == CellKind::inside &&
               beats(sign * term.value, taken_ ? sign * taken_->value : 0.0F, taken_.has_value());
    };
    switch (whole_.function) {
        case Function::maximum:
            if (takes(1.0F)) taken_ = term;
            break;
        case Function::minimum:
            if (takes(-1.0F)) taken_ = term;
            break;
        case Function::mean:
            if (term.kind == CellKind::inside) single_ += term.value;
            break;
        case Function::norm:
            if (term.counts) single_ += static_cast<float>(term.product);
            break;
        case Function::sum:
            add_product(term);
            break;
        case Function::copy:
            taken_ = term;
            break;
        case Function::routed:  // of several the last in reading order stays
            if (term.counts && (!taken_ || term.input > taken_->input)) taken_ = term;
            break;
        case Function::stamp:
            break;
    }
}

double Accumulator::sum() const {
    const bool single = whole_.function == Function::mean || whole_.function == Function::norm;
    return single ? static_cast<double>(single_) : sum_ + channel_sum_;
}

float Accumulator::norm() const {
    LpPool pool;
    pool.norm_type = whole_.norm->exponent;
    pool.convention = whole_.norm->absolute ? Convention::onnx : Convention::pytorch;
    return norm_root(pool, norm_sum(pool, single_, whole_.norm->counted, whole_.norm->cells));
}

float Accumulator::result() const {
    switch (whole_.function) {
        case Function::maximum:
        case Function::minimum: {
            const float none = std::numeric_limits<float>::infinity();
            return taken_ ? taken_->value : whole_.function == Function::maximum ? -none : none;
        }
        case Function::mean:
            return divide(single_, whole_.divisor->value);
        case Function::norm:
            return norm();
        case Function::sum:
            return static_cast<float>(whole_.bias ? sum() + static_cast<double>(*whole_.bias) : sum());
        case Function::copy:
        case Function::routed:
            return taken_ ? taken_->value : 0.0F;
        case Function::stamp:
            return whole_.result;
    }
    return 0.0F;
}

}  // namespace stridelens
