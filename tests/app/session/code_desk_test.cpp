// What the drawer shows is made when it changes, and not in every frame.

#include "app/session/code_desk.h"
#include "tests/app/cli/headless.h"

#include <gtest/gtest.h>

namespace stridelens {
namespace {

TEST(CodeDesk, MakesTheProgramOnceForEachDerivationAndForm) {
    Headless program("maxpool2d 1x1x5x5 k2 s1");
    CodeDesk desk;
    EXPECT_EQ(desk.page(program.state, program.shown), nullptr) << "it is put away";
    program.act(ToggleCode{});
    const auto listing = [&] { return desk.page(program.state, program.shown)->listing.program; };
    const auto first = listing();
    ASSERT_NE(first, nullptr);
    program.act(StepBy{1});
    program.act(TapBy{1});
    EXPECT_EQ(listing(), first) << "of another step it is the same";
    program.act(ShowCode{ProgramForm::numpy});
    const auto numpy = listing();
    EXPECT_NE(numpy, first);
    program.act(SetInputShape{Shape{1, 1, 6, 6}});
    EXPECT_NE(listing(), numpy);
}

TEST(CodeDesk, TheLineAtWorkFollows) {
    Headless program("maxpool2d 1x1x5x5 k2 s1");
    program.act(ToggleCode{});
    CodeDesk desk;
    const std::size_t result = desk.page(program.state, program.shown)->live->lit;
    program.act(TapBy{1});
    EXPECT_NE(desk.page(program.state, program.shown)->live->lit, result);
    program.act(StepBy{1});
    EXPECT_EQ(desk.page(program.state, program.shown)->live->lit, result);
    program.act(SetView{View::grad_input});
    EXPECT_EQ(desk.page(program.state, program.shown)->live, std::nullopt);
}

TEST(CodeDesk, SaysHowManyCellsAreEqualOnceNoSliderIsDragged) {
    Headless program("maxpool2d 1x1x5x5 k2 s1");
    program.act(ToggleCode{});
    CodeDesk desk;
    const auto result = [&] { return desk.page(program.state, program.shown)->result; };
    EXPECT_NE(result().find("16 of 16"), std::string::npos);
    program.act(BeginEdit{});
    program.act(SetInputShape{Shape{1, 1, 6, 6}});
    EXPECT_EQ(result().find(" of "), std::string::npos) << "of this derivation it is not known yet";
    program.act(CommitEdit{});
    EXPECT_NE(result().find("25 of 25"), std::string::npos);
    program.act(ShowCode{ProgramForm::pytorch});
    EXPECT_EQ(result().find("25 of 25"), std::string::npos) << "that was not run";
}

TEST(CodeDesk, OfRefusedSettingsItIsTheLastThatWereNot) {
    Headless program("maxpool2d 1x1x5x5 k2 s1");
    program.act(ToggleCode{});
    CodeDesk desk;
    const auto listing = desk.page(program.state, program.shown)->listing.program;
    program.act(SetInputShape{Shape{1, 1, 1, 1}});
    ASSERT_TRUE(program.shown.refusal);
    const CodePage* page = desk.page(program.state, program.shown);
    EXPECT_EQ(page->listing.program, listing);
    EXPECT_NE(page->note.find("not refused"), std::string::npos);
}

}  // namespace
}  // namespace stridelens
