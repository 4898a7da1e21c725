#include "app/figure/page/comparison_figure.h"

#include "app/figure/draw/draw.h"
#include "app/figure/page/build_figure.h"
#include "app/figure/page/comparison_words.h"
#include "app/figure/strip/strip.h"
#include "app/figure/transform.h"
#include "app/figure/wrap.h"
#include "app/problem/compared.h"
#include "core/explain/missing_cell.h"
#include "core/operation/messages/messages.h"
#include "core/words/prose.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace stridelens {

namespace {

constexpr float kMargin = 24.0F, kHeader = 54.0F, kBadge = 26.0F, kToWords = 10.0F;
constexpr float kStripBadge = 44.0F;  // left of a line of arithmetic
constexpr float kOneLine = 48.0F;     // height of a line that says why there is no arithmetic
constexpr float kResultType = 19.0F, kKindsType = 13.0F, kResultBand = 46.0F;
constexpr float kLegendBand = 28.0F, kMiddle = 12.0F;  // between the halves
constexpr std::int64_t kMostRings = 4000;
constexpr float kRing = 2.0F, kLeastRinged = 4.0F;  // pitch below which cells are too small for rings

/// One side: what is drawn of it, and whether the step has a cell there.
struct Half {
    AB side = AB::a;
    const Compared* compared = nullptr;
    SharedDerived own;  // null: refused from the beginning
    Scene scene{};
    Index missing{};  // the step's index, where this side has no such cell

