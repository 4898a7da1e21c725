#include "app/figure/page/page.h"

#include "app/figure/facts/look_up.h"
#include "app/figure/layout/layout.h"
#include "app/figure/page/formula_block.h"
#include "app/figure/page/page_blocks.h"
#include "app/figure/strip/spoken.h"
#include "app/figure/strip/strip.h"
#include "app/figure/transform.h"
#include "app/state/exports/look_up_name.h"
#include "core/words/utf8.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <utility>

namespace stridelens {

namespace {

constexpr float kPageMargin = 16.0F, kBlockGap = 20.0F, kPanelGap = 32.0F;
constexpr float kCropMargin = 4.0F;          // the window's outline reaches this far beyond the grids
constexpr float kLeastStrip = 440.0F;        // width at which the arithmetic still reads at ease
constexpr float kStripAlone = 720.0F;        // width of an arithmetic without grids
constexpr Point kLeastRoom{380.0F, 300.0F};  // of one step among several …
constexpr float kReadable = 22.0F;           // … or as much as a pitch at which numbers are read needs,
constexpr float kGrowth = 1.25F;             // found by growing …
constexpr int kMostGrowths = 4;              // … so many times
constexpr std::int64_t kMostAcross = 8;

/// Blocks one below the other, each in the middle, on a page of at least this width.
Figure stacked(std::vector<Figure> blocks, float least_width = 0.0F) {
    Figure page;
    page.width = least_width;
    for (const Figure& block : blocks) page.width = std::max(page.width, block.width);
    float y = 0.0F;
    for (Figure& block : blocks) {
        if (block.primitives.empty() && block.height <= 0.0F) continue;
        if (y > 0.0F) y += kBlockGap;
        shift(block.primitives, {std::round((page.width - block.width) / 2), y});
        page.primitives.insert(page.primitives.end(), block.primitives.begin(), block.primitives.end());
        y += block.height;
    }
    page.height = y;
    return page;
}

/// In the middle of the page, `y` from its top.
void add(Figure& page, Figure& block, float y) {
    shift(block.primitives, {std::round((page.width - block.width) / 2), y});
    page.primitives.insert(page.primitives.end(), block.primitives.begin(), block.primitives.end());
}

/// As large as a page of this size allows, in its middle.
Figure fitted(Figure page, float width, float height) {
    const float scale = std::min({width / page.width, height / page.height, 1.0F});
    enlarge(page.primitives, scale);
    shift(page.primitives, {(width - scale * page.width) / 2, (height - scale * page.height) / 2});
    page.width = width;
    page.height = height;
    return page;
}

/// As high as `room`, and not wider: with room below, or else smaller.
Figure in_room(Figure block, Point room) {
    if (room.y <= 0.0F) return {};
    const float scale = std::min({room.x / block.width, room.y / block.height, 1.0F});
    if (scale < 1.0F) {
        enlarge(block.primitives, scale);
        block.width *= scale;
    }
    block.height = room.y;
    return block;
}

/// Some of the steps, the first and the last among them; all of them, if they are few.
std::vector<std::int64_t> some_of(std::int64_t steps) {
    constexpr std::int64_t most = 32;
    std::vector<std::int64_t> some;
    const std::int64_t count = std::clamp<std::int64_t>(steps, 1, most);
    for (std::int64_t i = 0; i < count; ++i)
        some.push_back(count == steps || count == 1 ? i : i * ((steps - 1) / (count - 1)));
    some.back() = std::max<std::int64_t>(steps - 1, 0);
    return some;
}

/// With a margin all round, in whole points.
Figure framed(Figure page) {
    shift(page.primitives, {kPageMargin, kPageMargin});
    page.width = std::ceil(page.width) + 2 * kPageMargin;
    page.height = std::ceil(page.height) + 2 * kPageMargin;
    return page;
}

/// The pitch of the first grid that shows: how large its cells are.
float pitch_of(const Scene& scene) {
    const Facts facts = gather(scene);
    const Layout layout = lay_out(facts, {0.0F, 0.0F, scene.width, scene.height});
    for (const GridBlock* block : {&layout.left, &layout.right, &layout.kernel})
        if (!block->planes.empty()) return block->planes.front().pitch.x;
    return 0.0F;
}

std::int64_t rows_for(std::size_t panels, std::int64_t across) {
    return (static_cast<std::int64_t>(panels) + across - 1) / across;
}

std::vector<std::int64_t> steps_there_are(const std::vector<std::int64_t>& wished, std::int64_t steps) {
    std::vector<std::int64_t> found;
    for (const std::int64_t step : wished)
        if (step >= 0 && step < steps && found.size() < kMostPanels) found.push_back(step);
    return found;
}

}  // namespace

Pages::Pages(SharedDerived derived, const PageOptions& options, bool alike)
    : derived_(std::move(derived)),
      options_(options),
      steps_(steps_there_are(options.steps, derived_->steps)),
      alike_(alike) {
    if (is_blank(*derived_)) return;
    if (derived_->compared != nullptr) {  // both sides with their arithmetic stand on a page of the wished size
        room_ = {options.width, options.height};
        measure_words();
        return;
    }
    if (options.cell > 0.0F) {
        const Scene scene = grids_of({});
        take_room(page_for_cells(gather(scene)));
        across_ = static_cast<std::int64_t>((options.width + kPanelGap) / (panel_width() + kPanelGap));
        across_ = std::clamp<std::int64_t>(across_, 1, std::max<std::int64_t>(std::ssize(steps_), 1));
    } else if (steps_.size() > 1) {
        choose_room();
    } else {
        take_room({options.width, options.height});
    }
}

std::shared_ptr<const Told> Pages::told_at(std::int64_t step) const {
    if (told_ == nullptr || told_->step != step) told_ = std::make_shared<const Told>(tell(*derived_, step));
    return told_;
}

Scene Pages::scene_of(const Moment& moment, float width, float height) const {
    Scene scene;
    scene.derived = derived_;
    scene.told = told_at(moment.step);
    scene.step = scene.shown = moment.step;
    scene.slide_from = moment.from;
    scene.slide_progress = moment.progress;
    scene.all_terms = options_.all_terms;
    scene.width = width;
    scene.height = height;
    scene.parts = options_.parts;
    scene.decimals = options_.decimals;
    scene.cell = options_.cell;
    scene.highlight = options_.highlight;
    scene.controls = false;
    if (!options_.look_up.empty())
        if (const auto cell = look_up_cell(options_.look_up, *derived_)) scene.pin = *cell;
    return scene;
}

/// The grids alone, on a page that ends where they do.
Scene Pages::grids_of(const Moment& moment) const {
    Scene scene = scene_of(moment, room_.x, room_.y);
    scene.parts.arithmetic = scene.parts.frameworks = false;
    scene.compact = true;
    return scene;
}

/// Measures what stands in a room of this size.
void Pages::take_room(Point room) {
    room_ = room;
    const std::int64_t last = std::max<std::int64_t>(derived_->steps - 1, 0);
    // Any step's page ends where the grids of the first and of the last one end: what is written above them may differ.
    crop_ = crop_at(0);
    if (const std::optional<Box> other = crop_at(last); crop_ && other) crop_ = join(*crop_, *other);
    strip_height_ = frameworks_height_ = 0.0F;
    // Beside one another they are as high as the highest. Of a film's many steps some are asked; one that needs more is
    // drawn smaller, for all its pages have one size.
    for (const std::int64_t step : alike_ ? some_of(derived_->steps) : steps_) {
        strip_height_ = std::max(strip_height_, strip_height_at(step));
        if (alike_ && has_frameworks()) frameworks_height_ = std::max(frameworks_height_, frameworks(step).height);
    }
    measure_words();
}

/// Of pages that are alike: how high the sentence of any step is.
void Pages::measure_words() {
    words_height_ = 0.0F;
    if (!alike_ || !has_words()) return;
    for (const std::int64_t step : some_of(derived_->steps))
        words_height_ = std::max(words_height_, words({step, step, 1.0}, panel_width()).height);
}

/// Several steps share the page so that their cells are as large as they can be on it; but rather than losing its numbers,
/// each gets more room, and the page is larger.
void Pages::choose_room() {
    const auto count = static_cast<std::int64_t>(steps_.size());
    float best = -1.0F;
    std::pair<std::int64_t, Point> chosen{1, {options_.width, options_.height}};
    for (std::int64_t across = 1; across <= std::min(count, kMostAcross); ++across) {
        const auto columns = static_cast<float>(across), rows = static_cast<float>(rows_for(steps_.size(), across));
        room_ = {std::max((options_.width - (columns - 1) * kPanelGap) / columns, kLeastRoom.x),
                 std::max((options_.height - (rows - 1) * kPanelGap) / rows, kLeastRoom.y)};
        for (int growth = 0; growth < kMostGrowths && pitch_of(grids_of({})) < kReadable; ++growth)
            room_ = {kGrowth * room_.x, kGrowth * room_.y};
        const float pitch = pitch_of(grids_of({}));
        take_room(room_);
        const Figure one = panel({steps_.front(), steps_.front(), 1.0});
        const float width = columns * (one.width + kPanelGap), height = rows * (one.height + kPanelGap);
        const float seen = pitch * std::min({options_.width / width, options_.height / height, 1.0F});
        if (seen <= best) continue;
        best = seen;
        chosen = {across, room_};
    }
    across_ = chosen.first;
    take_room(chosen.second);
}

std::optional<Box> Pages::crop_at(std::int64_t step) const {
    const Figure figure = build_figure(grids_of({step, step, 1.0}));
    // What moves lies between the grids or on them.
    const auto stays = [](const std::string& id) { return id != "connectors" && id != "window" && id != "look-up"; };
    std::optional<Box> box = bounds(figure, stays);
    if (!box) return std::nullopt;
    return Box{std::floor(box->x - kCropMargin), std::floor(box->y - kCropMargin), std::ceil(box->w) + 2 * kCropMargin,
               std::ceil(box->h) + 2 * kCropMargin};
}

float Pages::strip_width() const {
    if (!crop_) return std::min(options_.width, kStripAlone);
    return std::max(crop_->w, std::min(kLeastStrip, options_.width));
}

float Pages::panel_width() const {
    if (derived_->compared != nullptr) return room_.x;
    return has_strip() || !crop_ ? strip_width() : crop_->w;
}

bool Pages::has_strip() const {
    return options_.parts.arithmetic && options_.highlight;
}

bool Pages::has_frameworks() const {
    return options_.parts.frameworks && options_.highlight;
}

bool Pages::has_words() const {
    return options_.parts.words && options_.highlight && derived_->steps > 0;
}

Figure Pages::words(const Moment& moment, float width) const {
    return words_block(spoken(scene_of(moment, width, options_.height)), width);
}

void Pages::add_words(const Moment& moment, float width, std::vector<Figure>& blocks) const {
    if (!has_words()) return;
    Figure block = words(moment, width);
    blocks.push_back(alike_ ? in_room(std::move(block), {width, words_height_}) : std::move(block));
}

Figure Pages::frameworks(std::int64_t step) const {
    Figure block = frameworks_block(*derived_, told_at(step)->differences, panel_width());
    return alike_ || !block.primitives.empty() ? std::move(block) : Figure{};
}

float Pages::strip_height_at(std::int64_t step) const {
    if (!has_strip()) return 0.0F;
    const Scene scene = scene_of({step, step, 1.0}, strip_width(), options_.height);
    const StripLayout layout = lay_out_strip(gather(scene));
    return alike_ ? layout.height : layout.used;
}

Figure Pages::strip(const Moment& moment) const {
    const Scene scene = scene_of(moment, strip_width(), options_.height);
    const StripLayout layout = lay_out_strip(gather(scene));
    Sketch sketch(scene.width, std::max(strip_height_, alike_ ? layout.height : layout.used));
    draw_strip(layout, {0.0F, 0.0F, scene.width, sketch.figure().height}, sketch, true);
    return alike_ ? in_room(std::move(sketch.figure()), {scene.width, strip_height_}) : std::move(sketch.figure());
}

/// One step: its grids, its arithmetic, and what other frameworks would do.
Figure Pages::panel(const Moment& moment) const {
    std::vector<Figure> blocks;
    if (steps_.size() > 1) blocks.push_back(step_label(moment.step));
    if (derived_->compared != nullptr) {
        blocks.push_back(build_figure(scene_of(moment, room_.x, room_.y)));
        add_words(moment, panel_width(), blocks);
        return stacked(std::move(blocks));
    }
    if (crop_) {
        Figure grids = build_figure(grids_of(moment));
        shift(grids.primitives, {-crop_->x, -crop_->y});
        grids.width = crop_->w;
        grids.height = crop_->h;
        blocks.push_back(std::move(grids));
    }
    if (has_strip()) blocks.push_back(strip(moment));
    add_words(moment, panel_width(), blocks);
    if (has_frameworks()) {
        Figure block = frameworks(moment.step);
        blocks.push_back(alike_ ? in_room(std::move(block), {panel_width(), frameworks_height_}) : std::move(block));
    }
    return stacked(std::move(blocks), alike_ && has_frameworks() ? panel_width() : 0.0F);
}

Figure Pages::panels(const Moment& moment) const {
    if (steps_.empty()) return panel(moment);
    Figure page;
    const Figure first = panel({steps_.front(), steps_.front(), 1.0});
    const float down = first.height + kPanelGap, right = std::max(first.width, panel_width()) + kPanelGap;
    for (std::size_t i = 0; i < steps_.size(); ++i) {
        const auto column = static_cast<float>(static_cast<std::int64_t>(i) % across_);
        const auto row = static_cast<float>(static_cast<std::int64_t>(i) / across_);
        Figure one = i == 0 ? first : panel({steps_[i], steps_[i], 1.0});
        append(page, std::move(one), {column * right, row * down}, fmt::format("step-{}", steps_[i] + 1),
               fmt::format("Step {}", steps_[i] + 1));
    }
    page.width = static_cast<float>(std::min<std::int64_t>(across_, std::ssize(steps_))) * right - kPanelGap;
    page.height = static_cast<float>(rows_for(steps_.size(), across_)) * down - kPanelGap;
    return page;
}

std::vector<Figure> Pages::above(float width) const {
    std::vector<Figure> blocks;
    if (!options_.title.empty()) blocks.push_back(title_block(text::lines(options_.title), width));
    return blocks;
}

namespace {

/// What is said of one problem: its size formula, its cost, its call.
void add_blocks_of(const Derived& derived, const PageParts& parts, float width, std::vector<Figure>& blocks) {
    if (parts.formula && !derived.sizes.empty()) blocks.push_back(formula_block(derived, width));
    if (parts.counts && !is_blank(derived)) blocks.push_back(counts_block(derived, width));
    if (parts.code) blocks.push_back(code_block(derived, width));
}

}  // namespace

std::vector<Figure> Pages::below(float width) const {
    std::vector<Figure> blocks;
    // A page of exactly one size has it at the foot of its grids, and so has a comparison.
    if (crop_ && (options_.tight || !steps_.empty() || options_.cell > 0.0F))
        if (const auto found = look_up(gather(scene_of({}, room_.x, room_.y))))
            blocks.push_back(caption_block(found->sentence, width));
    if (derived_->compared == nullptr) {
        add_blocks_of(*derived_, options_.parts, width, blocks);
    } else {
        for (const AB side : {AB::a, AB::b}) {
            const SharedDerived& own = derived_->compared->side(side);
            std::vector<Figure> of_side;
            if (own != nullptr) add_blocks_of(*own, options_.parts, width, of_side);
            if (of_side.empty()) continue;
            blocks.push_back(caption_block(to_string(side), width));
            for (Figure& block : of_side) blocks.push_back(std::move(block));
        }
    }
    if (options_.parts.caption && !options_.caption.empty())
        blocks.push_back(caption_block(text::lines(options_.caption), width));
    return blocks;
}

/// The page as the window shows it, of exactly the wished size; what else is to be on it takes its room from above and
/// below.
Figure Pages::exact_page(const Moment& moment) const {
    const float width = options_.width - 2 * kPageMargin;
    std::vector<Figure> after;
    add_words(moment, width, after);
    for (Figure& block : below(width)) after.push_back(std::move(block));
    Figure head = stacked(above(width)), foot = stacked(std::move(after));
    const float top = head.height > 0.0F ? head.height + kPageMargin : 0.0F;
    const float bottom = foot.height > 0.0F ? foot.height + 2 * kPageMargin : 0.0F;
    Figure page = build_figure(scene_of(moment, options_.width, std::max(options_.height - top - bottom, 1.0F)));
    shift(page.primitives, {0.0F, top});
    add(page, head, kPageMargin);
    add(page, foot, options_.height - bottom + kPageMargin);
    page.width = options_.width;
    page.height = options_.height;
    return page;
}

Figure Pages::page(std::int64_t step, std::int64_t from, double progress) const {
    if (is_blank(*derived_)) return {options_.width, options_.height, {}};
    const Moment moment{step, from, progress};
    if (!options_.tight && steps_.empty() && options_.cell <= 0.0F) return exact_page(moment);
    Figure middle = panels(moment);
    const float width = std::max(middle.width, std::min(kLeastStrip, options_.width));
    std::vector<Figure> blocks = above(width);
    blocks.push_back(std::move(middle));
    for (Figure& block : below(width)) blocks.push_back(std::move(block));
    Figure page = framed(stacked(std::move(blocks)));
    return options_.tight ? page : fitted(std::move(page), options_.width, options_.height);
}

Figure build_page(const SharedDerived& derived, const PageOptions& options, std::int64_t step) {
    return Pages(derived, options, false).page(step);
}

}  // namespace stridelens
