// Any bytes as a one-line form: refused with a column inside the line, or read as a problem, or as two, that prints and
// reads back.

#include "core/operation/comparison.h"
#include "core/operation/messages/messages.h"
#include "tests/fuzz/broken.h"

#include <string_view>

using namespace stridelens;

namespace {

void check_comparison(std::string_view line) {
    const auto read = parse_comparison(line);
    if (!read) {
        const ComparisonError& refused = read.error();
        if (sentence_of(refused).empty()) fuzz::stop("a refusal without a sentence", line);
        if (refused.error.column.value_or(0) > line.size()) fuzz::stop("a column beyond the line", line);
        return;
    }
    const std::string printed = print(*read);
    const auto again = parse_comparison(printed);
    if (!again) fuzz::stop("what was printed is refused: " + sentence_of(again.error()), printed);
    fuzz::stop_unless(*again == *read, "what was printed is another comparison", printed);
    fuzz::stop_unless(print(*again) == printed, "printed again it is another line", printed);
    if (read->b) setting_differences(read->a, *read->b);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view line(reinterpret_cast<const char*>(data), size);
    check_comparison(line);
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
