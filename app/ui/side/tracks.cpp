#include "app/ui/side/tracks.h"

#include "core/operation/geometry.h"
#include "core/operation/limits.h"
#include "core/operation/messages/messages.h"
#include "core/operation/parameters/limits_of.h"
#include "core/operation/parameters/settings.h"
#include "core/operation/reach.h"

#include <algorithm>

namespace stridelens::ui {
namespace {

/// As many cells of the output as anybody looks at: transposed windows lie there and may be of any size.
constexpr std::int64_t kEnough = 9;
constexpr std::int64_t kLargestDilation = 8;

std::int64_t size_of_axis(const Problem& problem, int axis) {
    const auto at = static_cast<std::size_t>(axis);
    if (const auto* fold = std::get_if<Fold>(&problem.operation))  // its windows lie on what it makes
        return at < fold->output_size.size() ? fold->output_size[at] : 1;
    const std::size_t place = input_axes(problem).first_spatial + at;
    return place < problem.input.size() ? problem.input[place] : 1;
}

/// What the window lies on along one axis, padding and all. 'same' makes room for any window.
Axis line_of(const Problem& problem, int axis) {
    Axis line;
    const Operation& operation = problem.operation;
    const bool transposed =
        std::holds_alternative<ConvTranspose>(operation) || std::holds_alternative<MaxUnpool>(operation);
    line.in = transposed ? kEnough : size_of_axis(problem, axis);
    const AutoPad auto_pad = auto_pad_of(operation);
    const bool same = auto_pad == AutoPad::same_upper || auto_pad == AutoPad::same_lower;
    const auto at = static_cast<std::size_t>(axis);
    if (const auto padding = padding_of(operation); !same && !transposed && at < padding.size()) {
        line.pad_begin = padding[at].begin;
        line.pad_end = padding[at].end;
    }
    if (const auto dilation = dilation_of(operation); !same && !transposed && at < dilation.size())
        line.dilation = std::max<std::int64_t>(dilation[at], 1);
    return line;
}

/// The longest kernel of which a window fits; at least 1.
std::int64_t longest_on(Axis line) {
    line.kernel = kLargestNumber;
    const auto windows = output_extent(line);
    return windows ? line.kernel : std::max<std::int64_t>(windows.error().nearest.value_or(1), 1);
}

/// Calls `f` with the axis, or with each of them.
template <class F>
void for_each_axis(const Problem& problem, int axis, F&& f) {
    for (int i = 0; i < spatial_rank_of(problem.operation); ++i)
        if (axis < 0 || i == axis) f(i);
}

}  // namespace

Range kernel_track(const Problem& problem, int axis) {
    std::int64_t longest = kLargestNumber;
    for_each_axis(problem, axis, [&](int i) { longest = std::min(longest, longest_on(line_of(problem, i))); });
    return {1, longest};
}

Range dilation_track(const Problem& problem, int axis) {
    constexpr std::int64_t few = 4;  // beyond what fits a refusal tells why
    const Extents kernel = kernel_of(problem.operation);
    std::int64_t largest = kLargestDilation;
    for_each_axis(problem, axis, [&](int i) {
        Axis line = line_of(problem, i);
        line.kernel = kernel[static_cast<std::size_t>(i)];
        if (line.kernel <= 1) return;  // has no gaps
        for (line.dilation = largest; largest > few && !output_extent(line); line.dilation = largest) --largest;
    });
    return {1, largest};
}

Range padding_track(const Problem& problem, int axis) {
    const Extents kernel = kernel_of(problem.operation);
    const bool pool = has_default_stride(problem.operation);
    const auto mode = parameter_or(problem.operation, Field::padding_mode, PaddingMode::constant);
    Range track{0, pool ? 16 : 8};
    for_each_axis(problem, axis, [&](int i) {
        const std::int64_t size = size_of_axis(problem, i);
        std::int64_t high = track.high;
        if (pool) high = most_pool_padding(kernel[static_cast<std::size_t>(i)]);
        if (const auto most = most_padding(mode, size)) high = std::max<std::int64_t>(*most, 0);
        track.high = std::min(track.high, high);
        // Cropping half of the input from each side would leave nothing of it.
        if (is_pad(problem.operation))
            track.low = std::max(track.low == 0 ? -(size - 1) / 2 : track.low, -(size - 1) / 2);
    });
    track.high = std::max<std::int64_t>(track.high, 1);  // room to move even where only 0 is legal
    return track;
}

std::string why_not(const Problem& problem, Field field, std::int64_t value, int axis, int side) {
    const auto geometry = resolve(with_value(problem.operation, field, value, axis, side), problem.input);
    return geometry ? "" : sentence_of(geometry.error());
}

std::vector<std::int64_t> stops(const Problem& problem, const Range& track, Field field, int axis, int side) {
    return limits_of(problem.operation, problem.input, field, axis, side).between(track.low, track.high);
}

}  // namespace stridelens::ui
