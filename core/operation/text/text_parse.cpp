// The one-line form, read. Grammar: text.md.
#include "core/operation/catalogue.h"
#include "core/operation/parameters/settings.h"
#include "core/operation/problem.h"
#include "core/operation/text/text_pieces.h"
#include "core/operation/text/text_settings.h"

#include <algorithm>
#include <cctype>
#include <optional>
#include <string>
#include <vector>

namespace stridelens {
namespace {

using Refusal = std::optional<Error>;

class Parser {
public:
    Parser(std::vector<Piece> tokens, std::size_t end) : tokens_(std::move(tokens)), end_(end) {}

    Result<Problem> parse() {
        Refusal error = read_operation();
        if (!error) error = read_shape();
        for (std::size_t i = 2; !error && i < tokens_.size(); ++i) error = read_word(tokens_[i]);
        if (!error) error = finish();
        if (error) return tl::unexpected(std::move(*error));
        return std::move(problem_);
    }

private:
    Piece end_of_line() const { return {{}, end_}; }

    Refusal read_operation() {
        const Piece token = tokens_.empty() ? end_of_line() : tokens_[0];
        const auto named = operation_named(token.text);
        if (!named) return wrong_operation(token);
        global_ = named->global;
        rank_ = static_cast<std::size_t>(named->rank);
        problem_.operation = default_operation(named->alternative, named->rank);
        owner_ = owner_of(named->alternative);
        if (global_) set_parameter(problem_.operation, Field::output_size, Sizes(rank_, 1));
        return std::nullopt;
    }

