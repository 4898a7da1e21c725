#include "app/cli/render_arguments.h"

#include "app/export/jobs/job_files.h"
#include "app/problem/solve.h"
#include "app/state/exports/export_settings.h"
#include "app/state/exports/step_list.h"
#include "core/words/printable.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <charconv>
#include <utility>

namespace stridelens {

namespace {

constexpr std::size_t kMostEchoed = 80;  // characters of what was typed, in a sentence
constexpr std::string_view kName = "{name}";
/// The name of a file for this input.
std::string named(std::string output, const std::string& name) {
    for (std::size_t at = output.find(kName); at != std::string::npos; at = output.find(kName, at + name.size()))
        output.replace(at, kName.size(), name);
    return output;
}

/// The step and the steps of one input, which must have them.
Outcome<void> choose_steps(const RenderArguments& a, ExportJob& job) {
    const std::int64_t count = step_count(job.scenario).value_or(0);
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
        return error == std::errc{} && end == last && value >= 1 && value <= static_cast<int>(kPageLimits.most) ? value
                                                                                                                : 0;
    };
    const auto cross = text.find('x');
    if (cross == std::string::npos) return std::nullopt;
    const int width = number(text.data(), text.data() + cross);
    const int height = number(text.data() + cross + 1, text.data() + text.size());
    if (width == 0 || height == 0) return std::nullopt;
    return std::pair{width, height};
}

std::optional<PictureRegion> parse_region(const std::string& text) {
    const auto plus = std::min(text.find('+'), text.size()), second = std::min(text.find('+', plus + 1), text.size());
    const auto size = parse_size(text.substr(0, plus));
    const auto offset = [&text](std::size_t from, std::size_t to) -> std::optional<std::int64_t> {
        std::int64_t value = 0;
        const char* const end = text.data() + to;
        const auto [read, error] = std::from_chars(text.data() + std::min(from, to), end, value);
        if (error != std::errc{} || read != end || value < 0) return std::nullopt;
        return value;
    };
    const auto left = offset(plus + 1, second), top = offset(second + 1, text.size());
    if (!size || !left || !top) return std::nullopt;
    return PictureRegion{*top, *left, size->second, size->first};
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
            return failed(
                fmt::format("\"{}\" is no list of parts: {}; write a list such as input,output, or changes such "
                            "as +code,-legend, of {}",
                            text::excerpt(text, kMostEchoed),
                            found == known.end() ? "there is no part \"" + text::excerpt(word, kMostEchoed) + "\""
                                                 : "some have a sign and some have none",
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
            if (auto fine = choose_steps(a, job); !fine) return tl::unexpected(fine.error());
            jobs.push_back(std::move(job));
        }
    std::vector<std::filesystem::path> read;
    for (const RenderInput& input : inputs)
        if (!input.file.empty()) read.push_back(input.file);
    if (auto fine = check_files(jobs, read); !fine) return tl::unexpected(fine.error());
    return jobs;
}

}  // namespace stridelens
