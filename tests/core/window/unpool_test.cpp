#include "core/window/unpool.h"
#include "core/operation/messages/messages.h"
#include "core/reference/reference.h"
#include "tests/core/random_problem.h"

#include <gtest/gtest.h>

namespace stridelens {
namespace {

Geometry unpooling(Convention convention, std::int64_t size) {
    MaxUnpool unpool;
    unpool.kernel_size = unpool.stride = {2, 2};
    unpool.padding = {Sides{}, Sides{}};
    unpool.convention = convention;
    if (size > 0) unpool.output_size = {size, size};
    const auto geometry = resolve(unpool, {1, 1, 2, 2});
    EXPECT_TRUE(geometry.has_value()) << (geometry ? std::string() : sentence_of(geometry.error()));
    return geometry.value_or(Geometry{});
}

TEST(Unpool, IndicesCountInThePlaneOrInTheWholeTensorOfTheUsualSize) {
    EXPECT_EQ(unpool_shape(unpooling(Convention::pytorch, 5)), (Shape{5, 5}));
    EXPECT_EQ(unpool_target(unpooling(Convention::pytorch, 5), 0, 5), 5);
    EXPECT_EQ(unpool_shape(unpooling(Convention::onnx, 6)), (Shape{1, 1, 4, 4}));
    EXPECT_EQ(unpool_target(unpooling(Convention::onnx, 6), 0, 5), 7);  // row 1, column 1 of 4 × 4, top left in 6 × 6
}

TEST(Unpool, AnIndexKeepsItsPlaceWhenTheOutputGrows) {
    EXPECT_EQ(moved_index(unpooling(Convention::pytorch, 0), unpooling(Convention::pytorch, 5), 6), 7);
    for (const std::int64_t index : {0, 3, 12, 15})
        EXPECT_EQ(moved_index(unpooling(Convention::onnx, 6), unpooling(Convention::onnx, 7), index), index);
}

TEST(Unpool, AMovedIndexIsNeverRefusedAndNamesTheSamePlaceIfThereIsOne) {
    test::RandomProblems problems(61);
    int checked = 0;
    for (int i = 0; i < 500; ++i) {
        const test::RandomProblem problem = problems.next(test::Cells::integers, alternative_of<MaxUnpool>());
        const Geometry& before = problem.geometry;
        auto other = std::get<MaxUnpool>(before.operation);
        other.output_size = {};
        if (i % 2 == 0)
            other.stride = Extents(before.axes.size(), 1);  // a smaller output
        else
            for (const Axis& axis : before.axes) other.output_size.push_back(axis.usual_out() + i % 3);
        const auto after = resolve(other, before.input);
        if (!after || element_count(after->output) == 0) continue;
        ++checked;
        std::vector<std::int64_t> moved;
        for (const std::int64_t index : problem.indices) moved.push_back(moved_index(before, *after, index));
        const auto error = check_indices(*after, moved);
        ASSERT_FALSE(error) << problem.line << ": " << sentence_of(*error);
        for (std::int64_t cell = 0; cell < std::ssize(moved); ++cell) {
            const auto at = static_cast<std::size_t>(cell);
            Index place = unflatten(before.output, unpool_target(before, cell, problem.indices[at]));
            const Extents plane = unpool_plane(*after);
            for (std::size_t a = 0; a < plane.size(); ++a)
                place[after->leading + a] = std::min(place[after->leading + a], plane[a] - 1);
            ASSERT_EQ(unpool_target(*after, cell, moved[at]), flatten(after->output, place))
                << problem.line << " input cell " << cell;
        }
    }
    EXPECT_GT(checked, 200);
}

}  // namespace
}  // namespace stridelens
