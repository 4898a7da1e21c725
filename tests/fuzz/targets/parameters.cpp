// Any bytes as the parameters of an operation: refused with a sentence, or evaluated and explained like the reference.

#include "tests/fuzz/broken.h"
#include "tests/fuzz/bytes.h"

using namespace stridelens;

namespace {

constexpr std::int64_t kSmallWork = 400;  // taps; libFuzzer wants many runs, not long ones

/// One entry per axis, an input with axes, and no number that the text form cannot say: such a problem has a line.
bool is_well_formed(const Problem& problem) {
    if (problem.input.empty()) return false;
    return std::visit(
        [](const auto& op) {
            const auto rank = static_cast<std::size_t>(op.spatial_rank);
            bool well = op.spatial_rank >= 1 && op.spatial_rank <= 3;
            const std::decay_t<decltype(op)> usual;  // may leave out what is empty by default
            if constexpr (requires { op.kernel_size; })
                well = well && op.kernel_size.size() == rank &&
                       (op.stride.size() == rank || (op.stride.empty() && usual.stride.empty()));
            if constexpr (std::is_same_v<decltype(op), const Pad&>)
                well = well && !op.padding.empty();
            else if constexpr (requires { op.padding; })
                well = well && op.padding.size() == rank;
            if constexpr (requires { op.dilation; }) well = well && op.dilation.size() == rank;
            if constexpr (requires { op.output_padding; }) well = well && op.output_padding.size() == rank;
            if constexpr (requires { op.output_size; })
                well = well && (op.output_size.size() == rank || (op.output_size.empty() && usual.output_size.empty()));
            if constexpr (requires { op.norm_type; }) well = well && op.norm_type == op.norm_type;
            return well;
        },
        problem.operation);
}

/// Numbers by generators, and indices that are sometimes a list from the bytes.
void set_numbers(fuzz::Bytes& bytes, const Geometry& geometry, Problem& problem) {
    const Values integers{Values::Kind::integers, bytes.byte(), {}};
    problem.values = bytes.flag() ? integers : Values{Values::Kind::negative, 7, {}};
    problem.weights = problem.bias = problem.upstream = integers;
    if (!std::holds_alternative<MaxUnpool>(problem.operation)) return;
    if (bytes.flag()) {
        problem.values.kind = Values::Kind::maxima;
        return;
    }
    problem.indices = Values{Values::Kind::list, 7, {}};
    for (std::int64_t i = element_count(geometry.input); i > 0; --i)
        problem.indices.list.edit(
            [&](std::vector<float>& list) { list.push_back(static_cast<float>(bytes.number())); });
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    fuzz::Bytes bytes(data, size);
    Problem problem = fuzz::problem_from(bytes);
    if (is_well_formed(problem)) fuzz::stop_if(test::broken_line(problem), problem);
    fuzz::stop_if(test::broken_answer(problem), problem);
    const auto geometry = resolve(problem.operation, problem.input);
    if (!geometry || test::work_of(*geometry) > kSmallWork) return 0;
    set_numbers(bytes, *geometry, problem);
    const auto numbers = make_numbers(problem, *geometry);
    if (!numbers) return 0;  // indices outside the output
    fuzz::stop_if(test::broken_forwards(*geometry, *numbers), problem);
    fuzz::stop_if(test::broken_backwards(*geometry, *numbers), problem);
    fuzz::stop_if(test::broken_words(*geometry, *numbers), problem);
    return 0;
}
