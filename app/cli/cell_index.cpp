#include "app/cli/cell_index.h"

#include "app/state/parse_number.h"
#include "core/words/printable.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace stridelens {

namespace {

constexpr std::size_t kMostEchoed = 40;  // characters of what was typed, in a sentence

}  // namespace

Outcome<Index> told_cell(const std::string& at, const Shape& shape, const std::string& name) {
    if (element_count(shape) == 0)
        return failed(fmt::format("the {} {} has no cells to explain", name, to_string(shape)));
    Index last = shape;
    for (std::int64_t& size : last) --size;
    const std::string range = fmt::format("the {} {} has cells from {} to {}", name, to_string(shape),
                                          fmt::join(Index(shape.size(), 0), ","), fmt::join(last, ","));
    const auto index = parse_index(at);
    if (!index)
        return failed(fmt::format("\"{}\" is no {} cell; expected numbers with commas: {}",
                                  text::excerpt(at, kMostEchoed), name, range));
    bool legal = index->size() == shape.size();
    for (std::size_t axis = 0; legal && axis < shape.size(); ++axis)
        legal = (*index)[axis] >= 0 && (*index)[axis] < shape[axis];
    if (!legal) return failed(fmt::format("there is no {} cell {}: {}", name, text::excerpt(at, kMostEchoed), range));
    return *index;
}

}  // namespace stridelens
