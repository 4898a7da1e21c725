#pragma once
// What is said of the numbers in a tensor: values, weights, indices.

#include "core/operation/messages/messages.h"

namespace stridelens {

inline constexpr Message kNumberMessages[] = {
    {BrokenRule::shape_size_negative, "a size of {size} is not possible: sizes are at least 0"},
    {BrokenRule::shape_beyond_limit, "{shape} is more than {most} cells (1 GiB): choose a smaller shape"},
    {BrokenRule::values_not_one_per_cell,
     "{values} {values|value is|values are} given, but {shape} has {cells} {cells|cell|cells}: give one for each"},
    {BrokenRule::values_of_unpooling_elsewhere,
     "maxima and winners are the numbers of maxunpool's input and indices only: choose normal, integers, ramp or a "
     "list"},
    {BrokenRule::kernel_by_name_elsewhere,
     "{kernel} is a kernel, for the weights of a convolution only: choose normal, integers, digit or a list"},
    {BrokenRule::values_not_of_this_problem, "there are no such numbers"},
    {BrokenRule::window_has_no_maximum,
     "no max pooling gives a largest value for {cell}: its window of the {output} output lies wholly in padding. Give "
     "the numbers as a list, or take less padding",
     "no max pooling gives a largest value for {cell}: its window of the {output} output lies wholly in padding"},
    {BrokenRule::index_not_whole,
     "index {index} of {cell} is no whole number: an index counts the cells of the output. Choose winners, or a list "
     "of whole numbers",
     "index {index} of {cell} is no whole number: an index counts the cells of the output"},
    {BrokenRule::indices_not_one_per_cell,
     "{indices} {indices|index is|indices are} given, but the input {input} has {cells} {cells|cell|cells}: give one "
     "index for each"},
    {BrokenRule::index_outside_plane,
     "index {index} of {cell} lies outside the output's plane of {plane}: indices go from 0 to {last}"},
    {BrokenRule::index_outside_tensor,
     "index {index} of {cell} lies outside the {counted} that they count in: indices go from 0 to {last}"},
};

}  // namespace stridelens
