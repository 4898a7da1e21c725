#pragma once
// What the kernels of this room share: an operation of rank 1 to 3 seen as a volume whose rows are worked on at once.
// For one kernel column the outputs whose tap lies inside are one range, so that the innermost loop has no branch.

#include "core/reference/reference.h"
#include "core/window/window.h"

#include <vector>

namespace stridelens::kernels {

/// Depth, height and width; axes that the operation does not have are single cells.
struct Volume {
    Axis d, h, w;
    std::vector<OutputRange> columns;  // outputs_inside(w, k) for each kernel column k

    std::int64_t input_plane() const { return d.in * h.in * w.in; }
    std::int64_t output_plane() const { return d.out * h.out * w.out; }
};

inline Volume make_volume(const PerAxis<Axis>& axes) {
    assert(!axes.empty() && axes.size() <= 3);
    Volume volume;
    volume.w = axes.back();
    if (axes.size() >= 2) volume.h = axes[axes.size() - 2];
    if (axes.size() == 3) volume.d = axes[0];
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
            const std::int64_t ih = input_index(volume.h, oh, kh);
            if (ih < 0 || ih >= volume.h.in) continue;
            visit((id * volume.h.in + ih) * volume.w.in, (kd * volume.h.kernel + kh) * volume.w.kernel);
        }
    }
}

Evaluation max_pool(const Geometry& geometry, const Tensor& input);
Evaluation avg_pool(const Geometry& geometry, const Tensor& input);
Evaluation pad(const Geometry& geometry, const Tensor& input);
Evaluation conv(const Geometry& geometry, const Tensor& input, const Tensor& weight, const Tensor& bias);

/// `input` with the pads of `axes` (its last ones) written out; kernel, stride and out of the axes are not read.
Tensor padded_copy(const Tensor& input, const PerAxis<Axis>& axes, PaddingMode mode, float value);

}  // namespace stridelens::kernels
