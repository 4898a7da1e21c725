#include "tests/app/export/html/html_page.h"

#include "app/export/export.h"
#include "tests/app/export/vector/xml.h"
#include "tests/packed.h"

#include <gtest/gtest.h>

#include <sstream>

namespace stridelens {

namespace {

std::string plain(const nlohmann::json& value) {
    return value.is_string() ? value.get<std::string>() : value.dump();
}

/// "120 0 300 40 4": a rect as clip.
std::string joined(const std::vector<std::string>& values) {
    std::string text;
    for (const std::string& value : values) text += (text.empty() ? "" : " ") + value;
    return text;
}

}  // namespace

std::string payload_of(const std::string& html) {
    const std::string open = "id=\"steps\">";
    const std::size_t begin = html.find(open);
    if (begin == std::string::npos) {
        ADD_FAILURE() << "the page has no steps";
        return "";
    }
    constexpr std::size_t most = std::size_t{1} << 26;
    const std::string text = test::inflated(
        test::from_base64(html.substr(begin + open.size(), html.find('<', begin) - begin - open.size())), most);
    EXPECT_FALSE(text.empty()) << "the steps cannot be unpacked";
    return text;
}

ReadPage::ReadPage(const std::string& payload) {
    data = nlohmann::json::parse(payload, nullptr, false);
    EXPECT_FALSE(data.is_discarded()) << "the steps are no JSON";
}

const nlohmann::json& ReadPage::at(const nlohmann::json& column, std::int64_t step) {
    if (!column.is_array()) return column;
    if (!column.at(0).is_array()) return column.at(static_cast<std::size_t>(step));
    std::size_t last = 0;
    while (last + 1 < column[0].size() && column[0][last + 1] <= step) ++last;
    return column[1].at(last);
}

std::string ReadPage::clip_of(const std::string& url) const {
    std::vector<std::string> values;
    for (const auto& value : data.at("clips").at(std::stoul(url.substr(6)))) values.push_back(value.dump());
    return joined(values);
}

std::vector<ReadPage::Member> ReadPage::members(std::int64_t step) const {
    std::vector<Member> found;
    std::map<std::size_t, std::string> clips;  // by group
    const auto& tracks = data.at("tracks");
    for (std::size_t i = 0; i < tracks.size(); ++i) {
        const auto& row = tracks[i];
        const std::string outer = i == 0 ? "" : clips.at(row[1]);
        if (row[0] == "g") {
            clips[i] = row[3] == "" ? outer : outer + "(" + clip_of(row[3]) + ")";
            continue;
        }
        if (at(row[2], step) == 0) continue;
        const auto& kind = data.at("kinds").at(row[0].get<std::size_t>());
        Member member{kind[0], {}, outer};
        std::vector<std::string> names = kind[1];
        if (member.tag == "image") names.insert(names.end(), {"picture", "filled"});
        for (std::size_t k = 0; k < names.size(); ++k) member.values[names[k]] = at(row.at(k + 3), step);
        found.push_back(std::move(member));
    }
    return found;
}

std::vector<SeenElement> ReadPage::seen(std::int64_t step, ThemeName theme) const {
    const std::size_t side = theme == ThemeName::light ? 0 : 2;
    std::vector<SeenElement> all;
    for (const Member& member : members(step)) {
        SeenElement element{{"tag", member.tag}, {"clips", member.clips}};
        for (const auto& [name, value] : member.values) {
            if (name == "clip-path") element[name] = clip_of(value);
            const bool foreign = name == "cell" || name == "of" || name == "columns" || name == "rows" ||
                                 name == "grid" || name == "first" || name == "picture" || name == "filled" ||
                                 name == "textLength";
            if (name != "clip-path" && name != "class" && !foreign) element[name] = plain(value);
        }
        std::istringstream classes(member.values.contains("class") ? plain(member.values.at("class")) : "");
        std::string weight = "400";
        for (std::string name; classes >> name;) {
            if (name == "dashed") element["stroke-dasharray"] = "5 4";
            if (name == "middle" || name == "end") element["text-anchor"] = name;
            if (name == "words" || name == "numbers") element["face"] = name;
            if (name == "medium") weight = "500";
            if (name == "bold") weight = element["face"] == "words" ? "600" : "700";
            if (name.find_first_not_of("0123456789", 1) != std::string::npos) continue;
            const auto& colour = data.at("colours").at(std::stoul(name.substr(1)));
            element[name[0] == 'f' ? "fill" : "stroke"] = plain(colour[side]) + " " + colour[side + 1].dump();
        }
        if (member.tag == "text") element["font-weight"] = weight;
        all.push_back(std::move(element));
    }
    return all;
}

std::vector<std::vector<std::string>> ReadPage::bitmaps(std::int64_t step, ThemeName theme) const {
    std::vector<std::vector<std::string>> all;
    for (const Member& member : members(step)) {
        if (member.tag != "image") continue;
        const auto& picture = data.at("pictures").at(member.values.at("picture").get<std::size_t>());
        const std::int64_t filled = member.values.at("filled");
        std::vector<std::string> cells(member.values.at("columns").get<std::size_t>() *
                                       member.values.at("rows").get<std::size_t>());
        for (std::int64_t i = 0; i < filled; ++i) {
            const int number = picture.at(static_cast<std::size_t>(i));
            if (number < 0) continue;
            const auto& colour = data.at("colours").at(static_cast<std::size_t>(number));
            cells[static_cast<std::size_t>(i)] = plain(colour[theme == ThemeName::light ? 0 : 2]).substr(1);
        }
        all.push_back(std::move(cells));
    }
    return all;
}

std::vector<std::pair<std::string, std::string>> ReadPage::numbers(std::int64_t step) const {
    std::vector<std::pair<std::string, std::string>> all;
    for (const Member& member : members(step))
        if (member.values.contains("of"))
            all.emplace_back(plain(member.values.at("of")), plain(member.values.at("text")));
    return all;
}

std::vector<SeenElement> seen_in_svg(const std::string& svg) {
    const XmlDocument document = read_xml(svg);
    EXPECT_EQ(document.error, "");
    const auto& elements = document.elements;
    std::map<std::string, std::string> clip_boxes;  // by url
    const auto box_of = [](const XmlElement& rect) {
        std::vector<std::string> values;
        for (const char* name : {"x", "y", "width", "height", "rx"})
            if (rect.attributes.contains(name)) values.push_back(rect.attributes.at(name));
        return joined(values);
    };
    for (const XmlElement& element : elements)
        if (element.parent >= 0 && elements[static_cast<std::size_t>(element.parent)].name == "clipPath")
            clip_boxes["url(#" + elements[static_cast<std::size_t>(element.parent)].attributes.at("id") + ")"] =
                box_of(element);
    std::vector<SeenElement> all;
    for (const XmlElement& element : elements) {
        SeenElement seen{{"tag", element.name}};
        std::string clips;
        bool defined = false;
        for (int i = element.parent; i >= 0; i = elements[static_cast<std::size_t>(i)].parent) {
            const XmlElement& outer = elements[static_cast<std::size_t>(i)];
            defined = defined || outer.name == "defs";
            if (outer.name == "g" && outer.attributes.contains("clip-path"))
                clips = "(" + clip_boxes.at(outer.attributes.at("clip-path")) + ")" + clips;
        }
        if (defined || element.name == "g" || element.name == "svg" || element.name == "title" ||
            element.name == "defs")
            continue;
        seen["clips"] = clips;
        const auto& attributes = element.attributes;
        for (const auto& [name, value] : attributes) {
            if (name == "clip-path") seen[name] = clip_boxes.at(value);
            if (name == "font-family") seen["face"] = value.starts_with("Inter") ? "words" : "numbers";
            if ((name == "fill" || name == "stroke") && value != "none")
                seen[name] =
                    value + " " + (attributes.contains(name + "-opacity") ? attributes.at(name + "-opacity") : "1");
            const bool handled = name == "clip-path" || name == "font-family" || name.starts_with("fill") ||
                                 name == "stroke" || name == "stroke-opacity" || name == "id" || name == "xml:space";
            const bool bitmap =
                name == "preserveAspectRatio" || name == "image-rendering" || name == "style" || name == "xlink:href";
            if (!handled && !bitmap) seen[name] = value;
        }
        if (element.name == "text") seen["text"] = element.text;
        all.push_back(std::move(seen));
    }
    return all;
}

std::vector<SeenElement> expected_of(const Figure& figure, ThemeName theme) {
    auto seen = seen_in_svg(svg_text(figure, {.theme = theme}));
    seen.erase(seen.begin());
    return seen;
}

std::string written(const SeenElement& element) {
    std::string text;
    for (const auto& [name, value] : element) text += name + "=" + value + " ";
    return text;
}

}  // namespace stridelens
