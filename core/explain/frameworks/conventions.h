#pragma once
// The same operation under another framework's rules: what it would make of the present settings, and in one line how
// that differs.

#include "core/reference/reference.h"

#include <optional>
#include <string>
#include <vector>

namespace stridelens {

/// What another framework does with the settings on screen.
struct Difference {
    Convention convention = Convention::pytorch;
    std::optional<Geometry> other;  // its geometry, where it has the operation and allows these settings
    std::string sentence;           // one line with both results, e.g. "TensorFlow would pad 0 before and 1 after: same
                                    // size, every window one cell further right"
};

/// One entry for each other framework that differs for these settings; empty where all agree. Of several differences the
/// one that changes most is told: a missing operation or setting, the size, where the windows stand, the value, the index.
/// Differences in values and indices are told for `output` (the cell on screen, a full index): "ONNX divides by 4, not 9:
/// 2.5 instead of 1.1111".
///
/// "The same settings" means what a user would write there:
/// - numbers set by hand are kept; a stride left at its default, and count_include_pad at its default, become the other
///   framework's default;
/// - padding in cells, for TensorFlow: none, or none that a window reads, is 'valid'; what gives the size of 'same',
///   ⌈in/stride⌉, is 'same'; anything else has no counterpart. Transposed: what crops is 'same', with output_shape where
///   it is not in·stride, as far as that may be asked for;
/// - what is added to the end of a transposed convolution, by output_padding or by PyTorch's output_size: output_padding in
///   ONNX, output_shape (tf.nn) in TensorFlow. ONNX's output_shape is PyTorch's padding in cells with output_size;
/// - 'same' and 'valid', for PyTorch: its own where it has them, else as many cells on both sides as the larger side has;
/// - what a framework does not have is left away (ceil_mode, divisor_override) if the rest still means something.
std::vector<Difference> differences(const Geometry& geometry, const Operands& operands, const Index& output);

/// `geometry`'s operation as the rule above writes it for `to`; not checked. Empty if that framework has no counterpart for
/// its padding.
std::optional<Operation> translated(const Geometry& geometry, Convention to);

}  // namespace stridelens
