#include "app/ui/canvas/textures.h"

#include <limits>
#include <new>
#include <utility>

namespace stridelens::ui {

namespace {

constexpr int kKeptFrames = 30;
constexpr std::int64_t kWorkOfFrame = 2'500'000;  // numbers: some milliseconds

/// All but the tensor.
bool same_window(const PlaneNumbers& a, const PlaneNumbers& b) {
    return a.first == b.first && a.row_size == b.row_size && a.rows == b.rows && a.columns == b.columns &&
           a.scale == b.scale && a.computed == b.computed;
}

}  // namespace

void Textures::begin_frame() {
    done_ = 0;
    wanting_ = lacked_memory_ = false;
    std::erase_if(entries_, [this](Entry& entry) {
        const bool goes = ++entry.unused > kKeptFrames || entry.alive.expired();
        if (goes) port_.drop(entry.texture);
        return goes;
    });
}

template <class Paint>
void* Textures::keep(const PlaneNumbers& numbers, const Tile& tile, const Raster& raster, ThemeName theme,
                     Paint&& paint) try {
    Entry entry;
    entry.numbers = numbers;
    entry.of = &*numbers.tensor;
    entry.alive = numbers.tensor.share();
    entry.numbers.tensor = {};
    entry.numbers.melted = {};
    entry.tile = tile;
    entry.raster = raster;
    entry.theme = theme;
    entries_.reserve(entries_.size() + 1);
    entry.texture = port_.make(paint());
    entries_.push_back(std::move(entry));
    return entries_.back().texture;
} catch (const std::bad_alloc&) {
    lacked_memory_ = true;
    return nullptr;
}

void* Textures::tile(const PlaneNumbers& numbers, const Tile& tile, ThemeName theme) {
    PlaneNumbers all = numbers;
    all.computed = std::numeric_limits<std::int64_t>::max();
    if (const Entry* known = find(all, tile, {}, theme)) return known->texture;
    const std::int64_t work = work_of_tile(all, tile);
    if (done_ > 0 && done_ + work > kWorkOfFrame) {
        wanting_ = true;
        return nullptr;
    }
    done_ += work;
    return keep(all, tile, {}, theme, [&] { return tile_bitmap(all, tile, theme); });
}

void* Textures::whole(const Image& image, ThemeName theme) {
    const Raster raster = raster_of(image, theme);
    if (const Entry* known = find(image.numbers, {}, raster, theme)) return known->texture;
    return keep(image.numbers, {}, raster, theme, [&] { return bitmap_of(image, theme); });
}

void Textures::clear() {
    for (const Entry& entry : entries_) port_.drop(entry.texture);
    entries_.clear();
}

Textures::Entry* Textures::find(const PlaneNumbers& numbers, const Tile& tile, const Raster& raster, ThemeName theme) {
    for (Entry& entry : entries_) {
        if (entry.of != &*numbers.tensor || !(entry.tile == tile) || entry.theme != theme ||
            !(entry.raster == raster) || !same_window(entry.numbers, numbers) || entry.alive.expired())
            continue;
        entry.unused = 0;
        return &entry;
    }
    return nullptr;
}

}  // namespace stridelens::ui
