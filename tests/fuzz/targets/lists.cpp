// Any bytes as the short texts that people write: steps, parts of a page, a size, a cell, a number. Refused with a sentence,
// or read as something that is written and read back.

#include "app/cli/commands.h"
#include "app/cli/render_arguments.h"
#include "app/export/jobs/job_files.h"
#include "app/files/json_text.h"
#include "app/state/exports/step_list.h"
#include "app/state/parse_number.h"
#include "tests/fuzz/broken.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <bit>
#include <cmath>

using namespace stridelens;

namespace {

void check_steps_of(std::string_view text, std::int64_t count) {
    const auto steps = parse_steps(text, count);
    if (!steps) return fuzz::stop_if(fuzz::broken_refusal(steps.error()), text);
    for (const std::int64_t step : *steps)
        fuzz::stop_unless(step >= 0 && step < count, "a step that there is not", text);
    const std::string written = print_steps(*steps, count);
    const auto again = parse_steps(written, count);
    fuzz::stop_unless(again && *again == *steps, "the steps are others when they are read back", written);
}

void check_parts(const std::string& text) {
    const auto parts = parse_parts(text);
    if (!parts) return fuzz::stop_if(fuzz::broken_refusal(parts.error()), text);
    std::string changes;
    for (const PartName& name : kPartNames)
        changes += fmt::format("{}{}{}", changes.empty() ? "" : ",", (*parts).*name.part ? '+' : '-', name.name);
    const auto again = parse_parts(changes);
    fuzz::stop_unless(again && *again == *parts, "the parts are others when they are read back", changes);
}

void check_size(const std::string& text) {
    const auto size = parse_size(text);
    if (!size) return;
    fuzz::stop_unless(size->first >= 1 && size->second >= 1, "a page without a side", text);
    fuzz::stop_unless(parse_size(fmt::format("{}x{}", size->first, size->second)) == size, "another size", text);
}

void check_cell(const std::string& at) {
    static const Scenario scenario{"", *parse_problem("conv2d 1x2x4x4 out2 k3 values=nan,-inf,1e30")};
    static const Scenario gradient{"", *parse_problem("avgpool1d 1x4 k2"), 0, View::grad_input};
    for (const Scenario* of : {&scenario, &gradient})
        for (const bool json : {false, true}) {
            const auto told = explain_command(*of, at, json ? Telling::json : Telling::text);
            if (!told) {
                fuzz::stop_if(fuzz::broken_refusal(told.error()), at);
                continue;
            }
            fuzz::stop_unless(*told == text::lines(*told) && told->ends_with('\n'), "no lines of text", *told);
            fuzz::stop_unless(!json || parse_json(*told), "no JSON", *told);
        }
}

void check_number(std::string_view text) {
    const auto number = parse_number(text);
    if (!number) return fuzz::stop_if(fuzz::broken_refusal(number.error()), text);
    const std::string written = fmt::format("{}", *number);
    const auto again = parse_number(written);
    fuzz::stop_unless(again && (std::bit_cast<std::uint32_t>(*again) == std::bit_cast<std::uint32_t>(*number) ||
                                (std::isnan(*again) && std::isnan(*number))),
                      "another number is read back", written);
    const auto whole = parse_whole(text);
    if (whole) fuzz::stop_unless(static_cast<float>(*whole) == *number, "a whole number is not the number", text);
}

/// A file a step: as many names as steps, no two alike.
void check_names(const std::string& output) {
    constexpr std::int64_t count = 11;
    const std::filesystem::path first = numbered(output, 0, count), last = numbered(output, count - 1, count);
    const bool numbers = output.find("{step}") != std::string::npos;
    fuzz::stop_unless(numbers == (first != last), "names that are alike", output);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string text(fuzz::text_of(data, size));
    for (const std::int64_t count : {1, 16, 200}) check_steps_of(text, count);
    check_parts(text);
    check_size(text);
    check_cell(text);
    check_number(text);
    check_names(text);
    return 0;
}
