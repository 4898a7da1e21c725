#include "core/operation/catalogue.h"
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
    void settings(const MinPool& pool) {
        windowing(pool);
        if (pool.ceil_mode) word("ceil");
    }
    void settings(const LpPool& pool) {
        windowing(pool);
        if (pool.ceil_mode) word("ceil");
        if (pool.norm_type != LpPool{}.norm_type) word("norm=" + print_number(pool.norm_type));
    }
    void settings(const Pad& pad) {
        axes("p", pad.padding);
        const bool one_entry = all(pad.padding, pad.padding.empty() ? Sides{} : pad.padding[0]);
        if (one_entry && pad.padding.size() != static_cast<std::size_t>(pad.spatial_rank))
            word(fmt::format("axes{}", pad.padding.size()));
        mode(pad.mode);
        if (!(Pad{.value = pad.value} == Pad{})) word("value=" + print_number(pad.value));
    }
    void settings(const Conv& conv) {
        word(fmt::format("out{}", conv.out_channels));
        windowing(conv);
        channels(conv);
        if (conv.flip_kernel) word("flip");
        mode(conv.padding_mode);
    }
    void settings(const ConvTranspose& conv) {
        word(fmt::format("out{}", conv.out_channels));
        windowing(conv);
        if (!all<std::int64_t>(conv.output_padding, 0)) axes("op", conv.output_padding);
        axes("size", conv.output_size);
        channels(conv);
    }
    void settings(const AdaptiveMaxPool& pool) { axes("out", pool.output_size); }
    void settings(const AdaptiveAvgPool& pool) { axes("out", pool.output_size); }
    void settings(const MaxUnpool& unpool) {
        windowing(unpool);
        axes("size", unpool.output_size);
    }
    void settings(const Unfold& unfold) { windowing(unfold); }
    void settings(const Fold& fold) {
        axes("size", fold.output_size);
        windowing(fold);
    }

    void convention(const Operation& operation) {
        if (convention_of(operation) == Convention::onnx) word("onnx");
        if (convention_of(operation) == Convention::tensorflow) word("tensorflow");
        const auto* pool = std::get_if<MaxPool>(&operation);
        if (pool != nullptr && pool->column_major_indices && pool->convention == Convention::onnx)
            word("storage_order=1");
    }

    void values(const char* key, const Values& values, const Values& usual, PrintOptions options) {
        if (values == usual || (values.kind == Values::Kind::list && !options.explicit_values)) return;
        word(key + print(values));
    }

    std::string text() && { return std::move(text_); }

private:
    /// kernel_size, stride, padding, dilation: what an operation has of them. Stride has a default that only the absence
    /// of a number says (empty, for pools), or it is 1.
    template <class Op>
    void windowing(const Op& op) {
        axes("k", op.kernel_size);
        if (Op{}.stride.empty() || !all<std::int64_t>(op.stride, 1)) axes("s", op.stride);
        AutoPad auto_pad = AutoPad::none;
        if constexpr (requires { op.auto_pad; }) auto_pad = op.auto_pad;
        switch (auto_pad) {
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
        if constexpr (requires { op.dilation; })
            if (!all<std::int64_t>(op.dilation, 1)) axes("d", op.dilation);
    }

    template <class Op>
    void channels(const Op& conv) {
        if (conv.groups != 1) word(fmt::format("groups{}", conv.groups));
        if (!conv.bias) word("nobias");
    }

    void mode(PaddingMode mode) {
        if (mode != PaddingMode::constant) word(std::string("mode=").append(to_string(mode)));
    }

    std::string text_;
};

}  // namespace

std::string print(const Problem& problem, PrintOptions options) {
    const Problem usual;
    const Operation& operation = problem.operation;
    Line line(fmt::format("{}{}d {}", info_of(operation).word, spatial_rank_of(operation), to_string(problem.input)));
    std::visit([&](const auto& op) { line.settings(op); }, operation);
    line.convention(operation);
    line.values("values=", problem.values, usual.values, options);
    std::visit(
        [&](const auto& op) {
            if constexpr (requires { op.bias; }) {
                line.values("weights=", problem.weights, usual.weights, options);
                if (op.bias) line.values("bias=", problem.bias, usual.bias, options);
            }
        },
        operation);
    if (std::holds_alternative<MaxUnpool>(operation)) line.values("indices=", problem.indices, usual.indices, options);
    line.values("upstream=", problem.upstream, usual.upstream, options);
    return std::move(line).text();
}

}  // namespace stridelens
