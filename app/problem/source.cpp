#include "app/problem/source.h"

#include "app/problem/legal.h"
#include "app/problem/solve.h"
#include "core/kernels/kernels.h"
#include "core/operation/catalogue.h"
#include "core/operation/columns.h"

#include <utility>

namespace stridelens {

namespace {

/// More numbers than this are generated rather than listed: the one-line form stays a line.
constexpr std::int64_t kMostListed = std::int64_t{1} << 16;

Shape spatial_of(const Shape& shape, int rank) {
    return Shape(shape.end() - rank, shape.end());
}

/// The same image with other numbers: those of a generator where a list would not do.
Values generated(const Values& values) {
    return values.kind == Values::Kind::list ? Problem{}.values : values;
}

template <class Op>
Op legal_on(const Op& operation, const Source& source) {
    Problem problem;
    problem.operation = operation;
    problem.input = source.shape;
    return std::get<Op>(made_legal(std::move(problem)).operation);
}

Result<Evaluation> evaluated(const Operation& operation, const Source& source) {
    Problem problem;
    problem.operation = operation;
    problem.input = source.shape;
    problem.values = source.values;
    return prepare(problem).map([](const Solvable& s) { return evaluate(s.geometry, s.operands()); });
}

// --- max unpooling -------------------------------------------------------------------------------------------------

/// Generators, if they give the very numbers that pooling the source gives.
bool generators_do(const Problem& problem, const Evaluation& pooled) {
    const auto made = prepare(problem);
    return made && made->input->values == pooled.output.values && made->indices == pooled.indices;
}

Problem unpooling(Problem problem, const Source& source) {
    auto& unpool = std::get<MaxUnpool>(problem.operation);
    MaxPool pool = default_of<MaxPool>(unpool.spatial_rank);
    pool.kernel_size = unpool.kernel_size;
    pool.stride = unpool.stride;
    pool.padding = unpool.padding;
    pool.convention = unpool.convention;
    pool = legal_on(pool, source);
    unpool.kernel_size = pool.kernel_size;
    unpool.stride = pool.stride;
    unpool.padding = pool.padding;
    unpool.output_size = {};

    const auto shape = output_shape(pool, source.shape);
    if (!shape) return problem;
    problem.input = *shape;
    const auto plain = output_shape(unpool, *shape);
    if (!plain || !(*plain == source.shape)) {  // what the windows did not reach comes back as zeros
        unpool.output_size = spatial_of(source.shape, unpool.spatial_rank);
        if (check(unpool, *shape)) unpool.output_size = {};
    }
    const std::uint64_t seed = source.values.seed;
    problem.values = Values{Values::Kind::maxima, seed, {}};
    problem.indices = Values{Values::Kind::winners, seed, {}};
    if (element_count(source.shape) > kMostListed) return problem;
    const auto pooled = evaluated(pool, source);
    if (!pooled || (source.values.kind == Values::Kind::normal && generators_do(problem, *pooled))) return problem;
    problem.values = Values{Values::Kind::list, seed, pooled->output.values};
    problem.indices = Values{Values::Kind::list, seed, NumberList(pooled->indices)};
    return problem;
}

// --- folding -------------------------------------------------------------------------------------------------------

Problem folding(Problem problem, const Source& source) {
    auto& fold = std::get<Fold>(problem.operation);
    const Unfold unfold = legal_on(unfolding_of(fold), source);
    fold.kernel_size = unfold.kernel_size;
    fold.stride = unfold.stride;
    fold.padding = unfold.padding;
    fold.dilation = unfold.dilation;
    fold.output_size = spatial_of(source.shape, fold.spatial_rank);
    const auto shape = output_shape(unfold, source.shape);
    if (!shape) return problem;
    problem.input = *shape;
    problem.values = generated(source.values);
    if (element_count(*shape) > kMostListed) return problem;
    if (auto columns = evaluated(unfold, source))
        problem.values = Values{Values::Kind::list, source.values.seed, std::move(columns->output.values)};
    return problem;
}

}  // namespace

bool input_is_made(const Operation& operation) {
    return std::holds_alternative<MaxUnpool>(operation) || std::holds_alternative<Fold>(operation);
}

Problem with_source(Problem problem, const Source& source) {
    const bool has_axes = source.shape.size() > static_cast<std::size_t>(spatial_rank_of(problem.operation));
    if (has_axes && std::holds_alternative<MaxUnpool>(problem.operation)) return unpooling(std::move(problem), source);
    if (has_axes && std::holds_alternative<Fold>(problem.operation)) return folding(std::move(problem), source);
    problem.input = source.shape;
    problem.values = source.values;
    return problem;
}

Source source_of(const Problem& problem) {
    if (!input_is_made(problem.operation)) return {problem.input, problem.values};
    const auto shape = output_shape(problem.operation, problem.input);
    if (!shape) return {problem.input, generated(problem.values)};
    // maxima are pooled from normal numbers in the output's shape: here they are.
    const Values plain{Values::Kind::normal, problem.values.seed, {}};
    if (problem.values.kind == Values::Kind::maxima) return {*shape, plain};
    if (problem.values.kind != Values::Kind::list || element_count(*shape) > kMostListed)
        return {*shape, generated(problem.values)};
    const auto solvable = prepare(problem);
    if (!solvable) return {*shape, plain};
    Tensor output = evaluate(solvable->geometry, solvable->operands()).output;
    return {*shape, Values{Values::Kind::list, problem.values.seed, std::move(output.values)}};
}

}  // namespace stridelens
