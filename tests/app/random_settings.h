#pragma once
// Settings of an export, every one of them drawn at random within its limits.

#include "app/state/exports/export_settings.h"
#include "tests/core/random_numbers.h"

#include <cmath>
#include <type_traits>

namespace stridelens::test {

struct DrawSetting {
    RandomNumbers& random;
    const Setting& setting;

    void operator()(bool& value) const { value = random.one_in(2); }
    void operator()(std::string& value) const {
        const char* const words[] = {"", "A title", "--plain", "It's \"$HOME\" `ls` \\ *", "−3 ≤ ∞"};
        value = words[random.whole(0, std::ssize(words) - 1)];
    }
    void operator()(ThemeName& value) const { value = random.any_of(kThemes.back()); }
    void operator()(std::optional<Format>& value) const { value = random.any_of(kFormats.back()); }
    void operator()(std::optional<int>& value) const {
        value.reset();
        if (random.one_in(2)) value.emplace(whole());
    }
    void operator()(int& value) const { value = random.one_in(3) ? 0 : whole(); }
    /// Quarters, which are exact; now and then a limit. Sides of a page are whole points.
    template <class Number>
    requires std::is_floating_point_v<Number>
    void operator()(Number& value) const {
        const bool side = setting.limits.most == kPageLimits.most;
        const double drawn = side ? whole() : std::max(whole() / 4.0, setting.limits.least);
        value = static_cast<Number>(random.one_in(8) ? setting.limits.most : drawn);
    }
    void operator()(PageParts& parts) const {
        for (const PartName& name : kPartNames) parts.*name.part = random.one_in(2);
    }
    void operator()(PageOptions&) const {}

private:
    int whole() const {
        const double least = std::ceil(setting.limits.least);
        return static_cast<int>(
            random.whole(static_cast<std::int64_t>(least), static_cast<std::int64_t>(setting.limits.most)));
    }
};

template <class Settings>
void draw_settings(RandomNumbers& random, Settings& settings) {
    for (const Setting& setting : kSettings)
        std::visit([&](auto member) { DrawSetting{random, setting}(value_of(settings, member)); }, setting.member);
}

}  // namespace stridelens::test
