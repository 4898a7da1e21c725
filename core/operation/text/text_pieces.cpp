#include "core/operation/text/text_pieces.h"

#include "core/operation/limits.h"
#include "core/words/utf8.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <vector>

namespace stridelens {
namespace {

/// Short enough for a sentence, not cut inside a UTF-8 sequence.
std::string shortened(std::string_view text) {
    constexpr std::size_t most = 40;
    if (text.size() <= most) return std::string(text);
    return std::string(text::beginning(text, most)) + "…";
}

/// Letters to insert, drop, change or swap with a neighbour (optimal string alignment).
std::size_t edits_between(std::string_view a, std::string_view b) {
    std::vector<std::vector<std::size_t>> edits(a.size() + 1, std::vector<std::size_t>(b.size() + 1));
    for (std::size_t i = 0; i <= a.size(); ++i)
        for (std::size_t j = 0; j <= b.size(); ++j) {
            if (i == 0 || j == 0) {
                edits[i][j] = i + j;
                continue;
            }
            const std::size_t changed = edits[i - 1][j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
            edits[i][j] = std::min({edits[i - 1][j] + 1, edits[i][j - 1] + 1, changed});
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                edits[i][j] = std::min(edits[i][j], edits[i - 2][j - 2] + 1);
        }
    return edits[a.size()][b.size()];
}

/// The whole of `piece` as one number of type T.
template <class T>
Result<T> read_whole(const Piece& piece, BrokenRule unreadable, BrokenRule beyond) {
    T number = 0;
    const std::size_t sign = piece.text.starts_with('+') ? 1 : 0;  // from_chars knows no plus sign
    const char* begin = piece.text.data() + sign;
    const char* last = piece.text.data() + piece.text.size();
    const auto [end, status] = std::from_chars(begin, last, number);
    const bool plus_minus = sign == 1 && begin != last && *begin == '-';
    if (status == std::errc::invalid_argument || end != last || plus_minus || piece.text.ends_with(')'))
        return tl::unexpected(wrong_text(piece, unreadable));
    if (status != std::errc::result_out_of_range) return number;
    // Too small is zero, as in every language; too large is not silently infinite.
    long double wide = 0.0L;
    const bool tiny = std::from_chars(begin, last, wide).ec == std::errc{} && std::abs(wide) < 1.0L;
    if (tiny) return static_cast<T>(wide);
    return tl::unexpected(wrong_text(piece, beyond));
}

template <class T>
std::string print_shortest(T value) {
    if (std::isnan(value)) return "nan";
    std::array<char, 32> text{};
    const auto end = std::to_chars(text.data(), text.data() + text.size(), value).ptr;
    return {text.data(), end};
}

}  // namespace

std::vector<Piece> split(const Piece& text) {
    constexpr std::string_view blanks = " \t\r\n";
    std::vector<Piece> pieces;
    std::size_t begin = text.text.find_first_not_of(blanks);
    while (begin != std::string_view::npos) {
        const std::size_t end = std::min(text.text.find_first_of(blanks, begin), text.text.size());
        pieces.push_back(text.after(begin).first(end - begin));
        begin = text.text.find_first_not_of(blanks, end);
    }
    return pieces;
}

Error wrong_text(const Piece& read, BrokenRule rule, std::vector<Fact> facts, const std::string& meant) {
    if (!read.empty()) facts.push_back({"read", shortened(read.text)});
    if (!meant.empty()) facts.push_back({"meant", shortened(meant)});
    return {.field = Field::text, .rule = rule, .facts = std::move(facts), .column = read.column};
}

std::string nearest_word(std::string_view word, const std::vector<std::string_view>& candidates) {
    constexpr std::size_t longest = 32;  // of what anyone could have meant
    if (word.size() > longest) return "";
    std::string_view best;
    std::size_t least = 3;  // more than two slips is another word
    for (const std::string_view candidate : candidates) {
        const std::size_t edits = edits_between(word, candidate);
        if (edits < least && edits * 2 < candidate.size()) {
            least = edits;
            best = candidate;
        }
    }
    return std::string(best);
}

Result<std::int64_t> take_integer(Piece& rest, const Error& otherwise) {
    std::int64_t number = 0;
    const char* begin = rest.text.data();
    const auto [end, status] = std::from_chars(begin, begin + rest.text.size(), number);
    if (status == std::errc::invalid_argument) return tl::unexpected(otherwise);
    const auto length = static_cast<std::size_t>(end - begin);
    if (status == std::errc::result_out_of_range)
        return tl::unexpected(
            wrong_text(rest.first(length), BrokenRule::integer_beyond_limit, {{"most", kLargestNumber}}));
    rest = rest.after(length);
    return number;
}

Result<float> read_float(const Piece& piece) {
    return read_whole<float>(piece, BrokenRule::number_unreadable, BrokenRule::number_beyond_float);
}

Result<double> read_double(const Piece& piece) {
    auto number = read_whole<double>(piece, BrokenRule::norm_unreadable, BrokenRule::number_beyond_double);
    if (number && std::isnan(*number)) return tl::unexpected(wrong_text(piece, BrokenRule::norm_unreadable));
    return number;
}

std::string print_number(float value) {
    return print_shortest(value);
}

std::string print_number(double value) {
    return print_shortest(value);
}

}  // namespace stridelens
