#pragma once
// Does what the export panel asks for and the state cannot do: files, the clipboard, a thread that writes; and remembers
// the panel's settings for the user.

#include "app/export/jobs/background.h"
#include "app/session/ports.h"
#include "app/state/state.h"

#include <atomic>
#include <filesystem>
#include <functional>
#include <set>
#include <string>

namespace stridelens {

class ExportDesk {
public:
    /// `wake` is called from any thread when there is news. The ports outlive it.
    ExportDesk(ClipboardPort& clipboard, FilesPort& files, std::function<void()> wake)
        : clipboard_(clipboard), files_(files), export_(std::move(wake)) {}

    /// The settings of the last session, or the usual ones.
    ExportSettings remembered();

    /// Takes the request if there is one, and tells what has become of the export that runs. To be called every frame.
    /// `now` in seconds: what is asked at once again is a double click, and replaces no file.
    Actions serve(const AppState& state, const Shown& shown, double now);

    /// Has the settings written down if they have changed.
    void remember(const ExportSettings& settings);

private:
    void start(const AppState& state, const Shown& shown, double now, Actions& actions);
    void copy(ExportRequest request, const AppState& state, const Shown& shown, Actions& actions);
    void follow(const AppState& state, double now, Actions& actions);

    ClipboardPort& clipboard_;
    FilesPort& files_;
    std::atomic<bool> in_the_way_{
        false};  // the export that ran would have replaced a file of others: set by its thread
    BackgroundExport export_;
    ExportSettings kept_;
    std::string output_;                       // of the export that runs
    std::set<std::filesystem::path> written_;  // in this session: they may be replaced without a word
    std::string asked_;                        // the output of which it was last said that it exists …
    double asked_at_ = 0.0;                    // … and when
};

}  // namespace stridelens
