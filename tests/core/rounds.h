#pragma once
// How often a property is tried.

namespace stridelens::test {

/// `usual`, or a quarter of it under sanitizers, where each round takes many times as long: every path is gone there, and
/// the plain build makes all rounds.
constexpr int rounds(int usual) {
#if defined(__SANITIZE_ADDRESS__)
    return usual / 4;
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
    return usual / 4;
#endif
#endif
    return usual;
}

}  // namespace stridelens::test
