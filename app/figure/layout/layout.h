#pragma once
// Where everything is. Depends on sizes, never on the step's numbers, so that nothing jumps while stepping.

#include "app/figure/facts/facts.h"
#include "app/figure/facts/number_style.h"

#include <optional>
#include <string>
#include <vector>

namespace stridelens {

/// One channel (of a volume: one slice of it) of one grid on the page. Cells lie on a lattice that starts in the ring's
/// top left corner.
struct Plane {
    Grid grid = Grid::none;
    std::int64_t channel = 0, slice = 0;
    PlaneSize size;    // of what is on the page
    Cell first;        // of a matrix too large for the page: its cell in the top left corner
    Ring ring;         // zero but for the input
    Point origin;      // points: top left corner of the lattice, ring included
    Point pitch;       // points from cell to cell
    float gap = 0.0F;  // of which this much is left free

    std::int64_t lattice_rows() const { return ring.top + size.rows + ring.bottom; }
    std::int64_t lattice_columns() const { return ring.left + size.columns + ring.right; }
    Box cell(std::int64_t row, std::int64_t column) const;  // rows < 0 and columns < 0 are the ring's
    Box cell(const Cell& at) const { return cell(at.row, at.column); }
    Box block(const CellBlock& cells) const;  // what of it is on the page
    bool holds(const Cell& at) const;
    Box box() const;    // ring included
    Box inner() const;  // without the ring
};

/// All planes of one grid, with what is written about them.
struct GridBlock {
    const Sheet* sheet = nullptr;
    std::vector<Plane> planes;
    NumberStyle numbers;
    bool as_image = false;  // too many cells for single rectangles: one picture a plane
    std::string title;
    std::vector<std::string> captions;
    std::string plane_title;  // "channel c2": right above the plane, where thumbnails stand between the title and it
    float head = 0.0F;        // of all that stands between the title and the planes; 0: indices alone
    std::vector<Plane> thumbnails;                                        // channels in small, to be picked …
    std::int64_t before = 0, after = 0;                                   // … and how many more there are,
    bool one_note = false;                                                // which is said in one line
    std::int64_t hidden = 0;                                              // channels for which there is no room …
    std::int64_t hidden_slices = 0, hidden_rows = 0, hidden_columns = 0;  // … and what else

    const Plane* find(std::int64_t channel, std::int64_t slice = 0) const;
    Box box() const;             // of the planes
    float notes_height() const;  // of "3 more above", "2 more below" under the thumbnails
    Box picked() const;          // of the thumbnails, their names and notes; w = 0: there are none
};

/// A kind of cell that needs a word, with its sample in the legend.
struct LegendItem {
    enum class Sample : std::uint8_t { padding, overhang, unread, inserted, reads };
    Sample sample = Sample::padding;
    std::string words;
};

struct Layout {
    Box area;  // the grids' share of the figure
    GridBlock left, kernel, right;
    GridBlock columns;     // matrix view: the unfolded input
    GridBlock lens;        // the window, enlarged: where the cells of the side that is read carry no numbers
    GridBlock other_lens;  // of the other side: what meets the window (gradient of a weight), or what is stamped
    std::optional<PlaneSize> magnified{};  // taps that a lens shall show; nothing: there is no lens
    std::vector<Box> sums;           // Conv with several channels: box of each shown channel's sum, as kernel.planes
    std::vector<LegendItem> legend;  // decided here, since it takes room
    float type = 1.0F;               // factor on captions: below 1 when zoomed out
    float title_column = 0.0F;       // titles stand left of their grid in a column of this width; 0: above
    bool down = false;               // the grids stand one below the other
    bool rows = false;      // of a convolution: plane | window ⊙ kernel = sum, and all sums meet in `plus` …
    Box plus, bias, total;  // … with the bias, and make the total
    bool sums_below = false;  // they meet in the strip below the grids, where all channels are: no ⊕ and no bias here …
    std::int64_t most_rows = 0;  // … and so many channels at most have a row
    bool deck = false;           // one channel large, the others as thumbnails
    bool meeting = false;        // of the gradient of a weight: two lenses below its kernel, or left of it
    bool low = false;            // rows: one alone, without sums
    bool bias_told = false;      // by the strip alone: there is no room for it here
    bool cramped = false;        // too narrow for all that is written: better without a lens
    float above_slices = 0.0F;   // volumes: height between slices and their names, for the columns' indices
    bool half = false;           // of a comparison: what is written about a grid stands beside it, clear of the ribbon
    bool kernel_aside = false;   // the kernel stands beside the output, and no ribbon leads through it
    bool lens_below = false;     // the lens stands below the output, otherwise between the grids

