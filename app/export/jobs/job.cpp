#include "app/export/jobs/job.h"

#include "app/export/cairo/cairo_fonts.h"
#include "app/export/export.h"
#include "app/export/html/html.h"
#include "app/export/jobs/job_files.h"
#include "app/export/text/numbers_text.h"
#include "app/figure/page/page.h"
#include "app/files/new_file.h"
#include "app/files/scenario_json.h"
#include "app/files/sides.h"
#include "app/state/exports/export_settings.h"
#include "app/state/exports/look_up_name.h"
#include "app/state/exports/step_list.h"
#include "core/tensor/stop.h"
#include "core/words/utf8.h"

#include <fmt/format.h>

#include <algorithm>
#include <numeric>

namespace stridelens {

namespace {

namespace fs = std::filesystem;

/// What all formats need.
struct Work {
    const ExportJob& job;
    const Progress& progress;
    Notes& notes;
    std::vector<fs::path>& written;  // frames, so far
    Format format = Format::png;
    SharedDerived derived{};
    std::shared_ptr<const Told> told{};  // one step of it
    PageOptions page{};
    std::vector<std::int64_t> steps{};  // of a film, of pages, of frames

    std::int64_t step() const { return std::max<std::int64_t>(told->step, 0); }
    void go_to(std::int64_t step) { told = std::make_shared<const Told>(tell(*derived, step)); }
};

std::string title_of(const Work& work) {
    for (const std::string& given : {work.page.title, work.job.scenario.title})
        if (!given.empty()) return text::one_line(given);
    return print(comparison_of(work.job.scenario), PrintOptions{.explicit_values = false});
}

Outcome<void> write_picture(const Work& work, Figure figure, const fs::path& file) {
    const FileOptions& options = work.job.file;
    if (work.format != Format::png)
        limit_images(figure, work.format == Format::tikz ? kMostTexCells : kMostPictureCells, &work.notes);
    switch (work.format) {
        case Format::png:
            return write_png(figure, file, {work.page.theme, options.scale, options.pixels, options.transparent});
        case Format::svg: {
            const std::string& sentence = work.told->explanation.sentence;
            return write_svg(figure, file,
                             {.theme = work.page.theme,
                              .transparent = options.transparent,
                              .title = title_of(work),
                              .description = work.page.highlight && work.page.steps.empty() ? sentence : "",
                              .geometry = &work.derived->geometry});
        }
        case Format::pdf:
            return write_pdf({&figure, 1}, file, {work.page.theme, options.transparent, title_of(work)});
        case Format::tikz:
            return write_tikz(figure, file, {work.page.theme, options.transparent, options.fragment});
        case Format::gif:
        case Format::webp:
        case Format::html:
        case Format::markdown:
        case Format::csv:
        case Format::numpy:
        case Format::latex:
        case Format::scenario:
            break;
    }
    return failed(fmt::format("{} is no picture of one step", to_string(work.format)));
}

Outcome<void> export_picture(const Work& work) {
    return write_picture(work, build_page(work.derived, work.page, work.step()), work.job.output);
}

tl::unexpected<Failure> cancelled_after(const ExportJob& job, std::size_t done) {
    const std::size_t wanted = files_of(job).map([](const auto& files) { return files.size(); }).value_or(done);
    return failed(fmt::format("{}: cancelled after {} of {} files", job.output, done, wanted));
}

Outcome<void> export_text(const Work& work, const fs::path& file) {
    if (work.format == Format::scenario) {
        Scenario scenario = work.job.scenario;
        scenario.step = work.step();
        if (!work.page.title.empty()) scenario.title = text::lines(work.page.title);
        return write_whole_file(file, to_json(scenario));
    }
    const auto text = numbers_text(*work.derived, *work.told, work.page, work.format);
    if (!text) return tl::unexpected(text.error());
    return write_whole_file(file, *text);
}

Outcome<void> export_frames(Work& work) {
    const Pages pages(work.derived, work.page, true);
    for (std::size_t i = 0; i < work.steps.size(); ++i) {
        if (work.progress && !work.progress(i, work.steps.size())) return cancelled_after(work.job, i);
        work.go_to(work.steps[i]);
        const fs::path file = numbered(work.job.output, work.steps[i], work.derived->steps);
        auto done =
            is_text(work.format) ? export_text(work, file) : write_picture(work, pages.page(work.steps[i]), file);
        if (!done) return done;
        work.written.push_back(file);
    }
    return {};
}

Outcome<void> export_pages(Work& work) {
    const Pages pages(work.derived, work.page, true);
    const auto page = [&](std::size_t i) {
        work.go_to(work.steps[i]);
        Figure figure = pages.page(work.steps[i]);
        limit_images(figure, kMostPictureCells, &work.notes);
        return figure;
    };
    const fs::path file = work.job.output;
    const PdfOptions options{work.page.theme, work.job.file.transparent, title_of(work)};
    return write_pdf(work.steps.size(), page, file, options, work.progress);
}

Outcome<void> export_html(const Work& work) {
    const HtmlOptions options{work.steps, 1.0 / work.job.file.step_seconds};
    return write_html(work.job.scenario, work.page, work.job.output, options, work.progress, &work.notes);
}

Outcome<void> export_film(const Work& work) {
    const FileOptions& options = work.job.file;
    const AnimationOptions film{.theme = work.page.theme,
                                .scale = options.scale,
                                .steps = work.steps,
                                .step_seconds = options.step_seconds,
                                .slide_seconds = options.slide_seconds,
                                .frames_per_second = options.frames_per_second,
                                .loop = options.loop};
    const auto animation = animate_steps(work.job.scenario, work.page, film);
    if (!animation) return tl::unexpected(animation.error());
    const fs::path file = work.job.output;
    return work.format == Format::gif ? write_gif(*animation, file, film, work.progress)
                                      : write_webp(*animation, file, film, work.progress);
}

/// Whether steps become several pictures, one after the other, and not panels of one.
bool is_sequence(const ExportJob& job, Format format) {
    return has_frames(job) || is_film(format) || format == Format::html || (format == Format::pdf && job.file.pages);
}

Outcome<void> check_page(const Work& work) {
    const PageOptions& page = work.page;
    constexpr NumberLimits side = setting_of(&PageOptions::width).limits;
    constexpr NumberLimits cell = setting_of(&PageOptions::cell).limits;
    constexpr NumberLimits decimals = setting_of(&PageOptions::decimals).limits;
    if (!side.contain(page.width) || !side.contain(page.height))
        return failed(fmt::format("a page of {}x{} points cannot be; each side may have {} to {}", page.width,
                                  page.height, side.least, side.most));
    if (page.cell != 0.0F && !cell.contain(page.cell))
        return failed(
            fmt::format("cells of {} points cannot be drawn; choose {} to {}", page.cell, cell.least, cell.most));
    if (page.decimals && !decimals.contain(*page.decimals))
        return failed(
            fmt::format("{} decimals cannot be shown; choose {} to {}", *page.decimals, decimals.least, decimals.most));
    if (!page.look_up.empty())
        if (auto found = look_up_cell(page.look_up, *work.derived); !found) return tl::unexpected(found.error());
    if (is_picture(work.format) && page.steps.size() > kMostPanels)
        return failed(
            fmt::format("{} steps do not fit side by side; choose up to {}, or a file a step with {} in its name",
                        page.steps.size(), kMostPanels, "{step}"));
    return {};
}

Outcome<void> export_all(Work& work) {
    if (has_frames(work.job)) return export_frames(work);
    if (work.format == Format::pdf && work.job.file.pages) return export_pages(work);
    if (work.format == Format::html) return export_html(work);
    if (is_film(work.format)) return export_film(work);
    if (is_text(work.format)) return export_text(work, work.job.output);
    return export_picture(work);
}

Outcome<Work> prepare_work(const ExportJob& job, const Progress& progress, Notes& notes,
                           std::vector<fs::path>& written) {
    Work work{.job = job, .progress = progress, .notes = notes, .written = written, .page = job.page};
    if (job.file.format) {
        work.format = *job.file.format;
    } else {
        const Outcome<Format> format = format_of(job.output);
        if (!format) return tl::unexpected(format.error());
        work.format = *format;
    }
    auto derived = derive(job.scenario);
    if (!derived) return failed(job.scenario, derived.error());
    work.derived = std::move(*derived);
    if (const auto& compared = work.derived->compared; compared != nullptr && compared->refusal)
        return failed(job.scenario.side == AB::a ? AB::b : AB::a, *compared->refusal);
    work.go_to(job.scenario.step);
    if (auto fine = check_steps(job.page.steps, work.derived->steps); !fine) return tl::unexpected(fine.error());
    if (is_sequence(job, work.format)) {
        work.steps = std::move(work.page.steps);
        work.page.steps.clear();
        if (work.derived->steps == 0)
            return failed("there are no steps to show: the batch is empty, or nothing is left of the output");
        if (work.steps.empty()) {
            work.steps.resize(static_cast<std::size_t>(work.derived->steps));
            std::iota(work.steps.begin(), work.steps.end(), 0);
        }
    }
    if (auto fine = check_page(work); !fine) return tl::unexpected(fine.error());
    return work;
}

}  // namespace

Outcome<std::vector<fs::path>> run_export(const ExportJob& job, const Progress& progress, Notes* notes) {
    Notes ignored;
    Notes& told = notes != nullptr ? *notes : ignored;
    std::vector<fs::path> written;
    take_font_notes();  // those of pictures before this one
    try {
        Outcome<Work> work = prepare_work(job, progress, told, written);
        if (!work) return tl::unexpected(work.error());
        if (const auto done = export_all(*work); !done) return tl::unexpected(done.error());
    } catch (const Stopped&) {
        return has_frames(job) ? cancelled_after(job, written.size()) : cancelled(job.output);
    }
    for (std::string& note : take_font_notes()) told.push_back(std::move(note));
    if (written.empty()) written.emplace_back(job.output);
    return written;
}

}  // namespace stridelens
