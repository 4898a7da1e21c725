// What a file of shapes holds of grids with millions of cells.

#include "app/export/image_limit.h"
#include "app/export/jobs/job.h"
#include "tests/app/export/html/html_page.h"
#include "tests/app/export/jobs/job_fixture.h"
#include "tests/file_bytes.h"

#include <gtest/gtest.h>

namespace stridelens {
namespace {

Image image_of(std::int64_t rows, std::int64_t columns) {
    std::vector<float> values(static_cast<std::size_t>(rows * columns));
    for (std::size_t i = 0; i < values.size(); ++i) values[i] = static_cast<float>(i % 7) / -8.0F;
    Image image;
    image.box = {0, 0, 100, 100};
    image.grid = Grid::input;
    image.numbers = plane_of(rows, columns, std::move(values));
    return image;
}

Figure figure_of(const std::vector<std::pair<std::int64_t, std::int64_t>>& sizes) {
    Figure figure{100, 100, {}};
    for (const auto& [rows, columns] : sizes) figure.primitives.emplace_back(image_of(rows, columns));
    return figure;
}

std::int64_t cells_of(const Figure& figure) {
    std::int64_t cells = 0;
    for (const Primitive& primitive : figure.primitives) {
        const auto& image = std::get<Image>(primitive);
        cells += image.rows() * image.columns();
    }
    return cells;
}

TEST(ImageLimit, AFigureWithinItStaysAsItIs) {
    Figure figure = figure_of({{30, 20}, {10, 10}});
    const Figure before = figure;
    Notes notes;
    limit_images(figure, 700, &notes);
    EXPECT_TRUE(figure == before);
    EXPECT_TRUE(notes.empty());
}

TEST(ImageLimit, HoldsForAllPicturesTogetherAndIsSaid) {
    for (const std::int64_t most : {1, 2, 99, 100, 101, 500, 699}) {
        Figure figure = figure_of({{30, 20}, {10, 10}});
        Notes notes;
        limit_images(figure, most, &notes);
        EXPECT_LE(cells_of(figure), std::max<std::int64_t>(most, 2)) << most;
        const auto& large = std::get<Image>(figure.primitives.front());
        EXPECT_EQ(large.grid, Grid::none) << "a cell of it is none of the grid's any more";
        ASSERT_FALSE(notes.empty()) << most;
        EXPECT_NE(notes[0].find("30 × 20"), std::string::npos) << notes[0];
        EXPECT_NE(notes[0].find(std::to_string(large.rows()) + " × " + std::to_string(large.columns())),
                  std::string::npos)
            << notes[0];
    }
}

TEST(ImageLimit, TheLargestMeltFirst) {
    Figure figure = figure_of({{30, 20}, {10, 10}});
    limit_images(figure, 699, nullptr);
    EXPECT_EQ(std::get<Image>(figure.primitives[0]).rows(), 15);
    EXPECT_TRUE(figure.primitives[1] == Primitive(image_of(10, 10)));
}

TEST(ImageLimit, TheSameIsSaidOnce) {
    Figure figure = figure_of({{30, 20}, {30, 20}});
    Notes notes;
    limit_images(figure, 300, &notes);
    EXPECT_EQ(notes.size(), 1U);
}

class LargeFiles : public JobFixture {};

TEST_F(LargeFiles, HaveNoMoreOfAGridThanCanBeSeenAndSaySo) {
    const std::pair<const char*, std::size_t> most[] = {
        {"x.svg", 14'000'000}, {"x.pdf", 14'000'000}, {"x.tex", 3'000'000}, {"x.html", 14'000'000}};
    for (const auto& [name, bytes] : most) {
        ExportJob job = this->job(name, "maxpool2d 1x1x1600x1600 k64 s64");
        if (job.output.ends_with("html")) job.page.steps = {0};
        Notes notes;
        const auto done = run_export(job, {}, &notes);
        ASSERT_TRUE(done) << name << ": " << done.error().sentence;
        EXPECT_LE(std::filesystem::file_size(job.output), bytes) << name;
        ASSERT_FALSE(notes.empty()) << name;
        EXPECT_NE(notes[0].find("1600 × 1600"), std::string::npos) << name << ": " << notes[0];
    }
    Notes notes;
    ASSERT_TRUE(run_export(this->job("x.png", "maxpool2d 1x1x1600x1600 k64 s64"), {}, &notes));
    EXPECT_TRUE(notes.empty()) << notes[0] << ": a picture of pixels has what its pixels show in any case";
}

TEST_F(LargeFiles, NameTheCellsThatAStepReadsAndTheSteps) {
    ExportJob job = this->job("x.html", "maxpool2d 1x1x600x600 k2 s2 values=ramp");
    job.page.steps = {0, 299, 89999};
    ASSERT_TRUE(run_export(job));
    const ReadPage page(payload_of(bytes_of(job.output)));
    const auto& input = page.data.at("grids").at("input");
    ASSERT_TRUE(input.at("names").is_object());
    for (const std::int64_t cell : {0, 1, 600, 601, 598, 599, 1198, 1199, 359999})
        EXPECT_EQ(input.at("names").at(std::to_string(cell)),
                  "input[0, 0, " + std::to_string(cell / 600) + ", " + std::to_string(cell % 600) + "]");
    EXPECT_EQ(input.at("values").at("601"), 601);
    EXPECT_LT(input.at("names").size(), 5000U);
    const auto& output = page.data.at("grids").at("output");
    EXPECT_TRUE(output.at("names").is_array()) << "90000 cells are few";
    EXPECT_EQ(output.at("names").size(), 90000U);
}

}  // namespace
}  // namespace stridelens
