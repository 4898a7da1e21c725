#include "app/problem/solve.h"
#include "app/state/parse_number.h"
#include "app/ui/panels.h"
#include "app/ui/side/tracks.h"
#include "core/words/prose.h"

#include <algorithm>
#include <charconv>
#include <numeric>

namespace stridelens::ui {
namespace {

std::int64_t window_cells(const Operation& operation) {
    const Extents kernel = kernel_of(operation);
    return std::accumulate(kernel.begin(), kernel.end(), std::int64_t{1}, std::multiplies<>());
}

/// A tick box for one yes-or-no setting, where the operation has it.
void toggle(Pen& pen, const std::string& id, Field field) {
    const Operation& operation = pen.frame.state.scenario.problem.operation;
    if (!is_offered(operation, field)) return;
    const bool on = parameter_or(operation, field, false);
    if (check(pen, id, info_of(operation, field)->label, on))
        pen.actions.push_back(SetOperation{with_all(operation, field, !on)});
    refusal(pen, {field});
}

void divisor(Pen& pen) {
    const Operation& operation = pen.frame.state.scenario.problem.operation;
    const Field field = Field::divisor_override;
    if (!is_offered(operation, field)) return;
    const std::optional<std::int64_t> now = value_of(operation, field);
    if (check(pen, "divisor-override", to_string(field), now.has_value()))
        pen.actions.push_back(
            SetOperation{now ? with_default(operation, field) : with_value(operation, field, window_cells(operation))});
    if (now)
        if (const auto value = slider(
                pen,
                {"divisor", info_of(operation, field)->label, *now, {1, 16}, {1, 16}, {-kLargestTyped, kLargestTyped}}))
            pen.actions.push_back(SetOperation{with_value(operation, field, *value)});
    refusal(pen, {field});
}

/// "2", "0.5", "inf" as a double; nothing if it is no number.
std::optional<double> power(std::string text) {
    if (!parse_number(text)) return std::nullopt;
    double value = 0.0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error == std::errc{} && end == text.data() + text.size()) return value;
    return static_cast<double>(*parse_number(text));
}

/// The p of the norm: the usual ones by click, any by typing.
void norm(Pen& pen) {
    const Operation& operation = pen.frame.state.scenario.problem.operation;
    const double* now = find_parameter<double>(operation, Field::norm_type);
    if (now == nullptr) return;
    const auto set = [&](double p) { pen.actions.push_back(SetOperation{with_all(operation, Field::norm_type, p)}); };
    const char* label = info_of(operation, Field::norm_type)->label;
    pen.text({pen.x, pen.y + kRow / 2}, label, Face::words, 14.0F, Align::start, {Role::ink});
    const std::vector<std::string> usual{"1", "2", "3", "4"};
    std::size_t current = usual.size();
    for (std::size_t i = 0; i < usual.size(); ++i)
        if (*now == static_cast<double>(i + 1)) current = i;
    const Box area{pen.x + kLabelColumn - 8.0F, pen.y, segmented_width(pen, usual, 13.0F), kRow - 1.0F};
    if (const auto chosen = segmented(pen, "norm", area, usual, current, 13.0F)) set(static_cast<double>(*chosen + 1));
    const TypeField field{"norm-value",
                          {area.right() + 4.0F, pen.y + 1.0F, pen.x + pen.width - area.right() - 4.0F, kRow - 2.0F},
                          text::typed(*now),
                          Align::end,
                          {Role::ink}};
    if (const std::optional<std::string> typed = type_field(pen, field)) {
        if (const std::optional<double> p = power(*typed))
            set(*p);
        else
            pen.actions.push_back(Notify{parse_number(*typed).error().sentence});
    }
    pen.y += kRow + 2.0F;
    refusal(pen, {Field::norm_type});
}

void number(Pen& pen, const std::string& id, Field field, const Range& shown, const Range& typed,
            const std::vector<std::int64_t>& stops = {}) {
    const Problem& problem = pen.frame.state.scenario.problem;
    const Operation& operation = problem.operation;
    const std::int64_t now = parameter_or(operation, field, std::int64_t{1});
    if (const auto value = slider(pen, {id, info_of(operation, field)->label, now, shown, shown, typed, false, stops,
                                        [&](std::int64_t to) { return why_not(problem, field, to); }}))
        pen.actions.push_back(SetOperation{with_value(operation, field, *value)});
    refusal(pen, {field});
}

void weights(Pen& pen) {
    const Problem& problem = pen.frame.state.scenario.problem;
    section(pen, "WEIGHTS");
    const int channels = input_axes(problem).channels;
    const std::int64_t in = channels >= 0 ? problem.input[static_cast<std::size_t>(channels)] : 1;
    const std::int64_t groups = parameter_or(problem.operation, Field::groups, std::int64_t{1});
    number(pen, "out-channels", Field::out_channels, {1, 8}, {1, kLargestTyped});
    const Range track{1, std::max<std::int64_t>(std::max(in, groups), 2)};
    // By slider only those that divide both numbers of channels; typing takes any, and a refusal tells why not.
    number(pen, "groups", Field::groups, track, {1, kLargestTyped}, stops(problem, track, Field::groups));
    values_rows(pen, "weights", "Weights", Grid::kernel, problem.weights);
    refusal(pen, {Field::weight});
    toggle(pen, "flip-kernel", Field::flip_kernel);
    if (parameter_or(problem.operation, Field::bias, false))
        values_rows(pen, "bias-values", "Bias", Grid::bias, problem.bias);
    toggle(pen, "bias", Field::bias);
}

}  // namespace

/// One tick box or two need no section of their own: they stand with the padding that they are about.
void side_options(Pen& pen) {
    norm(pen);
    toggle(pen, "ceil-mode", Field::ceil_mode);
    toggle(pen, "count-include-pad", Field::count_include_pad);
    divisor(pen);
    toggle(pen, "storage-order", Field::storage_order);
    if (has_weights(pen.frame.state.scenario.problem.operation)) weights(pen);
}

}  // namespace stridelens::ui
