// Nothing overlaps, nothing is cut off, from the smallest window on.

#include "tests/app/ui/driver.h"

#include <gtest/gtest.h>

namespace stridelens::test {
namespace {

bool overlap(const Box& a, const Box& b) {
    constexpr float slack = 0.5F;
    return a.x + slack < b.right() && b.x + slack < a.right() && a.y + slack < b.bottom() && b.y + slack < a.bottom();
}

struct Size {
    float width, height;
};

class Layout : public testing::TestWithParam<std::tuple<Size, const char*>> {};

void expect_no_overlap(const Driver& driver, const Size& size) {
    const std::string line = driver.line();
    const ui::ScreenLayout layout = ui::screen_layout(size.width, size.height);
    for (const ui::Placed& widget : driver.placed) {
        const Point middle = widget.box.centre();
        if (widget.id == "canvas") continue;
        EXPECT_GE(widget.box.x, 0.0F) << widget.id;
        EXPECT_LE(widget.box.right(), size.width) << widget.id;
        if (middle.x < layout.side.right() && middle.y > layout.side.y) {
            EXPECT_LE(widget.box.right(), layout.side.right()) << widget.id << " in " << line;
        }
        for (const ui::Placed& other : driver.placed) {
            if (&other == &widget || other.id == "canvas") continue;
            EXPECT_FALSE(overlap(widget.box, other.box))
                << widget.id << " over " << other.id << " at " << size.width << "x" << size.height << " in " << line;
        }
    }
}

TEST_P(Layout, NoTwoWidgetsOverlapAndNoneLeavesItsArea) {
    const auto& [size, line] = GetParam();
    Driver driver(line, size.width, size.height);
    expect_no_overlap(driver, size);
    driver.act(SetView{View::grad_input});
    driver.frames(2);
    expect_no_overlap(driver, size);
    driver.act(ToggleExportPanel{});
    for (const Format format : {Format::png, Format::pdf, Format::tikz, Format::gif, Format::html, Format::latex}) {
        ExportSettings settings = driver.state.export_panel.settings;
        settings.file.format = format;
        driver.act(SetExport{settings});
        driver.frames(2);
        expect_no_overlap(driver, size);
    }
}

TEST_P(Layout, TheAreasTileTheWindow) {
    const Size size = std::get<0>(GetParam());
    const ui::ScreenLayout layout = ui::screen_layout(size.width, size.height);
    EXPECT_EQ(layout.top_bar.bottom(), layout.side.y);
    EXPECT_EQ(layout.side.right(), layout.canvas.x);
    EXPECT_EQ(layout.canvas.bottom(), layout.transport.y);
    EXPECT_EQ(layout.transport.bottom(), size.height);
    EXPECT_EQ(layout.canvas.right(), size.width);
}

INSTANTIATE_TEST_SUITE_P(
    Sizes, Layout,
    testing::Combine(testing::Values(Size{900, 600}, Size{1024, 768}, Size{1440, 900}),
                     testing::Values("maxpool2d 1x1x5x5 k2 s1", "avgpool2d 1x1x6x6 k3x2 s2x1 p1:0x1",
                                     "pad2d 2x3x28x28 p2:-1x0:1", "conv2d 1x3x28x28 out4 k3x5 p1:2x0:1",
                                     "conv1d 1x2x9 out2 k3 groups2", "maxpool1d 1x1x10 k2 s1",
                                     "lppool2d 1x1x5x5 k2x3 norm=3", "adaptiveavgpool2d 1x2x5x7 out3x-",
                                     "maxunpool2d 1x1x3x3 k2 size7", "convtranspose2d 1x2x3x3 out2 k3 s2x1 op1x0",
                                     "unfold2d 1x1x5x5 k2", "fold2d 1x4x9 size4 k2", "maxpool3d 1x1x4x4x4 k2x1x2",
                                     "avgpool2d 1x1x4x4 k2 onnx p1 s1")),
    [](const auto& chosen) {  // a name without addresses: the size and the operation
        const Size size = std::get<0>(chosen.param);
        const std::string line = std::get<1>(chosen.param);
        return std::to_string(static_cast<int>(size.width)) + "x" + std::to_string(static_cast<int>(size.height)) +
               "_" + line.substr(0, line.find(' ')) + (line.find("onnx") == std::string::npos ? "" : "_onnx");
    });

}  // namespace
}  // namespace stridelens::test
