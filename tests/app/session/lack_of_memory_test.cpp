// The window without enough memory: whatever the user asks for, the program goes on, says so, and works again afterwards.

#include "app/state/actions/apply.h"
#include "tests/app/files/picture_bytes.h"
#include "tests/app/ui/driver.h"
#include "tests/scratch_folder.h"

#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>
#include <new>

// Sanitizers bring an operator new of their own.
#if defined(__SANITIZE_ADDRESS__)
#define STRIDELENS_OWN_NEW 0
#elif defined(__has_feature)
#if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer)
#define STRIDELENS_OWN_NEW 0
#else
#define STRIDELENS_OWN_NEW 1
#endif
#else
#define STRIDELENS_OWN_NEW 1
#endif

#if STRIDELENS_OWN_NEW

namespace {

/// While it is set, allocations of this thread of so many bytes or more fail from the one after `left` on.
thread_local std::size_t least = 0;
thread_local int left = 0;

void* allocated(std::size_t size) {
    if (least > 0 && size >= least && left-- <= 0) throw std::bad_alloc();
    void* const memory = std::malloc(size > 0 ? size : 1);
    if (memory == nullptr) throw std::bad_alloc();
    return memory;
}

}  // namespace

void* operator new(std::size_t size) {
    return allocated(size);
}
void* operator new[](std::size_t size) {
    return allocated(size);
}
void operator delete(void* memory) noexcept {
    std::free(memory);
}
void operator delete[](void* memory) noexcept {
    std::free(memory);
}
void operator delete(void* memory, std::size_t) noexcept {
    std::free(memory);
}
void operator delete[](void* memory, std::size_t) noexcept {
    std::free(memory);
}

namespace stridelens::test {
namespace {

/// Does something in a window of its own, again and again, each time with one allocation more that is granted, until all are.
/// Returns how often it was refused something; each time it was told, and one frame later all is as it should be.
template <class Prepare, class Work>
int refusals(std::size_t bytes, const Prepare& prepare, const Work& work) {
    for (int granted = 0; granted < 400; ++granted) {
        Driver driver("maxpool2d 1x1x200x200 k2 s2");
        prepare(driver);
        driver.act(Notify{});
        least = bytes;
        left = granted;
        work(driver);
        const bool failed = left < 0;
        least = 0;
        if (!failed) return granted;
        const bool told = driver.state.notice.find("not enough memory") != std::string::npos ||
                          driver.state.export_panel.message.find("not enough memory") != std::string::npos ||
                          driver.shown.refusal.has_value();
        EXPECT_TRUE(told) << "after " << granted << " large allocations: " << driver.state.notice;
        EXPECT_FALSE(driver.figure.primitives.empty());
        driver.act(SetOperation{parse_problem("maxpool2d 1x1x4x4 k4").value().operation});
        driver.frames(5);
        EXPECT_FALSE(driver.shown.refusal) << "after " << granted << " large allocations";
        EXPECT_EQ(driver.shown.version, driver.state.version) << "after " << granted << " large allocations";
        if (testing::Test::HasFailure()) break;
    }
    return 0;
}

constexpr auto kNothing = [](Driver&) {};

TEST(LackOfMemory, AnotherSettingIsToldAndThePictureStays) {
    EXPECT_GT(refusals(10'000, kNothing,
                       [](Driver& driver) {
                           driver.act(SetOperation{parse_problem("maxpool2d 1x1x200x200 k3 s1").value().operation});
                           driver.frames(3);
                       }),
              0);
}

TEST(LackOfMemory, AnotherViewAnotherCellAndUndoAreTold) {
    EXPECT_GT(refusals(10'000, kNothing,
                       [](Driver& driver) {
                           driver.act(SetCell{{Grid::input, 5}, 2.0F});
                           driver.frames(2);
                           driver.act(SetView{View::grad_input});
                           driver.frames(2);
                           driver.act(Undo{});
                           driver.frames(2);
                       }),
              0);
}

TEST(LackOfMemory, APictureThatIsReadAgainIsTold) {
    const ScratchFolder folder;
    const std::filesystem::path file = folder / "photo.png";
    std::ofstream(file, std::ios::binary) << png_bytes({40, 40, 8, 2, std::vector<unsigned char>(4800, 100)});
    const auto open = [&](Driver& driver) {
        driver.click("open");
        driver.type(file.string());
        driver.key(ImGuiKey_Enter);
        driver.frames(3);
    };
    EXPECT_GT(refusals(4'000, kNothing, open), 0);
}

TEST(LackOfMemory, ACopyOfTheFigureIsTold) {
    EXPECT_GT(refusals(
                  4'000,
                  [](Driver& driver) {
                      driver.act(ToggleExportPanel{});
                      driver.frames(3);
                  },
                  [](Driver& driver) {
                      driver.act(AskExport{ExportRequest::copy_csv});
                      driver.frames(2);
                  }),
              0);
}

/// Whatever allocation fails: the change has been made and can be undone, or nothing has happened.
TEST(LackOfMemory, AnEditIsDoneAsAWholeOrNotAtAll) {
    Driver driver("conv2d 1x2x5x5 out2 k3");
    driver.act(SetCell{{Grid::input, 3}, 5.0F});
    const Action edits[] = {SetInputShape{{1, 2, 7, 7}},
                            SetCell{{Grid::kernel, 5}, 2.0F},
                            SetSpatialRank{1},
                            SetOperation{parse_problem("conv2d 1x2x5x5 out4 k3 groups2").value().operation},
                            Undo{},
                            SetCompared{parse_problem("conv2d 1x2x5x5 out2 k3 flip").value()}};
    for (const Action& edit : edits) {
        bool failed = true;
        for (int granted = 0; failed; ++granted) {
            AppState state = driver.state;
            failed = false;
            least = 1;
            left = granted;
            try {
                apply(state, edit, driver.shown);
            } catch (const std::bad_alloc&) {
                failed = true;
            }
            least = 0;
            if (!failed) {
                EXPECT_NE(state.scenario, driver.state.scenario) << edit.index();
                continue;
            }
            ASSERT_EQ(state.scenario, driver.state.scenario) << edit.index() << " after " << granted << " allocations";
            ASSERT_EQ(state.history.undo.size(), driver.state.history.undo.size()) << edit.index();
            ASSERT_EQ(state.history.redo.size(), driver.state.history.redo.size()) << edit.index();
        }
    }
}

}  // namespace
}  // namespace stridelens::test

#endif
