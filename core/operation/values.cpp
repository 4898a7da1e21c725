// The numbers of a tensor. Everything here is integer arithmetic or IEEE + − × ÷ √ in double, without the library's
// log and cos, so that a seed means the same numbers on every machine.
// Sources: SplitMix64 (Steele, Lea & Flood 2014); Marsaglia & Bray's polar method (1964).
#include "core/operation/drawings/kernel_presets.h"
#include "core/operation/drawings/patterns.h"
#include "core/operation/drawings/small_pictures.h"
#include "core/operation/limits.h"
#include "core/operation/problem.h"
#include "core/tensor/stop.h"

#include <algorithm>
#include <bit>
#include <cmath>

namespace stridelens {
namespace {

class Random {
public:
    explicit Random(std::uint64_t seed) : state_(seed) {}

    std::uint64_t bits() {
        state_ += 0x9E3779B97F4A7C15U;
        std::uint64_t z = state_;
        z = (z ^ (z >> 30U)) * 0xBF58476D1CE4E5B9U;
        z = (z ^ (z >> 27U)) * 0x94D049BB133111EBU;
        return z ^ (z >> 31U);
    }

    /// 0 … count − 1, each equally often: draws beyond the last whole multiple of count are thrown away.
    std::uint64_t below(std::uint64_t count) {
        const std::uint64_t uneven = (0 - count) % count;  // 2^64 mod count
        std::uint64_t draw = bits();
        while (draw < uneven) draw = bits();
        return draw % count;
    }

    /// −1 <= x < 1, in steps of 2^-52.
    double symmetric() { return static_cast<double>(bits() >> 11U) * 0x1p-52 - 1.0; }

    double normal() {
        for (;;) {
            const double u = symmetric();
            const double v = symmetric();
            const double s = u * u + v * v;
            if (s > 0.0 && s < 1.0) return u * std::sqrt(-2.0 * natural_log(s) / s);
        }
    }

private:
    /// ln x for x > 0: x = m·2^e with m in [½, 1); ln m = 2·artanh((m − 1)/(m + 1)) as its series.
    static double natural_log(double x) {
        int exponent = 0;
        const double mantissa = std::frexp(x, &exponent);
        const double t = (mantissa - 1.0) / (mantissa + 1.0);  // |t| <= 1/3
        double power = t;
        double sum = 0.0;
        for (int k = 1; k < 40; k += 2) {
            sum += power / k;
            power *= t * t;
        }
        return 2.0 * sum + exponent * 0.69314718055994530942;
    }

