// What stands at each place of every sheet, told from the definition and by the tables that the figure is drawn from.

#include "app/figure/facts/facts.h"
#include "core/window/coverage.h"
#include "tests/app/figure/figure_scene.h"
#include "tests/app/figure/golden_scenes.h"
#include "tests/core/window/kind_at.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <set>

namespace stridelens {
namespace {

/// A place of a sheet, looked up in the plainest way: position by position, through the whole coverage.
class Slowly {
public:
    Slowly(const Facts& facts, const Sheet& sheet) : facts_(facts), sheet_(sheet), covered_(coverage(facts.geometry)) {}

    LatticeCell at(const Place& place, std::int64_t kernel) const {
        if (sheet_.matrix >= 0)
            return {TapKind::inside, sheet_.matrix + place.cell.row * sheet_.size.columns + place.cell.column, false};
        if (kernel >= 0) return kernel_cell(place, kernel);
        Index index = index_of(place);
        LatticeCell cell{TapKind::inside, -1, false};
        bool unread = false, real = true;
        Index position(facts_.geometry.axes.size(), 0);
        for (std::size_t i = 0; i < 3; ++i) {
            const int axis = drawn()[i], a = windowed(axis);
            if (a < 0) continue;
            const Axis& along = facts_.geometry.axes[static_cast<std::size_t>(a)];
            const std::int64_t at = wanted(place)[i];
            position[static_cast<std::size_t>(a)] = at;
            index[static_cast<std::size_t>(axis)] = source_position(along, facts_.geometry.padding_mode, at);
            real = real && index[static_cast<std::size_t>(axis)] >= 0;
            const std::vector<std::int64_t> none = unread_positions(along);
            unread = unread || std::find(none.begin(), none.end(), at) != none.end();
        }
        if (sheet_.windowed) cell.kind = test::kind_at(facts_.geometry, position);
        if (real) cell.flat = flatten(sheet_.tensor->shape, index);
        if (!sheet_.windowed || element_count(facts_.geometry.output) == 0) return cell;
        const bool inside = cell.kind == TapKind::inside && real;
        cell.unread = inside ? covered_[cell.flat] == 0.0F : unread && !sheet_.stretched;
        return cell;
    }

private:
    std::array<int, 3> drawn() const { return {sheet_.map.slice, sheet_.map.row, sheet_.map.column}; }
    static std::array<std::int64_t, 3> wanted(const Place& place) {
        return {place.slice, place.cell.row, place.cell.column};
    }
    int windowed(int axis) const { return sheet_.windowed ? windowed_axis(facts_.geometry, axis) : -1; }

    /// Of the batch and the channel that are shown; the rest as asked for.
    Index index_of(const Place& place) const {
        const Shape& shape = sheet_.tensor->shape;
        Index index(shape.size(), 0);
        for (std::size_t a = 0; a < shape.size() && a < sheet_.at.size(); ++a)
            index[a] = std::clamp<std::int64_t>(sheet_.at[a], 0, shape[a] - 1);
        if (sheet_.map.channel >= 0) index[static_cast<std::size_t>(sheet_.map.channel)] = place.channel;
        for (std::size_t i = 0; i < 3; ++i)
            if (drawn()[i] >= 0) index[static_cast<std::size_t>(drawn()[i])] = wanted(place)[i];
        return index;
    }

    LatticeCell kernel_cell(const Place& place, std::int64_t first) const {
        const bool flip = sheet_.flipped;
        const std::int64_t slice = flip ? sheet_.slices - 1 - place.slice : place.slice;
        const std::int64_t row = flip ? sheet_.size.rows - 1 - place.cell.row : place.cell.row;
        const std::int64_t column = flip ? sheet_.size.columns - 1 - place.cell.column : place.cell.column;
        return {TapKind::inside, first + (slice * sheet_.size.rows + row) * sheet_.size.columns + column, false};
    }

