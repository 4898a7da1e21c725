#include "app/export/words/cell_names.h"

#include "core/tensor/tensor.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace stridelens {

namespace {

struct GridName {
    const char* word;    // "input"
    const Shape* shape;  // nullptr: the geometry does not say; the cells are counted
};

GridName grid_name(Grid grid, const Geometry* geometry) {
    const auto shape = [&](Shape Geometry::*member) { return geometry != nullptr ? &(geometry->*member) : nullptr; };
    switch (grid) {
        case Grid::none:
            return {"none", nullptr};
        case Grid::input:
            return {"input", shape(&Geometry::input)};
        case Grid::kernel:
            return {"kernel", shape(&Geometry::weight)};
        case Grid::output:
            return {"output", shape(&Geometry::output)};
        case Grid::channel_sum:
            return {"channel sum", nullptr};
        case Grid::bias:
            return {"bias", nullptr};
        case Grid::term:
            return {"term", nullptr};
        case Grid::more_terms:
            return {"more terms", nullptr};
        case Grid::indices:
            return {"indices", shape(&Geometry::input)};
        case Grid::upstream:
            return {"upstream", shape(&Geometry::output)};
        case Grid::grad_input:
            return {"grad input", shape(&Geometry::input)};
        case Grid::grad_kernel:
            return {"grad kernel", shape(&Geometry::weight)};
        case Grid::grad_bias:
            return {"grad bias", nullptr};
    }
    return {"cell", nullptr};
}

}  // namespace

std::string cell_id(const CellId& cell) {
    std::string id = fmt::format("{}-{}", grid_name(cell.grid, nullptr).word, cell.flat);
    for (char& c : id)
        if (c == ' ') c = '-';
    return id;
}

std::string cell_title(const CellId& cell, const Geometry* geometry) {
    const GridName name = grid_name(cell.grid, geometry);
    // Pooling has no kernel tensor: its kernel's cells are counted.
    if (name.shape == nullptr || cell.flat < 0 || name.shape->empty() || cell.flat >= element_count(*name.shape))
        return fmt::format("{} {}", name.word, cell.flat);
    return fmt::format("{}[{}]", name.word, fmt::join(unflatten(*name.shape, cell.flat), ", "));
}

}  // namespace stridelens
