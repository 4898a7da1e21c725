// Symmetric padding where a framework has none: the cells are picked by their numbers, along one axis after the other.
// Source: numpy.pad: the input and its mirror image in turn, so 2n cells later the same one stands again.

#include "core/explain/code/code.h"

#include <fmt/format.h>

namespace stridelens::code {

namespace {

/// Calls take(axis, dimension of the input) for each axis that changes.
template <class Take>
void for_each_padded(const Geometry& geometry, Take&& take) {
    for (std::size_t a = 0; a < geometry.axes.size(); ++a) {
        const Axis& axis = geometry.axes[a];
        if (axis.pad_begin != 0 || axis.pad_end != 0) take(axis, geometry.input.size() - geometry.axes.size() + a);
    }
}

/// "arange(-2, 7) % 10": of each cell, where it stands in the input and its mirror image.
std::string positions(const char* library, const Axis& axis) {
    return fmt::format("{}.arange({}, {}) % {}", library, -axis.pad_begin, axis.in + axis.pad_end, 2 * axis.in);
}

/// In the mirror image as far from its end as in the input from its beginning.
std::string cells(const char* least, const Axis& axis) {
    return fmt::format("{}(i, {} - i)", least, 2 * axis.in - 1);
}

}  // namespace

std::string symmetric_in_pytorch(const Geometry& geometry, int width) {
    Script script{width};
    script.comment("F.pad has no mode that repeats the edge, too");
    script.line("y = x");
    for_each_padded(geometry, [&](const Axis& axis, std::size_t dimension) {
        script.line("i = " + positions("torch", axis));
        script.assign("y", Call{"y.index_select", {fmt::format("{}", dimension), cells("torch.minimum", axis)}});
    });
    return script.text();
}

std::string symmetric_in_onnx(const Geometry& geometry, int width) {
    Script script{width};
    script.comment("Pad has no symmetric mode: Gather picks the cells, which are inputs of the nodes");
    std::string last = "x";
    for_each_padded(geometry, [&](const Axis& axis, std::size_t dimension) {
        const std::string name = fmt::format("cells_{}", dimension), padded = fmt::format("x_{}", dimension);
        script.line("i = " + positions("np", axis));
        script.line(fmt::format("{} = {}", name, cells("np.minimum", axis)));
        Call call{"onnx.helper.make_node",
                  {code::quoted("Gather"), fmt::format("[{}, {}]", code::quoted(last), code::quoted(name)),
                   fmt::format("[{}]", code::quoted(padded))}};
        call.add("axis", fmt::format("{}", dimension));
        script.call(call);
        last = padded;
    });
    script.call(Call{
        "onnx.helper.make_node",
        {code::quoted("Identity"), fmt::format("[{}]", code::quoted(last)), fmt::format("[{}]", code::quoted("y"))}});
    return script.text();
}

}  // namespace stridelens::code
