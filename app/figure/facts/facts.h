#pragma once
// What the picture is of: two sheets side by side, left and right, perhaps a kernel between them, the cell that this
// step makes and the cells that it is made from. Everything that layout and the drawing parts need to know about the
// operation and the view; positions come from core/window.

#include "app/figure/facts/scene.h"
#include "app/figure/facts/sheet.h"
#include "core/explain/explain.h"
#include "core/window/channels.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace stridelens {

/// Which grid of the picture.
enum class Side : std::uint8_t { left, kernel, right };

/// The cells of one plane that take part in this step.
struct PlaneMarks {
    std::int64_t channel = 0, slice = 0;
    CellBlock hull{};
    std::vector<Cell> cells{};   // the first some thousands
    std::vector<Cell> chosen{};  // winners, or the one that is copied
};

struct Facts {
    const Scene& scene;
    const Derived& derived;
    const Geometry& geometry;
    View view = View::output;
    bool strips = false;   // 1-D: planes of one row
    bool volumes = false;  // 3-D: a channel is a row of slices
    bool empty = false;    // no step at all
    Sheet left{}, kernel{}, right{};
    Sheet columns{};  // matrix view: the unfolded input, told tap by tap (unfolded_tap()); its tensor is the input's
    MatrixProduct product{};  // that the matrix view shows
    bool has_kernel = false;  // weights are drawn
    bool mirrored = false;    // several planes of the right grid meet in one cell of the left
    Side made = Side::right;  // the grid of this step's cell …
    Place made_at{};          // … and where it stands there
    bool scattered = false;   // the marked cells do not form a window: each is outlined by itself
    std::int64_t left_channel = 0, right_channel = 0;  // the (first) channels that take part
    std::vector<std::int64_t> linked{};                // all of them on the side that has several
    Index shown{};                                     // full index of the step's cell; empty if there is none
    std::shared_ptr<const Told> told{};                // of that cell; null if there is none
    std::optional<std::size_t> tap{};  // inside the step: its last term that was taken; told is then as far as that
    std::vector<PlaneMarks> left_marks{}, right_marks{};
    NumberRange bias_numbers{}, input_numbers{};

    const Explanation& explanation() const;
    const Sheet& many() const { return mirrored ? right : left; }
    const Sheet& one() const { return mirrored ? left : right; }
    const Sheet& sheet(Side side) const { return side == Side::left ? left : side == Side::kernel ? kernel : right; }
};

Facts gather(const Scene& scene);

/// The step's explanation; of the scene's own told steps it is at hand. What other frameworks do is told only by those.
std::shared_ptr<const Told> told_at(const Scene& scene, std::int64_t step);

/// What other frameworks would do at the output cell that the step is about.
std::vector<Difference> differences_at(const Scene& scene, std::int64_t step);

/// Where the step's cell and the marked cells are for another step.
struct Standing {
    Place made{};
    std::vector<PlaneMarks> left{}, right{};
};
Standing standing_at(const Facts& facts, const Explanation& told);

/// Full index of a step's cell, and its flat cell on the sheet that it belongs to.
Index step_index(const Facts& facts, std::int64_t step);

/// Input channel that `output` reads (not of a convolution, which reads several); outside 0 … channels − 1 where padding
/// covers the channel axis.
std::int64_t channel_read(const Geometry& geometry, const Index& output);

/// Flat index of the first weight of the kernel plane that joins `channel` of the side with several to the other's; -1
/// if the two are of different groups.
std::int64_t kernel_first(const Facts& facts, std::int64_t channel);

/// Where weight `flat` is drawn; the channel is that of the side with several.
Place kernel_place(const Facts& facts, std::int64_t flat);

/// Row and column of a tap in its kernel, as it is drawn; the slice, too.
Place kernel_place(const Facts& facts, const Tap& tap);

/// Whether padded cells count in the divisor, or are read at all.
bool padding_counts(const Facts& facts);

/// Whether the window and all that belongs to this step is shown.
bool shows_step(const Facts& facts);

/// Whether what comes back to an input cell depends on its value (it won, or not): then the value is shown beside it.
bool value_decides(const Facts& facts);

/// Whether the input's cells tell how often they are read.
bool tells_reads(const Facts& facts);

/// What the symbol of a setting is painted in, wherever it stands: in the size formula, at its slider, on the picture.
Paint symbol_paint(Field field);

/// Whether a bias stands beside the grids, and is added to what the picture makes.
bool adds_bias(const Facts& facts);

/// Whether two grids are shown as they are forwards: the input left, the output right.
bool is_forward(const Facts& facts);

template <class Op>
bool is_a(const Facts& facts) {
    return std::holds_alternative<Op>(facts.geometry.operation);
}

}  // namespace stridelens
