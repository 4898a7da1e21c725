#pragma once
// The arithmetic strip: this step's sum, maximum or average with its real numbers, and one sentence about it.
// Three stages: what is said (tokens), where it stands (layout, which also decides on the height), the drawing.

#include "app/figure/facts/facts.h"
#include "app/figure/sketch.h"
#include "core/explain/expression.h"

#include <optional>
#include <string>
#include <vector>

namespace stridelens {

/// What a term of the line is, when it is left out and counted.
enum class TermKind : std::uint8_t { product, value, window_value, passed, power, channel, output_cell };

/// One word, operator or chip of the arithmetic.
struct Token {
    enum class Kind : std::uint8_t { words, chip, line_break };
    Kind kind = Kind::words;
    std::string text;
    int characters = 0;  // reserved width; at least the text's own, so that nothing jumps between steps
    Paint ink{Role::ink};
    Paint fill{};                         // chip
    Paint stroke{};                       // chip
    bool hatched = false;                 // a padded term
    bool struck = false;                  // a term that is not counted
    std::optional<std::int64_t> channel;  // underlined in this channel's hue
    CellId cell;
    bool may_break = false;  // a line may begin here
    bool term = false;       // may give way to "…" when there is no room
    TermKind term_kind = TermKind::value;
    double weight = 0.0;    // of a term's chip: the heaviest give way last …
    bool nothing = false;   // … and those that bring nothing in first
    std::int64_t more = 0;  // "… 68 more products": how many terms it stands for, should it give way itself
};

/// "… 8 products with 0", "… 12 more of the window": what is left out. `nothing`: none of it brings anything in.
std::string left_out(std::int64_t count, TermKind kind, bool nothing);

/// The arithmetic of the shown cell, with no more terms than the strip has chips for.
Expression strip_expression(const Facts& facts);

/// What the strip says of it. `all`: every product of a convolution.
std::vector<Token> tell(const Facts& facts, const Expression& expression, bool all);

/// Whether there is more to show than tell(…, false) says.
bool has_more(const Expression& expression);

struct PlacedToken {
    Token token;
    Box box;
};
struct PlacedLine {
    Point at;
    std::string text;
    Align align = Align::start;
};
struct StripLayout {
    int lines = 1;        // of the arithmetic
    float height = 0.0F;  // the same for every step, as far as that is known …
    float used = 0.0F;    // … and what this one needs of it
    float type = 17.0F;
    std::vector<PlacedToken> tokens;  // y from the strip's top
    std::vector<PlacedLine> sentence;
    float sentence_type = 14.0F;
    std::optional<PlacedToken> more;  // the target that shows all terms, or fewer
};
StripLayout lay_out_strip(const Facts& facts);

/// `card`: it stands on its own, with an edge all round; otherwise it is the foot of a page.
void draw_strip(const StripLayout& layout, const Box& strip, Sketch& sketch, bool card = false);

}  // namespace stridelens
