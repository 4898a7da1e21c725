#include "core/operation/messages/messages.h"

#include "core/operation/messages/channel_messages.h"
#include "core/operation/messages/line_messages.h"
#include "core/operation/messages/number_messages.h"
#include "core/operation/messages/padding_messages.h"
#include "core/operation/messages/size_messages.h"
#include "core/operation/messages/window_messages.h"
#include "core/tensor/tensor.h"
#include "core/words/printable.h"
#include "core/words/prose.h"

#include <fmt/format.h>
#include <algorithm>
#include <array>
#include <cassert>

namespace stridelens {
namespace {

using AllMessages = std::array<const Message*, kRules>;

template <std::size_t N>
consteval void lay_out(AllMessages& all, const Message (&theme)[N]) {
    for (const Message& message : theme) {
        const Message*& place = all[static_cast<std::size_t>(message.rule)];
        if (place != nullptr) throw "a rule has two messages";
        place = &message;
    }
}

consteval AllMessages all_messages() {
    AllMessages all{};
    lay_out(all, kSizeMessages);
    lay_out(all, kWindowMessages);
    lay_out(all, kPaddingMessages);
    lay_out(all, kChannelMessages);
    lay_out(all, kNumberMessages);
    lay_out(all, kLineMessages);
    return all;
}

constexpr AllMessages kMessages = all_messages();
static_assert(std::find(kMessages.begin(), kMessages.end(), nullptr) == kMessages.end(), "a rule has no message");

/// Up to what ends it, outside of { }.
std::string_view first_part(std::string_view text) {
    bool in_braces = false;
    for (std::size_t at = 0; at < text.size(); ++at) {
        if (text[at] == '{') in_braces = true;
        if (text[at] == '}') in_braces = false;
        if (text[at] == '|' && !in_braces) return text.substr(0, at);
    }
    return text;
}

/// "span|cell|cells" → "span".
std::string_view name_of_place(std::string_view place) {
    return place.substr(0, place.find_first_of(":|"));
}

/// −3 with a true minus sign.
std::string with_minus(std::string number) {
    if (number.starts_with('-')) number.replace(0, 1, text::kMinus);
    return number;
}

struct Writer {
    std::string_view digits;  // as fmt writes them: ":.1e"

    std::string operator()(std::int64_t number) const { return with_minus(std::to_string(number)); }
    std::string operator()(float number) const { return with_minus(fmt::format("{}", number)); }
    std::string operator()(double number) const {
        return with_minus(fmt::format(fmt::runtime(fmt::format("{{{}}}", digits)), number));
    }
    std::string operator()(const std::string& name) const { return text::printable(name); }
    std::string operator()(const Shape& shape) const { return to_string(shape); }
    std::string operator()(const Phrase& phrase) const { return std::string(phrase.english); }
};

/// A message with the facts of an error in its places.
class Filled {
public:
    explicit Filled(const Error& error) : error_(error) {}

    std::string text(std::string_view notation) const {
        std::string filled;
        while (!notation.empty()) {
            const std::size_t begin = std::min(notation.find_first_of("{["), notation.size());
            filled += notation.substr(0, begin);
            if (begin == notation.size()) break;
            const bool place = notation[begin] == '{';
            const std::size_t end = notation.find(place ? '}' : ']', begin);
            assert(end != std::string_view::npos);
            const std::string_view inside = notation.substr(begin + 1, end - begin - 1);
            filled += place ? written(inside) : first_known(inside);
            notation.remove_prefix(end + 1);
        }
        return filled;
    }

private:
    std::optional<FactValue> fact(std::string_view name) const {
        if (const FactValue* known = error_.fact(name)) return *known;
        if (name == "field") return to_string(error_.field);
        if (name == "nearest" && error_.nearest) return *error_.nearest;
        if (name == "column" && error_.column) return static_cast<std::int64_t>(*error_.column) + 1;
        return std::nullopt;
    }

    std::string written(std::string_view place) const {
        const std::string_view name = name_of_place(place);
        const std::optional<FactValue> value = fact(name);
        assert(value && "a message speaks of what the error does not know");
        if (!value) return "";
        const std::string_view rest = place.substr(name.size());
        if (!rest.starts_with('|')) return std::visit(Writer{rest}, *value);
        const std::string_view one = first_part(rest.substr(1));
        return std::string(*value == FactValue{std::int64_t{1}} ? one : rest.substr(one.size() + 2));
    }

    std::string first_known(std::string_view parts) const {
        while (true) {
            const std::string_view part = first_part(parts);
            const std::vector<std::string_view> names = names_in(part, true);
            if (std::all_of(names.begin(), names.end(), [&](std::string_view name) { return fact(name).has_value(); }))
                return text(part);
            if (part.size() == parts.size()) return "";
            parts.remove_prefix(part.size() + 1);
        }
    }

    const Error& error_;
};

}  // namespace

const Message& message_of(BrokenRule rule) {
    return *kMessages[static_cast<std::size_t>(rule)];
}

std::string sentence_of(const Error& error) {
    return Filled(error).text(message_of(error.rule).sentence);
}

std::string reason_of(const Error& error) {
    const Message& message = message_of(error.rule);
    return Filled(error).text(message.reason.empty() ? message.sentence : message.reason);
}

std::vector<std::string_view> names_in(std::string_view text, bool optional_ones) {
    std::vector<std::string_view> names;
    bool optional = false;
    for (std::size_t at = 0; at < text.size(); ++at) {
        if (text[at] == '[') optional = true;
        if (text[at] == ']') optional = false;
        if (text[at] != '{' || (optional && !optional_ones)) continue;
        names.push_back(name_of_place(text.substr(at + 1, text.find('}', at) - at - 1)));
    }
    return names;
}

}  // namespace stridelens
