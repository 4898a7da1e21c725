#pragma once
// The parts of the picture, each in a file of its own, in the order in which they are painted.

#include "app/figure/facts/facts.h"
#include "app/figure/facts/lens_cells.h"
#include "app/figure/facts/look_up.h"
#include "app/figure/layout/layout.h"
#include "app/figure/sketch.h"
#include "core/explain/program/program.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace stridelens {

/// What every part needs.
struct Page {
    Page(const Facts& facts, const Layout& layout, Sketch& sketch, std::optional<Standing> from);

    const Facts& facts;
    const Layout& layout;
    Sketch& sketch;
    std::optional<Standing> from;                   // while the window slides: where it comes from
    std::vector<LensCell> lens_cells, other_cells;  // what layout.lens and layout.other_lens show
    std::optional<LookUp> look_up;
};

void draw_connectors(const Page& page);  // behind everything, so that no cell is tinted
/// What comes of all channels, from the total in the strip below up to its cell; painted on the grids' ground and again on
/// the strip's, each as far as it reaches.
void draw_total_wedge(const Page& page);
/// Where the sums meet below: what makes each of them; then the same wedge.
void draw_free_sums(const Page& page);
/// `box`, or, where other planes stand between it and the next grid, its share of the grid's near edge: no wedge runs
/// over a plane that is not meant, nor under its name. `second`: the grid to which the wedge leads.
Box clear_of_planes(const Box& box, const Plane& plane, const GridBlock& grid, bool second, bool down);
/// Those through a lens that stand for themselves. False: there are none.
bool draw_lens_connectors(const Page& page);
void draw_grids(const Page& page);    // the cells of all grids
void draw_sums(const Page& page);     // a convolution's sum of each channel, and the bias
void draw_columns(const Page& page);  // matrix view: the unfolded input
void draw_window(const Page& page);   // window, taps, winner, this step's cell
void draw_places(const Page& page);  // faint outlines: where all windows lie that differ in size, or belong to an index
void draw_lens(const Page& page);
void draw_thumbnails(const Page& page);  // channels in small
void draw_hover(const Page& page);
void draw_look_up(const Page& page);  // what is pointed at or pinned, what reads it and what it reaches
/// The look-up in words, on a line at the foot of a window's grids; in place of the legend. A comparison has one for both.
void draw_look_up_line(const Page& page);
bool has_look_up_line(const Page& page);
/// That line at the foot of `area`; above it, where `own`, the cell that it is about, stands there.
void write_look_up(Sketch& sketch, const LookUp& found, const Box& area, const std::optional<Box>& own = {});
/// What its words have of the width.
float room_of_look_up(const LookUp& found, float width);
/// What a symbol of the size formula stands for.
void draw_setting(const Page& page, Field field);
/// What a line of the problem's program is about.
void draw_code_subject(const Page& page, CodeSubject subject);
/// Inside a step: the term that has just been taken, where it stands on the grids and in the lenses.
void draw_tap(const Page& page);
/// The cells of a term on every grid where they show, ringed.
void mark_term(const Page& page, const Term& term, const Paint& ink);
/// The window that ceil mode would add and the rule of the last window takes away, with the size formula.
void draw_dropped(const Page& page);
void draw_labels(const Page& page);  // titles, captions, indices, channel names
void draw_legend(const Page& page);  // colour scales, samples of special cells
void draw_differences(const Page& page, const Box& room);
/// What stands for a kind of cell in a legend.
Rect legend_sample(LegendItem::Sample kind, const Box& box);

/// What is lit: the planes of a grid, without what stands around their cells (`inner`) or with it; the windows of this step.
inline constexpr float kLitStroke = 3.0F;
void outline_planes(const Page& page, const GridBlock& block, bool inner, const Paint& paint);
void outline_step_windows(const Page& page, const Paint& paint);

/// A ring within a cell, wherever it stands on the page; of a sheet's cell (flat) in a lens, too.
void mark_place(const Page& page, const GridBlock& block, const Place& place, Paint stroke);
void mark_cell(const Page& page, Side side, std::int64_t flat, Paint stroke);

// --- shared by the parts ---------------------------------------------------------------------------------------------

/// Rows and columns of a plane, ring included, that show in the grids' area. Empty: top > bottom.
CellBlock visible_cells(const Plane& plane, const Box& area);

struct CellLook {
    float value = 0.0F;
    float scale = 1.0F;
    const NumberStyle* numbers = nullptr;
    CellId id;
    bool unread = false;
    bool hide_number = false;
    float strength = 1.0F;  // of its colour
    std::string below{};    // small, under the number
    std::string above{};    // small, over it
};
/// One cell with its colour and, where there is room, its number.
void draw_cell(Sketch& sketch, const Plane& plane, const Box& box, const CellLook& look);

/// One cell of padding or overhang, or a zero put between cells; `text`: what it counts as, empty if nothing.
void draw_outside_cell(Sketch& sketch, const Plane& plane, const Box& box, const LatticeCell& at,
                       const std::string& text, const NumberStyle& numbers, const CellId& id);

