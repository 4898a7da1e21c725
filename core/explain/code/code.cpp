#include "core/explain/code/code.h"

#include "core/explain/explain.h"
#include "core/operation/catalogue.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <sstream>

namespace stridelens {
namespace code {

std::string Call::print(int width) const {
    std::string text = name + "(";
    std::size_t column = text.size();
    for (std::size_t i = 0; i < arguments.size(); ++i) {
        const std::string argument = arguments[i] + (i + 1 < arguments.size() ? "," : ")" + after);
        const std::size_t space = i == 0 ? 0 : 1;
        if (column + space + argument.size() > static_cast<std::size_t>(width)) {
            text += "\n  ";
            column = 2;
        } else if (space == 1) {
            text += " ";
            ++column;
        }
        text += argument;
        column += argument.size();
    }
    return arguments.empty() ? text + ")" + after : text;
}

void Script::comment(const std::string& text) {
    std::istringstream words(text);
    std::string line = "#";
    for (std::string word; words >> word;) {
        if (line.size() > 1 && line.size() + 1 + word.size() > static_cast<std::size_t>(width)) {
            lines.push_back(line);
            line = "#";
        }
        line += " " + word;
    }
    lines.push_back(line);
}

void Script::assign(const std::string& name, Call call) {
    call.name = name + " = " + call.name;
    lines.push_back(call.print(width));
}

std::string Script::text() const {
    return fmt::format("{}", fmt::join(lines, "\n"));
}

Numbers kernels(const Geometry& geometry) {
    return along(geometry.axes, [](const Axis& axis) { return axis.kernel; });
}

Numbers strides(const Geometry& geometry) {
    return along(geometry.axes, [](const Axis& axis) { return axis.stride; });
}

Numbers dilations(const Geometry& geometry) {
    return along(geometry.axes, [](const Axis& axis) { return axis.dilation; });
}

Numbers begins(const Geometry& geometry) {
    return along(geometry.axes, [](const Axis& axis) { return axis.pad_begin; });
}

Numbers outs(const Geometry& geometry) {
    return along(geometry.axes, [](const Axis& axis) { return axis.out; });
}

bool all_are(const Numbers& values, std::int64_t wanted) {
    return std::all_of(values.begin(), values.end(), [&](std::int64_t value) { return value == wanted; });
}

bool has_padding(const Geometry& geometry) {
    return std::any_of(geometry.axes.begin(), geometry.axes.end(),
                       [](const Axis& axis) { return axis.pad_begin != 0 || axis.pad_end != 0; });
}

bool has_ceil_mode(const Geometry& geometry) {
    return std::any_of(geometry.axes.begin(), geometry.axes.end(), [](const Axis& axis) { return axis.ceil_mode; });
}

Numbers behind(std::int64_t height, const Numbers& values) {
    return {height, values.front()};
}

std::string number_or_tuple(const Numbers& values) {
    return all_are(values, values.front()) ? fmt::format("{}", values.front()) : tuple(values);
}

std::string tuple(const Numbers& values) {
    return fmt::format("({}{})", fmt::join(values, ", "), values.size() == 1 ? "," : "");
}

std::string list(const Numbers& values) {
    return fmt::format("[{}]", fmt::join(values, ", "));
}

std::string python_float(double value) {
    if (std::isnan(value)) return "float(\"nan\")";
    if (std::isinf(value)) return value > 0 ? "float(\"inf\")" : "float(\"-inf\")";
    const std::string digits = fmt::format("{}", value);
    return digits.find_first_of(".e") == std::string::npos ? digits + ".0" : digits;
}

std::string quoted(const std::string& word) {
    return "\"" + word + "\"";
}

std::string none(Convention convention, const Geometry& geometry, int width) {
    Script script{width};
    script.comment(fmt::format("{} has no {}", to_string(convention), info_of(geometry.operation).title));
    return script.text();
}

}  // namespace code

std::string pytorch_code(const Geometry& geometry, int width) {
    switch (convention_of(geometry.operation)) {
        case Convention::pytorch:
            return code::in_pytorch(geometry, width);
        case Convention::onnx:
            return code::in_onnx(geometry, width);
        case Convention::tensorflow:
            return code::in_tensorflow(geometry, width);
    }
    return "";
}

}  // namespace stridelens
