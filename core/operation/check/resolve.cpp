#include "core/operation/catalogue.h"
#include "core/operation/check/check.h"
#include "core/operation/geometry.h"

namespace stridelens {
namespace {

/// Of a framework that has the operation at all.
Refusal check_available(const Operation& operation) {
    const OperationInfo& info = info_of(operation);
    const Convention convention = convention_of(operation);
    if (has_operation(operation.index(), convention)) return std::nullopt;
    Error error{Field::convention,
                BrokenRule::framework_lacks_operation,
                {{"framework", to_string(convention)}, {"operation", info.name}}};
    if (info.onnx) error.facts.push_back({"other", to_string(Convention::onnx)});
    return error;
}

}  // namespace

Result<Geometry> resolve(const Operation& operation, const Shape& input) {
    if (auto error = check_available(operation)) return tl::unexpected(std::move(*error));
    return std::visit(overloaded{
                          [&](const MaxPool& pool) { return resolve_max_pool(pool, input); },
                          [&](const AvgPool& pool) { return resolve_avg_pool(pool, input); },
                          [&](const Pad& pad) { return resolve_pad(pad, input); },
                          [&](const Conv& conv) { return resolve_conv(conv, input); },
                          [&](const MinPool& pool) { return resolve_min_pool(pool, input); },
                          [&](const LpPool& pool) { return resolve_lp_pool(pool, input); },
                          [&](const AdaptiveMaxPool& pool) { return resolve_adaptive_max_pool(pool, input); },
                          [&](const AdaptiveAvgPool& pool) { return resolve_adaptive_avg_pool(pool, input); },
                          [&](const MaxUnpool& unpool) { return resolve_max_unpool(unpool, input); },
                          [&](const ConvTranspose& conv) { return resolve_conv_transpose(conv, input); },
                          [&](const Unfold& unfold) { return resolve_unfold(unfold, input); },
                          [&](const Fold& fold) { return resolve_fold(fold, input); },
                      },
                      operation);
}

std::optional<Error> check(const Operation& operation, const Shape& input) {
    const auto geometry = resolve(operation, input);
    if (geometry) return std::nullopt;
    return geometry.error();
}

Result<Shape> output_shape(const Operation& operation, const Shape& input) {
    return resolve(operation, input).map([](const Geometry& geometry) { return geometry.output; });
}

}  // namespace stridelens