    bool refused() const { return compared->refusal.has_value() && side != compared->edited; }
};

float half_width(float page) {
    return std::floor((page - kMiddle) / 2);
}

AB other_than(AB side) {
    return side == AB::a ? AB::b : AB::a;
}

/// Room that both sides share.
HalfRoom shared_room(const Compared& compared) {
    HalfRoom room;
    room.input_scale = room.output_scale = 0.0F;
    std::int64_t below = 0, after = 0;
    for (const SharedDerived& own : {compared.a, compared.b}) {
        if (own == nullptr) continue;
        Scene scene;
        scene.derived = own;
        const Facts facts = gather(scene);
        const Ring& ring = facts.left.ring;
        room.above = std::max(room.above, ring.top);
        room.before = std::max(room.before, ring.left);
        below = std::max(below, facts.left.size.rows + ring.bottom);
        after = std::max(after, facts.left.size.columns + ring.right);
        room.output_rows = std::max(room.output_rows, facts.right.size.rows);
        room.output_columns = std::max(room.output_columns, facts.right.size.columns);
        room.input_scale = std::max(room.input_scale, facts.left.scale);
        room.output_scale = std::max(room.output_scale, facts.right.scale);
    }
    room.rows = std::max<std::int64_t>(below, 1);
    room.columns = std::max<std::int64_t>(after, 1);
    return room;
}

/// The cell of this side that stands in the place of a step: itself, or how far the side has come.
std::int64_t cell_at(const Compared& compared, const SharedDerived& own, std::int64_t step) {
    const Shape& steps = compared.side(compared.longer)->geometry.output;
    return std::max<std::int64_t>(last_cell_by(steps, step, own->geometry.output), 0);
}

Half half_of(const Scene& scene, AB side, const HalfRoom& room) {
    const Compared& compared = *scene.derived->compared;
    Half half{side, &compared, compared.side(side)};
    if (half.own == nullptr) return half;
    Scene& own = half.scene;
    own = scene;
    own.derived = half.own;
    own.half = room;
    own.told = own.told_before = nullptr;
    own.stamped = {};
    own.step = cell_at(compared, half.own, scene.step);
    own.shown = cell_at(compared, half.own, scene.shown);
    own.slide_from = cell_at(compared, half.own, scene.slide_from);
    for (const auto& told : {scene.told, scene.told_before})
        if (told != nullptr && told->step == scene.shown) own.told = side == AB::a ? told->a : told->b;
    if (scene.derived->steps > 0 && !step_on(compared, scene.shown, half.own)) {
        own.absent = true;
        half.missing = unflatten(compared.side(compared.longer)->geometry.output, scene.shown);
    }
    if (!step_on(compared, scene.slide_from, half.own) || own.absent) own.slide_from = own.shown;
    const bool alike =
        compared.a != nullptr && compared.b != nullptr && compared.a->geometry.input == compared.b->geometry.input;
    for (CellId* cell : {&own.hover, &own.pin}) {  // the same cell of the input is looked up on both sides
        if (cell->side != side && !(cell->grid == Grid::input && alike)) *cell = {};
        cell->side = AB::a;
    }
    if (side != scene.tap_side) own.tap.reset();
    if (scene.editing.side != side) own.editing = {};
    own.editing.side = AB::a;
    own.dimmed = half.refused() || (scene.dimmed && side == compared.edited);
    own.parts.frameworks = own.parts.colour_bar = own.parts.legend = false;
    return half;
}

// --- the line of each side ----------------------------------------------------------------------------------------------

/// What the strip of a side says: its arithmetic, or why there is none.
struct ToldLine {
    StripLayout strip{};
    std::vector<std::string> words{};
    float height = 0.0F;
};

/// As the arithmetic names it: without leading axes of one cell.
std::string name_of_cell(const Half& half) {
    const Shape& steps = half.compared->side(half.compared->longer)->geometry.output;
    std::vector<std::int64_t> named;
    for (std::size_t axis = 0; axis < steps.size(); ++axis)
        if (!named.empty() || steps[axis] > 1 || axis + 1 == steps.size()) named.push_back(half.missing[axis]);
    return fmt::format("output{}", text::bracketed(named));
}

std::string reason_of(const Half& half) {
    if (half.refused()) return sentence_of(*half.compared->refusal);
    if (half.own == nullptr) return "";
    const auto reason = reason_for_missing(half.own->geometry, half.missing);
    return fmt::format("{} does not exist: {}", name_of_cell(half), reason);
}

ToldLine line_of(const Half& half, float width) {
    ToldLine line;
    if (half.own != nullptr && !half.refused()) {
        Scene scene = half.scene;
        scene.width = width - kStripBadge;
        scene.absent = false;  // its height does not change where a step has no cell
        line.strip = lay_out_strip(gather(scene));
        line.height = line.strip.height;
    }
    if (half.scene.absent || half.refused() || half.own == nullptr) {
        line.words = wrap_sentence(reason_of(half), Face::words, 15.0F, width - kStripBadge - 2 * kMargin);
        line.height = std::max(line.height, kOneLine + 20.0F * static_cast<float>(line.words.size() - 1));
    }
    return line;
}

void draw_badge(Sketch& sketch, Point centre, float size, AB side) {
    const bool filled = side == AB::b;
    Rect rect;
    rect.box = {centre.x - size / 2, centre.y - size / 2, size, size};
    rect.radius = 0.23F * size;
    rect.fill = filled ? Paint{Role::ink} : Paint{Role::background};
    rect.stroke = {Role::ink};
    rect.stroke_width = 2.0F;
    sketch.add(std::move(rect));
    sketch.text(centre, to_string(side), Face::words_bold, 0.56F * size, {filled ? Role::background : Role::ink});
}

void draw_line(Sketch& sketch, const Half& half, const ToldLine& line, const Box& box) {
    const auto group = sketch.group("line", half.side == AB::a ? "The step of A" : "The step of B", box);
    if (line.words.empty()) {
        draw_strip(line.strip, {box.x + kStripBadge, box.y, box.w - kStripBadge, box.h}, sketch);
    }
    Rect ground;
    ground.box = line.words.empty() ? Box{box.x, box.y, kStripBadge, box.h} : box;
    ground.fill = {Role::panel};
    sketch.add(std::move(ground));
    sketch.line({box.x, box.y + 0.5F}, {box.right(), box.y + 0.5F}, {Role::line}, 1.0F);
    float y = box.centre().y - 10.0F * static_cast<float>(line.words.size() - 1);
    for (const std::string& words : line.words) {
        sketch.text({box.x + kStripBadge + kMargin, y}, words, Face::words, 15.0F, {Role::dim_ink}, Align::start);
        y += 20.0F;
    }
    const float first = line.strip.tokens.empty() || !line.words.empty()
                            ? box.centre().y
                            : box.y + line.strip.tokens.front().box.centre().y;
    draw_badge(sketch, {box.x + kMargin + kStripBadge / 2 - 2.0F, first}, 22.0F, half.side);
}

// --- the grids of each side ---------------------------------------------------------------------------------------------

/// Which output cells are ringed: those that have been computed and are not the same on the other side.
void ring_cells(Figure& figure, const Half& half) {
    const SharedDerived& other = half.compared->side(other_than(half.side));
    if (other == nullptr || half.refused() || half.own == nullptr) return;
    const Tensor &own = half.own->output, &across = other->output;
    std::vector<Primitive> rings;
    const auto ring = [&](const Box& cell, std::int64_t flat) {
        if (flat > half.scene.step && half.scene.highlight) return;
        if (std::min(cell.w, cell.h) < kLeastRinged || std::ssize(rings) > kMostRings) return;
        if (compared_cell(own, flat, across) == CellCompared::same) return;
        const float width = std::min(cell.w, cell.h) >= 14.0F ? kRing : 1.0F;
        Rect rect;
        rect.box = inset(cell, width + 0.5F);
        rect.radius = std::min(4.0F, cell.w / 6);
        rect.stroke = {Role::ink};
        rect.stroke_width = width;
        rings.emplace_back(std::move(rect));
    };
    for (const Primitive& primitive : figure.primitives) {
        if (const auto* rect = std::get_if<Rect>(&primitive); rect != nullptr && rect->cell.grid == Grid::output)
            ring(rect->box, rect->cell.flat);
        if (const auto* image = std::get_if<Image>(&primitive); image != nullptr && image->grid == Grid::output) {
            const float w = image->box.w / static_cast<float>(std::max<std::int64_t>(image->columns(), 1)),
                        h = image->box.h / static_cast<float>(std::max<std::int64_t>(image->rows(), 1));
            if (std::min(w, h) < kLeastRinged) continue;
            for (std::int64_t i = 0; i < image->rows() * image->columns(); ++i)
                ring({image->box.x + static_cast<float>(i % image->columns()) * w,
                      image->box.y + static_cast<float>(i / image->columns()) * h, w, h},
                     image->first_flat + i);
        }
    }
    figure.primitives.emplace_back(Group{"differing", "Cells that differ", rings.size(), std::nullopt});
    figure.primitives.insert(figure.primitives.end(), rings.begin(), rings.end());
}

/// Dashed, where the window of a step would lie that this side does not have.
void draw_missing_window(const Half& half, const Facts& facts, const Layout& layout, Sketch& sketch) {
    if (!half.scene.absent || !half.scene.highlight || half.refused() || layout.left.planes.empty()) return;
    const auto window = window_of_missing(facts.geometry, half.missing);
    if (!window) return;
    const Plane& plane = layout.left.planes.front();
    const auto group = sketch.group("missing-window", "Where the window would lie");
    Rect rect;
    rect.box = box_of(facts, plane, *window);
    rect.radius = corner_radius(plane);
    rect.stroke = {Role::window};
    rect.stroke_width = std::min(outline_width(plane), 3.0F);
    rect.dashed = true;
    sketch.add(std::move(rect));
}

/// Marks the cells of B as B's.
void name_side(Figure& figure, AB side) {
    for (Primitive& primitive : figure.primitives) {
        if (auto* rect = std::get_if<Rect>(&primitive)) {
            if (rect->cell.grid != Grid::none) rect->cell.side = side;
            if (rect->band) rect->band->first.side = side;
        }
        if (auto* image = std::get_if<Image>(&primitive)) image->side = side;
        if (auto* group = std::get_if<Group>(&primitive); group != nullptr && side == AB::b)
            group->id = "b-" + group->id;
    }
}

/// The same on the page, its cells named as its side's.
void add_line(Sketch& page, const Half& half, const ToldLine& line, const Box& box) {
    Sketch sketch(box.w, box.h);
    draw_line(sketch, half, line, box);
    name_side(sketch.figure(), half.side);
    for (Primitive& primitive : sketch.figure().primitives) page.add(std::move(primitive));
}

struct DrawnHalf {
    Figure figure;
    std::optional<Box> output;  // where it stands on the page
    std::vector<LegendItem> legend;
    std::optional<LookUp> look_up;
    Point at;                  // … and where the half does
    bool titled_left = false;  // what is written about the output stands beside it, where the result would stand
};

DrawnHalf draw_half(Half half, const Box& box) {
    DrawnHalf drawn;
    drawn.figure = Figure{box.w, box.h, {}};
    if (half.own == nullptr) return drawn;
    half.scene.width = box.w;
    half.scene.height = box.h;
    Sketch sketch(box.w, box.h);
    const Facts facts = gather(half.scene);
    const Layout layout = lay_out(facts, {0.0F, 0.0F, box.w, box.h});
    draw_grids_of(facts, layout, sketch);
    draw_missing_window(half, facts, layout, sketch);
    drawn.figure = std::move(sketch.figure());
    ring_cells(drawn.figure, half);
    if (half.scene.dimmed) dim(drawn.figure);
    name_side(drawn.figure, half.side);
    if (!layout.right.planes.empty()) {
        const Box output = layout.right.box();
        drawn.output = Box{box.x + output.x, box.y + output.y, output.w, output.h};
    }
    drawn.at = {box.x, box.y};
    drawn.legend = layout.legend;
    drawn.look_up = look_up(facts);
    drawn.titled_left = !layout.half;
    return drawn;
}

// --- the page -------------------------------------------------------------------------------------------------------------

void draw_header(Sketch& sketch, const Half& half, const DifferenceWords& words, const Box& box) {
    const auto group = sketch.group(half.side == AB::a ? "side-a" : "side-b", half.side == AB::a ? "A" : "B", box);
    const float y = box.y + 10.0F + kBadge / 2, x = box.x + kMargin;
    draw_badge(sketch, {x + kBadge / 2, y}, kBadge, half.side);
    const float left = x + kBadge + kToWords, room = box.right() - 8.0F - left;
    sketch.text({left, y - 8.0F}, shortened(words.title, Face::words_bold, 15.0F, room), Face::words_bold, 15.0F,
                {Role::ink}, Align::start);
    sketch.text({left, y + 11.0F}, shortened(words.detail, Face::numbers, 12.0F, room), Face::numbers, 12.0F,
                {Role::dim_ink}, Align::start);
}

struct CountedWords {
    std::string counted, kinds;
};

CountedWords result_of(const Compared& compared) {
    if (compared.a == nullptr || compared.b == nullptr || compared.refusal) return {};
    return {counted_sentence(compared.outputs), kinds_sentence(compared.outputs)};
}

/// Lines of the result no wider than `width`.
struct CountedLines {
    std::vector<std::string> counted, kinds;
    float height() const {
        return 24.0F * static_cast<float>(counted.size()) + 18.0F * static_cast<float>(kinds.size());
    }
};

CountedLines lines_of(const CountedWords& result, float width) {
    CountedLines lines;
    if (result.counted.empty()) return lines;
    lines.counted = wrap_sentence(result.counted, Face::words_bold, kResultType, width);
    if (!result.kinds.empty()) lines.kinds = wrap_sentence(result.kinds, Face::words, kKindsType, width);
    return lines;
}

float widest(const CountedLines& lines) {
    float width = 0.0F;
    for (const std::string& line : lines.counted)
        width = std::max(width, text_width(line, Face::words_bold, kResultType));
    for (const std::string& line : lines.kinds) width = std::max(width, text_width(line, Face::words, kKindsType));
    return width;
}

void draw_result(Sketch& sketch, const CountedLines& lines, Point centre) {
    if (lines.counted.empty()) return;
    const auto group = sketch.group("result", "How many cells differ");
    float y = centre.y - lines.height() / 2;
    for (const std::string& line : lines.counted) {
        sketch.text({centre.x, y + 12.0F}, line, Face::words_bold, kResultType, {Role::ink});
        y += 24.0F;
    }
    for (const std::string& line : lines.kinds) {
        sketch.text({centre.x, y + 9.0F}, line, Face::words, kKindsType, {Role::dim_ink});
        y += 18.0F;
    }
}

/// Whether anything of a half that is not painted on its whole ground reaches into a box of the page.
bool touches(const DrawnHalf& half, const Box& box) {
    const auto meets = [&](const Box& other) {
        return other.x < box.right() && box.x < other.right() && other.y < box.bottom() && box.y < other.bottom();
    };
    for (const Primitive& primitive : half.figure.primitives) {
        std::optional<Box> own;
        if (const auto* rect = std::get_if<Rect>(&primitive)) own = rect->box;
        if (const auto* image = std::get_if<Image>(&primitive)) own = image->box;
        if (const auto* text = std::get_if<Text>(&primitive)) {
            const float width = text_width(text->text, text->face, text->size);
            const float left = text->align == Align::start ? 0.0F : text->align == Align::middle ? width / 2 : width;
            own = Box{text->at.x - left, text->at.y - text->size / 2, width, text->size};
        }
        if (own && meets({half.at.x + own->x, half.at.y + own->y, own->w, own->h})) return true;
    }
    return false;
}

/// What is told of a cell that is looked up: of both sides, where that differs and there is room; else of the one that was
/// pointed at.
std::optional<LookUp> look_up_of(const std::optional<LookUp>& a, const std::optional<LookUp>& b, AB pointed,
                                 float width) {
    if (!a || !b || a->sentence == b->sentence) return a ? a : b;
    LookUp both = pointed == AB::a ? *a : *b;
    const auto joined = [](const std::string& one, const std::string& other) {
        return fmt::format("A: {} · B: {}", one, other);
    };
    both.sentence = joined(a->sentence, b->sentence);
    both.short_sentence = joined(a->short_sentence, b->short_sentence);
    if (text_width(both.short_sentence, Face::words, kKindsType) <= room_of_look_up(both, width)) return both;
    LookUp one = pointed == AB::a ? *a : *b;
    for (std::string* words : {&one.sentence, &one.short_sentence})
        *words = fmt::format("{}: {}", to_string(pointed), *words);
    return one;
}

/// Between the two outputs, where they leave room for the words; nothing: they do not.
std::optional<std::pair<Point, CountedLines>> result_between(const CountedWords& result, const DrawnHalf& a,
                                                             const DrawnHalf& b) {
    if (result.counted.empty() || !a.output || !b.output || a.output->h < 8.0F || b.output->h < 8.0F || a.titled_left ||
        b.titled_left)
        return std::nullopt;
    constexpr float least = 150.0F, most = 230.0F, beside = 20.0F;
    const float left = a.output->right() + beside, right = b.output->x - beside;
    const float width = std::min(right - left, most);
    const CountedLines lines = lines_of(result, width);
    const float top = std::min(a.output->y, b.output->y), bottom = std::max(a.output->bottom(), b.output->bottom());
    if (width < least || widest(lines) > width || lines.height() > bottom - top + 36.0F) return std::nullopt;
    const Point centre{(left + right) / 2, (top + bottom) / 2};
    const Box words =
        inset({centre.x - widest(lines) / 2, centre.y - lines.height() / 2, widest(lines), lines.height()}, -6.0F);
    if (touches(a, words) || touches(b, words)) return std::nullopt;
    return std::pair{centre, lines};
}

}  // namespace

