// Lists and menus: by mouse, and all of them by keyboard.

#include "app/ui/widgets/imgui_compat.h"
#include "tests/app/ui/driver.h"

#include <gtest/gtest.h>

namespace stridelens::test {
namespace {

const char* const kPool = "maxpool2d 1x1x5x5 k2 s1";

bool list_is_open() {
    return ui::compat::popup_open();
}

struct List {
    const char* opener;
    const char* entry;  // one of its entries that has a name
};
constexpr List kLists[] = {{"lessons", "lesson-0"}, {"display", "scale:100"},
                           {"tab", "more:5"},       {"values", "values:1"},
                           {"speed", ""},           {"open", ""}};

/// By keyboard.
void open(Driver& driver, const std::string& opener) {
    ASSERT_TRUE(driver.tab_to(opener)) << opener;
    driver.key(ImGuiKey_Enter);
    driver.frames(2);
}

TEST(Lists, EveryOneOpensByKeyAndClosesByEscape) {
    for (const List& list : kLists) {
        Driver driver(kPool);
        open(driver, list.opener);
        EXPECT_TRUE(list_is_open()) << list.opener;
        if (*list.entry != '\0') EXPECT_TRUE(driver.has(list.entry)) << list.opener;
        driver.key(ImGuiKey_Escape);
        driver.frames(2);
        EXPECT_FALSE(list_is_open()) << list.opener;
    }
}

TEST(Lists, EscapeClosesTheListAloneAndNotThePanelAboutIt) {
    Driver driver(kPool);
    driver.act(ToggleExportPanel{});
    driver.frames(2);
    driver.click("display");
    ASSERT_TRUE(list_is_open());
    driver.window().keys.push_back({ui::Key::escape});
    driver.key(ImGuiKey_Escape);
    EXPECT_FALSE(list_is_open());
    EXPECT_TRUE(driver.state.export_panel.open);
    driver.window().keys.push_back({ui::Key::escape});
    driver.key(ImGuiKey_Escape);
    EXPECT_FALSE(driver.state.export_panel.open) << "the next one closes it";
}

TEST(Lists, OneGivesWayToTheNextInOneClick) {
    Driver driver(kPool);
    driver.click("lessons");
    ASSERT_TRUE(driver.has("lesson-0"));
    driver.click("display");
    EXPECT_TRUE(driver.has("scale:100"));
    EXPECT_FALSE(driver.has("lesson-0"));
    driver.click("values");
    EXPECT_TRUE(driver.has("values:1"));
    EXPECT_FALSE(driver.has("scale:100"));
    driver.click("theme");
    EXPECT_FALSE(list_is_open());
    EXPECT_EQ(count<ToggleTheme>(driver.all), 1) << "what the click was for is done, too";
}

TEST(Lists, AClickOnItsOwnWordOrOnThePictureClosesIt) {
    for (const char* id : {"lessons", "display", "open", "values", "speed"}) {
        Driver driver(kPool);
        driver.click(id);
        EXPECT_TRUE(list_is_open()) << id;
        driver.click(id);
        EXPECT_FALSE(list_is_open()) << id;
        driver.click(id);
        EXPECT_TRUE(list_is_open()) << id;
        const std::int64_t step = driver.state.scenario.step;
        driver.click(driver.cell({Grid::output, 5}));
        EXPECT_FALSE(list_is_open()) << id;
        EXPECT_EQ(driver.state.scenario.step, step) << id << ": the picture was only clicked to close it";
    }
}

TEST(Lists, ArrowsAndEnterChooseAndAreForTheListAlone) {
    Driver driver(kPool);
    const std::int64_t step = driver.state.scenario.step;
    open(driver, "values");
    driver.window().keys.push_back({ui::Key::space});
    driver.key(ImGuiKey_DownArrow);
    driver.key(ImGuiKey_DownArrow);
    driver.key(ImGuiKey_Enter);
    EXPECT_FALSE(list_is_open());
    EXPECT_EQ(driver.state.scenario.problem.values.kind, Values::Kind::ramp);
    EXPECT_FALSE(driver.state.playback.playing);
    EXPECT_EQ(driver.state.scenario.step, step);
}

TEST(Lists, ALongOneScrollsWithinALowWindow) {
    Driver driver(kPool, 1024.0F, 480.0F);
    driver.click("lessons");
    const Box first = driver.box("lesson-0");
    ASSERT_TRUE(list_is_open());
    EXPECT_LT(first.bottom(), 480.0F);
    for (int presses = 0; presses < 40; ++presses) driver.key(ImGuiKey_DownArrow);
    EXPECT_LT(driver.box("lesson-0").y, first.y) << "arrows lead beyond the window's edge";
}

TEST(Keyboard, ReachesTabsMenusAndTransport) {
    Driver driver(kPool);
    for (const char* id : {"tab", "rank", "lessons", "open", "figure", "display", "theme", "first", "back", "play",
                           "forward", "last", "scrubber", "speed"}) {
        EXPECT_TRUE(driver.tab_to(id)) << id;
        driver.key(ImGuiKey_Escape);
    }
    ASSERT_TRUE(driver.tab_to("scrubber"));
    driver.key(ImGuiKey_RightArrow);
    EXPECT_EQ(driver.state.scenario.step, 1);
    driver.key(ImGuiKey_Escape);
    ASSERT_TRUE(driver.tab_to("tab"));
    driver.key(ImGuiKey_RightArrow);
    EXPECT_TRUE(std::holds_alternative<AvgPool>(driver.state.scenario.problem.operation)) << driver.line();
    driver.key(ImGuiKey_Escape);
    ASSERT_TRUE(driver.tab_to("rank"));
    driver.key(ImGuiKey_LeftArrow);
    EXPECT_EQ(spatial_rank_of(driver.state.scenario.problem.operation), 1) << driver.line();
    driver.key(ImGuiKey_Enter);
    EXPECT_EQ(spatial_rank_of(driver.state.scenario.problem.operation), 1) << "no list is there to be opened";
    driver.key(ImGuiKey_Escape);
    ASSERT_TRUE(driver.tab_to("play"));
    driver.key(ImGuiKey_Enter);
    EXPECT_TRUE(driver.state.playback.playing);
}

}  // namespace
}  // namespace stridelens::test