    static Error wrong_operation(const Piece& token) {
        std::string name(token.text);
        std::transform(name.begin(), name.end(), name.begin(),
                       [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
        std::string list;
        std::vector<std::string> names;
        for (const OperationInfo& info : catalogue())
            for (const char* rank : {"1d", "2d", "3d"}) names.push_back(std::string(info.word).append(rank));
        for (std::size_t i = 0; i + 1 < kOperations; ++i)
            list += (i == 0 ? "" : ", ") + std::string(catalogue()[i].word);
        return wrong_text(token, BrokenRule::operation_unknown,
                          {{"operations", list}, {"last_operation", catalogue()[kOperations - 1].word}},
                          nearest_word(name, {names.begin(), names.end()}));
    }

    Refusal read_shape() {
        const Piece token = tokens_.size() < 2 ? end_of_line() : tokens_[1];
        const Error otherwise = wrong_text(token, BrokenRule::shape_unreadable);
        Shape shape;
        for (Piece rest = token;;) {
            if (rest.text.starts_with('-')) return wrong_text(token, BrokenRule::shape_negative);
            const auto size = take_integer(rest, otherwise);
            if (!size) return size.error();
            if (shape.size() == kMaxAxes)
                return wrong_text(token, BrokenRule::shape_has_too_many_axes, {{"most", std::ssize(shape)}});
            shape.push_back(*size);
            if (rest.empty()) break;
            if (rest.text[0] != 'x') return otherwise;
            rest = rest.after(1);
        }
        problem_.input = shape;
        return std::nullopt;
    }

    Refusal read_word(const Piece& token) {
        const Word* word = find_word(token.text, owner_);
        const Fact words{"words", words_of(owner_)};
        if (word == nullptr)
            return wrong_text(token, BrokenRule::word_unknown, {words}, meant_word(token.text, owner_));
        if ((word->owners & owner_) == 0)
            return wrong_text(token, BrokenRule::word_of_other_operation,
                              {words, {"operation", name_of(problem_.operation)}, named(*word)});
        const auto seen =
            std::find_if(seen_.begin(), seen_.end(), [&](const Seen& s) { return exclude(*s.word, *word); });
        if (seen != seen_.end()) return conflict(*seen->word, *word, token);
        seen_.push_back({word, token});
        switch (word->form) {
            case WordForm::alone:
                set(word->field, word->value);
                return std::nullopt;
            case WordForm::number:
                return read_number(*word, token);
            case WordForm::axes:
                return read_axes(*word, token);
            case WordForm::sizes:
                return read_sizes(*word, token);
            case WordForm::sides:
                return read_sides(*word, token);
            case WordForm::text:
                return read_text(*word, token);
        }
        return std::nullopt;
    }

    void set(Field field, std::int64_t value) {
        problem_.operation = with_value(std::move(problem_.operation), field, value);
    }

    struct Seen {
        const Word* word;
        Piece token;
    };

    static Fact named(const Word& word) { return {"word", std::string(word.name)}; }

    static Error conflict(const Word& seen, const Word& word, const Piece& token) {
        if (seen.field != word.field) return wrong_text(token, BrokenRule::padding_given_both_ways);
        if (seen.name == word.name) return wrong_text(token, BrokenRule::word_given_twice, {named(word)});
        return wrong_text(token, BrokenRule::words_contradict, {{"before", std::string(seen.name)}, named(word)});
    }

    const Seen* find_seen(Field field) const {
        const auto found =
            std::find_if(seen_.begin(), seen_.end(), [&](const Seen& s) { return s.word->field == field; });
        return found == seen_.end() ? nullptr : &*found;
    }

    Refusal read_number(const Word& word, const Piece& token) {
        Piece rest = token.after(word.name.size());
        const Error otherwise = unreadable(word, token);
        const auto number = take_integer(rest, otherwise);
        if (!number) return number.error();
        if (!rest.empty()) return otherwise;
        if (word.field == Field::text) {
            constexpr auto most = static_cast<std::int64_t>(kMaxAxes);
            if (*number < 1 || *number > most)
                return wrong_text(token, BrokenRule::axes_out_of_range, {{"most", most}});
            pad_axes_ = static_cast<std::size_t>(*number);
        }
        if (word.field == Field::storage_order && *number != 0 && *number != 1) return otherwise;
        set(word.field, *number);
        return std::nullopt;
    }

    Refusal read_axes(const Word& word, const Piece& token) {
        auto entries = read_entries<std::int64_t>(
            word, token, rank_, [&](Piece& rest) { return take_integer(rest, unreadable(word, token)); });
        if (!entries) return entries.error();
        if (entries->size() == 1) entries = Extents(rank_, (*entries)[0]);
        set_parameter(problem_.operation, word.field, *entries);
        return std::nullopt;
    }

    Refusal read_sizes(const Word& word, const Piece& token) {
        using Size = std::optional<std::int64_t>;
        if (global_) return wrong_text(token, BrokenRule::size_of_global_pool);
        auto sizes = read_entries<Size>(word, token, rank_, [&](Piece& rest) -> Result<Size> {
            const bool none = rest.text == "-" || rest.text.starts_with("-x");
            if (!none) return take_integer(rest, unreadable(word, token));
            rest = rest.after(1);
            return Size{};
        });
        if (!sizes) return sizes.error();
        if (sizes->size() == 1) sizes = Sizes(rank_, (*sizes)[0]);
        set_parameter(problem_.operation, word.field, *sizes);
        return std::nullopt;
    }

    Refusal read_sides(const Word& word, const Piece& token) {
        const bool any_axes = std::holds_alternative<Pad>(problem_.operation);
        const auto entries = read_entries<Sides>(word, token, any_axes ? 0 : rank_, [&](Piece& rest) -> Result<Sides> {
            const Error otherwise = unreadable(word, token);
            const auto begin = take_integer(rest, otherwise);
            if (!begin) return tl::unexpected(begin.error());
            if (!rest.text.starts_with(':')) return Sides{*begin, *begin};
            rest = rest.after(1);
            const auto end = take_integer(rest, otherwise);
            if (!end) return tl::unexpected(end.error());
            return Sides{*begin, *end};
        });
        if (!entries) return entries.error();
        padding_ = *entries;
        return std::nullopt;
    }

    Refusal read_text(const Word& word, const Piece& token) {
        const Piece rest = token.after(word.name.size());
        if (word.field == Field::padding_mode) return read_mode(word, token, rest.text);
        if (word.field == Field::value) return read_real<float>(word.field, read_float(rest));
        if (word.field == Field::norm_type) return read_real<double>(word.field, read_double(rest));
        auto values = word.field == Field::indices ? read_indices(rest) : read_values(rest);
        if (!values) return values.error();
        values_of(word.field) = *std::move(values);
        return std::nullopt;
    }

    template <class T>
    Refusal read_real(Field field, const Result<T>& number) {
        if (!number) return number.error();
        set_parameter(problem_.operation, field, *number);
        return std::nullopt;
    }

    Values& values_of(Field field) {
        if (field == Field::weight) return problem_.weights;
        if (field == Field::bias) return problem_.bias;
        if (field == Field::indices) return problem_.indices;
        return field == Field::upstream ? problem_.upstream : problem_.values;
    }

    Refusal read_mode(const Word& word, const Piece& token, std::string_view name) {
        const auto mode = mode_named(name);
        if (!mode) return unreadable(word, token, meant_mode(name));
        set_parameter(problem_.operation, word.field, *mode);
        return std::nullopt;
    }

    /// What depends on several words, which may stand in any order.
    Refusal finish() {
        if (auto error = check_complete()) return error;
        if (auto error = spread_padding()) return error;
        const Convention convention = convention_of(problem_.operation);
        if (find_seen(Field::count_include_pad) == nullptr)
            problem_.operation = with_default(problem_.operation, Field::count_include_pad);
        if (const Seen* order = find_seen(Field::storage_order);
            order != nullptr && !has_parameter(problem_.operation, Field::storage_order))
            return wrong_text(order->token, BrokenRule::storage_order_outside_onnx,
                              {{"framework", to_string(convention)}});
        return std::nullopt;
    }

    /// The settings that have no default: those that every operation with them is about.
    Refusal check_complete() const {
        const auto missing = [&](Field field, BrokenRule rule) -> Refusal {
            if (find_seen(field) != nullptr) return std::nullopt;
            return wrong_text(end_of_line(), rule);
        };
        if (std::holds_alternative<Pad>(problem_.operation))
            return missing(Field::padding, BrokenRule::padding_missing);
        const bool adaptive = std::holds_alternative<AdaptiveMaxPool>(problem_.operation) ||
                              std::holds_alternative<AdaptiveAvgPool>(problem_.operation);
        if (adaptive) return global_ ? std::nullopt : missing(Field::output_size, BrokenRule::output_size_missing);
        Refusal error = missing(Field::kernel_size, BrokenRule::kernel_size_missing);
        if (!error && std::holds_alternative<Fold>(problem_.operation))
            error = missing(Field::output_size, BrokenRule::size_missing);
        return error;
    }

    Refusal spread_padding() {
        const bool any_axes = std::holds_alternative<Pad>(problem_.operation);
        std::size_t axes = rank_;
        if (any_axes) axes = pad_axes_.value_or(padding_.size() == 1 ? axes : padding_.size());
        if (padding_.size() == 1) padding_ = PerAxis<Sides>(axes, padding_[0]);
        if (any_axes && padding_.size() != axes)
            return wrong_text(find_seen(Field::text)->token, BrokenRule::axes_not_of_padding,
                              {{"entries", std::ssize(padding_)}});
        if (!padding_.empty()) set_parameter(problem_.operation, Field::padding, padding_);
        return std::nullopt;
    }

    std::vector<Piece> tokens_;
    std::size_t end_ = 0;  // column at which the text ends
    std::vector<Seen> seen_;
    Problem problem_;
    Owners owner_ = 0;
    std::size_t rank_ = 2;
    bool global_ = false;  // globalmaxpool: an adaptive pool whose output_size is 1
    PerAxis<Sides> padding_;
    std::optional<std::size_t> pad_axes_;
};

}  // namespace

Result<Problem> parse_problem(std::string_view line) {
    return parse_tokens(split({line, 0}), line.size());
}

Result<Problem> parse_tokens(std::vector<Piece> tokens, std::size_t end) {
    return Parser(std::move(tokens), end).parse();
}

}  // namespace stridelens
