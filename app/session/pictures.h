#pragma once
// The pictures on screen, each built again only when what it shows has changed.

#include "app/figure/page/page.h"
#include "app/state/exports/export_panel.h"

#include <string>
#include <vector>

namespace stridelens {

/// The canvas.
class CanvasPicture {
public:
    const Figure& of(const Scene& scene);
    const Figure& last() const { return figure_; }

private:
    Figure figure_;
    Scene scene_;
};

/// The page that the export panel is about.
class PagePicture {
public:
    const Figure& of(const PageOptions& options, const Shown& shown, const Slide& slide);
    const Figure& last() const { return figure_; }

private:
    Figure figure_;
    PageOptions options_;
    SharedDerived derived_;
    std::int64_t step_ = -1;
    bool moving_ = false;
};

/// The same of a format that is text: its first lines.
class PageText {
public:
    const std::vector<std::string>& of(const ExportSettings& settings, const Scenario& scenario, const Shown& shown);

private:
    std::vector<std::string> lines_;
    ExportSettings settings_;
    Scenario scenario_;
    SharedDerived derived_;
    std::int64_t step_ = -1;
};

}  // namespace stridelens
