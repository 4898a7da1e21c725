#pragma once
// Derives scenarios beside the window: what takes longer than a frame. The newest request counts.

#include "app/state/shown.h"

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>

namespace stridelens {

/// Does pieces of work, one after the other or all at once, in any thread. All are done, or dropped, before it goes.
using Executor = std::function<void(std::function<void()>)>;

/// One thread that does the work in the order in which it was given. Dropped at the end: what has not begun yet.
Executor worker_thread();

/// What is to be derived.
struct DeriveRequest {
    Scenario scenario;
    std::uint64_t version = 0;  // of the scenario; never falls from request to request
    SharedDerived before;       // see derivation_of()
    bool short_work = false;    // may be finished although a newer request has come: its picture is shown in passing
    std::int64_t step = 0;      // the one to tell
};

struct DeriveResult {
    std::uint64_t version = 0;
    Derivation derivation;
};

class Deriver {
public:
    /// `wake` is called from the other thread whenever there is a result.
    Deriver(Executor run, std::function<void()> wake);
    /// Stops whatever runs; does not wait for it.
    ~Deriver();
    Deriver(const Deriver&) = delete;
    Deriver& operator=(const Deriver&) = delete;

    /// Begins with it as soon as the thread is free. A request that waits is dropped for it; one that runs is stopped,
    /// unless it is short.
    void ask(DeriveRequest request);

    /// Stops and drops everything.
    void cancel();

    /// Whether the newest request is still to be answered.
    bool busy() const;

    /// The newest result that has not been taken yet. Results never go back to an older request than one taken before.
    std::optional<DeriveResult> take();

private:
    struct Shared;
    std::shared_ptr<Shared> shared_;
    Executor run_;
};

/// derivation_of(), but memory that does not suffice is a refusal like the others, of the input.
Derivation derive_safely(const Scenario& scenario, const SharedDerived& before, std::int64_t step);

}  // namespace stridelens
