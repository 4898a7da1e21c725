#pragma once
// Temporaries of files that are being written, and what becomes of them when the program does not live to finish them.

#include <filesystem>

namespace stridelens {

/// A temporary in `folder`, opened for writing, under a name that is free: ".stridelens-PID-N.part", not the target's, which
/// may already be as long as the system allows. The mode is what the umask makes of 0666. What dead programs left there is
/// removed. −1: see errno; `name` is then empty.
int open_temporary(const std::filesystem::path& folder, std::filesystem::path& name);

/// It has its place now, or is gone.
void forget_temporary(const std::filesystem::path& name);

/// From now on a signal that ends the program (SIGTERM, SIGHUP, Ctrl+C …) first removes the temporaries that there are. One
/// that is ignored stays so.
void remove_temporaries_on_signals();

/// What such a signal does: removes them and ends the program by that signal. Can be called from a signal's handler.
void end_by_signal(int signal);

}  // namespace stridelens
