#pragma once
// Goes through a figure in painting order for a back-end: each primitive as the theme has it, and the end of each group.

#include "app/figure/theme/dress.h"
#include "core/tensor/stop.h"

#include <cstddef>
#include <vector>

namespace stridelens {

/// Calls visitor(primitive) for each group, and for each other primitive of which wanted(its place in the list) is true;
/// and visitor.leave(group) after a group's last one. The visitor handles every kind of primitive by name: a new one does
/// not compile until it does. Can be stopped between two of them.
template <class Visitor, class Wanted>
void walk(const Figure& figure, ThemeName theme, Visitor& visitor, const Wanted& wanted) {
    struct Open {
        const Group* group;
        std::size_t end;  // index after its last primitive
    };
    std::vector<Open> open;
    for (std::size_t i = 0; i <= figure.primitives.size(); ++i) {
        for (; !open.empty() && (open.back().end <= i || i == figure.primitives.size()); open.pop_back())
            visitor.leave(*open.back().group);
        if (i == figure.primitives.size()) return;
        stop_if_asked();
        const auto* group = std::get_if<Group>(&figure.primitives[i]);
        if (group != nullptr || wanted(i)) visit_dressed(figure.primitives[i], theme, visitor);
        if (group != nullptr) open.push_back({group, i + 1 + group->count});
    }
}

/// All of them.
template <class Visitor>
void walk(const Figure& figure, ThemeName theme, Visitor& visitor) {
    walk(figure, theme, visitor, [](std::size_t) { return true; });
}

}  // namespace stridelens
