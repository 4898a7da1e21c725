#pragma once
// The numbers of a problem, all of them: what its generators and lists stand for once its geometry is known.

#include "core/operation/problem.h"
#include "core/reference/reference.h"

namespace stridelens {

/// The tensors of a problem, owned.
struct Numbers {
    Tensor input, weight, bias;         // weight, bias: no axes and no values where the operation has none
    std::vector<std::int64_t> indices;  // MaxUnpool only
    Tensor upstream;                    // in the output's shape

    Operands operands() const { return {input, weight, bias, indices}; }
};

/// Makes every tensor. `geometry` is the problem's, resolved.
/// Errors: a list that does not fit, with the field it was for (values, weight, bias, indices, upstream); an index that
/// is no whole number or lies outside the output.
Result<Numbers> make_numbers(const Problem& problem, const Geometry& geometry);

}  // namespace stridelens
