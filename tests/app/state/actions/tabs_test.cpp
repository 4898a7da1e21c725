// From every operation to every other: nothing refused, nothing lost.

#include "core/kernels/kernels.h"
#include "core/operation/catalogue.h"
#include "core/operation/columns.h"
#include "core/operation/messages/messages.h"
#include "tests/app/cli/headless.h"

namespace stridelens {
namespace {

constexpr std::size_t kUnpool = alternative_of<MaxUnpool>(), kFold = alternative_of<Fold>();

const std::vector<std::string> kLines{"maxpool2d 1x2x6x6 k3 s2 p1 d1",
                                      "avgpool1d 1x1x7 k3 ceil",
                                      "pad2d 1x1x5x5 p-1:2",
                                      "conv2d 1x4x7x7 out4 k3 groups2 d2",
                                      "conv3d 1x1x4x4x4 out1 k2",
                                      "minpool2d 1x1x1x1 k1",
                                      "lppool2d 1x1x5x5 k2 s1 norm=3",
                                      "adaptivemaxpool2d 1x1x5x7 out3x-",
                                      "adaptiveavgpool1d 2x2x6 out4",
                                      "maxunpool2d 1x1x3x3 k2",
                                      "convtranspose2d 1x2x3x3 out4 k3 s2 op1 groups2",
                                      "unfold2d 1x2x4x4 k2 p1",
                                      "fold2d 1x8x9 size4 k2",
                                      "avgpool2d 1x1x6x6 k2 onnx",
                                      "conv2d 1x1x5x5 out1 k3 same tensorflow",
                                      "maxpool2d 1x1x3x3 k9"};

TEST(Tabs, LeadFromEveryOperationToEveryOtherWithoutRefusalAndBack) {
    for (const std::string& line : kLines)
        for (std::size_t tab = 0; tab < kOperations; ++tab) {
            Headless program(line);
            const bool legal = !program.shown.refusal;
            const Scenario before = program.state.scenario;
            if (before.problem.operation.index() == tab) continue;
            program.act(SwitchOperation{tab});
            EXPECT_EQ(program.state.scenario.problem.operation.index(), tab);
            EXPECT_FALSE(program.shown.refusal)
                << line << " → " << program.line() << ": " << sentence_of(*program.shown.refusal);
            EXPECT_EQ(program.state.history.undo.size(), 1U);
            program.act(SwitchOperation{before.problem.operation.index()});
            if (legal) {
                EXPECT_EQ(program.state.scenario.problem, before.problem) << line << " by way of " << tab;
            }
        }
}

TEST(Tabs, AFrameworkComesAlongWhereItHasTheOperation) {
    Headless program("avgpool2d 1x1x6x6 k2 onnx");
    program.act(SwitchOperation{alternative_of<Unfold>()});
    EXPECT_EQ(convention_of(program.state.scenario.problem.operation), Convention::pytorch) << "ONNX has none";
    program.act(SwitchOperation{alternative_of<AvgPool>()});
    EXPECT_EQ(convention_of(program.state.scenario.problem.operation), Convention::onnx);
}

TEST(Tabs, MaxUnpoolUndoesThePoolingOnScreen) {
    for (const char* line : {"maxpool2d 1x2x6x6 k2", "maxpool2d 1x1x5x5 k2", "maxpool2d 1x1x5x5 k2 s1",
                             "maxpool1d 1x1x6 k2 values=5,1,2,9,4,3"}) {
        Headless program(line);
        const Tensor image = program.derived().input, pooled = program.derived().output;
        const std::vector<std::int64_t> winners =
            evaluate(program.derived().geometry, program.derived().operands()).indices;
        program.act(SwitchOperation{kUnpool});
        ASSERT_FALSE(program.shown.refusal) << line << " → " << program.line();
        EXPECT_EQ(program.derived().input, pooled) << line;
        EXPECT_EQ(program.derived().indices, winners) << line;
        EXPECT_EQ(program.derived().geometry.output, image.shape) << line << " → " << program.line();
    }
}

TEST(Tabs, FoldPutsTheColumnsOfTheImageOnScreenTogether) {
    Headless program("unfold2d 1x1x4x4 k2 values=ramp");
    const Tensor image = program.derived().input, columns = program.derived().output;
    program.act(SwitchOperation{kFold});
    ASSERT_FALSE(program.shown.refusal) << program.line();
    EXPECT_EQ(program.derived().input, columns);
    ASSERT_EQ(program.derived().geometry.output, image.shape);
    EXPECT_EQ(program.derived().output[5], 4 * image[5]) << "four windows read it";
}

TEST(Tabs, WhatWasEditedInAnUnpoolingComesBack) {
    Headless program("maxpool2d 1x1x4x4 k2");
    program.act(SwitchOperation{kUnpool});
    program.act(SetCell{{Grid::input, 1}, 42.0F});
    const Problem edited = program.state.scenario.problem;
    program.act(SwitchOperation{0});
    EXPECT_EQ(program.line(), "maxpool2d 1x1x4x4 k2");
    program.act(SwitchOperation{kUnpool});
    EXPECT_EQ(program.state.scenario.problem, edited);
}

TEST(Fold, FollowsItsOwnSettings) {
    Headless program("fold2d 1x4x9 size4 k2");
    Fold fold = operation<Fold>(program);
    fold.kernel_size = {3, 3};
    program.act(SetOperation{fold});
    EXPECT_FALSE(program.shown.refusal) << program.line();
    EXPECT_EQ(program.state.scenario.problem.input, (Shape{1, 9, 4}));
    fold.output_size = {6, 5};
    program.act(SetOperation{fold});
    EXPECT_FALSE(program.shown.refusal) << program.line();
    EXPECT_EQ(program.derived().geometry.output, (Shape{1, 1, 6, 5}));
    EXPECT_EQ(columns_shape(fold, 3, 2), (Shape{2, 27, 12}));
}

TEST(Ranks, FollowForEveryOperationAndComeBack) {
    for (const std::string& line : kLines)
        for (const int rank : {1, 2, 3}) {
            Headless program(line);
            if (program.shown.refusal || spatial_rank_of(program.state.scenario.problem.operation) == rank) continue;
            const Scenario before = program.state.scenario;
            program.act(SetSpatialRank{rank});
            EXPECT_FALSE(program.shown.refusal)
                << line << " → " << program.line() << ": " << sentence_of(*program.shown.refusal);
            program.act(SetSpatialRank{spatial_rank_of(before.problem.operation)});
            EXPECT_EQ(program.state.scenario.problem, before.problem) << line << " by way of " << rank;
        }
}

TEST(Frameworks, AreChangedWithoutRefusalAndComeBack) {
    for (const std::string& line : kLines) {
        for (const Convention framework : {Convention::pytorch, Convention::onnx, Convention::tensorflow}) {
            Headless program(line);
            const OperationInfo& info = info_of(program.state.scenario.problem.operation);
            if (program.shown.refusal || (framework == Convention::onnx && !info.onnx) ||
                (framework == Convention::tensorflow && !info.tensorflow))
                continue;
            const Scenario before = program.state.scenario;
            program.act(SetConvention{framework});
            EXPECT_EQ(convention_of(program.state.scenario.problem.operation), framework);
            EXPECT_FALSE(program.shown.refusal)
                << line << " → " << program.line() << ": " << sentence_of(*program.shown.refusal);
            program.act(SetConvention{convention_of(before.problem.operation)});
            EXPECT_EQ(program.state.scenario.problem, before.problem) << line << " by way of " << to_string(framework);
        }
    }
}

TEST(Frameworks, ADefaultFollowsToTheOtherFrameworksDefault) {
    Headless program("avgpool2d 1x1x5x5 k3 s1 p1");
    program.act(SetConvention{Convention::onnx});
    EXPECT_FALSE(operation<AvgPool>(program).count_include_pad);
    program.act(SetConvention{Convention::tensorflow});
    EXPECT_FALSE(operation<AvgPool>(program).count_include_pad);
}

TEST(Indices, NameTheSamePlaceAfterTheOutputHasGrown) {
    Headless program("maxunpool2d 1x1x2x2 k2 values=1,2,3,4 indices=0,3,9,15");
    MaxUnpool unpool = operation<MaxUnpool>(program);
    unpool.stride = {3, 3};
    program.act(SetOperation{unpool});
    ASSERT_FALSE(program.shown.refusal) << program.line();
    EXPECT_EQ(program.derived().geometry.output, (Shape{1, 1, 5, 5}));
    EXPECT_EQ(program.derived().indices, (std::vector<std::int64_t>{0, 3, 11, 18}));
    unpool.stride = {1, 1};
    program.act(SetOperation{unpool});
    EXPECT_FALSE(program.shown.refusal) << "what lay beyond lies at the edge: " << program.line();
}

TEST(Indices, OfOnnxCountInTheUsualSizeWhateverTheWishedOne) {
    Headless program("maxunpool2d 1x1x2x2 k2 s2 size6 onnx indices=0,3,12,15");
    ASSERT_FALSE(program.shown.refusal) << sentence_of(*program.shown.refusal);
    MaxUnpool unpool = operation<MaxUnpool>(program);
    unpool.output_size = {7, 7};
    program.act(SetOperation{unpool});
    EXPECT_FALSE(program.shown.refusal) << program.line() << ": " << sentence_of(*program.shown.refusal);
    EXPECT_EQ(program.derived().indices, (std::vector<std::int64_t>{0, 3, 12, 15}));
    unpool.stride = {1, 1};  // the usual size is 3 × 3 then
    program.act(SetOperation{unpool});
    EXPECT_FALSE(program.shown.refusal) << program.line() << ": " << sentence_of(*program.shown.refusal);
    EXPECT_EQ(program.derived().indices, (std::vector<std::int64_t>{0, 2, 6, 8}));
}

}  // namespace
}  // namespace stridelens
