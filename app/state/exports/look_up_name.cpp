#include "app/state/exports/look_up_name.h"

#include "app/problem/view.h"
#include "app/state/parse_number.h"
#include "app/state/pin.h"
#include "core/window/surrounded.h"
#include "core/words/printable.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <string_view>
#include <vector>

namespace stridelens {

namespace {

constexpr std::size_t kMostEchoed = 60;  // characters of what was typed, in a sentence
constexpr std::string_view kOther = "b:";

/// What a view looks up, in the order of its words.
std::vector<std::string> words_of(View view) {
    std::vector<std::string> words;
    for (const Grid grid : {Grid::input, Grid::padding, Grid::kernel, Grid::upstream, Grid::grad_input})
        if (looks_up(view, grid)) words.push_back(word_of(grid, '-'));
    return words;
}

std::optional<CellId> cell_at(const Geometry& geometry, Grid grid, const Index& at) {
    const auto inside = [&](const Shape& shape) {
        bool fine = at.size() == shape.size();
        for (std::size_t a = 0; fine && a < at.size(); ++a) fine = at[a] >= 0 && at[a] < shape[a];
        return fine;
    };
    if (grid == Grid::padding || (grid == Grid::input && !inside(geometry.input))) {
        const std::int64_t cell = surrounded_cell(geometry, at);
        if (cell < 0) return std::nullopt;
        const Occupant there = occupant(geometry, at);
        return there.kind == TapKind::inside ? CellId{Grid::input, there.source} : CellId{Grid::padding, cell};
    }
    const Shape& shape = geometry.*info_of(grid).shape;
    return inside(shape) ? std::optional(CellId{grid, flatten(shape, at)}) : std::nullopt;
}

}  // namespace

std::string look_up_name(const Derived& derived, const CellId& cell) {
    const Derived* side = side_of(derived, cell.side);
    if (side == nullptr) return "";
    const Geometry& geometry = side->geometry;
    const Index at = cell.grid == Grid::padding ? surrounded_position(geometry, cell.flat)
                                                : unflatten(geometry.*info_of(cell.grid).shape, cell.flat);
    return fmt::format("{}{}[{}]", cell.side == AB::b ? kOther : "", word_of(cell.grid, '-'), fmt::join(at, ","));
}

Outcome<CellId> look_up_cell(const std::string& name, const Derived& derived) {
    const std::vector<std::string> words = words_of(derived.view);
    const auto refused = [&](const std::string& why) {
        return failed(fmt::format("\"{}\" cannot be looked up: {}", text::excerpt(name, kMostEchoed), why));
    };
    if (words.empty()) return refused(fmt::format("the view {} looks up no cells", to_string(derived.view)));
    std::string_view rest = name;
    const bool other = derived.compared != nullptr && rest.starts_with(kOther);
    if (other) rest.remove_prefix(kOther.size());
    const std::size_t bracket = std::min(rest.find('['), rest.size());
    std::optional<Grid> grid;
    for (const Grid one : {Grid::input, Grid::padding, Grid::kernel, Grid::upstream, Grid::grad_input})
        if (looks_up(derived.view, one) && word_of(one, '-') == rest.substr(0, bracket)) grid = one;
    if (!grid || !rest.ends_with(']'))
        return refused(fmt::format("write the cell as {}[0,0,1,2], of {}", words.front(), fmt::join(words, ", ")));
    const auto at = parse_index(rest.substr(bracket + 1, rest.size() - bracket - 2));
    const Derived* side = side_of(derived, other ? AB::b : AB::a);
    auto cell = at && side != nullptr ? cell_at(side->geometry, *grid, *at) : std::nullopt;
    if (!cell || !looks_up(derived.view, cell->grid))
        return refused(fmt::format("there is no such cell of the {}", word_of(*grid, ' ')));
    cell->side = other ? AB::b : AB::a;
    return *cell;
}

}  // namespace stridelens
