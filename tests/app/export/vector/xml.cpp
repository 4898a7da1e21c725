#include "tests/app/export/vector/xml.h"

#include <fmt/format.h>

#include <cctype>
#include <string_view>

namespace stridelens {
namespace {

struct Reader {
    std::string_view xml;
    std::size_t at = 0;
    XmlDocument document;

    bool fail(const std::string& why) {
        document.error = fmt::format("{} at byte {}: {}", why, at, xml.substr(at, 60));
        return false;
    }
    bool skip(std::string_view what) {
        if (xml.substr(at, what.size()) != what) return false;
        at += what.size();
        return true;
    }
    void spaces() {
        while (at < xml.size() && std::isspace(static_cast<unsigned char>(xml[at])) != 0) ++at;
    }
    std::string name() {
        const std::size_t start = at;
        while (at < xml.size() && (std::isalnum(static_cast<unsigned char>(xml[at])) != 0 || xml[at] == '-' ||
                                   xml[at] == '_' || xml[at] == ':'))
            ++at;
        return std::string(xml.substr(start, at - start));
    }
    /// Characters up to `stop`, entities resolved.
    bool characters(char stop, std::string& text) {
        while (at < xml.size() && xml[at] != stop) {
            const auto c = static_cast<unsigned char>(xml[at]);
            if (c == '<') return fail("a < where none may be");
            if (c < 0x20 && c != '\n' && c != '\t') return fail("a control character");
            if (c != '&') {
                text += xml[at++];
                continue;
            }
            static const std::map<std::string_view, char> entities = {
                {"&amp;", '&'}, {"&lt;", '<'}, {"&gt;", '>'}, {"&quot;", '"'}, {"&apos;", '\''}};
            const std::string_view entity = xml.substr(at, xml.find(';', at) - at + 1);
            if (!entities.contains(entity)) return fail("an unknown entity");
            text += entities.at(entity);
            at += entity.size();
        }
        return at < xml.size() || fail("the end inside a text");
    }
    bool attributes(XmlElement& element) {
        for (spaces(); at < xml.size() && xml[at] != '>' && xml[at] != '/'; spaces()) {
            const std::string key = name();
            std::string value;
            if (key.empty() || !skip("=\"")) return fail("an attribute without a quoted value");
            if (!characters('"', value)) return false;
            if (!skip("\"")) return fail("an open quote");
            if (!element.attributes.emplace(key, value).second) return fail("the same attribute twice: " + key);
        }
        return true;
    }
    bool read() {
        if (skip("<?xml")) at = xml.find("?>", at) + 2;
        std::vector<int> open;
        for (spaces(); at < xml.size();) {
            if (skip("</")) {
                const std::string closed = name();
                if (open.empty() || document.elements[static_cast<std::size_t>(open.back())].name != closed)
                    return fail("</" + closed + "> closes nothing");
                open.pop_back();
                if (!skip(">")) return fail("no > after </" + closed);
            } else if (skip("<")) {
                XmlElement element;
                element.name = name();
                element.parent = open.empty() ? -1 : open.back();
                if (element.name.empty()) return fail("an element without a name");
                if (open.empty() && !document.elements.empty()) return fail("a second root");
                if (!attributes(element)) return false;
                document.elements.push_back(element);
                if (skip("/>")) continue;
                if (!skip(">")) return fail("no > after <" + element.name);
                open.push_back(static_cast<int>(document.elements.size()) - 1);
            } else if (open.empty()) {
                return fail("text outside the root");
            } else if (!characters('<', document.elements[static_cast<std::size_t>(open.back())].text)) {
                return false;
            }
            if (open.empty()) spaces();
        }
        return open.empty() || fail("not all is closed");
    }
};

}  // namespace

XmlDocument read_xml(const std::string& xml) {
    Reader reader{xml, 0, {}};
    reader.read();
    return reader.document;
}

}  // namespace stridelens
