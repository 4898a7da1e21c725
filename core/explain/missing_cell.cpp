#include "core/explain/missing_cell.h"

#include "core/explain/sentence/sentence.h"
#include "core/words/prose.h"

#include <fmt/format.h>

#include <vector>

namespace stridelens {
namespace {

bool slides(const Geometry& geometry) {
    if (geometry.axes.empty() || std::holds_alternative<Pad>(geometry.operation)) return false;
    if (std::holds_alternative<Unfold>(geometry.operation) || std::holds_alternative<MaxUnpool>(geometry.operation))
        return false;
    return geometry.axes[0].sliding == Sliding::windows;
}

std::string sizes(const Geometry& geometry) {
    std::string text;
    const std::size_t axes = geometry.output.size(), windowed = std::min(geometry.axes.size(), axes);
    for (std::size_t axis = axes - windowed; axis < axes; ++axis)
        text += (text.empty() ? "" : " × ") + prose(geometry.output[axis]);
    return text;
}

}  // namespace

std::optional<WindowBox> window_of_missing(const Geometry& geometry, const Index& output) {
    if (!slides(geometry) || output.size() != geometry.output.size()) return std::nullopt;
    return window_box(geometry, output);
}

std::string reason_for_missing(const Geometry& geometry, const Index& output) {
    const auto window = window_of_missing(geometry, output);
    const std::size_t leading = window ? output.size() - geometry.axes.size() : 0;
    bool other_channel = false;
    for (std::size_t axis = 0; axis < leading; ++axis) other_channel |= output[axis] >= geometry.output[axis];
    if (!window || other_channel) return fmt::format("this output is {}", to_string(geometry.output));
    std::vector<std::string> needed;
    bool dropped = false;
    for (std::size_t axis = 0; axis < geometry.axes.size(); ++axis) {
        const Axis& along = geometry.axes[axis];
        if (output[leading + axis] < along.out) continue;
        const std::int64_t end = along.in + along.pad_end;
        const Positions beyond{std::max(window->first[axis], end), window->last[axis]};
        if (along.ceil_mode || beyond.last < end)
            dropped = true;
        else
            needed.push_back(sentence::range_along(geometry, axis, beyond));
    }
    if (!needed.empty()) return fmt::format("its window would need {}", text::joined(needed));
    if (dropped) return "its window would begin behind the input, where ceil mode lets none begin";
    return fmt::format("this output has {} cells", sizes(geometry));
}

}  // namespace stridelens
