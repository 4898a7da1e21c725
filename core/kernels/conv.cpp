#include "core/kernels/rows.h"

#include <algorithm>
#include <cmath>

namespace stridelens::kernels {
namespace {

/// A larger padded input is not written out: a stride may pass over most of it.
constexpr double kMostPaddedCells = 1U << 26;

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
    const std::int64_t taps = geometry.kernel_cells();
    const auto width = static_cast<std::size_t>(volume.w.out);
    RowSums row{std::vector<double>(width), std::vector<double>(width)};
    float* to = output.values.data();
    for (std::int64_t plane = 0; plane < geometry.samples() * geometry.out_channels; ++plane) {
        const ChannelGroup group = group_of(geometry, plane);
        const std::int64_t oc = plane % geometry.out_channels;
        const double offset = bias.values.empty() ? 0.0 : static_cast<double>(bias[oc]);
        for (std::int64_t out_row = 0; out_row < volume.d.out * volume.h.out; ++out_row) {
            row.restart();
            for (std::int64_t c = 0; c < group.inputs; ++c) {
                const float* in_plane = input.values.data() + (group.first_input + c) * volume.input_plane();
                const float* kernel = weight.values.data() + (group.first_kernel + c * group.kernel_step) * taps;
                row.restart_channel();
                for_each_kernel_row(volume, out_row / volume.h.out, out_row % volume.h.out,
                                    [&](std::int64_t in_row, std::int64_t kernel_row) {
                                        gather_row(volume, in_plane + in_row, kernel + kernel_row, row.channel.data());
                                    });
                row.add_channel();
            }
            for (const double sum : row.sums) *to++ = static_cast<float>(sum + offset);
        }
    }
}

/// Is there padding that cannot be left out? 0 · ∞ is NaN: where `factors`, which padding is multiplied by, are not all
/// finite, it is written out like padding by copies.
bool padding_matters(const Geometry& geometry, const Tensor& factors) {
    const bool padded = std::any_of(geometry.axes.begin(), geometry.axes.end(),
                                    [](const Axis& axis) { return axis.pad_begin != 0 || axis.pad_end != 0; });
    if (!padded || geometry.padding_mode != PaddingMode::constant) return padded;
    return !std::all_of(factors.values.begin(), factors.values.end(), [](float f) { return std::isfinite(f); });
}

bool is_flipped(const Geometry& geometry) {
    return std::get<Conv>(geometry.operation).flip_kernel;
}

/// `weight` with each kernel read from its far corner.
Tensor flipped(const Geometry& geometry, const Tensor& weight) {
    Tensor result = weight;
    const std::int64_t cells = geometry.kernel_cells();
    for (auto at = result.values.begin(); at != result.values.end(); at += cells) std::reverse(at, at + cells);
    return result;
}

}  // namespace

Tensor bias_gradient(const Geometry& geometry, const Tensor& bias, const Tensor& upstream) {
    Sums sums(bias.values.size(), 0.0);
    if (sums.empty()) return rounded(bias.shape, sums);
    const std::int64_t plane = geometry.output_cells();
    const float* arriving = upstream.values.data();
    for (std::int64_t p = 0; p < plane_count(upstream, plane); ++p) {
        double& sum = sums[static_cast<std::size_t>(p % geometry.out_channels)];
        for (std::int64_t o = 0; o < plane; ++o) sum += static_cast<double>(*arriving++);
    }
    return rounded(bias.shape, sums);
}

Evaluation conv(const Geometry& geometry, const Operands& operands) {
    const Tensor weight = is_flipped(geometry) ? flipped(geometry, operands.weight) : operands.weight;
    Evaluation result{Tensor(geometry.output), {}};
    if (!padding_matters(geometry, weight)) {
        convolve(geometry, make_volume(geometry.axes), operands.input, weight, operands.bias, result.output);
        return result;
    }
    PerAxis<Axis> axes = geometry.axes;
    auto cells = static_cast<double>(operands.input.values.size());
    for (Axis& axis : axes) {
        cells *= static_cast<double>(axis.padded()) / static_cast<double>(axis.in);
        axis.in = axis.padded();
        axis.pad_begin = axis.pad_end = 0;
    }
    if (cells > kMostPaddedCells) return evaluate_reference(geometry, operands);
    const Tensor copy = padded_copy(operands.input, geometry.axes, geometry.padding_mode, geometry.pad_value);
    convolve(geometry, make_volume(axes), copy, weight, operands.bias, result.output);
    return result;
}

Gradients conv_gradients(const Geometry& geometry, const Operands& operands, const Tensor& upstream) {
    // Where a cell stands in several places its sum would come in another order.
    if (padding_matters(geometry, upstream)) return gradients_reference(geometry, operands, upstream);
    const Tensor weight = is_flipped(geometry) ? flipped(geometry, operands.weight) : operands.weight;
    const Volume volume = make_volume(geometry.axes);
    Sums input_sums = zero_sums(geometry.input);
    Sums weight_sums = zero_sums(geometry.weight);
    const std::int64_t rows = volume.d.out * volume.h.out;
    for (std::int64_t plane = 0; plane < plane_count(upstream, volume.output_plane()); ++plane) {
        const ChannelGroup group = group_of(geometry, plane);
        for (std::int64_t c = 0; c < group.inputs; ++c) {
            const std::int64_t start = (group.first_input + c) * volume.input_plane();
            const std::int64_t kernel = (group.first_kernel + c * group.kernel_step) * geometry.kernel_cells();
            for (std::int64_t row = 0; row < rows; ++row) {
                const float* arriving = upstream.values.data() + (plane * rows + row) * volume.w.out;
                for_each_kernel_row(volume, row / volume.h.out, row % volume.h.out,
                                    [&](std::int64_t in_row, std::int64_t kernel_row) {
                                        scatter_row(volume, arriving, weight.values.data() + kernel + kernel_row,
                                                    input_sums.data() + start + in_row);
                                        correlate_row(volume, arriving, operands.input.values.data() + start + in_row,
                                                      weight_sums.data() + kernel + kernel_row);
                                    });
            }
        }
    }
    Tensor weight_gradient = rounded(geometry.weight, weight_sums);
    if (is_flipped(geometry)) weight_gradient = flipped(geometry, weight_gradient);
    return {rounded(geometry.input, input_sums), std::move(weight_gradient),
            bias_gradient(geometry, operands.bias, upstream)};
}

}  // namespace stridelens::kernels
