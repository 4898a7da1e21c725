// Convolution, plain and transposed, and Fold: sums over the taps of a window, channel by channel.
#include "core/explain/loop/loop.h"

#include <fmt/format.h>

#include <algorithm>

namespace stridelens::loop {
namespace {

/// The axes of channels that are written, and what stands for them.
struct Channels {
    std::int64_t groups = 1;
    std::int64_t each = 1;  // input channels that an output channel reads
    std::int64_t made = 1;  // output channels of a group
    bool inputs = false;    // the input has more than one,
    bool outputs = false;   // the output has,
    bool batch = false;     // and there is more than one sample
    std::string in = "c";   // the name of the input's channel,
    std::string row = "o";  // and of the weight's other one
};

Channels channels_of(const Geometry& geometry) {
    Channels channels;
    channels.groups = geometry.groups;
    channels.each = geometry.in_channels / geometry.groups;
    channels.made = geometry.out_channels / geometry.groups;
    channels.inputs = geometry.in_channels != 1;
    channels.outputs = geometry.out_channels != 1;
    channels.batch = geometry.batched && geometry.input[0] != 1;
    if (channels.groups > 1) channels.in = "g";
    if (channels.groups > 1 && geometry.transposed()) channels.row = "r";
    return channels;
}

/// Leaves out the axes of one: of input, output and weight.
void leave_out(LoopWriter& code, const Channels& channels) {
    const Geometry& geometry = code.geometry;
    Shape x, y, w;
    if (channels.batch) {
        x.push_back(geometry.input[0]);
        y.push_back(geometry.input[0]);
    }
    if (channels.inputs) x.push_back(geometry.in_channels);
    if (channels.outputs) y.push_back(geometry.out_channels);
    for (const std::int64_t size : geometry.input_plane()) x.push_back(size);
    for (const std::int64_t size : geometry.output_plane()) y.push_back(size);
    for (std::size_t a = 0; a < geometry.weight.size(); ++a)
        if (a >= 2 || geometry.weight[a] != 1) w.push_back(geometry.weight[a]);
    code.x = x;
    code.y = y;
    code.w = w;
    std::vector<AxisNames> leading;
    if (channels.batch) leading.push_back(code.leading.front());
    if (channels.outputs) {
        AxisNames made = code.leading.back();
        made.size = "O";
        made.index = "o";
        leading.push_back(made);
    }
    code.leading = leading;
}

void write_weight_sizes(LoopWriter& code, const Channels& channels) {
    const bool transposed = code.geometry.transposed();
    const std::string rank = fmt::format("{}", code.axes.size());
    if (code.k.equal()) {
        code.show(4, "k = w.shape[-1]", CodeSubject::kernel_size, LivePhase::window, LiveStyle::bare,
                  {{"k", Quantity::kernel_extent, 0}});
    } else {
        std::vector<LoopVariable> variables;
        for (std::size_t a = 0; a < code.axes.size(); ++a)
            variables.push_back({code.k.names[a], Quantity::kernel_extent, a});
        code.show(4, fmt::format("{} = w.shape[-{}:]", fmt::join(code.k.names, ", "), rank), CodeSubject::kernel_size,
                  LivePhase::window, LiveStyle::bare, variables);
    }
    const LoopVariable made{"O", Quantity::leading_extent, code.leading.empty() ? 0 : code.leading.back().axis};
    const auto show = [&](const std::string& line, const LoopVariable& variable) {
        code.show(4, line, CodeSubject::channel, LivePhase::window, LiveStyle::bare, {variable});
    };
    if (!transposed) {
        if (channels.outputs) show("O = len(w)", made);
        if (channels.each > 1)
            show(fmt::format("C = w.shape[{}]", channels.outputs ? 1 : 0), {"C", Quantity::channels});
        return;
    }
    if (channels.outputs && channels.made > 1) {
        const std::string size = fmt::format("w.shape[{}]", channels.inputs ? 1 : 0);
        show(fmt::format("O = {}{}", size, channels.groups > 1 ? "*groups" : ""), made);
    } else if (channels.outputs) {
        show("O = groups", made);
    }
    if (channels.each > 1)
        show(fmt::format("C = len(w){}", channels.groups > 1 ? "//groups" : ""), {"C", Quantity::channels});
}

/// Which group the output channel is of: its first input channel, and its place in the group.
void write_group(LoopWriter& code, const Channels& channels, int indent) {
    if (channels.groups == 1) return;
    const bool alone = channels.each == 1;
    const std::string group = alone ? "g = o*groups // O" : "first = o*groups // O * C";
    code.show(indent, group, CodeSubject::channel, LivePhase::window, LiveStyle::named,
              {{alone ? "g" : "first", Quantity::first_channel}});
    if (code.geometry.transposed() && channels.made > 1)
        code.show(indent, "r = o % (O//groups)", CodeSubject::channel, LivePhase::window, LiveStyle::named,
                  {{"r", Quantity::weight_row}});
}

std::string bracketed(const std::vector<std::string>& names) {
    return names.empty() ? "" : fmt::format("[{}]", fmt::join(names, ", "));
}

/// "for a, b in np.ndindex(k, k):".
void write_taps(LoopWriter& code, int indent) {
    std::vector<LoopVariable> variables;
    for (std::size_t a = 0; a < code.axes.size(); ++a) variables.push_back({code.axes[a].tap, Quantity::tap_along, a});
    const std::string names = each(code, [&](std::size_t a) { return code.axes[a].tap; });
    const std::string sizes = each(code, [&](std::size_t a) { return code.k.names[a]; });
    const bool one = code.axes.size() == 1;
    code.show(indent,
              one ? fmt::format("for {} in range({}):", names, sizes)
                  : fmt::format("for {} in np.ndindex({}):", names, sizes),
              CodeSubject::tap, LivePhase::tap, one ? LiveStyle::named : LiveStyle::bare, variables);
}

std::string places(const LoopWriter& code) {
    return each(code, [&](std::size_t a) {
        const AxisNames& axis = code.axes[a];
        return fmt::format("{} + {}", axis.start, code.d.used ? axis.tap + "*" + code.d.names[a] : axis.tap);
    });
}

/// "v = at(x[n, c], h0 + a*d, w0 + b*d)": of the input, of the padded one, or of the stretched one.
void write_read(LoopWriter& code, int indent, std::vector<std::string> plane) {
    std::string line;
    if (code.geometry.transposed()) {
        line = fmt::format("v = cell(x{}, {}, {})", bracketed(plane), "s", places(code));
    } else if (code.padded) {
        line = fmt::format("v = at(x{}, {})", bracketed(plane), places(code));
    } else {
        plane.push_back(places(code));
        line = fmt::format("v = x{}", bracketed(plane));
    }
    const bool skips = code.geometry.transposed();
    code.show(indent, line, CodeSubject::tap, LivePhase::tap, LiveStyle::named,
              {{"v", skips ? Quantity::real_value : Quantity::value}});
    if (skips) code.show(indent, "if v is None: continue", CodeSubject::padding, LivePhase::skip, LiveStyle::bare, {});
}

/// The cell at a position of the stretched input: nothing between two cells and beside them.
void write_cell(LoopWriter& code) {
    code.say(0, fmt::format("def cell(x, s, {}):", each(code, [&](std::size_t a) { return code.axes[a].position; })),
             CodeSubject::tap);
    if (!code.s.equal()) code.say(4, fmt::format("{} = s", fmt::join(code.s.names, ", ")));
    const std::string sizes = each(code, [&](std::size_t a) { return code.axes[a].size; });
    code.say(4, code.axes.size() == 1 ? fmt::format("{} = len(x)", sizes) : fmt::format("{} = x.shape", sizes),
             CodeSubject::input_size);
    for (std::size_t a = 0; a < code.axes.size(); ++a) {
        const AxisNames& axis = code.axes[a];
        code.say(4, fmt::format("{0}, rest = divmod({0}, {1})", axis.position, code.s.names[a]), CodeSubject::tap);
        code.say(4, fmt::format("if rest or not 0 <= {} < {}:", axis.position, axis.size), CodeSubject::padding);
        code.say(8, "return None  # no cell", CodeSubject::padding);
    }
    code.say(4, fmt::format("return x[{}]", each(code, [&](std::size_t a) { return code.axes[a].position; })),
             CodeSubject::tap);
    code.blank();
}

/// "w = w[..., ::-1, ::-1]".
std::string turned(const LoopWriter& code, const char* array) {
    return fmt::format("{0} = {0}[..., {1}]", array, each(code, [](std::size_t) { return std::string("::-1"); }));
}

LoopSetting extra_of(const LoopWriter& code) {
    LoopSetting extra{"extra", {}, {}, false};
    for (const Axis& axis : code.geometry.axes) extra.values.push_back(axis.output_padding);
    extra.used = std::any_of(extra.values.begin(), extra.values.end(), [](std::int64_t value) { return value != 0; });
    for (const AxisNames& axis : code.axes) extra.names.push_back(extra.equal() ? "extra" : "extra" + axis.size);
    return extra;
}

/// "H, W = x.shape[-2:]", with N in front of it where it is written.
void write_image_sizes(LoopWriter& code, const Channels& channels) {
    if (channels.batch)
        code.show(4, "N = len(x)", CodeSubject::input_size, LivePhase::window, LiveStyle::bare,
                  {{"N", Quantity::leading_extent, 0}});
    std::vector<LoopVariable> variables;
    for (std::size_t a = 0; a < code.axes.size(); ++a)
        variables.push_back({code.axes[a].size, Quantity::input_extent, a});
    const std::string names = each(code, [&](std::size_t a) { return code.axes[a].size; });
    const std::string line = code.axes.size() == 1 ? fmt::format("{} = x.shape[-1]", names)
                                                   : fmt::format("{} = x.shape[-{}:]", names, code.axes.size());
    code.show(4, line, CodeSubject::input_size, LivePhase::window, LiveStyle::bare, variables);
}

/// The sum over the channels of the products, and the bias.
void write_products(LoopWriter& code, const Channels& channels, bool bias, int indent) {
    const std::string row = channels.row;
    std::vector<std::string> plane, weight;
    if (channels.batch) plane.push_back("n");
    if (channels.inputs) plane.push_back(channels.in);
    const bool transposed = code.geometry.transposed();
    const bool several = channels.each > 1;
    if (transposed) {
        if (channels.inputs) weight.push_back(channels.in);
        if (channels.made > 1) weight.push_back(row);
    } else {
        if (channels.outputs) weight.push_back("o");
        if (several) weight.push_back("c");
    }
    for (const AxisNames& axis : code.axes) weight.push_back(axis.tap);
    write_group(code, channels, indent);
    code.say(indent, "total = 0.0", CodeSubject::partial);
    int inner = indent;
    if (several) {
        code.show(indent, "for c in range(C):", CodeSubject::channel, LivePhase::tap, LiveStyle::named,
                  {{"c", Quantity::channel}});
        inner += 4;
        if (channels.groups > 1)
            code.show(inner, "g = first + c", CodeSubject::channel, LivePhase::tap, LiveStyle::named,
                      {{"g", Quantity::input_channel}});
        code.say(inner, "part = 0.0", CodeSubject::partial);
    }
    write_taps(code, inner);
    write_read(code, inner + 4, plane);
    const std::string sum = several ? "part" : "total";
    const LoopVariable partial{sum, several ? Quantity::partial : Quantity::total};
    const std::string line = fmt::format("{} += v * w{}", sum, bracketed(weight));
    if (static_cast<std::size_t>(inner) + 4 + line.size() <= kCodeWidth) {
        code.show(inner + 4, line, CodeSubject::partial, LivePhase::taken, LiveStyle::product, {partial});
    } else {
        code.show(inner + 4, fmt::format("u = w{}", bracketed(weight)), CodeSubject::weight, LivePhase::tap,
                  LiveStyle::named, {{"u", Quantity::weight}});
        code.show(inner + 4, sum + " += v * u", CodeSubject::partial, LivePhase::taken, LiveStyle::product, {partial});
    }
    if (several)
        code.show(indent + 4, "total += part", CodeSubject::partial, LivePhase::channel, LiveStyle::named,
                  {{"total", Quantity::total}});
    std::string result = "total";
    if (bias) result += fmt::format(" + bias[{}]", channels.outputs ? "o" : "0");
    code.show(indent, fmt::format("{} = {}", output_name(code), result), CodeSubject::output_cell, LivePhase::done,
              LiveStyle::result, {{output_name(code), Quantity::result}});
}

void write_function(LoopWriter& code, const Channels& channels, const char* base, bool bias, bool flips) {
    write_size(code);
    code.blank();
    LoopSetting extra = extra_of(code);
    const bool transposed = code.geometry.transposed();
    if (transposed)
        write_cell(code);
    else if (code.padded)
        write_at(code);
    LoopSetting groups{"groups", {channels.groups}, {}, channels.groups > 1};
    std::vector<LoopSetting*> settings{&code.s, &code.p, &code.q, &code.d, &groups};
    if (transposed) settings.push_back(&extra);
    write_signature(code, function_name(base, code.geometry), bias ? "x, w, bias" : "x, w", settings);
    write_image_sizes(code, channels);
    write_weight_sizes(code, channels);
    write_output_sizes(code, true, transposed && extra.used ? &extra : nullptr);
    code.say(4, "x = x.astype(float)", CodeSubject::input);  // sums in double
    code.say(4, "w = w.astype(float)", CodeSubject::weight);
    if (transposed) code.say(4, turned(code, "w"), CodeSubject::weight);
    if (flips) code.say(4, turned(code, "w") + "  # flipped", CodeSubject::weight);
    write_zeros(code);
    const int indent = write_loops(code);
    write_starts(code, indent);
    write_products(code, channels, bias, indent);
    code.say(4, "return y", CodeSubject::output);
}

}  // namespace

void write_convolution(LoopWriter& code) {
    const Channels channels = channels_of(code.geometry);
    leave_out(code, channels);
    if (const auto* conv = std::get_if<Conv>(&code.geometry.operation))
        write_function(code, channels, "conv", conv->bias, conv->flip_kernel);
    else
        write_function(code, channels, "conv_transpose", std::get<ConvTranspose>(code.geometry.operation).bias, false);
}

void write_fold(LoopWriter& code) {
    const Geometry& geometry = code.geometry;
    // The windows are counted as the input's cells, the image's sizes are settings.
    write_cell(code);
    std::string names = "n";
    for (const LoopSetting* one : {&code.k, &code.s, &code.p, &code.q, &code.d})
        if (one->used) names += ", " + one->letter;
    code.say(0, fmt::format("def windows({}):", names));
    const std::string pads = !code.p.used ? "" : code.q.used ? " + p + q" : " + 2*p";
    code.say(4, fmt::format("room = n{}{}", pads, code.d.used ? " - d*(k-1) - 1" : " - k"), CodeSubject::input_size);
    code.say(4, "return room//s + 1", CodeSubject::input_size);
    code.blank();
    std::vector<std::string> sizes;
    for (std::size_t a = 0; a < code.axes.size(); ++a)
        sizes.push_back(fmt::format("{}={}", code.axes[a].out, geometry.axes[a].out));
    write_signature(code, function_name("fold", geometry), "x", {&code.k, &code.s, &code.p, &code.q, &code.d}, sizes);
    for (std::size_t a = 0; a < code.axes.size(); ++a) {
        std::string text = code.axes[a].out;
        for (const LoopSetting* one : {&code.k, &code.s, &code.p, &code.q, &code.d})
            if (one->used) text += ", " + one->names[a];
        code.show(4, fmt::format("{} = windows({})", code.axes[a].size, text), CodeSubject::input_size,
                  LivePhase::window, LiveStyle::bare, {{code.axes[a].size, Quantity::input_extent, a}});
    }
    const auto kernel = [&](std::size_t a) { return code.k.names[a]; };
    if (geometry.batched)
        code.show(4, "N = len(x)", CodeSubject::input_size, LivePhase::window, LiveStyle::bare,
                  {{"N", Quantity::leading_extent, 0}});
    code.show(4, fmt::format("C = x.shape[-2] // {}", each(code, kernel, " // ")), CodeSubject::channel,
              LivePhase::window, LiveStyle::bare, {{"C", Quantity::leading_extent, code.leading.back().axis}});
    const std::string batch = geometry.batched ? "N, " : "";
    code.say(4,
             fmt::format("shape = ({}C, {}, {})", batch, each(code, kernel),
                         each(code, [&](std::size_t a) { return code.axes[a].size; })),
             CodeSubject::input_size);
    code.say(4, "x = x.astype(float).reshape(shape)", CodeSubject::input);
    code.say(4,
             fmt::format("x = x[{}:, {}]", geometry.batched ? ":, " : "",
                         each(code, [](std::size_t) { return std::string("::-1"); })),
             CodeSubject::input);
    write_zeros(code);
    const int indent = write_loops(code);
    write_starts(code, indent);
    code.say(indent, "total = 0.0", CodeSubject::partial);
    write_taps(code, indent);
    std::vector<std::string> plane;
    for (const AxisNames& axis : code.leading) plane.push_back(axis.index);
    for (const AxisNames& axis : code.axes) plane.push_back(axis.tap);
    write_read(code, indent + 4, plane);
    code.show(indent + 4, "total += v", CodeSubject::partial, LivePhase::taken, LiveStyle::named,
              {{"total", Quantity::total}});
    code.show(indent, output_name(code) + " = total", CodeSubject::output_cell, LivePhase::done, LiveStyle::result,
              {{output_name(code), Quantity::result}});
    code.say(4, "return y", CodeSubject::output);
}

}  // namespace stridelens::loop
