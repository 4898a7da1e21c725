#include "core/operation/text_words.h"
#include "core/operation/text.h"

#include <algorithm>
#include <array>
#include <cctype>

namespace stridelens {
namespace {

constexpr std::array<Word, 24> kWords{{
    {"k", Key::kernel, Form::axes, windowed, "a kernel size such as k3 or k3x2"},
    {"s", Key::stride, Form::axes, windowed, "a stride such as s2 or s2x1"},
    {"p", Key::padding, Form::sides, every, "a padding such as p1, p1x2 or, side by side, p1:0x2:1"},
    {"d", Key::dilation, Form::axes, windowed, "a dilation such as d2 or d2x1"},
    {"same", Key::auto_pad, Form::alone, windowed, "same"},
    {"same_upper", Key::auto_pad, Form::alone, windowed, "same_upper"},
    {"same_lower", Key::auto_pad, Form::alone, windowed, "same_lower"},
    {"valid", Key::auto_pad, Form::alone, windowed, "valid"},
    {"ceil", Key::ceil, Form::alone, pools, "ceil"},
    {"count", Key::count, Form::alone, avg_pool, "count"},
    {"nocount", Key::count, Form::alone, avg_pool, "nocount"},
    {"div", Key::divisor, Form::number, avg_pool, "a divisor such as div3"},
    {"out", Key::out, Form::number, conv, "a number of output channels such as out2"},
    {"groups", Key::groups, Form::number, conv, "a number of groups such as groups3"},
    {"bias", Key::bias, Form::alone, conv, "bias"},
    {"nobias", Key::bias, Form::alone, conv, "nobias"},
    {"bias=", Key::bias, Form::text, conv, "bias=VALUES"},
    {"mode=", Key::mode, Form::text, pad | conv, "mode=reflect, replicate, circular or constant"},
    {"value=", Key::value, Form::text, pad, "value=NUMBER"},
    {"axes", Key::axes, Form::number, pad, "a number of trailing axes to pad such as axes2"},
    {"onnx", Key::onnx, Form::alone, every, "onnx"},
    {"storage_order=", Key::storage_order, Form::number, max_pool, "storage_order=0 or storage_order=1"},
    {"values=", Key::values, Form::text, every, "values=VALUES such as values=normal:7 or values=1,2,3"},
    {"weights=", Key::weights, Form::text, conv, "weights=VALUES"},
}};

bool begins(const Word& word, std::string_view token) {
    if (word.form == Form::alone) return token == word.name;
    if (!token.starts_with(word.name)) return false;
    if (word.name.ends_with('=') || token.size() == word.name.size()) return true;
    const char next = token[word.name.size()];  // a letter, '_' or '=' makes it another word: "kernel", "d=2"
    return next != '=' && next != '_' && std::isalpha(static_cast<unsigned char>(next)) == 0;
}

}  // namespace

std::string meant_word(std::string_view token) {
    struct Alias {
        std::string_view name, word;
    };
    constexpr std::array<Alias, 18> aliases{{{"k", "k"},
                                             {"s", "s"},
                                             {"p", "p"},
                                             {"d", "d"},
                                             {"kernel_size", "k"},
                                             {"kernel", "k"},
                                             {"stride", "s"},
                                             {"strides", "s"},
                                             {"padding", "p"},
                                             {"pads", "p"},
                                             {"dilation", "d"},
                                             {"dilations", "d"},
                                             {"out_channels", "out"},
                                             {"group", "groups"},
                                             {"divisor_override", "div"},
                                             {"ceil_mode", "ceil"},
                                             {"padding_mode", "mode="},
                                             {"input", "values="}}};
    const std::size_t end = std::min(token.find_first_of("=:0123456789"), token.size());
    const std::string_view name = token.substr(0, end);
    for (const Alias& alias : aliases) {
        if (alias.name != name) continue;
        std::string_view rest = token.substr(end);
        if (!rest.empty() && rest[0] == '=') rest.remove_prefix(1);
        return std::string(alias.word) + (alias.word == "ceil" ? "" : std::string(rest));
    }
    const std::string near =
        nearest_word(name, {"same", "same_upper", "same_lower", "valid", "ceil", "count", "nocount", "groups", "bias",
                            "nobias", "mode", "value", "onnx", "storage_order", "values", "weights", "axes"});
    return near.empty() || near == name ? "" : near + std::string(token.substr(end));
}

const Word* find_word(std::string_view token) {
    const auto* found =
        std::find_if(kWords.begin(), kWords.end(), [&](const Word& word) { return begins(word, token); });
    return found == kWords.end() ? nullptr : found;
}

std::string words_of(unsigned owner) {
    std::string list;
    for (const Word& word : kWords)
        if ((word.owners & owner) != 0) list += (list.empty() ? "" : ", ") + std::string(word.name);
    return list;
}

}  // namespace stridelens
