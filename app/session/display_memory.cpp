#include "app/session/display_memory.h"

#include "app/state/display_json.h"

#include <fmt/format.h>

namespace stridelens {

namespace {
constexpr const char* kMemory = "window.json";
}  // namespace

int DisplayMemory::remembered() {
    const auto text = files_.remembered(kMemory);
    return text ? scale_from_json(*text) : Display{}.scale;
}

Actions DisplayMemory::follow(int scale) {
    if (scale == kept_) return {};
    kept_ = scale;
    const Outcome<void> written = files_.remember(kMemory, display_json(scale));
    if (written) return {};
    return {Notify{fmt::format("The size {} % holds until the window is closed; it cannot be kept: {}", scale,
                               written.error().sentence)}};
}

}  // namespace stridelens
