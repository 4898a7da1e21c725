#pragma once
// Reads XML strictly enough to say whether it is well-formed: for tests of what we write.

#include <map>
#include <string>
#include <vector>

namespace stridelens {

struct XmlElement {
    std::string name;
    std::map<std::string, std::string> attributes;  // entities resolved
    std::string text;                               // directly inside, entities resolved
    int parent = -1;                                // index in XmlDocument::elements
};
struct XmlDocument {
    std::string error;  // empty: well-formed
    std::vector<XmlElement> elements;
};
XmlDocument read_xml(const std::string& xml);

}  // namespace stridelens
