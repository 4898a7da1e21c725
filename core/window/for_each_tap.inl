// Part of window.h: the walk over one window, inline because everything slow would be slow here.

#include <algorithm>
#include <utility>

namespace stridelens {

inline std::int64_t source_position(const Axis& axis, PaddingMode mode, std::int64_t at) {
    if (at >= 0 && at < axis.in) return at;
    if (mode == PaddingMode::constant || axis.in == 0 || at < -axis.pad_begin || at >= axis.in + axis.pad_end)
        return -1;
    const auto modulo = [](std::int64_t a, std::int64_t n) { return (a % n + n) % n; };
    if (mode == PaddingMode::replicate) return std::clamp<std::int64_t>(at, 0, axis.in - 1);
    if (mode == PaddingMode::circular) {  // one turn is what a crop leaves
        const std::int64_t first = std::max<std::int64_t>(-axis.pad_begin, 0);
        const std::int64_t turn = axis.in - first + std::min<std::int64_t>(axis.pad_end, 0);
        return turn > 0 ? first + modulo(at - first, turn) : -1;
    }
    if (axis.in == 1) return 0;
    const std::int64_t period = 2 * (axis.in - 1);
    const std::int64_t phase = modulo(at, period);
    return std::min(phase, period - phase);
}

namespace detail {

/// Kind of position `at` along one axis. A crop has no padding on its side, and ceil mode never meets a crop.
inline TapKind kind_along(const Axis& axis, std::int64_t at) {
    if (at >= 0 && at < axis.in) return TapKind::inside;
    return at < axis.in + axis.pad_end ? TapKind::padding : TapKind::overhang;
}

/// Where the walk of one output cell starts: the flat input position of the windowed axes' origin in the first channel
/// that it reads, how far the next channel is, and the channels themselves.
struct Walk {
    std::int64_t base = 0;
    std::int64_t plane = 1;     // input cells of the windowed axes
    std::int64_t channels = 1;  // channels read
    std::int64_t channel = 0;   // the first of them
    std::int64_t weight = -1;   // flat weight of the first tap; -1: unweighted
};
Walk start_walk(const Geometry& geometry, const Index& output);

/// One row of the kernel: every axis but the last stands still.
struct RowStart {
    std::int64_t source = 0;  // flat, without the last axis; meaningless if not reads
    bool reads = true;
    TapKind kind = TapKind::inside;
};
inline RowStart row_start(const Geometry& geometry, const Index& at, std::int64_t base) {
    RowStart row;
    for (std::size_t a = 0; a + 1 < geometry.axes.size(); ++a) {
        const Axis& axis = geometry.axes[a];
        const std::int64_t position = source_position(axis, geometry.padding_mode, at[a]);
        row.reads = row.reads && position >= 0;
        row.source = row.source * axis.in + position;
        row.kind = std::max(row.kind, kind_along(axis, at[a]));
    }
    row.source = row.source * geometry.axes.back().in + base;
    return row;
}

/// Next kernel row in reading order; false after the last one.
inline bool next_row(const Geometry& geometry, Tap& tap) {
    for (std::size_t a = geometry.axes.size() - 1; a-- > 0;) {
        const Axis& axis = geometry.axes[a];
        tap.at[a] += axis.dilation;
        if (++tap.kernel[a] < axis.kernel) return true;
        tap.at[a] -= axis.kernel * axis.dilation;
        tap.kernel[a] = 0;
    }
    return false;
}

template <class Visit>
void visit_row(const Geometry& geometry, const RowStart& row, Tap& tap, Visit&& visit) {
    const std::size_t last = geometry.axes.size() - 1;
    const Axis& axis = geometry.axes[last];
    const std::int64_t first_at = tap.at[last];
    for (std::int64_t k = 0; k < axis.kernel; ++k) {
        const std::int64_t at = first_at + k * axis.dilation;
        const std::int64_t position = source_position(axis, geometry.padding_mode, at);
        tap.kernel[last] = k;
        tap.at[last] = at;
        tap.kind = std::max(row.kind, kind_along(axis, at));
        tap.source = row.reads && position >= 0 ? row.source + position : -1;
        visit(std::as_const(tap));
        if (tap.weight >= 0) ++tap.weight;
    }
    tap.kernel[last] = 0;
    tap.at[last] = first_at;
}

}  // namespace detail

template <class Visit>
void for_each_tap(const Geometry& geometry, const Index& output, Visit&& visit) {
    const detail::Walk walk = detail::start_walk(geometry, output);
    Tap tap;
    tap.weight = walk.weight;
    for (std::size_t a = 0; a < geometry.axes.size(); ++a) {
        const auto leading = static_cast<std::size_t>(geometry.leading);
        tap.kernel.push_back(0);
        tap.at.push_back(input_index(geometry.axes[a], output[leading + a], 0));
    }
    for (std::int64_t c = 0; c < walk.channels; ++c) {
        tap.channel = walk.channel + c;
        const std::int64_t base = walk.base + c * walk.plane;
        if (geometry.axes.empty()) {  // Pad of no axis at all: a copy
            tap.source = base;
            visit(std::as_const(tap));
            return;
        }
        do {
            detail::visit_row(geometry, detail::row_start(geometry, tap.at, base), tap, visit);
        } while (detail::next_row(geometry, tap));
    }
}

}  // namespace stridelens
