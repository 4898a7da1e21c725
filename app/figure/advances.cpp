#include "app/figure/advances.h"

#include "core/words/table.h"

#include <array>

namespace stridelens {

namespace {

using Ascii = std::array<short, 95>;  // ' ' to '~'

// clang-format off
constexpr Ascii kRegular = {
    281, 278, 403, 631, 638, 813, 639, 222, 362, 362, 500, 659, 280, 460, 276, 357, 625, 464, 605, 636, 642,
    608, 624, 571, 616, 624, 276, 280, 659, 659, 659, 507, 936, 676, 651, 727, 719, 598, 587, 743, 740, 264,
    543, 652, 563, 889, 753, 761, 635, 761, 639, 638, 642, 741, 676, 949, 642, 665, 625, 362, 357, 362, 469,
    452, 497, 564, 621, 558, 621, 582, 361, 609, 591, 237, 237, 544, 237, 869, 585, 597, 609, 609, 372, 523,
    364, 581, 557, 813, 540, 557, 541, 362, 327, 362, 659};
// clang-format on

// clang-format off
constexpr Ascii kMedium = {
    265, 294, 400, 637, 643, 828, 651, 217, 378, 378, 522, 666, 288, 463, 283, 368, 646, 473, 613, 644, 654,
    620, 636, 579, 631, 636, 283, 288, 666, 666, 666, 526, 968, 700, 654, 735, 722, 603, 586, 749, 742, 270,
    552, 664, 564, 898, 747, 768, 639, 768, 645, 643, 651, 738, 700, 978, 666, 685, 639, 378, 368, 378, 475,
    460, 497, 569, 626, 568, 626, 587, 369, 617, 602, 249, 249, 556, 249, 884, 597, 602, 617, 617, 384, 536,
    372, 594, 566, 825, 551, 566, 551, 378, 342, 378, 666};
// clang-format on

// clang-format off
constexpr Ascii kSemiBold = {
    248, 309, 396, 643, 649, 844, 663, 213, 393, 393, 543, 673, 295, 466, 290, 379, 667, 481, 621, 652, 666,
    632, 648, 587, 646, 648, 290, 295, 673, 673, 673, 544, 999, 724, 657, 744, 724, 608, 586, 755, 744, 275,
    561, 677, 566, 906, 741, 775, 643, 776, 651, 649, 660, 734, 724, 1007, 690, 705, 653, 393, 379, 393, 481,
    468, 497, 575, 630, 577, 630, 593, 377, 625, 613, 261, 261, 569, 261, 898, 610, 608, 625, 625, 397, 549,
    380, 608, 576, 837, 563, 576, 562, 393, 358, 393, 673};
// clang-format on

/// Signs of our sentences, in thousandths of an em: regular, medium, semibold.
struct Sign {
    char32_t code;
    std::array<short, 3> advance;
};
constexpr Sign kSigns[] = {
    {0x00D7, {659, 665, 672}}, {0x00B7, {275, 283, 290}}, {0x2212, {659, 665, 672}},    {0x221E, {930, 948, 965}},
    {0x2026, {821, 813, 806}}, {0x2013, {500, 500, 500}}, {0x2014, {1000, 1000, 1000}}, {0x2192, {954, 954, 954}},
};

constexpr int kMonospace = 600;  // also of what is in no table
constexpr int kWide = 1000;      // a square

struct Weight {
    const Ascii* ascii = nullptr;  // nullptr: monospace
    std::size_t sign = 0;          // which of a sign's advances
};
constexpr Table<Face, Weight> kWeights({{Face::words, {&kRegular, 0}},
                                        {Face::words_medium, {&kMedium, 1}},
                                        {Face::words_bold, {&kSemiBold, 2}},
                                        {Face::numbers, {}},
                                        {Face::numbers_bold, {}}});

/// Scripts whose letters are as wide as they are high: they come from another font, whatever the face.
constexpr bool is_wide(char32_t code) {
    return (code >= 0x1100 && code <= 0x115F) || (code >= 0x2E80 && code <= 0x303E) ||
           (code >= 0x3041 && code <= 0xA4CF) || (code >= 0xA960 && code <= 0xA97F) ||
           (code >= 0xAC00 && code <= 0xD7A3) || (code >= 0xF900 && code <= 0xFAFF) ||
           (code >= 0xFE30 && code <= 0xFE6F) || (code >= 0xFF01 && code <= 0xFF60) ||
           (code >= 0xFFE0 && code <= 0xFFE6) || (code >= 0x1F300 && code <= 0x1FAFF) ||
           (code >= 0x20000 && code <= 0x3FFFD);
}

}  // namespace

int advance(char32_t code, Face face) {
    if (is_wide(code)) return kWide;
    const Weight& weight = kWeights[face];
    if (weight.ascii == nullptr) return kMonospace;
    if (code >= U' ' && code <= U'~') return (*weight.ascii)[code - U' '];
    for (const Sign& sign : kSigns)
        if (sign.code == code) return sign.advance[weight.sign];
    return kMonospace;
}

}  // namespace stridelens
