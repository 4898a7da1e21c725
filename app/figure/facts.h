#pragma once
// What the picture is of: the scene's tensors seen as planes of rows and columns. Everything that layout and the
// drawing parts need to know about the operation; positions come from core/window.

#include "app/figure/build_figure.h"
#include "app/figure/numbers.h"
#include "core/explain/explain.h"
#include "core/window/window.h"

#include <cstdint>
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
};

/// Rows × columns of one grid's planes.
struct PlaneSize {
    std::int64_t rows = 1, columns = 1;
};

struct Facts {
    const Scene& scene;
    const Derived& derived;
    const Geometry& geometry;
    bool strips = false;  // 1-D: planes of one row
    bool conv = false;
    bool empty = false;  // no output cell at all
    PlaneSize input{}, kernel{}, output{};
    Ring ring{};
    std::vector<std::int64_t> unread_rows{}, unread_columns{};  // positions that no window reads
    std::int64_t batch = 0, batches = 1;
    std::int64_t in_channels = 1, out_channels = 1;
    std::int64_t in_channel = 0;                // the (first) input channel that is read
    std::int64_t out_channel = 0;               // of the output cell shown
    std::vector<std::int64_t> read_channels{};  // all of them: one, or a convolution's group
    Index shown{};                              // full output index of the cell shown; empty if there is none
    Explanation explanation{};                  // of that cell
    NumberRange input_numbers{}, weight_numbers{}, output_numbers{}, bias_numbers{};
    float input_scale = 1.0F, weight_scale = 1.0F, output_scale = 1.0F;
};

Facts gather(const Scene& scene);

/// Index into geometry.axes of a plane's row axis (0) or column axis (1); −1 if that axis is not windowed.
int windowed_axis(const Facts& facts, int plane_axis);

/// Cells of an input plane that the window of `output` spans.
CellBlock window_block(const Facts& facts, const Index& output);

/// Input channel that `output` reads (not of a convolution, which reads several); outside 0 … in_channels − 1 where
/// padding covers the channel axis.
std::int64_t channel_read(const Facts& facts, const Index& output);

struct Cell {
    std::int64_t row = 0, column = 0;
};
/// Cell of an input plane where a tap of the shown output cell stands.
Cell tap_cell(const Facts& facts, const Tap& tap);

/// Row and column of a tap in its kernel.
Cell kernel_cell(const Facts& facts, const Tap& tap);

/// Row and column of a full index of a tensor whose planes are shown.
Cell plane_cell(const Facts& facts, const Index& index);

/// Channel of a full index of the input or the output.
std::int64_t channel_of(const Facts& facts, const Index& index);

/// Flat index of the first cell of a channel's plane in the batch (and depth) shown.
std::int64_t plane_first(const Facts& facts, const Shape& shape, std::int64_t channel);

/// What stands at a cell of the ring.
struct RingCell {
    TapKind kind = TapKind::padding;
    std::int64_t offset = -1;  // of the cell in the plane whose value is repeated there; −1: the pad value
    bool unread = false;
};
RingCell ring_cell(const Facts& facts, const Cell& at);

/// Whether padded cells count in the divisor, or are read at all.
bool padding_counts(const Facts& facts);

}  // namespace stridelens
