#pragma once
// Reads a page that write_html() made back: what a browser does with it, without one.

#include "app/figure/figure.h"
#include "app/state/ids.h"

#include <cstdint>
#include <map>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

namespace stridelens {

/// One element as it is seen, whoever drew it: names of SVG attributes, colours as "#RRGGBB 0.5".
using SeenElement = std::map<std::string, std::string>;

/// The elements of `svg` in painting order, without what is not seen: ids, titles, groups. Clip paths are boxes.
std::vector<SeenElement> seen_in_svg(const std::string& svg);

/// What is seen in the figure's SVG, but for its ground, which is the page's own.
std::vector<SeenElement> expected_of(const Figure& figure, ThemeName theme);

/// "fill=#ffffff width=3 ", to say what differs.
std::string written(const SeenElement& element);

class ReadPage {
public:
    /// Of what payload_of() returns. Fails the test if it cannot be read.
    explicit ReadPage(const std::string& payload);

    nlohmann::json data;  // see html.cpp

    std::int64_t steps() const { return std::ssize(data.at("steps")); }
    /// What a Column says at a step, from 0 in this page.
    static const nlohmann::json& at(const nlohmann::json& column, std::int64_t step);
    /// What is seen at a step.
    std::vector<SeenElement> seen(std::int64_t step, ThemeName theme) const;
    /// The cells of each bitmap at a step, as "RRGGBB"; "": not yet computed.
    std::vector<std::vector<std::string>> bitmaps(std::int64_t step, ThemeName theme) const;
    /// What texts say at a step that are the number of a cell: the cell and the text.
    std::vector<std::pair<std::string, std::string>> numbers(std::int64_t step) const;

private:
    struct Member {
        std::string tag;
        std::map<std::string, nlohmann::json> values;
        std::string clips;  // of the groups that it is in
    };
    std::vector<Member> members(std::int64_t step) const;
    std::string clip_of(const std::string& url) const;
};

/// The payload of a page, inflated.
std::string payload_of(const std::string& html);

}  // namespace stridelens
