#include "app/cli/commands.h"

#include "app/cli/cell_index.h"
#include "app/cli/compared_commands.h"
#include "app/cli/print.h"
#include "app/export/jobs/job_files.h"
#include "app/figure/strip/spoken.h"
#include "app/files/array/array.h"
#include "app/files/array/npy.h"
#include "app/files/file_identity.h"
#include "app/files/lessons.h"
#include "app/files/read_file.h"
#include "app/problem/input.h"
#include "app/problem/solve.h"
#include "app/problem/view.h"
#include "app/state/derived.h"
#include "core/kernels/kernels.h"
#include "core/words/printable.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <charconv>
#include <memory>
#include <tuple>

namespace stridelens {

namespace {

/// The files that eval was given: takes numbers out of them and keeps what is to be said of it.
class Files {
public:
    Files(const EvalOptions& options, std::vector<std::string>& remarks) : options_(options), remarks_(remarks) {}

    Outcome<Array> load(const std::filesystem::path& file) {
        auto array = load_array(file, options_.import);
        if (array) remark(file, *array);
        return array;
    }

    /// In place of the problem's own, if they have the shape that is needed.
    Outcome<void> take(const std::filesystem::path& file, Field field, const Shape& need, Values& values) {
        if (file.empty()) return {};
        auto loaded = load_array(file, options_.import);
        if (!loaded) return tl::unexpected(loaded.error());
        Array array = fitted(*std::move(loaded), need);
        if (!(array.shape == need))
            return refuse_file(file, fmt::format("the {} must be {}, but this array is {}", to_string(field),
                                                 to_string(need), to_string(array.shape)));
        const bool exact = field == Field::indices && !array.whole.empty();
        if (!exact) remark(file, array);
        values = Values{Values::Kind::list, 0, exact ? NumberList(array.whole) : NumberList(std::move(array.values))};
        return {};
    }

    void remark(const std::filesystem::path& file, const Array& array) {
        if (!array.remark.empty()) remarks_.push_back(fmt::format("{}: {}", file.filename().string(), array.remark));
    }

private:
    const EvalOptions& options_;
    std::vector<std::string>& remarks_;
};

/// Weights and bias from files, checked as PyTorch would.
Outcome<void> take_weights(const Geometry& geometry, const EvalOptions& options, Files& files, Problem& problem) {
    const Shape weight_as_is = geometry.weight;
    const Shape bias_as_is = bias_shape(problem.operation).value_or(Shape{});
    std::optional<Tensor> weight, bias;
    for (const auto& [file, need, tensor] :
         {std::tuple{&options.weight, &weight_as_is, &weight}, std::tuple{&options.bias, &bias_as_is, &bias}}) {
        if (file->empty()) continue;
        auto loaded = files.load(*file);
        if (!loaded) return tl::unexpected(loaded.error());
        *tensor = fitted(*std::move(loaded), *need);
    }
    if (!weight && !bias) return {};
    if (!has_weights(problem.operation))
        return failed(fmt::format("{} has no weights and no bias; --weight and --bias are for convolutions",
                                  name_of(problem.operation)));
    if (bias && !has_bias(problem.operation))
        return failed("this convolution is set to have no bias; leave --bias away, or let it have one");
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
Outcome<Problem> with_files(const Scenario& scenario, const EvalOptions& options, Files& files) {
    Problem problem = scenario.problem;
    if (!options.input.empty()) {
        auto loaded = load_array(options.input, options.import);
        if (!loaded) return tl::unexpected(loaded.error());
        Array array = fitted(*std::move(loaded), problem.input);
        if (!std::holds_alternative<Fold>(problem.operation))
            array = with_channels_first(std::move(array), spatial_rank_of(problem.operation), problem.input,
                                        options.import);
        files.remark(options.input, array);
        auto changed = with_input(scenario, std::move(array));
        if (!changed) return failed(changed.error());
        problem = std::move(changed->problem);
    }
    const auto geometry = resolve(problem.operation, problem.input);
    if (!geometry) return failed(geometry.error());
    if (!options.indices.empty() && !std::holds_alternative<MaxUnpool>(problem.operation))
        return failed(fmt::format("{} takes no indices; --indices is for MaxUnpool", name_of(problem.operation)));
    auto taken = take_weights(*geometry, options, files, problem);
    if (taken) taken = files.take(options.indices, Field::indices, problem.input, problem.indices);
    if (taken) taken = files.take(options.upstream, Field::upstream, geometry->output, problem.upstream);
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
    if (scenario.other && scenario.view != View::output)
        return failed(
            fmt::format("a comparison shows {} alone, and not {}", to_string(View::output), to_string(scenario.view)));
    const auto geometry = resolve(scenario.problem.operation, scenario.problem.input);
    if (!geometry || has_view(*geometry, scenario.view)) return {};
    std::vector<std::string> names;
    for (const View view : views_of(*geometry)) names.emplace_back(to_string(view));
    return failed(fmt::format("{} has no view {}; choose from {}", name_of(geometry->operation),
                              to_string(scenario.view), fmt::join(names, ", ")));
}

Outcome<Answer> eval_command(const Scenario& scenario, const EvalOptions& options) {
    if (scenario.other) return eval_both(scenario, options);
    for (const auto& read :
         {options.file, options.input, options.weight, options.bias, options.indices, options.upstream})
        if (!options.output.empty() && !read.empty() && is_same_file(options.output, read))
            return refuse_read(options.output, read);
    Answer answer;
    Files files(options, answer.remarks);
    const auto problem = with_files(scenario, options, files);
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
    if (options.json) {
        answer.text = eval_json(shown, indices) + "\n";
    } else if (options.output.empty()) {
        answer.text = nested(shown) + "\n";
        if (indices != nullptr) answer.text += "indices\n" + nested(evaluation.output.shape, *indices) + "\n";
    }
    return answer;
}

Outcome<std::string> explain_command(const Scenario& scenario, const std::string& at, Telling telling) {
    if (scenario.other) return explain_both(scenario, at, telling);
    // How numbers are written in a sentence follows from all of them.
    const auto derived = derive(scenario, nullptr, telling == Telling::sentence ? Depth::whole : Depth::told);
    if (!derived) return failed(derived.error());
    const Shape cells = step_shape((*derived)->geometry, (*derived)->view);
    const auto cell = told_cell(at, cells, stepped_words((*derived)->view));
    if (!cell) return tl::unexpected(cell.error());
    const std::int64_t step = flatten(cells, *cell);
    const Told told = tell(**derived, step);
    switch (telling) {
        case Telling::text:
            return explain_text(**derived, told) + "\n";
        case Telling::json:
            return explain_json(**derived, told) + "\n";
        case Telling::sentence:
            break;
    }
    Scene scene;
    scene.derived = *derived;
    scene.told = std::make_shared<const Told>(told);
    scene.step = scene.shown = scene.slide_from = step;
    return spoken(scene) + "\n";
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
