// "normal:7", "ramp", "-1,-2.5,nan": where a tensor's numbers come from, both ways.
#include "core/operation/drawings/kernel_presets.h"
#include "core/operation/drawings/small_pictures.h"
#include "core/operation/problem.h"
#include "core/operation/text/text_pieces.h"
#include "core/words/table.h"

#include <fmt/format.h>
#include <algorithm>
#include <charconv>
#include <cmath>
#include <optional>

namespace stridelens {
namespace {

struct KindInfo {
    std::string_view word;  // empty: a list has its numbers
    bool seeded = false;
};

constexpr Table<Values::Kind, KindInfo> kKinds({{Values::Kind::normal, {"normal", true}},
                                                {Values::Kind::integers, {"integers", true}},
                                                {Values::Kind::ramp, {"ramp"}},
                                                {Values::Kind::ones, {"ones"}},
                                                {Values::Kind::negative, {"negative"}},
                                                {Values::Kind::onehot, {"onehot"}},
                                                {Values::Kind::digit, {"digit", true}},
                                                {Values::Kind::gradient, {"gradient"}},
                                                {Values::Kind::checker, {"checker"}},
                                                {Values::Kind::ring, {"ring"}},
                                                {Values::Kind::image, {"image", true}},
                                                {Values::Kind::identity, {"identity"}},
                                                {Values::Kind::box, {"box"}},
                                                {Values::Kind::gauss, {"gauss"}},
                                                {Values::Kind::sharpen, {"sharpen"}},
                                                {Values::Kind::sobel_x, {"sobel_x"}},
                                                {Values::Kind::sobel_y, {"sobel_y"}},
                                                {Values::Kind::laplace, {"laplace"}},
                                                {Values::Kind::emboss, {"emboss"}},
                                                {Values::Kind::motion, {"motion"}},
                                                {Values::Kind::list, {""}},
                                                {Values::Kind::maxima, {"maxima", true}},
                                                {Values::Kind::winners, {"winners", true}}});
constexpr std::string_view kEmptyList = "empty";  // of an input without cells, e.g. N = 0

Result<std::uint64_t> read_seed(const Piece& piece) {
    std::uint64_t seed = 0;
    const char* last = piece.text.data() + piece.text.size();
    const auto [end, status] = std::from_chars(piece.text.data(), last, seed);
    if (status != std::errc{} || end != last) return tl::unexpected(wrong_text(piece, BrokenRule::seed_unreadable));
    return seed;
}

std::string meant_kind(std::string_view word) {
    std::vector<std::string_view> words;
    for (const Values::Kind kind : kAllOf<Values::Kind>)
        if (kind != Values::Kind::list) words.push_back(kKinds[kind].word);
    return nearest_word(word, words);
}

/// "identity, box, …"
std::string kernel_words() {
    std::string list;
    for (const Values::Kind kind : kAllOf<Values::Kind>)
        if (is_kernel_preset(kind)) list += (list.empty() ? "" : ", ") + std::string(kKinds[kind].word);
    return list;
}

/// The place of the picture with this name.
Result<std::uint64_t> read_picture(const Piece& piece) {
    std::vector<std::string_view> names;
    std::string list;
    for (const Picture& picture : pictures()) {
        if (picture.name == piece.text) return names.size();
        names.push_back(picture.name);
    }
    for (std::size_t i = 0; i + 1 < names.size(); ++i) list += (i == 0 ? "" : ", ") + std::string(names[i]);
    return tl::unexpected(wrong_text(piece, BrokenRule::picture_unknown,
                                     {{"pictures", list}, {"last_picture", std::string(names.back())}},
                                     nearest_word(piece.text, names)));
}

Result<Values> read_list(Piece rest) {
    Values values;
    values.kind = Values::Kind::list;
    std::vector<float> numbers;
    for (;;) {
        const std::size_t comma = rest.text.find(',');
        const Piece entry = rest.first(std::min(comma, rest.text.size()));
        const auto number = read_float(entry);
        if (!number) {
            if (numbers.empty() && comma == std::string_view::npos)
                return tl::unexpected(wrong_text(entry, BrokenRule::values_unreadable, {{"kernels", kernel_words()}},
                                                 meant_kind(entry.text.substr(0, entry.text.find(':')))));
            return tl::unexpected(number.error());
        }
        numbers.push_back(*number);
        if (comma == std::string_view::npos) {
            values.list = std::move(numbers);
            return values;
        }
        rest = rest.after(comma + 1);
    }
}

/// The whole number that `text` is, digits or such as 1e9; nothing if it is none, or one that a double would round.
std::optional<std::int64_t> read_whole(std::string_view text) {
    if (text.starts_with('+')) text.remove_prefix(1);
    const char* last = text.data() + text.size();
    std::int64_t digits = 0;
    if (const auto [end, status] = std::from_chars(text.data(), last, digits); end == last)
        return status == std::errc{} ? std::optional(digits) : std::nullopt;
    double number = 0.0;
    const auto [end, status] = std::from_chars(text.data(), last, number);
    const bool whole = end == last && status == std::errc{} && std::abs(number) <= 0x1p53;
    if (!whole || std::trunc(number) != number) return std::nullopt;
    return static_cast<std::int64_t>(number);
}

}  // namespace

std::string print(const Values& values) {
    if (values.kind == Values::Kind::list) {
        if (values.list.empty()) return std::string(kEmptyList);
        if (const auto* whole = values.list.whole()) return fmt::format("{}", fmt::join(*whole, ","));
        std::string text;
        for (const float value : values.list) {
            if (!text.empty()) text += ',';
            text += print_number(value);
        }
        return text;
    }
    const KindInfo& kind = kKinds[values.kind];
    if (values.kind == Values::Kind::digit) return fmt::format("{}:{}", kind.word, values.seed % 10);
    if (values.kind == Values::Kind::image) return fmt::format("{}:{}", kind.word, picture(values.seed).name);
    return kind.seeded ? fmt::format("{}:{}", kind.word, values.seed) : std::string(kind.word);
}

bool is_seeded(Values::Kind kind) {
    return kKinds[kind].seeded;
}

Result<Values> read_values(const Piece& piece) {
    const std::string_view text = piece.text;
    if (text == kEmptyList) return Values{Values::Kind::list, 0, {}};
    const std::size_t colon = text.find(':');
    const std::string_view word = text.substr(0, colon);
    for (const Values::Kind kind : kAllOf<Values::Kind>) {
        if (kind == Values::Kind::list || word != kKinds[kind].word) continue;
        Values values;
        values.kind = kind;
        if (kind == Values::Kind::image) {
            const auto place = read_picture(piece.after(colon == std::string_view::npos ? text.size() : colon + 1));
            if (!place) return tl::unexpected(place.error());
            values.seed = *place;
            return values;
        }
        if (colon == std::string_view::npos) return values;
        if (!is_seeded(kind))
            return tl::unexpected(wrong_text(piece, BrokenRule::values_without_seed, {{"kind", std::string(word)}}));
        const auto seed = read_seed(piece.after(colon + 1));
        if (!seed) return tl::unexpected(seed.error());
        if (kind == Values::Kind::digit && *seed > 9)
            return tl::unexpected(wrong_text(piece.after(colon + 1), BrokenRule::digit_beyond_nine));
        values.seed = *seed;
        return values;
    }
    return read_list(piece);
}

Result<Values> read_indices(const Piece& piece) {
    auto values = read_values(piece);
    if (!values || values->kind != Values::Kind::list) return values;
    std::vector<std::int64_t> whole;
    for (std::string_view rest = piece.text; whole.size() < values->list.size();) {
        const std::size_t comma = std::min(rest.find(','), rest.size());
        const auto number = read_whole(rest.substr(0, comma));
        if (!number) return values;  // refused later, with the cell that it is for
        whole.push_back(*number);
        rest.remove_prefix(std::min(comma + 1, rest.size()));
    }
    values->list = NumberList(whole);
    return values;
}

Result<Values> parse_values(std::string_view text) {
    return read_values({text, 0});
}

}  // namespace stridelens
