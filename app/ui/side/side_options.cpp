#include "app/state/parse_number.h"
#include "app/ui/panels.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <numeric>

namespace stridelens::ui {
namespace {

std::int64_t window_cells(const Operation& operation) {
    const Extents kernel = kernel_of(operation);
    return std::accumulate(kernel.begin(), kernel.end(), std::int64_t{1}, std::multiplies<>());
}

/// A tick box for one yes-or-no setting of the operation.
template <class Op>
void toggle(Pen& pen, const std::string& id, const std::string& label, const Op& op, bool Op::*setting) {
    if (!check(pen, id, label, op.*setting)) return;
    Op next = op;
    next.*setting = !(op.*setting);
    pen.actions.push_back(SetOperation{next});
}

void divisor(Pen& pen, const AvgPool& pool) {
    if (check(pen, "divisor-override", "divisor_override", pool.divisor_override.has_value())) {
        AvgPool next = pool;
        next.divisor_override = pool.divisor_override ? std::nullopt : std::optional(window_cells(pool));
        pen.actions.push_back(SetOperation{next});
    }
    if (!pool.divisor_override) return;
    if (const auto value = slider(pen, {"divisor", "Divisor", *pool.divisor_override, {1, 16}, {1, 16}, {-512, 512}})) {
        AvgPool next = pool;
        next.divisor_override = *value;
        pen.actions.push_back(SetOperation{next});
    }
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
void norm(Pen& pen, const LpPool& pool) {
    const auto set = [&](double p) {
        LpPool next = pool;
        next.norm_type = p;
        pen.actions.push_back(SetOperation{next});
    };
    pen.text({pen.x, pen.y + kRow / 2}, "Norm p", Face::words, 14.0F, Align::start, {Role::ink});
    const std::vector<std::string> usual{"1", "2", "3", "4"};
    std::size_t current = usual.size();
    for (std::size_t i = 0; i < usual.size(); ++i)
        if (pool.norm_type == static_cast<double>(i + 1)) current = i;
    const Box area{pen.x + kLabelColumn - 8.0F, pen.y, segmented_width(pen, usual, 13.0F), kRow - 1.0F};
    if (const auto chosen = segmented(pen, "norm", area, usual, current, 13.0F)) set(static_cast<double>(*chosen + 1));
    const TypeField field{"norm-value",
                          {area.right() + 4.0F, pen.y + 1.0F, pen.x + pen.width - area.right() - 4.0F, kRow - 2.0F},
                          fmt::format("{}{}", std::signbit(pool.norm_type) ? "−" : "", std::abs(pool.norm_type)),
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

/// Groups by slider: only those that divide both channel counts; typing takes any, and a refusal tells why not.
std::vector<std::int64_t> common_divisors(std::int64_t a, std::int64_t b) {
    std::vector<std::int64_t> divisors;
    for (std::int64_t g = 1; g <= std::min(a, b); ++g)
        if (a % g == 0 && b % g == 0) divisors.push_back(g);
    return divisors;
}

template <class Op>
void weights(Pen& pen, const Op& op) {
    const Problem& problem = pen.frame.state.scenario.problem;
    section(pen, "WEIGHTS");
    const int channels = input_axes(problem).channels;
    const std::int64_t in = channels >= 0 ? problem.input[static_cast<std::size_t>(channels)] : 1;
    if (const auto value = slider(pen, {"out-channels", "Out channels", op.out_channels, {1, 8}, {1, 8}})) {
        Op next = op;
        next.out_channels = *value;
        pen.actions.push_back(SetOperation{next});
    }
    refusal(pen, {Field::out_channels});
    const Range groups{1, std::max<std::int64_t>(std::max(in, op.groups), 2)};
    const std::vector<std::int64_t> stops = common_divisors(in, op.out_channels);
    if (const auto value = slider(pen, {"groups", "Groups", op.groups, groups, groups, {1, 512}, false, stops})) {
        Op next = op;
        next.groups = *value;
        pen.actions.push_back(SetOperation{next});
    }
    refusal(pen, {Field::groups});
    values_rows(pen, "weights", "Weights", Grid::kernel, problem.weights);
    refusal(pen, {Field::weight});
    if constexpr (requires { op.flip_kernel; })
        toggle(pen, "flip-kernel", "flip the kernel (true convolution)", op, &Op::flip_kernel);
    if (op.bias) values_rows(pen, "bias-values", "Bias", Grid::bias, problem.bias);
    toggle(pen, "bias", "bias", op, &Op::bias);
    refusal(pen, {Field::bias});
}

}  // namespace

/// One tick box or two need no section of their own: they stand with the padding that they are about.
void side_options(Pen& pen) {
    std::visit(
        [&pen]<class Op>(const Op& op) {
            if constexpr (requires { op.norm_type; }) norm(pen, op);
            if constexpr (requires { op.ceil_mode; }) {
                toggle(pen, "ceil-mode", "ceil_mode", op, &Op::ceil_mode);
                refusal(pen, {Field::ceil_mode});
            }
            if constexpr (requires { op.count_include_pad; }) {
                toggle(pen, "count-include-pad", "count_include_pad", op, &Op::count_include_pad);
                refusal(pen, {Field::count_include_pad});
            }
            if constexpr (requires { op.divisor_override; }) {
                divisor(pen, op);
                refusal(pen, {Field::divisor_override});
            }
            if constexpr (requires { op.column_major_indices; })
                if (op.convention == Convention::onnx)
                    toggle(pen, "storage-order", "storage_order = 1", op, &Op::column_major_indices);
            if constexpr (requires { op.out_channels; }) weights(pen, op);
        },
        pen.frame.state.scenario.problem.operation);
}

}  // namespace stridelens::ui
