#include "core/operation/drawings/patterns.h"

#include "core/operation/drawings/small_pictures.h"
#include "core/tensor/stop.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <span>
#include <vector>

namespace stridelens {
namespace {

struct Spot2 {
    double x, y;  // of a square of side 1, y down
};

// The digits as one line each, drawn without lifting the pen.
constexpr Spot2 kZero[] = {{.5, .08}, {.7, .15},  {.79, .36}, {.79, .64}, {.7, .85}, {.5, .92},
                           {.3, .85}, {.21, .64}, {.21, .36}, {.3, .15},  {.5, .08}};
constexpr Spot2 kOne[] = {{.3, .27}, {.54, .08}, {.54, .92}};
constexpr Spot2 kTwo[] = {{.22, .28}, {.31, .13}, {.5, .08}, {.7, .14}, {.78, .3}, {.7, .48}, {.22, .92}, {.82, .92}};
constexpr Spot2 kThree[] = {{.23, .17}, {.45, .08}, {.68, .14}, {.75, .28}, {.65, .43}, {.45, .48},
                            {.67, .53}, {.79, .69}, {.7, .86},  {.46, .92}, {.2, .83}};
constexpr Spot2 kFour[] = {{.66, .92}, {.66, .08}, {.17, .66}, {.85, .66}};
constexpr Spot2 kFive[] = {{.76, .08}, {.3, .08},  {.25, .47}, {.5, .4}, {.72, .48},
                           {.79, .66}, {.69, .85}, {.45, .92}, {.2, .84}};
constexpr Spot2 kSix[] = {{.72, .12}, {.5, .09},  {.3, .25}, {.21, .55}, {.27, .82}, {.5, .92},
                          {.72, .83}, {.79, .66}, {.7, .49}, {.48, .43}, {.28, .53}, {.21, .66}};
constexpr Spot2 kSeven[] = {{.18, .08}, {.82, .08}, {.42, .92}};
constexpr Spot2 kEight[] = {{.5, .48},  {.31, .38}, {.26, .24}, {.35, .12}, {.5, .08},  {.65, .12},
                            {.74, .24}, {.69, .38}, {.5, .48},  {.28, .6},  {.21, .74}, {.31, .88},
                            {.5, .92},  {.69, .88}, {.79, .74}, {.72, .6},  {.5, .48}};
constexpr Spot2 kNine[] = {{.28, .88}, {.5, .91},  {.7, .75}, {.79, .45}, {.73, .18}, {.5, .08},
                           {.28, .17}, {.21, .34}, {.3, .51}, {.52, .57}, {.72, .47}, {.79, .34}};
constexpr std::array<std::span<const Spot2>, 10> kDigits{kZero, kOne, kTwo,   kThree, kFour,
                                                         kFive, kSix, kSeven, kEight, kNine};
constexpr double kStroke = 0.085;  // half of its width
constexpr double kStripAt = 0.3;   // the line of a digit that a strip shows

double distance(Spot2 p, Spot2 a, Spot2 b) {
    const double dx = b.x - a.x, dy = b.y - a.y;
    const double along = std::clamp(((p.x - a.x) * dx + (p.y - a.y) * dy) / (dx * dx + dy * dy), 0.0, 1.0);
    const double x = p.x - a.x - along * dx, y = p.y - a.y - along * dy;
    return std::sqrt(x * x + y * y);
}

/// A plane, and where its cells are.
struct Ground {
    std::vector<std::int64_t> sizes;  // of the plane's axes, one to three

