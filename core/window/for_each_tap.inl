// Part of window.h: the walk over one window, inline because everything slow would be slow here.

#include <algorithm>
#include <utility>

namespace stridelens {

namespace detail {

/// source_position() of Sliding::windows and adaptive.
inline std::int64_t window_source(const Axis& axis, PaddingMode mode, std::int64_t at) {
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
    if (mode == PaddingMode::symmetric) {  // the mirror image begins with the edge once more
        const std::int64_t phase = modulo(at, 2 * axis.in);
        return std::min(phase, 2 * axis.in - 1 - phase);
    }
    const std::int64_t period = 2 * (axis.in - 1);
    const std::int64_t phase = modulo(at, period);
    return std::min(phase, period - phase);
}

/// Kind of position `at` along one axis of Sliding::windows or adaptive. A crop has no padding on its side, and ceil mode never meets a crop.
inline TapKind kind_along(const Axis& axis, std::int64_t at) {
    if (at >= 0 && at < axis.in) return TapKind::inside;
    return at < axis.in + axis.pad_end ? TapKind::padding : TapKind::overhang;
}

/// Kind of position `at` of the stretched input of a transposed axis. Everything beside it is padding: the zeros that
/// the gather view sets around the input.
inline TapKind stretched_kind(const Axis& axis, std::int64_t at) {
    if (at < 0 || at >= stretched(axis)) return TapKind::padding;
    return at % axis.stride == 0 ? TapKind::inside : TapKind::inserted;
}

/// Which walk the taps of an operation take.
enum class Form : std::uint8_t {
    windows,    // the kernel's rows, one after the other
    mirrored,   // the same cells; the kernel is read from its far corner
    adaptive,   // windows whose size depends on the output cell
    stretched,  // transposed: gaps and padding are taps too
    written,    // MaxUnpool: those cells of the stretched input that are real
    copied,     // Unfold: one cell
    folded,     // Fold: those windows that wrote here
};
Form form_of(const Geometry& geometry);

/// Where the walk of one output cell starts: the flat input position of the windowed axes' origin in the first channel
/// that it reads, how far the next channel is, and the channels themselves.
struct Walk {
    std::int64_t base = 0;
    std::int64_t plane = 1;        // input cells of the windowed axes
    std::int64_t channels = 1;     // channels read
    std::int64_t channel = 0;      // the first of them
    std::int64_t weight = -1;      // flat weight of the first tap; -1: unweighted
    std::int64_t weight_step = 0;  // transposed: from a channel's first weight to the next channel's
};
Walk start_walk(const Geometry& geometry, const Index& output);

/// `tap` of a plain convolution as that of a true one: same cell, the weight across the kernel's centre.
Tap mirrored(const Geometry& geometry, Tap tap);

/// One tap of a transposed operation, without its channel: `tap.source` is flat over the windowed axes of the input
/// (-1: not inside) and `tap.weight` flat within the kernel. `turn` counts from the far corner of the kernel.
Tap stretched_tap(const Geometry& geometry, const Index& output, const Index& turn);

/// One entry of the unfolded input, without its weight: what kernel position `kernel` (as weights are numbered: a true
/// convolution's lies across the kernel's centre) of window `window` reads in a channel of a sample.
Tap column_tap(const Geometry& geometry, std::int64_t sample, std::int64_t channel, const Index& kernel,
               const Index& window);

/// Unfold: the tap that output cell `output` is a copy of.
Tap copied_tap(const Geometry& geometry, const Index& output);

/// Fold: flat input cell for kernel position `kernel` (flat) of window `window` (flat) in the channel of `output`.
std::int64_t folded_source(const Geometry& geometry, const Index& output, std::int64_t kernel, std::int64_t window);

/// Counts through `extents` in reading order.
template <class Visit>
void for_each_position(const Extents& extents, Visit&& visit) {
    for (const std::int64_t extent : extents)
        if (extent <= 0) return;
    Index at(extents.size(), 0);
    for (;;) {
        visit(std::as_const(at));
        std::size_t a = extents.size();
        while (a > 0 && ++at[a - 1] == extents[a - 1]) at[--a] = 0;
        if (a == 0) return;
    }
}

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
        const std::int64_t position = window_source(axis, geometry.padding_mode, at[a]);
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
        const std::int64_t position = window_source(axis, geometry.padding_mode, at);
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

template <class Visit>
void walk_windows(const Geometry& geometry, const Index& output, Visit&& visit) {
    const Walk walk = start_walk(geometry, output);
    Tap tap;
    tap.weight = walk.weight;
    for (std::size_t a = 0; a < geometry.axes.size(); ++a) {
        tap.kernel.push_back(0);
        tap.at.push_back(input_index(geometry.axes[a], output[geometry.leading + a], 0));
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
            visit_row(geometry, row_start(geometry, tap.at, base), tap, visit);
        } while (next_row(geometry, tap));
    }
}

template <class Visit>
void walk_adaptive(const Geometry& geometry, const Index& output, Visit&& visit) {
    const Walk walk = start_walk(geometry, output);
    Extents lengths;
    for (std::size_t a = 0; a < geometry.axes.size(); ++a)
        lengths.push_back(window_length(geometry.axes[a], output[geometry.leading + a]));
    Tap tap;
    tap.channel = walk.channel;
    tap.at = lengths;
    for_each_position(lengths, [&](const Index& position) {
        tap.kernel = position;
        tap.source = 0;
        for (std::size_t a = 0; a < geometry.axes.size(); ++a) {
            tap.at[a] = input_index(geometry.axes[a], output[geometry.leading + a], position[a]);
            tap.source = tap.source * geometry.axes[a].in + tap.at[a];
        }
        tap.source += walk.base;
        visit(std::as_const(tap));
    });
}

/// Every kernel position of a transposed operation, channel by channel.
template <class Visit>
void walk_stretched(const Geometry& geometry, const Index& output, Visit&& visit) {
    const Walk walk = start_walk(geometry, output);
    const Extents kernel = geometry.kernel_extents();
    for (std::int64_t c = 0; c < walk.channels; ++c) {
        for_each_position(kernel, [&](const Index& turn) {
            Tap tap = stretched_tap(geometry, output, turn);
            tap.channel = walk.channel + c;
            if (tap.source >= 0) tap.source += walk.base + c * walk.plane;
            tap.weight = walk.weight < 0 ? -1 : walk.weight + c * walk.weight_step + tap.weight;
            visit(std::as_const(tap));
        });
    }
}

/// Fold: the windows of one channel that wrote to the output cell.
template <class Visit>
void walk_folded(const Geometry& geometry, const Index& output, Visit&& visit) {
    const Extents kernel = geometry.kernel_extents();
    for_each_position(kernel, [&](const Index& turn) {
        Tap tap = stretched_tap(geometry, output, turn);
        if (tap.source < 0) return;
        tap.source = folded_source(geometry, output, tap.weight, tap.source);
        tap.weight = -1;
        tap.channel = output[geometry.channel_axis()];
        visit(std::as_const(tap));
    });
}

/// The walks that are not over plain windows; kept out of the way of those, which are by far the most.
template <class Visit>
[[gnu::noinline]] void walk_specially(const Geometry& geometry, const Index& output, Form form, Visit&& visit) {
    switch (form) {
        case Form::windows:
            return walk_windows(geometry, output, visit);
        case Form::mirrored:
            return walk_windows(geometry, output, [&](const Tap& tap) { visit(mirrored(geometry, tap)); });
        case Form::adaptive:
            return walk_adaptive(geometry, output, visit);
        case Form::stretched:
            return walk_stretched(geometry, output, visit);
        case Form::written:
            return walk_stretched(geometry, output, [&](const Tap& tap) {
                if (tap.source >= 0) visit(tap);
            });
        case Form::copied:
            return visit(copied_tap(geometry, output));
        case Form::folded:
            return walk_folded(geometry, output, visit);
    }
}

}  // namespace detail

inline std::int64_t source_position(const Axis& axis, PaddingMode mode, std::int64_t at) {
    if (axis.sliding != Sliding::transposed) return detail::window_source(axis, mode, at);
    return detail::stretched_kind(axis, at) == TapKind::inside ? at / axis.stride : -1;
}

template <class Visit>
void for_each_tap(const Geometry& geometry, const Index& output, Visit&& visit) {
    const detail::Form form = detail::form_of(geometry);
    if (form == detail::Form::windows) [[likely]]
        return detail::walk_windows(geometry, output, visit);
    detail::walk_specially(geometry, output, form, visit);
}

}  // namespace stridelens
