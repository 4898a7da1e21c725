// Any bytes as a table of numbers: refused, or numbers that are written and read back bit for bit, and that can be opened.

#include "app/files/array/csv.h"
#include "tests/fuzz/numbers.h"

#include <fmt/format.h>

using namespace stridelens;

namespace {

/// Planes with an empty line between them.
std::string written(const Array& array) {
    const Shape& shape = array.shape;
    const auto columns = static_cast<std::size_t>(shape.back());
    const auto rows = static_cast<std::size_t>(shape[shape.size() - 2]);
    std::string text;
    for (std::size_t i = 0; i < array.values.size(); ++i) {
        if (i > 0 && i % (rows * columns) == 0) text += '\n';
        text += fmt::format("{}{}", array.values[i], (i + 1) % columns == 0 ? '\n' : ',');
    }
    return text;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view bytes = fuzz::text_of(data, size);
    const auto array = array_from_csv("x.csv", bytes);
    if (!array) {
        fuzz::stop_if(fuzz::broken_refusal(array.error()), bytes);
        return 0;
    }
    fuzz::stop_if(fuzz::broken_array(*array), bytes);
    fuzz::stop_unless(array->shape.size() == 2 || array->shape.size() == 3, "no rows and columns", bytes);
    const std::string text = written(*array);
    const auto again = array_from_csv("x.csv", text);
    if (!again) fuzz::stop("what was written is refused: " + again.error().sentence, text);
    fuzz::stop_unless(again->shape == array->shape && fuzz::same_numbers(again->values, array->values),
                      "what was written is another table", text);
    fuzz::check_opening("x.csv", bytes);
    return 0;
}
