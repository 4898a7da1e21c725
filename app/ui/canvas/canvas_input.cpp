#include "app/figure/page/comparison_figure.h"
#include "app/problem/view.h"
#include "app/state/actions/tap.h"
#include "app/state/actions/view_switch.h"
#include "app/ui/canvas/canvas.h"
#include "app/ui/panels.h"
#include "app/ui/widgets/imgui_compat.h"

#include <algorithm>
#include <cmath>

namespace stridelens::ui {
namespace {

/// A click goes to this cell. In the scatter view these are cells of the input: the current one is edited instead.
bool steps(const Frame& frame, const CellId& cell) {
    if (cell.grid != info_of(frame.shown.derived->view).grid) return false;
    if (frame.shown.derived->compared != nullptr) return step_of(*frame.shown.derived, cell).has_value();
    return !is_editable(cell.grid) || cell.flat != frame.state.scenario.step;
}

bool is_channel(const CellId& cell) {
    return cell.grid == Grid::input_channel || cell.grid == Grid::output_channel;
}

void show_cursor(const Frame& frame, const CellId& cell) {
    if (steps(frame, cell) || cell.grid == Grid::more_terms || is_channel(cell))
        ImGui::SetMouseCursor(ImGuiMouseCursor_Hand);
    else if (is_editable(cell.grid))
        ImGui::SetMouseCursor(ImGuiMouseCursor_TextInput);
    else if (can_pin(frame.shown.derived->view, cell))
        ImGui::SetMouseCursor(ImGuiMouseCursor_Hand);
}

/// A click takes what is being typed before it goes on to its own business.
void take_typed(const WidgetMemory& memory, Actions& actions) {
    if (memory.editing.grid == Grid::none) return;
    if (memory.cell_text != memory.cell_shown)
        actions.push_back(SubmitCellText{memory.cell_text, false});
    else
        actions.push_back(CancelCellEdit{});
}

void click(const Frame& frame, const CellId& under, Actions& actions) {
    WidgetMemory& memory = frame.memory;
    take_typed(memory, actions);
    memory.scrubbing = steps(frame, under);
    memory.pressed = under.grid == Grid::padding ? under : CellId{};  // a click, or a drag of the picture
    memory.panning = under.grid == Grid::none || under.grid == Grid::padding;
    memory.picking = is_channel(under) ? under : CellId{};
    if (under.grid != Grid::none && under.grid != Grid::padding) actions.push_back(Activate{under});
    if (under.grid == Grid::none && ImGui::IsMouseDoubleClicked(ImGuiMouseButton_Left)) actions.push_back(FitView{});
}

/// Whether what was pressed may still be a click.
bool may_be_click(const WidgetMemory& memory) {
    const ImGuiIO& io = ImGui::GetIO();
    const float most = io.MouseDragThreshold * io.MouseDragThreshold;
    return memory.pressed.grid != Grid::none && io.MouseDragMaxDistanceSqr[ImGuiMouseButton_Left] < most;
}

/// The button is let go: what was pressed and not dragged has been clicked.
void let_go(const Frame& frame, Actions& actions) {
    WidgetMemory& memory = frame.memory;
    if (may_be_click(memory)) actions.push_back(Activate{memory.pressed});
    memory.panning = memory.scrubbing = false;
    memory.picking = memory.pressed = {};
}

/// Drags: on an empty place or on padding, or with the middle or right button, the picture; over output cells, the step;
/// over channels, the one in focus.
void drag(const Frame& frame, const CellId& under, Actions& actions) {
    WidgetMemory& memory = frame.memory;
    const ImGuiIO& io = ImGui::GetIO();
    const bool other_button = io.MouseDown[ImGuiMouseButton_Right] || io.MouseDown[ImGuiMouseButton_Middle];
    const bool moved = io.MouseDelta.x != 0.0F || io.MouseDelta.y != 0.0F;
    const bool panning = (memory.panning && !may_be_click(memory)) || other_button;
    if (panning && moved) actions.push_back(PanBy{{io.MouseDelta.x, io.MouseDelta.y}});
    if (panning) ImGui::SetMouseCursor(ImGuiMouseCursor_ResizeAll);
    if (memory.scrubbing && steps(frame, under) && under.flat != frame.state.scenario.step)
        actions.push_back(Activate{under});
    // What lies under a mouse that rests may change by what it did last.
    if (moved && is_channel(under) && under.grid == memory.picking.grid && under != memory.picking) {
        memory.picking = under;
        actions.push_back(Activate{under});
    }
}

/// The channels that a wheel turns through there; none: it zooms the picture.
Grid channels_at(const Figure& figure, const CellId& under, Point mouse) {
    if (is_channel(under)) return under.grid;
    for (const Primitive& primitive : figure.primitives)
        if (const auto* group = std::get_if<Group>(&primitive); group != nullptr && group->id == kChannelStrip)
            if (group->clip && group->clip->contains(mouse)) return Grid::input_channel;
    return Grid::none;
}

/// A notch down or to the right is the next channel; a fine wheel's parts of a notch add up.
void wheel(const Frame& frame, const Figure& figure, const CellId& under, Point mouse, Actions& actions) {
    const ImGuiIO& io = ImGui::GetIO();
    if (io.MouseWheel == 0.0F && io.MouseWheelH == 0.0F) return;
    const Grid channels = channels_at(figure, under, mouse);
    if (channels == Grid::none) {
        const Point corner = frame.shown.derived->compared != nullptr ? corner_of_half(figure.width, mouse) : Point{};
        if (io.MouseWheel != 0.0F)
            actions.push_back(ZoomAt{std::pow(1.15F, io.MouseWheel), {mouse.x - corner.x, mouse.y - corner.y}});
        return;
    }
    float& turned = frame.memory.turned;
    turned -= io.MouseWheel + io.MouseWheelH;
    const float whole = std::trunc(turned);
    turned -= whole;
    if (whole != 0.0F) actions.push_back(ChannelBy{channels, static_cast<std::int64_t>(whole)});
}

/// What hovering shows may lie elsewhere than what was hovered. So a mouse that rests goes on pointing at the same cell, or
/// the picture would go to and fro for ever; until it moves, or the picture is of something else.
void hover(const Frame& frame, const CellId& under, Point mouse, Actions& actions) {
    WidgetMemory& memory = frame.memory;
    if (memory.setting || memory.code) return;  // a slider is pointed at, or a line of the program
    const bool rests = mouse == memory.pointed_at && frame.shown.derived == memory.pointed_of &&
                       frame.state.camera == memory.pointed_by;
    if (rests) return;
    memory.pointed_at = mouse;
    memory.pointed_of = frame.shown.derived;
    memory.pointed_by = frame.state.camera;
    if (under != frame.state.display.hover) actions.push_back(Hover{under});
}

}  // namespace

Actions canvas_input(const Frame& frame, const Figure& figure) {
    Actions actions;
    const Box area = screen_layout(frame).canvas;
    begin_area("##canvas", area, Role::background, frame.state.display.theme,
               ImGuiWindowFlags_NoScrollbar | ImGuiWindowFlags_NoScrollWithMouse);
    if (frame.placed != nullptr) frame.placed->push_back({"canvas", area});
    ImGui::SetCursorScreenPos({area.x, area.y});
    ImGui::InvisibleButton(
        "canvas-surface", {area.w, area.h},
        ImGuiButtonFlags_MouseButtonLeft | ImGuiButtonFlags_MouseButtonRight | ImGuiButtonFlags_MouseButtonMiddle);
    ImGui::SetItemAllowOverlap();  // the field over a cell lies on it
    const ImGuiIO& io = ImGui::GetIO();
    const Point mouse{io.MousePos.x - area.x, io.MousePos.y - area.y};
    const bool hovered = ImGui::IsItemHovered();
    const CellId under = hovered ? hit_test(figure, mouse) : CellId{};
    hover(frame, under, mouse, actions);
    if (hovered && !ImGui::IsItemActive()) show_cursor(frame, under);
    if (ImGui::IsItemActivated() && io.MouseDown[ImGuiMouseButton_Left])
        click(frame, under, actions);
    else if (ImGui::IsItemActive())
        drag(frame, under, actions);
    if (ImGui::IsItemDeactivated()) let_go(frame, actions);
    if (hovered) wheel(frame, figure, under, mouse, actions);
    ImGui::End();
    return actions;
}

bool typing(const Frame& frame) {
    return ImGui::GetIO().WantTextInput || !frame.memory.field.empty() || frame.memory.list_open ||
           frame.state.cell_edit;
}

namespace {

/// The nearest of kScales that is larger, or smaller; at the ends the same.
int next_scale(int scale, bool larger) {
    if (larger) {
        const auto* const next = std::upper_bound(kScales.begin(), kScales.end(), scale);
        return next == kScales.end() ? kScales.back() : *next;
    }
    const auto* const next = std::lower_bound(kScales.begin(), kScales.end(), scale);
    return next == kScales.begin() ? kScales.front() : *(next - 1);
}

Actions scale_actions(Key key, int scale) {
    switch (key) {
        case Key::plus:
            return {SetScale{next_scale(scale, true)}};
        case Key::minus:
            return {SetScale{next_scale(scale, false)}};
        case Key::zero:
            return {SetScale{}};
        default:
            return {};
    }
}

/// The figure; while a text is shown as it would be written, that text.
ExportRequest copy_of_what_shows(const AppState& state) {
    const ExportPanel& panel = state.export_panel;
    if (!panel.open) return ExportRequest::copy_image;
    switch (panel.settings.file.format.value_or(Format::png)) {
        case Format::markdown:
            return ExportRequest::copy_markdown;
        case Format::csv:
            return ExportRequest::copy_csv;
        case Format::numpy:
            return ExportRequest::copy_numpy;
        case Format::latex:
            return ExportRequest::copy_latex;
        default:
            return ExportRequest::copy_image;
    }
}

ThemeName next_theme(ThemeName theme) {
    const auto* const at = std::find(kThemes.begin(), kThemes.end(), theme);
    return at + 1 >= kThemes.end() ? kThemes.front() : *(at + 1);
}

Actions ctrl_actions(const KeyPress& press, const AppState& state, Point centre) {
    constexpr float zoom = 1.25F;
    switch (press.key) {
        case Key::z:
            return {press.shift ? Action{Redo{}} : Action{Undo{}}};
        case Key::t:
            return {press.shift ? Action{SetTheme{next_theme(state.display.theme)}} : Action{ToggleTheme{}}};
        case Key::q:
            return {Quit{}};
        case Key::e:
            return {ToggleExportPanel{}};
        case Key::c:
            return {AskExport{press.shift ? ExportRequest::copy_svg : copy_of_what_shows(state)}};
        case Key::zero:
            return {FitView{}};
        case Key::plus:
            return {ZoomAt{zoom, centre}};
        case Key::minus:
            return {ZoomAt{1.0F / zoom, centre}};
        default:
            return {};
    }
}

}  // namespace

Actions key_actions(const KeyPress& press, const AppState& state, Point centre) {
    if (press.alt) return scale_actions(press.key, state.display.scale);
    if (press.ctrl) return ctrl_actions(press, state, centre);
    if (press.shift && press.key == Key::left) return {TapBy{-1}};
    if (press.shift && press.key == Key::right) return {TapBy{1}};
    switch (press.key) {
        case Key::left:
        case Key::page_up:
            return {StepBy{-1}};
        case Key::right:
        case Key::page_down:
            return {StepBy{1}};
        case Key::left_bracket:
            return {ChannelBy{press.shift ? Grid::output_channel : Grid::input_channel, -1}};
        case Key::right_bracket:
            return {ChannelBy{press.shift ? Grid::output_channel : Grid::input_channel, 1}};
        case Key::home:
            return {StepFirst{}};
        case Key::end:
            return {StepLast{}};
        case Key::space:
            return {TogglePlay{}};
        case Key::f:
            return {FitView{}};
        case Key::b:
            return {SetView{other_direction(state.scenario.view)}};
        case Key::v:
            return {SetView{next_view(state.scenario)}};
        case Key::e:
            return {ExportAgain{}};
        case Key::f4:
            return {ToggleCode{}};
        case Key::escape:
            if (state.cell_edit) return {CancelCellEdit{}};
            if (state.export_panel.open) return {ToggleExportPanel{}};
            if (state.code.within && *state.code.within != kAllTaken) return {StepBy{0}};
            if (state.display.pin) return {Unpin{}};
            if (state.code.open) return {ToggleCode{}};
            if (state.scenario.other) return {SetCompared{}};
            return {};
        default:
            return {};
    }
}

}  // namespace stridelens::ui
