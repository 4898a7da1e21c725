// A convolution that adds up channels: a row for each, plane | window ⊙ kernel = sum; all sums and the bias meet in one ⊕,
// and what comes of it goes up into the output. The output is that of the step's channel, the others are thumbnails; so are
// the input's channels where they are more than there is room for. Backwards the same from right to left: the rows are
// the upstream gradient's channels. So is a stamp, in which one cell takes the place of the sum: cell × kernel, added to
// the window. Where all channels stand in the strip below, what comes of them does, too: the output has its thumbnails above
// it, and the way up to its cell is free.

#include "app/figure/layout/layout_rows.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace stridelens {

namespace {

constexpr std::int64_t kMostRows = 3;
constexpr float kMostCell = 60.0F, kColourCell = 16.0F;  // of windows and kernels; of the largest, colours alone
constexpr float kSumHeight = 36.0F, kBiasChip = 44.0F, kTotalHeight = 48.0F, kWedge = 56.0F;
constexpr float kSmallThumbnail = 56.0F;
constexpr float kSumTitle = 44.0F;                            // width of "Sum"
constexpr float kMostToLens = 72.0F, kMostToOutput = 200.0F;  // what may be added to these distances
constexpr float kBiasCaption = 700.0F;  // width of a room in which a caption says what a stamp's output begins with
constexpr float kSlack = 6.0F;          // that a low page may take of its margins
constexpr float kLeastBar = 48.0F, kBetweenScales = 10.0F;
constexpr float kToCell = 28.0F;  // on a low page: from a kernel to the cell that is stamped
constexpr float kLowestCell = 25.0F, kLowPlane = 36.0F;

/// Whether there is room for thumbnails of the output's (backwards: the input's) channels.
bool shows_others(const Facts& facts, const Room& room) {
    return facts.one().channels > 1 && room.height >= 300.0F;
}

/// What stands below the output: the wedge, the total, the other channels.
float below_output(const Facts& facts, const Room& room, bool low = false) {
    if (low) return 0.0F;
    const float others =
        shows_others(facts, room) ? kToThumbnails + kThumbnailName + kSmallThumbnail + kMoreHeight : 0.0F;
    return kWedge + kTotalHeight + others;
}

/// The planes as large as the rows' height and the width allow, and an output that is not larger than they are where it has
/// no more cells.
void fit_planes(const Facts& facts, const Room& room, Rows& rows) {
    const PlaneSize in = lattice(facts.many()), out = lattice(facts.one());
    const float share = std::min(real(out.columns) / real(in.columns), 1.0F);
    const float height = (room.height - kRowGap * (real(rows.count) - 1)) / real(rows.count);
    const float by_height = height / real(in.rows);
    const float free = room.width - rows.fixed();
    const float by_width =
        std::min(free / (real(in.columns) * (1.0F + share)), (free - rows.between.column) / real(in.columns));
    rows.pitch = whole(std::clamp(std::min(by_height, by_width), kSmallestPitch, room.largest));
    rows.plane_width = rows.pitch * real(in.columns);
    rows.plane_height = rows.pitch * real(in.rows);
    const bool smaller = out.columns <= in.columns && out.rows <= in.rows;
    const float widest =
        smaller ? std::min(rows.plane_width / real(out.columns), rows.plane_height / real(out.rows)) : rows.pitch;
    const float spare = room.width - rows.fixed() - rows.plane_width;
    rows.above = rows_above(facts, room, rows);
    const float out_height =
        rows.between.below ? free_output_height(facts, room, rows) : room.height - below_output(facts, room, rows.low);
    rows.out_wish = std::min({widest, room.largest, out_height / real(out.rows)});
    rows.out_pitch = whole(std::max(std::min(rows.out_wish, spare / real(out.columns)), kSmallestPitch));
    if (in.columns <= out.columns && in.rows <= out.rows) {  // nor is the input larger where it has no more cells
        rows.pitch = std::min(rows.pitch, whole(rows.out_pitch * std::min(real(out.columns) / real(in.columns),
                                                                          real(out.rows) / real(in.rows))));
        rows.plane_width = rows.pitch * real(in.columns);
        rows.plane_height = rows.pitch * real(in.rows);
    }
    rows.out_width = rows.out_pitch * real(out.columns);
    rows.out_height = rows.out_pitch * real(out.rows);
}

/// Width of the colour scale below a grid of this width.
float least_scale(const GridBlock& block, float width) {
    const float number = text_width(format_plain(-static_cast<double>(block.sheet->scale)), Face::numbers, kSmallType);
    return std::max(0.9F * std::min(width, 320.0F), kLeastBar + 2 * (number + 8.0F));
}

/// What is written above the kernels of a low page: the output's title says the rest.
std::vector<std::string> low_captions(const Facts& facts) {
    std::vector<std::string> captions{shape_text(facts.geometry.weight)};
    if (facts.kernel.flipped) captions.emplace_back("flipped");
    return captions;
}

/// Titles and captions of neighbours stand side by side.
void make_room_for_words(const Facts& facts, const Layout& layout, const Distances& least, Rows& rows) {
    // On a low page there are no scales but below the planes, and nothing below the windows.
    const auto width = [&](const GridBlock& block) { return rows.low ? title_width(block) : words_width(block); };
    float kernel = width(layout.kernel);
    if (rows.low) {
        GridBlock block = layout.kernel;
        block.captions = low_captions(facts);
        kernel = title_width(block);
    }
    const float left = width(layout.many(facts)), right = width(layout.one(facts));
    const float place = std::max(place_width(facts), rows.kernel_width);  // of the window
    const auto apart = [](float a, float b) { return (a + b) / 2 + 12.0F; };
    if (rows.lens) {
        rows.between.to_lens = std::max(least.to_lens, apart(left, place) - (rows.plane_width + rows.kernel_width) / 2);
        rows.between.times = std::max(least.times, apart(place, kernel) - rows.kernel_width);
    } else {
        rows.between.to_lens = std::max(
            least.to_lens, apart(left, kernel) - (rows.plane_width + rows.kernel_width) / 2 - rows.between.times);
    }
    const float kernels = (rows.kernel_width + rows.right_column()) / 2 + rows.between.to_sum + rows.between.sum +
                          rows.between.to_plus + rows.between.plus;
    const float scales =
        (least_scale(layout.kernel, rows.kernel_width) + least_scale(layout.one(facts), rows.out_width)) / 2 +
        kBetweenScales;
    rows.between.to_output = std::max(least.to_output, scales - kernels);
    if (rows.low)
        rows.between.to_output = std::max(rows.between.to_output, apart(right, kernel) - kernels);
    else
        rows.between.to_output =
            std::max(rows.between.to_output, apart(right, kSumTitle) - rows.between.sum / 2 - rows.between.to_plus -
                                                 rows.between.plus - rows.right_column() / 2);
    rows.apart = facts.mirrored ? std::max(0.0F, left / 2 + 12.0F - kLabel - rows.plane_width / 2) : 0.0F;
    const float outer = rows.low ? std::max(left, least_scale(layout.many(facts), rows.plane_width)) : left;
    rows.before = std::max(0.0F, outer / 2 + 8.0F - kMargin - kLabel - rows.thumbnails() - rows.plane_width / 2);
    const float inner = rows.low ? std::max(right, least_scale(layout.one(facts), rows.out_width)) : right;
    rows.after = std::max(0.0F, inner / 2 + 8.0F - kMargin - kOutIndices - rows.right_column() / 2);
}

/// What stands on the page beside planes and kernels.
struct Parts {
    bool thumbnails = false, low = false, sums = true;
};

Rows rows_of(const Facts& facts, const Layout& layout, const Room& room, std::int64_t count, float cell,
             const Parts& parts) {
    const bool low = parts.low;
    const PlaneSize kernel = facts.kernel.size;
    const auto channels = static_cast<std::int64_t>(facts.linked.size());
    Rows rows{
        .count = count,
        .cell = cell,
        .lens = layout.magnified.has_value(),
        .sums = facts.view != View::scatter && !low && parts.sums,
        .low = low,
        .between = {.share = std::clamp((room.width - 500.0F) / 550.0F, 0.45F, 1.0F), .below = layout.sums_below}};
    if (!rows.sums) rows.between.to_sum = rows.between.sum = 0.0F;
    if (low) rows.between.to_plus = rows.between.plus = rows.between.column = 0.0F;
    if (low && facts.view == View::scatter) {
        rows.between.to_sum = kToCell;
        rows.between.sum = cell + 2 * kFrame;
    }
    if (channels > count && parts.thumbnails) rows.thumbnail = thumbnail_size(room);
    rows.kernel_width = cell * real(kernel.columns);
    rows.kernel_height = cell * real(kernel.rows);
    const Distances least = rows.between;
    fit_planes(facts, room, rows);
    for (int pass = 0; pass < 6; ++pass) {  // smaller grids need more distance for what is written above them
        make_room_for_words(facts, layout, least, rows);
        fit_planes(facts, room, rows);
    }
    make_room_for_words(facts, layout, least, rows);       // whether they fit is seen then
    if (rows.between.below && facts.one().channels > 1) {  // what is left goes to the output's channels
        const float column = rows.right_column();
        rows.between.column = std::clamp(column + room.width - rows.used(), column, std::max(column, kWishAbove));
        rows.above = rows_above(facts, room, rows);
    }
    return rows;
}

/// A plane of cells that can just be told apart.
float plane_of_cells(const Sheet& sheet) {
    return 6.0F * real(std::max(lattice(sheet).rows, lattice(sheet).columns));
}

std::int64_t largest_side(const PlaneSize& size) {
    return std::max(size.rows, size.columns);
}

/// As many rows as leave windows and kernels at a size that is read with ease; smaller cells before a row is lost, and at
/// last smaller ones than that.
std::optional<Rows> choose(const Facts& facts, const Layout& layout, const Room& room) {
    const auto channels = static_cast<std::int64_t>(facts.linked.size());
    const bool all =
        !layout.sums_below && !layout.magnified && channels <= 4;  // their planes are to be read themselves
    const auto fitting = [&](std::int64_t count, float least, float plane, const Parts& parts) -> std::optional<Rows> {
        const float high = (room.height - kRowGap * (real(count) - 1)) / (real(count) * real(facts.kernel.size.rows));
        for (float cell = std::floor(std::min(high, kMostCell)); cell >= least; cell -= 2.0F) {
            const Rows rows = rows_of(facts, layout, room, count, cell, parts);
            const float wanted = std::min(plane, room.largest * real(largest_side(lattice(facts.many()))));
            const float out = parts.low ? std::max(rows.out_width, rows.out_height) : wanted;
            const bool large = std::max(rows.plane_width, rows.plane_height) >= wanted &&
                               out >= std::min(wanted, plane_of_cells(facts.one()));
            const bool fair = least < kEasyCell || rows.out_pitch >= kFairShare * rows.out_wish;
            if (rows.used() <= room.width + (parts.low ? kSlack : 0.0F) && large && fair) return rows;
        }
        return std::nullopt;
    };
    // Cells and planes give way before a row is lost; at last the thumbnails do: keys reach the other channels.
    const std::int64_t most = std::min(channels, all ? channels : kMostRows);
    if (layout.sums_below) {  // the strip shows the others: easy cells come before a third row, but not before a second
        const std::int64_t framed = std::min(most, layout.most_rows);
        const struct {
            float cell, plane;
            std::int64_t most, least;
        } wishes[] = {{kEasyCell, 84.0F, framed, 2},
                      {kLeastCell, 48.0F, framed, 2},
                      {kEasyCell, 84.0F, 1, 1},
                      {kLeastCell, 48.0F, 1, 1}};
        for (const bool sums : {true, false})  // they stand in the strip as well
            for (const auto& wish : wishes)
                for (std::int64_t count = wish.most; count >= wish.least && (sums || layout.magnified); --count)
                    if (auto rows = fitting(count, wish.cell, wish.plane, {.sums = sums})) return rows;
        return fitting(1, kColourCell, 48.0F, {});
    }
    const bool low = room.height < kWedge + kTotalHeight + kSmallThumbnail;
    for (const bool thumbnails : {true, false})
        for (std::int64_t count = low ? 0 : most; count >= (all ? most : 1); --count)
            for (const auto& [cell, plane] : {std::pair{kEasyCell, 130.0F}, {kEasyCell, 84.0F}, {kLeastCell, 48.0F}})
                if (auto rows = fitting(count, cell, plane, {.thumbnails = thumbnails})) return rows;
    return layout.magnified ? fitting(1, kLowestCell, kLowPlane, {.low = true}) : std::nullopt;
}

/// The total stands at the page's right edge: the output comes near it, so that the way up is short.
void spread(const Room& room, Rows& rows) {
    const float spare = std::max(room.width - rows.used(), 0.0F);
    rows.between.to_lens += std::min(0.2F * spare, kMostToLens);
    rows.between.times += std::min(0.1F * spare, kMostToLens / 2);
    rows.between.to_output += std::min(0.5F * spare, kMostToOutput);
}

void place_row(const Facts& facts, Layout& layout, const Rows& rows, std::int64_t channel, float left, float middle) {
    GridBlock& many = layout.many(facts);
    Plane plane =
        plane_at(many.sheet->grid, channel, many.sheet->size, rows.pitch, {left, middle - rows.plane_height / 2});
    plane.ring = many.sheet->ring;
    many.planes.push_back(plane);
    float x = left + rows.plane_width + rows.between.to_lens;
    const float top = middle - rows.kernel_height / 2;
    if (rows.lens) {
        layout.lens.planes.push_back(plane_at(Grid::none, channel, *layout.magnified, rows.cell, {x, top}));
        x += rows.kernel_width;
    }
    x += rows.between.times;
    layout.kernel.planes.push_back(plane_at(facts.kernel.grid, channel, facts.kernel.size, rows.cell, {x, top}));
    if (rows.sums)
        layout.sums.push_back({std::round(x + rows.kernel_width + rows.between.to_sum),
                               std::round(middle - kSumHeight / 2), rows.between.sum, kSumHeight});
}

/// The room, seen from the right where the picture is.
Box turned(const Facts& facts, const Layout& layout, const Box& box) {
    if (!facts.mirrored) return box;
    return {layout.area.x + layout.area.right() - box.right(), box.y, box.w, box.h};
}

/// Swaps left and right about the middle of the page.
void turn(const Facts& facts, Layout& layout) {
    if (!facts.mirrored) return;
    for (GridBlock* block : {&layout.left, &layout.lens, &layout.other_lens, &layout.kernel, &layout.right})
        for (Plane& plane : block->planes) plane.origin.x = std::round(turned(facts, layout, plane.box()).x);
    for (Box& sum : layout.sums) sum = turned(facts, layout, sum);
    for (Box* box : {&layout.plus, &layout.bias, &layout.total}) *box = turned(facts, layout, *box);
}

/// What the output is made of, below it; of a stamp the one cell.
void place_total(const Facts& facts, Layout& layout, const Rows& rows, float centre, float y) {
    if (rows.low) {
        const float x = layout.kernel.box().right() + rows.between.to_sum + kFrame;
        if (facts.view == View::scatter)
            layout.other_lens.planes.push_back(plane_at(Grid::none, facts.made_at.channel, {1, 1}, rows.cell,
                                                        {x, layout.kernel.box().centre().y - rows.cell / 2}));
        return;
    }
    layout.total = {std::round(centre - rows.between.column / 2), std::round(y), rows.between.column, kTotalHeight};
    layout.plus = {std::round(end_of_sums(layout) + rows.between.to_plus),
                   std::round(layout.total.centre().y - kPlus / 2), kPlus, kPlus};
    if (rows.sums) return;
    Plane cell =
        plane_at(Grid::none, facts.made_at.channel, {1, 1}, kTotalHeight, {centre - kTotalHeight / 2, layout.total.y});
    cell.pitch.x = rows.between.column;
    cell.origin.x = layout.total.x;
    layout.other_lens.planes.push_back(cell);
}

/// The output above, what it is made from below it, and its other channels at the foot.
void place_output(const Facts& facts, Layout& layout, const Room& room, const Rows& rows, float top) {
    const std::int64_t channel = facts.mirrored ? facts.left_channel : facts.right_channel;
    const float column =
        rows.low ? layout.kernel.box().right() + rows.between.to_sum + rows.between.sum + rows.between.to_output
                 : end_of_sums(layout) + rows.between.to_plus + kPlus + rows.between.to_output;
    const float centre = column + rows.right_column() / 2, middle = top + rows.height() / 2;
    if (rows.low) top = std::max(middle - rows.out_height / 2, room.top);
    top = std::clamp(room.top + room.height - below_output(facts, room, rows.low) - rows.out_height, room.top,
                     std::max(top, room.top));
    place(layout.one(facts), {channel}, rows.out_pitch, 0.0F, {centre - rows.out_width / 2, top + rows.out_height / 2});
    const float lowest = room.top + room.height - (below_output(facts, room) - kWedge - kTotalHeight) - kTotalHeight;
    place_total(facts, layout, rows, centre,
                std::min(std::max(middle - kTotalHeight / 2, top + rows.out_height + kWedge), lowest));
    if (rows.sums) {
        const Box& last = layout.sums.back();
        const float between = layout.sums.size() > 1
                                  ? (layout.sums[layout.sums.size() - 2].centre().y + last.centre().y) / 2
                                  : last.bottom() + 44.0F;
        layout.bias = {last.x, std::round(between - kBiasChip / 2), last.w, kBiasChip};
    }
    if (rows.low || !shows_others(facts, room)) return;
    const float foot = layout.total.bottom() + kToThumbnails;
    place_thumbnails(layout.one(facts), channel, kSmallThumbnail,
                     turned(facts, layout,
                            {column - (facts.mirrored ? kOutIndices : 0.0F), foot, rows.right_column() + kOutIndices,
                             std::max(room.top + room.height - foot, 1.0F)}));
}

/// A stamp's output begins with the bias.
void caption_bias(const Facts& facts, GridBlock& block) {
    const double bias = static_cast<double>(facts.derived.bias[facts.right_channel]);
    block.captions.push_back(fmt::format("begins as bias {}", format(bias, number_style(facts.bias_numbers))));
}

/// "Output, channel c2", or shorter where that would leave the page.
void name_channel(const Facts& facts, Layout& layout, bool low) {
    std::string& title = layout.right.title;
    const std::string named = fmt::format("{}, channel c{}", title, facts.right_channel);
    const float reach = layout.right.box().centre().x + text_width(named, Face::words_bold, kTitleType) / 2;
    title = !low && reach <= layout.area.right() - 8.0F ? named : fmt::format("{}, c{}", title, facts.right_channel);
}

}  // namespace

