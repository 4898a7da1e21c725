#include "app/problem/legal.h"

#include "core/operation/catalogue.h"
#include "core/operation/geometry.h"

namespace stridelens {

namespace {

constexpr int kMaxRepairs = 24;  // more settings than any operation has, times its axes

Operation as_it_comes(const Operation& operation, Convention convention) {
    Operation fresh = default_operation(operation.index(), spatial_rank_of(operation));
    std::visit([convention](auto& op) { op.convention = convention; }, fresh);
    return with_default(fresh, Field::count_include_pad);
}

}  // namespace

Operation with_default(Operation operation, Field field) {
    const Operation fresh = default_operation(operation.index(), spatial_rank_of(operation));
    std::visit(
        [&]<class Op>(Op& op) {
            const Op& usual = std::get<Op>(fresh);
            if (field == Field::convention) op.convention = usual.convention;
            if constexpr (requires { op.kernel_size; })
                if (field == Field::kernel_size) op.kernel_size = usual.kernel_size;
            if constexpr (requires { op.stride; })
                if (field == Field::stride) op.stride = usual.stride;
            if constexpr (requires { op.dilation; })
                if (field == Field::dilation) op.dilation = usual.dilation;
            if constexpr (requires { op.padding; })
                if (field == Field::padding) op.padding = usual.padding;
            if constexpr (requires { op.padding_mode; })
                if (field == Field::padding_mode) op.padding_mode = usual.padding_mode;
            if constexpr (requires { op.mode; })
                if (field == Field::padding_mode) op.mode = usual.mode;
            if constexpr (requires { op.value; })
                if (field == Field::value) op.value = usual.value;
            if constexpr (requires { op.auto_pad; })
                if (field == Field::auto_pad) op.auto_pad = usual.auto_pad;
            if constexpr (requires { op.ceil_mode; })
                if (field == Field::ceil_mode) op.ceil_mode = usual.ceil_mode;
            if constexpr (requires { op.count_include_pad; })  // the one default that frameworks do not share
                if (field == Field::count_include_pad) op.count_include_pad = op.convention == Convention::pytorch;
            if constexpr (requires { op.divisor_override; })
                if (field == Field::divisor_override) op.divisor_override = usual.divisor_override;
            if constexpr (requires { op.norm_type; })
                if (field == Field::norm_type) op.norm_type = usual.norm_type;
            if constexpr (requires { op.output_size; })
                if (field == Field::output_size) op.output_size = usual.output_size;
            if constexpr (requires { op.output_padding; })
                if (field == Field::output_padding) op.output_padding = usual.output_padding;
            if constexpr (requires { op.groups; }) {
                if (field == Field::groups) op.groups = usual.groups;
                if (field == Field::out_channels) op.out_channels = usual.out_channels;
            }
        },
        operation);
    return operation;
}

Problem made_legal(Problem problem) {
    for (int repairs = 0; repairs < kMaxRepairs; ++repairs) {
        const auto error = check(problem.operation, problem.input);
        if (!error) return problem;
        const Operation before = problem.operation;
        problem.operation = with_nearest(before, *error);
        if (problem.operation == before) problem.operation = with_default(before, error->field);
        if (problem.operation == before) problem.operation = as_it_comes(before, convention_of(before));
        if (problem.operation == before) problem.operation = as_it_comes(before, Convention::pytorch);
        if (problem.operation == before) return problem;
    }
    return problem;
}

}  // namespace stridelens
