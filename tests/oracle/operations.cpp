#include "tests/oracle/operations.h"

#include <fmt/format.h>

#include <limits>
#include <map>

namespace stridelens::oracle {
namespace {

using nlohmann::json;

/// What the operations with a window have in common, each as far as the operation has it. Returns the refusal, if
/// there is one. A default that the call leaves out is the operation's own: stride of a pool, 1 otherwise.
template <class Op>
std::optional<Refused> fill_window(Op& operation, const Call& call, const char* kernel_key = "kernel_shape") {
    const json& attributes = call.attributes;
    operation.spatial_rank = static_cast<int>(call.rank);
    operation.convention = call.convention;
    if (!operation.stride.empty()) operation.stride = Extents(call.rank, 1);
    auto error = take(operation.kernel_size, extents_at(attributes, kernel_key, Field::kernel_size));
    if (!error && attributes.contains("strides"))
        error = take(operation.stride, extents_at(attributes, "strides", Field::stride));
    if constexpr (requires { operation.dilation; }) {
        operation.dilation = Extents(call.rank, 1);
        if (!error && attributes.contains("dilations"))
            error = take(operation.dilation, extents_at(attributes, "dilations", Field::dilation));
    }
    if (!error) error = take(operation.padding, pads_at(attributes, call.rank));
    if constexpr (requires { operation.auto_pad; }) {
        if (!error) error = take(operation.auto_pad, auto_pad_of(attributes));
    }
    if constexpr (requires { operation.ceil_mode; }) operation.ceil_mode = flag_at(attributes, "ceil_mode");
    return error;
}

Answer<Operation> max_pool(const Call& call) {
    MaxPool pool;
    if (const auto error = fill_window(pool, call)) return tl::unexpected(*error);
    pool.column_major_indices = flag_at(call.attributes, "storage_order");
    return pool;
}

Answer<Operation> avg_pool(const Call& call) {
    AvgPool pool;
    if (const auto error = fill_window(pool, call)) return tl::unexpected(*error);
    const bool usual = call.convention == Convention::pytorch;
    pool.count_include_pad = integer_or(call.attributes, "count_include_pad", usual) != 0;
    if (call.attributes.contains("divisor_override"))
        pool.divisor_override = integer_at(call.attributes, "divisor_override");
    return pool;
}

Answer<Operation> lp_pool(const Call& call) {
    LpPool pool;
    if (const auto error = fill_window(pool, call)) return tl::unexpected(*error);
    pool.norm_type = number_at(call.attributes, "p");
    return pool;
}

template <class Pool>
Answer<Operation> adaptive(const Call& call) {
    Pool pool;
    pool.spatial_rank = static_cast<int>(call.rank);
    pool.convention = call.convention;
    if (const auto error = take(pool.output_size, sizes_at(call.attributes, "output_size")))
        return tl::unexpected(*error);
    return pool;
}

template <class Pool>
Answer<Operation> global(const Call& call) {
    Pool pool;
    pool.spatial_rank = static_cast<int>(call.rank);
    pool.convention = call.convention;
    pool.output_size = PerAxis<std::optional<std::int64_t>>(call.rank, 1);
    return pool;
}

/// ONNX's output_shape of MaxUnpool has N and C, which nothing can change; what is left are the spatial sizes.
Answer<Extents> without_leading_axes(const Extents& sizes, const Shape& input, std::size_t rank) {
    if (sizes.size() != input.size() || sizes.size() < rank)
        return refused(Field::output_size,
                       fmt::format("output_shape has {} entries, the input {} axes", sizes.size(), input.size()));
    const std::size_t leading = sizes.size() - rank;
    for (std::size_t axis = 0; axis < leading; ++axis) {
        if (sizes[axis] != input[axis])
            return refused(Field::output_size,
                           fmt::format("output_shape begins with {}, the input with {}", sizes[axis], input[axis]));
    }
    return Extents(sizes.begin() + leading, sizes.end());
}

Answer<Operation> max_unpool(const Call& call) {
    MaxUnpool unpool;
    if (const auto error = fill_window(unpool, call)) return tl::unexpected(*error);
    std::optional<Refused> error;
    if (call.attributes.contains("output_size"))
        error = take(unpool.output_size, extents_at(call.attributes, "output_size", Field::output_size));
    if (call.attributes.contains("output_shape")) {
        error = take(unpool.output_size, extents_at(call.attributes, "output_shape", Field::output_size));
        if (!error) error = take(unpool.output_size, without_leading_axes(unpool.output_size, call.input, call.rank));
    }
    if (error) return tl::unexpected(*error);
    return unpool;
}

/// PyTorch's Conv modes ('zeros' is our constant); ConvTranspose has no other than zeros.
Answer<PaddingMode> conv_padding_mode(const json& attributes) {
    if (!attributes.contains("padding_mode")) return PaddingMode::constant;
    const std::string name = string_at(attributes, "padding_mode");
    if (name == "zeros") return PaddingMode::constant;
    if (name == "reflect") return PaddingMode::reflect;
    if (name == "replicate") return PaddingMode::replicate;
    if (name == "circular") return PaddingMode::circular;
    return refused(Field::padding_mode, fmt::format("padding_mode {} is not known", name));
}

Answer<Operation> conv(const Call& call) {
    if (call.weight == nullptr) throw Damaged("a Conv without W");
    Conv operation;
    if (const auto error = fill_window(operation, call)) return tl::unexpected(*error);
    if (const auto error = take(operation.padding_mode, conv_padding_mode(call.attributes)))
        return tl::unexpected(*error);
    operation.groups = integer_or(call.attributes, "group", 1);
    operation.out_channels = call.weight->empty() ? 1 : (*call.weight)[0];
    operation.bias = call.has_bias;
    return operation;
}

/// groups · weight channels; 0 where that is no number of channels, so that core refuses one or the other.
std::int64_t channels_of(std::int64_t groups, const Shape& weight) {
    if (weight.size() < 2) return groups;
    if (groups <= 0 || weight[1] > std::numeric_limits<std::int64_t>::max() / groups) return 0;
    return groups * weight[1];
}

Answer<Operation> conv_transpose(const Call& call) {
    if (call.weight == nullptr) throw Damaged("a ConvTranspose without W");
    ConvTranspose operation;
    if (const auto error = fill_window(operation, call)) return tl::unexpected(*error);
    const auto mode = conv_padding_mode(call.attributes);
    if (!mode) return tl::unexpected(mode.error());
    if (*mode != PaddingMode::constant) return refused(Field::padding_mode, "ConvTranspose pads with zeros only");
    operation.groups = integer_or(call.attributes, "group", 1);
    operation.out_channels = channels_of(operation.groups, *call.weight);
    operation.bias = call.has_bias;
    operation.output_padding = Extents(call.rank, 0);
    std::optional<Refused> error;
    if (call.attributes.contains("output_padding"))
        error = take(operation.output_padding, extents_at(call.attributes, "output_padding", Field::output_padding));
    for (const char* key : {"output_size", "output_shape"})
        if (!error && call.attributes.contains(key))
            error = take(operation.output_size, extents_at(call.attributes, key, Field::output_size));
    if (error) return tl::unexpected(*error);
    return operation;
}

Answer<Operation> unfold(const Call& call) {
    Unfold operation;
    if (const auto error = fill_window(operation, call)) return tl::unexpected(*error);
    return operation;
}

Answer<Operation> fold_as(const Call& call, const char* kernel_key, const char* size_key) {
    Fold operation;
    if (const auto error = fill_window(operation, call, kernel_key)) return tl::unexpected(*error);
    if (const auto error = take(operation.output_size, extents_at(call.attributes, size_key, Field::output_size)))
        return tl::unexpected(*error);
    return operation;
}

Answer<Operation> fold(const Call& call) {
    return fold_as(call, "kernel_shape", "output_size");
}

Answer<Operation> col2im(const Call& call) {
    return fold_as(call, "block_shape", "image_shape");
}

using Reader = Answer<Operation> (*)(const Call&);

const std::map<std::string, Reader>& readers() {
    static const std::map<std::string, Reader> table{
        {"MaxPool", max_pool},
        {"AveragePool", avg_pool},
        {"LpPool", lp_pool},
        {"GlobalAveragePool", global<AdaptiveAvgPool>},
        {"GlobalMaxPool", global<AdaptiveMaxPool>},
        {"AdaptiveAveragePool", adaptive<AdaptiveAvgPool>},
        {"AdaptiveMaxPool", adaptive<AdaptiveMaxPool>},
        {"MaxUnpool", max_unpool},
        {"Pad", pad_of},
        {"Conv", conv},
        {"ConvTranspose", conv_transpose},
        {"Unfold", unfold},
        {"Fold", fold},
        {"Col2Im", col2im},
    };
    return table;
}

}  // namespace

bool is_known(const std::string& op) {
    return readers().contains(op);
}

Answer<Operation> operation_of(const json& recorded, const Shape& input, const Shape* weight, bool has_bias) {
    if (!recorded.contains("attributes") || !recorded.at("attributes").is_object())
        throw Damaged("\"attributes\" is missing");
    const Call call{
        recorded.at("attributes"), spatial_rank_at(recorded), convention_of(recorded), input, weight, has_bias};
    return readers().at(string_at(recorded, "op"))(call);
}

}  // namespace stridelens::oracle
