#include "core/kernels/rows.h"

#include <algorithm>
#include <limits>

namespace stridelens::kernels {
namespace {

/// One output row: the best value so far and where in its plane it was found, per output cell. 32 bits beside 32 bits:
/// the loop below works on several cells at once.
struct Row {
    float* best = nullptr;
    std::vector<std::int32_t> winner;
};

template <std::int64_t Stride>
void take(const float* cells, std::int64_t stride, std::int32_t first, std::int64_t count, float* best,
          std::int32_t* winner) {
    if constexpr (Stride != 0) stride = Stride;
    for (std::int64_t i = 0; i < count; ++i) {
        const float candidate = cells[i * stride];
        const bool wins = beats(candidate, best[i], winner[i] >= 0);
        best[i] = wins ? candidate : best[i];  // no jump: which one wins cannot be predicted
        winner[i] = wins ? first + static_cast<std::int32_t>(i * stride) : winner[i];
    }
}

void take_row(const Volume& volume, const float* plane, std::int64_t input_row, Row& row) {
    for (std::int64_t k = 0; k < volume.w.kernel; ++k) {
        const OutputRange range = volume.columns[static_cast<std::size_t>(k)];
        const std::int64_t at = input_row + input_index(volume.w, range.first, k);
        const auto take_cells = volume.w.stride == 1 ? take<1> : take<0>;
        take_cells(plane + at, volume.w.stride, static_cast<std::int32_t>(at), range.last - range.first,
                   row.best + range.first, row.winner.data() + range.first);
    }
}

}  // namespace

Evaluation max_pool(const Geometry& geometry, const Tensor& input) {
    const Volume volume = make_volume(geometry.axes);
    assert(volume.input_plane() <= std::numeric_limits<std::int32_t>::max());  // resolve() refuses larger inputs
    // A position in the plane is what PyTorch reports; ONNX's are made from it.
    const bool onnx = std::get<MaxPool>(geometry.operation).convention == Convention::onnx;
    Evaluation result{Tensor(geometry.output, -std::numeric_limits<float>::infinity()), {}};
    result.indices.reserve(result.output.values.size());
    const std::int64_t planes = element_count(geometry.output) / std::max<std::int64_t>(volume.output_plane(), 1);
    Row row{result.output.values.data(), std::vector<std::int32_t>(static_cast<std::size_t>(volume.w.out))};
    for (std::int64_t p = 0; p < planes; ++p) {
        const std::int64_t start = p * volume.input_plane();
        const float* plane = input.values.data() + start;
        for (std::int64_t out_row = 0; out_row < volume.d.out * volume.h.out; ++out_row) {
            std::fill(row.winner.begin(), row.winner.end(), -1);
            for_each_kernel_row(volume, out_row / volume.h.out, out_row % volume.h.out,
                                [&](std::int64_t in_row, std::int64_t) { take_row(volume, plane, in_row, row); });
            for (const std::int64_t winner : row.winner)
                result.indices.push_back(onnx && winner >= 0 ? reported_index(geometry, start + winner) : winner);
            row.best += volume.w.out;
        }
    }
    return result;
}

}  // namespace stridelens::kernels
