#include "core/kernels/rows.h"

namespace stridelens::kernels {
namespace {

/// Taps along one axis that the average counts, for each output position. A tap counts if it counts on every axis, so
/// the divisor is the product over the axes.
std::vector<std::int64_t> counted_along(const AvgPool& pool, const Axis& axis) {
    std::vector<std::int64_t> counts(static_cast<std::size_t>(axis.out), 0);
    for (std::int64_t o = 0; o < axis.out; ++o) {
        for (std::int64_t k = 0; k < axis.kernel; ++k) {
            const TapKind kind = detail::kind_along(axis, input_index(axis, o, k));
            if (counts_in_average(pool, kind)) ++counts[static_cast<std::size_t>(o)];
        }
    }
    return counts;
}

void add_row(const Volume& volume, const float* input_row, float* sums) {
    for (std::int64_t k = 0; k < volume.w.kernel; ++k) {
        const OutputRange range = volume.columns[static_cast<std::size_t>(k)];
        const float* cell = input_row + input_index(volume.w, range.first, k);
        for (std::int64_t o = range.first; o < range.last; ++o) sums[o] += cell[(o - range.first) * volume.w.stride];
    }
}

}  // namespace

Evaluation avg_pool(const Geometry& geometry, const Tensor& input) {
    const auto& pool = std::get<AvgPool>(geometry.operation);
    const Volume volume = make_volume(geometry.axes);
    const std::vector<std::int64_t> in_d = counted_along(pool, volume.d);
    const std::vector<std::int64_t> in_h = counted_along(pool, volume.h);
    const std::vector<std::int64_t> in_w = counted_along(pool, volume.w);
    Evaluation result{Tensor(geometry.output), {}};
    const std::int64_t planes = element_count(geometry.output) / std::max<std::int64_t>(volume.output_plane(), 1);
    float* row = result.output.values.data();
    for (std::int64_t p = 0; p < planes; ++p) {
        const float* plane = input.values.data() + p * volume.input_plane();
        for (std::int64_t od = 0; od < volume.d.out; ++od) {
            for (std::int64_t oh = 0; oh < volume.h.out; ++oh, row += volume.w.out) {
                for_each_kernel_row(volume, od, oh,
                                    [&](std::int64_t in_row, std::int64_t) { add_row(volume, plane + in_row, row); });
                const std::int64_t outer = in_d[static_cast<std::size_t>(od)] * in_h[static_cast<std::size_t>(oh)];
                for (std::int64_t o = 0; o < volume.w.out; ++o)
                    row[o] = divide(row[o], pool.divisor_override.value_or(outer * in_w[static_cast<std::size_t>(o)]));
            }
        }
    }
    return result;
}

}  // namespace stridelens::kernels
