#pragma once
// Seeded draws that all problem generators share.

#include "core/operation/operation.h"

#include <cstdint>
#include <random>

namespace stridelens::test {

class RandomNumbers {
public:
    explicit RandomNumbers(std::uint64_t seed) : engine_(seed) {}

    std::uint64_t bits() { return engine_(); }
    std::int64_t whole(std::int64_t low, std::int64_t high) {
        return low + static_cast<std::int64_t>(engine_() % static_cast<std::uint64_t>(high - low + 1));
    }
    bool one_in(std::int64_t count) { return whole(1, count) == 1; }

    template <class Enum>
    Enum any_of(Enum last) {
        return static_cast<Enum>(whole(0, static_cast<std::int64_t>(last)));
    }
    Convention any_convention() { return any_of(Convention::tensorflow); }

    /// `axes` entries, each drawn by `draw`.
    template <class Draw>
    static Extents extents(std::int64_t axes, Draw&& draw) {
        Extents result;
        for (std::int64_t axis = 0; axis < axes; ++axis) result.push_back(draw());
        return result;
    }
    template <class Draw>
    static PerAxis<Sides> sides(std::int64_t axes, bool apart, Draw&& draw) {
        PerAxis<Sides> result;
        for (std::int64_t axis = 0; axis < axes; ++axis) {
            const std::int64_t begin = draw();
            result.push_back({begin, apart ? draw() : begin});
        }
        return result;
    }

private:
    std::mt19937_64 engine_;
};

}  // namespace stridelens::test
