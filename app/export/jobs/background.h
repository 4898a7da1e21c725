#pragma once
// An export in a thread of its own, so that the window stays alive.

#include "app/export/jobs/job.h"
#include "app/files/failure.h"

#include <atomic>
#include <functional>
#include <optional>
#include <stop_token>
#include <thread>

namespace stridelens {

class BackgroundExport {
public:
    /// `wake` is called from the other thread whenever there is news, e.g. to wake a sleeping window.
    explicit BackgroundExport(std::function<void()> wake) : wake_(std::move(wake)) {}
    /// Cancels what runs and waits until it has stopped.
    ~BackgroundExport();
    BackgroundExport(const BackgroundExport&) = delete;
    BackgroundExport& operator=(const BackgroundExport&) = delete;

    /// What is looked at before anything is written, in the other thread as well: an error ends the export.
    using Check = std::function<Outcome<void>(const ExportJob&)>;

    /// Begins; if one is running already, that goes on and this one is dropped.
    void start(ExportJob job, Check check = {});
    bool running() const { return thread_.joinable(); }
    /// It ends in a moment, wherever it is; unless the file is written already, which take_result() then says.
    void cancel() { stop_.request_stop(); }

    std::size_t done() const { return done_; }
    std::size_t total() const { return total_; }

    /// What there is to say of what the last one wrote (job.h).
    const Notes& notes() const { return notes_; }

    /// How it ended, once it has; then it is over.
    std::optional<Outcome<std::vector<std::filesystem::path>>> take_result();

private:
    std::function<void()> wake_;
    std::thread thread_;
    std::stop_source stop_;
    std::atomic<bool> finished_{false};
    std::atomic<std::size_t> done_{0}, total_{0};
    Notes notes_;  // as result_
    std::optional<Outcome<std::vector<std::filesystem::path>>>
        result_;  // of the thread until finished_, then of the caller
};

}  // namespace stridelens
