#include "app/ui/top_bar.h"

#include "app/ui/panels.h"
#include "app/ui/widgets/imgui_compat.h"
#include "core/operation/catalogue.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace stridelens::ui {
namespace {

const std::vector<std::string> kRanks{"1D", "2D", "3D"};

constexpr float kMoon = 46.0F;  // room for the theme's button

float word_width(const Pen& pen, const std::string& label, bool menu) {
    return pen.measure(label, Face::words, 14.0F) + (menu ? 15.0F : 0.0F) + 22.0F;
}

/// A word on the bar that opens something, left of `right`; returns whether it was clicked. `on`: it is open.
bool bar_word(const Pen& pen, const std::string& id, float right, float middle, const std::string& label, bool menu,
              bool on) {
    const float width = pen.measure(label, Face::words, 14.0F) + (menu ? 15.0F : 0.0F);
    const Box area{right - width - 9.0F, middle - 15.0F, width + 18.0F, 30.0F};
    const Hit hit = pen.button(id, area);
    if (hit.hovered) pen.box(area, 8.0F, {Role::chip});
    const Paint ink{hit.hovered || on ? Role::ink : Role::dim_ink};
    if (on) pen.box({right - width, middle + 11.0F, width, 2.0F}, 1.0F, {Role::control});
    pen.text({right - width, middle}, label, Face::words, 14.0F, Align::start, ink);
    if (menu) down_arrow(pen, {right - 9.0F, middle}, ink);
    return hit.clicked;
}

/// A half moon on a full one: dark beside light.
bool theme_button(const Pen& pen, float right, float middle) {
    const Box area{right - 24.0F, middle - 15.0F, 30.0F, 30.0F};
    const Hit hit = pen.button("theme", area);
    if (hit.hovered) {
        pen.box(area, 8.0F, {Role::chip});
        ImGui::SetTooltip("dark or light  (Ctrl+T)");
    }
    const Paint ink{hit.hovered ? Role::ink : Role::dim_ink};
    const Point c = area.centre();
    constexpr float r = 7.0F;
    pen.box({c.x - r, c.y - r, 2 * r, 2 * r}, r, {}, ink, 1.5F);
    std::vector<Point> half;
    for (int i = 0; i <= 16; ++i) {
        const float angle = -1.5707963F + 3.1415927F * static_cast<float>(i) / 16.0F;
        half.push_back({c.x + r * std::cos(angle), c.y + r * std::sin(angle)});
    }
    pen.paint(Polygon{half, ink, {}, 0.0F});
    return hit.clicked;
}

/// What a bar without room for everything leaves out, or puts into a menu. Everything can be reached in each.
struct Fold {
    bool logo, words, tabs, ranks;  // are there, one by one
    float size;                     // of the tabs
};
constexpr Fold kFolds[] = {{true, true, true, true, 14.0F},    {false, true, true, true, 14.0F},
                           {false, true, true, true, 13.0F},   {false, false, true, true, 13.0F},
                           {false, false, false, true, 13.0F}, {false, false, false, false, 13.0F}};
constexpr float kLogo = 18.0F;  // its type

class Bar {
public:
    Bar(const Pen& pen, const Box& area) : pen_(pen), area_(area) {
        for (const Fold& fold : kFolds) {
            fold_ = fold;
            gap_ = fold.size < 14.0F ? 10.0F : 18.0F;
            tabs_ = tabs();
            if (edge() + left_width() + 8.0F + right_width() + edge() <= area.w) break;
        }
    }

    void draw() const {
        const float middle = area_.centre().y;
        float x = area_.x + edge();
        if (fold_.logo) x = logo(x, middle);
        operations(x);
        words(middle);
    }

private:
    /// A tab for each operation that has one, and one for all others with a menu; or the menu alone.
    std::vector<std::string> tabs() const {
        const Operation& operation = pen_.frame.state.scenario.problem.operation;
        if (!fold_.tabs) return {info_of(operation).tab};
        std::vector<std::string> names;
        for (std::size_t i = 0; i < kTabs; ++i) names.emplace_back(catalogue()[i].tab);
        names.emplace_back(operation.index() < kTabs ? "More" : info_of(operation).tab);
        return names;
    }
    std::size_t rank() const {
        const Operation& operation = pen_.frame.state.scenario.problem.operation;
        return static_cast<std::size_t>(std::max(spatial_rank_of(operation) - 1, 0));
    }
    std::vector<std::string> ranks() const {
        if (fold_.ranks) return kRanks;
        return {kRanks[std::min(rank(), kRanks.size() - 1)]};
    }
    /// The side panel is put away.
    bool narrow() const {
        const bool replaced = pen_.frame.state.code.open && drawer_replaces_side(pen_.frame.width);
        return (is_narrow(pen_.frame.width) || replaced) && !pen_.frame.state.export_panel.open;
    }
    std::string scale() const { return fmt::format("{} %", pen_.frame.state.display.scale); }

