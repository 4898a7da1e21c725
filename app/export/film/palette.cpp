#include "app/export/film/palette.h"

#include "core/tensor/stop.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <utility>

namespace stridelens {

namespace {

constexpr std::size_t kMost = 256;
constexpr int kRounds = 4;                  // of k-means; more change next to nothing
constexpr std::uint64_t kAreaShare = 1000;  // a colour with one pixel in so many, or more, fills areas …
constexpr std::size_t kMostAreas = 96;      // … and is kept to the bit: the commonest of them at least

/// Lightness, green to red, blue to yellow; whole numbers, so that sums do not depend on their order.
using Lab = std::array<std::int64_t, 3>;

/// A colour that is to be stood in for. Rare colours (a thin stroke, the edge of a letter) must not vanish beside the
/// background's millions: they weigh as the root of their number.
struct Sample {
    Rgb colour = 0;
    Lab lab{};
    std::uint64_t count = 0;
    std::int64_t weight = 0;
};

Lab oklab(Rgb colour) {
    const auto linear = [&](unsigned shift) {
        const double v = static_cast<double>((colour >> shift) & 255U) / 255.0;
        return v <= 0.04045 ? v / 12.92 : std::pow((v + 0.055) / 1.055, 2.4);
    };
    const double r = linear(16), g = linear(8), b = linear(0);
    const double l = std::cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b);
    const double m = std::cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b);
    const double s = std::cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b);
    constexpr double unit = 4096.0;
    return {std::llround(unit * (0.2104542553 * l + 0.7936177850 * m - 0.0040720468 * s)),
            std::llround(unit * (1.9779984951 * l - 2.4285922050 * m + 0.4505937099 * s)),
            std::llround(unit * (0.0259040371 * l + 0.7827717662 * m - 0.8086757660 * s))};
}

std::int64_t distance(const Lab& a, const Lab& b) {
    std::int64_t sum = 0;
    for (std::size_t axis = 0; axis < 3; ++axis) sum += (a[axis] - b[axis]) * (a[axis] - b[axis]);
    return sum;
}

/// Weight, and weighted sums of a coordinate and of its square.
struct Moments {
    double weight = 0.0, sum = 0.0, squares = 0.0;
    void add(double value, double by) {
        weight += by;
        sum += by * value;
        squares += by * value * value;
    }
    Moments operator-(const Moments& other) const {
        return {weight - other.weight, sum - other.sum, squares - other.squares};
    }
    double error() const { return weight > 0.0 ? std::max(squares - sum * sum / weight, 0.0) : 0.0; }
};

Moments moments(const std::vector<Sample>& samples, std::size_t axis) {
    Moments all;
    for (const Sample& sample : samples)
        all.add(static_cast<double>(sample.lab[axis]), static_cast<double>(sample.weight));
    return all;
}

/// A set of colours that one colour is to stand for.
struct Bin {
    std::vector<Sample> samples;
    std::size_t axis = 0;  // along which they differ most
    double error = 0.0;    // over all three

    explicit Bin(std::vector<Sample> of) : samples(std::move(of)) {
        double most = -1.0;
        for (std::size_t i = 0; i < 3; ++i) {
            const double along = moments(samples, i).error();
            error += along;
            if (along > most) axis = i;
            most = std::max(most, along);
        }
    }
};

/// Cuts a bin of two colours or more where the two parts' errors along its axis are smallest together.
std::pair<Bin, Bin> cut(Bin bin) {
    std::vector<Sample>& samples = bin.samples;
    const std::size_t axis = bin.axis;
    std::sort(samples.begin(), samples.end(), [axis](const Sample& a, const Sample& b) {
        return std::pair{a.lab[axis], a.colour} < std::pair{b.lab[axis], b.colour};
    });
    const Moments all = moments(samples, axis);
    Moments below;
    std::size_t best = 1;
    double least = std::numeric_limits<double>::infinity();
    for (std::size_t i = 1; i < samples.size(); ++i) {
        below.add(static_cast<double>(samples[i - 1].lab[axis]), static_cast<double>(samples[i - 1].weight));
        const double error = below.error() + (all - below).error();
        if (error < least) best = i;
        least = std::min(least, error);
    }
    const auto middle = samples.begin() + static_cast<std::ptrdiff_t>(best);
    return {Bin({samples.begin(), middle}), Bin({middle, samples.end()})};
}

/// The colour that stands for others: one of them. The commonest if it is most of what there is; otherwise the one
/// nearest to the middle.
Sample stand_in(const std::vector<Sample>& samples) {
    std::uint64_t all = 0;
    for (const Sample& sample : samples) all += sample.count;
    const auto commonest = std::max_element(samples.begin(), samples.end(),
                                            [](const Sample& a, const Sample& b) { return a.count < b.count; });
    if (commonest->count * 2 > all) return *commonest;
    Lab middle{};
    for (std::size_t axis = 0; axis < 3; ++axis) {
        const Moments along = moments(samples, axis);
        middle[axis] = std::llround(along.sum / along.weight);
    }
    return *std::min_element(samples.begin(), samples.end(), [&](const Sample& a, const Sample& b) {
        return distance(a.lab, middle) < distance(b.lab, middle);
    });
}

