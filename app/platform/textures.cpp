#include "app/platform/textures.h"

#include <glad/gl.h>

#include <cstring>

namespace stridelens {
namespace {

constexpr int kKeptFrames = 30;

bool same_bits(const std::vector<float>& a, const std::vector<float>& b) {
    return a.size() == b.size() && (a.empty() || std::memcmp(a.data(), b.data(), a.size() * sizeof(float)) == 0);
}

/// Red, green, blue, alpha, as OpenGL reads them.
std::vector<std::uint8_t> texels_of(const Bitmap& bitmap) {
    std::vector<std::uint8_t> texels;
    texels.reserve(bitmap.argb.size() * 4);
    for (const std::uint32_t argb : bitmap.argb)
        for (const unsigned shift : {16U, 8U, 0U, 24U}) texels.push_back(static_cast<std::uint8_t>(argb >> shift));
    return texels;
}

}  // namespace

unsigned TextureCache::get(const Image& image, ThemeName theme) {
    for (Entry& entry : entries_) {
        if (entry.theme != theme || entry.columns != image.columns || entry.raster != raster_of(image, theme) ||
            !same_bits(entry.values, image.values))
            continue;
        entry.unused = 0;
        return entry.name;
    }
    const Bitmap bitmap = bitmap_of(image, theme);
    const std::vector<std::uint8_t> texels = texels_of(bitmap);
    Entry entry{image.values, image.columns, theme, raster_of(image, theme), 0, 0};
    glGenTextures(1, &entry.name);
    glBindTexture(GL_TEXTURE_2D, entry.name);
    // Hatching is finer than a screen's pixels: it is smoothed, or it would break up, but no more than it must be.
    glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MIN_FILTER, bitmap.hatched ? GL_LINEAR_MIPMAP_LINEAR : GL_LINEAR);
    if (bitmap.hatched) glTexParameterf(GL_TEXTURE_2D, GL_TEXTURE_LOD_BIAS, -1.0F);
    glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MAG_FILTER, GL_NEAREST);
    glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_WRAP_S, GL_CLAMP_TO_EDGE);
    glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_WRAP_T, GL_CLAMP_TO_EDGE);
    glPixelStorei(GL_UNPACK_ALIGNMENT, 1);
    glTexImage2D(GL_TEXTURE_2D, 0, GL_RGBA8, static_cast<GLsizei>(bitmap.columns), static_cast<GLsizei>(bitmap.rows), 0,
                 GL_RGBA, GL_UNSIGNED_BYTE, texels.data());
    if (bitmap.hatched) glGenerateMipmap(GL_TEXTURE_2D);
    entries_.push_back(std::move(entry));
    return entries_.back().name;
}

void TextureCache::end_frame() {
    for (Entry& entry : entries_)
        if (++entry.unused > kKeptFrames) glDeleteTextures(1, &entry.name);
    std::erase_if(entries_, [](const Entry& entry) { return entry.unused > kKeptFrames; });
}

void TextureCache::clear() {
    for (const Entry& entry : entries_) glDeleteTextures(1, &entry.name);
    entries_.clear();
}

}  // namespace stridelens
