#include "app/export/html/html_columns.h"

#include "app/export/words/digits.h"

#include <cmath>

namespace stridelens {

namespace {

template <class T>
std::string number(T value) {
    const std::string text = shortest(value);
    const bool json = std::isfinite(value) && !(value == T(0) && std::signbit(value));
    return json ? text : "\"" + text + "\"";
}

}  // namespace

std::string json_number(float value) {
    return number(value);
}
std::string json_number(double value) {
    return number(value);
}

std::string json_array(const std::vector<std::string>& items) {
    std::string text = "[";
    for (const std::string& item : items) {
        if (text.size() > 1) text += ',';
        text += item;
    }
    return text + "]";
}

void Column::set(std::int64_t step, std::string json) {
    if (changes_.empty() || changes_.back().second != json) changes_.emplace_back(step, std::move(json));
}

const std::string& Column::last() const {
    static const std::string nothing;
    return changes_.empty() ? nothing : changes_.back().second;
}

std::string Column::json(std::int64_t steps) const {
    constexpr std::int64_t kSeldom = 3;  // one step in so many
    if (changes_.empty()) return "null";
    if (changes_.size() == 1) return changes_.front().second;
    std::vector<std::string> starts, values;
    if (std::ssize(changes_) * kSeldom < steps) {
        for (const auto& [step, value] : changes_) {
            starts.push_back(std::to_string(starts.empty() ? 0 : step));
            values.push_back(value);
        }
        return "[" + json_array(starts) + "," + json_array(values) + "]";
    }
    auto next = changes_.begin();
    for (std::int64_t step = 0; step < steps; ++step) {
        while (next + 1 != changes_.end() && (next + 1)->first <= step) ++next;
        values.push_back(next->second);
    }
    return json_array(values);
}

}  // namespace stridelens
