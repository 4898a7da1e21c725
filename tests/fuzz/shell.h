#pragma once
// A command as a shell reads it, as far as ours are written; quicker than asking one.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace stridelens::fuzz {

/// The words of a command that has no sign of a shell but single quotes, and backslashes before them; nothing if it has.
inline std::optional<std::vector<std::string>> shell_words(std::string_view command) {
    std::vector<std::string> words(1);
    for (std::size_t at = 0; at < command.size(); ++at) {
        const char c = command[at];
        if (c == ' ') {
            words.emplace_back();
        } else if (c == '\'') {
            const std::size_t end = command.find('\'', at + 1);
            if (end == std::string_view::npos) return std::nullopt;
            words.back() += command.substr(at + 1, end - at - 1);
            at = end;
        } else if (command.substr(at, 2) == "\\'") {
            words.back() += '\'';
            ++at;
        } else if (static_cast<unsigned char>(c) >= 0x80 ||
                   std::string_view("\t\n\r\v\f\"\\$`&|;<>()*?[]#~{}!^%").find(c) != std::string_view::npos) {
            return std::nullopt;
        } else {
            words.back() += c;
        }
    }
    return words;
}

}  // namespace stridelens::fuzz
