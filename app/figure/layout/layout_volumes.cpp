// 3-D: volumes one below the other, each a row of slices for every channel, with its title on a line above. Slices of
// mere padding are drawn slim. Where there are too many slices, those about the window show.

#include "app/figure/facts/lens_cells.h"
#include "app/figure/layout/layout_planes.h"

#include <algorithm>
#include <cmath>
#include <optional>

namespace stridelens {

namespace {

constexpr float kSide = 40.0F;          // channel names left of the slices
constexpr float kHead = 48.0F;          // title line and slice names
constexpr float kIndices = 18.0F;       // above the slices, where the page has room to spare
constexpr float kLens = 22.0F;          // above a lens: its word and slice names
constexpr float kLensFrame = 8.0F;      // round lenses and kernels, where both stand there
constexpr float kTwoRows = 520.0F;      // height from which lenses and kernels stand one below the other
constexpr float kMeetingShare = 0.28F;  // of the height, for the lenses of a weight's gradient
constexpr float kWord = 60.0F;          // "window", left of the lenses
constexpr float kWedge = 26.0F;         // for the connectors, below every row but the last
constexpr float kLowPage = 280.0F, kLowHead = 44.0F, kLowWedge = 14.0F;  // on the smallest pages
constexpr float kLeastVolume = 32.0F, kLeastKernel = 6.0F;    // height that a kernel leaves to each; its least pitch
constexpr float kRowGap = 14.0F;                              // between channels
constexpr float kSlim = 22.0F;                                // width of a slice that is padding alone
constexpr float kKernelGap = 48.0F;                           // between two channels' kernels
constexpr float kLeastSlices = 7.0F, kLeastChannels = 12.0F;  // pitches below which fewer of them show
constexpr float kEasy = 28.0F;                                // a pitch at which numbers are read
constexpr float kSmallCells = 28.0F, kLargestCells = 44.0F;   // of kernels and lenses

/// Consecutive slices of a sheet, counted from the first slice of padding before it.
struct Range {
    std::int64_t first = 0, count = 1;
};

struct Band {
    GridBlock* block = nullptr;
    std::int64_t channels = 1, channel = 0;
    Range slices{};