Point corner_of_half(float width, Point at) {
    const float half = half_width(width);
    return {at.x < width / 2 ? 0.0F : width - half, kHeader};
}

Figure comparison_figure(const Scene& scene) {
    const Compared& compared = *scene.derived->compared;
    const HalfRoom room = shared_room(compared);
    const Half a = half_of(scene, AB::a, room), b = half_of(scene, AB::b, room);
    const bool told = scene.parts.arithmetic && scene.highlight && scene.derived->steps > 0;
    const ToldLine line_a = told ? line_of(a, scene.width) : ToldLine{},
                   line_b = told ? line_of(b, scene.width) : ToldLine{};
    const float strips = std::max(scene.height - line_a.height - line_b.height, 0.0F);
    const CountedWords result = result_of(compared);
    const float header = scene.parts.titles ? kHeader : 8.0F;
    const float half = half_width(scene.width);
    const Box left{0.0F, header, half, 0.0F}, right{scene.width - half, header, half, 0.0F};
    const auto halves = [&](float foot) {
        const float height = std::max(strips - header - foot, 1.0F);
        return std::pair{draw_half(a, {left.x, left.y, left.w, height}),
                         draw_half(b, {right.x, right.y, right.w, height})};
    };
    auto drawn = halves(kLegendBand);
    auto between = result_between(result, drawn.first, drawn.second);
    if (!between && !result.counted.empty()) drawn = halves(kLegendBand + kResultBand);

    Sketch sketch(scene.width, scene.height);
    if (scene.parts.titles) {
        draw_header(sketch, a, words_of_side(*scene.derived, AB::a), {left.x, 0.0F, left.w, header});
        draw_header(sketch, b, words_of_side(*scene.derived, AB::b), {right.x, 0.0F, right.w, header});
    }
    append(sketch.figure(), std::move(drawn.first.figure), {left.x, left.y}, "a", "A");
    append(sketch.figure(), std::move(drawn.second.figure), {right.x, right.y}, "b", "B");
    if (between)
        draw_result(sketch, between->second, between->first);
    else if (!result.counted.empty())
        draw_result(sketch, lines_of(result, scene.width - 2 * kMargin),
                    {scene.width / 2, strips - kLegendBand - kResultBand / 2});
    const bool hovers = scene.hover.grid != Grid::none;
    const auto found =
        look_up_of(drawn.first.look_up, drawn.second.look_up, hovers ? scene.hover.side : scene.pin.side, scene.width);
    if (found)
        write_look_up(sketch, *found, {0.0F, header, scene.width, strips - header});
    else if (scene.parts.legend)
        draw_shared_legend(sketch, drawn.first.legend, drawn.second.legend, !result.kinds.empty(),
                           {0.0F, strips - kLegendBand, scene.width, kLegendBand});
    if (told) {
        add_line(sketch, a, line_a, {0.0F, strips, scene.width, line_a.height});
        add_line(sketch, b, line_b, {0.0F, strips + line_a.height, scene.width, line_b.height});
    }
    return std::move(sketch.figure());
}

}  // namespace stridelens
