#include "app/figure/facts/look_up.h"

#include "app/state/pin.h"
#include "core/explain/sentence/read_by.h"
#include "core/reference/reference.h"
#include "core/window/coverage.h"
#include "core/window/surrounded.h"
#include "core/window/unpool.h"

#include <algorithm>

namespace stridelens {

namespace {

constexpr std::int64_t kMostMet = std::int64_t{1} << 14;   // places that a weight meets, one by one
constexpr std::int64_t kMostTaps = std::int64_t{1} << 16;  // of one output cell, or readers of one input cell
constexpr double kMostPairs = 1e6;    // of readers of a cell, and cells that each of them chooses among
constexpr std::size_t kFewNamed = 2;  // by the short sentence

/// `words(named)` in both lengths.
template <class Words>
void say(LookUp& found, Words words) {
    found.sentence = words(kMostNamed);
    found.short_sentence = words(kFewNamed);
}

/// Each output cell once, in order.
std::vector<std::int64_t> outputs_of(const std::vector<Reader>& all) {
    std::vector<std::int64_t> outputs;
    for (const Reader& reader : all)
        if (outputs.empty() || outputs.back() != reader.output) outputs.push_back(reader.output);
    return outputs;
}

/// Whether so many windows read a cell, or so many cells make an output cell, that nobody would wait for them.
bool too_many(const Facts& facts, const CellId& cell) {
    const Geometry& geometry = facts.geometry;
    if (cell.grid == Grid::upstream) return taps_of_output(geometry) > kMostTaps;
    double count = geometry.weight.empty() ? 1.0 : static_cast<double>(channels_reading(geometry, 0).count);
    for (const Axis& axis : geometry.axes) count *= static_cast<double>(most_readers(axis));
    if (cell.grid == Grid::grad_input && count * static_cast<double>(taps_of_output(geometry)) > kMostPairs)
        return true;
    return count > static_cast<double>(kMostTaps);
}

/// Windows are outlined where they are windows of the sheet on the left.
bool has_windows(const Facts& facts) {
    return facts.left.windowed;
}

/// Matrix view: where a cell stands in the columns. Each output channel reads the same columns.
void find_entries(const Facts& facts, const std::vector<Reader>& all, LookUp& found) {
    if (facts.view != View::matrix || facts.columns.matrix < 0) return;
    for (const Reader& reader : all) {
        const Cell weight = kernel_place(facts, reader.weight).cell;
        const Cell output = place_of(facts.geometry, facts.right, reader.output).cell;
        if (weight.row == 0) found.entries.push_back({weight.column, output.column});
    }
}

void of_input(const Facts& facts, LookUp& found) {
    const Geometry& geometry = facts.geometry;
    const Index at = unflatten(geometry.input, found.cell.flat);
    const std::vector<Reader> all = readers(geometry, at);
    found.place = place_of(geometry, facts.left, found.cell.flat);
    found.reached = outputs_of(all);
    if (has_windows(facts)) found.windows = found.reached;
    find_entries(facts, all, found);
    const std::int64_t cell = found.cell.flat;
    if (is_a<MaxUnpool>(facts))
        found.reached = {unpool_target(geometry, cell, facts.derived.indices[static_cast<std::size_t>(cell)])};
    say(found, [&](std::size_t named) {
        if (is_a<MaxUnpool>(facts) || is_a<Fold>(facts))
            return told_put(geometry, cell, found.reached.empty() ? -1 : found.reached.front());
        if (facts.view == View::grad_weight) return told_products(geometry, cell, named);
        return has_windows(facts) ? told_input(geometry, cell, named) : told_stamp(geometry, cell, named);
    });
}

void of_padding(const Facts& facts, LookUp& found) {
    const Geometry& geometry = facts.geometry;
    const Index at = surrounded_position(geometry, found.cell.flat);
    const std::vector<Reader> all = readers_at(geometry, at);
    found.place = place_at(facts.left, at);
    found.windows = found.reached = outputs_of(all);
    find_entries(facts, all, found);
    if (const std::int64_t source = occupant(geometry, at).source; source >= 0) found.copied = source;
    say(found, [&](std::size_t named) {
        return facts.view == View::grad_weight ? told_outside_products(geometry, at, named)
                                               : told_outside(geometry, at, named);
    });
}

/// A weight meets one cell of the input in each window of its channel; those of the channel that is shown.
void of_weight(const Facts& facts, LookUp& found) {
    const Geometry& geometry = facts.geometry;
    found.side = Side::kernel;
    found.place = kernel_place(facts, found.cell.flat);
    if (facts.left.windowed)
        for (const Tap& tap : taps_with_weight(geometry, found.cell.flat, geometry.sample_of(facts.right.at), kMostMet))
            found.met.push_back(tap_place(geometry, facts.left, tap, tap.channel));
    say(found, [&](std::size_t) { return told_weight(geometry, found.cell.flat); });
}

/// Whether an output cell is one of the cells that its window reads.
bool chooses(const Facts& facts) {
    return is_a<MaxPool>(facts) || is_a<MinPool>(facts) || is_a<AdaptiveMaxPool>(facts);
}

/// The cells of the input that the gradient of an output cell goes to.
std::vector<std::int64_t> goes_to(const Facts& facts, std::int64_t output) {
    const Geometry& geometry = facts.geometry;
    const Index at = unflatten(geometry.output, output);
    std::vector<std::int64_t> inputs;
    if (is_a<MaxUnpool>(facts)) {
        const std::int64_t own = unpool_index(geometry, at);
        for (const Tap& tap : taps(geometry, at))
            if (tap.source >= 0 && facts.derived.indices[static_cast<std::size_t>(tap.source)] == own)
                inputs.push_back(tap.source);
        return inputs;
    }
    const bool chosen = chooses(facts);
    const std::vector<double> factors =
        chosen ? tap_factors(geometry, facts.derived.operands(), at) : std::vector<double>{};
    std::size_t tap_number = 0;
    for_each_tap(geometry, at, [&](const Tap& tap) {
        const std::size_t i = tap_number++;
        if (tap.source >= 0 && (!chosen || factors[i] != 0.0)) inputs.push_back(tap.source);
    });
    std::sort(inputs.begin(), inputs.end());
    inputs.erase(std::unique(inputs.begin(), inputs.end()), inputs.end());
    return inputs;
}

void of_upstream(const Facts& facts, LookUp& found) {
    const Geometry& geometry = facts.geometry;
    const std::int64_t output = found.cell.flat;
    found.side = Side::right;
    found.place = place_of(geometry, facts.right, output);
    found.far = Side::left;
    if (has_windows(facts) && facts.view != View::grad_bias) found.windows = {output};
    if (facts.view == View::grad_bias) {
        found.reached = {unflatten(geometry.output, output)[geometry.channel_axis()]};
        say(found, [&](std::size_t) { return told_added(geometry, output); });
        return;
    }
    found.reached = goes_to(facts, output);
    if (facts.view == View::grad_weight) {
        say(found, [&](std::size_t named) { return told_factors(geometry, output, found.reached, named); });
    } else {
        say(found,
            [&](std::size_t named) { return told_goes_to(geometry, output, found.reached, chooses(facts), named); });
    }
}

/// What comes to a cell of the input's gradient: the terms of its step that count.
void of_gradient(const Facts& facts, LookUp& found) {
    const Geometry& geometry = facts.geometry;
    found.place = place_of(geometry, facts.left, found.cell.flat);
    std::vector<std::int64_t> windows = outputs_of(readers(geometry, unflatten(geometry.input, found.cell.flat)));
    for (const std::int64_t output : windows) {
        if (chooses(facts) || is_a<MaxUnpool>(facts)) {
            const std::vector<std::int64_t> inputs = goes_to(facts, output);
            if (!std::binary_search(inputs.begin(), inputs.end(), found.cell.flat)) continue;
        }
        found.reached.push_back(output);
    }
    const auto count = static_cast<std::int64_t>(windows.size());
    say(found,
        [&](std::size_t named) { return told_comes_from(geometry, found.cell.flat, found.reached, count, named); });
}

bool has_flat(const CellId& cell, std::int64_t count) {
    return cell.flat >= 0 && cell.flat < count;
}

/// Whether the picture has the cell.
bool shows(const Facts& facts, const CellId& cell) {
    const Geometry& geometry = facts.geometry;
    switch (cell.grid) {
        case Grid::input:
            return facts.left.grid == Grid::input && has_flat(cell, element_count(geometry.input));
        case Grid::padding:
            return facts.left.windowed && has_flat(cell, surrounded_cells(geometry));
        case Grid::kernel:
            return facts.has_kernel && has_flat(cell, element_count(geometry.weight));
        case Grid::upstream:
            return facts.right.grid == Grid::upstream && has_flat(cell, element_count(geometry.output));
        case Grid::grad_input:
            return facts.left.grid == Grid::grad_input && has_flat(cell, element_count(geometry.input));
        default:
            return false;
    }
}

std::optional<LookUp> look_up(const Facts& facts, const CellId& cell) {
    if (facts.empty || !looks_up(facts.view, cell.grid) || !shows(facts, cell)) return std::nullopt;
    if (cell.grid != Grid::kernel && too_many(facts, cell)) return std::nullopt;
    LookUp found;
    found.cell = cell;
    switch (cell.grid) {
        case Grid::input:
            of_input(facts, found);
            break;
        case Grid::padding:
            of_padding(facts, found);
            break;
        case Grid::kernel:
            of_weight(facts, found);
            break;
        case Grid::upstream:
            of_upstream(facts, found);
            break;
        default:
            of_gradient(facts, found);
            break;
    }
    return found;
}

std::string hint_of(const Facts& facts, const LookUp& found) {
    if (!facts.scene.controls) return "";
    if (found.pinned) return "pinned · Esc lets go";
    if (!can_pin(facts.view, found.cell)) return "";
    return is_editable(found.cell.grid) ? "a click pins and edits" : "a click pins";
}

}  // namespace

std::optional<LookUp> look_up(const Facts& facts) {
    auto found = look_up(facts, facts.scene.hover);
    if (!found) found = look_up(facts, facts.scene.pin);
    if (!found) return found;
    found->pinned = found->cell == facts.scene.pin;
    found->hint = hint_of(facts, *found);
    return found;
}

}  // namespace stridelens
