#include "app/problem/resize.h"

#include "app/problem/solve.h"
#include "core/window/unpool.h"

#include <algorithm>
#include <cstddef>
#include <optional>

namespace stridelens {

namespace {

/// `shape` with axes of size 1 in front, so that it has `axes` axes.
Shape with_leading_ones(const Shape& shape, std::size_t axes) {
    Shape longer(axes - shape.size(), 1);
    for (const std::int64_t size : shape) longer.push_back(size);
    return longer;
}

bool inside(const Shape& shape, const Index& index) {
    for (std::size_t axis = 0; axis < shape.size(); ++axis)
        if (index[axis] >= shape[axis]) return false;
    return true;
}

template <class T>
std::vector<T> laid_out(const std::vector<T>& values, const Shape& from, const Shape& to) {
    const std::size_t axes = std::max(from.size(), to.size());
    const Shape source = with_leading_ones(from, axes);
    const Shape target = with_leading_ones(to, axes);
    std::vector<T> result(static_cast<std::size_t>(element_count(to)), T{0});
    for (std::size_t flat = 0; flat < result.size(); ++flat) {
        const Index index = unflatten(target, static_cast<std::int64_t>(flat));
        if (!inside(source, index)) continue;
        const auto there = static_cast<std::size_t>(flatten(source, index));
        if (there < values.size()) result[flat] = values[there];
    }
    return result;
}

/// A list of shape `have` (if that is known) laid out in the shape that is needed (if there is one).
void follow(Values& values, const std::optional<Shape>& have, const std::optional<Shape>& need) {
    if (values.kind != Values::Kind::list || !need || !fits(*need)) return;
    if (have == need && std::ssize(values.list) == element_count(*need)) return;
    if (const auto* whole = values.list.whole())
        values.list = NumberList(laid_out(*whole, have.value_or(*need), *need));
    else
        values.list = resized(values.list, have.value_or(*need), *need);
}

/// Those outside, and lists of other numbers, are refused anyway.
void follow_indices(NumberList& list, const Geometry& before, const Geometry& after) {
    const Shape from = unpool_shape(before), to = unpool_shape(after);
    if (from == to || from.size() != to.size() || element_count(to) == 0) return;
    auto indices = list.as_whole();
    if (!indices) return;
    for (std::int64_t& index : *indices)
        if (index >= 0 && index < element_count(from)) index = moved_index(before, after, index);
    list = NumberList(*indices);
}

}  // namespace

std::vector<float> resized(const std::vector<float>& values, const Shape& from, const Shape& to) {
    return laid_out(values, from, to);
}

void follow_numbers(Problem& after, const Problem& before, const Problem* had_output) {
    follow(after.weights, weight_shape(before.operation, before.input), weight_shape(after.operation, after.input));
    follow(after.bias, bias_shape(before.operation), bias_shape(after.operation));
    const bool lists = after.indices.kind == Values::Kind::list || after.upstream.kind == Values::Kind::list;
    if (!lists) return;
    const Problem& made_for = had_output != nullptr ? *had_output : before;
    const auto had = resolve(made_for.operation, made_for.input), has = resolve(after.operation, after.input);
    if (!has) return;  // a refused problem has no output yet: the numbers wait for it
    follow(after.upstream, had ? std::optional(had->output) : std::nullopt, has->output);
    if (after.indices.kind != Values::Kind::list || !std::holds_alternative<MaxUnpool>(after.operation)) return;
    if (!(after.indices == before.indices)) return;  // made for this input
    if (had && std::holds_alternative<MaxUnpool>(made_for.operation)) follow_indices(after.indices.list, *had, *has);
    follow(after.indices, made_for.input, after.input);
}

Problem with_numbers(Problem settings, const Problem& from, const Problem* had_output) {
    for (const auto numbers : kNumbers) settings.*numbers = from.*numbers;
    if (had_output == nullptr && settings.input == from.input && settings.operation == from.operation) return settings;
    if (settings.values.kind == Values::Kind::list && fits(settings.input) && !(settings.input == from.input))
        settings.values.list = resized(from.values.list, from.input, settings.input);
    follow_numbers(settings, from, had_output);
    return settings;
}

}  // namespace stridelens
