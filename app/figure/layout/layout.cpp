#include "app/figure/layout/layout.h"

#include "app/figure/facts/lens_cells.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace stridelens {

namespace {

constexpr float kSinglePitch = 16.0F;  // from here on many cells are worth drawing one by one, too
constexpr std::int64_t kManyCells = 400, kMostCells = 1200;
constexpr float kLeastShare = 0.6F;  // of its cells' size that the input keeps beside a lens

/// Type and kind of drawing of one grid.
void style_block(GridBlock& block) {
    if (block.planes.empty()) return;
    const NumberRange& range = block.sheet->numbers;
    const auto smaller = [](const Plane& p) { return std::min(p.pitch.x, p.pitch.y); };  // slices of padding are slim
    const Plane& plane = *std::max_element(block.planes.begin(), block.planes.end(),
                                           [&](const Plane& a, const Plane& b) { return smaller(a) < smaller(b); });
    const Box cell = plane.cell(0, 0);
    block.numbers = fit_numbers(number_style(range), cell.w, cell.h);
    const float pitch = std::min(plane.pitch.x, plane.pitch.y);
    const bool many = plane.size.rows * plane.size.columns > kManyCells;
    const bool most = plane.size.rows * plane.size.columns > kMostCells;
    const bool tiny = pitch < 12.0F || (most && pitch < 22.0F);
    block.as_image = block.numbers.size <= 0.0F && (tiny || (many && pitch < kSinglePitch));
}

void zoom_block(GridBlock& block, float zoom, Point pan) {
    for (Plane& plane : block.thumbnails) {
        plane.origin = {plane.origin.x * zoom + pan.x, plane.origin.y * zoom + pan.y};
        plane.pitch = {plane.pitch.x * zoom, plane.pitch.y * zoom};
    }
    block.head *= zoom;
    for (Plane& plane : block.planes) {
        plane.origin = {plane.origin.x * zoom + pan.x, plane.origin.y * zoom + pan.y};
        plane.pitch = {plane.pitch.x * zoom, plane.pitch.y * zoom};
        plane.gap = std::min(plane.gap * zoom, 4.0F);
        if (plane.gap <= 0.0F) plane.gap = gap_for(std::min(plane.pitch.x, plane.pitch.y));
    }
}

/// All grids at zoom 1. `magnified`: with a lens of this many taps.
Layout page_of(const Facts& facts, const Box& area, std::int64_t rows_below, std::optional<PlaneSize> magnified) {
    Layout layout;
    layout.area = area;
    layout.magnified = magnified;
    layout.sums_below = rows_below > 0;
    layout.most_rows = rows_below;
    layout.legend = legend_of(facts);
    layout.left.sheet = &facts.left;
    const bool left = read_side(facts) == Side::left;
    layout.lens.sheet = left ? &facts.left : &facts.right;
    layout.other_lens.sheet = left ? &facts.right : &facts.left;
    layout.kernel.sheet = &facts.kernel;
    layout.right.sheet = &facts.right;
    layout.columns.sheet = &facts.columns;
    if (facts.view == View::matrix)
        lay_out_product(facts, layout);
    else if (facts.strips)
        lay_out_strips(facts, layout);
    else if (facts.volumes)
        lay_out_volumes(facts, layout);
    else if (facts.scene.half)
        lay_out_half(facts, layout);
    else
        lay_out_planes(facts, layout);
    return layout;
}

void style_blocks(Layout& layout) {
    for (GridBlock* block :
         {&layout.left, &layout.lens, &layout.other_lens, &layout.kernel, &layout.right, &layout.columns})
        style_block(*block);
}

/// Whether the numbers of its cells are as large as those that matter have to be.
bool can_be_read(const Facts& facts, const GridBlock& block) {
    return block.numbers.size >= focus_type(facts);
}

/// Whether a matrix is cut off: then what this step reads of it may lie anywhere.
bool is_cut_off(const Facts& facts, const GridBlock& block) {
    return facts.scattered && block.sheet->matrix >= 0 && block.hidden_rows + block.hidden_columns > 0;
}

/// Whether the numbers that this step needs can be read in the grids: what it reads, and what is stamped or meets it.
bool all_read(const Facts& facts, const Layout& layout) {
    const bool both = facts.view == View::grad_weight || facts.view == View::scatter;
    const GridBlock &read = layout.block(read_side(facts)),
                    &other = read_side(facts) == Side::left ? layout.right : layout.left;
    return can_be_read(facts, read) && !is_cut_off(facts, read) && (!both || can_be_read(facts, other));
}

bool lens_helps(const Facts& facts, const Layout& layout) {
    if (all_read(facts, layout)) return false;
    const GridBlock& read = layout.block(read_side(facts));
    return layout.lens.numbers.size > (is_cut_off(facts, read) ? 0.0F : read.numbers.size);
}

float smaller_pitch(const GridBlock& block) {
    return block.planes.empty() ? 0.0F : std::min(block.planes.front().pitch.x, block.planes.front().pitch.y);
}

/// With a lens if the numbers of the input cannot be read without, and the input does not get much smaller by it.
Layout page_of(const Facts& facts, const Box& area, std::int64_t rows_below) {
    Layout plain = page_of(facts, area, rows_below, std::nullopt);
    style_blocks(plain);
    const std::optional<PlaneSize> taps = lens_size(facts);
    const Side read = read_side(facts);
    if (!taps || facts.scene.half || plain.block(read).planes.empty() || all_read(facts, plain)) return plain;
    // Windows beside the kernels of a volume take so much of the page that its own numbers would go.
    if (facts.volumes && facts.has_kernel && plain.block(read).numbers.size > 0.0F) return plain;
    Layout magnified = page_of(facts, area, rows_below, taps);
    style_blocks(magnified);
    if (magnified.cramped) return plain;
    const float before = smaller_pitch(plain.block(read)), after = smaller_pitch(magnified.block(read));
    // There the planes give way to the windows.
    const float largest = std::max(magnified.block(read).numbers.size, magnified.lens.numbers.size);
    if ((magnified.rows || magnified.deck || magnified.meeting) && largest > plain.block(read).numbers.size)
        return magnified;
    return lens_helps(facts, magnified) && after >= kLeastShare * before ? magnified : plain;
}

}  // namespace

