// One side of a comparison, 2-D: the input above the output, on one pitch and in the rows of the other side. A kernel
// stands beside the output. What is written about a grid is one line above the input and one below the output.

#include "app/figure/layout/layout_planes.h"

#include <algorithm>
#include <cmath>

namespace stridelens {

namespace {

constexpr float kHead = 6.0F + kCaptionHeight + kIndexHeight;  // above the input
constexpr float kFoot = kIndexHeight + kCaptionHeight + 6.0F;  // below the output
constexpr float kLeastBetween = 36.0F, kMostBetween = 88.0F;   // from the input to the output: the ribbon
constexpr float kIndices = 36.0F;                              // left of the input; right of the output
constexpr float kNames = 84.0F;                                // the same of matrices, whose rows have names
constexpr float kKernelName = 140.0F;                          // its name, left of the output
constexpr float kToKernel = 44.0F;                             // from the kernel to the output

/// The one channel that shows. Padding may cover the channel axis, too: then the step reads none.
std::int64_t channel_of(const Sheet& sheet, std::int64_t channel) {
    return std::clamp<std::int64_t>(channel, 0, std::max<std::int64_t>(sheet.channels - 1, 0));
}

void put(GridBlock& block, std::int64_t channel, float pitch, Point origin) {
    Plane plane = plane_at(block.sheet->grid, channel, block.sheet->size, pitch, origin);
    plane.ring = block.sheet->ring;
    block.planes.push_back(plane);
}

}  // namespace

void lay_out_half(const Facts& facts, Layout& layout) {
    const HalfRoom& shared = *facts.scene.half;
    caption_blocks(facts, layout, layout.area.w, layout.area.w);
    layout.half = layout.down = layout.deck = true;
    layout.bias_told = true;
    layout.kernel_aside = facts.has_kernel;
    const Box& area = layout.area;
    const std::int64_t rows = shared.above + shared.rows, columns = shared.before + shared.columns;
    const float height = std::max(area.h - kHead - kFoot - kLeastBetween, 40.0F);
    const bool matrices = facts.left.matrix >= 0 || facts.right.matrix >= 0;
    const float width = std::max(area.w - 2 * (matrices ? kNames : kIndices), 40.0F);
    const float largest = largest_pitch(
        facts, std::clamp(std::min(facts.scene.height * 0.12F, facts.scene.width * 0.12F), 24.0F, 128.0F));
    const float pitch = whole(std::max(std::min({height / real(rows + shared.output_rows), largest,
                                                 width / real(std::max(columns, shared.output_columns))}),
                                       kSmallestPitch));
    const float used = pitch * real(rows + shared.output_rows);
    const float between = std::floor(std::clamp(area.h - kHead - kFoot - used, kLeastBetween, kMostBetween));
    const float top = area.y + kHead + std::max(area.h - kHead - kFoot - used - between, 0.0F) / 2;
    // The first cells stand in the same place on both sides.
    const float left = area.centre().x - pitch * real(columns) / 2;
    const Ring& ring = facts.left.ring;
    put(layout.left, channel_of(facts.left, facts.left_channel), pitch,
        {left + pitch * static_cast<float>(shared.before - ring.left),
         top + pitch * static_cast<float>(shared.above - ring.top)});
    const float output_top = top + pitch * real(rows) + between;
    const float output_left = area.centre().x - pitch * real(shared.output_columns) / 2;
    put(layout.right, channel_of(facts.right, facts.right_channel), pitch, {output_left, output_top});
    if (!facts.has_kernel || facts.kernel.matrix >= 0) return;
    // No lower than the output with its indices, so that its name stands on the same line.
    const float lowest = pitch * real(shared.output_rows) + kIndexHeight / 2;
    const float kernel_pitch =
        whole(std::min(std::max(pitch, std::min(pitch * 2, 24.0F)), lowest / real(facts.kernel.size.rows)));
    const float kernel_left = output_left - kToKernel - kernel_pitch * real(facts.kernel.size.columns);
    if (kernel_left < area.x + 8.0F || output_left < area.x + kKernelName || kernel_pitch < 2.0F) return;
    layout.kernel.planes.push_back(
        plane_at(facts.kernel.grid, focus_channel(facts), facts.kernel.size, kernel_pitch, {kernel_left, output_top}));
}

}  // namespace stridelens
