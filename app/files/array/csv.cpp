#include "app/files/array/csv.h"

#include "app/files/read_file.h"
#include "app/problem/solve.h"
#include "core/operation/messages/messages.h"
#include "core/words/printable.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <optional>

namespace stridelens {

namespace {

constexpr std::string_view kBlank = " \t\r";

std::string_view trimmed(std::string_view text) {
    const auto first = text.find_first_not_of(kBlank);
    if (first == std::string_view::npos) return {};
    text = text.substr(first, text.find_last_not_of(kBlank) - first + 1);
    const bool quoted = text.size() >= 2 && text.front() == '"' && text.back() == '"';
    return quoted ? text.substr(1, text.size() - 2) : text;
}

/// What stands between the numbers of the whole table.
char separator_of(std::string_view text) {
    for (const char separator : {';', ',', '\t'})
        if (text.find(separator) != std::string_view::npos) return separator;
    return ' ';
}

/// The entries of a line and where they begin (0-based).
struct Entry {
    std::string_view text;
    std::size_t column = 0;
};
std::vector<Entry> entries_of(std::string_view line, char separator) {
    std::vector<Entry> entries;
    for (std::size_t at = 0; at <= line.size();) {
        const std::size_t end = std::min(line.find(separator, at), line.size());
        const std::string_view entry = trimmed(line.substr(at, end - at));
        if (separator != ' ' || !entry.empty()) entries.push_back({entry, at});
        at = end + 1;
    }
    return entries;
}

std::optional<BrokenRule> read(std::string_view entry, char separator, float& number) {
    std::string text(entry);
    if (separator == ';') std::replace(text.begin(), text.end(), ',', '.');
    const char* begin = text.data() + (text.starts_with('+') ? 1 : 0);
    const char* last = text.data() + text.size();
    const auto [end, status] = std::from_chars(begin, last, number);
    if (end != last || status == std::errc::invalid_argument || text.ends_with(')'))
        return BrokenRule::number_unreadable;
    if (status != std::errc::result_out_of_range) return std::nullopt;
    long double wide = 0.0L;  // too small is zero, too large is not silently infinite
    const bool tiny = std::from_chars(begin, last, wide).ec == std::errc{} && std::abs(wide) < 1.0L;
    if (!tiny) return BrokenRule::number_beyond_float;
    number = static_cast<float>(wide);
    return std::nullopt;
}

bool has_number(const std::vector<Entry>& entries, char separator) {
    float number = 0.0F;
    return std::any_of(entries.begin(), entries.end(), [&](const Entry& entry) {
        return read(entry.text, separator, number) != BrokenRule::number_unreadable;
    });
}

/// The table, row by row.
class TableReader {
public:
    explicit TableReader(const std::filesystem::path& file) : file_(file) {}

    Outcome<void> add(std::size_t line, const std::vector<Entry>& entries, char separator) {
        if (columns_ == 0) columns_ = entries.size();
        if (entries.size() != columns_)
            return refuse_file(file_, fmt::format("line {} has {} numbers, but those before it have {}", line,
                                                  entries.size(), columns_));
        for (const Entry& entry : entries) {
            float number = 0.0F;
            if (const auto rule = read(entry.text, separator, number)) {
                constexpr std::size_t most = 40;
                Error error{.field = Field::text, .rule = *rule, .column = entry.column};
                if (!entry.text.empty()) error.facts.push_back({"read", text::excerpt(entry.text, most)});
                return refuse_file(file_, fmt::format("line {}, {}", line, sentence_of(error)));
            }
            values_.push_back(number);
        }
        if (static_cast<std::int64_t>(values_.size()) > kMaxCells)
            return refuse_file(file_,
                               fmt::format("it has more than {} numbers, the most that Stridelens holds", kMaxCells));
        ++rows_;
        return {};
    }

    Outcome<void> end_plane(std::size_t line) {
        if (rows_ == 0) return {};
        if (planes_ > 0 && rows_ != rows_of_plane_)
            return refuse_file(
                file_, fmt::format("the plane that ends at line {} has {} rows, but those before it have {}", line,
                                   rows_, rows_of_plane_));
        rows_of_plane_ = rows_;
        rows_ = 0;
        ++planes_;
        return {};
    }

    Outcome<Array> whole() && {
        if (planes_ == 0) return refuse_file(file_, "there are no numbers in it");
        Shape shape{static_cast<std::int64_t>(rows_of_plane_), static_cast<std::int64_t>(columns_)};
        if (planes_ > 1) shape = Shape{static_cast<std::int64_t>(planes_), shape[0], shape[1]};
        return Array{Tensor(shape, std::move(values_)), FileKind::table, {}, {}};
    }

private:
    const std::filesystem::path& file_;
    std::vector<float> values_;
    std::size_t columns_ = 0, rows_ = 0, rows_of_plane_ = 0, planes_ = 0;
};

}  // namespace

Outcome<Array> array_from_csv(const std::filesystem::path& file, std::string_view bytes) {
    if (bytes.starts_with("\xEF\xBB\xBF")) bytes.remove_prefix(3);  // a byte order mark
    const char separator = separator_of(bytes);
    TableReader table(file);
    std::size_t line = 0;
    for (bool heading = true; !bytes.empty();) {
        const std::string_view text = bytes.substr(0, bytes.find('\n'));
        bytes.remove_prefix(std::min(text.size() + 1, bytes.size()));
        ++line;
        Outcome<void> taken;
        if (trimmed(text).empty()) {
            taken = table.end_plane(line);
        } else {
            const auto entries = entries_of(text, separator);
            if (!heading || has_number(entries, separator)) taken = table.add(line, entries, separator);
            heading = false;
        }
        if (!taken) return tl::unexpected(taken.error());
    }
    if (auto taken = table.end_plane(line); !taken) return tl::unexpected(taken.error());
    return std::move(table).whole();
}

}  // namespace stridelens
