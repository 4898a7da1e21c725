// Any bytes as what is remembered of the export panel and of the window: never refused, whatever stands there; what was
// read is written and read back.

#include "app/state/exports/export_memory.h"
#include "app/state/display_json.h"
#include "app/state/exports/export_settings.h"
#include "app/state/state.h"
#include "tests/fuzz/broken.h"

#include <cmath>
#include <type_traits>

using namespace stridelens;

namespace {

/// Numbers that are no numbers were not written by us, and JSON has none.
bool is_finite(const ExportSettings& settings) {
    bool finite = true;
    for (const Setting& setting : kSettings)
        std::visit(
            [&](auto member) {
                if constexpr (std::is_floating_point_v<std::decay_t<decltype(value_of(settings, member))>>)
                    finite = finite && std::isfinite(value_of(settings, member));
            },
            setting.member);
    return finite;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view bytes = fuzz::text_of(data, size);
    const ExportSettings settings = export_settings_from_json(bytes);
    fuzz::stop_unless(is_finite(settings), "a setting that is no number", bytes);
    fuzz::stop_unless(settings.steps.empty() && settings.page.title.empty() && settings.page.caption.empty(),
                      "what belongs to one problem is remembered", bytes);
    const std::string written = to_json(settings);
    ExportSettings again = export_settings_from_json(written);
    fuzz::stop_unless(to_json(again) == written, "written again it is another text", written);
    again.output = settings.output;  // of the file's name the folder alone is kept
    fuzz::stop_unless(again == settings, "what was written is read as other settings", written);

    const int scale = scale_from_json(bytes);
    fuzz::stop_unless(scale >= kScaleMin && scale <= kScaleMax, "a scale beyond its limits", bytes);
    fuzz::stop_unless(scale_from_json(display_json(scale)) == scale, "another scale is read back", bytes);
    return 0;
}
