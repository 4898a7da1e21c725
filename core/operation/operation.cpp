#include "core/operation/operation.h"

#include "core/operation/catalogue.h"

#include <bit>
#include <cmath>

namespace stridelens {
namespace {

bool same_float(float a, float b) {
    if (std::isnan(a) || std::isnan(b)) return std::isnan(a) && std::isnan(b);
    return std::bit_cast<std::uint32_t>(a) == std::bit_cast<std::uint32_t>(b);
}

}  // namespace

bool Pad::operator==(const Pad& other) const {
    return spatial_rank == other.spatial_rank && padding == other.padding && mode == other.mode &&
           same_float(value, other.value) && convention == other.convention;
}

const char* name_of(const Operation& operation) {
    return info_of(operation).name;
}

const char* to_string(Convention convention) {
    switch (convention) {
        case Convention::pytorch:
            return "PyTorch";
        case Convention::onnx:
            return "ONNX";
        case Convention::tensorflow:
            return "TensorFlow";
    }
    return "";
}

const char* to_string(PaddingMode mode) {
    switch (mode) {
        case PaddingMode::constant:
            return "constant";
        case PaddingMode::reflect:
            return "reflect";
        case PaddingMode::replicate:
            return "replicate";
        case PaddingMode::symmetric:
            return "symmetric";
        case PaddingMode::circular:
            return "circular";
    }
    return "";
}

int spatial_rank_of(const Operation& operation) {
    return std::visit([](const auto& op) { return op.spatial_rank; }, operation);
}

Convention convention_of(const Operation& operation) {
    return std::visit([](const auto& op) { return op.convention; }, operation);
}

}  // namespace stridelens
