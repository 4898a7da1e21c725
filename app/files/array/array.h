#pragma once
// Numbers that a file has, whatever it is: an array, a table of numbers, a picture.

#include "app/files/failure.h"
#include "app/files/image.h"
#include "core/tensor/tensor.h"

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace stridelens {

/// What a file is, by what it begins with: its name may lie. A table alone is known by its name.
enum class FileKind { scenario, picture, array, table, unknown };
FileKind kind_of(const std::filesystem::path& file, std::string_view bytes);

struct Array : Tensor {
    FileKind kind =
        FileKind::array;  // what it was read from; a table can say nothing of its shape but rows and columns
    std::vector<std::int64_t> whole = {};       // the same, exactly, if the file has integers that float32 rounds
    std::string remark = {};                    // what is to be said of how it was read; empty: nothing
    std::optional<PictureRegion> picture = {};  // a picture: all of it, whatever part was read
};

/// The numbers in `bytes`, which were read from `file`. Errors: a sentence that names the file; it is nothing with numbers; too
/// large for memory.
Outcome<Array> array_from(const std::filesystem::path& file, std::string_view bytes, const ImportOptions& options);

/// The numbers of a file, read.
Outcome<Array> load_array(const std::filesystem::path& file, const ImportOptions& options);

/// A table of as many numbers as `shape` has cells, in rows as long as its last axis, laid out so. Any other array as it is.
Array fitted(Array array, const Shape& shape);

/// The array as an input of an operation over `rank` axes, channels before them. Where they are in the file, `options` says;
/// if that says nothing, an array (H, W, 1, 3 or 4) of more rows and columns than that is a picture with its channels last.
/// What may be meant in two ways is told in the remark, with the other way. An array that is what the problem had is as it is.
Array with_channels_first(Array array, int rank, const Shape& had, const ImportOptions& options);

}  // namespace stridelens
