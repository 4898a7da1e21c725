#include "app/export/html/html_grids.h"

#include "app/export/html/html.h"
#include "app/export/html/html_columns.h"
#include "app/export/vector/svg_shapes.h"
#include "app/export/words/cell_names.h"
#include "app/files/scenario_json.h"
#include "app/state/derived_grids.h"
#include "core/tensor/stop.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <iterator>
#include <vector>

namespace stridelens {

namespace {

/// A grid's numbers as JSON.
struct GridValues {
    const SharedTensor* tensor = nullptr;                // its tensor …
    const std::vector<std::int64_t>* indices = nullptr;  // … or the indices of a max unpooling
    std::int64_t count() const { return tensor != nullptr ? std::ssize((*tensor)->values) : std::ssize(*indices); }
    std::string at(std::int64_t flat) const {
        return tensor != nullptr ? json_number((*tensor)[flat])
                                 : std::to_string((*indices)[static_cast<std::size_t>(flat)]);
    }
};

GridValues values_of(Grid grid, const Derived& derived) {
    if (grid == Grid::indices) return {nullptr, &derived.indices};
    static const std::vector<std::int64_t> none;
    return {tensor_of(derived, grid), &none};
}

std::string name_of(Grid grid, std::int64_t flat, const Derived& derived) {
    return json_string(cell_title({grid, flat}, &derived.geometry));
}

/// Both of a grid, whole.
std::string whole_json(Grid grid, const GridValues& values, const Derived& derived) {
    std::vector<std::string> names, numbers;
    for (std::int64_t flat = 0; flat < values.count(); ++flat) {
        stop_if_asked();
        names.push_back(name_of(grid, flat, derived));
        numbers.push_back(values.at(flat));
    }
    return fmt::format("{{\"names\":{},\"values\":{}}}", json_array(names), json_array(numbers));
}

std::string some_json(Grid grid, const std::set<std::int64_t>& cells, const GridValues& values,
                      const Derived& derived) {
    std::vector<std::string> names, numbers;
    for (const std::int64_t flat : cells) {
        if (flat < 0 || flat >= values.count()) continue;
        names.push_back(fmt::format("\"{}\":{}", flat, name_of(grid, flat, derived)));
        numbers.push_back(fmt::format("\"{}\":{}", flat, values.at(flat)));
    }
    return fmt::format("{{\"names\":{{{}}},\"values\":{{{}}}}}", fmt::join(names, ","), fmt::join(numbers, ","));
}

}  // namespace

std::string grids_json(const GridCells& grids, const Derived& derived) {
    std::string text = "{";
    for (const auto& [grid, cells] : grids) {
        const GridValues values = values_of(grid, derived);
        if (values.count() == 0) continue;
        text += fmt::format("{}{}:{}", text.size() > 1 ? "," : "", json_string(word_of(grid, '-')),
                            values.count() <= kMostNamedCells ? whole_json(grid, values, derived)
                                                              : some_json(grid, cells, values, derived));
    }
    return text + "}";
}

namespace {

/// `side`: "A: ", or nothing where there is one problem.
std::string sizes_of(const Derived& derived, const std::string& side) {
    std::string rows;
    for (const SizeFormula& size : derived.sizes) {
        rows += fmt::format("      <li><b>{}{}</b> <code>", side, escape_markup(size.axis));
        if (size.symbolic()) rows += escape_markup(size.symbols) + "<br>= ";
        rows += fmt::format("{} = <b>{}</b></code>", escape_markup(size.expression), size.result);
        if (!size.note.empty()) rows += fmt::format("<span>{}</span>", escape_markup(size.note));
        rows += "</li>\n";
    }
    return rows;
}

/// The problem alone, or both sides that there are, each with what its lines begin with.
template <class Tell>
std::string of_both(const Derived& derived, Tell tell) {
    if (derived.compared == nullptr) return tell(derived, "");
    std::string text;
    for (const AB side : {AB::a, AB::b})
        if (const SharedDerived& own = derived.compared->side(side)) text += tell(*own, to_string(side));
    return text;
}

}  // namespace

std::string sizes_html(const Derived& derived) {
    return of_both(derived, [](const Derived& own, const std::string& side) {
        return sizes_of(own, side.empty() ? "" : side + ": ");
    });
}

std::string code_html(const Derived& derived) {
    return of_both(derived, [](const Derived& own, const std::string& side) {
        return (side.empty() ? "" : fmt::format("# {}\n", side)) + escape_markup(own.code) +
               (side == to_string(AB::a) ? "\n" : "");
    });
}

}  // namespace stridelens
