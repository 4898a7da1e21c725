#pragma once
// What a theme changes in a primitive besides its colours: how thick lines are, and, in print, lines instead of colours.
// Positions and text sizes stay: layout is the same in every theme.

#include "app/figure/figure.h"

#include <variant>
#include <vector>

namespace stridelens {

/// Whether the theme changes anything but colours.
bool dresses(ThemeName theme);

/// What is painted in place of `primitive`, in this order. A group stays a group.
/// projector: every stroke and tint is stronger. print: paints are opaque or not there, faint strokes are thin, a veil
/// goes, a cell or chip has an edge, and a value that is told by colour alone is hatched.
std::vector<Primitive> dressed(const Primitive& primitive, ThemeName theme);

/// Calls the visitor with what is painted: every back-end visits primitives through this.
template <class Visitor>
void visit_dressed(const Primitive& primitive, ThemeName theme, Visitor& visitor) {
    if (!dresses(theme)) {
        std::visit(visitor, primitive);
        return;
    }
    for (const Primitive& worn : dressed(primitive, theme)) std::visit(visitor, worn);
}

}  // namespace stridelens
