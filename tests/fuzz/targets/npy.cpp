// Any bytes as an .npy file: refused, or numbers that are written and read back bit for bit, whose channels can be put first,
// and that can be opened.

#include "app/files/array/npy.h"
#include "tests/fuzz/numbers.h"

using namespace stridelens;

namespace {

std::vector<float> sorted(std::vector<float> numbers) {
    std::sort(numbers.begin(), numbers.end(),
              [](float a, float b) { return std::bit_cast<std::uint32_t>(a) < std::bit_cast<std::uint32_t>(b); });
    return numbers;
}

void check_channels(const Array& array, std::string_view bytes) {
    for (const int rank : {1, 2, 3})
        for (const ChannelAxis channels : {ChannelAxis::unknown, ChannelAxis::first, ChannelAxis::last}) {
            const Array moved = with_channels_first(array, rank, {1, 1, 5, 5}, {.channels = channels});
            fuzz::stop_if(fuzz::broken_array(moved), bytes);
            fuzz::stop_unless(fuzz::same_numbers(sorted(moved.values), sorted(array.values)), "other numbers", bytes);
        }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view bytes = fuzz::text_of(data, size);
    const auto array = array_from_npy("x.npy", bytes);
    if (!array) {
        fuzz::stop_if(fuzz::broken_refusal(array.error()), bytes);
        return 0;
    }
    fuzz::stop_if(fuzz::broken_array(*array), bytes);
    const std::filesystem::path copy = fuzz::scratch() / "copy.npy";
    if (const auto saved = save_npy(copy, *array); !saved) fuzz::stop(saved.error().sentence, bytes);
    const auto again = array_from_npy(copy, fuzz::bytes_of(copy));
    if (!again) fuzz::stop("what was written is refused: " + again.error().sentence, bytes);
    fuzz::stop_unless(again->shape == array->shape && fuzz::same_numbers(again->values, array->values),
                      "what was written is another array", bytes);
    check_channels(*array, bytes);
    fuzz::check_opening("x.npy", bytes);
    return 0;
}
