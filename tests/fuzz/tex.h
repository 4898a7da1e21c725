#pragma once
// TeX as far as words could break out of it: groups, comments and commands.

#include "tests/fuzz/broken.h"

#include <fmt/format.h>

#include <cctype>
#include <string>
#include <string_view>

namespace stridelens::fuzz {

/// Commands that read files, write them, run programs or change what signs mean: none of ours is among them.
inline bool is_dangerous(std::string_view command) {
    for (const std::string_view one :
         {"write", "openout", "openin", "read", "immediate", "catcode", "def", "let", "special", "directlua", "include",
          "usepackage", "verb", "def", "loop", "url", "href", "shipout"})
        if (command == one) return true;
    return false;
}

/// Braces that do not match, a half of a formula, a command that no figure needs; words are escaped wherever they are not
/// in a comment.
inline test::Broken broken_tex(std::string_view tex) {
    int depth = 0;
    bool formula = false;
    constexpr std::string_view verbatim = "\\begin{verbatim}", verbatim_end = "\\end{verbatim}";
    for (std::size_t at = 0; at < tex.size(); ++at) {
        if (tex.substr(at).starts_with(verbatim)) {
            at = tex.find(verbatim_end, at);
            if (at == std::string_view::npos) return "verbatim text without an end";
            at += verbatim_end.size();
        } else if (tex[at] == '\\') {
            std::size_t end = at + 1;
            while (end < tex.size() && std::isalpha(static_cast<unsigned char>(tex[end])) != 0) ++end;
            const std::string_view command = tex.substr(at + 1, end - at - 1);
            const bool preamble = command == "usepackage" && tex.find("\\begin{document}") > at;
            if (is_dangerous(command) && !preamble) return fmt::format("the command \\{}", command);
            at = command.empty() ? at + 1 : end - 1;
        } else if (tex[at] == '%') {
            at = std::min(tex.find('\n', at), tex.size() - 1);
        } else if (tex[at] == '$') {
            formula = !formula;
        } else if (tex[at] == '{') {
            ++depth;
        } else if (tex[at] == '}' && --depth < 0) {
            return "a group ends that does not begin";
        }
        if (tex[at] == '\n' && formula) return "a formula that does not end in its line";
    }
    if (depth != 0) return "a group that does not end";
    return std::nullopt;
}

}  // namespace stridelens::fuzz
