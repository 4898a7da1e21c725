// Every small geometry against an oracle that is written differently: it lays the padded line out cell by cell and walks
// the window over it. It never divides.

#include "core/operation/catalogue.h"
#include "core/operation/geometry.h"
#include "core/window/coverage.h"
#include "core/window/window.h"
#include "tests/core/window/kind_at.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <vector>

namespace stridelens {
namespace {

struct Cell {
    TapKind kind = TapKind::inside;
    std::int64_t source = -1;
    bool operator==(const Cell&) const = default;
};

/// Positions of one axis, from the first padding cell on: padding, input, padding. What comes after is overhang.
std::vector<Cell> laid_out(const Axis& axis) {
    std::vector<Cell> line;
    for (std::int64_t i = 0; i < axis.pad_begin; ++i) line.push_back({TapKind::padding, -1});
    for (std::int64_t i = 0; i < axis.in; ++i) line.push_back({TapKind::inside, i});
    for (std::int64_t i = 0; i < axis.pad_end; ++i) line.push_back({TapKind::padding, -1});
    return line;
}

/// Window starts on that line. Floor: every window that fits. Ceil: also one that sticks out by less than a stride,
/// except a last one that would start behind the input.
std::vector<std::int64_t> walk(const Axis& axis) {
    const std::int64_t length = axis.pad_begin + axis.in + axis.pad_end;
    std::vector<std::int64_t> starts;
    for (std::int64_t start = 0; start + axis.span() - length < (axis.ceil_mode ? axis.stride : 1);
         start += axis.stride)
        starts.push_back(start);
    if (axis.ceil_mode && !starts.empty() && starts.back() >= axis.pad_begin + axis.in) starts.pop_back();
    return starts;
}

/// What window number `o` reads, tap by tap.
std::vector<Cell> read_window(const Axis& axis, std::int64_t start) {
    const std::vector<Cell> line = laid_out(axis);
    std::vector<Cell> cells;
    for (std::int64_t at = start; at < start + axis.span(); at += axis.dilation)
        cells.push_back(at < static_cast<std::int64_t>(line.size()) ? line[static_cast<std::size_t>(at)]
                                                                    : Cell{TapKind::overhang, -1});
    return cells;
}

MaxPool pool_of(const std::vector<Axis>& axes) {
    MaxPool pool;
    pool.spatial_rank = static_cast<int>(axes.size());
    pool.convention = Convention::onnx;  // per-side padding without PyTorch's limit
    pool.kernel_size = pool.stride = pool.dilation = {};
    pool.padding = {};
    for (const Axis& axis : axes) {
        pool.kernel_size.push_back(axis.kernel);
        pool.stride.push_back(axis.stride);
        pool.dilation.push_back(axis.dilation);
        pool.padding.push_back({axis.pad_begin, axis.pad_end});
        pool.ceil_mode = pool.ceil_mode || axis.ceil_mode;
    }
    return pool;
}

std::string line_of(const Axis& axis) {
    return fmt::format("in {} k{} s{} d{} p{}:{}{}", axis.in, axis.kernel, axis.stride, axis.dilation, axis.pad_begin,
                       axis.pad_end, axis.ceil_mode ? " ceil" : "");
}

std::vector<Axis> small_axes(std::int64_t in, std::int64_t kernel, std::int64_t stride, std::int64_t dilation,
                             std::int64_t pad) {
    std::vector<Axis> axes;
    for (std::int64_t i = 1; i <= in; ++i)
        for (std::int64_t k = 1; k <= kernel; ++k)
            for (std::int64_t s = 1; s <= stride; ++s)
                for (std::int64_t d = 1; d <= dilation; ++d)
                    for (std::int64_t b = 0; b <= pad; ++b)
                        for (std::int64_t e = 0; e <= pad; ++e)
                            for (const bool ceil : {false, true}) axes.push_back({i, k, s, d, b, e, ceil, 1});
    return axes;
}

TEST(Enumeration, ExtentIsTheNumberOfWindowsThatAWalkFinds) {
    for (const Axis& axis : small_axes(8, 4, 4, 3, 3)) {
        const auto extent = output_extent(axis);
        const std::int64_t expected = static_cast<std::int64_t>(walk(axis).size());
        if (expected == 0) {
            ASSERT_FALSE(extent.has_value()) << line_of(axis) << " has no window, but extent " << extent.value_or(-1);
        } else {
            ASSERT_EQ(extent.value_or(-1), expected) << line_of(axis);
        }
    }
}

TEST(Enumeration, TapsCoverageAndUnreadAreThoseOfTheWalk) {
    for (const Axis& axis : small_axes(6, 3, 4, 3, 2)) {
        const auto geometry = resolve(pool_of({axis}), Shape{1, 1, axis.in});
        const std::vector<std::int64_t> starts = walk(axis);
        ASSERT_EQ(geometry.has_value(), !starts.empty()) << line_of(axis);
        if (starts.empty()) continue;
        std::vector<std::int64_t> reads(static_cast<std::size_t>(axis.in + axis.pad_begin + axis.pad_end), 0);
        for (std::size_t o = 0; o < starts.size(); ++o) {
            std::vector<Cell> got;
            for_each_tap(*geometry, Index{0, 0, static_cast<std::int64_t>(o)}, [&](const Tap& tap) {
                got.push_back({tap.kind, tap.source});
                ASSERT_EQ(test::kind_at(*geometry, tap.at), tap.kind) << line_of(axis);
            });
            ASSERT_EQ(got, read_window(axis, starts[o])) << line_of(axis) << " output " << o;
            for (std::int64_t at = starts[o]; at < starts[o] + axis.span(); at += axis.dilation)
                if (at < static_cast<std::int64_t>(reads.size())) ++reads[static_cast<std::size_t>(at)];
        }
        const Tensor covered = coverage(*geometry);
        std::vector<std::int64_t> unread;
        for (std::size_t at = 0; at < reads.size(); ++at) {
            const std::int64_t position = static_cast<std::int64_t>(at) - axis.pad_begin;
            if (reads[at] == 0) unread.push_back(position);
            if (position < 0 || position >= axis.in) continue;
            ASSERT_EQ(covered[position], static_cast<float>(reads[at])) << line_of(axis) << " cell " << position;
        }
        ASSERT_EQ(unread_positions(geometry->axes[0]), unread) << line_of(axis);
    }
}

TEST(Enumeration, InTwoDimensionsAWindowIsTheProductOfItsRowsAndColumns) {
    const std::vector<Axis> axes = small_axes(3, 2, 2, 2, 1);
    for (std::size_t i = 0; i < axes.size(); ++i) {
        const Axis& h = axes[i];
        const Axis& w = axes[(i * 37 + 11) % axes.size()];
        if (h.ceil_mode != w.ceil_mode || walk(h).empty() || walk(w).empty()) continue;
        const auto geometry = resolve(pool_of({h, w}), Shape{1, 2, h.in, w.in});
        ASSERT_TRUE(geometry.has_value()) << line_of(h) << " × " << line_of(w);
        const std::vector<std::int64_t> rows = walk(h);
        const std::vector<std::int64_t> columns = walk(w);
        ASSERT_EQ(geometry->output,
                  (Shape{1, 2, static_cast<std::int64_t>(rows.size()), static_cast<std::int64_t>(columns.size())}));
        for (std::size_t y = 0; y < rows.size(); ++y) {
            for (std::size_t x = 0; x < columns.size(); ++x) {
                std::vector<Cell> expected;
                for (const Cell& row : read_window(h, rows[y]))
                    for (const Cell& column : read_window(w, columns[x]))
                        expected.push_back(
                            {std::max(row.kind, column.kind),
                             row.source < 0 || column.source < 0 ? -1 : (h.in + row.source) * w.in + column.source});
                std::vector<Cell> got;
                const Index output{0, 1, static_cast<std::int64_t>(y), static_cast<std::int64_t>(x)};
                for (const Tap& tap : taps(*geometry, output)) got.push_back({tap.kind, tap.source});
                ASSERT_EQ(got, expected) << line_of(h) << " × " << line_of(w) << " output " << y << ", " << x;
            }
        }
    }
}

/// Padding by copies, made as one would by hand: step outwards from the edge, bouncing, staying or starting over.
std::vector<std::int64_t> padded_by_hand(PaddingMode mode, std::int64_t size, const Sides& sides) {
    std::vector<std::int64_t> line;
    for (std::int64_t i = 0; i < size; ++i) line.push_back(i);
    const auto crop = [&line](std::int64_t begin, std::int64_t end) {
        line.erase(line.begin(), line.begin() + begin);
        line.erase(line.end() - end, line.end());
    };
    const Sides crops{std::max<std::int64_t>(-sides.begin, 0), std::max<std::int64_t>(-sides.end, 0)};
    if (mode == PaddingMode::circular) crop(crops.begin, crops.end);
    const std::vector<std::int64_t> content = line;
    const std::int64_t last = static_cast<std::int64_t>(content.size()) - 1;
    const auto outwards = [&](std::int64_t from, std::int64_t direction, std::int64_t count) {
        std::vector<std::int64_t> found;
        std::int64_t at = from;
        for (std::int64_t i = 0; i < count; ++i) {
            if (mode == PaddingMode::circular)
                at = direction < 0 ? (at == 0 ? last : at - 1) : (at == last ? 0 : at + 1);
            if (mode == PaddingMode::reflect && last > 0) {
                if (at + direction < 0 || at + direction > last) direction = -direction;
                at += direction;
            }
            // The first step stays on the edge cell; from there it goes as one that reflects, resting at each end.
            if (mode == PaddingMode::symmetric) {
                if (i == 0)
                    direction = -direction;
                else if (at + direction < 0 || at + direction > last)
                    direction = -direction;
                else
                    at += direction;
            }
            found.push_back(content[static_cast<std::size_t>(at)]);
        }
        return found;
    };
    std::vector<std::int64_t> before = outwards(0, -1, std::max<std::int64_t>(sides.begin, 0));
    std::reverse(before.begin(), before.end());
    const std::vector<std::int64_t> after = outwards(last, +1, std::max<std::int64_t>(sides.end, 0));
    line.insert(line.begin(), before.begin(), before.end());
    line.insert(line.end(), after.begin(), after.end());
    if (mode != PaddingMode::circular) crop(crops.begin, crops.end);
    return line;
}

TEST(Enumeration, PaddingByCopiesIsWhatSteppingOutwardsFinds) {
    int compared = 0;
    for (const PaddingMode mode :
         {PaddingMode::reflect, PaddingMode::replicate, PaddingMode::circular, PaddingMode::symmetric}) {
        for (std::int64_t size = 1; size <= 5; ++size) {
            for (std::int64_t begin = -3; begin <= 7; ++begin) {
                for (std::int64_t end = -3; end <= 7; ++end) {
                    Pad pad = default_of<Pad>(1);
                    pad.convention = Convention::onnx;  // without PyTorch's limits
                    pad.mode = mode;
                    pad.padding = {Sides{begin, end}};
                    const auto geometry = resolve(pad, Shape{1, 1, size});
                    const std::int64_t left = size + std::min<std::int64_t>(begin, 0) + std::min<std::int64_t>(end, 0);
                    if (!geometry || left < 1) continue;
                    std::vector<std::int64_t> sources;
                    for (std::int64_t o = 0; o < geometry->output[2]; ++o)
                        sources.push_back(taps(*geometry, Index{0, 0, o}).front().source);
                    ASSERT_EQ(sources, padded_by_hand(mode, size, {begin, end}))
                        << "size " << size << " p" << begin << ":" << end << " mode " << static_cast<int>(mode);
                    ++compared;
                }
            }
        }
    }
    EXPECT_GT(compared, 1000);
}

}  // namespace
}  // namespace stridelens
