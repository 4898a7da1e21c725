#include "app/export/film/repaint.h"

#include "app/export/cairo/cairo_fonts.h"
#include "app/export/cairo/ink.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace stridelens {

namespace {

/// How far ahead the same primitive is looked for: more than the terms of a sum that is read.
constexpr std::size_t kAhead = 48;
constexpr double kFarthest = 1e6;  // pixels: no frame is as large

PixelBox join(const PixelBox& a, const PixelBox& b) {
    if (a.empty()) return b;
    if (b.empty()) return a;
    const int left = std::min(a.left, b.left), top = std::min(a.top, b.top);
    return {left, top, std::max(a.left + a.width, b.left + b.width) - left,
            std::max(a.top + a.height, b.top + b.height) - top};
}

PixelBox common(const PixelBox& a, const PixelBox& b) {
    const int left = std::max(a.left, b.left), top = std::max(a.top, b.top);
    return {left, top, std::max(std::min(a.left + a.width, b.left + b.width) - left, 0),
            std::max(std::min(a.top + a.height, b.top + b.height) - top, 0)};
}

CairoSurface surface_on(std::vector<Rgb>& pixels, int width, int height) {
    return {cairo_image_surface_create_for_data(reinterpret_cast<unsigned char*>(pixels.data()), CAIRO_FORMAT_ARGB32,
                                                width, height, width * 4),
            &cairo_surface_destroy};
}

}  // namespace

Repainter::Repainter(const PaintOptions& options)
    : options_(options),
      measured_on_(cairo_image_surface_create(CAIRO_FORMAT_ARGB32, 1, 1), &cairo_surface_destroy),
      measure_(cairo_create(measured_on_.get()), &cairo_destroy) {
    const FontOptions font_options = plain_font_options();
    cairo_set_font_options(measure_.get(), font_options.get());
    cairo_scale(measure_.get(), options.scale, options.scale);
}

Outcome<PixelBox> Repainter::paint(Figure figure, int width, int height, const std::vector<Rgb>& before,
                                   std::vector<Rgb>& now) {
    now.resize(static_cast<std::size_t>(width) * static_cast<std::size_t>(height));
    const CairoSurface surface = surface_on(now, width, height);
    const Context context(cairo_create(surface.get()), &cairo_destroy);
    Painted painted = itemised(std::move(figure));
    FrameTiles changed(width, height);
    compare(painted, changed);
    if (before.empty()) changed.mark({0, 0, width, height});
    changed.finish();
    // `now` is older by a frame; and what is painted reaches beyond what changes, and is not whole there.
    FrameTiles stale = last_changed_ ? *last_changed_ : FrameTiles(width, height);
    std::vector<bool> wanted(painted.figure.primitives.size());
    for (const Item& item : painted.items) {
        wanted[item.primitive] = changed.touch(item.ink);
        if (wanted[item.primitive]) stale.mark(item.ink);
    }
    stale.leave_out(changed);
    changed.for_each_run(
        true, [&](const PixelBox& run) { cairo_rectangle(context.get(), run.left, run.top, run.width, run.height); });
    fill_background(context.get(), options_.theme);
    if (auto fine = paint_some(context.get(), painted.figure, wanted, options_); !fine)
        return tl::unexpected(fine.error());
    cairo_surface_flush(surface.get());
    stale.for_each_run(true, [&](const PixelBox& run) {
        for (int y = run.top; y < run.top + run.height; ++y) {
            const std::ptrdiff_t at = std::ptrdiff_t{y} * width + run.left;
            std::copy_n(before.begin() + at, run.width, now.begin() + at);
        }
    });
    last_ = std::move(painted);
    const PixelBox around = changed.around();
    last_changed_ = std::move(changed);
    return around;
}

Repainter::Painted Repainter::itemised(Figure figure) {
    struct Open {
        std::size_t end, clip;  // of a group: after its last primitive; what clips it
    };
    Painted painted;
    std::vector<Open> open{{figure.primitives.size(), 0}};
    for (std::size_t i = 0; i < figure.primitives.size(); ++i) {
        while (open.size() > 1 && open.back().end <= i) open.pop_back();
        const auto* group = std::get_if<Group>(&figure.primitives[i]);
        if (group == nullptr) {
            painted.items.push_back({i, open.back().clip, {}});
            continue;
        }
        std::size_t clip = open.back().clip;
        if (group->clip) {
            std::vector<Box> boxes = painted.clips[clip];
            boxes.push_back(*group->clip);
            clip = painted.clips.size();
            painted.clips.push_back(std::move(boxes));
        }
        open.push_back({i + 1 + group->count, clip});
    }
    painted.figure = std::move(figure);
    return painted;
}

bool Repainter::alike(const Painted& a, std::size_t i, const Painted& b, std::size_t j) const {
    const Item& one = a.items[i];
    const Item& other = b.items[j];
    return a.figure.primitives[one.primitive] == b.figure.primitives[other.primitive] &&
           a.clips[one.clip] == b.clips[other.clip];
}

/// Finds primitives that both figures have, in one order; where any other is, in either, the frame changes.
void Repainter::compare(Painted& now, FrameTiles& changed) {
    std::size_t i = 0, j = 0, end = now.items.size(), last_end = last_.items.size();
    const auto keep = [&](std::size_t of_now, std::size_t of_last) {
        now.items[of_now].ink = last_.items[of_last].ink;
    };
    const auto differ = [&](std::size_t now_until, std::size_t last_until) {
        for (; i < now_until; ++i) mark(now, now.items[i], changed);
        for (; j < last_until; ++j) mark(last_, last_.items[j], changed);
    };
    // The nearest pair that is alike, as how many are passed over of either; nothing near: both to the next.
    const auto nearest = [&] {
        for (std::size_t passed = 1; passed <= kAhead; ++passed)
            for (std::size_t of_now = 0; of_now <= passed; ++of_now) {
                const std::size_t of_last = passed - of_now;
                if (i + of_now < end && j + of_last < last_end && alike(now, i + of_now, last_, j + of_last))
                    return std::pair{of_now, of_last};
            }
        return std::pair{std::size_t{1}, std::size_t{1}};
    };
    while (end > 0 && last_end > 0 && alike(now, end - 1, last_, last_end - 1)) keep(--end, --last_end);
    while (i < end && j < last_end) {
        if (alike(now, i, last_, j)) {
            keep(i++, j++);
            continue;
        }
        const auto [of_now, of_last] = nearest();
        differ(i + of_now, j + of_last);
    }
    differ(end, last_end);
}

/// Measures where the item paints; all of that changes.
void Repainter::mark(const Painted& of, Item& item, FrameTiles& changed) const {
    item.ink = {};
    for (const Box& box : ink_boxes(measure_.get(), of.figure.primitives[item.primitive], options_)) {
        PixelBox ink = pixels(box);
        for (const Box& clip : of.clips[item.clip]) ink = common(ink, pixels(clip));
        changed.mark(ink);
        item.ink = join(item.ink, ink);
    }
}

PixelBox Repainter::pixels(const Box& box) const {
    const auto pixel = [this](float points) {
        return std::clamp(static_cast<double>(points) * options_.scale, -kFarthest, kFarthest);
    };
    const auto left = static_cast<int>(std::floor(pixel(box.x))), top = static_cast<int>(std::floor(pixel(box.y)));
    return {left, top, static_cast<int>(std::ceil(pixel(box.right()))) - left,
            static_cast<int>(std::ceil(pixel(box.bottom()))) - top};
}

}  // namespace stridelens
