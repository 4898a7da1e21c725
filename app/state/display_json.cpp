#include "app/state/display_json.h"

#include "app/files/json_text.h"
#include "app/state/state.h"

#include <nlohmann/json.hpp>

#include <algorithm>

namespace stridelens {

std::string display_json(int scale) {
    return Json{{"scale", scale}}.dump(2) + "\n";
}

int scale_from_json(std::string_view text) {
    const auto json = parse_json(text);
    if (!json || !json->is_object()) return Display{}.scale;
    const auto scale = json->find("scale");
    if (scale == json->end() || !scale->is_number()) return Display{}.scale;
    const double per_cent = scale->get<double>();
    if (!(per_cent > 0.0)) return Display{}.scale;
    return static_cast<int>(std::clamp(per_cent, double{kScaleMin}, double{kScaleMax}));
}

}  // namespace stridelens
