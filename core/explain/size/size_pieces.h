#pragma once
// Internal to explain/: a size formula is written once, and comes out in symbols and in today's numbers.

#include "core/explain/explain.h"

#include <cstdint>
#include <string>
#include <utility>

namespace stridelens {

class SizePieces {
public:
    /// An operator, a bracket, a constant: the same in both.
    SizePieces& same(std::string text) {
        pieces_.push_back({text, text, {}});
        return *this;
    }
    /// "p" and "1".
    SizePieces& value(Field field, std::string symbol, std::int64_t number);
    /// A term of a sum, whose number brings its sign along: "+ p_left" and "− 1".
    SizePieces& plus(Field field, const std::string& symbol, std::int64_t number);
    /// The term taken off: "− p_left" and "+ 1"; "− 0".
    SizePieces& minus(Field field, const std::string& symbol, std::int64_t number);

    /// Fills in pieces, symbols and expression.
    void write(SizeFormula& formula) &&;

private:
    std::vector<SizePiece> pieces_;
};

/// "p_left", "p_top": the padding before (`end`: after) the cells of the axis "W", "H" …, as torch.nn.functional.pad
/// calls the sides.
std::string side_symbol(const std::string& axis, bool end);

}  // namespace stridelens
