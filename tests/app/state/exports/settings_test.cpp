// The table of export settings: nothing is missing, and the memory file says all of it.

#include "app/state/actions/export_actions.h"
#include "app/state/exports/export_memory.h"
#include "app/state/exports/export_settings.h"
#include "tests/app/random_settings.h"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <set>
#include <string>
#include <type_traits>

namespace stridelens {
namespace {

template <class Options>
struct BelongsTo {
    template <class T>
    bool operator()(T Options::*) const {
        return true;
    }
    bool operator()(...) const { return false; }
};

template <class Options>
std::size_t rows_of() {
    std::size_t rows = 0;
    for (const Setting& setting : kSettings) rows += std::visit(BelongsTo<Options>{}, setting.member) ? 1 : 0;
    return rows;
}

const UsualSettings kUsual;

/// Does not compile when a member is added: give it a row, and a name here.
TEST(Settings, EveryMemberHasARow) {
    [[maybe_unused]] const auto& [parts, theme, decimals, cell, highlight, all_terms, steps, title, caption, look_up,
                                  width, height, tight] = PageOptions{};
    EXPECT_EQ(rows_of<PageOptions>(), 12U) << "all but the steps, which are those of one problem";
    [[maybe_unused]] const auto& [format, scale, pixels, transparent, fragment, pages, rest, slide, rate, loop] =
        FileOptions{};
    EXPECT_EQ(rows_of<FileOptions>(), 10U);
}

TEST(Settings, EveryRowIsOfAnotherMemberAndHasAnotherName) {
    std::set<std::string> options, keys;
    for (std::size_t i = 0; i < std::size(kSettings); ++i) {
        const Setting& setting = kSettings[i];
        for (std::size_t k = 0; k < i; ++k) EXPECT_FALSE(kSettings[k].member == setting.member) << i << " and " << k;
        EXPECT_TRUE(setting.option == nullptr || options.insert(setting.option).second) << i;
        EXPECT_TRUE(setting.key == nullptr || keys.insert(setting.key).second) << i;
        EXPECT_EQ(setting.option != nullptr, *setting.help != '\0') << i << ": an option has a sentence of help";
        EXPECT_TRUE(setting.option != nullptr || setting.key != nullptr) << i;
    }
}

TEST(Settings, TheHelpNamesEveryPartAndTheme) {
    for (const PartName& name : kPartNames)
        EXPECT_NE(std::string(setting_of(&PageOptions::parts).help).find(name.name), std::string::npos) << name.name;
    for (const ThemeName theme : kThemes)
        EXPECT_NE(std::string(setting_of(&PageOptions::theme).help).find(to_string(theme)), std::string::npos)
            << to_string(theme);
}

TEST(Settings, WhatIsUsualIsLegal) {
    ExportSettings settings;
    settings.file = FileOptions{};
    ExportPanel panel;
    set_export(panel, settings);
    EXPECT_EQ(panel.settings, settings);
}

template <class T>
constexpr bool kIsNumber = std::is_arithmetic_v<T> && !std::is_same_v<T, bool>;

TEST(Settings, EveryNumberIsBroughtWithinItsLimits) {
    const double wild[] = {-1e9, -5.0, 1e9, 1e30, std::nan(""), std::numeric_limits<double>::infinity()};
    int numbers = 0;
    const auto expect_kept = [&](auto member, const NumberLimits& limits, double number) {
        ExportPanel panel;
        ExportSettings settings;
        auto& value = value_of(settings, member);
        using T = std::remove_reference_t<decltype(value)>;
        if constexpr (kIsNumber<T>) {
            if (std::is_same_v<T, int> && !(std::abs(number) < 2e9)) return;
            value = static_cast<T>(number);
            set_export(panel, settings);
            const T kept = value_of(panel.settings, member), usual = value_of(kUsual, member);
            EXPECT_TRUE(kept == usual || limits.contain(kept)) << number << " became " << kept;
            ++numbers;
        }
    };
    for (const Setting& setting : kSettings)
        for (const double number : wild)
            std::visit([&](auto member) { expect_kept(member, setting.limits, number); }, setting.member);
    EXPECT_EQ(numbers, 7 * 6 + 1 * 3) << "cell, width, height, scale and three times; pixels";
}

/// Of everything that is not one problem's.
TEST(Settings, TheMemoryFileGivesBackWhatWasSet) {
    for (std::uint64_t seed = 1; seed <= 500; ++seed) {
        test::RandomNumbers random(seed);
        ExportSettings settings;
        test::draw_settings(random, settings);
        const ExportSettings back = export_settings_from_json(to_json(settings));
        settings.page.title = settings.page.caption = settings.page.look_up = "";
        settings.page.all_terms = false;
        EXPECT_EQ(back, settings) << "seed " << seed << "\n" << to_json(settings);
    }
}

TEST(Settings, WhatCannotBeReadInAMemoryFileIsAsUsual) {
    for (const Setting& setting : kSettings) {
        if (setting.key == nullptr) continue;
        for (const char* wrong : {"{}", "[1]", "null", "\"?\"", "true", "3"}) {
            const std::string file = std::string("{\"") + setting.key + "\": " + wrong + "}";
            const ExportSettings read = export_settings_from_json(file);
            ExportPanel panel;
            set_export(panel, read);
            const auto again = export_settings_from_json(to_json(panel.settings));
            EXPECT_EQ(again, panel.settings) << file;
        }
    }
    EXPECT_EQ(export_settings_from_json(R"({"decimals": "x", "cell": "x", "loop": 1, "theme": 1, "format": []})"),
              ExportSettings{});
}

TEST(Settings, ANumberThatAMemberDoesNotHoldIsAsUsual) {
    for (const char* number : {"1e300", "-1e300", "1e40", "99999999999", "-99999999999", "18446744073709551615"})
        for (const char* key : {"decimals", "pixels"}) {
            const std::string file = std::string("{\"") + key + "\": " + number + "}";
            EXPECT_EQ(export_settings_from_json(file), ExportSettings{}) << file;
        }
    for (const char* number : {"1e300", "-1e300", "1e40"}) {
        const std::string file = std::string("{\"cell\": ") + number + "}";
        EXPECT_EQ(export_settings_from_json(file), ExportSettings{}) << file;
    }
}

}  // namespace
}  // namespace stridelens
