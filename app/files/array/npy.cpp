// NumPy's .npy format, versions 1 to 3.
// Source: https://numpy.org/doc/stable/reference/generated/numpy.lib.format.html

#include "app/files/array/npy.h"

#include "app/files/array/npy_header.h"
#include "app/files/new_file.h"
#include "app/files/read_file.h"
#include "app/problem/solve.h"
#include "core/tensor/float_of.h"
#include "core/words/printable.h"

#include <fmt/format.h>

#include <array>
#include <bit>
#include <cmath>
#include <cstring>
#include <limits>
#include <optional>
#include <type_traits>
#include <utility>

namespace stridelens {

namespace {

/// IEEE 754 binary16. Source: 1 sign, 5 exponent, 10 fraction bits.
float half(std::uint16_t bits) {
    const int exponent = bits >> 10 & 31;
    const int fraction = bits & 1023;
    const float sign = (bits >> 15) != 0 ? -1.0F : 1.0F;
    if (exponent == 31)
        return fraction == 0 ? sign * std::numeric_limits<float>::infinity() : std::numeric_limits<float>::quiet_NaN();
    if (exponent == 0) return sign * std::ldexp(static_cast<float>(fraction), -24);
    return sign * std::ldexp(static_cast<float>(1024 + fraction), exponent - 25);
}

template <class T>
T as(std::uint64_t bits) {
    if constexpr (sizeof(T) == 8) {
        return std::bit_cast<T>(bits);
    } else if constexpr (sizeof(T) == 4) {
        return std::bit_cast<T>(static_cast<std::uint32_t>(bits));
    } else if constexpr (sizeof(T) == 2) {
        return std::bit_cast<T>(static_cast<std::uint16_t>(bits));
    } else {
        return std::bit_cast<T>(static_cast<std::uint8_t>(bits));
    }
}

/// One kind of number: its size in bytes, and how its bits become a float32; of what can be whole and needs more bits than
/// that has: as int64 (nothing if it is none), whether it is whole and rounded, and as text.
struct Type {
    std::string_view name;
    std::size_t bytes;
    float (*convert)(std::uint64_t bits);
    std::optional<std::int64_t> (*whole)(std::uint64_t bits) = nullptr;
    bool (*rounded)(std::uint64_t bits) = nullptr;
    std::string (*text)(std::uint64_t bits) = nullptr;
};

template <class T>
std::optional<std::int64_t> whole(std::uint64_t bits) {
    const T value = as<T>(bits);
    if constexpr (std::is_floating_point_v<T>) {
        if (!(std::abs(value) < 0x1p63) || std::trunc(value) != value) return std::nullopt;
    } else {
        if (!std::in_range<std::int64_t>(value)) return std::nullopt;
    }
    return static_cast<std::int64_t>(value);
}

/// Whether float32 has another whole number in its place: 24 bits from the first that is set to the last are not enough.
template <class T>
bool rounded(std::uint64_t bits) {
    const T value = as<T>(bits);
    if constexpr (std::is_floating_point_v<T>) {
        return std::trunc(value) == value && std::abs(value) <= double{std::numeric_limits<float>::max()} &&
               T{float_of(value)} != value;
    } else {
        const auto wide = static_cast<std::uint64_t>(value);
        const std::uint64_t magnitude = std::cmp_less(value, 0) ? 0 - wide : wide;
        return magnitude != 0 && magnitude >> std::countr_zero(magnitude) >= std::uint64_t{1} << 24;
    }
}

template <class T>
constexpr Type number(std::string_view name) {
    Type type{name, sizeof(T), [](std::uint64_t bits) {
                  if constexpr (std::is_same_v<T, double>) return float_of(as<T>(bits));
                  return static_cast<float>(as<T>(bits));
              }};
    if constexpr (std::numeric_limits<T>::digits > std::numeric_limits<float>::digits) {
        type.whole = whole<T>;
        type.rounded = rounded<T>;
        type.text = [](std::uint64_t bits) { return fmt::format("{}", as<T>(bits)); };
    }
    return type;
}

constexpr std::array kTypes{
    Type{"f2", 2, [](std::uint64_t bits) { return half(static_cast<std::uint16_t>(bits)); }},
    number<float>("f4"),
    number<double>("f8"),
    number<std::int8_t>("i1"),
    number<std::int16_t>("i2"),
    number<std::int32_t>("i4"),
    number<std::int64_t>("i8"),
    number<std::uint8_t>("u1"),
    number<std::uint16_t>("u2"),
    number<std::uint32_t>("u4"),
    number<std::uint64_t>("u8"),
    Type{"b1", 1, [](std::uint64_t bits) { return bits == 0 ? 0.0F : 1.0F; }},
};

const Type* find_type(std::string_view name) {
    if (name.empty() || std::string_view{"<>|="}.find(name.front()) == std::string_view::npos) return nullptr;
    for (const Type& type : kTypes)
        if (name.substr(1) == type.name) return &type;
    return nullptr;
}

/// Position of the number number `flat` of a Fortran-ordered array (first axis fastest) in the row-major tensor.
std::int64_t row_major(const Shape& shape, std::int64_t flat) {
    Index index = shape;
    for (std::size_t axis = 0; axis < shape.size(); ++axis) {
        index[axis] = flat % shape[axis];
        flat /= shape[axis];
    }
    return flatten(shape, index);
}

/// The numbers behind the header, bit by bit.
class NumberReader {
public:
    NumberReader(const NpyHeader& header, const Type& type, std::string_view bytes)
        : bytes_(bytes.substr(header.data)), size_(type.bytes), big_endian_(header.type.front() == '>') {}

