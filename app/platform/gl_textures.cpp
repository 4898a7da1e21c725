#include "app/platform/gl_textures.h"

#include <glad/gl.h>

#include <cstdint>
#include <vector>

namespace stridelens {
namespace {

/// Red, green, blue, alpha, as OpenGL reads them.
std::vector<std::uint8_t> texels_of(const Bitmap& bitmap) {
    std::vector<std::uint8_t> texels;
    texels.reserve(bitmap.argb.size() * 4);
    for (const std::uint32_t argb : bitmap.argb)
        for (const unsigned shift : {16U, 8U, 0U, 24U}) texels.push_back(static_cast<std::uint8_t>(argb >> shift));
    return texels;
}

}  // namespace

unsigned make_texture(const Bitmap& bitmap) {
    const std::vector<std::uint8_t> texels = texels_of(bitmap);
    unsigned name = 0;
    glGenTextures(1, &name);
    glBindTexture(GL_TEXTURE_2D, name);
    // Hatching is finer than a screen's pixels: it is smoothed, or it would break up, but no more than it must be.
    glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MIN_FILTER, bitmap.hatched ? GL_LINEAR_MIPMAP_LINEAR : GL_NEAREST);
    if (bitmap.hatched) glTexParameterf(GL_TEXTURE_2D, GL_TEXTURE_LOD_BIAS, -1.0F);
    glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MAG_FILTER, GL_NEAREST);
    glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_WRAP_S, GL_CLAMP_TO_EDGE);
    glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_WRAP_T, GL_CLAMP_TO_EDGE);
    glPixelStorei(GL_UNPACK_ALIGNMENT, 1);
    glTexImage2D(GL_TEXTURE_2D, 0, GL_RGBA8, static_cast<GLsizei>(bitmap.columns), static_cast<GLsizei>(bitmap.rows), 0,
                 GL_RGBA, GL_UNSIGNED_BYTE, texels.data());
    if (bitmap.hatched) glGenerateMipmap(GL_TEXTURE_2D);
    return name;
}

void drop_texture(unsigned name) {
    glDeleteTextures(1, &name);
}

}  // namespace stridelens
