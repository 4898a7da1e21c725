#include "core/explain/size/counts.h"

#include "core/explain/explain.h"
#include "core/window/coverage.h"
#include "core/words/prose.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace stridelens {
namespace {

constexpr double kFloatBytes = 4.0;
constexpr double kExact = 9007199254740992.0;  // 2^53: whole numbers up to it are exact

/// A product, factor by factor: "C_out" and 2.
class Product {
public:
    Product& by(std::string symbol, std::int64_t number) {
        symbols_.push_back(std::move(symbol));
        numbers_.push_back(fmt::format("{}", number));
        result_ *= static_cast<double>(number);
        return *this;
    }
    Product& by_plane(const Geometry& geometry, const Extents& plane) {
        for (std::size_t a = 0; a < plane.size(); ++a) by(axis_name(geometry, a) + "_out", plane[a]);
        return *this;
    }
    Product& by_kernel(const Geometry& geometry) {
        for (const std::int64_t extent : geometry.kernel_extents()) by("k", extent);
        return *this;
    }
    std::string symbols() const { return fmt::format("{}", fmt::join(symbols_, "·")); }
    std::string numbers() const { return fmt::format("{}", fmt::join(numbers_, "·")); }
    double result() const { return result_; }

private:
    std::vector<std::string> symbols_, numbers_;
    double result_ = 1.0;
};

Count count_of(const char* name, const Product& product) {
    return {name, product.symbols(), product.numbers(), product.result()};
}

double cells_of(const Shape& shape) {
    double cells = 1.0;
    for (const std::int64_t extent : shape) cells *= static_cast<double>(extent);
    return cells;
}

Count cells_counted(const char* name, const Shape& shape) {
    return {name, "", fmt::format("{}", fmt::join(shape, "·")), cells_of(shape)};
}

Count bytes_of(const char* name, const Shape& shape) {
    return {name, "", fmt::format("4·{}", fmt::join(shape, "·")), kFloatBytes * cells_of(shape), true};
}

Count parameters_of(const Geometry& geometry, bool bias) {
    const bool transposed = geometry.transposed();
    Product weights;
    weights.by(transposed ? "C_in" : "C_out", geometry.weight[0])
        .by(transposed ? "(C_out/groups)" : "(C_in/groups)", geometry.weight[1])
        .by_kernel(geometry);
    Count count = count_of("parameters", weights);
    if (!bias) return count;
    count.symbols += " + C_out";
    count.numbers += fmt::format(" + {}", geometry.out_channels);
    count.result += static_cast<double>(geometry.out_channels);
    return count;
}

/// Of the definition: as many products as there are taps; transposed, as there are stamped cells.
Count multiply_adds_of(const Geometry& geometry) {
    Product product;
    product.by("N", geometry.samples());
    if (geometry.transposed()) {
        product.by("C_in", geometry.in_channels);
        const Extents plane = geometry.input_plane();
        for (std::size_t a = 0; a < plane.size(); ++a) product.by(axis_name(geometry, a), plane[a]);
    } else {
        product.by("C_out", geometry.out_channels).by_plane(geometry, geometry.output_plane());
    }
    product.by(geometry.transposed() ? "(C_out/groups)" : "(C_in/groups)", geometry.weight[1]).by_kernel(geometry);
    return count_of("multiply-adds", product);
}

/// A window of k cells takes `less` operations fewer than it has taps.
Count of_windows(const char* name, const Geometry& geometry, std::int64_t less) {
    Product windows;
    windows.by("N", geometry.samples()).by("C", geometry.out_channels).by_plane(geometry, geometry.output_plane());
    Product taps;
    taps.by_kernel(geometry);
    Count count = count_of(name, windows);
    const std::string minus = less == 0 ? "" : fmt::format(" − {}", less);
    count.symbols += less == 0 ? "·" + taps.symbols() : fmt::format("·({}{})", taps.symbols(), minus);
    count.numbers += less == 0 ? "·" + taps.numbers() : fmt::format("·({}{})", taps.numbers(), minus);
    count.result *= taps.result() - static_cast<double>(less);
    return count;
}

/// Windows that differ in length: all their taps, less one a window.
Count of_adaptive(const char* name, const Geometry& geometry) {
    const double taps = readings(geometry), outputs = cells_of(geometry.output);
    return {name, "taps − outputs", fmt::format("{} − {}", prose(taps), prose(outputs)), taps - outputs};
}

Count arithmetic_of(const Geometry& geometry) {
    return std::visit(overloaded{
                          [&](const MaxPool&) { return of_windows("comparisons", geometry, 1); },
                          [&](const MinPool&) { return of_windows("comparisons", geometry, 1); },
                          [&](const AvgPool&) { return of_windows("additions", geometry, 1); },
                          [&](const LpPool&) { return of_windows("powers", geometry, 0); },
                          [&](const AdaptiveMaxPool&) { return of_adaptive("comparisons", geometry); },
                          [&](const AdaptiveAvgPool&) { return of_adaptive("additions", geometry); },
                          [&](const Conv&) { return multiply_adds_of(geometry); },
                          [&](const ConvTranspose&) { return multiply_adds_of(geometry); },
                          [&](const Pad&) { return cells_counted("copies", geometry.output); },
                          [&](const Unfold&) { return cells_counted("copies", geometry.output); },
                          [&](const MaxUnpool&) { return cells_counted("copies", geometry.input); },
                          [&](const Fold&) { return cells_counted("additions", geometry.input); },
                      },
                      geometry.operation);
}

bool has_bias(const Operation& operation) {
    if (const auto* conv = std::get_if<Conv>(&operation)) return conv->bias;
    if (const auto* conv = std::get_if<ConvTranspose>(&operation)) return conv->bias;
    return false;
}

std::string whole_text(double value) {
    return value < kExact ? prose(static_cast<std::int64_t>(value)) : prose(value);
}

}  // namespace

std::vector<Count> counts_of(const Geometry& geometry) {
    std::vector<Count> counts;
    const bool weighted = !geometry.weight.empty();
    if (weighted) counts.push_back(parameters_of(geometry, has_bias(geometry.operation)));
    counts.push_back(arithmetic_of(geometry));
    counts.push_back(bytes_of("input", geometry.input));
    counts.push_back(bytes_of("output", geometry.output));
    if (weighted) counts.push_back(bytes_of("weights", geometry.weight));
    return counts;
}

std::string count_text(const Count& count) {
    constexpr double mebibyte = 1024.0 * 1024.0;
    if (!count.bytes) return whole_text(count.result);
    if (count.result < mebibyte) return fmt::format("{} bytes", whole_text(count.result));
    return fmt::format("{:.1f} MiB", count.result / mebibyte);
}

std::string in_full(const Count& count) {
    const std::string symbols = count.symbols.empty() ? "" : count.symbols + " = ";
    return fmt::format("{}: {}{} = {}", count.name, symbols, count.numbers, count_text(count));
}

}  // namespace stridelens
