#pragma once
// The oracle's neutral parameters, read one by one. A parameter that no operation of ours can hold (an odd list of pads,
// half a cell, a mode that nobody knows) is an Error: the call is refused. One that is missing or of the wrong kind
// throws Damaged.

#include "core/operation/error.h"
#include "core/operation/operation.h"
#include "tests/oracle/records.h"

#include <nlohmann/json.hpp>

#include <optional>
#include <string>

namespace stridelens::oracle {

/// A recorded call: its parameters, and of its tensors what the parameters depend on.
struct Call {
    const nlohmann::json& attributes;
    std::size_t rank = 2;  // spatial axes (Pad: padded axes)
    Convention convention = Convention::pytorch;
    const Shape& input;
    const Shape* weight = nullptr;  // nullptr: there is no W
    bool has_bias = false;
};

tl::unexpected<Error> refused(Field field, const std::string& message);

/// A list with one entry per axis; its length is for core to judge, unless it cannot hold it.
Result<Extents> extents_of(const nlohmann::json& list, const char* key, Field field);
Result<Extents> extents_at(const nlohmann::json& attributes, const char* key, Field field);

/// The same, where null stands for "as large as the input".
Result<PerAxis<std::optional<std::int64_t>>> sizes_at(const nlohmann::json& attributes, const char* key);

/// [begin_1 … begin_n, end_1 … end_n]; without the key none at all, `rank` axes of 0.
Result<PerAxis<Sides>> pads_at(const nlohmann::json& attributes, std::size_t rank);

/// 0 or 1; false without the key.
bool flag_at(const nlohmann::json& attributes, const char* key);

std::int64_t integer_or(const nlohmann::json& attributes, const char* key, std::int64_t otherwise);

/// none without the key.
Result<AutoPad> auto_pad_of(const nlohmann::json& attributes);

Convention convention_of(const nlohmann::json& recorded);
std::size_t spatial_rank_at(const nlohmann::json& recorded);

/// Puts `result` into `field`, or returns its error.
template <class Value>
std::optional<Error> take(Value& field, const Result<Value>& result) {
    if (!result) return result.error();
    field = *result;
    return std::nullopt;
}

}  // namespace stridelens::oracle
