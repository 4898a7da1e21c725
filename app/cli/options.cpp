#include "app/cli/options.h"

#include "app/problem/view.h"
#include "app/state/exports/export_settings.h"
#include "app/state/state.h"
#include "core/explain/program/program.h"
#include "core/words/printable.h"
#include "core/words/table.h"
#include "core/words/utf8.h"

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <CLI/CLI.hpp>  // here alone: it takes as long to compile as ten other sources

#include <cmath>
#include <sstream>
#include <type_traits>
#include <utility>

namespace stridelens {

namespace {

constexpr int kUsage = 2;
constexpr std::pair<const char*, Subcommand> kSubcommands[] = {
    {"render", Subcommand::render}, {"eval", Subcommand::eval}, {"explain", Subcommand::explain},
    {"why", Subcommand::why},       {"code", Subcommand::code}, {"lessons", Subcommand::lessons}};
constexpr const char* kAbout =
    "Stridelens shows how a window slides over an input: pooling, padding, convolution and their kin.\n"
    "Without a subcommand it opens the window; the subcommands need no display.";

constexpr const char* kSpecHelp =
    "A problem in one line, e.g. \"maxpool2d 1x1x5x5 k2 s1\"; or a file: a scenario (.json), a picture (.png, .jpg), "
    "an array (.npy), a table of numbers (.csv); or the name of a lesson";

CLI::Validator step_validator() {
    return CLI::Validator(
        [](const std::string& text) {
            const bool from_one = text.find_first_not_of("0123456789") == std::string::npos &&
                                  text.find_first_not_of('0') != std::string::npos;
            return from_one ? std::string() : "steps count from 1; read " + text;
        },
        "1 to the last");
}

CLI::Validator size_validator() {
    const auto check = [](std::string& text) -> std::string {
        if (parse_size(text)) return {};
        return fmt::format("{} is no size; expected WIDTHxHEIGHT, each from 1 to {}, e.g. 1147x800", text,
                           static_cast<std::int64_t>(kPageLimits.most));
    };
    return CLI::Validator(check, "WxH");
}

CLI::Validator region_validator() {
    const auto check = [](std::string& text) -> std::string {
        if (parse_region(text)) return {};
        return fmt::format("{} is no region; expected WIDTHxHEIGHT+LEFT+TOP, e.g. 100x80+20+10", text);
    };
    return CLI::Validator(check, "WxH+X+Y");
}

/// Adds the option of one row, which sets its member.
struct AddOption {
    CLI::App& render;
    RenderArguments& arguments;
    const Setting& setting;

    template <class Set>
    CLI::Option* words(Set set) const {
        return render.add_option_function<std::string>(setting.option, std::move(set), setting.help);
    }
    /// Words of the page.
    void operator()(std::string& value, const std::string&) const {
        words([&value](const std::string& given) { value = text::lines(given); });
    }
    void operator()(bool& value, bool usual) const {
        render.add_flag_callback(
            setting.option, [&value, usual] { value = !usual; }, setting.help);
    }
    void operator()(std::optional<int>& value, const std::optional<int>&) const {
        render.add_option(setting.option, value, setting.help)->check(range<int>());
    }
    template <class Number>
    requires std::is_arithmetic_v<Number>
    void operator()(Number& value, Number usual) const {
        CLI::Option* option = render.add_option(setting.option, value, setting.help)->check(range<Number>());
        if (setting.limits.contain(usual)) option->capture_default_str();
    }
    void operator()(ThemeName& value, ThemeName usual) const {
        words([&value, usual](const std::string& word) {
            value = theme_from(word).value_or(usual);
        })->check(CLI::IsMember(words_of_all<ThemeName>()));
    }
    void operator()(std::optional<Format>& value, const std::optional<Format>&) const {
        words([&value](const std::string& word) {
            value = format_from(word);
        })->check(CLI::IsMember(words_of_all<Format>()));
    }
    /// Read later: a wrong list is refused with a sentence.
    void operator()(PageParts&, const PageParts&) const {
        render.add_option(setting.option, arguments.parts, setting.help);
    }
    /// The exact size comes first in the table and wins.
    void size(PageSize kind) const {
        words([&page = arguments.page, kind](const std::string& word) {
            const auto size = parse_size(word);
            if (!size || !page.tight) return;
            page.tight = kind.tight;
            page.width = static_cast<float>(size->first);
            page.height = static_cast<float>(size->second);
        })->check(size_validator());
    }

