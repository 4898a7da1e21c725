// The rows, in the order of the panel. Sources of the names: the signatures of torch.nn and torch.nn.functional (PyTorch
// 1.13), the operators of ONNX's opset 22, tf.keras.layers and tf.nn (TensorFlow 2.12). Symbols: Dumoulin & Visin 2016.
#include "core/operation/parameters/parameters.h"

#include <array>

namespace stridelens {
namespace {

constexpr Owners kMaxAndMin = owners<MaxPool, MinPool>();
constexpr Owners kPools = owners<MaxPool, AvgPool, MinPool, LpPool>();
constexpr Owners kAdaptive = owners<AdaptiveMaxPool, AdaptiveAvgPool>();
constexpr Owners kConvolutions = owners<Conv, ConvTranspose>();
constexpr Owners kEvery = (1U << kOperations) - 1;
constexpr const char* kLacking = nullptr;

// clang-format off
constexpr std::array kAutoPads{ChoiceWord{"same", AutoPad::same_upper}, ChoiceWord{"same_upper", AutoPad::same_upper},
                               ChoiceWord{"same_lower", AutoPad::same_lower}, ChoiceWord{"valid", AutoPad::valid}};
constexpr std::array kModes{ChoiceWord{"constant", PaddingMode::constant}, ChoiceWord{"zeros", PaddingMode::constant},
                            ChoiceWord{"reflect", PaddingMode::reflect}, ChoiceWord{"replicate", PaddingMode::replicate},
                            ChoiceWord{"circular", PaddingMode::circular}, ChoiceWord{"symmetric", PaddingMode::symmetric}};
constexpr std::array kConventionWords{ChoiceWord{"pytorch", Convention::pytorch}, ChoiceWord{"onnx", Convention::onnx},
                                  ChoiceWord{"tensorflow", Convention::tensorflow},
                                  ChoiceWord{"keras", Convention::tensorflow}};
constexpr std::array kCeil{ChoiceWord{"ceil", true}};
constexpr std::array kCount{ChoiceWord{"count", true}, ChoiceWord{"nocount", false}};
constexpr std::array kFlip{ChoiceWord{"flip", true}};
constexpr std::array kBias{ChoiceWord{"bias", true}, ChoiceWord{"nobias", false}};
// clang-format on

// What is the same for every operation that has the parameter.
constexpr ParameterInfo kKernel{.field = Field::kernel_size,
                                .kind = ParameterKind::per_axis,
                                .absence = Absence::has_to_be,
                                .label = "Kernel",
                                .edit = "kernel size",
                                .symbol = "k",
                                .word = "k",
                                .expected = "a kernel size such as k3 or k3x2"};
constexpr ParameterInfo kStride{.field = Field::stride,
                                .kind = ParameterKind::per_axis,
                                .label = "Stride",
                                .edit = "stride",
                                .symbol = "s",
                                .word = "s",
                                .expected = "a stride such as s2 or s2x1"};
constexpr ParameterInfo kDilation{.field = Field::dilation,
                                  .kind = ParameterKind::per_axis,
                                  .label = "Dilation",
                                  .edit = "dilation",
                                  .symbol = "d",
                                  .word = "d",
                                  .expected = "a dilation such as d2 or d2x1"};
constexpr ParameterInfo kOutputPadding{.field = Field::output_padding,
                                       .kind = ParameterKind::per_axis,
                                       .label = "Out. padding",
                                       .edit = "output padding",
                                       .symbol = "a",
                                       .word = "op",
                                       .expected = "an output padding such as op1 or op1x0"};
constexpr ParameterInfo kOutputSize{.field = Field::output_size,
                                    .kind = ParameterKind::per_axis,
                                    .label = "Output",
                                    .edit = "output size",
                                    .symbol = "o",
                                    .word = "size",
                                    .expected = "an output size such as size7 or size7x6"};
constexpr ParameterInfo kAutoPad{.field = Field::auto_pad,
                                 .kind = ParameterKind::choice,
                                 .label = "Automatic padding",
                                 .edit = "automatic padding",
                                 .choices = kAutoPads};
constexpr ParameterInfo kPadding{.field = Field::padding,
                                 .kind = ParameterKind::per_side,
                                 .label = "Padding",
                                 .edit = "padding",
                                 .symbol = "p",
                                 .word = "p",
                                 .expected = "a padding such as p1, p1x2 or, side by side, p1:0x2:1"};
constexpr ParameterInfo kPaddingMode{.field = Field::padding_mode,
                                     .kind = ParameterKind::choice,
                                     .label = "Fill",
                                     .edit = "padding mode",
                                     .word = "mode=",
                                     .choices = kModes,
                                     .expected = "mode=reflect, symmetric, replicate, circular or constant"};
constexpr ParameterInfo kValue{.field = Field::value,
                               .kind = ParameterKind::real,
                               .label = "Value",
                               .edit = "padding value",
                               .word = "value=",
                               .expected = "value=NUMBER"};
constexpr ParameterInfo kNormType{.field = Field::norm_type,
                                  .kind = ParameterKind::real,
                                  .label = "Norm p",
                                  .edit = "norm",
                                  .word = "norm=",
                                  .expected = "norm=NUMBER"};
constexpr ParameterInfo kCeilMode{.field = Field::ceil_mode,
                                  .kind = ParameterKind::toggle,
                                  .label = "ceil_mode",
                                  .edit = "ceil mode",
                                  .choices = kCeil};
constexpr ParameterInfo kCountIncludePad{.field = Field::count_include_pad,
                                         .kind = ParameterKind::toggle,
                                         .label = "count_include_pad",
                                         .edit = "counting of padding",
                                         .choices = kCount};
constexpr ParameterInfo kDivisor{.field = Field::divisor_override,
                                 .kind = ParameterKind::number,
                                 .absence = Absence::may_be_empty,
                                 .label = "Divisor",
                                 .edit = "divisor",
                                 .word = "div",
                                 .expected = "a divisor such as div3"};
constexpr ParameterInfo kStorageOrder{.field = Field::storage_order,
                                      .kind = ParameterKind::toggle,
                                      .label = "storage_order = 1",
                                      .edit = "storage order",
                                      .word = "storage_order=",
                                      .expected = "storage_order=0 or storage_order=1"};
constexpr ParameterInfo kOutChannels{.field = Field::out_channels,
                                     .kind = ParameterKind::number,
                                     .label = "Out channels",
                                     .edit = "output channels",
                                     .word = "out",
                                     .expected = "a number of output channels such as out2"};
constexpr ParameterInfo kGroups{.field = Field::groups,
                                .kind = ParameterKind::number,
                                .label = "Groups",
                                .edit = "groups",
                                .word = "groups",
                                .expected = "a number of groups such as groups3"};
constexpr ParameterInfo kFlipKernel{.field = Field::flip_kernel,
                                    .kind = ParameterKind::toggle,
                                    .label = "flip the kernel (true convolution)",
                                    .edit = "flipped kernel",
                                    .choices = kFlip};
constexpr ParameterInfo kHasBias{
    .field = Field::bias, .kind = ParameterKind::toggle, .label = "bias", .edit = "bias", .choices = kBias};
constexpr ParameterInfo kConvention{.field = Field::convention,
                                    .kind = ParameterKind::choice,
                                    .label = "Framework",
                                    .edit = "framework",
                                    .choices = kConventionWords};

constexpr ParameterInfo of(ParameterInfo row, Owners operations, FrameworkNames names, const char* sentence) {
    row.operations = operations;
    row.names = names;
    row.sentence = sentence;
    return row;
}

constexpr ParameterInfo having_to_be(ParameterInfo row) {
    row.absence = Absence::has_to_be;
    return row;
}

constexpr ParameterInfo maybe(ParameterInfo row) {
    row.absence = Absence::may_be_empty;
    return row;
}

/// A wished size axis by axis, where an axis may keep the input's.
constexpr ParameterInfo adaptive(ParameterInfo row) {
    row.kind = ParameterKind::sizes;
    row.word = "out";
    row.expected = "an output size such as out5, out5x7 or, with the input's size along H, out-x7";
    return row;
}

constexpr std::array kTable{
    of(having_to_be(kOutputSize), owners<Fold>(), {"output_size", "image_shape", kLacking},
       "How many cells the output has along each axis: the size of the image that was unfolded."),

    of(kKernel, kPools, {"kernel_size", "kernel_shape", "pool_size"},
       "How many input cells one window reads along each axis; every window makes one output cell."),
    of(kKernel, owners<MaxUnpool>(), {"kernel_size", "kernel_shape", kLacking},
       "The window, in cells along each axis, of the max pooling that is taken back."),
    of(kKernel, owners<Conv>(), {"kernel_size", "kernel_shape", "kernel_size"},
       "How many weights the kernel has along each axis: as many input cells are multiplied with them and added up."),
    of(kKernel, owners<ConvTranspose>(), {"kernel_size", "kernel_shape", "kernel_size"},
       "How many output cells one input cell writes to along each axis: it stamps the kernel, times its value, onto "
       "them."),
    of(kKernel, owners<Unfold>(), {"kernel_size", kLacking, kLacking},
       "How many input cells one window takes along each axis; together they make one column."),
    of(kKernel, owners<Fold>(), {"kernel_size", "block_shape", kLacking},
       "How many output cells one column is laid onto along each axis."),

    of(maybe(kStride), kPools, {"stride", "strides", "strides"},
       "How many input cells the window moves on from one output cell to the next; left out, it is the kernel size "
       "(in ONNX 1)."),
    of(maybe(kStride), owners<MaxUnpool>(), {"stride", "strides", kLacking},
       "How many cells the window of the max pooling moved on each time; left out, it is the kernel size (in ONNX 1)."),
    of(kStride, owners<Conv>(), {"stride", "strides", "strides"},
       "How many input cells the kernel moves on from one output cell to the next."),
    of(kStride, owners<ConvTranspose>(), {"stride", "strides", "strides"},
       "How many output cells lie between the stamps of two neighbouring input cells, counted from begin to begin."),
    of(kStride, owners<Unfold>(), {"stride", kLacking, kLacking},
       "How many input cells the window moves on from one column to the next."),
    of(kStride, owners<Fold>(), {"stride", "strides", kLacking},
       "How many output cells lie between two neighbouring columns, counted from begin to begin."),

    of(kDilation, kMaxAndMin, {"dilation", "dilations", kLacking},
       "How many input cells lie between two neighbours that the window reads, counted from one to the next; 1 leaves "
       "no gaps."),
    of(kDilation, owners<AvgPool, LpPool>(), {kLacking, "dilations", kLacking},
       "How many input cells lie between two neighbours that the window reads, counted from one to the next; 1 leaves "
       "no gaps."),
    of(kDilation, owners<Conv>(), {"dilation", "dilations", "dilation_rate"},
       "How many input cells lie between two neighbouring weights of the kernel, counted from one to the next; 1 "
       "leaves no gaps."),
    of(kDilation, owners<ConvTranspose>(), {"dilation", "dilations", "dilation_rate"},
       "How many output cells lie between two neighbouring weights of a stamp, counted from one to the next; 1 leaves "
       "no gaps."),
    of(kDilation, owners<Unfold>(), {"dilation", kLacking, kLacking},
       "How many input cells lie between two neighbours that the window takes, counted from one to the next; 1 leaves "
       "no gaps."),
    of(kDilation, owners<Fold>(), {"dilation", "dilations", kLacking},
       "How many output cells lie between two neighbouring numbers of a column, counted from one to the next; 1 leaves "
       "no gaps."),

    of(kOutputPadding, owners<ConvTranspose>(), {"output_padding", "output_padding", kLacking},
       "How many cells are added to the end of the output along each axis: a stride above 1 makes several sizes of "
       "one, "
       "and this chooses which of them comes back."),

    of(adaptive(having_to_be(kOutputSize)), kAdaptive, {"output_size", kLacking, kLacking},
       "How many cells the output has along each axis, from which the windows follow; None keeps the input's size."),
    of(maybe(kOutputSize), owners<MaxUnpool>(), {"output_size", "output_shape", kLacking},
       "How many cells the output has along each axis, where a stride above 1 has made several sizes one; left out, it "
       "follows from kernel, stride and padding."),
    of(maybe(kOutputSize), owners<ConvTranspose>(), {"output_size", "output_shape", "output_shape"},
       "How many cells the output has along each axis, where a stride above 1 has made several sizes one; left out, it "
       "follows from the other settings."),

    of(kAutoPad, kPools, {kLacking, "auto_pad", "padding"},
       "Padding by what the output is to be: same makes it ⌈input / stride⌉ cells, valid adds none."),
    of(kAutoPad, owners<Conv>(), {"padding", "auto_pad", "padding"},
       "Padding by what the output is to be: same makes it ⌈input / stride⌉ cells, valid adds none."),
    of(kAutoPad, owners<ConvTranspose>(), {kLacking, "auto_pad", "padding"},
       "Padding by what the output is to be: same makes it input · stride cells, valid takes none off."),

    of(kPadding, kMaxAndMin, {"padding", "pads", kLacking},
       "How many cells are put before and after the input along each axis; a window may reach into them, but they "
       "never "
       "win."),
    of(kPadding, owners<AvgPool>(), {"padding", "pads", kLacking},
       "How many cells of 0 are put before and after the input along each axis; count_include_pad says whether they "
       "count."),
    of(kPadding, owners<LpPool>(), {kLacking, "pads", kLacking},
       "How many cells of 0 are put before and after the input along each axis; they add nothing to the norm."),
    of(having_to_be(kPadding), owners<Pad>(), {"padding", "pads", "paddings"},
       "How many cells are put before and after the input along each axis; a negative number takes cells away."),
    of(kPadding, owners<Conv>(), {"padding", "pads", kLacking},
       "How many cells are put before and after the input along each axis; padding_mode says what they hold."),
    of(kPadding, owners<MaxUnpool>(), {"padding", "pads", kLacking},
       "How many cells are taken off the output before and after along each axis: the padding of the max pooling that "
       "is "
       "taken back."),
    of(kPadding, owners<ConvTranspose>(), {"padding", "pads", kLacking},
       "How many cells are taken off the output before and after along each axis: the padding of the convolution that "
       "it turns round."),
    of(kPadding, owners<Unfold>(), {"padding", kLacking, kLacking},
       "How many cells of 0 are put before and after the input along each axis before the columns are taken."),
    of(kPadding, owners<Fold>(), {"padding", "pads", kLacking},
       "How many cells are taken off the output before and after along each axis once the columns are added up."),

    of(kPaddingMode, owners<Pad>(), {"mode", "mode", "mode"},
       "What the added cells hold: one value, the input mirrored, its edge repeated, or the input again from its other "
       "end."),
    of(kPaddingMode, owners<Conv>(), {"padding_mode", kLacking, kLacking},
       "What the added cells hold: zeros, the input mirrored, its edge repeated, or the input again from its other "
       "end."),
    of(kValue, owners<Pad>(), {"value", "constant_value", "constant_values"},
       "What every added cell holds in constant mode."),

    of(kNormType, owners<LpPool>(), {"norm_type", "p", kLacking},
       "The p of (Σ xᵖ)^(1/p), the norm of each window: 1 adds up, 2 is the Euclidean length."),
    of(kCeilMode, kPools, {"ceil_mode", "ceil_mode", kLacking},
       "Whether the output's size is rounded up: a last window then may hang over the end of the padded input."),
    of(kCountIncludePad, owners<AvgPool>(), {"count_include_pad", "count_include_pad", kLacking},
       "Whether the padding counts among the cells that a sum is divided by; what only ceil_mode adds never does."),
    of(kDivisor, owners<AvgPool>(), {"divisor_override", kLacking, kLacking},
       "What every sum is divided by, instead of by the number of cells that count."),
    of(kStorageOrder, owners<MaxPool>(), {kLacking, "storage_order", kLacking},
       "How the indices of the winners are counted: 0 runs along the last axis first, 1 along the first spatial axis."),

    of(kOutChannels, kConvolutions, {"out_channels", "", "filters"},
       "How many channels the output has; each has weights of its own."),
    of(kGroups, owners<Conv>(), {"groups", "group", "groups"},
       "Into how many equal parts the channels are split; each output channel reads only the input channels of its "
       "part."),
    of(kGroups, owners<ConvTranspose>(), {"groups", "group", kLacking},
       "Into how many equal parts the channels are split; each input channel writes only to the output channels of its "
       "part."),
    of(kFlipKernel, owners<Conv>(), {"", "", ""},
       "Whether the kernel is read from its far corner, as in a convolution of mathematics; the frameworks never do."),
    of(kHasBias, kConvolutions, {"bias", "B", "use_bias"},
       "Whether every output channel has one number that is added to all of its cells."),

    of(kConvention, kEvery, {"", "", ""},
       "Whose rules apply where the frameworks differ: defaults, legal padding, how indices are counted."),
};

}  // namespace

std::span<const ParameterInfo> parameter_table() {
    return kTable;
}

}  // namespace stridelens
