#include "app/cli/render_arguments.h"

#include "app/problem/solve.h"
#include "app/state/exports/export_settings.h"
#include "app/state/exports/step_list.h"
#include "core/words/table.h"

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <CLI/CLI.hpp>

#include <algorithm>
#include <charconv>
#include <type_traits>
#include <utility>

namespace stridelens {

namespace {

constexpr std::string_view kName = "{name}";
/// Points or pixels along one side.
constexpr auto kLargestPicture = static_cast<std::int64_t>(kPageLimits.most);

CLI::Validator step_validator() {
    return CLI::Validator(
        [](const std::string& text) {
            const bool from_one = text.find_first_not_of("0123456789") == std::string::npos &&
                                  text.find_first_not_of('0') != std::string::npos;
            return from_one ? std::string() : "steps count from 1; read " + text;
        },
        "1 to the last");
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
    void operator()(std::string& value, const std::string&) const {
        render.add_option(setting.option, value, setting.help);
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

    template <class Number>
    CLI::Range range() const {
        return {static_cast<Number>(setting.limits.least), static_cast<Number>(setting.limits.most)};
    }
};

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

/// The name of a file for this input.
std::string named(std::string output, const std::string& name) {
    for (std::size_t at = output.find(kName); at != std::string::npos; at = output.find(kName, at + name.size()))
        output.replace(at, kName.size(), name);
    return output;
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
    render.add_option("--step", a.step, "Which step, from 1, as in the window's title (default: the saved one)")
        ->check(step_validator());
    render.add_option(
        "--steps", a.steps,
        "Several steps, e.g. 1,2,7-9 or all: side by side in a picture; for films, pages and HTML those that "
        "they are made of (default: all)");
    add_settings(render, a);
    render.add_flag("--watch", a.watch, "Write again whenever a file that was given changes, until Ctrl+C");
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
    PageOptions page = a.page;
    page.parts = *parts;
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
            ExportJob job{inputs[i].scenario, page, a.file, named(output, inputs[i].name)};
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
