#include "tests/oracle/case.h"

#include "core/kernels/kernels.h"
#include "core/reference/reference.h"
#include "tests/oracle/compare.h"
#include "tests/oracle/operations.h"

#include <fmt/format.h>

#include <algorithm>
#include <vector>

namespace stridelens::oracle {
namespace {

using nlohmann::json;
using Why = std::optional<std::string>;

const Record* find(const std::vector<Record>& records, const std::string& role) {
    const auto found =
        std::find_if(records.begin(), records.end(), [&](const Record& record) { return record.role == role; });
    return found == records.end() ? nullptr : &*found;
}

std::vector<Record> read_all(Folder& folder, const json& records) {
    std::vector<Record> result;
    for (const json& record : records) result.push_back(folder.read(record));
    return result;
}

/// The tensors that a call was made with.
struct Inputs {
    std::vector<Record> records;
    const Record* x = nullptr;
    const Record* w = nullptr;
    const Record* b = nullptr;
    const Record* i = nullptr;  // MaxUnpool's indices
};

Inputs read_inputs(Folder& folder, const json& recorded) {
    Inputs inputs{read_all(folder, array_at(recorded, "inputs"))};
    inputs.x = find(inputs.records, "X");
    inputs.w = find(inputs.records, "W");
    inputs.b = find(inputs.records, "B");
    inputs.i = find(inputs.records, "I");
    if (inputs.x == nullptr) throw Damaged("there is no input X");
    return inputs;
}

/// What core says to the sizes of the call: a geometry, or the refusal.
Answer<Geometry> resolve_case(const json& recorded, const Inputs& inputs) {
    const Shape* weight = inputs.w != nullptr ? &inputs.w->shape : nullptr;
    const Shape* bias = inputs.b != nullptr ? &inputs.b->shape : nullptr;
    const auto operation = operation_of(recorded, inputs.x->shape, weight, bias != nullptr);
    if (!operation) return tl::unexpected(operation.error());
    const auto geometry = resolve(*operation, inputs.x->shape);
    if (!geometry) return refused(geometry.error());
    if (const auto error = check_weights(*geometry, weight, bias)) return refused(*error);
    return *geometry;
}

/// The numbers of the call.
struct Numbers {
    Tensor x, w, b{Shape{0}};
    std::vector<std::int64_t> indices;
    Operands operands() const { return {x, w, b, indices}; }
};

/// Core's indices stand in the input's shape; a call with others cannot be written and is refused.
Answer<Numbers> read_numbers(const Geometry& geometry, const Inputs& inputs) {
    Numbers numbers{to_tensor(*inputs.x), inputs.w != nullptr ? to_tensor(*inputs.w) : Tensor(Shape{0}),
                    inputs.b != nullptr ? to_tensor(*inputs.b) : Tensor(Shape{0}),
                    inputs.i != nullptr ? to_integers(*inputs.i) : std::vector<std::int64_t>()};
    const bool unpool = std::holds_alternative<MaxUnpool>(geometry.operation);
    if (unpool != (inputs.i != nullptr)) throw Damaged(unpool ? "MaxUnpool without I" : "I belongs to MaxUnpool only");
    if (unpool && !(inputs.i->shape == inputs.x->shape))
        return refused(Field::indices, fmt::format("indices are {}, the input is {}", to_string(inputs.i->shape),
                                                   to_string(inputs.x->shape)));
    if (const auto error = check_indices(geometry, numbers.indices)) return refused(*error);
    return numbers;
}

/// "derived": the explicit pads and the output sizes that auto_pad and output_shape come to.
Why compare_derived(const Geometry& geometry, const json& recorded) {
    if (!recorded.contains("derived") || !recorded.at("derived").is_object()) return std::nullopt;
    const json& derived = recorded.at("derived");
    Extents pads, sizes;
    for (const Axis& axis : geometry.axes) pads.push_back(axis.pad_begin);
    for (const Axis& axis : geometry.axes) pads.push_back(axis.pad_end);
    for (const Axis& axis : geometry.axes) sizes.push_back(axis.out);
    for (const auto& [key, got] : {std::pair{"pads", pads}, std::pair{"output_spatial", sizes}}) {
        if (!derived.contains(key)) continue;
        const auto expected = extents_at(derived, key, Field::padding);
        if (!expected || !(*expected == got))
            return fmt::format("{} come to {}, expected {}", key, fmt::join(got, " "), derived.at(key).dump());
    }
    return std::nullopt;
}

Why compare(const Evaluation& evaluation, const std::vector<Record>& outputs, const Tolerance& tolerance) {
    for (const Record& expected : outputs) {
        Why why;
        if (expected.role == "Y")
            why = difference(evaluation.output, expected, tolerance);
        else if (expected.role != "Indices")
            throw Damaged(fmt::format("output role {} is not known", expected.role));
        else if (!(expected.shape == evaluation.output.shape))
            why = fmt::format("Indices belong to {}, expected {}", to_string(evaluation.output.shape),
                              to_string(expected.shape));
        else
            why = difference(std::vector<double>(evaluation.indices.begin(), evaluation.indices.end()), expected, {});
        if (why) return why;
    }
    return std::nullopt;
}

/// The tutorial's printed values: 8 decimals of a float64, beside our float32.
Why compare_printed(const Evaluation& evaluation, const std::vector<Record>& printed, Tolerance tolerance) {
    tolerance.atol += 0.5e-8;
    tolerance.rtol += 0x1p-23;
    const std::vector<double> got(evaluation.output.values.begin(), evaluation.output.values.end());
    for (const Record& expected : printed)
        if (Why why = difference(got, expected, tolerance)) return why;
    return std::nullopt;
}

Why compare(const Gradients& gradients, const std::vector<Record>& expected, const Tolerance& tolerance) {
    for (const Record& record : expected) {
        const Tensor* got = record.role == "dX"   ? &gradients.input
                            : record.role == "dW" ? &gradients.weight
                            : record.role == "dB" ? &gradients.bias
                                                  : nullptr;
        if (got == nullptr) throw Damaged(fmt::format("gradient role {} is not known", record.role));
        if (Why why = difference(*got, record, tolerance)) return why;
    }
    return std::nullopt;
}

Why check_gradients(Folder& folder, const Geometry& geometry, const Numbers& numbers, const json& grad) {
    if (!grad.contains("upstream")) throw Damaged("a gradient without upstream");
    const Record upstream = folder.read(grad.at("upstream"));
    if (!(upstream.shape == geometry.output))
        return fmt::format("upstream is {}, the output {}", to_string(upstream.shape), to_string(geometry.output));
    const std::vector<Record> wrt = read_all(folder, array_at(grad, "wrt"));
    const Tolerance tolerance = tolerance_of(grad);
    const Tensor dy = to_tensor(upstream);
    if (Why why = compare(gradients_reference(geometry, numbers.operands(), dy), wrt, tolerance))
        return "gradients, reference: " + *why;
    if (Why why = compare(gradients(geometry, numbers.operands(), dy), wrt, tolerance))
        return "gradients, kernels: " + *why;
    return std::nullopt;
}

Why check_values(Folder& folder, const Geometry& geometry, const Numbers& numbers, const json& recorded) {
    const std::vector<Record> outputs = read_all(folder, array_at(recorded, "outputs"));
    const Tolerance tolerance = tolerance_of(recorded);
    const Evaluation slow = evaluate_reference(geometry, numbers.operands());
    if (Why why = compare(slow, outputs, tolerance)) return "reference: " + *why;
    if (Why why = compare(evaluate(geometry, numbers.operands()), outputs, tolerance)) return "kernels: " + *why;
    if (!recorded.contains("extra_outputs")) return std::nullopt;
    return compare_printed(slow, read_all(folder, array_at(recorded, "extra_outputs")), tolerance);
}

/// A call that must be refused: by its sizes, or by its indices.
Why check_refusal(const Answer<Geometry>& geometry, const Inputs& inputs) {
    if (!geometry) return std::nullopt;
    if (inputs.i != nullptr && !read_numbers(*geometry, inputs)) return std::nullopt;
    return "was accepted, but must be refused; output " + to_string(geometry->output);
}

std::string refusal(const Refused& why) {
    return "was refused: " + why.sentence;
}

}  // namespace

std::optional<std::string> failure(Folder& folder, const json& recorded) {
    const Inputs inputs = read_inputs(folder, recorded);
    const Answer<Geometry> geometry = resolve_case(recorded, inputs);
    const std::string expect = string_at(recorded, "expect");
    if (expect == "error") return check_refusal(geometry, inputs);
    if (expect != "ok") throw Damaged(fmt::format(R"("expect" is "{}")", expect));
    if (!geometry) return refusal(geometry.error());
    const json& outputs = array_at(recorded, "outputs");
    const auto y = std::find_if(outputs.begin(), outputs.end(),
                                [](const json& record) { return string_at(record, "role") == "Y"; });
    if (y == outputs.end()) throw Damaged("there is no output Y");
    const Record shape = folder.read(*y);
    if (!(shape.shape == geometry->output))
        return fmt::format("Y is {}, expected {}", to_string(geometry->output), to_string(shape.shape));
    if (Why why = compare_derived(*geometry, recorded)) return why;
    if (recorded.value("shape_only", false)) return std::nullopt;
    const Answer<Numbers> numbers = read_numbers(*geometry, inputs);
    if (!numbers) return refusal(numbers.error());
    if (Why why = check_values(folder, *geometry, *numbers, recorded)) return why;
    if (!recorded.contains("grad")) return std::nullopt;
    return check_gradients(folder, *geometry, *numbers, recorded.at("grad"));
}

}  // namespace stridelens::oracle
