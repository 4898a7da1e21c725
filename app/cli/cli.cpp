#include "app/cli/cli.h"

#include "app/cli/commands.h"
#include "app/cli/print.h"
#include "app/scenario/show.h"

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <CLI/CLI.hpp>

#include <algorithm>
#include <charconv>
#include <exception>
#include <ostream>
#include <stdexcept>

namespace stridelens {

namespace {

constexpr int kUsage = 2;
constexpr std::int64_t kLargestPicture = 16384;  // points or pixels along one side

constexpr const char* kAbout =
    "Stridelens shows how a window slides over an input: pooling, padding, convolution and their kin.\n"
    "Without a subcommand it opens the window; the subcommands need no display.";

constexpr const char* kSpecHelp =
    "A problem in one line, e.g. \"maxpool2d 1x1x5x5 k2 s1\"; or a file: a scenario (.json), a picture (.png, .jpg), "
    "an array (.npy); or the name of a lesson";

/// "640x480" → two numbers from 1 to kLargestPicture.
std::optional<std::pair<int, int>> parse_size(const std::string& text) {
    const auto number = [](const char* first, const char* last) {
        int value = 0;
        const auto [end, error] = std::from_chars(first, last, value);
        return error == std::errc{} && end == last && value >= 1 && value <= kLargestPicture ? value : 0;
    };
    const auto cross = text.find('x');
    if (cross == std::string::npos) return std::nullopt;
    const int width = number(text.data(), text.data() + cross);
    const int height = number(text.data() + cross + 1, text.data() + text.size());
    if (width == 0 || height == 0) return std::nullopt;
    return std::pair{width, height};
}

CLI::Validator size_validator() {
    const auto check = [](std::string& text) -> std::string {
        if (parse_size(text)) return {};
        return fmt::format("{} is no size; expected WIDTHxHEIGHT, each from 1 to {}, e.g. 1147x800", text,
                           kLargestPicture);
    };
    return CLI::Validator(check, "WxH");
}

/// What the options are read into; shared by all subcommands, as only one of them runs.
struct Arguments {
    std::vector<std::string> words;  // the problem: an unquoted line arrives as several
    std::string output, theme, size = "1147x800", input, weight, bias, indices, upstream, at, resize, show;
    std::int64_t step = 0;
    double scale = 1.0;
    bool json = false, grey = false, with_indices = false;

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

void add_show(CLI::App& app, Arguments& arguments, const char* what) {
    app.add_option("--show", arguments.show, what)
        ->check(CLI::IsMember({"output", "scatter", "matrix", "grad-input", "grad-weight", "grad-bias"}));
}

std::vector<std::string> theme_names() {
    std::vector<std::string> names;
    for (const ThemeName theme : kThemes) names.emplace_back(to_string(theme));
    return names;
}

CLI::App* add_render(CLI::App& app, Arguments& arguments) {
    auto* render = app.add_subcommand("render", "Write the picture of one step as a PNG");
    add_problem(*render, arguments, true);
    render->add_option("-o,--output", arguments.output, "The file to write, .png")->required();
    render
        ->add_option("--step", arguments.step, "Which step, from 1, as in the window's title (default: the saved one)")
        ->check(CLI::Validator(
            [](const std::string& text) {
                const bool from_one = text.find_first_not_of("0123456789") == std::string::npos &&
                                      text.find_first_not_of('0') != std::string::npos;
                return from_one ? std::string() : "steps count from 1; read " + text;
            },
            "1 to the last"));
    add_show(*render, arguments,
             "Which view: scatter (transposed convolution), matrix (convolution as one matrix product), or backwards a "
             "gradient (default: the saved one, or output)");
    render
        ->add_option(
            "--theme", arguments.theme,
            "light (default), dark, print (black and white alone, values hatched), projector (for the last row), "
            "colour-blind (values and channels are told apart by lightness, too)")
        ->check(CLI::IsMember(theme_names()));
    render->add_option("--size", arguments.size, "Size in points")->check(size_validator())->capture_default_str();
    render->add_option("--scale", arguments.scale, "Pixels per point, e.g. 2 for print")
        ->check(CLI::Range(0.1, 16.0))
        ->capture_default_str();
    render->footer(
        "Examples:\n"
        "  stridelens render \"maxpool2d 1x1x5x5 k2 s1\" -o pool.png --step 7\n"
        "  stridelens render \"conv2d 1x3x5x5 k3 p1 s2\" -o conv.png --theme dark --scale 2\n"
        "  stridelens render \"maxpool2d 1x1x6x6 k2\" -o back.png --show grad-input --step 8\n"
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
    add_show(*eval, arguments, "What to compute: the output (default) or, backwards, a gradient");
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
    add_show(*explain, arguments,
             "Whose cell: of the output (default), of a gradient, or (scatter) an input cell and what it adds where");
    explain->add_flag("--json", arguments.json, "Print terms, winner, divisor and result as JSON");
    explain->footer(
        "Examples:\n"
        "  stridelens explain \"maxpool2d 1x1x5x5 k2 s1\" --at 0,0,1,2\n"
        "  stridelens explain \"avgpool1d 1x1x10 k3 s2 p1\" --at 0,0,0 --json\n"
        "  stridelens explain \"maxpool2d 1x1x5x5 k2 s1\" --show grad-input --at 0,0,1,2");
    return explain;
}

Result<Scenario> open_spec(const Arguments& arguments, const ImportOptions& import,
                           const std::filesystem::path& assets) {
    const std::string spec = arguments.spec();
    std::error_code error;
    if (!std::filesystem::exists(spec, error)) {
        if (const auto lessons = load_lessons(assets)) {
            const auto lesson = std::find_if(lessons->begin(), lessons->end(),
                                             [&spec](const Lesson& candidate) { return candidate.id == spec; });
            if (lesson != lessons->end()) return lesson->scenario;
        }
    }
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

RenderOptions render_options(const Arguments& arguments) {
    RenderOptions options;
    options.output = arguments.output;
    if (arguments.step > 0) options.step = arguments.step - 1;
    options.theme = theme_from(arguments.theme).value_or(ThemeName::light);
    const auto size = parse_size(arguments.size).value();
    options.width = static_cast<float>(size.first);
    options.height = static_cast<float>(size.second);
    options.scale = arguments.scale;
    return options;
}

/// What a subcommand prints, or why not.
Result<std::string> run(const CLI::App& app, const Arguments& arguments, const Scenario& scenario) {
    if (app.got_subcommand("render")) return render_command(scenario, render_options(arguments));
    if (app.got_subcommand("eval"))
        return eval_command(scenario, {arguments.input, arguments.weight, arguments.bias, arguments.indices,
                                       arguments.upstream, arguments.output, arguments.json, arguments.with_indices});
    return explain_command(scenario, arguments.at, arguments.json);
}

/// Runs what was asked for, once the arguments are read.
CommandLine carry_out(const CLI::App& app, const Arguments& arguments, std::ostream& out, std::ostream& err,
                      const std::filesystem::path& assets) {
    CommandLine result;
    result.theme = theme_from(arguments.theme);
    result.spec_or_file = arguments.spec();
    result.import = import_options(arguments);
    const auto refuse = [&](const Error& error) {
        err << refusal_text(error, result.spec_or_file);
        result.exit_code = 1;
        return result;
    };
    if (app.got_subcommand("lessons")) {
        const auto text = lessons_command(assets);
        if (!text) return refuse(text.error());
        out << *text;
        return result;
    }
    if (!arguments.words.empty()) {
        auto scenario = open_spec(arguments, result.import, assets);
        if (!scenario) return refuse(scenario.error());
        result.scenario = std::move(*scenario);
        if (const auto show = show_from(arguments.show)) {
            if (*show != result.scenario->show) result.scenario->step = 0;  // a step of another view means nothing here
            result.scenario->show = *show;
        }
        if (const auto error = check_show(*result.scenario)) return refuse(*error);
    }
    if (app.get_subcommands().empty()) {
        result.window = true;
        return result;
    }
    const auto text = run(app, arguments, *result.scenario);
    if (!text) return refuse(text.error());
    out << *text << std::flush;
    return result;
}

}  // namespace

CommandLine run_command_line(int argc, const char* const* argv, std::ostream& out, std::ostream& err,
                             const std::filesystem::path& assets) {
    CommandLine result;
    try {
        Arguments arguments;
        CLI::App app{kAbout, "stridelens"};
        app.set_version_flag("--version", "stridelens " STRIDELENS_VERSION);
        app.require_subcommand(0, 1);
        add_problem(app, arguments, false);
        add_show(app, arguments, "The view that the window opens in");
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
            const int code = app.exit(error, out, err);
            result.exit_code = code == 0 ? 0 : kUsage;
            return result;
        }
        return carry_out(app, arguments, out, err, assets);
    } catch (const std::bad_alloc&) {
        err << "stridelens: there is not enough memory for this; choose a smaller input\n";
    } catch (const std::exception& error) {
        err << "stridelens: " << error.what() << "\n";
    }
    result.exit_code = 1;
    return result;
}

}  // namespace stridelens
