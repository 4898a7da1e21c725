// The one-line form of two problems, read and written. Grammar: grammar.md.
#include "core/operation/comparison.h"
#include "core/operation/messages/messages.h"
#include "core/operation/parameters/settings.h"
#include "core/operation/text/text_pieces.h"
#include "core/operation/text/text_words.h"

#include <fmt/format.h>
#include <algorithm>
#include <array>

namespace stridelens {
namespace {

/// A line's words by what they are. An operation or a shape that is not there is empty.
struct LineWords {
    Piece operation, shape;
    std::vector<Piece> settings;
};

/// What a word after the bar takes back instead of setting it: "floor" takes back "ceil".
struct Opposite {
    std::string_view word, takes_back;
};
constexpr std::array kOpposites{Opposite{"floor", "ceil"}, Opposite{"noflip", "flip"}};

std::string_view bare(std::string_view name) {
    return name.substr(0, name.find('='));
}

Owners owner_in(const LineWords& line) {
    const auto named = operation_named(line.operation.text);
    return named ? owner_of(named->alternative) : 0;
}

/// Of a whole line: the operation, the shape, and the rest.
LineWords line_of(const std::vector<Piece>& tokens) {
    LineWords line;
    if (!tokens.empty()) line.operation = tokens[0];
    if (tokens.size() > 1) line.shape = tokens[1];
    if (tokens.size() > 2) line.settings.assign(tokens.begin() + 2, tokens.end());
    return line;
}

/// After the bar an operation and a shape may stand anywhere, or not at all.
LineWords changes_in(const std::vector<Piece>& tokens) {
    LineWords changes;
    for (const Piece& token : tokens)
        if (changes.operation.empty() && operation_named(token.text))
            changes.operation = token;
        else if (changes.shape.empty() && token.text[0] >= '0' && token.text[0] <= '9')
            changes.shape = token;
        else
            changes.settings.push_back(token);
    return changes;
}

/// A's words that mean the same to another operation. A global pool has its size already.
std::vector<Piece> shared_words(const LineWords& a, const Piece& operation) {
    const auto from = operation_named(a.operation.text), to = operation_named(operation.text);
    if (!from || !to) return a.settings;
    const Owners before = owner_of(from->alternative), after = owner_of(to->alternative);
    std::vector<Piece> shared;
    for (const Piece& token : a.settings) {
        const Word* was = find_word(token.text, before);
        const Word* is = find_word(token.text, after);
        const bool meant = was != nullptr && is != nullptr && was->field == is->field && (is->owners & after) != 0;
        if (meant && !(to->global && is->field == Field::output_size)) shared.push_back(token);
    }
    return shared;
}

/// A's words without those that set the same thing as `word`.
void drop(std::vector<Piece>& words, const Word& word, Owners owner) {
    std::erase_if(words, [&](const Piece& token) {
        const Word* other = find_word(token.text, owner);
        return other != nullptr && exclude(*other, word);
    });
}

/// The word of the line that a change takes back; nullptr: it is none that takes back.
/// Errors: there is nothing to be taken back.
Result<const Word*> taken_back(const Piece& change, const std::vector<Piece>& words, Owners owner) {
    for (const Opposite& opposite : kOpposites)
        if (change.text == opposite.word) {
            const Word* word = find_word(opposite.takes_back, owner);
            return (word->owners & owner) != 0 ? word : nullptr;
        }
    if (!change.text.starts_with('-')) return nullptr;
    std::string there;
    for (const Piece& token : words) {
        const Word* word = find_word(token.text, owner);
        if (word == nullptr) continue;
        if (bare(word->name) == change.text.substr(1)) return word;
        there += fmt::format("{}-{}", there.empty() ? "" : ", ", bare(word->name));
    }
    if (there.empty()) return tl::unexpected(wrong_text(change, BrokenRule::nothing_to_take_back));
    return tl::unexpected(wrong_text(change, BrokenRule::word_not_there_to_take_back, {{"words", there}}));
}

/// B's words: A's, but for what the changes say.
Result<std::vector<Piece>> merged(const LineWords& a, const LineWords& changes) {
    LineWords b{changes.operation.empty() ? a.operation : changes.operation,
                changes.shape.empty() ? a.shape : changes.shape,
                {}};
    b.settings = shared_words(a, b.operation);
    const Owners owner = owner_in(b);
    std::vector<Piece> set;
    for (const Piece& change : changes.settings) {
        const auto back = taken_back(change, b.settings, owner);
        if (!back) return tl::unexpected(back.error());
        const Word* word = *back != nullptr ? *back : find_word(change.text, owner);
        if (word != nullptr) drop(b.settings, *word, owner);
        if (*back == nullptr) {
            set.push_back(change);
            continue;
        }
        for (const Piece& other : changes.settings) {
            const Word* also = &other == &change ? nullptr : find_word(other.text, owner);
            if (also != nullptr && exclude(*also, **back))
                return tl::unexpected(
                    wrong_text(change, BrokenRule::words_contradict,
                               {{"before", std::string(also->name)}, {"word", std::string(change.text)}}));
        }
    }
    std::vector<Piece> tokens{b.operation, b.shape};
    tokens.insert(tokens.end(), b.settings.begin(), b.settings.end());
    tokens.insert(tokens.end(), set.begin(), set.end());
    return tokens;
}

bool stands_in(const Piece& word, const std::vector<Piece>& words) {
    return std::any_of(words.begin(), words.end(), [&](const Piece& other) { return other.text == word.text; });
}

/// Whether a word that is always printed sets what comes without it: one output channel.
bool says_default(const Word& word, const Operation& b) {
    return word.field == Field::out_channels && is_default(b, word.field);
}

/// Whether a word sets the same thing.
bool is_set(const Piece& token, const std::vector<Piece>& words, Owners owner) {
    const Word& word = *find_word(token.text, owner);
    return std::any_of(words.begin(), words.end(), [&](const Piece& other) {
        const Word* also = find_word(other.text, owner);
        return also != nullptr && exclude(*also, word);
    });
}

/// What takes A's word back.
std::string opposite_of(const Word& word, const Operation& b) {
    for (const Opposite& opposite : kOpposites)
        if (word.name == opposite.takes_back) return std::string(opposite.word);
    const bool pads = word.field == Field::padding || word.field == Field::auto_pad;
    if (pads && !std::holds_alternative<Pad>(b)) return "p0";
    if (word.field == Field::convention) return "pytorch";
    if (word.name == "nobias") return "bias";
    return fmt::format("-{}", bare(word.name));
}

/// Of several bars the second one.
std::optional<Error> second_bar(std::string_view line, std::size_t bar) {
    const std::size_t second = line.find('|', bar + 1);
    if (second == std::string_view::npos) return std::nullopt;
    Error error{Field::text, BrokenRule::second_bar};
    error.column = second;
    return error;
}

}  // namespace

const char* to_string(AB side) {
    return side == AB::a ? "A" : "B";
}

std::string sentence_of(const ComparisonError& refused) {
    if (!refused.compared) return sentence_of(refused.error);
    return fmt::format("{}: {}", to_string(refused.side), sentence_of(refused.error));
}

tl::expected<Comparison, ComparisonError> parse_comparison(std::string_view line) {
    const std::size_t bar = line.find('|');
    const bool compared = bar != std::string_view::npos;
    const auto refused = [&](AB side, Error error) {
        return tl::unexpected(ComparisonError{side, compared, std::move(error)});
    };
    const Piece whole{line, 0};
    const Piece half = compared ? whole.first(bar) : whole;
    auto a = parse_tokens(split(half), half.text.size());
    if (!a) return refused(AB::a, std::move(a.error()));
    Comparison comparison{*std::move(a), std::nullopt};
    if (!compared) return comparison;
    if (auto error = second_bar(line, bar)) return refused(AB::b, *std::move(error));
    auto tokens = merged(line_of(split(half)), changes_in(split(whole.after(bar + 1))));
    if (!tokens) return refused(AB::b, std::move(tokens.error()));
    auto b = parse_tokens(*std::move(tokens), line.size());
    if (!b) return refused(AB::b, std::move(b.error()));
    comparison.b = *std::move(b);
    return comparison;
}

std::string changes_of(const Problem& a, const Problem& b, PrintOptions options) {
    const std::string line_a = print(a, options), line_b = print(b, options);
    const LineWords from = line_of(split({line_a, 0})), to = line_of(split({line_b, 0}));
    const Owners owner = owner_in(to);
    std::vector<std::string> changes;
    if (to.operation.text != from.operation.text) changes.emplace_back(to.operation.text);
    if (to.shape.text != from.shape.text) changes.emplace_back(to.shape.text);
    const std::vector<Piece> shared = shared_words(from, to.operation);
    std::vector<Piece> kept = shared;
    for (const Piece& token : to.settings) {
        if (stands_in(token, shared) ||
            (says_default(*find_word(token.text, owner), b.operation) && !is_set(token, shared, owner)))
            continue;
        changes.emplace_back(token.text);
        drop(kept, *find_word(token.text, owner), owner);
    }
    const std::size_t set = changes.size();
    for (const Piece& token : kept)
        if (!stands_in(token, to.settings)) changes.push_back(opposite_of(*find_word(token.text, owner), b.operation));
    // What B does not print may be its default, which A has by its own choice: then nothing has to be taken back.
    for (std::size_t i = changes.size(); i-- > set;) {
        std::vector<std::string> fewer = changes;
        fewer.erase(fewer.begin() + static_cast<std::ptrdiff_t>(i));
        const auto without = parse_comparison(fmt::format("{} | {}", line_a, fmt::join(fewer, " ")));
        if (without && print(*without->b, options) == line_b) changes = std::move(fewer);
    }
    return fmt::format("{}", fmt::join(changes, " "));
}

std::string print(const Comparison& comparison, PrintOptions options) {
    const std::string a = print(comparison.a, options);
    if (!comparison.b) return a;
    const std::string changes = changes_of(comparison.a, *comparison.b, options);
    return changes.empty() ? a + " |" : fmt::format("{} | {}", a, changes);
}

}  // namespace stridelens
