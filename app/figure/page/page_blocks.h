#pragma once
// What stands above and below the grids of a page, each as a figure of its own, as wide as it needs to be.

#include "app/figure/figure.h"
#include "app/state/derived.h"

#include <string>

namespace stridelens {

/// A title in bold, broken into lines of at most `width` points; or a caption.
Figure title_block(const std::string& words, float width);
Figure caption_block(const std::string& words, float width);

/// The step in one plain sentence.
Figure words_block(const std::string& sentence, float width);

/// What the operation costs, a line a count.
Figure counts_block(const Derived& derived, float width);

/// The equivalent call, in a well.
Figure code_block(const Derived& derived, float width);

/// What other frameworks would do.
Figure frameworks_block(const Derived& derived, const std::vector<Difference>& differences, float width);

/// "step 7".
Figure step_label(std::int64_t step);

}  // namespace stridelens
