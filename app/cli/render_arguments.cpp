#include "app/cli/render_arguments.h"

#include "app/problem/solve.h"
#include "app/state/exports/step_list.h"

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <CLI/CLI.hpp>

#include <algorithm>
#include <charconv>

namespace stridelens {

namespace {

constexpr std::string_view kName = "{name}";
constexpr std::int64_t kLargestPicture = 16384;  // points or pixels along one side

std::vector<std::string> format_names() {
    std::vector<std::string> names;
    for (const Format format : kFormats) names.emplace_back(to_string(format));
    return names;
}

CLI::Validator step_validator() {
    return CLI::Validator(
        [](const std::string& text) {
            const bool from_one = text.find_first_not_of("0123456789") == std::string::npos &&
                                  text.find_first_not_of('0') != std::string::npos;
            return from_one ? std::string() : "steps count from 1; read " + text;
        },
        "1 to the last");
}

std::vector<std::string> theme_names() {
    std::vector<std::string> names;
    for (const ThemeName theme : kThemes) names.emplace_back(to_string(theme));
    return names;
}

void add_page_options(CLI::App& render, RenderArguments& a) {
    render.add_option("--step", a.step, "Which step, from 1, as in the window's title (default: the saved one)")
        ->check(step_validator());
    render.add_option(
        "--steps", a.steps,
        "Several steps, e.g. 1,2,7-9 or all: side by side in a picture; for films, pages and HTML those that "
        "they are made of (default: all)");
    render.add_option(
        "--parts", a.parts,
        "What is on the page: a list such as input,output, or changes such as +code,-legend; of input, "
        "kernel, output, titles, indices, colour-bar, legend, arithmetic, frameworks, formula, code, caption");
    render
        .add_option(
            "--theme", a.theme,
            "light (default), dark, print (black and white alone, values hatched), projector (for the last row), "
            "colour-blind (values and channels are told apart by lightness, too)")
        ->check(CLI::IsMember(theme_names()));
    render.add_option("--title", a.title, "A line above everything");
    render.add_option("--caption", a.caption, "A text below everything");
    render.add_option("--decimals", a.decimals, "Decimals of all numbers (default: as many as they need)")
        ->check(CLI::Range(0, kMostDecimals));
    render.add_option("--cell", a.cell, "Size of an input cell in points (default: as large as the page allows)")
        ->check(CLI::Range(kLeastCell, kMostCell));
    render.add_flag("--plain", a.plain, "No step: the grids alone, without the window and all computed");
    render.add_flag("--all-terms", a.all_terms, "Every product of a convolution in the arithmetic");
    render
        .add_option("--size", a.size,
                    "A page of exactly this many points (default: the page ends where the figure ends)")
        ->check(size_validator());
    render
        .add_option("--room", a.room,
                    "Points that each step's grids may take on a page that ends with them (default: 1147x800)")
        ->check(size_validator());
}

void add_file_options(CLI::App& render, RenderArguments& a) {
    render.add_option("--format", a.format, "What to write, if the file's ending does not say it")
        ->check(CLI::IsMember(format_names()));
    render.add_option("--scale", a.scale, "Pixels: pixels per point, e.g. 2 for print")
        ->check(CLI::Range(0.1, 16.0))
        ->capture_default_str();
    render.add_option("--pixels", a.pixels, "PNG: exactly this many pixels wide")->check(CLI::Range(1, 30000));
    render.add_flag("--transparent", a.transparent, "PNG, SVG, PDF, TikZ: no background");
    render.add_flag("--fragment", a.fragment, "TikZ: the picture alone, for \\input");
    render.add_flag("--pages", a.pages, "PDF: a page a step");
    render.add_option("--delay", a.delay, "Films: seconds at each step")
        ->check(CLI::Range(0.02, 600.0))
        ->capture_default_str();
    render.add_option("--slide", a.slide, "Films: seconds from step to step; 0 jumps")
        ->check(CLI::Range(0.0, 10.0))
        ->capture_default_str();
    render.add_option("--fps", a.fps, "Films: frames per second while the window slides")
        ->check(CLI::Range(1.0, 50.0))
        ->capture_default_str();
    render.add_flag("--once", a.once, "Films: end at the last step instead of beginning again");
    render.add_flag("--watch", a.watch, "Write again whenever a file that was given changes, until Ctrl+C");
}

/// The name of a file for this input.
std::string named(std::string output, const std::string& name) {
    for (std::size_t at = output.find(kName); at != std::string::npos; at = output.find(kName, at + name.size()))
        output.replace(at, kName.size(), name);
    return output;
}

PageOptions page_of(const RenderArguments& a, const PageParts& parts) {
    PageOptions page;
    page.parts = parts;
    page.theme = theme_from(a.theme).value_or(ThemeName::light);
    page.decimals = a.decimals;
    page.cell = a.cell;
    page.highlight = !a.plain;
    page.all_terms = a.all_terms;
    page.title = a.title;
    page.caption = a.caption;
    page.tight = a.size.empty();
    if (const auto size = parse_size(page.tight ? a.room : a.size)) {
        page.width = static_cast<float>(size->first);
        page.height = static_cast<float>(size->second);
    }
    return page;
}

FileOptions file_of(const RenderArguments& a) {
    return {.format = format_from(a.format),
            .scale = a.scale,
            .pixels = a.pixels,
            .transparent = a.transparent,
            .fragment = a.fragment,
            .pages = a.pages,
            .step_seconds = a.delay,
            .slide_seconds = a.slide,
            .frames_per_second = a.fps,
            .loop = !a.once};
}

/// The step and the steps of one input, which must have them.
Outcome<void> choose_steps(const RenderArguments& a, ExportJob& job) {
    const std::int64_t count = step_count(job.scenario.problem, job.scenario.view).value_or(0);
    if (count == 0) return {};  // refused or empty: the export says so
    if (a.step > 0) {
        if (auto fine = check_steps({a.step - 1}, count); !fine) return fine;
        job.scenario.step = a.step - 1;
    }
    const auto steps = parse_steps(a.steps, count);
    if (!steps) return tl::unexpected(steps.error());
    job.page.steps = *steps;
    return {};
}

/// Which outputs belong to input `i`: all that carry its name, and of the others its own.
std::vector<std::string> outputs_for(const RenderArguments& a, std::size_t i, std::size_t inputs) {
    std::vector<std::string> own, plain;
    for (const std::string& output : a.outputs)
        (output.find(kName) != std::string::npos ? own : plain).push_back(output);
    if (inputs == 1) return a.outputs;
    if (i < plain.size()) own.push_back(plain[i]);
    return own;
}

}  // namespace

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

void add_render_options(CLI::App& render, RenderArguments& a) {
    render
        .add_option(
            "-o,--output", a.outputs,
            "The file to write; may be given several times. Its ending says what it becomes: .png .svg .pdf .tex "
            ".gif .webp .html .md .csv .py .json. {step} in it: a file a step; {name}: a file for each input")
        ->required()
        ->allow_extra_args(false)
        ->take_all();
    add_page_options(render, a);
    add_file_options(render, a);
}

Outcome<PageParts> parse_parts(const std::string& text) {
    PageParts parts;
    if (text.empty()) return parts;
    const bool changes = text.front() == '+' || text.front() == '-';
    if (!changes)
        for (const PartName& name : kPartNames) parts.*name.part = false;
    std::vector<std::string> known;
    for (const PartName& name : kPartNames) known.emplace_back(name.name);
    for (std::size_t at = 0; at <= text.size();) {
        const std::size_t comma = std::min(text.find(',', at), text.size());
        std::string word = text.substr(at, comma - at);
        const bool signed_word = !word.empty() && (word.front() == '+' || word.front() == '-');
        const bool on = !signed_word || word.front() == '+';
        if (signed_word) word.erase(0, 1);
        const auto found = std::find(known.begin(), known.end(), word);
        if (found == known.end() || signed_word != changes)
            return failed(fmt::format(
                "\"{}\" is no list of parts: {}; write a list such as input,output, or changes such "
                "as +code,-legend, of {}",
                text,
                found == known.end() ? "there is no part \"" + word + "\"" : "some have a sign and some have none",
                fmt::join(known, ", ")));
        parts.*kPartNames[found - known.begin()].part = on;
        at = comma + 1;
    }
    return parts;
}

Outcome<std::vector<ExportJob>> jobs_of(const RenderArguments& a, const std::vector<RenderInput>& inputs) {
    const Outcome<PageParts> parts = parse_parts(a.parts);
    if (!parts) return tl::unexpected(parts.error());
    const auto plain = static_cast<std::size_t>(std::count_if(
        a.outputs.begin(), a.outputs.end(), [](const auto& o) { return o.find(kName) == std::string::npos; }));
    if (inputs.size() > 1 && plain != 0 && plain != inputs.size())
        return failed(
            fmt::format("{} inputs and {} output{}: give {} outputs, one for each input, or write {} in the "
                        "file's name",
                        inputs.size(), plain, plain == 1 ? "" : "s", inputs.size(), kName));
    std::vector<ExportJob> jobs;
    for (std::size_t i = 0; i < inputs.size(); ++i)
        for (const std::string& output : outputs_for(a, i, inputs.size())) {
            ExportJob job{inputs[i].scenario, page_of(a, *parts), file_of(a), named(output, inputs[i].name)};
            for (const ExportJob& other : jobs)
                if (other.output == job.output)
                    return failed(
                        fmt::format("{} would be written twice; give each picture a name of its own", job.output));
            if (auto fine = choose_steps(a, job); !fine) return tl::unexpected(fine.error());
            jobs.push_back(std::move(job));
        }
    return jobs;
}

}  // namespace stridelens
