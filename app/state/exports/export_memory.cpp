#include "app/state/exports/export_memory.h"

#include "app/files/json_text.h"
#include "app/state/exports/export_settings.h"

#include <nlohmann/json.hpp>

#include <filesystem>
#include <limits>
#include <optional>
#include <type_traits>
#include <utility>

namespace stridelens {

namespace {

/// The number as T; nothing if T does not hold it: a file may say anything, and converting that would be undefined.
template <class T>
std::optional<T> held(const Json& entry) {
    if (!entry.is_number()) return std::nullopt;
    const double number = entry.get<double>();
    const bool within = number >= static_cast<double>(std::numeric_limits<T>::lowest()) &&
                        number <= static_cast<double>(std::numeric_limits<T>::max());
    return within ? std::optional(static_cast<T>(number)) : std::nullopt;
}

/// The entry as a value, if it can be one.
struct Read {
    const Json& entry;

    void operator()(bool& value) const {
        if (entry.is_boolean()) value = entry.get<bool>();
    }
    void operator()(std::string& value) const {
        if (entry.is_string()) value = entry.get<std::string>();
    }
    template <class Number>
    requires std::is_arithmetic_v<Number>
    void operator()(Number& value) const { value = held<Number>(entry).value_or(value); }
    void operator()(std::optional<int>& value) const {
        if (const auto number = held<int>(entry)) value = number;
    }
    void operator()(ThemeName& value) const {
        if (entry.is_string()) value = theme_from(entry.get<std::string>()).value_or(value);
    }
    void operator()(std::optional<Format>& value) const {
        if (entry.is_string())
            if (const auto format = format_from(entry.get<std::string>())) value = format;
    }
    void operator()(PageParts& parts) const {
        if (!entry.is_object()) return;
        for (const PartName& name : kPartNames)
            if (const auto part = entry.find(name.name); part != entry.end()) Read{*part}(parts.*name.part);
    }
    void operator()(PageOptions&) const {}  // width and height have rows of their own
};

/// The value as an entry; null: none.
struct Written {
    template <class T>
    Json operator()(const T& value) const {
        return value;
    }
    Json operator()(const std::optional<int>& value) const { return value ? Json(*value) : Json(); }
    Json operator()(ThemeName value) const { return to_string(value); }
    Json operator()(const std::optional<Format>& value) const { return to_string(value.value_or(Format::png)); }
    Json operator()(const PageParts& value) const {
        Json parts;
        for (const PartName& name : kPartNames) parts[name.name] = value.*name.part;
        return parts;
    }
    Json operator()(const PageOptions&) const { return {}; }
};

}  // namespace

std::string to_json(const ExportSettings& settings) {
    Json json;
    json[setting_of(&PageOptions::theme).key] = nullptr;  // comes first in these files
    for (const Setting& setting : kSettings) {
        if (setting.key == nullptr) continue;
        Json entry = std::visit([&](auto member) { return Written{}(value_of(settings, member)); }, setting.member);
        if (!entry.is_null()) json[setting.key] = std::move(entry);
    }
    std::string folder = std::filesystem::path(settings.output).parent_path().string();
    if (!folder.empty() && !folder.ends_with('/')) folder += '/';  // the root's path ends with one
    if (!folder.empty()) json["folder"] = folder;
    return json.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

ExportSettings export_settings_from_json(std::string_view text) {
    ExportSettings settings;
    const auto json = parse_json(text);
    if (!json || !json->is_object()) return settings;
    for (const Setting& setting : kSettings) {
        if (setting.key == nullptr) continue;
        const auto entry = json->find(setting.key);
        if (entry == json->end()) continue;
        std::visit([&](auto member) { Read{*entry}(value_of(settings, member)); }, setting.member);
    }
    if (const auto folder = json->find("folder"); folder != json->end()) Read{*folder}(settings.output);
    return settings;
}

}  // namespace stridelens