    /// CLI::Range lets NaN through, which is neither too small nor too large.
    template <class Number>
    CLI::Validator range() const {
        const CLI::Range range(static_cast<Number>(setting.limits.least), static_cast<Number>(setting.limits.most));
        const auto check = [range](std::string& text) {
            double number = 0.0;
            const bool none = CLI::detail::lexical_cast(text, number) && std::isnan(number);
            return none ? fmt::format("Value {} is no number", text) : range(text);
        };
        return CLI::Validator(check, range.get_description());
    }
};

/// Line by line fit for a terminal, each short.
std::string printable_lines(const std::string& text) {
    constexpr std::size_t most = 400;
    std::istringstream lines(text);
    std::string result;
    for (std::string line; std::getline(lines, line);) result += text::excerpt(line, most) + "\n";
    return result;
}

void add_settings(CLI::App& render, RenderArguments& arguments) {
    const UsualSettings usual;
    for (const Setting& setting : kSettings) {
        if (setting.option == nullptr) continue;
        const AddOption add{render, arguments, setting};
        const auto add_member = [&](auto member) {
            if constexpr (std::is_same_v<decltype(member), PageSize>)
                add.size(member);
            else
                add(value_of(arguments, member), value_of(usual, member));
        };
        std::visit(add_member, setting.member);
    }
}

void add_render_options(CLI::App& render, RenderArguments& a) {
    render
        .add_option(
            "-o,--output", a.outputs,
            "The file to write; may be given several times. Its ending says what it becomes: .png .svg .pdf .tex "
            ".gif .webp .html .md .csv .py .json. {step} in it: a file a step; {name}: a file for each input")
        ->required()
        ->allow_extra_args(false)
        ->take_all();
    render.add_option("--step", a.step, "Which step, from 1, as in the window's title (default: the saved one)")
        ->check(step_validator());
    render.add_option(
        "--steps", a.steps,
        "Several steps, e.g. 1,2,7-9 or all: side by side in a picture; for films, pages and HTML those that "
        "they are made of (default: all)");
    add_settings(render, a);
    render.add_flag("--watch", a.watch, "Write again whenever a file that was given changes, until Ctrl+C");
}

void add_problem(CLI::App& app, Arguments& arguments, bool required) {
    auto* words = app.add_option("SPEC|FILE", arguments.words, kSpecHelp);
    if (required) words->required();
    app.add_flag("--grey", arguments.grey, "A picture becomes one grey channel instead of red, green and blue");
    app.add_option(
           "--resize", arguments.resize,
           "A picture becomes an input of this many columns and rows (default 28x28; \"original\" keeps its own)")
        ->check(size_validator() | CLI::IsMember({"original"}));
    app.add_option("--region", arguments.region,
                   "Only this part of a picture, in its own pixels: WIDTHxHEIGHT+LEFT+TOP, e.g. 100x80+20+10")
        ->check(region_validator());
    app.add_option(
           "--range", arguments.range,
           "The numbers of a picture: 0..1 (default), 0..255, or normalised: each channel with mean 0 and standard "
           "deviation 1")
        ->check(CLI::IsMember({"0..1", "0..255", "normalised"}));
    app.add_option(
           "--channels", arguments.channels,
           "Where an array (.npy) has its channels: first, (N, C, H, W), or last, (N, H, W, C) (default: first, "
           "but for a picture (H, W, 3))")
        ->check(CLI::IsMember({"first", "last"}));
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
    eval->add_option("--input", arguments.input, "Input numbers and shape from this file: .npy, .csv, or a picture");
    eval->add_option("--weight", arguments.weight, "Weights of the convolution from this file, .npy or .csv");
    eval->add_option("--bias", arguments.bias, "Biases of the convolution from this file, .npy or .csv");
    eval->add_option("--indices", arguments.indices, "Indices of a max unpooling from this file, .npy or .csv");
    eval->add_option("--upstream", arguments.upstream,
                     "Gradient that comes back from the output, from this file, .npy or .csv");
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
    explain->add_flag("--say", arguments.say, "Print one plain sentence: which window, where, and what comes of it");
    explain->footer(
        "Examples:\n"
        "  stridelens explain \"maxpool2d 1x1x5x5 k2 s1\" --at 0,0,1,2\n"
        "  stridelens explain \"avgpool1d 1x1x10 k3 s2 p1\" --at 0,0,0 --json\n"
        "  stridelens explain \"maxpool2d 1x1x5x5 k2 s1\" --show grad-input --at 0,0,1,2");
    return explain;
}

void add_why(CLI::App& app, Arguments& arguments) {
    auto* why = app.add_subcommand("why", "Tell why the rule exists that refuses these settings, and what shows it");
    add_problem(*why, arguments, true);
    why->footer(
        "Examples:\n"
        "  stridelens why \"maxpool2d 1x1x5x5 k2 s2 p2\"\n"
        "  stridelens why \"conv2d 1x6x5x5 out6 groups4\"");
}

CLI::App* add_code(CLI::App& app, Arguments& arguments) {
    auto* code =
        app.add_subcommand("code", "Write the problem as a Python program that runs, with its numbers and a check");
    add_problem(*code, arguments, true);
    code->add_option("--as", arguments.form,
                     "What it is written in: the loop by hand (default), NumPy in whole arrays, PyTorch, Keras or ONNX")
        ->check(CLI::IsMember(words_of_all<ProgramForm>()));
    code->add_option("-o,--output", arguments.output,
                     "Write it to this file instead of printing it, and beside it the arrays that it loads");
    code->footer(
        "It prints the output, and how many of its cells equal ours; grids of more than 256 numbers are loaded from "
        ".npy "
        "files.\n"
        "Examples:\n"
        "  stridelens code \"avgpool2d 1x1x6x6 k3 s2 p1 ceil\"\n"
        "  stridelens code \"conv2d 1x3x8x8 out2 k3 p1\" --as pytorch\n"
        "  stridelens code pool.json --as numpy -o pool.py && python3 pool.py");
    return code;
}

}  // namespace

std::string Arguments::spec() const {
    return fmt::format("{}", fmt::join(words, " "));
}

tl::expected<Arguments, int> read_arguments(int argc, const char* const* argv, std::ostream& out, std::ostream& err) {
    Arguments arguments;
    CLI::App app{kAbout, "stridelens"};
    app.set_version_flag("--version", "stridelens " STRIDELENS_VERSION);
    app.require_subcommand(0, 1);
    add_problem(app, arguments, false);
    add_view(app, arguments, "The view that the window opens in");
    app.add_option("--theme", arguments.theme, "The window's colours")->check(CLI::IsMember(words_of_all<ThemeName>()));
    app.add_option("--scale", arguments.scale,
                   "How large everything in the window is, per cent (default: as it was left, at first 100)")
        ->check(CLI::Range(kScaleMin, kScaleMax));
    app.add_flag("--speak", arguments.speak, "Print each step that the window shows in one plain sentence");
    add_render(app, arguments);
    add_eval(app, arguments);
    add_explain(app, arguments);
    add_why(app, arguments);
    add_code(app, arguments);
    app.add_subcommand("lessons", "List the lessons with the problem that each one opens");
    app.footer(
        "Examples:\n"
        "  stridelens                                    the window, with the lesson 2D Max Pooling\n"
        "  stridelens \"avgpool2d 1x1x6x6 k3 s2 p1\"        the window, with this problem\n"
        "  stridelens photo.jpg --grey --resize 32x32    the window, with this picture as input\n"
        "  stridelens render \"maxpool2d 1x1x5x5 k2 s1\" -o pool.png\n"
        "  stridelens eval \"maxpool1d 1x1x4 k2 s2 p1 values=-1,-2,-3,-4\"\n"
        "  stridelens explain \"maxpool2d 1x1x5x5 k2 s1\" --at 0,0,1,2\n"
        "  stridelens code \"avgpool2d 1x1x6x6 k3 s2 p1 ceil\" --as loop\n"
        "Exit code: 0 done, 1 refused (the reason is on stderr), 2 wrong usage.");
    try {
        app.parse(argc, argv);
    } catch (const CLI::ParseError& error) {
        std::ostringstream said;  // a usage error repeats what was typed
        if (app.exit(error, out, said) == 0) return tl::unexpected(0);
        err << printable_lines(said.str());
        return tl::unexpected(kUsage);
    }
    for (const auto& [word, subcommand] : kSubcommands)
        if (app.got_subcommand(word)) arguments.subcommand = subcommand;
    return arguments;
}

}  // namespace stridelens
