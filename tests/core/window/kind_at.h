#pragma once
// What kind of cell stands at a place, axis by axis: the plain way to what taps and tables say.

#include "core/window/window.h"

#include <algorithm>
#include <cstddef>

namespace stridelens::test {

/// At input position `at` (transposed: of the stretched input) along the windowed axes: overhang wins over padding,
/// padding over inserted zeros, those over inside.
inline TapKind kind_at(const Geometry& geometry, const Index& at) {
    TapKind kind = TapKind::inside;
    for (std::size_t a = 0; a < geometry.axes.size(); ++a)
        kind = std::max(kind, geometry.transposed() ? detail::stretched_kind(geometry.axes[a], at[a])
                                                    : detail::kind_along(geometry.axes[a], at[a]));
    return kind;
}

}  // namespace stridelens::test
