#include "app/cli/cli.h"

#include "app/cli/code_command.h"
#include "app/cli/commands.h"
#include "app/cli/options.h"
#include "app/cli/print.h"
#include "app/cli/render.h"
#include "app/cli/why_command.h"
#include "app/files/failure.h"
#include "app/files/lessons.h"
#include "app/files/open.h"
#include "app/problem/view.h"
#include "app/state/actions/export_actions.h"
#include "core/words/printable.h"

#include <fmt/format.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <exception>
#include <ostream>
#include <stdexcept>

namespace stridelens {

namespace {

/// A lesson by its name, or else a file or a line.
Outcome<Opened> open_spec(const std::string& spec, const ImportOptions& import, const std::vector<Lesson>& lessons) {
    std::error_code error;
    const auto lesson =
        std::find_if(lessons.begin(), lessons.end(), [&spec](const Lesson& candidate) { return candidate.id == spec; });
    if (lesson != lessons.end() && !std::filesystem::exists(spec, error))
        return Opened{lesson->scenario, "", lesson->note};
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
    options.region = parse_region(arguments.region);
    if (arguments.range == "0..255") options.range = PixelRange::byte;
    if (arguments.range == "normalised") options.range = PixelRange::normalised;
    if (!arguments.channels.empty())
        options.channels = arguments.channels == "last" ? ChannelAxis::last : ChannelAxis::first;
    return options;
}

/// The problem that was given, in the view that was asked for.
Outcome<Opened> shown_scenario(const std::string& spec, const Arguments& arguments,
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
    const bool file = ending == ".json" || ending == ".npy" || ending == ".csv" || ending == ".tsv" ||
                      ending == ".png" || ending == ".jpg" || ending == ".jpeg";
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

/// The file that is read for it; empty if it is none.
std::filesystem::path file_of(const std::string& spec) {
    std::error_code error;
    return std::filesystem::exists(spec, error) ? std::filesystem::path(spec) : std::filesystem::path();
}

/// What {name} stands for: a file's name without its ending, a lesson's, or the line with hyphens.
std::string name_of_input(const std::string& spec, const Scenario& scenario) {
    if (const auto file = file_of(spec); !file.empty()) return file.stem().string();
    return spec.find(' ') == std::string::npos ? spec : file_name_of(scenario);
}

/// What a subcommand prints, or why not.
Outcome<Answer> run(const Arguments& arguments, const Scenario& scenario) {
    if (arguments.subcommand == Subcommand::eval)
        return eval_command(scenario, {file_of(arguments.spec()), arguments.input, arguments.weight, arguments.bias,
                                       arguments.indices, arguments.upstream, arguments.output, arguments.json,
                                       arguments.with_indices, import_options(arguments)});
    if (arguments.subcommand == Subcommand::code)
        return code_command(scenario, {file_of(arguments.spec()), arguments.output, arguments.form});
    if (arguments.subcommand == Subcommand::why)
        return why_command(scenario).map([](std::string text) { return Answer{std::move(text), {}}; });
    const Telling telling = arguments.say ? Telling::sentence : arguments.json ? Telling::json : Telling::text;
    return explain_command(scenario, arguments.at, telling).map([](std::string text) {
        return Answer{std::move(text), {}};
    });
}

/// Below a refusal, where there is a reason to show.
void say_why(const Scenario& scenario, std::ostream& err) {
    if (const std::string hint = hint_at_why(scenario); !hint.empty()) err << remark_text(hint);
}

Outcome<std::vector<RenderInput>> open_inputs(const std::vector<std::string>& specs, const Arguments& arguments,
                                              const std::vector<Lesson>& lessons, std::string& at_fault,
                                              std::vector<std::string>& remarks) {
    std::vector<RenderInput> inputs;
    for (const std::string& spec : specs) {
        at_fault = spec;
        auto scenario = shown_scenario(spec, arguments, lessons);
        if (!scenario) return tl::unexpected(scenario.error());
        inputs.push_back({*scenario, name_of_input(spec, *scenario), file_of(spec)});
        if (!scenario->remark.empty()) remarks.push_back(scenario->remark);
    }
    return inputs;
}

int carry_out_render(const Arguments& arguments, const std::vector<Lesson>& lessons, std::ostream& err, bool terminal) {
    const std::vector<std::string> specs = specs_of(arguments, lessons);
    std::string at_fault;
    std::vector<std::string> remarks;
    RenderRun run{.jobs = [&]() -> Outcome<std::vector<ExportJob>> {
                      const auto inputs = open_inputs(specs, arguments, lessons, at_fault, remarks);
                      if (!inputs) return tl::unexpected(inputs.error());
                      return jobs_of(arguments.render, *inputs);
                  },
                  .watched = {},
                  .terminal = terminal};
    if (arguments.render.watch)
        for (const std::string& spec : specs)
            if (auto file = file_of(spec); !file.empty()) run.watched.push_back(std::move(file));
    // Told here with a caret below the word at fault; a file that is broken later is told by its name.
    const auto inputs = open_inputs(specs, arguments, lessons, at_fault, remarks);
    if (!inputs) {
        err << refusal_text(inputs.error(), at_fault);
        return 1;
    }
    for (const std::string& remark : remarks) err << remark_text(remark);
    if (const auto jobs = jobs_of(arguments.render, *inputs); !jobs) {  // no change of a file would mend it
        err << refusal_text(jobs.error(), "");
        return 1;
    }
    if (arguments.render.watch && run.watched.empty()) {
        err << refusal_text(
            {"there is no file to watch: the problem is given as text or as a lesson; save it as a scenario "
             "first (-o NAME.json), and watch that"},
            "");
        return 1;
    }
    const int code = run_render(run, err);
    if (code == 1)
        for (const RenderInput& input : *inputs) say_why(input.scenario, err);
    return code;
}

/// Runs what was asked for, once the arguments are read.
CommandLine carry_out(const Arguments& arguments, const Surroundings& around) {
    CommandLine result;
    result.theme = theme_from(arguments.theme);
    if (arguments.scale > 0) result.scale = arguments.scale;
    result.spec_or_file = arguments.spec();
    result.speak = arguments.speak;
    result.import = import_options(arguments);
    const auto refuse = [&](const Failure& failure) {
        around.err << refusal_text(failure, result.spec_or_file);
        result.exit_code = 1;
        return result;
    };
    if (arguments.subcommand == Subcommand::lessons) {
        const auto text = lessons_command(around.assets);
        if (!text) return refuse(text.error());
        around.out << *text;
        return result;
    }
    const auto lessons = load_lessons(around.assets).value_or(std::vector<Lesson>{});
    if (arguments.subcommand == Subcommand::render) {
        result.exit_code = carry_out_render(arguments, lessons, around.err, around.terminal);
        return result;
    }
    if (!arguments.words.empty()) {
        auto scenario = shown_scenario(result.spec_or_file, arguments, lessons);
        if (!scenario) return refuse(scenario.error());
        result.picture = scenario->picture;
        result.remark = scenario->remark;
        result.scenario = std::move(*scenario);
    }
    if (arguments.subcommand == Subcommand::none) {
        result.window = true;
        return result;
    }
    const auto answer = run(arguments, *result.scenario);
    if (!answer) {
        refuse(answer.error());
        if (arguments.subcommand != Subcommand::why) say_why(*result.scenario, around.err);
        return result;
    }
    if (!result.remark.empty()) around.err << remark_text(result.remark);
    for (const std::string& remark : answer->remarks) around.err << remark_text(remark);
    around.out << answer->text;
    return result;
}

/// What is printed into a full disk or a closed stream is lost: whoever reads it has to know.
void check_printed(const Surroundings& around, CommandLine& result) {
    errno = 0;
    around.out.flush();
    if (around.out) return;
    const std::string reason = errno != 0 ? fmt::format(": {}", std::strerror(errno)) : "";
    around.err << fmt::format("stridelens: the output could not be printed{}; print it to another place\n", reason);
    result.exit_code = 1;
}

CommandLine run_arguments(int argc, const char* const* argv, const Surroundings& around) {
    const auto arguments = read_arguments(argc, argv, around.out, around.err);
    if (arguments) return carry_out(*arguments, around);
    CommandLine result;
    result.exit_code = arguments.error();
    return result;
}

}  // namespace

CommandLine run_command_line(int argc, const char* const* argv, const Surroundings& around) {
    CommandLine result;
    try {
        result = run_arguments(argc, argv, around);
        check_printed(around, result);
        return result;
    } catch (const std::bad_alloc&) {
        around.err << "stridelens: there is not enough memory for this; choose a smaller input\n";
    } catch (const std::exception& error) {
        around.err << "stridelens: " << text::printable(error.what()) << "\n";
    }
    result.exit_code = 1;
    return result;
}

}  // namespace stridelens
