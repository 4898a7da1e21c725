// The problem in whole arrays: windows as a view (numpy.lib.stride_tricks), sums by einsum, what stamps by slices.
#include "core/explain/code/code.h"
#include "core/explain/program/script.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace stridelens::programs {
namespace {

using code::Numbers;
using code::tuple;

/// The script and the names that it builds from.
struct Script {
    ProgramText& text;
    const Geometry& geometry;
    std::size_t rank = geometry.axes.size();

    void say(const std::string& line, CodeSubject subject = CodeSubject::none) { text.say(0, line, subject); }
    void inside(const std::string& line, CodeSubject subject = CodeSubject::none) { text.say(4, line, subject); }

    /// "-2, -1", the windowed axes.
    std::string last_axes() const {
        Numbers axes;
        for (std::size_t a = rank; a > 0; --a) axes.push_back(-static_cast<std::int64_t>(a));
        return tuple(axes);
    }
    /// One piece for each windowed axis.
    template <class Piece>
    std::string each(Piece piece, const char* between = ", ") const {
        std::string all;
        for (std::size_t a = 0; a < rank; ++a) all += (a == 0 ? "" : between) + piece(geometry.axes[a], a);
        return all;
    }
};

/// Cells that the last window of ceil mode reads beyond the end padding.
std::int64_t overhang_of(const Axis& axis) {
    if (axis.out == 0) return 0;
    return std::max<std::int64_t>(window_along(axis, axis.out - 1).last + 1 - axis.in - axis.pad_end, 0);
}

std::string pairs_of(const Script& script, const Numbers& begins, const Numbers& ends, std::size_t leading) {
    std::string pairs;
    for (std::size_t l = 0; l < leading; ++l) pairs += "(0, 0), ";
    for (std::size_t a = 0; a < script.rank; ++a) pairs += fmt::format("({}, {}), ", begins[a], ends[a]);
    return "[" + pairs.substr(0, pairs.size() - 2) + "]";
}

bool any(const Numbers& numbers) {
    return std::any_of(numbers.begin(), numbers.end(), [](std::int64_t number) { return number != 0; });
}

Numbers overhangs(const Script& script) {
    return code::along(script.geometry.axes, overhang_of);
}

/// "z = np.pad(…)": with what the windows read beyond the input; plainly "z = x" where they read nothing there.
void write_padded(Script& script, const std::string& source, const char* value) {
    Numbers begins = code::begins(script.geometry), ends;
    for (const Axis& axis : script.geometry.axes) ends.push_back(axis.pad_end + overhang_of(axis));
    if (!any(begins) && !any(ends)) {
        script.say("z = " + source, CodeSubject::input);
        return;
    }
    script.say("pads = " + pairs_of(script, begins, ends, script.geometry.leading), CodeSubject::padding);
    const std::string constant = value[0] == '\0' ? "" : fmt::format(", constant_values={}", value);
    script.say(fmt::format("z = np.pad({}, pads{})", source, constant), CodeSubject::padding);
}

/// What a padding mode puts at positions outside of n cells: "def inside(h, n):".
void write_mode(Script& script, PaddingMode mode) {
    script.say(fmt::format("def inside(h, n):  # {}", to_string(mode)), CodeSubject::padding);
    switch (mode) {
        case PaddingMode::constant:
            break;
        case PaddingMode::reflect:
            script.inside("h = h % max(2*n - 2, 1)", CodeSubject::padding);
            script.inside("return np.minimum(h, 2*n - 2 - h)", CodeSubject::padding);
            break;
        case PaddingMode::symmetric:
            script.inside("h = h % (2*n)", CodeSubject::padding);
            script.inside("return np.minimum(h, 2*n - 1 - h)", CodeSubject::padding);
            break;
        case PaddingMode::replicate:
            script.inside("return np.clip(h, 0, n - 1)", CodeSubject::padding);
            break;
        case PaddingMode::circular:
            script.inside("return h % n", CodeSubject::padding);
            break;
    }
    script.text.blank();
}

/// Cells repeated round the input: each axis is taken by positions.
void write_repeated(Script& script, const std::string& source) {
    const PaddingMode mode = loop::repeated_by(script.geometry);
    write_mode(script, mode);
    script.say("z = " + source, CodeSubject::input);
    for (std::size_t a = 0; a < script.rank; ++a) {
        const Axis& axis = script.geometry.axes[a];
        if (axis.pad_begin == 0 && axis.pad_end == 0) continue;
        const std::int64_t after = static_cast<std::int64_t>(script.rank - a);
        script.say(fmt::format("h = np.arange({}, {})", -axis.pad_begin, axis.in + axis.pad_end), CodeSubject::padding);
        std::string positions = fmt::format("inside(h, {})", axis.in);
        if (mode == PaddingMode::circular && (axis.pad_begin < 0 || axis.pad_end < 0)) {
            const std::int64_t first = std::max<std::int64_t>(-axis.pad_begin, 0);  // what a crop leaves
            const std::int64_t turn = axis.in - first + std::min<std::int64_t>(axis.pad_end, 0);
            positions = fmt::format("{0} + inside(h - {0}, {1})", first, turn);
        }
        script.say(fmt::format("z = z.take({}, -{})", positions, after), CodeSubject::padding);
    }
}

/// "win = …": all windows as a view of z, shape (…, windows…, kernel…).
void write_windows(Script& script, const char* name, const char* array) {
    const Numbers spans = code::along(script.geometry.axes, [](const Axis& axis) { return axis.span(); });
    script.say("view = stride_tricks.sliding_window_view", CodeSubject::window);
    script.say(fmt::format("{} = view({}, {}, {})", name, array, tuple(spans), script.last_axes()),
               CodeSubject::window);
    const auto by = [](std::int64_t step) { return step == 1 ? std::string(":") : fmt::format("::{}", step); };
    const std::string windows = script.each([&](const Axis& axis, std::size_t) {
        // ceil mode drops a window that would start in the end padding.
        const std::int64_t most = (axis.padded() + overhang_of(axis) - axis.span()) / axis.stride + 1;
        const std::string first = most > axis.out ? fmt::format(":{}", axis.out * axis.stride) : ":";
        if (axis.stride == 1) return first;
        return first == ":" ? by(axis.stride) : fmt::format("{}:{}", first, axis.stride);
    });
    const std::string taps = script.each([&](const Axis& axis, std::size_t) { return by(axis.dilation); });
    const std::string all = windows + ", " + taps;
    if (all.find_first_not_of(":, ") != std::string::npos)
        script.say(fmt::format("{0} = {0}[..., {1}]", name, all), CodeSubject::window);
}

void write_extreme(Script& script, bool smallest) {
    write_padded(script, "x", smallest ? "np.inf" : "-np.inf");
    write_windows(script, "win", "z");
    script.say(fmt::format("y = win.{}({})", smallest ? "min" : "max", script.last_axes()), CodeSubject::output);
}

/// The sum of each window in float32, in reading order: what frameworks make of it, bit for bit.
void write_total(Script& script) {
    script.say(fmt::format("taps = win.reshape(*win.shape[:-{}], {})", script.rank, script.geometry.kernel_cells()),
               CodeSubject::tap);
    script.say("total = np.cumsum(taps, -1)[..., -1]", CodeSubject::partial);
}

/// How many cells of each window count: those of the input, and of the padding if `padding` counts; never an overhang.
void write_counts(Script& script, bool padding) {
    const Numbers sizes = code::along(script.geometry.axes, [](const Axis& axis) { return axis.in; });
    Numbers begins = code::begins(script.geometry), ends, beyond = overhangs(script), none(script.rank, 0);
    for (const Axis& axis : script.geometry.axes) ends.push_back(axis.pad_end);
    script.say(fmt::format("ones = np.ones({}, np.float32)", tuple(sizes)), CodeSubject::divisor);
    if (any(begins) || any(ends))
        script.say(fmt::format("ones = np.pad(ones, {}, constant_values={})", pairs_of(script, begins, ends, 0),
                               padding ? 1 : 0),
                   CodeSubject::divisor);
    if (any(beyond))
        script.say(fmt::format("ones = np.pad(ones, {})", pairs_of(script, none, beyond, 0)), CodeSubject::divisor);
    write_windows(script, "counted", "ones");
    script.say(fmt::format("count = counted.sum({})", script.last_axes()), CodeSubject::divisor);
}

void write_average(Script& script, const AvgPool& pool) {
    write_padded(script, "x", "");
    write_windows(script, "win", "z");
    write_total(script);
    if (pool.divisor_override) {
        script.say(fmt::format("y = total / np.float32({})", *pool.divisor_override), CodeSubject::output);
    } else if (any(overhangs(script)) || (!pool.count_include_pad && code::has_padding(script.geometry))) {
        write_counts(script, pool.count_include_pad);
        script.say("y = total / count", CodeSubject::output);
    } else {
        script.say(fmt::format("y = total / np.float32({})", script.geometry.kernel_cells()), CodeSubject::output);
    }
}

void write_norm(Script& script, const LpPool& pool) {
    const bool absolute = pool.convention == Convention::onnx;
    const std::string base = absolute ? "np.abs(x)" : "x";
    script.say("norm = " + (std::isinf(pool.norm_type) ? std::string("np.inf") : code::python_float(pool.norm_type)));
    script.say(pool.norm_type == 0.5 ? fmt::format("powers = np.sqrt({})", base)
                                     : fmt::format("powers = np.float_power({}, norm)", base),
               CodeSubject::input);
    script.say("powers = powers.astype(np.float32)", CodeSubject::input);
    write_padded(script, "powers", "");
    write_windows(script, "win", "z");
    write_total(script);
    if (!absolute && any(overhangs(script))) {
        write_counts(script, false);
        script.say(fmt::format("total = total / count * np.float32({})", script.geometry.kernel_cells()),
                   CodeSubject::partial);
    }
    script.say("y = np.float_power(total + 0.0, 1/norm)", CodeSubject::output);
    script.say("y = y.astype(np.float32)", CodeSubject::output);
}

/// Windows of several lengths: which cells are in which window, an axis after the other.
void write_adaptive(Script& script, bool average) {
    script.say("def inside(n, out):  # windows × cells", CodeSubject::window);
    script.inside("i, at = np.ogrid[:out, :n]", CodeSubject::window);
    script.inside("first = i*n // out", CodeSubject::window);
    script.inside("end = -(-(i+1)*n // out)", CodeSubject::window);
    script.inside("return (first <= at) & (at < end)", CodeSubject::window);
    script.text.blank();
    script.say(average ? "z = x.astype(float)" : "z = x", CodeSubject::input);
    const std::string sizes =
        script.each([](const Axis& axis, std::size_t) { return fmt::format("({}, {})", axis.in, axis.out); });
    script.say(fmt::format("for n, out in [{}]:", sizes), CodeSubject::window);
    script.inside(fmt::format("z = np.moveaxis(z, -{}, -1)", script.rank), CodeSubject::window);
    script.inside("z = z[..., None, :]", CodeSubject::window);
    script.inside("win = inside(n, out)", CodeSubject::window);
    if (average) {
        script.inside("z = np.where(win, z, 0).sum(-1)", CodeSubject::partial);
        script.inside("z = z / win.sum(-1)", CodeSubject::divisor);
        script.say("y = z.astype(np.float32)", CodeSubject::output);
    } else {
        script.inside("z = np.where(win, z, -np.inf).max(-1)", CodeSubject::partial);
        script.say("y = z", CodeSubject::output);
    }
}

void write_pad(Script& script) {
    const Geometry& geometry = script.geometry;
    if (script.rank == 0) {
        script.say("y = x.copy()", CodeSubject::output);
        return;
    }
    if (loop::repeated_by(geometry) != PaddingMode::constant) {
        write_repeated(script, "x");
        script.say("y = z", CodeSubject::output);
        return;
    }
    Numbers begins, ends;
    bool crops = false;
    for (const Axis& axis : geometry.axes) {
        begins.push_back(std::max<std::int64_t>(axis.pad_begin, 0));
        ends.push_back(std::max<std::int64_t>(axis.pad_end, 0));
        crops = crops || axis.pad_begin < 0 || axis.pad_end < 0;
    }
    const float number = geometry.pad_value;
    const std::string value = std::isnan(number)   ? "np.nan"
                              : std::isinf(number) ? (number > 0 ? "np.inf" : "-np.inf")
                                                   : code::python_float(static_cast<double>(number));
    script.say("pads = " + pairs_of(script, begins, ends, geometry.leading), CodeSubject::padding);
    script.say(fmt::format("y = np.pad(x, pads, constant_values={})", value), CodeSubject::padding);
    if (!crops) return;
    const std::string left = script.each([](const Axis& axis, std::size_t) {
        const std::int64_t first = std::max<std::int64_t>(-axis.pad_begin, 0);
        return fmt::format("{}:{}", first, first + axis.out);
    });
    script.say(fmt::format("y = y[..., {}]", left), CodeSubject::output);
}

/// Letters for einsum: windows "ijl", taps "abe".
std::string windows_of(const Script& script) {
    return std::string("ijl").substr(0, script.rank);
}
std::string taps_of(const Script& script) {
    return std::string("abe").substr(0, script.rank);
}

std::string colons(std::size_t count) {
    std::string all;
    for (std::size_t i = 0; i < count; ++i) all += ", :";
    return all;
}

/// "x.reshape(2, 3, …)": the channels in groups.
std::string by_groups(const Script& script, const char* array, const Extents& plane, std::int64_t channels) {
    const Geometry& geometry = script.geometry;
    Numbers shape;
    if (geometry.batched) shape.push_back(geometry.input[0]);
    shape.push_back(geometry.groups);
    shape.push_back(channels);
    for (const std::int64_t size : plane) shape.push_back(size);
    return fmt::format("{}.reshape({})", array, tuple(shape));
}

void write_bias(Script& script, bool bias) {
    std::string nones;
    for (std::size_t a = 0; a < script.rank; ++a) nones += ", None";
    if (bias) script.say(fmt::format("y = y + b[:{}]", nones), CodeSubject::bias);
    script.say("y = y.astype(np.float32)", CodeSubject::output);
}

void write_convolution(Script& script, const Conv& conv) {
    const Geometry& geometry = script.geometry;
    script.say("w = w.astype(float)", CodeSubject::weight);
    if (conv.flip_kernel)
        script.say(fmt::format("w = w[..., {}]  # flipped",
                               script.each([](const Axis&, std::size_t) { return std::string("::-1"); })),
                   CodeSubject::weight);
    if (geometry.padding_mode != PaddingMode::constant && code::has_padding(geometry))
        write_repeated(script, "x.astype(float)");
    else
        write_padded(script, "x.astype(float)", "");
    const bool grouped = geometry.groups > 1;
    const std::int64_t each = geometry.in_channels / geometry.groups, made = geometry.out_channels / geometry.groups;
    if (grouped) {
        Extents padded;
        for (const Axis& axis : geometry.axes) padded.push_back(axis.padded());
        script.say("z = " + by_groups(script, "z", padded, each), CodeSubject::channel);
        Numbers shape{geometry.groups, made, each};
        for (const Axis& axis : geometry.axes) shape.push_back(axis.kernel);
        script.say(fmt::format("w = w.reshape({})", tuple(shape)), CodeSubject::channel);
    }
    write_windows(script, "win", "z");
    const std::string n = geometry.batched ? "n" : "", g = grouped ? "g" : "";
    const std::string win = windows_of(script), taps = taps_of(script);
    script.say(fmt::format("y = np.einsum(\"{0}{1}c{2}{3},{1}oc{3}->{0}{1}o{2}\", win, w)", n, g, win, taps),
               CodeSubject::output);
    if (grouped)
        script.say(fmt::format("y = y.reshape({})", tuple(Numbers(geometry.output.begin(), geometry.output.end()))),
                   CodeSubject::output);
    write_bias(script, conv.bias);
}

/// Names of the taps of a loop.
constexpr const char* kTaps = "tuv";

/// Every tap's products, put where that tap stamps: "full[..., i:i + 7:2, …] += …". Begins a loop over the taps.
std::string stamp_places(const Script& script) {
    const std::string letters = windows_of(script);
    return script.each([&](const Axis& axis, std::size_t a) {
        const std::string last = fmt::format("{0}:{0} + {1}", letters[a], stretched(axis));
        return axis.stride == 1 ? last : fmt::format("{}:{}", last, axis.stride);
    });
}

void write_stamp_loop(Script& script) {
    const std::string taps = kTaps, letters = windows_of(script);
    const auto tap = [&](const Axis&, std::size_t a) { return std::string(1, taps[a]); };
    const auto kernel = [](const Axis& axis, std::size_t) { return fmt::format("{}", axis.kernel); };
    if (script.rank == 1)
        script.say(fmt::format("for t in range({}):", script.each(kernel)), CodeSubject::tap);
    else
        script.say(fmt::format("for {} in np.ndindex({}):", script.each(tap), script.each(kernel)), CodeSubject::tap);
    const std::string places = script.each([&](const Axis& axis, std::size_t a) {
        return axis.dilation == 1 ? std::string(1, taps[a]) : fmt::format("{}*{}", axis.dilation, taps[a]);
    });
    const std::string names = script.each([&](const Axis&, std::size_t a) { return std::string(1, letters[a]); });
    script.inside(names + " = " + places, CodeSubject::window);
}

/// The stamped plane before it is cropped, and the crop.
Numbers stamped_plane(const Script& script) {
    return code::along(script.geometry.axes, [](const Axis& axis) {
        return std::max(stamp_along(axis, axis.in - 1).last + 1 + axis.pad_begin, axis.pad_begin + axis.out);
    });
}
std::string crop(const Script& script) {
    return script.each(
        [](const Axis& axis, std::size_t) { return fmt::format("{}:{}", axis.pad_begin, axis.pad_begin + axis.out); });
}

void write_transposed(Script& script, const ConvTranspose& conv) {
    const Geometry& geometry = script.geometry;
    const bool grouped = geometry.groups > 1;
    const std::int64_t each = geometry.in_channels / geometry.groups, made = geometry.out_channels / geometry.groups;
    script.say("z, w = x.astype(float), w.astype(float)", CodeSubject::input);
    Numbers shape;
    if (geometry.batched) shape.push_back(geometry.input[0]);
    if (grouped) {
        script.say("z = " + by_groups(script, "z", geometry.input_plane(), each), CodeSubject::channel);
        Numbers weight{geometry.groups, each, made};
        for (const Axis& axis : geometry.axes) weight.push_back(axis.kernel);
        script.say(fmt::format("w = w.reshape({})", tuple(weight)), CodeSubject::channel);
        shape.push_back(geometry.groups);
    }
    shape.push_back(made);
    for (const std::int64_t size : stamped_plane(script)) shape.push_back(size);
    script.say(fmt::format("full = np.zeros({})", tuple(shape)), CodeSubject::output);
    const std::string n = geometry.batched ? "n" : "", g = grouped ? "g" : "", windows = windows_of(script);
    write_stamp_loop(script);
    const std::string taps = script.each([&](const Axis&, std::size_t a) { return std::string(1, kTaps[a]); });
    script.inside(fmt::format("one = w[..., {}]", taps), CodeSubject::weight);
    script.inside(fmt::format("stamp = np.einsum(\"{0}{1}c{2},{1}co->{0}{1}o{2}\", z, one)", n, g, windows),
                  CodeSubject::partial);
    script.inside(fmt::format("full[..., {}] += stamp", stamp_places(script)), CodeSubject::partial);
    script.say(fmt::format("y = full[..., {}]", crop(script)), CodeSubject::output);
    if (grouped)
        script.say(fmt::format("y = y.reshape({})", tuple(Numbers(geometry.output.begin(), geometry.output.end()))),
                   CodeSubject::output);
    write_bias(script, conv.bias);
}

/// The shape of Fold's columns and Unfold's windows taken apart: (N, C, kernel…, windows…).
void write_fold(Script& script) {
    const Geometry& geometry = script.geometry;
    Numbers shape, full;
    if (geometry.batched) shape.push_back(geometry.input[0]);
    shape.push_back(geometry.out_channels);
    full = shape;
    for (const Axis& axis : geometry.axes) shape.push_back(axis.kernel);
    for (const Axis& axis : geometry.axes) shape.push_back(axis.in);
    for (const std::int64_t size : stamped_plane(script)) full.push_back(size);
    script.say(fmt::format("z = x.astype(float).reshape({})", tuple(shape)), CodeSubject::input);
    script.say(fmt::format("full = np.zeros({})", tuple(full)), CodeSubject::output);
    write_stamp_loop(script);
    const std::string taps = script.each([&](const Axis&, std::size_t a) { return std::string(1, kTaps[a]); });
    script.inside(fmt::format("stamp = z[..., {}{}]", taps, colons(script.rank)), CodeSubject::tap);
    script.inside(fmt::format("full[..., {}] += stamp", stamp_places(script)), CodeSubject::partial);
    script.say(fmt::format("y = full[..., {}]", crop(script)), CodeSubject::output);
    script.say("y = y.astype(np.float32)", CodeSubject::output);
}

void write_unfold(Script& script) {
    const Geometry& geometry = script.geometry;
    write_padded(script, "x", "");
    write_windows(script, "win", "z");
    Numbers to, shape(geometry.output.begin(), geometry.output.end());
    for (std::size_t a = 0; a < script.rank; ++a)
        to.push_back(-static_cast<std::int64_t>(2 * script.rank) + static_cast<std::int64_t>(a));
    script.say(fmt::format("win = np.moveaxis(win, {}, {})", script.last_axes(), tuple(to)), CodeSubject::window);
    script.say(fmt::format("y = win.reshape({})", tuple(shape)), CodeSubject::output);
}

void write_unpool(Script& script, const MaxUnpool& unpool) {
    const Geometry& geometry = script.geometry;
    if (unpool.convention == Convention::onnx) {
        Numbers shape{geometry.output[0], geometry.output[1]}, none(script.rank, 0), extra;
        for (const Axis& axis : geometry.axes) {
            shape.push_back(axis.usual_out());
            extra.push_back(axis.output_padding);
        }
        script.say(fmt::format("y = np.zeros({}, np.float32)", tuple(shape)), CodeSubject::output);
        script.say("y.flat[indices.ravel()] = x.ravel()", CodeSubject::indices);
        if (any(extra))
            script.say(fmt::format("y = np.pad(y, {})", pairs_of(script, none, extra, 2)), CodeSubject::output);
        return;
    }
    const std::int64_t planes = element_count(geometry.before_windows(geometry.input));
    script.say(fmt::format("y = np.zeros({}, np.float32)", tuple({planes, geometry.output_cells()})),
               CodeSubject::output);
    script.say(fmt::format("planes = np.arange({})[:, None]", planes), CodeSubject::channel);
    const std::string flat = tuple({planes, geometry.input_cells()});
    script.say(fmt::format("at = indices.reshape({})", flat), CodeSubject::indices);
    script.say(fmt::format("y[planes, at] = x.reshape({})", flat), CodeSubject::output);
    script.say(fmt::format("y = y.reshape({})", tuple(Numbers(geometry.output.begin(), geometry.output.end()))),
               CodeSubject::output);
}

}  // namespace

void write_numpy(ProgramText& text, const Geometry& geometry) {
    Script script{text, geometry};
    std::visit(overloaded{
                   [&](const MaxPool&) { write_extreme(script, false); },
                   [&](const AvgPool& op) { write_average(script, op); },
                   [&](const Pad&) { write_pad(script); },
                   [&](const Conv& op) { write_convolution(script, op); },
                   [&](const MinPool&) { write_extreme(script, true); },
                   [&](const LpPool& op) { write_norm(script, op); },
                   [&](const AdaptiveMaxPool&) { write_adaptive(script, false); },
                   [&](const AdaptiveAvgPool&) { write_adaptive(script, true); },
                   [&](const MaxUnpool& op) { write_unpool(script, op); },
                   [&](const ConvTranspose& op) { write_transposed(script, op); },
                   [&](const Unfold&) { write_unfold(script); },
                   [&](const Fold&) { write_fold(script); },
               },
               geometry.operation);
}

}  // namespace stridelens::programs
