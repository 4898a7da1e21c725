#include "app/figure/theme/theme_colours.h"

namespace stridelens {

namespace {

constexpr Rgba rgb(unsigned hex) {
    return {static_cast<float>((hex >> 16U) & 255U) / 255.0F, static_cast<float>((hex >> 8U) & 255U) / 255.0F,
            static_cast<float>(hex & 255U) / 255.0F, 1.0F};
}

// The positive end is the design's c46834, darker until light ink keeps a contrast of 4.5.
constexpr ThemeColours kDark = {
    .background = rgb(0x14161b),
    .panel = rgb(0x1b1e25),
    .line = rgb(0x2b303b),
    .ink = rgb(0xe8eaf0),
    .dim_ink = rgb(0x8e95a5),
    .window = rgb(0xffb454),
    .on_window = rgb(0x14161b),
    .control = rgb(0x5ccfe6),
    .chip = rgb(0x242833),
    .padding = rgb(0x191c23),
    .hatch = rgb(0x5f697d),
    .unread = rgb(0x9aa1b1),
    .winner = rgb(0xffffff),
    .placeholder = rgb(0x666f82),
    .warning = rgb(0xff8f80),
    .negative = rgb(0x2e6eaa),
    .zero = rgb(0x222630),
    .positive = rgb(0xb55f2e),
    .inks = {rgb(0xe8eaf0), rgb(0xffffff), rgb(0x000000)},
    .channels = {rgb(0xf07178), rgb(0x7fd962), rgb(0x59c2ff), rgb(0xd2a6ff), rgb(0x6fdcc0), rgb(0xf29ec9),
                 rgb(0xc6d15c), rgb(0x9aa5ff)},
};

constexpr ThemeColours kLight = {
    .background = rgb(0xf6f7f9),
    .panel = rgb(0xffffff),
    .line = rgb(0xdfe2e9),
    .ink = rgb(0x1d2129),
    .dim_ink = rgb(0x636b7d),
    .window = rgb(0xd9730d),
    .on_window = rgb(0x1d2129),
    .control = rgb(0x0a7691),
    .chip = rgb(0xeef0f4),
    .cell_edge = rgb(0xdfe2e9),  // for white cells on nearly white ground; opaque, so that films need no more colours
    .padding = rgb(0xeff1f5),
    .hatch = rgb(0x808a9d),
    .unread = rgb(0x5d6577),
    .winner = rgb(0x1d2129),
    .placeholder = rgb(0x7f889b),
    .warning = rgb(0xb3261e),
    .negative = rgb(0x6ea5d7),
    .zero = rgb(0xffffff),
    .positive = rgb(0xf0965a),
    .inks = {rgb(0x1d2129), rgb(0x000000), rgb(0xffffff)},
    .channels = {rgb(0xc92f3a), rgb(0x2f7d14), rgb(0x1670ad), rgb(0x7f45c4), rgb(0x127a5e), rgb(0xb23a80),
                 rgb(0x6b7410), rgb(0x4450c4)},
};

// Grounds are white, inks are black; what was told by colour is told by lines (dress.h).
constexpr Rgba kWhite = rgb(0xffffff), kBlack = rgb(0x000000);
constexpr ThemeColours kPrint = {
    .background = kWhite,
    .panel = kWhite,
    .line = kBlack,
    .ink = kBlack,
    .dim_ink = kBlack,
    .window = kBlack,
    .on_window = kWhite,
    .control = kBlack,
    .chip = kWhite,
    .padding = kWhite,
    .hatch = kBlack,
    .unread = kBlack,
    .winner = kBlack,
    .placeholder = kBlack,
    .warning = kBlack,
    .negative = kWhite,
    .zero = kWhite,
    .positive = kWhite,
    .inks = {kBlack, kBlack, kBlack},
    .channels = {kBlack, kBlack, kBlack, kBlack, kBlack, kBlack, kBlack, kBlack},
    .least_contrast = 7.0F,
    .hatched = true,
};

// A projector in a lit room lifts black to grey: pale tints go, so every tint is strong and every ink nearly black. The
// hues of the channels are the light theme's, darker.
constexpr ThemeColours kProjector = {
    .background = rgb(0xffffff),
    .panel = rgb(0xffffff),
    .line = rgb(0x8a8a8a),
    .ink = rgb(0x000000),
    .dim_ink = rgb(0x3d3d3d),
    .window = rgb(0x9c0036),
    .on_window = rgb(0xffffff),
    .control = rgb(0x005a73),
    .chip = rgb(0xededed),
    .padding = rgb(0xf4f4f4),
    .hatch = rgb(0x808080),
    .unread = rgb(0x3d3d3d),
    .winner = rgb(0x000000),
    .placeholder = rgb(0x636b7d),
    .warning = rgb(0x8f1010),
    .negative = rgb(0x86b6e2),
    .zero = rgb(0xf0f0f0),
    .positive = rgb(0xf3a36c),
    .inks = {rgb(0x14181f), rgb(0x000000), rgb(0x000000)},
    .channels = {rgb(0xa4252e), rgb(0x24630e), rgb(0x105a8d), rgb(0x6e3bab), rgb(0x0c624b), rgb(0x942f6a),
                 rgb(0x545b0a), rgb(0x3f4ab7)},
    .least_contrast = 7.0F,
};

// Values: blue, grey at zero, yellow, each lighter than the one before, after the colour map cividis (Nuñez, Anderton &
// Renslow 2018, "Optimizing colormaps with consideration for color vision deficiency to enable accurate interpretation of
// scientific data", PLoS ONE 13(7)). cividis begins darker: here the accent, too, must stand off from every value.
// Channels: the hues of Okabe & Ito 2008, "Color Universal Design", darkened until words in them can be read on white;
// neighbours differ in lightness as well, so that no kind of vision confuses them.
constexpr ThemeColours kColourBlind = {
    .background = rgb(0xffffff),
    .panel = rgb(0xffffff),
    .line = rgb(0xd4d4d4),
    .ink = rgb(0x1a1a1a),
    .dim_ink = rgb(0x595959),
    .window = rgb(0x3a0c54),
    .on_window = rgb(0xffffff),
    .control = rgb(0x0072b2),
    .chip = rgb(0xf0f0f0),
    .padding = rgb(0xf6f6f6),
    .hatch = rgb(0x858585),
    .unread = rgb(0x4d4d4d),
    .winner = rgb(0x000000),
    .placeholder = rgb(0x848484),
    .warning = rgb(0xa84a00),
    .negative = rgb(0x4a7fc1),
    .zero = rgb(0xb6b6b6),
    .positive = rgb(0xfbe64a),
    .inks = {rgb(0x000000), rgb(0x000000), rgb(0xffffff)},
    .channels = {rgb(0xc05400), rgb(0x00426b), rgb(0x008560), rgb(0x563045), rgb(0x9c6b00), rgb(0x1c1c1c),
                 rgb(0x397ba1), rgb(0x413d0b)},
};

}  // namespace

const ThemeColours& colours_of(ThemeName theme) {
    switch (theme) {
        case ThemeName::dark:
            return kDark;
        case ThemeName::light:
            return kLight;
        case ThemeName::print:
            return kPrint;
        case ThemeName::projector:
            return kProjector;
        case ThemeName::colour_blind:
            return kColourBlind;
    }
    return kLight;
}

}  // namespace stridelens
