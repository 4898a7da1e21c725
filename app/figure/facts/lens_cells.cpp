#include "app/figure/facts/lens_cells.h"

#include "core/window/coverage.h"

#include <algorithm>
#include <cmath>
#include <span>

namespace stridelens {

namespace {

constexpr std::int64_t kPart = 4;               // rows and columns of a part of what meets in the gradient of a weight
constexpr std::size_t kMostCompared = 1 << 14;  // of its products

std::int64_t taps_along(const Facts& facts, int axis) {
    const int a = windowed_axis(facts.geometry, axis);
    return a < 0 ? 1 : facts.geometry.axes[static_cast<std::size_t>(a)].kernel;
}

/// Taps of a window, all of its axes shown.
std::optional<LensExtent> taps_of(const Facts& facts, const PlaneMap& map) {
    LensExtent extent{{taps_along(facts, map.row), taps_along(facts, map.column)}, taps_along(facts, map.slice)};
    // Taps along an axis that is not shown would lie behind one another.
    if (facts.geometry.kernel_cells() != extent.size.rows * extent.size.columns * extent.slices) return std::nullopt;
    return extent;
}

/// Output cells that read one input cell, without weights.
std::optional<LensExtent> readers_of(const Facts& facts) {
    const auto along = [&](int axis, std::int64_t of) -> std::int64_t {
        const int a = windowed_axis(facts.geometry, axis);
        return a < 0 ? 1 : std::min(most_readers(facts.geometry.axes[static_cast<std::size_t>(a)]), of);
    };
    const bool moved = facts.geometry.padding_mode != PaddingMode::constant;  // a copy is read elsewhere, too
    if (moved || !facts.left.windowed) return std::nullopt;
    const PlaneMap& map = facts.right.map;
    return LensExtent{{along(map.row, facts.right.size.rows), along(map.column, facts.right.size.columns)},
                      along(map.slice, facts.right.slices)};
}

std::optional<LensExtent> extent_of(const Facts& facts) {
    if (!shows_step(facts) || facts.view == View::matrix || facts.view == View::grad_bias) return std::nullopt;
    if (facts.view == View::grad_weight)
        return LensExtent{{std::min(kPart, facts.right.size.rows), std::min(kPart, facts.right.size.columns)}, 1};
    if (is_a<MaxUnpool>(facts)) return facts.volumes || facts.strips ? std::nullopt : std::optional(LensExtent{});
    if (is_a<Fold>(facts)) return facts.made == Side::right ? taps_of(facts, facts.right.map) : LensExtent{};
    if (is_a<Unfold>(facts)) return taps_of(facts, facts.left.map);
    if (facts.made == Side::left) return facts.has_kernel ? taps_of(facts, facts.right.map) : readers_of(facts);
    if (!facts.left.windowed) return std::nullopt;
    return taps_of(facts, facts.left.map);
}

/// A cell of a sheet's tensor.
LensCell cell_of(const Sheet& sheet, std::int64_t flat) {
    return {.id = {sheet.grid, flat}, .value = (*sheet.tensor)[flat]};
}

/// A tap's cell of the input, or what stands beside it.
CellId id_of(const Facts& facts, const Tap& tap, std::int64_t channel) {
    if (tap.kind == TapKind::inside) return {Grid::input, tap.source};
    if (tap.at.size() != facts.geometry.axes.size()) return {};
    return outside_id(facts.geometry, facts.left, tap_place(facts.geometry, facts.left, tap, channel));
}

/// Where a tap stands in a lens.
Place place_in_lens(const Facts& facts, const Tap& tap) {
    if (facts.left.matrix < 0) return kernel_place(facts, tap);
    const auto along = [&](int axis) { return entry(tap.kernel, windowed_axis(facts.geometry, axis), 0); };
    const PlaneMap& map = facts.right.map;
    return {facts.right_channel, along(map.slice), {along(map.row), along(map.column)}};
}

/// Unfold: the whole window of this step's column, of which the step copies one cell.
std::vector<LensCell> column_cells(const Facts& facts) {
    std::vector<LensCell> cells;
    const std::size_t row_axis = facts.geometry.channel_axis();
    Index index = facts.explanation().output;
    const std::int64_t first = first_row_of(facts.geometry, facts.left_channel);
    const std::int64_t end = first_row_of(facts.geometry, facts.left_channel + 1);
    for (std::int64_t row = first; row < end; ++row) {
        index[row_axis] = row;
        for_each_tap(facts.geometry, index, [&](const Tap& tap) {
            const Place at = place_in_lens(facts, tap);
            LensCell cell{.channel = facts.left_channel, .slice = at.slice, .at = at.cell, .kind = tap.kind};
            cell.has_value = tap.source >= 0;
            cell.value = cell.has_value ? (*facts.left.tensor)[tap.source] : facts.geometry.pad_value;
            cell.id = id_of(facts, tap, facts.left_channel);
            cell.chosen = index == facts.explanation().output;
            cell.term = cell.chosen ? 0 : -1;
            cells.push_back(cell);
        });
    }
    return cells;
}

/// The taps of a window, forwards.
std::vector<LensCell> tap_cells(const Facts& facts) {
    const Explanation& told = facts.explanation();
    std::vector<LensCell> cells;
    for (std::size_t i = 0; i < told.terms.size(); ++i) {
        if (is_a<MaxUnpool>(facts) && told.winner != i) continue;  // of several values for one cell the last stays
        const Term& term = told.terms[i];
        const Place at = place_in_lens(facts, term.tap);
        const std::int64_t channel =
            facts.has_kernel ? term.tap.channel
            : facts.left.matrix >= 0
                ? facts.right_channel
                : std::clamp<std::int64_t>(facts.left_channel, 0, std::max<std::int64_t>(facts.left.channels - 1, 0));
        LensCell cell{.channel = channel, .slice = at.slice, .at = at.cell, .kind = term.tap.kind};
        cell.value = term.value;
        cell.id = id_of(facts, term.tap, channel);
        if (term.tap.kind != TapKind::inside) cell.has_value = term.tap.source >= 0;
        cell.chosen = told.winner == i;
        cell.term = static_cast<std::int64_t>(i);
        cells.push_back(cell);
    }
    return cells;
}

/// The output cells that an input cell takes part in: backwards, or in a stamp.
std::vector<LensCell> reader_cells(const Facts& facts) {
    const Explanation& told = facts.explanation();
    std::vector<LensCell> cells;
    if (facts.right_marks.empty()) return cells;
    std::int64_t slice = facts.right_marks.front().slice;
    for (const PlaneMarks& marks : facts.right_marks) slice = std::min(slice, marks.slice);
    const CellBlock& hull = facts.right_marks.front().hull;
    for (std::size_t i = 0; i < told.terms.size(); ++i) {
        const Term& term = told.terms[i];
        if (term.output < 0) continue;
        const Place stands = place_of(facts.geometry, facts.right, term.output);
        LensCell cell = cell_of(facts.right, term.output);
        if (facts.has_kernel || facts.right.matrix >= 0) {
            const Place at = kernel_place(facts, term.tap);
            cell.slice = at.slice;
            cell.at = at.cell;
        } else {
            cell.slice = stands.slice - slice;
            cell.at = {stands.cell.row - hull.top, stands.cell.column - hull.left};
        }
        cell.channel = facts.right.matrix >= 0 ? facts.left_channel : stands.channel;
        cell.chosen = told.rule == Rule::gradient && told.counted < told.count && term.counted;
        cell.term = static_cast<std::int64_t>(i);
        cells.push_back(cell);
    }
    return cells;
}

/// Of the terms of a gradient, those of the sample that shows, and where they begin.
std::span<const Term> terms_of_sample(const Facts& facts, std::size_t& first) {
    const auto& terms = facts.explanation().terms;
    const auto before = [&](std::int64_t batch) {
        return std::partition_point(terms.begin(), terms.end(), [&](const Term& term) {
            return entry(unflatten(facts.right.tensor->shape, term.output), facts.right.map.batch, batch) < batch;
        });
    };
    const auto begin = before(facts.right.batch()), end = before(facts.right.batch() + 1);
    first = static_cast<std::size_t>(begin - terms.begin());
    return {begin, end};
}

Place place_on_left(const Facts& facts, const Tap& tap) {
    const Sheet& left = facts.left;
    if (left.windowed && tap.at.size() == facts.geometry.axes.size())
        return tap_place(facts.geometry, left, tap, facts.left_channel);
    return place_of(facts.geometry, left, std::max<std::int64_t>(tap.source, 0));
}

/// The term that reads the cell that is pointed at, if one does.
const Term* pointed_at(const Facts& facts, const std::span<const Term>& terms) {
    const CellId& hover = facts.scene.hover;
    if (hover.grid != Grid::upstream && hover.grid != Grid::input) return nullptr;
    const auto at = std::find_if(terms.begin(), terms.end(), [&](const Term& term) {
        return (hover.grid == Grid::upstream ? term.output : term.tap.source) == hover.flat;
    });
    return at == terms.end() ? nullptr : &*at;
}

/// The term that a part is about: the one that is pointed at, otherwise the largest product. There is one at least.
const Term& telling_term(const Facts& facts, const std::span<const Term>& terms) {
    if (const Term* term = pointed_at(facts, terms)) return *term;
    const auto compared = terms.first(std::min(terms.size(), kMostCompared));
    const auto less = [](const Term& a, const Term& b) { return std::abs(a.product) < std::abs(b.product); };
    return *std::max_element(compared.begin(), compared.end(), less);
}

/// A block of output cells about it. Pages, so that what is pointed at in a lens stays where it is.
CellBlock page_about(const Cell& at, const PlaneSize& size, const PlaneSize& all) {
    const std::int64_t top = at.row / size.rows * size.rows, left = at.column / size.columns * size.columns;
    return {top, left, std::min(top + size.rows, all.rows) - 1, std::min(left + size.columns, all.columns) - 1};
}

/// Of the gradient of a weight: the input's cells, or the upstream gradient's beside them.
std::vector<LensCell> part_cells(const Facts& facts, Side side, PlaneSize size) {
    std::vector<LensCell> cells;
    std::size_t first = 0;
    const std::span<const Term> terms = terms_of_sample(facts, first);
    if (terms.empty()) return cells;
    const Place told = place_of(facts.geometry, facts.right, telling_term(facts, terms).output);
    const CellBlock part = page_about(told.cell, size, facts.right.size);
    const Lattice lattice(facts.geometry, facts.right, part);
    const PlaneCells outputs = lattice.plane(facts.right_channel, told.slice);
    for (std::int64_t row = part.top; row <= part.bottom; ++row)
        for (std::int64_t column = part.left; column <= part.right; ++column) {
            const std::int64_t output = outputs.at({row, column}).flat;
            const auto at = std::partition_point(terms.begin(), terms.end(),
                                                 [&](const Term& term) { return term.output < output; });
            if (at == terms.end() || at->output != output) continue;
            LensCell cell;
            if (side == Side::right) {
                cell = cell_of(facts.right, output);
                cell.channel = facts.right_channel;
                cell.stands = {facts.right_channel, told.slice, {row, column}};
            } else {
                cell.channel = facts.left_channel;
                cell.stands = place_on_left(facts, at->tap);
                cell.kind = at->tap.kind;
                cell.value = at->weight;
                cell.id = id_of(facts, at->tap, facts.left_channel);
                if (at->tap.kind != TapKind::inside) cell.has_value = at->tap.source >= 0;
            }
            cell.at = {row - part.top, column - part.left};
            cell.term = static_cast<std::int64_t>(first + static_cast<std::size_t>(at - terms.begin()));
            cells.push_back(cell);
        }
    return cells;
}

}  // namespace

Side read_side(const Facts& facts) {
    return facts.made == Side::left ? Side::right : Side::left;
}

std::optional<LensExtent> lens_extent(const Facts& facts) {
    constexpr std::int64_t most = 11;  // on a side: a larger lens would be as hard to read as the grid
    const std::optional<LensExtent> extent = extent_of(facts);
    if (!extent || std::max({extent->size.rows, extent->size.columns, extent->slices}) > most) return std::nullopt;
    return extent;
}

std::vector<LensCell> lens_cells(const Facts& facts, Side side, PlaneSize size) {
    if (facts.empty) return {};
    if (facts.view == View::grad_weight) return part_cells(facts, side, size);
    if (side == facts.made) {
        const Sheet& sheet = facts.sheet(side);
        LensCell cell = cell_of(sheet, flatten(sheet.tensor->shape, facts.shown));
        cell.channel = facts.made_at.channel;
        return {cell};
    }
    if (side == Side::right) return reader_cells(facts);
    return is_a<Unfold>(facts) ? column_cells(facts) : tap_cells(facts);
}

}  // namespace stridelens
