#include "core/tensor/number_list.h"

#include <algorithm>
#include <cmath>

namespace stridelens {

NumberList::NumberList(const std::vector<std::int64_t>& numbers)
    : tensor_(as_tensor(std::vector<float>(numbers.begin(), numbers.end()))) {
    constexpr std::int64_t all = std::int64_t{1} << 24;
    if (std::any_of(numbers.begin(), numbers.end(), [](std::int64_t n) { return n > all || n < -all; }))
        whole_ = std::make_shared<const std::vector<std::int64_t>>(numbers);
}

std::optional<std::vector<std::int64_t>> NumberList::as_whole() const {
    if (whole_) return *whole_;
    constexpr float most = 0x1p62F;
    std::vector<std::int64_t> numbers;
    numbers.reserve(size());
    for (const float number : tensor_->values) {
        if (!(std::abs(number) <= most) || std::trunc(number) != number) return std::nullopt;
        numbers.push_back(static_cast<std::int64_t>(number));
    }
    return numbers;
}

}  // namespace stridelens
