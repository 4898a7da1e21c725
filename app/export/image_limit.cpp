#include "app/export/image_limit.h"

#include "app/figure/theme/bitmap.h"

#include <fmt/format.h>

#include <algorithm>

namespace stridelens {

namespace {

/// A picture, and how often its sides are to be halved.
struct Limited {
    Image* image = nullptr;
    int level = 0;
    std::int64_t rows() const { return texels(image->rows(), level); }
    std::int64_t columns() const { return texels(image->columns(), level); }
    std::int64_t cells() const { return rows() * columns(); }
};

std::string note_of(const Limited& limited) {
    return fmt::format(
        "a grid of {} × {} cells is drawn as a picture of {} × {}, each the largest in magnitude of those in its "
        "place; "
        "choose a smaller input to have every cell",
        limited.image->rows(), limited.image->columns(), limited.rows(), limited.columns());
}

}  // namespace

void limit_images(Figure& figure, std::int64_t most, Notes* notes) {
    std::vector<Limited> all;
    std::int64_t cells = 0;
    for (Primitive& primitive : figure.primitives)
        if (auto* const image = std::get_if<Image>(&primitive)) cells += all.emplace_back(Limited{image}).cells();
    while (cells > most) {
        Limited& largest = *std::max_element(all.begin(), all.end(),
                                             [](const Limited& a, const Limited& b) { return a.cells() < b.cells(); });
        if (largest.cells() == 1) break;  // so many pictures that there is nothing left to melt
        cells -= largest.cells();
        ++largest.level;
        cells += largest.cells();
    }
    for (const Limited& limited : all) {
        if (limited.level == 0) continue;
        const std::string note = note_of(limited);
        if (notes != nullptr && std::find(notes->begin(), notes->end(), note) == notes->end()) notes->push_back(note);
        Image& image = *limited.image;
        image = melted_to(image, limited.rows(), limited.columns());
        image.grid = Grid::none;
        image.first_flat = 0;
    }
}

}  // namespace stridelens
