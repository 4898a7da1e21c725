#include "app/platform/clipboard.h"

#include <fmt/format.h>

#include <fcntl.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>
#include <array>
#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <vector>

namespace stridelens {

namespace {

namespace fs = std::filesystem;

bool set(const char* variable) {
    const char* value = std::getenv(variable);
    return value != nullptr && *value != '\0';
}

/// The program's file on the PATH; empty if there is none.
std::string find_program(const std::string& name) {
    const char* variable = std::getenv("PATH");
    const std::string path = variable != nullptr ? variable : "/usr/local/bin:/usr/bin:/bin";
    for (std::size_t at = 0; at <= path.size();) {
        const std::size_t end = std::min(path.find(':', at), path.size());
        const fs::path file = fs::path(path.substr(at, end - at)) / name;
        if (::access(file.c_str(), X_OK) == 0) return file.string();
        at = end + 1;
    }
    return {};
}

struct Tool {
    const char* name;
    const char* package;
    std::vector<const char*> arguments;
};

Tool tool() {
    if (set("WAYLAND_DISPLAY")) return {"wl-copy", "wl-clipboard", {"--type", "image/png"}};
    return {"xclip", "xclip", {"-selection", "clipboard", "-target", "image/png", "-in"}};
}

/// Writes all of it; a reader that has gone is an error and no signal.
bool write_all(int descriptor, std::string_view bytes) {
    while (!bytes.empty()) {
        const ssize_t written = ::write(descriptor, bytes.data(), bytes.size());
        if (written < 0 && errno == EINTR) continue;
        if (written < 0) return false;
        bytes.remove_prefix(static_cast<std::size_t>(written));
    }
    return true;
}

/// Starts the program with `input` as its input and nowhere as its output: xclip stays behind as the clipboard's owner and
/// would hold our terminal open. Returns the process, −1: see errno.
pid_t start(const std::string& program, const Tool& tool, int input) {
    std::vector<char*> arguments{const_cast<char*>(tool.name)};
    for (const char* argument : tool.arguments) arguments.push_back(const_cast<char*>(argument));
    arguments.push_back(nullptr);
    posix_spawn_file_actions_t files;
    posix_spawn_file_actions_init(&files);
    posix_spawn_file_actions_adddup2(&files, input, STDIN_FILENO);
    posix_spawn_file_actions_addopen(&files, STDOUT_FILENO, "/dev/null", O_WRONLY, 0);
    posix_spawn_file_actions_addopen(&files, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
    pid_t child = -1;
    const int error = ::posix_spawn(&child, program.c_str(), &files, nullptr, arguments.data(), environ);
    posix_spawn_file_actions_destroy(&files);
    if (error == 0) return child;
    errno = error;
    return -1;
}

}  // namespace

Outcome<void> copy_png(std::string_view bytes) {
    if (!set("WAYLAND_DISPLAY") && !set("DISPLAY"))
        return failed("there is no clipboard without a display; export the picture to a file instead");
    const Tool wanted = tool();
    const std::string program = find_program(wanted.name);
    if (program.empty())
        return failed(
            fmt::format("{} is not installed, so the picture cannot be copied; install it (apt install {}) or "
                        "export to a file",
                        wanted.name, wanted.package));
    std::array<int, 2> ends{};
    if (::pipe2(ends.data(), O_CLOEXEC) != 0) return failed(fmt::format("cannot copy: {}", std::strerror(errno)));
    void (*const before)(int) = std::signal(SIGPIPE, SIG_IGN);
    const pid_t child = start(program, wanted, ends[0]);
    ::close(ends[0]);
    const bool written = child > 0 && write_all(ends[1], bytes);
    ::close(ends[1]);
    int status = 0;
    const bool waited = child > 0 && ::waitpid(child, &status, 0) == child;
    std::signal(SIGPIPE, before);
    if (written && waited && WIFEXITED(status) && WEXITSTATUS(status) == 0) return {};
    return failed(fmt::format("{} could not take the picture; export it to a file instead", wanted.name));
}

}  // namespace stridelens
