// In what two problems differ, by the table of parameters.
#include "core/operation/comparison.h"
#include "core/operation/geometry.h"
#include "core/operation/parameters/settings.h"
#include "core/words/prose.h"

#include <fmt/format.h>
#include <algorithm>

namespace stridelens {
namespace {

std::string words(std::int64_t number) {
    return prose(number);
}
std::string words(const std::optional<std::int64_t>& number) {
    return number ? prose(*number) : "";
}
std::string words(double number) {
    return prose(number);
}
std::string words(float number) {
    return prose(number);
}
std::string words(bool on) {
    return on ? "on" : "off";
}
std::string words(AutoPad auto_pad) {
    if (auto_pad == AutoPad::none) return "in cells";
    return auto_pad == AutoPad::valid ? "valid" : auto_pad == AutoPad::same_upper ? "same" : "same_lower";
}
std::string words(PaddingMode mode) {
    return to_string(mode);
}
std::string words(Convention convention) {
    return to_string(convention);
}
std::string words(const Sides& sides) {
    if (sides.begin == sides.end) return prose(sides.begin);
    return fmt::format("{} and {}", prose(sides.begin), prose(sides.end));
}
/// "2" if all axes are the same, otherwise "3 × 2".
template <class T>
std::string words(const PerAxis<T>& entries) {
    const bool alike = std::all_of(entries.begin(), entries.end(), [&](const T& entry) { return entry == entries[0]; });
    std::string text;
    for (std::size_t axis = 0; axis < (alike ? std::min<std::size_t>(entries.size(), 1) : entries.size()); ++axis)
        text += (axis == 0 ? "" : " × ") + words(entries[axis]);
    return text;
}

/// What an operation has of a parameter, in words; "" where it does not have it. A stride that is left out is the kernel's.
std::string words_of(const Operation& operation, Field field) {
    if (field == Field::stride) return words(resolved_stride(operation));
    std::string text;
    visit_parameter(operation, field, [&](const auto& member) { text = words(member); });
    return text;
}

/// The default of an axis says nothing beside a number of cells.
bool has_padding_in_cells(const Operation& operation) {
    return parameter_or(operation, Field::auto_pad, AutoPad::none) == AutoPad::none;
}

class Differences {
public:
    Differences(const Problem& a, const Problem& b) : a_(a), b_(b) {}

    std::vector<SettingDifference> all() && {
        if (a_.operation.index() != b_.operation.index() ||
            spatial_rank_of(a_.operation) != spatial_rank_of(b_.operation))
            add(std::nullopt, "operation", named(a_.operation), named(b_.operation));
        add(Field::input, to_string(Field::input), sizes(a_.input), sizes(b_.input));
        for (const ParameterInfo& info : parameter_table()) parameter(info.field);
        numbers();
        return std::move(found_);
    }

private:
    static std::string named(const Operation& operation) {
        return fmt::format("{}{}d", name_of(operation), spatial_rank_of(operation));
    }
    static std::string sizes(const Shape& shape) { return fmt::format("{}", fmt::join(shape, " × ")); }

    void add(std::optional<Field> field, const char* name, std::string a, std::string b) {
        if (a == b) return;
        const auto same = [&](const SettingDifference& known) { return known.field == field && known.name == name; };
        if (std::none_of(found_.begin(), found_.end(), same))
            found_.push_back({field, name, std::move(a), std::move(b)});
    }

    /// A parameter that only one of two operations has is part of what they are; it is told where it is not as it comes.
    void parameter(Field field) {
        const bool in_a = info_of(a_.operation, field) != nullptr, in_b = info_of(b_.operation, field) != nullptr;
        if (!in_a && !in_b) return;
        if (field == Field::padding && (!has_padding_in_cells(a_.operation) || !has_padding_in_cells(b_.operation)))
            return padding();
        if (!in_a && is_default(b_.operation, field)) return;
        if (!in_b && is_default(a_.operation, field)) return;
        add(field, to_string(field), words_of(a_.operation, field), words_of(b_.operation, field));
    }

    /// Beside 'same' the number of cells follows from the input; beside a number of cells it is the other side's.
    void padding() {
        if (has_padding_in_cells(a_.operation) == has_padding_in_cells(b_.operation)) return;
        add(Field::padding, to_string(Field::padding), cells(a_), cells(b_));
    }

    /// The cells that there are in the end; of a refused problem those that it asks for.
    static std::string cells(const Problem& problem) {
        const auto geometry = resolve(problem.operation, problem.input);
        if (!geometry) return words_of(problem.operation, Field::padding);
        PerAxis<Sides> padding;
        for (const Axis& axis : geometry->axes) padding.push_back({axis.pad_begin, axis.pad_end});
        return words(padding);
    }

    void numbers() {
        add_values(Field::values, a_.values, b_.values);
        if (info_of(a_.operation, Field::bias) != nullptr && info_of(b_.operation, Field::bias) != nullptr) {
            add_values(Field::weight, a_.weights, b_.weights);
            const bool biased =
                parameter_or(a_.operation, Field::bias, false) && parameter_or(b_.operation, Field::bias, false);
            if (biased) add_values(Field::bias, a_.bias, b_.bias);
        }
        if (std::holds_alternative<MaxUnpool>(a_.operation) && std::holds_alternative<MaxUnpool>(b_.operation))
            add_values(Field::indices, a_.indices, b_.indices);
        add_values(Field::upstream, a_.upstream, b_.upstream);
    }

    void add_values(Field field, const Values& a, const Values& b) {
        if (a == b) return;
        const bool lists = a.kind == Values::Kind::list && b.kind == Values::Kind::list;
        const auto told = [](const Values& values) {
            return values.kind == Values::Kind::list ? "set by hand" : print(values);
        };
        const char* name = field == Field::values ? "values of the input" : to_string(field);
        add(field, name, lists ? "A's own" : told(a), lists ? "B's own" : told(b));
    }

    const Problem& a_;
    const Problem& b_;
    std::vector<SettingDifference> found_;
};

}  // namespace

std::vector<SettingDifference> setting_differences(const Problem& a, const Problem& b) {
    return Differences(a, b).all();
}

}  // namespace stridelens
