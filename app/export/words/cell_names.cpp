#include "app/export/words/cell_names.h"

#include "core/tensor/tensor.h"
#include "core/window/surrounded.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace stridelens {

std::string cell_id(const CellId& cell) {
    return fmt::format("{}{}-{}", cell.side == AB::b ? "b-" : "", word_of(cell.grid, '-'), cell.flat);
}

std::string cell_title(const CellId& cell, const Geometry* geometry) {
    const GridInfo& grid = info_of(cell.grid);
    if (geometry != nullptr && cell.grid == Grid::padding && cell.flat >= 0 && cell.flat < surrounded_cells(*geometry))
        return fmt::format("{}[{}]", grid.word, fmt::join(surrounded_position(*geometry, cell.flat), ", "));
    if (geometry == nullptr || grid.shape == nullptr) return fmt::format("{} {}", grid.word, cell.flat);
    const Shape& shape = geometry->*grid.shape;
    // Pooling has no kernel tensor: its kernel's cells are counted.
    if (cell.flat < 0 || shape.empty() || cell.flat >= element_count(shape))
        return fmt::format("{} {}", grid.word, cell.flat);
    return fmt::format("{}[{}]", grid.word, fmt::join(unflatten(shape, cell.flat), ", "));
}

}  // namespace stridelens
