#include "app/figure/page/formula_block.h"

#include "app/figure/facts/facts.h"
#include "app/figure/sketch.h"
#include "app/figure/wrap.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

namespace stridelens {
namespace {

constexpr float kSmallest = 13.0F;             // type of a formula
constexpr float kLine = 1.6F, kAfter = 0.45F;  // of its type: a line, and what stands between two formulas
constexpr float kNote = 14.0F, kNoteLine = 20.0F;
constexpr float kUnderline = 2.0F;

float wide(const std::string& text, float type) {
    return text_width(text, Face::numbers, type);
}

/// One axis' formula in columns: a symbol and its number share one.
struct Columns {
    std::string name, result;  // "out", "4"
    const SizeFormula* formula = nullptr;
    bool symbols = true;  // they say more than the numbers
    std::string note;

    static float column(const SizePiece& piece, float type) {
        return std::max(wide(piece.symbol, type), wide(piece.number, type));
    }
    /// Behind the numbers: what was rounded, or, where no symbols stand above, the result.
    std::string tail() const {
        if (!symbols) return " = " + result;
        return formula->rounded.empty() ? "" : " = " + formula->rounded;
    }
    float head(float type) const { return std::max(wide(name, type), wide(result, type)) + wide(" = ", type); }
    float rest(float type) const {
        float sum = wide(tail(), type);
        for (const SizePiece& piece : formula->pieces) sum += column(piece, type);
        return sum;
    }
};

std::vector<Columns> columns_of(const std::vector<SizeFormula>& sizes) {
    std::vector<Columns> all;
    for (const SizeFormula& size : sizes) {
        Columns columns{sizes.size() == 1 ? "out" : "out " + size.axis, fmt::format("{}", size.result), &size,
                        size.symbolic(), size.note};
        if (!size.left_over.empty()) columns.note = size.left_over + (size.note.empty() ? "" : "; " + size.note);
        all.push_back(std::move(columns));
    }
    return all;
}

/// Room that all of them need: what stands before "=", and what stands behind it.
std::pair<float, float> widths_of(const std::vector<Columns>& all, float type) {
    float head = 0.0F, rest = 0.0F;
    for (const Columns& columns : all) {
        head = std::max(head, columns.head(type));
        rest = std::max(rest, columns.rest(type));
    }
    return {head, rest};
}

class Writer {
public:
    Writer(Sketch& sketch, float type, const CellId& hover, float head, float width)
        : sketch_(sketch), type_(type), hover_(hover), head_(head), width_(width) {}

    /// Returns where the next one begins.
    float write(const Columns& columns, float first) {
        const float line = std::round(kLine * type_);
        const float numbers = columns.symbols ? first + line : first;
        if (columns.symbols) begin(columns.name, Face::numbers, {Role::dim_ink}, first + line / 2);
        if (columns.symbols)
            begin(columns.result, Face::numbers_bold, {Role::window}, numbers + line / 2);
        else
            begin(columns.name, Face::numbers, {Role::dim_ink}, numbers + line / 2);
        float x = head_;
        for (const SizePiece& piece : columns.formula->pieces) {
            const float column = Columns::column(piece, type_);
            target(piece, {x, first, column, numbers + line - first});
            if (columns.symbols) part(piece, piece.symbol, {x, first, column, line});
            part(piece, piece.number, {x, numbers, column, line});
            x += column;
        }
        if (!columns.tail().empty())
            sketch_.text({x, numbers + line / 2}, columns.tail(), Face::numbers, type_,
                         {columns.symbols ? Role::dim_ink : Role::window}, Align::start);
        return notes(columns.note, numbers + line) + std::round(kAfter * type_);
    }

private:
    /// "out =", "4 ="
    void begin(const std::string& what, Face face, const Paint& paint, float y) {
        sketch_.text({head_ - wide(" = ", type_), y}, what, face, type_, paint, Align::end);
        sketch_.text({head_ - wide(" ", type_), y}, "=", Face::numbers, type_, {Role::dim_ink}, Align::end);
    }

