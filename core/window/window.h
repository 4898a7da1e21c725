#pragma once
// ALL index arithmetic is in this room, here and nowhere else: which input cells an output cell reads (taps), which output
// cells read an input cell (readers). coverage.h: how often each input cell is read; axis_table.h: what stands at each
// position of a plane; channels.h: which channels meet; unpool.h: what MaxUnpool's indices count in.

#include "core/operation/geometry.h"
#include "core/tensor/tensor.h"

#include <algorithm>
#include <cstdint>
#include <vector>

namespace stridelens {

/// Where tap `k` of output `o` stands along one axis. Sliding::windows and adaptive: a position of the input; below 0 or
/// >= axis.in means outside. Sliding::transposed: a position of the stretched input, whose cell i stands at i·stride with
/// stride − 1 inserted zeros between neighbours; taps run backwards there (the kernel is flipped).
constexpr std::int64_t input_index(const Axis& axis, std::int64_t o, std::int64_t k) {
    if (axis.sliding == Sliding::adaptive) return o * axis.in / axis.out + k;
    if (axis.sliding == Sliding::transposed) return o + axis.pad_begin - k * axis.dilation;
    return o * axis.stride - axis.pad_begin + k * axis.dilation;
}

/// Taps of output `o` along one axis: axis.kernel, but for adaptive windows, which differ in length.
constexpr std::int64_t window_length(const Axis& axis, std::int64_t o) {
    if (axis.sliding != Sliding::adaptive) return axis.kernel;
    return ((o + 1) * axis.in + axis.out - 1) / axis.out - o * axis.in / axis.out;
}

/// Cells of the stretched input of a transposed axis: (in − 1)·stride + 1.
constexpr std::int64_t stretched(const Axis& axis) {
    return axis.in == 0 ? 0 : (axis.in - 1) * axis.stride + 1;
}

/// Where cell `i` of a transposed axis stands in the stretched input, the inverse of source_position(); `i` itself along any
/// other axis.
/// Units:   cells, 0 ≤ i < axis.in.   Example: stride 3: cell 2 stands at 6
constexpr std::int64_t stretched_position(const Axis& axis, std::int64_t i) {
    return axis.sliding == Sliding::transposed ? i * axis.stride : i;
}

/// Positions of the stretched input from one cell of a transposed axis to the next; 1 along any other axis.
constexpr std::int64_t inserted_every(const Axis& axis) {
    return axis.sliding == Sliding::transposed ? axis.stride : 1;
}

/// Positions first … last of one axis, both inclusive.
struct Positions {
    std::int64_t first = 0;
    std::int64_t last = 0;
    bool operator==(const Positions&) const = default;
};

/// Where the taps of output `o` stand along one axis: from the lowest to the highest position, those that it skips included.
/// Units:   positions of the input (transposed: of the stretched input); may lie outside.
/// Example: kernel 3, stride 2, padding 1: output 0 stands at −1 … 1
constexpr Positions window_along(const Axis& axis, std::int64_t o) {
    const std::int64_t near = input_index(axis, o, 0), far = input_index(axis, o, window_length(axis, o) - 1);
    return {std::min(near, far), std::max(near, far)};  // transposed: the kernel runs backwards
}

/// Where in the window of output `o` position `at` stands: 0 is the lowest position that a tap stands at, 1 the next.
/// Units:   taps; `at` a position that a tap of the window stands at.   Example: stride 2, dilation 2: of output 1, 6 stands at 2
constexpr std::int64_t place_in_window(const Axis& axis, std::int64_t o, std::int64_t at) {
    return (at - window_along(axis, o).first) / axis.dilation;
}

/// The taps of output `o` that stand within the input along one axis, from the lowest to the highest position. Not of
/// transposed axes. Without any, the last is below the first.
/// Example: in 5, kernel 3, stride 2, padding 1: output 0 reads 0 … 1
Positions positions_inside(const Axis& axis, std::int64_t o);

/// The way back: output positions that cell `i` of a transposed axis is stamped on, whether there are such outputs or not.
/// Units:   output positions; may lie outside.   Example: kernel 3, stride 2, padding 1: input 1 stamps 1 … 3
constexpr Positions stamp_along(const Axis& axis, std::int64_t i) {
    const std::int64_t origin = i * axis.stride - axis.pad_begin;
    return {origin, origin + axis.span() - 1};
}

/// What stands around the input (transposed: around the stretched input) along one axis: padding, and what the first and
/// the last window reach beyond it. Never negative; a crop has nothing on its side.
/// Units:   cells.   Example: in 5, kernel 2, stride 2, padding 1, ceil mode (3 outputs): {1, 1}; kernel 3: {1, 2}
Sides surroundings(const Axis& axis);

/// Input position whose cell stands at position `at` of one axis: `at` itself inside the input; outside, what the
/// padding mode puts there (reflect with period 2(n−1), symmetric with period 2n, replicate, circular over what a crop leaves); -1: no cell
/// (constant padding, overhang). Transposed: `at` is a position of the stretched input; -1 for an inserted zero.
std::int64_t source_position(const Axis& axis, PaddingMode mode, std::int64_t at);

/// Outputs [first, last) along one axis of Sliding::windows whose tap `k` lies inside the input; first == last if there is none.
struct OutputRange {
    std::int64_t first = 0;
    std::int64_t last = 0;
};
OutputRange outputs_inside(const Axis& axis, std::int64_t k);

enum class TapKind : std::uint8_t {
    inside,    // reads a real cell
    inserted,  // transposed: a zero between two cells of the stretched input
    padding,   // a cell that the user asked for
    overhang,  // a cell that only ceil mode adds, beyond the end padding; counts in no average
};

/// One kernel position inside a window.
struct Tap {
    Index kernel;  // position in the kernel (adaptive: in the window), one entry per windowed axis
    Index at;      // position in the input (transposed: in the stretched input), same entries; may lie outside
    TapKind kind = TapKind::inside;
    std::int64_t source = -1;  // flat index of the input cell it reads (reflect, replicate, circular: of the cell
                               // that stands there); -1: reads no cell and counts as geometry.pad_value
    std::int64_t weight = -1;  // flat index into the weight tensor; -1: unweighted
    std::int64_t channel = 0;  // input channel
};

/// Calls visit(const Tap&) for each tap of `output` (a full index into geometry.output), in reading order:
/// channel by channel (Conv, ConvTranspose: the channels of its group), then row-major through the window. A true
/// convolution's taps have their weight (and kernel position) from the far corner on. Transposed: row-major through the
/// stretched input, so the kernel runs backwards; taps that are not inside read nothing and count as 0.
/// Unfold: the one cell that the output cell is a copy of. Fold: every window that wrote there (source: the column's cell).
/// MaxUnpool: every input cell whose window has the output cell; which of them put its value there, the indices say.
template <class Visit>
void for_each_tap(const Geometry& geometry, const Index& output, Visit&& visit);

std::vector<Tap> taps(const Geometry& geometry, const Index& output);

/// The tap of `output` that uses one weight: the only one of all its taps. Weighted operations alone.
/// Units:   flat index into the weight tensor, of a kernel that joins the output's channel with one of its group.
Tap tap_of_weight(const Geometry& geometry, const Index& output, std::int64_t weight);

/// One reading of an input cell: output cell (flat) and the tap's kernel position.
struct Reader {
    std::int64_t output = 0;
    Index kernel;  // as Tap::kernel
    std::int64_t weight = -1;
    bool operator==(const Reader&) const = default;
};

/// Every (output cell, tap) that reads the input cell `input` (a full index), ordered by output cell, then tap.
/// Inverse of taps(): output o is in readers(i) with kernel k exactly if tap k of o has source i.
std::vector<Reader> readers(const Geometry& geometry, const Index& input);

/// The region of a window, over the windowed axes: first and last position (inclusive) of its taps, in the input
/// (transposed: in the stretched input). Unfold: the whole window that stands in the output cell's column.
struct WindowBox {
    Index first;
    Index last;
};
WindowBox window_box(const Geometry& geometry, const Index& output);

/// The block of output positions, over the windowed axes, that one input cell (full index) writes to: first and last,
/// inclusive, and uncropped. Transposed only; Fold: the one place of a column's cell.
WindowBox stamp_box(const Geometry& geometry, const Index& input);

/// Max, min and adaptive max pooling: how Evaluation::indices numbers the winning input cell `winner` (flat in the input;
/// −1 stays −1).
std::int64_t reported_index(const Geometry& geometry, std::int64_t winner);

}  // namespace stridelens

#include "core/window/for_each_tap.inl"