Box Plane::cell(std::int64_t row, std::int64_t column) const {
    return {origin.x + static_cast<float>(column - first.column + ring.left) * pitch.x,
            origin.y + static_cast<float>(row - first.row + ring.top) * pitch.y, pitch.x - gap, pitch.y - gap};
}

Box Plane::block(const CellBlock& cells) const {
    const std::int64_t top = first.row - ring.top, left = first.column - ring.left;
    const std::int64_t bottom = top + lattice_rows() - 1, right = left + lattice_columns() - 1;
    const auto row = [&](std::int64_t r) { return std::clamp(r, top, std::max(bottom, top)); };
    const auto column = [&](std::int64_t c) { return std::clamp(c, left, std::max(right, left)); };
    return join(cell(row(cells.top), column(cells.left)), cell(row(cells.bottom), column(cells.right)));
}

bool Plane::holds(const Cell& at) const {
    const std::int64_t row = at.row - first.row + ring.top, column = at.column - first.column + ring.left;
    return row >= 0 && row < lattice_rows() && column >= 0 && column < lattice_columns();
}

Box Plane::box() const {
    return {origin.x, origin.y, static_cast<float>(lattice_columns()) * pitch.x - gap,
            static_cast<float>(lattice_rows()) * pitch.y - gap};
}

Box Plane::inner() const {
    const Box corner = cell(first);
    return {corner.x, corner.y, static_cast<float>(size.columns) * pitch.x - gap,
            static_cast<float>(size.rows) * pitch.y - gap};
}

const Plane* GridBlock::find(std::int64_t channel, std::int64_t slice) const {
    const auto at = std::find_if(planes.begin(), planes.end(),
                                 [&](const Plane& p) { return p.channel == channel && p.slice == slice; });
    return at == planes.end() ? nullptr : &*at;
}

Box GridBlock::box() const {
    if (planes.empty()) return {};
    Box all = planes.front().box();
    for (const Plane& plane : planes) all = join(all, plane.box());
    return all;
}

float GridBlock::notes_height() const {
    const float both = (before > 0 ? 1.0F : 0.0F) + (after > 0 ? 1.0F : 0.0F);
    const float lines = one_note ? std::min(both, 1.0F) : both;
    return lines > 0.0F ? kToNotes + lines * kNoteHeight : 0.0F;
}

Box GridBlock::picked() const {
    if (thumbnails.empty()) return {};
    Box all = thumbnails.front().box();
    for (const Plane& plane : thumbnails) all = join(all, plane.box());
    return {all.x, all.y - kThumbnailName, all.w, all.h + kThumbnailName + notes_height()};
}

