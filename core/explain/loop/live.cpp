// The numbers beside the loop's lines. Every one is the picture's own: of the told cell's expression, and of the windows.
#include "core/explain/loop/loop.h"
#include "core/window/channels.h"
#include "core/window/unpool.h"

#include <fmt/format.h>

#include <algorithm>
#include <cassert>
#include <cmath>

namespace stridelens {
namespace {

/// "-0.17": as many digits after the point as are asked for, without zeros at the end; a number that would be 0 then has one
/// digit that is not.
std::string written(double value, int decimals) {
    if (std::isnan(value)) return "nan";
    if (std::isinf(value)) return value > 0 ? "inf" : "-inf";
    if (value == 0.0) return "0";
    const bool whole = value == std::floor(value) && std::abs(value) < 1e15;
    if (whole) return fmt::format("{:.0f}", value);
    std::string digits = fmt::format("{:.{}f}", value, decimals);
    if (digits.find('.') != std::string::npos) digits.erase(digits.find_last_not_of('0') + 1);
    if (!digits.empty() && digits.back() == '.') digits.pop_back();
    if (digits == "0" || digits == "-0" || std::abs(value) >= 1e9) return fmt::format("{:.1g}", value);
    return digits;
}

/// Where the loop is.
class Moment {
public:
    Moment(const Geometry& geometry, const Expression& told, std::optional<std::size_t> tap)
        : geometry_(geometry), told_(told), at_tap_(tap.has_value()) {
        Accumulator sum(told);
        before_ = 0.0;
        const std::size_t end = tap ? *tap + 1 : told.rest.count == 0 ? told.terms.size() : 0;
        for (std::size_t i = 0; i < end; ++i) {
            const Expression::Term& term = told.terms[i];
            const bool opens = !told.channels.empty() && (i == 0 || told.terms[i - 1].channel != term.channel);
            before_ = opens ? 0.0 : so_far(sum);
            sum.add(term);
        }
        partial_ = so_far(sum);
        whole_ = total(sum, end == 0);
        if (tap) term_ = &told.terms[*tap];
        if (!tap && told.function == Function::routed && told.taken) term_ = &told.terms[*told.taken];
    }

    const Expression::Term* term() const { return term_; }
    double before() const { return before_; }

    /// Whether the loop takes the tap at all: a pool reads what is in the input, a transposed operation what is a cell.
    bool reads() const {
        switch (told_.function) {
            case Function::maximum:
            case Function::minimum:
            case Function::mean:
            case Function::norm:
                return term_->kind == CellKind::inside;
            case Function::sum:
                return !geometry_.transposed() || term_->kind == CellKind::inside;
            case Function::routed:
                return term_->counts;
            case Function::copy:
            case Function::stamp:
                break;
        }
        return true;
    }

    /// The number of a variable; nothing where it has none at this moment.
    std::optional<double> number(const LoopVariable& variable) const {
        const auto whole = [](std::int64_t number) { return static_cast<double>(number); };
        const std::size_t a = variable.axis;
        switch (variable.quantity) {
            case Quantity::input_extent:
                return whole(geometry_.axes[a].in);
            case Quantity::output_extent:
                return whole(geometry_.axes[a].out);
            case Quantity::usual_extent:
                return whole(geometry_.axes[a].usual_out());
            case Quantity::kernel_extent:
                return whole(geometry_.axes[a].kernel);
            case Quantity::leading_extent:
                return whole(is_unfold() && a == geometry_.channel_axis() ? geometry_.in_channels
                                                                          : geometry_.output[a]);
            case Quantity::channels:
                return whole(channels_read(geometry_, 0).count);
            case Quantity::step_leading:
            case Quantity::step_along:
            case Quantity::start:
            case Quantity::stop:
            case Quantity::counted_stop:
                return whole(place(variable));
            case Quantity::count:
                return told_.divisor ? std::optional(whole(told_.divisor->value)) : std::nullopt;
            case Quantity::first_channel:
                return whole(read().first);
            case Quantity::weight_row:
                return whole(out_channel() - channels_reading(geometry_, read().first).first);
            case Quantity::target:
                return whole(unpool_index(geometry_, told_.index));
            case Quantity::partial:
                return partial_;
            case Quantity::total:
                return whole_;
            case Quantity::result:
                if (at_tap_ && told_.function == Function::routed) return static_cast<double>(term_->value);
                return static_cast<double>(told_.result);
            case Quantity::tap_along:
                if (is_unfold()) return whole(column_row(geometry_, told_.index[geometry_.channel_axis()]).kernel[a]);
                break;
            default:
                break;
        }
        return term_ == nullptr ? std::nullopt : number_of_term(variable);
    }