/// How a plane tells how often its cells are read: by counts, or by paler colours where `most` is not 0; or not at all.
struct Reads {
    bool counted = false;
    std::int64_t most = 0;  // that a cell is read which shows
};
/// Whether a plane's cells have room for a count.
bool has_counts(const Plane& plane);
Reads reads_of(const Facts& facts, const Plane& plane, const PlaneCells& cells, const CellBlock& shown);
/// Of the colour of a cell that is read less than others; 1: full.
float strength_of(const Reads& reads, const LatticeCell& cell);
/// In the cell's corner.
void draw_count(Sketch& sketch, const Box& cell, std::int64_t reads);
/// Behind a count, with its right upper corner at `corner`.
Rect plate_of_count(const std::string& count, Point corner);
/// A plane that is a picture: paler where its cells are read less.
void shade_picture(const Page& page, const GridBlock& block, const Plane& plane);

/// The inner ring of the winner.
void draw_winner_ring(Sketch& sketch, const Plane& plane, const Box& cell);

/// The title and what stands below it; `indices`: column numbers stand between it and the grid.
void draw_title(const Page& page, const GridBlock& block, bool indices);
/// Above the windows and the sums of a convolution's rows.
void draw_row_titles(const Page& page);
/// "channel c2" between thumbnails and their plane.
void draw_plane_title(const Page& page, const GridBlock& block);
/// "… 3 more channels".
void draw_hidden_note(const Page& page, const GridBlock& block);

/// Where the window is: "rows 4–6, columns 12–14", or two lines if `width` points are too few for one. Nowhere: none.
std::vector<std::string> window_place(const Facts& facts, float width);

/// Where all sums meet, "+"; of a stamp where its cell goes out to the kernels, "×".
void draw_joint(const Page& page, std::string_view sign);

/// Paints of what connects the grids.
inline constexpr Paint kConnectorFill{Role::window, 0.0F, 0.07F}, kConnectorEdge{Role::window, 0.0F, 0.6F};

/// A lens's frame.
Box frame_of(const Plane& lens);

/// How far what is written about a grid reaches past its sides: there a ribbon runs straight on.
struct Words {
    float left = 0.0F, right = 0.0F;
};
/// What is written above and below two grids, where it reaches between them.
Words words_between(const Page& page, const GridBlock* left, const GridBlock* right);

// Shapes of connectors. From `from` inside `from_grid` to `to` inside `to_grid`, right of it or below; a frame is its own grid.
void draw_wedge(Sketch& sketch, const Box& from, const Box& from_grid, const Box& to, const Box& to_grid, bool down,
                const Words& words = {});
/// From what stands below a grid up to its cell.
void draw_wedge_up(Sketch& sketch, const Box& from, const Box& cell, const Box& grid);
/// To the right.
void draw_curve(Sketch& sketch, Point from, Point to, Paint stroke);

/// Cells that are still to be computed are dots: too small for outlines of their own.
bool dots_to_come(const Plane& plane);

/// A cell that is still to be computed, or, without an id, a whole plane of them; `above`: what is known of it already.
void draw_placeholder(Sketch& sketch, const Plane& plane, const Box& box, const CellId& id,
                      const std::string& above = {});

/// One plane as a picture: what of it shows in `area`. `contiguous`: the flat indices of its cells follow one another.
void draw_image(const Page& page, const Plane& plane, const Sheet& sheet, const PlaneCells& cells, const Box& area,
                bool contiguous);

/// The ring of a plane that is a picture: hatched bands. `facts`: its cells can be pointed at; nullptr: they cannot.
void draw_ring_bands(Sketch& sketch, const Plane& plane, const Facts* facts = nullptr);

/// The outline of marked cells of a plane in small, which is never less than a dot.
void draw_window_on(const Page& page, const Plane& thumbnail, const std::vector<PlaneMarks>& marks);

/// What a padded cell counts as, in words for its cell; empty if nothing.
std::string pad_text(const Facts& facts);

/// The marked cells of one plane on the page, and where their hull stands now (sliding).
struct Marked {
    const PlaneMarks* marks = nullptr;
    const Plane* plane = nullptr;
    Box box{};
};
std::vector<Marked> marked_now(const Page& page, Side side);
/// The part of a grid that a lens shows of what meets in a weight.
std::optional<Marked> part_on(const Page& page, Side side);

/// Where the outline of this step's cell stands now (sliding).
std::optional<Box> made_now(const Page& page);
const Plane* made_plane(const Page& page);

/// The outline around cells runs in the gap about them.
Box around(const Plane& plane, const Box& cells);

/// Where a window lies on a plane of the input, also where it reaches beyond it.
Box box_of(const Facts& facts, const Plane& plane, const WindowBox& window);

float corner_radius(const Plane& plane);

/// Accent outline: 4 points on cells one can read, thinner on small ones.
float outline_width(const Plane& plane);

}  // namespace stridelens
