// The code of each framework calls every parameter as the description of the parameters does.
#include "core/explain/explain.h"
#include "core/operation/parameters/settings.h"
#include "core/words/table.h"
#include "tests/core/random_problem.h"
#include "tests/core/seed.h"

#include <gtest/gtest.h>

#include <regex>
#include <set>
#include <string>
#include <vector>

namespace stridelens {
namespace {

/// A keyword argument, "stride" of "torch.nn.MaxPool2d(kernel_size=2, stride=1)".
struct Argument {
    std::string call, name;
};

/// Every keyword of every call; what stands in quotes or behind # is no code.
std::vector<Argument> arguments_of(const std::string& code) {
    static const std::regex token(R"re("[^"]*"|#[^\n]*|([A-Za-z_][\w.]*)?\(|\)|([A-Za-z_]\w*)=)re");
    std::vector<Argument> found;
    std::vector<std::string> open;
    for (std::sregex_iterator it(code.begin(), code.end(), token), end; it != end; ++it) {
        const std::string text = it->str();
        if (text.ends_with('(')) open.push_back((*it)[1]);
        if (text == ")" && !open.empty()) open.pop_back();
        if (text.ends_with('=') && !open.empty()) found.push_back({open.back(), (*it)[2]});
    }
    return found;
}

/// Which operation's names a call takes: its own, but for what is put before or in its place.
std::size_t operation_of(const std::string& call, std::size_t alternative) {
    if (call == "F.pad") return alternative_of<Pad>();
    if (call.starts_with("F.conv_transpose")) return alternative_of<ConvTranspose>();
    return alternative;
}

/// No parameters of ours: what makes a call do what the operation does.
bool is_fixed(const std::string& name) {
    return name == "return_indices" || name == "keepdims" || name == "axis";  // Gather's: along which cells are picked
}

std::set<std::string> names_of(std::size_t alternative, Convention convention) {
    std::set<std::string> names;
    for (const ParameterInfo& info : parameter_table()) names.insert(name_in(convention, alternative, info.field));
    names.erase("");
    return names;
}

TEST(ExplainCodeNames, EveryKeywordIsTheNameOfAParameterOfThatOperation) {
    test::RandomProblems problems(test::seed_or(44));
    std::set<std::string> printed;
    for (std::size_t alternative = 0; alternative < kOperations; ++alternative)
        for (int round = 0; round < 500; ++round) {
            const test::RandomProblem problem = problems.next(test::Cells::integers, alternative);
            const Convention convention = convention_of(problem.geometry.operation);
            const std::string code = pytorch_code(problem.geometry, 10'000);
            for (const Argument& argument : arguments_of(code)) {
                std::set<std::string> names = names_of(operation_of(argument.call, alternative), convention);
                if (argument.call.starts_with("tf.nn.")) names.insert("dilations");  // the layers' dilation_rate
                if (is_fixed(argument.name)) continue;
                ASSERT_TRUE(names.contains(argument.name)) << argument.name << " of " << argument.call << " in\n"
                                                           << code << "\n"
                                                           << problem.line;
                printed.insert(std::string(to_string(convention)) + " " + argument.name);
            }
        }
    for (const char* name : {"PyTorch kernel_size",
                             "PyTorch stride",
                             "PyTorch padding",
                             "PyTorch dilation",
                             "PyTorch ceil_mode",
                             "PyTorch count_include_pad",
                             "PyTorch divisor_override",
                             "PyTorch norm_type",
                             "PyTorch output_size",
                             "PyTorch output_padding",
                             "PyTorch groups",
                             "PyTorch bias",
                             "PyTorch padding_mode",
                             "PyTorch mode",
                             "PyTorch value",
                             "ONNX kernel_shape",
                             "ONNX strides",
                             "ONNX pads",
                             "ONNX auto_pad",
                             "ONNX dilations",
                             "ONNX ceil_mode",
                             "ONNX count_include_pad",
                             "ONNX storage_order",
                             "ONNX p",
                             "ONNX group",
                             "ONNX mode",
                             "ONNX output_padding",
                             "ONNX output_shape",
                             "TensorFlow pool_size",
                             "TensorFlow kernel_size",
                             "TensorFlow strides",
                             "TensorFlow padding",
                             "TensorFlow dilation_rate",
                             "TensorFlow groups",
                             "TensorFlow use_bias",
                             "TensorFlow mode",
                             "TensorFlow constant_values"})
        EXPECT_TRUE(printed.contains(name)) << name;
}

std::set<std::string> keywords_of(const Operation& operation, const Shape& input) {
    std::set<std::string> keywords;
    for (const Argument& argument : arguments_of(pytorch_code(*resolve(operation, input), 10'000)))
        keywords.insert(argument.name);
    return keywords;
}

TEST(ExplainCodeNames, AParameterThatIsNoLongerItsDefaultIsPrintedUnderItsOwnName) {
    int named = 0;
    for (std::size_t alternative = 0; alternative < kOperations; ++alternative)
        for (const Convention convention : kAllOf<Convention>) {
            if (!has_operation(alternative, convention) || alternative == alternative_of<Fold>()) continue;
            Operation usual = default_operation(alternative, 2, convention);
            usual = with_value(usual, Field::kernel_size, 4);
            const Shape input{1, 2, 9, 9};
            for (const Field field : parameters_of(usual)) {
                const std::string name = name_in(convention, alternative, field);
                for (std::int64_t value = 0; value < 4; ++value) {
                    const Operation changed = with_value(usual, field, value);
                    if (name.empty() || check(usual, input) || check(changed, input)) continue;
                    const std::set<std::string> before = keywords_of(usual, input);
                    for (const std::string& keyword : keywords_of(changed, input)) {
                        if (before.contains(keyword)) continue;
                        ++named;
                        EXPECT_EQ(keyword, name) << to_string(field) << "\n"
                                                 << pytorch_code(*resolve(changed, input), 10'000);
                    }
                }
            }
        }
    EXPECT_GT(named, 60);
}

}  // namespace
}  // namespace stridelens
