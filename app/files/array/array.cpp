#include "app/files/array/array.h"

#include "app/files/array/csv.h"
#include "app/files/array/npy.h"
#include "app/files/read_file.h"

#include <fmt/format.h>

#include <algorithm>
#include <new>

namespace stridelens {

namespace fs = std::filesystem;

namespace {

/// The last axis comes before the `rank` axes that it follows.
Tensor last_axis_first(const Tensor& array, std::size_t rank) {
    const std::size_t axes = array.shape.size(), leading = axes - 1 - rank;
    Shape shape(array.shape.begin(), array.shape.begin() + static_cast<std::ptrdiff_t>(leading));
    shape.push_back(array.shape.back());
    for (std::size_t axis = leading; axis + 1 < axes; ++axis) shape.push_back(array.shape[axis]);
    Tensor moved(shape);
    const std::int64_t channels = array.shape.back();
    // Not by hand: beside an axis without cells the others may be of any size.
    const std::int64_t plane =
        element_count(Shape(array.shape.begin() + static_cast<std::ptrdiff_t>(leading), array.shape.end() - 1));
    for (std::int64_t i = 0; i < std::ssize(array.values); ++i) {
        const std::int64_t image = i / (plane * channels), cell = i / channels % plane, channel = i % channels;
        moved[(image * channels + channel) * plane + cell] = array[i];
    }
    return moved;
}

bool as_of_a_picture(std::int64_t channels) {
    return channels == 1 || channels == 3 || channels == 4;
}

}  // namespace

FileKind kind_of(const fs::path& file, std::string_view bytes) {
    if (bytes.starts_with("\x89PNG") || bytes.starts_with("\xFF\xD8\xFF")) return FileKind::picture;
    if (bytes.starts_with("\x93NUMPY")) return FileKind::array;
    const auto first = bytes.find_first_not_of(" \t\r\n");
    if (first != std::string_view::npos && bytes[first] == '{') return FileKind::scenario;
    const std::string ending = lower_extension(file);
    return ending == ".csv" || ending == ".tsv" ? FileKind::table : FileKind::unknown;
}

Outcome<Array> array_from(const fs::path& file, std::string_view bytes, const ImportOptions& options) {
    try {
        switch (kind_of(file, bytes)) {
            case FileKind::picture:
                return array_from_image(file, bytes, options);
            case FileKind::array:
                return array_from_npy(file, bytes);
            case FileKind::table:
                return array_from_csv(file, bytes);
            case FileKind::scenario:
            case FileKind::unknown:
                break;
        }
        return refuse_file(
            file, "no numbers can be read from it; an array (.npy), a table (.csv) or a picture (.png, .jpg) can");
    } catch (const std::bad_alloc&) {
        return refuse_file(file, "there is not enough memory for it; choose a smaller one");
    }
}

Outcome<Array> load_array(const fs::path& file, const ImportOptions& options) {
    const auto bytes = read_file(file);
    if (!bytes) return tl::unexpected(bytes.error());
    return array_from(file, *bytes, options);
}

Array fitted(Array array, const Shape& shape) {
    const bool rows = shape.size() < 2 || (!array.shape.empty() && array.shape.back() == shape.back());
    const bool table = array.kind == FileKind::table;
    if (table && rows && element_count(array.shape) == element_count(shape)) array.shape = shape;
    return array;
}

Array with_channels_first(Array array, int rank, const Shape& had, const ImportOptions& options) {
    const auto axes = static_cast<std::size_t>(rank);
    if (array.kind != FileKind::array || array.shape == had || array.shape.size() <= axes) return array;
    if (options.channels == ChannelAxis::first) return array;
    const Shape shape = array.shape;
    const bool either = rank == 2 && shape.size() == 3 && as_of_a_picture(shape[2]) && !as_of_a_picture(shape[0]);
    const bool last = options.channels == ChannelAxis::last || (either && shape[0] > shape[2] && shape[1] > shape[2]);
    if (last) {
        static_cast<Tensor&>(array) = last_axis_first(array, axes);
        array.whole.clear();
    }
    if (!either || options.channels != ChannelAxis::unknown) return array;
    const std::string read =
        last ? fmt::format(
                   "the array {} is read as {} × {} cells with {} channels last; --channels first reads {} "
                   "channels of {} × {}",
                   to_string(shape), shape[0], shape[1], shape[2], shape[0], shape[1], shape[2])
             : fmt::format(
                   "the array {} is read as {} channels of {} × {}; --channels last reads {} × {} cells "
                   "with {} channels",
                   to_string(shape), shape[0], shape[1], shape[2], shape[0], shape[1], shape[2]);
    array.remark += (array.remark.empty() ? "" : "; ") + read;
    return array;
}

}  // namespace stridelens
