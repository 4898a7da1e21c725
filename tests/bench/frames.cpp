// How long a frame takes after an event: panels, what follows from the scenario, the figure, and the finished draw list.
// Run by hand: cmake --preset bench && cmake --build --preset bench --target frames
//              build/bench/tests/bench/frames [SAMPLES [ONE-LINE FORM [VIEW]]]

#include "tests/app/session/outside.h"

#include <fmt/format.h>
#include <imgui.h>

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <fstream>
#include <thread>

namespace stridelens::test {
namespace {

using Clock = std::chrono::steady_clock;

struct Case {
    const char* line;
    View view = View::output;
};

constexpr Case kCases[] = {
    {"maxpool2d 1x1x5x5 k2 s1"},
    {"conv2d 1x3x32x32 out8 k3 p1"},
    {"maxpool2d 1x3x224x224 k3 s2 p1"},
    {"conv2d 1x3x224x224 out8 k3 p1"},
    {"convtranspose2d 1x1x300x300 out1 k3 s4"},
    {"maxpool2d 1x1x1024x1024 k2"},
    {"maxpool2d 1x1x4096x4096 k2"},
    {"maxpool1d 1x1x100000 k5"},
    {"conv3d 1x1x32x32x32 out1 k3"},
    {"conv2d 1x64x56x56 out64 k3 p1"},
    {"convtranspose2d 1x1x28x28 out1 k3 s2", View::scatter},
    {"convtranspose2d 1x8x100x100 out8 k3 s2", View::scatter},
    {"fold2d 1x9x40000 size202 k3", View::scatter},
    {"conv2d 1x3x224x224 out8 k3 p1", View::grad_input},
    {"conv2d 1x3x224x224 out8 k3 p1", View::grad_weight},
    {"conv2d 1x3x64x64 out8 k3 p1", View::matrix},
};

struct Measured {
    std::vector<double> milliseconds;
    double at(double share) {
        std::sort(milliseconds.begin(), milliseconds.end());
        return milliseconds[static_cast<std::size_t>(share * static_cast<double>(milliseconds.size() - 1))];
    }
};

class Bench {
public:
    explicit Bench(const std::string& line, View view = View::output) {
        Opening opening;
        opening.scenario.problem = parse_problem(line).value();
        opening.scenario.view = view;
        session_.emplace(outside_.ports(), std::move(opening));
        wait_for_picture();
    }

    /// Of one frame, in milliseconds.
    double frame() {
        const auto before = Clock::now();
        session_->frame(0.0, true);
        return std::chrono::duration<double, std::milli>(Clock::now() - before).count();
    }
    void let_time_pass() { outside_.clock.now += 1.0; }

    /// Frames until nothing is being derived, and the longest of them.
    double wait_for_picture() {
        double longest = 0.0;
        do {
            longest = std::max(longest, frame());
            if (session_->shown().version != session_->state().version)
                std::this_thread::sleep_for(std::chrono::milliseconds(2));
        } while (session_->shown().version != session_->state().version);
        return longest;
    }

    /// To another cell: the frame in which it slides, and the one at rest.
    Measured steps(int samples) {
        Measured all;
        for (int i = 0; i < samples; ++i) {
            const std::int64_t steps = std::max<std::int64_t>(session_->shown().derived->steps, 1);
            session_->act(StepTo{(steps / 3 + i * 97) % steps});
            all.milliseconds.push_back(frame());
            let_time_pass();
            all.milliseconds.push_back(frame());
        }
        return all;
    }

    /// The mouse over the canvas, from place to place.
    Measured hovers(int samples) {
        Measured all;
        const Box canvas = ui::screen_layout(1440.0F, 900.0F).canvas;
        for (int i = 0; i < samples; ++i) {
            outside_.window.move({canvas.x + static_cast<float>(i * 131 % static_cast<int>(canvas.w)),
                                  canvas.y + static_cast<float>(i * 73 % static_cast<int>(canvas.h))});
            all.milliseconds.push_back(frame());
            let_time_pass();
        }
        outside_.window.move({-1000.0F, -1000.0F});
        frame();
        return all;
    }

    /// A slider: the seed of the input stays, one setting changes. Every frame of the drawing thread until the picture is
    /// there; and how long that takes.
    std::pair<Measured, Measured> slides(int samples) {
        Measured frames, pictures;
        const Operation first = session_->state().scenario.problem.operation;
        for (int i = 0; i < samples; ++i) {
            session_->act(SetOperation{i % 2 == 0 ? changed(first) : first});
            const auto before = Clock::now();
            frames.milliseconds.push_back(wait_for_picture());
            pictures.milliseconds.push_back(std::chrono::duration<double, std::milli>(Clock::now() - before).count());
            let_time_pass();
        }
        return {std::move(frames), std::move(pictures)};
    }

private:
    static Operation changed(Operation operation) {
        std::visit(
            [](auto& op) {
                if constexpr (requires {
                                  op.padding[0].begin;
                                  op.stride;
                              })
                    for (Sides& sides : op.padding) sides.begin = sides.end = sides.begin == 0 ? 1 : 0;
            },
            operation);
        return operation;
    }

    Outside outside_{1440.0F, 900.0F};
    std::optional<Session> session_;
};

/// Resident memory now, in MB.
double resident() {
    std::ifstream status("/proc/self/status");
    for (std::string line; std::getline(status, line);)
        if (line.starts_with("VmRSS:")) return std::strtod(line.c_str() + 6, nullptr) / 1024.0;
    return 0.0;
}

void run(const std::string& line, View view, int samples) {
    const double base = resident();
    Bench bench(line, view);
    const double memory = resident() - base;
    Measured step = bench.steps(samples), hover = bench.hovers(2 * samples);
    auto [slide, picture] = bench.slides(std::max(samples / 10, 5));
    const std::string name = view == View::output ? line : fmt::format("{} --show {}", line, to_string(view));
    fmt::print("| {:<56} | {:6.2f} {:6.2f} | {:6.2f} {:6.2f} | {:6.2f} {:6.2f} | {:7.1f} | {:6.0f} |\n", name,
               step.at(0.5), step.at(0.99), hover.at(0.5), hover.at(0.99), slide.at(0.5), slide.at(0.99),
               picture.at(0.5), memory);
    std::fflush(stdout);
}

}  // namespace
}  // namespace stridelens::test

int main(int count, char** arguments) {
    const int samples = count > 1 ? std::atoi(arguments[1]) : 100;
    fmt::print("milliseconds, p50 p99; slider: the drawing thread's longest frame, and until the picture is there\n");
    fmt::print("| {:<56} | {:13} | {:13} | {:13} | {:7} | {:6} |\n", "problem", "step", "hover", "slider", "picture",
               "MB");
    if (count > 2) {
        const auto view = stridelens::view_from(count > 3 ? arguments[3] : "output");
        stridelens::test::run(arguments[2], view.value_or(stridelens::View::output), samples);
        return 0;
    }
    for (const auto& [line, view] : stridelens::test::kCases) stridelens::test::run(line, view, samples);
    return 0;
}
