#pragma once
// The faces: Inter for words, JetBrains Mono for numbers. Apart from any window, so that tests and tools can build them.

#include "app/files/failure.h"
#include "app/ui/ui.h"

struct ImFontAtlas;

namespace stridelens::ui {

/// Rasterises every face at every size into `atlas` and builds it. `scale`: pixels per point; the fonts measure in
/// points. Errors: with the file and the Debian package it comes from.
Outcome<Fonts> build_fonts(ImFontAtlas& atlas, float scale);

}  // namespace stridelens::ui
