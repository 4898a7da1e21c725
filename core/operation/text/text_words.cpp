#include "core/operation/text/text_words.h"

#include "core/operation/text/text_pieces.h"

#include <algorithm>
#include <array>
#include <cctype>

namespace stridelens {
namespace {

constexpr Owners kEvery = (1U << kOperations) - 1;
constexpr Owners kAdaptive = owners<AdaptiveMaxPool, AdaptiveAvgPool>();
constexpr Owners kWithKernel = kEvery & ~kAdaptive & ~owners<Pad>();
constexpr Owners kDilated = kWithKernel & ~owners<MaxUnpool>();
constexpr Owners kPools = owners<MaxPool, AvgPool, MinPool, LpPool>();
constexpr Owners kConvolutions = owners<Conv, ConvTranspose>();
constexpr Owners kAutoPadded = kPools | kConvolutions;

constexpr std::array<Word, 34> kWords{{
    {"k", Key::kernel, Form::axes, kWithKernel, "a kernel size such as k3 or k3x2"},
    {"s", Key::stride, Form::axes, kWithKernel, "a stride such as s2 or s2x1"},
    {"p", Key::padding, Form::sides, kEvery & ~kAdaptive, "a padding such as p1, p1x2 or, side by side, p1:0x2:1"},
    {"d", Key::dilation, Form::axes, kDilated, "a dilation such as d2 or d2x1"},
    {"same", Key::auto_pad, Form::alone, kAutoPadded, "same"},
    {"same_upper", Key::auto_pad, Form::alone, kAutoPadded, "same_upper"},
    {"same_lower", Key::auto_pad, Form::alone, kAutoPadded, "same_lower"},
    {"valid", Key::auto_pad, Form::alone, kAutoPadded, "valid"},
    {"ceil", Key::ceil, Form::alone, kPools, "ceil"},
    {"count", Key::count, Form::alone, owners<AvgPool>(), "count"},
    {"nocount", Key::count, Form::alone, owners<AvgPool>(), "nocount"},
    {"div", Key::divisor, Form::number, owners<AvgPool>(), "a divisor such as div3"},
    {"norm=", Key::norm, Form::text, owners<LpPool>(), "norm=NUMBER"},
    {"out", Key::out, Form::number, kConvolutions, "a number of output channels such as out2"},
    {"out", Key::output_size, Form::sizes, kAdaptive,
     "an output size such as out5, out5x7 or, with the input's size along H, out-x7"},
    {"size", Key::output_size, Form::axes, owners<MaxUnpool, ConvTranspose, Fold>(),
     "an output size such as size7 or size7x6"},
    {"op", Key::output_padding, Form::axes, owners<ConvTranspose>(), "an output padding such as op1 or op1x0"},
    {"groups", Key::groups, Form::number, kConvolutions, "a number of groups such as groups3"},
    {"bias", Key::bias, Form::alone, kConvolutions, "bias"},
    {"nobias", Key::bias, Form::alone, kConvolutions, "nobias"},
    {"bias=", Key::bias, Form::text, kConvolutions, "bias=VALUES"},
    {"flip", Key::flip, Form::alone, owners<Conv>(), "flip"},
    {"mode=", Key::mode, Form::text, owners<Pad, Conv>(), "mode=reflect, replicate, circular or constant"},
    {"value=", Key::value, Form::text, owners<Pad>(), "value=NUMBER"},
    {"axes", Key::axes, Form::number, owners<Pad>(), "a number of trailing axes to pad such as axes2"},
    {"pytorch", Key::convention, Form::alone, kEvery, "pytorch"},
    {"onnx", Key::convention, Form::alone, kEvery, "onnx"},
    {"tensorflow", Key::convention, Form::alone, kEvery, "tensorflow"},
    {"keras", Key::convention, Form::alone, kEvery, "tensorflow"},
    {"storage_order=", Key::storage_order, Form::number, owners<MaxPool>(), "storage_order=0 or storage_order=1"},
    {"values=", Key::values, Form::text, kEvery, "values=VALUES such as values=normal:7 or values=1,2,3"},
    {"weights=", Key::weights, Form::text, kConvolutions, "weights=VALUES"},
    {"indices=", Key::indices, Form::text, owners<MaxUnpool>(), "indices=VALUES"},
    {"upstream=", Key::upstream, Form::text, kEvery, "upstream=VALUES"},
}};

bool begins(const Word& word, std::string_view token) {
    if (word.form == Form::alone) return token == word.name;
    if (!token.starts_with(word.name)) return false;
    if (word.name.ends_with('=') || token.size() == word.name.size()) return true;
    const char next = token[word.name.size()];  // a letter, '_' or '=' makes it another word: "kernel", "d=2"
    return next != '=' && next != '_' && std::isalpha(static_cast<unsigned char>(next)) == 0;
}

struct Alias {
    std::string_view name, word;
};

/// Other names of what some operation has. output_size is out or size, and told apart by the operation.
constexpr std::array kAliases{Alias{"k", "k"},
                              Alias{"s", "s"},
                              Alias{"p", "p"},
                              Alias{"d", "d"},
                              Alias{"op", "op"},
                              Alias{"out", "out"},
                              Alias{"size", "size"},
                              Alias{"norm", "norm="},
                              Alias{"kernel_size", "k"},
                              Alias{"kernel", "k"},
                              Alias{"stride", "s"},
                              Alias{"strides", "s"},
                              Alias{"padding", "p"},
                              Alias{"pads", "p"},
                              Alias{"dilation", "d"},
                              Alias{"dilations", "d"},
                              Alias{"out_channels", "out"},
                              Alias{"output_size", "size"},
                              Alias{"output_size", "out"},
                              Alias{"output_shape", "size"},
                              Alias{"output_padding", "op"},
                              Alias{"group", "groups"},
                              Alias{"divisor_override", "div"},
                              Alias{"norm_type", "norm="},
                              Alias{"ceil_mode", "ceil"},
                              Alias{"flip_kernel", "flip"},
                              Alias{"padding_mode", "mode="},
                              Alias{"tf", "tensorflow"},
                              Alias{"input", "values="}};

const Word* word_named(std::string_view name, Owners owner) {
    const auto* found = std::find_if(kWords.begin(), kWords.end(),
                                     [&](const Word& word) { return word.name == name && (word.owners & owner) != 0; });
    return found == kWords.end() ? nullptr : found;
}

}  // namespace

std::string meant_word(std::string_view token, Owners owner) {
    const std::size_t end = std::min(token.find_first_of("=:0123456789"), token.size());
    const std::string_view name = token.substr(0, end);
    for (const Alias& alias : kAliases) {
        const Word* word = alias.name == name ? word_named(alias.word, owner) : nullptr;
        if (word == nullptr) continue;
        std::string_view rest = token.substr(end);
        if (!rest.empty() && rest[0] == '=') rest.remove_prefix(1);
        return std::string(alias.word) + (word->form == Form::alone ? "" : std::string(rest));
    }
    std::vector<std::string_view> candidates;
    for (const Word& word : kWords)
        if ((word.owners & owner) != 0 && word.name.size() > 3)
            candidates.push_back(word.name.substr(0, word.name.find('=')));
    const std::string near = nearest_word(name, candidates);
    return near.empty() || near == name ? "" : near + std::string(token.substr(end));
}

const Word* find_word(std::string_view token, Owners owner) {
    const Word* other = nullptr;
    for (const Word& word : kWords) {
        if (!begins(word, token)) continue;
        if ((word.owners & owner) != 0) return &word;
        if (other == nullptr) other = &word;
    }
    return other;
}

std::string words_of(Owners owner) {
    std::string list;
    for (const Word& word : kWords)
        if ((word.owners & owner) != 0) list += (list.empty() ? "" : ", ") + std::string(word.name);
    return list;
}

}  // namespace stridelens
