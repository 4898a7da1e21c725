#pragma once
// A value for each of a film's colours: a few thousand of them, asked for at every run of a frame.

#include "app/export/film/frame_tiles.h"

#include <cstddef>
#include <utility>
#include <vector>

namespace stridelens {

/// From opaque colours to values, in one array: a colour stands at its own place, or at the next that is free.
template <class Value>
class ColourTable {
public:
    /// The colour's value; a new one is Value{}.
    Value& operator[](Rgb colour) {
        if (Slot& slot = slots_[place(colour)]; slot.colour == colour) return slot.value;
        if (2 * (size_ + 1) > slots_.size()) grow();
        ++size_;
        Slot& slot = slots_[place(colour)];
        slot.colour = colour;
        return slot.value;
    }
    /// Of a colour that it has.
    const Value& at(Rgb colour) const { return slots_[place(colour)].value; }

    std::vector<std::pair<Rgb, Value>> all() const {
        std::vector<std::pair<Rgb, Value>> entries;
        for (const Slot& slot : slots_)
            if (slot.colour != 0) entries.emplace_back(slot.colour, slot.value);
        return entries;
    }

private:
    struct Slot {
        Rgb colour = 0;  // no opaque colour: free
        Value value{};
    };

    std::size_t place(Rgb colour) const {
        std::size_t at = (colour * 2654435769U >> 7U) & (slots_.size() - 1);
        while (slots_[at].colour != 0 && slots_[at].colour != colour) at = (at + 1) & (slots_.size() - 1);
        return at;
    }
    void grow() {
        std::vector<Slot> old(2 * slots_.size());
        old.swap(slots_);
        for (const Slot& slot : old)
            if (slot.colour != 0) slots_[place(slot.colour)] = slot;
    }

    std::vector<Slot> slots_ = std::vector<Slot>(1024);  // a power of two, half of them free at least
    std::size_t size_ = 0;
};

}  // namespace stridelens
