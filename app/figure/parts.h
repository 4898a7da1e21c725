#pragma once
// The parts of the picture, each in a file of its own, in the order in which they are painted.

#include "app/figure/facts.h"
#include "app/figure/layout.h"
#include "app/figure/sketch.h"

namespace stridelens {

/// What every part needs.
struct Page {
    const Facts& facts;
    const Layout& layout;
    Sketch& sketch;
};

void draw_connectors(const Page& page);  // behind everything, so that no cell is tinted
void draw_input(const Page& page);
void draw_kernel(const Page& page);
void draw_output(const Page& page);
void draw_window(const Page& page);  // window, taps, winner, current output cell
void draw_lens(const Page& page);
void draw_hover(const Page& page);
void draw_labels(const Page& page);  // titles, captions, indices, channel names
void draw_legend(const Page& page);  // colour scales, samples of special cells

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
};
/// One cell with its colour and, where there is room, its number.
void draw_cell(Sketch& sketch, const Plane& plane, const Box& box, const CellLook& look);

/// One cell of padding or overhang; `text`: what it counts as, empty if nothing.
void draw_outside_cell(Sketch& sketch, const Plane& plane, const Box& box, const RingCell& ring,
                       const std::string& text, const NumberStyle& numbers);

/// The inner ring of the winner.
void draw_winner_ring(Sketch& sketch, const Plane& plane, const Box& cell);

/// A lens's frame.
Box frame_of(const Plane& lens);

/// One plane as a picture: the rows that show. `last`: cells after this flat index are left out.
void draw_image(const Page& page, const Plane& plane, const Tensor& tensor, float scale, std::int64_t first_flat,
                std::int64_t last);

/// Where the window stands now (sliding) on the plane of `channel`; nothing if that plane is not on the page.
std::optional<Box> window_now(const Page& page, std::int64_t channel);

/// Where the current output cell's outline stands now (sliding).
std::optional<Box> output_now(const Page& page);

/// Flat index of the first weight of a shown kernel plane.
std::int64_t kernel_first(const Facts& facts, std::int64_t channel);

float corner_radius(const Plane& plane);

/// Accent outline: 4 points on cells one can read, thinner on small ones.
float outline_width(const Plane& plane);

}  // namespace stridelens
