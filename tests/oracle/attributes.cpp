#include "tests/oracle/attributes.h"

#include <fmt/format.h>

#include <algorithm>

namespace stridelens::oracle {
namespace {

using nlohmann::json;

tl::unexpected<Error> refused(Field field, const std::string& message) {
    return tl::unexpected(Error{field, message});
}

/// A list with one entry per axis; its length is for core to judge, unless it cannot hold it.
Result<Extents> extents_at(const json& attributes, const char* key, Field field) {
    const json& list = array_at(attributes, key);
    if (list.size() > kMaxAxes) return refused(field, fmt::format("{} has {} entries", key, list.size()));
    Extents extents;
    for (const json& entry : list) extents.push_back(to_integer(entry, key));
    return extents;
}

/// [begin_1 … begin_n, end_1 … end_n]; without the key none at all, `rank` axes of 0.
Result<PerAxis<Sides>> pads_at(const json& attributes, std::size_t rank) {
    if (!attributes.contains("pads")) return PerAxis<Sides>(rank, Sides{});
    const json& list = array_at(attributes, "pads");
    const std::size_t count = list.size() / 2;
    if (list.size() % 2 != 0 || count > kMaxAxes)
        return refused(Field::padding, fmt::format("pads has {} entries", list.size()));
    PerAxis<Sides> pads;
    for (std::size_t i = 0; i < count; ++i)
        pads.push_back({to_integer(list[i], "pads"), to_integer(list[count + i], "pads")});
    return pads;
}

bool flag_at(const json& attributes, const char* key) {
    return integer_at(attributes, key) != 0;
}

Result<AutoPad> auto_pad_of(const json& attributes) {
    if (!attributes.contains("auto_pad")) return AutoPad::none;
    const std::string name = string_at(attributes, "auto_pad");
    if (name == "NOTSET") return AutoPad::none;
    if (name == "SAME_UPPER") return AutoPad::same_upper;
    if (name == "SAME_LOWER") return AutoPad::same_lower;
    if (name == "VALID") return AutoPad::valid;
    return refused(Field::padding, fmt::format("auto_pad {} is not known", name));
}

Convention convention_of(const json& recorded) {
    const std::string semantics = string_at(recorded, "semantics");
    if (semantics == "torch") return Convention::pytorch;
    if (semantics == "onnx") return Convention::onnx;
    throw Damaged(fmt::format("semantics \"{}\" is neither torch nor onnx", semantics));
}

std::size_t spatial_rank_at(const json& recorded) {
    const std::int64_t rank = integer_at(recorded, "spatial_rank");
    if (rank < 1 || rank > static_cast<std::int64_t>(kMaxAxes))
        throw Damaged(fmt::format("\"spatial_rank\" is {}", rank));
    return static_cast<std::size_t>(rank);
}

/// The fields that pools and Conv have in common. Returns the refusal, if there is one.
template <class Windowed>
std::optional<Error> fill_window(Windowed& operation, const json& recorded) {
    const json& attributes = recorded.at("attributes");
    const std::size_t rank = spatial_rank_at(recorded);
    operation.spatial_rank = static_cast<int>(rank);
    operation.convention = convention_of(recorded);
    operation.stride = {};
    operation.dilation = Extents(rank, 1);
    const auto take = [](auto& field, const auto& result) -> std::optional<Error> {
        if (!result) return result.error();
        field = *result;
        return std::nullopt;
    };
    std::optional<Error> error =
        take(operation.kernel_size, extents_at(attributes, "kernel_shape", Field::kernel_size));
    if (!error && attributes.contains("strides"))
        error = take(operation.stride, extents_at(attributes, "strides", Field::stride));
    if (!error && attributes.contains("dilations"))
        error = take(operation.dilation, extents_at(attributes, "dilations", Field::dilation));
    if (!error) error = take(operation.padding, pads_at(attributes, rank));
    if (!error) error = take(operation.auto_pad, auto_pad_of(attributes));
    return error;
}

Result<Operation> max_pool(const json& recorded) {
    const json& attributes = recorded.at("attributes");
    MaxPool pool;
    if (const auto error = fill_window(pool, recorded)) return tl::unexpected(*error);
    pool.ceil_mode = flag_at(attributes, "ceil_mode");
    pool.column_major_indices = attributes.contains("storage_order") && flag_at(attributes, "storage_order");
    return pool;
}

Result<Operation> avg_pool(const json& recorded) {
    const json& attributes = recorded.at("attributes");
    AvgPool pool;
    if (const auto error = fill_window(pool, recorded)) return tl::unexpected(*error);
    pool.ceil_mode = flag_at(attributes, "ceil_mode");
    pool.count_include_pad = flag_at(attributes, "count_include_pad");
    if (attributes.contains("divisor_override")) pool.divisor_override = integer_at(attributes, "divisor_override");
    return pool;
}

Result<PaddingMode> conv_padding_mode(const json& attributes) {
    if (!attributes.contains("padding_mode")) return PaddingMode::constant;
    const std::string name = string_at(attributes, "padding_mode");
    if (name == "zeros") return PaddingMode::constant;
    if (name == "reflect") return PaddingMode::reflect;
    if (name == "replicate") return PaddingMode::replicate;
    if (name == "circular") return PaddingMode::circular;
    return refused(Field::padding_mode, fmt::format("padding_mode {} is not known", name));
}

Result<Operation> conv(const json& recorded, const Shape* weight, bool has_bias) {
    const json& attributes = recorded.at("attributes");
    if (weight == nullptr) throw Damaged("a Conv without W");
    Conv operation;
    if (const auto error = fill_window(operation, recorded)) return tl::unexpected(*error);
    if (operation.stride.empty()) operation.stride = Extents(spatial_rank_at(recorded), 1);
    const auto mode = conv_padding_mode(attributes);
    if (!mode) return tl::unexpected(mode.error());
    operation.padding_mode = *mode;
    operation.groups = integer_at(attributes, "group");
    operation.out_channels = weight->empty() ? 1 : (*weight)[0];
    operation.bias = has_bias;
    return operation;
}

Result<PaddingMode> pad_mode(const json& attributes) {
    const std::string name = string_at(attributes, "mode");
    if (name == "constant") return PaddingMode::constant;
    if (name == "reflect") return PaddingMode::reflect;
    if (name == "edge") return PaddingMode::replicate;
    if (name == "wrap") return PaddingMode::circular;
    return refused(Field::padding_mode, fmt::format("mode {} is not known", name));
}

/// PyTorch's own list: pairs (begin, end), last axis first.
Result<PerAxis<Sides>> torch_pads(const json& list) {
    const std::size_t count = list.size() / 2;
    if (list.size() % 2 != 0 || count > kMaxAxes)
        return refused(Field::padding, fmt::format("pad has {} entries", list.size()));
    PerAxis<Sides> pads;
    for (std::size_t i = count; i-- > 0;)
        pads.push_back({to_integer(list[2 * i], "torch_pad"), to_integer(list[2 * i + 1], "torch_pad")});
    return pads;
}

/// pads over `axes` (ONNX; negative counts from the end) as pads over all axes of the input.
PerAxis<Sides> over_all_axes(const PerAxis<Sides>& pads, const json& axes, std::size_t rank) {
    if (axes.size() != pads.size()) throw Damaged("axes and pads do not belong together");
    PerAxis<Sides> all(rank, Sides{});
    for (std::size_t i = 0; i < pads.size(); ++i) {
        std::int64_t axis = to_integer(axes[i], "axes");
        if (axis < 0) axis += static_cast<std::int64_t>(rank);
        if (axis < 0 || axis >= static_cast<std::int64_t>(rank)) throw Damaged(fmt::format("\"axes\" has {}", axis));
        all[static_cast<std::size_t>(axis)] = pads[i];
    }
    return all;
}

/// Only the last `count` axes: what the call named. All of them if others are padded too.
PerAxis<Sides> trailing(const PerAxis<Sides>& pads, std::size_t count) {
    if (count >= pads.size()) return pads;
    const Sides* first = pads.end() - count;
    if (std::any_of(pads.begin(), first, [](const Sides& sides) { return !(sides == Sides{}); })) return pads;
    return {first, pads.end()};
}

Result<Operation> pad(const json& recorded, const Shape& input) {
    const json& attributes = recorded.at("attributes");
    Pad operation;
    operation.convention = convention_of(recorded);
    const bool pytorch = operation.convention == Convention::pytorch;
    const std::size_t named = spatial_rank_at(recorded);
    operation.spatial_rank = static_cast<int>(std::min<std::size_t>(named, 3));
    const auto mode = pad_mode(attributes);
    if (!mode) return tl::unexpected(mode.error());
    operation.mode = *mode;
    if (attributes.contains("value") && (pytorch || *mode == PaddingMode::constant))
        operation.value = static_cast<float>(number_at(attributes, "value"));
    auto pads = attributes.contains("torch_pad") ? torch_pads(array_at(attributes, "torch_pad"))
                                                 : pads_at(attributes, input.size());
    if (!pads) return tl::unexpected(pads.error());
    if (attributes.contains("axes")) {
        *pads = over_all_axes(*pads, array_at(attributes, "axes"), input.size());
    } else if (pytorch && !attributes.contains("torch_pad")) {
        if (pads->size() != input.size()) return refused(Field::padding, "pads does not cover every axis");
        *pads = trailing(*pads, named);
    }
    operation.padding = *pads;
    return operation;
}

}  // namespace

bool is_known(const std::string& op) {
    return op == "MaxPool" || op == "AveragePool" || op == "Pad" || op == "Conv";
}

Result<Operation> operation_of(const json& recorded, const Shape& input, const Shape* weight, bool has_bias) {
    if (!recorded.contains("attributes") || !recorded.at("attributes").is_object())
        throw Damaged("\"attributes\" is missing");
    const std::string op = string_at(recorded, "op");
    if (op == "MaxPool") return max_pool(recorded);
    if (op == "AveragePool") return avg_pool(recorded);
    if (op == "Pad") return pad(recorded, input);
    return conv(recorded, weight, has_bias);
}

}  // namespace stridelens::oracle
