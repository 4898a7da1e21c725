// The one-line form, read. Grammar: text.md.
#include "core/operation/limits.h"
#include "core/operation/problem.h"
#include "core/operation/text.h"
#include "core/operation/text_words.h"

#include <fmt/format.h>
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
    explicit Parser(std::string_view line) : line_(line) { split(); }

    Result<Problem> parse() {
        Refusal error = read_operation();
        if (!error) error = read_shape();
        for (std::size_t i = 2; !error && i < tokens_.size(); ++i) error = read_word(tokens_[i]);
        if (!error) error = finish();
        if (error) return tl::unexpected(std::move(*error));
        return std::move(problem_);
    }

private:
    void split() {
        const char* blanks = " \t\r\n";
        std::size_t begin = line_.find_first_not_of(blanks);
        while (begin != std::string_view::npos) {
            const std::size_t end = std::min(line_.find_first_of(blanks, begin), line_.size());
            tokens_.push_back({line_.substr(begin, end - begin), begin});
            begin = line_.find_first_not_of(blanks, end);
        }
    }

    Piece end_of_line() const { return {{}, line_.size()}; }

    Refusal read_operation() {
        const Piece token = tokens_.empty() ? end_of_line() : tokens_[0];
        std::string name(token.text);
        std::transform(name.begin(), name.end(), name.begin(),
                       [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
        const std::string_view word =
            std::string_view(name).substr(0, name.size() - std::min<std::size_t>(2, name.size()));
        const bool ranked = name.ends_with("1d") || name.ends_with("2d") || name.ends_with("3d");
        if (ranked) rank_ = name[name.size() - 2] - '0';
        if (ranked && word == "maxpool") {
            owner_ = max_pool;
            problem_.operation = default_max_pool(rank_);
        } else if (ranked && word == "avgpool") {
            owner_ = avg_pool;
            problem_.operation = default_avg_pool(rank_);
        } else if (ranked && word == "pad") {
            owner_ = pad;
            problem_.operation = default_pad(rank_);
        } else if (ranked && word == "conv") {
            owner_ = conv;
            problem_.operation = default_conv(rank_);
        } else {
            return wrong_text(
                token, "an operation: maxpool, avgpool, pad or conv with 1d, 2d or 3d, such as maxpool2d",
                nearest_word(name, {"maxpool1d", "maxpool2d", "maxpool3d", "avgpool1d", "avgpool2d", "avgpool3d",
                                    "pad1d", "pad2d", "pad3d", "conv1d", "conv2d", "conv3d"}));
        }
        return std::nullopt;
    }

    Refusal read_shape() {
        const Piece token = tokens_.size() < 2 ? end_of_line() : tokens_[1];
        const std::string expected = "an input shape such as 1x1x5x5";
        Shape shape;
        for (Piece rest = token;;) {
            if (rest.text.starts_with('-')) return wrong_text(token, expected + ", with sizes of at least 0");
            const auto size = take_integer(rest, token, expected);
            if (!size) return size.error();
            if (shape.size() == kMaxAxes) return wrong_text(token, fmt::format("a shape of at most {} axes", kMaxAxes));
            shape.push_back(*size);
            if (rest.empty()) break;
            if (rest.text[0] != 'x') return wrong_text(token, expected);
            rest = rest.after(1);
        }
        problem_.input = shape;
        return std::nullopt;
    }

    Refusal read_word(const Piece& token) {
        const Word* word = find_word(token.text);
        if (word == nullptr) return wrong_text(token, "one of " + words_of(owner_), meant_word(token.text));
        if ((word->owners & owner_) == 0)
            return wrong_text(token, fmt::format("one of {} ({} has no {})", words_of(owner_),
                                                 name_of(problem_.operation), word->name));
        const auto seen = std::find_if(seen_.begin(), seen_.end(), [&](const Seen& s) { return conflicts(s, *word); });
        if (seen != seen_.end()) return wrong_text(token, instead_of_conflict(*seen->word, *word));
        seen_.push_back({word, token});
        const Piece rest = token.after(word->name.size());
        switch (word->form) {
            case Form::alone:
                return set_flag(*word);
            case Form::number:
                return read_number(*word, token, rest);
            case Form::axes:
                return read_axes(*word, token, rest);
            case Form::sides:
                return read_sides(*word, token, rest);
            case Form::text:
                return read_text(*word, token, rest);
        }
        return std::nullopt;
    }

    struct Seen {
        const Word* word;
        Piece token;
    };

    /// The same setting twice. `bias bias=1,2` says one thing; padding in cells and 'same' say two.
    static bool conflicts(const Seen& seen, const Word& word) {
        if (seen.word->key == Key::bias && word.key == Key::bias)
            return seen.word->form == word.form || seen.word->name == "nobias" || word.name == "nobias";
        const auto pads = [](Key key) { return key == Key::padding || key == Key::auto_pad; };
        return seen.word->key == word.key || (pads(seen.word->key) && pads(word.key));
    }

    static std::string instead_of_conflict(const Word& seen, const Word& word) {
        if (seen.key != word.key) return "either a padding in cells or one of same and valid, not both";
        if (seen.name != word.name) return fmt::format("only one of {} and {}", seen.name, word.name);
        return fmt::format("each word once, and {} is there already", word.name);
    }

    const Seen* find_seen(Key key) const {
        const auto found = std::find_if(seen_.begin(), seen_.end(), [&](const Seen& s) { return s.word->key == key; });
        return found == seen_.end() ? nullptr : &*found;
    }

    Refusal set_flag(const Word& word) {
        std::visit(
            [&](auto& op) {
                if (word.key == Key::onnx) op.convention = Convention::onnx;
                if constexpr (requires { op.auto_pad; })
                    if (word.key == Key::auto_pad)
                        op.auto_pad = word.name == "valid"        ? AutoPad::valid
                                      : word.name == "same_lower" ? AutoPad::same_lower
                                                                  : AutoPad::same_upper;
                if constexpr (requires { op.ceil_mode; })
                    if (word.key == Key::ceil) op.ceil_mode = true;
                if constexpr (requires { op.count_include_pad; })
                    if (word.key == Key::count) op.count_include_pad = word.name == "count";
                if constexpr (requires { op.bias; })
                    if (word.key == Key::bias) op.bias = word.name == "bias";
            },
            problem_.operation);
        return std::nullopt;
    }

    Refusal read_number(const Word& word, const Piece& token, Piece rest) {
        const auto number = take_integer(rest, token, word.expected);
        if (!number) return number.error();
        if (!rest.empty()) return wrong_text(token, word.expected);
        if (word.key == Key::axes) {
            if (*number < 1 || *number > static_cast<std::int64_t>(kMaxAxes))
                return wrong_text(token, fmt::format("axes1 to axes{}", kMaxAxes));
            pad_axes_ = static_cast<std::size_t>(*number);
        }
        if (word.key == Key::storage_order && *number != 0 && *number != 1) return wrong_text(token, word.expected);
        std::visit(
            [&](auto& op) {
                if constexpr (requires { op.divisor_override; })
                    if (word.key == Key::divisor) op.divisor_override = *number;
                if constexpr (requires { op.groups; }) {
                    if (word.key == Key::out) op.out_channels = *number;
                    if (word.key == Key::groups) op.groups = *number;
                }
                if constexpr (requires { op.column_major_indices; })
                    if (word.key == Key::storage_order) op.column_major_indices = *number == 1;
            },
            problem_.operation);
        return std::nullopt;
    }

    Refusal read_axes(const Word& word, const Piece& token, Piece rest) {
        Extents entries;
        for (;;) {
            const auto number = take_integer(rest, token, word.expected);
            if (!number) return number.error();
            if (entries.size() == kMaxAxes) return wrong_count(word, token);
            entries.push_back(*number);
            if (rest.empty()) break;
            if (rest.text[0] != 'x') return wrong_text(token, word.expected);
            rest = rest.after(1);
        }
        const auto rank = static_cast<std::size_t>(rank_);
        if (entries.size() != 1 && entries.size() != rank) return wrong_count(word, token);
        if (entries.size() == 1) entries = Extents(rank, entries[0]);
        std::visit(
            [&](auto& op) {
                if constexpr (requires { op.kernel_size; }) {
                    if (word.key == Key::kernel) op.kernel_size = entries;
                    if (word.key == Key::stride) op.stride = entries;
                    if (word.key == Key::dilation) op.dilation = entries;
                }
            },
            problem_.operation);
        return std::nullopt;
    }

    Error wrong_count(const Word& word, const Piece& token) const {
        if (rank_ == 1) return wrong_text(token, fmt::format("{} with one number: there is one axis", word.name));
        return wrong_text(token, fmt::format("{} with 1 number or {}, one for each axis", word.name, rank_));
    }

    Refusal read_sides(const Word& word, const Piece& token, Piece rest) {
        PerAxis<Sides> entries;
        for (;;) {
            const auto begin = take_integer(rest, token, word.expected);
            if (!begin) return begin.error();
            Sides sides{*begin, *begin};
            if (rest.text.starts_with(':')) {
                rest = rest.after(1);
                const auto end = take_integer(rest, token, word.expected);
                if (!end) return end.error();
                sides.end = *end;
            }
            if (entries.size() == kMaxAxes) return wrong_text(token, fmt::format("at most {} axes", kMaxAxes));
            entries.push_back(sides);
            if (rest.empty()) break;
            if (rest.text[0] != 'x') return wrong_text(token, word.expected);
            rest = rest.after(1);
        }
        const bool one_for_each = entries.size() == static_cast<std::size_t>(rank_);
        if (owner_ != pad && entries.size() != 1 && !one_for_each) return wrong_count(word, token);
        padding_ = entries;
        return std::nullopt;
    }

    Refusal read_text(const Word& word, const Piece& token, const Piece& rest) {
        if (word.key == Key::mode) return read_mode(word, token, rest.text);
        if (word.key == Key::value) {
            const auto value = read_float(rest);
            if (!value) return value.error();
            std::get<Pad>(problem_.operation).value = *value;
            return std::nullopt;
        }
        auto values = read_values(rest);
        if (!values) return values.error();
        if (word.key == Key::values)
            problem_.values = *std::move(values);
        else if (word.key == Key::weights)
            problem_.weights = *std::move(values);
        else
            problem_.bias = *std::move(values);
        return std::nullopt;
    }

    Refusal read_mode(const Word& word, const Piece& token, std::string_view name) {
        PaddingMode mode = PaddingMode::constant;
        if (name == "reflect")
            mode = PaddingMode::reflect;
        else if (name == "replicate")
            mode = PaddingMode::replicate;
        else if (name == "circular")
            mode = PaddingMode::circular;
        else if (name != "constant" && name != "zeros") {
            std::string meant = name == "edge"   ? "replicate"
                                : name == "wrap" ? "circular"
                                : name == "mirror" || name == "symmetric"
                                    ? "reflect"
                                    : nearest_word(name, {"reflect", "replicate", "circular", "constant", "zeros"});
            if (!meant.empty()) meant = "mode=" + meant;
            return wrong_text(token, word.expected, meant);
        }
        if (auto* padding = std::get_if<Pad>(&problem_.operation)) padding->mode = mode;
        if (auto* convolution = std::get_if<Conv>(&problem_.operation)) convolution->padding_mode = mode;
        return std::nullopt;
    }

    /// What depends on several words, which may stand in any order.
    Refusal finish() {
        if (owner_ != pad && find_seen(Key::kernel) == nullptr)
            return wrong_text(end_of_line(), "a kernel size such as k3 or k3x2, which has no default");
        if (owner_ == pad && find_seen(Key::padding) == nullptr)
            return wrong_text(end_of_line(), "a padding such as p1 or, side by side, p1:0x2:1, which has no default");
        if (auto error = spread_padding()) return error;
        const bool onnx = find_seen(Key::onnx) != nullptr;
        if (auto* pool = std::get_if<AvgPool>(&problem_.operation); pool != nullptr && find_seen(Key::count) == nullptr)
            pool->count_include_pad = !onnx;
        if (const Seen* order = find_seen(Key::storage_order); order != nullptr && !onnx)
            return wrong_text(order->token, "storage_order only with onnx: PyTorch's indices are always row-major");
        return std::nullopt;
    }

    Refusal spread_padding() {
        std::size_t axes = static_cast<std::size_t>(rank_);
        if (owner_ == pad) axes = pad_axes_.value_or(padding_.size() == 1 ? axes : padding_.size());
        if (padding_.size() == 1) padding_ = PerAxis<Sides>(axes, padding_[0]);
        if (owner_ == pad && padding_.size() != axes)
            return wrong_text(find_seen(Key::axes)->token,
                              fmt::format("axes{}, as many as the padding has entries", padding_.size()));
        if (!padding_.empty()) std::visit([&](auto& op) { op.padding = padding_; }, problem_.operation);
        return std::nullopt;
    }

    std::string_view line_;
    std::vector<Piece> tokens_;
    std::vector<Seen> seen_;
    Problem problem_;
    unsigned owner_ = max_pool;
    int rank_ = 2;
    PerAxis<Sides> padding_;
    std::optional<std::size_t> pad_axes_;
};

}  // namespace

Result<Problem> parse_problem(std::string_view line) {
    return Parser(line).parse();
}

}  // namespace stridelens
