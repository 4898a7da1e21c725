#pragma once
// The oracle's neutral parameters, read one by one. A parameter that no operation of ours can hold (an odd list of pads,
// half a cell, a mode that nobody knows) is a Refused: the call is refused. One that is missing or of the wrong kind
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

/// Why a call is refused: no operation of ours can be written with it, or core refuses that.
struct Refused {
    std::string sentence;  // "padding: pads has 3 entries"
};
template <class T>
using Answer = tl::expected<T, Refused>;

tl::unexpected<Refused> refused(Field field, const std::string& message);
tl::unexpected<Refused> refused(const Error& error);

/// A list with one entry per axis; its length is for core to judge, unless it cannot hold it.
Answer<Extents> extents_of(const nlohmann::json& list, const char* key, Field field);
Answer<Extents> extents_at(const nlohmann::json& attributes, const char* key, Field field);

/// The same, where null stands for "as large as the input".
Answer<PerAxis<std::optional<std::int64_t>>> sizes_at(const nlohmann::json& attributes, const char* key);

/// [begin_1 … begin_n, end_1 … end_n]; without the key none at all, `rank` axes of 0.
Answer<PerAxis<Sides>> pads_at(const nlohmann::json& attributes, std::size_t rank);

/// 0 or 1; false without the key.
bool flag_at(const nlohmann::json& attributes, const char* key);

std::int64_t integer_or(const nlohmann::json& attributes, const char* key, std::int64_t otherwise);

/// none without the key.
Answer<AutoPad> auto_pad_of(const nlohmann::json& attributes);

Convention convention_of(const nlohmann::json& recorded);
std::size_t spatial_rank_at(const nlohmann::json& recorded);

/// Puts `result` into `field`, or returns its error.
template <class Value>
std::optional<Refused> take(Value& field, const Answer<Value>& result) {
    if (!result) return result.error();
    field = *result;
    return std::nullopt;
}

}  // namespace stridelens::oracle
