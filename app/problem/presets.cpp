#include "app/problem/presets.h"

#include "app/problem/compared.h"
#include "app/problem/legal.h"
#include "app/problem/resize.h"
#include "app/problem/solve.h"
#include "core/kernels/kernels.h"
#include "core/operation/catalogue.h"
#include "core/operation/comparison.h"
#include "core/operation/parameters/parameters.h"
#include "core/operation/parameters/settings.h"
#include "core/words/table.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <utility>

namespace stridelens {

namespace {

constexpr std::int64_t kMostZeros = 10'000;  // cells of an input that is written out with zeros around it

bool is_padded(const Geometry& geometry) {
    return std::ranges::any_of(geometry.axes, [](const Axis& axis) { return axis.pad_begin > 0 || axis.pad_end > 0; });
}

/// With lists in the shapes that it needs; `a`: the problem that it was.
Problem fitted(Problem problem, const Problem& a) {
    follow_numbers(problem, a);
    return problem;
}

Problem with(const Problem& a, Field field, std::int64_t value) {
    Problem problem = a;
    problem.operation = with_value(std::move(problem.operation), field, value);
    return fitted(std::move(problem), a);
}

/// `a` with what a line says after the bar.
std::optional<Problem> changed(const Problem& a, const std::string& changes) {
    auto both = parse_comparison(fmt::format("{} | {}", print(settings_of(a)), changes));
    if (!both) return std::nullopt;
    Problem settings = a;
    settings.operation = both->b->operation;
    return fitted(std::move(settings), a);
}

/// Of the one-line form.
std::string word_of(Convention convention) {
    for (const ChoiceWord& choice : info_of(alternative_of<Conv>(), Field::convention)->choices)
        if (choice.value == static_cast<int>(convention)) return std::string(choice.word);
    return "";
}

/// Zeros around the input instead of padding that never wins.
std::optional<Problem> with_zeros(const Problem& a, const Geometry& geometry) {
    Problem around = a;
    Pad pad{.spatial_rank = spatial_rank_of(a.operation), .padding = {}};
    for (const Axis& axis : geometry.axes) pad.padding.push_back({axis.pad_begin, axis.pad_end});
    around.operation = pad;
    around.upstream = Problem{}.upstream;
    const auto padded = prepare(around);
    if (!padded || element_count(padded->geometry.output) > kMostZeros) return std::nullopt;
    Tensor input = evaluate(padded->geometry, padded->operands()).output;
    Problem b = a;
    b.input = input.shape;
    b.values = Values{Values::Kind::list, a.values.seed, std::move(input.values)};
    b.operation = with_value(std::move(b.operation), Field::auto_pad, static_cast<std::int64_t>(AutoPad::none));
    b.operation = with_value(std::move(b.operation), Field::padding, 0);
    return fitted(std::move(b), a);
}

class Presets {
public:
    Presets(const Problem& a, const Geometry& geometry) : a_(a), geometry_(geometry) {}

    std::vector<ComparisonPreset> all() && {
        toggle(Field::ceil_mode, "ceil", "ceil", "floor");
        if (std::holds_alternative<MaxPool>(a_.operation) && is_padded(geometry_))
            add("zeros", "−∞ | zeros around it", with_zeros(a_, geometry_));
        if (is_padded(geometry_)) toggle(Field::count_include_pad, "count", "padding counted", "not");
        same();
        toggle(Field::flip_kernel, "flip", "flipped", "not");
        if (std::holds_alternative<MaxPool>(a_.operation)) switched("avgpool", "max | average");
        if (std::holds_alternative<AvgPool>(a_.operation)) switched("maxpool", "average | max");
        for (const Convention other : kAllOf<Convention>) framework(other);
        return std::move(found_);
    }

private:
    void add(const std::string& id, std::string label, std::optional<Problem> b) {
        if (!b || !prepare(*b) || setting_differences(a_, *b).empty()) return;
        found_.push_back({id, std::move(label), *std::move(b)});
    }

    /// `on`, `off`: what each value is called, A's first.
    void toggle(Field field, const char* id, const char* on, const char* off) {
        const bool* now = find_parameter<bool>(a_.operation, field);
        if (now == nullptr || !has_parameter(a_.operation, field)) return;
        std::string label = *now ? fmt::format("{} | {}", on, off) : fmt::format("{} | {}", off, on);
        if (std::string_view(off) == "not") label = *now ? fmt::format("{} | not", on) : fmt::format("not | {}", on);
        Problem b = with(a_, field, *now ? 0 : 1);
        const auto other = geometry_of(b);
        if (field == Field::ceil_mode && other && other->output == geometry_.output) return;
        add(id, std::move(label), std::move(b));
    }

    void switched(const char* word, const char* label) {
        auto b = changed(a_, fmt::format("{}{}d", word, spatial_rank_of(a_.operation)));
        add("average", label, b ? std::optional(fitted(made_legal(*b), a_)) : std::nullopt);
    }

    /// The same size of output, and every window elsewhere.
    void same() {
        if (convention_of(a_.operation) != Convention::pytorch || !is_padded(geometry_)) return;
        if (!has_parameter(a_.operation.index(), Field::auto_pad, Convention::tensorflow)) return;
        const auto b = changed(a_, "same tensorflow");
        const auto theirs = b ? geometry_of(*b) : std::nullopt;
        if (theirs && theirs->output == geometry_.output && theirs->axes != geometry_.axes)
            add("same", "PyTorch | TensorFlow ‘same’", b);
    }

    void framework(Convention other) {
        if (other == convention_of(a_.operation) || !has_operation(a_.operation.index(), other)) return;
        const std::string word = word_of(other);
        const auto b = changed(a_, word);
        const auto theirs = b ? geometry_of(*b) : std::nullopt;
        if (!theirs) return;
        const auto counts = [](const Operation& operation) {
            return parameter_or(operation, Field::count_include_pad, false);
        };
        const bool counted = is_padded(geometry_) && counts(a_.operation) != counts(b->operation);
        if (theirs->axes == geometry_.axes && theirs->output == geometry_.output && !counted) return;
        add(word, fmt::format("{} | {} defaults", to_string(convention_of(a_.operation)), to_string(other)), b);
    }

    const Problem& a_;
    const Geometry& geometry_;
    std::vector<ComparisonPreset> found_;
};

}  // namespace

std::vector<ComparisonPreset> comparison_presets(const Problem& a) {
    const auto geometry = resolve(a.operation, a.input);
    if (!geometry) return {};
    return Presets(a, *geometry).all();
}

}  // namespace stridelens
