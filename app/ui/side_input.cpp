#include "app/ui/panels.h"

#include <array>

namespace stridelens::ui {
namespace {

constexpr std::array<const char*, 6> kGenerators{"normal", "integers", "ramp", "ones", "negative", "one-hot"};
constexpr std::int64_t kLargestSize = 32;  // by slider; typing takes more

bool seeded(const Values& values) {
    return values.kind == Values::Kind::normal || values.kind == Values::Kind::integers;
}

/// An arrow that bites its tail: new numbers.
bool reroll_button(const Pen& pen, const std::string& id, Point centre) {
    const Hit hit = pen.hit(id, {centre.x - 13.0F, centre.y - 12.0F, 26.0F, 24.0F});
    if (hit.hovered) pen.box({centre.x - 13.0F, centre.y - 12.0F, 26.0F, 24.0F}, 6.0F, {Role::chip});
    const Paint ink{hit.hovered ? Role::ink : Role::dim_ink};
    const float r = 5.5F, k = 0.5523F * r, x = centre.x, y = centre.y;
    pen.paint(Curve{{x + r, y}, {x + r, y + k}, {x + k, y + r}, {x, y + r}, ink, 1.6F});
    pen.paint(Curve{{x, y + r}, {x - k, y + r}, {x - r, y + k}, {x - r, y}, ink, 1.6F});
    pen.paint(Curve{{x - r, y}, {x - r, y - k}, {x - k, y - r}, {x, y - r}, ink, 1.6F});
    pen.paint(Polygon{{{x - 0.5F, y - r - 3.6F}, {x + 4.5F, y - r}, {x - 0.5F, y - r + 3.6F}}, ink, {}, 0.0F});
    return hit.clicked;
}

/// The seed at the right of a row: a number to type over, and the arrow that takes another one.
std::optional<std::uint64_t> seed_field(const Pen& pen, const std::string& id, float combo, std::uint64_t seed) {
    constexpr float kArrow = 26.0F, kDigits = 40.0F;
    const float middle = pen.y + kRow / 2;
    const float right = pen.x + pen.width - kArrow;
    const float word = pen.measure("seed", Face::words, 13.0F);
    if (pen.x + kLabelColumn - 10.0F + combo + word < right - kDigits)
        pen.text({right - kDigits, middle}, "seed", Face::words, 13.0F, Align::end, {Role::dim_ink});
    const std::optional<std::string> typed = type_field(
        pen, {id + "-seed", {right - kDigits, middle - 12.0F, kDigits, 24.0F}, std::to_string(seed), Align::end});
    if (typed) {
        const std::optional<std::int64_t> number = whole_number(*typed);
        if (number && *number >= 0) return static_cast<std::uint64_t>(*number);
    }
    if (reroll_button(pen, id + "-reroll", {pen.x + pen.width - 9.0F, middle})) return seed % 9999 + 1;
    return std::nullopt;
}

}  // namespace

void values_rows(Pen& pen, const std::string& id, const std::string& label, Grid grid, const Values& values) {
    const bool listed = values.kind == Values::Kind::list;
    const std::vector<std::string> choices(kGenerators.begin(), kGenerators.end());
    const std::string shown = listed ? "own numbers" : choices[static_cast<std::size_t>(values.kind)];
    if (seeded(values)) {
        const std::optional<std::uint64_t> seed = seed_field(pen, id, combo_width(pen, shown), values.seed);
        if (seed && *seed != values.seed) pen.actions.push_back(SetValues{grid, {values.kind, *seed, {}}});
    }
    if (const std::optional<std::size_t> kind = combo(pen, id, label, choices, shown))
        pen.actions.push_back(SetValues{grid, {static_cast<Values::Kind>(*kind), listed ? 7 : values.seed, {}}});
}

void side_input(Pen& pen) {
    const Problem& problem = pen.frame.state.scenario.problem;
    const InputAxes axes = input_axes(problem);
    const int rank = spatial_rank_of(problem.operation);
    section(pen, "INPUT", true);
    const auto size_row = [&](const std::string& id, const std::string& label, std::size_t axis, std::int64_t shown) {
        const Range range{1, shown};
        if (const auto value = slider(pen, {id, label, problem.input[axis], range, range})) {
            Shape shape = problem.input;
            shape[axis] = *value;
            pen.actions.push_back(SetInputShape{shape});
        }
    };
    if (axes.batch >= 0 && problem.input[0] != 1) size_row("batch", "Batch", 0, 8);
    if (axes.channels >= 0) size_row("channels", "Channels", static_cast<std::size_t>(axes.channels), 8);
    refusal(pen, {Field::in_channels});
    for (int axis = 0; axis < rank; ++axis) {
        const std::string label = axis_label(rank, axis);
        size_row("size-" + axis_letter(rank, axis), label, axes.first_spatial + static_cast<std::size_t>(axis),
                 kLargestSize);
    }
    values_rows(pen, "values", "Values", Grid::input, problem.values);
    refusal(pen, {Field::input, Field::values});
}

}  // namespace stridelens::ui
