#pragma once
// A parameter of an operation by its name: the one place where it is decided which struct has which member, so that
// everything else can go through the parameters of an operation without knowing which it is.

#include "core/operation/error.h"
#include "core/operation/operation.h"

#include <cstdint>
#include <optional>
#include <type_traits>
#include <variant>

namespace stridelens {

/// A size for each axis, where an axis may have none (PyTorch's None): output_size of the adaptive pools.
using Sizes = PerAxis<std::optional<std::int64_t>>;

/// Where an operation keeps a parameter, of whichever type it is; monostate: it has no such parameter.
using Place = std::variant<std::monostate, Extents*, PerAxis<Sides>*, Sizes*, std::int64_t*,
                           std::optional<std::int64_t>*, double*, float*, bool*, AutoPad*, PaddingMode*, Convention*>;
using ConstPlace = std::variant<std::monostate, const Extents*, const PerAxis<Sides>*, const Sizes*,
                                const std::int64_t*, const std::optional<std::int64_t>*, const double*, const float*,
                                const bool*, const AutoPad*, const PaddingMode*, const Convention*>;

/// Valid as long as `operation` is, and is no other alternative. Whether its framework has the parameter does not matter
/// here: see has_parameter().
Place place_of(Operation& operation, Field field);
ConstPlace place_of(const Operation& operation, Field field);
ConstPlace place_of(const Operation&& operation, Field field) = delete;  // also a Conv or MaxPool made an Operation

/// Operation itself, const or not: a Conv or MaxPool made one would be a copy.
template <class Op>
concept AnOperation = std::is_same_v<std::remove_const_t<Op>, Operation>;

/// Calls `f` with the member that holds this parameter, if `operation` has it. Returns whether it has.
/// Example: visit_parameter(conv, Field::groups, [](auto& groups) { groups = {}; })
template <AnOperation Op, class F>
bool visit_parameter(Op& operation, Field field, F&& f) {
    return std::visit(
        [&f]<class Member>(Member member) {
            if constexpr (std::is_pointer_v<Member>) f(*member);
            return std::is_pointer_v<Member>;
        },
        place_of(operation, field));
}

/// The parameter, if `operation` has it and it is of this type; otherwise nullptr.
/// Example: find_parameter<Extents>(operation, Field::kernel_size)
template <class T>
const T* find_parameter(const Operation& operation, Field field) {
    const auto place = place_of(operation, field);
    const auto* found = std::get_if<const T*>(&place);
    return found == nullptr ? nullptr : *found;
}
template <class T>
const T* find_parameter(const Operation&& operation, Field field) = delete;

/// The parameter; `otherwise` if there is none of this type.
template <class T>
T parameter_or(const Operation& operation, Field field, T otherwise) {
    const T* found = find_parameter<T>(operation, field);
    return found == nullptr ? otherwise : *found;
}

/// Sets the parameter, if `operation` has it and it is of this type. Returns whether it did.
template <class T>
bool set_parameter(Operation& operation, Field field, const T& value) {
    const Place place = place_of(operation, field);
    const auto* found = std::get_if<T*>(&place);
    if (found != nullptr) **found = value;
    return found != nullptr;
}

}  // namespace stridelens
