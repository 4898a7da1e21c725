#pragma once
// Internal to explain/: terms as they come. Every one is counted, the first kMostTold are listed.

#include "core/explain/explain.h"

namespace stridelens {

/// Enters a term of which everything is known but its order.
inline void enter(Explanation& told, Term term) {
    term.order = told.count++;
    ++told.kinds.of(term.tap.kind);
    if (term.counted) {
        if (told.counted++ == 0)
            told.shared_factor = term.weight;
        else if (told.shared_factor != term.weight)
            told.shared_factor.reset();
    }
    const bool equal = term.verdict != Verdict::none && term.verdict != Verdict::wins;
    if (equal) ++told.equal;
    if (term.order >= kMostTold) return;
    if (equal) told.tied.push_back(told.terms.size());
    told.terms.push_back(std::move(term));
}

}  // namespace stridelens
