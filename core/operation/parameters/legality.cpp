#include "core/operation/parameters/legality.h"

#include "core/operation/check/check.h"
#include "core/operation/columns.h"
#include "core/operation/limits.h"
#include "core/operation/parameters/settings.h"

#include <algorithm>
#include <cmath>

namespace stridelens {
namespace {

/// An output size that follows from the others, said in numbers.
Operation with_sizes_filled_in(Operation operation, const Shape& input) {
    const Extents* sizes = find_parameter<Extents>(operation, Field::output_size);
    if (sizes == nullptr || !sizes->empty()) return operation;
    const auto geometry = resolve(operation, input);
    if (!geometry) return operation;
    Extents outs;
    for (const Axis& axis : geometry->axes) outs.push_back(axis.out);
    set_parameter(operation, Field::output_size, outs);
    return operation;
}

/// −1: `number` is less than `other`.
int compared(std::int64_t number, std::int64_t other) {
    return number < other ? -1 : number > other ? 1 : 0;
}

/// Rounded up; for bounds that may be beyond int64.
double quotient(double number, double divisor) {
    return std::ceil(number / divisor);
}

/// The whole number that a rule speaks of by this name; nothing if it does not.
std::optional<std::int64_t> number_in(const Error& error, std::string_view name) {
    const FactValue* value = error.fact(name);
    const auto* number = value != nullptr ? std::get_if<std::int64_t>(value) : nullptr;
    return number != nullptr ? std::optional(*number) : std::nullopt;
}

}  // namespace

Legality::Legality(const Operation& operation, const Shape& input, Field field, int axis, int side)
    : operation_(operation), input_(input), field_(field), axis_(axis), side_(side) {
    if (field == Field::output_size) operation_ = with_sizes_filled_in(operation, input);
    if (field == Field::stride) set_parameter(operation_, field, resolved_stride(operation));
    if (!std::holds_alternative<Fold>(operation)) return;
    if (auto geometry = resolve(operation, input)) before_ = std::move(*geometry);
}

bool Legality::has_place() const {
    bool has = false;
    visit_parameter(operation_, field_,
                    overloaded{[&]<class T>(const PerAxis<T>& entries) {
                                   has = axis_ < static_cast<int>(entries.size()) && !entries.empty();
                               },
                               [&](const auto&) { has = true; }});
    return has;
}

Operation Legality::changed(std::int64_t value) const {
    return with_value(operation_, field_, value, axis_, side_);
}

std::optional<Error> Legality::refusal(std::int64_t value) const {
    const Operation operation = changed(value);
    return check(operation, before_ ? followed_input(*before_, operation) : input_);
}

/// Output channels are of groups. An adaptive pool whose windows may not have two cells, as those along the other axes are
/// so long, takes each cell as often as any other.
std::int64_t Legality::step() const {
    if (field_ == Field::out_channels) return parameter_or(operation_, Field::groups, std::int64_t{1});
    const Sizes* sizes = find_parameter<Sizes>(operation_, Field::output_size);
    if (field_ != Field::output_size || sizes == nullptr || axis_ < 0 || input_.size() < sizes->size()) return 1;
    const std::int64_t in = input_[input_.size() - sizes->size() + static_cast<std::size_t>(axis_)];
    const auto shortest = window_between(*sizes, in, in);
    return in > 1 && shortest && 2.0 * shortest->least > shortest->limit ? in : 1;
}

bool Legality::all_legal(std::int64_t low, std::int64_t high) const {
    const auto amount = amount_between(low, high);
    return !amount || amount->most <= amount->limit;
}

bool Legality::all_refused(const Refused& low, const Refused& high) const {
    const auto amount = amount_between(low.value, high.value);
    if (amount && amount->least > amount->limit) return true;
    if (!same_limit(low, high)) return false;
    const auto is_too_much = [&](std::int64_t value) {
        const auto here = amount_between(value, value);
        return here && here->most > here->limit;
    };
    return !amount || !is_too_much(low.value) || !is_too_much(high.value);
}

/// On which side of what the rule asks for a value is: −1 too far down, 1 too far up, 0 if the rule has one side only.
int Legality::side_of_rule(const Refused& refused) const {
    const Error& error = refused.error;
    const auto windows = number_in(error, "windows"), columns = number_in(error, "columns");
    if (error.rule == BrokenRule::columns_not_one_per_window && windows && columns) return compared(*windows, *columns);
    const auto now = value_of(changed(refused.value), error.field, error.axis, error.side);
    return error.nearest && now ? compared(*now, *error.nearest) : 0;
}

/// Whether it is one limit that both are beyond: every rule is monotone on each of its sides.
bool Legality::same_limit(const Refused& a, const Refused& b) const {
    return a.error.rule == b.error.rule && a.error.axis == b.error.axis && a.error.side == b.error.side &&
           side_of_rule(a) == side_of_rule(b);
}

std::optional<Legality::Amount> Legality::amount_between(std::int64_t low, std::int64_t high) const {
    if (low < 1) return std::nullopt;
    const Sizes* sizes = find_parameter<Sizes>(operation_, Field::output_size);
    if (field_ == Field::output_size && sizes != nullptr)
        return step() == 1 ? window_between(*sizes, low, high) : std::nullopt;
    const bool columns = std::holds_alternative<Unfold>(operation_) || before_;
    return field_ == Field::kernel_size && columns ? columns_between(low, high) : std::nullopt;
}

/// Cells of all columns: a larger kernel makes them taller, but there are fewer of them.
std::optional<Legality::Amount> Legality::columns_between(std::int64_t low, std::int64_t high) const {
    const double moved = axis_ < 0 ? spatial_rank_of(operation_) : 1;
    const double growth = std::pow(static_cast<double>(high) / static_cast<double>(low), moved);
    return Amount{cells_of_columns(high) / growth, cells_of_columns(low) * growth, static_cast<double>(kMostCells)};
}

/// 0 if there are none: no window of this kernel fits, or another setting is no good.
double Legality::cells_of_columns(std::int64_t kernel) const {
    const Operation operation = changed(kernel);
    Shape image = input_;
    if (before_) {
        image = {before_->batched ? input_[0] : 1, before_->out_channels};
        for (const std::int64_t size : std::get<Fold>(operation).output_size) image.push_back(size);
    }
    const Windowing windowing = windowing_of(operation);
    const bool sound = !check_parameters(windowing) && !check_not_negative(windowing) && !check_input_sizes(image, 1) &&
                       image.size() >= windowing.kernel_size.size();
    const auto axes = sound ? resolve_axes(windowing, image) : PerAxis<Axis>{};
    if (!axes || axes->empty()) return 0.0;
    double cells = 1.0;
    for (std::size_t i = 0; i + axes->size() < image.size(); ++i)
        cells *= static_cast<double>(std::max<std::int64_t>(image[i], 1));
    for (const Axis& axis : *axes) cells *= static_cast<double>(axis.kernel) * static_cast<double>(axis.out);
    return cells;
}

/// Cells of the longest window of an adaptive pool: it is shorter than its neighbours where the output's size divides the
/// input's.
std::optional<Legality::Amount> Legality::window_between(const Sizes& sizes, std::int64_t low,
                                                         std::int64_t high) const {
    Amount amount{1.0, 1.0, static_cast<double>(kMostTerms)};
    if (input_.size() < sizes.size() || check_input_sizes(input_, 1)) return std::nullopt;  // refused, whatever it is
    for (std::size_t axis = 0; axis < sizes.size(); ++axis) {
        const std::int64_t in = input_[input_.size() - sizes.size() + axis];
        if (is_moved(axis)) {
            amount.least *= quotient(static_cast<double>(in), static_cast<double>(high));
            amount.most *= quotient(static_cast<double>(in - 1), static_cast<double>(low)) + 1.0;
        } else {
            const std::int64_t out = sizes[axis].value_or(in);
            if (out < 0 || out > kLargestNumber) return std::nullopt;
            const auto longest = static_cast<double>(longest_window(in, out));
            amount.least *= longest;
            amount.most *= longest;
        }
    }
    return amount;
}

}  // namespace stridelens