    float edge() const { return fold_.words ? 18.0F : 12.0F; }
    float logo_width() const {
        return pen_.measure("stride", Face::words_bold, kLogo) + pen_.measure("lens", Face::words_bold, kLogo) + 18.0F;
    }
    float left_width() const {
        return (fold_.logo ? logo_width() : 0.0F) + segmented_width(pen_, tabs_, fold_.size, true) + gap_ +
               segmented_width(pen_, ranks(), fold_.size, !fold_.ranks);
    }
    float right_width() const {
        float width = kMoon + (narrow() ? word_width(pen_, "Settings", false) : 0.0F);
        if (!fold_.words) return width + word_width(pen_, "Menu", true);
        for (const char* word : {"Figure", "Open", "Code", "Compare"}) width += word_width(pen_, word, false);
        return width + word_width(pen_, scale(), true) + word_width(pen_, "Lessons", true);
    }

    float logo(float x, float middle) const {
        pen_.text({x, middle}, "stride", Face::words_bold, kLogo, Align::start, {Role::ink});
        const float second = x + pen_.measure("stride", Face::words_bold, kLogo);
        pen_.text({second, middle}, "lens", Face::words_bold, kLogo, Align::start, {Role::window});
        return x + logo_width();
    }

    struct Word {
        std::string id, label;
        bool menu = false;            // has an arrow
        const char* opens = nullptr;  // the list of that name
        float right = 0.0F;
    };
    /// From the right edge; drawn from left to right, as Tab goes.
    std::vector<Word> words_from(float right) const {
        std::vector<Word> all;
        if (fold_.words)
            all = {{"display", scale(), true, "display-menu"},
                   {"figure", "Figure"},
                   {"open", "Open", false, "open-popup"},
                   {"code", "Code"},
                   {"compare", "Compare"},
                   {"lessons", "Lessons", true, "lessons-menu"}};
        else
            all = {{"menu", "Menu", true, "main-menu"}};
        if (narrow()) all.push_back({"settings", "Settings"});
        for (Word& word : all) {
            word.right = right;
            right -= word_width(pen_, word.label, word.menu);
        }
        std::reverse(all.begin(), all.end());
        return all;
    }

    bool is_on(const std::string& id) const { return id == "code" && pen_.frame.state.code.open; }

    void words(float middle) const {
        const float right = area_.right() - edge();
        const Point below{right, area_.bottom() - 4.0F};
        const char* opens = nullptr;
        for (const Word& word : words_from(right - kMoon)) {
            if (!bar_word(pen_, word.id, word.right, middle, word.label, word.menu, is_on(word.id))) continue;
            if (word.id == "code") pen_.actions.push_back(ToggleCode{});
            if (word.id == "figure") pen_.actions.push_back(ToggleExportPanel{});
            if (word.id == "compare") pen_.actions.push_back(toggle_compare(pen_.frame.state.scenario));
            if (word.id == "settings") pen_.actions.push_back(ToggleSettings{});
            opens = word.opens;
        }
        if (theme_button(pen_, right, middle)) pen_.actions.push_back(ToggleTheme{});
        if (!fold_.words)
            if (const char* next = main_menu(pen_, below)) opens = next;
        if (opens != nullptr) open_list(pen_, opens);
        display_menu(pen_, below);
        lessons_menu(pen_, below);
        open_popup(pen_, below);
    }

    void operations(float left) const {
        const Operation& operation = pen_.frame.state.scenario.problem.operation;
        const float top = area_.centre().y - 17.0F, below = area_.bottom() - 4.0F;
        const Box tabs{left, top, segmented_width(pen_, tabs_, fold_.size, true), 34.0F};
        const std::size_t current = fold_.tabs ? std::min(operation.index(), kTabs) : 0;
        if (const auto tab = segmented(pen_, "tab", tabs, tabs_, current, fold_.size, true)) {
            if (*tab + 1 < tabs_.size())
                pen_.actions.push_back(SwitchOperation{*tab});
            else
                open_list(pen_, "more-menu");
        }
        const float last = segmented_width(pen_, {tabs_.back()}, fold_.size, true);
        more_menu(pen_, {tabs.right() - last, below}, !fold_.tabs);
        const Box chip{tabs.right() + gap_, top, segmented_width(pen_, ranks(), fold_.size, !fold_.ranks), 34.0F};
        const auto chosen = segmented(pen_, "rank", chip, ranks(), fold_.ranks ? rank() : 0, fold_.size, !fold_.ranks);
        if (chosen && !fold_.ranks) open_list(pen_, "rank-menu");
        if (chosen && fold_.ranks) pen_.actions.push_back(SetSpatialRank{static_cast<int>(*chosen) + 1});
        rank_menu(pen_, {chip.x, below}, kRanks, rank());
    }

    const Pen& pen_;
    const Box& area_;
    Fold fold_{};
    float gap_ = 0.0F;
    std::vector<std::string> tabs_;
};

}  // namespace

void top_bar(const Pen& pen, const Box& area) {
    Bar(pen, area).draw();
    pen.paint(Line{{area.x, area.bottom() - 0.5F}, {area.right(), area.bottom() - 0.5F}, {Role::line}, 1.0F, false});
}

}  // namespace stridelens::ui
