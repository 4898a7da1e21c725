#include "app/session/pictures.h"

#include "app/export/text/numbers_text.h"
#include "app/files/scenario_json.h"
#include "app/state/actions/export_actions.h"
#include "app/state/exports/format.h"
#include "core/words/prose.h"

#include <fmt/format.h>

#include <algorithm>
#include <sstream>

namespace stridelens {

const Figure& CanvasPicture::of(const Scene& scene) {
    if (scene != scene_) {
        figure_ = build_figure(scene);
        scene_ = scene;
    }
    return figure_;
}

const Figure& PagePicture::of(const PageOptions& options, const Shown& shown, const Slide& slide) {
    const double share = slide.elapsed / kSlideSeconds;
    const bool same = shown.derived == derived_ && shown.told->step == step_ && options == options_;
    if (same && share >= 1.0 && !moving_) return figure_;
    const Pages pages(shown.derived, options, false);
    const std::int64_t step = std::max<std::int64_t>(shown.told->step, 0);
    figure_ = pages.page(step, share < 1.0 ? slide.from : step, eased(share));
    options_ = options;
    derived_ = shown.derived;
    step_ = shown.told->step;
    moving_ = share < 1.0;
    return figure_;
}

namespace {

constexpr std::size_t kMostLines = 200;           // of a window's height
constexpr std::int64_t kMostPreviewed = 100'000;  // cells: more take longer than a frame

std::string text_of(const ExportSettings& settings, const Scenario& scenario, const Shown& shown) {
    const Format format = settings.file.format.value_or(Format::png);
    if (format == Format::scenario) return to_json(scenario);
    const Geometry& geometry = shown.derived->geometry;
    const std::int64_t cells = element_count(geometry.input) + element_count(geometry.output);
    if (cells > kMostPreviewed)
        return fmt::format("{} numbers: the file will have them all, here they are too many.\n", prose(cells));
    const PageOptions page = page_of_numbers(settings, shown.derived->steps);
    const auto text = numbers_text(*shown.derived, *shown.told, page, format);
    return text ? *text : text.error().sentence;
}

}  // namespace

const std::vector<std::string>& PageText::of(const ExportSettings& settings, const Scenario& scenario,
                                             const Shown& shown) {
    const bool same = shown.derived == derived_ && shown.told->step == step_ && settings == settings_;
    if (same && scenario == scenario_) return lines_;
    std::istringstream text(text_of(settings, scenario, shown));
    lines_.clear();
    for (std::string line; lines_.size() < kMostLines && std::getline(text, line);) lines_.push_back(line);
    settings_ = settings;
    scenario_ = scenario;
    derived_ = shown.derived;
    step_ = shown.told->step;
    return lines_;
}

}  // namespace stridelens
