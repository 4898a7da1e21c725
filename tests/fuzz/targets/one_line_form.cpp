// Any bytes as a one-line form: refused with a column inside the line, or read as a problem that prints and reads back.

#include "core/operation/messages/messages.h"
#include "tests/fuzz/broken.h"

#include <string_view>

using namespace stridelens;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view line(reinterpret_cast<const char*>(data), size);
    const auto problem = parse_problem(line);
    if (problem) {
        fuzz::stop_if(test::broken_text(*problem), *problem);
        fuzz::stop_if(test::broken_answer(*problem), *problem);
        return 0;
    }
    const Error& error = problem.error();
    if (sentence_of(error).empty()) fuzz::stop("a refusal without a sentence", line);
    if (error.field == Field::text && error.column.value_or(0) > size) fuzz::stop("a column beyond the line", line);
    return 0;
}
