#include "app/files/leftovers.h"

#include <fmt/format.h>

#include <dirent.h>
#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>
#include <array>
#include <atomic>
#include <cerrno>
#include <charconv>
#include <climits>
#include <csignal>
#include <cstring>
#include <memory>
#include <mutex>
#include <optional>
#include <set>
#include <string_view>
#include <system_error>
#include <utility>

namespace stridelens {

namespace fs = std::filesystem;

namespace {

constexpr std::string_view kBegin = ".stridelens-", kEnd = ".part";

/// A name that a signal's handler can read: nothing there may allocate or lock.
struct Slot {
    std::atomic<bool> taken{false};  // by a file that is being written …
    std::atomic<bool> named{false};  // … whose name stands here
    char name[PATH_MAX] = {};
};
std::array<Slot, 16> slots;  // more at once are left to whoever writes into the folder next

void remember(const fs::path& name) {
    if (name.native().size() >= PATH_MAX) return;
    for (Slot& slot : slots) {
        if (slot.taken.exchange(true)) continue;
        std::memcpy(slot.name, name.c_str(), name.native().size() + 1);
        slot.named = true;
        return;
    }
}

/// The process that made it; nothing if the name is not one of ours.
std::optional<pid_t> maker_of(std::string_view name) {
    if (!name.starts_with(kBegin) || !name.ends_with(kEnd) || name.size() < kBegin.size() + kEnd.size())
        return std::nullopt;
    name = name.substr(kBegin.size(), name.size() - kBegin.size() - kEnd.size());
    const char* const last = name.data() + name.size();
    pid_t pid = 0;
    const auto [dash, error] = std::from_chars(name.data(), last, pid);
    if (error != std::errc{} || pid <= 0 || dash == last || *dash != '-') return std::nullopt;
    unsigned count = 0;
    const auto [end, wrong] = std::from_chars(dash + 1, last, count);
    return wrong == std::errc{} && end == last ? std::optional(pid) : std::nullopt;
}

/// Whoever writes a temporary holds a lock on it: that also tells of processes that cannot be seen from here (another
/// container), and of an earlier one that had our own number. A file system without locks keeps what it has.
bool is_held(int folder, const char* name) {
    const int descriptor = ::openat(folder, name, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
    if (descriptor < 0) return true;
    struct stat found {};
    const bool ours = ::fstat(descriptor, &found) == 0 && S_ISREG(found.st_mode) && found.st_uid == ::geteuid();
    const bool free = ours && ::flock(descriptor, LOCK_EX | LOCK_NB) == 0;
    ::close(descriptor);
    return !free;
}

bool is_dead(pid_t pid) {
    return pid == ::getpid() || (::kill(pid, 0) != 0 && errno == ESRCH);
}

void sweep(const fs::path& path) {
    const std::unique_ptr<DIR, int (*)(DIR*)> folder(::opendir(path.c_str()), &::closedir);
    if (!folder) return;
    const int descriptor = ::dirfd(folder.get());
    while (const dirent* entry = ::readdir(folder.get())) {
        const auto pid = maker_of(entry->d_name);
        if (pid && is_dead(*pid) && !is_held(descriptor, entry->d_name)) ::unlinkat(descriptor, entry->d_name, 0);
    }
}

/// Once for each folder: a film as a file a step would look through all of them again and again.
void sweep_once(const fs::path& folder) {
    static std::set<std::pair<dev_t, ino_t>> swept;
    struct stat found {};
    if (::stat(folder.c_str(), &found) == 0 && swept.emplace(found.st_dev, found.st_ino).second) sweep(folder);
}

}  // namespace

int open_temporary(const fs::path& folder, fs::path& name) {
    static std::mutex mutex;  // nothing is swept between its making and its lock
    static unsigned count = 0;
    const std::lock_guard lock(mutex);
    sweep_once(folder);
    for (int attempt = 0; attempt < 100; ++attempt) {
        name = folder / fmt::format("{}{}-{}{}", kBegin, ::getpid(), count++, kEnd);
        const int descriptor = ::open(name.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
        if (descriptor < 0 && errno == EEXIST) continue;  // from before, and still held or not ours
        const int number = errno;
        if (descriptor >= 0) {
            (void)::flock(descriptor, LOCK_EX | LOCK_NB);
            remember(name);
        } else {
            name.clear();
        }
        errno = number;
        return descriptor;
    }
    name.clear();
    return -1;
}

void forget_temporary(const fs::path& name) {
    for (Slot& slot : slots)
        if (slot.named && name.native() == slot.name) {
            slot.named = false;
            slot.taken = false;
            return;
        }
}

void end_by_signal(int signal) {
    for (const Slot& slot : slots)
        if (slot.named) ::unlink(slot.name);
    struct sigaction usual {};
    usual.sa_handler = SIG_DFL;
    ::sigaction(signal, &usual, nullptr);
    ::raise(signal);
}

void remove_temporaries_on_signals() {
    for (const int signal : {SIGINT, SIGTERM, SIGHUP, SIGQUIT, SIGPIPE, SIGXCPU, SIGALRM}) {
        struct sigaction before {};
        if (::sigaction(signal, nullptr, &before) != 0 || before.sa_handler != SIG_DFL) continue;
        struct sigaction ending {};
        ending.sa_handler = end_by_signal;
        ::sigaction(signal, &ending, nullptr);
    }
}

}  // namespace stridelens
