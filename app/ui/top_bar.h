#pragma once
// What the top bar's words open, each at `at`: below the bar, at its left or right edge. They are laid out in every frame
// and show while they are open (ImGui's OpenPopup with the name that each one says).

#include "app/ui/widgets/widgets.h"

#include <cstddef>
#include <string>
#include <vector>

namespace stridelens::ui {

inline constexpr std::size_t kTabs = 4;  // operations with a tab of their own; the others are in a menu

void lessons_menu(const Pen& pen, Point at);  // "lessons-menu"
void open_popup(const Pen& pen, Point at);    // "open-popup"
void display_menu(const Pen& pen, Point at);  // "display-menu"

/// "more-menu": the operations without a tab, or all.
void more_menu(const Pen& pen, Point at, bool all);

/// "rank-menu".
void rank_menu(const Pen& pen, Point at, const std::vector<std::string>& labels, std::size_t current);

/// "main-menu": all the words of a bar that has no room for them; the name of what is to be opened next, if anything.
const char* main_menu(const Pen& pen, Point at);

/// Begins a comparison, with what settles most about this problem, or ends the one that is on.
Action toggle_compare(const Scenario& scenario);

}  // namespace stridelens::ui
