#include "app/export/film/gif_runs.h"

#include "core/tensor/stop.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cstddef>

namespace stridelens {

namespace {

/// The dictionary as giflib's encoder keeps it: strings as nodes of a tree, cleared when it is full.
class Dictionary {
public:
    Dictionary(int colours, std::uint8_t transparent)
        : transparent_(transparent), first_(static_cast<std::uint16_t>(colours + 2)) {
        for (std::size_t i = 0; i < first_; ++i) symbol_[i] = static_cast<std::uint8_t>(i);
        clear();
    }

    static constexpr int kNone = -1;

    int child(int node, std::uint8_t symbol) const {
        if (symbol == transparent_) return transparent_child(node);
        if ((following_[index(node)] >> (symbol % 64U) & 1U) == 0) return kNone;
        for (std::size_t slot = hash(node, symbol); slots_[slot].round == round_; slot = (slot + 1) % kSlots)
            if (slots_[slot].node == node && slots_[slot].symbol == symbol) return slots_[slot].child;
        return kNone;
    }
    int transparent_child(int node) const { return transparent_child_[index(node)]; }
    /// A new string: `node` and one more pixel. Not when it is full.
    void add(int node, std::uint8_t symbol) {
        const auto added = static_cast<std::int16_t>(next_);
        if (symbol == transparent_) {
            transparent_child_[index(node)] = added;
        } else {
            std::size_t slot = hash(node, symbol);
            while (slots_[slot].round == round_) slot = (slot + 1) % kSlots;
            slots_[slot] = {round_, static_cast<std::int16_t>(node), added, symbol};
            following_[index(node)] |= std::uint64_t{1} << (symbol % 64U);
        }
        parent_[next_] = static_cast<std::int16_t>(node);
        symbol_[next_] = symbol;
        ++next_;
    }
    /// The node that the next add() makes.
    int next() const { return next_; }
    void clear() {
        ++round_;
        next_ = first_;
        following_.fill(0);
        transparent_child_.fill(kNone);
    }
    bool full() const { return next_ > kLast; }
    int parent(int node) const { return node < first_ ? kNone : parent_[index(node)]; }
    std::uint8_t symbol(int node) const { return symbol_[index(node)]; }

private:
    static constexpr std::uint16_t kLast = 4094;  // giflib's last code but one; with 4095 it clears
    static constexpr std::size_t kSlots = 16384;
    struct Slot {
        std::uint32_t round = 0;
        std::int16_t node = 0, child = 0;
        std::uint8_t symbol = 0;
    };
    static std::size_t index(int node) { return static_cast<std::size_t>(node); }
    static std::size_t hash(int node, std::uint8_t symbol) {
        return (static_cast<std::size_t>(node) * 2654435761U + std::size_t{symbol} * 40503U) % kSlots;
    }

    std::array<Slot, kSlots> slots_{};  // of symbols that are not transparent
    std::array<std::int16_t, 4096> parent_{}, transparent_child_{};
    std::array<std::uint64_t, 4096>
        following_{};  // a bit for each such symbol that may come next, by its last six bits
    std::array<std::uint8_t, 4096> symbol_{};
    std::uint8_t transparent_;
    std::uint32_t round_ = 0;
    std::uint16_t first_, next_ = 0;
};

/// Reads the pixels as the encoder will, and fixes its choice.
class Chooser {
public:
    Chooser(GifPixels& pixels, std::uint8_t transparent, int colours)
        : pixels_(pixels),
          transparent_(transparent),
          clear_code_(static_cast<std::uint16_t>(colours)),
          dictionary_(colours, transparent) {}

