#pragma once
// What is said of shapes and of sizes that are too small, too large, or of the wrong number of axes.

#include "core/operation/messages/messages.h"

namespace stridelens {

inline constexpr Message kSizeMessages[] = {
    {BrokenRule::spatial_rank_unknown, "{rank} spatial axes: there can be 1, 2 or 3"},
    {BrokenRule::entries_not_one_per_axis,
     "{field} has {entries} {entries|entry|entries}, but the operation has {axes} spatial {axes|axis|axes}: give one "
     "entry for each"},
    {BrokenRule::number_below_least, "{field} {number}[ along {axis}] is too small: it must be at least {nearest}"},
    {BrokenRule::number_beyond_limit,
     "{field} {number}[ along {axis}][ on padded axis {padded_axis}][ on axis {input_axis}] is far more than can be "
     "shown: stay within {most}"},
    {BrokenRule::input_size_below_least, "axis {input_axis} of the input has size {size}: it must be at least {least}"},
    {BrokenRule::input_beyond_limit, "an input of {input} is more than {most} cells (1 GiB): choose a smaller one"},
    {BrokenRule::empty_input_beyond_limit,
     "an input of {input} is more than {most} cells (1 GiB) once its empty axis has a cell: choose a smaller one"},
    {BrokenRule::output_beyond_limit,
     "the output would be {output}, more than {most} cells (1 GiB): choose smaller sizes"},
    {BrokenRule::empty_output_beyond_limit,
     "the output would be {output}, more than {most} cells (1 GiB) once its empty axis has a cell: choose smaller "
     "sizes"},
    {BrokenRule::weight_beyond_limit,
     "the weight would be {weight}, more than {most} cells (1 GiB): choose smaller sizes"},
    {BrokenRule::window_beyond_limit,
     "one output cell would read {cells} cells, more than {most}: choose a smaller kernel_size"},
    {BrokenRule::adaptive_window_beyond_limit,
     "the longest window has {cells} cells, too many to list: choose a larger output_size or a smaller input"},
    {BrokenRule::readings_beyond_limit,
     "the windows would read {readings:.1e} cells in all, too many to follow a slider; make the kernel or the input "
     "smaller"},
    {BrokenRule::input_beyond_memory,
     "an input of {input} would have more than {most} cells, the most that Stridelens holds; make an axis smaller"},
    {BrokenRule::weight_beyond_memory,
     "a weight of {weight} would have more than {most} cells, the most that Stridelens holds; make an axis smaller"},
    {BrokenRule::output_beyond_memory,
     "an output of {output} would have more than {most} cells, the most that Stridelens holds; make an axis smaller"},
    {BrokenRule::memory_exhausted,
     "there is not enough memory for this; make the input, the kernel or the number of channels smaller"},
    {BrokenRule::input_has_wrong_axes,
     "{operation} with {rank} spatial {rank|axis|axes} takes an input of {expected} axes ({names}), or {unbatched} "
     "without a batch ({unbatched_names}); {input} has {axes}"},
    {BrokenRule::batched_input_has_wrong_axes,
     "{operation} with {rank} spatial {rank|axis|axes} takes an input of {expected} axes ({names}); {input} has "
     "{axes}"},
    {BrokenRule::input_lacks_batch,
     "{operation} with {rank} spatial {rank|axis|axes} takes an input of {expected} axes ({names}); {input} has "
     "{axes}. {framework} always has the batch axis: put 1 in front",
     "{framework} takes no input without a batch: put 1 in front"},
    {BrokenRule::columns_have_wrong_axes,
     "Fold takes the columns of Unfold, (N, C·kernel cells, windows), or (C·kernel cells, windows) without a batch; "
     "{input} has {axes} {axes|axis|axes}"},
    {BrokenRule::batched_columns_have_wrong_axes,
     "Fold takes the columns of Unfold, (N, C·kernel cells, windows); {input} has {axes} {axes|axis|axes}"},
    {BrokenRule::columns_lack_batch,
     "Fold takes the columns of Unfold, (N, C·kernel cells, windows); {input} has {axes} {axes|axis|axes}",
     "{framework} takes no input without a batch: put 1 in front"},
    {BrokenRule::column_rows_not_of_kernel,
     "the input has {rows} rows, which is not a multiple of the {kernel} = {cells} cells of the kernel. Nearest that "
     "is: {multiple}",
     "the input has {rows} rows, which is not a multiple of the {kernel} = {cells} cells of the kernel"},
    {BrokenRule::columns_not_one_per_window,
     "the input has {columns} {columns|column|columns}, but output_size {output_size} with this kernel_size, stride, "
     "padding and dilation has {counts} = {windows} windows, each of which is one column"},
    {BrokenRule::array_has_wrong_axes,
     "an array of {axes} axes ({array}) is no input here; {operation} needs {least} ({plane}), {middle} (C × {plane}) "
     "or {most} (N × C × {plane})"},
    {BrokenRule::array_of_columns_has_wrong_axes,
     "an array of {axes} axes ({array}) is no input here; {operation} needs 2 (C·kernel cells × windows) or 3 (N × "
     "C·kernel cells × windows)"},
    {BrokenRule::array_is_empty, "an array of {array} has no cells; give one that has some"},
    {BrokenRule::framework_lacks_operation,
     "{framework} has no {operation}: choose the PyTorch [or the {other} ]convention"},
};

}  // namespace stridelens
