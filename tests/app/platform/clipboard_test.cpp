// Pictures on the clipboard, with stand-ins for the programs that keep it.

#include "app/platform/clipboard.h"
#include "tests/scratch_folder.h"

#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>
#include <iterator>

namespace stridelens {
namespace {

namespace fs = std::filesystem;

class Clipboard : public testing::Test {
protected:
    Clipboard() {
        for (const char* name : kNames) {
            const char* value = std::getenv(name);
            before_.emplace_back(value != nullptr ? value : "");
            had_.push_back(value != nullptr);
            ::unsetenv(name);
        }
        ::setenv("PATH", folder_.path().c_str(), 1);
    }
    ~Clipboard() override {
        for (std::size_t i = 0; i < std::size(kNames); ++i)
            if (had_[i])
                ::setenv(kNames[i], before_[i].c_str(), 1);
            else
                ::unsetenv(kNames[i]);
    }
    Clipboard(const Clipboard&) = delete;
    Clipboard& operator=(const Clipboard&) = delete;

    /// A program on the PATH, the only one there is.
    void install(const std::string& name, const std::string& script) const {
        const fs::path file = folder_ / name;
        std::ofstream(file) << "#!/bin/sh\ncd " << folder_.path().string() << "\n" << script << "\n";
        fs::permissions(file, fs::perms::owner_all);
    }
    void install_keeper(const std::string& name) const { install(name, "echo \"$@\" >words\n/bin/cat >bytes"); }
    std::string content(const std::string& name) const {
        std::ifstream in(folder_ / name, std::ios::binary);
        return {std::istreambuf_iterator<char>(in), {}};
    }
    static std::string refusal(std::string_view bytes) {
        const auto copied = copy_png(bytes);
        return copied ? "copied" : copied.error().sentence;
    }

    ScratchFolder folder_;

private:
    static constexpr const char* kNames[] = {"PATH", "DISPLAY", "WAYLAND_DISPLAY"};
    std::vector<std::string> before_;
    std::vector<bool> had_;
};

/// More than a pipe holds, every byte in it.
std::string picture() {
    std::string bytes;
    for (int i = 0; i < 300000; ++i) bytes += static_cast<char>(i * 7 % 256);
    return bytes;
}

TEST_F(Clipboard, OnWaylandWlCopyGetsThePictureEvenWhereThereIsAnX11DisplayToo) {
    ::setenv("WAYLAND_DISPLAY", "wayland-0", 1);
    ::setenv("DISPLAY", ":0", 1);
    install_keeper("wl-copy");
    install("xclip", "exit 1");
    EXPECT_EQ(refusal(picture()), "copied");
    EXPECT_EQ(content("words"), "--type image/png\n");
    EXPECT_TRUE(content("bytes") == picture());
}

TEST_F(Clipboard, OnX11XclipGetsThePicture) {
    ::setenv("DISPLAY", ":0", 1);
    install_keeper("xclip");
    EXPECT_EQ(refusal(picture()), "copied");
    EXPECT_EQ(content("words"), "-selection clipboard -target image/png -in\n");
    EXPECT_TRUE(content("bytes") == picture());
}

TEST_F(Clipboard, AMissingProgramIsNamedWithItsPackage) {
    ::setenv("DISPLAY", ":0", 1);
    EXPECT_EQ(refusal("x"),
              "xclip is not installed, so the picture cannot be copied; install it (apt install xclip) or export to a "
              "file");
    ::setenv("WAYLAND_DISPLAY", "wayland-0", 1);
    EXPECT_EQ(refusal("x"),
              "wl-copy is not installed, so the picture cannot be copied; install it (apt install wl-clipboard) or "
              "export to a file");
}

TEST_F(Clipboard, WithoutADisplayThereIsNone) {
    install_keeper("xclip");
    EXPECT_EQ(refusal("x"), "there is no clipboard without a display; export the picture to a file instead");
    EXPECT_FALSE(fs::exists(folder_ / "bytes"));
}

TEST_F(Clipboard, AProgramThatFailsOrReadsNothingIsTold) {
    ::setenv("DISPLAY", ":0", 1);
    install("xclip", "/bin/cat >/dev/null\nexit 3");
    EXPECT_EQ(refusal("x"), "xclip could not take the picture; export it to a file instead");
    install("xclip", "exit 0");
    EXPECT_EQ(refusal(picture()), "xclip could not take the picture; export it to a file instead")
        << "and the broken pipe does not end the program";
}

}  // namespace
}  // namespace stridelens
