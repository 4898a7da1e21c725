#include "core/operation/text/text_settings.h"

#include <span>
#include <vector>

namespace stridelens {
namespace {

std::span<const ChoiceWord> padding_modes() {
    return info_of(alternative_of<Pad>(), Field::padding_mode)->choices;
}

}  // namespace

std::optional<PaddingMode> mode_named(std::string_view name) {
    for (const ChoiceWord& choice : padding_modes())
        if (choice.word == name) return static_cast<PaddingMode>(choice.value);
    return std::nullopt;
}

std::string meant_mode(std::string_view name) {
    if (name == "edge") return "mode=replicate";
    if (name == "wrap") return "mode=circular";
    if (name == "mirror") return "mode=reflect";
    std::vector<std::string_view> modes;
    for (const ChoiceWord& choice : padding_modes()) modes.push_back(choice.word);
    const std::string near = nearest_word(name, modes);
    return near.empty() ? "" : "mode=" + near;
}

Error unreadable(const Word& word, const Piece& token, const std::string& meant) {
    return wrong_text(token, BrokenRule::word_unreadable, {{"expected", Phrase{word.expected}}}, meant);
}

Error wrong_count(const Word& word, const Piece& token, std::size_t rank) {
    if (rank == 0)
        return wrong_text(token, BrokenRule::too_many_axes_for_word, {{"most", static_cast<std::int64_t>(kMaxAxes)}});
    const Fact name{"word", std::string(word.name)};
    if (rank == 1) return wrong_text(token, BrokenRule::more_numbers_than_one_axis, {name});
    return wrong_text(token, BrokenRule::numbers_not_one_per_axis, {name, {"axes", static_cast<std::int64_t>(rank)}});
}

}  // namespace stridelens
