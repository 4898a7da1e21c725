#include "app/files/scenario_json.h"

#include "app/files/json_text.h"
#include "app/problem/scenario.h"
#include "app/problem/view.h"
#include "core/operation/messages/messages.h"
#include "core/words/prose.h"
#include "core/words/table.h"
#include "core/words/utf8.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace stridelens {

namespace {

constexpr int kVersion = 1;   // one problem …
constexpr int kCompares = 2;  // … or two, with a bar in their line

}  // namespace

std::string to_json(const Scenario& scenario) {
    Json json;
    json["stridelens"] = scenario.other ? kCompares : kVersion;
    json["title"] = text::lines(scenario.title);  // as it is read
    json["problem"] = print(comparison_of(scenario));
    json["step"] = scenario.step;
    if (scenario.view != View::output) json["show"] = to_string(scenario.view);
    return json.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

Outcome<Scenario> scenario_from_json(std::string_view text) {
    const auto json = parse_json(text);
    if (!json) return tl::unexpected(json.error());
    if (!json->is_object() || !json->contains("stridelens"))
        return failed("this JSON is no scenario: it lacks \"stridelens\": 1");
    const Json& version = (*json)["stridelens"];
    if (version != kVersion && version != kCompares)
        return failed(fmt::format("this scenario has version {}; this program reads versions {} and {}", told(version),
                                  kVersion, kCompares));

    Scenario scenario;
    const auto problem = json->find("problem");
    if (problem == json->end() || !problem->is_string())
        return failed("the scenario lacks \"problem\", a one-line form such as \"maxpool2d 1x1x5x5 k2 s1\"");
    const std::string line = problem->get<std::string>();
    auto parsed = parse_comparison(line);
    if (!parsed) return failed(fmt::format("the scenario's \"problem\" is refused: {}", sentence_of(parsed.error())));
    if (version != (parsed->b ? kCompares : kVersion))
        return failed(
            fmt::format("this scenario has version {}; a problem alone has version {}, two with a bar version {}",
                        told(version), kVersion, kCompares));
    scenario = with_comparison(std::move(scenario), std::move(*parsed));

    if (const auto title = json->find("title"); title != json->end()) {
        if (!title->is_string()) return failed("the scenario's \"title\" must be a string");
        scenario.title = text::lines(title->get<std::string>());
    }
    if (const auto step = json->find("step"); step != json->end()) {
        const bool whole = step->is_number_unsigned() || (step->is_number_integer() && step->get<std::int64_t>() >= 0);
        if (!whole || step->get<std::uint64_t>() > static_cast<std::uint64_t>(INT64_MAX))
            return failed(fmt::format("the scenario's \"step\" is {}; it must be a whole number from 0", told(*step)));
        scenario.step = step->get<std::int64_t>();
    }
    if (const auto found = json->find("show"); found != json->end()) {
        const auto view = found->is_string() ? view_from(found->get<std::string>()) : std::nullopt;
        if (!view)
            return failed(fmt::format("the scenario's \"show\" is {}; it must be one of {}", told(*found),
                                      text::joined(words_of_all<View>())));
        if (scenario.other && *view != View::output)
            return failed(fmt::format("the scenario's \"show\" is {}; a comparison shows {} alone", told(*found),
                                      to_string(View::output)));
        scenario.view = *view;
    }
    return scenario;
}

LessonText lesson_text_from_json(std::string_view json) {
    const auto parsed = parse_json(json);
    const auto text = [&parsed](const char* key) {
        if (!parsed) return std::string{};
        const auto found = parsed->find(key);
        return found != parsed->end() && found->is_string() ? text::lines(found->get<std::string>()) : std::string{};
    };
    return {text("chapter"), text("note")};
}

std::string json_string(std::string_view text) {
    return Json(text).dump(-1, ' ', false, Json::error_handler_t::replace);
}

}  // namespace stridelens
