#pragma once
// The numbers of a problem, all of them: what its generators and lists stand for once its geometry is known.

#include "core/operation/problem.h"
#include "core/reference/reference.h"
#include "core/tensor/shared_tensor.h"

namespace stridelens {

/// The tensors of a problem. Copies share them.
struct Numbers {
    SharedTensor input, weight, bias;   // weight, bias: no axes and no values where the operation has none
    std::vector<std::int64_t> indices;  // MaxUnpool only
    SharedTensor upstream;              // in the output's shape

    Operands operands() const { return {input, weight, bias, indices}; }
};

/// Numbers made before, and of which problem.
struct MadeNumbers {
    const Problem& problem;
    const Numbers& numbers;
};

struct NumbersWanted {
    const MadeNumbers* before = nullptr;  // what the problem has in common with these is taken over, not made again
    bool upstream = true;                 // false: only a list is checked; Numbers::upstream stays empty otherwise
};

/// Makes every tensor. `geometry` is the problem's, resolved.
/// Errors: a list that does not fit, with the field it was for (values, weight, bias, indices, upstream); an index that
/// is no whole number or lies outside the output.
Result<Numbers> make_numbers(const Problem& problem, const Geometry& geometry, const NumbersWanted& wanted = {});

/// Numbers::upstream alone.
Result<SharedTensor> make_upstream(const Problem& problem, const Geometry& geometry);

}  // namespace stridelens
