#include "app/cli/cli.h"

#include "app/cli/commands.h"
#include "app/cli/print.h"
#include "app/cli/render.h"
#include "app/files/failure.h"
#include "app/files/lessons.h"
#include "app/files/open.h"
#include "app/problem/view.h"
#include "app/state/actions/export_actions.h"
#include "core/words/table.h"

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <CLI/CLI.hpp>

#include <algorithm>
#include <exception>
#include <ostream>
#include <stdexcept>

namespace stridelens {

namespace {

constexpr int kUsage = 2;
constexpr const char* kAbout =
    "Stridelens shows how a window slides over an input: pooling, padding, convolution and their kin.\n"
    "Without a subcommand it opens the window; the subcommands need no display.";

constexpr const char* kSpecHelp =
    "A problem in one line, e.g. \"maxpool2d 1x1x5x5 k2 s1\"; or a file: a scenario (.json), a picture (.png, .jpg), "
    "an array (.npy); or the name of a lesson";

/// What the options are read into; shared by all subcommands, as only one of them runs.
struct Arguments {
    std::vector<std::string> words;  // the problem: an unquoted line arrives as several
    std::string output, theme, input, weight, bias, indices, upstream, at, resize, view;
    bool json = false, grey = false, with_indices = false;
    RenderArguments render;

