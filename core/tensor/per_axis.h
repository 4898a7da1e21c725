#pragma once
// One value per axis, in reading order (H before W). Shapes, indices and per-axis parameters are all of this kind.

#include <algorithm>
#include <array>
#include <cassert>
#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <iterator>

namespace stridelens {

/// The most axes a tensor may have: N, C, three spatial ones, and room for ONNX Pad on further ones.
inline constexpr std::size_t kMaxAxes = 8;

/// A vector that lives in place: taps are made by the million, so an index must not allocate.
template <class T>
class PerAxis {
public:
    constexpr PerAxis() = default;
    constexpr PerAxis(std::initializer_list<T> values) {
        for (const T& value : values) push_back(value);
    }
    constexpr PerAxis(std::size_t count, const T& value) {
        assert(count <= kMaxAxes);
        for (std::size_t i = 0; i < count; ++i) push_back(value);
    }
    template <std::input_iterator It>
    constexpr PerAxis(It first, It last) {
        for (; first != last; ++first) push_back(static_cast<T>(*first));
    }

    constexpr std::size_t size() const { return size_; }
    constexpr bool empty() const { return size_ == 0; }
    constexpr T& operator[](std::size_t i) {
        assert(i < size_);
        return values_[i];
    }
    constexpr const T& operator[](std::size_t i) const {
        assert(i < size_);
        return values_[i];
    }
    constexpr T& back() { return (*this)[size_ - 1]; }
    constexpr const T& back() const { return (*this)[size_ - 1]; }
    constexpr T* begin() { return values_.data(); }
    constexpr T* end() { return values_.data() + size_; }
    constexpr const T* begin() const { return values_.data(); }
    constexpr const T* end() const { return values_.data() + size_; }
    constexpr void push_back(const T& value) {
        assert(size_ < kMaxAxes);
        values_[size_++] = value;
    }
    constexpr bool operator==(const PerAxis& other) const {
        return size_ == other.size_ && std::equal(begin(), end(), other.begin());
    }

private:
    std::array<T, kMaxAxes> values_{};
    std::size_t size_ = 0;
};

using Shape = PerAxis<std::int64_t>;    ///< sizes in cells, e.g. (N, C, H, W)
using Index = PerAxis<std::int64_t>;    ///< position of one cell; same length as the shape it belongs to
using Extents = PerAxis<std::int64_t>;  ///< one parameter per spatial axis, e.g. kernel_size

/// Cells before and after along one axis. Negative crops (Pad only).
struct Sides {
    std::int64_t begin = 0;
    std::int64_t end = 0;
    bool operator==(const Sides&) const = default;
};

}  // namespace stridelens
