#include "app/session/deriver.h"

#include "core/tensor/stop.h"

#include <algorithm>
#include <condition_variable>
#include <deque>
#include <mutex>
#include <new>
#include <stop_token>
#include <thread>
#include <utility>

namespace stridelens {

namespace {

/// A queue and the thread that works it off.
class WorkerThread {
public:
    WorkerThread() : thread_([this](const std::stop_token& stop) { work(stop); }) {}

    void add(std::function<void()> piece) {
        {
            const std::lock_guard lock(mutex_);
            waiting_.push_back(std::move(piece));
        }
        news_.notify_one();
    }

private:
    void work(const std::stop_token& stop) {
        for (;;) {
            std::function<void()> piece;
            {
                std::unique_lock lock(mutex_);
                if (!news_.wait(lock, stop, [this] { return !waiting_.empty(); })) return;
                piece = std::move(waiting_.front());
                waiting_.pop_front();
            }
            piece();
        }
    }

    std::mutex mutex_;
    std::condition_variable_any news_;
    std::deque<std::function<void()>> waiting_;
    std::jthread thread_;  // the last member: it ends before what it uses goes
};

}  // namespace

Executor worker_thread() {
    return [worker = std::make_shared<WorkerThread>()](std::function<void()> piece) { worker->add(std::move(piece)); };
}

Derivation derive_safely(const Scenario& scenario, const SharedDerived& before, std::int64_t step) {
    try {
        return derivation_of(scenario, before, step);
    } catch (const std::bad_alloc&) {
        return {before, Error{Field::input, BrokenRule::memory_exhausted}};
    }
}

struct Deriver::Shared {
    std::mutex mutex;
    std::function<void()> wake;
    std::optional<DeriveRequest> waiting;
    std::stop_source running_stop;  // of the request that runs
    bool running = false, running_short = false;
    // Requests are numbered as they come: 0 is none.
    std::uint64_t asked = 0, newest = 0, taken = 0, answered = 0;
    std::optional<DeriveResult> result;  // to request `answered`

    /// The work of one piece given to the executor: whatever waits when its turn comes.
    void work() {
        DeriveRequest request;
        std::uint64_t number = 0;
        std::stop_token stop;
        {
            const std::lock_guard lock(mutex);
            if (!waiting) return;
            request = *std::exchange(waiting, std::nullopt);
            number = asked;
            running_stop = std::stop_source();
            stop = running_stop.get_token();
            running = true;
            running_short = request.short_work;
        }
        std::optional<Derivation> derived;
        try {
            const StopScope scope(stop);
            derived = derive_safely(request.scenario, request.before, request.step);
        } catch (const Stopped&) {}
        request.before.reset();
        {
            const std::lock_guard lock(mutex);
            running = false;
            const bool wanted = derived && !stop.stop_requested() && number > std::max(taken, answered);
            if (wanted) {
                result = DeriveResult{request.version, std::move(*derived)};
                answered = number;
            }
        }
        wake();
    }
};

Deriver::Deriver(Executor run, std::function<void()> wake) : shared_(std::make_shared<Shared>()), run_(std::move(run)) {
    shared_->wake = std::move(wake);
}

Deriver::~Deriver() {
    cancel();
}

void Deriver::ask(DeriveRequest request) {
    {
        const std::lock_guard lock(shared_->mutex);
        shared_->newest = ++shared_->asked;
        if (shared_->running && !shared_->running_short) shared_->running_stop.request_stop();
        shared_->waiting = std::move(request);
    }
    run_([shared = shared_] { shared->work(); });
}

void Deriver::cancel() {
    const std::lock_guard lock(shared_->mutex);
    shared_->waiting.reset();
    shared_->running_stop.request_stop();
    shared_->result.reset();
    shared_->newest = 0;
}

bool Deriver::busy() const {
    const std::lock_guard lock(shared_->mutex);
    return shared_->newest > shared_->taken;
}

std::optional<DeriveResult> Deriver::take() {
    const std::lock_guard lock(shared_->mutex);
    std::optional<DeriveResult> result = std::exchange(shared_->result, std::nullopt);
    if (result) shared_->taken = shared_->answered;
    return result;
}

}  // namespace stridelens
