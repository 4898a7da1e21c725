#include "core/operation/error.h"

#include <algorithm>
#include <cmath>

namespace stridelens {

bool Fact::operator==(const Fact& other) const {
    const auto is_nan = [](const FactValue& any) {
        const auto* single = std::get_if<float>(&any);
        const auto* twice = std::get_if<double>(&any);
        return (single != nullptr && std::isnan(*single)) || (twice != nullptr && std::isnan(*twice));
    };
    return name == other.name && (value == other.value || (is_nan(value) && is_nan(other.value)));
}

const FactValue* Error::fact(std::string_view name) const {
    const auto found = std::find_if(facts.begin(), facts.end(), [&](const Fact& one) { return one.name == name; });
    return found == facts.end() ? nullptr : &found->value;
}

const char* to_string(Field field) {
    switch (field) {
        case Field::input:
            return "input";
        case Field::kernel_size:
            return "kernel_size";
        case Field::stride:
            return "stride";
        case Field::padding:
            return "padding";
        case Field::dilation:
            return "dilation";
        case Field::ceil_mode:
            return "ceil_mode";
        case Field::count_include_pad:
            return "count_include_pad";
        case Field::divisor_override:
            return "divisor_override";
        case Field::in_channels:
            return "in_channels";
        case Field::out_channels:
            return "out_channels";
        case Field::groups:
            return "groups";
        case Field::bias:
            return "bias";
        case Field::flip_kernel:
            return "flip_kernel";
        case Field::weight:
            return "weight";
        case Field::padding_mode:
            return "padding_mode";
        case Field::value:
            return "value";
        case Field::norm_type:
            return "norm_type";
        case Field::output_size:
            return "output_size";
        case Field::output_padding:
            return "output_padding";
        case Field::auto_pad:
            return "auto_pad";
        case Field::storage_order:
            return "storage_order";
        case Field::convention:
            return "convention";
        case Field::values:
            return "values";
        case Field::indices:
            return "indices";
        case Field::upstream:
            return "upstream gradient";
        case Field::text:
            return "text";
    }
    return "";
}

}  // namespace stridelens
