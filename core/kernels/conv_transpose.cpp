#include "core/kernels/rows.h"

namespace stridelens::kernels {
namespace {

/// Calls visit(input row, output row, kernel row), flat in their planes and kernel, for each pair of rows that meet, input
/// row by input row.
template <class Visit>
void for_each_stamped_row(const Volume& mirrored, Visit&& visit) {
    for (std::int64_t row = 0; row < mirrored.d.out * mirrored.h.out; ++row)
        for_each_kernel_row(mirrored, row / mirrored.h.out, row % mirrored.h.out,
                            [&](std::int64_t at, std::int64_t kernel) { visit(row * mirrored.w.out, at, kernel); });
}

}  // namespace

Evaluation conv_transpose(const Geometry& geometry, const Operands& operands) {
    const Volume mirrored = make_mirrored_volume(geometry.axes);
    const std::int64_t cells = mirrored.input_plane();
    Evaluation result{Tensor(geometry.output), {}};
    Sums sums(static_cast<std::size_t>(cells)), channel(static_cast<std::size_t>(cells));
    float* to = result.output.values.data();
    for (std::int64_t plane = 0; plane < plane_count(result.output, cells); ++plane) {
        const ChannelGroup group = group_of(geometry, plane);
        std::fill(sums.begin(), sums.end(), 0.0);
        for (std::int64_t c = 0; c < group.inputs; ++c) {
            const float* input = operands.input.values.data() + (group.first_input + c) * mirrored.output_plane();
            const float* weight =
                operands.weight.values.data() + (group.first_kernel + c * group.kernel_step) * geometry.kernel_cells();
            std::fill(channel.begin(), channel.end(), 0.0);
            for_each_stamped_row(mirrored, [&](std::int64_t from, std::int64_t at, std::int64_t kernel) {
                scatter_row(mirrored, input + from, weight + kernel, channel.data() + at);
            });
            for (std::size_t o = 0; o < sums.size(); ++o) sums[o] += channel[o];
        }
        const std::int64_t oc = plane % geometry.out_channels;
        const double offset = operands.bias.values.empty() ? 0.0 : static_cast<double>(operands.bias[oc]);
        for (const double sum : sums) *to++ = static_cast<float>(sum + offset);
    }
    return result;
}

Gradients conv_transpose_gradients(const Geometry& geometry, const Operands& operands, const Tensor& upstream) {
    const Volume mirrored = make_mirrored_volume(geometry.axes);
    Sums input_sums = zero_sums(geometry.input);
    Sums weight_sums = zero_sums(geometry.weight);
    for (std::int64_t plane = 0; plane < plane_count(upstream, mirrored.input_plane()); ++plane) {
        const ChannelGroup group = group_of(geometry, plane);
        const float* arriving = upstream.values.data() + plane * mirrored.input_plane();
        for (std::int64_t c = 0; c < group.inputs; ++c) {
            const std::int64_t input = (group.first_input + c) * mirrored.output_plane();
            const std::int64_t weight = (group.first_kernel + c * group.kernel_step) * geometry.kernel_cells();
            for_each_stamped_row(mirrored, [&](std::int64_t from, std::int64_t at, std::int64_t kernel) {
                gather_row(mirrored, arriving + at, operands.weight.values.data() + weight + kernel,
                           input_sums.data() + input + from);
                correlate_row(mirrored, operands.input.values.data() + input + from, arriving + at,
                              weight_sums.data() + weight + kernel);
            });
        }
    }
    return {rounded(geometry.input, input_sums), rounded(geometry.weight, weight_sums),
            bias_gradient(geometry, operands.bias, upstream)};
}

}  // namespace stridelens::kernels
