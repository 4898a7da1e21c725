#pragma once
// What the kernels of this room share: an operation of rank 1 to 3 seen as a volume whose rows are worked on at once.
// For one kernel column the outputs whose tap lies inside are one range, so that the innermost loop has no branch.

#include "core/reference/reference.h"
#include "core/tensor/stop.h"
#include "core/window/channels.h"
#include "core/window/window.h"

#include <algorithm>
#include <utility>
#include <vector>

namespace stridelens::kernels {

/// Depth, height and width; axes that the operation does not have are single cells.
struct Volume {
    Axis d, h, w;
    std::vector<OutputRange> columns;  // outputs_inside(w, k) for each kernel column k; adaptive: none

    std::int64_t input_plane() const { return d.in * h.in * w.in; }
    std::int64_t output_plane() const { return d.out * h.out * w.out; }
};

inline Volume make_volume(const PerAxis<Axis>& axes) {
    assert(!axes.empty() && axes.size() <= 3);
    Volume volume;
    volume.w = axes.back();
    if (axes.size() >= 2) volume.h = axes[axes.size() - 2];
    if (axes.size() == 3) volume.d = axes[0];
    if (volume.w.sliding != Sliding::windows) return volume;
    for (std::int64_t k = 0; k < volume.w.kernel; ++k) volume.columns.push_back(outputs_inside(volume.w, k));
    return volume;
}

/// Calls visit(input, kernel) for each kernel row of output row (od, oh) that lies inside the input, in reading order:
/// flat position of the input row within its plane, and of the kernel row within its channel.
template <class Visit>
void for_each_kernel_row(const Volume& volume, std::int64_t od, std::int64_t oh, Visit&& visit) {
    for (std::int64_t kd = 0; kd < volume.d.kernel; ++kd) {
        const std::int64_t id = input_index(volume.d, od, kd);
        if (id < 0 || id >= volume.d.in) continue;
        for (std::int64_t kh = 0; kh < volume.h.kernel; ++kh) {
            stop_if_asked();
            const std::int64_t ih = input_index(volume.h, oh, kh);
            if (ih < 0 || ih >= volume.h.in) continue;
            visit((id * volume.h.in + ih) * volume.w.in, (kd * volume.h.kernel + kh) * volume.w.kernel);
        }
    }
}

/// The windows that a transposed operation's stamps are, seen from its output: reads there, writes here.
inline Volume make_mirrored_volume(const PerAxis<Axis>& axes) {
    PerAxis<Axis> mirrored = axes;
    for (Axis& axis : mirrored) {
        std::swap(axis.in, axis.out);
        axis.sliding = Sliding::windows;
    }
    return make_volume(mirrored);
}

/// Calls visit(o, at) for each output `o` of one row whose tap in kernel column `k` lies inside, in order; `at` is its
/// position in the input row.
template <class Visit>
void for_each_cell(const Volume& volume, std::int64_t k, Visit&& visit) {
    const OutputRange range = volume.columns[static_cast<std::size_t>(k)];
    const std::int64_t first = input_index(volume.w, range.first, k);
    for (std::int64_t o = range.first; o < range.last; ++o) visit(o, first + (o - range.first) * volume.w.stride);
}

/// What every operation of this room knows about its planes: how many, and where they start.
inline std::int64_t plane_count(const Tensor& tensor, std::int64_t plane) {
    return static_cast<std::int64_t>(tensor.values.size()) / std::max<std::int64_t>(plane, 1);
}

/// Passes a row of values along one kernel row: to[at] += from[o] · weight for each output `o` of `volume` that reads cell
/// `at`. The last column first: of two outputs that meet one cell the later does so with the earlier column, so that each
/// cell is added to in the order of the outputs.
inline void scatter_row(const Volume& volume, const float* from, const float* weight_row, double* to) {
    for (std::int64_t k = volume.w.kernel; k-- > 0;) {
        const auto weight = static_cast<double>(weight_row[k]);
        for_each_cell(volume, k,
                      [&](std::int64_t o, std::int64_t at) { to[at] += static_cast<double>(from[o]) * weight; });
    }
}

/// weight_row[k] += Σ outer[o] · inner[at] over one row of outputs.
inline void correlate_row(const Volume& volume, const float* outer, const float* inner, double* weight_row) {
    for (std::int64_t k = 0; k < volume.w.kernel; ++k) {
        double sum = weight_row[k];
        for_each_cell(volume, k, [&](std::int64_t o, std::int64_t at) {
            sum += static_cast<double>(outer[o]) * static_cast<double>(inner[at]);
        });
        weight_row[k] = sum;
    }
}

/// sums[o] += Σ cells[at] · weight along one kernel row.
inline void gather_row(const Volume& volume, const float* cells, const float* weight_row, double* sums) {
    for (std::int64_t k = 0; k < volume.w.kernel; ++k) {
        const auto weight = static_cast<double>(weight_row[k]);
        for_each_cell(volume, k,
                      [&](std::int64_t o, std::int64_t at) { sums[o] += static_cast<double>(cells[at]) * weight; });
    }
}

/// What one output plane of a convolution, plain or transposed, is made of.
struct ChannelGroup {
    std::int64_t inputs = 1;        // input channels
    std::int64_t first_input = 0;   // the first of them, flat over samples and channels
    std::int64_t first_kernel = 0;  // its kernel, flat over the weight's first two axes …
    std::int64_t kernel_step = 1;   // … and how far the next input channel's is
};
inline ChannelGroup group_of(const Geometry& geometry, std::int64_t output_plane) {
    const std::int64_t sample = output_plane / geometry.out_channels, channel = output_plane % geometry.out_channels;
    const ChannelRange inputs = channels_read(geometry, channel);
    ChannelGroup group{inputs.count, sample * geometry.in_channels + inputs.first,
                       kernel_number(geometry, {inputs.first, channel}), 1};
    if (geometry.transposed()) group.kernel_step = channels_reading(geometry, inputs.first).count;
    return group;
}

/// A gradient while it is summed.
using Sums = std::vector<double>;
inline Sums zero_sums(const Shape& shape) {
    return Sums(static_cast<std::size_t>(element_count(shape)), 0.0);
}
inline Tensor rounded(const Shape& shape, const Sums& sums) {
    if (sums.empty() && element_count(shape) != 0) return {};  // a bias that is not there
    return {shape, std::vector<float>(sums.begin(), sums.end())};
}

Evaluation max_pool(const Geometry& geometry, const Tensor& input);  // also MinPool
Evaluation avg_pool(const Geometry& geometry, const Tensor& input);
Evaluation lp_pool(const Geometry& geometry, const Tensor& input);
Evaluation adaptive_max_pool(const Geometry& geometry, const Tensor& input);
Evaluation adaptive_avg_pool(const Geometry& geometry, const Tensor& input);
Evaluation pad(const Geometry& geometry, const Tensor& input);
Evaluation conv(const Geometry& geometry, const Operands& operands);
Evaluation conv_transpose(const Geometry& geometry, const Operands& operands);
Evaluation unfold(const Geometry& geometry, const Tensor& input);
Evaluation fold(const Geometry& geometry, const Tensor& input);

Gradients max_pool_gradients(const Geometry& geometry, const Tensor& input, const Tensor& upstream);  // also MinPool
Gradients avg_pool_gradients(const Geometry& geometry, const Tensor& upstream);
Gradients lp_pool_gradients(const Geometry& geometry, const Tensor& input, const Tensor& upstream);
Gradients adaptive_max_pool_gradients(const Geometry& geometry, const Tensor& input, const Tensor& upstream);
Gradients adaptive_avg_pool_gradients(const Geometry& geometry, const Tensor& upstream);
Gradients pad_gradients(const Geometry& geometry, const Tensor& upstream);
Gradients conv_gradients(const Geometry& geometry, const Operands& operands, const Tensor& upstream);
Gradients conv_transpose_gradients(const Geometry& geometry, const Operands& operands, const Tensor& upstream);
Gradients unfold_gradients(const Geometry& geometry, const Tensor& upstream);
Gradients fold_gradients(const Geometry& geometry, const Tensor& upstream);

/// Sums of upstream over each output channel, in the bias' shape.
Tensor bias_gradient(const Geometry& geometry, const Tensor& bias, const Tensor& upstream);

/// `input` with the pads of `axes` (its last ones) written out; kernel, stride and out of the axes are not read.
Tensor padded_copy(const Tensor& input, const PerAxis<Axis>& axes, PaddingMode mode, float value);

}  // namespace stridelens::kernels