std::optional<Box> Layout::grids() const {
    std::optional<Box> all;
    for (const GridBlock* block : {&left, &lens, &other_lens, &kernel, &right, &columns}) {
        if (!block->planes.empty()) all = all ? join(*all, block->box()) : block->box();
        if (!block->thumbnails.empty()) all = all ? join(*all, block->picked()) : block->picked();
    }
    for (const Box& sum : sums)
        if (all) all = join(*all, sum);
    if (rows && all && !sums_below && total.w > 0.0F) all = join(*all, total);
    if (rows && all && !sums_below && bias.w > 0.0F) all = join(*all, bias);
    return all;
}

std::vector<std::int64_t> channels_around(std::int64_t current, std::int64_t count, std::int64_t of) {
    count = std::min(count, of);
    const std::int64_t first = std::clamp<std::int64_t>(current - count / 2, 0, std::max<std::int64_t>(of - count, 0));
    std::vector<std::int64_t> channels;
    for (std::int64_t i = 0; i < count; ++i) channels.push_back(first + i);
    return channels;
}

std::int64_t page_with(std::int64_t current, std::int64_t count, std::int64_t of) {
    if (count >= of || count <= 0) return 0;
    return std::clamp<std::int64_t>(current / count * count, 0, of - count);
}

float focus_type(const Facts& facts) {
    return kFocusType * std::clamp(facts.scene.width / 900.0F, 0.7F, 1.0F);
}

float gap_for(float pitch) {
    return pitch >= 40.0F ? 3.0F : pitch >= 30.0F ? 2.0F : pitch >= 8.0F ? 1.0F : 0.0F;
}

float whole(float pitch) {
    return pitch >= 4.0F ? std::floor(pitch) : pitch >= 0.125F ? std::floor(pitch * 8.0F) / 8.0F : pitch;
}

std::vector<std::int64_t> channels_in_rows(const Layout& layout) {
    std::vector<std::int64_t> channels;
    for (const Plane& plane : layout.kernel.planes)
        if (channels.empty() || channels.back() != plane.channel) channels.push_back(plane.channel);
    return channels;
}

std::int64_t focus_channel(const Facts& facts) {
    const bool picked = facts.has_kernel && facts.view == View::output && !facts.linked.empty();
    return picked ? std::clamp(facts.scene.focus, facts.linked.front(), facts.linked.back()) : facts.left_channel;
}

std::vector<std::int64_t> about_focus(const Facts& facts, const std::vector<std::int64_t>& channels,
                                      std::int64_t most) {
    const auto at = std::lower_bound(channels.begin(), channels.end(), facts.scene.focus);  // they are in order
    const std::int64_t focus = std::min<std::int64_t>(at - channels.begin(), std::ssize(channels) - 1);
    std::vector<std::int64_t> kept;
    for (const std::int64_t i : channels_around(focus, most, std::ssize(channels)))
        kept.push_back(channels[static_cast<std::size_t>(i)]);
    return kept;
}

Layout lay_out(const Facts& facts, const Box& area, std::int64_t rows_below) {
    Layout layout = page_of(facts, area, rows_below);
    keep_parts(facts, layout);
    const Scene& scene = facts.scene;
    const float zoom = std::clamp(scene.zoom, 0.05F, 64.0F);
    if (zoom == 1.0F && scene.pan == Point{}) return layout;
    for (GridBlock* block :
         {&layout.left, &layout.lens, &layout.other_lens, &layout.kernel, &layout.right, &layout.columns})
        zoom_block(*block, zoom, scene.pan);
    layout.type = std::min(zoom, 1.0F);
    const auto zoom_chip = [&](Box& chip) {
        const Point centre{chip.centre().x * zoom + scene.pan.x, chip.centre().y * zoom + scene.pan.y};
        const float factor = std::min(zoom, 1.5F);
        chip = {centre.x - chip.w * factor / 2, centre.y - chip.h * factor / 2, chip.w * factor, chip.h * factor};
    };
    for (Box& sum : layout.sums) zoom_chip(sum);
    for (Box* chip : {&layout.plus, &layout.bias, &layout.total}) zoom_chip(*chip);
    layout.title_column *= zoom;
    style_blocks(layout);
    if (!lens_helps(facts, layout)) {  // zoomed in, the grids themselves can be read
        layout.lens.planes.clear();
        layout.other_lens.planes.clear();
    }
    return layout;
}

}  // namespace stridelens
