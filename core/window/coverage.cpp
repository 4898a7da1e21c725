#include "core/window/coverage.h"

#include "core/window/channels.h"
#include "core/window/copies.h"
#include "core/window/window.h"

#include <algorithm>
#include <numeric>

namespace stridelens {
namespace {

/// ⌈a/b⌉, b > 0.
constexpr std::int64_t ceil_div(std::int64_t a, std::int64_t b) {
    return a <= 0 ? a / b : (a - 1) / b + 1;
}

/// input_index() = at solved for the output and the tap: o·stride + k·dilation = at + pad_begin.
std::int64_t windows_at(const Axis& axis, std::int64_t at) {
    const std::int64_t target = at + axis.pad_begin;
    if (target < 0 || axis.out == 0) return 0;
    const std::int64_t from_last = target - (axis.out - 1) * axis.stride;  // the last output's own distance
    const std::int64_t first = std::max<std::int64_t>(ceil_div(from_last, axis.dilation), 0);
    const std::int64_t last = std::min(target / axis.dilation, axis.kernel - 1);
    // With one tap every (stride/gcd)-th after it stands here, too; and one of so many in a row does if any does.
    const std::int64_t step = axis.stride / std::gcd(axis.stride, axis.dilation);
    for (std::int64_t k = first; k <= last && k < first + step; ++k)
        if ((target - k * axis.dilation) % axis.stride == 0) return (last - k) / step + 1;
    return 0;
}

/// Windows that begin at or before `i` and end after it.
std::int64_t adaptive_windows_at(const Axis& axis, std::int64_t i) {
    if (i < 0 || i >= axis.in) return 0;
    return ceil_div((i + 1) * axis.out, axis.in) - i * axis.out / axis.in;
}

/// Taps k whose output at − pad_begin + k·dilation exists.
std::int64_t stamps_at(const Axis& axis, std::int64_t at) {
    const std::int64_t origin = axis.pad_begin - at;
    const std::int64_t first = std::max<std::int64_t>(ceil_div(origin, axis.dilation), 0);
    const std::int64_t end = std::min(ceil_div(origin + axis.out, axis.dilation), axis.kernel);
    return std::max<std::int64_t>(end - first, 0);
}

/// (output, tap) pairs of Sliding::windows that stand before position `at`.
std::int64_t windows_before(const Axis& axis, std::int64_t at) {
    std::int64_t count = 0;
    for (std::int64_t k = 0; k < axis.kernel; ++k)
        count += std::clamp<std::int64_t>(ceil_div(at + axis.pad_begin - k * axis.dilation, axis.stride), 0, axis.out);
    return count;
}

/// (output, tap) pairs that stand in the padding where it repeats input position `i`.
std::int64_t copies_read(const Axis& axis, PaddingMode mode, std::int64_t i) {
    std::int64_t count = 0;
    const bool edges_only = mode == PaddingMode::replicate || (mode == PaddingMode::reflect && axis.in == 1);
    if (edges_only) {  // there may be far more padding than cells: all of one side at once
        const std::int64_t end = axis.in + axis.pad_end;  // where the overhang begins, or a crop
        if (i == 0) count += windows_before(axis, std::min<std::int64_t>(end, 0));
        if (i == axis.in - 1 && axis.pad_end > 0) count += windows_before(axis, end) - windows_before(axis, axis.in);
        return count;
    }
    detail::for_each_copy(axis, mode, i, [&](std::int64_t at) { count += windows_at(axis, at); });
    return count;
}

/// Fold: whether a column's cell lands inside the image.
bool lands(const Geometry& geometry, const Index& input) {
    const WindowBox box = stamp_box(geometry, input);
    for (std::size_t a = 0; a < geometry.axes.size(); ++a)
        if (box.first[a] < 0 || box.first[a] >= geometry.axes[a].out) return false;
    return true;
}

/// (output, tap) pairs of one axis.
double readings_along(const Axis& axis) {
    // Each adaptive window begins where the one before it ends, or one cell earlier: wherever a border falls into a cell.
    if (axis.sliding == Sliding::adaptive) return static_cast<double>(axis.in + axis.out - std::gcd(axis.in, axis.out));
    const std::int64_t windows = axis.sliding == Sliding::transposed ? axis.in : axis.out;
    return static_cast<double>(windows) * static_cast<double>(axis.kernel);
}

/// A cell is read by every combination of its axes' readings, and in a convolution by each output channel of its group.
std::int64_t channels_reading_each(const Geometry& geometry) {
    return geometry.weight.empty() ? 1 : channels_reading(geometry, 0).count;
}

}  // namespace

std::int64_t readings_at(const Axis& axis, std::int64_t at) {
    switch (axis.sliding) {
        case Sliding::windows:
            return windows_at(axis, at);
        case Sliding::adaptive:
            return adaptive_windows_at(axis, at);
        case Sliding::transposed:
            return stamps_at(axis, at);
    }
    return 0;
}

std::int64_t axis_coverage(const Axis& axis, PaddingMode mode, std::int64_t i) {
    const std::int64_t count = readings_at(axis, stretched_position(axis, i));
    const bool copies = axis.sliding == Sliding::windows && mode != PaddingMode::constant;
    return copies ? count + copies_read(axis, mode, i) : count;
}

std::int64_t most_readers(const Axis& axis) {
    if (axis.sliding == Sliding::adaptive) {
        if (axis.in <= 0 || axis.out <= 0) return 0;
        // Where windows do not end where positions do, those that stand over a position overlap by one.
        const std::int64_t meeting = axis.in % axis.out == 0 || axis.out % axis.in == 0 ? 0 : 1;
        return std::min((axis.out + axis.in - 1) / axis.in + meeting, axis.out);
    }
    return std::min((axis.span() + axis.stride - 1) / axis.stride, axis.out);
}

std::vector<std::int64_t> axis_coverage(const Axis& axis, PaddingMode mode) {
    std::vector<std::int64_t> count(static_cast<std::size_t>(axis.in), 0);
    for (std::int64_t o = 0; o < axis.out; ++o)  // of all positions this is quicker than one by one
        for (std::int64_t k = 0; k < window_length(axis, o); ++k) {
            const std::int64_t source = source_position(axis, mode, input_index(axis, o, k));
            if (source >= 0) ++count[static_cast<std::size_t>(source)];
        }
    return count;
}

Tensor coverage(const Geometry& geometry) {
    Tensor result(geometry.input);
    if (result.values.empty()) return result;  // planes of an empty batch may be of any size
    if (std::holds_alternative<Fold>(geometry.operation)) {
        for (std::int64_t i = 0; i < std::ssize(result.values); ++i)
            result[i] = lands(geometry, unflatten(geometry.input, i)) ? 1.0F : 0.0F;
        return result;
    }
    // Of the input's axes the windowed ones are last, also where the output is made of columns.
    std::vector<std::int64_t> plane{channels_reading_each(geometry)};
    for (const Axis& axis : geometry.axes) {
        const std::vector<std::int64_t> along = axis_coverage(axis, geometry.padding_mode);
        std::vector<std::int64_t> next;
        next.reserve(plane.size() * along.size());
        for (const std::int64_t outer : plane)
            for (const std::int64_t inner : along) next.push_back(outer * inner);
        plane = std::move(next);
    }
    for (std::size_t flat = 0; flat < result.values.size(); ++flat)
        result.values[flat] = static_cast<float>(plane[flat % plane.size()]);
    return result;
}

std::vector<std::int64_t> unread_positions(const Axis& axis) {
    std::vector<std::int64_t> unread;
    if (axis.sliding != Sliding::windows) {  // no padding to pass over: cells that reach no output
        const std::vector<std::int64_t> count = axis_coverage(axis, PaddingMode::constant);
        for (std::int64_t i = 0; i < axis.in && std::ssize(unread) < kMostUnread; ++i)
            if (count[static_cast<std::size_t>(i)] == 0) unread.push_back(i);
        return unread;
    }
    // Padding can be far larger than anything that can be listed or shown: stay near the input.
    const std::int64_t first = std::min<std::int64_t>(-std::min(axis.pad_begin, kMostUnread), 0);
    const std::int64_t end = std::max(axis.in + std::min(axis.pad_end, kMostUnread), axis.in);
    std::vector<bool> read(static_cast<std::size_t>(end - first), false);
    for (std::int64_t o = 0; o < axis.out; ++o) {
        for (std::int64_t k = 0; k < axis.kernel; ++k) {
            const std::int64_t at = input_index(axis, o, k);
            if (at >= first && at < end) read[static_cast<std::size_t>(at - first)] = true;
        }
    }
    for (std::int64_t at = first; at < end && std::ssize(unread) < kMostUnread; ++at)
        if (!read[static_cast<std::size_t>(at - first)]) unread.push_back(at);
    return unread;
}

std::int64_t taps_of_output(const Geometry& geometry) {
    if (std::holds_alternative<Unfold>(geometry.operation)) return 1;
    return geometry.weight.empty() ? geometry.kernel_cells()
                                   : geometry.kernel_cells() * channels_read(geometry, 0).count;
}

std::int64_t uses_of_weight(const Geometry& geometry) {
    return geometry.samples() * geometry.output_cells();
}

std::vector<Tap> taps_with_weight(const Geometry& geometry, std::int64_t weight, std::int64_t sample,
                                  std::int64_t most) {
    const std::int64_t channel = joined_channels(geometry, unflatten(geometry.weight, weight)).output;
    const std::int64_t cells = geometry.output_cells(), first = (sample * geometry.out_channels + channel) * cells;
    const std::int64_t step = cells <= most ? 1 : std::max<std::int64_t>(cells - 1, 1);
    std::vector<Tap> taps;
    for (std::int64_t i = 0; i < cells; i += step)
        taps.push_back(tap_of_weight(geometry, unflatten(geometry.output, first + i), weight));
    return taps;
}

double readings(const Geometry& geometry) {
    if (std::holds_alternative<Unfold>(geometry.operation)) return static_cast<double>(element_count(geometry.output));
    if (std::holds_alternative<Fold>(geometry.operation)) return static_cast<double>(element_count(geometry.input));
    const bool stamps = geometry.transposed();
    const Shape planes = geometry.before_windows(stamps ? geometry.input : geometry.output);
    auto count = static_cast<double>(element_count(planes));
    if (!geometry.weight.empty())
        count *= static_cast<double>((stamps ? channels_reading(geometry, 0) : channels_read(geometry, 0)).count);
    for (const Axis& axis : geometry.axes) count *= readings_along(axis);
    return count;
}

}  // namespace stridelens
