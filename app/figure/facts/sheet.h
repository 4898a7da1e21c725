#pragma once
// One tensor of the picture seen as planes of rows and columns: which of its axes are which, what stands around it, and
// how its numbers are written. Positions come from core/window.

#include "app/figure/facts/number_style.h"
#include "app/figure/plane_numbers.h"
#include "app/state/ids.h"
#include "core/window/axis_table.h"
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
    SharedTensor tensor{};
    Melted melted{};  // of it
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

/// Full index of the position at a place of a windowed sheet (surrounded.h).
Index index_at(const Sheet& sheet, const Place& place);

/// Where a position stands on a windowed sheet.
Place place_at(const Sheet& sheet, const Index& position);

/// What stands at a place of a windowed sheet and is no cell of its tensor, by name.
CellId outside_id(const Geometry& geometry, const Sheet& sheet, const Place& place);

/// What stands at a place of a sheet.
struct LatticeCell {
    TapKind kind = TapKind::inside;
    std::int64_t flat = -1;  // the cell of the tensor that stands (or is repeated) there; −1: none
    bool unread = false;  // of a cell: no window reads it, not even where the padding repeats it; beside the input: no
                          // tap of any window stands there
    std::int64_t reads =
        0;  // how many taps of one output channel's windows read the cell (also where the padding repeats
            // it); of what stands beside the input: how many stand there
};

/// The places of one plane of a sheet, told by integer arithmetic alone. Refers to its Lattice.
class PlaneCells {
public:
    /// `at` in the block that the lattice was made for.
    LatticeCell at(const Cell& place) const {
        const Spot here = crossed(slice_, crossed(rows_[place.row], columns_[place.column], row_size_), plane_size_);
        const bool cell = here.kind == TapKind::inside && here.source >= 0;
        return {here.kind, here.source >= 0 ? first_ + here.source : -1,
                cell ? tells_unread_ && here.coverage == 0 : tells_outside_ && here.visits == 0,
                cell ? here.coverage : here.visits};
    }

    /// Flat index of the cell in row 0 and column 0; −1: this is a slice of padding, or of inserted zeros.
    std::int64_t first() const { return slice_.source >= 0 ? first_ + slice_.source * plane_size_ : -1; }

    /// Cells of the tensor from one row to the next.
    std::int64_t row_size() const { return row_size_; }

private:
    friend class Lattice;
    PlaneCells(const AxisTable& rows, const AxisTable& columns) : rows_(rows), columns_(columns) {}
    const AxisTable& rows_;
    const AxisTable& columns_;
    Spot slice_{};                 // and what windowed axes that are not drawn add
    std::int64_t first_ = 0;       // flat index of the first cell of the channel
    std::int64_t row_size_ = 1;    // cells of the tensor in a row …
    std::int64_t plane_size_ = 1;  // … and in a slice
    bool tells_unread_ = false;    // of cells …
    bool tells_outside_ = false;   // … and beside them; a stretched input has taps of nothing there
};

/// The positions of a sheet's planes: what follows from the axes, worked out once for the rows and columns of `block`, which
/// are those that show.
class Lattice {
public:
    Lattice(const Geometry& geometry, const Sheet& sheet, const CellBlock& block);

    /// One slice of one channel, in the batch shown. Not of a kernel.
    PlaneCells plane(std::int64_t channel, std::int64_t slice) const;

    /// One slice of the kernel whose first weight is `first` (facts.h: kernel_first).
    PlaneCells kernel_plane(std::int64_t first, std::int64_t slice) const;

private:
    PlaneCells plane_from(std::int64_t first, std::int64_t slice, std::int64_t coverage) const;
    const Geometry& geometry_;
    const Sheet& sheet_;
    AxisTable rows_, columns_;
};

/// The positions first … last along a sheet's rows (columns), all of them beside no padding.
AxisRun row_run(const Geometry& geometry, const Sheet& sheet, const Positions& range);
AxisRun column_run(const Geometry& geometry, const Sheet& sheet, const Positions& range);

/// Index into geometry.axes of a sheet's axis; −1 if that axis is not windowed.
int windowed_axis(const Geometry& geometry, int axis);

/// Cells around a windowed sheet, and its size: sets ring, front, back, size and slices.
void add_surroundings(const Geometry& geometry, Sheet& sheet);

}  // namespace stridelens
