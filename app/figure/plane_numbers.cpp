#include "app/figure/plane_numbers.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

namespace stridelens {

float relative(float value, float scale) {
    if (std::isnan(value)) return 0.0F;
    return std::clamp(value / scale, -1.0F, 1.0F);
}

float PlaneNumbers::at(std::int64_t row, std::int64_t column) const {
    const std::int64_t in_row = rows.at(row), in_column = columns.at(column);
    if (first < 0 || in_row < 0 || in_column < 0) return 0.0F;
    const std::int64_t flat = first + in_row * row_size + in_column;
    if (flat > computed) return std::numeric_limits<float>::quiet_NaN();
    const float value = tensor[flat];
    if (mapped && !(std::abs(value) <= 1.0F))
        return std::isnan(value) || value == kNoNumber ? value : relative(value, 1.0F);
    return std::isnan(value) ? kNoNumber : relative(value, scale);
}

bool PlaneNumbers::complete() const {
    if (first < 0 || rows.count <= 0 || columns.count <= 0) return true;
    const std::int64_t last_row = std::max(rows.at(0), rows.at(rows.count - 1));
    const std::int64_t last_column = std::max(columns.at(0), columns.at(columns.count - 1));
    return first + last_row * row_size + last_column <= computed;
}

std::vector<CellBlock> PlaneNumbers::in_place() const {
    const std::int64_t bottom = rows.count - 1, right = columns.count - 1;
    if (bottom < 0 || right < 0) return {};
    if (complete()) return {{0, 0, bottom, right}};
    if (computed < first) return {};
    const std::int64_t row = (computed - first) / row_size, column = (computed - first) % row_size;
    // The positions along a run whose cells are before `end`: a mirrored run has them last.
    const auto before = [](const AxisRun& run, std::int64_t end) {
        if (run.step > 0) return std::pair{std::int64_t{0}, std::min(end - run.first, run.count) - 1};
        return std::pair{std::max(run.first - end + 1, std::int64_t{0}), run.count - 1};
    };
    std::vector<CellBlock> blocks;
    const auto [top, end] = before(rows, row);
    if (top <= end) blocks.push_back({top, 0, end, right});
    const std::int64_t here = (row - rows.first) * rows.step;
    const auto [from, to] = before(columns, column + 1);
    if (here >= 0 && here <= bottom && from <= to) blocks.push_back({here, from, here, to});
    return blocks;
}

bool PlaneNumbers::operator==(const PlaneNumbers& other) const {
    return first == other.first && row_size == other.row_size && rows == other.rows && columns == other.columns &&
           scale == other.scale && mapped == other.mapped && computed == other.computed && tensor == other.tensor;
}

PlaneNumbers plane_of(std::int64_t rows, std::int64_t columns, std::vector<float> values) {
    Tensor tensor({rows, columns});
    tensor.values = std::move(values);
    PlaneNumbers numbers;
    numbers.tensor = SharedTensor(std::move(tensor));
    numbers.row_size = columns;
    numbers.rows.count = rows;
    numbers.columns.count = columns;
    numbers.mapped = true;
    return numbers;
}

float melted_value(const PlaneNumbers& numbers, const CellBlock& block) {
    float largest = std::numeric_limits<float>::quiet_NaN();
    for (std::int64_t row = block.top; row <= block.bottom; ++row)
        for (std::int64_t column = block.left; column <= block.right; ++column) {
            const float value = numbers.at(row, column);
            if (!std::isnan(value)) largest = std::isnan(largest) ? value : larger(largest, value);
        }
    return largest;
}

}  // namespace stridelens