    const GridBlock& block(Side side) const {
        return side == Side::left ? left : side == Side::kernel ? kernel : right;
    }
    const GridBlock& many(const Facts& facts) const { return facts.mirrored ? right : left; }
    GridBlock& many(const Facts& facts) { return facts.mirrored ? right : left; }
    GridBlock& one(const Facts& facts) { return facts.mirrored ? left : right; }
    /// All grids that are on the page, with the sums of their channels; nothing if there is none.
    std::optional<Box> grids() const;
    const GridBlock& one(const Facts& facts) const { return facts.mirrored ? left : right; }
};

/// The page at zoom 1, then zoomed and panned as the scene says. `rows_below`: the sums meet in the strip below (see
/// Layout::sums_below), which frames at most so many channels that have a row; 0: they meet here.
Layout lay_out(const Facts& facts, const Box& area, std::int64_t rows_below = 0);

/// The channels whose kernels are on the page, in order.
std::vector<std::int64_t> channels_in_rows(const Layout& layout);

// Heights above and below grids, points.
inline constexpr float kTitleHeight = 24.0F, kCaptionHeight = 18.0F, kIndexHeight = 22.0F, kScaleHeight = 32.0F;
inline constexpr float kLegendHeight = 28.0F, kMoreHeight = 24.0F, kBiasHeight = 40.0F;
inline constexpr float kFocusType = 12.0F;  // least type of the numbers that matter: below it a lens shows them …
inline constexpr float kLensType = 14.0F;   // … in this
inline constexpr float kSmallestPitch = 1.0F / 64.0F;  // the largest grids fit on any page
/// Of the widest "columns 10–12" above a window, in points; a window that is not wider has its rows on a line of their own.
float place_width(const Facts& facts);
inline constexpr float kTitleType = 19.0F, kCaptionType = 13.0F, kSmallType = 12.0F;

/// Left of the total of a row of channels, above the line of arithmetic, nothing is written: the wedge may lean that far.
inline float free_beside_total(float page_width) {
    return page_width < 900.0F ? 24.0F : 52.0F;
}

// --- between the layout's own files ---------------------------------------------------------------------------------

/// "1 × 3 × 5 × 5", "+ 1 on every side", "batch 2 of 4" …, each a line or joined as they fit into the width.
void caption_blocks(const Facts& facts, Layout& layout, float left_width, float right_width);
/// Adds which part of a matrix is on the page, once that is known.
void caption_parts(GridBlock& block);
std::vector<LegendItem> legend_of(const Facts& facts);

/// Rows and columns of a lens on this scene's windows; nothing where a lens could not carry its numbers either.
std::optional<PlaneSize> lens_size(const Facts& facts);

/// The pitch at which the numbers of the side that is read are read at ease in a lens.
float lens_pitch(const Facts& facts);

/// The least pitch at which numbers can be read.
float readable_pitch(const Facts& facts, const NumberRange& numbers);

/// The pitch at which they and the kernel's numbers are.
float product_pitch(const Facts& facts);

/// Width of "… 96 more products" left of the lenses of a weight's gradient.
inline constexpr float kRestWidth = 84.0F;

/// The outline of a lens lies this far off its cells.
inline constexpr float kFrame = 4.0F;

/// Thumbnails of as many channels as fit into the room, from its top left corner, `size` points wide; the current one
/// among them.
void place_thumbnails(GridBlock& block, std::int64_t current, float size, const Box& room);

/// What is written above a thumbnail, and what stays free below it.
inline constexpr float kThumbnailName = 22.0F, kThumbnailGap = 16.0F, kThumbnail = 84.0F, kNoteHeight = 18.0F,
                       kToNotes = 6.0F, kNoteWidth = 92.0F;

/// Leaves out the grids that the scene does not show.
void keep_parts(const Facts& facts, Layout& layout);

void lay_out_planes(const Facts& facts, Layout& layout);   // 2-D
void lay_out_strips(const Facts& facts, Layout& layout);   // 1-D
void lay_out_half(const Facts& facts, Layout& layout);     // 2-D, one side of a comparison
void lay_out_volumes(const Facts& facts, Layout& layout);  // 3-D
void lay_out_product(const Facts& facts, Layout& layout);  // the matrix view

/// `count` consecutive channels of `of`, with `current` in the middle where possible.
std::vector<std::int64_t> channels_around(std::int64_t current, std::int64_t count, std::int64_t of);

/// The channel of the input about which those are that show: the picked one where a convolution reads several.
std::int64_t focus_channel(const Facts& facts);

/// `most` of these channels, with the one in focus in the middle where possible.
std::vector<std::int64_t> about_focus(const Facts& facts, const std::vector<std::int64_t>& channels, std::int64_t most);

/// The page of `count` of `of` rows or columns that has `current`: where it begins. Pages do not move while stepping
/// inside them.
std::int64_t page_with(std::int64_t current, std::int64_t count, std::int64_t of);

/// The pitch beyond which cells do not grow: what the scene asks for, otherwise `usual`.
float largest_pitch(const Facts& facts, float usual);

/// What a distance between grids may be: in proportion to the cells, where the scene asks for their size; otherwise `usual`.
float largest_distance(const Facts& facts, float usual);

/// The page that cells of the size which the scene asks for need; more than enough.
Point page_for_cells(const Facts& facts);

/// Least type of the numbers that matter; less of it in a small picture.
float focus_type(const Facts& facts);

/// Free space between cells for a pitch: 3 for big cells, 0 where cells melt into a picture.
float gap_for(float pitch);

/// Whole points, so that edges are crisp; thirds of a point for the smallest.
float whole(float pitch);

}  // namespace stridelens
