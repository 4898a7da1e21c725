#pragma once
// Where tests put files.

#include <gtest/gtest.h>

#include <unistd.h>
#include <filesystem>
#include <string>

namespace stridelens {

/// An empty folder of the running test's own: other tests, and other runs of the same one, write beside it. It is removed
/// at the end, unless the test has failed: then look into it.
class ScratchFolder {
public:
    ScratchFolder() {
        const auto* test = testing::UnitTest::GetInstance()->current_test_info();
        std::string name = std::string("stridelens-") + test->test_suite_name() + "-" + test->name();
        for (char& letter : name)
            if (letter == '/') letter = '-';  // of parametrised tests
        path_ = std::filesystem::path(testing::TempDir()) / (name + "-" + std::to_string(::getpid()));
        std::filesystem::remove_all(path_);
        std::filesystem::create_directories(path_);
    }
    ~ScratchFolder() {
        std::error_code error;
        if (!testing::Test::HasFailure()) std::filesystem::remove_all(path_, error);
    }
    ScratchFolder(const ScratchFolder&) = delete;
    ScratchFolder& operator=(const ScratchFolder&) = delete;

    const std::filesystem::path& path() const { return path_; }
    std::filesystem::path operator/(const std::string& name) const { return path_ / name; }

    /// Number of files and folders in it, hidden ones and left-over temporaries included.
    std::size_t files() const {
        return static_cast<std::size_t>(
            std::distance(std::filesystem::directory_iterator(path_), std::filesystem::directory_iterator()));
    }

private:
    std::filesystem::path path_;
};

}  // namespace stridelens
