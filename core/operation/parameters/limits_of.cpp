// Almost every rule is monotone in every parameter: it refuses all values below a limit, or all above one. So values
// between two that are refused by the same rule are refused, and values between two legal ones are legal; bisection does
// the rest. The exceptions: groups divide, output channels are multiples, and what an Unfold or an adaptive pool makes may
// be too much in between (Legality).
#include "core/operation/parameters/limits_of.h"

#include "core/operation/limits.h"
#include "core/operation/parameters/legality.h"
#include "core/operation/parameters/settings.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <numeric>
#include <set>

namespace stridelens {
namespace {

constexpr std::size_t kMostProbes = 20'000;

/// A value that was asked for, and the answer.
struct Probe {
    std::int64_t at = 0;
    std::optional<Error> refusal = {};
};

/// A number between two, of which the smaller ones are closer together: limits are mostly small.
std::int64_t middle(std::int64_t low, std::int64_t high) {
    const auto between = [](std::int64_t small, std::int64_t large) {
        if (large / 4 < small) return small + (large - small) / 2;
        return static_cast<std::int64_t>(std::sqrt(static_cast<double>(small)) * std::sqrt(static_cast<double>(large)));
    };
    if (low >= 1) return between(low, high);
    if (high <= -1 && low > std::numeric_limits<std::int64_t>::min()) return -between(-high, -low);
    return low + (high - low) / 2;
}

/// The intervals of legal values among the multiples of `step`.
class Search {
public:
    Search(const Legality& legality, std::int64_t step) : legality_(legality), step_(step) {}

    /// From the first of `places` to the last; places are in units of `step`.
    std::vector<Interval> among(const std::set<std::int64_t>& places) {
        std::optional<Probe> last;
        for (const std::int64_t place : places) {
            Probe probe = asked(place);
            if (last) between(*last, probe);
            if (!probe.refusal) add(place, place);
            last = std::move(probe);
        }
        for (Interval& interval : intervals_) interval = {interval.least * step_, interval.most * step_, step_};
        return std::move(intervals_);
    }

    /// Of `places` alone.
    std::vector<Interval> of(const std::set<std::int64_t>& places) {
        for (const std::int64_t place : places)
            if (!asked(place).refusal) add(place, place);
        return std::move(intervals_);
    }

private:
    Probe asked(std::int64_t at) {
        ++probes_;
        return {at, legality_.refusal(at * step_)};
    }

    /// What lies between two probes, without them.
    void between(const Probe& low, const Probe& high) {
        if (low.at + 1 >= high.at || probes_ > kMostProbes) return;
        const std::int64_t first = low.at * step_, last = high.at * step_;
        if (!low.refusal && !high.refusal && legality_.all_legal(first, last)) return add(low.at, high.at);
        if (low.refusal && high.refusal && legality_.all_refused({first, *low.refusal}, {last, *high.refusal})) return;
        const Probe probe = asked(middle(low.at, high.at));
        between(low, probe);
        if (!probe.refusal) add(probe.at, probe.at);
        between(probe, high);
    }

    void add(std::int64_t low, std::int64_t high) {
        if (!intervals_.empty() && (low <= intervals_.back().most || low - 1 == intervals_.back().most))
            intervals_.back().most = std::max(intervals_.back().most, high);
        else
            intervals_.push_back({low, high});
    }

