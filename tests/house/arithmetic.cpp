#include "tests/house/arithmetic.h"

#include <algorithm>
#include <cctype>
#include <optional>
#include <set>
#include <string_view>

namespace stridelens::house {
namespace {

/// Members of Axis, Geometry and the operations that positions are computed from.
const std::set<std::string, std::less<>> kNumbers = {
    "stride",    "dilation",       "pad_begin",    "pad_end",      "kernel",      "kernel_size",
    "groups",    "output_padding", "in",           "out",          "span",        "padded",
    "usual_out", "in_channels",    "out_channels", "kernel_cells", "input_cells", "output_cells"};

/// Members of Sides, which are numbers unless they are called: of padding.
const std::set<std::string, std::less<>> kSides = {"begin", "end"};

/// Functions that give such numbers …
const std::set<std::string, std::less<>> kGivers = {"kernel_of",         "stride_of",       "dilation_of", "padding_of",
                                                    "output_padding_of", "resolved_stride", "stretched"};

/// … and those that give them when they are asked for one of them: value_of(operation, Field::stride).
const std::set<std::string, std::less<>> kAskers = {"value_of", "parameter_or", "find_parameter"};

const std::set<std::string, std::less<>> kArithmetic = {
    "+", "-", "*", "/", "%", "+=", "-=", "*=", "/=", "%=", "++", "--"};

/// What gives a number back that it was given, or one of several.
const std::set<std::string, std::less<>> kTransparent = {"static_cast", "max", "min", "clamp", "abs", "llabs", "real"};

/// Types that a number can be kept in. `auto` of a lambda is none.
const std::set<std::string, std::less<>> kKeepers = {"auto",  "int",    "long",    "int64_t", "size_t", "ptrdiff_t",
                                                     "float", "double", "Extents", "Shape",   "Index",  "Sides"};

struct Token {
    std::string text;
    std::size_t line = 0;
    bool column0 = false;  // stands at the very beginning of its line

    bool word() const { return std::isalpha(static_cast<unsigned char>(text[0])) != 0 || text[0] == '_'; }
};

/// The source without comments, and every literal as one token.
class Lexer {
public:
    explicit Lexer(const std::vector<std::string>& lines) : lines_(lines) {}

    std::vector<Token> run() {
        for (row_ = 0; row_ < lines_.size(); ++row_)
            for (at_ = 0; row_ < lines_.size() && at_ < line().size();) step();
        return std::move(tokens_);
    }

private:
    const std::string& line() const { return lines_[row_]; }
    std::string_view rest() const { return std::string_view(line()).substr(at_); }
    void add(std::string text) { tokens_.push_back({std::move(text), row_ + 1, at_ == 0}); }

    void step() {
        const char c = line()[at_];
        if (at_ == 0 && c == '#') {
            at_ = line().size();
        } else if (std::isspace(static_cast<unsigned char>(c)) != 0) {
            ++at_;
        } else if (rest().starts_with("//")) {
            at_ = line().size();
        } else if (rest().starts_with("/*")) {
            skip_to("*/");
        } else if (rest().starts_with("R\"(")) {
            add("\"\"");
            skip_to(")\"");
        } else if (c == '"' || c == '\'') {
            literal(c);
        } else if (std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_') {
            word();
        } else {
            punctuation();
        }
    }
    void skip_to(std::string_view end) {
        for (; row_ < lines_.size(); ++row_, at_ = 0)
            if (const std::size_t found = line().find(end, at_); found != std::string::npos) {
                at_ = found + end.size();
                return;
            }
    }
    void literal(char quote) {
        add("\"\"");
        for (++at_; at_ < line().size() && line()[at_] != quote; ++at_)
            if (line()[at_] == '\\') ++at_;
        ++at_;
    }
    void word() {
        std::size_t end = at_;
        const bool number = std::isdigit(static_cast<unsigned char>(line()[at_])) != 0;
        while (end < line().size() && (std::isalnum(static_cast<unsigned char>(line()[end])) != 0 ||
                                       line()[end] == '_' || (number && (line()[end] == '.' || line()[end] == '\''))))
            ++end;
        add(line().substr(at_, end - at_));
        at_ = end;
    }
    void punctuation() {
        static const std::vector<std::string> longer = {
            "->", "::", "++", "--", "+=", "-=", "*=", "/=", "%=", "==", "!=", "<=", ">=", "&&", "||", "<<"};
        const auto found =
            std::find_if(longer.begin(), longer.end(), [&](const auto& p) { return rest().starts_with(p); });
        const std::string text = found == longer.end() ? std::string(1, line()[at_]) : *found;
        add(text);
        at_ += text.size();
    }

    const std::vector<std::string>& lines_;
    std::vector<Token> tokens_;
    std::size_t row_ = 0, at_ = 0;
};

class Finder {
public:
    explicit Finder(std::vector<Token> tokens) : tokens_(std::move(tokens)) { pair_brackets(); }

