#pragma once
// What of an explanation's numbers says something: for `explain --json` and the page, which must not disagree.

#include "core/explain/explain.h"

namespace stridelens {

/// "inside", "inserted", "padding", "overhang".
const char* to_string(TapKind kind);

/// Whether terms are products, and not values that are taken as they are.
bool weighted(const Explanation& explanation);

/// Whether Term::product is a number of its own: a product, or a power.
bool has_products(const Explanation& explanation);

/// Whether Explanation::sum says something.
bool summed(const Explanation& explanation);

}  // namespace stridelens
