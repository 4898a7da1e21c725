#include "core/kernels/rows.h"

#include <algorithm>
#include <limits>

namespace stridelens::kernels {
namespace {

/// One output row: the best value so far and where in its plane it was found, per output cell; MinPool's are negated. 32 bits beside 32 bits:
/// the loop below works on several cells at once.
struct Row {
    std::vector<float> best;
    std::vector<std::int32_t> winner;

    explicit Row(const Volume& volume)
        : best(static_cast<std::size_t>(volume.w.out)), winner(static_cast<std::size_t>(volume.w.out)) {}
    void restart() {
        std::fill(best.begin(), best.end(), -std::numeric_limits<float>::infinity());
        std::fill(winner.begin(), winner.end(), -1);
    }
};

template <std::int64_t Stride, bool Negated>
void take(const float* cells, std::int64_t stride, std::int32_t first, std::int64_t count, float* best,
          std::int32_t* winner) {
    if constexpr (Stride != 0) stride = Stride;
    for (std::int64_t i = 0; i < count; ++i) {
        const float candidate = Negated ? -cells[i * stride] : cells[i * stride];
        const bool wins = beats(candidate, best[i], winner[i] >= 0);
        best[i] = wins ? candidate : best[i];  // no jump: which one wins cannot be predicted
        winner[i] = wins ? first + static_cast<std::int32_t>(i * stride) : winner[i];
    }
}

template <bool Negated>
void take_row(const Volume& volume, const float* plane, std::int64_t input_row, Row& row) {
    for (std::int64_t k = 0; k < volume.w.kernel; ++k) {
        const OutputRange range = volume.columns[static_cast<std::size_t>(k)];
        const std::int64_t at = input_row + input_index(volume.w, range.first, k);
        const auto take_cells = volume.w.stride == 1 ? take<1, Negated> : take<0, Negated>;
        take_cells(plane + at, volume.w.stride, static_cast<std::int32_t>(at), range.last - range.first,
                   row.best.data() + range.first, row.winner.data() + range.first);
    }
}

/// Calls visit(row, plane start) for each output row in order, its winners found.
template <bool Negated, class Visit>
void for_each_row(const Geometry& geometry, const Tensor& input, Visit&& visit) {
    const Volume volume = make_volume(geometry.axes);
    assert(volume.input_plane() <= std::numeric_limits<std::int32_t>::max());  // resolve() refuses larger inputs
    const std::int64_t planes = plane_count(input, volume.input_plane());
    Row row(volume);
    for (std::int64_t start = 0; start < planes * volume.input_plane(); start += volume.input_plane()) {
        const float* plane = input.values.data() + start;
        for (std::int64_t out_row = 0; out_row < volume.d.out * volume.h.out; ++out_row) {
            row.restart();
            for_each_kernel_row(
                volume, out_row / volume.h.out, out_row % volume.h.out,
                [&](std::int64_t in_row, std::int64_t) { take_row<Negated>(volume, plane, in_row, row); });
            visit(std::as_const(row), start);
        }
    }
}

template <bool Negated>
Evaluation pool(const Geometry& geometry, const Tensor& input) {
    // A position in the plane is what PyTorch reports; the others' are made from it.
    const bool in_plane = convention_of(geometry.operation) == Convention::pytorch;
    Evaluation result{Tensor(geometry.output), {}};
    result.indices.reserve(result.output.values.size());
    float* to = result.output.values.data();
    for_each_row<Negated>(geometry, input, [&](const Row& row, std::int64_t start) {
        for (const float best : row.best) *to++ = Negated ? -best : best;
        for (const std::int64_t winner : row.winner)
            result.indices.push_back(in_plane || winner < 0 ? winner : reported_index(geometry, start + winner));
    });
    return result;
}

template <bool Negated>
Gradients route(const Geometry& geometry, const Tensor& input, const Tensor& upstream) {
    Sums sums = zero_sums(geometry.input);
    const float* arriving = upstream.values.data();
    for_each_row<Negated>(geometry, input, [&](const Row& row, std::int64_t start) {
        for (const std::int64_t winner : row.winner) {
            if (winner >= 0) sums[static_cast<std::size_t>(start + winner)] += static_cast<double>(*arriving);
            ++arriving;
        }
    });
    return {rounded(geometry.input, sums), {}, {}};
}

bool takes_smallest(const Geometry& geometry) {
    return std::holds_alternative<MinPool>(geometry.operation);
}

}  // namespace

Evaluation max_pool(const Geometry& geometry, const Tensor& input) {
    return takes_smallest(geometry) ? pool<true>(geometry, input) : pool<false>(geometry, input);
}

Gradients max_pool_gradients(const Geometry& geometry, const Tensor& input, const Tensor& upstream) {
    return takes_smallest(geometry) ? route<true>(geometry, input, upstream) : route<false>(geometry, input, upstream);
}

}  // namespace stridelens::kernels
