// Where the strip's tokens stand: in lines, smaller if that saves a line, shortened if there is no room at all.

#include "app/figure/strip/strip.h"
#include "app/figure/wrap.h"
#include "core/words/utf8.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <string_view>
#include <utility>

namespace stridelens {

namespace {

constexpr float kMargin = 24.0F, kPadding = 12.0F, kLineGap = 8.0F;
constexpr float kLeastGrids = 320.0F;     // height that the grids keep
constexpr float kLowPage = 700.0F;        // of a comparison: below it each side's arithmetic is a line
constexpr float kLeastSentence = 176.0F;  // a sentence beside the arithmetic gets at least this width …
constexpr float kTapSentence = 240.0F;    // … and that of a term so much: then three lines hold it
constexpr float kSentenceType = 14.0F, kSentenceLine = 18.0F, kMoreType = 13.0F;

struct Metrics {
    float type = 17.0F;
    float chip_height() const { return std::round(type * 1.9F); }
    float chip_padding() const { return std::round(type * 0.5F); }
    float gap() const { return std::round(type * 0.45F); }
    float line() const { return chip_height() + kLineGap; }
};

float width_of(const Token& token, const Metrics& m) {
    const float text = 0.6F * m.type * static_cast<float>(token.characters);
    return std::ceil(token.kind == Token::Kind::chip ? text + 2 * m.chip_padding() : text);
}

struct Flow {
    std::vector<PlacedToken> tokens;
    int lines = 1;
    float last_width = 0.0F;  // end of the last line, from the left edge
    bool fits = true;         // no single token is wider than a line
};

/// A chip after a chip stands close; everything else has air.
float gap_before(const std::vector<PlacedToken>& placed, const Token& token, const Metrics& m) {
    if (placed.empty()) return 0.0F;
    const Token& before = placed.back().token;
    const bool chips = before.kind == Token::Kind::chip && token.kind == Token::Kind::chip;
    const auto equals = [](const Token& t) { return t.text == "=" || t.text == "≈"; };
    if (equals(token) || equals(before)) return 2 * m.gap();
    if (token.text.ends_with("so far")) return 2 * m.gap();
    return chips ? std::round(m.gap() * 0.6F) : m.gap();
}

/// Lines break where a token may begin one, and before it the tokens that must stay with it.
Flow flow(const std::vector<Token>& tokens, const Metrics& m, float width) {
    Flow result;
    float x = kMargin;
    const auto line_top = [&] { return kPadding + static_cast<float>(result.lines - 1) * m.line(); };
    for (std::size_t i = 0; i < tokens.size(); ++i) {
        const Token& token = tokens[i];
        if (token.kind == Token::Kind::line_break) {
            ++result.lines;
            x = kMargin;
            continue;
        }
        const bool at_start = x <= kMargin;
        float gap = at_start ? 0.0F : gap_before(result.tokens, token, m);
        // A token that must not begin a line pulls the one before it along: look how far this piece reaches.
        float piece = width_of(token, m);
        for (std::size_t k = i + 1;
             k < tokens.size() && !tokens[k].may_break && tokens[k].kind != Token::Kind::line_break; ++k)
            if (token.may_break) piece += m.gap() + width_of(tokens[k], m);
        if (!at_start && (token.may_break ? x + gap + piece : x + gap + width_of(token, m)) > width - kMargin) {
            ++result.lines;
            x = kMargin + 2 * m.type;
            gap = 0.0F;
        }
        const float own = width_of(token, m);
        result.tokens.push_back({token, {x + gap, line_top(), own, m.chip_height()}});
        x += gap + own;
        if (x > width - kMargin) result.fits = false;
    }
    result.last_width = x;
    return result;
}

bool is_term_chip(const Token& token) {
    return token.term && token.kind == Token::Kind::chip &&
           token.cell.grid != Grid::none;  // a row's own sum is no term
}

/// Chips of terms, the heaviest first; of those that weigh the same the first first.
std::vector<std::size_t> by_weight(const std::vector<Token>& tokens) {
    std::vector<std::size_t> chips;
    for (std::size_t i = 0; i < tokens.size(); ++i)
        if (is_term_chip(tokens[i])) chips.push_back(i);
    // What brings nothing in gives way together, unless there is nothing else.
    const auto something = [&](std::size_t i) { return !tokens[i].nothing; };
    if (std::any_of(chips.begin(), chips.end(), something))
        std::erase_if(chips, [&](std::size_t i) { return tokens[i].nothing; });
    std::stable_sort(chips.begin(), chips.end(),
                     [&](std::size_t a, std::size_t b) { return tokens[a].weight > tokens[b].weight; });
    return chips;
}

/// The tokens with fewer terms, put together one by one.
class Shortened {
public:
    explicit Shortened(const std::vector<Token>& tokens, std::size_t keep)
        : tokens_(tokens), stays_(tokens.size()), last_(0) {
        const std::vector<std::size_t> chips = by_weight(tokens);
        for (std::size_t i = 0; i < std::min(keep, chips.size()); ++i) {
            stays_[chips[i]] = true;
            last_ = std::max(last_, chips[i]);
        }
        if (keep >= chips.size()) last_ = tokens.size();
        for (std::size_t i = 0; i < tokens.size(); ++i) take(i);
        close();
    }
    std::vector<Token> tokens() { return std::move(shorter_); }

private:
    void take(std::size_t i) {
        const Token& token = tokens_[i];
        if (!token.term && token.kind != Token::Kind::line_break) {
            close();
            shorter_.push_back(token);
        } else if (is_term_chip(token)) {
            take_chip(token, stays_[i]);
        } else if (token.text == "+") {
            plus_ = token;
        } else if (token.more > 0 && (left_ > 0 || i > last_)) {
            leave(token, token.more);
        } else if (i < last_) {  // a row's name, its rest and its sum
            shorter_.push_back(token);
            begun_ = token.more > 0;
        }
    }

