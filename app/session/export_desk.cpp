#include "app/session/export_desk.h"

#include "app/export/export.h"
#include "app/export/jobs/command.h"
#include "app/export/jobs/job_files.h"
#include "app/export/text/numbers_text.h"
#include "app/figure/page/page.h"
#include "app/files/failure.h"
#include "app/state/actions/export_actions.h"
#include "app/state/exports/export_memory.h"
#include "app/state/exports/format.h"
#include "app/state/exports/step_list.h"
#include "core/operation/messages/messages.h"
#include "core/tensor/stop.h"
#include "core/words/printable.h"

#include <fmt/format.h>

#include <algorithm>

namespace stridelens {

namespace {

namespace fs = std::filesystem;

constexpr const char* kMemory = "figure.json";
constexpr double kDoubleClick = 0.6;  // seconds in which nobody has read a sentence

/// "pool.png", or "pool-01.png and 15 more": what was written, and where.
std::string written_text(const std::vector<fs::path>& files) {
    if (files.empty()) return "nothing was written";
    std::error_code error;
    const fs::path first = fs::absolute(files.front(), error);
    if (files.size() == 1) return fmt::format("written: {}", first.string());
    return fmt::format("written: {} and {} more", first.string(), files.size() - 1);
}

/// The format whose text is asked for.
std::optional<Format> text_format(ExportRequest request) {
    switch (request) {
        case ExportRequest::copy_markdown:
            return Format::markdown;
        case ExportRequest::copy_csv:
            return Format::csv;
        case ExportRequest::copy_numpy:
            return Format::numpy;
        case ExportRequest::copy_latex:
            return Format::latex;
        case ExportRequest::export_file:
        case ExportRequest::cancel:
        case ExportRequest::copy_image:
        case ExportRequest::copy_svg:
        case ExportRequest::copy_command:
            break;
    }
    return std::nullopt;
}

/// What the panel asks for.
Outcome<ExportJob> job_of(const AppState& state, const Shown& shown) {
    if (shown.refusal) return failed(*shown.refusal);
    const ExportSettings& settings = state.export_panel.settings;
    const auto steps = parse_steps(settings.steps, shown.derived->steps);
    if (!steps) return tl::unexpected(steps.error());
    ExportJob job{state.scenario, settings.page, settings.file, output_of(settings, state.scenario)};
    job.page.steps = *steps;
    return job;
}

Notify told(const std::string& sentence) {
    return Notify{sentence};
}

/// The first of the job's files that would be replaced and is none of those that were written in this session.
std::optional<fs::path> in_the_way(const ExportJob& job, const std::set<fs::path>& written) {
    const auto files = files_of(job);
    if (!files) return std::nullopt;  // running it says why
    std::error_code error;
    for (const fs::path& file : *files) {
        if (stop_asked()) return std::nullopt;  // running it says so
        if (fs::is_regular_file(file, error) && !written.contains(fs::weakly_canonical(file, error))) return file;
    }
    return std::nullopt;
}

}  // namespace

ExportSettings ExportDesk::remembered() {
    if (const auto text = files_.remembered(kMemory)) kept_ = export_settings_from_json(*text);
    return kept_;
}

void ExportDesk::remember(const ExportSettings& settings) {
    const std::string text = to_json(settings);
    if (text == to_json(kept_)) return;
    kept_ = settings;
    (void)files_.remember(kMemory, text);  // a folder that cannot be written to is no reason to disturb anybody
}

Actions ExportDesk::serve(const AppState& state, const Shown& shown, double now) {
    Actions actions;
    if (const auto& request = state.export_panel.request) {
        actions.push_back(ExportTaken{});
        if (*request == ExportRequest::cancel)
            export_.cancel();
        else if (*request == ExportRequest::export_file)
            start(state, shown, now, actions);
        else
            copy(*request, state, shown, actions);
        remember(state.export_panel.settings);
    }
    follow(state, now, actions);
    return actions;
}

void ExportDesk::start(const AppState& state, const Shown& shown, double now, Actions& actions) {
    const Outcome<ExportJob> job = job_of(state, shown);
    if (!job) {
        actions.push_back(ExportDone{job.error().sentence, true});
        return;
    }
    if (export_.running()) return;
    const bool asked_again = asked_ == job->output && now - asked_at_ >= kDoubleClick;
    in_the_way_ = false;
    output_ = job->output;
    if (asked_again) return export_.start(*job);
    // There may be as many files as steps: they are looked for beside the window.
    export_.start(*job, [this, written = written_](const ExportJob& asked) -> Outcome<void> {
        const auto file = in_the_way(asked, written);
        if (!file) return {};
        in_the_way_ = true;
        return failed(
            fmt::format("{} exists already, and is not of this session. Export once more to replace it, or "
                        "choose another name.",
                        text::printable(file->string())));
    });
}

void ExportDesk::follow(const AppState& state, double now, Actions& actions) {
    if (!export_.running()) return;
    if (const auto result = export_.take_result()) {
        std::string message = *result ? written_text(**result) : result->error().sentence;
        if (in_the_way_ && asked_ != output_) asked_at_ = now;
        asked_ = in_the_way_ ? output_ : "";
        if (*result) {
            std::error_code error;
            for (const fs::path& file : **result) written_.insert(fs::weakly_canonical(file, error));
            for (const std::string& note : export_.notes()) message += "; " + note;
        }
        actions.push_back(ExportDone{message, !*result});
        if (!state.export_panel.open) actions.push_back(told(message));
        return;
    }
    if (export_.done() != state.export_panel.done || export_.total() != state.export_panel.total)
        actions.push_back(ExportProgress{export_.done(), export_.total()});
}

void ExportDesk::copy(ExportRequest request, const AppState& state, const Shown& shown, Actions& actions) {
    const ExportSettings& settings = state.export_panel.settings;
    const PageOptions page = page_to_show(settings, shown.derived->steps);
    Outcome<void> done;
    const char* what = "the figure";
    if (shown.refusal) {  // what is on screen is older
        done =
            failed(fmt::format("nothing is copied, since these settings are refused: {}", sentence_of(*shown.refusal)));
    } else if (const auto format = text_format(request)) {
        const PageOptions numbers = page_of_numbers(settings, shown.derived->steps);
        const auto text = numbers_text(*shown.derived, *shown.told, numbers, *format);
        if (text)
            clipboard_.copy_text(*text);
        else
            done = tl::unexpected(text.error());
        what = title_of(*format);
    } else if (request == ExportRequest::copy_command) {
        const Outcome<ExportJob> job = job_of(state, shown);
        if (job)
            clipboard_.copy_text(render_command(*job));
        else
            done = tl::unexpected(job.error());
        what = "the command that writes this file";
    } else {
        Figure figure = build_page(shown.derived, page, std::max<std::int64_t>(shown.told->step, 0));
        if (request == ExportRequest::copy_svg) {
            limit_images(figure, kMostPictureCells, nullptr);
            clipboard_.copy_text(svg_text(figure, {.theme = page.theme,
                                                   .transparent = settings.file.transparent,
                                                   .description = shown.told->explanation.sentence,
                                                   .geometry = &shown.derived->geometry}));
            what = "the figure as SVG";
        } else {
            const auto bytes =
                png_bytes(figure, {page.theme, settings.file.scale, settings.file.pixels, settings.file.transparent});
            done = bytes ? clipboard_.copy_picture(*bytes) : tl::unexpected(bytes.error());
        }
    }
    const std::string message = done ? fmt::format("copied: {}", what) : done.error().sentence;
    actions.push_back(ExportDone{message, !done, true});
    if (!state.export_panel.open) actions.push_back(told(message));
}

}  // namespace stridelens
