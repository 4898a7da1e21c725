#pragma once
// One function a panel: lays its rows out with the pen and writes down what the user asked for.

#include "app/ui/widgets/widgets.h"

namespace stridelens::ui {

void top_bar(const Pen& pen, const Box& area);
void side_compare(Pen& pen);
void side_view(Pen& pen);
void side_input(Pen& pen);
void side_window(Pen& pen);
void side_padding(Pen& pen);
void side_options(Pen& pen);
void side_output_size(Pen& pen);  // part of the window's section
void side_output(Pen& pen);
void side_framework(Pen& pen);
void side_picture(Pen& pen);
void side_words(Pen& pen);
/// Beside a section's caption: copies a text, and says so.
void copy_chip(Pen& pen, const std::string& id, float middle, const std::string& text);
/// The program, right of the canvas: its tabs, its lines with the live values, what is known of it.
void code_drawer(const Pen& pen, const Box& area);
void export_panel(Pen& pen);  // in the place of all side_…
void transport(const Pen& pen, const Box& area);
/// What is told, at the foot of a panel; `of` is as high as both together.
float foot_height(const Frame& frame, float width, float of);
void foot(Pen pen, const Box& area);

/// The field over the cell that is being edited.
void cell_editor(const Pen& pen, const Figure& figure, const Box& canvas);

/// Begins (or goes on with) the ImGui window of an area of the screen. `flags`: ImGuiWindowFlags besides the usual.
void begin_area(const char* name, const Box& area, Role back, ThemeName theme, int flags);

/// Rows for where numbers come from (generator, seed); shared by input, weights and bias.
void values_rows(Pen& pen, const std::string& id, const std::string& label, Grid grid, const Values& values);

}  // namespace stridelens::ui
