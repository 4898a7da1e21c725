#pragma once
// Which channels meet: the groups of a convolution and the kernels that join their channels; the rows and columns that
// Unfold, Fold and the matrix view make of channels, kernel positions and windows.

#include "core/operation/geometry.h"
#include "core/window/window.h"

#include <cstdint>

namespace stridelens {

/// Channels first … first + count − 1.
struct ChannelRange {
    std::int64_t first = 0;
    std::int64_t count = 1;

    constexpr bool contains(std::int64_t channel) const { return channel >= first && channel - first < count; }
    bool operator==(const ChannelRange&) const = default;
};

/// Input channels that output channel `output` reads: those of its group; without weights its own alone.
/// Units:   channels, 0 ≤ output < geometry.out_channels.
/// Source:  PyTorch 1.13 nn.Conv2d, `groups`.
/// Example: in 4, out 6, groups 2: output channel 3 reads {2, 2}
ChannelRange channels_read(const Geometry& geometry, std::int64_t output);

/// The way back: output channels that read input channel `input`.
/// Units:   channels, 0 ≤ input < geometry.in_channels.
/// Example: in 4, out 6, groups 2: input channel 1 is read by {0, 3}
ChannelRange channels_reading(const Geometry& geometry, std::int64_t input);

/// The channels that one kernel joins.
struct JoinedChannels {
    std::int64_t input = 0;
    std::int64_t output = 0;
    bool operator==(const JoinedChannels&) const = default;
};

/// Channels that the weight with this index joins.
/// Shapes:  `weight` a full index into geometry.weight, of which only the first two entries count: Conv (output, input
///          within the group …), ConvTranspose (input, output within the group …).
/// Example: Conv, in 4, out 6, groups 2: weight [3, 1, …] joins input channel 3 and output channel 3
JoinedChannels joined_channels(const Geometry& geometry, const Index& weight);

/// The way back: number of the kernel that joins two channels, counted over the first two axes of geometry.weight; −1 if
/// they are of different groups. Weighted operations only.
/// Example: Conv, in 4, out 6, groups 2: input 3 and output 3 are joined by kernel 7; input 1 and output 3 by none
std::int64_t kernel_number(const Geometry& geometry, const JoinedChannels& joined);

/// Flat index of that kernel's first weight; −1 if there is no such kernel.
/// Example: the same with kernel 3 × 3: 63
std::int64_t first_weight(const Geometry& geometry, const JoinedChannels& joined);

/// What a row of columns holds (Unfold's output, Fold's input, the unfolded input of a convolution): one kernel position
/// of one channel.
struct ColumnRow {
    std::int64_t channel = 0;
    std::int64_t flat = 0;  // of the kernel position, within one kernel
    Index kernel{};         // the same, one entry for each windowed axis
};

/// Row `row` of columns; the way back is channel · geometry.kernel_cells() + flat.
/// Units:   rows, 0 ≤ row < channels · kernel cells.
/// Example: kernel 2 × 2: row 6 holds kernel position [1, 0] of channel 1
ColumnRow column_row(const Geometry& geometry, std::int64_t row);

/// First row of columns that holds something of channel `channel`; the next channel's follow geometry.kernel_cells() further.
std::int64_t first_row_of(const Geometry& geometry, std::int64_t channel);

/// The window that column `column` of Unfold's output or Fold's input is: one entry for each windowed axis.
/// Units:   columns, 0 ≤ column < the windows of all axes.
/// Example: 4 × 5 windows: column 7 → [1, 2]
Index column_window(const Geometry& geometry, std::int64_t column);

/// A convolution of one sample and one group as a product of matrices: weights (rows × inner) times the unfolded input
/// (inner × windows) make the output (rows × windows).
/// Source:  Chellapilla, Puri & Simard 2006, "High performance convolutional neural networks for document processing".
/// Example: 1x4x5x5, out 6, groups 2, kernel 3: 3 × 18 times 18 × 9
struct MatrixProduct {
    ChannelRange inputs{};          // whose kernel cells the inner rows are
    std::int64_t rows = 0;          // output channels of the group
    std::int64_t inner = 0;         // taps of one window
    std::int64_t windows = 0;       // of one plane
    std::int64_t first_weight = 0;  // flat weight in the top left corner of the first matrix …
    std::int64_t first_output = 0;  // … and flat output cell in that of the third; both are row-major and contiguous
    std::int64_t sample = 0;
};

/// The product that output channel `output` of sample `sample` is made by. Conv only.
MatrixProduct matrix_product(const Geometry& geometry, std::int64_t sample, std::int64_t output);

/// Rows of the unfolded input that input channel `channel` fills, one for each kernel position.
/// Units:   rows, inclusive; product.inputs contains the channel.   Example: the same: input channel 3 fills rows 9 … 17
Positions inner_rows(const Geometry& geometry, const MatrixProduct& product, std::int64_t channel);

/// What stands in row `row` and column `column` of the unfolded input: the tap of any output channel of the group.
/// Shapes:  0 ≤ row < product.inner, 0 ≤ column < product.windows.   Tap::weight is −1: it differs from channel to channel.
Tap unfolded_tap(const Geometry& geometry, const MatrixProduct& product, std::int64_t row, std::int64_t column);

}  // namespace stridelens
