// The export panel, in the place of the side panel: what the next file shows, how it is written, and where.

#include "app/state/actions/export_actions.h"
#include "app/state/exports/export_settings.h"
#include "app/state/exports/step_list.h"
#include "app/ui/panels.h"
#include "app/ui/widgets/imgui_compat.h"
#include "core/words/utf8.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

namespace stridelens::ui {
namespace {

constexpr float kChipHeight = 24.0F, kChipGap = 6.0F;

/// The settings as they are, and what changes them.
struct Desk {
    Pen& pen;
    const ExportPanel& panel;
    ExportSettings next;

    explicit Desk(Pen& p) : pen(p), panel(p.frame.state.export_panel), next(panel.settings) {}
    Format format() const { return next.file.format.value_or(Format::png); }
    /// Whether the setting means something to the format.
    bool takes(const Setting& setting) const { return setting.formats.has(format()); }
    /// Says what has changed, if anything has.
    void submit() const {
        if (!(next == panel.settings)) pen.actions.push_back(SetExport{next});
    }
};

std::string part_label(const PartName& part) {
    std::string label = part.name;
    std::replace(label.begin(), label.end(), '-', ' ');
    return label;
}

/// A chip that is on or off: filled and outlined, or words alone. Returns whether it was clicked.
bool toggle_chip(const Pen& pen, const std::string& id, const Box& area, const std::string& label, bool on) {
    const Hit hit = pen.button(id, area);
    if (on || hit.hovered) pen.box(area, 6.0F, {Role::chip});
    if (on) pen.box(area, 6.0F, {}, {Role::control}, 1.0F);
    pen.text(area.centre(), label, on ? Face::words_medium : Face::words, 12.0F, Align::middle,
             {on || hit.hovered ? Role::ink : Role::dim_ink});
    return hit.clicked;
}

/// A button that fills `area`; the main one in the control's colour.
bool button(const Pen& pen, const std::string& id, const Box& area, const std::string& label, bool main) {
    const Hit hit = pen.button(id, area);
    pen.box(area, 8.0F, main ? Paint{Role::control, 0.0F, hit.hovered ? 0.85F : 1.0F} : Paint{Role::chip},
            {hit.hovered && !main ? Role::dim_ink : Role::none}, 1.0F);
    pen.text(area.centre(), label, Face::words_medium, 13.0F, Align::middle, {main ? Role::background : Role::ink});
    return hit.clicked;
}

/// Chips one after the other, in as many lines as they need; `draw` paints one and handles it.
template <class Draw>
void chip_flow(Pen& pen, const std::vector<std::string>& labels, Draw draw) {
    float x = pen.x;
    for (std::size_t i = 0; i < labels.size(); ++i) {
        const float width = pen.measure(labels[i], Face::words_medium, 12.0F) + 18.0F;
        if (x > pen.x && x + width > pen.x + pen.width) {
            x = pen.x;
            pen.y += kChipHeight + kChipGap;
        }
        draw(i, Box{x, pen.y, width, kChipHeight});
        x += width + kChipGap;
    }
    pen.y += kChipHeight + kChipGap;
}

/// The end of a text that is too long for its field: of a path the file's name.
std::string shown_end(const Pen& pen, const std::string& text, float width) {
    std::size_t first = 0;
    while (first < text.size() && pen.measure("…" + text.substr(first), Face::numbers, 13.0F) > width)
        text::next_character(text, first);
    return first == 0 ? text : "…" + text.substr(first);
}

/// A labelled field for words. `empty` stands there, dim, as long as nothing is written.
void words_row(Desk& desk, const std::string& id, const std::string& label, std::string& value,
               const std::string& empty) {
    Pen& pen = desk.pen;
    pen.text({pen.x, pen.y + kRow / 2}, label, Face::words, 14.0F, Align::start, {Role::ink});
    const float left = pen.x + 64.0F;
    const Box area{left, pen.y + 1.0F, pen.x + pen.width - left, kRow - 2.0F};
    pen.box(area, 6.0F, {Role::chip, 0.0F, 0.6F});
    const bool open = pen.frame.memory.field == id;
    if (const auto typed = type_field(pen, {id, area, open ? value : "", Align::start, {Role::ink}})) value = *typed;
    if (!open) {
        const std::string& shown = value.empty() ? empty : value;
        pen.text({area.x + 6.0F, area.centre().y}, shown_end(pen, shown, area.w - 12.0F), Face::numbers, 13.0F,
                 Align::start, {value.empty() ? Role::dim_ink : Role::ink});
    }
    pen.y += kRow + 3.0F;
}

void warning(Pen& pen, const std::string& sentence) {
    for (const std::string& line : wrap(pen, sentence, Face::words, 12.0F, pen.width)) {
        pen.text({pen.x, pen.y + 8.0F}, line, Face::words, 12.0F, Align::start, {Role::warning});
        pen.y += 16.0F;
    }
    pen.y += 4.0F;
}

// --- the sections ----------------------------------------------------------------------------------------------------

void formats(Desk& desk) {
    std::vector<std::string> titles;
    for (const Format format : kFormats) titles.emplace_back(title_of(format));
    if (const auto chosen = combo(desk.pen, "figure-format", "Format", titles, title_of(desk.format())))
        desk.next.file.format = kFormats[*chosen];
    if (is_text(desk.format())) return;
    std::vector<std::string> themes;
    for (const ThemeName theme : kThemes) themes.emplace_back(to_string(theme));
    ThemeName& theme = desk.next.page.theme;
    if (const auto chosen = combo(desk.pen, "figure-theme", "Theme", themes, to_string(theme)))
        theme = kThemes[*chosen];
    if (desk.format() != Format::html) return;
    if (theme == ThemeName::light || theme == ThemeName::dark)
        remark(desk.pen, "Light or dark, as the reader prefers.");
    if (theme == ThemeName::print) warning(desk.pen, "Print is for paper: choose another theme for a page.");
}

void parts(Desk& desk) {
    section(desk.pen, "ON THE PAGE");
    PageOptions& page = desk.next.page;
    std::vector<std::string> labels;
    for (const PartName& part : kPartNames) labels.push_back(part_label(part));
    chip_flow(desk.pen, labels, [&](std::size_t i, const Box& area) {
        bool& on = page.parts.*kPartNames[i].part;
        if (toggle_chip(desk.pen, fmt::format("part-{}", kPartNames[i].name), area, labels[i], on)) on = !on;
    });
    desk.pen.y += 4.0F;
    if (check(desk.pen, "figure-highlight", "highlight the step", page.highlight)) page.highlight = !page.highlight;
    if (page.highlight && check(desk.pen, "figure-terms", "write out all terms", page.all_terms))
        page.all_terms = !page.all_terms;
    constexpr NumberLimits legal = setting_of(&PageOptions::decimals).limits;
    std::vector<std::string> decimals{"as needed"};
    for (int count = 0; legal.contain(count); ++count) decimals.push_back(std::to_string(count));
    const std::size_t current = page.decimals ? static_cast<std::size_t>(*page.decimals) + 1 : 0;
    if (const auto chosen = combo(desk.pen, "figure-decimals", "Decimals", decimals, decimals[current]))
        page.decimals = *chosen == 0 ? std::nullopt : std::optional(static_cast<int>(*chosen) - 1);
}

const char* steps_hint(const Desk& desk) {
    const Format format = desk.format();
    const bool several = is_film(format) || format == Format::html || (format == Format::pdf && desk.next.file.pages);
    return several ? "all, or 1-9" : "this one, or 1,2,7-9";
}

void words(Desk& desk) {
    section(desk.pen, "STEPS AND WORDS");
    words_row(desk, "figure-steps", "Steps", desk.next.steps, steps_hint(desk));
    if (const auto steps = parse_steps(desk.next.steps, desk.pen.frame.shown.derived->steps); !steps)
        warning(desk.pen, steps.error().sentence);
    if (is_text(desk.format())) return;
    words_row(desk, "figure-title", "Title", desk.next.page.title, "none");
    words_row(desk, "figure-caption", "Caption", desk.next.page.caption, "none");
}

/// Whole numbers within the limits.
Range range_of(const NumberLimits& limits) {
    return {static_cast<std::int64_t>(limits.least), static_cast<std::int64_t>(limits.most)};
}

void points_slider(Desk& desk, const char* id, const char* label, float& value, Range shown,
                   const NumberLimits& limits) {
    const Range legal = range_of(limits);
    if (const auto set = slider(desk.pen, {id, label, std::lround(value), shown, legal, legal}))
        value = static_cast<float>(*set);
}

void size(Desk& desk) {
    PageOptions& page = desk.next.page;
    section(desk.pen, "SIZE IN POINTS");
    if (const auto chosen = segmented_row(desk.pen, "figure-tight", {"as the figure", "exactly"}, page.tight ? 0 : 1))
        page.tight = *chosen == 0;
    points_slider(desk, "figure-width", page.tight ? "Width, most" : "Width", page.width, {240, 1920},
                  setting_of(&PageOptions::width).limits);
    points_slider(desk, "figure-height", page.tight ? "Height, most" : "Height", page.height, {160, 1200},
                  setting_of(&PageOptions::height).limits);
    if (check(desk.pen, "figure-cell", "cells of one size", page.cell > 0.0F))
        page.cell = page.cell > 0.0F ? 0.0F : 40.0F;
    if (page.cell > 0.0F)
        points_slider(desk, "figure-cell-size", "Cell", page.cell, {8, 96}, setting_of(&PageOptions::cell).limits);
}

/// One of a few usual values, or the one that was set elsewhere.
void choice(Desk& desk, const char* id, const char* label, const std::vector<double>& usual, double& value,
            const char* unit) {
    std::vector<std::string> labels;
    for (const double each : usual) labels.push_back(fmt::format("{:g}{}", each, unit));
    if (const auto chosen = combo(desk.pen, id, label, labels, fmt::format("{:g}{}", value, unit)))
        value = usual[*chosen];
}

void pixels(Desk& desk) {
    FileOptions& file = desk.next.file;
    choice(desk, "figure-scale", "Pixels", {1, 2, 3, 4, 6, 8}, file.scale, " a point");
    constexpr const Setting& exact = setting_of(&FileOptions::pixels);
    if (!desk.takes(exact)) return;
    if (check(desk.pen, "figure-exact", "exact width", file.pixels > 0)) file.pixels = file.pixels > 0 ? 0 : 1920;
    if (file.pixels > 0)
        if (const auto set = slider(
                desk.pen,
                {"figure-pixels", "Width", file.pixels, {320, 7680}, range_of(exact.limits), range_of(exact.limits)}))
            file.pixels = static_cast<int>(*set);
}

void writing(Desk& desk) {
    FileOptions& file = desk.next.file;
    if (desk.takes(setting_of(&FileOptions::scale))) pixels(desk);
    if (desk.takes(setting_of(&FileOptions::transparent)) &&
        check(desk.pen, "figure-transparent", "no background", file.transparent))
        file.transparent = !file.transparent;
    if (desk.takes(setting_of(&FileOptions::fragment)) &&
        check(desk.pen, "figure-fragment", "fragment for \\input", file.fragment))
        file.fragment = !file.fragment;
    if (desk.takes(setting_of(&FileOptions::pages)) && check(desk.pen, "figure-pages", "a page a step", file.pages))
        file.pages = !file.pages;
    if (desk.takes(setting_of(&FileOptions::step_seconds)))
        choice(desk, "figure-delay", "At a step", {0.25, 0.5, 1, 1.5, 2, 3, 5}, file.step_seconds, " s");
    if (desk.takes(setting_of(&FileOptions::slide_seconds)))
        choice(desk, "figure-slide", "Slide", {0, 0.16, 0.32, 0.5, 1}, file.slide_seconds, " s");
    if (desk.takes(setting_of(&FileOptions::loop)) &&
        check(desk.pen, "figure-loop", "begin again at the end", file.loop))
        file.loop = !file.loop;
}

/// How far the export is, with a way to stop it.
void progress(Desk& desk) {
    Pen& pen = desk.pen;
    const ExportPanel& panel = desk.panel;
    const float share = panel.total == 0 ? 0.0F : static_cast<float>(panel.done) / static_cast<float>(panel.total);
    const Box bar{pen.x, pen.y + 11.0F, pen.width - 70.0F, 6.0F};
    pen.box(bar, 3.0F, {Role::chip});
    pen.box({bar.x, bar.y, std::max(bar.w * share, 6.0F), bar.h}, 3.0F, {Role::control});
    if (button(pen, "figure-cancel", {pen.x + pen.width - 62.0F, pen.y, 62.0F, 28.0F}, "Cancel", false))
        pen.actions.push_back(AskExport{ExportRequest::cancel});
    pen.y += 34.0F;
}

void file(Desk& desk) {
    Pen& pen = desk.pen;
    section(pen, "FILE");
    words_row(desk, "figure-output", "Name", desk.next.output, output_of(desk.next, pen.frame.state.scenario));
    if (desk.panel.running) {
        progress(desk);
    } else {
        if (button(pen, "figure-export", {pen.x, pen.y, pen.width, 32.0F}, "Export", true)) {
            desk.submit();
            pen.actions.push_back(AskExport{ExportRequest::export_file});
        }
        pen.y += 38.0F;
    }
}

void copies(Desk& desk) {
    Pen& pen = desk.pen;
    section(pen, "COPY");
    struct Copy {
        const char* label;
        ExportRequest request;
    };
    constexpr std::array<Copy, 7> all{{{"picture", ExportRequest::copy_image},
                                       {"SVG text", ExportRequest::copy_svg},
                                       {"Markdown", ExportRequest::copy_markdown},
                                       {"CSV", ExportRequest::copy_csv},
                                       {"NumPy", ExportRequest::copy_numpy},
                                       {"LaTeX", ExportRequest::copy_latex},
                                       {"command", ExportRequest::copy_command}}};
    std::vector<std::string> labels;
    for (const Copy& copy : all) labels.emplace_back(copy.label);
    chip_flow(pen, labels, [&](std::size_t i, const Box& area) {
        if (!button(pen, fmt::format("copy-{}", all[i].label), area, labels[i], false)) return;
        desk.submit();
        pen.actions.push_back(AskExport{all[i].request});
    });
}

}  // namespace

void export_panel(Pen& pen) {
    Desk desk(pen);
    const float middle = section(pen, "FIGURE", true);
    if (chip(pen, "figure-close", {pen.x + pen.width, middle}, "close  Esc", false))
        pen.actions.push_back(ToggleExportPanel{});
    formats(desk);
    writing(desk);
    file(desk);
    copies(desk);
    if (!is_text(desk.format())) parts(desk);
    words(desk);
    if (!is_text(desk.format())) size(desk);
    desk.submit();
}

}  // namespace stridelens::ui
