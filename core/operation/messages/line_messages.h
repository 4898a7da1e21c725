#pragma once
// What is said of the one-line form: where reading stopped, what stood there, and what was expected.

#include "core/operation/messages/messages.h"

namespace stridelens {

inline constexpr Message kLineMessages[] = {
    {BrokenRule::operation_unknown,
     "column {column}: [read \"{read}\"|the text ends here], expected an operation: {operations} or {last_operation} "
     "with 1d, 2d or 3d, such as maxpool2d[; did you mean {meant}?]"},
    {BrokenRule::second_bar,
     "column {column}: a second bar, expected one at most: before it stands a problem, and after it what B changes"},
    {BrokenRule::nothing_to_take_back,
     "column {column}: read \"{read}\", expected what B sets: A sets nothing that B could take back"},
    {BrokenRule::word_not_there_to_take_back,
     "column {column}: read \"{read}\", expected what B sets, or what it takes back of A: {words}"},
    {BrokenRule::shape_unreadable,
     "column {column}: [read \"{read}\"|the text ends here], expected an input shape such as 1x1x5x5"},
    {BrokenRule::shape_negative,
     "column {column}: read \"{read}\", expected an input shape such as 1x1x5x5, with sizes of at least 0"},
    {BrokenRule::shape_has_too_many_axes, "column {column}: read \"{read}\", expected a shape of at most {most} axes"},
    {BrokenRule::word_unknown, "column {column}: read \"{read}\", expected one of {words}[; did you mean {meant}?]"},
    {BrokenRule::word_of_other_operation,
     "column {column}: read \"{read}\", expected one of {words} ({operation} has no {word})"},
    {BrokenRule::word_given_twice,
     "column {column}: read \"{read}\", expected each word once, and {word} is there already"},
    {BrokenRule::words_contradict, "column {column}: read \"{read}\", expected only one of {before} and {word}"},
    {BrokenRule::padding_given_both_ways,
     "column {column}: read \"{read}\", expected either a padding in cells or one of same and valid, not both"},
    {BrokenRule::word_unreadable, "column {column}: read \"{read}\", expected {expected}[; did you mean {meant}?]"},
    {BrokenRule::integer_beyond_limit, "column {column}: read \"{read}\", expected a number of at most {most}"},
    {BrokenRule::number_unreadable,
     "column {column}: [read \"{read}\"|the text ends here], expected a number such as -1, 2.5, 1e-3, nan or -inf"},
    {BrokenRule::number_beyond_float,
     "column {column}: read \"{read}\", expected a number within float32, ±3.4e38 (inf is allowed, as inf)"},
    {BrokenRule::norm_unreadable,
     "column {column}: [read \"{read}\"|the text ends here], expected a number such as 2, 1.5 or inf"},
    {BrokenRule::number_beyond_double,
     "column {column}: read \"{read}\", expected a number within ±1.8e308 (inf is allowed, as inf)"},
    {BrokenRule::seed_unreadable,
     "column {column}: [read \"{read}\"|the text ends here], expected a seed, a whole number from 0 to "
     "18446744073709551615, such as 7"},
    {BrokenRule::values_unreadable,
     "column {column}: [read \"{read}\"|the text ends here], expected normal:SEED, integers:SEED, ramp, ones, "
     "negative, onehot, digit:N, gradient, checker, ring, image:NAME, for weights also {kernels}, or numbers such as "
     "-1,2.5,nan[; did you mean {meant}?]"},
    {BrokenRule::values_without_seed, "column {column}: read \"{read}\", expected {kind} alone, which has no seed"},
    {BrokenRule::digit_beyond_nine, "column {column}: read \"{read}\", expected a digit from 0 to 9, as in digit:7"},
    {BrokenRule::picture_unknown,
     "column {column}: [read \"{read}\"|the text ends here], expected the name of a picture: {pictures} or "
     "{last_picture}[; did you mean {meant}?]"},
    {BrokenRule::too_many_axes_for_word, "column {column}: read \"{read}\", expected at most {most} axes"},
    {BrokenRule::more_numbers_than_one_axis,
     "column {column}: read \"{read}\", expected {word} with one number: there is one axis"},
    {BrokenRule::numbers_not_one_per_axis,
     "column {column}: read \"{read}\", expected {word} with 1 number or {axes}, one for each axis"},
    {BrokenRule::axes_out_of_range, "column {column}: read \"{read}\", expected axes1 to axes{most}"},
    {BrokenRule::axes_not_of_padding,
     "column {column}: read \"{read}\", expected axes{entries}, as many as the padding has entries"},
    {BrokenRule::size_of_global_pool,
     "column {column}: read \"{read}\", expected no out with a global pool, whose output is one cell on every axis "
     "(adaptive pools take any)"},
    {BrokenRule::storage_order_outside_onnx,
     "column {column}: read \"{read}\", expected storage_order only with onnx: {framework}'s indices are always "
     "row-major"},
    {BrokenRule::kernel_size_missing,
     "column {column}: the text ends here, expected a kernel size such as k3 or k3x2, which has no default"},
    {BrokenRule::padding_missing,
     "column {column}: the text ends here, expected a padding such as p1 or, side by side, p1:0x2:1, which has no "
     "default"},
    {BrokenRule::output_size_missing,
     "column {column}: the text ends here, expected an output size such as out5 or out5x7, which has no default"},
    {BrokenRule::size_missing,
     "column {column}: the text ends here, expected an output size such as size5 or size5x7, which has no default"},
};

}  // namespace stridelens
