#include "core/operation/columns.h"

#include <algorithm>

namespace stridelens {

Unfold unfolding_of(const Fold& fold) {
    Unfold unfold;
    unfold.spatial_rank = fold.spatial_rank;
    unfold.kernel_size = fold.kernel_size;
    unfold.stride = fold.stride;
    unfold.padding = fold.padding;
    unfold.dilation = fold.dilation;
    return unfold;
}

std::optional<Shape> columns_shape(const Fold& fold, std::int64_t channels, std::optional<std::int64_t> batch) {
    Unfold unfold = unfolding_of(fold);
    Extents sizes = fold.output_size;
    for (std::size_t axis = 0; axis < std::min(sizes.size(), unfold.padding.size()); ++axis) {
        Sides& sides = unfold.padding[axis];
        if (sides.begin == sides.end) continue;
        sizes[axis] += sides.begin + sides.end;  // Unfold has no padding of two sizes: the image is wider instead
        sides = {};
    }
    Shape image;
    if (batch) image.push_back(*batch);
    image.push_back(channels);
    for (const std::int64_t size : sizes) image.push_back(size);
    const auto shape = output_shape(unfold, image);
    return shape ? std::optional(*shape) : std::nullopt;
}

Shape followed_input(const Geometry& before, const Operation& changed) {
    const auto* fold = std::get_if<Fold>(&changed);
    if (fold == nullptr || !std::holds_alternative<Fold>(before.operation)) return before.input;
    const auto batch = before.batched ? std::optional(before.input[0]) : std::nullopt;
    return columns_shape(*fold, before.out_channels, batch).value_or(before.input);
}

Shape followed_input(const Operation& operation, const Shape& input, const Operation& changed) {
    if (!std::holds_alternative<Fold>(operation)) return input;
    const auto geometry = resolve(operation, input);
    return geometry ? followed_input(*geometry, changed) : input;
}

}  // namespace stridelens
