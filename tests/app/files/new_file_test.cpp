// What may go wrong with a file: one clear sentence, and the old file as it was.

#include "app/files/new_file.h"
#include "app/export/export.h"
#include "tests/app/figure/every_primitive.h"
#include "tests/scratch_folder.h"

#include <gtest/gtest.h>

#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>
#include <csignal>
#include <fstream>
#include <functional>
#include <sstream>

namespace stridelens {
namespace {

namespace fs = std::filesystem;

/// An empty folder of this test's own.
class ExportFile : public testing::Test {
protected:
    static std::string read(const fs::path& file) {
        std::ifstream in(file, std::ios::binary);
        std::ostringstream text;
        text << in.rdbuf();
        return text.str();
    }
    static void put(const fs::path& file, const std::string& text) { std::ofstream(file, std::ios::binary) << text; }
    std::size_t files() const { return folder_.files(); }

    ScratchFolder folder_;
};

/// Every format, so that none can go its own way.
struct Format {
    const char* name;
    std::function<Outcome<void>(const fs::path&)> write;
};
std::vector<Format> formats() {
    const auto pdf = [](const fs::path& file) {
        const Figure figure = every_primitive();
        return write_pdf({&figure, 1}, file, {});
    };
    return {{"png", [](const fs::path& file) { return write_png(every_primitive(), file, {}); }},
            {"pdf", pdf},
            {"svg", [](const fs::path& file) { return write_svg(every_primitive(), file, {}); }},
            {"tikz", [](const fs::path& file) { return write_tikz(every_primitive(), file, {}); }}};
}

/// Runs `work` in a child; its exit code, or −signal.
int in_child(const std::function<int()>& work) {
    const pid_t child = ::fork();
    if (child == 0) ::_exit(work());
    int status = 0;
    ::waitpid(child, &status, 0);
    return WIFEXITED(status) ? WEXITSTATUS(status) : -WTERMSIG(status);
}

TEST_F(ExportFile, IsWrittenWholeAndNothingElseIsLeft) {
    for (const Format& format : formats()) {
        const fs::path file = folder_ / format.name;
        ASSERT_TRUE(format.write(file)) << format.name;
        const std::string first = read(file);
        EXPECT_GT(first.size(), 100U);
        ASSERT_TRUE(format.write(file)) << format.name;
        EXPECT_TRUE(read(file) == first) << format.name << " is not the same on the second run";
    }
    EXPECT_EQ(files(), formats().size());
}

TEST_F(ExportFile, SaysWhatIsWrongWithTheFolderAndWhatToDo) {
    put(folder_ / "plain", "a file");
    fs::create_directories(folder_ / "taken" / "inside");
    const struct {
        fs::path file;
        std::string reason, way_out;
    } cases[] = {
        {folder_ / "nowhere" / "x", "No such file or directory", "make the folder"},
        {folder_ / "plain" / "x", "Not a directory", "choose a folder that exists"},
        {folder_ / "taken", "Is a directory", "choose a different name"},
        {folder_ / std::string(300, 'n'), "File name too long", "choose a shorter name"},
        {"/dev/full", "No space left on device", "make room on the disk"},
    };
    for (const Format& format : formats())
        for (const auto& [file, reason, way_out] : cases) {
            const Outcome<void> written = format.write(file);
            ASSERT_FALSE(written) << format.name << " " << file;
            const std::string& message = written.error().sentence;
            EXPECT_TRUE(message.starts_with("cannot write " + file.string() + ": " + reason)) << message;
            EXPECT_NE(message.find(way_out), std::string::npos) << message;
        }
    EXPECT_EQ(files(), 2U);
    EXPECT_TRUE(fs::exists(folder_ / "taken" / "inside"));
}

TEST_F(ExportFile, AFolderThatMayNotBeWrittenToIsRefused) {
    // Permissions do not hold root back: the child becomes nobody first.
    put(folder_ / "old", "old");
    ASSERT_EQ(::chmod(folder_.path().c_str(), 0555), 0);
    const int code = in_child([&] {
        if (::geteuid() == 0 && ::setuid(65534) != 0) return 2;
        for (const Format& format : formats())
            for (const char* name : {"old", "new"}) {
                const Outcome<void> written = format.write(folder_ / name);
                if (written || written.error().sentence.find("Permission denied") == std::string::npos) return 3;
            }
        return 0;
    });
    ::chmod(folder_.path().c_str(), 0755);
    EXPECT_EQ(code, 0);
    EXPECT_EQ(read(folder_ / "old"), "old");
    EXPECT_EQ(files(), 1U);
}

TEST_F(ExportFile, AFullDiskLeavesTheOldFile) {
    // A limit on the size of files stands for the full disk: the write fails in the middle, as root, too.
    for (const Format& format : formats()) {
        const fs::path file = folder_ / format.name;
        put(file, "old");
        const int code = in_child([&] {
            std::signal(SIGXFSZ, SIG_IGN);
            const rlimit limit{400, 400};
            ::setrlimit(RLIMIT_FSIZE, &limit);
            const Outcome<void> written = format.write(file);
            return !written && written.error().sentence.find("File too large") != std::string::npos ? 0 : 1;
        });
        EXPECT_EQ(code, 0) << format.name;
        EXPECT_EQ(read(file), "old") << format.name;
    }
    EXPECT_EQ(files(), formats().size());
}

TEST_F(ExportFile, AProgramKilledInTheMiddleLeavesTheOldFile) {
    const fs::path file = folder_ / "figure";
    put(file, "old");
    const int code = in_child([&] {
        Outcome<NewFile> made = NewFile::create(file);
        if (!made || !made->write(std::string(100000, 'x'))) return 1;
        ::kill(::getpid(), SIGKILL);
        return 2;
    });
    EXPECT_EQ(code, -SIGKILL);
    EXPECT_EQ(read(file), "old");
    // What it left behind is in nobody's way.
    ASSERT_TRUE(write_whole_file(file, "new"));
    EXPECT_EQ(read(file), "new");
}

TEST_F(ExportFile, WhatIsNotFinishedIsNotThere) {
    const fs::path file = folder_ / "figure";
    {
        Outcome<NewFile> made = NewFile::create(file);
        ASSERT_TRUE(made);
        ASSERT_TRUE(made->write("half"));
        EXPECT_FALSE(fs::exists(file));
        NewFile moved = std::move(*made);
        EXPECT_EQ(files(), 1U);
    }
    EXPECT_EQ(files(), 0U);
}

TEST_F(ExportFile, AnOldFileKeepsItsModeAndALinkStaysALink) {
    put(folder_ / "real", "old");
    ASSERT_EQ(::chmod((folder_ / "real").c_str(), 0640), 0);
    fs::create_symlink("real", folder_ / "link");
    ASSERT_TRUE(write_whole_file(folder_ / "link", "new"));
    EXPECT_TRUE(fs::is_symlink(folder_ / "link"));
    EXPECT_EQ(read(folder_ / "real"), "new");
    struct stat now {};
    ASSERT_EQ(::stat((folder_ / "real").c_str(), &now), 0);
    EXPECT_EQ(now.st_mode & 0777U, 0640U);
}

TEST_F(ExportFile, ANewFileHasTheModeOfTheUmask) {
    const mode_t old = ::umask(027);
    const Outcome<void> written = write_whole_file(folder_ / "figure", "new");
    ::umask(old);
    ASSERT_TRUE(written);
    struct stat now {};
    ASSERT_EQ(::stat((folder_ / "figure").c_str(), &now), 0);
    EXPECT_EQ(now.st_mode & 0777U, 0640U);
}

TEST_F(ExportFile, APipeIsWrittenToAndStays) {
    const fs::path pipe = folder_ / "pipe";
    ASSERT_EQ(::mkfifo(pipe.c_str(), 0600), 0);
    const pid_t writer = ::fork();
    if (writer == 0) ::_exit(write_whole_file(pipe, "through") ? 0 : 1);
    EXPECT_EQ(read(pipe), "through");
    int status = 0;
    ::waitpid(writer, &status, 0);
    EXPECT_EQ(status, 0);
    EXPECT_TRUE(fs::is_fifo(pipe));
}

}  // namespace
}  // namespace stridelens
