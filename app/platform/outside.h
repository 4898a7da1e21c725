#pragma once
// The other ports of a running program: the clock, the clipboard, files and what is remembered for this user.

#include "app/files/failure.h"
#include "app/files/image.h"
#include "app/platform/main_window.h"
#include "app/session/ports.h"

#include <filesystem>

namespace stridelens {

class SystemClock : public ClockPort {
public:
    double seconds() override;
};

/// Text goes through the window, pictures through another program (clipboard.h).
class SystemClipboard : public ClipboardPort {
public:
    explicit SystemClipboard(MainWindow& window) : window_(window) {}
    void copy_text(const std::string& text) override { window_.copy_text(text); }
    Outcome<void> copy_picture(std::string_view png) override;

private:
    MainWindow& window_;
};

class UserFiles : public FilesPort {
public:
    /// `memory`: the folder where settings are kept; empty: nowhere.
    UserFiles(ImportOptions import, std::filesystem::path memory) : import_(import), memory_(std::move(memory)) {}
    Outcome<Opened> open(const std::string& spec_or_file, const Scenario& onto,
                         const std::optional<ImportOptions>& how) override;
    std::optional<std::string> remembered(const std::string& name) override;
    Outcome<void> remember(const std::string& name, const std::string& text) override;

private:
    ImportOptions import_;
    std::filesystem::path memory_;
};

}  // namespace stridelens
