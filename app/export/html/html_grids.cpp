#include "app/export/html/html_grids.h"

#include "app/export/html/html_columns.h"
#include "app/export/vector/svg_shapes.h"
#include "app/export/words/cell_names.h"
#include "app/files/scenario_json.h"
#include "app/state/derived_grids.h"

#include <fmt/format.h>

#include <vector>

namespace stridelens {

namespace {

std::vector<std::string> values_of(Grid grid, const Derived& derived) {
    std::vector<std::string> values;
    if (const SharedTensor* tensor = tensor_of(derived, grid))
        for (const float value : (*tensor)->values) values.push_back(json_number(value));
    if (grid == Grid::indices)
        for (const std::int64_t index : derived.indices) values.push_back(std::to_string(index));
    return values;
}

}  // namespace

std::string grids_json(const std::set<Grid>& grids, const Derived& derived) {
    std::string text = "{";
    for (const Grid grid : grids) {
        const std::vector<std::string> values = values_of(grid, derived);
        if (values.empty()) continue;
        std::vector<std::string> names;
        for (std::size_t i = 0; i < values.size(); ++i)
            names.push_back(json_string(cell_title({grid, static_cast<std::int64_t>(i)}, &derived.geometry)));
        text += fmt::format("{}{}:{{\"names\":{},\"values\":{}}}", text.size() > 1 ? "," : "",
                            json_string(word_of(grid, '-')), json_array(names), json_array(values));
    }
    return text + "}";
}

std::string sizes_html(const Derived& derived) {
    std::string rows;
    for (const SizeFormula& size : derived.sizes) {
        rows += fmt::format("      <li><b>{}</b> <code>", escape_markup(size.axis));
        if (size.symbolic()) rows += escape_markup(size.symbols) + "<br>= ";
        rows += fmt::format("{} = <b>{}</b></code>", escape_markup(size.expression), size.result);
        if (!size.note.empty()) rows += fmt::format("<span>{}</span>", escape_markup(size.note));
        rows += "</li>\n";
    }
    return rows;
}

}  // namespace stridelens
