#include "app/state/exports/step_list.h"

#include "core/words/printable.h"

#include <fmt/format.h>

#include <charconv>
#include <numeric>
#include <optional>

namespace stridelens {

namespace {

std::string_view trimmed(std::string_view text) {
    while (text.starts_with(' ')) text.remove_prefix(1);
    while (text.ends_with(' ')) text.remove_suffix(1);
    return text;
}

/// A step from 1, read whole.
std::optional<std::int64_t> number(std::string_view text) {
    std::int64_t value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc{} || end != text.data() + text.size() || value < 1) return std::nullopt;
    return value;
}

}  // namespace

Outcome<void> check_steps(const std::vector<std::int64_t>& steps, std::int64_t count) {
    for (const std::int64_t step : steps)
        if (step < 0 || step >= count)
            return failed(
                fmt::format("there is no step {}: this problem has {} step{}", step + 1, count, count == 1 ? "" : "s"));
    return {};
}

Outcome<std::vector<std::int64_t>> parse_steps(std::string_view text, std::int64_t count) {
    constexpr std::size_t most = 40;
    std::vector<std::int64_t> steps;
    text = trimmed(text);
    if (text.empty()) return steps;
    const auto too_many = [](std::int64_t wanted) {
        return failed(
            fmt::format("{} steps are more than a list can have, {}; choose fewer of them", wanted, kMostSteps));
    };
    if (text == "all") {
        if (count > kMostSteps) return too_many(count);
        steps.resize(static_cast<std::size_t>(count));
        std::iota(steps.begin(), steps.end(), 0);
        return steps;
    }
    for (std::size_t at = 0; at <= text.size();) {
        const std::size_t comma = std::min(text.find(',', at), text.size());
        const std::string_view word = trimmed(text.substr(at, comma - at));
        const std::size_t dash = word.find('-');
        const auto first = number(trimmed(word.substr(0, dash)));
        const auto last = dash == std::string_view::npos ? first : number(trimmed(word.substr(dash + 1)));
        if (!first || !last)
            return failed(fmt::format("\"{}\" is no step; write steps from 1 to {} like 1,2,7-9, or all",
                                      text::excerpt(word, most), count));
        if (*first > *last)
            return failed(fmt::format("steps {} to {} run backwards; write {}-{}", *first, *last, *last, *first));
        // Looked at before they are counted out: a range may be longer than memory.
        if (const auto fine = check_steps({*first - 1, *last - 1}, count); !fine) return tl::unexpected(fine.error());
        const std::int64_t all = std::ssize(steps) + *last - *first + 1;
        if (all > kMostSteps) return too_many(all);
        for (std::int64_t step = *first; step <= *last; ++step) steps.push_back(step - 1);
        at = comma + 1;
    }
    return steps;
}

std::string print_steps(const std::vector<std::int64_t>& steps, std::int64_t count) {
    std::string text;
    for (std::size_t i = 0; i < steps.size();) {
        std::size_t end = i + 1;
        while (end < steps.size() && steps[end] == steps[end - 1] + 1) ++end;
        if (i == 0 && end == steps.size() && steps[0] == 0 && std::ssize(steps) == count && count > 1) return "all";
        text += (text.empty() ? "" : ",") + std::to_string(steps[i] + 1);
        if (end - i > 2) text += "-" + std::to_string(steps[end - 1] + 1);
        if (end - i == 2) text += "," + std::to_string(steps[end - 1] + 1);
        i = end;
    }
    return text;
}

}  // namespace stridelens
