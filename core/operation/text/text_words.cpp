#include "core/operation/text/text_words.h"

#include "core/operation/text/text_pieces.h"
#include "core/words/table.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <vector>

namespace stridelens {
namespace {

constexpr Owners kEvery = (1U << kOperations) - 1;
constexpr Owners kConvolutions = owners<Conv, ConvTranspose>();

WordForm form_of(const ParameterInfo& info) {
    switch (info.kind) {
        case ParameterKind::per_axis:
            return WordForm::axes;
        case ParameterKind::per_side:
            return WordForm::sides;
        case ParameterKind::sizes:
            return WordForm::sizes;
        case ParameterKind::number:
        case ParameterKind::toggle:
            return WordForm::number;
        case ParameterKind::real:
        case ParameterKind::choice:
            return WordForm::text;
    }
    return WordForm::text;
}

/// The words in the order in which a sentence lists them.
class Vocabulary {
public:
    std::vector<Word> words;

    /// What sets a parameter: one word, or one for each of its choices.
    void parameters(std::initializer_list<Field> fields) {
        for (const Field field : fields)
            for (const ParameterInfo& info : parameter_table()) {
                if (info.field != field) continue;
                if (!info.word.empty()) add({info.word, field, form_of(info), info.operations, info.expected});
                for (const ChoiceWord& choice : info.word.empty() ? info.choices : std::span<const ChoiceWord>())
                    add({choice.word, field, WordForm::alone, info.operations, choice.word, choice.value});
            }
    }

