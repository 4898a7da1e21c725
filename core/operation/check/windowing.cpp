#include "core/operation/check/check.h"
#include "core/operation/parameters/settings.h"

namespace stridelens {

Windowing windowing_of(const Operation& operation) {
    Windowing windowing;
    windowing.spatial_rank = spatial_rank_of(operation);
    windowing.convention = convention_of(operation);
    windowing.kernel_size = parameter_or(operation, Field::kernel_size, Extents{});
    windowing.stride = resolved_stride(operation);
    windowing.stride_follows_kernel = parameter_or(operation, Field::stride, Extents{}).empty() &&
                                      may_be_empty(operation, Field::stride) &&
                                      windowing.convention != Convention::onnx;
    windowing.padding = parameter_or(operation, Field::padding, PerAxis<Sides>{});
    windowing.dilation = parameter_or(operation, Field::dilation, Extents(windowing.kernel_size.size(), 1));
    windowing.ceil_mode = parameter_or(operation, Field::ceil_mode, false);
    windowing.auto_pad = parameter_or(operation, Field::auto_pad, AutoPad::none);
    return windowing;
}

}  // namespace stridelens
