#include "app/export/jobs/command.h"

#include "app/files/failure.h"
#include "app/problem/solve.h"
#include "app/problem/view.h"
#include "app/state/exports/export_settings.h"
#include "app/state/exports/step_list.h"

#include <fmt/format.h>

#include <algorithm>
#include <type_traits>
#include <variant>

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
    /// With "=": what begins with a hyphen would be taken for an option.
    void joined(const char* name, const std::string& value) { word(fmt::format("{}={}", name, value)); }
    void word(const std::string& word) { text_ += " " + quoted(word); }
    void flag(const char* name) { text_ += fmt::format(" {}", name); }
    const std::string& text() const { return text_; }

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

/// Says a setting that is not the usual one.
struct Say {
    const ExportJob& job;
    const char* name;
    Command& command;

    void operator()(bool value, bool usual) const {
        if (value != usual) command.flag(name);
    }
    template <class Number>
    requires std::is_arithmetic_v<Number>
    void operator()(Number value, Number usual) const {
        if (value != usual) command.option(name, fmt::format("{}", value));
    }
    void operator()(const std::optional<int>& value, const std::optional<int>&) const {
        if (value) command.option(name, std::to_string(*value));
    }
    void operator()(const std::string& value, const std::string&) const {
        if (!value.empty()) command.joined(name, value);
    }
    void operator()(ThemeName value, ThemeName usual) const {
        if (value != usual) command.option(name, to_string(value));
    }
    void operator()(const std::optional<Format>& value, const std::optional<Format>&) const {
        const Outcome<Format> told = format_of(job.output);
        if (value && (!told || *told != *value)) command.option(name, to_string(*value));
    }
    void operator()(const PageParts& value, const PageParts&) const {
        if (const std::string parts = changed_parts(value); !parts.empty()) command.joined(name, parts);
    }
};

void say_size(const PageOptions& page, const char* name, PageSize size, Command& command) {
    if (page.tight != size.tight) return;
    const PageOptions usual;
    if (!page.tight || page.width != usual.width || page.height != usual.height)
        command.option(name, fmt::format("{:.0f}x{:.0f}", page.width, page.height));
}

void say_settings(const ExportJob& job, Command& command) {
    const UsualSettings usual;
    for (const Setting& setting : kSettings) {
        if (setting.option == nullptr) continue;
        const auto say = [&](auto member) {
            if constexpr (std::is_same_v<decltype(member), PageSize>)
                say_size(job.page, setting.option, member, command);
            else
                Say{job, setting.option, command}(value_of(job, member), value_of(usual, member));
        };
        std::visit(say, setting.member);
    }
}

}  // namespace

std::string render_command(const ExportJob& job) {
    Command command;
    command.word(print(comparison_of(job.scenario)));
    if (job.scenario.view != View::output) command.option("--show", to_string(job.scenario.view));
    if (job.scenario.step != 0) command.option("--step", std::to_string(job.scenario.step + 1));
    const std::int64_t count = step_count(job.scenario).value_or(0);
    if (!job.page.steps.empty()) command.option("--steps", print_steps(job.page.steps, count));
    say_settings(job, command);
    command.option("-o", job.output);
    return command.text();
}

}  // namespace stridelens