    /// "x[1:4, 5:6]".
    std::string slice(const std::vector<LoopVariable>& variables) const;

private:
    bool is_unfold() const { return std::holds_alternative<Unfold>(geometry_.operation); }
    std::int64_t out_channel() const { return told_.index[geometry_.channel_axis()]; }
    ChannelRange read() const { return channels_read(geometry_, out_channel()); }

    std::int64_t along(std::size_t axis) const {
        return is_unfold() ? column_window(geometry_, told_.index.back())[axis] : told_.index[geometry_.leading + axis];
    }

    std::int64_t place(const LoopVariable& variable) const {
        const std::size_t a = variable.axis;
        if (variable.quantity == Quantity::step_leading) {
            const bool row = is_unfold() && a == geometry_.channel_axis();
            return row ? column_row(geometry_, told_.index[a]).channel : told_.index[a];
        }
        if (variable.quantity == Quantity::step_along) return along(a);
        const Axis& axis = geometry_.axes[a];
        const Positions window = window_along(axis, along(a));
        if (variable.quantity == Quantity::start) return window.first;
        if (variable.quantity == Quantity::stop) return window.last + 1;
        return std::min(window.last + 1, axis.in + axis.pad_end);
    }

    std::optional<double> number_of_term(const LoopVariable& variable) const {
        const auto whole = [](std::int64_t number) { return static_cast<double>(number); };
        const std::size_t a = variable.axis;
        switch (variable.quantity) {
            case Quantity::tap_along:
                return whole(place_in_window(geometry_.axes[a], along(a), term_->at[a]));
            case Quantity::channel:
                return whole(term_->channel - read().first);
            case Quantity::input_channel:
                return whole(term_->channel);
            case Quantity::value:
                return static_cast<double>(term_->value);
            case Quantity::real_value:
                if (term_->kind != CellKind::inside) return std::nullopt;
                return static_cast<double>(term_->value);
            case Quantity::weight:
                return static_cast<double>(term_->factor);
            case Quantity::power:
                return term_->product;
            case Quantity::source_leading:
                return whole(unflatten(geometry_.input, term_->input)[a]);
            case Quantity::source_along:
                return whole(unflatten(geometry_.input, term_->input)[geometry_.leading + a]);
            default:
                return std::nullopt;
        }
    }

    /// What the innermost sum is, of the channel where there are several.
    double so_far(const Accumulator& sum) const { return told_.channels.size() > 1 ? sum.channel_sum() : sum.sum(); }

    double total(const Accumulator& sum, bool not_added) const {
        const bool extreme = told_.function == Function::maximum || told_.function == Function::minimum;
        if (!not_added) return extreme ? static_cast<double>(sum.result()) : sum.sum();
        if (extreme) return static_cast<double>(told_.result);
        double channels = 0.0;  // more terms than are listed
        for (const Expression::Channel& channel : told_.channels) channels += channel.sum;
        return told_.channels.empty() ? told_.sum.value_or(0.0) : channels;
    }

