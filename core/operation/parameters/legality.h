#pragma once
// Internal to operation/: whether a value of one parameter is legal, and what that says about the values between two.

#include "core/operation/geometry.h"
#include "core/operation/parameters/visit.h"

#include <cstdint>
#include <optional>

namespace stridelens {

class Legality {
public:
    /// As limits_of().
    Legality(const Operation& operation, const Shape& input, Field field, int axis, int side);

    /// What was left out is filled in with what it then is.
    const Operation& operation() const { return operation_; }

    /// Whether the operation has this parameter, and the parameter this axis.
    bool has_place() const;

    /// Whether the columns of a Fold follow its settings: nobody knows of what they are while it is refused.
    bool columns_follow() const { return before_.has_value(); }

    /// What every legal value is a multiple of, as far as that can be known at once.
    std::int64_t step() const;

    /// What refuses the value, if anything does.
    std::optional<Error> refusal(std::int64_t value) const;

    /// Both are legal. Is everything between them?
    bool all_legal(std::int64_t low, std::int64_t high) const;

    /// Both are refused, for these reasons. Is everything between them?
    struct Refused {
        std::int64_t value = 0;
        const Error& error;
    };
    bool all_refused(const Refused& low, const Refused& high) const;

private:
    /// What all values between two make of something that neither only grows nor only shrinks with the value, and the most
    /// that there may be of it.
    struct Amount {
        double least = 0.0;
        double most = 0.0;
        double limit = 0.0;
    };
    std::optional<Amount> amount_between(std::int64_t low, std::int64_t high) const;
    std::optional<Amount> columns_between(std::int64_t low, std::int64_t high) const;
    std::optional<Amount> window_between(const Sizes& sizes, std::int64_t low, std::int64_t high) const;

    Operation changed(std::int64_t value) const;
    double cells_of_columns(std::int64_t kernel) const;
    int side_of_rule(const Refused& refused) const;
    bool same_limit(const Refused& a, const Refused& b) const;
    bool is_moved(std::size_t axis) const { return axis_ < 0 || axis == static_cast<std::size_t>(axis_); }

    Operation operation_;
    Shape input_;
    Field field_;
    int axis_;
    int side_;
    std::optional<Geometry> before_;  // of a Fold
};

}  // namespace stridelens
