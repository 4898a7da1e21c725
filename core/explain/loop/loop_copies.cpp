// Pad, Unfold and MaxUnpool: every output cell is a copy.
#include "core/explain/code/code.h"
#include "core/explain/loop/loop.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace stridelens::loop {
namespace {

/// "x[n, c]", or "x" where there are no axes before the windows.
std::string plane(const LoopWriter& code) {
    std::string names;
    for (const AxisNames& axis : code.leading) names += (names.empty() ? "" : ", ") + axis.index;
    return names.empty() ? "x" : "x[" + names + "]";
}

std::string function_of_pad(const LoopWriter& code) {
    return function_name("pad", code.geometry);
}

/// The value as Python writes it: numpy's names for what is no number.
std::string value_of(float value) {
    if (std::isnan(value)) return "np.nan";
    if (std::isinf(value)) return value > 0 ? "np.inf" : "-np.inf";
    return code::python_float(static_cast<double>(value));
}

/// "at(x[n, c], h0, w0)" and what it goes on with.
std::string around(const LoopWriter& code, const std::string& places) {
    std::string text = fmt::format("at({}, {}", plane(code), places);
    if (code.valued) text += ", value";
    if (code.crops) text += ", p, q";
    return text + ")";
}

void write_pad(LoopWriter& code) {
    const Geometry& geometry = code.geometry;
    if (!geometry.axes.empty() && element_count(geometry.before_windows(geometry.input)) == 1) {
        code.leading.clear();
        code.x = geometry.input_plane();
        code.y = geometry.output_plane();
    }
    code.s.used = code.k.used = false;
    if (code.padded) write_at(code);
    std::vector<std::string> value;
    if (code.valued) value.push_back("value=" + value_of(geometry.pad_value));
    write_signature(code, function_of_pad(code), "x", {&code.p, &code.q}, value);
    write_sizes(code);
    write_output_sizes(code, false);
    write_zeros(code);
    const int indent = write_loops(code);
    const auto start = [&](std::size_t a) { return code.axes[a].start; };
    if (!code.axes.empty()) write_starts(code, indent);
    const std::string cell = "x[" + after_leading(code, each(code, start)) + "]";
    code.show(indent, "v = " + (code.padded ? around(code, each(code, start)) : cell), CodeSubject::tap,
              LivePhase::taken, LiveStyle::named, {{"v", Quantity::value}});
    code.show(indent, output_name(code) + " = v", CodeSubject::output_cell, LivePhase::done, LiveStyle::result,
              {{output_name(code), Quantity::result}});
    code.say(4, "return y", CodeSubject::output);
}

std::string product_of_kernel(const LoopWriter& code) {
    return each(
        code, [&](std::size_t a) { return code.k.names[a]; }, "*");
}

void write_unfold(LoopWriter& code) {
    write_size(code);
    code.blank();
    if (code.padded) write_at(code);
    write_signature(code, function_name("unfold", code.geometry), "x", {&code.k, &code.s, &code.p, &code.q, &code.d});
    write_sizes(code);
    write_output_sizes(code);
    std::string planes;
    for (const AxisNames& axis : code.leading) planes += axis.size + ", ";
    const auto kernel = [&](std::size_t a) { return code.k.names[a]; };
    const auto out = [&](std::size_t a) { return code.axes[a].out; };
    code.say(4, fmt::format("shape = ({}{}, {})", planes, each(code, kernel), each(code, out)),
             CodeSubject::output_size);
    code.say(4, "y = np.zeros(shape, np.float32)", CodeSubject::output);
    std::vector<LoopVariable> variables;
    for (const AxisNames& axis : code.leading) variables.push_back({axis.index, Quantity::step_leading, axis.axis});
    for (std::size_t a = 0; a < code.axes.size(); ++a) variables.push_back({code.axes[a].tap, Quantity::tap_along, a});
    for (std::size_t a = 0; a < code.axes.size(); ++a)
        variables.push_back({code.axes[a].index, Quantity::step_along, a});
    const std::string names = after_leading(code, each(code, [&](std::size_t a) { return code.axes[a].tap; }) + ", " +
                                                      each(code, [&](std::size_t a) { return code.axes[a].index; }));
    const std::string loop = fmt::format("for {} in np.ndindex(shape):", names);
    if (loop.size() + 4 <= kCodeWidth) {
        code.show(4, loop, CodeSubject::step, LivePhase::window, LiveStyle::bare, variables);
    } else {
        code.say(4, "for cell in np.ndindex(shape):", CodeSubject::step);
        code.show(8, names + " = cell", CodeSubject::step, LivePhase::window, LiveStyle::bare, variables);
    }
    write_starts(code, 8);
    const auto place = [&](std::size_t a) {
        const AxisNames& axis = code.axes[a];
        return fmt::format("{} + {}", axis.start, code.d.used ? axis.tap + "*" + code.d.names[a] : axis.tap);
    };
    const std::string cell = "x[" + after_leading(code, each(code, place)) + "]";
    code.show(8, "v = " + (code.padded ? around(code, each(code, place)) : cell), CodeSubject::tap, LivePhase::taken,
              LiveStyle::named, {{"v", Quantity::value}});
    const std::string y = "y[" + names + "]";
    code.show(8, y + " = v", CodeSubject::output_cell, LivePhase::done, LiveStyle::result, {{y, Quantity::result}});
    std::string columns;
    for (std::size_t l = 0; l + 1 < code.leading.size(); ++l) columns += code.leading[l].size + ", ";
    code.say(4, fmt::format("rows = {}*{}", code.leading.back().size, product_of_kernel(code)),
             CodeSubject::output_size);
    code.say(4, fmt::format("return y.reshape({}rows, {})", columns, each(code, out, "*")), CodeSubject::output);
}

/// ONNX: the usual size lies top left in the one that is asked for.
void enlarge(LoopWriter& code, const LoopSetting& extra) {
    code.say(4, "z = y", CodeSubject::output);
    std::string sizes, corner;
    for (const AxisNames& axis : code.leading) {
        sizes += axis.size + ", ";
        corner += ":, ";
    }
    const auto wide = [&](std::size_t a) { return fmt::format("{} + {}", code.axes[a].out, extra.names[a]); };
    const std::string tail = code.axes.size() + code.leading.size() == 1 ? "," : "";
    code.say(4, fmt::format("y = np.zeros(({}{}{}), np.float32)", sizes, each(code, wide), tail), CodeSubject::output);
    code.say(4, fmt::format("y[{}{}] = z", corner, each(code, [&](std::size_t a) { return ":" + code.axes[a].out; })),
             CodeSubject::output);
}

}  // namespace