    std::uint64_t state_;
};

/// Rounded to 2 decimals: the float nearest to n/100. Adding 0 turns −0 into 0.
float two_decimals(double number) {
    return static_cast<float>(std::round(number * 100.0) / 100.0 + 0.0);
}

/// 1 in the middle of each plane, over the axes after (N, C); over those after the first where there are only two.
void set_one_hot(Tensor& tensor) {
    const std::size_t axes = tensor.shape.size();
    const std::size_t leading = axes >= 3 ? 2 : axes - std::min<std::size_t>(axes, 1);
    std::int64_t planes = 1;
    std::int64_t plane = 1;
    std::int64_t middle = 0;
    for (std::size_t axis = 0; axis < axes; ++axis) {
        const std::int64_t size = tensor.shape[axis];
        if (axis < leading) {
            planes *= size;
        } else {
            plane *= size;
            middle = middle * size + size / 2;
        }
    }
    if (plane == 0) return;
    for (std::int64_t i = 0; i < planes; ++i) tensor[i * plane + middle] = 1.0F;
}

std::optional<Error> check_shape(const Shape& shape) {
    for (const std::int64_t size : shape)
        if (size < 0) return Error{Field::input, BrokenRule::shape_size_negative, {{"size", size}}};
    if (element_count(shape) <= kMostCells) return std::nullopt;
    return Error{Field::input, BrokenRule::shape_beyond_limit, {{"shape", shape}, {"most", kMostCells}}};
}

/// Cell by cell, in reading order.
template <class Next>
void fill(Tensor& tensor, Next&& next) {
    constexpr std::size_t kAtOnce = 1U << 14U;
    for (std::size_t i = 0; i < tensor.values.size(); ++i) {
        if (i % kAtOnce == 0) stop_if_asked();
        tensor.values[i] = next();
    }
}

/// Numbers that need no more than their place in reading order.
void generate(const Values& values, Tensor& tensor) {
    Random random(values.seed);
    switch (values.kind) {
        case Values::Kind::normal:
            fill(tensor, [&] { return two_decimals(random.normal()); });
            break;
        case Values::Kind::integers:
            fill(tensor, [&] { return static_cast<float>(static_cast<int>(random.below(19)) - 9); });
            break;
        case Values::Kind::ramp:
            for (std::int64_t i = 0; i < std::ssize(tensor.values); ++i) tensor[i] = static_cast<float>(i);
            break;
        case Values::Kind::ones:
            std::fill(tensor.values.begin(), tensor.values.end(), 1.0F);
            break;
        case Values::Kind::negative:
            for (std::int64_t i = 0; i < std::ssize(tensor.values); ++i) tensor[i] = static_cast<float>(-1 - i);
            break;
        case Values::Kind::onehot:
            set_one_hot(tensor);
            break;
        case Values::Kind::digit:
        case Values::Kind::gradient:
        case Values::Kind::checker:
        case Values::Kind::ring:
        case Values::Kind::image:
        case Values::Kind::identity:
        case Values::Kind::box:
        case Values::Kind::gauss:
        case Values::Kind::sharpen:
        case Values::Kind::sobel_x:
        case Values::Kind::sobel_y:
        case Values::Kind::laplace:
        case Values::Kind::emboss:
        case Values::Kind::motion:
        case Values::Kind::list:
        case Values::Kind::maxima:
        case Values::Kind::winners:
            break;  // drawn, given, or of a whole problem
    }
}

}  // namespace

bool Values::operator==(const Values& other) const {
    if (kind != other.kind) return false;
    if (kind == Kind::digit && seed % 10 != other.seed % 10) return false;
    if (kind == Kind::image && &picture(seed) != &picture(other.seed)) return false;
    if (kind != Kind::digit && kind != Kind::image && is_seeded(kind) && seed != other.seed) return false;
    if (kind != Kind::list || list.same(other.list)) return true;
    if (list.whole() != nullptr || other.list.whole() != nullptr) return list.as_whole() == other.list.as_whole();
    return std::equal(list.begin(), list.end(), other.list.begin(), other.list.end(), [](float a, float b) {
        if (std::isnan(a) || std::isnan(b)) return std::isnan(a) && std::isnan(b);
        return std::bit_cast<std::uint32_t>(a) == std::bit_cast<std::uint32_t>(b);
    });
}

std::size_t plane_axes(const Operation& operation, Field numbers) {
    const bool columns = (numbers == Field::values && std::holds_alternative<Fold>(operation)) ||
                         (numbers == Field::upstream && std::holds_alternative<Unfold>(operation));
    if (columns || numbers == Field::bias) return 1;
    return static_cast<std::size_t>(std::clamp(spatial_rank_of(operation), 1, 3));
}

Result<Tensor> make_tensor(const Values& values, const Shape& shape, std::size_t spatial) {
    if (auto error = check_shape(shape)) return tl::unexpected(*error);
    const std::int64_t count = element_count(shape);
    if (values.kind == Values::Kind::list) {
        if (std::ssize(values.list) == count) return Tensor(shape, *values.list);
        return tl::unexpected(Error{Field::values,
                                    BrokenRule::values_not_one_per_cell,
                                    {{"values", std::ssize(values.list)}, {"shape", shape}, {"cells", count}}});
    }
    if (values.kind == Values::Kind::maxima || values.kind == Values::Kind::winners)
        return tl::unexpected(Error{Field::values, BrokenRule::values_of_unpooling_elsewhere});
    Tensor tensor(shape);
    const std::size_t leading = shape.size() >= 3 ? 2 : 1;
    if (spatial == 0) spatial = std::max(shape.size(), leading + 1) - leading;
    if (is_pattern(values.kind))
        draw_pattern(values.kind, values.seed, spatial, tensor);
    else if (is_kernel_preset(values.kind))
        draw_kernel_preset(values.kind, spatial, tensor);
    else
        generate(values, tensor);
    return tensor;
}

Result<Tensor> make_tensor(const Operation& operation, Field field, const Values& values, const Shape& shape) {
    if (field != Field::weight && is_kernel_preset(values.kind))
        return tl::unexpected(Error{field, BrokenRule::kernel_by_name_elsewhere, {{"kernel", print(values)}}});
    return make_tensor(values, shape, plane_axes(operation, field)).map_error([&](Error error) {
        if (error.field == Field::values) error.field = field;
        return error;
    });
}

}  // namespace stridelens
