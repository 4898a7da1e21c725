#pragma once
// What is remembered of the window from one session to the next: how large the user wants everything.

#include "app/session/ports.h"
#include "app/state/state.h"

namespace stridelens {

class DisplayMemory {
public:
    /// `files` outlives it.
    explicit DisplayMemory(FilesPort& files) : files_(files) {}

    /// Per cent; the usual if there is nothing that can be read.
    int remembered();

    /// This one need not be written: it is what the session began with.
    void keep(int scale) { kept_ = scale; }

    /// Writes the scale down if it is another than the last one. A folder that cannot be written to is told, once for
    /// every change.
    Actions follow(int scale);

private:
    FilesPort& files_;
    int kept_ = Display{}.scale;
};

}  // namespace stridelens