    const Sheet& sheet() const { return *block->sheet; }
    bool slim(std::int64_t slice) const { return slice < 0 || slice >= sheet().slices; }
    std::int64_t slims() const {
        std::int64_t count = 0;
        for (std::int64_t s = 0; s < slices.count; ++s) count += slim(slices.first + s - sheet().front) ? 1 : 0;
        return count;
    }
    float rows() const { return real(channels) * real(lattice(sheet()).rows); }
    float gaps() const { return (real(channels) - 1.0F) * kRowGap; }
    float fixed_width() const { return (real(slices.count) - 1.0F) * kVolumeGap + static_cast<float>(slims()) * kSlim; }
    float columns() const {
        return std::max(static_cast<float>(slices.count - slims()), 0.0F) * real(lattice(sheet()).columns);
    }
    float pitch_in(float width) const { return (width - fixed_width()) / std::max(columns(), 1.0F); }
};

/// The middle of the slices that take part in this step, counted as Range is.
std::int64_t current_slice(const Facts& facts, Side side) {
    const auto& marks = side == Side::left ? facts.left_marks : facts.right_marks;
    const std::int64_t front = facts.sheet(side).front;
    if (facts.made == side) return facts.made_at.slice + front;
    if (marks.empty()) return front;
    const auto [low, high] =
        std::minmax_element(marks.begin(), marks.end(), [](const auto& a, const auto& b) { return a.slice < b.slice; });
    return (low->slice + high->slice) / 2 + front;
}

Range around(std::int64_t current, std::int64_t count, std::int64_t of) {
    return {std::clamp<std::int64_t>(current - count / 2, 0, std::max<std::int64_t>(of - count, 0)), count};
}

struct Room3 {
    float top = 0.0F, height = 0.0F, left = 0.0F, width = 0.0F, largest = 80.0F;
    bool low() const { return height < kLowPage; }
    float head() const { return low() ? kLowHead : kHead; }
    float wedge() const { return low() ? kLowWedge : kWedge; }
};

/// The row between the two volumes: kernels of the linked channels, or a lens.
struct Middle {
    std::vector<std::int64_t> channels{};
    std::int64_t slices = 0;
    PlaneSize size{};
    float pitch = 0.0F, head = 0.0F, height = 0.0F;
    bool lens = false;                    // a row of lenses beside that of the kernels …
    bool beside = false;                  // … on the same line
    std::optional<MeetingRow> meeting{};  // of the gradient of a weight
};

float middle_width(const Middle& m, float pitch) {
    const float own = real(m.slices) * real(m.size.columns) * pitch + (real(m.slices) - 1.0F) * kVolumeGap;
    const float count = real(static_cast<std::int64_t>(m.channels.size())) * (m.beside ? 2.0F : 1.0F);
    return count * (own + kKernelGap) - kKernelGap;
}

Middle middle_of(const Facts& facts, Layout& layout, const Room3& room) {
    Middle m;
    if (facts.view == View::grad_weight && layout.magnified) {
        m.meeting = meeting_row(facts, layout, {room.width, kMeetingShare * room.height}, 0.0F);
        layout.cramped = !m.meeting;
        if (m.meeting) {
            m.head = room.head() + kCaptionHeight * static_cast<float>(layout.kernel.captions.size());
            m.pitch = m.meeting->kernel_cell.y;
            m.height = m.meeting->height;
            return m;
        }
    }
    if (facts.has_kernel) {
        m.channels = layout.sums_below ? about_focus(facts, facts.linked, layout.most_rows) : facts.linked;
        m.slices = facts.kernel.slices;
        m.size = facts.kernel.size;
        m.head = room.head();
    } else if (layout.magnified) {
        m.channels = {facts.left_channel};
        m.slices = lens_extent(facts).value_or(LensExtent{}).slices;
        m.size = *layout.magnified;
        m.head = kLens;
    } else {
        return m;
    }
    m.lens = facts.has_kernel && layout.magnified;
    m.beside = m.lens && room.height < kTwoRows;
    if (m.beside) m.channels = about_focus(facts, m.channels, 1);
    const bool bias = facts.has_kernel && !layout.sums_below;  // the bias stands beside the kernels
    const float width = room.width - (m.beside ? 2 * kWord : bias ? 240.0F : m.lens ? 2 * kWord : 0.0F);
    const float rows = real(m.size.rows) * (m.lens && !m.beside ? 2.0F : 1.0F);
    const float small = m.lens ? std::max(product_pitch(facts) - 4.0F, kSmallCells) : kSmallCells;
    while (m.channels.size() > 1 && middle_width(m, small) > width)
        m.channels = about_focus(facts, m.channels, std::ssize(m.channels) - 1);
    m.pitch = kLargestCells;
    const float share = m.lens ? 0.6F : 0.4F;
    const auto too_high = [&] { return m.pitch > small && m.pitch * rows > 0.16F * room.height; };
    const float written = 2 * (room.head() + room.wedge()) + m.head;
    const auto too_low = [&] { return written + m.pitch * rows + 2 * kLeastVolume > room.height; };
    while (m.pitch > kLeastKernel &&
           (middle_width(m, m.pitch) > width || too_high() || too_low() || m.pitch * rows > share * room.height))
        m.pitch -= 1.0F;
    m.height = m.pitch * rows + (m.beside ? kLensFrame : m.lens ? kLens + 2 * kLensFrame : 0.0F);
    return m;
}

struct Volumes {
    Band above{}, below{};
    Middle middle{};
    float head = kHead, wedge = kWedge;  // above both volumes; below every row but the last
    float pitch = 1.0F, below_pitch = 1.0F;
    float height() const { return fixed_height() + pitch * above.rows() + below_pitch * below.rows(); }
    float fixed_height() const {
        const bool three = middle.pitch > 0.0F;
        return 2 * head + above.gaps() + below.gaps() + (three ? 2 : 1) * wedge +
               (three ? middle.head + middle.height : 0.0F);
    }
    float by_height(float height) const { return (height - fixed_height()) / (above.rows() + below.rows()); }
    float by_width(float width) const { return std::min(above.pitch_in(width), below.pitch_in(width)); }
};

/// Fewer channels, then fewer slices, until the cells can be told apart.
void fit_volumes(const Facts& facts, const Room3& room, Volumes& v) {
    const bool together = !facts.has_kernel && facts.left.channels == facts.right.channels;
    while (v.by_height(room.height) < std::min(kLeastChannels, v.by_width(room.width)) &&
           v.above.channels + v.below.channels > 2) {
        Band& longer = v.above.channels >= v.below.channels ? v.above : v.below;
        --longer.channels;
        if (together) v.above.channels = v.below.channels = std::max<std::int64_t>(longer.channels, 1);
    }
    while (v.by_width(room.width) < kLeastSlices && v.above.slices.count + v.below.slices.count > 2) {
        const bool upper = v.above.pitch_in(room.width) <= v.below.pitch_in(room.width);
        Band& wider = upper ? v.above : v.below;
        if (wider.slices.count <= 1) break;
        wider.slices = around(current_slice(facts, upper ? Side::left : Side::right), wider.slices.count - 1,
                              wider.sheet().all_slices());
    }
    v.pitch = whole(std::clamp(std::min(v.by_height(room.height), v.by_width(room.width)), 0.5F, room.largest));
    // Where the cells are small, the output's may be larger, so that it can be read.
    v.below_pitch = v.pitch;
    if (v.pitch >= kEasy) return;
    const float left = (room.height - v.height()) / v.below.rows();
    const PlaneSize in = lattice(facts.left), out = lattice(facts.right);
    const float most =
        std::max(v.pitch * std::min(real(in.rows) / real(out.rows), real(in.columns) / real(out.columns)),
                 v.pitch);  // but not larger than what it comes from
    v.below_pitch =
        whole(std::clamp(std::min({v.pitch + left, v.below.pitch_in(room.width), most}), v.pitch, kEasy + 4.0F));
}

void place_band(const Band& band, float pitch, float left, float& y) {
    const Sheet& sheet = band.sheet();
    const PlaneSize size = lattice(sheet);
    band.block->hidden = sheet.channels - band.channels;
    band.block->hidden_slices = sheet.all_slices() - band.slices.count;
    for (const std::int64_t channel : channels_around(band.channel, band.channels, sheet.channels)) {
        float x = left;
        for (std::int64_t s = 0; s < band.slices.count; ++s) {
            Plane plane = plane_at(sheet.grid, channel, sheet.size, pitch, {x, y});
            plane.slice = band.slices.first + s - sheet.front;
            plane.ring = sheet.ring;
            if (band.slim(plane.slice)) {
                plane.pitch.x = kSlim / real(size.columns);
                plane.gap = std::min(plane.gap, 0.3F * plane.pitch.x);
            }
            x += plane.pitch.x * real(size.columns) + kVolumeGap;
            band.block->planes.push_back(plane);
        }
        y += pitch * real(size.rows) + kRowGap;
    }
    y -= kRowGap;
}

/// The kernels of all channels that show, or lenses on their windows: a row of slices.
void place_slices(const Middle& m, Grid grid, GridBlock& block, float centre, float y) {
    float x = centre - middle_width(m, m.pitch) / 2;
    for (const std::int64_t channel : m.channels) {
        for (std::int64_t s = 0; s < m.slices; ++s) {
            Plane plane = plane_at(grid, channel, m.size, m.pitch, {x, y});
            plane.slice = s;
            block.planes.push_back(plane);
            x += m.pitch * real(m.size.columns) + kVolumeGap;
        }
        x += kKernelGap - kVolumeGap;
    }
}

void place_middle(const Facts& facts, Layout& layout, const Middle& m, float centre, float y) {
    if (m.meeting) return place_meeting_row(facts, layout, *m.meeting, {centre, y + m.height / 2});
    if (!facts.has_kernel) return place_slices(m, Grid::none, layout.lens, centre, y);
    layout.kernel.hidden = static_cast<std::int64_t>(facts.linked.size() - m.channels.size());
    layout.bias_told = m.beside || facts.scene.half;
    if (m.beside) {
        layout.kernel.captions.resize(std::min<std::size_t>(layout.kernel.captions.size(), 1));
        Middle half = m;
        half.beside = false;
        const float off = (middle_width(half, m.pitch) + kKernelGap) / 2;
        place_slices(half, Grid::none, layout.lens, centre - off, y);
        return place_slices(half, facts.kernel.grid, layout.kernel, centre + off, y);
    }
    if (!m.lens) return place_slices(m, facts.kernel.grid, layout.kernel, centre, y);
    // Each slice of the window at its kernel's, on the side of the grid that it is of.
    const float row = m.pitch * real(m.size.rows);
    const float lens = facts.mirrored ? y + row + kLens + kLensFrame : y - kHead + kLens + kLensFrame;
    const float kernel = facts.mirrored ? y : lens + row + kHead;
    place_slices(m, Grid::none, layout.lens, centre, lens);
    place_slices(m, facts.kernel.grid, layout.kernel, centre, kernel);
}

Room3 room_of(const Facts& facts, Layout& layout) {
    caption_blocks(facts, layout, 0.6F * layout.area.w, 0.6F * layout.area.w);
    Room3 room;
    const bool names = facts.left.channels > 1 || facts.right.channels > 1;
    const float side = kMargin + (names ? kSide : 16.0F);
    room.left = layout.area.x + side;
    room.width = std::max(layout.area.w - 2 * side, 40.0F);
    room.top = layout.area.y + 8.0F;
    room.height =
        std::max(layout.area.h - 12.0F - kScaleHeight - (layout.legend.empty() ? 0.0F : kLegendHeight), 60.0F);
    room.largest =
        largest_pitch(facts, std::clamp(std::min(facts.scene.height * 0.08F, facts.scene.width * 0.06F), 20.0F, 96.0F));
    return room;
}

}  // namespace

void lay_out_volumes(const Facts& facts, Layout& layout) {
    const Room3 room = room_of(facts, layout);
    layout.down = true;
    Volumes v;
    v.above = {&layout.left,
               std::clamp<std::int64_t>(facts.left.channels, 1, 16),
               focus_channel(facts),
               {0, std::max<std::int64_t>(facts.left.all_slices(), 1)}};
    v.below = {&layout.right,
               std::clamp<std::int64_t>(facts.right.channels, 1, 16),
               facts.right_channel,
               {0, std::max<std::int64_t>(facts.right.all_slices(), 1)}};
    v.head = room.head();
    v.wedge = room.wedge();
    v.middle = middle_of(facts, layout, room);
    fit_volumes(facts, room, v);
    layout.above_slices = facts.scene.parts.indices && v.height() + 2 * kIndices <= room.height ? kIndices : 0.0F;
    v.head += layout.above_slices;
    layout.cramped = layout.cramped || v.height() > room.height + 1.0F;
    const float spare = std::max(room.height - v.height(), 0.0F);
    const float more = std::min(spare / (v.middle.pitch > 0.0F ? 3.0F : 2.0F), 40.0F);
    float y = room.top + v.head + (spare - more * (v.middle.pitch > 0.0F ? 2.0F : 1.0F)) / 2;
    const auto centred = [&](const Band& band, float pitch) {
        return room.left + (room.width - band.fixed_width() - band.columns() * pitch) / 2;
    };
    place_band(v.above, v.pitch, centred(v.above, v.pitch), y);
    y += v.wedge + more;
    if (v.middle.pitch > 0.0F) {
        y += v.middle.head;
        place_middle(facts, layout, v.middle, room.left + room.width / 2, y);
        y += v.middle.height + v.wedge + more;
    }
    y += v.head;
    place_band(v.below, v.below_pitch, centred(v.below, v.below_pitch), y);
}

}  // namespace stridelens
