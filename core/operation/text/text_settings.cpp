#include "core/operation/text/text_settings.h"

#include <fmt/format.h>

namespace stridelens {
namespace {

Convention convention_named(std::string_view name) {
    if (name == "onnx") return Convention::onnx;
    return name == "pytorch" ? Convention::pytorch : Convention::tensorflow;
}

AutoPad auto_pad_named(std::string_view name) {
    if (name == "valid") return AutoPad::valid;
    return name == "same_lower" ? AutoPad::same_lower : AutoPad::same_upper;
}

}  // namespace

void set_flag(Operation& operation, const Word& word) {
    std::visit(
        [&](auto& op) {
            if (word.key == Key::convention) op.convention = convention_named(word.name);
            if constexpr (requires { op.auto_pad; })
                if (word.key == Key::auto_pad) op.auto_pad = auto_pad_named(word.name);
            if constexpr (requires { op.ceil_mode; })
                if (word.key == Key::ceil) op.ceil_mode = true;
            if constexpr (requires { op.count_include_pad; })
                if (word.key == Key::count) op.count_include_pad = word.name == "count";
            if constexpr (requires { op.bias; })
                if (word.key == Key::bias) op.bias = word.name == "bias";
            if constexpr (requires { op.flip_kernel; })
                if (word.key == Key::flip) op.flip_kernel = true;
        },
        operation);
}

void set_number(Operation& operation, Key key, std::int64_t number) {
    std::visit(
        [&](auto& op) {
            if constexpr (requires { op.divisor_override; })
                if (key == Key::divisor) op.divisor_override = number;
            if constexpr (requires { op.out_channels; })
                if (key == Key::out) op.out_channels = number;
            if constexpr (requires { op.groups; })
                if (key == Key::groups) op.groups = number;
            if constexpr (requires { op.column_major_indices; })
                if (key == Key::storage_order) op.column_major_indices = number == 1;
        },
        operation);
}

void set_axes(Operation& operation, Key key, const Extents& entries) {
    std::visit(
        [&](auto& op) {
            if constexpr (requires { op.kernel_size; }) {
                if (key == Key::kernel) op.kernel_size = entries;
                if (key == Key::stride) op.stride = entries;
            }
            if constexpr (requires { op.dilation; })
                if (key == Key::dilation) op.dilation = entries;
            if constexpr (requires { op.output_padding; })
                if (key == Key::output_padding) op.output_padding = entries;
            if constexpr (requires { op.output_size = entries; })
                if (key == Key::output_size) op.output_size = entries;
        },
        operation);
}

void set_sizes(Operation& operation, const PerAxis<std::optional<std::int64_t>>& sizes) {
    std::visit(
        [&](auto& op) {
            if constexpr (requires { op.output_size = sizes; }) op.output_size = sizes;
        },
        operation);
}

void set_mode(Operation& operation, PaddingMode mode) {
    if (auto* pad = std::get_if<Pad>(&operation)) pad->mode = mode;
    if (auto* conv = std::get_if<Conv>(&operation)) conv->padding_mode = mode;
}

void set_padding(Operation& operation, const PerAxis<Sides>& padding) {
    std::visit(
        [&](auto& op) {
            if constexpr (requires { op.padding; }) op.padding = padding;
        },
        operation);
}

std::optional<PaddingMode> mode_named(std::string_view name) {
    if (name == "constant" || name == "zeros") return PaddingMode::constant;
    if (name == "reflect") return PaddingMode::reflect;
    if (name == "replicate") return PaddingMode::replicate;
    if (name == "circular") return PaddingMode::circular;
    return std::nullopt;
}

std::string meant_mode(std::string_view name) {
    if (name == "edge") return "mode=replicate";
    if (name == "wrap") return "mode=circular";
    if (name == "mirror" || name == "symmetric") return "mode=reflect";
    const std::string near = nearest_word(name, {"reflect", "replicate", "circular", "constant", "zeros"});
    return near.empty() ? "" : "mode=" + near;
}

Error unreadable(const Word& word, const Piece& token, std::string meant) {
    return wrong_text(token, BrokenRule::word_unreadable, {{"expected", Phrase{word.expected}}}, std::move(meant));
}

Error wrong_count(const Word& word, const Piece& token, std::size_t rank) {
    if (rank == 0)
        return wrong_text(token, BrokenRule::too_many_axes_for_word, {{"most", static_cast<std::int64_t>(kMaxAxes)}});
    const Fact name{"word", std::string(word.name)};
    if (rank == 1) return wrong_text(token, BrokenRule::more_numbers_than_one_axis, {name});
    return wrong_text(token, BrokenRule::numbers_not_one_per_axis, {name, {"axes", static_cast<std::int64_t>(rank)}});
}

}  // namespace stridelens
