#include "core/explain/program/script.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <cmath>
#include <cstdlib>
#include <optional>

namespace stridelens::programs {
namespace {

/// Where a line can be broken: behind the last comma that still fits of those within the fewest brackets, or where there is
/// none, behind the last space within brackets; and under what the rest begins.
struct Break {
    std::size_t at = 0, indent = 0;
    std::vector<std::size_t> open = {};  // behind which columns brackets are open there
};
/// `open`: as the line before was broken.
std::optional<Break> find_break(const std::string& line, std::size_t indent, std::vector<std::size_t> open) {
    std::optional<Break> comma, space;
    std::size_t depth = 0;  // of the comma
    bool quoted = false;
    for (std::size_t i = indent; i < line.size() && i <= kCodeWidth; ++i) {
        const char c = line[i];
        if (c == '"') quoted = !quoted;
        if (quoted) continue;
        if (c == '#') break;
        if (c == '(' || c == '[') open.push_back(i + 1);
        if ((c == ')' || c == ']') && !open.empty()) open.pop_back();
        if (c != ' ' || open.empty() || i <= open.back()) continue;
        if (line[i - 1] != ',') {
            space = Break{i, open.back(), open};
        } else if (!comma || open.size() <= depth) {
            comma = Break{i, open.back(), open};
            depth = open.size();
        }
    }
    return comma ? comma : space;
}

std::string digits(float value) {
    if (std::isnan(value)) return "nan";
    if (std::isinf(value)) return value > 0 ? "inf" : "-inf";
    if (value == 0.0F) return std::signbit(value) ? "-0.0" : "0";
    const std::string shortest = fmt::format("{}", value);
    // Read as a double and rounded, it has to be the same again.
    if (static_cast<float>(std::strtod(shortest.c_str(), nullptr)) == value) return shortest;
    return fmt::format("{}", static_cast<double>(value));
}

/// The numbers of a grid as words.
std::vector<std::string> words_of(const Data& data, ProgramGrid grid) {
    std::vector<std::string> words;
    const auto add = [&](const std::vector<float>& values) {
        for (const float value : values) words.push_back(digits(value));
    };
    switch (grid) {
        case ProgramGrid::input:
            add(data.operands.input.values);
            break;
        case ProgramGrid::weight:
            add(data.operands.weight.values);
            break;
        case ProgramGrid::bias:
            add(data.operands.bias.values);
            break;
        case ProgramGrid::indices:
            for (const std::int64_t index : data.operands.indices) words.push_back(fmt::format("{}", index));
            break;
        case ProgramGrid::output:
            add(data.output.values);
            break;
    }
    return words;
}

Shape shape_of(const Data& data, ProgramGrid grid) {
    switch (grid) {
        case ProgramGrid::input:
        case ProgramGrid::indices:
            return data.geometry.input;
        case ProgramGrid::weight:
            return data.geometry.weight;
        case ProgramGrid::bias:
            return {data.geometry.out_channels};
        case ProgramGrid::output:
            break;
    }
    return data.geometry.output;
}

/// A nested list of `shape`, from axis `axis` on, its lines begun at `indent`.
class Nest {
public:
    Nest(const std::vector<std::string>& words, const Shape& shape) : words_(words), shape_(shape) {}

    std::vector<std::string> lines(std::size_t indent) {
        line_ = std::string(indent, ' ');
        write(0, indent);
        lines_.push_back(line_);
        return lines_;
    }

private:
    void write(std::size_t axis, std::size_t indent) {
        line_ += "[";
        for (std::int64_t i = 0; i < shape_[axis]; ++i) {
            const bool last = axis + 1 == shape_.size();
            if (i > 0) {
                line_ += ",";
                const std::size_t closing = i + 1 == shape_[axis] ? axis + 2 : 1;  // brackets, and a comma
                const bool fits = last && line_.size() + 1 + words_[next_].size() + closing <= kCodeWidth;
                if (fits)
                    line_ += " ";
                else
                    turn(indent + 1);
            }
            if (last)
                line_ += words_[next_++];
            else
                write(axis + 1, indent + 1);
        }
        line_ += "]";
    }
    void turn(std::size_t indent) {
        lines_.push_back(line_);
        line_ = std::string(indent, ' ');
    }

