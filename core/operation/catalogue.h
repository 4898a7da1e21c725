#pragma once
// One row for each operation: what it is called, where its tab or menu entry is, and what it starts as. A new operation
// begins with its struct (operation.h) and its row here; the compiler then finds every visit that has to know it.

#include "core/operation/operation.h"

#include <array>
#include <cstddef>
#include <variant>

namespace stridelens {

struct OperationInfo {
    const char* name;                     // PyTorch's, without the rank: "MaxPool"
    const char* word;                     // in the one-line form: "maxpool"
    const char* title;                    // in a sentence or a heading: "max pooling"
    const char* tab;                      // on a tab or in the menu: "Max pool"
    Operation (*make)(int spatial_rank);  // PyTorch's defaults, 1 to 3 spatial axes
    bool onnx;                            // whether these frameworks have it …
    bool tensorflow;                      // … (PyTorch's rules apply to all)
};

inline constexpr std::size_t kOperations = std::variant_size_v<Operation>;

/// In the variant's order.
const std::array<OperationInfo, kOperations>& catalogue();

/// The row of `operation`.
const OperationInfo& info_of(const Operation& operation);

/// Whether the framework has the operation at all.
bool has_operation(std::size_t alternative, Convention convention);

/// A new operation of 1 to 3 spatial axes, with PyTorch's defaults: kernel 2 for pools, 3 for convolution, padding 1 for Pad.
Operation default_operation(std::size_t alternative, int spatial_rank);

/// Position of an operation in the variant, e.g. alternative_of<Conv>() == 3.
template <class Op, std::size_t i = 0>
constexpr std::size_t alternative_of() {
    if constexpr (std::is_same_v<Op, std::variant_alternative_t<i, Operation>>)
        return i;
    else
        return alternative_of<Op, i + 1>();
}

/// The same by its type: default_of<Conv>(2).
template <class Op>
Op default_of(int spatial_rank) {
    return std::get<Op>(default_operation(alternative_of<Op>(), spatial_rank));
}

}  // namespace stridelens