    std::vector<Finding> run() {
        for (std::size_t i = 0; i < tokens_.size(); ++i) {
            if (tokens_[i].text == "}" && tokens_[i].column0) aliases_.clear();  // the function ends
            if (!is_number(i)) continue;
            if (is_calculated(first_of(i), i)) found_.push_back({tokens_[i].line, name_of(i)});
            if (const auto alias = kept_as(i)) aliases_.insert(*alias);
        }
        return std::move(found_);
    }

private:
    std::string text(std::size_t i) const { return i < tokens_.size() ? tokens_[i].text : std::string(); }

    /// For each bracket its partner.
    void pair_brackets() {
        partner_.assign(tokens_.size(), tokens_.size());
        std::vector<std::size_t> open;
        for (std::size_t i = 0; i < tokens_.size(); ++i) {
            const std::string& t = tokens_[i].text;
            if (t == "(" || t == "[" || t == "{") open.push_back(i);
            if ((t != ")" && t != "]" && t != "}") || open.empty()) continue;
            partner_[i] = open.back();
            partner_[open.back()] = i;
            open.pop_back();
        }
    }

    bool is_number(std::size_t i) const {
        const bool member = i > 0 && (text(i - 1) == "." || text(i - 1) == "->");
        if (gives_number(i)) return true;
        if (!member) return aliases_.contains(tokens_[i].text) && (i == 0 || text(i - 1) != "::");
        if (kSides.contains(tokens_[i].text) && is_of_padding(i)) return text(i + 1) != "(" && text(i + 1) != ".";
        if (!kNumbers.contains(tokens_[i].text)) return false;
        const std::string next = text(i + 1);  // facts.kernel.size, &layout.kernel: of the same name, but no number
        return next != "." && next != "->" && next != "<<" && !is_pointed_to(first_of(i));
    }

    /// Whether member i is of something that is called padding or sides.
    bool is_of_padding(std::size_t i) const {
        const std::string name = name_of(i);
        return name.find("padding") != std::string::npos || name.find("sides") != std::string::npos;
    }

    /// Whether token i is a function whose value is a number of windows, called.
    bool gives_number(std::size_t i) const {
        std::size_t open = i + 1;
        while (text(open) == "<" || (open > i + 1 && open < tokens_.size() && text(open) != "(" && text(open) != ";"))
            ++open;
        if (text(open) != "(" || partner_[open] >= tokens_.size()) return false;
        if (kGivers.contains(text(i))) return open == i + 1;
        if (!kAskers.contains(text(i))) return false;
        for (std::size_t at = open; at + 2 < partner_[open]; ++at)
            if (text(at) == "Field" && (kNumbers.contains(text(at + 2)) || text(at + 2) == "padding")) return true;
        return false;
    }

    bool is_pointed_to(std::size_t first) const {
        return first > 1 && text(first - 1) == "&" && !tokens_[first - 2].word() && text(first - 2) != ")";
    }

    /// Where the expression begins whose last word is token i: "facts", of facts.geometry.axes[a].stride.
    std::size_t first_of(std::size_t i) const {
        while (i > 0) {
            const std::string before = text(i - 1);
            if (before == "." || before == "->" || before == "::") {
                i -= 2;
                while (text(i) == "]" || text(i) == ")") i = partner_[i] - 1;
            } else {
                return i;
            }
        }
        return i;
    }

    /// One past the expression: calls, subscripts and members that follow.
    std::size_t end_of(std::size_t i) const {
        for (++i; i < tokens_.size();) {
            if (text(i) == "(" || text(i) == "[")
                i = partner_[i] + 1;
            else if (text(i) == "<" && kAskers.contains(text(i - 1)))
                while (i < tokens_.size() && text(i) != "(") ++i;  // find_parameter<Extents>(…)
            else if (text(i) == "." || text(i) == "->")
                i += 2;
            else
                return i;
        }
        return i;
    }

    /// The bracket that encloses token i, if it is a parenthesis whose value is that of what is in it.
    std::optional<std::size_t> enclosing(std::size_t i) const {
        while (i-- > 0) {
            const std::string t = text(i);
            if (t == ")" || t == "]" || t == "}") {
                i = partner_[i];
            } else if (t == "(") {
                return gives_back(i) ? std::optional(i) : std::nullopt;
            } else if (t == "[" || t == "{" || t == ";") {
                return std::nullopt;
            }
        }
        return std::nullopt;
    }

    /// Whether the parenthesis at i is a plain one, a cast's, or that of max, min …
    bool gives_back(std::size_t i) const {
        const std::size_t word = called_by(i);
        if (word == i) return !tokens_[i - 1].word() || text(i - 1) == "return";
        return kTransparent.contains(text(word));
    }

    /// The word that the parenthesis at i belongs to, template arguments passed over; i itself if there is none.
    std::size_t called_by(std::size_t i) const {
        if (i == 0) return i;
        std::size_t at = i - 1;
        if (text(at) == ">") {
            int depth = 0;
            for (;; --at) {
                if (text(at) == ">") ++depth;
                if (text(at) == "<" && --depth == 0) break;
                if (at == 0) return i;
            }
            --at;
        }
        return tokens_[at].word() && text(at) != "return" ? at : i;
    }

