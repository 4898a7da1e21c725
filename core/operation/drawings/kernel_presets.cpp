#include "core/operation/drawings/kernel_presets.h"

#include "core/tensor/stop.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <vector>

namespace stridelens {
namespace {

using Sizes64 = std::vector<std::int64_t>;
using Factors = std::vector<double>;

constexpr std::int64_t kMostDoublings = 23;  // whole numbers of up to 2^23 are exact as float32, and can be added up

std::int64_t middle(std::int64_t size) {
    return (size - 1) / 2;
}

std::int64_t cells_of(const Sizes64& sizes) {
    std::int64_t cells = 1;
    for (const std::int64_t size : sizes) cells *= size;
    return cells;
}

/// fill(at) for each cell of one kernel, in reading order.
template <class Cell>
Factors kernel_of(const Sizes64& sizes, Cell&& cell) {
    Factors kernel(static_cast<std::size_t>(cells_of(sizes)));
    Sizes64 at(sizes.size(), 0);
    std::size_t i = 0;
    for (double& value : kernel) {
        if (i++ % 4096 == 0) stop_if_asked();
        value = cell(at);
        for (std::size_t axis = sizes.size(); axis-- > 0;) {
            if (++at[axis] < sizes[axis]) break;
            at[axis] = 0;
        }
    }
    return kernel;
}

bool in_middle(const Sizes64& sizes, const Sizes64& at) {
    for (std::size_t axis = 0; axis < sizes.size(); ++axis)
        if (at[axis] != middle(sizes[axis])) return false;
    return true;
}

/// Binomial coefficients, by their sum. From the largest outwards, so that none is beyond a double.
Factors binomials(std::int64_t size) {
    Factors row(static_cast<std::size_t>(size), 1.0);
    for (std::int64_t i = middle(size); i > 0; --i) {
        const auto at = static_cast<std::size_t>(i);
        row[at - 1] = row[at] * static_cast<double>(i) / static_cast<double>(size - i);
    }
    for (std::size_t i = 0; i < row.size() / 2; ++i) row[row.size() - 1 - i] = row[i];
    double sum = 0.0;
    for (const double entry : row) sum += entry;
    for (double& entry : row) entry /= sum;
    return row;
}

/// (1 + z)^(size−2)·(z − 1), by 2^(size−2); of one cell 0.
Factors slopes(std::int64_t size) {
    if (size < 2) return {0.0};
    const Factors row = binomials(size - 1);
    Factors slope(row.size() + 1, 0.0);
    for (std::size_t i = 0; i < row.size(); ++i) {
        slope[i] -= row[i];
        slope[i + 1] += row[i];
    }
    return slope;
}

/// The products of one factor from each axis.
Factors product(const Sizes64& sizes, const std::vector<Factors>& factors) {
    return kernel_of(sizes, [&](const Sizes64& at) {
        double value = 1.0;
        for (std::size_t axis = 0; axis < at.size(); ++axis) value *= factors[axis][static_cast<std::size_t>(at[axis])];
        return value;
    });
}

Factors gauss(const Sizes64& sizes) {
    std::vector<Factors> factors;
    for (const std::int64_t size : sizes) factors.push_back(binomials(size));
    return product(sizes, factors);
}

Factors sobel(const Sizes64& sizes, std::size_t along) {
    std::vector<Factors> factors;
    std::int64_t doublings = 0;
    for (std::size_t axis = 0; axis < sizes.size(); ++axis) {
        factors.push_back(axis == along ? slopes(sizes[axis]) : binomials(sizes[axis]));
        doublings += std::max<std::int64_t>(sizes[axis] - (axis == along ? 2 : 1), 0);
    }
    const double scale = std::exp2(static_cast<double>(std::min(doublings, kMostDoublings)));
    Factors kernel = product(sizes, factors);
    for (double& value : kernel) value = std::round(value * scale);
    return kernel;
}

/// `sign` in the neighbours of the middle, and `whole` minus all of them in it.
Factors diamond(const Sizes64& sizes, double sign, double whole) {
    std::int64_t reach = 1;  // a common multiple of how far the axes go
    for (const std::int64_t size : sizes) reach *= std::max<std::int64_t>(size / 2, 1);
    double neighbours = 0.0;
    Factors kernel = kernel_of(sizes, [&](const Sizes64& at) {
        std::int64_t away = 0;
        for (std::size_t axis = 0; axis < at.size(); ++axis)
            away += std::abs(at[axis] - middle(sizes[axis])) * (reach / std::max<std::int64_t>(sizes[axis] / 2, 1));
        if (away == 0 || away > reach) return 0.0;
        ++neighbours;
        return sign;
    });
    std::int64_t centre = 0;
    for (const std::int64_t size : sizes) centre = centre * size + middle(size);
    kernel[static_cast<std::size_t>(centre)] = whole - sign * neighbours;
    return kernel;
}

Factors emboss(const Sizes64& sizes) {
    return kernel_of(sizes, [&](const Sizes64& at) {
        double value = in_middle(sizes, at) ? 1.0 : 0.0;
        for (std::size_t axis = 0; axis < at.size(); ++axis) {
            const std::int64_t half = sizes[axis] / 2, from = at[axis] - half;
            value += static_cast<double>(sizes[axis] % 2 == 0 && from >= 0 ? from + 1 : from);
        }
        return value;
    });
}

Factors motion(const Sizes64& sizes) {
    const std::int64_t longest = *std::max_element(sizes.begin(), sizes.end());
    Factors kernel(static_cast<std::size_t>(cells_of(sizes)), 0.0);
    for (std::int64_t i = 0; i < longest; ++i) {
        std::int64_t cell = 0;
        for (const std::int64_t size : sizes) cell = cell * size + (2 * i + 1) * size / (2 * longest);
        ++kernel[static_cast<std::size_t>(cell)];
    }
    for (double& value : kernel) value /= static_cast<double>(longest);
    return kernel;
}

Factors kernel_named(Values::Kind kind, const Sizes64& sizes) {
    using Kind = Values::Kind;
    const std::size_t last = sizes.size() - 1;
    if (kind == Kind::identity)
        return kernel_of(sizes, [&](const Sizes64& at) { return in_middle(sizes, at) ? 1.0 : 0.0; });
    if (kind == Kind::gauss) return gauss(sizes);
    if (kind == Kind::sharpen) return diamond(sizes, -1.0, 1.0);
    if (kind == Kind::sobel_x) return sobel(sizes, last);
    if (kind == Kind::sobel_y) return sobel(sizes, last > 0 ? last - 1 : last);
    if (kind == Kind::laplace) return diamond(sizes, 1.0, 0.0);
    if (kind == Kind::emboss) return emboss(sizes);
    if (kind == Kind::motion) return motion(sizes);
    const double share = 1.0 / static_cast<double>(cells_of(sizes));  // box
    return Factors(static_cast<std::size_t>(cells_of(sizes)), share);
}

}  // namespace

bool is_kernel_preset(Values::Kind kind) {
    return kind >= Values::Kind::identity && kind <= Values::Kind::motion;
}

void draw_kernel_preset(Values::Kind kind, std::size_t spatial, Tensor& weights) {
    const std::size_t axes = weights.shape.size();
    if (weights.values.empty() || axes == 0) return;
    spatial = std::clamp<std::size_t>(spatial, 1, axes);
    const Factors kernel =
        kernel_named(kind, {weights.shape.end() - static_cast<std::ptrdiff_t>(spatial), weights.shape.end()});
    for (std::size_t i = 0; i < weights.values.size(); ++i)
        weights.values[i] = static_cast<float>(kernel[i % kernel.size()] + 0.0);  // adding 0 turns −0 into 0
}

}  // namespace stridelens
