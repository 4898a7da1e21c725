#include "app/export/jobs/background.h"

#include "core/tensor/stop.h"

#include <new>
#include <utility>

namespace stridelens {

namespace {

/// Nothing may leave a thread but its result.
Outcome<std::vector<std::filesystem::path>> run_safely(const ExportJob& job, const BackgroundExport::Check& check,
                                                       const Progress& progress, Notes& notes) {
    try {
        if (check)
            if (auto fine = check(job); !fine) return tl::unexpected(fine.error());
        return run_export(job, progress, &notes);
    } catch (const std::bad_alloc&) {
        return failed(job.output + ": there is not enough memory for this; choose a smaller scale or fewer steps");
    } catch (const std::exception& error) {
        return failed(job.output + ": " + error.what());
    }
}

}  // namespace

BackgroundExport::~BackgroundExport() {
    stop_.request_stop();
    if (thread_.joinable()) thread_.join();
}

void BackgroundExport::start(ExportJob job, Check check) {
    if (running()) return;
    stop_ = std::stop_source();
    finished_ = false;
    done_ = total_ = 0;
    result_.reset();
    notes_.clear();
    thread_ = std::thread([this, job = std::move(job), check = std::move(check), stop = stop_.get_token()] {
        const StopScope scope(stop);
        result_.emplace(run_safely(
            job, check,
            [this, &stop](std::size_t done, std::size_t total) {
                done_ = done;
                total_ = total;
                wake_();
                return !stop.stop_requested();
            },
            notes_));
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
