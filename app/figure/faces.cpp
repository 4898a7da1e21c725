#include "app/figure/faces.h"

#include "core/words/table.h"

namespace stridelens {

namespace {

constexpr FaceStyle words(const char* word, const char* file, int weight) {
    return {word, file, "fonts-inter", "Inter, 'Helvetica Neue', Arial, sans-serif", weight, false, 0.727};
}

constexpr FaceStyle numbers(const char* word, const char* file, int weight) {
    return {
        word, file, "fonts-jetbrains-mono", "'JetBrains Mono', 'DejaVu Sans Mono', Menlo, Consolas, monospace", weight,
        true, 0.73};
}

constexpr Table<Face, FaceStyle> kStyles({
    {Face::words, words("words", "/usr/share/fonts/opentype/inter/Inter-Regular.otf", 400)},
    {Face::words_medium, words("words medium", "/usr/share/fonts/opentype/inter/Inter-Medium.otf", 500)},
    {Face::words_bold, words("words bold", "/usr/share/fonts/opentype/inter/Inter-SemiBold.otf", 600)},
    {Face::numbers, numbers("numbers", "/usr/share/fonts/truetype/jetbrains-mono/JetBrainsMono-Regular.ttf", 400)},
    {Face::numbers_bold,
     numbers("numbers bold", "/usr/share/fonts/truetype/jetbrains-mono/JetBrainsMono-Bold.ttf", 700)},
});

}  // namespace

const FaceStyle& face_style(Face face) {
    return kStyles[face];
}

char32_t drawn_as(char32_t code, Face face) {
    constexpr char32_t minus = 0x2212, dash = 0x2013;
    return code == minus && face_style(face).monospace ? dash : code;
}

double baseline(const Text& text) {
    return static_cast<double>(text.at.y) + face_style(text.face).cap_height / 2 * static_cast<double>(text.size);
}

}  // namespace stridelens
