// The window: its outline, the cells inside that it skips, its taps, the winner, and the output cell it makes.

#include "app/figure/parts.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <utility>

namespace stridelens {

namespace {

constexpr std::size_t kMostTaps = 4096;    // outlines of single taps
constexpr std::int64_t kMostVeils = 4096;  // veils over single skipped cells

Box between(const Box& a, const Box& b, float t) {
    const auto mix = [t](float p, float q) { return p + (q - p) * t; };
    return {mix(a.x, b.x), mix(a.y, b.y), mix(a.w, b.w), mix(a.h, b.h)};
}

bool sliding(const Scene& scene) {
    return scene.slide_progress < 1.0 && scene.slide_from != scene.shown;
}

Index slide_index(const Facts& facts) {
    const std::int64_t from = std::clamp<std::int64_t>(facts.scene.slide_from, 0, facts.derived.steps - 1);
    return unflatten(facts.geometry.output, from);
}

/// The outline runs in the gap around the cells.
Box around(const Plane& plane, const Box& cells) {
    return inset(cells, -plane.gap / 2);
}

Box window_box_on(const Facts& facts, const Plane& plane, const Index& output) {
    return around(plane, plane.block(window_block(facts, output)));
}

void accent_outline(const Page& page, const Plane& plane, const Box& box) {
    const float width = outline_width(plane);
    const float radius = std::max(corner_radius(plane), width > 2.0F ? 3.0F : 0.0F);
    page.sketch.outline(box, radius, {Role::background, 0.0F, 0.7F}, width + 2.0F);  // stands off from orange cells
    page.sketch.outline(box, radius, {Role::window}, width);
}

/// Cells inside the window's outline that no tap reads: veiled; each tap outlined.
void draw_gaps(const Page& page, const Plane& plane) {
    const Facts& facts = page.facts;
    const CellBlock block = window_block(facts, facts.shown);
    std::set<std::pair<std::int64_t, std::int64_t>> read;
    for (const Term& term : facts.explanation.terms) {
        const Cell at = tap_cell(facts, term.tap);
        read.emplace(at.row, at.column);
    }
    const std::int64_t cells = (block.bottom - block.top + 1) * (block.right - block.left + 1);
    if (static_cast<std::int64_t>(read.size()) == cells || cells > kMostVeils || read.size() > kMostTaps) return;
    for (std::int64_t row = block.top; row <= block.bottom; ++row)
        for (std::int64_t column = block.left; column <= block.right; ++column) {
            const Box box = plane.cell(row, column);
            if (!read.contains({row, column})) {
                Rect veil;
                veil.box = inset(box, -plane.gap / 2);
                veil.fill = {Role::background, 0.0F, 0.72F};
                page.sketch.add(std::move(veil));
            }
        }
    const float width = outline_width(plane) / 2;
    for (const auto& [row, column] : read)
        page.sketch.outline(inset(plane.cell(row, column), width / 2), corner_radius(plane), {Role::window}, width);
}

void draw_winner(const Page& page, const Plane& plane) {
    const Facts& facts = page.facts;
    if (!facts.explanation.winner) return;
    const Cell at = tap_cell(facts, facts.explanation.terms[*facts.explanation.winner].tap);
    draw_winner_ring(page.sketch, plane, plane.cell(at.row, at.column));
}

}  // namespace

void draw_winner_ring(Sketch& sketch, const Plane& plane, const Box& cell) {
    const float pitch = std::min(plane.pitch.x, plane.pitch.y);
    const float off = pitch >= 48.0F ? 5.0F : pitch >= 32.0F ? 2.5F : pitch >= 16.0F ? 2.0F : 1.0F;
    const Box ring = inset(cell, off);
    if (ring.w < 2.0F || ring.h < 2.0F) return;
    sketch.outline(ring, std::max(corner_radius(plane) - 2.0F, 0.0F), {Role::winner}, pitch >= 32.0F ? 2.0F : 1.0F);
}

std::optional<Box> window_now(const Page& page, std::int64_t channel) {
    const Facts& facts = page.facts;
    const Plane* plane = page.layout.input.find(channel);
    if (facts.empty || plane == nullptr) return std::nullopt;
    const Box to = window_box_on(facts, *plane, facts.shown);
    if (!sliding(facts.scene)) return to;
    const Index from_index = slide_index(facts);
    const Plane* from = facts.conv ? plane : page.layout.input.find(channel_read(facts, from_index));
    if (from == nullptr) return to;
    return between(window_box_on(facts, *from, from_index), to, static_cast<float>(facts.scene.slide_progress));
}

std::optional<Box> output_now(const Page& page) {
    const Facts& facts = page.facts;
    const Plane* plane = page.layout.output.find(facts.out_channel);
    if (facts.empty || plane == nullptr) return std::nullopt;
    const auto place = [&](const Plane& on, const Index& output) {
        const Cell at = plane_cell(facts, output);
        return around(on, on.cell(at.row, at.column));
    };
    const Box to = place(*plane, facts.shown);
    if (!sliding(facts.scene)) return to;
    const Index from_index = slide_index(facts);
    const Plane* from = page.layout.output.find(channel_of(facts, from_index));
    if (from == nullptr) return to;
    return between(place(*from, from_index), to, static_cast<float>(facts.scene.slide_progress));
}

void draw_window(const Page& page) {
    const Facts& facts = page.facts;
    if (facts.empty) return;
    const auto group = page.sketch.group("window", "Window");
    for (const std::int64_t channel : facts.read_channels) {
        const Plane* plane = page.layout.input.find(channel);
        const std::optional<Box> box = window_now(page, channel);
        if (plane == nullptr || !box) continue;
        if (!sliding(facts.scene)) {
            draw_gaps(page, *plane);
            draw_winner(page, *plane);
        }
        accent_outline(page, *plane, *box);
    }
    if (const std::optional<Box> box = output_now(page))
        accent_outline(page, *page.layout.output.find(facts.out_channel), *box);
}

}  // namespace stridelens
