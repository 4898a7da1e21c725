#pragma once
// Does what the figure panel asks for and the state cannot do: files, the clipboard, a thread that writes; and remembers
// the panel's settings for the user.

#include "app/export/background.h"
#include "app/state/state.h"

#include <filesystem>
#include <functional>
#include <string>

namespace stridelens {

/// What the desk needs of the window.
struct DeskTools {
    std::function<void()> wake;                                  // from any thread: there is news
    std::function<void(const std::string&)> copy_text;           // to the clipboard
    std::function<Result<void>(std::string_view)> copy_picture;  // the bytes of a PNG to the clipboard
    std::filesystem::path memory;                                // where the settings are kept; empty: nowhere
};

class ExportDesk {
public:
    explicit ExportDesk(DeskTools tools) : tools_(std::move(tools)), export_(tools_.wake) {}

    /// The settings of the last session, or the usual ones.
    ExportSettings remembered();

    /// Takes the request if there is one, and tells what has become of the export that runs. To be called every frame.
    Actions serve(const AppState& state, const Derived& derived);

    /// Writes the settings down if they have changed. A folder that cannot be written to is no reason to disturb anybody.
    void remember(const ExportSettings& settings);

private:
    void start(const AppState& state, const Derived& derived, Actions& actions);
    void copy(ExportRequest request, const AppState& state, const Derived& derived, Actions& actions);
    void follow(const AppState& state, Actions& actions);

    DeskTools tools_;
    BackgroundExport export_;
    ExportSettings kept_;
};

}  // namespace stridelens
