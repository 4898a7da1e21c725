#include "core/explain/output_comparison.h"

#include "core/tensor/stop.h"

#include <fmt/format.h>

#include <algorithm>
#include <bit>
#include <cmath>

namespace stridelens {
namespace {

bool same_number(float a, float b) {
    return (std::isnan(a) && std::isnan(b)) || std::bit_cast<std::uint32_t>(a) == std::bit_cast<std::uint32_t>(b);
}

}  // namespace

std::optional<std::int64_t> same_cell(const Shape& shape, std::int64_t flat, const Shape& other) {
    if (shape == other) return flat;
    std::int64_t found = 0, stride = 1;
    const std::size_t axes = std::max(shape.size(), other.size());
    for (std::size_t back = 1; back <= axes; ++back) {  // from the last axis on
        const std::int64_t size = back <= shape.size() ? shape[shape.size() - back] : 1;
        const std::int64_t there = back <= other.size() ? other[other.size() - back] : 1;
        const std::int64_t at = flat % size;
        flat /= size;
        if (at >= there) return std::nullopt;
        found += at * stride;
        stride *= there;
    }
    return found;
}

CellCompared compared_cell(const Tensor& own, std::int64_t flat, const Tensor& other) {
    const auto there = same_cell(own.shape, flat, other.shape);
    if (!there) return CellCompared::only_here;
    return same_number(own[flat], other[*there]) ? CellCompared::same : CellCompared::differs;
}

OutputComparison compare_outputs(const Tensor& a, const Tensor& b) {
    constexpr std::int64_t at_once = 1 << 14;
    OutputComparison outputs;
    for (std::int64_t flat = 0; flat < std::ssize(a.values); ++flat) {
        if (flat % at_once == 0) stop_if_asked();
        const CellCompared cell = compared_cell(a, flat, b);
        ++(cell == CellCompared::same      ? outputs.same
           : cell == CellCompared::differs ? outputs.differs
                                           : outputs.only_a);
    }
    outputs.only_b = std::ssize(b.values) - outputs.same - outputs.differs;
    return outputs;
}

std::string counted_sentence(const OutputComparison& outputs) {
    const std::int64_t all = outputs.all(), differing = outputs.differing();
    if (all == 0) return "Neither output has a cell";
    if (differing == 0) return all == 1 ? "The only cell is the same" : fmt::format("All {} cells are the same", all);
    if (all == 1) return "The only cell differs";
    if (differing == all) return fmt::format("All {} cells differ", all);
    return differing == 1 ? fmt::format("1 of {} cells differs", all)
                          : fmt::format("{} of {} cells differ", differing, all);
}

std::string kinds_sentence(const OutputComparison& outputs) {
    const std::int64_t numbers = outputs.differs, a = outputs.only_a, b = outputs.only_b;
    const auto only = [](std::int64_t count, AB side) {
        if (count == 1) return fmt::format("it exists only in {}", to_string(side));
        return fmt::format("all {} exist only in {}", count, to_string(side));
    };
    const auto others = [](std::int64_t count) {
        return count == 1 ? std::string("1 holds another number") : fmt::format("{} hold other numbers", count);
    };
    const auto exist = [](std::int64_t count) { return count == 1 ? "exists" : "exist"; };
    if (numbers == 0 && a == 0 && b == 0) return "";
    if (numbers == 0 && a == 0) return only(b, AB::b);
    if (numbers == 0 && b == 0) return only(a, AB::a);
    if (a == 0 && b == 0)
        return numbers == 1 ? "it exists in both, with another number" : fmt::format("all {} exist in both", numbers);
    if (numbers == 0) return fmt::format("{} {} only in A, {} only in B", a, exist(a), b);
    if (a == 0) return fmt::format("{}, {} {} only in B", others(numbers), b, exist(b));
    if (b == 0) return fmt::format("{}, {} {} only in A", others(numbers), a, exist(a));
    return fmt::format("{}, {} {} only in A, {} only in B", others(numbers), a, exist(a), b);
}

std::string sentence_of(const OutputComparison& outputs) {
    const std::string kinds = kinds_sentence(outputs);
    return kinds.empty() ? counted_sentence(outputs) : fmt::format("{}; {}", counted_sentence(outputs), kinds);
}

}  // namespace stridelens
