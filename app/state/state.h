#pragma once
// The program's state and the actions that change it (actions/apply.h). No ImGui, no files: tests drive it without a
// window.

#include "app/files/open.h"
#include "app/problem/scenario.h"
#include "app/problem/source.h"
#include "app/state/exports/export_panel.h"
#include "app/state/ids.h"
#include "app/state/pin.h"
#include "app/state/shown.h"
#include "core/explain/program/program.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace stridelens {

struct Playback {
    bool playing = false;
    double steps_per_second = 2.0;  // 0.25 … 30
    double since_step = 0.0;        // seconds since the last step was shown
};

/// The window's slide from one step to the next; eases out over kSlideSeconds.
inline constexpr double kSlideSeconds = 0.12;
struct Slide {
    std::int64_t from = 0;
    double elapsed = kSlideSeconds;  // >= kSlideSeconds: at rest
    bool moving() const { return elapsed < kSlideSeconds; }
};

/// The cell whose value is being typed. The text belongs to the field on screen, not to the state.
struct CellEdit {
    CellId cell;          // Grid::input, kernel, bias, indices or upstream
    std::string refusal;  // why the last text was not taken, with the way out; empty: fine
};

/// Where the picture stands on the canvas: shown = laid out · zoom + pan.
struct Camera {
    float zoom = 1.0F;  // 1: fits the space; kZoomMin … kZoomMax
    Point pan;          // points, at zoom
    bool operator==(const Camera&) const = default;
};

/// How large the user wants everything in the window, per cent: what it grows with by itself is 100 (ui::unit_of()).
inline constexpr int kScaleMin = 75, kScaleMax = 300;
inline constexpr std::array kScales{75, 90, 100, 110, 125, 150, 175, 200, 250, 300};  // by key and by menu

/// How the window shows what it shows; none of it is saved with a scenario.
struct Display {
    ThemeName theme = ThemeName::dark;
    int scale = 100;            // per cent; kScaleMin … kScaleMax
    bool settings_out = false;  // a window too narrow for the side panel shows it when it is asked for
    CellId hover;               // under the mouse
    std::optional<Pin> pin{};   // its look-up stays until it is clicked again
    bool hover_tells = true;  // stepping by key makes the current step tell again until the mouse reaches another cell
    bool all_terms = false;   // the arithmetic strip shows every term
    std::int64_t focus = 0;   // channel (backwards: of the output) whose row shows where not all fit
    bool one_side = false;    // of a comparison: changes are of the edited side alone
    bool link_axes = true;    // one slider for all axes
    bool link_sides = true;   // one padding slider for all sides
};

/// The program beside the picture, and how far the loop has come in the step's window.
struct CodeView {
    bool open = false;
    ProgramForm form = ProgramForm::loop;
    // Inside the step: the term that has just been taken; as many as there are, or more: all of them, and the result is there.
    // Nothing: not inside, and the result is there as well.
    std::optional<std::int64_t> within{};
    bool save = false;  // asked for, and not carried out yet
};

inline constexpr std::size_t kHistoryLimit = 200;
inline constexpr std::size_t kHistoryBytes = std::size_t{64} << 20;
struct History {
    std::vector<Scenario> undo, redo;     // bounded: kHistoryLimit entries, kHistoryBytes of values; the last is next
    std::optional<Scenario> before_edit;  // BeginEdit seen, CommitEdit not yet
    bool numbers_edited = false;          // since BeginEdit: lists no longer follow from before_edit's
};

/// What the tabs remember. A setting of these that the user touches goes to every tab that has it; the rest is each tab's
/// own.
inline constexpr std::array kSharedFields{Field::kernel_size, Field::stride, Field::dilation, Field::padding};
struct Memory {
    // The fields of kSharedFields as they were last seen or set; absent: never.
    using Shared = std::array<std::optional<std::variant<Extents, PerAxis<Sides>>>, kSharedFields.size()>;
    struct Tab {
        Problem problem;  // as it was left …
        Shared since;     // … what was set in other tabs since then …
        Source source;    // … and the image that it worked on
    };
    std::array<std::optional<Tab>, std::variant_size_v<Operation>> tabs;
    Shared shared;
    std::optional<Source> source;  // MaxUnpool, Fold: the image that the input was last made from
    struct Change {
        Problem before, after;
        std::optional<Source> source;  // as it was before
    };
    std::optional<Change> rank_change;        // the last 1D/2D/3D switch: what it dropped comes back with the way back
    std::optional<Change> convention_change;  // the last framework switch, likewise
    struct ViewChange {
        View before = View::output, after = View::output;
        std::int64_t step_before = 0, step_after = 0;
    };
    std::string changed;                    // by the last switch of operation, rank or framework: one sentence, or ""
    std::optional<ViewChange> view_change;  // the last view switch: the way back leads to the same cell
};

/// What a lesson says of itself, or why a rule exists. It is of the scenario with its title: another one does not show it.
struct LessonNote {
    std::string title, note;  // both empty: none
    bool folded = false;      // the title alone
    bool of_both = false;     // it speaks of A and B, and goes with the comparison
    bool empty() const { return title.empty() && note.empty(); }
};

inline constexpr double kNoticeSeconds = 20.0;  // it covers nothing
inline constexpr float kZoomMin = 0.25F;
inline constexpr float kZoomMax = 16.0F;
inline constexpr double kSpeedMin = 0.25;  // steps per second
inline constexpr double kSpeedMax = 30.0;

