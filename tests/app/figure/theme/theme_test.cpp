#include "app/figure/theme/theme.h"
#include "app/figure/theme/dress.h"
#include "tests/app/figure/every_figure.h"

#include <cmath>

namespace stridelens {
namespace {

Rgba colour(Role role, ThemeName theme, float value = 0.0F) {
    return resolve_colour({role, value, 1.0F}, theme);
}

/// What each theme promises of ink on what it stands on (WCAG 2.1: 4.5 is its level AA, 7 its AAA).
float promised(ThemeName theme) {
    switch (theme) {
        case ThemeName::dark:
        case ThemeName::light:
        case ThemeName::colour_blind:
            return 4.5F;
        case ThemeName::projector:
            return 7.0F;
        case ThemeName::print:
            return 20.9F;
    }
    return 21.0F;
}

TEST(Theme, HasANameThatLeadsBackToIt) {
    for (const ThemeName theme : kThemes) EXPECT_EQ(theme_from(to_string(theme)), theme);
    EXPECT_EQ(theme_from("colour-blind"), ThemeName::colour_blind);
    EXPECT_FALSE(theme_from("colour_blind"));
    EXPECT_FALSE(theme_from(""));
}

TEST(Theme, NumbersOnEveryValueKeepThePromisedContrast) {
    for (const ThemeName theme : kThemes)
        for (int i = -200; i <= 200; ++i) {
            const float value = static_cast<float>(i) / 200.0F;
            EXPECT_GE(contrast(colour(Role::on_value, theme, value), colour(Role::value, theme, value)),
                      promised(theme))
                << to_string(theme) << ", value " << value;
        }
}

TEST(Theme, WordsCanBeReadOnEverythingTheyStandOn) {
    struct Pair {
        Role ink, ground;
    };
    constexpr Pair pairs[] = {
        {Role::ink, Role::background},     {Role::ink, Role::panel},        {Role::ink, Role::chip},
        {Role::dim_ink, Role::background}, {Role::dim_ink, Role::panel},    {Role::dim_ink, Role::chip},
        {Role::dim_ink, Role::padding},    {Role::on_window, Role::window}, {Role::warning, Role::background},
        {Role::warning, Role::panel},      {Role::warning, Role::chip}};
    for (const ThemeName theme : kThemes) {
        for (const Pair& pair : pairs)
            EXPECT_GE(contrast(colour(pair.ink, theme), colour(pair.ground, theme)), promised(theme))
                << to_string(theme) << ", role " << static_cast<int>(pair.ink) << " on "
                << static_cast<int>(pair.ground);
        for (int channel = 0; channel < 8; ++channel)
            for (const Role ground : {Role::background, Role::panel})
                EXPECT_GE(contrast(colour(Role::channel, theme, static_cast<float>(channel)), colour(ground, theme)),
                          promised(theme))
                    << to_string(theme) << ", channel " << channel;
    }
}

TEST(Theme, TheAccentStandsOffFromItsGround) {
    for (const ThemeName theme : kThemes)
        EXPECT_GE(contrast(colour(Role::window, theme), colour(Role::background, theme)), 2.9F) << to_string(theme);
    // Where the accent is meant to be seen by everyone, from everywhere, it stands off from every cell as well.
    for (const ThemeName theme : {ThemeName::projector, ThemeName::colour_blind, ThemeName::print})
        for (int i = -200; i <= 200; ++i) {
            const float value = static_cast<float>(i) / 200.0F;
            EXPECT_GE(contrast(colour(Role::window, theme), colour(Role::value, theme, value)), 3.0F)
                << to_string(theme) << ", value " << value;
        }
}

TEST(Theme, DarkAndLightHaveTheSameWeight) {
    const float dark = contrast(colour(Role::ink, ThemeName::dark), colour(Role::background, ThemeName::dark));
    const float light = contrast(colour(Role::ink, ThemeName::light), colour(Role::background, ThemeName::light));
    EXPECT_LT(std::abs(std::log2(dark / light)), 0.3F);
}

TEST(Theme, ColoursOfValuesAreNeutralAtZeroAndStrongerFromThereOn) {
    for (const ThemeName theme : {ThemeName::dark, ThemeName::light, ThemeName::projector, ThemeName::colour_blind}) {
        const Rgba zero = colour(Role::value, theme, 0.0F);
        EXPECT_EQ(zero, colour(Role::value, theme, std::nanf("")));
        EXPECT_LT(std::max({zero.r, zero.g, zero.b}) - std::min({zero.r, zero.g, zero.b}), 0.06F) << "zero is grey";
        const Rgba low = colour(Role::value, theme, -1.0F), high = colour(Role::value, theme, 1.0F);
        EXPECT_GT(low.b, low.r) << "negative is blue";
        EXPECT_GT(high.r, high.b) << "positive is orange or yellow";
        EXPECT_EQ(low, colour(Role::value, theme, -7.0F)) << "beyond the scale: its end";
        float before = 0.0F;
        for (int i = 1; i <= 10; ++i) {
            const Rgba c = colour(Role::value, theme, static_cast<float>(i) / 10.0F);
            const float away = std::abs(c.r - zero.r) + std::abs(c.g - zero.g) + std::abs(c.b - zero.b);
            EXPECT_GT(away, before) << to_string(theme);
            before = away;
        }
    }
}

TEST(Theme, EightChannelsHaveEightHuesThenRepeat) {
    for (const ThemeName theme : {ThemeName::dark, ThemeName::light, ThemeName::projector, ThemeName::colour_blind})
        for (int a = 0; a < 8; ++a) {
            EXPECT_EQ(colour(Role::channel, theme, static_cast<float>(a)),
                      colour(Role::channel, theme, static_cast<float>(a + 8)));
            for (int b = 0; b < a; ++b)
                EXPECT_FALSE(colour(Role::channel, theme, static_cast<float>(a)) ==
                             colour(Role::channel, theme, static_cast<float>(b)));
        }
}

TEST(Theme, AlphaPassesThrough) {
    EXPECT_FLOAT_EQ(resolve_colour({Role::ink, 0.0F, 0.25F}, ThemeName::dark).a, 0.25F);
    EXPECT_EQ(resolve_colour({Role::none}, ThemeName::dark).a, 0.0F);
}

// --- whole figures -------------------------------------------------------------------------------------------------

/// Paints without shapes: the colour below one point, and the least contrast of the texts that stand there.
class GroundBelow {
public:
    GroundBelow(Point at, ThemeName theme) : at_(at), theme_(theme), ground_(colour(Role::background, theme)) {}

