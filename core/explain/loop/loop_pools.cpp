// Max, min, average, norm and adaptive pooling: the window is a slice of the input, cut off at its edges, and what is in it
// is taken one by one.
#include "core/explain/code/code.h"
#include "core/explain/loop/loop.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace stridelens::loop {
namespace {

/// What differs from pool to pool.
struct Pooling {
    const char* base = "max_pool";
    std::string first;       // "best = np.float32(-np.inf)"
    std::string then;        // "best = np.maximum(best, v)"
    std::string gathered;    // "best"
    std::string result;      // "total / count"
    bool counts = false;     // needs `count`: how many cells of the window count, padding included
    std::string read = "x";  // the array that the window is cut from
    std::vector<std::string> arguments = {};
    std::string before = {};  // a line that makes that array
};

bool is_adaptive(const Geometry& geometry) {
    return !geometry.axes.empty() && geometry.axes[0].sliding == Sliding::adaptive;
}

/// A window may end before the input begins.
bool passes_before(const Geometry& geometry) {
    return std::any_of(geometry.axes.begin(), geometry.axes.end(),
                       [](const Axis& axis) { return axis.pad_begin >= axis.span(); });
}

std::string span_of(const LoopWriter& code, std::size_t a) {
    return code.d.used ? fmt::format("{}*({} - 1) + 1", code.d.names[a], code.k.names[a]) : code.k.names[a];
}

/// "h1 = min(h0 + k, H + p)": beyond the padding nothing counts.
void write_stops(LoopWriter& code, int indent, bool counts) {
    for (std::size_t a = 0; a < code.axes.size(); ++a) {
        const AxisNames& axis = code.axes[a];
        std::string line = fmt::format("{} + {}", axis.start, span_of(code, a));
        if (counts && code.ceil) {
            const LoopSetting& end = code.q.used ? code.q : code.p;
            const std::string edge = code.p.used ? fmt::format("{} + {}", axis.size, end.names[a]) : axis.size;
            line = fmt::format("min({}, {})", line, edge);
        }
        code.show(indent, fmt::format("{} = {}", axis.stop, line), CodeSubject::window, LivePhase::window,
                  LiveStyle::named, {{axis.stop, counts && code.ceil ? Quantity::counted_stop : Quantity::stop, a}});
    }
}

void write_count(LoopWriter& code, int indent) {
    const auto along = [&](std::size_t a) {
        const AxisNames& axis = code.axes[a];
        if (!code.ceil) return code.k.names[a];
        if (code.d.used) return fmt::format("len(range({}, {}, {}))", axis.start, axis.stop, code.d.names[a]);
        return fmt::format("({} - {})", axis.stop, axis.start);
    };
    const std::string line = "count = " + each(code, along, " * ");
    if (static_cast<std::size_t>(indent) + line.size() <= kCodeWidth) {
        code.show(indent, line, CodeSubject::divisor, LivePhase::window, LiveStyle::named,
                  {{"count", Quantity::count}});
        return;
    }
    for (std::size_t a = 0; a < code.axes.size(); ++a) {
        std::vector<LoopVariable> whole;
        if (a + 1 == code.axes.size()) whole.push_back({"count", Quantity::count});
        code.show(indent, fmt::format("count {} {}", a == 0 ? "=" : "*=", along(a)), CodeSubject::divisor,
                  LivePhase::window, LiveStyle::named, whole);
    }
}

/// "win = x[max(h0, 0):min(h1, H), …]", an axis a line where it is long.
void write_window(LoopWriter& code, int indent, const std::string& array) {
    const bool before = passes_before(code.geometry);
    const bool bounded = code.padded || code.ceil;
    std::vector<std::string> slices;
    for (std::size_t a = 0; a < code.axes.size(); ++a) {
        const AxisNames& axis = code.axes[a];
        std::string from = axis.start, to = axis.stop;
        if (code.padded && code.d.used) {  // the first tap within the input, or beyond it
            from = axis.position + "_in";
            code.say(indent, fmt::format("{0} = max({1}, {1} % {2})", from, axis.start, code.d.names[a]),
                     CodeSubject::window);
        } else if (code.padded) {
            from = fmt::format("max({}, 0)", from);
        }
        if (!bounded && !is_adaptive(code.geometry)) to = fmt::format("{} + {}", axis.start, span_of(code, a));
        if (bounded) to = fmt::format("min({}, {})", to, axis.size);
        if (before) to = fmt::format("max({}, 0)", to);
        slices.push_back(from + ":" + to + (code.d.used ? ":" + code.d.names[a] : ""));
    }
    std::string line =
        fmt::format("win = {}[{}]", array, after_leading(code, fmt::format("{}", fmt::join(slices, ", "))));
    const CodeSubject subject = CodeSubject::window;
    std::vector<LoopVariable> variables{{array, Quantity::slice}};
    for (const AxisNames& axis : code.leading) variables.push_back({axis.index, Quantity::step_leading, axis.axis});
    code.show(indent, line, subject, LivePhase::skip, LiveStyle::slice, variables);
}

void write(LoopWriter& code, const Pooling& pool) {
    const Geometry& geometry = code.geometry;
    const bool adaptive = is_adaptive(geometry);
    if (element_count(geometry.before_windows(geometry.input)) == 1) {  // one plane: the loop is over nothing else
        code.leading.clear();
        code.x = geometry.input_plane();
        code.y = geometry.output_plane();
    }
    if (adaptive) {
        code.k.used = code.s.used = false;
    } else {
        write_size(code);
        code.blank();
    }
    std::vector<std::string> arguments = pool.arguments;
    if (adaptive)
        for (std::size_t a = 0; a < code.axes.size(); ++a)
            arguments.push_back(fmt::format("{}={}", code.axes[a].out, geometry.axes[a].out));
    write_signature(code, function_name(pool.base, geometry), "x", {&code.k, &code.s, &code.p, &code.q, &code.d},
                    arguments);
    write_sizes(code);
    if (!adaptive) write_output_sizes(code);
    if (!pool.before.empty()) {
        code.say(4, pool.before, CodeSubject::input);
        code.say(4, "z = z.astype(np.float32)", CodeSubject::input);
    }
    write_zeros(code);
    const int indent = write_loops(code);
    if (adaptive) {
        for (std::size_t a = 0; a < code.axes.size(); ++a) {
            const AxisNames& axis = code.axes[a];
            code.show(indent, fmt::format("{} = {}*{} // {}", axis.start, axis.index, axis.size, axis.out),
                      CodeSubject::window, LivePhase::window, LiveStyle::named, {{axis.start, Quantity::start, a}});
            code.show(indent, fmt::format("{} = -(-({}+1)*{} // {})", axis.stop, axis.index, axis.size, axis.out),
                      CodeSubject::window, LivePhase::window, LiveStyle::named, {{axis.stop, Quantity::stop, a}});
        }
    } else {
        write_starts(code, indent);
        if (code.padded || code.ceil) write_stops(code, indent, pool.counts);
    }
    if (pool.counts) write_count(code, indent);
    write_window(code, indent, pool.read);
    code.say(indent, pool.first, CodeSubject::partial);
    const bool powers = pool.read != "x";
    code.show(indent, "for v in win.flat:", CodeSubject::tap, LivePhase::tap, LiveStyle::named,
              {{"v", powers ? Quantity::power : Quantity::value}});
    code.show(indent + 4, pool.then, CodeSubject::partial, LivePhase::taken, LiveStyle::named,
              {{pool.gathered, Quantity::total}});
    code.show(indent, fmt::format("{} = {}", output_name(code), pool.result), CodeSubject::output_cell, LivePhase::done,
              LiveStyle::result, {{output_name(code), Quantity::result}});
    code.say(4, "return y", CodeSubject::output);
}

Pooling extreme(const char* base, bool smallest) {
    Pooling pool;
    pool.base = base;
    pool.first = smallest ? "best = np.float32(np.inf)" : "best = np.float32(-np.inf)";
    pool.then = smallest ? "best = np.minimum(best, v)" : "best = np.maximum(best, v)";
    pool.gathered = pool.result = "best";
    return pool;
}

Pooling average(const char* base) {
    Pooling pool;
    pool.base = base;
    pool.first = "total = np.float32(0)";
    pool.then = "total += v";
    pool.gathered = "total";
    pool.result = "total / win.size";
    return pool;
}

Pooling average(const AvgPool& op, const LoopWriter& code) {
    Pooling pool = average("avg_pool");
    if (op.divisor_override) {
        pool.arguments.push_back(fmt::format("divisor={}", *op.divisor_override));
        pool.result = "total / divisor";
    } else if (op.count_include_pad && code.padded) {
        pool.counts = true;
        pool.result = "total / count";
    }
    return pool;
}

Pooling norm(const LpPool& op, const LoopWriter& code) {
    Pooling pool = average("lp_pool");
    pool.read = "z";
    const std::string exponent = code::python_float(op.norm_type);
    pool.arguments.push_back("norm=" + (std::isinf(op.norm_type) ? "np.inf" : exponent));
    const bool absolute = op.convention == Convention::onnx;
    const std::string base = absolute ? "np.abs(x)" : "x";
    pool.before = op.norm_type == 0.5 ? fmt::format("z = np.sqrt({})  # norm 0.5", base)
                                      : fmt::format("z = np.float_power({}, norm)", base);
    std::string total = "total + 0.0";
    if (!absolute && code.ceil)
        total = "total / win.size * " + each(
                                            code, [&](std::size_t a) { return code.k.names[a]; }, "*");
    pool.result = fmt::format("np.float_power({}, 1/norm)", total);
    return pool;
}

}  // namespace

void write_pool(LoopWriter& code) {
    const Operation& operation = code.geometry.operation;
    if (const auto* average_pool = std::get_if<AvgPool>(&operation)) return write(code, average(*average_pool, code));
    if (const auto* norm_pool = std::get_if<LpPool>(&operation)) return write(code, norm(*norm_pool, code));
    if (std::holds_alternative<AdaptiveAvgPool>(operation)) return write(code, average("adaptive_avg_pool"));
    if (std::holds_alternative<AdaptiveMaxPool>(operation)) return write(code, extreme("adaptive_max_pool", false));
    const bool smallest = std::holds_alternative<MinPool>(operation);
    write(code, extreme(smallest ? "min_pool" : "max_pool", smallest));
}

}  // namespace stridelens::loop
