#include "app/state/actions/export_actions.h"

#include "app/files/failure.h"
#include "app/state/exports/export_settings.h"
#include "app/state/exports/format.h"
#include "app/state/exports/step_list.h"

#include <algorithm>
#include <cctype>
#include <cmath>
#include <filesystem>
#include <string_view>
#include <type_traits>
#include <utility>

namespace stridelens {

namespace {

/// A value within its limits, or the usual one.
struct KeptLegal {
    const NumberLimits& limits;

    template <class T>
    void operator()(T& value, const T& usual) const {
        if constexpr (std::is_floating_point_v<T>) {
            const auto least = static_cast<T>(limits.least), most = static_cast<T>(limits.most);
            if (!(value == usual)) value = std::isfinite(value) ? std::clamp(value, least, most) : usual;
        } else if constexpr (std::is_same_v<T, int>) {  // a number of pixels: fewer than any is none
            value = static_cast<double>(value) < limits.least ? usual : std::min(value, static_cast<int>(limits.most));
        } else if constexpr (std::is_same_v<T, std::optional<int>>) {
            if (value) value = std::clamp(*value, static_cast<int>(limits.least), static_cast<int>(limits.most));
        }
    }
};

/// Nothing that cannot be drawn, wherever it came from.
void keep_legal(ExportSettings& settings) {
    const UsualSettings usual;
    for (const Setting& setting : kSettings)
        std::visit([&](auto member) { KeptLegal{setting.limits}(value_of(settings, member), value_of(usual, member)); },
                   setting.member);
    settings.page.steps.clear();  // follow from settings.steps
}

/// A new format gives the file its ending, and a new ending the format.
void join_format(const ExportSettings& before, ExportSettings& now) {
    if (now.output != before.output && !now.output.empty()) {
        const Outcome<Format> named = format_of(now.output);
        const bool alike =
            named && now.file.format && std::string_view(extension_of(*named)) == extension_of(*now.file.format);
        if (named && !alike) now.file.format = *named;
    }
    const std::filesystem::path file = now.output;
    if (now.file.format == before.file.format || !file.has_extension() || !now.file.format) return;
    if (format_of(file))
        now.output = std::filesystem::path(file).replace_extension(extension_of(*now.file.format)).string();
}

}  // namespace

std::string file_name_of(const Scenario& scenario) {
    const std::string words =
        scenario.title.empty() ? print(scenario.problem, PrintOptions{.explicit_values = false}) : scenario.title;
    std::string name;
    for (const char c : words) {
        const bool plain = std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '.';
        if (plain)
            name += static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
        else if (!name.empty() && name.back() != '-')
            name += '-';
    }
    while (!name.empty() && name.back() == '-') name.pop_back();
    return name.empty() ? "figure" : name;
}

std::string output_of(const ExportSettings& settings, const Scenario& scenario) {
    if (!settings.output.empty() && settings.output.back() != '/') return settings.output;
    return settings.output + file_name_of(scenario) + extension_of(settings.file.format.value_or(Format::png));
}

PageOptions page_to_show(const ExportSettings& settings, std::int64_t steps) {
    PageOptions page = settings.page;
    const Format format = settings.file.format.value_or(Format::png);
    const bool one_by_one =
        (format == Format::pdf && settings.file.pages) || settings.output.find("{step}") != std::string::npos;
    if (is_picture(format) && !one_by_one)
        page.steps = parse_steps(settings.steps, steps).value_or(std::vector<std::int64_t>{});
    if (page.steps.size() > kMostPanels) page.steps.resize(kMostPanels);
    return page;
}

PageOptions page_of_numbers(const ExportSettings& settings, std::int64_t steps) {
    PageOptions page = settings.page;
    page.steps = parse_steps(settings.steps, steps).value_or(std::vector<std::int64_t>{});
    return page;
}

void set_export(ExportPanel& panel, const ExportSettings& settings) {
    const ExportSettings before = std::exchange(panel.settings, settings);
    join_format(before, panel.settings);
    keep_legal(panel.settings);
    if (!panel.running) panel.message.clear();
}

void ask_export(ExportPanel& panel, ExportRequest request) {
    const bool writes = request == ExportRequest::export_file;
    if (writes && panel.running) return;
    if (request == ExportRequest::cancel && !panel.running) return;
    panel.request = request;
    if (writes) {
        panel.running = true;
        panel.done = panel.total = 0;
        panel.message.clear();
        panel.failed = false;
    }
}

void export_taken(ExportPanel& panel) {
    panel.request.reset();
}

void export_progress(ExportPanel& panel, const ExportProgress& progress) {
    panel.done = progress.done;
    panel.total = progress.total;
}

void export_done(ExportPanel& panel, const ExportDone& done) {
    panel.message = done.message;
    panel.failed = done.failed;
    if (done.copied) return;  // a file may still be being written
    panel.running = false;
    panel.exported = panel.exported || !done.failed;
}

void export_again(ExportPanel& panel) {
    if (panel.exported)
        ask_export(panel, ExportRequest::export_file);
    else
        panel.open = true;
}

}  // namespace stridelens
