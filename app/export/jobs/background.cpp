#include "app/export/jobs/background.h"

#include <new>
#include <utility>

namespace stridelens {

namespace {

/// Nothing may leave a thread but its result.
Outcome<std::vector<std::filesystem::path>> run_safely(const ExportJob& job, const Progress& progress) {
    try {
        return run_export(job, progress);
    } catch (const std::bad_alloc&) {
        return failed(job.output + ": there is not enough memory for this; choose a smaller scale or fewer steps");
    } catch (const std::exception& error) {
        return failed(job.output + ": " + error.what());
    }
}

}  // namespace

BackgroundExport::~BackgroundExport() {
    stop_ = true;
    if (thread_.joinable()) thread_.join();
}

void BackgroundExport::start(ExportJob job) {
    if (running()) return;
    stop_ = finished_ = false;
    done_ = total_ = 0;
    result_.reset();
    thread_ = std::thread([this, job = std::move(job)] {
        result_.emplace(run_safely(job, [this](std::size_t done, std::size_t total) {
            done_ = done;
            total_ = total;
            wake_();
            return !stop_;
        }));
        finished_ = true;
        wake_();
    });
}

std::optional<Outcome<std::vector<std::filesystem::path>>> BackgroundExport::take_result() {
    if (!running() || !finished_) return std::nullopt;
    thread_.join();
    std::optional<Outcome<std::vector<std::filesystem::path>>> result;
    result.swap(result_);
    return result;
}

}  // namespace stridelens
