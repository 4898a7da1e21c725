#pragma once
// One tensor of the picture seen as planes of rows and columns: which of its axes are which, what stands around it, and
// how its numbers are written. Positions come from core/window.

#include "app/figure/facts/number_style.h"
#include "app/state/ids.h"
#include "core/window/window.h"

#include <cstdint>
#include <limits>
#include <string>
#include <vector>

namespace stridelens {

/// Cells drawn around the input: padding and overhang.
struct Ring {
    std::int64_t top = 0, left = 0, bottom = 0, right = 0;
    bool operator==(const Ring&) const = default;
};

/// A block of cells, inclusive; may reach into the ring.
struct CellBlock {
    std::int64_t top = 0, left = 0, bottom = 0, right = 0;
    bool contains(std::int64_t row, std::int64_t column) const {
        return row >= top && row <= bottom && column >= left && column <= right;
    }
    bool operator==(const CellBlock&) const = default;
};

/// Rows × columns of one grid's planes.
struct PlaneSize {
    std::int64_t rows = 1, columns = 1;
};

struct Cell {
    std::int64_t row = 0, column = 0;
    bool operator==(const Cell&) const = default;
};

/// Where a cell stands on a sheet.
struct Place {
    std::int64_t channel = 0, slice = 0;
    Cell cell{};
    bool operator==(const Place&) const = default;
};

/// Which axis of a tensor is what; −1: it has none of the kind.
struct PlaneMap {
    int batch = -1, channel = -1, slice = -1, row = -1, column = -1;
};

struct Sheet {
    Grid grid = Grid::none;
    const char* name = "";  // "Input", "Upstream gradient"
    const Tensor* tensor = nullptr;
    PlaneMap map{};
    Index at{};        // full index whose batch (and further leading axes) is shown
    PlaneSize size{};  // of one plane; of the stretched input where zeros are inserted
    std::int64_t channels = 1, slices = 1, batches = 1;
    std::int64_t matrix = -1;  // not below 0: the whole sheet is one matrix that begins at this flat cell
    bool windowed = false;     // positions are those that windows are counted in: ring and inserted zeros show
    bool stretched = false;    // zeros stand between its cells
    bool flipped = false;      // a kernel, drawn as it is applied: from its far corner
    Ring ring{};
    std::int64_t front = 0, back = 0;                                  // slices of padding before and after
    std::int64_t computed = std::numeric_limits<std::int64_t>::max();  // cells after this one are still to come
    NumberRange numbers{};
    float scale = 1.0F;

    std::int64_t all_slices() const { return front + slices + back; }
    std::int64_t batch() const { return map.batch >= 0 && !at.empty() ? at[static_cast<std::size_t>(map.batch)] : 0; }
};

/// The axes of a tensor of `rank` axes whose last `spatial` ones are spatial.
PlaneMap plane_map(std::size_t rank, int spatial);

/// Position along `axis`, or `otherwise` if there is no such axis.
std::int64_t entry(const Index& index, int axis, std::int64_t otherwise);

/// Flat index of the first cell of a plane, in the batch shown. Not of a kernel (facts.h: kernel_first).
std::int64_t plane_first(const Sheet& sheet, std::int64_t channel, std::int64_t slice);

/// Where cell `flat` of the sheet's tensor stands. `geometry` tells where the cells of a stretched input are.
Place place_of(const Geometry& geometry, const Sheet& sheet, std::int64_t flat);

/// Where a tap stands on a windowed sheet.
Place tap_place(const Geometry& geometry, const Sheet& sheet, const Tap& tap, std::int64_t channel);

/// What stands at a position of a windowed sheet.
struct LatticeCell {
    TapKind kind = TapKind::inside;
    std::int64_t flat = -1;  // the cell of the tensor that stands (or is repeated) there; −1: none
    bool unread = false;     // no window reads this position
};

/// The positions of a sheet, looked up cell by cell. Cheap: what follows from the axes is worked out once.
class Lattice {
public:
    Lattice(const Geometry& geometry, const Sheet& sheet);
    LatticeCell at(const Place& place) const;
    const std::vector<std::int64_t>& unread_rows() const { return unread_[0]; }
    const std::vector<std::int64_t>& unread_columns() const { return unread_[1]; }

private:
    const Geometry& geometry_;
    const Sheet& sheet_;
    std::vector<std::int64_t> unread_[3];  // along rows, columns, slices
};

/// Index into geometry.axes of a sheet's axis; −1 if that axis is not windowed.
int windowed_axis(const Geometry& geometry, int axis);

/// Cells around a windowed sheet, and its size: sets ring, front, back, size and slices.
void add_surroundings(const Geometry& geometry, Sheet& sheet);

}  // namespace stridelens
