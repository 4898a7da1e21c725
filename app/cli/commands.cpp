#include "app/cli/commands.h"

#include "app/cli/print.h"
#include "app/export/jobs/job_files.h"
#include "app/files/file_identity.h"
#include "app/files/lessons.h"
#include "app/files/npy.h"
#include "app/files/read_file.h"
#include "app/problem/input.h"
#include "app/problem/solve.h"
#include "app/problem/view.h"
#include "app/state/derived.h"
#include "core/kernels/kernels.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <charconv>

namespace stridelens {

namespace {

/// "0,0,1,2" → an index; nothing if it is not numbers with commas.
std::optional<Index> parse_index(std::string_view text) {
    Index index;
    while (true) {
        const std::string_view word = text.substr(0, text.find(','));
        std::int64_t value = 0;
        const auto [end, error] = std::from_chars(word.data(), word.data() + word.size(), value);
        if (error != std::errc{} || end != word.data() + word.size() || index.size() == kMaxAxes) return std::nullopt;
        index.push_back(value);
        if (word.size() == text.size()) return index;
        text.remove_prefix(word.size() + 1);
    }
}

Outcome<Index> told_cell(const std::string& at, const Shape& shape, const std::string& name) {
    if (element_count(shape) == 0)
        return failed(fmt::format("the {} {} has no cells to explain", name, to_string(shape)));
    Index last = shape;
    for (std::int64_t& size : last) --size;
    const std::string range = fmt::format("the {} {} has cells from {} to {}", name, to_string(shape),
                                          fmt::join(Index(shape.size(), 0), ","), fmt::join(last, ","));
    const auto index = parse_index(at);
    if (!index) return failed(fmt::format("\"{}\" is no {} cell; expected numbers with commas: {}", at, name, range));
    bool legal = index->size() == shape.size();
    for (std::size_t axis = 0; legal && axis < shape.size(); ++axis)
        legal = (*index)[axis] >= 0 && (*index)[axis] < shape[axis];
    if (!legal) return failed(fmt::format("there is no {} cell {}: {}", name, at, range));
    return *index;
}

/// A file's numbers in place of the problem's own, if they have the shape that is needed.
Outcome<void> take_file(const std::filesystem::path& file, Field field, const Shape& need, Values& values) {
    if (file.empty()) return {};
    auto loaded = load_npy(file);
    if (!loaded) return tl::unexpected(loaded.error());
    if (!(loaded->shape == need))
        return refuse_file(file, fmt::format("the {} must be {}, but this array is {}", to_string(field),
                                             to_string(need), to_string(loaded->shape)));
    values = Values{Values::Kind::list, 0, std::move(loaded->values)};
    return {};
}

/// Weights and bias from files, checked as PyTorch would.
Outcome<void> take_weights(const Geometry& geometry, const EvalOptions& options, Problem& problem) {
    std::optional<Tensor> weight, bias;
    for (auto& [file, tensor] : {std::pair{&options.weight, &weight}, std::pair{&options.bias, &bias}}) {
        if (file->empty()) continue;
        auto loaded = load_npy(*file);
        if (!loaded) return tl::unexpected(loaded.error());
        *tensor = std::move(*loaded);
    }
    if (!weight && !bias) return {};
    if (!has_weights(problem.operation))
        return failed(fmt::format("{} has no weights and no bias; --weight and --bias are for convolutions",
                                  name_of(problem.operation)));
    if (bias && !has_bias(problem.operation))
        return failed("this convolution is set to have no bias; leave --bias away, or let it have one");
    const Shape weight_as_is = geometry.weight;
    const Shape bias_as_is = bias_shape(problem.operation).value_or(Shape{});
    const bool biased = has_bias(problem.operation);
    if (auto error = check_weights(geometry, weight ? &weight->shape : &weight_as_is,
                                   bias     ? &bias->shape
                                   : biased ? &bias_as_is
                                            : nullptr))
        return failed(*error);
    if (weight) problem.weights = Values{Values::Kind::list, 0, std::move(weight->values)};
    if (bias) problem.bias = Values{Values::Kind::list, 0, std::move(bias->values)};
    return {};
}

/// Numbers from files take the place of the problem's own, which then need not fit.
Outcome<Problem> with_files(const Scenario& scenario, const EvalOptions& options) {
    Problem problem = scenario.problem;
    if (!options.input.empty()) {
        const auto tensor = load_npy(options.input);
        if (!tensor) return tl::unexpected(tensor.error());
        auto changed = with_input(scenario, *tensor);
        if (!changed) return failed(changed.error());
        problem = std::move(changed->problem);
    }
    const auto geometry = resolve(problem.operation, problem.input);
    if (!geometry) return failed(geometry.error());
    if (!options.indices.empty() && !std::holds_alternative<MaxUnpool>(problem.operation))
        return failed(fmt::format("{} takes no indices; --indices is for MaxUnpool", name_of(problem.operation)));
    auto taken = take_weights(*geometry, options, problem);
    if (taken) taken = take_file(options.indices, Field::indices, problem.input, problem.indices);
    if (taken) taken = take_file(options.upstream, Field::upstream, geometry->output, problem.upstream);
    if (!taken) return tl::unexpected(taken.error());
    return problem;
}

/// The tensor that a view is about.
Tensor shown_tensor(const Solvable& solvable, const Evaluation& evaluation, View view) {
    if (!is_backward(view)) return evaluation.output;
    Gradients all = gradients(solvable.geometry, solvable.operands(), solvable.upstream);
    return view == View::grad_input ? all.input : view == View::grad_weight ? all.weight : all.bias;
}

}  // namespace

Outcome<void> check_view(const Scenario& scenario) {
    const auto geometry = resolve(scenario.problem.operation, scenario.problem.input);
    if (!geometry || has_view(*geometry, scenario.view)) return {};
    std::vector<std::string> names;
    for (const View view : views_of(*geometry)) names.emplace_back(to_string(view));
    return failed(fmt::format("{} has no view {}; choose from {}", name_of(geometry->operation),
                              to_string(scenario.view), fmt::join(names, ", ")));
}

Outcome<std::string> eval_command(const Scenario& scenario, const EvalOptions& options) {
    for (const auto& read :
         {options.file, options.input, options.weight, options.bias, options.indices, options.upstream})
        if (!options.output.empty() && !read.empty() && is_same_file(options.output, read))
            return refuse_read(options.output, read);
    const auto problem = with_files(scenario, options);
    if (!problem) return tl::unexpected(problem.error());
    const auto solvable = prepare(*problem);
    if (!solvable) return failed(solvable.error());
    const Evaluation evaluation = evaluate(solvable->geometry, solvable->operands());
    if (options.with_indices && evaluation.indices.empty())
        return failed(
            fmt::format("{} reports no indices; max, min and adaptive max pooling do", name_of(problem->operation)));
    const Tensor shown = shown_tensor(*solvable, evaluation, scenario.view);
    if (!options.output.empty())
        if (auto saved = save_npy(options.output, shown); !saved) return tl::unexpected(saved.error());
    const std::vector<std::int64_t>* indices = options.with_indices ? &evaluation.indices : nullptr;
    if (options.json) return eval_json(shown, indices) + "\n";
    if (!options.output.empty()) return std::string{};
    std::string text = nested(shown) + "\n";
    if (indices != nullptr) text += "indices\n" + nested(evaluation.output.shape, *indices) + "\n";
    return text;
}

Outcome<std::string> explain_command(const Scenario& scenario, const std::string& at, bool json) {
    const auto derived = derive(scenario, nullptr, Depth::told);
    if (!derived) return failed(derived.error());
    const Shape cells = step_shape((*derived)->geometry, (*derived)->view);
    const auto cell = told_cell(at, cells, stepped_words((*derived)->view));
    if (!cell) return tl::unexpected(cell.error());
    const Told told = tell(**derived, flatten(cells, *cell));
    return (json ? explain_json(**derived, told) : explain_text(**derived, told)) + "\n";
}

Outcome<std::string> lessons_command(const std::filesystem::path& assets) {
    const auto lessons = load_lessons(assets);
    if (!lessons) return tl::unexpected(lessons.error());
    std::size_t longest_id = 0, longest_title = 0;
    for (const Lesson& lesson : *lessons) {
        longest_id = std::max(longest_id, lesson.id.size());
        longest_title = std::max(longest_title, lesson.scenario.title.size());
    }
    std::string text, chapter;
    for (const Lesson& lesson : *lessons) {
        if (lesson.chapter != chapter) {
            text += fmt::format("{}{}\n", text.empty() ? "" : "\n", lesson.chapter);
            chapter = lesson.chapter;
        }
        const Scenario& scenario = lesson.scenario;
        text += fmt::format("  {:<{}}  {:<{}}  {}", lesson.id, longest_id, scenario.title, longest_title,
                            print(scenario.problem, PrintOptions{.explicit_values = false}));
        text += scenario.view == View::output ? "\n" : fmt::format("  --show {}\n", to_string(scenario.view));
    }
    return text + "\nOpen one by its name: stridelens " + lessons->front().id + "\n";
}

}  // namespace stridelens
