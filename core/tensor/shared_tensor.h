#pragma once
// A tensor that is never changed once it is made: copies share it, so pictures, threads and later states can keep it.

#include "core/tensor/tensor.h"

#include <memory>
#include <utility>

namespace stridelens {

class SharedTensor {
public:
    /// Without axes and values, as a Tensor by default.
    SharedTensor() : tensor_(none()) {}
    explicit SharedTensor(Tensor tensor) : tensor_(std::make_shared<const Tensor>(std::move(tensor))) {}

    /// No moving: what was moved from would be without a tensor.
    SharedTensor(const SharedTensor&) = default;
    SharedTensor& operator=(const SharedTensor&) = default;

    const Tensor& operator*() const { return *tensor_; }
    const Tensor* operator->() const { return tensor_.get(); }
    operator const Tensor&() const { return *tensor_; }
    float operator[](std::int64_t flat) const { return (*tensor_)[flat]; }

    /// For those that outlive this one.
    const std::shared_ptr<const Tensor>& share() const { return tensor_; }

    /// Whether both are the very same numbers in memory: equal without looking.
    bool same(const SharedTensor& other) const { return tensor_ == other.tensor_; }
    friend bool operator==(const SharedTensor& a, const SharedTensor& b) { return a.same(b) || *a == *b; }

private:
    static const std::shared_ptr<const Tensor>& none() {
        static const auto tensor = std::make_shared<const Tensor>();
        return tensor;
    }
    std::shared_ptr<const Tensor> tensor_;
};

}  // namespace stridelens