    std::string spec() const { return fmt::format("{}", fmt::join(words, " ")); }
};

void add_problem(CLI::App& app, Arguments& arguments, bool required) {
    auto* words = app.add_option("SPEC|FILE", arguments.words, kSpecHelp);
    if (required) words->required();
    app.add_flag("--grey", arguments.grey, "A picture becomes one grey channel instead of red, green and blue");
    app.add_option(
           "--resize", arguments.resize,
           "A picture becomes an input of this many columns and rows (default 28x28; \"original\" keeps its own)")
        ->check(size_validator() | CLI::IsMember({"original"}));
}

void add_view(CLI::App& app, Arguments& arguments, const char* what) {
    app.add_option("--show", arguments.view, what)->check(CLI::IsMember(words_of_all<View>()));
}

CLI::App* add_render(CLI::App& app, Arguments& arguments) {
    auto* render = app.add_subcommand("render", "Write figures: pictures, pages, films, HTML, numbers");
    add_problem(*render, arguments, true);
    add_view(*render, arguments,
             "Which view: scatter (transposed convolution), matrix (convolution as one matrix product), or backwards a "
             "gradient (default: the saved one, or output)");
    add_render_options(*render, arguments.render);
    render->footer(
        "Examples:\n"
        "  stridelens render \"maxpool2d 1x1x5x5 k2 s1\" -o pool.svg --step 7\n"
        "  stridelens render pool.json -o pool.pdf -o pool.png --scale 2 --parts +formula,+code\n"
        "  stridelens render pool.json -o steps.pdf --steps 1,2,7,16 --size 960x640\n"
        "  stridelens render pool.json -o pool.gif --delay 0.8\n"
        "  stridelens render pool.json -o 'frames/{step}.png'      a file a step\n"
        "  stridelens render a.json b.json -o '{name}.tex' --fragment --theme print\n"
        "  stridelens render pool.json -o pool.svg --watch         again whenever pool.json changes\n"
        "  stridelens render photo.jpg --resize 64x64 -o photo-pooled.png");
    return render;
}

CLI::App* add_eval(CLI::App& app, Arguments& arguments) {
    auto* eval = app.add_subcommand("eval", "Compute the whole output, or a gradient, and print it");
    add_problem(*eval, arguments, true);
    eval->add_option("--input", arguments.input, "Input numbers and shape from this .npy file");
    eval->add_option("--weight", arguments.weight, "Weights of the convolution from this .npy file");
    eval->add_option("--bias", arguments.bias, "Biases of the convolution from this .npy file");
    eval->add_option("--indices", arguments.indices, "Indices of a max unpooling from this .npy file");
    eval->add_option("--upstream", arguments.upstream, "Gradient that comes back from the output, from this .npy file");
    add_view(*eval, arguments, "What to compute: the output (default) or, backwards, a gradient");
    eval->add_flag("--with-indices", arguments.with_indices,
                   "Also print where the winners of a max, min or adaptive max pooling stood");
    eval->add_option("-o,--output", arguments.output, "Write the output to this .npy file instead of printing it");
    eval->add_flag("--json", arguments.json, "Print {\"shape\": [...], \"values\": [...]}, values row-major");
    eval->footer(
        "Examples:\n"
        "  stridelens eval \"maxpool1d 1x1x4 k2 s2 p1 values=-1,-2,-3,-4\"\n"
        "  stridelens eval \"conv2d 1x3x28x28 out8 k3 p1\" --input x.npy --weight w.npy --bias b.npy -o y.npy\n"
        "  stridelens eval \"avgpool2d 1x1x4x4 k2 values=ramp\" --json\n"
        "  stridelens eval \"maxpool2d 1x1x4x4 k2\" --with-indices\n"
        "  stridelens eval \"conv2d 1x1x4x4 k2 upstream=ramp\" --show grad-weight");
    return eval;
}

CLI::App* add_explain(CLI::App& app, Arguments& arguments) {
    auto* explain = app.add_subcommand("explain", "Tell how one cell of the output, or of a gradient, comes about");
    add_problem(*explain, arguments, true);
    explain->add_option("--at", arguments.at, "The cell: N,C,y,x (unbatched: C,y,x), each from 0")->required();
    add_view(*explain, arguments,
             "Whose cell: of the output (default), of a gradient, or (scatter) an input cell and what it adds where");
    explain->add_flag("--json", arguments.json, "Print terms, winner, divisor and result as JSON");
    explain->footer(
        "Examples:\n"
        "  stridelens explain \"maxpool2d 1x1x5x5 k2 s1\" --at 0,0,1,2\n"
        "  stridelens explain \"avgpool1d 1x1x10 k3 s2 p1\" --at 0,0,0 --json\n"
        "  stridelens explain \"maxpool2d 1x1x5x5 k2 s1\" --show grad-input --at 0,0,1,2");
    return explain;
}

/// A lesson by its name, or else a file or a line.
Outcome<Scenario> open_spec(const std::string& spec, const ImportOptions& import, const std::vector<Lesson>& lessons) {
    std::error_code error;
    const auto lesson =
        std::find_if(lessons.begin(), lessons.end(), [&spec](const Lesson& candidate) { return candidate.id == spec; });
    if (lesson != lessons.end() && !std::filesystem::exists(spec, error)) return lesson->scenario;
    return open_scenario(spec, opening_scenario({}), import);
}

ImportOptions import_options(const Arguments& arguments) {
    ImportOptions options;
    options.grey = arguments.grey;
    if (arguments.resize == "original") options.width = options.height = 0;
    if (const auto size = parse_size(arguments.resize)) {
        options.width = size->first;
        options.height = size->second;
    }
    return options;
}

/// What a subcommand prints, or why not.
Outcome<std::string> run(const CLI::App& app, const Arguments& arguments, const Scenario& scenario) {
    if (app.got_subcommand("eval"))
        return eval_command(scenario, {arguments.input, arguments.weight, arguments.bias, arguments.indices,
                                       arguments.upstream, arguments.output, arguments.json, arguments.with_indices});
    return explain_command(scenario, arguments.at, arguments.json);
}

/// The problem that was given, in the view that was asked for.
Outcome<Scenario> shown_scenario(const std::string& spec, const Arguments& arguments,
                                 const std::vector<Lesson>& lessons) {
    auto scenario = open_spec(spec, import_options(arguments), lessons);
    if (!scenario) return scenario;
    if (const auto view = view_from(arguments.view)) {
        if (*view != scenario->view) scenario->step = 0;  // a step of another view means nothing here
        scenario->view = *view;
    }
    if (const auto shown = check_view(*scenario); !shown) return tl::unexpected(shown.error());
    return scenario;
}

/// Whether a word is a problem by itself, and not a part of an unquoted line: it names a file or a lesson, or is quoted.
bool stands_alone(const std::string& word, const std::vector<Lesson>& lessons) {
    std::error_code error;
    const std::string ending = std::filesystem::path(word).extension().string();
    const bool file =
        ending == ".json" || ending == ".npy" || ending == ".png" || ending == ".jpg" || ending == ".jpeg";
    return file || word.find(' ') != std::string::npos || std::filesystem::is_regular_file(word, error) ||
           std::any_of(lessons.begin(), lessons.end(), [&word](const Lesson& lesson) { return lesson.id == word; });
}

/// Several problems, or one whose words arrived one by one.
std::vector<std::string> specs_of(const Arguments& arguments, const std::vector<Lesson>& lessons) {
    const auto& words = arguments.words;
    if (std::all_of(words.begin(), words.end(), [&](const auto& word) { return stands_alone(word, lessons); }))
        return words;
    return {arguments.spec()};
}

/// What {name} stands for: a file's name without its ending, a lesson's, or the line with hyphens.
std::string name_of_input(const std::string& spec, const Scenario& scenario) {
    std::error_code error;
    if (std::filesystem::exists(spec, error)) return std::filesystem::path(spec).stem().string();
    return spec.find(' ') == std::string::npos ? spec : file_name_of(scenario);
}

Outcome<std::vector<RenderInput>> open_inputs(const std::vector<std::string>& specs, const Arguments& arguments,
                                              const std::vector<Lesson>& lessons, std::string& at_fault) {
    std::vector<RenderInput> inputs;
    for (const std::string& spec : specs) {
        at_fault = spec;
        auto scenario = shown_scenario(spec, arguments, lessons);
        if (!scenario) return tl::unexpected(scenario.error());
        inputs.push_back({*scenario, name_of_input(spec, *scenario)});
    }
    return inputs;
}

int carry_out_render(const Arguments& arguments, const std::vector<Lesson>& lessons, std::ostream& err, bool terminal) {
    const std::vector<std::string> specs = specs_of(arguments, lessons);
    std::string at_fault;
    RenderRun run{.jobs = [&]() -> Outcome<std::vector<ExportJob>> {
                      const auto inputs = open_inputs(specs, arguments, lessons, at_fault);
                      if (!inputs) return tl::unexpected(inputs.error());
                      return jobs_of(arguments.render, *inputs);
                  },
                  .watched = {},
                  .terminal = terminal};
    if (arguments.render.watch)
        for (const std::string& spec : specs) run.watched.emplace_back(spec);
    // Told here with a caret below the word at fault; a file that is broken later is told by its name.
    if (const auto inputs = open_inputs(specs, arguments, lessons, at_fault); !inputs) {
        err << refusal_text(inputs.error(), at_fault);
        return 1;
    }
    return run_render(run, err);
}

/// Runs what was asked for, once the arguments are read.
CommandLine carry_out(const CLI::App& app, const Arguments& arguments, const Surroundings& around) {
    CommandLine result;
    result.theme = theme_from(arguments.theme);
    result.spec_or_file = arguments.spec();
    result.import = import_options(arguments);
    const auto refuse = [&](const Failure& failure) {
        around.err << refusal_text(failure, result.spec_or_file);
        result.exit_code = 1;
        return result;
    };
    if (app.got_subcommand("lessons")) {
        const auto text = lessons_command(around.assets);
        if (!text) return refuse(text.error());
        around.out << *text;
        return result;
    }
    const auto lessons = load_lessons(around.assets).value_or(std::vector<Lesson>{});
    if (app.got_subcommand("render")) {
        result.exit_code = carry_out_render(arguments, lessons, around.err, around.terminal);
        return result;
    }
    if (!arguments.words.empty()) {
        auto scenario = shown_scenario(result.spec_or_file, arguments, lessons);
        if (!scenario) return refuse(scenario.error());
        result.scenario = std::move(*scenario);
    }
    if (app.get_subcommands().empty()) {
        result.window = true;
        return result;
    }
    const auto text = run(app, arguments, *result.scenario);
    if (!text) return refuse(text.error());
    around.out << *text << std::flush;
    return result;
}

}  // namespace

CommandLine run_command_line(int argc, const char* const* argv, const Surroundings& around) {
    CommandLine result;
    try {
        Arguments arguments;
        CLI::App app{kAbout, "stridelens"};
        app.set_version_flag("--version", "stridelens " STRIDELENS_VERSION);
        app.require_subcommand(0, 1);
        add_problem(app, arguments, false);
        add_view(app, arguments, "The view that the window opens in");
        app.add_option("--theme", arguments.theme, "light or dark")->check(CLI::IsMember({"light", "dark"}));
        add_render(app, arguments);
        add_eval(app, arguments);
        add_explain(app, arguments);
        app.add_subcommand("lessons", "List the lessons with the problem that each one opens");
        app.footer(
            "Examples:\n"
            "  stridelens                                    the window, with the lesson 2D Max Pooling\n"
            "  stridelens \"avgpool2d 1x1x6x6 k3 s2 p1\"        the window, with this problem\n"
            "  stridelens photo.jpg --grey --resize 32x32    the window, with this picture as input\n"
            "  stridelens render \"maxpool2d 1x1x5x5 k2 s1\" -o pool.png\n"
            "  stridelens eval \"maxpool1d 1x1x4 k2 s2 p1 values=-1,-2,-3,-4\"\n"
            "  stridelens explain \"maxpool2d 1x1x5x5 k2 s1\" --at 0,0,1,2\n"
            "Exit code: 0 done, 1 refused (the reason is on stderr), 2 wrong usage.");
        try {
            app.parse(argc, argv);
        } catch (const CLI::ParseError& error) {
            const int code = app.exit(error, around.out, around.err);
            result.exit_code = code == 0 ? 0 : kUsage;
            return result;
        }
        return carry_out(app, arguments, around);
    } catch (const std::bad_alloc&) {
        around.err << "stridelens: there is not enough memory for this; choose a smaller input\n";
    } catch (const std::exception& error) {
        around.err << "stridelens: " << error.what() << "\n";
    }
    result.exit_code = 1;
    return result;
}

}  // namespace stridelens
