#include "core/operation/parameters/parameters.h"

namespace stridelens {

const ParameterInfo* info_of(std::size_t alternative, Field field) {
    for (const ParameterInfo& info : parameter_table())
        if (info.field == field && (info.operations & owner_of(alternative)) != 0) return &info;
    return nullptr;
}

const ParameterInfo* info_of(const Operation& operation, Field field) {
    return info_of(operation.index(), field);
}

bool has_parameter(std::size_t alternative, Field field, Convention convention) {
    const ParameterInfo* info = info_of(alternative, field);
    return info != nullptr && info->names.under(convention) != nullptr && has_operation(alternative, convention);
}

bool has_parameter(const Operation& operation, Field field) {
    return has_parameter(operation.index(), field, convention_of(operation));
}

bool is_offered(const Operation& operation, Field field) {
    return has_parameter(operation, field) || has_parameter(operation.index(), field, Convention::pytorch);
}

const char* name_in(Convention convention, std::size_t alternative, Field field) {
    return has_parameter(alternative, field, convention) ? info_of(alternative, field)->names.under(convention) : "";
}

std::vector<Field> parameters_of(const Operation& operation) {
    std::vector<Field> fields;
    for (const ParameterInfo& info : parameter_table())
        if (has_parameter(operation, info.field) && (info.operations & owner_of(operation.index())) != 0)
            fields.push_back(info.field);
    return fields;
}

bool may_be_empty(const Operation& operation, Field field) {
    const ParameterInfo* info = info_of(operation, field);
    return info != nullptr && info->absence == Absence::may_be_empty;
}

}  // namespace stridelens
