// How long a film takes: nine steps of a small picture, many of a larger one.
// Run by hand: cmake --preset bench && cmake --build --preset bench --target films
//              build/bench/tests/bench/films [ROUNDS [ONE-LINE FORM]]

#include "app/export/film/animation.h"
#include "core/operation/problem.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>
#include <ctime>
#include <numeric>

namespace stridelens::test {
namespace {

struct Case {
    const char* line;
    std::int64_t steps;
};

constexpr Case kCases[] = {
    {"conv2d 1x1x5x5 out1 k3", 9},
    {"conv2d 1x3x28x28 out1 k3 s2", 24},
    {"maxpool2d 1x1x64x64 k2", 24},
};

using Writer = Outcome<void> (*)(const Animation&, const std::filesystem::path&, const AnimationOptions&,
                                 const Progress&);

/// Seconds of the processor: what else runs on the machine does not count.
double seconds(const char* line, std::int64_t steps, Writer write, const std::filesystem::path& file) {
    Scenario scenario;
    scenario.problem = parse_problem(line).value();
    AnimationOptions options;
    options.steps.resize(static_cast<std::size_t>(steps));
    std::iota(options.steps.begin(), options.steps.end(), 0);
    const std::clock_t before = std::clock();
    const auto film = animate_steps(scenario, PageOptions{}, options);
    if (!film || !write(*film, file, options, {})) std::abort();
    return static_cast<double>(std::clock() - before) / CLOCKS_PER_SEC;
}

void measure(const char* line, std::int64_t steps, int rounds) {
    const std::filesystem::path folder = std::filesystem::temp_directory_path();
    const std::filesystem::path gif = folder / "stridelens-films.gif", webp = folder / "stridelens-films.webp";
    std::vector<double> of_gif, of_webp;
    for (int round = 0; round < rounds; ++round) {
        of_gif.push_back(seconds(line, steps, &write_gif, gif));
        of_webp.push_back(seconds(line, steps, &write_webp, webp));
    }
    const auto median = [](std::vector<double> all) {
        std::sort(all.begin(), all.end());
        return all[all.size() / 2];
    };
    fmt::print("{:32} {:3} steps   gif {:6.2f} s {:9} bytes   webp {:6.2f} s {:9} bytes\n", line, steps, median(of_gif),
               std::filesystem::file_size(gif), median(of_webp), std::filesystem::file_size(webp));
    std::filesystem::remove(gif);
    std::filesystem::remove(webp);
}

}  // namespace
}  // namespace stridelens::test

int main(int argc, char** argv) {
    using namespace stridelens::test;
    const int rounds = argc > 1 ? std::max(std::atoi(argv[1]), 1) : 3;
    if (argc > 2) {
        measure(argv[2], 4, rounds);
        return 0;
    }
    for (const Case& one : kCases) measure(one.line, one.steps, rounds);
    return 0;
}
