// Every file includes what it names. A build with precompiled headers would not notice; this reads the sources instead.

#include "tests/house/sources.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <regex>
#include <set>
#include <string>
#include <vector>

namespace stridelens::house {
namespace {

/// What a header declares, as far as we use it, and headers that give it, too.
struct Declared {
    std::string header;
    std::string names;  // a regular expression
    std::vector<std::string> also{};
};

// All that is precompiled (../../CMakeLists.txt), and what comes with it.
const std::vector<Declared> kDeclared = {
    {"algorithm",
     "std::(sort|stable_sort|find_if|find_if_not|find|any_of|all_of|none_of|max_element|min_element|minmax_element|"
     "clamp|fill|fill_n|copy|copy_if|copy_n|transform|count|count_if|replace|reverse|rotate|lower_bound|upper_bound|"
     "equal_range|binary_search|partition_point|partition|remove_if|remove|unique|equal|mismatch|search|adjacent_find|"
     "nth_element|is_sorted|set_difference|includes|for_each|generate|min|max|minmax|lexicographical_compare)\\s*[(<]"},
    {"cmath",
     "std::(abs|sqrt|pow|floor|ceil|round|lround|llround|trunc|fmod|log|log10|exp|sin|cos|atan2|isnan|isfinite|isinf|"
     "signbit|hypot|ldexp|nextafter|copysign)\\s*\\("},
    {"filesystem", "std::filesystem"},
    {"functional", "std::(function|invoke|hash|greater|less|ref|cref)\\b"},
    {"map", "std::(map|multimap)\\b"},
    {"optional", "std::(optional|nullopt|nullopt_t|make_optional)\\b"},
    {"string",
     "std::(string|to_string|stoi|stol|stoll|stof|stod|u32string)\\b",
     {"filesystem", "sstream", "fstream", "fmt/format.h", "regex", "iostream"}},
    {"variant", "std::(variant|visit|get_if|holds_alternative|monostate|variant_size_v|variant_alternative_t)\\b"},
    {"vector", "std::vector\\b", {"functional"}},
    {"fmt/format.h", "fmt::(format|join|format_to|memory_buffer|to_string)\\b"},
    {"tl/expected.hpp", "tl::(expected|unexpected)\\b"},
    {"memory", "std::(unique_ptr|shared_ptr|weak_ptr|make_unique|make_shared)\\b", {"functional", "filesystem"}},
    {"array", "std::(array|to_array)\\b", {"functional", "span", "algorithm", "tuple"}},
    {"tuple", "std::(tuple|tie|make_tuple|apply)\\b", {"functional", "memory", "map"}},
    {"string_view", "std::string_view\\b", {"string"}},
    {"span", "std::span\\b"},
    {"chrono", "std::chrono\\b"},
};

/// The source without comments, words in quotes and its includes.
std::string code_of(const Source& source) {
    std::string code;
    bool in_comment = false;
    for (std::string line : source.lines) {
        if (line.find_first_not_of(' ') != std::string::npos && line[line.find_first_not_of(' ')] == '#') continue;
        if (const auto end = line.find("*/"); in_comment && end != std::string::npos) {
            line = line.substr(end + 2);
            in_comment = false;
        }
        if (in_comment) continue;
        line = line.substr(0, line.find("//"));
        if (const auto begin = line.find("/*");
            begin != std::string::npos && line.find("*/", begin) == std::string::npos) {
            line = line.substr(0, begin);
            in_comment = true;
        }
        code += line + "\n";
    }
    return code;
}

class Includes {
public:
    explicit Includes(const std::vector<Source>& all) {
        for (const Source& source : all) files_[source.path] = &source;
    }

    /// Others' headers that a file includes, itself or by headers of ours.
    const std::set<std::string>& of(const std::string& path) {
        if (const auto known = headers_.find(path); known != headers_.end()) return known->second;
        std::set<std::string>& headers = headers_[path];
        const auto file = files_.find(path);
        if (file == files_.end()) return headers;
        static const std::regex include("^\\s*#\\s*include\\s*([<\"])([^>\"]+)[>\"]");
        std::set<std::string> found;
        for (const std::string& line : file->second->lines) {
            std::smatch match;
            if (line.find("include") == std::string::npos || !std::regex_search(line, match, include)) continue;
            if (match[1] == "<")
                found.insert(match[2]);
            else
                found.insert(of(match[2]).begin(), of(match[2]).end());
        }
        return headers_[path] = std::move(found);
    }

private:
    std::map<std::string, const Source*> files_;
    std::map<std::string, std::set<std::string>> headers_;
};

TEST(Includes, EveryFileIncludesWhatItNames) {
    const std::vector<Source> all = sources({"core", "app"});
    Includes includes(all);
    int seen = 0;
    for (const Source& source : all) {
        const std::set<std::string>& headers = includes.of(source.path);
        const std::string code = code_of(source);
        for (const Declared& declared : kDeclared) {
            std::smatch match;
            if (!std::regex_search(code, match, std::regex(declared.names))) continue;
            ++seen;
            const bool given = headers.contains(declared.header) ||
                               std::any_of(declared.also.begin(), declared.also.end(),
                                           [&](const std::string& header) { return headers.contains(header); });
            EXPECT_TRUE(given) << source.path << " names " << match.str() << ": #include <" << declared.header << ">";
        }
    }
    EXPECT_GT(seen, 1000);
}

}  // namespace
}  // namespace stridelens::house
