#pragma once
// Runs the command line in this process, with string streams.

#include "app/cli/cli.h"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <sstream>
#include <string>
#include <vector>

namespace stridelens {

struct CommandRun {
    CommandLine result;
    std::string out, err;
};

inline CommandRun run(std::vector<std::string> arguments) {
    std::vector<const char*> argv{"stridelens"};
    for (const std::string& argument : arguments) argv.push_back(argument.c_str());
    std::ostringstream out, err;
    CommandRun run;
    run.result = run_command_line(static_cast<int>(argv.size()), argv.data(),
                                  {out, err, std::filesystem::path{STRIDELENS_SOURCE_DIR} / "assets"});
    run.out = out.str();
    run.err = err.str();
    return run;
}

inline nlohmann::json json_of(const std::vector<std::string>& arguments) {
    const CommandRun told = run(arguments);
    EXPECT_EQ(told.result.exit_code, 0) << told.err;
    return nlohmann::json::parse(told.out);
}

inline void expect_refused(const std::vector<std::string>& arguments, const std::string& because) {
    const CommandRun refused = run(arguments);
    EXPECT_EQ(refused.result.exit_code, 1) << arguments.at(0);
    EXPECT_EQ(refused.out, "");
    EXPECT_NE(refused.err.find(because), std::string::npos) << refused.err;
    EXPECT_FALSE(refused.result.window);
}

}  // namespace stridelens
