#include "app/files/failure.h"
#include "app/state/parse_number.h"
#include "app/ui/panels.h"
#include "app/ui/side/tracks.h"
#include "core/words/prose.h"
#include "core/words/table.h"

#include <fmt/format.h>

#include <algorithm>

namespace stridelens::ui {
namespace {

/// As in with_value().
enum Which : int { both_sides = -1, begin_side = 0, end_side = 1 };

struct Linked {
    bool axes = true, sides = true;
};

/// Rows stay together only while what they join is equal.
Linked linked_rows(const Display& display, const PerAxis<Sides>& padding) {
    const bool sides_equal =
        std::all_of(padding.begin(), padding.end(), [](const Sides& s) { return s.begin == s.end; });
    const bool axes_equal =
        std::all_of(padding.begin(), padding.end(), [&](const Sides& s) { return s == padding[0]; });
    return {padding.size() == 1 || (display.link_axes && axes_equal), display.link_sides && sides_equal};
}

std::string row_label(int rank, int axis, Which sides) {
    if (axis >= 0) return sides == both_sides ? axis_label(rank, axis) : side_label(rank, axis, sides == end_side);
    if (sides == both_sides) return rank == 1 ? "Both sides" : "All sides";
    if (rank == 1) return side_label(1, 0, sides == end_side);
    return sides == begin_side ? "Top, left" : "Bottom, right";
}

void amount_row(Pen& pen, int axis, Which sides) {
    const Problem& problem = pen.frame.state.scenario.problem;
    const PerAxis<Sides> padding = padding_of(problem.operation);
    const int rank = static_cast<int>(padding.size());
    const Sides now = padding[static_cast<std::size_t>(std::max(axis, 0))];
    const Range shown = padding_track(problem, axis);
    const char* which = sides == both_sides ? "" : sides == begin_side ? "-begin" : "-end";
    const SliderRow row{fmt::format("padding{}{}", axis < 0 ? "" : "-" + axis_letter(rank, axis), which),
                        row_label(rank, axis, sides),
                        sides == end_side ? now.end : now.begin,
                        shown,
                        shown,
                        {is_pad(problem.operation) ? -kLargestTyped : 0, kLargestTyped},
                        false,
                        stops(problem, shown, Field::padding, axis, sides),
                        [&](std::int64_t value) { return why_not(problem, Field::padding, value, axis, sides); },
                        info_of(problem.operation, Field::padding)->symbol,
                        Field::padding};
    if (const auto value = slider(pen, row))
        pen.actions.push_back(SetOperation{with_value(problem.operation, Field::padding, *value, axis, sides)});
    if (sides != begin_side) refusal(pen, {Field::padding}, axis);
}

/// Chips beside the caption: axes together, sides together.
void link_chips(Pen& pen, float middle, const Linked& linked) {
    const AppState& state = pen.frame.state;
    const Operation& operation = state.scenario.problem.operation;
    PerAxis<Sides> padding = padding_of(operation);
    float right = pen.x + pen.width;
    if (link_chip(pen, "link-sides", {right, middle}, "sides", linked.sides)) {
        if (state.display.link_sides == linked.sides) pen.actions.push_back(ToggleLinkSides{});
        for (Sides& sides : padding) sides.end = linked.sides ? sides.end : sides.begin;
    }
    right -= chip_width(pen, "sides", true) + 6.0F;
    if (padding.size() > 1 &&
        link_chip(pen, "link-axes-padding", {right, middle}, padding.size() == 2 ? "H W" : "D H W", linked.axes)) {
        if (state.display.link_axes == linked.axes) pen.actions.push_back(ToggleLinkAxes{});
        if (!linked.axes) padding = PerAxis<Sides>(padding.size(), padding[0]);
    }
    if (padding != padding_of(operation))
        pen.actions.push_back(SetOperation{with_all(operation, Field::padding, padding)});
}

void amounts(Pen& pen, const Linked& linked) {
    const int rank = static_cast<int>(padding_of(pen.frame.state.scenario.problem.operation).size());
    for (int axis = linked.axes ? -1 : 0; axis < (linked.axes ? 0 : rank); ++axis) {
        if (linked.sides) {
            amount_row(pen, rank == 1 ? -1 : axis, both_sides);
        } else {
            amount_row(pen, axis, begin_side);
            amount_row(pen, axis, end_side);
        }
    }
    refusal(pen, {Field::padding});
}

/// What a padded cell counts as, for the operations that leave no choice.
void fill_row(Pen& pen, const std::string& words) {
    const float middle = pen.y + kRow / 2;
    pen.text({pen.x, middle}, "Fill", Face::words, 14.0F, Align::start, {Role::ink});
    pen.text({pen.x + kLabelColumn, middle}, words, Face::numbers, 13.0F, Align::start, {Role::dim_ink});
    pen.y += kRow;
}

void mode_row(Pen& pen, const Operation& operation) {
    const PaddingMode* mode = find_parameter<PaddingMode>(operation, Field::padding_mode);
    if (mode == nullptr) return;
    std::vector<std::string> modes = words_of_all<PaddingMode>();
    if (is_conv(operation)) {
        modes[static_cast<std::size_t>(PaddingMode::constant)] = "zeros";  // its only constant
        modes.resize(static_cast<std::size_t>(PaddingMode::symmetric));    // which no convolution has
    }
    const char* label = info_of(operation, Field::padding_mode)->label;
    if (const auto chosen = combo(pen, "padding-mode", label, modes, modes[static_cast<std::size_t>(*mode)]))
        pen.actions.push_back(
            SetOperation{with_all(operation, Field::padding_mode, static_cast<PaddingMode>(*chosen))});
}

void value_row(Pen& pen, const Operation& operation) {
    const float* now = find_parameter<float>(operation, Field::value);
    const bool constant = parameter_or(operation, Field::padding_mode, PaddingMode::constant) == PaddingMode::constant;
    if (now == nullptr || !constant) return;
    const float middle = pen.y + kRow / 2;
    pen.text({pen.x, middle}, info_of(operation, Field::value)->label, Face::words, 14.0F, Align::start, {Role::ink});
    const TypeField field{"pad-value",
                          {pen.x + kLabelColumn - 6.0F, pen.y + 1.0F, 90.0F, kRow - 2.0F},
                          text::typed(*now),
                          Align::start,
                          {Role::ink}};
    if (const std::optional<std::string> typed = type_field(pen, field)) {
        if (const Outcome<float> value = parse_number(*typed))
            pen.actions.push_back(SetOperation{with_all(operation, Field::value, *value)});
        else
            pen.actions.push_back(Notify{value.error().sentence});
    }
    pen.y += kRow;
}

/// How a framework lets one say how much: by number, or by what the output is to be.
struct Choice {
    AutoPad kind;
    const char* label;
};
std::vector<Choice> padding_choices(const Operation& operation) {
    if (!has_parameter(operation, Field::auto_pad)) return {};
    switch (convention_of(operation)) {
        case Convention::pytorch:
            return {{AutoPad::none, "by number"}, {AutoPad::same_upper, "same"}, {AutoPad::valid, "valid"}};
        case Convention::onnx:
            return {{AutoPad::none, "number"},
                    {AutoPad::same_upper, "upper"},
                    {AutoPad::same_lower, "lower"},
                    {AutoPad::valid, "valid"}};
        case Convention::tensorflow:
            return {{AutoPad::same_upper, "same"}, {AutoPad::valid, "valid"}};
    }
    return {};
}

/// The chips for the kind of padding. Returns whether it is by number.
bool kind_row(Pen& pen, const Operation& operation) {
    const std::vector<Choice> choices = padding_choices(operation);
    const AutoPad automatic = auto_pad_of(operation);
    if (choices.empty()) return automatic == AutoPad::none;
    // TensorFlow without a word pads nothing: that is its 'valid'.
    const bool named = convention_of(operation) == Convention::tensorflow;
    const AutoPad shown = named && automatic == AutoPad::none ? AutoPad::valid : automatic;
    std::vector<std::string> labels;
    std::size_t current = choices.size();
    for (const Choice& choice : choices) {
        if (choice.kind == shown) current = labels.size();
        labels.emplace_back(choice.label);
    }
    if (const auto chosen = segmented_row(pen, "auto-pad", labels, current))
        pen.actions.push_back(SetOperation{with_all(operation, Field::auto_pad, choices[*chosen].kind)});
    return automatic == AutoPad::none && !named;
}

/// What a padded cell counts as; nothing where the user chooses.
std::string fill_words(const Operation& operation) {
    return std::visit(
        overloaded{
            [](const MaxPool&) -> std::string { return "−∞, never wins"; },
            [](const MinPool&) -> std::string { return "∞, never wins"; },
            [](const AvgPool& pool) -> std::string { return pool.count_include_pad ? "0, counted" : "0, not counted"; },
            [](const LpPool&) -> std::string { return "0, adds nothing"; },
            [](const MaxUnpool&) -> std::string { return "trims the output"; },
            [](const ConvTranspose&) -> std::string { return "trims the output"; },
            [](const Unfold&) -> std::string { return "0"; },
            [](const Fold&) -> std::string { return "trims the output"; },
            [](const AdaptiveMaxPool&) -> std::string { return ""; },
            [](const AdaptiveAvgPool&) -> std::string { return ""; },
            [](const Conv&) -> std::string { return ""; },
            [](const Pad&) -> std::string { return ""; },
        },
        operation);
}

}  // namespace

void side_padding(Pen& pen) {
    const Operation& operation = pen.frame.state.scenario.problem.operation;
    const PerAxis<Sides> padding = padding_of(operation);
    if (padding.empty()) return;
    const float middle = section(pen, "PADDING");
    const Linked linked = linked_rows(pen.frame.state.display, padding);
    const bool named_only = padding_choices(operation).size() == 2;
    if (auto_pad_of(operation) == AutoPad::none && !named_only) link_chips(pen, middle, linked);
    if (kind_row(pen, operation)) amounts(pen, linked);
    refusal(pen, {Field::padding, Field::auto_pad});

    if (const std::string words = fill_words(operation); !words.empty()) fill_row(pen, words);
    mode_row(pen, operation);
    value_row(pen, operation);
    refusal(pen, {Field::padding_mode, Field::value});
}

}  // namespace stridelens::ui
