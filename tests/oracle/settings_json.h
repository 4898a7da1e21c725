#pragma once
// Numbers and settings as the scripts of this folder read them.

#include "core/operation/parameters/parameters.h"
#include "core/operation/parameters/visit.h"
#include "core/tensor/tensor.h"

#include <nlohmann/json.hpp>

#include <bit>
#include <cstdint>
#include <optional>
#include <type_traits>
#include <vector>

namespace stridelens::oracle {

using nlohmann::json;

/// The bits of each number, so that NaN, infinities and a negative zero arrive as they are.
inline json bits_of(const Tensor& tensor) {
    json bits = json::array();
    for (const float value : tensor.values) bits.push_back(std::bit_cast<std::uint32_t>(value));
    return bits;
}

inline json json_of(const Extents& extents) {
    return std::vector<std::int64_t>(extents.begin(), extents.end());
}
inline json json_of(const PerAxis<Sides>& padding) {
    json all = json::array();
    for (const Sides& sides : padding) all.push_back(json::array({sides.begin, sides.end}));
    return all;
}
inline json json_of(const Sizes& output_size) {
    json all = json::array();
    for (const auto& size : output_size) all.push_back(size ? json(*size) : json());
    return all;
}
inline json json_of(const std::optional<std::int64_t>& number) {
    return number ? json(*number) : json();
}
inline json json_of(PaddingMode mode) {
    return to_string(mode);
}
inline json json_of(Convention convention) {
    return to_string(convention);
}
inline json json_of(AutoPad auto_pad) {
    constexpr const char* names[] = {"none", "same_upper", "same_lower", "valid"};
    return names[static_cast<std::size_t>(auto_pad)];
}
template <class Number>
requires std::is_arithmetic_v<Number> json json_of(Number number) {
    return number;
}

/// Every parameter by its name, as it was set: a stride left at its default is an empty list.
inline json settings_of(const Operation& operation) {
    json settings = json::object();
    for (const ParameterInfo& info : parameter_table())
        visit_parameter(operation, info.field,
                        [&](const auto& member) { settings[to_string(info.field)] = json_of(member); });
    return settings;
}

}  // namespace stridelens::oracle
