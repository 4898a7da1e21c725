#pragma once
// Where everything is. Depends on sizes, never on the step's numbers, so that nothing jumps while stepping.

#include "app/figure/facts.h"
#include "app/figure/numbers.h"

#include <optional>
#include <string>
#include <vector>

namespace stridelens {

/// One channel of one grid on the page. Cells lie on a lattice that starts in the ring's top left corner.
struct Plane {
    Grid grid = Grid::none;
    std::int64_t channel = 0;
    PlaneSize size;
    Ring ring;         // zero but for the input
    Point origin;      // points: top left corner of the lattice, ring included
    Point pitch;       // points from cell to cell
    float gap = 0.0F;  // of which this much is left free

    std::int64_t lattice_rows() const { return ring.top + size.rows + ring.bottom; }
    std::int64_t lattice_columns() const { return ring.left + size.columns + ring.right; }
    Box cell(std::int64_t row, std::int64_t column) const;  // rows < 0 and columns < 0 are the ring's
    Box block(const CellBlock& cells) const;
    Box box() const;    // ring included
    Box inner() const;  // without the ring
};

/// All planes of one grid, with what is written about them.
struct GridBlock {
    std::vector<Plane> planes;
    NumberStyle numbers;
    bool as_image = false;  // too many cells for single rectangles: one picture a plane
    std::string title;
    std::vector<std::string> captions;
    std::int64_t hidden = 0;  // channels for which there is no room
    std::int64_t channels = 1;

    const Plane* find(std::int64_t channel) const;
    Box box() const;
};

/// A kind of cell that needs a word, with its sample in the legend.
struct LegendItem {
    enum class Sample : std::uint8_t { padding, overhang, unread };
    Sample sample = Sample::padding;
    std::string words;
};

struct Layout {
    Box area;  // the grids' share of the figure
    GridBlock input, kernel, output;
    GridBlock lens;                        // the taps of the window, enlarged: where the input's cells carry no numbers
    std::optional<PlaneSize> magnified{};  // taps that a lens shall show; nothing: there is no lens
    std::vector<Box> sums;           // Conv with several channels: box of each shown channel's sum, as kernel.planes
    std::vector<LegendItem> legend;  // decided here, since it takes room
    float type = 1.0F;               // factor on captions: below 1 when zoomed out
    float title_column = 0.0F;       // strips: titles stand left of their grid in a column of this width; 0: above
};

/// The page at zoom 1, then zoomed and panned as the scene says.
Layout lay_out(const Facts& facts, const Box& area);

// Heights above and below grids, points.
inline constexpr float kTitleHeight = 24.0F, kCaptionHeight = 18.0F, kIndexHeight = 22.0F, kScaleHeight = 32.0F;
inline constexpr float kLegendHeight = 28.0F, kMoreHeight = 24.0F, kBiasHeight = 40.0F;
inline constexpr float kTitleType = 19.0F, kCaptionType = 13.0F, kSmallType = 12.0F;

// --- between the layout's own files ---------------------------------------------------------------------------------

/// "1 × 3 × 5 × 5", "+ 1 on every side", "batch 2 of 4" …, each a line or joined as they fit into `width`.
void caption_blocks(const Facts& facts, Layout& layout, float input_width, float output_width);
std::vector<LegendItem> legend_of(const Facts& facts);

/// Rows and columns of a lens on this scene's windows; nothing where a lens could not carry its numbers either.
std::optional<PlaneSize> lens_size(const Facts& facts);

/// The pitch at which the input's numbers are read at ease in a lens.
float lens_pitch(const Facts& facts);

/// The outline of a lens lies this far off its cells.
inline constexpr float kFrame = 4.0F;

void lay_out_planes(const Facts& facts, Layout& layout);  // 2-D
void lay_out_strips(const Facts& facts, Layout& layout);  // 1-D

/// `count` consecutive channels of `of`, with `current` in the middle where possible.
std::vector<std::int64_t> channels_around(std::int64_t current, std::int64_t count, std::int64_t of);

/// Free space between cells for a pitch: 3 for big cells, 0 where cells melt into a picture.
float gap_for(float pitch);

/// Whole points, so that edges are crisp; thirds of a point for the smallest.
float whole(float pitch);

}  // namespace stridelens
