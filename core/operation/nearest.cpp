// "Use 1" beside a refused control: the one setting that an error is about, moved to its nearest legal value.
#include "core/operation/geometry.h"
#include "core/operation/parameters/settings.h"

namespace stridelens {

Operation with_nearest(Operation operation, const Error& error) {
    if (!error.nearest) return operation;
    return with_value(std::move(operation), error.field, *error.nearest, error.axis, error.side);
}

}  // namespace stridelens
