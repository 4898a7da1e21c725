#include "core/explain/sentence/read_by.h"

#include "core/explain/sentence/sentence.h"
#include "core/window/coverage.h"
#include "core/window/surrounded.h"
#include "core/words/prose.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

namespace stridelens {
namespace {

/// "a, b and c"; of more than `most` the first ones: "a, b, … 5 more".
std::string some_of(const std::vector<std::string>& names, std::size_t most) {
    if (names.size() <= most) return text::joined(names);
    std::string words;
    for (std::size_t i = 0; i < most; ++i) words += names[i] + ", ";
    return words + fmt::format("… {} more", prose(static_cast<std::int64_t>(names.size() - most)));
}

/// Names without repetition, in order.
class Names {
public:
    void add(const std::string& name) {
        if (known_.insert(name).second) names_.push_back(name);
    }
    const std::vector<std::string>& all() const { return names_; }
    std::int64_t count() const { return static_cast<std::int64_t>(names_.size()); }

private:
    std::vector<std::string> names_;
    std::set<std::string> known_;
};

std::string along_windows(const Shape& shape, std::size_t leading, std::int64_t flat) {
    const Index at = unflatten(shape, flat);
    return text::bracketed({at.begin() + std::min(leading, at.size()), at.end()});
}

std::string upstream_name(const Geometry& geometry, std::int64_t output) {
    const bool columns = std::holds_alternative<Unfold>(geometry.operation);
    return "upstream" + along_windows(geometry.output, geometry.leading - (columns ? 1 : 0), output);
}

std::string input_name(const Geometry& geometry, std::int64_t input) {
    const bool columns = std::holds_alternative<Fold>(geometry.operation);
    return "input" + along_windows(geometry.input, geometry.leading - (columns ? 1 : 0), input);
}

std::int64_t output_channels(const Geometry& geometry) {
    return geometry.weight.empty() ? 1 : geometry.out_channels / geometry.groups;
}

std::string in_each_channel(const Geometry& geometry) {
    const std::int64_t channels = output_channels(geometry);
    return channels > 1 ? fmt::format(", in each of {} output channels", prose(channels)) : "";
}

std::string in_each_input_channel(const Geometry& geometry) {
    const std::int64_t channels = geometry.weight.empty() ? 1 : geometry.in_channels / geometry.groups;
    return channels > 1 ? fmt::format(", in each of {} input channels", prose(channels)) : "";
}

/// "multiplied by 4 upstream gradients: …".
std::string multiplied(const Geometry& geometry, const std::vector<Reader>& all, std::size_t named) {
    Names names;
    for (const Reader& reader : all) names.add(upstream_name(geometry, reader.output));
    if (names.count() == 0) return "multiplied by no upstream gradient";
    return fmt::format("multiplied by {}: {}{}", text::counted(names.count(), "upstream gradient"),
                       some_of(names.all(), named), in_each_channel(geometry));
}

/// "row −1, column 2".
std::string where(const Geometry& geometry, const Index& at) {
    std::string words;
    for (std::size_t a = 0; a < geometry.axes.size(); ++a) {
        const std::int64_t position = at[geometry.leading + a];
        words += (a > 0 ? ", " : "") + sentence::range_along(geometry, a, {position, position});
    }
    return words;
}

std::string copied(const Geometry& geometry, const std::string& place, std::int64_t source) {
    const std::string from = where(geometry, unflatten(geometry.input, source));
    switch (geometry.padding_mode) {
        case PaddingMode::reflect:
            return fmt::format("padding: {} mirrors {}", place, from);
        case PaddingMode::symmetric:
            return fmt::format("padding: {} mirrors {}, the edge included", place, from);
        case PaddingMode::circular:
            return fmt::format("padding: {} wraps from {}", place, from);
        case PaddingMode::replicate:
        case PaddingMode::constant:
            break;
    }
    return fmt::format("padding: {} repeats {}", place, from);
}

std::string constant(const Geometry& geometry, const std::string& place) {
    const auto* average = std::get_if<AvgPool>(&geometry.operation);
    if (average != nullptr && average->divisor_override)
        return fmt::format("padding at {} adds 0; the divisor is set", place);
    if (average != nullptr && !average->count_include_pad)
        return fmt::format("padding at {} counts in no sum and in no divisor", place);
    const bool compares =
        std::holds_alternative<MaxPool>(geometry.operation) || std::holds_alternative<MinPool>(geometry.operation);
    return fmt::format("padding at {} counts as {}{}", place, prose(geometry.pad_value),
                       compares ? " and never wins" : "");
}

}  // namespace

std::string read_by(const Geometry& geometry, const std::vector<Reader>& all, std::size_t named) {
    Names names;  // of outputs, without their channels
    for (const Reader& reader : all) names.add(sentence::output_name(geometry, reader.output));
    if (all.empty()) return "never read";
    const auto times = static_cast<std::int64_t>(all.size());
    const std::int64_t windows = names.count(), channels = output_channels(geometry);
    std::string words = fmt::format("read by {}: {}{}", text::counted(windows, "window"), some_of(names.all(), named),
                                    in_each_channel(geometry));
    if (times > windows * channels)
        words += fmt::format("; {} times, as the padding repeats it", prose(times / channels));
    return words;
}

std::string used_by(const Geometry& geometry, std::int64_t uses) {
    if (geometry.samples() > 1)
        return fmt::format("used in {}, one for each window of its channel in each sample",
                           text::counted(uses, "product"));
    return uses == 1 ? "used in 1 product"
                     : fmt::format("used in {} products, one for each window of its channel", prose(uses));
}

std::string outside_told(const Geometry& geometry, const Index& at) {
    const std::string place = where(geometry, at);
    const Occupant there = occupant(geometry, at);
    if (there.kind == TapKind::inserted) return fmt::format("a zero put between the cells, at {}", place);
    if (there.kind == TapKind::overhang)
        return fmt::format("overhang at {}: only ceil mode reaches it, and it never counts", place);
    return there.source >= 0 ? copied(geometry, place, there.source) : constant(geometry, place);
}

std::string told_input(const Geometry& geometry, std::int64_t input, std::size_t named) {
    return fmt::format("{} is {}", input_name(geometry, input),
                       read_by(geometry, readers(geometry, unflatten(geometry.input, input)), named));
}

std::string told_outside(const Geometry& geometry, const Index& at, std::size_t named) {
    return fmt::format("{}; {}", outside_told(geometry, at), read_by(geometry, readers_at(geometry, at), named));
}

std::string told_weight(const Geometry& geometry, std::int64_t weight) {
    return fmt::format("kernel{} is {}", along_windows(geometry.weight, 2, weight),
                       used_by(geometry, uses_of_weight(geometry)));
}

std::string told_stamp(const Geometry& geometry, std::int64_t input, std::size_t named) {
    Names names;
    for (const Reader& reader : readers(geometry, unflatten(geometry.input, input)))
        names.add(sentence::output_name(geometry, reader.output));
    const std::string cell = input_name(geometry, input);
    if (names.count() == 0) return fmt::format("{} is stamped on no output cell: all of it is cut off", cell);
    return fmt::format("{} is stamped on {}: {}{}", cell, text::counted(names.count(), "output cell"),
                       some_of(names.all(), named), in_each_channel(geometry));
}

std::string told_put(const Geometry& geometry, std::int64_t input, std::int64_t output) {
    if (output < 0)
        return fmt::format("{} is put on no output cell: it lands in the padding", input_name(geometry, input));
    return fmt::format("{} is put on {}", input_name(geometry, input), sentence::output_name(geometry, output));
}

std::string told_products(const Geometry& geometry, std::int64_t input, std::size_t named) {
    return fmt::format("{} is {}", input_name(geometry, input),
                       multiplied(geometry, readers(geometry, unflatten(geometry.input, input)), named));
}

std::string told_outside_products(const Geometry& geometry, const Index& at, std::size_t named) {
    return fmt::format("{}; {}", outside_told(geometry, at), multiplied(geometry, readers_at(geometry, at), named));
}

std::string told_factors(const Geometry& geometry, std::int64_t output, const std::vector<std::int64_t>& inputs,
                         std::size_t named) {
    Names names;
    for (const std::int64_t input : inputs) names.add(input_name(geometry, input));
    const std::string from = upstream_name(geometry, output);
    if (names.count() == 0) return fmt::format("{} is multiplied by no cell of the input", from);
    return fmt::format("{} is multiplied by {} of the input: {}{}", from, text::counted(names.count(), "cell"),
                       some_of(names.all(), named), in_each_input_channel(geometry));
}

std::string told_goes_to(const Geometry& geometry, std::int64_t output, const std::vector<std::int64_t>& inputs,
                         bool chosen, std::size_t named) {
    Names names;
    for (const std::int64_t input : inputs) names.add(input_name(geometry, input));
    const std::string from = upstream_name(geometry, output);
    if (names.count() == 0) return fmt::format("{} goes to no cell of the input", from);
    if (chosen) return fmt::format("{} goes to {} alone, which was chosen", from, some_of(names.all(), named));
    return fmt::format("{} goes to {} of the input gradient: {}{}", from, text::counted(names.count(), "cell"),
                       some_of(names.all(), named), in_each_input_channel(geometry));
}

std::string told_comes_from(const Geometry& geometry, std::int64_t input, const std::vector<std::int64_t>& outputs,
                            std::int64_t windows, std::size_t named) {
    Names names;
    for (const std::int64_t output : outputs) names.add(upstream_name(geometry, output));
    const std::string to = "grad " + input_name(geometry, input);
    if (windows == 0) return fmt::format("no upstream gradient comes to {}: no window reads it", to);
    if (names.count() == 0)
        return fmt::format("no upstream gradient comes to {}: {} read it and chose another cell", to,
                           text::counted(windows, "window"));
    return fmt::format("{} {} to {}: {}{}", text::counted(names.count(), "upstream gradient"),
                       names.count() == 1 ? "comes" : "come", to, some_of(names.all(), named),
                       in_each_channel(geometry));
}

std::string told_added(const Geometry& geometry, std::int64_t output) {
    const Index at = unflatten(geometry.output, output);
    return fmt::format("{} is added to grad bias[{}]", upstream_name(geometry, output), at[geometry.channel_axis()]);
}

}  // namespace stridelens
