#include "app/cli/render.h"

#include "app/cli/print.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <chrono>
#include <csignal>
#include <ostream>
#include <thread>

namespace stridelens {

namespace {

namespace fs = std::filesystem;
using Clock = std::chrono::steady_clock;

constexpr int kInterrupted = 130;
constexpr auto kPatience = std::chrono::milliseconds(400);  // shorter exports need no bar
constexpr auto kLook = std::chrono::milliseconds(100);      // from look to look at the watched files

volatile std::sig_atomic_t interrupted = 0;  // set by the signal: nothing else may be

/// While it lives, Ctrl+C asks instead of killing.
class Interruption {
public:
    Interruption() : before_(std::signal(SIGINT, [](int) { interrupted = 1; })) { interrupted = 0; }
    ~Interruption() { std::signal(SIGINT, before_); }
    Interruption(const Interruption&) = delete;
    Interruption& operator=(const Interruption&) = delete;

private:
    void (*before_)(int);
};

/// "pool.gif  ██████░░░░  61 %", on one line of the terminal.
class Bar {
public:
    Bar(std::string name, bool shown, std::ostream& err) : name_(std::move(name)), shown_(shown), err_(err) {}
    ~Bar() {
        if (percent_ >= 0) err_ << "\r\033[K" << std::flush;
    }
    Bar(const Bar&) = delete;
    Bar& operator=(const Bar&) = delete;

    void show(std::size_t done, std::size_t total) {
        const int percent = total == 0 ? 0 : static_cast<int>(100 * done / total);
        if (!shown_ || percent == percent_ || Clock::now() - start_ < kPatience) return;
        percent_ = percent;
        constexpr int length = 24;
        std::string bar;
        for (int i = 0; i < length; ++i) bar += i < length * percent / 100 ? "█" : "░";
        err_ << fmt::format("\r\033[K{}  {}  {:3} %", name_, bar, percent) << std::flush;
    }

private:
    std::string name_;
    bool shown_;
    std::ostream& err_;
    Clock::time_point start_ = Clock::now();
    int percent_ = -1;
};

int run_once(const RenderRun& run, std::ostream& err) {
    const auto refused = [&err](const Failure& failure) {
        err << refusal_text(failure, "");
        return interrupted != 0 ? kInterrupted : 1;
    };
    const Outcome<std::vector<ExportJob>> jobs = run.jobs();
    if (!jobs) return refused(jobs.error());
    for (const ExportJob& job : *jobs) {
        Outcome<std::vector<fs::path>> written;
        {
            Bar bar(job.output, run.terminal, err);
            written = run_export(job, [&bar](std::size_t done, std::size_t total) {
                bar.show(done, total);
                return interrupted == 0;
            });
        }
        if (!written) return refused(written.error());
        if (!run.watched.empty())
            err << (written->size() == 1 ? fmt::format("{} written\n", written->front().string())
                                         : fmt::format("{}: {} files written\n", job.output, written->size()))
                << std::flush;
        if (interrupted != 0) return kInterrupted;
    }
    return 0;
}

/// What tells that a file has changed; an editor may also put another in its place, or for a moment none.
struct Stamp {
    fs::file_time_type time{};
    std::uintmax_t size = 0;
    bool operator==(const Stamp&) const = default;
};

std::vector<Stamp> stamps_of(const std::vector<fs::path>& files) {
    std::vector<Stamp> stamps;
    for (const fs::path& file : files) {
        std::error_code error;
        Stamp stamp;
        stamp.time = fs::last_write_time(file, error);
        stamp.size = fs::file_size(file, error);
        stamps.push_back(error ? Stamp{} : stamp);
    }
    return stamps;
}

std::vector<std::string> names_of(const std::vector<fs::path>& files) {
    std::vector<std::string> names;
    for (const fs::path& file : files) names.push_back(file.string());
    return names;
}

}  // namespace

int run_render(const RenderRun& run, std::ostream& err) {
    const Interruption interruption;
    std::vector<Stamp> before = stamps_of(run.watched);
    int code = run_once(run, err);
    if (run.watched.empty()) return code;
    err << fmt::format("watching {}; Ctrl+C ends it\n", fmt::join(names_of(run.watched), ", ")) << std::flush;
    while (interrupted == 0) {
        std::this_thread::sleep_for(kLook);
        std::vector<Stamp> now = stamps_of(run.watched);
        if (now == before) continue;
        // Half-written files would be refused for nothing: wait until it is still.
        std::this_thread::sleep_for(kLook);
        if (stamps_of(run.watched) != now) continue;
        before = std::move(now);
        code = run_once(run, err);
    }
    return code == kInterrupted ? 0 : code;
}

}  // namespace stridelens
