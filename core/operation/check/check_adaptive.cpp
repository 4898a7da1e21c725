// Source: PyTorch 1.13's AdaptiveAveragePooling.cpp and AdaptiveMaxPooling2d.cpp (ATen/native): start and end index of a
// window; ONNX's GlobalMaxPool-1 and GlobalAveragePool-1; tf.keras.layers.GlobalMaxPooling2D.
#include "core/operation/check/check.h"

#include <limits>
#include <numeric>

namespace stridelens {

/// Window o begins at ⌊o·in/out⌋ and ends before ⌈(o+1)·in/out⌉: it has ⌈(in + o·in mod out)/out⌉ cells, and the largest
/// remainder is out less the common divisor.
std::int64_t longest_window(std::int64_t in, std::int64_t out) {
    if (out == 0) return 1;  // there is no window: any kernel will do
    return (in + out - std::gcd(in, out) + out - 1) / out;
}

namespace {

template <class Pool>
Refusal check_output_size(const Pool& pool) {
    Refusal error = check_rank(pool.spatial_rank);
    if (!error) error = check_length(Field::output_size, pool.output_size.size(), pool.spatial_rank);
    for (std::size_t axis = 0; !error && axis < pool.output_size.size(); ++axis) {
        const auto& size = pool.output_size[axis];
        const Where where = along(pool.spatial_rank, pool.output_size.size(), axis);
        if (pool.convention == Convention::pytorch) {
            if (!size) continue;
            error = check_magnitude(Field::output_size, *size, where);
            if (!error) error = check_least(Field::output_size, *size, 0, where);
        } else if (size != 1) {
            error = at(where, {.field = Field::output_size,
                               .rule = BrokenRule::adaptive_pool_not_global,
                               .facts = {{"framework", to_string(pool.convention)}},
                               .nearest = 1});
            if (size) error->facts.push_back({"size", *size});
        }
    }
    return error;
}

template <class Pool>
Result<Geometry> resolve_adaptive(const Pool& pool, const Shape& input, float pad_value) {
    Refusal error = check_output_size(pool);
    if (!error) error = check_input(pool, input);
    if (error) return tl::unexpected(*error);
    Geometry geometry = begin_geometry(pool, input);
    for (std::size_t i = 0; i < pool.output_size.size(); ++i) {
        Axis axis;
        axis.sliding = Sliding::adaptive;
        axis.in = input[geometry.leading + i];
        axis.out = pool.output_size[i].value_or(axis.in);
        axis.kernel = longest_window(axis.in, axis.out);
        geometry.axes.push_back(axis);
    }
    geometry.pad_value = pad_value;
    set_output(geometry);
    error = check_amount(geometry, Field::output_size);
    if (error && error->rule == BrokenRule::window_beyond_limit)  // there is no kernel to make smaller
        error =
            Error{Field::output_size, BrokenRule::adaptive_window_beyond_limit, {{"cells", geometry.kernel_cells()}}};
    if (error) return tl::unexpected(*error);
    return geometry;
}

}  // namespace

Result<Geometry> resolve_adaptive_max_pool(const AdaptiveMaxPool& pool, const Shape& input) {
    return resolve_adaptive(pool, input, -std::numeric_limits<float>::infinity());
}

Result<Geometry> resolve_adaptive_avg_pool(const AdaptiveAvgPool& pool, const Shape& input) {
    return resolve_adaptive(pool, input, 0.0F);
}

}  // namespace stridelens
