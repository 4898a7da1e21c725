// What is written above the grids and in the legend.

#include "app/figure/layout/layout.h"
#include "app/problem/view.h"
#include "core/words/prose.h"

#include <fmt/format.h>

#include <algorithm>

namespace stridelens {

namespace {

constexpr float kNarrow = 700.0F;  // width of a page whose gradients are named in one word

/// "+ 1 on every side", "+ 1 above, + 0 below, + 2 left, + 2 right", "− 1 left": only what there is.
std::string padding_text(const Facts& facts) {
    Sides rows, columns;
    if (const int a = windowed_axis(facts.geometry, facts.left.map.row); a >= 0) {
        const Axis& axis = facts.geometry.axes[static_cast<std::size_t>(a)];
        rows = {axis.pad_begin, axis.pad_end};
    }
    if (const int a = windowed_axis(facts.geometry, facts.left.map.column); a >= 0) {
        const Axis& axis = facts.geometry.axes[static_cast<std::size_t>(a)];
        columns = {axis.pad_begin, axis.pad_end};
    }
    if (rows == Sides{} && columns == Sides{}) return "";
    const bool even = columns.begin == columns.end;
    if (facts.strips && even) return text::signed_term(columns.begin) + " at both ends";
    if (!facts.strips && even && rows == columns) return text::signed_term(rows.begin) + " on every side";
    std::string text;
    const auto add = [&](std::int64_t count, const char* where) {
        if (count != 0) text += (text.empty() ? "" : ", ") + text::signed_term(count) + " " + where;
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

/// "+ 1 above, + 2 below" is two parts where it is too long for a line.
std::vector<std::string> split_wide(const std::vector<std::string>& parts, float width) {
    std::vector<std::string> all;
    for (const std::string& part : parts) {
        std::size_t from = 0;
        const bool wide = text_width(part, Face::numbers, kCaptionType) > width;
        for (std::size_t at = 0; wide && (at = part.find(", ", from)) != std::string::npos; from = at + 2)
            all.push_back(part.substr(from, at - from));
        all.push_back(part.substr(from));
    }
    return all;
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
    if (!facts.left.windowed || facts.left.stretched) return false;
    for (const Axis& axis : facts.geometry.axes)
        if (axis.pad_begin > 0 || axis.pad_end > 0) return true;
    return false;
}

/// Whether a cell of the input, or of its padding, is read by no window. All channels are read alike, so one plane tells.
bool any_unread(const Facts& facts) {
    if (facts.empty || !facts.left.windowed || facts.left.stretched) return false;
    for (const int axis : {facts.left.map.slice, facts.left.map.row, facts.left.map.column})
        if (const int a = windowed_axis(facts.geometry, axis); a >= 0)
            if (!facts.derived.sizes[static_cast<std::size_t>(a)].unread.empty()) return true;
    return false;
}

/// What is cut off a matrix, if something is: "rows 8 … 15 of 27".
std::string part_text(const char* what, std::int64_t first, std::int64_t count, std::int64_t of) {
    if (count >= of) return "";
    return fmt::format("{} {} … {} of {}", what, first, first + count - 1, of);
}

void caption_kernel(const Facts& facts, bool narrow, GridBlock& block) {
    block.title = facts.kernel.name;
    block.captions = {shape_text(facts.geometry.weight)};
    if (facts.kernel.flipped) block.captions.back() += ", flipped";
    if (facts.one().channels <= 1) return;
    const std::int64_t channel = facts.mirrored ? facts.left_channel : facts.right_channel;
    const char* side = facts.mirrored ? "input" : "output";
    block.captions.push_back(narrow ? fmt::format("{} c{}", side, channel)
                                    : fmt::format("for {} channel {}", side, channel));
}

std::string batch_text(const Sheet& sheet) {
    return sheet.batches > 1 ? fmt::format("batch {} of {}", sheet.batch() + 1, sheet.batches) : std::string();
}

/// "zeros between its cells": what a transposed convolution does to its input before the kernel slides over it.
std::string stretch_text(const Facts& facts) {
    if (!facts.left.stretched) return "";
    for (const Axis& axis : facts.geometry.axes)
        if (axis.stride > 1) return "stretched by zeros";
    return "";
}

std::string overhang_words(const Facts& facts) {
    for (const int axis : {facts.left.map.row, facts.left.map.column, facts.left.map.slice}) {
        const int a = windowed_axis(facts.geometry, axis);
        if (a < 0) continue;
        const Axis& along = facts.geometry.axes[static_cast<std::size_t>(a)];
        const std::int64_t end = axis == facts.left.map.row      ? facts.left.ring.bottom
                                 : axis == facts.left.map.column ? facts.left.ring.right
                                                                 : facts.left.back;
        if (end > std::max<std::int64_t>(along.pad_end, 0)) return "only ceil mode reaches here, not counted";
    }
    return "";
}

}  // namespace

void caption_blocks(const Facts& facts, Layout& layout, float left_width, float right_width) {
    const Sheet &left = facts.left, &right = facts.right;
    layout.left.title = left.name + std::string(is_padded(facts) && left.grid == Grid::input ? ", padded" : "");
    const std::string padding = left.windowed && !left.stretched ? padding_text(facts) : std::string();
    layout.left.captions = wrap_parts(
        split_wide({shape_text(left.tensor->shape), padding, stretch_text(facts), batch_text(left)}, left_width),
        left_width);
    layout.right.title = right.name;
    if (is_backward(facts.view) && layout.area.w < kNarrow && !facts.strips && !facts.volumes) {
        if (left.grid == Grid::grad_input) layout.left.title = "Gradient";
        layout.right.title = "Upstream";
    }
    layout.right.captions = wrap_parts({shape_text(right.tensor->shape), batch_text(right)}, right_width);
    if (facts.has_kernel) caption_kernel(facts, layout.area.w < 800.0F, layout.kernel);
}

void caption_parts(GridBlock& block) {
    if (block.hidden_rows + block.hidden_columns <= 0 || block.planes.empty()) return;
    const Plane& plane = block.planes.front();
    for (const std::string& text :
         {part_text("rows", plane.first.row, plane.size.rows, block.sheet->size.rows),
          part_text("columns", plane.first.column, plane.size.columns, block.sheet->size.columns)})
        if (!text.empty()) block.captions.push_back(text);
}

std::vector<LegendItem> legend_of(const Facts& facts) {
    using Sample = LegendItem::Sample;
    std::vector<LegendItem> items;
    const Geometry& geometry = facts.geometry;
    if (tells_reads(facts)) items.push_back({Sample::reads, "times read"});
    if (facts.left.stretched) {
        if (!stretch_text(facts).empty()) items.push_back({Sample::inserted, "zero put between cells"});
        if (!(facts.left.ring == Ring{}) || facts.left.front + facts.left.back > 0)
            items.push_back({Sample::padding, "outside the input, counts as 0"});
        return items;
    }
    if (is_padded(facts)) {
        if (facts.left.grid == Grid::grad_input && geometry.padding_mode == PaddingMode::constant)
            items.push_back({Sample::padding, "padding: what comes back to it is lost"});
        else if (geometry.padding_mode != PaddingMode::constant)
            items.push_back(
                {Sample::padding, std::string("padding, ") + to_string(geometry.padding_mode) + ": repeats the input"});
        else if (!padding_counts(facts))
            items.push_back({Sample::padding, "padding, not counted"});
        else
            items.push_back(
                {Sample::padding, "padding, counts as " + format_plain(static_cast<double>(geometry.pad_value))});
    }
    if (facts.left.windowed)
        if (std::string words = overhang_words(facts); !words.empty())
            items.push_back({Sample::overhang, std::move(words)});
    if (any_unread(facts)) items.push_back({Sample::unread, "never read"});
    return items;
}

}  // namespace stridelens
