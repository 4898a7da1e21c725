#pragma once
// A command as a shell reads it.

#include <cstdio>
#include <memory>
#include <string>
#include <vector>

namespace stridelens::test {

/// The words that a shell makes of a command.
inline std::vector<std::string> shell_words(const std::string& command) {
    const std::unique_ptr<FILE, int (*)(FILE*)> pipe(
        ::popen(("set -- " + command + "; for w in \"$@\"; do printf '%s\\036' \"$w\"; done").c_str(), "r"), &::pclose);
    std::vector<std::string> words(1);
    for (int c = std::fgetc(pipe.get()); c != EOF; c = std::fgetc(pipe.get()))
        if (c == '\036')
            words.emplace_back();
        else
            words.back() += static_cast<char>(c);
    words.pop_back();
    return words;
}

}  // namespace stridelens::test
