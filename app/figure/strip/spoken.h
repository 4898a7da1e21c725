#pragma once
// The picture in one plain sentence (core/explain/sentence/voice.h), its numbers written as the picture's.

#include "app/figure/facts/scene.h"

#include <string>

namespace stridelens {

/// Of the step that the scene shows; empty if there is none.
std::string spoken(const Scene& scene);

}  // namespace stridelens
