// What is told stands in a place of its own: it covers nothing, moves nothing but what gives way to it, and stays.

#include "tests/app/ui/driver.h"

#include <gtest/gtest.h>

namespace stridelens::test {
namespace {

constexpr const char* kPool = "maxpool2d 1x1x6x6 k2";

bool apart(const Box& a, const Box& b) {
    return a.right() <= b.x || b.right() <= a.x || a.bottom() <= b.y || b.bottom() <= a.y;
}

TEST(Foot, ALessonsNoteStaysAndIsFoldedAndComesBack) {
    Driver driver(kPool);
    EXPECT_FALSE(driver.has("foot"));
    driver.click("lessons");
    driver.click("lesson-0");
    driver.frames(60 * 60);  // a minute
    ASSERT_TRUE(driver.has("lesson-note"));
    EXPECT_EQ(driver.state.lesson.title, driver.state.scenario.title);
    const float unfolded = driver.box("foot").h;
    driver.click("lesson-note");
    EXPECT_LT(driver.box("foot").h, unfolded);
    driver.click("lesson-note");
    EXPECT_EQ(driver.box("foot").h, unfolded);
    driver.act(LoadScenario{scenario_of(kPool)});
    driver.frames(3);
    EXPECT_FALSE(driver.has("foot")) << "the problem is another one";
}

TEST(Foot, CoversNeitherTheCanvasNorTheTransport) {
    for (const Point& size : {Point{1440.0F, 900.0F}, Point{1024.0F, 768.0F}, Point{620.0F, 560.0F}}) {
        Driver driver(kPool, size.x, size.y);
        driver.act(Notify{"Left out, since it would be refused here: mode=reflect."});
        driver.frames(3);
        ASSERT_TRUE(driver.has("foot")) << size.x;
        const ui::ScreenLayout layout = driver.layout();
        const Box foot = driver.box("foot");
        const Box canvas = layout.side.w > 0.0F ? layout.canvas : driver.box("canvas");
        EXPECT_TRUE(apart(foot, canvas)) << size.x;
        EXPECT_TRUE(apart(foot, layout.transport)) << size.x;
        EXPECT_TRUE(apart(foot, layout.top_bar)) << size.x;
        driver.click("notice");
        EXPECT_FALSE(driver.has("foot")) << "a click sends it away";
    }
}

TEST(Foot, WhatIsTypedAndNotTakenIsSaidWithTheWayOut) {
    Driver driver(kPool);
    driver.click("size-H-value");
    driver.type("abc");
    driver.key(ImGuiKey_Enter);
    EXPECT_EQ(driver.state.notice, "“abc” is not taken: “Height” stays 6. It can be a whole number from 1 to 512.");
    EXPECT_EQ(driver.line(), kPool);
    driver.click("stride-value");
    driver.type("600");
    driver.key(ImGuiKey_Enter);
    EXPECT_EQ(driver.state.notice, "“Stride” can be 1 to 512; 600 became 512.");
}

TEST(Foot, ASliderSaysWhyItStops) {
    Driver driver("maxpool2d 1x1x6x6 k4 s1");
    const Box kernel = driver.box("kernel");
    driver.drag(kernel.centre(), {kernel.right() + 60.0F, kernel.centre().y});
    EXPECT_EQ(driver.line(), "maxpool2d 1x1x6x6 k6 s1");
    EXPECT_NE(driver.state.notice.find("kernel"), std::string::npos) << driver.state.notice;
    EXPECT_NE(driver.state.notice.find('7'), std::string::npos) << driver.state.notice;
    const Box stride = driver.box("stride");
    driver.drag(stride.centre(), {stride.right() + 60.0F, stride.centre().y});
    EXPECT_EQ(driver.state.notice, "The slider of “Stride” ends at 8; up to 512 can be typed.");
}

}  // namespace
}  // namespace stridelens::test
