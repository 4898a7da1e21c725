// JSON at every door: too deep is a sentence, and what a sentence repeats of it is short and harmless.

#include "app/files/json_text.h"
#include "app/files/scenario_json.h"
#include "app/state/display_json.h"
#include "app/state/exports/export_memory.h"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <algorithm>

namespace stridelens {
namespace {

/// So many brackets around nothing.
std::string nested(int depth, char open, char close) {
    if (open == '{') {
        std::string text;
        for (int i = 0; i < depth; ++i) text += "{\"a\":";
        return text + "1" + std::string(static_cast<std::size_t>(depth), close);
    }
    return std::string(static_cast<std::size_t>(depth), open) + std::string(static_cast<std::size_t>(depth), close);
}

std::string refusal(const auto& outcome) {
    return outcome ? "read" : outcome.error().sentence;
}

bool harmless(const std::string& sentence) {
    return sentence.size() < 600 && std::all_of(sentence.begin(), sentence.end(), [](char c) {
               return static_cast<unsigned char>(c) >= 0x20 && c != 0x7f;
           });
}

TEST(JsonText, NestedTooDeepIsRefusedAndAtTheLimitIsRead) {
    for (const auto& [open, close] : {std::pair{'[', ']'}, std::pair{'{', '}'}}) {
        EXPECT_TRUE(parse_json(nested(kMostNested, open, close))) << open;
        for (const int depth : {kMostNested + 1, 1000, 1000000}) {
            const auto json = parse_json(nested(depth, open, close));
            EXPECT_NE(refusal(json).find("nested more than 16 deep"), std::string::npos) << open << " " << depth;
        }
    }
}

TEST(JsonText, EveryDoorRefusesDepth) {
    const std::string deep = nested(200000, '[', ']');
    for (const std::string& text :
         {deep, R"({"stridelens": )" + deep + "}", R"({"stridelens": 1, "problem": )" + deep + "}",
          R"({"stridelens": 1, "problem": "maxpool2d 1x1x4x4 k2", "step": )" + deep + "}",
          R"({"stridelens": 1, "problem": "maxpool2d 1x1x4x4 k2", "show": )" + deep + "}",
          R"({"stridelens": 1, "problem": "maxpool2d 1x1x4x4 k2", "title": )" + deep + "}"}) {
        const auto scenario = scenario_from_json(text);
        ASSERT_FALSE(scenario);
        EXPECT_TRUE(harmless(scenario.error().sentence)) << scenario.error().sentence.substr(0, 300);
        EXPECT_EQ(lesson_text_from_json(text).note, "");
    }
    EXPECT_EQ(export_settings_from_json("{\"cell\": " + deep + "}"), ExportSettings{});
    EXPECT_EQ(scale_from_json("{\"scale\": " + deep + "}"), scale_from_json("{}"));
}

TEST(JsonText, WhatIsRepeatedIsShortAndHasNoControlCharacters) {
    const std::string longest(100000, 'x');
    for (const std::string& value : {std::string("[1, 2]"), std::string("{\"a\": 1}"), "\"" + longest + "\"",
                                     std::string("\"\\u001b[31m\\u009b\""), std::string("1e300"), std::string(400, '9'),
                                     std::string("\"\x1b\""), std::string("\"\xff\""), longest}) {
        for (const char* key : {"stridelens", "step", "show", "problem", "title"}) {
            std::string text = "{";
            for (const auto& [name, usual] :
                 {std::pair{"stridelens", "1"}, std::pair{"problem", "\"maxpool2d 1x1x4x4 k2\""}})
                if (std::string(key) != name) text += std::string("\"") + name + "\": " + usual + ", ";
            const auto scenario = scenario_from_json(text + "\"" + key + "\": " + value + "}");
            if (!scenario) EXPECT_TRUE(harmless(scenario.error().sentence)) << scenario.error().sentence.substr(0, 300);
        }
    }
    EXPECT_EQ(told(Json::parse("[[1]]")), "a list");
    EXPECT_EQ(told(Json::parse("{}")), "an object");
    EXPECT_EQ(told(Json::parse("1e300")), "1e+300");
}

TEST(JsonText, ARefusedLineOfAFileHasNoControlCharacters) {
    const auto scenario = scenario_from_json(R"({"stridelens": 1, "problem": "maxpool2d 1x1x4x4 k2 \u001b[31mred"})");
    ASSERT_FALSE(scenario);
    EXPECT_TRUE(harmless(scenario.error().sentence)) << scenario.error().sentence;
    EXPECT_NE(scenario.error().sentence.find("[31mred"), std::string::npos) << scenario.error().sentence;
}

}  // namespace
}  // namespace stridelens
