#pragma once
// Tables with a row for each value of an enum. The compiler sees that no row is missing, too many or in another's place,
// also when the enum grows.

#include <array>
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace stridelens {

namespace detail {

/// Whether the enum has a name for `value`: compilers write one that has none as a cast, "(stridelens::Grid)13".
template <auto value>
constexpr bool is_named() {
    constexpr std::string_view function = __PRETTY_FUNCTION__, before = "value = ";
    return function[function.rfind(before) + before.size()] != '(';
}

template <class Enum, std::size_t i = 0>
constexpr std::size_t count_of() {
    if constexpr (is_named<static_cast<Enum>(i)>())
        return count_of<Enum, i + 1>();
    else
        return i;
}

}  // namespace detail

/// Number of values of an enum class that counts from 0.
template <class Enum>
inline constexpr std::size_t kCountOf = detail::count_of<Enum>();

/// All of them, in their order.
template <class Enum>
inline constexpr std::array<Enum, kCountOf<Enum>> kAllOf = [] {
    std::array<Enum, kCountOf<Enum>> all{};
    for (std::size_t i = 0; i < all.size(); ++i) all[i] = static_cast<Enum>(i);
    return all;
}();

/// Their words, for lists of what can be chosen. to_string() must know them.
template <class Enum>
std::vector<std::string> words_of_all() {
    std::vector<std::string> words;
    for (const Enum value : kAllOf<Enum>) words.emplace_back(to_string(value));
    return words;
}

/// Table<Align, const char*> words({{Align::start, "start"}, {Align::middle, "middle"}, {Align::end, "end"}}); words[align].
/// Does not compile unless each value has its row, in the enum's order.
template <class Enum, class Row>
class Table {
public:
    struct Line {
        Enum value;
        Row row;
    };
    using Lines = Line[kCountOf<Enum>];

    consteval Table(const Lines& lines) {
        if (!in_order(lines)) throw "each value of the enum has one row, in the enum's order";
        for (std::size_t i = 0; i < rows_.size(); ++i) rows_[i] = lines[i].row;
    }

    /// Whether each line is the one of its place. What is left out at the end has the first value.
    static constexpr bool in_order(const Lines& lines) {
        for (std::size_t i = 0; i < kCountOf<Enum>; ++i)
            if (lines[i].value != static_cast<Enum>(i)) return false;
        return true;
    }

    constexpr const Row& operator[](Enum value) const { return rows_[static_cast<std::size_t>(value)]; }

private:
    std::array<Row, kCountOf<Enum>> rows_{};
};

}  // namespace stridelens
