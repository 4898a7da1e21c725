// How long one evaluation takes, the fast way and by definition; a slider is dragged at 60 frames a second.

#include "core/explain/explain.h"
#include "core/kernels/kernels.h"
#include "core/kernels/numbers.h"
#include "core/operation/problem.h"
#include "core/window/coverage.h"
#include "core/window/window.h"

#include <benchmark/benchmark.h>

#include <array>
#include <cstdlib>

namespace stridelens {
namespace {

constexpr std::array kLines{
    "maxpool2d 1x3x28x28 k3 s2",
    "conv2d 1x3x28x28 out8 k3 p1 s2",
    "maxpool2d 1x3x256x256 k3 s1 p1",
    "avgpool2d 1x3x256x256 k3 s1 p1",
    "pad2d 1x3x256x256 p2 mode=reflect",
    "conv2d 1x3x256x256 out1 k3 p1",
    "conv2d 1x3x256x256 out1 k3 p1 mode=circular",
    "minpool2d 1x3x256x256 k3 s1 p1",
    "lppool2d 1x3x256x256 k3 s1",
    "adaptiveavgpool2d 1x3x256x256 out7x7",
    "convtranspose2d 1x3x128x128 out1 k3 s2",
    "unfold2d 1x3x128x128 k3 p1",
};

/// The line's geometry and numbers.
struct Prepared {
    Geometry geometry;
    Numbers numbers;

    explicit Prepared(const char* line) {
        const auto problem = parse_problem(line);
        if (!problem) std::abort();
        const auto resolved = resolve(problem->operation, problem->input);
        if (!resolved) std::abort();
        geometry = *resolved;
        numbers = make_numbers(*problem, geometry).value();
    }
};

template <class Evaluate>
void run(benchmark::State& state, Evaluate evaluate_once) {
    const char* line = kLines[static_cast<std::size_t>(state.range(0))];
    const Prepared prepared(line);
    for (auto _ : state) benchmark::DoNotOptimize(evaluate_once(prepared));
    state.SetLabel(line);
}

void kernels(benchmark::State& state) {
    run(state, [](const Prepared& p) { return evaluate(p.geometry, p.numbers.operands()); });
}
void reference(benchmark::State& state) {
    run(state, [](const Prepared& p) { return evaluate_reference(p.geometry, p.numbers.operands()); });
}
void backward(benchmark::State& state) {
    run(state, [](const Prepared& p) { return gradients(p.geometry, p.numbers.operands(), p.numbers.upstream); });
}
void backward_reference(benchmark::State& state) {
    run(state,
        [](const Prepared& p) { return gradients_reference(p.geometry, p.numbers.operands(), p.numbers.upstream); });
}
void covering(benchmark::State& state) {
    run(state, [](const Prepared& p) { return coverage(p.geometry); });
}
void explaining(benchmark::State& state) {
    run(state,
        [](const Prepared& p) { return explain(p.geometry, p.numbers.operands(), unflatten(p.geometry.output, 0)); });
}

BENCHMARK(kernels)->DenseRange(0, kLines.size() - 1)->Unit(benchmark::kMicrosecond);
BENCHMARK(reference)->DenseRange(0, kLines.size() - 1)->Unit(benchmark::kMicrosecond);
BENCHMARK(backward)->DenseRange(0, kLines.size() - 1)->Unit(benchmark::kMicrosecond);
BENCHMARK(backward_reference)->DenseRange(0, kLines.size() - 1)->Unit(benchmark::kMicrosecond);
BENCHMARK(covering)->DenseRange(0, kLines.size() - 1)->Unit(benchmark::kMicrosecond);
BENCHMARK(explaining)->DenseRange(0, kLines.size() - 1)->Unit(benchmark::kMicrosecond);

}  // namespace
}  // namespace stridelens
