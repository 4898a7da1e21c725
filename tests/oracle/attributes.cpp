#include "tests/oracle/attributes.h"

#include "core/operation/messages/messages.h"

#include <fmt/format.h>

namespace stridelens::oracle {

using nlohmann::json;

tl::unexpected<Refused> refused(Field field, const std::string& message) {
    return tl::unexpected(Refused{fmt::format("{}: {}", to_string(field), message)});
}

tl::unexpected<Refused> refused(const Error& error) {
    return refused(error.field, sentence_of(error));
}

Answer<Extents> extents_of(const json& list, const char* key, Field field) {
    if (list.size() > kMaxAxes) return refused(field, fmt::format("{} has {} entries", key, list.size()));
    Extents extents;
    for (const json& entry : list) {
        if (!entry.is_number_integer())
            return refused(field, fmt::format("{} has {}, which is no whole number", key, entry.dump()));
        extents.push_back(to_integer(entry, key));
    }
    return extents;
}

Answer<Extents> extents_at(const json& attributes, const char* key, Field field) {
    return extents_of(array_at(attributes, key), key, field);
}

Answer<PerAxis<std::optional<std::int64_t>>> sizes_at(const json& attributes, const char* key) {
    PerAxis<std::optional<std::int64_t>> sizes;
    json numbers = array_at(attributes, key);
    for (json& entry : numbers)
        if (entry.is_null()) entry = 0;
    const auto extents = extents_of(numbers, key, Field::output_size);
    if (!extents) return tl::unexpected(extents.error());
    for (std::size_t i = 0; i < extents->size(); ++i)
        sizes.push_back(attributes.at(key)[i].is_null() ? std::nullopt : std::optional((*extents)[i]));
    return sizes;
}

Answer<PerAxis<Sides>> pads_at(const json& attributes, std::size_t rank) {
    if (!attributes.contains("pads")) return PerAxis<Sides>(rank, Sides{});
    const json& list = array_at(attributes, "pads");
    const std::size_t count = list.size() / 2;
    if (list.size() % 2 != 0) return refused(Field::padding, fmt::format("pads has {} entries", list.size()));
    const auto middle = list.begin() + static_cast<std::ptrdiff_t>(count);
    const auto begins = extents_of(json(std::vector<json>(list.begin(), middle)), "pads", Field::padding);
    const auto ends = extents_of(json(std::vector<json>(middle, list.end())), "pads", Field::padding);
    if (!begins) return tl::unexpected(begins.error());
    if (!ends) return tl::unexpected(ends.error());
    PerAxis<Sides> pads;
    for (std::size_t i = 0; i < count; ++i) pads.push_back({(*begins)[i], (*ends)[i]});
    return pads;
}

std::int64_t integer_or(const json& attributes, const char* key, std::int64_t otherwise) {
    return attributes.contains(key) ? integer_at(attributes, key) : otherwise;
}

bool flag_at(const json& attributes, const char* key) {
    return integer_or(attributes, key, 0) != 0;
}

Answer<AutoPad> auto_pad_of(const json& attributes) {
    if (!attributes.contains("auto_pad")) return AutoPad::none;
    const std::string name = string_at(attributes, "auto_pad");
    if (name == "NOTSET") return AutoPad::none;
    if (name == "SAME_UPPER") return AutoPad::same_upper;
    if (name == "SAME_LOWER") return AutoPad::same_lower;
    if (name == "VALID") return AutoPad::valid;
    return refused(Field::auto_pad, fmt::format("auto_pad {} is not known", name));
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

}  // namespace stridelens::oracle
