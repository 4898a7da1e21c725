#include "app/platform/textures.h"

#include <glad/gl.h>

#include <algorithm>
#include <cmath>
#include <cstring>

namespace stridelens {
namespace {

constexpr int kKeptFrames = 30;

bool same_bits(const std::vector<float>& a, const std::vector<float>& b) {
    return a.size() == b.size() && (a.empty() || std::memcmp(a.data(), b.data(), a.size() * sizeof(float)) == 0);
}

std::vector<std::uint8_t> colours(const Image& image, ThemeName theme) {
    // The map is smooth: 256 steps are more than a screen shows.
    std::vector<Rgba> map;
    for (int i = 0; i <= 255; ++i)
        map.push_back(resolve_colour({Role::value, static_cast<float>(i) / 127.5F - 1.0F, 1.0F}, theme));
    const auto byte = [](float v) {
        return static_cast<std::uint8_t>(std::lround(std::clamp(v, 0.0F, 1.0F) * 255.0F));
    };
    std::vector<std::uint8_t> texels;
    texels.reserve(image.values.size() * 4);
    for (const float value : image.values) {
        const bool there = !std::isnan(value);
        const float place = there ? (std::clamp(value, -1.0F, 1.0F) + 1.0F) * 127.5F : 127.5F;
        const Rgba& c = map[static_cast<std::size_t>(std::lround(place))];
        texels.insert(texels.end(), {byte(c.r), byte(c.g), byte(c.b), there ? byte(c.a) : std::uint8_t{0}});
    }
    return texels;
}

}  // namespace

unsigned TextureCache::get(const Image& image, ThemeName theme) {
    for (Entry& entry : entries_) {
        if (entry.theme != theme || entry.columns != image.columns || !same_bits(entry.values, image.values)) continue;
        entry.unused = 0;
        return entry.name;
    }
    const std::vector<std::uint8_t> texels = colours(image, theme);
    Entry entry{image.values, image.columns, theme, 0, 0};
    glGenTextures(1, &entry.name);
    glBindTexture(GL_TEXTURE_2D, entry.name);
    glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MIN_FILTER, GL_LINEAR);
    glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MAG_FILTER, GL_NEAREST);
    glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_WRAP_S, GL_CLAMP_TO_EDGE);
    glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_WRAP_T, GL_CLAMP_TO_EDGE);
    glPixelStorei(GL_UNPACK_ALIGNMENT, 1);
    glTexImage2D(GL_TEXTURE_2D, 0, GL_RGBA8, static_cast<GLsizei>(image.columns), static_cast<GLsizei>(image.rows), 0,
                 GL_RGBA, GL_UNSIGNED_BYTE, texels.data());
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