struct AppState {
    Scenario scenario{};        // as the user set it; may be refused (Derived::refusal)
    std::uint64_t version = 1;  // grows with every change of scenario.problem
    Playback playback{};
    Slide slide{};
    Camera camera{};
    Display display{};
    History history{};
    Memory memory{};
    std::optional<CellEdit> cell_edit{};
    ExportPanel export_panel{};
    CodeView code{};
    LessonNote lesson{};                     // of what was loaded last
    std::optional<OpenedPicture> picture{};  // it was made of this one
    std::string notice{};                    // a sentence for the user (a file that could not be opened); empty: none
    double notice_age = 0.0;                 // seconds; tick() lets it go after kNoticeSeconds
    bool quit = false;
};

// --- actions -------------------------------------------------------------------------------------------------------

// clang-format off
struct SetOperation { Operation operation; };          // same rank; the input stays
struct SetSpatialRank { int rank = 2; };               // 1D/2D: parameters and input follow with their first entries
struct SwitchOperation { std::size_t alternative = 0; };  // tab: index into Operation; keeps what the two have in common
struct SetInputShape { Shape shape; };                 // explicit values are cropped or extended with zeros, not lost
struct SetCompared { std::optional<Problem> other; };  // beside the edited side; nothing: it stands alone
struct ShowWhy {};  // the rule that refuses the problem, told by a comparison; one undo step. Nothing where there is none to tell
struct SetSides { bool one = false; AB side = AB::a; };  // of a comparison: what changes are of, both (from A) or one
struct SetValues { Grid grid = Grid::input; Values values; };  // input, kernel, bias, indices, upstream
struct SetCell { CellId cell; float value = 0.0F; };   // the grid's values become a list
struct BeginEdit {};   // a slider drag starts: everything until CommitEdit is one undo step
struct CommitEdit {};  // nothing changed since BeginEdit: no undo step
struct Undo {};
struct Redo {};
struct StepTo { std::int64_t step = 0; };   // clamped
struct StepBy { std::int64_t delta = 1; };  // clamped
struct StepFirst {};
struct StepLast {};
struct TapBy { std::int64_t delta = 1; };   // inside the step: from term to term, then out to its result and on into the next step
struct TogglePlay {};                        // at the last step: starts again from the first
struct SetSpeed { double steps_per_second = 2.0; };
struct Hover { CellId cell; };
struct ShowChannel { Grid side = Grid::output_channel; std::int64_t channel = 0; };  // clamped; the step goes there, or, where it cannot, the rows that a convolution shows
struct ChannelBy { Grid side = Grid::output_channel; std::int64_t delta = 1; };    // likewise, from the one that shows
struct Activate { CellId cell; };            // click: a cell of the grid that is stepped through pins the step; numbers start a cell edit (scatter: the input's second click), and what can be looked up is pinned, or no longer; more_terms toggles all_terms
struct Unpin {};
struct StartCellEdit { CellId cell; };
struct SubmitCellText { std::string text; bool next = false; };  // Enter, or Tab (next cell); a bad number is refused
struct CancelCellEdit {};
struct ToggleAllTerms {};
struct ToggleLinkAxes {};
struct ToggleLinkSides {};
struct SetConvention { Convention convention = Convention::pytorch; };  // settings it refuses move to the nearest legal ones
struct SetView { View view = View::output; };          // the view; one that the problem does not have is refused with a notice
struct SetTheme { ThemeName theme = ThemeName::dark; };
struct ToggleTheme {};
struct SetScale { int per_cent = 100; };               // of all that the window shows; clamped
struct ToggleSettings {};                              // the side panel of a narrow window
struct ZoomAt { float factor = 1.0F; Point anchor; };  // anchor stays; shown = laid out · zoom + pan
struct PanBy { Point delta; };
struct FitView {};
struct LoadScenario { Scenario scenario; std::string note = {}; std::optional<OpenedPicture> picture = {}; };  // one undo step
struct FoldLesson {};  // its note goes, or comes back
struct Notify { std::string sentence; };
struct ToggleCode {};                                  // the program beside the picture
struct ShowCode { ProgramForm form = ProgramForm::loop; };  // in this form
struct SaveCode {};                                    // as a file, with the arrays that it loads
struct CodeTaken {};                                   // it is being saved
struct ToggleExportPanel {};
struct SetExport { ExportSettings settings; };         // a new format gives the file its ending
struct AskExport { ExportRequest request; };           // a second export waits for the first; a copy is made at once
struct ExportTaken {};                                 // the request is being carried out
struct ExportProgress { std::size_t done = 0, total = 0; };
struct ExportDone { std::string message; bool failed = false, copied = false; };  // copied: no file was written
struct ExportAgain {};                                 // as the last time; opens the panel if there was none
struct Quit {};
// clang-format on

using Action =
    std::variant<SetOperation, SetSpatialRank, SwitchOperation, SetInputShape, SetCompared, ShowWhy, SetSides,
                 SetValues, SetCell, BeginEdit, CommitEdit, Undo, Redo, StepTo, StepBy, StepFirst, StepLast, TapBy,
                 TogglePlay, SetSpeed, Hover, ShowChannel, ChannelBy, Activate, Unpin, StartCellEdit, SubmitCellText,
                 CancelCellEdit, ToggleAllTerms, ToggleLinkAxes, ToggleLinkSides, SetConvention, SetView, SetTheme,
                 ToggleTheme, SetScale, ToggleSettings, ZoomAt, PanBy, FitView, LoadScenario, FoldLesson, Notify,
                 ToggleCode, ShowCode, SaveCode, CodeTaken, ToggleExportPanel, SetExport, AskExport, ExportTaken,
                 ExportProgress, ExportDone, ExportAgain, Quit>;
using Actions = std::vector<Action>;

}  // namespace stridelens