    const Legality& legality_;
    std::int64_t step_;
    std::size_t probes_ = 0;
    std::vector<Interval> intervals_ = {};  // in units of step_
};

struct Domain {
    std::int64_t least = std::numeric_limits<std::int64_t>::min();
    std::int64_t most = std::numeric_limits<std::int64_t>::max();
};

/// What can be said at all.
Domain domain_of(const Operation& operation, Field field) {
    const auto last = [](auto enumerator) { return Domain{0, static_cast<std::int64_t>(enumerator)}; };
    Domain domain;
    visit_parameter(operation, field,
                    overloaded{[&](bool) {
                                   domain = {0, 1};
                               },
                               [&](AutoPad) { domain = last(AutoPad::valid); },
                               [&](PaddingMode) { domain = last(PaddingMode::symmetric); },
                               [&](Convention) { domain = last(Convention::tensorflow); }, [](const auto&) {}});
    return domain;
}

void add_divisors(std::set<std::int64_t>& places, std::int64_t number) {
    for (std::int64_t divisor = 1; divisor <= number / divisor; ++divisor)
        if (number % divisor == 0) {
            places.insert(divisor);
            places.insert(number / divisor);
        }
}

/// Where legal values lie one by one, and not in a range: these are all that there can be.
std::optional<std::set<std::int64_t>> candidates(const Legality& legality, const Shape& input, Field field) {
    const Operation& operation = legality.operation();
    const Domain domain = domain_of(operation, field);
    std::set<std::int64_t> places;
    if (domain.least == 0) {
        for (std::int64_t choice = domain.least; choice <= domain.most; ++choice) places.insert(choice);
        return places;
    }
    const auto rank = static_cast<std::size_t>(spatial_rank_of(operation));
    if (field == Field::groups) {
        const std::int64_t in = input.size() > rank ? input[input.size() - rank - 1] : 1;
        add_divisors(places, std::gcd(in, parameter_or(operation, Field::out_channels, std::int64_t{1})));
        return places;
    }
    const bool fixed_rows = std::holds_alternative<Fold>(operation) && !legality.columns_follow() && input.size() >= 2;
    if (field != Field::kernel_size || !fixed_rows) return std::nullopt;
    add_divisors(places, input[input.size() - 2]);
    return places;
}

/// Where the search begins: between these, what refuses is refused for one reason.
std::set<std::int64_t> landmarks(const Legality& legality, Field field, int axis, int side) {
    std::set<std::int64_t> places{-kLargestNumber, -1, 0, 1, kLargestNumber};
    if (const auto now = value_of(legality.operation(), field, axis, side)) places.insert(*now);
    if (const auto other = value_of(legality.operation(), field, axis, 1 - side); side >= 0 && other)
        places.insert(*other);  // PyTorch's paddings are the same on both sides
    if (!legality.refusal(kLargestNumber + 1)) {
        const Domain any;
        places.insert({any.least, -kLargestNumber - 1, kLargestNumber + 1, any.most});
    }
    return places;
}

std::vector<Interval> intervals_of(const Legality& legality, const Shape& input, Field field, int axis, int side) {
    if (const auto places = candidates(legality, input, field)) return Search(legality, 1).of(*places);
    const std::int64_t step = legality.step();
    if (step == 1) return Search(legality, 1).among(landmarks(legality, field, axis, side));
    if (step < 1 || step > kLargestNumber) return {};
    const std::int64_t most = kLargestNumber / step;
    const std::int64_t now = value_of(legality.operation(), field, axis, side).value_or(0) / step;
    return Search(legality, step).among({0, 1, std::clamp<std::int64_t>(now, 0, most), most});
}

constexpr std::array kOfTheProgram{
    BrokenRule::number_beyond_limit, BrokenRule::input_beyond_limit,           BrokenRule::empty_input_beyond_limit,
    BrokenRule::output_beyond_limit, BrokenRule::empty_output_beyond_limit,    BrokenRule::weight_beyond_limit,
    BrokenRule::window_beyond_limit, BrokenRule::adaptive_window_beyond_limit, BrokenRule::readings_beyond_limit,
    BrokenRule::input_beyond_memory, BrokenRule::weight_beyond_memory,         BrokenRule::output_beyond_memory,
};
constexpr std::array kOfTheInput{
    BrokenRule::column_rows_not_of_kernel,
    BrokenRule::columns_not_one_per_window,
    BrokenRule::kernel_larger_than_padded_input,
    BrokenRule::kernel_larger_than_padded_output,
    BrokenRule::kernel_larger_than_input,
    BrokenRule::output_size_unreachable_in_pytorch,
    BrokenRule::output_size_unreachable_in_tensorflow,
    BrokenRule::output_size_below_windows_in_onnx,
    BrokenRule::output_size_not_within_stride,
    BrokenRule::padding_leaves_nothing,
    BrokenRule::reflect_past_far_edge,
    BrokenRule::reflect_past_far_edge_of_same,
    BrokenRule::symmetric_past_far_edge,
    BrokenRule::circular_wraps_twice,
    BrokenRule::circular_wraps_twice_of_same,
    BrokenRule::pad_crops_too_much,
    BrokenRule::pad_leaves_axis_empty,
    BrokenRule::groups_do_not_divide_channels,
};

}  // namespace

LimitOrigin origin_of(BrokenRule rule) {
    const auto among = [rule](const auto& rules) { return std::find(rules.begin(), rules.end(), rule) != rules.end(); };
    if (among(kOfTheProgram)) return LimitOrigin::program;
    return among(kOfTheInput) ? LimitOrigin::input : LimitOrigin::framework;
}

bool Limits::contains(std::int64_t value) const {
    return std::any_of(intervals.begin(), intervals.end(), [value](const Interval& interval) {
        return value >= interval.least && value <= interval.most &&
               (interval.step == 1 || (value - interval.least) % interval.step == 0);
    });
}

std::vector<std::int64_t> Limits::between(std::int64_t low, std::int64_t high) const {
    std::vector<std::int64_t> values;
    for (const Interval& interval : intervals) {
        if (interval.most < low || interval.least > high) continue;
        const std::int64_t last = std::min(interval.most, high);
        std::int64_t value = interval.least;
        if (value < low)
            value =
                interval.step == 1 ? low : value + (low - value + interval.step - 1) / interval.step * interval.step;
        for (; value <= last; value += interval.step) {
            values.push_back(value);
            if (value > last - interval.step) break;  // the next one may be beyond int64
        }
    }
    return values;
}

std::optional<std::int64_t> Limits::nearest(std::int64_t value) const {
    const auto distance = [value](std::int64_t to) {
        const auto low = static_cast<std::uint64_t>(std::min(value, to));
        return static_cast<std::uint64_t>(std::max(value, to)) - low;  // of two's complement: right beyond int64, too
    };
    std::optional<std::int64_t> best;
    const auto consider = [&](std::int64_t legal) {
        if (!best || distance(legal) < distance(*best)) best = legal;
    };
    for (const Interval& interval : intervals) {
        const std::int64_t inside = std::clamp(value, interval.least, interval.most);
        const std::int64_t rest = interval.step == 1 ? 0 : (inside - interval.least) % interval.step;
        consider(inside - rest);
        if (rest > 0) consider(inside - rest + interval.step);
    }
    return best;
}

Limits limits_of(const Operation& operation, const Shape& input, Field field, int axis, int side) {
    const Legality legality(operation, input, field, axis, side);
    Limits limits;
    if (!legality.has_place()) return limits;
    limits.intervals = intervals_of(legality, input, field, axis, side);
    if (limits.empty()) return limits;
    const Domain domain = domain_of(operation, field);
    if (limits.least() > domain.least) limits.below = legality.refusal(limits.least() - 1);
    if (limits.most() < domain.most) limits.above = legality.refusal(limits.most() + 1);
    return limits;
}

}  // namespace stridelens
