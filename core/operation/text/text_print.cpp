#include "core/operation/parameters/settings.h"
#include "core/operation/problem.h"
#include "core/operation/text/text_pieces.h"

#include <fmt/format.h>
#include <algorithm>
#include <optional>

namespace stridelens {
namespace {

std::string print_entry(std::int64_t entry) {
    return std::to_string(entry);
}

std::string print_entry(const std::optional<std::int64_t>& entry) {
    return entry ? std::to_string(*entry) : "-";
}

std::string print_entry(const Sides& sides) {
    if (sides.begin == sides.end) return std::to_string(sides.begin);
    return fmt::format("{}:{}", sides.begin, sides.end);
}

/// "3" if all axes are the same, otherwise "3x2".
template <class T>
std::string print_axes(const PerAxis<T>& entries) {
    if (std::all_of(entries.begin(), entries.end(), [&](const T& entry) { return entry == entries[0]; }))
        return print_entry(entries[0]);
    std::string text;
    for (const T& entry : entries) {
        if (!text.empty()) text += 'x';
        text += print_entry(entry);
    }
    return text;
}

/// The words after the shape, in their canonical order.
class Line {
public:
    Line(std::string text, const Operation& operation) : text_(std::move(text)), operation_(operation) {}

    void settings() {
        setting(Field::out_channels);
        if (has_to_be(Field::output_size)) setting(Field::output_size);
        for (const Field field : {Field::kernel_size, Field::stride, Field::auto_pad}) setting(field);
        // Padding in cells has no effect beside 'same' and 'valid'.
        if (parameter_or(operation_, Field::auto_pad, AutoPad::none) == AutoPad::none) setting(Field::padding);
        if (const auto* pad = std::get_if<Pad>(&operation_)) trailing_axes(*pad);
        for (const Field field : {Field::dilation, Field::ceil_mode, Field::count_include_pad, Field::divisor_override,
                                  Field::norm_type, Field::output_padding})
            setting(field);
        if (!has_to_be(Field::output_size)) setting(Field::output_size);
        for (const Field field :
             {Field::groups, Field::bias, Field::flip_kernel, Field::padding_mode, Field::value, Field::convention})
            setting(field);
        if (has_parameter(operation_, Field::storage_order)) setting(Field::storage_order);
    }

    void values(const char* key, const Values& values, const Values& usual, PrintOptions options) {
        if (values == usual || (values.kind == Values::Kind::list && !options.explicit_values)) return;
        word(key + print(values));
    }

    std::string text() && { return std::move(text_); }

private:
    void word(const std::string& word) { text_.append(1, ' ').append(word); }

    bool has_to_be(Field field) const {
        const ParameterInfo* info = info_of(operation_, field);
        return info != nullptr && info->absence == Absence::has_to_be;
    }

    /// What is as it comes is left out, but for what has no default, and the output channels.
    void setting(Field field) {
        const ParameterInfo* info = info_of(operation_, field);
        if (info == nullptr) return;
        if (!has_to_be(field) && field != Field::out_channels && is_default(operation_, field)) return;
        visit_parameter(operation_, field, [&](const auto& member) { write(*info, member); });
    }

    template <class T>
    void write(const ParameterInfo& info, const PerAxis<T>& entries) {
        if (!entries.empty()) word(std::string(info.word) + print_axes(entries));
    }
    void write(const ParameterInfo& info, std::int64_t number) { word(fmt::format("{}{}", info.word, number)); }
    void write(const ParameterInfo& info, const std::optional<std::int64_t>& number) {
        if (number) write(info, *number);
    }
    void write(const ParameterInfo& info, float number) { word(std::string(info.word) + print_number(number)); }
    void write(const ParameterInfo& info, double number) { word(std::string(info.word) + print_number(number)); }
    void write(const ParameterInfo& info, bool on) { choice(info, on ? 1 : 0); }
    void write(const ParameterInfo& info, AutoPad auto_pad) {
        const bool onnx = convention_of(operation_) == Convention::onnx;  // which says both sides
        if (onnx && auto_pad == AutoPad::same_upper) return word("same_upper");
        choice(info, static_cast<int>(auto_pad));
    }
    template <class Enum>
    void write(const ParameterInfo& info, Enum value) {
        choice(info, static_cast<int>(value));
    }

    void choice(const ParameterInfo& info, int value) {
        if (info.choices.empty()) return word(fmt::format("{}{}", info.word, value));
        for (const ChoiceWord& choice : info.choices)
            if (choice.value == value) return word(fmt::format("{}{}", info.word, choice.word));
    }

    /// How many axes a single side is meant for.
    void trailing_axes(const Pad& pad) {
        const auto same = [&](const Sides& sides) { return sides == pad.padding[0]; };
        const bool one_entry = std::all_of(pad.padding.begin(), pad.padding.end(), same);
        if (one_entry && pad.padding.size() != static_cast<std::size_t>(pad.spatial_rank))
            word(fmt::format("axes{}", pad.padding.size()));
    }

    std::string text_;
    const Operation& operation_;
};

/// Whole numbers as such: the fewest digits that say which float32 it is name another index.
Values exactly(const Values& indices) {
    const auto whole = indices.kind == Values::Kind::list ? indices.list.as_whole() : std::nullopt;
    return whole ? Values{indices.kind, indices.seed, NumberList(*whole)} : indices;
}

}  // namespace

std::string print(const Problem& problem, PrintOptions options) {
    const Problem usual;
    const Operation& operation = problem.operation;
    Line line(fmt::format("{}{}d {}", info_of(operation).word, spatial_rank_of(operation), to_string(problem.input)),
              operation);
    line.settings();
    line.values("values=", problem.values, usual.values, options);
    if (const bool* bias = find_parameter<bool>(operation, Field::bias)) {
        line.values("weights=", problem.weights, usual.weights, options);
        if (*bias) line.values("bias=", problem.bias, usual.bias, options);
    }
    if (std::holds_alternative<MaxUnpool>(operation))
        line.values("indices=", exactly(problem.indices), usual.indices, options);
    line.values("upstream=", problem.upstream, usual.upstream, options);
    return std::move(line).text();
}

}  // namespace stridelens
