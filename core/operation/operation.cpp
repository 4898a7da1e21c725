#include "core/operation/operation.h"

#include <bit>
#include <cmath>

namespace stridelens {
namespace {

bool same_float(float a, float b) {
    if (std::isnan(a) || std::isnan(b)) return std::isnan(a) && std::isnan(b);
    return std::bit_cast<std::uint32_t>(a) == std::bit_cast<std::uint32_t>(b);
}

template <class Pool>
Pool default_pool(int spatial_rank) {
    const auto rank = static_cast<std::size_t>(spatial_rank);
    Pool pool;
    pool.spatial_rank = spatial_rank;
    pool.kernel_size = Extents(rank, 2);
    pool.padding = PerAxis<Sides>(rank, Sides{});
    pool.dilation = Extents(rank, 1);
    return pool;
}

}  // namespace

bool Pad::operator==(const Pad& other) const {
    return spatial_rank == other.spatial_rank && padding == other.padding && mode == other.mode &&
           same_float(value, other.value) && convention == other.convention;
}

const char* name_of(const Operation& operation) {
    return std::visit(overloaded{
                          [](const MaxPool&) { return "MaxPool"; },
                          [](const AvgPool&) { return "AvgPool"; },
                          [](const Pad&) { return "Pad"; },
                          [](const Conv&) { return "Conv"; },
                      },
                      operation);
}

const char* to_string(PaddingMode mode) {
    switch (mode) {
        case PaddingMode::constant:
            return "constant";
        case PaddingMode::reflect:
            return "reflect";
        case PaddingMode::replicate:
            return "replicate";
        case PaddingMode::circular:
            return "circular";
    }
    return "";
}

int spatial_rank_of(const Operation& operation) {
    return std::visit([](const auto& op) { return op.spatial_rank; }, operation);
}

MaxPool default_max_pool(int spatial_rank) {
    return default_pool<MaxPool>(spatial_rank);
}

AvgPool default_avg_pool(int spatial_rank) {
    return default_pool<AvgPool>(spatial_rank);
}

Pad default_pad(int spatial_rank) {
    Pad pad;
    pad.spatial_rank = spatial_rank;
    pad.padding = PerAxis<Sides>(static_cast<std::size_t>(spatial_rank), Sides{1, 1});
    return pad;
}

Conv default_conv(int spatial_rank) {
    const auto rank = static_cast<std::size_t>(spatial_rank);
    Conv conv;
    conv.spatial_rank = spatial_rank;
    conv.kernel_size = Extents(rank, 3);
    conv.stride = Extents(rank, 1);
    conv.padding = PerAxis<Sides>(rank, Sides{});
    conv.dilation = Extents(rank, 1);
    return conv;
}

}  // namespace stridelens
