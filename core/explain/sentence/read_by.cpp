#include "core/explain/sentence/read_by.h"

#include "core/explain/sentence/sentence.h"
#include "core/words/prose.h"

#include <fmt/format.h>

#include <algorithm>

namespace stridelens {
namespace {

constexpr std::size_t kMostNamed = 4;

}  // namespace

std::string read_by(const Geometry& geometry, const std::vector<Reader>& all) {
    std::vector<std::string> names;  // of outputs, without their channels
    std::int64_t times = 0;
    for (const Reader& reader : all) {
        const std::string name = sentence::output_name(geometry, reader.output);
        ++times;
        if (std::find(names.begin(), names.end(), name) == names.end()) names.push_back(name);
    }
    if (names.empty()) return "never read";
    const auto windows = static_cast<std::int64_t>(names.size());
    std::string words = fmt::format("read by {}: ", text::counted(windows, "window"));
    if (names.size() <= kMostNamed) {
        words += text::joined(names);
    } else {
        names.resize(kMostNamed);
        for (const std::string& name : names) words += name + ", ";
        words += fmt::format("… {} more", prose(windows - static_cast<std::int64_t>(kMostNamed)));
    }
    const std::int64_t channels = geometry.weight.empty() ? 1 : geometry.out_channels / geometry.groups;
    if (channels > 1) words += fmt::format(", in each of {} output channels", prose(channels));
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

}  // namespace stridelens