    const std::vector<std::string>& words_;
    const Shape& shape_;
    std::size_t next_ = 0;
    std::string line_;
    std::vector<std::string> lines_;
};

std::string tuple_of(const Shape& shape) {
    return fmt::format("({}{})", fmt::join(shape.begin(), shape.end(), ", "), shape.size() == 1 ? "," : "");
}

bool is_written(const Data& data, ProgramGrid grid) {
    return element_count(shape_of(data, grid)) <= kMostWritten;
}

constexpr std::array kKeywords{"and",    "as", "assert", "continue", "def", "else",   "for",  "from", "if",
                               "import", "in", "is",     "not",      "or",  "return", "None", "True", "False"};
constexpr std::array kSizes{"H", "W", "L", "D", "N", "C", "O", "OH", "OW", "OL", "OD", "ON", "OC"};

std::optional<CodeRole> role_of(const std::string& word) {
    const auto is = [&](const char* other) { return word == other; };
    if (std::any_of(kKeywords.begin(), kKeywords.end(), is)) return CodeRole::keyword;
    if (std::any_of(kSizes.begin(), kSizes.end(), is)) return CodeRole::size;
    const bool symbol =
        word.size() == 1 || (word.size() == 2 && std::string("HWLDNC").find(word[1]) != std::string::npos);
    if (!symbol) return std::nullopt;
    switch (word[0]) {
        case 'k':
            return CodeRole::kernel;
        case 's':
            return CodeRole::stride;
        case 'p':
        case 'q':
            return CodeRole::padding;
        case 'd':
            return CodeRole::dilation;
        default:
            return std::nullopt;
    }
}

bool is_word(char c) {
    return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_';
}

/// Where a number that begins at `first` ends: "1e-6" is one.
std::size_t end_of_number(const std::string& text, std::size_t first) {
    std::size_t end = first;
    while (end < text.size() &&
           (is_word(text[end]) || text[end] == '.' || ((text[end] == '-' || text[end] == '+') && text[end - 1] == 'e')))
        ++end;
    return end;
}

void colour(CodeLine& line) {
    const std::string& text = line.text;
    for (std::size_t i = 0; i < text.size();) {
        const char c = text[i];
        std::size_t end = i + 1;
        std::optional<CodeRole> role;
        if (c == '#') {
            end = text.size();
            role = CodeRole::comment;
        } else if (c == '"') {
            end = std::min(text.find('"', i + 1), text.size() - 1) + 1;
            role = CodeRole::string;
        } else if (std::isdigit(static_cast<unsigned char>(c)) != 0) {
            end = end_of_number(text, i);
            role = CodeRole::number;
        } else if (is_word(c)) {
            while (end < text.size() && is_word(text[end])) ++end;
            const bool member = i > 0 && text[i - 1] == '.';
            if (!member) role = role_of(text.substr(i, end - i));
        }
        if (role) line.spans.push_back({i, end - i, *role});
        i = end;
    }
}

}  // namespace

std::vector<std::string> broken(const std::string& whole, std::size_t indent) {
    std::vector<std::string> lines;
    std::string line = std::string(indent, ' ') + whole;
    std::size_t begin = indent;
    std::vector<std::size_t> open;
    while (line.size() > kCodeWidth) {
        const auto at = find_break(line, begin, open);
        if (!at) break;
        const std::string rest = line.substr(at->at + 1);
        // What does not fit behind the bracket begins nearer to the edge.
        const bool straight = at->indent + rest.size() <= kCodeWidth, lower = indent + 4 + rest.size() <= kCodeWidth;
        const bool fits = straight || (!lower && at->indent + std::min(rest.find(' '), rest.size()) <= kCodeWidth);
        lines.push_back(line.substr(0, at->at));
        begin = fits ? at->indent : indent + 4;
        line = std::string(begin, ' ') + rest;
        open = at->open;
        open.back() = begin;
    }
    lines.push_back(line);
    return lines;
}

void ProgramText::say(int indent, const std::string& text, CodeSubject subject) {
    const std::size_t first = lines.size();
    for (const std::string& line : broken(text, static_cast<std::size_t>(indent)))
        lines.push_back({line, subject, {}, first});
}

void write_grid(ProgramText& text, Data& data, const Named& grid) {
    const bool whole = grid.grid == ProgramGrid::indices;
    const char* type = whole ? "np.int64" : "np.float32";
    const Shape stored = shape_of(data, grid.grid);
    if (element_count(stored) == 0) {
        text.say(0, fmt::format("{} = np.zeros({}, {})", grid.name, tuple_of(grid.shape), type), grid.subject);
        return;
    }
    if (!is_written(data, grid.grid)) {
        const std::string file = data.options.stem.empty() ? grid.name : data.options.stem + "_" + grid.name;
        data.files.push_back({grid.grid, file + ".npy"});
        text.say(0, fmt::format("{} = np.load(\"{}.npy\")", grid.name, file), grid.subject);
        if (grid.shape != stored)
            text.say(0, fmt::format("{0} = {0}.reshape({1})", grid.name, tuple_of(grid.shape)), grid.subject);
        return;
    }
    const std::vector<std::string> words = words_of(data, grid.grid);
    const std::size_t first = text.lines.size();
    const std::string head = grid.name + " = np.array(";
    std::vector<std::string> lines = Nest(words, grid.shape).lines(head.size());
    lines.front() = head + lines.front().substr(head.size());
    const std::string tail = fmt::format(", {})", type);
    if (lines.size() > 1) {  // the list stands below, with more room
        lines = Nest(words, grid.shape).lines(4);
        lines.insert(lines.begin(), head);
    }
    if (lines.back().size() + tail.size() <= kCodeWidth) {
        lines.back() += tail;
    } else {
        lines.back() += ",";
        lines.push_back("    " + tail.substr(2));
    }
    for (const std::string& line : lines) text.lines.push_back({line, grid.subject, {}, first});
}

void write_special_names(ProgramText& text, const Data& data, const std::vector<Named>& grids) {
    bool nan = false, infinite = false;
    for (const Named& grid : grids) {
        if (!is_written(data, grid.grid)) continue;
        for (const std::string& word : words_of(data, grid.grid)) {
            nan = nan || word == "nan";
            infinite = infinite || word == "inf" || word == "-inf";
        }
    }
    if (nan) text.say(0, "nan = float(\"nan\")");
    if (infinite) text.say(0, "inf = float(\"inf\")");
    const bool finite = std::all_of(data.output.values.begin(), data.output.values.end(),
                                    [](float value) { return std::isfinite(value); });
    if (!finite || nan || infinite) text.say(0, "np.seterr(all=\"ignore\")  # NaN, inf");
}

void write_comparison(ProgramText& text, Data& data, const Shape& shape, const std::string& tolerance) {
    text.say(0, "print(y)", CodeSubject::output);
    text.blank();
    write_grid(text, data, {ProgramGrid::output, "expected", shape, CodeSubject::output});
    text.say(0, "assert y.shape == expected.shape", CodeSubject::output);
    text.say(0, "near = np.isclose(");
    text.lines.push_back(
        {fmt::format("    y, expected, {0}, {0}, True)", tolerance), CodeSubject::none, {}, text.lines.size() - 1});
    text.say(0, "print(near.sum(), \"of\", near.size, \"cells equal\")", CodeSubject::output);
}

void colour(std::vector<CodeLine>& lines) {
    for (CodeLine& line : lines) colour(line);
}

}  // namespace stridelens::programs
