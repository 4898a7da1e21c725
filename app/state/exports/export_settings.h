#pragma once
// The settings of an export, one a row: command line, help, memory, the command that writes a file again, and the limits of
// the export panel all read this table. A new setting is a member of PageOptions or FileOptions and a row here.

#include "app/state/exports/export_panel.h"
#include "app/state/exports/format.h"

#include <limits>
#include <optional>
#include <string>
#include <variant>

namespace stridelens {

/// Width and height of the page in one word, "640x480": exactly (not tight), or the most that each step may take.
struct PageSize {
    bool tight = false;
    bool operator==(const PageSize&) const = default;
};

using SettingMember =
    std::variant<PageParts PageOptions::*, ThemeName PageOptions::*, std::string PageOptions::*,
                 std::optional<int> PageOptions::*, float PageOptions::*, bool PageOptions::*, PageSize,
                 std::optional<Format> FileOptions::*, double FileOptions::*, int FileOptions::*, bool FileOptions::*>;

/// Both are legal. So is the usual value, which may lie outside: 0 of a cell is "as large as the page allows".
struct NumberLimits {
    double least = -std::numeric_limits<double>::infinity(), most = std::numeric_limits<double>::infinity();
    constexpr bool contain(double value) const { return value >= least && value <= most; }
};

struct Setting {
    SettingMember member;
    const char* option = nullptr;  // on the command line; nullptr: another row says it. A switch's is its unusual side
    const char* key = nullptr;     // in the memory file; nullptr: it is not remembered
    NumberLimits limits{};         // of numbers
    FormatSet formats{};           // that it means something to
    const char* help = "";         // one sentence
};

inline constexpr FormatSet kPictures = FormatSet::of(FormatKind::picture);
inline constexpr FormatSet kFilms = FormatSet::of(FormatKind::film);
inline constexpr FormatSet kPainted = kPictures | kFilms | FormatSet::of(FormatKind::page);
inline constexpr FormatSet kNumberTexts{Format::markdown, Format::csv, Format::numpy, Format::latex};

inline constexpr NumberLimits kPageLimits{120.0, 16384.0};  // points along one side

/// In the order of the command line's help.
inline constexpr Setting kSettings[] = {
    {.member = &PageOptions::parts,
     .option = "--parts",
     .key = "parts",
     .formats = kPainted | kNumberTexts,
     .help = "What is on the page: a list such as input,output, or changes such as +code,-legend; of input, "
             "kernel, output, titles, indices, colour-bar, legend, coverage, arithmetic, words, frameworks, formula, "
             "counts, "
             "code, caption"},
    {.member = &PageOptions::theme,
     .option = "--theme",
     .key = "theme",
     .formats = kPainted,
     .help = "light (default), dark, print (black and white alone, values hatched), projector (for the last row), "
             "colour-blind (values and channels are told apart by lightness, too)"},
    {.member = &PageOptions::title,
     .option = "--title",
     .formats = kPainted | FormatSet{Format::markdown, Format::numpy, Format::latex, Format::scenario},
     .help = "A line above everything; of a scenario (.json) its title"},
    {.member = &PageOptions::caption, .option = "--caption", .formats = kPainted, .help = "A text below everything"},
    {.member = &PageOptions::decimals,
     .option = "--decimals",
     .key = "decimals",
     .limits = {0, 4},
     .formats = kPainted | FormatSet{Format::markdown, Format::latex},
     .help = "Decimals of all numbers (default: as many as they need)"},
    {.member = &PageOptions::cell,
     .option = "--cell",
     .key = "cell",
     .limits = {4, 200},
     .formats = kPainted,
     .help = "Size of an input cell in points (default: as large as the page allows)"},
    {.member = &PageOptions::highlight,
     .option = "--plain",
     .key = "highlight",
     .formats = kPainted,
     .help = "No step: the grids alone, without the window and all computed"},
    {.member = &PageOptions::look_up,
     .option = "--look-up",
     .formats = kPainted,
     .help = "A cell, with the windows that read it, what it reaches and that in words: input[0,0,1,2], "
             "padding[0,0,-1,2], kernel[0,0,1,1], upstream[0,0,1,2]"},
    {.member = &PageOptions::all_terms,
     .option = "--all-terms",
     .formats = kPictures | kFilms,
     .help = "Every product of a convolution in the arithmetic"},
    {.member = PageSize{false},
     .option = "--size",
     .formats = kPainted,
     .help = "A page of exactly this many points (default: the page ends where the figure ends)"},
    {.member = PageSize{true},
     .option = "--room",
     .formats = kPainted,
     .help = "Points that each step's grids may take on a page that ends with them (default: 1147x800)"},
    {.member = &PageOptions::width, .key = "width", .limits = kPageLimits, .formats = kPainted},
    {.member = &PageOptions::height, .key = "height", .limits = kPageLimits, .formats = kPainted},
    {.member = &PageOptions::tight, .key = "tight", .formats = kPainted},
    {.member = &FileOptions::format,
     .option = "--format",
     .key = "format",
     .formats = kPainted | FormatSet::of(FormatKind::text),
     .help = "What to write, if the file's ending does not say it"},
    {.member = &FileOptions::scale,
     .option = "--scale",
     .key = "scale",
     .limits = {0.1, 16},
     .formats = kFilms | FormatSet{Format::png},
     .help = "Pixels: pixels per point, e.g. 2 for print"},
    {.member = &FileOptions::pixels,
     .option = "--pixels",
     .key = "pixels",
     .limits = {1, 30000},
     .formats = {Format::png},
     .help = "PNG: exactly this many pixels wide"},
    {.member = &FileOptions::transparent,
     .option = "--transparent",
     .key = "transparent",
     .formats = kPictures,
     .help = "PNG, SVG, PDF, TikZ: no background"},
    {.member = &FileOptions::fragment,
     .option = "--fragment",
     .key = "fragment",
     .formats = {Format::tikz},
     .help = "TikZ: the picture alone, for \\input"},
    {.member = &FileOptions::pages,
     .option = "--pages",
     .key = "pages",
     .formats = {Format::pdf},
     .help = "PDF: a page a step"},
    {.member = &FileOptions::step_seconds,
     .option = "--delay",
     .key = "step_seconds",
     .limits = {0.02, 600},
     .formats = kFilms | FormatSet{Format::html},
     .help = "Films: seconds at each step"},
    {.member = &FileOptions::slide_seconds,
     .option = "--slide",
     .key = "slide_seconds",
     .limits = {0, 10},
     .formats = kFilms,
     .help = "Films: seconds from step to step; 0 jumps"},
    {.member = &FileOptions::frames_per_second,
     .option = "--fps",
     .key = "frames_per_second",
     .limits = {1, 50},
     .formats = kFilms,
     .help = "Films: frames per second while the window slides"},
    {.member = &FileOptions::loop,
     .option = "--once",
     .key = "loop",
     .formats = kFilms,
     .help = "Films: end at the last step instead of beginning again"},
};

/// The row of a member: setting_of(&FileOptions::scale). Does not compile if there is none.
template <class T, class Owner>
consteval const Setting& setting_of(T Owner::*member) {
    for (const Setting& setting : kSettings)
        if (setting.member == SettingMember(member)) return setting;
    throw "a member without a row";
}

/// The value of a member in anything that has a page and a file (ExportSettings, ExportJob …). Of PageSize: the page.
template <class Settings, class T>
auto& value_of(Settings& settings, T PageOptions::*member) {
    return settings.page.*member;
}
template <class Settings, class T>
auto& value_of(Settings& settings, T FileOptions::*member) {
    return settings.file.*member;
}
template <class Settings>
auto& value_of(Settings& settings, PageSize) {
    return settings.page;
}

/// What holds where nothing is said. The export panel begins with other values (export_panel.h).
struct UsualSettings {
    PageOptions page;
    FileOptions file;
};

}  // namespace stridelens
