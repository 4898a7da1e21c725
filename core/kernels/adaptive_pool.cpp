#include "core/kernels/rows.h"

#include <limits>

namespace stridelens::kernels {
namespace {

/// The cells of one window of a plane.
struct Box {
    std::int64_t first_d, last_d, first_h, last_h, first_w, last_w;  // last: one beyond

    std::int64_t cells() const { return (last_d - first_d) * (last_h - first_h) * (last_w - first_w); }

    /// Calls visit(position in the plane) in reading order.
    template <class Visit>
    void for_each(const Volume& volume, Visit&& visit) const {
        for (std::int64_t d = first_d; d < last_d; ++d)
            for (std::int64_t h = first_h; h < last_h; ++h)
                for (std::int64_t w = first_w; w < last_w; ++w) visit((d * volume.h.in + h) * volume.w.in + w);
    }
};

/// Calls visit(box, start of the plane) for each output cell in order.
template <class Visit>
void for_each_window(const Geometry& geometry, Visit&& visit) {
    const Volume volume = make_volume(geometry.axes);
    const std::int64_t plane = volume.input_plane();
    const auto end = [](const Axis& axis, std::int64_t o) { return window_along(axis, o).last + 1; };
    for (std::int64_t start = 0; start < element_count(geometry.input); start += plane)
        for (std::int64_t d = 0; d < volume.d.out; ++d)
            for (std::int64_t h = 0; h < volume.h.out; ++h) {
                stop_if_asked();
                for (std::int64_t w = 0; w < volume.w.out; ++w)
                    visit(volume, start,
                          Box{input_index(volume.d, d, 0), end(volume.d, d), input_index(volume.h, h, 0),
                              end(volume.h, h), input_index(volume.w, w, 0), end(volume.w, w)});
            }
}

/// Flat input cell that wins the window.
std::int64_t winner_of(const Tensor& input, const Volume& volume, std::int64_t start, const Box& box) {
    float best = -std::numeric_limits<float>::infinity();
    std::int64_t winner = -1;
    box.for_each(volume, [&](std::int64_t at) {
        const float candidate = input[start + at];
        if (!beats(candidate, best, winner >= 0)) return;
        best = candidate;
        winner = start + at;
    });
    return winner;
}

}  // namespace

Evaluation adaptive_max_pool(const Geometry& geometry, const Tensor& input) {
    Evaluation result{Tensor(geometry.output), {}};
    result.indices.reserve(result.output.values.size());
    float* to = result.output.values.data();
    for_each_window(geometry, [&](const Volume& volume, std::int64_t start, const Box& box) {
        const std::int64_t winner = winner_of(input, volume, start, box);
        *to++ = input[winner];
        result.indices.push_back(reported_index(geometry, winner));
    });
    return result;
}

Evaluation adaptive_avg_pool(const Geometry& geometry, const Tensor& input) {
    Evaluation result{Tensor(geometry.output), {}};
    float* to = result.output.values.data();
    for_each_window(geometry, [&](const Volume& volume, std::int64_t start, const Box& box) {
        float sum = 0.0F;
        box.for_each(volume, [&](std::int64_t at) { sum += input[start + at]; });
        *to++ = divide(sum, box.cells());
    });
    return result;
}

Gradients adaptive_max_pool_gradients(const Geometry& geometry, const Tensor& input, const Tensor& upstream) {
    Sums sums = zero_sums(geometry.input);
    const float* arriving = upstream.values.data();
    for_each_window(geometry, [&](const Volume& volume, std::int64_t start, const Box& box) {
        sums[static_cast<std::size_t>(winner_of(input, volume, start, box))] += static_cast<double>(*arriving++);
    });
    return {rounded(geometry.input, sums), {}, {}};
}

Gradients adaptive_avg_pool_gradients(const Geometry& geometry, const Tensor& upstream) {
    Sums sums = zero_sums(geometry.input);
    const float* arriving = upstream.values.data();
    for_each_window(geometry, [&](const Volume& volume, std::int64_t start, const Box& box) {
        const double share = static_cast<double>(*arriving++) * (1.0 / static_cast<double>(box.cells()));
        box.for_each(volume, [&](std::int64_t at) { sums[static_cast<std::size_t>(start + at)] += share; });
    });
    return {rounded(geometry.input, sums), {}, {}};
}

}  // namespace stridelens::kernels