bool lay_out_rows(const Facts& facts, Layout& layout, const Room& room) {
    // A single channel has one where its planes are too small to be read.
    if (!may_have_rows(facts, layout) || (!has_sums(facts) && !layout.magnified) || facts.linked.empty() ||
        facts.scene.cell > 0.0F)
        return false;
    if (facts.view == View::scatter && adds_bias(facts) && room.width >= kBiasCaption)
        caption_bias(facts, layout.right);
    const std::string title = layout.one(facts).title;
    if (facts.mirrored && facts.one().channels > 1) layout.one(facts).title += fmt::format(", c{}", facts.left_channel);
    std::optional<Rows> rows = choose(facts, layout, room);
    if (!rows) {
        layout.one(facts).title = title;
        return false;
    }
    if (layout.sums_below) spread(room, *rows);
    layout.rows = true;
    layout.low = rows->low;
    layout.bias_told = rows->low || facts.view == View::scatter;
    if (rows->low) {
        layout.kernel.captions = low_captions(facts);
    } else if (layout.kernel.captions.size() > 1) {
        const std::string shape = shape_text(facts.geometry.weight),
                          output = facts.mirrored ? fmt::format("input c{}", facts.left_channel)
                                                  : fmt::format("output c{}", facts.right_channel);
        const float width = rows->kernel_width + (rows->lens ? rows->between.times - 8.0F : 0.0F);
        const std::string joined = shape + ", " + output;
        const bool fits = text_width(joined, Face::numbers, kCaptionType) <= width;
        layout.kernel.captions = fits ? std::vector{joined} : std::vector{shape, output};
    }
    const float left = layout.area.x + kMargin + std::max(room.width - rows->used(), 0.0F) / 2;
    const float top = room.top + std::max(room.height - rows->height(), 0.0F) / 2;
    float middle = top + rows->row() / 2;
    for (const std::int64_t channel : about_focus(facts, facts.linked, rows->count)) {
        place_row(facts, layout, *rows, channel, left + rows->before + rows->thumbnails() + kLabel, middle);
        middle += rows->row() + kRowGap;
    }
    if (layout.sums_below)
        place_free_output(facts, layout, room, *rows, top);
    else
        place_output(facts, layout, room, *rows, top);
    GridBlock &many = layout.many(facts), &one = layout.one(facts);
    if (rows->thumbnail > 0.0F)
        place_thumbnails(many, many.planes.front().channel, rows->thumbnail,
                         turned(facts, layout,
                                {left + rows->before, room.top - kThumbnailName,
                                 facts.mirrored ? std::max(rows->thumbnail, kNoteWidth) : rows->thumbnail,
                                 room.height + kThumbnailName}));
    if (!facts.mirrored && one.sheet->channels > 1 && one.plane_title.empty()) name_channel(facts, layout, rows->low);
    turn(facts, layout);
    return true;
}

}  // namespace stridelens
