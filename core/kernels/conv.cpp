#include "core/kernels/rows.h"

#include <algorithm>
#include <cmath>

namespace stridelens::kernels {
namespace {

/// A larger padded input is not written out: a stride may pass over most of it.
constexpr double kMostPaddedCells = 1U << 26;

/// sums[o] += value · weight along one kernel row.
void add_row(const Volume& volume, const float* input_row, const float* weight_row, double* sums) {
    for (std::int64_t k = 0; k < volume.w.kernel; ++k) {
        const OutputRange range = volume.columns[static_cast<std::size_t>(k)];
        const float* cell = input_row + input_index(volume.w, range.first, k);
        const auto weight = static_cast<double>(weight_row[k]);
        for (std::int64_t o = range.first; o < range.last; ++o)
            sums[o] += static_cast<double>(cell[(o - range.first) * volume.w.stride]) * weight;
    }
}

/// Sums of one output row: each channel by itself in `channel`, then added in order to `sums`.
struct RowSums {
    std::vector<double> sums, channel;

    void restart() { std::fill(sums.begin(), sums.end(), 0.0); }
    void restart_channel() { std::fill(channel.begin(), channel.end(), 0.0); }
    void add_channel() {
        for (std::size_t o = 0; o < sums.size(); ++o) sums[o] += channel[o];
    }
};

/// The convolution without padding by copies: outside the input counts as 0 · weight, which adds nothing.
void convolve(const Geometry& geometry, const Volume& volume, const Tensor& input, const Tensor& weight,
              const Tensor& bias, Tensor& output) {
    const std::int64_t group_in = geometry.in_channels / geometry.groups;
    const std::int64_t group_out = geometry.out_channels / geometry.groups;
    const std::int64_t taps = volume.d.kernel * volume.h.kernel * volume.w.kernel;
    const std::int64_t samples = geometry.batched ? geometry.input[0] : 1;
    const auto width = static_cast<std::size_t>(volume.w.out);
    RowSums row{std::vector<double>(width), std::vector<double>(width)};
    float* to = output.values.data();
    for (std::int64_t plane = 0; plane < samples * geometry.out_channels; ++plane) {
        const std::int64_t oc = plane % geometry.out_channels;
        const std::int64_t first_channel =
            plane / geometry.out_channels * geometry.in_channels + oc / group_out * group_in;
        const double offset = bias.values.empty() ? 0.0 : static_cast<double>(bias[oc]);
        for (std::int64_t out_row = 0; out_row < volume.d.out * volume.h.out; ++out_row) {
            row.restart();
            for (std::int64_t c = 0; c < group_in; ++c) {
                const float* in_plane = input.values.data() + (first_channel + c) * volume.input_plane();
                const float* kernel = weight.values.data() + (oc * group_in + c) * taps;
                row.restart_channel();
                for_each_kernel_row(volume, out_row / volume.h.out, out_row % volume.h.out,
                                    [&](std::int64_t in_row, std::int64_t kernel_row) {
                                        add_row(volume, in_plane + in_row, kernel + kernel_row, row.channel.data());
                                    });
                row.add_channel();
            }
            for (const double sum : row.sums) *to++ = static_cast<float>(sum + offset);
        }
    }
}

}  // namespace

Evaluation conv(const Geometry& geometry, const Tensor& input, const Tensor& weight, const Tensor& bias) {
    const bool finite =
        std::all_of(weight.values.begin(), weight.values.end(), [](float w) { return std::isfinite(w); });
    const bool padded = std::any_of(geometry.axes.begin(), geometry.axes.end(),
                                    [](const Axis& axis) { return axis.pad_begin != 0 || axis.pad_end != 0; });
    // 0 · ∞ is NaN: padding that cannot be left out is written out like padding by copies.
    const bool write_padding = padded && (geometry.padding_mode != PaddingMode::constant || !finite);
    Evaluation result{Tensor(geometry.output), {}};
    if (!write_padding) {
        convolve(geometry, make_volume(geometry.axes), input, weight, bias, result.output);
        return result;
    }
    PerAxis<Axis> axes = geometry.axes;
    auto cells = static_cast<double>(input.values.size());
    for (Axis& axis : axes) {
        cells *= static_cast<double>(axis.padded()) / static_cast<double>(axis.in);
        axis.in = axis.padded();
        axis.pad_begin = axis.pad_end = 0;
    }
    if (cells > kMostPaddedCells) return evaluate_reference(geometry, input, weight, bias);
    const Tensor copy = padded_copy(input, geometry.axes, geometry.padding_mode, geometry.pad_value);
    convolve(geometry, make_volume(axes), copy, weight, bias, result.output);
    return result;
}

}  // namespace stridelens::kernels
