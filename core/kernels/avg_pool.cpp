#include "core/kernels/rows.h"

namespace stridelens::kernels {
namespace {

/// Taps along one axis that count, for each output position. A tap counts if it counts on every axis, so the divisor is
/// the product over the axes.
template <class Counts>
std::vector<std::int64_t> counted_along(const Axis& axis, Counts&& counts) {
    std::vector<std::int64_t> counted(static_cast<std::size_t>(axis.out), 0);
    for (std::int64_t o = 0; o < axis.out; ++o)
        for (std::int64_t k = 0; k < axis.kernel; ++k)
            if (counts(detail::kind_along(axis, input_index(axis, o, k)))) ++counted[static_cast<std::size_t>(o)];
    return counted;
}

/// For each output cell of a plane: how many of its taps count.
template <class Counts>
std::vector<std::int64_t> counted_taps(const Volume& volume, Counts&& counts) {
    const std::vector<std::int64_t> in_h = counted_along(volume.h, counts);
    const std::vector<std::int64_t> in_w = counted_along(volume.w, counts);
    std::vector<std::int64_t> counted;
    for (const std::int64_t d : counted_along(volume.d, counts))
        for (const std::int64_t h : in_h)
            for (const std::int64_t w : in_w) counted.push_back(d * h * w);
    return counted;
}

void add_row(const Volume& volume, const float* input_row, float* sums) {
    for (std::int64_t k = 0; k < volume.w.kernel; ++k)
        for_each_cell(volume, k, [&](std::int64_t o, std::int64_t at) { sums[o] += input_row[at]; });
}

/// Sum of each window's real cells, in reading order.
Tensor window_sums(const Geometry& geometry, const Volume& volume, const Tensor& input) {
    Tensor sums(geometry.output);
    const std::int64_t planes = plane_count(input, volume.input_plane());
    float* row = sums.values.data();
    for (std::int64_t p = 0; p < planes; ++p) {
        const float* plane = input.values.data() + p * volume.input_plane();
        for (std::int64_t out_row = 0; out_row < volume.d.out * volume.h.out; ++out_row, row += volume.w.out)
            for_each_kernel_row(volume, out_row / volume.h.out, out_row % volume.h.out,
                                [&](std::int64_t in_row, std::int64_t) { add_row(volume, plane + in_row, row); });
    }
    return sums;
}

/// Calls visit(o, i) for each output cell and each real input cell of its window, both flat, by output cell for any one
/// input cell.
template <class Visit>
void for_each_reading(const Geometry& geometry, const Volume& volume, Visit&& visit) {
    const std::int64_t planes = element_count(geometry.input) / std::max<std::int64_t>(volume.input_plane(), 1);
    for (std::int64_t p = 0; p < planes; ++p) {
        for (std::int64_t out_row = 0; out_row < volume.d.out * volume.h.out; ++out_row) {
            const std::int64_t row = p * volume.output_plane() + out_row * volume.w.out;
            for_each_kernel_row(
                volume, out_row / volume.h.out, out_row % volume.h.out, [&](std::int64_t in_row, std::int64_t) {
                    const std::int64_t start = p * volume.input_plane() + in_row;
                    // Of two outputs that read one cell, the later does so with the earlier column.
                    for (std::int64_t k = volume.w.kernel; k-- > 0;)
                        for_each_cell(volume, k, [&](std::int64_t o, std::int64_t at) {
                            visit(static_cast<std::size_t>(row + o), static_cast<std::size_t>(start + at));
                        });
                });
        }
    }
}

std::vector<std::int64_t> divisors(const AvgPool& pool, const Volume& volume) {
    if (pool.divisor_override)
        return std::vector<std::int64_t>(static_cast<std::size_t>(volume.output_plane()), *pool.divisor_override);
    return counted_taps(volume, [&](TapKind kind) { return counts_in_average(pool, kind); });
}

/// LpPool: what the root of each output cell is taken of.
Tensor norm_sums(const Geometry& geometry, const Volume& volume, const std::vector<std::int64_t>& counted,
                 const Tensor& input) {
    const auto& pool = std::get<LpPool>(geometry.operation);
    Tensor powers(input.shape);
    for (std::size_t i = 0; i < powers.values.size(); ++i) powers.values[i] = norm_power(pool, input.values[i]);
    Tensor sums = window_sums(geometry, volume, powers);
    for (std::size_t o = 0; o < sums.values.size(); ++o)
        sums.values[o] = norm_sum(pool, sums.values[o], counted[o % counted.size()], geometry.kernel_cells());
    return sums;
}

}  // namespace

Evaluation avg_pool(const Geometry& geometry, const Tensor& input) {
    const Volume volume = make_volume(geometry.axes);
    const std::vector<std::int64_t> by = divisors(std::get<AvgPool>(geometry.operation), volume);
    Evaluation result{window_sums(geometry, volume, input), {}};
    std::vector<float>& cells = result.output.values;
    for (std::size_t o = 0; o < cells.size(); o += by.size())
        for (std::size_t i = 0; i < by.size(); ++i) cells[o + i] = divide(cells[o + i], by[i]);
    return result;
}

Evaluation lp_pool(const Geometry& geometry, const Tensor& input) {
    const auto& pool = std::get<LpPool>(geometry.operation);
    const Volume volume = make_volume(geometry.axes);
    const auto counted = counted_taps(volume, [](TapKind kind) { return kind == TapKind::inside; });
    Evaluation result{norm_sums(geometry, volume, counted, input), {}};
    for (float& cell : result.output.values) cell = norm_root(pool, cell);
    return result;
}

Gradients avg_pool_gradients(const Geometry& geometry, const Tensor& upstream) {
    const Volume volume = make_volume(geometry.axes);
    const std::vector<std::int64_t> by = divisors(std::get<AvgPool>(geometry.operation), volume);
    std::vector<double> shares;  // of each output cell
    for (std::size_t o = 0; o < upstream.values.size(); ++o)
        shares.push_back(static_cast<double>(upstream.values[o]) * (1.0 / static_cast<double>(by[o % by.size()])));
    Sums sums = zero_sums(geometry.input);
    for_each_reading(geometry, volume, [&](std::size_t o, std::size_t i) { sums[i] += shares[o]; });
    return {rounded(geometry.input, sums), {}, {}};
}

Gradients lp_pool_gradients(const Geometry& geometry, const Tensor& input, const Tensor& upstream) {
    const auto& pool = std::get<LpPool>(geometry.operation);
    const Volume volume = make_volume(geometry.axes);
    const auto counted = counted_taps(volume, [](TapKind kind) { return kind == TapKind::inside; });
    const Tensor norms = norm_sums(geometry, volume, counted, input);
    std::vector<double> outer, inner;
    for (std::size_t o = 0; o < norms.values.size(); ++o)
        outer.push_back(norm_outer_slope(pool, norms.values[o], counted[o % counted.size()], geometry.kernel_cells()));
    for (const float value : input.values) inner.push_back(norm_inner_slope(pool, value));
    Sums sums = zero_sums(geometry.input);
    for_each_reading(geometry, volume, [&](std::size_t o, std::size_t i) {
        sums[i] += static_cast<double>(upstream.values[o]) * (outer[o] * inner[i]);
    });
    return {rounded(geometry.input, sums), {}, {}};
}

}  // namespace stridelens::kernels
