#include "app/scenario/resize.h"

#include "app/scenario/solve.h"

#include <algorithm>
#include <cstddef>

namespace stridelens {

namespace {

/// `shape` with axes of size 1 in front, so that it has `axes` axes.
Shape with_leading_ones(const Shape& shape, std::size_t axes) {
    Shape longer(axes - shape.size(), 1);
    for (const std::int64_t size : shape) longer.push_back(size);
    return longer;
}

bool inside(const Shape& shape, const Index& index) {
    for (std::size_t axis = 0; axis < shape.size(); ++axis)
        if (index[axis] >= shape[axis]) return false;
    return true;
}

}  // namespace

std::vector<float> resized(const std::vector<float>& values, const Shape& from, const Shape& to) {
    const std::size_t axes = std::max(from.size(), to.size());
    const Shape source = with_leading_ones(from, axes);
    const Shape target = with_leading_ones(to, axes);
    std::vector<float> result(static_cast<std::size_t>(element_count(to)), 0.0F);
    for (std::size_t flat = 0; flat < result.size(); ++flat) {
        const Index index = unflatten(target, static_cast<std::int64_t>(flat));
        if (!inside(source, index)) continue;
        const auto there = static_cast<std::size_t>(flatten(source, index));
        if (there < values.size()) result[flat] = values[there];
    }
    return result;
}

void follow_weights(Problem& after, const Problem& before) {
    const auto* conv = std::get_if<Conv>(&after.operation);
    if (!conv) return;
    const auto* earlier = std::get_if<Conv>(&before.operation);
    const auto need = weight_shape(*conv, after.input);
    if (after.weights.kind == Values::Kind::list && need && fits(*need)) {
        const auto have = earlier ? weight_shape(*earlier, before.input) : std::nullopt;
        if (!have || !(*have == *need)) after.weights.list = resized(after.weights.list, have.value_or(*need), *need);
    }
    if (after.bias.kind == Values::Kind::list && conv->out_channels >= 0 && conv->out_channels <= kMaxCells)
        after.bias.list.resize(static_cast<std::size_t>(conv->out_channels), 0.0F);
}

}  // namespace stridelens
