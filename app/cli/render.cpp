#include "app/cli/render.h"

#include "app/cli/print.h"
#include "app/export/progress.h"
#include "app/files/leftovers.h"
#include "core/tensor/stop.h"
#include "core/words/utf8.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <csignal>
#include <mutex>
#include <ostream>
#include <set>
#include <stop_token>
#include <thread>

namespace stridelens {

namespace {

namespace fs = std::filesystem;
using Clock = std::chrono::steady_clock;

constexpr int kInterrupted = 130;
constexpr auto kPatience = std::chrono::milliseconds(400);  // shorter exports need no bar
constexpr auto kLook = std::chrono::milliseconds(100);      // from look to look at the watched files
constexpr auto kListen = std::chrono::milliseconds(20);     // from look to look for Ctrl+C

std::atomic<bool> interrupted{false};  // set by the signal: nothing else may be
static_assert(std::atomic<bool>::is_always_lock_free);

/// While it lives, Ctrl+C asks instead of killing; the second time it does not ask any more.
class Interruption {
public:
    Interruption() {
        interrupted = false;
        before_ = std::signal(SIGINT, [](int signal) {
            if (interrupted.exchange(true)) end_by_signal(signal);
        });
        listener_ = std::jthread([this](const std::stop_token& over) {
            std::mutex mutex;
            std::condition_variable_any wakened;  // by `over` alone
            std::unique_lock lock(mutex);
            while (!interrupted && !over.stop_requested()) wakened.wait_for(lock, over, kListen, [] { return false; });
            if (interrupted) stop_.request_stop();
        });
    }
    ~Interruption() { std::signal(SIGINT, before_); }
    Interruption(const Interruption&) = delete;
    Interruption& operator=(const Interruption&) = delete;

    /// Asked to stop when Ctrl+C is.
    std::stop_token token() const { return stop_.get_token(); }

private:
    void (*before_)(int) = SIG_DFL;
    std::stop_source stop_;
    std::jthread listener_;  // a handler must not ask itself: it is no place for what a stop_source does
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

/// The jobs. Ctrl+C may come before there are any.
Outcome<std::vector<ExportJob>> made_jobs(const RenderRun& run) {
    try {
        return run.jobs();
    } catch (const Stopped&) {
        return failed("cancelled before anything was written; run it again to have it");
    }
}

int run_once(const RenderRun& run, std::ostream& err) {
    const auto refused = [&err](const Failure& failure) {
        err << refusal_text(failure, "");
        return interrupted ? kInterrupted : 1;
    };
    const Outcome<std::vector<ExportJob>> jobs = made_jobs(run);
    if (!jobs) return refused(jobs.error());
    std::set<std::string> told;
    for (const ExportJob& job : *jobs) {
        if (interrupted) return refused(cancelled(job.output).value());
        Outcome<std::vector<fs::path>> written;
        Notes notes;
        {
            Bar bar(text::one_line(job.output), run.terminal, err);
            written = run_export(
                job,
                [&bar](std::size_t done, std::size_t total) {
                    bar.show(done, total);
                    return !interrupted;
                },
                &notes);
        }
        if (!written) return refused(written.error());
        for (const std::string& note : notes)
            if (told.insert(note).second) err << fmt::format("stridelens: {}: {}\n", text::one_line(job.output), note);
        if (!run.watched.empty())
            err << (written->size() == 1
                        ? fmt::format("{} written\n", text::one_line(written->front().string()))
                        : fmt::format("{}: {} files written\n", text::one_line(job.output), written->size()))
                << std::flush;
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
    for (const fs::path& file : files) names.push_back(text::one_line(file.string()));
    return names;
}

}  // namespace

int run_render(const RenderRun& run, std::ostream& err) {
    const Interruption interruption;
    const StopScope stoppable(interruption.token());
    std::vector<Stamp> before = stamps_of(run.watched);
    int code = run_once(run, err);
    if (run.watched.empty()) return code;
    err << fmt::format("watching {}; Ctrl+C ends it\n", fmt::join(names_of(run.watched), ", ")) << std::flush;
    while (!interrupted) {
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
