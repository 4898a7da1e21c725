// Source: https://numpy.org/doc/stable/reference/generated/numpy.lib.format.html

#include "app/files/array/npy_header.h"

#include "app/files/read_file.h"

#include <fmt/format.h>

#include <cstdint>
#include <optional>

namespace stridelens {

namespace {

/// The header is a Python dictionary: {'descr': '<f4', 'fortran_order': False, 'shape': (1, 1, 5, 5), }.
class DictReader {
public:
    explicit DictReader(std::string_view text) : text_(text) {}

    bool accept(char symbol) {
        skip_space();
        if (at_ >= text_.size() || text_[at_] != symbol) return false;
        ++at_;
        return true;
    }
    std::optional<std::string> quoted() {
        skip_space();
        if (at_ >= text_.size() || (text_[at_] != '\'' && text_[at_] != '"')) return std::nullopt;
        const auto end = text_.find(text_[at_], at_ + 1);
        if (end == std::string_view::npos) return std::nullopt;
        std::string word{text_.substr(at_ + 1, end - at_ - 1)};
        at_ = end + 1;
        return word;
    }
    std::optional<bool> truth() {
        skip_space();
        for (const bool value : {true, false}) {
            const std::string_view word = value ? "True" : "False";
            if (!text_.substr(at_).starts_with(word)) continue;
            at_ += word.size();
            return value;
        }
        return std::nullopt;
    }
    std::optional<std::int64_t> whole_number() {
        skip_space();
        std::int64_t value = 0;
        std::size_t digits = 0;
        for (; at_ < text_.size() && text_[at_] >= '0' && text_[at_] <= '9'; ++at_, ++digits) {
            if (digits >= 18) return std::nullopt;
            value = value * 10 + (text_[at_] - '0');
        }
        if (digits > 0 && at_ < text_.size() && text_[at_] == 'L') ++at_;  // Python 2
        return digits > 0 ? std::optional{value} : std::nullopt;
    }

private:
    void skip_space() {
        while (at_ < text_.size() && (text_[at_] == ' ' || text_[at_] == '\n' || text_[at_] == '\t')) ++at_;
    }
    std::string_view text_;
    std::size_t at_ = 0;
};

/// "(1, 5)", "(3,)", "()".
std::optional<Shape> read_shape(DictReader& reader) {
    if (!reader.accept('(')) return std::nullopt;
    Shape shape;
    while (!reader.accept(')')) {
        const auto size = reader.whole_number();
        if (!size || shape.size() == kMaxAxes) return std::nullopt;
        shape.push_back(*size);
        if (reader.accept(',')) continue;
        if (!reader.accept(')')) return std::nullopt;
        break;
    }
    return shape;
}

/// The dictionary; nothing if it is not whole. A structured type (a list) ends up here too.
std::optional<NpyHeader> read_dict(std::string_view text) {
    DictReader reader(text);
    NpyHeader header;
    bool type = false, order = false, shape = false;
    if (!reader.accept('{')) return std::nullopt;
    while (!reader.accept('}')) {
        const auto key = reader.quoted();
        if (!key || !reader.accept(':')) return std::nullopt;
        if (*key == "descr") {
            const auto value = reader.quoted();
            if (!value) return std::nullopt;
            header.type = *value;
            type = true;
        } else if (*key == "fortran_order") {
            const auto value = reader.truth();
            if (!value) return std::nullopt;
            header.fortran_order = *value;
            order = true;
        } else if (*key == "shape") {
            const auto value = read_shape(reader);
            if (!value) return std::nullopt;
            header.shape = *value;
            shape = true;
        } else {
            return std::nullopt;
        }
        if (!reader.accept(',') && !reader.accept('}')) return std::nullopt;
        if (type && order && shape) break;
    }
    if (!type || !order || !shape) return std::nullopt;
    return header;
}

std::size_t little_endian(std::string_view bytes) {
    std::size_t value = 0;
    for (std::size_t i = bytes.size(); i-- > 0;) value = value << 8 | static_cast<unsigned char>(bytes[i]);
    return value;
}

}  // namespace

Outcome<NpyHeader> read_npy_header(const std::filesystem::path& file, std::string_view bytes) {
    if (!bytes.starts_with(kNpyMagic))
        return refuse_file(file, "this is no .npy file: it does not begin with \\x93NUMPY");
    if (bytes.size() < 10) return refuse_file(file, "this .npy file ends within its header");
    const int version = static_cast<unsigned char>(bytes[6]);
    if (version < 1 || version > 3)
        return refuse_file(file, fmt::format("this .npy file has version {}; 1, 2 and 3 can be read", version));
    const std::size_t width = version == 1 ? 2 : 4;
    if (bytes.size() < 8 + width) return refuse_file(file, "this .npy file ends within its header");
    const std::size_t length = little_endian(bytes.substr(8, width));
    if (length > bytes.size() - 8 - width) return refuse_file(file, "this .npy file ends within its header");
    auto header = read_dict(bytes.substr(8 + width, length));
    if (!header)
        return refuse_file(file,
                           "this .npy header cannot be read; expected one array of plain numbers, e.g. "
                           "{'descr': '<f4', 'fortran_order': False, 'shape': (1, 1, 5, 5)}");
    header->data = 8 + width + length;
    return *header;
}

}  // namespace stridelens