    bool is_calculated(std::size_t first, std::size_t last) const {
        std::size_t end = end_of(last);
        for (;;) {
            if (first > 0 && is_operator(first - 1)) return true;
            if (kArithmetic.contains(text(end))) return true;
            const auto around = enclosing(first);
            if (!around) return false;
            const std::string next = text(end);
            if (next != ")" && next != "," && next != ":" && next != "?") return false;  // compared, not passed on
            end = end_of(partner_[*around]);
            first = first_of(called_by(*around));
        }
    }

    /// Whether token i is arithmetic and no pointer's or reference's sign.
    bool is_operator(std::size_t i) const {
        if (!kArithmetic.contains(text(i))) return false;
        if (text(i) != "*") return true;
        const std::string before = text(i - 1);  // a * b and 2 * b, but not *b
        const bool value = std::isalnum(static_cast<unsigned char>(before[0])) != 0 || before == ")" || before == "]";
        return value && before != "return";
    }

    std::string name_of(std::size_t i) const {
        std::string name;
        for (std::size_t at = first_of(i); at <= i; ++at) name += text(at);
        return name;
    }

    /// The variable that the statement around token i makes or sets, if it can hold the number: "d", of
    /// const auto d = axis.stride, of Extents d{axis.stride} and of d = {axis.stride}.
    std::optional<std::string> kept_as(std::size_t i) const {
        std::size_t begin = i;
        while (begin > 0 && text(begin - 1) != ";" && text(begin - 1) != "}" &&
               (text(begin - 1) != "{" || makes(begin - 1))) {
            --begin;
            if (text(begin) == ")" || text(begin) == "]") begin = partner_[begin];
        }
        bool called = false;  // a call, a condition, a loop
        for (std::size_t at = begin + 1; at < i; ++at) {
            if (text(at) == "(" || text(at) == "[") {
                if (partner_[at] > i) return std::nullopt;
                at = partner_[at];
                called = true;
                continue;
            }
            if (text(at) == ",") called = false;  // the next variable of several
            const bool sets = text(at) == "=" || (text(at) == "{" && makes(at));
            if (!sets || !tokens_[at - 1].word() || another_follows(at, i)) continue;
            if (called) return std::nullopt;
            const bool lambda = text(at + 1) == "[";
            const bool keeps = at == begin + 1 || keeper_among(begin, at - 1);
            if (lambda || !keeps || compared(at + 1, i)) return std::nullopt;
            return text(at - 1);
        }
        return std::nullopt;
    }
    /// Whether the value that is set at `at` ends before token i: i belongs to the next of several variables.
    bool another_follows(std::size_t at, std::size_t i) const {
        bool within = text(at) == "{";
        for (++at; at < i; ++at) {
            const std::string t = text(at);
            if ((t == "(" || t == "[" || t == "{") && partner_[at] < i)
                at = partner_[at];
            else if (t == "(" || t == "[" || t == "{")
                within = true;
            else if (t == "," && !within)
                return true;
        }
        return false;
    }
    /// Whether the brace at i opens a value, and no block.
    bool makes(std::size_t i) const {
        static const std::set<std::string, std::less<>> blocks = {"else", "do", "try", "const", "noexcept", "override"};
        static const std::set<std::string, std::less<>> scopes = {"struct",    "class", "enum", "union",
                                                                  "namespace", "::",    ":"};
        if (i < 2) return false;
        if (text(i - 1) == "=") return true;
        return tokens_[i - 1].word() && !blocks.contains(text(i - 1)) && !scopes.contains(text(i - 2));
    }
    bool keeper_among(std::size_t begin, std::size_t end) const {
        return std::any_of(tokens_.begin() + static_cast<std::ptrdiff_t>(begin),
                           tokens_.begin() + static_cast<std::ptrdiff_t>(end),
                           [](const Token& token) { return kKeepers.contains(token.text); });
    }
    /// Whether the number only takes part in a condition, or goes into a function.
    bool compared(std::size_t from, std::size_t i) const {
        for (std::size_t at = from; at < i; ++at)
            if (text(at) == "(" && partner_[at] > i && !gives_back(at)) return true;
        static const std::set<std::string, std::less<>> comparisons = {"==", "!=", "<", ">", "<=", ">=", "&&", "||"};
        return comparisons.contains(text(end_of(i))) || comparisons.contains(text(first_of(i) - 1));
    }

    std::vector<Token> tokens_;
    std::vector<std::size_t> partner_;
    std::set<std::string, std::less<>> aliases_;
    std::vector<Finding> found_;
};

}  // namespace

std::vector<Finding> window_arithmetic(const std::vector<std::string>& lines) {
    return Finder(Lexer(lines).run()).run();
}

}  // namespace stridelens::house
