#pragma once
// The tensor that values stand for, or a failure that says why there is none.

#include "core/operation/messages/messages.h"
#include "core/operation/problem.h"

#include <gtest/gtest.h>

namespace stridelens::test {

inline Tensor made(const Values& values, const Shape& shape, std::size_t spatial = 0) {
    auto tensor = make_tensor(values, shape, spatial);
    if (tensor) return *std::move(tensor);
    ADD_FAILURE() << print(values) << " " << to_string(shape) << ": " << sentence_of(tensor.error());
    return Tensor(shape);
}

}  // namespace stridelens::test
