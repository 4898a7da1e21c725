#pragma once
// Bytes as an export that nobody would ask for: words from anywhere, numbers that are hard to write, settings within their
// limits and beyond.

#include "app/export/jobs/command.h"
#include "app/export/jobs/job.h"
#include "app/problem/legal.h"
#include "app/problem/solve.h"
#include "app/problem/view.h"
#include "app/state/exports/export_settings.h"
#include "tests/app/figure/golden_scenes.h"
#include "tests/core/properties.h"
#include "tests/fuzz/bytes.h"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <limits>
#include <optional>
#include <string>
#include <type_traits>
#include <utility>

namespace stridelens::fuzz {

/// At most 255 bytes, as they are.
inline std::string words(Bytes& bytes) {
    std::string text;
    for (std::int64_t left = bytes.byte(); left > 0 && !bytes.empty(); --left) text += static_cast<char>(bytes.byte());
    return text;
}

inline float hostile_number(Bytes& bytes) {
    using Limits = std::numeric_limits<float>;
    constexpr float all[] = {0.0F,
                             -0.0F,
                             1.0F,
                             -1.0F,
                             0.1F,
                             1.0F / 3,
                             16777216.0F,
                             -123456.78F,
                             1e30F,
                             1e-30F,
                             Limits::max(),
                             Limits::lowest(),
                             Limits::min(),
                             Limits::denorm_min(),
                             Limits::infinity(),
                             -Limits::infinity(),
                             Limits::quiet_NaN()};
    const std::uint8_t which = bytes.byte();
    if (which < std::size(all)) return all[which];
    return which >= 240 ? std::bit_cast<float>(static_cast<std::uint32_t>(bytes.word() >> 32))
                        : static_cast<float>(which % 32);
}

struct HostileSetting {
    Bytes& bytes;
    const Setting& setting;

    void operator()(bool& value) const { value = value != bytes.flag(); }
    void operator()(std::string& value) const { value = words(bytes); }
    void operator()(ThemeName& value) const {
        value = kThemes[static_cast<std::size_t>(bytes.whole(0, std::ssize(kThemes) - 1))];
    }
    void operator()(std::optional<Format>&) const {}  // the target's own
    void operator()(PageOptions&) const {}            // width and height have rows of their own
    void operator()(PageParts& parts) const {
        for (const PartName& name : kPartNames) parts.*name.part = parts.*name.part != (bytes.byte() % 4 == 3);
    }
    void operator()(std::optional<int>& value) const {
        value.reset();
        if (int given = 0; bytes.flag()) (*this)(value.emplace(given));
    }
    /// Near the least that it may be; from 200 on anything.
    template <class Number>
    requires std::is_arithmetic_v<Number>
    void operator()(Number& value) const {
        constexpr double wild[] = {0.0,
                                   -1.0,
                                   1e-300,
                                   1e300,
                                   std::numeric_limits<double>::infinity(),
                                   std::numeric_limits<double>::quiet_NaN()};
        const std::uint8_t byte = bytes.byte();
        if (byte < 100) return;
        double number = std::min(setting.limits.least + (byte - 100) / 32.0 * (setting.limits.least >= 100 ? 64 : 1),
                                 setting.limits.most);
        if (byte >= 200) number = byte >= 250 ? wild[byte - 250] : setting.limits.most;
        if constexpr (std::is_same_v<Number, int>)  // whoever reads one has looked whether it is one
            number = std::isnan(number) ? 0.0 : std::clamp(number, -2147483648.0, 2147483647.0);
        value = static_cast<Number>(number);
    }
};

/// A legal problem that is drawn and computed at once: one of the golden scenes', or any.
inline std::optional<Scenario> small_scenario(Bytes& bytes) {
    constexpr std::int64_t most_taps = 200, most_cells = 120;
    Scenario scenario;
    const std::uint8_t which = bytes.byte();
    const bool golden = which / 4 < std::ssize(kGoldenScenes);
    if (golden) {
        const GoldenScene& scene = kGoldenScenes[which / 4];
        scenario = {"", *parse_problem(scene.line), scene.step, scene.view};
    } else {
        scenario.problem = problem_from(bytes);
        const int rank = spatial_rank_of(scenario.problem.operation);
        if (rank < 1 || rank > 3) return std::nullopt;  // nobody can ask for it
        scenario.problem = made_legal(std::move(scenario.problem));
    }
    const auto geometry = resolve(scenario.problem.operation, scenario.problem.input);
    if (!geometry) return std::nullopt;
    if (!golden && (test::work_of(*geometry) > most_taps || element_count(geometry->input) > most_cells ||
                    element_count(geometry->output) > most_cells || element_count(geometry->weight) > most_cells))
        return std::nullopt;
    if (bytes.flag()) {
        scenario.problem.values = {Values::Kind::list, 7, {}};
        scenario.problem.values.list.edit([&](std::vector<float>& list) {
            for (std::int64_t i = element_count(geometry->input); i > 0; --i) list.push_back(hostile_number(bytes));
        });
    }
    if (bytes.flag())
        scenario.view =
            nearest_view(*geometry, kAllOf<View>[static_cast<std::size_t>(bytes.whole(0, kCountOf<View> - 1))]);
    if (bytes.flag()) scenario.step = bytes.number();
    return scenario;
}

/// With STRIDELENS_TELL=1 in the environment, the command that repeats what libFuzzer has found.
inline void tell(const ExportJob& job) {
    static const bool asked = std::getenv("STRIDELENS_TELL") != nullptr;
    if (asked) std::fprintf(stderr, "%s\n", render_command(job).c_str());
}

/// Without format and file.
inline std::optional<ExportJob> hostile_job(Bytes& bytes) {
    auto scenario = small_scenario(bytes);
    if (!scenario) return std::nullopt;
    ExportJob job{*std::move(scenario), {}, {}, ""};
    job.scenario.title = words(bytes);
    for (const Setting& setting : kSettings)
        std::visit([&](auto member) { HostileSetting{bytes, setting}(value_of(job, member)); }, setting.member);
    const std::int64_t steps = step_count(job.scenario.problem, job.scenario.view).value_or(0);
    for (std::int64_t left = bytes.whole(0, 3); left > 0; --left)
        job.page.steps.push_back(steps > 0 && !bytes.flag() ? bytes.byte() % steps : bytes.number());
    return job;
}

}  // namespace stridelens::fuzz
