// The strip that is the row of channels: when it stands there, that its numbers are those of the expression, that every
// channel is in it once, and that nothing in it or above it is in another's way.

#include "app/figure/channels/channel_strip.h"
#include "app/figure/page/page.h"
#include "app/figure/strip/printed_line.h"
#include "tests/app/figure/figure_faults.h"
#include "tests/app/figure/figure_scene.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace stridelens {
namespace {

// On smaller pages the numbers of the window come first, and the sums stand in a plain line.
constexpr Point kPages[] = {{680, 520}, {792, 606}, {850, 620}, {1148, 760}, {1530, 880}, {3000, 2000}};

/// A picture on a page of this size, with the channel in focus.
Picture picture_on(const std::string& line, Point page, std::int64_t focus = 0, std::int64_t step = 0) {
    Picture picture(line, step);
    picture.scene.width = page.x;
    picture.scene.height = page.y;
    picture.scene.unit = 1.0F;
    picture.scene.focus = focus;
    return picture;
}

std::string words_of(const std::string& line, Point page, std::int64_t focus, std::int64_t step) {
    return fmt::format("{}, {}x{}, focus {}, step {}", line, page.x, page.y, focus, step);
}

/// The strip as build_figure() places it; nothing if it has another.
std::optional<ChannelStrip> strip_of(const Facts& facts) {
    const Scene& scene = facts.scene;
    const StripLayout plain = lay_out_strip(facts);
    if (!wants_channel_strip(facts, lay_out(facts, {0.0F, 0.0F, scene.width, scene.height - plain.height})))
        return std::nullopt;
    const float height = channel_strip_height(facts), top = scene.height - height;
    const Layout layout = lay_out(facts, {0.0F, 0.0F, scene.width, top}, most_rows(facts));
    return lay_out_channel_strip(facts, layout, {0.0F, top, scene.width, height});
}

/// Where the primitives of a group begin and end; none: an empty range.
std::pair<std::size_t, std::size_t> range_of(const Figure& figure, const std::string& id) {
    for (std::size_t i = 0; i < figure.primitives.size(); ++i)
        if (const auto* group = std::get_if<Group>(&figure.primitives[i]); group != nullptr && group->id == id)
            return {i + 1, i + 1 + group->count};
    return {0, 0};
}

bool has_group(const Figure& figure, const std::string& id) {
    return range_of(figure, id).second > 0;
}

/// The text that stands in the box of a cell of the strip.
std::string text_on(const Figure& figure, const CellId& cell) {
    const auto [begin, end] = range_of(figure, kChannelStrip);
    for (std::size_t i = begin; i < end; ++i) {
        const auto* rect = std::get_if<Rect>(&figure.primitives[i]);
        if (rect == nullptr || !(rect->cell == cell)) continue;
        for (std::size_t k = i + 1; k < end; ++k)
            if (const auto* text = std::get_if<Text>(&figure.primitives[k])) return text->text;
    }
    return "";
}

/// Lines of channels' arithmetic on every page: with and without bias, padding, groups; of 1, 2 and 3 dimensions.
const char* const kLines[] = {"conv2d 1x8x5x5 out8 k3 p1",
                              "conv2d 1x64x8x8 out64 k1",
                              "conv2d 1x16x28x28 out4 k3 p1 nobias",
                              "conv2d 1x24x6x6 out6 k3 groups2",
                              "convtranspose2d 1x8x5x5 out4 k3 s2",
                              "conv2d 1x12x9x30 out3 k3 values=integers:3 weights=integers:4 bias=2,-1,0.81",
                              "conv1d 1x12x20 out4 k3 p1",
                              "conv3d 1x8x3x5x5 out4 k3 p1"};

/// Calls check(picture, words) for each line on each page, with several channels in focus and at several steps.
template <class Check>
void for_each_strip(Check&& check) {
    int seen = 0;
    for (const char* line : kLines)
        for (const Point& page : kPages) {
            const Picture probe = picture_on(line, page);
            const std::int64_t channels = probe.derived().geometry.in_channels, steps = probe.derived().steps;
            for (const std::int64_t focus : {std::int64_t{0}, channels / 2, channels - 1})
                for (const std::int64_t step : {std::int64_t{0}, steps / 2}) {
                    const Picture picture = picture_on(line, page, focus, step);
                    if (!has_group(picture.figure(), kChannelStrip)) continue;
                    ++seen;
                    check(picture, words_of(line, page, focus, step));
                    if (testing::Test::HasFailure()) return;
                }
        }
    EXPECT_GT(seen, 200) << "of all of them most have the strip";
}

TEST(ChannelStrip, StandsThereWhereNotAllChannelsHaveARow) {
    const auto has = [](const char* line, Point page) {
        return has_group(picture_on(line, page).figure(), kChannelStrip);
    };
    for (const Point& page : kPages) {
        EXPECT_TRUE(has("conv2d 1x8x5x5 out8 k3 p1", page)) << page.x;
        EXPECT_FALSE(has("conv2d 1x1x5x5 out8 k3 p1", page)) << "one channel, " << page.x;
        EXPECT_FALSE(has("conv2d 1x8x6x6 out8 k3 groups8", page)) << "each output reads one, " << page.x;
    }
    EXPECT_FALSE(has("conv2d 1x3x5x5 out2 k3 p1", {1148, 760})) << "three rows";
    EXPECT_FALSE(has("maxpool2d 1x8x5x5 k2", {1148, 760})) << "nothing is added up over channels";
}

TEST(ChannelStrip, AllTermsAndPartsOfThePictureHaveTheirOwnSumInTheGrids) {
    Picture picture = picture_on("conv2d 1x8x5x5 out8 k3 p1", {1148, 760});
    const auto has = [&] { return has_group(picture.figure(), kChannelStrip); };
    ASSERT_TRUE(has());
    picture.scene.all_terms = true;
    EXPECT_FALSE(has());
    picture.scene.all_terms = false;
    picture.scene.parts.kernel = false;
    EXPECT_FALSE(has());
    picture.scene.parts.kernel = true;
    picture.scene.highlight = false;
    EXPECT_FALSE(has());
    picture.scene.highlight = true;
    picture.scene.parts.arithmetic = false;
    EXPECT_FALSE(has());
}

TEST(ChannelStrip, HasEveryChannelOnceAndInOrder) {
    for_each_strip([](const Picture& picture, const std::string& words) {
        const Facts facts = gather(picture.scene);
        const ChannelStrip strip = *strip_of(facts);
        std::int64_t next = facts.linked.front();
        for (const ChannelCell& cell : strip.cells) {
            EXPECT_EQ(cell.first, next) << words;
            EXPECT_TRUE(cell.counted || cell.first == cell.last) << words;
            next = cell.last + 1;
        }
        EXPECT_EQ(next, facts.linked.back() + 1) << words;
    });
}

TEST(ChannelStrip, ItsSumsAndItsTotalAreThoseOfTheExpression) {
    for_each_strip([](const Picture& picture, const std::string& words) {
        const Facts facts = gather(picture.scene);
        const Expression expression = strip_expression(facts);
        const Figure figure = picture.figure();
        const NumberStyle sums = sum_style(number_style(facts.right.numbers), number_style(facts.left.numbers),
                                           number_style(facts.kernel.numbers));
        const ChannelStrip strip = *strip_of(facts);
        for (const ChannelCell& cell : strip.cells) {
            double sum = 0.0;
            for (const Expression::Channel& channel : expression.channels)
                if (channel.channel >= cell.first && channel.channel <= cell.last) sum += channel.sum;
            EXPECT_EQ(cell.value, sum) << words << ", channel " << cell.first;
            const std::int64_t id = cell.last < facts.linked.back() ? cell.last : cell.first;
            EXPECT_EQ(text_on(figure, {Grid::channel_sum, cell.counted ? id : cell.first}), format(sum, sums)) << words;
        }
        const std::int64_t output = flatten(facts.right.tensor->shape, facts.shown);
        EXPECT_EQ(text_on(figure, {Grid::output, output}),
                  format(static_cast<double>(expression.result), number_style(facts.right.numbers)))
            << words;
        if (expression.bias) {
            EXPECT_EQ(text_on(figure, {Grid::bias, expression.bias_cell.cell}),
                      format(static_cast<double>(*expression.bias), number_style(facts.bias_numbers)))
                << words;
        }
    });
}

TEST(ChannelStrip, TheTotalStandsInItAlone) {
    for_each_strip([](const Picture& picture, const std::string& words) {
        const Figure figure = picture.figure();
        std::vector<std::string> large;
        for (const Primitive& primitive : figure.primitives)
            if (const auto* text = std::get_if<Text>(&primitive); text != nullptr && text->face == Face::numbers_bold)
                if (text->size > 17.0F) large.push_back(text->text);
        EXPECT_EQ(large.size(), 1U) << words << ": " << fmt::format("{}", fmt::join(large, ", "));
        const auto [begin, end] = range_of(figure, "grids");
        for (std::size_t i = begin; i < end; ++i)
            if (const auto* rect = std::get_if<Rect>(&figure.primitives[i])) {
                EXPECT_NE(rect->cell.grid, Grid::bias) << words << ": the bias stands in the strip";
            }
    });
}

TEST(ChannelStrip, ItsSignIsTrueOfWhatIsPrinted) {
    int exact = 0, rounded = 0;
    for_each_strip([&](const Picture& picture, const std::string& words) {
        const Facts facts = gather(picture.scene);
        const NumberStyle sums = sum_style(number_style(facts.right.numbers), number_style(facts.left.numbers),
                                           number_style(facts.kernel.numbers));
        double sum = 0.0;
        const ChannelStrip strip = *strip_of(facts);
        for (const ChannelCell& cell : strip.cells) sum += printed(cell.value, sums);
        const Expression expression = strip_expression(facts);
        if (expression.bias) sum += printed(static_cast<double>(*expression.bias), number_style(facts.bias_numbers));
        const double result = printed(static_cast<double>(expression.result), number_style(facts.right.numbers));
        const Figure figure = picture.figure();
        const auto [begin, end] = range_of(figure, kChannelStrip);
        std::string sign;
        for (std::size_t i = begin; i < end; ++i)
            if (const auto* text = std::get_if<Text>(&figure.primitives[i]))
                if (text->text == "=" || text->text == "≈") sign = text->text;
        const bool equal = std::abs(sum - result) < 1e-6;
        EXPECT_EQ(sign, equal ? "=" : "≈") << words << ": " << sum << ", " << result;
        ++(equal ? exact : rounded);
    });
    EXPECT_GT(exact, 20);
    EXPECT_GT(rounded, 20);
}

TEST(ChannelStrip, TheFrameIsRoundTheChannelsThatHaveARow) {
    for_each_strip([](const Picture& picture, const std::string& words) {
        const Facts facts = gather(picture.scene);
        const float top = facts.scene.height - channel_strip_height(facts);
        const Layout layout = lay_out(facts, {0.0F, 0.0F, facts.scene.width, top}, most_rows(facts));
        const std::vector<std::int64_t> rows = channels_in_rows(layout);
        EXPECT_NE(std::find(rows.begin(), rows.end(), focus_channel(facts)), rows.end()) << words;
        const ChannelStrip strip = *strip_of(facts);
        std::int64_t framed = 0;
        for (const ChannelCell& cell : strip.cells) {
            const bool inside = strip.frame.contains(cell.plane.box().centre()) && !cell.counted;
            const bool row = std::find(rows.begin(), rows.end(), cell.first) != rows.end() && !cell.counted;
            EXPECT_EQ(inside, row) << words << ", channel " << cell.first;
            framed += inside ? 1 : 0;
        }
        EXPECT_EQ(framed, std::ssize(rows)) << words;
        EXPECT_TRUE(within(strip.in_rows, strip.bar) && within(strip.visible, strip.bar)) << words;
    });
}

/// Whether the segment from `a` to `b` meets the box.
bool crosses(Point a, Point b, const Box& box) {
    float begin = 0.0F, end = 1.0F;
    const auto clip = [&](float from, float way, float low, float high) {
        if (std::abs(way) < 1e-6F) return from > low && from < high;
        const float one = (low - from) / way, two = (high - from) / way;
        begin = std::max(begin, std::min(one, two));
        end = std::min(end, std::max(one, two));
        return begin < end;
    };
    return clip(a.x, b.x - a.x, box.x, box.right()) && clip(a.y, b.y - a.y, box.y, box.bottom());
}

TEST(ChannelStrip, TheWayUpToTheCellCrossesNothingThatIsWritten) {
    for_each_strip([](const Picture& picture, const std::string& words) {
        const Figure figure = picture.figure();
        const auto [begin, end] = range_of(figure, "arithmetic");
        std::vector<Line> wedge;
        for (std::size_t i = begin; i < end; ++i)
            if (const auto* line = std::get_if<Line>(&figure.primitives[i]))
                if (line->stroke.role == Role::window) wedge.push_back(*line);
        // A volume has none: it would run over other slices and the colour scales.
        EXPECT_EQ(wedge.size(), picture.derived().geometry.axes.size() == 3 ? 0U : 4U) << words;
        const auto texts = texts_of(figure);
        const bool rows = picture.derived().geometry.axes.size() == 2;
        const float top = figure.height - strip_height(figure);
        for (const Line& line : wedge)
            for (const Placed& text : texts)
                if (rows || text.box.y > top) {
                    EXPECT_FALSE(crosses(line.a, line.b, text.box)) << words << ": " << text.text;
                }
    });
}

TEST(ChannelStrip, NothingOverlapsOrLeavesThePageForOneToSixtyFourChannels) {
    for (const Point& page : kPages)
        for (const std::int64_t channels : {1, 2, 3, 4, 5, 6, 7, 8, 9, 12, 16, 33, 64})
            for (const char* rest :
                 {"x5x5 out8 k3 p1", "x28x28 out3 k5 s2 p2", "x8x8 out64 k1", "x12x4 out1 k2 nobias"}) {
                const std::string line = fmt::format("conv2d 1x{}{}", channels, rest);
                for (const std::int64_t focus : {std::int64_t{0}, channels / 2, channels - 1}) {
                    const Picture picture = picture_on(line, page, focus, 3);
                    const Figure figure = picture.figure();
                    const std::string words = words_of(line, page, focus, 3);
                    EXPECT_EQ(fault_of(figure), "") << words;
                    EXPECT_EQ(overflow_of(figure), "") << words;
                    const Facts facts = gather(picture.scene);
                    const std::optional<ChannelStrip> strip = strip_of(facts);
                    if (!strip) continue;
                    std::vector<Box> boxes;
                    for (const ChannelCell& cell : strip->cells) {
                        boxes.push_back(cell.sum);
                        EXPECT_GE(cell.sum.w, 58.0F) << words;
                        EXPECT_TRUE(within(cell.plane.box(), strip->box)) << words;
                    }
                    if (strip->bias) boxes.push_back(*strip->bias);
                    boxes.push_back(strip->total);
                    for (std::size_t i = 0; i < boxes.size(); ++i) {
                        EXPECT_TRUE(within(boxes[i], strip->box)) << words << ", chip " << i;
                        if (i == 0) continue;
                        EXPECT_LT(boxes[i - 1].right() + 6.0F, boxes[i].x) << words << ", chip " << i;
                    }
                    if (testing::Test::HasFailure()) return;
                }
            }
}

TEST(ChannelStrip, GoingOnWithinAPageMovesTheFrameAloneAndItsPagesHaveAllChannels) {
    for (const Point& page : kPages) {
        std::int64_t moved = 0, before = 0;
        for (std::int64_t focus = 0; focus < 64; ++focus) {
            const Picture picture = picture_on("conv2d 1x64x8x8 out64 k1", page, focus);
            const ChannelStrip strip = *strip_of(gather(picture.scene));
            const auto first =
                std::find_if(strip.cells.begin(), strip.cells.end(), [](const ChannelCell& c) { return !c.counted; });
            EXPECT_TRUE(std::any_of(strip.cells.begin(), strip.cells.end(),
                                    [&](const ChannelCell& c) { return !c.counted && c.first == focus; }))
                << "focus " << focus << " on " << page.x;
            moved += focus > 0 && first->first != before ? 1 : 0;
            before = first->first;
        }
        EXPECT_LT(moved, 32) << page.x;
    }
}

TEST(ChannelStrip, HasTheSameHeightAtEveryStep) {
    for (const char* line : kLines)
        for (const Point& page : kPages) {
            Picture picture = picture_on(line, page);
            const float height = strip_height(picture.figure());
            for (std::int64_t step = 0; step < picture.derived().steps; step += 1 + picture.derived().steps / 40) {
                picture.scene.step = picture.scene.shown = picture.scene.slide_from = step;
                EXPECT_EQ(strip_height(picture.figure()), height) << words_of(line, page, 0, step);
            }
        }
}

TEST(ChannelStrip, TheOutputsChannelsAreThereToBePickedOrCounted) {
    for_each_strip([](const Picture& picture, const std::string& words) {
        const Facts facts = gather(picture.scene);
        const float top = facts.scene.height - channel_strip_height(facts);
        const Layout layout = lay_out(facts, {0.0F, 0.0F, facts.scene.width, top}, most_rows(facts));
        const GridBlock& output = layout.right;
        if (output.thumbnails.empty()) return;
        EXPECT_EQ(output.before + output.after + std::ssize(output.thumbnails), facts.right.channels) << words;
        for (std::size_t i = 0; i < output.thumbnails.size(); ++i) {
            EXPECT_TRUE(within(output.thumbnails[i].box(), layout.area)) << words;
            EXPECT_FALSE(overlap(output.thumbnails[i].box(), output.box())) << words;
            for (std::size_t k = 0; k < i; ++k)
                EXPECT_FALSE(overlap(output.thumbnails[i].box(), output.thumbnails[k].box())) << words;
        }
        EXPECT_TRUE(std::any_of(output.thumbnails.begin(), output.thumbnails.end(), [&](const Plane& p) {
            return p.channel == facts.right_channel;
        })) << words;
    });
}

TEST(ChannelStrip, APageOfAFileHasItAndACompactOneItsOwnSum) {
    const Picture picture("conv2d 1x8x5x5 out8 k3 p1", 12);
    PageOptions options;
    options.tight = false;
    options.width = 1148.0F;
    options.height = 760.0F;
    const Figure whole = build_page(picture.shown.derived, options, 12);
    EXPECT_TRUE(has_group(whole, kChannelStrip));
    options.tight = true;
    const Figure compact = build_page(picture.shown.derived, options, 12);
    EXPECT_FALSE(has_group(compact, kChannelStrip));
    EXPECT_TRUE(has_group(compact, "bias"));
    EXPECT_TRUE(has_group(compact, "arithmetic"));
}

}  // namespace
}  // namespace stridelens
