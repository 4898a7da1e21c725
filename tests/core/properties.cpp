#include "tests/core/properties.h"

#include "core/explain/explain.h"
#include "core/explain/frameworks/conventions.h"
#include "core/kernels/kernels.h"
#include "core/operation/limits.h"
#include "core/operation/messages/messages.h"
#include "core/window/coverage.h"
#include "tests/core/random_problem.h"

#include <fmt/format.h>

#include <algorithm>
#include <limits>
#include <vector>

namespace stridelens::test {
namespace {

/// Why two tensors differ in shape or in a bit.
Broken different(const char* what, const Tensor& got, const Tensor& expected) {
    if (!(got.shape == expected.shape) || got.values.size() != expected.values.size())
        return fmt::format("{} is {}, not {}", what, to_string(got.shape), to_string(expected.shape));
    for (std::size_t i = 0; i < got.values.size(); ++i)
        if (!same_bits(got.values[i], expected.values[i]))
            return fmt::format("{}[{}] is {}, not {}", what, i, got.values[i], expected.values[i]);
    return std::nullopt;
}

Broken broken_explanations(const Geometry& geometry, const Numbers& numbers, const Evaluation& evaluation) {
    for (std::int64_t o = 0; o < element_count(geometry.output); ++o) {
        const Index output = unflatten(geometry.output, o);
        const Explanation told = explain(geometry, numbers.operands(), output);
        if (!same_bits(told.result, evaluation.output[o]))
            return fmt::format("output[{}] is explained as {}, not {}", o, told.result, evaluation.output[o]);
        if (told.sentence.empty()) return fmt::format("output[{}] has no sentence", o);
        const bool picks = told.rule == Rule::maximum || told.rule == Rule::minimum;
        if (!picks) continue;
        const std::int64_t source = told.winner ? told.terms[*told.winner].tap.source : -1;
        if (reported_index(geometry, source) != evaluation.indices[static_cast<std::size_t>(o)])
            return fmt::format("output[{}] is explained by input cell {}, its index is {}", o, source,
                               evaluation.indices[static_cast<std::size_t>(o)]);
    }
    return std::nullopt;
}

Broken broken_readers(const Geometry& geometry) {
    const std::int64_t cells = element_count(geometry.input);
    std::vector<std::vector<Reader>> expected(static_cast<std::size_t>(cells));
    Broken broken;
    for (std::int64_t o = 0; o < element_count(geometry.output); ++o) {
        for_each_tap(geometry, unflatten(geometry.output, o), [&](const Tap& tap) {
            if (tap.source >= cells) broken = fmt::format("a tap of output[{}] reads input cell {}", o, tap.source);
            if (tap.source < 0 || tap.source >= cells) return;
            expected[static_cast<std::size_t>(tap.source)].push_back({o, tap.kernel, tap.weight});
        });
    }
    if (broken) return broken;
    const Tensor counted = coverage(geometry);
    for (std::int64_t i = 0; i < cells; ++i) {
        const auto& by_taps = expected[static_cast<std::size_t>(i)];
        const std::vector<Reader> found = readers(geometry, unflatten(geometry.input, i));
        if (found != by_taps)
            return fmt::format("input[{}] has {} readers, the taps say {} or another order", i, found.size(),
                               by_taps.size());
        if (counted[i] != static_cast<float>(found.size()))
            return fmt::format("input[{}] has {} readers, its coverage is {}", i, found.size(), counted[i]);
    }
    return std::nullopt;
}

Broken broken_gradient(const Geometry& geometry, const Numbers& numbers, Subject subject, const char* name,
                       const Tensor& expected) {
    for (std::int64_t i = 0; i < static_cast<std::int64_t>(expected.values.size()); ++i) {
        const Explanation told =
            explain_gradient(geometry, numbers.operands(), numbers.upstream, subject, unflatten(expected.shape, i));
        if (!same_bits(told.result, expected[i]))
            return fmt::format("{}[{}] is explained as {}, not {}", name, i, told.result, expected[i]);
        if (told.sentence.empty()) return fmt::format("{}[{}] has no sentence", name, i);
    }
    return std::nullopt;
}

}  // namespace

Broken broken_text(const Problem& problem) {
    const std::string line = print(problem);
    const auto again = parse_problem(line);
    if (!again) return fmt::format("the line {} is refused: {}", line, sentence_of(again.error()));
    if (!(*again == problem)) return fmt::format("the line {} is read as another problem, {}", line, print(*again));
    if (print(*again) != line) return fmt::format("the line {} is printed as {}", line, print(*again));
    const bool ascii = std::all_of(line.begin(), line.end(), [](char c) { return c >= ' ' && c <= '~'; });
    return ascii ? std::nullopt : Broken(fmt::format("the line {} is not ASCII", line));
}

Broken broken_line(const Problem& problem) {
    const auto once = parse_problem(print(problem));
    if (!once) return fmt::format("its line is refused: {}", sentence_of(once.error()));
    return broken_text(*once);
}

Broken broken_answer(const Problem& problem) {
    const auto error = check(problem.operation, problem.input);
    const auto geometry = resolve(problem.operation, problem.input);
    const auto shape = output_shape(problem.operation, problem.input);
    if (geometry.has_value() == error.has_value() || geometry.has_value() != shape.has_value())
        return "check(), resolve() and output_shape() disagree";
    if (!geometry) {
        if (!(geometry.error() == *error) || !(shape.error() == *error)) return "two different refusals";
        return sentence_of(*error).empty() ? Broken("a refusal without a sentence") : std::nullopt;
    }
    if (!(*shape == geometry->output)) return "output_shape() is not the geometry's";
    if (!(geometry->input == problem.input)) return "the geometry has another input";
    for (const std::int64_t size : geometry->output)
        if (size < 0) return fmt::format("the output is {}", to_string(geometry->output));
    if (element_count(geometry->output) > kMostCells) return "the output is too large to be shown";
    return std::nullopt;
}

std::int64_t work_of(const Geometry& geometry) {
    const auto cells = [](Shape shape) {  // an empty axis counts as one: along the others there is still work
        for (std::int64_t& size : shape) size = std::max<std::int64_t>(size, 1);
        return element_count(shape);
    };
    const std::int64_t window =
        std::max<std::int64_t>(geometry.kernel_cells(), 1) * std::max<std::int64_t>(geometry.in_channels, 1);
    const std::int64_t outputs = cells(geometry.output);
    const std::int64_t most = std::numeric_limits<std::int64_t>::max();
    return std::max({outputs > most / window ? most : outputs * window, cells(geometry.input), cells(geometry.weight)});
}

Broken broken_forwards(const Geometry& geometry, const Numbers& numbers) {
    const Evaluation slow = evaluate_reference(geometry, numbers.operands());
    const Evaluation fast = evaluate(geometry, numbers.operands());
    if (!(slow.output.shape == geometry.output))
        return fmt::format("the output is {}, not {}", to_string(slow.output.shape), to_string(geometry.output));
    if (auto broken = different("kernels: output", fast.output, slow.output)) return broken;
    if (fast.indices != slow.indices) return "the kernels' indices differ";
    if (auto broken = broken_explanations(geometry, numbers, slow)) return broken;
    return broken_readers(geometry);
}

Broken broken_backwards(const Geometry& geometry, const Numbers& numbers) {
    const Gradients slow = gradients_reference(geometry, numbers.operands(), numbers.upstream);
    const Gradients fast = gradients(geometry, numbers.operands(), numbers.upstream);
    if (!(slow.input.shape == geometry.input)) return "the gradient is not in the input's shape";
    if (auto broken = different("kernels: gradient of input", fast.input, slow.input)) return broken;
    if (auto broken = different("kernels: gradient of weight", fast.weight, slow.weight)) return broken;
    if (auto broken = different("kernels: gradient of bias", fast.bias, slow.bias)) return broken;
    if (auto broken = broken_gradient(geometry, numbers, Subject::grad_input, "gradient of input", slow.input))
        return broken;
    if (auto broken = broken_gradient(geometry, numbers, Subject::grad_weight, "gradient of weight", slow.weight))
        return broken;
    return broken_gradient(geometry, numbers, Subject::grad_bias, "gradient of bias", slow.bias);
}

Broken broken_words(const Geometry& geometry, const Numbers& numbers) {
    const auto formulas = size_formulas(geometry);
    if (formulas.size() != geometry.axes.size()) return "an axis has no size formula";
    for (std::size_t a = 0; a < formulas.size(); ++a) {
        const std::int64_t expected = geometry.axes[a].out;
        if (formulas[a].result != expected)
            return fmt::format("the formula {} gives {}, not {}", formulas[a].expression, formulas[a].result, expected);
    }
    if (pytorch_code(geometry).empty()) return "there is no code";
    if (element_count(geometry.output) == 0) return std::nullopt;
    const Index first = unflatten(geometry.output, 0);
    for (const Difference& difference : differences(geometry, numbers.operands(), first))
        if (difference.sentence.empty()) return "a difference without a sentence";
    if (geometry.transposed() && element_count(geometry.input) > 0) {
        const Explanation stamp = explain_stamp(geometry, numbers.operands(), unflatten(geometry.input, 0));
        if (stamp.sentence.empty()) return "a stamp without a sentence";
    }
    return std::nullopt;
}

}  // namespace stridelens::test
