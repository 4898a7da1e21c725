#pragma once
// Two problems side by side, A and B, in one line: `maxpool2d 1x1x7x7 k2 s2 | ceil`. After the bar stands what B changes;
// everything else it shares with A. Grammar in text/grammar.md.

#include "core/operation/problem.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace stridelens {

enum class AB : std::uint8_t { a, b };

/// "A", "B".
const char* to_string(AB side);

/// A problem alone, or two of them.
struct Comparison {
    Problem a;
    std::optional<Problem> b;
    bool operator==(const Comparison&) const = default;
};

/// A line that cannot be read, and in which half the word stands that is at fault.
struct ComparisonError {
    AB side = AB::a;
    bool compared = false;  // whether the line has a bar at all
    Error error;
};

/// The sentence of it; of a line with a bar it begins with the side: "B: column 30: read …".
std::string sentence_of(const ComparisonError& refused);

/// Parses a line with or without a bar. Without one it is parse_problem(). With one, B is A's line with the words after the
/// bar instead of those that set the same thing. Nothing after the bar: B is A.
/// Errors: Field::text; columns count from the beginning of the whole line.
tl::expected<Comparison, ComparisonError> parse_comparison(std::string_view line);

/// The canonical line: A as print() writes it and, after the bar, only what B changes, in print()'s order.
/// parse_comparison(print(c)) == c, up to settings without effect, as print() says.
std::string print(const Comparison& comparison, PrintOptions options = {});

/// What stands after the bar; empty if the two are the same.
std::string changes_of(const Problem& a, const Problem& b, PrintOptions options = {});

/// One thing that differs between A and B.
struct SettingDifference {
    std::optional<Field> field;  // nothing: the operation itself
    std::string name;            // PyTorch's name of it: "ceil_mode", "operation", "input"
    std::string a, b;  // what each has, in few words: "off", "on"; "2 × 2"; "" where a side has no such setting
    bool operator==(const SettingDifference&) const = default;
};

/// Everything in which two problems differ, the operation first, then the input's shape, the parameters in the order of
/// the panel, and the numbers. What follows is compared, not how it is written: a stride that is left out is the same as
/// the one that follows from the kernel.
std::vector<SettingDifference> setting_differences(const Problem& a, const Problem& b);

}  // namespace stridelens
