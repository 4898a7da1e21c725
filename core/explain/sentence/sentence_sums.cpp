// Sentences of convolution, plain and transposed, and of Fold.

#include "core/explain/sentence/sentence.h"
#include "core/words/prose.h"

#include <fmt/format.h>

#include <algorithm>

namespace stridelens::sentence {
namespace {

/// "; 5 padded cells count as 0", for a convolution with padding in its window.
std::string padded_products(const Geometry& geometry, const Kinds& kinds, std::size_t channels) {
    if (kinds.padding == 0) return "";
    const std::string cells = text::counted(kinds.padding / static_cast<std::int64_t>(channels), "padded cell") +
                              (channels > 1 ? " per channel" : "");
    const bool one = kinds.padding / static_cast<std::int64_t>(channels) == 1;
    switch (geometry.padding_mode) {
        case PaddingMode::reflect:
        case PaddingMode::symmetric:  // (no convolution has it)
            return fmt::format("; {} {} the input", cells, one ? "reflects" : "reflect");
        case PaddingMode::replicate:
            return fmt::format("; {} {} the edge", cells, one ? "repeats" : "repeat");
        case PaddingMode::circular:
            return fmt::format("; {} {} around", cells, one ? "wraps" : "wrap");
        case PaddingMode::constant:
            break;
    }
    return fmt::format("; {} {} as 0", cells, one ? "counts" : "count");
}

/// "; group 1 reads channels 2 and 3"
std::string group_of(const Geometry& geometry, const Explanation& told) {
    if (geometry.groups <= 1 || told.channels.empty()) return "";
    const auto channels = static_cast<std::int64_t>(told.channels.size());
    return fmt::format("; group {} reads {} {}", told.channels.front() / channels,
                       channels == 1 ? "channel" : "channels", text::listed(told.channels));
}

/// "; output_padding added this column": a cell that the size formula alone does not have.
std::string added_cell(const Geometry& geometry, const Explanation& told) {
    for (std::size_t a = geometry.axes.size(); a-- > 0;) {
        const Axis& axis = geometry.axes[a];
        const std::int64_t o = told.output[geometry.leading + a];
        if (o >= axis.usual_out()) return fmt::format("; output_padding added this {}", noun_along(geometry, a, false));
    }
    return "";
}

}  // namespace

std::string sum_of_products(const Geometry& geometry, const Explanation& told) {
    const Kinds& kinds = told.kinds;
    if (kinds.inside == 0 && geometry.padding_mode == PaddingMode::constant)
        return told.bias ? "the window holds only padding, which counts as 0: the bias is all that is left"
                         : "the window holds only padding, which counts as 0: the sum is 0";
    const Conv* conv = std::get_if<Conv>(&geometry.operation);
    const std::size_t channels = std::max<std::size_t>(told.channels.size(), 1);
    const std::string products = text::counted(kinds.all() / static_cast<std::int64_t>(channels), "product") +
                                 (conv != nullptr && conv->flip_kernel ? " with the flipped kernel" : "");
    const std::string bias = told.bias ? ", plus the bias" : "";
    const std::string sentence = channels == 1 ? fmt::format("the sum of {}{}", products, bias)
                                               : fmt::format("one sum of {} per channel{}", products, bias);
    return sentence + group_of(geometry, told) + padded_products(geometry, kinds, channels);
}

std::string gathered(const Geometry& geometry, const Explanation& told) {
    const auto channels = static_cast<std::int64_t>(std::max<std::size_t>(told.channels.size(), 1));
    const Kinds& kinds = told.kinds;
    const std::int64_t inside = kinds.inside / channels;
    const std::int64_t inserted = kinds.inserted / channels;
    const std::int64_t outside = kinds.outside() / channels;
    std::string rest;  // those that add nothing
    if (inserted > 0) rest = inserted == 1 ? "1 an inserted zero" : fmt::format("{} inserted zeros", inserted);
    if (outside > 0)
        rest +=
            fmt::format("{}{} {} beside the input", rest.empty() ? "" : ", ", outside, outside == 1 ? "lies" : "lie");
    if (inside == 0)
        return fmt::format("no stamp reaches this cell: {}{}", told.bias ? "the bias is all that is left" : "0",
                           added_cell(geometry, told));
    std::string sentence =
        fmt::format("{} of {} meet{} a real cell{}", inside, text::counted(inside + inserted + outside, "tap"),
                    inside == 1 ? "s" : "", channels > 1 ? " in each channel" : "");
    if (rest.empty()) sentence = fmt::format("every tap meets a real cell{}", channels > 1 ? " in each channel" : "");
    if (!rest.empty()) sentence += ", " + rest;
    if (told.bias) sentence += "; plus the bias";
    return sentence + group_of(geometry, told) + added_cell(geometry, told);
}

std::string folded(const Explanation& told) {
    const std::int64_t count = told.count;
    if (count == 0) return "no window covers this cell: 0";
    if (count == 1) return "the one window that covers this cell puts its number here";
    return fmt::format("the sum of {}: one from each window that covers this cell", text::counted(count, "number"));
}

}  // namespace stridelens::sentence
