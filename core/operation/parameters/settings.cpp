#include "core/operation/parameters/settings.h"

#include <cmath>

namespace stridelens {
namespace {

bool is_meant(std::size_t entry, int axis) {
    return axis < 0 || entry == static_cast<std::size_t>(axis);
}

template <class T>
void put(T& member, std::int64_t value, int, int) {
    member = static_cast<T>(value);
}

template <class T>
void put(PerAxis<T>& entries, std::int64_t value, int axis, int) {
    for (std::size_t i = 0; i < entries.size(); ++i)
        if (is_meant(i, axis)) entries[i] = value;
}

void put(PerAxis<Sides>& entries, std::int64_t value, int axis, int side) {
    for (std::size_t i = 0; i < entries.size(); ++i) {
        if (!is_meant(i, axis)) continue;
        if (side != 1) entries[i].begin = value;
        if (side != 0) entries[i].end = value;
    }
}

std::optional<std::int64_t> number_in(std::int64_t number, int) {
    return number;
}
std::optional<std::int64_t> number_in(const std::optional<std::int64_t>& number, int) {
    return number;
}
std::optional<std::int64_t> number_in(double number, int) {
    constexpr double most = 0x1p62;  // well within int64, and every whole number a norm can be asked for
    if (number != std::floor(number) || std::abs(number) > most) return std::nullopt;
    return static_cast<std::int64_t>(number);
}
std::optional<std::int64_t> number_in(const Sides& sides, int side) {
    return side == 1 ? sides.end : sides.begin;
}
std::optional<std::int64_t> number_in(float number, int side) {
    return number_in(static_cast<double>(number), side);
}
std::optional<std::int64_t> number_in(bool on, int) {
    return on ? 1 : 0;
}
template <class Choice>
std::optional<std::int64_t> number_in(Choice choice, int) {
    static_assert(std::is_enum_v<Choice>);
    return static_cast<std::int64_t>(choice);
}

}  // namespace

Extents resolved_stride(const Operation& operation) {
    const Extents stride = parameter_or(operation, Field::stride, Extents{});
    if (!stride.empty() || !may_be_empty(operation, Field::stride)) return stride;
    const Extents kernel = parameter_or(operation, Field::kernel_size, Extents{});
    return convention_of(operation) == Convention::onnx ? Extents(kernel.size(), 1) : kernel;
}

std::optional<std::int64_t> value_of(const Operation& operation, Field field, int axis, int side) {
    std::optional<std::int64_t> value;
    const auto read = overloaded{
        [&]<class T>(const PerAxis<T>& entries) {
            const auto at = static_cast<std::size_t>(std::max(axis, 0));
            if (at < entries.size()) value = number_in(entries[at], side);
        },
        [&](const auto& member) { value = number_in(member, side); },
    };
    if (field == Field::stride)
        read(resolved_stride(operation));
    else
        visit_parameter(operation, field, read);
    return value;
}

Operation with_value(Operation operation, Field field, std::int64_t value, int axis, int side) {
    if (field == Field::stride) set_parameter(operation, field, resolved_stride(operation));
    visit_parameter(operation, field, [&](auto& member) { put(member, value, axis, side); });
    return operation;
}

Operation default_operation(std::size_t alternative, int spatial_rank, Convention convention) {
    Operation operation = default_operation(alternative, spatial_rank);
    set_parameter(operation, Field::convention, convention);
    set_parameter(operation, Field::count_include_pad, convention == Convention::pytorch);
    return operation;
}

Operation with_default(Operation operation, Field field) {
    Operation usual = default_operation(operation.index(), spatial_rank_of(operation), convention_of(operation));
    if (field == Field::convention) usual = default_operation(operation.index(), spatial_rank_of(operation));
    visit_parameter(operation, field, [&]<class T>(T& member) { member = *find_parameter<T>(usual, field); });
    return operation;
}

bool is_default(const Operation& operation, Field field) {
    return with_default(operation, field) == operation;
}

Operation with_rank(Operation operation, int rank) {
    const auto count = static_cast<std::size_t>(rank);
    for (const ParameterInfo& info : parameter_table())
        if ((info.operations & owner_of(operation.index())) != 0)
            visit_parameter(
                operation, info.field,
                overloaded{[count]<class T>(PerAxis<T>& entries) { entries = with_entries(entries, count); },
                           [](auto&) {}});
    std::visit([rank](auto& op) { op.spatial_rank = rank; }, operation);
    return operation;
}

}  // namespace stridelens
