#include "core/window/axis_table.h"

#include "core/window/coverage.h"

namespace stridelens {
namespace {

TapKind kind_along(const Axis& axis, std::int64_t at) {
    return axis.sliding == Sliding::transposed ? detail::stretched_kind(axis, at) : detail::kind_along(axis, at);
}

}  // namespace

AxisTable::AxisTable(const Axis& axis, PaddingMode mode, const Positions& range) : first_(range.first) {
    for (std::int64_t at = range.first; at <= range.last; ++at) {
        const std::int64_t source = source_position(axis, mode, at);
        const std::int64_t coverage = source >= 0 ? axis_coverage(axis, mode, source) : 0;
        cells_.push_back({source, coverage, kind_along(axis, at), readings_at(axis, at)});
    }
}

AxisTable AxisTable::plain(const Positions& range, std::int64_t size, bool mirrored) {
    AxisTable table;
    table.first_ = range.first;
    table.cells_.clear();
    for (std::int64_t at = range.first; at <= range.last; ++at)
        table.cells_.push_back({mirrored ? size - 1 - at : at, 1, TapKind::inside, 1});
    return table;
}

}  // namespace stridelens
