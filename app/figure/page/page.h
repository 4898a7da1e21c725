#pragma once
// A whole page for a file: one step or several side by side, with title, formula, code and caption. The grids are those of
// build_figure(): what is seen is what is exported.

#include "app/figure/page/build_figure.h"
#include "app/state/exports/page_options.h"

#include <vector>

namespace stridelens {

/// Makes the pages of one problem and view. The grids stand in the same place in all of them.
class Pages {
public:
    /// `options` outlives it.
    /// options.steps that there are not are left out. `alike`: every step's page has the same size, for a film; otherwise
    /// it is no larger than this step needs.
    Pages(SharedDerived derived, const PageOptions& options, bool alike);

    /// The page of one step; of several side by side (options.steps) `step` says nothing.
    Figure page(std::int64_t step) const { return page(step, step, 1.0); }

    /// The step, told; `step` is one that there is.
    std::shared_ptr<const Told> told_at(std::int64_t step) const;

    /// While the window slides from step `from` to `step`; `progress` 0 … 1, already eased.
    Figure page(std::int64_t step, std::int64_t from, double progress) const;

private:
    struct Moment {
        std::int64_t step = 0, from = 0;
        double progress = 1.0;
    };
    Scene scene_of(const Moment& moment, float width, float height) const;
    Scene grids_of(const Moment& moment) const;
    void choose_room();
    void take_room(Point room);
    void measure_words();
    std::optional<Box> crop_at(std::int64_t step) const;
    bool has_strip() const;
    bool has_frameworks() const;
    Figure frameworks(std::int64_t step) const;
    bool has_words() const;
    Figure words(const Moment& moment, float width) const;
    void add_words(const Moment& moment, float width, std::vector<Figure>& blocks) const;
    float strip_width() const;
    float panel_width() const;
    float strip_height_at(std::int64_t step) const;
    Figure strip(const Moment& moment) const;
    Figure panel(const Moment& moment) const;
    Figure panels(const Moment& moment) const;
    std::vector<Figure> above(float width) const;
    std::vector<Figure> below(float width) const;
    Figure exact_page(const Moment& moment) const;

    SharedDerived derived_;
    mutable std::shared_ptr<const Told> told_;  // of the step asked for last: each page needs it several times
    const PageOptions& options_;
    std::vector<std::int64_t> steps_;  // side by side; empty: one step
    Point room_{};                     // of each step's grids
    std::optional<Box> crop_;          // what of it they use; nothing: no grid shows
    std::int64_t across_ = 1;          // panels in a row
    float strip_height_ = 0.0F;        // of any step's arithmetic …
    float frameworks_height_ = 0.0F;   // … and, if they are alike, of what other frameworks would do at it …
    float words_height_ = 0.0F;        // … and of its sentence
    bool alike_ = true;
};

/// One page: of `step`, or of options.steps.
Figure build_page(const SharedDerived& derived, const PageOptions& options, std::int64_t step);

}  // namespace stridelens
