#include "app/export/words/faces.h"

#include "core/words/table.h"

namespace stridelens {

namespace {

constexpr const char* kWords = "Inter, 'Helvetica Neue', Arial, sans-serif";
constexpr const char* kNumbers = "'JetBrains Mono', 'DejaVu Sans Mono', Menlo, Consolas, monospace";

constexpr Table<Face, FaceStyle> kStyles({
    {Face::words, {"/usr/share/fonts/opentype/inter/Inter-Regular.otf", kWords, 400, false, 0.727}},
    {Face::words_medium, {"/usr/share/fonts/opentype/inter/Inter-Medium.otf", kWords, 500, false, 0.727}},
    {Face::words_bold, {"/usr/share/fonts/opentype/inter/Inter-SemiBold.otf", kWords, 600, false, 0.727}},
    {Face::numbers, {"/usr/share/fonts/truetype/jetbrains-mono/JetBrainsMono-Regular.ttf", kNumbers, 400, true, 0.73}},
    {Face::numbers_bold,
     {"/usr/share/fonts/truetype/jetbrains-mono/JetBrainsMono-Bold.ttf", kNumbers, 700, true, 0.73}},
});

}  // namespace

const FaceStyle& face_style(Face face) {
    return kStyles[face];
}

double baseline(const Text& text) {
    return static_cast<double>(text.at.y) + face_style(text.face).cap_height / 2 * static_cast<double>(text.size);
}

}  // namespace stridelens
