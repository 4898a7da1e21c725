// Every operation at every size from 1 to 32, with all counts of decimals and with long negative numbers: no text overlaps
// another one, leaves the page, or is wider than its cell.

#include "app/figure/page/page.h"
#include "core/operation/messages/messages.h"
#include "tests/app/figure/figure_faults.h"
#include "tests/app/figure/figure_scene.h"

#include <fmt/format.h>

#include <algorithm>

namespace stridelens {
namespace {

constexpr std::int64_t kLargest = 32;
constexpr int kStyles = 6;  // as many decimals as are needed, and 0 to 4

/// All operations on an input of this size, in one and two dimensions, and in three where they are small.
std::vector<std::string> lines_of(std::int64_t n) {
    const std::int64_t k = std::min<std::int64_t>(n, 3);
    std::vector<std::string> lines{
        fmt::format("maxpool2d 1x1x{0}x{0} k{1} s1", n, std::min<std::int64_t>(n, 2)),
        fmt::format("maxpool2d 1x3x{0}x{0} k{1} s2 p{2} ceil", n, k, k / 2),
        fmt::format("maxpool1d 1x2x{} k{} s1", n, k),
        fmt::format("avgpool2d 1x1x{0}x{0} k{1} s1 p{2} nocount", n, k, k / 2),
        fmt::format("avgpool1d 1x1x{} k{} s2 p{} ceil", n, k, k / 2),
        fmt::format("minpool2d 1x1x{0}x{0} k{1}", n, k),
        fmt::format("lppool2d 1x1x{0}x{0} k{1} norm=2", n, k),
        fmt::format("adaptivemaxpool2d 1x1x{0}x{0} out{1}", n, std::max<std::int64_t>(n / 2, 1)),
        fmt::format("adaptiveavgpool1d 1x1x{} out{}", n, std::max<std::int64_t>(n / 3, 1)),
        fmt::format("maxunpool2d 1x1x{0}x{0} k2", n),
        fmt::format("pad2d 1x1x{0}x{0} p1:2 value=-7.5", n),
        fmt::format("pad1d 1x2x{} p1 mode=replicate", n),
        fmt::format("conv2d 1x2x{0}x{0} out2 k{1} p1", n, k),
        fmt::format("conv1d 1x3x{} out1 k{} p1", n, k),
        fmt::format("convtranspose2d 1x1x{0}x{0} out1 k3 s2", n),
        fmt::format("unfold2d 1x1x{0}x{0} k{1}", n, std::min<std::int64_t>(n, 2)),
        fmt::format("fold2d 1x{1}x{2} size{0} k{3}", n, n > 1 ? 4 : 1, n > 1 ? (n - 1) * (n - 1) : 1, n > 1 ? 2 : 1),
    };
    if (n <= 8) {
        lines.push_back(fmt::format("maxpool3d 1x1x{0}x{0}x{0} k{1} s1", n, std::min<std::int64_t>(n, 2)));
        lines.push_back(fmt::format("conv3d 1x1x{0}x{0}x{0} out1 k{1}", n, std::min<std::int64_t>(n, 2)));
    }
    return lines;
}

/// −12345.678, −0.001, …: long, and of very different sizes.
std::vector<float> long_numbers(const Shape& shape) {
    constexpr float usual[] = {-12345.678F, -0.001F, -98.7654F, 0.0F, -654321.0F, 7.25F};
    std::vector<float> values;
    for (std::int64_t i = 0; i < element_count(shape); ++i)
        values.push_back(usual[static_cast<std::size_t>(i * i) % 6]);
    return values;
}

/// What is wrong with the figure and the page of this scene; empty: nothing.
std::string fault_of_scene(const std::string& line, bool longer, int style, float width, float height) {
    Scenario scenario;
    scenario.problem = *parse_problem(line);
    if (longer) scenario.problem.values = Values{Values::Kind::list, 0, long_numbers(scenario.problem.input)};
    Shown shown;
    follow(shown, scenario, 1, 1);
    if (shown.refusal) return "refused: " + sentence_of(*shown.refusal);
    Scene scene;
    scene.derived = shown.derived;
    scene.told = shown.told;
    scene.step = scene.shown = scene.slide_from = shown.told->step;
    scene.width = width;
    scene.height = height;
    if (style > 0) scene.decimals = style - 1;
    const Figure figure = build_figure(scene);
    PageOptions options;
    options.decimals = scene.decimals;
    options.width = width;
    options.height = height;
    const Figure page = build_page(shown.derived, options, shown.told->step);
    for (const auto& [what, one] : {std::pair{"figure", &figure}, {"page", &page}})
        for (const std::string& fault : {fault_of(*one), overflow_of(*one)})
            if (!fault.empty()) return fmt::format("{}: {}", what, fault);
    return "";
}

std::string words(const std::string& line, bool longer, int style, float width) {
    return fmt::format("{}{}, {} decimals, page {} wide", line, longer ? " with long numbers" : "",
                       style == 0 ? "as needed" : std::to_string(style - 1), width);
}

TEST(LayoutSizes, EveryOperationIsCleanAtEverySize) {
    int style = 0;
    for (std::int64_t n = 1; n <= kLargest; ++n)
        for (const std::string& line : lines_of(n))
            for (const bool longer : {false, true}) {
                style = (style + 1) % kStyles;
                const float width = n % 2 == 0 ? 1147.0F : 720.0F;
                EXPECT_EQ(fault_of_scene(line, longer, style, width, 0.7F * width), "")
                    << words(line, longer, style, width);
            }
}

TEST(LayoutSizes, EveryCountOfDecimalsIsCleanWithLongNegativeNumbers) {
    for (const std::int64_t n : {1, 2, 3, 5, 8})
        for (const std::string& line : lines_of(n))
            for (int style = 0; style < kStyles; ++style)
                EXPECT_EQ(fault_of_scene(line, true, style, 960.0F, 640.0F), "") << words(line, true, style, 960.0F);
}

}  // namespace
}  // namespace stridelens
