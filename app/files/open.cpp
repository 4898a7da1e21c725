// SPEC or FILE: one entry for everything that can be opened.

#include "app/files/open.h"

#include "app/files/image.h"
#include "app/files/npy.h"
#include "app/files/read_file.h"
#include "app/files/scenario_json.h"
#include "app/problem/input.h"
#include "app/problem/resize.h"
#include "app/problem/scenario.h"
#include "app/problem/solve.h"
#include "app/problem/source.h"
#include "app/problem/view.h"
#include "core/operation/catalogue.h"
#include "core/operation/messages/messages.h"
#include "core/words/utf8.h"

#include <fmt/format.h>

#include <algorithm>
#include <system_error>

namespace stridelens {

namespace fs = std::filesystem;

namespace {

enum class Kind { scenario, picture, array, unknown };

constexpr std::string_view kReadable = "a scenario (.json), a picture (.png, .jpg) or an array (.npy)";

/// By what the file begins with; its name may lie.
Kind kind_of(std::string_view bytes) {
    if (bytes.starts_with("\x89PNG") || bytes.starts_with("\xFF\xD8\xFF")) return Kind::picture;
    if (bytes.starts_with("\x93NUMPY")) return Kind::array;
    const auto first = bytes.find_first_not_of(" \t\r\n");
    if (first != std::string_view::npos && bytes[first] == '{') return Kind::scenario;
    return Kind::unknown;
}

std::string lower_extension(const fs::path& file) {
    std::string extension = file.extension().string();
    std::transform(extension.begin(), extension.end(), extension.begin(),
                   [](unsigned char c) { return static_cast<char>(c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c); });
    return extension;
}

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

/// A picture becomes what the operation makes of pictures: max unpooling undoes the pooling of this one.
Scenario open_picture(const fs::path& file, const Tensor& picture, Scenario onto) {
    constexpr int rank = 2;
    if (spatial_rank_of(onto.problem.operation) != rank)
        onto.problem.operation = default_of(onto.problem.operation, rank);
    onto.title = text::one_line(file.filename().string());
    onto.step = 0;
    const Problem before = onto.problem;
    onto.problem = with_source(onto.problem, {picture.shape, Values{Values::Kind::list, 7, picture.values}});
    follow_numbers(onto.problem, before);
    return onto;
}

Outcome<Scenario> open_tensor(const fs::path& file, const Tensor& tensor, Scenario onto) {
    const int rank = spatial_rank_of(onto.problem.operation);
    const int needed = rank_for(tensor.shape.size(), onto.problem.operation);
    if (needed != rank) {
        onto.problem.operation = default_of(onto.problem.operation, needed);
        onto.problem.weights = Problem{}.weights;
        onto.problem.bias = Problem{}.bias;
    }
    onto.title = text::one_line(file.filename().string());
    onto.step = 0;
    auto scenario = with_input(std::move(onto), tensor);
    if (!scenario) return refuse_file(file, sentence_of(scenario.error()));
    return *std::move(scenario);
}

Outcome<Scenario> open_json(const fs::path& file, std::string_view bytes) {
    auto scenario = scenario_from_json(bytes);
    if (!scenario) return refuse_file(file, scenario.error().sentence);
    if (scenario->title.empty()) scenario->title = text::one_line(file.stem().string());
    if (const auto geometry = resolve(scenario->problem.operation, scenario->problem.input))
        scenario->view = nearest_view(*geometry, scenario->view);
    scenario->step = clamped_step(*scenario);
    return scenario;
}

Outcome<Scenario> open_file(const fs::path& file, const Scenario& onto, const ImportOptions& options) {
    const auto bytes = read_file(file);
    if (!bytes) return tl::unexpected(bytes.error());
    switch (kind_of(*bytes)) {
        case Kind::scenario:
            return open_json(file, *bytes);
        case Kind::picture: {
            const auto tensor = load_image(file, options);
            if (!tensor) return tl::unexpected(tensor.error());
            if (input_is_made(onto.problem.operation)) return open_picture(file, *tensor, onto);
            return open_tensor(file, *tensor, onto);
        }
        case Kind::array: {
            const auto tensor = load_npy(file);
            if (!tensor) return tl::unexpected(tensor.error());
            return open_tensor(file, *tensor, onto);
        }
        case Kind::unknown:
            break;
    }
    if (lower_extension(file) == ".json")  // let the JSON reader say where it stopped
        return open_json(file, *bytes);
    return refuse_file(file, fmt::format("this is none of what can be opened: {}", kReadable));
}

}  // namespace

Outcome<Scenario> open_scenario(const std::string& spec_or_file, const Scenario& onto, const ImportOptions& options) {
    std::error_code error;
    if (!spec_or_file.empty() && fs::exists(fs::path{spec_or_file}, error))
        return open_file(spec_or_file, onto, options);
    if (looks_like_file(spec_or_file)) return refuse_file(spec_or_file, "there is no such file");
    auto problem = parse_problem(spec_or_file);
    if (!problem) return failed(problem.error());
    return Scenario{"", std::move(*problem)};
}

}  // namespace stridelens