    /// The codes that the encoder writes, without the last one, which ends the picture.
    std::vector<std::uint16_t> run() {
        std::vector<std::uint16_t> codes{clear_code_};
        for (std::size_t at = 0; at < pixels_.indices.size();) {
            stop_if_asked();
            if (dictionary_.full()) {  // the encoder begins anew here
                codes.push_back(clear_code_);
                dictionary_.clear();
                before_ = Dictionary::kNone;
            }
            const Match match = longest(at);
            if (before_ != Dictionary::kNone) dictionary_.add(before_, match.first);
            std::size_t write = match.end;
            for (int node = match.node; node != Dictionary::kNone; node = dictionary_.parent(node))
                pixels_.indices[--write] = dictionary_.symbol(node);
            at = match.end;
            before_ = match.node;
            codes.push_back(static_cast<std::uint16_t>(match.node));
        }
        return codes;
    }

private:
    struct Match {
        int node = Dictionary::kNone;
        std::size_t end = 0;
        std::uint8_t first = 0;  // symbol
    };

    Match longest(std::size_t at) {
        Match best;
        if (pixels_.unchanged[at] != 0) follow(transparent_, at + 1, best);
        follow(pixels_.indices[at], at + 1, best);
        return best;
    }
    /// Of the strings that begin with the symbol, the longest that the pixels may be, if it ends after `best`.
    void follow(std::uint8_t first, std::size_t end, Match& best) {
        const std::size_t size = pixels_.indices.size();
        open_.assign(1, {first, end, first});
        while (!open_.empty()) {
            Match match = open_.back();
            open_.pop_back();
            while (match.node != Dictionary::kNone) {
                if (match.end > best.end) best = match;
                if (match.end == size) break;
                const std::uint8_t index = pixels_.indices[match.end];
                const bool unchanged = pixels_.unchanged[match.end] != 0;
                const int own = next(match, index);
                const int clear = unchanged ? next(match, transparent_) : Dictionary::kNone;
                ++match.end;
                if (own != Dictionary::kNone && clear != Dictionary::kNone) open_.push_back({own, match.end, first});
                match.node = clear != Dictionary::kNone ? clear : own;
            }
        }
    }
    /// The encoder adds the string before and this one's first pixel before it goes on: that may be found already, and
    /// nothing follows it yet.
    int next(const Match& match, std::uint8_t symbol) const {
        if (match.node == dictionary_.next()) return Dictionary::kNone;
        if (match.node == before_ && symbol == match.first) return dictionary_.next();
        return dictionary_.child(match.node, symbol);
    }

    GifPixels& pixels_;
    std::uint8_t transparent_;
    std::uint16_t clear_code_;
    Dictionary dictionary_;
    int before_ = Dictionary::kNone;  // the string that the encoder wrote last
    std::vector<Match> open_;
};

/// The codes as bytes, lowest bits first, in as many bits as the decoder's dictionary needs by then.
std::string packed(const std::vector<std::uint16_t>& codes, int colours) {
    const auto clear = static_cast<std::uint16_t>(colours), end = static_cast<std::uint16_t>(colours + 1);
    const auto least =
        static_cast<int>(std::bit_width(static_cast<unsigned>(colours)));  // a colour's bits and one more
    std::string bytes;
    std::uint32_t waiting = 0;
    int bits = 0, width = least, strings = 0;  // `strings`: added since the dictionary was cleared
    const auto put = [&](std::uint16_t code) {
        waiting |= std::uint32_t{code} << static_cast<unsigned>(bits);
        for (bits += width; bits >= 8; bits -= 8, waiting >>= 8U) bytes.push_back(static_cast<char>(waiting & 255U));
    };
    for (const std::uint16_t code : codes) {
        put(code);
        if (code == clear) {
            width = least;
            strings = -1;  // the first code after it adds none
        } else if (colours + 2 + ++strings >= 1 << width && width < 12) {
            ++width;
        }
    }
    put(end);
    if (bits > 0) bytes.push_back(static_cast<char>(waiting & 255U));
    return bytes;
}

}  // namespace

std::string choose_transparent(GifPixels& pixels, std::uint8_t transparent, int colours) {
    const int roots = std::max(colours, 4);  // GIF knows no codes of one bit
    return packed(Chooser(pixels, transparent, roots).run(), roots);
}

}  // namespace stridelens
