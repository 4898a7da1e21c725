// The five outputs that the tutorial prints, with its inputs: its numbers are the truth here, digit by digit.
// Its prints are NumPy's: the shortest digits that give the float32 back, but at most 8 decimals.

#include "core/kernels/kernels.h"
#include "core/operation/catalogue.h"
#include "core/operation/messages/messages.h"
#include "core/reference/reference.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <iterator>
#include <sstream>
#include <string>
#include <vector>

namespace stridelens {
namespace {

/// Numbers as they are printed, rows and brackets aside.
struct Printed {
    Shape input_shape;
    const char* input;
    Shape output_shape;
    const char* pytorch;  // "pooled (Pytorch)": float32
    const char* by_hand;  // "pooled (Manual)": the same numbers in float64
};

std::vector<std::string> words(const char* text) {
    std::istringstream stream(text);
    return {std::istream_iterator<std::string>(stream), {}};
}

std::vector<float> parsed(const char* text) {
    std::vector<float> values;
    for (const std::string& word : words(text)) values.push_back(std::stof(word));
    return values;
}

/// How NumPy prints: shortest digits, cut to 8 decimals.
template <class T>
std::string as_numpy(T value) {
    std::string shortest = fmt::format("{}", value);
    if (shortest.size() - shortest.find('.') - 1 <= 8) return shortest;
    std::string cut = fmt::format("{:.8f}", value);
    cut.erase(cut.find_last_not_of('0') + 1);
    return cut;
}

template <class T>
std::vector<std::string> as_numpy(const std::vector<float>& values) {
    std::vector<std::string> printed;
    for (const float value : values) printed.push_back(as_numpy(static_cast<T>(value)));
    return printed;
}

template <class Pool>
Pool pool(int rank, std::int64_t kernel, std::int64_t stride) {
    Pool operation;
    const std::size_t axes = static_cast<std::size_t>(rank);
    operation.spatial_rank = rank;
    operation.kernel_size = Extents(axes, kernel);
    operation.stride = Extents(axes, stride);
    operation.padding = PerAxis<Sides>(axes, Sides{});
    operation.dilation = Extents(axes, 1);
    return operation;
}

void expect_printed(const Operation& operation, const Printed& printed) {
    const auto geometry = resolve(operation, printed.input_shape);
    ASSERT_TRUE(geometry.has_value()) << sentence_of(geometry.error());
    ASSERT_EQ(geometry->output, printed.output_shape);
    const Tensor input(printed.input_shape, parsed(printed.input));
    const Evaluation fast = evaluate(*geometry, input, Tensor(Shape{0}), Tensor(Shape{0}));
    EXPECT_EQ(fast.output, evaluate_reference(*geometry, input, Tensor(Shape{0}), Tensor(Shape{0})).output);
    const std::vector<std::string> pytorch = words(printed.pytorch);
    EXPECT_EQ(as_numpy<float>(fast.output.values), pytorch);
    EXPECT_EQ(as_numpy<double>(fast.output.values), words(printed.by_hand));
    for (std::size_t i = 0; i < pytorch.size(); ++i) {
        // From 1 on, 8 decimals hold every float32; a maximum is one of the printed inputs.
        const bool exact = pytorch[i].find_first_not_of("-0") < pytorch[i].find('.');
        if (!exact && !std::holds_alternative<MaxPool>(operation)) continue;
        EXPECT_EQ(fast.output.values[i], std::stof(pytorch[i])) << "output " << i;
    }
}

TEST(Tutorial, OneDimensionalMaxPooling) {
    expect_printed(pool<MaxPool>(1, 2, 1),
                   {{1, 1, 10},
                    "-0.48127815 0.23707525 0.7108094 1.077727 -0.29472053 0.6619225 1.108688 -1.179858 "
                    "0.2866399 0.34239697",
                    {1, 1, 9},
                    "0.23707525 0.7108094 1.077727 1.077727 0.6619225 1.108688 1.108688 0.2866399 0.34239697",
                    "0.23707525 0.71080941 1.07772696 1.07772696 0.66192251 1.108688 1.108688 0.2866399 "
                    "0.34239697"});
}

TEST(Tutorial, OneDimensionalAveragePooling) {
    expect_printed(pool<AvgPool>(1, 2, 1),
                   {{1, 1, 10},
                    "-1.2186155 -1.367341 -1.0704515 0.9276175 -1.0581208 0.26181394 0.9691664 1.3611132 "
                    "0.67118055 -0.15293758",
                    {1, 1, 9},
                    "-1.2929783 -1.2188963 -0.071417 -0.06525168 -0.39815345 0.6154902 1.1651398 1.0161469 "
                    "0.25912148",
                    "-1.29297829 -1.21889627 -0.071417 -0.06525168 -0.39815345 0.6154902 1.16513979 1.0161469 "
                    "0.25912148"});
}

TEST(Tutorial, TwoDimensionalMaxPooling) {
    expect_printed(pool<MaxPool>(2, 2, 1),
                   {{1, 1, 5, 5},
                    "0.5980672 -2.2438042 1.3635836 0.5368877 0.00449439 1.6102289 0.7236582 -1.3097978 "
                    "0.7955343 -1.2279276 -0.29437715 -0.36931333 0.8632904 0.11575136 0.38120705 -0.72503644 "
                    "0.6508263 0.9639564 0.66521883 0.2886386 -0.29961133 -0.75649434 -0.45514402 -0.8236796 "
                    "0.08192622",
                    {1, 1, 4, 4},
                    "1.6102289 1.3635836 1.3635836 0.7955343 1.6102289 0.8632904 0.8632904 0.7955343 0.6508263 "
                    "0.9639564 0.9639564 0.66521883 0.6508263 0.9639564 0.9639564 0.66521883",
                    "1.6102289 1.36358356 1.36358356 0.79553431 1.6102289 0.86329043 0.86329043 0.79553431 "
                    "0.65082628 0.96395642 0.96395642 0.66521883 0.65082628 0.96395642 0.96395642 0.66521883"});
}

TEST(Tutorial, TwoDimensionalAveragePooling) {
    expect_printed(pool<AvgPool>(2, 2, 1),
                   {{1, 1, 5, 5},
                    "0.06052836 -2.2167168 -1.285001 0.6655307 -0.21489571 0.03523486 0.05609528 1.4438839 "
                    "-0.45838615 -1.2370079 0.16763256 0.01920043 -1.1269134 0.4301835 -0.26899806 0.74840206 "
                    "-0.2769932 0.8327704 -0.17835443 0.96536404 0.93571705 -3.1159606 1.6648691 0.2195827 "
                    "0.7074069",
                    {1, 1, 4, 4},
                    "-0.51621455 -0.50043464 0.09150685 -0.31118977 0.06954078 0.09806654 0.07219195 "
                    "-0.38355213 0.16456047 -0.13798393 -0.01057848 0.23704876 -0.42720866 -0.22382861 "
                    "0.6347169 0.4284998",
                    "-0.51621455 -0.50043464 0.09150685 -0.31118977 0.06954078 0.09806654 0.07219195 "
                    "-0.38355213 0.16456047 -0.13798393 -0.01057848 0.23704876 -0.42720866 -0.22382861 "
                    "0.63471693 0.42849979"});
}

TEST(Tutorial, ThreeChannelMaxPooling) {
    expect_printed(pool<MaxPool>(2, 3, 2),
                   {{1, 3, 5, 5},
                    "0.05906563 0.05523577 0.63052136 1.1241827 -1.1288646 0.01653153 0.95838916 0.44448143 "
                    "1.0860475 0.2632474 0.48588365 0.01692184 0.23534581 -0.41104707 0.5483297 -0.5807665 "
                    "-0.90564317 -0.04516499 -0.5306638 -0.25007153 0.31946895 0.31562537 1.4033486 -1.1616853 "
                    "0.05355911 -0.6798515 0.6181247 -0.04671555 -0.11321382 -0.66493547 -1.5965999 "
                    "-0.04826892 -0.0415714 -1.0064133 0.175527 0.09091028 -1.149054 0.69600916 0.66423666 "
                    "-2.7004225 2.4790628 1.451201 0.05206729 -0.17382304 -0.17845514 -1.1906714 -0.43878132 "
                    "-0.46248004 -0.4247678 -0.80822676 -1.2730048 -0.77286327 -2.1688619 1.900262 -0.15342268 "
                    "-1.4828472 1.2168839 0.32937896 -0.28536674 -0.78127897 0.81398624 0.10998486 0.94279736 "
                    "-1.1291951 -1.1023985 0.7787801 0.7869182 -0.94710004 0.81030905 0.9698202 1.2225664 "
                    "-0.5677787 -0.26974285 -1.0920498 0.65839666",
                    {1, 3, 2, 2},
                    "0.95838916 1.1241827 1.4033486 1.4033486 0.69600916 0.69600916 2.4790628 0.69600916 "
                    "1.2168839 1.900262 1.2225664 0.9698202",
                    "0.95838916 1.1241827 1.40334857 1.40334857 0.69600916 0.69600916 2.4790628 0.69600916 "
                    "1.2168839 1.900262 1.22256637 0.9698202"});
}

TEST(Tutorial, ThreeShapes) {
    Pad pad = default_of<Pad>(2);
    pad.padding = {Sides{2, 2}, Sides{2, 2}};
    EXPECT_EQ(output_shape(pad, {1, 3, 28, 28}), (Shape{1, 3, 32, 32}));
    Conv conv = default_of<Conv>(2);
    conv.stride = {2, 2};
    conv.padding = {Sides{1, 1}, Sides{1, 1}};
    EXPECT_EQ(output_shape(conv, {1, 3, 28, 28}), (Shape{1, 1, 14, 14}));
    EXPECT_EQ(output_shape(pool<MaxPool>(2, 3, 2), {1, 3, 28, 28}), (Shape{1, 3, 13, 13}));
}

}  // namespace
}  // namespace stridelens
