#pragma once
// Numbers that somebody wrote, edited or opened. Copies share them, so that undo steps and threads cost nothing; whoever
// changes one gets numbers of its own.

#include "core/tensor/shared_tensor.h"

#include <cstdint>
#include <initializer_list>
#include <memory>
#include <optional>
#include <utility>
#include <vector>

namespace stridelens {

class NumberList {
public:
    NumberList() = default;
    NumberList(std::vector<float> numbers) : tensor_(as_tensor(std::move(numbers))) {}
    NumberList(std::initializer_list<float> numbers) : NumberList(std::vector<float>(numbers)) {}
    /// Whole numbers, kept exactly: float32 holds all of them only up to 2^24.
    explicit NumberList(const std::vector<std::int64_t>& numbers);
    /// Row-major. A list that came as a tensor can be had as one again without copying.
    NumberList(SharedTensor tensor) : tensor_(std::move(tensor)) {}

    const std::vector<float>& operator*() const { return tensor_->values; }
    operator const std::vector<float>&() const { return tensor_->values; }
    const SharedTensor& tensor() const { return tensor_; }

    /// The numbers as they were given, if they were whole and float32 may not hold them; nullptr: it holds all.
    const std::vector<std::int64_t>* whole() const { return whole_.get(); }
    /// All of them as whole numbers, exactly; nothing if one is none, or beyond 2^62.
    std::optional<std::vector<std::int64_t>> as_whole() const;

    bool empty() const { return tensor_->values.empty(); }
    std::size_t size() const { return tensor_->values.size(); }
    float operator[](std::size_t i) const { return tensor_->values[i]; }
    auto begin() const { return tensor_->values.begin(); }
    auto end() const { return tensor_->values.end(); }

    /// Other numbers in their place: `change` gets a std::vector<float>& of our own.
    template <class Change>
    void edit(Change&& change) {
        std::vector<float> numbers = tensor_->values;
        change(numbers);
        *this = NumberList(std::move(numbers));
    }

    /// Whether both are the very same numbers in memory.
    bool same(const NumberList& other) const { return tensor_.same(other.tensor_) && whole_ == other.whole_; }

private:
    static SharedTensor as_tensor(std::vector<float> numbers) {
        const auto count = static_cast<std::int64_t>(numbers.size());
        return SharedTensor(Tensor(Shape{count}, std::move(numbers)));
    }
    SharedTensor tensor_;
    std::shared_ptr<const std::vector<std::int64_t>> whole_;
};

}  // namespace stridelens
