#include "app/cli/compared_commands.h"

#include "app/cli/cell_index.h"
#include "app/files/sides.h"
#include "app/problem/solve.h"
#include "app/state/parse_number.h"
#include "core/explain/missing_cell.h"
#include "core/explain/output_comparison.h"
#include "core/kernels/kernels.h"
#include "core/words/prose.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <array>

namespace stridelens {

namespace {

constexpr std::array kSides{AB::a, AB::b};

const Problem& side_of(const Comparison& sides, AB side) {
    return side == AB::a ? sides.a : *sides.b;
}

/// Both outputs held against each other.
Outcome<OutputComparison> compared_outputs(const Comparison& sides) {
    std::array<Tensor, 2> outputs;
    for (const AB side : kSides) {
        const auto solvable = prepare(side_of(sides, side));
        if (!solvable) return failed(side, solvable.error());
        outputs[static_cast<std::size_t>(side)] = evaluate(solvable->geometry, solvable->operands()).output;
    }
    return compare_outputs(outputs[0], outputs[1]);
}

std::string quoted(const std::string& text) {
    return nlohmann::json(text).dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

/// The cells as numbers, and in a sentence.
std::string cells_json(const OutputComparison& outputs) {
    return fmt::format("\"same\": {}, \"differ\": {}, \"only_in_a\": {}, \"only_in_b\": {}, \"sentence\": {}",
                       outputs.same, outputs.differs, outputs.only_a, outputs.only_b, quoted(sentence_of(outputs)));
}

std::string settings_text(const Comparison& sides) {
    std::string text;
    for (const SettingDifference& one : setting_differences(sides.a, *sides.b))
        text += fmt::format("{}: A {}, B {}\n", one.name, one.a.empty() ? "has none" : one.a,
                            one.b.empty() ? "has none" : one.b);
    return text.empty() ? "no setting differs\n" : text;
}

std::string settings_json(const Comparison& sides) {
    std::string text;
    for (const SettingDifference& one : setting_differences(sides.a, *sides.b))
        text += fmt::format("{}\n    {{\"name\": {}, \"a\": {}, \"b\": {}}}", text.empty() ? "" : ",", quoted(one.name),
                            quoted(one.a), quoted(one.b));
    return text.empty() ? "[]" : fmt::format("[{}\n  ]", text);
}

/// Why a side lacks the cell; nothing if it has it.
Outcome<std::optional<std::string>> missing(const Problem& problem, AB side, const std::string& at) {
    const auto geometry = resolve(problem.operation, problem.input);
    if (!geometry) return failed(side, geometry.error());
    const auto cell = parse_index(at);
    if (!cell || cell->size() != geometry->output.size()) return std::optional<std::string>();
    bool inside = true;
    for (std::size_t axis = 0; axis < cell->size(); ++axis) {
        if ((*cell)[axis] < 0) return std::optional<std::string>();
        inside = inside && (*cell)[axis] < geometry->output[axis];
    }
    if (inside) return std::optional<std::string>();
    return std::optional(fmt::format("output{} does not exist: {}", text::bracketed({cell->begin(), cell->end()}),
                                     reason_for_missing(*geometry, *cell)));
}

}  // namespace

tl::unexpected<Failure> named(AB side, const Failure& failure) {
    return tl::unexpected(Failure{fmt::format("{}: {}", to_string(side), failure.sentence)});
}

Outcome<Answer> eval_both(const Scenario& scenario, const EvalOptions& options) {
    if (!options.output.empty())
        return failed("a file holds one output, and these are two: evaluate A and B one after the other");
    const Comparison sides = comparison_of(scenario);
    Answer answer;
    std::array<std::string, 2> texts;
    for (const AB side : kSides) {
        Scenario of_side;
        of_side.problem = side_of(sides, side);
        const auto alone = eval_command(of_side, options);
        if (!alone) return named(side, alone.error());
        texts[static_cast<std::size_t>(side)] = alone->text;
        if (side == AB::a) answer.remarks = alone->remarks;
    }
    const bool files = !options.input.empty() || !options.weight.empty() || !options.bias.empty() ||
                       !options.indices.empty() || !options.upstream.empty();
    const auto outputs = files ? Outcome<OutputComparison>(OutputComparison{}) : compared_outputs(sides);
    if (!outputs) return tl::unexpected(outputs.error());
    if (options.json) {
        for (std::string& text : texts) text.pop_back();
        answer.text = fmt::format("{{\"a\": {},\n \"b\": {}{}}}\n", texts[0], texts[1],
                                  files ? "" : ",\n " + cells_json(*outputs));
    } else {
        answer.text = fmt::format("A\n{}B\n{}{}", texts[0], texts[1], files ? "" : sentence_of(*outputs) + "\n");
    }
    return answer;
}

Outcome<std::string> explain_both(const Scenario& scenario, const std::string& at, Telling telling) {
    const bool json = telling == Telling::json;
    const Comparison sides = comparison_of(scenario);
    std::array<std::string, 2> told;
    std::array<bool, 2> lacks{};
    for (const AB side : kSides) {
        const auto i = static_cast<std::size_t>(side);
        const auto reason = missing(side_of(sides, side), side, at);
        if (!reason) return tl::unexpected(reason.error());
        lacks[i] = reason->has_value();
        if (lacks[i]) told[i] = json ? "null\n" : **reason + "\n";
    }
    for (const AB side : kSides) {
        const auto i = static_cast<std::size_t>(side);
        if (lacks[i] && !(lacks[0] && lacks[1])) continue;
        Scenario of_side;
        of_side.problem = side_of(sides, side);
        const auto alone = explain_command(of_side, at, telling);
        if (!alone) return named(side, alone.error());
        told[i] = *alone;
    }
    if (telling == Telling::sentence) return fmt::format("A: {}B: {}", told[0], told[1]);
    const auto outputs = compared_outputs(sides);
    if (!outputs) return tl::unexpected(outputs.error());
    if (!json)
        return fmt::format("A: {}\nB: {}\n{}{}\n", told[0], told[1], settings_text(sides), sentence_of(*outputs));
    for (std::string& text : told) text.pop_back();
    return fmt::format("{{\n  \"problem\": {},\n  \"a\": {},\n  \"b\": {},\n  \"settings\": {},\n  {}\n}}\n",
                       quoted(print(sides)), told[0], told[1], settings_json(sides), cells_json(*outputs));
}

}  // namespace stridelens
