// Deriving beside the window: cancelled, overtaken, finished in any order, the end is the same.

#include "app/session/deriver.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <condition_variable>
#include <numeric>
#include <thread>

namespace stridelens {
namespace {

Scenario scenario_of(const std::string& line, View view = View::output) {
    return {"", parse_problem(line).value(), 0, view};
}

/// Keeps the pieces; the test says which is done next.
struct Pieces {
    std::vector<std::function<void()>> pieces;
    Executor executor() {
        return [this](std::function<void()> piece) { pieces.push_back(std::move(piece)); };
    }
};

const std::vector<std::string> kLines{"maxpool2d 1x1x9x9 k2", "maxpool2d 1x1x9x9 k3", "maxpool2d 1x1x9x9 k9 s1 p9",
                                      "maxpool2d 1x1x9x9 k4 s1"};

TEST(Deriver, AnswersTheNewestRequestInWhateverOrderThePiecesAreDone) {
    std::vector<std::size_t> order(kLines.size());
    std::iota(order.begin(), order.end(), 0U);
    do {
        Pieces work;
        Deriver deriver(work.executor(), [] {});
        for (std::size_t i = 0; i < kLines.size(); ++i) deriver.ask({scenario_of(kLines[i]), i + 1, nullptr, false});
        EXPECT_TRUE(deriver.busy());
        for (const std::size_t piece : order) work.pieces[piece]();
        const auto result = deriver.take();
        ASSERT_TRUE(result);
        EXPECT_EQ(result->version, kLines.size());
        EXPECT_FALSE(result->derivation.refusal);
        EXPECT_EQ(result->derivation.derived->output, derive(scenario_of(kLines.back())).value()->output);
        EXPECT_FALSE(deriver.take());
        EXPECT_FALSE(deriver.busy());
    } while (std::next_permutation(order.begin(), order.end()));
}

TEST(Deriver, ARefusalIsAnAnswer) {
    Pieces work;
    Deriver deriver(work.executor(), [] {});
    const SharedDerived last = derive(scenario_of(kLines[0])).value();
    deriver.ask({scenario_of("maxpool2d 1x1x9x9 k30"), 1, last, false});
    work.pieces[0]();
    const auto result = deriver.take();
    ASSERT_TRUE(result && result->derivation.refusal);
    EXPECT_EQ(result->derivation.refusal->field, Field::kernel_size);
    EXPECT_EQ(result->derivation.derived, last);
}

TEST(Deriver, WhatIsCancelledIsNeverAnswered) {
    Pieces work;
    int wakes = 0;
    Deriver deriver(work.executor(), [&] { ++wakes; });
    deriver.ask({scenario_of(kLines[0]), 1, nullptr, false});
    deriver.cancel();
    EXPECT_FALSE(deriver.busy());
    work.pieces[0]();
    EXPECT_FALSE(deriver.take());
    deriver.ask({scenario_of(kLines[1]), 2, nullptr, false});
    work.pieces[1]();
    EXPECT_EQ(wakes, 1);
    EXPECT_EQ(deriver.take()->version, 2U) << "it goes on afterwards";
}

/// Asks while a piece is being done: the executor's pieces run in this thread, so the second request comes from a wake-up
/// in the middle, as from a window.
TEST(Deriver, AShortPieceThatRunsIsFinishedAndALongOneIsStopped) {
    for (const bool short_work : {true, false}) {
        std::mutex mutex;
        std::condition_variable change;
        bool woken = false;
        Deriver deriver(worker_thread(), [&] {
            const std::lock_guard lock(mutex);
            woken = true;
            change.notify_all();
        });
        // Long enough to be overtaken: a third of a second on any machine of today.
        deriver.ask({scenario_of("maxpool2d 1x1x1500x1500 k9 s1 p4"), 1, nullptr, short_work});
        std::this_thread::sleep_for(std::chrono::milliseconds(20));
        deriver.ask({scenario_of("maxpool2d 1x1x4x4 k2"), 2, nullptr, short_work});
        std::vector<std::uint64_t> versions;
        while (versions.empty() || versions.back() != 2) {
            std::unique_lock lock(mutex);
            change.wait(lock, [&] { return woken; });
            woken = false;
            lock.unlock();
            if (const auto result = deriver.take()) versions.push_back(result->version);
        }
        EXPECT_TRUE(std::is_sorted(versions.begin(), versions.end()));
        EXPECT_TRUE(short_work || versions == std::vector<std::uint64_t>{2});
        EXPECT_FALSE(deriver.busy());
    }
}

TEST(Deriver, AFloodOfRequestsFromAWindowEndsInTheLast) {
    std::atomic<int> wakes{0};
    Deriver deriver(worker_thread(), [&] { ++wakes; });
    SharedDerived shown;
    std::uint64_t version = 0, seen = 0;
    for (int i = 0; i < 300; ++i) {
        const std::string line = "conv2d 1x2x" + std::to_string(9 + i % 7) + "x12 out3 k3 p" + std::to_string(i % 3);
        deriver.ask({scenario_of(line, i % 2 == 0 ? View::output : View::grad_input), ++version, shown, i % 5 == 0});
        if (const auto result = deriver.take()) {
            EXPECT_GT(result->version, seen);
            seen = result->version;
            shown = result->derivation.derived;
        }
    }
    for (int i = 0; i < 3000 && seen != version; ++i) {
        if (const auto result = deriver.take()) seen = result->version, shown = result->derivation.derived;
        std::this_thread::sleep_for(std::chrono::milliseconds(1));
    }
    ASSERT_EQ(seen, version);
    EXPECT_EQ(shown->output, derive(scenario_of("conv2d 1x2x14x12 out3 k3 p2")).value()->output) << "299 % 7 is 5";
    EXPECT_GT(wakes, 0);
}

TEST(Deriver, GoesAwayInTheMiddleOfWork) {
    for (int i = 0; i < 20; ++i) {
        Deriver deriver(worker_thread(), [] {});
        deriver.ask({scenario_of("maxpool2d 1x1x900x900 k9 s1"), 1, nullptr, false});
        std::this_thread::sleep_for(std::chrono::milliseconds(i % 5));
    }
}

}  // namespace
}  // namespace stridelens
