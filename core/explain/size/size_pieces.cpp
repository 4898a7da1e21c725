#include "core/explain/size/size_pieces.h"

#include "core/words/prose.h"

#include <fmt/format.h>

#include <algorithm>

namespace stridelens {

SizePieces& SizePieces::value(Field field, std::string symbol, std::int64_t number) {
    pieces_.push_back({std::move(symbol), fmt::format("{}", number), field});
    return *this;
}

SizePieces& SizePieces::plus(Field field, const std::string& symbol, std::int64_t number) {
    pieces_.push_back({"+ " + symbol, text::signed_term(number), field});
    return *this;
}

SizePieces& SizePieces::minus(Field field, const std::string& symbol, std::int64_t number) {
    const std::string term = number == 0 ? "− 0" : text::signed_term(-number);
    pieces_.push_back({"− " + symbol, term, field});
    return *this;
}

void SizePieces::write(SizeFormula& formula) && {
    formula.symbols.clear();
    formula.expression.clear();
    for (const SizePiece& piece : pieces_) {
        formula.symbols += piece.symbol;
        formula.expression += piece.number;
    }
    formula.pieces = std::move(pieces_);
}

std::string side_symbol(const std::string& axis, bool end) {
    if (axis == "H") return end ? "p_bottom" : "p_top";
    if (axis == "W" || axis == "L") return end ? "p_right" : "p_left";
    return end ? "p_back" : "p_front";
}

std::string in_both(const SizeFormula& formula) {
    const std::string symbols = formula.symbolic() ? formula.symbols + " = " : "";
    return fmt::format("{}{} = {}", symbols, formula.expression, formula.result);
}

bool same_symbols(const SizeFormula& a, const SizeFormula& b) {
    return std::ranges::equal(a.pieces, b.pieces, [](const SizePiece& one, const SizePiece& other) {
        return one.field == other.field && (one.symbol == other.symbol || one.field == Field::input);
    });
}

std::vector<SizeFormula> merged(const std::vector<SizeFormula>& formulas) {
    std::vector<SizeFormula> all;
    for (const SizeFormula& formula : formulas) {
        const auto same = std::find_if(all.begin(), all.end(), [&](const SizeFormula& other) {
            return other.expression == formula.expression && other.result == formula.result &&
                   (other.shared_note == formula.shared_note || other.note == formula.note);
        });
        if (same == all.end()) {
            all.push_back(formula);
            continue;
        }
        same->axis += ", " + formula.axis;
        if (same->shared_note == formula.shared_note) same->note = formula.shared_note;
    }
    return all;
}

}  // namespace stridelens