    const Facts& facts_;
    const Sheet& sheet_;
    Tensor covered_;
};

std::string told(const LatticeCell& cell) {
    return fmt::format("kind {} flat {}{}", static_cast<int>(cell.kind), cell.flat, cell.unread ? " unread" : "");
}

/// Both ways at every place of one plane; `kernel`: its first weight, −1 of other sheets.
void compare(const Sheet& sheet, const Lattice& lattice, const Slowly& slowly, const Place& plane, std::int64_t kernel,
             const std::string& line) {
    const PlaneCells cells =
        kernel >= 0 ? lattice.kernel_plane(kernel, plane.slice) : lattice.plane(plane.channel, plane.slice);
    for (std::int64_t row = -sheet.ring.top; row < sheet.size.rows + sheet.ring.bottom; ++row)
        for (std::int64_t column = -sheet.ring.left; column < sheet.size.columns + sheet.ring.right; ++column) {
            const Place place{plane.channel, plane.slice, {row, column}};
            ASSERT_EQ(told(cells.at(place.cell)), told(slowly.at(place, kernel)))
                << line << ": " << sheet.name << " channel " << place.channel << " slice " << place.slice << " cell "
                << row << ", " << column;
        }
}

/// What a picture of the plane is made of: the same cells, row by row and column by column.
void compare_picture(const Facts& facts, const Sheet& sheet, const PlaneCells& cells, const std::string& line) {
    const auto rows = row_run(facts.geometry, sheet, {0, sheet.size.rows - 1});
    const auto columns = column_run(facts.geometry, sheet, {0, sheet.size.columns - 1});
    ASSERT_EQ(rows.count, sheet.size.rows) << line;
    ASSERT_EQ(columns.count, sheet.size.columns) << line;
    for (std::int64_t row = 0; row < sheet.size.rows; ++row)
        for (std::int64_t column = 0; column < sheet.size.columns; ++column) {
            const std::int64_t in_row = rows.at(row);
            const std::int64_t in_column = columns.at(column);
            const bool stands = cells.first() >= 0 && in_row >= 0 && in_column >= 0;
            ASSERT_EQ(stands ? cells.first() + in_row * cells.row_size() + in_column : -1, cells.at({row, column}).flat)
                << line << ": " << sheet.name << " cell " << row << ", " << column;
        }
}

/// Planes compared.
int compare_sheet(const Facts& facts, const Sheet& sheet, const std::string& line) {
    if (element_count(sheet.tensor->shape) == 0) return 0;
    const bool kernel = &sheet == &facts.kernel && sheet.matrix < 0;
    const Lattice lattice(facts.geometry, sheet,
                          {-sheet.ring.top, -sheet.ring.left, sheet.size.rows + sheet.ring.bottom - 1,
                           sheet.size.columns + sheet.ring.right - 1});
    const Slowly slowly(facts, sheet);
    int planes = 0;
    for (std::int64_t channel = 0; channel < (kernel ? facts.many().channels : sheet.channels); ++channel)
        for (std::int64_t slice = -sheet.front; slice < sheet.slices + sheet.back; ++slice) {
            const std::int64_t first = kernel ? kernel_first(facts, channel) : -1;
            if (kernel && first < 0) continue;
            compare(sheet, lattice, slowly, {channel, slice, {}}, first, line);
            if (slice >= 0 && slice < sheet.slices)
                compare_picture(facts, sheet,
                                kernel ? lattice.kernel_plane(first, slice) : lattice.plane(channel, slice), line);
            ++planes;
        }
    return planes;
}

void compare_all(const std::string& line, std::int64_t step, View view) {
    const Picture picture(line, step, view);
    const Facts facts = gather(picture.scene);
    int planes = 0;
    for (const Sheet* sheet : {&facts.left, &facts.kernel, &facts.right})
        planes += compare_sheet(facts, *sheet, fmt::format("{} --show {} step {}", line, to_string(view), step));
    EXPECT_GE(planes, 2) << line;
}

TEST(Lattice, TellsEveryPlaceOfEveryGoldenSceneAsTheDefinitionDoes) {
    for (const GoldenScene& scene : kGoldenScenes) compare_all(scene.line, scene.step, scene.view);
}

TEST(Lattice, TellsUnreadCroppedAndRepeatedCellsAsTheDefinitionDoes) {
    for (const char* line :
         {"maxpool2d 1x1x7x8 k2 s3", "conv2d 2x2x7x9 out2 k2 s3 p1", "conv2d 1x1x6x6 out1 k1 s2 p1 mode=reflect",
          "conv2d 1x1x6x6 out1 k1 s3 p2 mode=circular", "maxpool2d 1x1x9x9 k2 s1 d4 p1",
          "avgpool2d 1x1x6x7 k3 s3 p1 ceil", "pad2d 2x3x4x4 p-1:1x0:0x-1:2x1:-2",
          "pad2d 1x1x5x6 p-2:3x2:-3 mode=circular", "pad2d 1x1x5x6 p-2:3x2:-3 mode=replicate",
          "pad1d 1x2x6 p-2:4 mode=reflect", "maxpool3d 1x1x5x6x7 k2x1x2 s3 p1x0x0",
          "convtranspose2d 1x2x3x4 out2 k1 s3 p1", "convtranspose3d 1x1x2x2x3 out1 k2 s2"})
        for (const std::int64_t step : {0, 5}) compare_all(line, step, View::output);
}

std::vector<Box> hatched_bands(const Figure& figure) {
    std::vector<Box> bands;
    for (const Primitive& primitive : figure.primitives)
        if (const Rect* rect = std::get_if<Rect>(&primitive))
            if (rect->pattern == Pattern::cross_hatch && std::max(rect->box.w, rect->box.h) > 100.0F)
                bands.push_back(rect->box);
    return bands;
}

TEST(Lattice, APictureHatchesTheRowsAndColumnsThatNoWindowReads) {
    // Windows at 0–1, 3–4 … 96–97: of each axis 2, 5 … 95, 98 and 99 are never read.
    EXPECT_EQ(hatched_bands(Picture("maxpool2d 1x1x100x100 k2 s3").figure()).size(), 2U * 34U);
    EXPECT_EQ(hatched_bands(Picture("maxpool2d 1x1x100x100 k2").figure()).size(), 0U);
    // Cell 1 stands between two windows, but the padding reflects it: only 3, 5 … 97 are never read.
    const Picture reflected("conv2d 1x1x100x100 out1 k1 s2 p1 mode=reflect");
    const Facts facts = gather(reflected.scene);
    EXPECT_EQ(hatched_bands(reflected.figure()).size(), 2 * facts.derived.sizes[0].unread.size());
}

std::size_t count_of(const PlaneNumbers& numbers, float value) {
    std::size_t count = 0;
    for (std::int64_t row = 0; row < numbers.rows.count; ++row)
        for (std::int64_t column = 0; column < numbers.columns.count; ++column)
            count += numbers.at(row, column) == value ? 1U : 0U;
    return count;
}

TEST(Lattice, APictureOfInsertedSlicesIsOfZeros) {
    const Figure figure = Picture("convtranspose3d 1x1x2x20x20 out1 k2 s2 values=ones").figure();
    std::set<std::size_t> ones;  // of each picture of the input
    for (const Primitive& primitive : figure.primitives)
        if (const Image* image = std::get_if<Image>(&primitive); image != nullptr && image->rows() == 39)
            ones.insert(count_of(image->numbers, 1.0F));
    EXPECT_EQ(ones, (std::set<std::size_t>{0, 400}));
}

TEST(Lattice, APictureHatchesOnlyWhatShows) {
    Picture picture("maxpool2d 1x1x300x300 k2 s3");
    const std::size_t all = hatched_bands(picture.figure()).size();
    picture.scene.zoom = 3.0F;
    for (const Point pan : {Point{}, Point{-300.0F, -900.0F}}) {
        picture.scene.pan = pan;
        const std::vector<Box> bands = hatched_bands(picture.figure());
        EXPECT_GT(bands.size(), 0U);
        EXPECT_LT(bands.size(), all);
        const float pitch = 30.0F;  // more than any row is high
        for (const Box& band : bands) {
            EXPECT_GE(band.right(), -pitch) << pan.x << ", " << pan.y;
            EXPECT_LE(band.x, picture.scene.width + pitch) << pan.x << ", " << pan.y;
            EXPECT_GE(band.bottom(), -pitch) << pan.x << ", " << pan.y;
            EXPECT_LE(band.y, picture.scene.height + pitch) << pan.x << ", " << pan.y;
        }
    }
}

}  // namespace
}  // namespace stridelens