std::size_t nearest(const std::vector<Sample>& palette, const Lab& lab) {
    std::size_t best = 0;
    std::int64_t least = std::numeric_limits<std::int64_t>::max();
    for (std::size_t i = 0; i < palette.size(); ++i) {
        const std::int64_t away = distance(palette[i].lab, lab);
        if (away < least) best = i;
        least = std::min(least, away);
    }
    return best;
}

/// Moves the colours that fill areas from `samples` to a palette of their own.
std::vector<Sample> take_areas(std::vector<Sample>& samples) {
    std::uint64_t all = 0;
    for (const Sample& sample : samples) all += sample.count;
    std::sort(samples.begin(), samples.end(), [](const Sample& a, const Sample& b) {
        return std::pair{b.count, a.colour} < std::pair{a.count, b.colour};
    });
    std::size_t areas = 0;
    while (areas < kMostAreas && samples[areas].count * kAreaShare >= all) ++areas;
    const auto end = samples.begin() + static_cast<std::ptrdiff_t>(areas);
    std::vector<Sample> taken(samples.begin(), end);
    samples.erase(samples.begin(), end);
    return taken;
}

/// `most` colours in the place of all samples, by value.
std::vector<Sample> quantise(std::vector<Sample> samples, std::size_t most) {
    std::vector<Sample> palette = take_areas(samples);
    const std::size_t areas = palette.size();
    std::vector<Bin> bins{Bin(samples)};
    while (areas + bins.size() < most) {
        stop_if_asked();
        const auto worst = std::max_element(bins.begin(), bins.end(), [](const Bin& a, const Bin& b) {
            return std::pair{a.samples.size() > 1, a.error} < std::pair{b.samples.size() > 1, b.error};
        });
        if (worst->samples.size() < 2) break;
        auto [low, high] = cut(std::move(*worst));
        *worst = std::move(low);
        bins.push_back(std::move(high));
    }
    for (const Bin& bin : bins) palette.push_back(stand_in(bin.samples));
    for (int round = 0; round < kRounds; ++round) {
        std::vector<std::vector<Sample>> near(palette.size());
        for (const Sample& sample : samples) {
            stop_if_asked();
            near[nearest(palette, sample.lab)].push_back(sample);
        }
        for (std::size_t i = areas; i < palette.size(); ++i)
            if (!near[i].empty()) palette[i] = stand_in(near[i]);
    }
    std::sort(palette.begin(), palette.end(), [](const Sample& a, const Sample& b) { return a.colour < b.colour; });
    return palette;
}

/// Calls take(first, length) for each run of one colour in the rows of the box that the frame changes.
template <class Take>
void for_each_run(const Frames& frames, Take&& take) {
    const PixelBox& box = frames.changed();
    for (std::int64_t y = box.top; y < box.top + box.height; ++y) {
        stop_if_asked();
        const Rgb* at = frames.now().data() + y * frames.width() + box.left;
        for (const Rgb* end = at + box.width; at != end;) {
            const Rgb* const next = std::find_if(at, end, [at](Rgb other) { return other != *at; });
            take(at, static_cast<std::size_t>(next - at));
            at = next;
        }
    }
}

}  // namespace

void ColourCounts::add(const Frames& frames) {
    for_each_run(frames, [this](const Rgb* run, std::size_t length) { add(*run, length); });
}

std::vector<std::pair<Rgb, std::uint64_t>> ColourCounts::sorted() const {
    std::vector<std::pair<Rgb, std::uint64_t>> all = counts_.all();
    std::sort(all.begin(), all.end());
    return all;
}

Palette::Palette(const ColourCounts& counts) {
    const auto all = counts.sorted();
    exact_ = all.size() <= kMost;
    if (exact_) {
        for (const auto& [colour, count] : all) {
            index_[colour] = static_cast<std::uint8_t>(colours_.size());
            colours_.push_back(colour);
        }
        return;
    }
    std::vector<Sample> samples;
    for (const auto& [colour, count] : all)
        samples.push_back({colour, oklab(colour), count,
                           std::max<std::int64_t>(std::llround(std::sqrt(static_cast<double>(count))), 1)});
    const std::vector<Sample> palette = quantise(samples, kMost - 1);
    for (const Sample& sample : palette) colours_.push_back(sample.colour);
    for (const Sample& sample : samples) {
        stop_if_asked();
        index_[sample.colour] = static_cast<std::uint8_t>(nearest(palette, sample.lab));
    }
}

std::optional<std::uint8_t> Palette::transparent() const {
    if (colours_.size() >= kMost) return std::nullopt;
    return static_cast<std::uint8_t>(colours_.size());
}

void Palette::follow(const Frames& frames, std::vector<std::uint8_t>& indices) const {
    indices.resize(frames.now().size());
    const PixelBox& box = frames.changed();
    const bool first = frames.before().empty();
    for (int y = box.top; y < box.top + box.height; ++y) {
        stop_if_asked();
        const std::ptrdiff_t row = std::ptrdiff_t{y} * frames.width() + box.left;
        const Rgb* now = frames.now().data() + row;
        const Rgb* before = first ? nullptr : frames.before().data() + row;
        std::uint8_t* to = indices.data() + row;
        for (int x = 0; x < box.width; ++x)
            if (first || now[x] != before[x]) to[x] = x > 0 && now[x] == now[x - 1] ? to[x - 1] : index_.at(now[x]);
    }
}

}  // namespace stridelens