    void operator()(const Rect& rect) {
        if (rect.box.contains(at_)) lay(rect.fill);
    }
    void operator()(const Polygon&) {}  // wedges lie below everything; titles on them have a ground of their own
    void operator()(const Line&) {}
    void operator()(const Curve&) {}
    void operator()(const Ribbon&) {}
    void operator()(const Image&) {}
    void operator()(const Group&) {}
    void operator()(const Text& text) {
        if (!(text.at == at_) || text.text.empty()) return;
        const Rgba ground = ground_;
        lay(text.paint);
        least_ = std::min(least_, contrast(ground_, ground));
        ground_ = ground;
    }

    float least() const { return least_; }

private:
    void lay(const Paint& paint) {
        const Rgba c = resolve_colour(paint, theme_);
        const auto mix = [&](float below, float above) { return below + (above - below) * c.a; };
        ground_ = {mix(ground_.r, c.r), mix(ground_.g, c.g), mix(ground_.b, c.b), 1.0F};
    }

    Point at_;
    ThemeName theme_;
    Rgba ground_;
    float least_ = 21.0F;
};

/// `above` laid over `below`.
Rgba over(const Rgba& below, const Paint& paint, ThemeName theme) {
    const Rgba c = resolve_colour(paint, theme);
    const auto mix = [&](float from, float to) { return from + (to - from) * c.a; };
    return {mix(below.r, c.r), mix(below.g, c.g), mix(below.b, c.b), 1.0F};
}

/// What is painted below each rect that is told by its lines: how these stand off from it.
struct Lines {
    std::size_t patterns = 0, outlines = 0;