void write_copy(LoopWriter& code) {
    if (std::holds_alternative<Pad>(code.geometry.operation))
        write_pad(code);
    else
        write_unfold(code);
}

void write_unpool(LoopWriter& code) {
    const Geometry& geometry = code.geometry;
    const auto& unpool = std::get<MaxUnpool>(geometry.operation);
    if (element_count(geometry.before_windows(geometry.input)) == 1) {
        code.leading.clear();
        code.x = geometry.input_plane();
        code.y = geometry.output_plane();
    }
    code.d.used = false;
    const bool grows = std::any_of(geometry.axes.begin(), geometry.axes.end(),
                                   [](const Axis& axis) { return axis.output_padding != 0; });
    const bool whole = unpool.convention == Convention::onnx;
    write_size(code);
    code.blank();
    LoopSetting extra{"extra", {}, {}, grows};
    for (const Axis& axis : geometry.axes) extra.values.push_back(axis.output_padding);
    for (const AxisNames& axis : code.axes) extra.names.push_back(extra.equal() ? "extra" : "extra" + axis.size);
    write_signature(code, function_name("max_unpool", geometry), "x, indices",
                    {&code.k, &code.s, &code.p, &code.q, &extra});
    write_sizes(code);
    write_output_sizes(code, true, grows && !whole ? &extra : nullptr);
    write_zeros(code, LivePhase::nothing);
    std::vector<LoopVariable> variables;
    std::string names;
    const auto add = [&](const std::string& name, Quantity quantity, std::size_t axis) {
        names += (names.empty() ? "" : ", ") + name;
        variables.push_back({name, quantity, axis});
    };
    for (const AxisNames& axis : code.leading) add(axis.index, Quantity::source_leading, axis.axis);
    for (std::size_t a = 0; a < code.axes.size(); ++a) add(code.axes[a].index, Quantity::source_along, a);
    if (variables.size() == 1)
        code.show(4, fmt::format("for {} in range({}):", names, code.axes[0].size), CodeSubject::tap, LivePhase::tap,
                  LiveStyle::named, variables);
    else
        write_loop_over(code, names, "x", CodeSubject::tap, LivePhase::tap, variables);
    code.show(8, fmt::format("at = indices[{}]", names), CodeSubject::indices, LivePhase::tap, LiveStyle::named,
              {{"at", Quantity::target}});
    std::string target = "y";
    if (!whole && !code.leading.empty()) {
        std::string planes;
        for (const AxisNames& axis : code.leading) planes += (planes.empty() ? "" : ", ") + axis.index;
        target = fmt::format("y[{}]", planes);
    }
    code.show(8, fmt::format("{}.flat[at] = x[{}]", target, names), CodeSubject::output_cell, LivePhase::taken,
              LiveStyle::result, {{target + ".flat[at]", Quantity::result}});
    if (grows && whole) enlarge(code, extra);
    code.say(4, "return y", CodeSubject::output);
}

}  // namespace stridelens::loop
