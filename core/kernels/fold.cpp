// Unfold and Fold: the windows of one channel are kernel_cells() rows of columns, one row for each kernel position.
#include "core/kernels/rows.h"

namespace stridelens::kernels {
namespace {

/// Calls visit(kernel row, first window, image row), flat, for each kernel row of a row of windows that meets the image
/// (the input of `windows`), row of windows by row of windows.
template <class Visit>
void for_each_window_row(const Volume& windows, Visit&& visit) {
    for (std::int64_t row = 0; row < windows.d.out * windows.h.out; ++row)
        for_each_kernel_row(windows, row / windows.h.out, row % windows.h.out,
                            [&](std::int64_t image_row, std::int64_t kernel_row) {
                                visit(kernel_row, row * windows.w.out, image_row);
                            });
}

/// Planes of the image to columns of `shape`; 0 where a window lies outside.
Tensor columns(const Volume& windows, std::int64_t kernel_cells, const Tensor& image, const Shape& shape) {
    Tensor result(shape);
    const std::int64_t count = windows.output_plane();
    for (std::int64_t p = 0; p < plane_count(image, windows.input_plane()); ++p) {
        const float* from = image.values.data() + p * windows.input_plane();
        float* to = result.values.data() + p * kernel_cells * count;
        for_each_window_row(windows, [&](std::int64_t kernel_row, std::int64_t window, std::int64_t image_row) {
            for (std::int64_t k = 0; k < windows.w.kernel; ++k) {
                float* row = to + (kernel_row + k) * count + window;
                for_each_cell(windows, k, [&](std::int64_t o, std::int64_t at) { row[o] = from[image_row + at]; });
            }
        });
    }
    return result;
}

}  // namespace

Evaluation unfold(const Geometry& geometry, const Tensor& input) {
    return {columns(make_volume(geometry.axes), geometry.kernel_cells(), input, geometry.output), {}};
}

Evaluation fold(const Geometry& geometry, const Tensor& input) {
    const Volume windows = make_mirrored_volume(geometry.axes);
    const std::int64_t count = windows.output_plane();
    Sums sums = zero_sums(geometry.output);
    for (std::int64_t p = 0; p < plane_count(input, geometry.kernel_cells() * count); ++p) {
        const float* from = input.values.data() + p * geometry.kernel_cells() * count;
        double* to = sums.data() + p * windows.input_plane();
        for_each_window_row(windows, [&](std::int64_t kernel_row, std::int64_t window, std::int64_t image_row) {
            for (std::int64_t k = windows.w.kernel; k-- > 0;) {  // window by window for each cell: see scatter_row()
                const float* row = from + (kernel_row + k) * count + window;
                for_each_cell(windows, k, [&](std::int64_t o, std::int64_t at) {
                    to[image_row + at] += static_cast<double>(row[o]);
                });
            }
        });
    }
    return {rounded(geometry.output, sums), {}};
}

Gradients unfold_gradients(const Geometry& geometry, const Tensor& upstream) {
    const Volume windows = make_volume(geometry.axes);
    const std::int64_t count = windows.output_plane();
    Sums sums = zero_sums(geometry.input);
    const float* row = upstream.values.data();
    for (std::int64_t p = 0; p < plane_count(upstream, geometry.kernel_cells() * count); ++p) {
        double* to = sums.data() + p * windows.input_plane();
        for (std::int64_t k = 0; k < geometry.kernel_cells(); ++k, row += count) {  // the order of the output cells
            for_each_window_row(windows, [&](std::int64_t kernel_row, std::int64_t window, std::int64_t image_row) {
                if (kernel_row != k - k % windows.w.kernel) return;
                for_each_cell(windows, k % windows.w.kernel, [&](std::int64_t o, std::int64_t at) {
                    to[image_row + at] += static_cast<double>(row[window + o]);
                });
            });
        }
    }
    return {rounded(geometry.input, sums), {}, {}};
}

Gradients fold_gradients(const Geometry& geometry, const Tensor& upstream) {
    Tensor gradient = columns(make_mirrored_volume(geometry.axes), geometry.kernel_cells(), upstream, geometry.input);
    for (float& cell : gradient.values) cell += 0.0F;  // a sum of one: −0 becomes 0
    return {std::move(gradient), {}, {}};
}

}  // namespace stridelens::kernels
