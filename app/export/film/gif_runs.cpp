#include "app/export/film/gif_runs.h"

#include "core/tensor/stop.h"

#include <array>
#include <cstddef>

namespace stridelens {

namespace {

/// The dictionary as giflib's encoder keeps it: strings as nodes of a tree, cleared when 4096 are full.
class Dictionary {
public:
    explicit Dictionary(int colours) : first_(static_cast<std::uint16_t>(colours + 2)) {
        for (std::size_t i = 0; i < first_; ++i) symbol_[i] = static_cast<std::uint8_t>(i);
        clear();
    }

    static constexpr int kNone = -1;

    int child(int node, std::uint8_t symbol) const {
        for (std::size_t slot = hash(node, symbol); slots_[slot].round == round_; slot = (slot + 1) % kSlots)
            if (slots_[slot].node == node && slots_[slot].symbol == symbol) return slots_[slot].child;
        return kNone;
    }
    /// A new string: `node` and one more pixel. A full dictionary is cleared instead.
    void add(int node, std::uint8_t symbol) {
        if (next_ > kLast) return clear();
        std::size_t slot = hash(node, symbol);
        while (slots_[slot].round == round_) slot = (slot + 1) % kSlots;
        slots_[slot] = {round_, static_cast<std::uint16_t>(node), next_, symbol};
        parent_[next_] = static_cast<std::uint16_t>(node);
        symbol_[next_] = symbol;
        ++next_;
    }
    /// Undoes the last add() that added a string.
    void remove(int node, std::uint8_t symbol) {
        std::size_t slot = hash(node, symbol);
        while (slots_[slot].node != node || slots_[slot].symbol != symbol) slot = (slot + 1) % kSlots;
        slots_[slot].round = 0;
        --next_;
    }
    bool full() const { return next_ > kLast; }
    int parent(int node) const { return node < first_ ? kNone : parent_[static_cast<std::size_t>(node)]; }
    std::uint8_t symbol(int node) const { return symbol_[static_cast<std::size_t>(node)]; }

private:
    static constexpr std::uint16_t kLast = 4094;  // giflib's last code but one; with 4095 it clears
    static constexpr std::size_t kSlots = 16384;
    struct Slot {
        std::uint32_t round = 0;
        std::uint16_t node = 0, child = 0;
        std::uint8_t symbol = 0;
    };
    static std::size_t hash(int node, std::uint8_t symbol) {
        return (static_cast<std::size_t>(node) * 2654435761U + std::size_t{symbol} * 40503U) % kSlots;
    }
    void clear() {
        ++round_;
        next_ = first_;
    }

    std::array<Slot, kSlots> slots_{};
    std::array<std::uint16_t, 4096> parent_{};
    std::array<std::uint8_t, 4096> symbol_{};
    std::uint32_t round_ = 0;
    std::uint16_t first_, next_ = 0;
};

/// Reads the pixels as the encoder will, and fixes its choice.
class Chooser {
public:
    Chooser(GifPixels& pixels, std::uint8_t transparent, int colours)
        : pixels_(pixels), transparent_(transparent), dictionary_(colours) {}

    void run() {
        int before = Dictionary::kNone;
        for (std::size_t at = 0; at < pixels_.indices.size();) {
            stop_if_asked();
            const Match match = longest(before, at);
            if (before != Dictionary::kNone) dictionary_.add(before, match.first);
            std::size_t write = match.end;
            for (int node = match.node; node != Dictionary::kNone; node = dictionary_.parent(node))
                pixels_.indices[--write] = dictionary_.symbol(node);
            at = match.end;
            before = match.node;
        }
    }

private:
    struct Match {
        int node = Dictionary::kNone;
        std::size_t end = 0;
        std::uint8_t first = 0;  // symbol
    };

    /// The encoder adds the last string and the next pixel before it goes on: that string may be found already.
    Match longest(int before, std::size_t at) {
        Match best;
        for (const bool own : {false, true}) {
            if (!own && !pixels_.unchanged[at]) continue;
            const std::uint8_t symbol = own ? pixels_.indices[at] : transparent_;
            const bool added = before != Dictionary::kNone && !dictionary_.full();
            if (added) dictionary_.add(before, symbol);
            const Match match = longest_from(symbol, at + 1);
            if (added) dictionary_.remove(before, symbol);
            if (match.end > best.end) best = match;
        }
        return best;
    }
    Match longest_from(int root, std::size_t end) {
        Match best{root, end, static_cast<std::uint8_t>(root)};
        open_.assign(1, best);
        while (!open_.empty()) {
            const Match match = open_.back();
            open_.pop_back();
            if (match.end > best.end) best = match;
            if (match.end == pixels_.indices.size()) break;
            const auto follow = [&](std::uint8_t symbol) {
                const int child = dictionary_.child(match.node, symbol);
                if (child != Dictionary::kNone) open_.push_back({child, match.end + 1, match.first});
            };
            follow(pixels_.indices[match.end]);
            if (pixels_.unchanged[match.end]) follow(transparent_);
        }
        return best;
    }

    GifPixels& pixels_;
    std::uint8_t transparent_;
    Dictionary dictionary_;
    std::vector<Match> open_;
};

}  // namespace

void choose_transparent(GifPixels& pixels, std::uint8_t transparent, int colours) {
    Chooser(pixels, transparent, colours).run();
}

}  // namespace stridelens
