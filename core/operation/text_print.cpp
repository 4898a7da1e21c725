#include "core/operation/problem.h"
#include "core/operation/text.h"

#include <fmt/format.h>
#include <algorithm>

namespace stridelens {
namespace {

std::string print_entry(std::int64_t entry) {
    return std::to_string(entry);
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

template <class T>
bool all(const PerAxis<T>& entries, const T& value) {
    return std::all_of(entries.begin(), entries.end(), [&](const T& entry) { return entry == value; });
}

/// The words after the shape, in their canonical order.
class Line {
public:
    explicit Line(std::string text) : text_(std::move(text)) {}
    void word(const std::string& word) { text_.append(1, ' ').append(word); }
    template <class T>
    void axes(const char* key, const PerAxis<T>& entries) {
        if (!entries.empty()) word(std::string(key).append(print_axes(entries)));
    }

    template <class Op>
    void windowing(const Op& op) {
        axes("k", op.kernel_size);
        if (!std::is_same_v<Op, Conv> || !all<std::int64_t>(op.stride, 1)) axes("s", op.stride);
        switch (op.auto_pad) {
            case AutoPad::none:
                if (!all(op.padding, Sides{})) axes("p", op.padding);
                break;
            case AutoPad::same_upper:
                word(op.convention == Convention::onnx ? "same_upper" : "same");
                break;
            case AutoPad::same_lower:
                word("same_lower");
                break;
            case AutoPad::valid:
                word("valid");
                break;
        }
        if (!all<std::int64_t>(op.dilation, 1)) axes("d", op.dilation);
    }

    void settings(const MaxPool& pool) {
        windowing(pool);
        if (pool.ceil_mode) word("ceil");
    }
    void settings(const AvgPool& pool) {
        windowing(pool);
        if (pool.ceil_mode) word("ceil");
        const bool counts_by_default = pool.convention == Convention::pytorch;
        if (pool.count_include_pad != counts_by_default) word(pool.count_include_pad ? "count" : "nocount");
        if (pool.divisor_override) word(fmt::format("div{}", *pool.divisor_override));
    }
    void settings(const Pad& pad) {
        axes("p", pad.padding);
        const bool one_entry = all(pad.padding, pad.padding.empty() ? Sides{} : pad.padding[0]);
        if (one_entry && pad.padding.size() != static_cast<std::size_t>(pad.spatial_rank))
            word(fmt::format("axes{}", pad.padding.size()));
        mode(pad.mode);
        if (!(Pad{.value = pad.value} == Pad{})) word("value=" + print_float(pad.value));
    }
    void settings(const Conv& conv) {
        word(fmt::format("out{}", conv.out_channels));
        windowing(conv);
        if (conv.groups != 1) word(fmt::format("groups{}", conv.groups));
        if (!conv.bias) word("nobias");
        mode(conv.padding_mode);
    }

    void values(const char* key, const Values& values, const Values& usual, PrintOptions options) {
        if (values == usual || (values.kind == Values::Kind::list && !options.explicit_values)) return;
        word(key + print(values));
    }

    std::string text() && { return std::move(text_); }

private:
    void mode(PaddingMode mode) {
        if (mode != PaddingMode::constant) word(std::string("mode=").append(to_string(mode)));
    }

    std::string text_;
};

const char* word_of(const Operation& operation) {
    return std::visit(overloaded{
                          [](const MaxPool&) { return "maxpool"; },
                          [](const AvgPool&) { return "avgpool"; },
                          [](const Pad&) { return "pad"; },
                          [](const Conv&) { return "conv"; },
                      },
                      operation);
}

}  // namespace

std::string print(const Problem& problem, PrintOptions options) {
    const Problem usual;
    Line line(fmt::format("{}{}d {}", word_of(problem.operation), spatial_rank_of(problem.operation),
                          to_string(problem.input)));
    std::visit([&](const auto& op) { line.settings(op); }, problem.operation);
    if (std::visit([](const auto& op) { return op.convention == Convention::onnx; }, problem.operation)) {
        line.word("onnx");
        const auto* pool = std::get_if<MaxPool>(&problem.operation);
        if (pool != nullptr && pool->column_major_indices) line.word("storage_order=1");
    }
    line.values("values=", problem.values, usual.values, options);
    if (const auto* conv = std::get_if<Conv>(&problem.operation)) {
        line.values("weights=", problem.weights, usual.weights, options);
        if (conv->bias) line.values("bias=", problem.bias, usual.bias, options);
    }
    return std::move(line).text();
}

}  // namespace stridelens
