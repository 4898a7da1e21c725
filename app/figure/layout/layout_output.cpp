// Where a convolution's output stands whose sums meet below the grids: in a column of its own, from top to bottom its
// colours, its channels in small, the one of this step, and a free way down to the total.

#include "app/figure/layout/layout_rows.h"

#include <fmt/format.h>

#include <cmath>

namespace stridelens {

namespace {

constexpr float kSize = 40.0F, kGap = 4.0F, kBeside = 16.0F;  // of the channels in small
constexpr std::int64_t kMostRows = 3;                         // of them
constexpr float kScale = 24.0F;                               // the output's colours
constexpr float kFoot = 8.0F;                                 // free below it

/// How many of them stand side by side, and in how many rows.
struct Small {
    std::int64_t across = 1, rows = 0;
    bool all = true;
    float height() const {
        const float note = all || rows == 0 ? 0.0F : kToNotes + kNoteHeight;
        return static_cast<float>(rows) * (kThumbnailName + kSize + kGap) + note;
    }
};

std::int64_t across(const Facts& facts, const Rows& rows) {
    const auto fitting = static_cast<std::int64_t>((rows.right_column() + kBeside) / (kSize + kBeside));
    return std::clamp<std::int64_t>(fitting, 1, std::max<std::int64_t>(facts.right.channels, 1));
}

Small small_of(const Facts& facts, const Rows& rows, std::int64_t above) {
    Small small{across(facts, rows), above};
    small.all = small.across * above >= facts.right.channels;
    return small;
}

/// Of all that stands above the plane: the name of the one that is large and its indices, too.
float head_of(const Facts& facts, const Small& small) {
    const float scale = facts.scene.parts.colour_bar ? kScale : 0.0F;
    return scale + small.height() + (small.rows > 0 ? kTitleHeight : 0.0F) + kIndexHeight;
}

/// From the indices of the topmost planes to where the foot of the page begins: no scale stands below the output.
float column_height(const Room& room) {
    return kIndexHeight + room.height + kScaleHeight - kFoot;
}

}  // namespace

std::int64_t rows_above(const Facts& facts, const Room& room, const Rows& rows) {
    if (!rows.between.below || facts.right.channels <= 1) return 0;
    const auto pitch = [&](std::int64_t above) {
        const float height = column_height(room) - head_of(facts, small_of(facts, rows, above));
        return std::min({height / real(lattice(facts.right).rows), std::max(rows.pitch, kReadable), kEasyCell});
    };
    std::int64_t above = std::min((facts.right.channels - 1) / across(facts, rows) + 1, kMostRows);
    while (above > 0 && pitch(above) < kFairShare * pitch(0)) --above;
    return above;
}

float free_output_height(const Facts& facts, const Room& room, const Rows& rows) {
    return column_height(room) - head_of(facts, small_of(facts, rows, rows.above));
}

void place_free_output(const Facts& facts, Layout& layout, const Room& room, const Rows& rows, float top) {
    const Small small = small_of(facts, rows, rows.above);
    const float column = end_of_sums(layout) + rows.between.to_output + kOutIndices;  // they stand left of it
    const float centre = column + rows.right_column() / 2, head = head_of(facts, small);
    const float highest = room.top - kIndexHeight, lowest = highest + column_height(room) - head - rows.out_height;
    const float y = std::clamp(top - kIndexHeight, highest, std::max(highest, lowest));
    GridBlock& output = layout.right;
    output.head = head;
    place(output, {facts.right_channel}, rows.out_pitch, 0.0F,
          {centre - rows.out_width / 2, y + head + rows.out_height / 2});
    if (small.rows == 0) return;
    output.plane_title = fmt::format("channel c{}", facts.right_channel);
    const PlaneSize size = facts.right.size;
    const float pitch = kSize / real(std::max(size.rows, size.columns));
    const auto channels = channels_around(facts.right_channel, small.across * small.rows, facts.right.channels);
    const float left = centre - (real(small.across) * (kSize + kBeside) - kBeside) / 2;
    const float first = y + (facts.scene.parts.colour_bar ? kScale : 0.0F) + kThumbnailName;
    for (std::size_t i = 0; i < channels.size(); ++i) {
        const auto n = static_cast<std::int64_t>(i);
        const Point origin{left + static_cast<float>(n % small.across) * (kSize + kBeside),
                           first + static_cast<float>(n / small.across) * (kThumbnailName + kSize + kGap)};
        Plane plane = plane_at(output.sheet->grid, channels[i], size, pitch, origin);
        plane.gap = 0.0F;
        output.thumbnails.push_back(plane);
    }
    output.before = channels.front();
    output.after = facts.right.channels - 1 - channels.back();
    output.one_note = true;
}

}  // namespace stridelens