    /// The middle of cell `at` of an axis, so that the shortest of the last two has −½ … ½.
    double from_middle(std::size_t axis, std::int64_t at) const {
        return (static_cast<double>(at) + 0.5 - static_cast<double>(sizes[axis]) / 2.0) / side();
    }
    double side() const {
        const std::size_t axes = sizes.size();
        return static_cast<double>(axes > 1 ? std::min(sizes[axes - 1], sizes[axes - 2]) : sizes[axes - 1]);
    }
    /// 0 at the first cell of an axis, 1 at the last.
    double share(std::size_t axis, std::int64_t at) const {
        return sizes[axis] > 1 ? static_cast<double>(at) / static_cast<double>(sizes[axis] - 1) : 0.0;
    }
    /// 1 in the middle of a volume, less towards its first and last slice; 1 where there is no depth.
    double nearness(std::span<const std::int64_t> at) const {
        const double depth = 2.0 * share(0, at[0]) - 1.0;
        return sizes.size() > 2 && sizes[0] > 1 ? 1.0 - 0.75 * depth * depth : 1.0;
    }
};

/// How much of the ground a digit takes: all of a few cells, with a margin about it where there are enough.
double share_of_digit(double side) {
    return std::clamp(1.0 - (side - 9.0) / 30.0, 0.75, 1.0);
}

/// How much of the cell the digit's stroke covers, 0 … 1.
double ink(const Ground& ground, std::uint64_t digit, std::int64_t row, std::int64_t column) {
    const std::size_t last = ground.sizes.size() - 1;
    const double share = share_of_digit(ground.side());
    const Spot2 p{ground.from_middle(last, column) / share + 0.5,
                  last > 0 ? ground.from_middle(last - 1, row) / share + 0.5 : kStripAt};
    double nearest = 2.0;
    const std::span<const Spot2> line = kDigits[digit % kDigits.size()];
    for (std::size_t i = 0; i + 1 < line.size(); ++i) nearest = std::min(nearest, distance(p, line[i], line[i + 1]));
    const double cell = 1.0 / (share * ground.side()), half = std::max(kStroke, 0.55 * cell);
    return std::clamp((half - nearest) / cell + 0.5, 0.0, 1.0);
}

double digit_at(const Ground& ground, std::uint64_t digit, std::int64_t channel, std::span<const std::int64_t> at) {
    const std::size_t last = at.size() - 1;
    const std::int64_t row = last > 0 ? at[last - 1] : 0, column = at[last];
    double value = 0.0;
    if (channel % 3 == 0)
        value = ink(ground, digit, row, column);
    else if (channel % 3 == 1)
        value = ink(ground, digit, row, column + 1) - ink(ground, digit, row, column - 1);
    else if (last > 0)
        value = ink(ground, digit, row + 1, column) - ink(ground, digit, row - 1, column);
    return value * ground.nearness(at);
}

double image_at(const Ground& ground, std::uint64_t number, Tone tone, std::span<const std::int64_t> at) {
    const std::size_t last = at.size() - 1;
    const Stretch columns{ground.sizes[last], at[last]};
    const Stretch rows = last > 0 ? Stretch{ground.sizes[last - 1], at[last - 1]} : kMiddleLine;
    return tone_of(picture(number), tone, rows, columns) * ground.nearness(at);
}

double gradient_at(const Ground& ground, std::int64_t channel, std::span<const std::int64_t> at) {
    const std::size_t axes = at.size(), kinds = axes + 1;
    const auto way = static_cast<std::size_t>(channel) % kinds;
    if (way > 0) return ground.share(axes - way, at[axes - way]);
    double sum = 0.0;
    for (std::size_t axis = 0; axis < axes; ++axis) sum += ground.share(axis, at[axis]);
    return sum / static_cast<double>(axes);
}

double checker_at(const Ground& ground, std::int64_t channel, std::span<const std::int64_t> at) {
    const std::int64_t longest = *std::max_element(ground.sizes.begin(), ground.sizes.end());
    const std::int64_t field = (longest + 7) / 8;
    std::int64_t fields = channel;
    for (const std::int64_t position : at) fields += position / field;
    return fields % 2 == 0 ? 0.0 : 1.0;
}

double ring_at(const Ground& ground, std::int64_t channel, std::span<const std::int64_t> at) {
    double square = 0.0;
    for (std::size_t axis = 0; axis < at.size(); ++axis) {
        const double away = ground.from_middle(axis, at[axis]);
        square += away * away;
    }
    const double radius = 0.2 + 0.1 * static_cast<double>(channel % 3), cell = 1.0 / ground.side();
    const double half = std::max(0.07, 0.55 * cell);
    return std::clamp((half - std::abs(std::sqrt(square) - radius)) / cell + 0.5, 0.0, 1.0);
}

}  // namespace

bool is_pattern(Values::Kind kind) {
    return kind == Values::Kind::digit || kind == Values::Kind::gradient || kind == Values::Kind::checker ||
           kind == Values::Kind::ring || kind == Values::Kind::image;
}

void draw_pattern(Values::Kind kind, std::uint64_t number, std::size_t spatial, Tensor& tensor) {
    const std::size_t axes = tensor.shape.size();
    spatial = std::clamp<std::size_t>(spatial, 1, std::max<std::size_t>(axes, 1));
    if (tensor.values.empty() || axes == 0) return;
    const std::size_t leading = axes - spatial;
    const Ground ground{{tensor.shape.begin() + static_cast<std::ptrdiff_t>(leading), tensor.shape.end()}};
    const std::int64_t channels = leading > 0 ? tensor.shape[leading - 1] : 1;
    std::int64_t plane = 1;
    for (const std::int64_t size : ground.sizes) plane *= size;
    std::vector<std::int64_t> at(spatial, 0);
    for (std::int64_t i = 0; i < std::ssize(tensor.values); ++i) {
        if (i % plane % 4096 == 0) stop_if_asked();
        std::int64_t rest = i % plane;
        for (std::size_t axis = spatial; axis-- > 0; rest /= ground.sizes[axis]) at[axis] = rest % ground.sizes[axis];
        const std::int64_t channel = i / plane % channels;
        const Tone tone = channels > 1 ? static_cast<Tone>(channel % 3) : Tone::lightness;
        const double value = kind == Values::Kind::digit      ? digit_at(ground, number, channel, at)
                             : kind == Values::Kind::image    ? image_at(ground, number, tone, at)
                             : kind == Values::Kind::gradient ? gradient_at(ground, channel, at)
                             : kind == Values::Kind::checker  ? checker_at(ground, channel, at)
                                                              : ring_at(ground, channel, at);
        tensor[i] = static_cast<float>(std::round(value * 100.0) / 100.0 + 0.0);
    }
}

}  // namespace stridelens
