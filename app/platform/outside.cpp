#include "app/platform/outside.h"

#include "app/files/failure.h"
#include "app/files/new_file.h"
#include "app/files/open.h"
#include "app/files/read_file.h"
#include "app/platform/clipboard.h"

#include <chrono>

namespace stridelens {

double SystemClock::seconds() {
    return std::chrono::duration<double>(std::chrono::steady_clock::now().time_since_epoch()).count();
}

Outcome<void> SystemClipboard::copy_picture(std::string_view png) {
    return copy_png(png);
}

Outcome<Opened> UserFiles::open(const std::string& spec_or_file, const Scenario& onto,
                                const std::optional<ImportOptions>& how) {
    return open_scenario(spec_or_file, onto, how.value_or(import_));
}

std::optional<std::string> UserFiles::remembered(const std::string& name) {
    if (memory_.empty()) return std::nullopt;
    if (const auto text = read_own_file(memory_ / name)) return *text;
    return std::nullopt;
}

Outcome<void> UserFiles::remember(const std::string& name, const std::string& text) {
    if (memory_.empty()) return {};
    std::error_code error;
    std::filesystem::create_directories(memory_, error);
    const auto status = std::filesystem::status(memory_ / name, error);
    if (std::filesystem::exists(status) && !std::filesystem::is_regular_file(status))  // a pipe would wait for a reader
        return refuse_file(memory_ / name, "this is no plain file; remove it");
    return write_whole_file(memory_ / name, text);
}

}  // namespace stridelens