    const Geometry& geometry_;
    const Expression& told_;
    bool at_tap_ = false;
    const Expression::Term* term_ = nullptr;
    double before_ = 0.0, partial_ = 0.0, whole_ = 0.0;
};

std::string Moment::slice(const std::vector<LoopVariable>& variables) const {
    std::vector<std::string> pieces;
    for (std::size_t v = 1; v < variables.size(); ++v) pieces.push_back(written(number(variables[v]).value_or(0.0), 0));
    for (std::size_t a = 0; a < geometry_.axes.size(); ++a) {
        const Axis& axis = geometry_.axes[a];
        const Positions inside = positions_inside(axis, along(a));
        const std::int64_t end = std::max(inside.last + 1, inside.first);
        const std::string step = axis.dilation == 1 ? "" : fmt::format(":{}", axis.dilation);
        pieces.push_back(fmt::format("{}:{}{}", inside.first, end, step));
    }
    return fmt::format("{}[{}]", variables.front().name, fmt::join(pieces, ", "));
}

/// "-1 / 6 = -0.17": how the result comes of what was gathered.
std::string result_text(const Expression& told, const Moment& moment, int decimals) {
    const std::string result = written(static_cast<double>(told.result), decimals);
    const double gathered = moment.number({"", Quantity::total}).value_or(0.0);
    if (told.function == Function::mean && told.divisor)
        return fmt::format("{} / {} = {}", written(gathered, decimals), told.divisor->value, result);
    if (told.bias)
        return fmt::format("{} + {} = {}", written(gathered, decimals),
                           written(static_cast<double>(*told.bias), decimals), result);
    return result;
}

/// Whether a statement has something in its margin now.
bool shows(const LiveRule& rule, bool at_tap, bool reads, bool routed) {
    switch (rule.phase) {
        case LivePhase::never:
        case LivePhase::nothing:
            return false;
        case LivePhase::window:
            return true;
        case LivePhase::skip:
            return rule.style == LiveStyle::slice;
        case LivePhase::tap:
            return routed ? reads : at_tap && (reads || rule.always);
        case LivePhase::taken:
            if (routed) return reads;
            return at_tap ? reads : rule.variables.front().quantity == Quantity::total;
        case LivePhase::channel:
        case LivePhase::done:
            return !at_tap;
    }
    return false;
}

class Margin {
public:
    Margin(const Expression& told, const Moment& moment, int decimals)
        : told_(told), moment_(moment), decimals_(decimals) {}

    LiveLine line(const LiveRule& rule) const {
        LiveLine line;
        if (rule.style == LiveStyle::slice) {
            line.text = line.slice = moment_.slice(rule.variables);
            return line;
        }
        std::vector<std::string> pieces;
        for (const LoopVariable& variable : rule.variables) {
            const auto number = moment_.number(variable);
            if (number) line.values.push_back({variable.name, *number});
            const std::string text = number ? written(*number, decimals_) : "None";
            pieces.push_back(rule.style == LiveStyle::named ? variable.name + " = " + text : text);
        }
        line.text = fmt::format("{}", fmt::join(pieces, ", "));
        const Expression::Term* term = moment_.term();
        if (rule.style == LiveStyle::result) line.text = result_text(told_, moment_, decimals_);
        if (rule.style == LiveStyle::product && term != nullptr)
            line.text = fmt::format("{} + {} * {} = {}", written(moment_.before(), decimals_),
                                    written(static_cast<double>(term->value), decimals_),
                                    written(static_cast<double>(term->factor), decimals_), pieces.front());
        return line;
    }

private:
    const Expression& told_;
    const Moment& moment_;
    int decimals_;
};

}  // namespace

LiveLines live_lines(const Program& program, const Geometry& geometry, const Expression& told,
                     std::optional<std::size_t> tap, int decimals) {
    assert(!tap || *tap < told.terms.size());
    const Moment moment(geometry, told, tap);
    const Margin margin(told, moment, decimals);
    const bool routed = told.function == Function::routed;
    const bool reads = moment.term() != nullptr && moment.reads();
    const LivePhase at_work = tap      ? (reads ? LivePhase::taken : LivePhase::skip)
                              : routed ? (reads ? LivePhase::taken : LivePhase::nothing)
                                       : LivePhase::done;
    LiveLines live;
    live.lines.resize(program.lines.size());
    for (const LiveRule& rule : program.rules) {
        if (rule.phase == at_work || (routed && tap && !reads && rule.phase == LivePhase::nothing))
            live.lit = rule.line;
        if (shows(rule, tap.has_value(), reads, routed)) live.lines[rule.line] = margin.line(rule);
    }
    return live;
}

}  // namespace stridelens
