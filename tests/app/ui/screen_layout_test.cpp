// Nothing overlaps, nothing is cut off, from the smallest window on.

#include "app/ui/widgets/imgui_compat.h"
#include "core/operation/catalogue.h"
#include "tests/app/ui/driver.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>

namespace stridelens::test {
namespace {

bool overlap(const Box& a, const Box& b) {
    constexpr float slack = 0.5F;
    return a.x + slack < b.right() && b.x + slack < a.right() && a.y + slack < b.bottom() && b.y + slack < a.bottom();
}

/// In the side panel, which scrolls: what of it lies beyond its lower edge does not show.
bool in_side(const ui::Placed& widget, const ui::ScreenLayout& layout) {
    constexpr std::array transport{"first", "back", "play", "forward", "last", "scrubber", "speed"};
    const Point middle = widget.box.centre();
    return middle.x < layout.side.right() && middle.y > layout.side.y &&
           std::find(transport.begin(), transport.end(), widget.id) == transport.end();
}

struct Size {
    float width, height;
};

class Layout : public testing::TestWithParam<std::tuple<Size, const char*>> {};

void expect_no_overlap(const Driver& driver) {
    const std::string line = driver.line();
    const ui::ScreenLayout layout = driver.layout();
    const Point size = driver.room();
    const auto is_area = [](const ui::Placed& placed) { return placed.id == "canvas" || placed.id == "code-drawer"; };
    for (const ui::Placed& widget : driver.placed) {
        if (is_area(widget)) continue;
        EXPECT_GE(widget.box.x, 0.0F) << widget.id;
        EXPECT_LE(widget.box.right(), size.x) << widget.id << " in " << line;
        if (widget.id != "canvas" && !in_side(widget, layout)) {
            EXPECT_LE(widget.box.bottom(), size.y) << widget.id << " in " << line;
        }
        if (in_side(widget, layout)) {
            EXPECT_LE(widget.box.right(), layout.side.right()) << widget.id << " in " << line;
        }
        for (const ui::Placed& other : driver.placed) {
            if (&other == &widget || is_area(other)) continue;
            if (in_side(widget, layout) != in_side(other, layout)) continue;  // each has an area of its own
            EXPECT_FALSE(overlap(widget.box, other.box))
                << widget.id << " over " << other.id << " at " << size.x << "x" << size.y << " points in " << line;
        }
    }
}

TEST_P(Layout, NoTwoWidgetsOverlapAndNoneLeavesItsArea) {
    const auto& [size, line] = GetParam();
    Driver driver(line, size.width, size.height);
    expect_no_overlap(driver);
    driver.act(SetView{View::grad_input});
    driver.frames(2);
    expect_no_overlap(driver);
    for (const ProgramForm form : kAllOf<ProgramForm>) {
        driver.act(ShowCode{form});
        driver.frames(3);
        EXPECT_TRUE(driver.has("close-code"));
        expect_no_overlap(driver);
    }
    driver.act(ToggleExportPanel{});
    for (const Format format : {Format::png, Format::pdf, Format::tikz, Format::gif, Format::html, Format::latex}) {
        ExportSettings settings = driver.state.export_panel.settings;
        settings.file.format = format;
        driver.act(SetExport{settings});
        driver.frames(2);
        expect_no_overlap(driver);
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
    const ui::ScreenLayout with = ui::screen_layout(size.width, size.height, false, 0.0F, true);
    EXPECT_EQ(with.canvas.right(), with.drawer.x);
    EXPECT_EQ(with.drawer.right(), size.width);
    EXPECT_EQ(with.drawer.y, with.canvas.y);
    EXPECT_EQ(with.drawer.bottom(), with.canvas.bottom()) << "over the canvas' height alone";
    EXPECT_GE(with.canvas.w, 480.0F);
    EXPECT_EQ(with.side.w == 0.0F, size.width < 1280.0F)
        << "it takes the panel's place where there is no room for both";
}

/// Every size of the window with every scale of the user's: the smallest points that there are and the most.
class Scaled : public testing::TestWithParam<std::tuple<Size, int, ThemeName>> {};

TEST_P(Scaled, NothingOverlapsAndEverythingIsReached) {
    const auto& [size, scale, theme] = GetParam();
    for (const char* line : {"convtranspose2d 1x2x3x3 out2 k3 s2x1 op1x0", "adaptiveavgpool2d 1x2x5x7 out3x-",
                             "maxpool3d 1x1x4x4x4 k2x1x2", "maxpool2d 1x1x500x500 k2 s1"}) {
        Driver driver(line, size.width, size.height);
        driver.act(SetScale{scale});
        driver.act(SetTheme{theme});
        driver.frames(2);
        expect_no_overlap(driver);
        for (const char* id : {"first", "back", "play", "forward", "last", "speed", "theme"})
            EXPECT_TRUE(driver.has(id)) << id << " in " << line;
        EXPECT_GE(driver.box("scrubber").w, 40.0F) << line;
        driver.act(ToggleCode{});
        driver.frames(3);
        expect_no_overlap(driver);
        EXPECT_GE(driver.layout().canvas.w, 170.0F) << line;
        driver.act(ToggleCode{});
        driver.frames(2);
        if (driver.has("settings")) {
            EXPECT_FALSE(driver.has("direction-0"));
            driver.click("settings");
            expect_no_overlap(driver);
        }
        EXPECT_TRUE(driver.has("direction-0")) << line;
        driver.click(driver.has("tab-4") ? "tab-4" : "tab-0");
        for (std::size_t i = driver.has("tab-4") ? 4 : 0; i < kOperations; ++i)
            EXPECT_TRUE(driver.has("more:" + std::to_string(i))) << i << " in " << line;
        driver.key(ImGuiKey_Escape);
        driver.click(Point{driver.layout().canvas.right() - 3.0F, driver.layout().canvas.y + 3.0F});
        if (driver.has("menu")) driver.click("menu");
        for (const char* id : {"lessons", "open", "figure"}) EXPECT_TRUE(driver.has(id)) << id << " in " << line;
        if (!driver.has("menu")) driver.click("display");
        for (const ThemeName each : kThemes)
            EXPECT_TRUE(driver.has("theme:" + std::string(to_string(each)))) << to_string(each) << " in " << line;
    }
}

TEST_P(Scaled, MenusEndWithinTheWindow) {
    const auto& [size, scale, theme] = GetParam();
    Driver driver("maxpool2d 1x1x5x5 k2 s1", size.width, size.height);
    driver.act(SetScale{scale});
    driver.act(SetTheme{theme});
    driver.frames(2);
    const bool folded = driver.has("menu");
    driver.click(folded ? "menu" : "lessons");
    if (folded) driver.click("lessons");
    driver.frames(2);
    ASSERT_TRUE(driver.has("lesson-0"));
    const ImGuiWindow* menu = ImGui::GetCurrentContext()->OpenPopupStack.front().Window;
    ASSERT_NE(menu, nullptr);
    EXPECT_LE(menu->Pos.y + menu->Size.y, driver.room().y);
    EXPECT_GE(menu->Pos.x, 0.0F);
    EXPECT_LE(menu->Pos.x + menu->Size.x, driver.room().x);
    EXPECT_GE(menu->ScrollMax.y + menu->Size.y + 1.0F, menu->ContentSize.y) << "the rest is reached by scrolling";
}

INSTANTIATE_TEST_SUITE_P(
    Sizes, Scaled,
    testing::Combine(testing::Values(Size{900, 600}, Size{1024, 768}, Size{1440, 900}, Size{3840, 2160}),
                     testing::Values(75, 100, 150, 200, 300), testing::Values(ThemeName::dark, ThemeName::projector)),
    [](const auto& chosen) {
        const Size size = std::get<0>(chosen.param);
        return std::to_string(static_cast<int>(size.width)) + "x" + std::to_string(static_cast<int>(size.height)) +
               "_" + std::to_string(std::get<1>(chosen.param)) + "_" +
               std::string(to_string(std::get<2>(chosen.param)));
    });

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