    void check(const std::vector<Primitive>& dressed, ThemeName theme, const std::string& name) {
        for (std::size_t i = 0; i < dressed.size(); ++i) {
            const auto* rect = std::get_if<Rect>(&dressed[i]);
            if (rect == nullptr) continue;
            const bool pattern = (rect->pattern == Pattern::hatch || rect->pattern == Pattern::cross_hatch) &&
                                 rect->pattern_paint.role != Role::background;
            const bool outline = rect->stroke.role == Role::placeholder,
                       dot = rect->fill ==
                             Paint{Role::placeholder};  // the pale cells of large planes have an outline round them all
            if (!pattern && !outline && !dot) continue;
            Rgba ground = colour(Role::background, theme);
            for (std::size_t below = 0; below < i; ++below) {
                const auto* other = std::get_if<Rect>(&dressed[below]);
                if (other != nullptr && other->box.contains(rect->box.centre()))
                    ground = over(ground, other->fill, theme);
            }
            if (pattern) {
                const Rgba cell = over(ground, rect->fill, theme);
                EXPECT_GE(contrast(over(cell, rect->pattern_paint, theme), cell), 3.0F)
                    << name << " in " << to_string(theme) << ", lines of role "
                    << static_cast<int>(rect->pattern_paint.role);
                ++patterns;
            } else {
                EXPECT_GE(contrast(over(ground, outline ? rect->stroke : rect->fill, theme), ground), 3.3F)
                    << name << " in " << to_string(theme) << ", outline";
                ++outlines;
            }
        }
    }
};

TEST(Theme, PaddingWhatIsNeverReadAndWhatIsStillToComeStandOffInEveryFigure) {
    Lines lines;
    for (const NamedFigure& drawn : every_figure())
        for (const ThemeName theme : kThemes) {
            std::vector<Primitive> dressed;
            const auto keep = [&dressed](const auto& worn) { dressed.emplace_back(worn); };
            for (const Primitive& primitive : drawn.figure.primitives) visit_dressed(primitive, theme, keep);
            lines.check(dressed, theme, drawn.name);
        }
    EXPECT_GT(lines.patterns, 1000U);
    EXPECT_GT(lines.outlines, 1000U);
}

TEST(Theme, WhatIsFilledWithTheControlsColourAndTheWarningsBoxCanBeRead) {
    for (const ThemeName theme : kThemes) {
        EXPECT_GE(contrast(colour(Role::background, theme), colour(Role::control, theme)), 4.5F) << to_string(theme);
        const Rgba box = over(colour(Role::background, theme), {Role::warning, 0.0F, 0.1F}, theme);
        EXPECT_GE(contrast(colour(Role::warning, theme), box), 4.5F) << to_string(theme);
    }
}

TEST(Theme, AWhiteCellOnNearlyWhiteGroundHasAnEdge) {
    const Rgba cell = colour(Role::value, ThemeName::light);
    EXPECT_LT(contrast(cell, colour(Role::background, ThemeName::light)), 1.1F);
    EXPECT_GT(contrast(over(cell, {Role::cell_edge}, ThemeName::light), cell), 1.2F);
    EXPECT_EQ(resolve_colour({Role::cell_edge}, ThemeName::dark).a, 0.0F);
}

TEST(Theme, EveryTextOfEveryFigureCanBeReadWhereItStands) {
    std::size_t texts = 0;
    for (const NamedFigure& drawn : every_figure())
        for (const ThemeName theme : kThemes) {
            std::vector<Primitive> dressed;
            const auto keep = [&dressed](const auto& worn) { dressed.emplace_back(worn); };
            for (const Primitive& primitive : drawn.figure.primitives) visit_dressed(primitive, theme, keep);
            for (const Primitive& primitive : drawn.figure.primitives) {
                const auto* text = std::get_if<Text>(&primitive);
                if (text == nullptr) continue;
                GroundBelow below(text->at, theme);
                for (const Primitive& other : dressed) std::visit(below, other);
                EXPECT_GE(below.least(), promised(theme))
                    << drawn.name << " in " << to_string(theme) << ": \"" << text->text << "\"";
                ++texts;
            }
        }
    EXPECT_GT(texts, 10000U);
}

}  // namespace
}  // namespace stridelens
