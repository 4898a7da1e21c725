#include "app/cli/commands.h"

#include "app/cli/print.h"
#include "app/export/export.h"
#include "app/figure/build_figure.h"
#include "app/scenario/solve.h"
#include "app/state/derived.h"
#include "core/kernels/kernels.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <charconv>

namespace stridelens {

namespace {

constexpr double kMostPixels = 2e8;

tl::unexpected<Error> refuse(std::string message) {
    return tl::unexpected(Error{Field::text, std::move(message)});
}

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

Result<Index> output_cell(const std::string& at, const Shape& output) {
    if (element_count(output) == 0)
        return refuse(fmt::format("the output {} has no cells to explain", to_string(output)));
    Index last = output;
    for (std::int64_t& size : last) --size;
    const std::string range = fmt::format("the output {} has cells from {} to {}", to_string(output),
                                          fmt::join(Index(output.size(), 0), ","), fmt::join(last, ","));
    const auto index = parse_index(at);
    if (!index) return refuse(fmt::format("\"{}\" is no output cell; expected numbers with commas: {}", at, range));
    bool legal = index->size() == output.size();
    for (std::size_t axis = 0; legal && axis < output.size(); ++axis)
        legal = (*index)[axis] >= 0 && (*index)[axis] < output[axis];
    if (!legal) return refuse(fmt::format("there is no output cell {}: {}", at, range));
    return *index;
}

/// Weights from files take the place of the problem's own, which then need not fit.
Result<Problem> with_files(const Scenario& scenario, const EvalOptions& options) {
    Problem problem = scenario.problem;
    if (!options.input.empty()) {
        const auto tensor = load_npy(options.input);
        if (!tensor) return tl::unexpected(tensor.error());
        auto changed = with_input(scenario, *tensor);
        if (!changed) return tl::unexpected(changed.error());
        problem = std::move(changed->problem);
    }
    std::optional<Tensor> weight, bias;
    for (auto& [file, tensor] : {std::pair{&options.weight, &weight}, std::pair{&options.bias, &bias}}) {
        if (file->empty()) continue;
        auto loaded = load_npy(*file);
        if (!loaded) return tl::unexpected(loaded.error());
        *tensor = std::move(*loaded);
    }
    if (!weight && !bias) return problem;
    const auto geometry = resolve(problem.operation, problem.input);
    if (!geometry) return tl::unexpected(geometry.error());
    const auto* conv = std::get_if<Conv>(&problem.operation);
    if (!conv)
        return tl::unexpected(Error{Field::weight, fmt::format("{} has no weights and no bias; --weight and --bias are "
                                                               "for convolutions",
                                                               name_of(problem.operation))});
    if (bias && !conv->bias)
        return tl::unexpected(Error{Field::bias,
                                    "this convolution is set to have no bias; leave --bias away, or let it "
                                    "have one"});
    const Shape weight_as_is = geometry->weight;
    if (auto error = check_weights(*geometry, weight ? &weight->shape : &weight_as_is, bias ? &bias->shape : nullptr))
        return tl::unexpected(*error);
    if (weight) problem.weights = Values{Values::Kind::list, 0, std::move(weight->values)};
    if (bias) problem.bias = Values{Values::Kind::list, 0, std::move(bias->values)};
    return problem;
}

}  // namespace

Result<std::string> render_command(const Scenario& scenario, const RenderOptions& options) {
    std::string extension = options.output.extension().string();
    std::transform(extension.begin(), extension.end(), extension.begin(),
                   [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    if (extension != ".png")
        return refuse(fmt::format("{} is no PNG file name; give one that ends in .png", options.output.string()));
    if (double{options.width} * double{options.height} * options.scale * options.scale > kMostPixels)
        return refuse(fmt::format("a picture of {}x{} points at scale {} is too large; choose a smaller size or scale",
                                  options.width, options.height, options.scale));
    Derived derived;
    const std::int64_t wanted = options.step.value_or(scenario.step);
    derive(derived, scenario, 1, wanted);
    if (derived.refusal) return tl::unexpected(*derived.refusal);
    if (options.step && *options.step >= derived.steps)
        return refuse(fmt::format("there is no step {}: this problem has {} step{}", *options.step + 1, derived.steps,
                                  derived.steps == 1 ? "" : "s"));
    Scene scene;
    scene.derived = &derived;
    scene.step = scene.shown = scene.slide_from = std::max<std::int64_t>(derived.step, 0);
    scene.width = options.width;
    scene.height = options.height;
    auto written = write_png(build_figure(scene), options.output, {options.theme, options.scale});
    if (!written) return tl::unexpected(written.error());
    return std::string{};
}

Result<std::string> eval_command(const Scenario& scenario, const EvalOptions& options) {
    const auto problem = with_files(scenario, options);
    if (!problem) return tl::unexpected(problem.error());
    const auto solvable = prepare(*problem);
    if (!solvable) return tl::unexpected(solvable.error());
    const Tensor output = evaluate(solvable->geometry, solvable->input, solvable->weight, solvable->bias).output;
    if (!options.output.empty())
        if (auto saved = save_npy(options.output, output); !saved) return tl::unexpected(saved.error());
    if (options.json) return eval_json(output) + "\n";
    return options.output.empty() ? nested(output) + "\n" : std::string{};
}

Result<std::string> explain_command(const Scenario& scenario, const std::string& at, bool json) {
    const auto solvable = prepare(scenario.problem);
    if (!solvable) return tl::unexpected(solvable.error());
    const auto cell = output_cell(at, solvable->geometry.output);
    if (!cell) return tl::unexpected(cell.error());
    const Explanation told = explain(solvable->geometry, solvable->input, solvable->weight, solvable->bias, *cell);
    return (json ? explain_json(scenario.problem, solvable->geometry, told)
                 : explain_text(scenario.problem, solvable->geometry, told)) +
           "\n";
}

Result<std::string> lessons_command(const std::filesystem::path& assets) {
    const auto lessons = load_lessons(assets);
    if (!lessons) return tl::unexpected(lessons.error());
    std::string text, chapter;
    for (const Lesson& lesson : *lessons) {
        if (lesson.chapter != chapter) {
            text += fmt::format("{}{}\n", text.empty() ? "" : "\n", lesson.chapter);
            chapter = lesson.chapter;
        }
        text += fmt::format("  {:<28}{:<28}{}\n", lesson.id, lesson.scenario.title,
                            print(lesson.scenario.problem, PrintOptions{.explicit_values = false}));
    }
    return text + "\nOpen one by its name: stridelens " + lessons->front().id + "\n";
}

}  // namespace stridelens