    void take_chip(const Token& token, bool stays) {
        if (!stays) {
            leave(token, 1);
            adds_ = adds_ || plus_;
        } else {
            const bool behind_plus = begun_ && plus_;
            if (behind_plus) shorter_.push_back(*plus_);
            shorter_.push_back(token);
            if (plus_ && !behind_plus) shorter_.back().may_break = true;
            begun_ = true;
        }
        plus_.reset();
    }

    void leave(const Token& token, std::int64_t count) {
        left_ += count;
        kind_ = token.term_kind;
        nothing_ = nothing_ && token.nothing;
    }

    /// Counts what a sum had to leave out.
    void close() {
        if (left_ > 0) {
            Token dots;
            dots.text = (begun_ && adds_ ? "+ " : "") + left_out(left_, kind_, nothing_);
            dots.characters = text::character_count(dots.text);
            dots.ink = {Role::dim_ink};
            dots.may_break = true;
            dots.cell = {Grid::more_terms, 0};
            shorter_.push_back(std::move(dots));
        }
        left_ = 0;
        nothing_ = true;
        adds_ = begun_ = false;
    }

    const std::vector<Token>& tokens_;
    std::vector<Token> shorter_;
    std::vector<bool> stays_;
    std::size_t last_;  // of those that stay
    std::int64_t left_ = 0;
    TermKind kind_ = TermKind::value;
    bool nothing_ = true;  // of what is left out brings anything in
    bool adds_ = false;    // "+" stood before some of it
    bool begun_ = false;   // a term of this sum stands here already
    std::optional<Token> plus_;
};

/// Leaves out all terms but the `keep` heaviest: those that stay keep their order, and what is left out is counted behind
/// them.
std::vector<Token> shorten(const std::vector<Token>& tokens, std::size_t keep) {
    return Shortened(tokens, keep).tokens();
}

struct Fitted {
    Metrics metrics;
    Flow flow;
    bool shortened = false;
};

/// The largest type that needs no more than `lines` lines; then fewer terms.
Fitted fit(const std::vector<Token>& tokens, float width, int lines) {
    const float largest = width >= 800.0F ? 17.0F : 15.0F;
    const Metrics sizes[] = {{largest}, {14.0F}};
    for (const Metrics& m : sizes) {  // one line if the smaller type does it, too
        Flow placed = flow(tokens, m, width);
        if (placed.lines == 1 && placed.fits) return {m, std::move(placed), false};
    }
    for (const Metrics& m : sizes) {
        Flow placed = flow(tokens, m, width);
        if (placed.lines <= lines && placed.fits) return {m, std::move(placed), false};
    }
    const Metrics m{14.0F};
    std::size_t low = 0;
    auto high =
        static_cast<std::size_t>(std::count_if(tokens.begin(), tokens.end(), [](const Token& t) { return t.term; }));
    while (low < high) {
        const std::size_t middle = (low + high + 1) / 2;
        if (flow(shorten(tokens, middle), m, width).lines <= lines)
            low = middle;
        else
            high = middle - 1;
    }
    return {m, flow(shorten(tokens, low), m, width), true};
}

PlacedToken more_target(const Facts& facts, bool all, float right, float middle) {
    Token token;
    token.kind = Token::Kind::chip;
    token.text = all ? "▾ show less" : fmt::format("▸ show all {} terms", facts.explanation().count);
    token.ink = facts.scene.hover.grid == Grid::more_terms ? Paint{Role::ink} : Paint{Role::dim_ink};
    token.fill = {Role::chip};
    token.cell = {Grid::more_terms, 0};
    const float width = std::ceil(text_width(token.text, Face::numbers, kMoreType) + 16.0F);
    return {token, {right - width, middle - 12.0F, width, 24.0F}};
}

/// Room that the sentences of all steps need, in one line. Windows in the padding have more to say; deciding by this
/// and not by the step's own sentence keeps the strip's height while stepping.
float sentence_room(const Facts& facts) {
    return facts.left.ring == Ring{} ? 400.0F : 680.0F;
}

/// The sentence beside the last line, smaller in three lines if need be. False if it does not fit there.
bool place_beside(const std::string& sentence, float right, float width, float middle, StripLayout& layout) {
    struct Size {
        float type, line;
        std::size_t lines;
    };
    for (const Size& size : {Size{kSentenceType, kSentenceLine, 2}, Size{12.0F, 15.0F, 3}}) {
        const std::vector<std::string> lines = wrap_sentence(sentence, Face::words, size.type, width);
        if (lines.size() > size.lines) continue;
        layout.sentence_type = size.type;
        float y = middle - (static_cast<float>(lines.size()) - 1) * size.line / 2;
        for (const std::string& line : lines) {
            layout.sentence.push_back({{right, y}, line, Align::end});
            y += size.line;
        }
        return true;
    }
    return false;
}

bool stands_beside(const StripLayout& layout) {
    return !layout.sentence.empty() && layout.sentence.front().align == Align::end;
}

/// Of a step that shows from inside: the strip of all of it.
std::optional<StripLayout> whole_strip(const Facts& facts) {
    if (!facts.tap) return std::nullopt;
    Facts whole = facts;
    whole.tap.reset();
    whole.told = told_at(facts.scene, facts.scene.shown);
    return lay_out_strip(whole);
}

/// The sentence beside the last line where there is room, else below; then the target that shows all terms. Inside a step it
/// stands where the whole step's does.
void place_sentence(const Facts& facts, const Fitted& fitted, const StripLayout* whole, bool more, bool all,
                    StripLayout& layout) {
    const float width = facts.scene.width, right = width - kMargin;
    const float bottom = layout.height - kPadding;
    const float last_middle = bottom - fitted.metrics.chip_height() / 2;
    const std::string& sentence = facts.explanation().sentence;
    const float more_width = more ? more_target(facts, all, right, 0.0F).box.w + 16.0F : 0.0F;
    const float beside = right - fitted.flow.last_width - 32.0F - more_width;
    const bool roomy = whole != nullptr ? stands_beside(*whole) && beside >= kTapSentence
                                        : beside >= kLeastSentence && 2 * beside >= sentence_room(facts);
    if (sentence.empty() || (roomy && place_beside(sentence, right - more_width, beside, last_middle, layout))) {
        if (more) layout.more = more_target(facts, all, right, last_middle);
        return;
    }
    const std::vector<std::string> lines =
        wrap_sentence(sentence, Face::words, kSentenceType, right - kMargin - more_width);
    float y = bottom + 6.0F + kSentenceLine / 2;
    if (more) layout.more = more_target(facts, all, right, y);
    for (const std::string& line : lines) {
        layout.sentence.push_back({{kMargin, y}, line, Align::start});
        y += kSentenceLine;
    }
    const float reserved = sentence_room(facts) > right - kMargin - more_width ? 2.0F : 1.0F;
    const auto height = [&](float count) { return bottom + 6.0F + count * kSentenceLine + kPadding - 2.0F; };
    layout.used = height(static_cast<float>(lines.size()));
    layout.height = std::max(layout.used, height(reserved));
}

}  // namespace

StripLayout lay_out_strip(const Facts& facts) {
    const float width = facts.scene.width;
    const bool all = facts.scene.all_terms;
    const Expression expression = strip_expression(facts);
    const std::vector<Token> tokens = tell(facts, expression, all);
    // Up to half of the height when everything is asked for, less where the grids would get none; otherwise two lines.
    const Metrics smallest{14.0F};
    const float room = std::min(facts.scene.height / 2, facts.scene.height - kLeastGrids);
    const int most = std::max(2, static_cast<int>((room - 2 * kPadding - 32.0F) / smallest.line()));
    // Of a comparison there are two of them: on a low page each has a line, or the grids would have no digits.
    const int usual = facts.scene.half && facts.scene.height < kLowPage ? 1 : 2;
    const std::optional<StripLayout> whole = whole_strip(facts);  // its height stays
    Fitted fitted = fit(tokens, width, whole ? whole->lines : all ? most : usual);
    StripLayout layout;
    layout.lines = fitted.flow.lines;
    layout.type = fitted.metrics.type;
    layout.height = layout.used =
        2 * kPadding + static_cast<float>(fitted.flow.lines) * fitted.metrics.line() - kLineGap;
    layout.sentence_type = kSentenceType;
    const bool more = facts.scene.controls && !facts.empty && (all || has_more(expression) || fitted.shortened);
    place_sentence(facts, fitted, whole ? &*whole : nullptr, more, all, layout);
    if (whole) layout.height = std::max(layout.height, whole->height);
    layout.tokens = std::move(fitted.flow.tokens);
    return layout;
}

}  // namespace stridelens