    std::uint64_t operator[](std::int64_t i) const {
        std::uint64_t bits = 0;
        for (std::size_t byte = 0; byte < size_; ++byte) {
            const std::size_t significance = big_endian_ ? size_ - 1 - byte : byte;
            bits |= std::uint64_t{static_cast<unsigned char>(bytes_[static_cast<std::size_t>(i) * size_ + byte])}
                    << (8 * significance);
        }
        return bits;
    }

private:
    std::string_view bytes_;
    std::size_t size_;
    bool big_endian_;
};

/// "[0, 0, 3]": the number at this place.
std::string place_of(const Shape& shape, std::int64_t flat) {
    const Index index = unflatten(shape, flat);
    return fmt::format("[{}]", fmt::join(index.begin(), index.end(), ", "));
}

std::string unreadable(const std::string& type) {
    if (type.ends_with("f16") || type.ends_with("f12"))
        return fmt::format(
            "its numbers are of type '{}', wider than float64; write them as float64 or float32 "
            "(x.astype('float64')), integers or bool",
            type);
    return fmt::format("its numbers are of type '{}'; floats of 16, 32 and 64 bits, integers and bool can be read",
                       text::excerpt(type, 40));
}

/// All numbers. Errors: a float64 that would become infinite.
Outcome<Array> read_numbers(const std::filesystem::path& file, const NpyHeader& header, const Type& type,
                            std::string_view bytes) {
    Array array{Tensor(header.shape), FileKind::array, {}, {}};
    const NumberReader numbers(header, type, bytes);
    const auto place = [&](std::int64_t i) { return header.fortran_order ? row_major(array.shape, i) : i; };
    const auto count = static_cast<std::int64_t>(array.values.size());
    std::int64_t count_rounded = 0, first = 0;
    for (std::int64_t i = 0; i < count; ++i) {
        const std::uint64_t bits = numbers[i];
        const float number = type.convert(bits);
        if (type.name == "f8" && std::isinf(number) && std::isfinite(as<double>(bits)))
            return refuse_file(
                file, fmt::format("{} is {}; expected a number within float32, ±3.4e38 (inf is allowed, as inf)",
                                  place_of(array.shape, place(i)), as<double>(bits)));
        array[place(i)] = number;
        if (type.rounded != nullptr && type.rounded(bits) && count_rounded++ == 0) first = i;
    }
    if (count_rounded == 0) return array;
    array.whole.resize(array.values.size());
    for (std::int64_t i = 0; i < count && !array.whole.empty(); ++i) {
        const auto whole = type.whole(numbers[i]);
        if (whole)
            array.whole[static_cast<std::size_t>(place(i))] = *whole;
        else
            array.whole.clear();
    }
    array.remark = fmt::format(
        "whole numbers are rounded to float32, which holds all of them only up to 16777216: {} became {:.0f} ({} in "
        "all)",
        type.text(numbers[first]), array[place(first)], count_rounded);
    return array;
}

}  // namespace

Outcome<Array> array_from_npy(const std::filesystem::path& file, std::string_view bytes) {
    const auto header = read_npy_header(file, bytes);
    if (!header) return tl::unexpected(header.error());
    const Type* type = find_type(header->type);
    if (!type) return refuse_file(file, unreadable(header->type));
    if (!fits(header->shape))
        return refuse_file(file, fmt::format("{} has more than {} cells, the most that Stridelens holds",
                                             to_string(header->shape), kMaxCells));
    const std::size_t have = bytes.size() - header->data;
    const std::size_t need = static_cast<std::size_t>(element_count(header->shape)) * type->bytes;
    if (have != need)
        return refuse_file(file, fmt::format("{} numbers of '{}' need {} bytes, but the file has {}: it is {}",
                                             to_string(header->shape), header->type, need, have,
                                             have < need ? "cut off" : "longer than its header says"));
    return read_numbers(file, *header, *type, bytes);
}

namespace {

/// Everything before the numbers, whose type is `type`.
std::string npy_head(const char* type, const Shape& sizes) {
    std::string shape;
    for (const std::int64_t size : sizes) shape += fmt::format("{}{}", shape.empty() ? "" : ", ", size);
    if (sizes.size() == 1) shape += ",";
    std::string header = fmt::format("{{'descr': '{}', 'fortran_order': False, 'shape': ({}), }}", type, shape);
    constexpr std::size_t kBefore = 10, kAlignment = 64;  // the numbers begin at a multiple of 64 bytes
    header.append(kAlignment - 1 - (kBefore + header.size()) % kAlignment, ' ');
    header += '\n';
    std::string bytes{kNpyMagic};
    bytes += {'\x01', '\x00', static_cast<char>(header.size() & 255), static_cast<char>(header.size() >> 8)};
    return bytes + header;
}

template <class Bits>
void append_little_endian(std::string& bytes, Bits bits) {
    for (std::size_t shift = 0; shift < 8 * sizeof(bits); shift += 8) bytes += static_cast<char>(bits >> shift & 255);
}

}  // namespace

Outcome<void> save_npy(const std::filesystem::path& file, const Tensor& tensor) {
    std::string bytes = npy_head("<f4", tensor.shape);
    for (const float value : tensor.values) append_little_endian(bytes, std::bit_cast<std::uint32_t>(value));
    return write_whole_file(file, bytes);
}

Outcome<void> save_npy(const std::filesystem::path& file, const Shape& shape,
                       const std::vector<std::int64_t>& numbers) {
    std::string bytes = npy_head("<i8", shape);
    for (const std::int64_t number : numbers) append_little_endian(bytes, static_cast<std::uint64_t>(number));
    return write_whole_file(file, bytes);
}

}  // namespace stridelens
