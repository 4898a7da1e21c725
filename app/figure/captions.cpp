// What is written above the grids and in the legend.

#include "app/figure/layout.h"

#include <fmt/format.h>

#include <algorithm>

namespace stridelens {

namespace {

std::string cells(std::int64_t count) {
    return fmt::format("{} {}", count < 0 ? "−" : "+", count < 0 ? -count : count);
}

/// "+ 1 on every side", "+ 1 above, + 0 below, + 2 left, + 2 right", "− 1 left": only what there is.
std::string padding_text(const Facts& facts) {
    Sides rows, columns;
    if (const int a = windowed_axis(facts, 0); a >= 0) {
        const Axis& axis = facts.geometry.axes[static_cast<std::size_t>(a)];
        rows = {axis.pad_begin, axis.pad_end};
    }
    if (const int a = windowed_axis(facts, 1); a >= 0) {
        const Axis& axis = facts.geometry.axes[static_cast<std::size_t>(a)];
        columns = {axis.pad_begin, axis.pad_end};
    }
    if (rows == Sides{} && columns == Sides{}) return "";
    const bool even = columns.begin == columns.end;
    if (facts.strips && even) return cells(columns.begin) + " at both ends";
    if (!facts.strips && even && rows == columns) return cells(rows.begin) + " on every side";
    std::string text;
    const auto add = [&](std::int64_t count, const char* where) {
        if (count != 0) text += (text.empty() ? "" : ", ") + cells(count) + " " + where;
    };
    if (rows.begin == rows.end) {
        add(rows.begin, "above and below");
    } else {
        add(rows.begin, "above");
        add(rows.end, "below");
    }
    if (even) {
        add(columns.begin, "left and right");
    } else {
        add(columns.begin, "left");
        add(columns.end, "right");
    }
    return text;
}

/// Joins neighbours with ", " as long as a line stays within `width`.
std::vector<std::string> wrap_parts(const std::vector<std::string>& parts, float width) {
    std::vector<std::string> lines;
    for (const std::string& part : parts) {
        if (part.empty()) continue;
        if (!lines.empty()) {
            const std::string joined = lines.back() + ", " + part;
            if (text_width(joined, Face::numbers, kCaptionType) <= width) {
                lines.back() = joined;
                continue;
            }
        }
        lines.push_back(part);
    }
    return lines;
}

bool is_padded(const Facts& facts) {
    for (const Axis& axis : facts.geometry.axes)
        if (axis.pad_begin > 0 || axis.pad_end > 0) return true;
    return false;
}

/// Whether a cell of the input, or of its padding, is read by no window. All channels are read alike, so one plane tells.
bool any_unread(const Facts& facts) {
    const PlaneSize& size = facts.input;
    const auto unread = [&](std::int64_t row, std::int64_t column) {
        return facts.derived.coverage[row * size.columns + column] == 0.0F;
    };
    for (const std::int64_t row : facts.unread_rows) {
        if (row < 0 || row >= size.rows) return true;
        for (std::int64_t column = 0; column < size.columns; ++column)
            if (unread(row, column)) return true;
    }
    for (const std::int64_t column : facts.unread_columns) {
        if (column < 0 || column >= size.columns) return true;
        for (std::int64_t row = 0; row < size.rows; ++row)
            if (unread(row, column)) return true;
    }
    return false;
}

}  // namespace

void caption_blocks(const Facts& facts, Layout& layout, float input_width, float output_width) {
    const Geometry& geometry = facts.geometry;
    const std::string batch =
        facts.batches > 1 ? fmt::format("batch {} of {}", facts.batch + 1, facts.batches) : std::string();
    layout.input.title = is_padded(facts) ? "Input, padded" : "Input";
    layout.input.captions = wrap_parts({shape_text(geometry.input), padding_text(facts), batch}, input_width);
    layout.output.title = "Output";
    layout.output.captions = wrap_parts({shape_text(geometry.output), batch}, output_width);
    if (!facts.conv) return;
    layout.kernel.title = "Kernel";
    layout.kernel.captions = {shape_text(geometry.weight)};
    if (facts.out_channels > 1)
        layout.kernel.captions.push_back(fmt::format("for output channel {}", facts.out_channel));
}

std::vector<LegendItem> legend_of(const Facts& facts) {
    using Sample = LegendItem::Sample;
    std::vector<LegendItem> items;
    const Geometry& geometry = facts.geometry;
    if (is_padded(facts)) {
        if (geometry.padding_mode != PaddingMode::constant)
            items.push_back(
                {Sample::padding, std::string("padding, ") + to_string(geometry.padding_mode) + ": repeats the input"});
        else if (!padding_counts(facts))
            items.push_back({Sample::padding, "padding, not counted"});
        else
            items.push_back(
                {Sample::padding, "padding, counts as " + format_plain(static_cast<double>(geometry.pad_value))});
    }
    for (const int plane_axis : {0, 1}) {
        const int a = windowed_axis(facts, plane_axis);
        if (a < 0) continue;
        const Axis& axis = geometry.axes[static_cast<std::size_t>(a)];
        const std::int64_t end = plane_axis == 0 ? facts.ring.bottom : facts.ring.right;
        if (end <= std::max<std::int64_t>(axis.pad_end, 0)) continue;
        items.push_back({Sample::overhang, "only ceil mode reaches here, not counted"});
        break;
    }
    if (!facts.empty && any_unread(facts)) items.push_back({Sample::unread, "never read"});
    return items;
}

}  // namespace stridelens