    /// What can be pointed at: the symbol and its number.
    void target(const SizePiece& piece, const Box& box) {
        if (!piece.field) return;
        Rect rect;
        rect.box = {box.x + 0.25F, box.y - 2.0F, box.w - 0.5F, box.h + 4.0F};  // its neighbours begin where it ends
        rect.radius = 4.0F;
        rect.cell = {Grid::setting, static_cast<std::int64_t>(*piece.field)};
        if (hover_ == rect.cell) rect.fill = {Role::chip};
        sketch_.add(std::move(rect));
    }

    void part(const SizePiece& piece, const std::string& text, const Box& box) {
        if (!piece.field) {
            if (text != " ")
                sketch_.text({box.x, box.centre().y}, text, Face::numbers, type_, {Role::dim_ink}, Align::start);
            return;
        }
        const Paint paint = symbol_paint(*piece.field);
        const float own = wide(text, type_), left = box.x + (box.w - own) / 2;
        // A sign that the number brings along is not the symbol's.
        const std::size_t sign = text.starts_with("+ ") ? 2 : text.starts_with("− ") ? std::string("− ").size() : 0;
        const float before = wide(text.substr(0, sign), type_);
        sketch_.text({left, box.centre().y}, text, sign > 0 ? Face::numbers : Face::numbers_bold, type_, paint,
                     Align::start);
        const float y = std::round(box.centre().y + 0.62F * type_);
        sketch_.line({left + before, y}, {left + own, y}, paint, kUnderline);
    }

    float notes(const std::string& note, float y) {
        if (note.empty()) return y;
        for (const std::string& words : wrap(note, Face::words, kNote, width_)) {
            sketch_.text({0.0F, y + kNoteLine / 2}, words, Face::words, kNote, {Role::dim_ink}, Align::start);
            y += kNoteLine;
        }
        return y;
    }

    Sketch& sketch_;
    float type_;
    CellId hover_;
    float head_, width_;
};

/// Too wide even in the smallest type: symbols and numbers broken into lines.
Figure broken_block(const std::vector<Columns>& all, float width) {
    constexpr float step = 20.0F;
    std::vector<std::pair<std::string, Paint>> lines;
    const auto add = [&](const std::string& text, Paint paint) {
        for (const std::string& words : wrap(text, Face::numbers, kSmallest, width)) lines.emplace_back(words, paint);
    };
    for (const Columns& columns : all) {
        if (columns.symbols) add(columns.name + " = " + columns.formula->symbols, {Role::dim_ink});
        const std::string& before = columns.symbols ? columns.result : columns.name;
        add(before + " = " + columns.formula->expression + columns.tail(), {Role::ink});
        if (!columns.note.empty()) add(columns.note, {Role::dim_ink});
    }
    float widest = 0.0F;
    for (const auto& [words, paint] : lines) widest = std::max(widest, wide(words, kSmallest));
    Sketch sketch(std::ceil(widest), step * static_cast<float>(lines.size()));
    {
        const auto group = sketch.group("formula", "Size of the output");
        float y = step / 2;
        for (const auto& [words, paint] : lines) {
            sketch.text({0.0F, y}, words, Face::numbers, kSmallest, paint, Align::start);
            y += step;
        }
    }
    return std::move(sketch.figure());
}

}  // namespace

Figure formula_block(const Derived& derived, float width, float type, const CellId& hover) {
    const std::vector<SizeFormula> sizes = merged(derived.sizes);
    const std::vector<Columns> all = columns_of(sizes);
    auto [head, rest] = widths_of(all, type);
    while (type > kSmallest && head + rest > width) std::tie(head, rest) = widths_of(all, type -= 1.0F);
    if (head + rest > width) return broken_block(all, width);
    float broad = head + rest;
    for (const Columns& columns : all)
        for (const std::string& words : wrap(columns.note, Face::words, kNote, width))
            broad = std::max(broad, text_width(words, Face::words, kNote));
    Sketch sketch(std::ceil(broad), 0.0F);
    float y = 0.0F;
    {
        const auto group = sketch.group("formula", "Size of the output");
        Writer writer(sketch, type, hover, head, width);
        for (const Columns& columns : all) y = writer.write(columns, y);
    }
    Figure figure = std::move(sketch.figure());
    figure.height = std::max(y - std::round(kAfter * type), 0.0F);
    return figure;
}

}  // namespace stridelens
