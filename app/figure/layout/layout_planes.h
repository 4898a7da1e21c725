#pragma once
// Shared by the arrangements of 2-D grids: layout_pool.cpp (without weights), layout_conv.cpp (with a kernel) and
// layout_halves.cpp (matrices).

#include "app/figure/layout/layout.h"

#include <optional>
#include <vector>

namespace stridelens {

inline constexpr float kMargin = 24.0F;
inline constexpr float kLabel = 56.0F;        // left of the input: channel names and row indices
inline constexpr float kOutLabel = 48.0F;     // right of the output: row indices and channel names
inline constexpr float kStackGap = 20.0F;     // between stacked planes with frames about their kernels
inline constexpr float kPoolGap = 8.0F;       // between stacked planes without
inline constexpr float kScaleWidth = 140.0F;  // the shortest colour scale with its two numbers
inline constexpr float kReadable = 25.0F;     // a pitch at which numbers are read at ease

/// What the planes may take of the page.
struct Room {
    float top = 0.0F, height = 0.0F;  // of the planes alone, without captions
    float width = 0.0F;
    float gap = kStackGap;  // between stacked planes
    float largest = 80.0F;  // pitch beyond which cells only get clumsy
};

/// A count as a length's factor; at least 1.
float real(std::int64_t count);

/// The pitch at which `planes` planes of `rows` rows fill the room's height.
float height_pitch(const Room& room, std::int64_t planes, std::int64_t rows);

/// A plane's rows and columns with its ring.
PlaneSize lattice(const Sheet& sheet);

/// Whether the legend stands right of the only colour scale instead of below it.
bool legend_beside_scale(const Facts& facts, const Layout& layout);

/// Width of the legend's samples and words.
float legend_width(const Layout& layout);

/// Width of the widest line above a block's grids.
float title_width(const GridBlock& block);

/// Width of the widest line above or below a block's grids.
float words_width(const GridBlock& block);

/// How far the words about a block reach beyond its grids on either side.
float words_overhang(const GridBlock& block, float grid_width);

/// Width of a thumbnail on this page.
float thumbnail_size(const Room& room);

/// Least distance of two neighbouring grids' centres: their captions and colour scales lie side by side.
float least_apart(const GridBlock& a, const GridBlock& b);

Plane plane_at(Grid grid, std::int64_t channel, PlaneSize size, float pitch, Point origin);

/// Planes one below the other, `step` apart, centred vertically about `left_middle`, which is also their left edge.
void place(GridBlock& block, const std::vector<std::int64_t>& channels, float pitch, float step, Point left_middle);

/// A matrix in `room`, as many of its rows and columns as have a pitch of `least`, about the cell `current`; or any other
/// sheet, its planes in a row. Centred.
void place_in(GridBlock& block, const Cell& current, std::int64_t channel, float least, float largest, const Box& room);

/// The room that the planes may take below and above what is written about them.
Room room_for(const Facts& facts, const Layout& layout);

/// Whether the sum of each channel's products has a box of its own.
bool has_sums(const Facts& facts);

/// Whether windows, kernels and sums may stand in rows: forwards, and backwards or in a stamp where a lens shows the window.
bool may_have_rows(const Facts& facts, const Layout& layout);

void lay_out_halves(const Facts& facts, Layout& layout, const Room& room);
void lay_out_pool(const Facts& facts, Layout& layout, const Room& room);
/// False: there is no room for rows, or nothing to add up.
bool lay_out_rows(const Facts& facts, Layout& layout, const Room& room);
void lay_out_conv(const Facts& facts, Layout& layout, const Room& room);
/// False: the page is too narrow for it.
bool lay_out_meeting(const Facts& facts, Layout& layout, const Room& room);

inline constexpr float kVolumeGap = 14.0F;        // between the slices of a volume
inline constexpr float kToOtherLens = 36.0F;      // between the two lenses: their sign ⊙
inline constexpr std::int64_t kFewInLens = 2;     // rows and columns of one that is small
inline constexpr float kMostMeetingCell = 56.0F;  // pitch of their cells

/// The same on one line, where the grids stand one below the other: how many products there are, the two lenses, and right
/// of them the kernel's gradient.
struct MeetingRow {
    PlaneSize lens{};
    std::int64_t slices = 1;      // of the kernel
    Point cell{}, kernel_cell{};  // pitches
    float width = 0.0F, height = 0.0F, kernel_width = 0.0F;
};
/// Within `most`, with lenses no larger than the page asks for. `tall`: the height of a cell; 0: cells are square. Nothing:
/// it does not fit.
std::optional<MeetingRow> meeting_row(const Facts& facts, const Layout& layout, Point most, float tall);
void place_meeting_row(const Facts& facts, Layout& layout, const MeetingRow& row, Point centre);

}  // namespace stridelens
