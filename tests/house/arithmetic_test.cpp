// All index arithmetic stands in core/window: app reads the numbers of windows, it does not calculate with them.

#include "tests/house/arithmetic.h"
#include "tests/house/sources.h"

#include <gtest/gtest.h>

namespace stridelens::house {
namespace {

TEST(Arithmetic, AppAndReferenceCalculateNothingFromTheNumbersOfWindows) {
    std::size_t lines = 0;
    for (const Source& source : sources({"app", "core/reference"})) {  // the definition has but taps
        lines += source.lines.size();
        for (const Finding& finding : window_arithmetic(source.lines))
            ADD_FAILURE() << source.path << ":" << finding.line << ": arithmetic with " << finding.what
                          << " belongs in core/window:\n"
                          << source.lines[finding.line - 1];
    }
    EXPECT_GT(lines, 10'000U);
}

/// The house's own arithmetic: what the rule finds if it is looked for where it lives.
TEST(Arithmetic, IsFoundWhereItLives) {
    std::size_t found = 0;
    for (const Source& source : sources({"core/window"})) found += window_arithmetic(source.lines).size();
    EXPECT_GT(found, 40U);
}

struct Snippet {
    std::string code;
    bool arithmetic = true;
};

const std::vector<Snippet> kSnippets = {
    {"return o * axis.stride - axis.pad_begin;"},
    {"return axis.dilation*(axis.kernel - 1);"},
    {"const int group = channel / geometry.groups;"},
    {"const auto rest = channel % facts.geometry.groups;"},
    {"at += geometry.axes[a].stride;"},
    {"axis.pad_end += 1;"},
    {"++axis.pad_begin;"},
    {"return -axis.pad_begin;"},
    {"return (axis.stride) * at;"},
    {"return static_cast<float>(axis.stride) * pitch;"},
    {"return std::max<std::int64_t>(axis.pad_end, 0) + 1;"},
    {"return 1 + std::max<std::int64_t>(0, axis.pad_end);"},
    {"return std::clamp<std::int64_t>(std::min(axis.in, most), 0, 9) - 1;"},
    {"return (dense ? 1 : axis.dilation) * k;"},
    {"return (dense ? axis.dilation : 1) * k;"},
    {"return op.stride[i] * k;"},
    {"return k * op.kernel_size[i];"},
    {"return axis.span() - 1;"},
    {"return pool->stride[0] + 1;"},
    {"return readings * static_cast<double>(axis.kernel);"},
    {"return kernel_of(operation)[0] / 2;"},
    {"return padding[axis].begin + padding[axis].end;"},
    {"return *value_of(operation, Field::stride) * at;"},
    {"return find_parameter<Extents>(operation, Field::dilation)->front() * k;"},
    {"void f() {\n    const Extents kernel = kernel_of(operation), stride = stride_of(operation);\n    use(stride[0] * "
     "2);\n}"},
    {"void f() {\n    const std::int64_t groups = parameter_or(op, Field::groups, one);\n    use(c / groups);\n}"},
    {"void f() {\n    const std::int64_t s = axis.stride;\n    use(s * 2);\n}"},
    {"void f() {\n    const auto s = std::max<std::int64_t>(axis.stride, 1);\n    use(1 + s);\n}"},
    {"void f() {\n    const Extents all = op.stride;\n    use(all[0] * 2);\n}"},
    {"void f() {\n    const auto s = axis.stride, t = s;\n    auto u = s;\n    use(u % 2);\n}"},
    {"void f() {\n    Sides sides;\n    sides = {axis.pad_begin, axis.pad_end};\n    use(sides.begin - 1);\n}"},
    {"const Shape first{axis.pad_begin - 1};"},
    {"void f() {\n    const Extents all{axis.stride, 1};\n    use(2 * all[0]);\n}"},
    // what is no arithmetic
    {"if (axis.pad_begin > 0 || axis.pad_end > 0) return true;", false},
    {"text = fmt::format(\"stride {}\", axis.stride);", false},
    {"return shown(axis.stride) + 1;", false},  // what a function makes of it is the function's
    {"op.stride = with_entries(op.stride, count);", false},
    {"return end > std::max<std::int64_t>(axis.pad_end, 0);", false},
    {"rows = {axis.pad_begin, axis.pad_end};", false},
    {"const bool padded = axis.pad_begin > 0;\n    return 1 - padded;", false},
    {"return std::min(*value_of(operation, Field::stride), most);", false},
    {"std::sort(list.begin() + 1, list.end());", false},
    {"void f() {\n    const std::int64_t at = 1, s = axis.stride;\n    use(at * 2);\n}", false},
    {"return value_of(operation, Field::bias) + 1;", false},
    {"// o * axis.stride", false},
    {"const char* text = \"o * axis.stride\";", false},
    {"const char* text = R\"(o * axis.stride)\";", false},
    {"return facts.kernel.size.rows * pitch;", false},
    {"return layout.kernel.planes.size() - 1;", false},
    {"around.out << 1 + 2;", false},
    {"const float note = (&block == &layout.kernel ? many : block).hidden;\n    return note + 1;", false},
    {"if (*pool.stride == 1) return;", false},
    {"void f() {\n    const auto s = axis.stride;\n}\nvoid g(int s) {\n    use(s * 2);\n}", false},
    {"std::int64_t stride = 2;\n    return r % stride;", false},  // of labels
};

TEST(Arithmetic, IsToldFromReadingANumber) {
    for (const Snippet& snippet : kSnippets) {
        std::vector<std::string> lines{""};
        for (const char c : snippet.code) {
            if (c == '\n')
                lines.emplace_back();
            else
                lines.back() += c;
        }
        EXPECT_EQ(!window_arithmetic(lines).empty(), snippet.arithmetic) << snippet.code;
    }
}

}  // namespace
}  // namespace stridelens::house
