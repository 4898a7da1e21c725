#pragma once
// Long work that can be stopped: whoever starts it puts a StopScope around it, the loops ask from time to time.

#include <exception>
#include <stop_token>
#include <utility>

namespace stridelens {

/// Thrown by stop_if_asked(); nothing of the work is left but what its destructors leave.
struct Stopped : std::exception {
    const char* what() const noexcept override { return "stopped"; }
};

namespace detail {
inline thread_local const std::stop_token* current_stop = nullptr;
}

/// While it lives, stop_if_asked() of this thread listens to `stop`. They nest: the innermost counts.
class StopScope {
public:
    explicit StopScope(std::stop_token stop)
        : stop_(std::move(stop)), before_(std::exchange(detail::current_stop, &stop_)) {}
    ~StopScope() { detail::current_stop = before_; }
    StopScope(const StopScope&) = delete;
    StopScope& operator=(const StopScope&) = delete;

private:
    std::stop_token stop_;
    const std::stop_token* before_;
};

/// Whether the scope around it was asked to stop; for places that nothing may be thrown through.
inline bool stop_asked() {
    return detail::current_stop != nullptr && detail::current_stop->stop_requested();
}

/// To be called at least once a few milliseconds in whatever may take long: once a row or a plane, not once a cell.
/// Throws Stopped if the scope around it was asked to stop; does nothing outside of one.
inline void stop_if_asked() {
    if (stop_asked()) throw Stopped{};
}

}  // namespace stridelens
