// Cells of a size that somebody asked for: the page is as large as they need.

#include "app/figure/layout/layout_planes.h"
#include "app/state/exports/export_settings.h"

#include <algorithm>

namespace stridelens {

namespace {

constexpr float kWords = 1000.0F;       // more than titles, names, distances, sums and bias ever take
constexpr float kStripWords = 300.0F;   // of strips, whose titles stand left: the page ends with the cells
constexpr float kKernelCell = 48.0F;    // kernels may be larger than their input's cells
constexpr float kKernelWords = 330.0F;  // beside a strip's kernels: the bias
constexpr float kDistance = 2.0F;       // cells that a distance between grids may add
constexpr float kPerPlane = 80.0F;      // between planes

struct Extent {
    float columns = 0.0F, rows = 0.0F, planes = 0.0F;
};

Extent extent_of(const Sheet& sheet) {
    if (sheet.tensor->shape.empty()) return {};
    const PlaneSize size = lattice(sheet);
    const float slices = real(std::min<std::int64_t>(sheet.all_slices(), 64));
    return {real(size.columns) * slices, real(size.rows), real(std::min<std::int64_t>(sheet.channels, 32)) * slices};
}

}  // namespace

float largest_pitch(const Facts& facts, float usual) {
    if (facts.scene.most_pitch > 0.0F) usual = std::min(usual, facts.scene.most_pitch);
    return facts.scene.cell > 0.0F ? facts.scene.cell : usual;
}

float largest_distance(const Facts& facts, float usual) {
    return facts.scene.cell > 0.0F ? std::min(kDistance * facts.scene.cell, usual) : usual;
}

Point page_for_cells(const Facts& facts) {
    const float cell = facts.scene.cell, kernel_cell = std::max(cell, kKernelCell);
    const Extent left = extent_of(facts.left), right = extent_of(facts.right), columns = extent_of(facts.columns);
    const Extent kernel = facts.has_kernel ? extent_of(facts.kernel) : Extent{};
    const float kernels = facts.has_kernel ? static_cast<float>(facts.linked.size()) : 0.0F;
    const float rows = left.rows * left.planes + right.rows * right.planes + columns.rows;
    const float height = kWords + cell * rows + kPerPlane * (left.planes + right.planes) + kernel_cell * kernel.rows;
    float width = kWords + cell * (left.columns + right.columns + columns.columns) + kernel_cell * 2 * kernel.columns;
    if (facts.strips) {
        const float below = kKernelWords + kernels * (kernel_cell * kernel.columns + kPerPlane);
        width = kStripWords + std::max(cell * std::max(left.columns, right.columns), facts.has_kernel ? below : 0.0F);
    }
    constexpr auto most = static_cast<float>(setting_of(&PageOptions::width).limits.most);
    return {std::min(width, most), std::min(height, most)};
}

}  // namespace stridelens
