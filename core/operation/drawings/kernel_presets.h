#pragma once
// Kernels that have a name: what they make of a picture can be seen. For any kernel size on one to three axes, odd and
// even, and 1 too.

#include "core/operation/problem.h"

namespace stridelens {

/// Kinds that draw_kernel_preset() knows: identity, box, gauss, sharpen, sobel_x, sobel_y, laplace, emboss, motion.
bool is_kernel_preset(Values::Kind kind);

/// Fills weights, e.g. (out, in / groups, kH, kW): the last `spatial` axes are one kernel, and each pair of an output and
/// an input channel gets the same, so that an output channel is the sum of what the kernel makes of its input channels.
/// Turned as PyTorch reads it (cross-correlation): a positive weight on the right looks to the right.
///
/// The middle of k cells is (k − 1) / 2, rounded down: with padding 'same' that tap reads the cell at the output's own
/// place. With one cell (k = 1) there are no neighbours:
/// what looks for edges is then 0, everything else 1.
/// identity: 1 in the middle.
/// box:      1 / n in each of the n cells.
/// gauss:    binomial coefficients along each axis (3: 1 2 1, 5: 1 4 6 4 1), by their sum.
/// laplace:  1 in the neighbours of the middle, in the middle minus as many. Neighbours fill the diamond whose tips are the
///           ends of the axes; 3 × 3: 0 1 0 / 1 −4 1 / 0 1 0. Sums to 0.
/// sharpen:  identity minus laplace; 3 × 3: 0 −1 0 / −1 5 −1 / 0 −1 0. Sums to 1.
/// sobel_x:  (1 + z)^(k−2)·(z − 1) along the last axis (2: −1 1, 3: −1 0 1, 5: −1 −2 0 2 1), binomial coefficients along the
///           others; 3 × 3: −1 0 1 / −2 0 2 / −1 0 1. Whole numbers; of kernels so large that a row of them would sum to
///           more than 2^23, scaled to that and rounded. 0 where the axis has one cell.
/// sobel_y:  the same along the axis before the last; along the only one where there is but one.
/// emboss:   for each axis the cells from the middle (3: −1 0 1, 4: −2 −1 1 2), added up, and 1 more in the middle;
///           3 × 3: −2 −1 0 / −1 1 1 / 0 1 2. Odd sizes sum to 1.
/// motion:   1 / n on the n cells of the diagonal from the first corner to the last, n the longest side; along one axis
///           that is box.
/// Source:   Sobel & Feldman 1968; at other sizes as OpenCV's getSobelKernels().
void draw_kernel_preset(Values::Kind kind, std::size_t spatial, Tensor& weights);

}  // namespace stridelens
