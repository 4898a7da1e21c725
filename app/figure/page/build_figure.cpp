#include "app/figure/page/build_figure.h"

#include "app/figure/channels/channel_strip.h"
#include "app/figure/draw/draw.h"
#include "app/figure/draw/draw_differences.h"
#include "app/figure/page/comparison_figure.h"
#include "app/figure/page/formula_block.h"
#include "app/figure/strip/strip.h"
#include "app/figure/transform.h"

#include <algorithm>
#include <cmath>

namespace stridelens {

namespace {

constexpr float kDimmed = 0.4F;

/// Ground that hides what is below goes on hiding it.
void fade(Paint& paint) {
    if (paint.role != Role::background || paint.alpha < 1.0F) paint.alpha *= kDimmed;
}

/// Ground of a number on padding's lines: they are not to shine through it.
bool is_plate(const Rect& rect) {
    return rect.fill.role == Role::padding && rect.stroke == rect.fill;
}

}  // namespace

void dim(Figure& figure) {
    std::vector<Primitive> dimmed;
    std::vector<std::size_t> groups;  // positions of the groups that enclose what is being copied …
    std::vector<std::size_t> ends;    // … and where each ends in the original
    for (std::size_t i = 0; i < figure.primitives.size(); ++i) {
        while (!ends.empty() && ends.back() <= i) {
            ends.pop_back();
            groups.pop_back();
        }
        Primitive primitive = figure.primitives[i];
        std::optional<Rect> veil;
        std::visit(overloaded{[](Rect& rect) {
                                  if (is_plate(rect)) return;
                                  fade(rect.fill);
                                  fade(rect.stroke);
                                  fade(rect.pattern_paint);
                              },
                              [](Line& line) { fade(line.stroke); },
                              [](Polygon& polygon) {
                                  fade(polygon.fill);
                                  fade(polygon.stroke);
                              },
                              [](Curve& curve) { fade(curve.stroke); }, [](Ribbon& ribbon) { fade(ribbon.fill); },
                              [](Text& text) { fade(text.paint); },
                              [&](Image& image) {
                                  veil.emplace();
                                  veil->box = image.box;
                                  veil->fill = {Role::background, 0.0F, 1.0F - kDimmed};
                              },
                              [&](Group& group) {
                                  groups.push_back(dimmed.size());
                                  ends.push_back(i + 1 + group.count);
                              }},
                   primitive);
        dimmed.push_back(std::move(primitive));
        if (!veil) continue;
        dimmed.emplace_back(*std::move(veil));
        for (const std::size_t group : groups) ++std::get<Group>(dimmed[group]).count;
    }
    figure.primitives = std::move(dimmed);
}

namespace {

/// Where the window slides from, while it does.
std::optional<Standing> sliding_from(const Facts& facts) {
    const Scene& scene = facts.scene;
    if (facts.empty || scene.slide_progress >= 1.0 || scene.slide_from == scene.shown) return std::nullopt;
    const std::int64_t from = std::clamp<std::int64_t>(scene.slide_from, 0, facts.derived.steps - 1);
    return standing_at(facts, told_at(facts.scene, from)->explanation);
}

void draw_grids_page(const Page& page) {
    const auto group = page.sketch.group("grids", "Input, window and output", page.layout.area);
    draw_connectors(page);
    draw_grids(page);
    draw_places(page);
    draw_window(page);
    draw_dropped(page);
    draw_lens(page);
    draw_thumbnails(page);
    draw_look_up(page);
    draw_tap(page);
    draw_hover(page);
    draw_labels(page);
    draw_legend(page);
    draw_look_up_line(page);
}

void draw_page(const Page& page, const Box& notes) {
    draw_grids_page(page);
    draw_differences(page, notes);
}

/// A window has chosen its points already. Where it is left with few of them, the picture is smaller than the panels; but
/// a point of the picture is never less than a logical pixel: its smallest words have 12.
float scale_on_screen(const Scene& scene) {
    constexpr float width = 600.0F, height = 400.0F;  // points that a picture needs
    const float least = 1.0F / scene.unit;
    const float fits = std::min(scene.width / width, scene.height / height);
    return std::clamp(fits, least, std::max(least, 1.0F));
}

/// How much larger everything is on a page beyond the opening size, so that the back row can read it. Steps of 1/8.
/// Where cells have a size of their own, the page is only as large as it must be.
float page_scale(const Scene& scene) {
    if (scene.unit > 0.0F) return scale_on_screen(scene);
    if (scene.cell > 0.0F) return 1.0F;
    const float scale = std::min(scene.width / 1147.0F, scene.height / 800.0F);
    return std::clamp(std::floor(scale * 8.0F) / 8.0F, 1.0F, 4.0F);
}

Scene shrunk(Scene scene, float scale) {
    scene.width /= scale;
    scene.height /= scale;
    scene.pan = {scene.pan.x / scale, scene.pan.y / scale};
    return scene;
}

bool has_picture(const Scene& scene) {
    return scene.derived != nullptr && !is_blank(*scene.derived);
}

bool has_strip(const Scene& scene) {
    return scene.parts.arithmetic && scene.highlight;
}

constexpr float kFormulaMargin = 24.0F, kFormulaAbove = 12.0F;

/// The size formula of a window, where the grids leave it the height; a file has it below its grids.
std::optional<Figure> formula_of(const Scene& scene) {
    constexpr float least_page = 560.0F, low_page = 700.0F, type = 22.0F, low_type = 17.0F;
    if (!scene.parts.formula || scene.unit <= 0.0F || scene.height < least_page || scene.derived->sizes.empty())
        return std::nullopt;
    return formula_block(*scene.derived, scene.width - 2 * kFormulaMargin, scene.height < low_page ? low_type : type,
                         scene.hover);
}

/// Above the grids, with a hairline below it. Returns its height.
float draw_formula(const Scene& scene, Sketch& sketch) {
    std::optional<Figure> block = formula_of(scene);
    if (!block) return 0.0F;
    const float height = std::ceil(block->height + 2 * kFormulaAbove);
    shift(block->primitives, {kFormulaMargin, kFormulaAbove});
    for (Primitive& primitive : block->primitives) sketch.add(std::move(primitive));
    sketch.line({0.0F, height - 0.5F}, {scene.width, height - 0.5F}, {Role::line}, 1.0F);
    return height;
}

/// From top to bottom, below the size formula: the grids, what other frameworks do, the strip.
struct Bands {
    Box grids, notes, strip;
};

Bands bands_of(const Facts& facts, float formula, float strip) {
    const Scene& scene = facts.scene;
    const float top = std::max(scene.height - strip, 0.0F);
    const float notes = differences_height(facts, top - formula);
    const float foot = std::max(top - notes, formula);
    return {{0.0F, formula, scene.width, foot - formula},
            {0.0F, foot, scene.width, notes},
            {0.0F, top, scene.width, strip}};
}

/// Type of the window's numbers, in the grid or in a lens; 0: there are none.
float window_type(const Layout& layout) {
    return std::max(layout.left.numbers.size, layout.lens.numbers.size);
}

/// Whether the sum of every channel stands there, and none is only counted.
bool names_all(const Facts& facts, const StripLayout& strip) {
    const auto of_channel = [](const PlacedToken& placed) { return placed.token.channel.has_value(); };
    return std::ranges::count_if(strip.tokens, of_channel) >= std::ssize(facts.linked);
}

/// With the row of channels as its strip.
void draw_with_channels(const Facts& facts, const Bands& bands, Layout layout, Sketch& sketch) {
    const ChannelStrip channels = lay_out_channel_strip(facts, layout, bands.strip);
    layout.total = channels.total;
    const Page page(facts, layout, sketch, sliding_from(facts));
    draw_page(page, bands.notes);
    draw_channel_strip(page, channels);
}

Figure draw(const Scene& scene) {
    Sketch sketch(scene.width, scene.height);
    const Facts facts = gather(scene);
    const StripLayout strip = has_strip(scene) ? lay_out_strip(facts) : StripLayout{};
    const float formula = draw_formula(scene, sketch);
    const Bands bands = bands_of(facts, formula, strip.height);
    const Layout layout = lay_out(facts, bands.grids);
    if (has_strip(scene) && wants_channel_strip(facts, layout)) {
        const Bands below = bands_of(facts, formula, channel_strip_height(facts));
        Layout rows = lay_out(facts, below.grids, most_rows(facts));
        const bool in_rows = rows.rows || facts.strips || facts.volumes;
        const bool read = window_type(rows) > 0.0F || window_type(layout) == 0.0F;
        if ((in_rows && read) || !names_all(facts, strip)) {  // numbers come first, if the plain strip has all channels
            draw_with_channels(facts, below, std::move(rows), sketch);
            return std::move(sketch.figure());
        }
    }
    draw_page(Page(facts, layout, sketch, sliding_from(facts)), bands.notes);
    if (strip.height > 0.0F) draw_strip(strip, bands.strip, sketch);
    return std::move(sketch.figure());
}

}  // namespace

Figure build_figure(const Scene& scene) {
    Figure figure{scene.width, scene.height, {}};
    if (!has_picture(scene)) return figure;
    const float scale = page_scale(scene);
    const bool compares = scene.derived->compared != nullptr;
    const Scene small = shrunk(scene, scale);
    figure.primitives = (compares ? comparison_figure(small) : draw(small)).primitives;
    enlarge(figure.primitives, scale);
    if (scene.dimmed && !compares) dim(figure);
    return figure;
}

void draw_grids_of(const Facts& facts, const Layout& layout, Sketch& sketch) {
    draw_grids_page(Page(facts, layout, sketch, sliding_from(facts)));
}

}  // namespace stridelens
