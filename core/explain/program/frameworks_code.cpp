// The calls of code/ with the numbers round them: a layer gets its weights, a node its graph.
#include "core/explain/code/code.h"
#include "core/explain/program/script.h"

#include <fmt/format.h>

#include <sstream>

namespace stridelens::programs {
namespace {

/// A statement of printed code: a line and what is indented below it.
std::vector<std::string> statements_of(const std::string& code) {
    std::vector<std::string> all;
    std::istringstream lines(code);
    for (std::string line; std::getline(lines, line);) {
        if (line.rfind(' ', 0) == 0 && !all.empty())
            all.back() += "\n" + line;
        else
            all.push_back(line);
    }
    return all;
}

bool starts(const std::string& text, const std::string& with) {
    return text.rfind(with, 0) == 0;
}

bool ends(const std::string& text, const std::string& with) {
    return text.size() >= with.size() && text.compare(text.size() - with.size(), with.size(), with) == 0;
}

void say_all(ProgramText& text, const std::string& statement, CodeSubject subject) {
    const std::size_t first = text.lines.size();
    std::istringstream lines(statement);
    for (std::string line; std::getline(lines, line);) text.lines.push_back({line, subject, {}, first});
}

/// What printed code comes to: statements, and a layer that is still to be called where it ends with one.
struct Called {
    std::vector<std::string> before;
    std::string layer;
};

/// `layers`: what a layer begins with, "torch.nn." or "tf.keras.layers.".
Called taken_apart(const std::string& code, const std::string& layers) {
    Called called{statements_of(code), {}};
    std::string& last = called.before.back();
    if (starts(last, "y = " + layers) && ends(last, ")(x)")) last = last.substr(4, last.size() - 7);
    if (starts(last, layers)) {
        called.layer = last;
        called.before.pop_back();
    } else if (!starts(last, "y = ") && !starts(last, "x = ")) {
        last = "y = " + last;
    }
    return called;
}

void write_weights(ProgramText& text, bool bias) {
    text.say(0, "layer.weight.data = w", CodeSubject::weight);
    if (bias) text.say(0, "layer.bias.data = b", CodeSubject::bias);
}

/// Only the way back, with the indices that are given.
void write_unpool_call(ProgramText& text, const std::vector<std::string>& statements) {
    for (const std::string& statement : statements)
        if (starts(statement, "unpool = ")) say_all(text, statement, CodeSubject::output);
    std::string last = statements.back();
    if (starts(last, "x = unpool(y")) last.replace(0, 12, "y = unpool(x");
    say_all(text, last, CodeSubject::output);
}

bool has_bias(const Geometry& geometry) {
    if (const auto* conv = std::get_if<Conv>(&geometry.operation)) return conv->bias;
    const auto* transposed = std::get_if<ConvTranspose>(&geometry.operation);
    return transposed != nullptr && transposed->bias;
}

/// "(0, 2, 3, 1)": the axes with the channels, `from`, moved to the end; (0, 3, 1, 2): back.
std::string move_channels(const Geometry& geometry, bool back) {
    const std::size_t rank = geometry.input.size(),
                      spatial = static_cast<std::size_t>(spatial_rank_of(geometry.operation));
    const auto channel = static_cast<int>(rank - spatial) - 1;
    return back ? fmt::format("-1, {}", channel) : fmt::format("{}, -1", channel);
}

bool has_channels(const Geometry& geometry) {
    return geometry.input.size() > static_cast<std::size_t>(spatial_rank_of(geometry.operation));
}

void write_keras_call(ProgramText& text, const Geometry& geometry, bool weights) {
    const int width = static_cast<int>(kCodeWidth) - 8;
    const Called called = taken_apart(code::in_tensorflow(geometry, width), "tf.keras.layers.");
    for (const std::string& statement : called.before)
        if (!starts(statement, "#")) say_all(text, statement, CodeSubject::output);
    if (called.layer.empty()) return;
    say_all(text, "layer = " + called.layer, CodeSubject::output);
    if (weights) {
        text.say(0, "layer.build(x.shape)", CodeSubject::weight);
        text.say(0, has_bias(geometry) ? "layer.set_weights([w, b])" : "layer.set_weights([w])", CodeSubject::weight);
    }
    text.say(0, "y = layer(x)", CodeSubject::output);
}

/// Names of arrays that printed ONNX code defines beside the nodes.
const std::vector<std::string>& constants() {
    static const std::vector<std::string> names{"pads", "value", "axes", "output_shape", "image_shape", "block_shape"};
    return names;
}

}  // namespace

void write_pytorch(ProgramText& text, const FrameworkCall& call) {
    const Geometry& geometry = call.geometry;
    const int width = static_cast<int>(kCodeWidth) - 8;
    if (call.pad) {
        const Called first = taken_apart(code::in_pytorch(*call.pad, width), "torch.nn.");
        for (const std::string& statement : first.before) say_all(text, statement, CodeSubject::padding);
        if (!first.layer.empty()) {
            say_all(text, "pad = " + first.layer, CodeSubject::padding);
            text.say(0, "x = pad(x)", CodeSubject::padding);
        } else {
            text.say(0, "x = y", CodeSubject::padding);
        }
    }
    const std::string code = code::in_pytorch(geometry, width);
    if (std::holds_alternative<MaxUnpool>(geometry.operation)) {
        write_unpool_call(text, statements_of(code));
        return;
    }
    const bool weights = !geometry.weight.empty();
    const Called called = taken_apart(code, "torch.nn.");
    for (const std::string& statement : called.before) {
        say_all(text, statement, CodeSubject::output);
        if (starts(statement, "layer = ") && weights) write_weights(text, has_bias(geometry));
    }
    if (called.layer.empty()) return;
    say_all(text, "layer = " + called.layer, CodeSubject::output);
    if (weights) write_weights(text, has_bias(geometry));
    text.say(0, "y = layer(x)", CodeSubject::output);
}

void write_keras(ProgramText& text, const FrameworkCall& call) {
    const Geometry& geometry = call.geometry;
    const bool weights = !geometry.weight.empty();
    if (has_channels(geometry))
        text.say(0, fmt::format("x = np.moveaxis(x, {})  # channels last", move_channels(geometry, false)),
                 CodeSubject::input);
    if (weights) {
        std::string order;
        for (std::size_t a = 2; a < geometry.weight.size(); ++a) order += fmt::format("{}, ", a);
        text.say(0, fmt::format("w = w.transpose({}1, 0)", order), CodeSubject::weight);
    }
    if (call.pad) {
        write_keras_call(text, *call.pad, false);
        text.say(0, "x = y", CodeSubject::padding);
    }
    write_keras_call(text, geometry, weights);
    text.say(0, "y = y.numpy()", CodeSubject::output);
    if (has_channels(geometry))
        text.say(0, fmt::format("y = np.moveaxis(y, {})", move_channels(geometry, true)), CodeSubject::output);
}

void write_onnx(ProgramText& text, const FrameworkCall& call, const std::vector<std::string>& feeds) {
    const int width = static_cast<int>(kCodeWidth) - 8;
    text.say(0, "nodes = []");
    std::vector<std::string> names = feeds;
    std::vector<std::string> codes;
    if (call.pad) codes.push_back(code::in_onnx(*call.pad, width));
    codes.push_back(code::in_onnx(call.geometry, width));
    for (std::size_t i = 0; i < codes.size(); ++i)
        for (std::string statement : statements_of(codes[i])) {
            if (starts(statement, "#")) continue;
            if (starts(statement, "onnx.helper.make_node(")) {
                const auto rename = [&](const char* from, const char* to) {
                    if (const auto at = statement.find(from); at != std::string::npos) statement.replace(at, 3, to);
                };
                if (call.pad && i == 0) rename("\"y\"", "\"z\"");
                if (call.pad && i == 1) rename("\"x\"", "\"z\"");
                say_all(text, "node = " + statement, CodeSubject::output);
                text.say(0, "nodes.append(node)", CodeSubject::output);
                continue;
            }
            say_all(text, statement, CodeSubject::output);
            for (const std::string& name : constants())
                if (starts(statement, name + " = ")) names.push_back(name);
        }
    text.blank();
    std::string pairs;
    for (const std::string& name : names) pairs += fmt::format("{}{}={}", pairs.empty() ? "" : ", ", name, name);
    text.say(0, fmt::format("feeds = dict({})", pairs), CodeSubject::input);
    text.say(0, "arrays = [");
    text.say(4, "onnx.numpy_helper.from_array(");
    text.say(8, "np.asarray(values), name)");
    text.say(4, "for name, values in feeds.items()]");
    text.say(0, "out = onnx.helper.make_tensor_value_info(");
    text.say(4, "\"y\", onnx.TensorProto.FLOAT, None)");
    text.say(0, "graph = onnx.helper.make_graph(");
    text.say(4, "nodes, \"graph\", [], [out], arrays)");
    text.say(0, "opset = onnx.helper.make_opsetid(\"\", 22)");
    text.say(0, "model = onnx.helper.make_model(");
    text.say(4, "graph, opset_imports=[opset],");
    text.say(4, "ir_version=10)");
    text.say(0, "session = onnxruntime.InferenceSession(");
    text.say(4, "model.SerializeToString())");
    text.say(0, "y = session.run([\"y\"], {})[0]", CodeSubject::output);
}

}  // namespace stridelens::programs
