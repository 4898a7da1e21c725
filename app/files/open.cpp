// SPEC or FILE: one entry for everything that can be opened.

#include "app/files/open.h"

#include "app/files/array/array.h"
#include "app/files/lessons.h"
#include "app/files/read_file.h"
#include "app/files/scenario_json.h"
#include "app/files/sides.h"
#include "app/problem/input.h"
#include "app/problem/legal.h"
#include "app/problem/resize.h"
#include "app/problem/scenario.h"
#include "app/problem/solve.h"
#include "app/problem/source.h"
#include "app/problem/view.h"
#include "core/operation/catalogue.h"
#include "core/operation/messages/messages.h"
#include "core/words/printable.h"
#include "core/words/utf8.h"

#include <fmt/format.h>

#include <algorithm>
#include <system_error>

namespace stridelens {

namespace fs = std::filesystem;

namespace {

constexpr std::string_view kReadable = "a scenario (.json), a picture (.png, .jpg), an array (.npy) or a table (.csv)";

/// A line that cannot be meant as one-line form: a single word with a folder or an extension.
bool looks_like_file(const std::string& text) {
    return text.find(' ') == std::string::npos && text.find_first_of("./") != std::string::npos;
}

/// The rank whose input an array of so many axes can be: the operation's own if possible. Fold's is a matrix in any rank.
int rank_for(std::size_t axes, const Operation& operation) {
    const int rank = spatial_rank_of(operation);
    if (std::holds_alternative<Fold>(operation)) return rank;
    const int count = static_cast<int>(axes);
    if (count >= rank && count <= rank + 2) return rank;
    return count < rank ? std::max(count, 1) : std::min(count - 2, 3);
}

/// The operation as it comes, with this many axes; what the user set of it cannot mean anything there.
Operation default_of(const Operation& operation, int rank) {
    return default_operation(operation.index(), rank);
}

/// Whether nobody has chosen these settings: the operation is as it comes, or as the program opens with it.
bool as_it_comes(const Operation& operation) {
    return operation == default_of(operation, spatial_rank_of(operation)) ||
           operation == opening_scenario({}).problem.operation;
}

/// What is said of a file, by its name.
std::string remark_on(const fs::path& file, const std::string& remark) {
    return remark.empty() ? "" : fmt::format("{}: {}", text::printable(file.filename().string()), remark);
}

/// Settings that nobody has chosen fit the input; those that somebody has stay, and may be refused.
Opened opened(const fs::path& file, Scenario scenario, bool chosen, const std::string& remark) {
    Opened opened{std::move(scenario), remark_on(file, remark)};
    if (chosen || resolve(opened.problem.operation, opened.problem.input)) return opened;
    Problem legal = made_legal(opened.problem);
    follow_numbers(legal, opened.problem);
    opened.problem = std::move(legal);
    opened.step = clamped_step(opened);
    if (opened.remark.empty())
        opened.remark = remark_on(file, fmt::format("the usual settings do not fit an input of {}; these do: {}",
                                                    to_string(opened.problem.input),
                                                    print(opened.problem, PrintOptions{.explicit_values = false})));
    return opened;
}

/// A picture becomes what the operation makes of pictures: max unpooling undoes the pooling of this one.
Outcome<Opened> open_picture(const fs::path& file, const Array& picture, Scenario onto) {
    constexpr int rank = 2;
    if (spatial_rank_of(onto.problem.operation) != rank)
        onto.problem.operation = default_of(onto.problem.operation, rank);
    onto.title = text::one_line(file.filename().string());
    onto.step = 0;
    const Problem before = onto.problem;
    onto.problem = with_source(onto.problem, {picture.shape, Values{Values::Kind::list, 7, picture.values}});
    follow_numbers(onto.problem, before);
    return opened(file, std::move(onto), true, picture.remark);
}

Outcome<Opened> open_array(const fs::path& file, Array array, Scenario onto, const ImportOptions& options) {
    const int rank = spatial_rank_of(onto.problem.operation);
    const int needed = rank_for(array.shape.size(), onto.problem.operation);
    const bool chosen = needed == rank && !as_it_comes(onto.problem.operation);
    if (needed != rank) {
        onto.problem.operation = default_of(onto.problem.operation, needed);
        onto.problem.weights = Problem{}.weights;
        onto.problem.bias = Problem{}.bias;
    }
    onto.title = text::one_line(file.filename().string());
    onto.step = 0;
    if (!std::holds_alternative<Fold>(onto.problem.operation))
        array = with_channels_first(std::move(array), needed, onto.problem.input, options);
    const std::string remark = array.remark;
    auto scenario = with_input(std::move(onto), std::move(array));
    if (!scenario) return refuse_file(file, sentence_of(scenario.error()));
    return opened(file, *std::move(scenario), chosen, remark);
}

Outcome<Opened> open_json(const fs::path& file, std::string_view bytes) {
    auto scenario = scenario_from_json(bytes);
    if (!scenario) return refuse_file(file, scenario.error().sentence);
    if (scenario->title.empty()) scenario->title = text::one_line(file.stem().string());
    if (const auto geometry = resolve(scenario->problem.operation, scenario->problem.input))
        scenario->view = nearest_view(*geometry, scenario->view);
    scenario->step = clamped_step(*scenario);
    return Opened{*std::move(scenario), "", lesson_text_from_json(bytes).note};
}

Outcome<Opened> open_file(const fs::path& file, const Scenario& onto, const ImportOptions& options) {
    const auto bytes = read_file(file);
    if (!bytes) return tl::unexpected(bytes.error());
    const FileKind kind = kind_of(file, *bytes);
    if (kind == FileKind::scenario) return open_json(file, *bytes);
    if (kind == FileKind::unknown) {
        if (lower_extension(file) == ".json")  // let the JSON reader say where it stopped
            return open_json(file, *bytes);
        return refuse_file(file, fmt::format("this is none of what can be opened: {}", kReadable));
    }
    auto array = array_from(file, *bytes, options);
    if (!array) return tl::unexpected(array.error());
    if (kind != FileKind::picture) return open_array(file, *std::move(array), onto, options);
    const PictureRegion whole = array->picture.value_or(PictureRegion{});
    auto opened = input_is_made(onto.problem.operation) ? open_picture(file, *array, onto)
                                                        : open_array(file, *std::move(array), onto, options);
    if (opened) opened->picture = OpenedPicture{file.string(), options, opened->problem.values.list.tensor(), whole};
    return opened;
}

}  // namespace

Outcome<Opened> open_scenario(const std::string& spec_or_file, const Scenario& onto, const ImportOptions& options) {
    std::error_code error;
    if (!spec_or_file.empty() && fs::exists(fs::path{spec_or_file}, error))
        return open_file(spec_or_file, onto, options);
    if (looks_like_file(spec_or_file)) return refuse_file(spec_or_file, "there is no such file");
    auto comparison = parse_comparison(spec_or_file);
    if (!comparison) return failed(comparison.error());
    return Opened{with_comparison({}, *std::move(comparison)), ""};
}

}  // namespace stridelens