    /// A word that is another operation's too is one word.
    void add(const Word& word) {
        const auto same = std::find_if(words.begin(), words.end(), [&](const Word& other) {
            return other.name == word.name && other.field == word.field;
        });
        if (same == words.end())
            words.push_back(word);
        else
            same->owners |= word.owners;
    }
};

const std::vector<Word>& words() {
    static const std::vector<Word> all = [] {
        Vocabulary made;
        made.parameters({Field::kernel_size, Field::stride, Field::padding, Field::dilation, Field::auto_pad,
                         Field::ceil_mode, Field::count_include_pad, Field::divisor_override, Field::norm_type,
                         Field::out_channels, Field::output_size, Field::output_padding, Field::groups, Field::bias});
        made.words.push_back({"bias=", Field::bias, WordForm::text, kConvolutions, "bias=VALUES"});
        made.parameters({Field::flip_kernel, Field::padding_mode, Field::value});
        made.words.push_back(
            {"axes", Field::text, WordForm::number, owners<Pad>(), "a number of trailing axes to pad such as axes2"});
        made.parameters({Field::convention, Field::storage_order});
        for (const Word& numbers :
             {Word{"values=", Field::values, WordForm::text, kEvery,
                   "values=VALUES such as values=normal:7 or values=1,2,3"},
              Word{"weights=", Field::weight, WordForm::text, kConvolutions, "weights=VALUES"},
              Word{"indices=", Field::indices, WordForm::text, owners<MaxUnpool>(), "indices=VALUES"},
              Word{"upstream=", Field::upstream, WordForm::text, kEvery, "upstream=VALUES"}})
            made.words.push_back(numbers);
        return made.words;
    }();
    return all;
}

bool begins(const Word& word, std::string_view token) {
    if (word.form == WordForm::alone) return token == word.name;
    if (!token.starts_with(word.name)) return false;
    if (word.name.ends_with('=') || token.size() == word.name.size()) return true;
    const char next = token[word.name.size()];  // a letter, '_' or '=' makes it another word: "kernel", "d=2"
    return next != '=' && next != '_' && std::isalpha(static_cast<unsigned char>(next)) == 0;
}

/// "mode" of "mode=".
std::string_view bare(std::string_view name) {
    return name.substr(0, name.find('='));
}

struct Alias {
    std::string_view name, word;
};

/// Names that no framework has, but people.
constexpr std::array kAliases{Alias{"kernel", "k"}, Alias{"tf", "tensorflow"}, Alias{"input", "values="}};

const Word* word_named(std::string_view name, Owners owner) {
    const auto found = std::find_if(words().begin(), words().end(),
                                    [&](const Word& word) { return word.name == name && (word.owners & owner) != 0; });
    return found == words().end() ? nullptr : &*found;
}

/// Whether some framework, or our own API, calls the field so, for whichever operation.
bool is_called(Field field, std::string_view name) {
    if (name == to_string(field)) return true;
    const auto table = parameter_table();
    return std::any_of(table.begin(), table.end(), [&](const ParameterInfo& info) {
        return info.field == field &&
               std::any_of(kAllOf<Convention>.begin(), kAllOf<Convention>.end(), [&](Convention convention) {
                   const char* theirs = info.names.under(convention);
                   return theirs != nullptr && name == theirs;
               });
    });
}

/// The word of `owner` that is called `name` elsewhere. "padding" is a number of cells before it is 'same'.
const Word* word_called(std::string_view name, Owners owner) {
    for (const Word& word : words())
        if ((word.owners & owner) != 0 && bare(word.name) == name) return &word;
    for (const Alias& alias : kAliases)
        if (alias.name == name) return word_named(alias.word, owner);
    for (const bool choices : {false, true})
        for (const ParameterInfo& info : parameter_table())
            if ((info.operations & owner) != 0 && info.word.empty() == choices && is_called(info.field, name))
                return word_named(choices ? info.choices.front().word : info.word, owner);
    return nullptr;
}

}  // namespace

std::optional<NamedOperation> operation_named(std::string_view word) {
    std::string name(word);
    std::transform(name.begin(), name.end(), name.begin(),
                   [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    if (!name.ends_with("1d") && !name.ends_with("2d") && !name.ends_with("3d")) return std::nullopt;
    NamedOperation named{.rank = name[name.size() - 2] - '0'};
    name.resize(name.size() - 2);
    named.global = name == "globalmaxpool" || name == "globalavgpool";
    if (named.global) name.replace(0, std::string_view("global").size(), "adaptive");
    for (; named.alternative < kOperations; ++named.alternative)
        if (name == catalogue()[named.alternative].word) return named;
    return std::nullopt;
}

std::string meant_word(std::string_view token, Owners owner) {
    const std::size_t end = std::min(token.find_first_of("=:0123456789"), token.size());
    const std::string_view name = token.substr(0, end);
    if (const Word* word = name.empty() ? nullptr : word_called(name, owner)) {
        std::string_view rest = token.substr(end);
        if (!rest.empty() && (rest[0] == '=' || rest[0] == ':')) rest.remove_prefix(1);
        return std::string(word->name) + (word->form == WordForm::alone ? "" : std::string(rest));
    }
    std::vector<std::string_view> candidates;
    for (const Word& word : words())
        if ((word.owners & owner) != 0 && word.name.size() > 3) candidates.push_back(bare(word.name));
    const std::string near = nearest_word(name, candidates);
    return near.empty() || near == name ? "" : near + std::string(token.substr(end));
}

const Word* find_word(std::string_view token, Owners owner) {
    const Word* other = nullptr;
    for (const Word& word : words()) {
        if (!begins(word, token)) continue;
        if ((word.owners & owner) != 0) return &word;
        if (other == nullptr) other = &word;
    }
    return other;
}

bool exclude(const Word& seen, const Word& word) {
    if (seen.field == Field::bias && word.field == Field::bias)
        return seen.form == word.form || seen.name == "nobias" || word.name == "nobias";
    const auto pads = [](Field field) { return field == Field::padding || field == Field::auto_pad; };
    return seen.field == word.field || (pads(seen.field) && pads(word.field));
}

std::string words_of(Owners owner) {
    std::string list;
    for (const Word& word : words())
        if ((word.owners & owner) != 0) list += (list.empty() ? "" : ", ") + std::string(word.name);
    return list;
}

}  // namespace stridelens
