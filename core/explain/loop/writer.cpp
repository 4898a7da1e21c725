#include "core/explain/loop/loop.h"

#include "core/explain/program/script.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <optional>

namespace stridelens::loop {
namespace {

LoopSetting setting(const Geometry& geometry, const std::vector<AxisNames>& axes, const char* letter, auto part) {
    LoopSetting one{letter, {}, {}, true};
    for (const Axis& axis : geometry.axes) one.values.push_back(part(axis));
    for (std::size_t a = 0; a < axes.size(); ++a) one.names.push_back(one.equal() ? letter : letter + axes[a].size);
    return one;
}

}  // namespace

bool LoopSetting::equal() const {
    return std::all_of(values.begin(), values.end(), [&](std::int64_t value) { return value == values.front(); });
}

std::string LoopSetting::argument() const {
    if (equal()) return fmt::format("{}={}", letter, values.front());
    return fmt::format("{}=({})", letter, fmt::join(values, ", "));
}

PaddingMode repeated_by(const Geometry& geometry) {
    const bool nothing_left = std::any_of(geometry.axes.begin(), geometry.axes.end(), [](const Axis& axis) {
        return axis.in + std::min<std::int64_t>(axis.pad_begin, 0) + std::min<std::int64_t>(axis.pad_end, 0) <= 0;
    });
    return nothing_left && geometry.padding_mode == PaddingMode::circular ? PaddingMode::constant
                                                                          : geometry.padding_mode;
}

AxisNames names_at(std::size_t position, std::size_t axes, std::size_t spatial) {
    const std::size_t from_end = axes - 1 - position;
    if (spatial == 1 && from_end == 0) return {"L", "OL", "i", "a", "h", "h0", "h1", position};
    if (from_end < spatial) {
        if (from_end == 0) return {"W", "OW", "j", "b", "w", "w0", "w1", position};
        if (from_end == 1) return {"H", "OH", "i", "a", "h", "h0", "h1", position};
        return {"D", "OD", "f", "e", "z", "z0", "z1", position};
    }
    if (from_end == spatial) return {"C", "OC", "c", "", "r", "c0", "c1", position};
    if (from_end == spatial + 1) return {"N", "ON", "n", "", "m", "n0", "n1", position};
    const auto of = [&](const char* letter) { return fmt::format("{}_{}", letter, position); };
    return {of("A"), of("OA"), of("u"), "", of("v"), of("v0"), of("v1"), position};
}

LoopWriter::LoopWriter(const Geometry& shown) : geometry(shown), x(shown.input), w(shown.weight), y(shown.output) {
    const auto spatial = static_cast<std::size_t>(spatial_rank_of(geometry.operation));
    const std::size_t rank = std::max(geometry.leading + geometry.axes.size(), spatial);
    for (std::size_t a = 0; a < geometry.axes.size(); ++a)
        axes.push_back(names_at(geometry.leading + a, rank, spatial));
    for (std::size_t l = 0; l < geometry.leading; ++l) leading.push_back(names_at(l, rank, spatial));
    k = setting(geometry, axes, "k", [](const Axis& axis) { return axis.kernel; });
    s = setting(geometry, axes, "s", [](const Axis& axis) { return axis.stride; });
    p = setting(geometry, axes, "p", [](const Axis& axis) { return axis.pad_begin; });
    q = setting(geometry, axes, "q", [](const Axis& axis) { return axis.pad_end; });
    d = setting(geometry, axes, "d", [](const Axis& axis) { return axis.dilation; });
    const auto any = [](const LoopSetting& one, std::int64_t usual) {
        return std::any_of(one.values.begin(), one.values.end(), [&](std::int64_t v) { return v != usual; });
    };
    d.used = any(d, 1);
    padded = any(p, 0) || any(q, 0);
    p.used = padded;
    crops = repeated_by(geometry) == PaddingMode::circular &&
            std::any_of(geometry.axes.begin(), geometry.axes.end(),
                        [](const Axis& axis) { return axis.pad_begin < 0 || axis.pad_end < 0; });
    q.used = p.values != q.values || crops;
    valued = std::holds_alternative<Pad>(geometry.operation) && geometry.padding_mode == PaddingMode::constant &&
             (geometry.pad_value != 0.0F || std::signbit(geometry.pad_value));
    ceil = std::any_of(geometry.axes.begin(), geometry.axes.end(), [](const Axis& axis) { return axis.ceil_mode; });
}

void LoopWriter::say(int indent, const std::string& text, CodeSubject subject) {
    show(indent, text, subject, LivePhase::never, LiveStyle::bare, {});
}

void LoopWriter::show(int indent, const std::string& text, CodeSubject subject, LivePhase phase, LiveStyle style,
                      std::vector<LoopVariable> variables) {
    const std::size_t first = lines.size();
    for (const std::string& line : programs::broken(text, static_cast<std::size_t>(indent)))
        lines.push_back({line, subject, {}, first});
    if (phase != LivePhase::never)
        rules.push_back({first, lines.size() - first, phase, style, std::move(variables), geometry.transposed()});
}

std::string after_leading(const LoopWriter& code, const std::string& rest) {
    std::string text;
    for (const AxisNames& axis : code.leading) text += axis.index + ", ";
    return text + rest;
}

void write_signature(LoopWriter& code, const std::string& name, const std::string& first,
                     const std::vector<LoopSetting*>& settings, const std::vector<std::string>& last) {
    std::string text = fmt::format("def {}({}", name, first);
    std::string names;
    std::vector<std::string> apart;
    for (const LoopSetting* one : settings) {
        if (!one->used) continue;
        text += ", " + one->argument();
        if (!one->equal()) apart.push_back(fmt::format("{} = {}", fmt::join(one->names, ", "), one->letter));
    }
    for (const std::string& argument : last) text += ", " + argument;
    code.say(0, text + "):");
    for (const std::string& line : apart) code.say(4, line);
}

std::string function_name(const char* base, const Geometry& geometry) {
    return fmt::format("{}{}d", base, spatial_rank_of(geometry.operation));
}

std::string start_of(const LoopWriter& code, std::size_t a) {
    const std::string step = code.geometry.transposed() ? code.axes[a].index
                             : code.s.used              ? code.axes[a].index + "*" + code.s.names[a]
                                                        : code.axes[a].index;
    if (!code.geometry.transposed()) return code.p.used ? fmt::format("{} - {}", step, code.p.names[a]) : step;
    const std::string span = code.d.used ? fmt::format("{}*({} - 1)", code.d.names[a], code.k.names[a])
                                         : fmt::format("({} - 1)", code.k.names[a]);
    return code.p.used ? fmt::format("{} + {} - {}", step, code.p.names[a], span) : fmt::format("{} - {}", step, span);
}

void write_starts(LoopWriter& code, int indent) {
    std::vector<LoopVariable> variables;
    for (std::size_t a = 0; a < code.axes.size(); ++a) variables.push_back({code.axes[a].start, Quantity::start, a});
    const std::string names = each(code, [&](std::size_t a) { return code.axes[a].start; });
    const std::string line = names + " = " + each(code, [&](std::size_t a) { return start_of(code, a); });
    if (static_cast<std::size_t>(indent) + line.size() <= kCodeWidth) {
        code.show(indent, line, CodeSubject::window, LivePhase::window, LiveStyle::bare, variables);
        return;
    }
    for (std::size_t a = 0; a < code.axes.size(); ++a)
        code.show(indent, fmt::format("{} = {}", code.axes[a].start, start_of(code, a)), CodeSubject::window,
                  LivePhase::window, LiveStyle::bare, {variables[a]});
}

void write_size(LoopWriter& code) {
    std::string names = "n";
    for (const LoopSetting* one : {&code.k, &code.s, &code.p, &code.q, &code.d})
        if (one->used) names += ", " + one->letter;
    const std::string pads = !code.p.used ? "" : code.q.used ? " + p + q" : " + 2*p";
    if (code.geometry.transposed()) {
        code.say(0, fmt::format("def size({}):", names));
        const std::string span = code.d.used ? "d*(k-1) + 1" : "k";
        if (!code.p.used) {
            code.say(4, fmt::format("return (n - 1)*s + {}", span), CodeSubject::output_size);
            return;
        }
        code.say(4, fmt::format("out = (n - 1)*s + {}", span), CodeSubject::output_size);
        code.say(4, code.q.used ? "return out - p - q" : "return out - 2*p", CodeSubject::output_size);
        return;
    }
    code.say(0, fmt::format("def size({}):{}", names, code.ceil ? "  # ceil_mode" : ""));
    const std::string span = code.d.used ? " - d*(k-1) - 1" : " - k";
    code.say(4, fmt::format("room = n{}{}", pads, span), CodeSubject::output_size);
    if (!code.ceil) {
        code.say(4, "return room//s + 1", CodeSubject::output_size);
        return;
    }
    code.say(4, "out = -(-room//s) + 1", CodeSubject::output_size);
    code.say(4, fmt::format("return out - ((out-1)*s >= n{})", code.p.used ? " + p" : ""), CodeSubject::output_size);
}

void write_sizes(LoopWriter& code) {
    std::string names;
    std::vector<LoopVariable> variables;
    for (const AxisNames& axis : code.leading) {
        names += axis.size + ", ";
        variables.push_back({axis.size, Quantity::leading_extent, axis.axis});
    }
    for (std::size_t a = 0; a < code.axes.size(); ++a)
        variables.push_back({code.axes[a].size, Quantity::input_extent, a});
    names += each(code, [&](std::size_t a) { return code.axes[a].size; });
    const bool one = variables.size() == 1;
    if (!variables.empty())
        code.show(4, one ? fmt::format("{} = len(x)", names) : fmt::format("{} = x.shape", names),
                  CodeSubject::input_size, LivePhase::window, LiveStyle::bare, variables);
}

void write_output_sizes(LoopWriter& code, bool sized, const LoopSetting* extra) {
    for (std::size_t a = 0; a < code.axes.size(); ++a) {
        const AxisNames& axis = code.axes[a];
        std::string text = axis.size;
        for (const LoopSetting* one : {&code.k, &code.s, &code.p, &code.q, &code.d})
            if (one->used) text += ", " + one->names[a];
        std::string line = fmt::format("{} = size({})", axis.out, text);
        if (extra != nullptr) line += " + " + extra->names[a];
        if (!sized) {
            line = fmt::format("{} = {}", axis.out, axis.size);
            if (code.p.used)
                line += code.q.used ? fmt::format(" + {} + {}", code.p.names[a], code.q.names[a])
                                    : fmt::format(" + 2*{}", code.p.names[a]);
        }
        code.show(4, line, CodeSubject::output_size, LivePhase::window, LiveStyle::bare,
                  {{axis.out, extra == nullptr ? Quantity::usual_extent : Quantity::output_extent, a}});
    }
}

void write_zeros(LoopWriter& code, LivePhase phase) {
    std::string sizes;
    for (const AxisNames& axis : code.leading) sizes += axis.size + ", ";
    sizes += each(code, [&](std::size_t a) { return code.axes[a].out; });
    if (code.leading.empty() && code.axes.size() == 1) sizes += ",";
    code.show(4, fmt::format("y = np.zeros(({}), np.float32)", sizes), CodeSubject::output, phase, LiveStyle::bare, {});
}

void write_loop_over(LoopWriter& code, const std::string& names, const std::string& array, CodeSubject subject,
                     LivePhase phase, const std::vector<LoopVariable>& variables) {
    const std::string line = fmt::format("for {} in np.ndindex({}.shape):", names, array);
    if (line.size() + 4 <= kCodeWidth) {
        code.show(4, line, subject, phase, LiveStyle::bare, variables);
        return;
    }
    code.say(4, fmt::format("cells = np.ndindex({}.shape)", array), subject);
    code.show(4, fmt::format("for {} in cells:", names), subject, phase, LiveStyle::bare, variables);
}

int write_loops(LoopWriter& code) {
    std::vector<LoopVariable> variables;
    for (const AxisNames& axis : code.leading) variables.push_back({axis.index, Quantity::step_leading, axis.axis});
    for (std::size_t a = 0; a < code.axes.size(); ++a)
        variables.push_back({code.axes[a].index, Quantity::step_along, a});
    if (code.leading.empty() && code.axes.size() < 3) {
        int indent = 4;
        for (std::size_t a = 0; a < code.axes.size(); ++a, indent += 4)
            code.show(indent, fmt::format("for {} in range({}):", code.axes[a].index, code.axes[a].out),
                      CodeSubject::step, LivePhase::window, LiveStyle::named, {variables[a]});
        return indent;
    }
    const std::string names = after_leading(code, each(code, [&](std::size_t a) { return code.axes[a].index; }));
    write_loop_over(code, names, "y", CodeSubject::step, LivePhase::window, variables);
    return 8;
}

std::string output_name(const LoopWriter& code) {
    return "y[" + after_leading(code, each(code, [&](std::size_t a) { return code.axes[a].index; })) + "]";
}

namespace {

/// "def inside(h, n):": the cell of the input that stands at a position around it.
void write_inside(LoopWriter& code, PaddingMode mode) {
    const bool crops = code.crops;
    code.say(0, fmt::format("def inside(h, n{}):  # {}", crops ? ", p, q" : "", to_string(mode)), CodeSubject::padding);
    switch (mode) {
        case PaddingMode::constant:
            break;
        case PaddingMode::reflect:
            code.say(4, "h = h % max(2*n - 2, 1)", CodeSubject::padding);
            code.say(4, "return min(h, 2*n - 2 - h)", CodeSubject::padding);
            break;
        case PaddingMode::symmetric:
            code.say(4, "h = h % (2*n)", CodeSubject::padding);
            code.say(4, "return min(h, 2*n - 1 - h)", CodeSubject::padding);
            break;
        case PaddingMode::replicate:
            code.say(4, "return min(max(h, 0), n - 1)", CodeSubject::padding);
            break;
        case PaddingMode::circular:
            if (crops) {
                code.say(4, "first = max(-p, 0)  # left by a crop", CodeSubject::padding);
                code.say(4, "turn = n - first + min(q, 0)", CodeSubject::padding);
                code.say(4, "return first + (h - first) % turn", CodeSubject::padding);
            } else {
                code.say(4, "return h % n", CodeSubject::padding);
            }
            break;
    }
}

}  // namespace

void write_at(LoopWriter& code) {
    const PaddingMode mode = repeated_by(code.geometry);
    const std::string at = each(code, [&](std::size_t a) { return code.axes[a].position; });
    const std::string sizes = each(code, [&](std::size_t a) { return code.axes[a].size; });
    const bool one = code.axes.size() == 1;
    if (mode == PaddingMode::constant) {
        const bool zeros = !code.valued;
        code.say(0,
                 zeros ? fmt::format("def at(x, {}):  # zeros around", at) : fmt::format("def at(x, {}, value):", at),
                 CodeSubject::padding);
        code.say(4, one ? fmt::format("{} = len(x)", sizes) : fmt::format("{} = x.shape", sizes), CodeSubject::padding);
        const std::string outside = zeros ? "0.0" : "value";
        for (const AxisNames& axis : code.axes) {
            code.say(4, fmt::format("if not 0 <= {} < {}:", axis.position, axis.size), CodeSubject::padding);
            code.say(8, "return " + outside, CodeSubject::padding);
        }
        code.say(4, fmt::format("return x[{}]", at), CodeSubject::tap);
        code.blank();
        return;
    }
    const bool crops = code.crops;
    write_inside(code, mode);
    code.blank();
    code.say(0, fmt::format("def at(x, {}{}):", at, crops ? ", p, q" : ""), CodeSubject::padding);
    if (crops)
        for (const LoopSetting* one_setting : {&code.p, &code.q})
            if (!one_setting->equal())
                code.say(4, fmt::format("{} = {}", fmt::join(one_setting->names, ", "), one_setting->letter));
    code.say(4, one ? fmt::format("{} = len(x)", sizes) : fmt::format("{} = x.shape", sizes), CodeSubject::padding);
    for (std::size_t a = 0; a < code.axes.size(); ++a) {
        const AxisNames& axis = code.axes[a];
        code.say(4,
                 crops ? fmt::format("{0} = inside({0}, {1}, {2}, {3})", axis.position, axis.size, code.p.names[a],
                                     code.q.names[a])
                       : fmt::format("{0} = inside({0}, {1})", axis.position, axis.size),
                 CodeSubject::padding);
    }
    code.say(4, fmt::format("return x[{}]", at), CodeSubject::tap);
    code.blank();
}

}  // namespace stridelens::loop
