#include "app/export/command.h"

#include "app/files/failure.h"
#include "app/problem/solve.h"
#include "app/problem/view.h"
#include "app/state/exports/step_list.h"

#include <fmt/format.h>

#include <algorithm>

namespace stridelens {

namespace {

/// As one word of a shell: as it is if nothing in it means anything there.
std::string quoted(const std::string& text) {
    const auto plain = [](char c) {
        const bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
        return letter || std::string_view("-_./,+:=").find(c) != std::string_view::npos;
    };
    if (!text.empty() && std::all_of(text.begin(), text.end(), plain)) return text;
    std::string word = "'";
    for (const char c : text) word += c == '\'' ? std::string("'\\''") : std::string(1, c);
    return word + "'";
}

class Command {
public:
    void option(const char* name, const std::string& value) { text_ += fmt::format(" {} {}", name, quoted(value)); }
    void flag(const char* name, bool on) {
        if (on) text_ += fmt::format(" {}", name);
    }
    template <class T>
    void number(const char* name, T value, T usual) {
        if (value != usual) text_ += fmt::format(" {} {}", name, value);
    }
    const std::string& text() const { return text_; }
    void word(const std::string& word) { text_ += " " + quoted(word); }

private:
    std::string text_ = "stridelens render";
};

std::string changed_parts(const PageParts& parts) {
    std::string text;
    for (const PartName& name : kPartNames) {
        const bool on = parts.*name.part;
        if (on == PageParts{}.*name.part) continue;
        text += fmt::format("{}{}{}", text.empty() ? "" : ",", on ? "+" : "-", name.name);
    }
    return text;
}

void add_page(const ExportJob& job, Command& command) {
    const PageOptions& page = job.page;
    const PageOptions usual;
    const std::int64_t count = step_count(job.scenario.problem, job.scenario.view).value_or(0);
    if (!page.steps.empty()) command.option("--steps", print_steps(page.steps, count));
    // With "=": what begins with a hyphen would be taken for an option.
    if (const std::string parts = changed_parts(page.parts); !parts.empty()) command.word("--parts=" + parts);
    if (page.theme != usual.theme) command.option("--theme", to_string(page.theme));
    if (!page.title.empty()) command.word("--title=" + page.title);
    if (!page.caption.empty()) command.word("--caption=" + page.caption);
    if (page.decimals) command.option("--decimals", std::to_string(*page.decimals));
    command.number("--cell", page.cell, usual.cell);
    command.flag("--plain", !page.highlight);
    command.flag("--all-terms", page.all_terms);
    const bool other_room = page.width != usual.width || page.height != usual.height;
    if (!page.tight || other_room)
        command.option(page.tight ? "--room" : "--size", fmt::format("{:.0f}x{:.0f}", page.width, page.height));
}

void add_file(const ExportJob& job, Command& command) {
    const FileOptions& file = job.file;
    const FileOptions usual;
    const Outcome<Format> told = format_of(job.output);
    if (file.format && (!told || *told != *file.format)) command.option("--format", to_string(*file.format));
    command.number("--scale", file.scale, usual.scale);
    command.number("--pixels", file.pixels, usual.pixels);
    command.flag("--transparent", file.transparent);
    command.flag("--fragment", file.fragment);
    command.flag("--pages", file.pages);
    command.number("--delay", file.step_seconds, usual.step_seconds);
    command.number("--slide", file.slide_seconds, usual.slide_seconds);
    command.number("--fps", file.frames_per_second, usual.frames_per_second);
    command.flag("--once", !file.loop);
}

}  // namespace

std::string render_command(const ExportJob& job) {
    Command command;
    command.word(print(job.scenario.problem));
    if (job.scenario.view != View::output) command.option("--show", to_string(job.scenario.view));
    command.number("--step", job.scenario.step + 1, std::int64_t{1});
    add_page(job, command);
    add_file(job, command);
    command.option("-o", job.output);
    return command.text();
}

}  // namespace stridelens
