#include "app/state/exports/export_memory.h"

#include "app/state/exports/format.h"

#include <nlohmann/json.hpp>

#include <filesystem>

namespace stridelens {

namespace {

using Json = nlohmann::ordered_json;

/// The entry if it has the right type; otherwise `value` stays as it is.
template <class T>
void read(const Json& json, const char* key, T& value) {
    const auto at = json.find(key);
    if (at == json.end()) return;
    if constexpr (std::is_same_v<T, bool>) {
        if (at->is_boolean()) value = at->get<bool>();
    } else if constexpr (std::is_same_v<T, std::string>) {
        if (at->is_string()) value = at->get<std::string>();
    } else if (at->is_number()) {
        value = at->get<T>();
    }
}

}  // namespace

std::string to_json(const ExportSettings& settings) {
    const PageOptions& page = settings.page;
    const FileOptions& file = settings.file;
    Json parts, json;
    for (const PartName& name : kPartNames) parts[name.name] = page.parts.*name.part;
    json["theme"] = to_string(page.theme);
    json["parts"] = parts;
    if (page.decimals) json["decimals"] = *page.decimals;
    json["cell"] = page.cell;
    json["highlight"] = page.highlight;
    json["width"] = page.width;
    json["height"] = page.height;
    json["tight"] = page.tight;
    json["format"] = to_string(file.format.value_or(Format::png));
    json["scale"] = file.scale;
    json["pixels"] = file.pixels;
    json["transparent"] = file.transparent;
    json["fragment"] = file.fragment;
    json["pages"] = file.pages;
    json["step_seconds"] = file.step_seconds;
    json["slide_seconds"] = file.slide_seconds;
    json["frames_per_second"] = file.frames_per_second;
    json["loop"] = file.loop;
    const std::filesystem::path folder = std::filesystem::path(settings.output).parent_path();
    if (!folder.empty()) json["folder"] = folder.string() + "/";
    return json.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

ExportSettings export_settings_from_json(std::string_view text) {
    ExportSettings settings;
    const Json json = Json::parse(text, nullptr, false);
    if (!json.is_object()) return settings;
    PageOptions& page = settings.page;
    FileOptions& file = settings.file;
    std::string theme, format;
    read(json, "theme", theme);
    page.theme = theme_from(theme).value_or(page.theme);
    if (const auto parts = json.find("parts"); parts != json.end() && parts->is_object())
        for (const PartName& name : kPartNames) read(*parts, name.name, page.parts.*name.part);
    if (json.contains("decimals")) read(json, "decimals", page.decimals.emplace());
    read(json, "cell", page.cell);
    read(json, "highlight", page.highlight);
    read(json, "width", page.width);
    read(json, "height", page.height);
    read(json, "tight", page.tight);
    read(json, "format", format);
    file.format = format_from(format).value_or(Format::png);
    read(json, "scale", file.scale);
    read(json, "pixels", file.pixels);
    read(json, "transparent", file.transparent);
    read(json, "fragment", file.fragment);
    read(json, "pages", file.pages);
    read(json, "step_seconds", file.step_seconds);
    read(json, "slide_seconds", file.slide_seconds);
    read(json, "frames_per_second", file.frames_per_second);
    read(json, "loop", file.loop);
    read(json, "folder", settings.output);
    return settings;
}

}  // namespace stridelens
