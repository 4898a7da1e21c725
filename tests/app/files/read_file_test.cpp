#include "app/files/read_file.h"
#include "tests/scratch_folder.h"

#include <gtest/gtest.h>

#include <sys/stat.h>
#include <fstream>
#include <thread>

namespace stridelens {
namespace {

TEST(ReadOwnFile, ReadsAPlainFile) {
    const ScratchFolder folder;
    std::ofstream(folder / "a.json") << "{}";
    EXPECT_EQ(read_own_file(folder / "a.json"), "{}");
    EXPECT_FALSE(read_own_file(folder / "none.json"));
    EXPECT_FALSE(read_own_file(folder.path()));
}

/// Would wait for ever otherwise.
TEST(ReadOwnFile, DoesNotWaitForAPipeOrADevice) {
    const ScratchFolder folder;
    ASSERT_EQ(::mkfifo((folder / "pipe.json").c_str(), 0600), 0);
    const auto pipe = read_own_file(folder / "pipe.json");
    ASSERT_FALSE(pipe);
    EXPECT_NE(pipe.error().sentence.find("no plain file"), std::string::npos) << pipe.error().sentence;
    EXPECT_FALSE(read_own_file("/dev/zero"));
    EXPECT_FALSE(read_own_file("/dev/null"));
}

TEST(ReadOwnFile, HasALimitOfItsOwn) {
    const ScratchFolder folder;
    std::ofstream(folder / "large.json").close();
    std::filesystem::resize_file(folder / "large.json", kMaxOwnFileBytes + 1);
    EXPECT_FALSE(read_own_file(folder / "large.json"));
    std::filesystem::resize_file(folder / "large.json", kMaxOwnFileBytes);
    EXPECT_TRUE(read_own_file(folder / "large.json"));
}

TEST(ReadFile, ReadsAPipeThatTheUserNamed) {
    const ScratchFolder folder;
    ASSERT_EQ(::mkfifo((folder / "pipe").c_str(), 0600), 0);
    std::thread writer([&] { std::ofstream(folder / "pipe") << std::string(200000, 'x'); });
    const auto bytes = read_file(folder / "pipe");
    writer.join();
    EXPECT_EQ(bytes, std::string(200000, 'x'));
}

TEST(ReadFile, ANameInASentenceIsShortAndHasNoControlCharacters) {
    const auto refused = read_file("/nowhere/\x1b[31m" + std::string(3000, 'x') + "/y.png");
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().sentence.find('\x1b'), std::string::npos);
    EXPECT_LT(refused.error().sentence.size(), 500U);
    EXPECT_NE(refused.error().sentence.find("/y.png"), std::string::npos) << refused.error().sentence;
}

}  // namespace
}  // namespace stridelens
