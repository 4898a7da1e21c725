#include "tests/oracle/operations.h"

#include <fmt/format.h>

#include <algorithm>

namespace stridelens::oracle {
namespace {

using nlohmann::json;

Answer<PaddingMode> pad_mode(const json& attributes) {
    const std::string name = string_at(attributes, "mode");
    if (name == "constant") return PaddingMode::constant;
    if (name == "reflect") return PaddingMode::reflect;
    if (name == "edge") return PaddingMode::replicate;
    if (name == "wrap") return PaddingMode::circular;
    return refused(Field::padding_mode, fmt::format("mode {} is not known", name));
}

/// PyTorch's own list: pairs (begin, end), last axis first.
Answer<PerAxis<Sides>> torch_pads(const json& list) {
    if (list.size() % 2 != 0) return refused(Field::padding, fmt::format("pad has {} entries", list.size()));
    if (list.size() / 2 > kMaxAxes) return refused(Field::padding, fmt::format("pad covers {} axes", list.size() / 2));
    PerAxis<Sides> pads;
    for (std::size_t i = list.size(); i > 0; i -= 2) {
        const auto pair = extents_of(json{list[i - 2], list[i - 1]}, "torch_pad", Field::padding);
        if (!pair) return tl::unexpected(pair.error());
        pads.push_back({(*pair)[0], (*pair)[1]});
    }
    return pads;
}

/// pads over `axes` (ONNX; negative counts from the end) as pads over all axes of the input.
Answer<PerAxis<Sides>> over_all_axes(const PerAxis<Sides>& pads, const json& axes, std::size_t rank) {
    if (axes.size() != pads.size())
        return refused(Field::padding, fmt::format("pads covers {} axes, axes names {}", pads.size(), axes.size()));
    PerAxis<Sides> all(rank, Sides{});
    PerAxis<bool> named(rank, false);
    for (std::size_t i = 0; i < pads.size(); ++i) {
        const std::int64_t given = to_integer(axes[i], "axes");
        const std::int64_t axis = given < 0 ? given + static_cast<std::int64_t>(rank) : given;
        if (axis < 0 || axis >= static_cast<std::int64_t>(rank))
            return refused(Field::padding, fmt::format("there is no axis {} among {}", given, rank));
        if (named[static_cast<std::size_t>(axis)])
            return refused(Field::padding, fmt::format("axis {} is named twice", given));
        named[static_cast<std::size_t>(axis)] = true;
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

Answer<PerAxis<Sides>> pads_of(const Call& call) {
    if (call.attributes.contains("torch_pad")) return torch_pads(array_at(call.attributes, "torch_pad"));
    const auto pads = pads_at(call.attributes, call.input.size());
    if (!pads) return pads;
    if (call.attributes.contains("axes"))
        return over_all_axes(*pads, array_at(call.attributes, "axes"), call.input.size());
    if (pads->size() != call.input.size())
        return refused(Field::padding, fmt::format("pads covers {} of {} axes", pads->size(), call.input.size()));
    return call.convention == Convention::pytorch ? trailing(*pads, call.rank) : *pads;
}

}  // namespace

Answer<Operation> pad_of(const Call& call) {
    Pad operation;
    operation.convention = call.convention;
    operation.spatial_rank = static_cast<int>(std::min<std::size_t>(call.rank, 3));
    if (auto error = take(operation.mode, pad_mode(call.attributes))) return tl::unexpected(*error);
    if (auto error = take(operation.padding, pads_of(call))) return tl::unexpected(*error);
    const bool counts = call.convention == Convention::pytorch || operation.mode == PaddingMode::constant;
    if (counts && call.attributes.contains("value"))
        operation.value = static_cast<float>(number_at(call.attributes, "value"));
    return operation;
}

}  // namespace stridelens::oracle
