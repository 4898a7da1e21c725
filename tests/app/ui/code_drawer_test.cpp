// The program beside the picture, with mouse and keyboard.

#include "app/figure/facts/facts.h"
#include "app/state/actions/tap.h"
#include "tests/app/ui/driver.h"
#include "tests/scratch_folder.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

namespace stridelens::test {
namespace {

namespace fs = std::filesystem;

constexpr const char* kPool = "avgpool2d 1x1x6x6 k3 s2 p1 ceil";

class InFolder {
public:
    InFolder() : before_(fs::current_path()) { fs::current_path(folder_ / ""); }
    ~InFolder() { fs::current_path(before_); }
    InFolder(const InFolder&) = delete;
    InFolder& operator=(const InFolder&) = delete;

private:
    ScratchFolder folder_;
    fs::path before_;
};

std::string text_of(const fs::path& file) {
    std::ifstream in(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

void press(Driver& driver, ui::Key key, bool shift = false) {
    driver.window().keys.push_back({key, false, shift});
    driver.frames(3);
}

CodeListing listing_of(const Driver& driver) {
    return code_listing(driver.derived(), driver.state.code.form);
}

/// Number of the first line about it that is placed, from 1; 0: none.
std::size_t line_about(const Driver& driver, CodeSubject subject) {
    const CodeListing listing = listing_of(driver);
    for (std::size_t i = 0; i < listing.program->lines.size(); ++i)
        if (listing.program->lines[i].subject == subject && driver.has("code-line-" + std::to_string(i + 1)))
            return i + 1;
    return 0;
}

std::size_t outlines(const Figure& figure, const Paint& paint) {
    return static_cast<std::size_t>(std::ranges::count_if(figure.primitives, [&](const Primitive& primitive) {
        const auto* rect = std::get_if<Rect>(&primitive);
        return rect != nullptr && rect->stroke == paint;
    }));
}

TEST(CodeDrawer, OpensAndClosesByKeyByButtonAndByEscape) {
    Driver driver(kPool);
    const float before = driver.layout().canvas.w;
    EXPECT_FALSE(driver.has("code-drawer"));
    press(driver, ui::Key::f4);
    EXPECT_TRUE(driver.has("code-drawer"));
    EXPECT_LT(driver.layout().canvas.w, before);
    EXPECT_TRUE(driver.has("direction-0")) << "the panel stays where there is room";
    press(driver, ui::Key::f4);
    EXPECT_FALSE(driver.has("code-drawer"));
    driver.click(driver.has("code") ? "code" : "menu");
    if (driver.has("code") && !driver.has("code-drawer")) driver.click("code");
    driver.frames(2);
    EXPECT_TRUE(driver.has("code-drawer"));
    driver.click("close-code");
    EXPECT_FALSE(driver.has("code-drawer"));
    press(driver, ui::Key::f4);
    press(driver, ui::Key::escape);
    EXPECT_FALSE(driver.has("code-drawer"));
    EXPECT_TRUE(driver.state.history.undo.empty()) << "it is no edit";
}

TEST(CodeDrawer, TakesThePanelsPlaceInASmallWindowAndGivesItBack) {
    Driver driver(kPool, 1024.0F, 768.0F);
    press(driver, ui::Key::f4);
    EXPECT_TRUE(driver.has("code-drawer"));
    EXPECT_FALSE(driver.has("direction-0"));
    driver.click("settings");
    driver.frames(2);
    EXPECT_FALSE(driver.has("code-drawer"));
    EXPECT_TRUE(driver.has("direction-0"));
}

TEST(CodeDrawer, HasATabForEachFormAndSaysWhatAFrameworkLacks) {
    Driver driver("lppool2d 1x1x5x5 k2 norm=3");
    press(driver, ui::Key::f4);
    for (const ProgramForm form : kAllOf<ProgramForm>) {
        driver.click(std::string("code-") + to_string(form));
        driver.frames(2);
        EXPECT_EQ(driver.state.code.form, form);
        EXPECT_EQ(driver.has("copy-code"), listing_of(driver).program != nullptr) << to_string(form);
    }
}

TEST(CodeDrawer, TheLineAtWorkIsScrolledIntoViewAndFollowsTheStep) {
    Driver driver("conv2d 1x3x6x6 out2 k3 p1", 1440.0F, 620.0F);
    press(driver, ui::Key::f4);
    const auto lit = [&] {
        return *code_live(listing_of(driver), driver.state.scenario, driver.shown,
                          tap_shown(driver.state, driver.shown));
    };
    EXPECT_EQ(driver.memory().code_lit, lit().lit);
    for (int i = 0; i < 6; ++i) {
        press(driver, ui::Key::right, i >= 2);
        driver.frames(3);
        EXPECT_EQ(driver.memory().code_lit, lit().lit);
        const std::string id = "code-line-" + std::to_string(lit().lit + 1);
        ASSERT_TRUE(driver.has(id)) << "it shows";
        EXPECT_GT(driver.box(id).h, 20.0F) << "all of it";
    }
}

TEST(CodeDrawer, PointingAtALineLightsWhatItIsAbout) {
    Driver driver(kPool, 1440.0F, 1800.0F);
    press(driver, ui::Key::f4);
    const std::size_t line = line_about(driver, CodeSubject::window);
    ASSERT_GT(line, 0U);
    const Figure before = driver.figure;
    driver.move(driver.box("code-line-" + std::to_string(line)).centre());
    driver.frames(3);
    EXPECT_EQ(driver.state.display.hover, (CellId{Grid::code, static_cast<std::int64_t>(CodeSubject::window)}));
    EXPECT_GT(outlines(driver.figure, {Role::ink}), outlines(before, {Role::ink}));
    driver.move(driver.layout().transport.centre());
    driver.frames(3);
    EXPECT_EQ(driver.state.display.hover, CellId{});
    EXPECT_EQ(outlines(driver.figure, {Role::ink}), outlines(before, {Role::ink}));
}

TEST(CodeDrawer, EverySubjectOfEveryLoopIsSeenOnThePicture) {
    for (const char* spec : {"avgpool2d 1x1x6x6 k3 s2 p1", "conv2d 1x3x6x6 out2 k3 p1", "maxunpool2d 1x1x3x3 k2",
                             "convtranspose2d 1x2x3x3 out2 k3 s2", "fold2d 1x4x9 size4 k2", "unfold2d 1x1x5x5 k2"}) {
        Driver driver(spec);
        press(driver, ui::Key::f4);
        const CodeListing listing = listing_of(driver);
        for (const CodeLine& line : listing.program->lines) {
            if (line.subject == CodeSubject::none || line.subject == CodeSubject::bias) continue;
            driver.act(Hover{{Grid::code, static_cast<std::int64_t>(line.subject)}});
            Scene scene = scene_of(driver.state, driver.shown, 700.0F, 700.0F), plain = scene;
            plain.hover = {};
            EXPECT_GT(build_figure(scene).primitives.size(), build_figure(plain).primitives.size() + 1)
                << spec << ": " << line.text;
        }
    }
}

TEST(CodeDrawer, ShiftAndTheArrowsGoThroughTheWindow) {
    Driver driver(kPool);
    press(driver, ui::Key::right, true);
    EXPECT_EQ(tap_shown(driver.state, driver.shown), 0U);
    press(driver, ui::Key::right, true);
    press(driver, ui::Key::left, true);
    EXPECT_EQ(tap_shown(driver.state, driver.shown), 0U);
    press(driver, ui::Key::escape);
    EXPECT_EQ(driver.state.code.within, std::nullopt);
    press(driver, ui::Key::right, true);
    press(driver, ui::Key::right);
    EXPECT_EQ(driver.state.scenario.step, 1);
    EXPECT_EQ(driver.state.code.within, std::nullopt);
}

TEST(CodeDrawer, CopiesTheProgram) {
    Driver driver(kPool);
    press(driver, ui::Key::f4);
    driver.click("copy-code");
    driver.frames(2);
    EXPECT_EQ(driver.copied, listing_of(driver).program->text());
}

TEST(CodeDrawer, SavesTheProgramAndTheArraysThatItLoads) {
    const InFolder folder;
    Driver driver("avgpool2d 1x1x20x20 k3");
    press(driver, ui::Key::f4);
    driver.click("save-code");
    driver.frames(3);
    const fs::path file = "avgpool2d-1x1x20x20-k3-loop.py";
    ASSERT_TRUE(fs::exists(file)) << driver.state.notice;
    EXPECT_TRUE(fs::exists("avgpool2d-1x1x20x20-k3-loop_x.npy"));
    EXPECT_NE(text_of(file).find("avgpool2d-1x1x20x20-k3-loop_x.npy"), std::string::npos);
    EXPECT_NE(driver.state.notice.find("avgpool2d-1x1x20x20-k3-loop.py"), std::string::npos) << "it says where";
    driver.click("save-code");
    driver.frames(3);
    EXPECT_FALSE(fs::exists("avgpool2d-1x1x20x20-k3-loop-2.py")) << "its own file may be replaced";
}

TEST(CodeDrawer, NeverReplacesAFileOfOthers) {
    const InFolder folder;
    std::ofstream("avgpool2d-1x1x20x20-k3-loop.py") << "mine";
    std::ofstream("avgpool2d-1x1x20x20-k3-loop-2_x.npy") << "mine, too";
    Driver driver("avgpool2d 1x1x20x20 k3");
    press(driver, ui::Key::f4);
    driver.click("save-code");
    driver.frames(3);
    EXPECT_EQ(text_of("avgpool2d-1x1x20x20-k3-loop.py"), "mine");
    EXPECT_EQ(text_of("avgpool2d-1x1x20x20-k3-loop-2_x.npy"), "mine, too");
    EXPECT_FALSE(fs::exists("avgpool2d-1x1x20x20-k3-loop-2.py"));
    EXPECT_TRUE(fs::exists("avgpool2d-1x1x20x20-k3-loop-3.py")) << driver.state.notice;
}

TEST(CodeDrawer, OfRefusedSettingsNothingIsSaved) {
    const InFolder folder;
    Driver driver("maxpool2d 1x1x5x5 k2 s1");
    press(driver, ui::Key::f4);
    driver.act(SetInputShape{Shape{1, 1, 1, 1}});
    driver.frames(3);
    driver.act(SaveCode{});
    driver.frames(3);
    EXPECT_TRUE(fs::is_empty("."));
    EXPECT_NE(driver.state.notice.find("refused"), std::string::npos);
}

}  // namespace
}  // namespace stridelens::test
