#include "app/problem/view.h"
#include "app/ui/panels.h"
#include "app/ui/side/tracks.h"
#include "core/operation/columns.h"
#include "core/operation/drawings/kernel_presets.h"
#include "core/operation/drawings/small_pictures.h"
#include "core/operation/messages/messages.h"
#include "core/words/printable.h"
#include "core/words/table.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <iterator>

namespace stridelens::ui {
namespace {

constexpr Table<Values::Kind, const char*> kKinds(
    {{Values::Kind::normal, "normal"},   {Values::Kind::integers, "integers"}, {Values::Kind::ramp, "ramp"},
     {Values::Kind::ones, "ones"},       {Values::Kind::negative, "negative"}, {Values::Kind::onehot, "one-hot"},
     {Values::Kind::digit, "digit"},     {Values::Kind::gradient, "gradient"}, {Values::Kind::checker, "checker"},
     {Values::Kind::ring, "ring"},       {Values::Kind::image, "image"},       {Values::Kind::identity, "identity"},
     {Values::Kind::box, "box"},         {Values::Kind::gauss, "gauss"},       {Values::Kind::sharpen, "sharpen"},
     {Values::Kind::sobel_x, "sobel x"}, {Values::Kind::sobel_y, "sobel y"},   {Values::Kind::laplace, "laplace"},
     {Values::Kind::emboss, "emboss"},   {Values::Kind::motion, "motion"},     {Values::Kind::list, "own numbers"},
     {Values::Kind::maxima, "maxima"},   {Values::Kind::winners, "winners"}});
constexpr std::int64_t kLargestSize = 32;      // by slider; typing takes more
constexpr std::int64_t kLargestPixel = 65535;  // of a picture: PNG and JPEG have few larger ones

/// Where the numbers of a grid can come from; those of a kernel from kernels by name, too.
std::vector<Values::Kind> kinds_for(const Operation& operation, Grid grid) {
    using Kind = Values::Kind;
    if (grid == Grid::indices) return {Kind::winners, Kind::ramp};
    std::vector<Kind> kinds{Kind::normal, Kind::integers, Kind::ramp, Kind::ones, Kind::negative, Kind::onehot};
    if (grid == Grid::kernel)
        std::copy_if(kAllOf<Kind>.begin(), kAllOf<Kind>.end(), std::back_inserter(kinds), is_kernel_preset);
    for (const Kind drawn : {Kind::digit, Kind::gradient, Kind::checker, Kind::ring, Kind::image})
        kinds.push_back(drawn);
    if (grid == Grid::input && std::holds_alternative<MaxUnpool>(operation)) kinds.insert(kinds.begin(), Kind::maxima);
    return kinds;
}

/// An arrow that bites its tail: new numbers.
bool reroll_button(const Pen& pen, const std::string& id, Point centre) {
    const Hit hit = pen.hit(id, {centre.x - 13.0F, centre.y - 12.0F, 26.0F, 24.0F});
    if (hit.hovered) pen.box({centre.x - 13.0F, centre.y - 12.0F, 26.0F, 24.0F}, 6.0F, {Role::chip});
    const Paint ink{hit.hovered ? Role::ink : Role::dim_ink};
    const float r = 5.5F, k = 0.5523F * r, x = centre.x, y = centre.y;
    pen.paint(Curve{{x + r, y}, {x + r, y + k}, {x + k, y + r}, {x, y + r}, ink, 1.6F});
    pen.paint(Curve{{x, y + r}, {x - k, y + r}, {x - r, y + k}, {x - r, y}, ink, 1.6F});
    pen.paint(Curve{{x - r, y}, {x - r, y - k}, {x - k, y - r}, {x, y - r}, ink, 1.6F});
    pen.paint(Polygon{{{x - 0.5F, y - r - 3.6F}, {x + 4.5F, y - r}, {x - 0.5F, y - r + 3.6F}}, ink, {}, 0.0F});
    return hit.clicked;
}

/// The seed stays from kind to kind; a digit is one of ten.
std::uint64_t first_seed(Values::Kind kind, std::uint64_t seed) {
    return kind == Values::Kind::digit && seed > 9 ? 7 : seed;
}

/// The word of its kind; a picture has its own.
std::string word_of(const Values& values) {
    return values.kind == Values::Kind::image ? std::string(picture(values.seed).name) : kKinds[values.kind];
}

/// What the numbers of a grid can be, with the seed that they have now.
std::vector<Values> choices_for(const Operation& operation, Grid grid, const Values& now) {
    std::vector<Values> choices;
    for (const Values::Kind kind : kinds_for(operation, grid)) {
        if (kind == Values::Kind::image)
            for (std::size_t place = 0; place < pictures().size(); ++place) choices.push_back({kind, place, {}});
        else
            choices.push_back({kind, now.kind == Values::Kind::list ? 7 : first_seed(kind, now.seed), {}});
    }
    return choices;
}

/// The seed at the right of a row: a number to type over, and the arrow that takes another one.
std::optional<std::uint64_t> seed_field(const Pen& pen, const std::string& id, float combo, const Values& values) {
    const std::uint64_t seed = values.seed;
    const bool digit = values.kind == Values::Kind::digit;
    constexpr float kArrow = 26.0F;
    const float digits = pen.width < 250.0F ? 31.0F : 40.0F;
    const float middle = pen.y + kRow / 2;
    const float right = pen.x + pen.width - kArrow;
    const float word = pen.measure("seed", Face::words, 13.0F);
    if (!digit && pen.x + kLabelColumn - 10.0F + combo + word < right - digits)
        pen.text({right - digits, middle}, "seed", Face::words, 13.0F, Align::end, {Role::dim_ink});
    const std::optional<std::string> typed = type_field(
        pen, {id + "-seed", {right - digits, middle - 12.0F, digits, 24.0F}, std::to_string(seed), Align::end});
    if (typed) {
        const std::optional<std::int64_t> number = whole_number(*typed);
        if (number && *number >= 0 && (!digit || *number <= 9)) return static_cast<std::uint64_t>(*number);
        say(pen,
            digit
                ? fmt::format("“{}” is not taken: the digit stays {}. It can be 0 to 9.", text::printable(*typed), seed)
                : fmt::format("“{}” is not taken: the seed stays {}. It can be a whole number from 0 to 999999999.",
                              text::printable(*typed), seed));
    }
    if (reroll_button(pen, id + "-reroll", {pen.x + pen.width - 9.0F, middle}))
        return digit ? (seed + 1) % 10 : seed % 9999 + 1;
    return std::nullopt;
}

}  // namespace

void values_rows(Pen& pen, const std::string& id, const std::string& label, Grid grid, const Values& values) {
    const std::vector<Values> choices = choices_for(pen.frame.state.scenario.problem.operation, grid, values);
    std::vector<std::string> words;
    for (const Values& choice : choices) words.push_back(word_of(choice));
    const std::string shown = word_of(values);
    if (is_seeded(values.kind) && values.kind != Values::Kind::image) {
        const std::optional<std::uint64_t> seed = seed_field(pen, id, combo_width(pen, shown), values);
        if (seed && *seed != values.seed) pen.actions.push_back(SetValues{grid, {values.kind, *seed, {}}});
    }
    if (const std::optional<std::size_t> chosen = combo(pen, id, label, words, shown))
        pen.actions.push_back(SetValues{grid, choices[*chosen]});
}

namespace {

/// Fold's columns have no height and width of their own: they are as many as the image that they make needs.
void fold_sizes(Pen& pen, const Fold& fold) {
    const Problem& problem = pen.frame.state.scenario.problem;
    const Geometry& shown = pen.frame.shown.derived->geometry;
    const bool batched = problem.input.size() > 2;
    const auto batch = batched ? std::optional(problem.input[0]) : std::nullopt;
    const std::int64_t channels = std::max<std::int64_t>(shown.out_channels, 1);
    if (const auto value = slider(pen, {"channels", "Channels", channels, {1, 8}, {1, 8}}))
        if (const auto shape = columns_shape(fold, *value, batch)) pen.actions.push_back(SetInputShape{*shape});
    const int rank = fold.spatial_rank;
    for (int axis = 0; axis < rank; ++axis) {
        const Range range{1, kLargestSize};
        const SliderRow row{"size-" + axis_letter(rank, axis),
                            axis_label(rank, axis),
                            fold.output_size[static_cast<std::size_t>(axis)],
                            range,
                            range,
                            {1, kLargestTyped},
                            false,
                            stops(problem, range, Field::output_size, axis),
                            [&](std::int64_t size) { return why_not(problem, Field::output_size, size, axis); }};
        if (const auto size = slider(pen, row))
            pen.actions.push_back(SetOperation{with_value(fold, Field::output_size, *size, axis)});
        refusal(pen, {Field::output_size}, axis);
    }
    remark(pen, fmt::format("as {} columns of {} numbers", problem.input.back(), problem.input[batched ? 1 : 0]));
    refusal(pen, {Field::output_size});
}

void input_sizes(Pen& pen) {
    const Problem& problem = pen.frame.state.scenario.problem;
    const InputAxes axes = input_axes(problem);
    const int rank = spatial_rank_of(problem.operation);
    const auto size_row = [&](const std::string& id, const std::string& label, std::size_t axis, std::int64_t shown) {
        if (axis >= problem.input.size()) return;
        const Range range{1, shown};
        SliderRow row{id, label, problem.input[axis], range, range};
        if (axis >= axes.first_spatial) row.symbol = axis_letter(rank, static_cast<int>(axis - axes.first_spatial));
        row.why = [&](std::int64_t value) {
            Shape shape = problem.input;
            shape[axis] = value;
            const auto geometry = resolve(problem.operation, shape);
            return geometry ? std::string() : sentence_of(geometry.error());
        };
        if (const auto value = slider(pen, row)) {
            Shape shape = problem.input;
            shape[axis] = *value;
            pen.actions.push_back(SetInputShape{shape});
        }
    };
    if (axes.batch >= 0 && problem.input[0] != 1) size_row("batch", "Batch", 0, 8);
    if (axes.channels >= 0) size_row("channels", "Channels", static_cast<std::size_t>(axes.channels), 8);
    refusal(pen, {Field::in_channels});
    for (int axis = 0; axis < rank; ++axis)
        size_row("size-" + axis_letter(rank, axis), axis_label(rank, axis),
                 axes.first_spatial + static_cast<std::size_t>(axis), kLargestSize);
}

/// A label and whole numbers to type over, e.g. "28 × 40". Nothing while none is typed.
std::optional<std::vector<std::int64_t>> numbers_row(Pen& pen, const std::string& id, const std::string& label,
                                                     const std::vector<std::int64_t>& now, const char* sign) {
    constexpr float kDigits = 44.0F, kSign = 16.0F;
    const float middle = pen.y + kRow / 2;
    pen.text({pen.x, middle}, label, Face::words, 14.0F, Align::start, {Role::ink});
    std::optional<std::vector<std::int64_t>> wished;
    for (std::size_t i = 0; i < now.size(); ++i) {
        const float x = pen.x + kLabelColumn + static_cast<float>(i) * (kDigits + kSign);
        if (i > 0) pen.text({x - kSign / 2, middle}, sign, Face::words, 13.0F, Align::middle, {Role::dim_ink});
        const auto typed =
            type_field(pen, {fmt::format("{}-{}", id, i), {x, middle - 12.0F, kDigits, 24.0F}, std::to_string(now[i])});
        if (!typed) continue;
        const std::optional<std::int64_t> number = whole_number(*typed);
        if (number && *number >= 0 && *number <= kLargestPixel) {
            wished = now;
            (*wished)[i] = *number;
        } else {
            say(pen, fmt::format("“{}” is not taken: it stays {}. It can be a whole number from 0 to {}.",
                                 text::printable(*typed), now[i], kLargestPixel));
        }
    }
    pen.y += kRow;
    return wished;
}

/// Which part of the picture is read; what would not be within it is refused when it is.
void region_rows(Pen& pen, const OpenedPicture& picture, ImportOptions& how) {
    const PictureRegion now = how.region.value_or(picture.whole);
    PictureRegion wished = now;
    if (const auto numbers = numbers_row(pen, "picture-part", "Part", {now.height, now.width}, "×")) {
        wished.height = (*numbers)[0];
        wished.width = (*numbers)[1];
    }
    if (const auto numbers = numbers_row(pen, "picture-from", "from", {now.top, now.left}, ",")) {
        wished.top = (*numbers)[0];
        wished.left = (*numbers)[1];
    }
    if (wished == now) return;
    how.region = wished == picture.whole ? std::nullopt : std::optional(wished);
}

/// How the picture is read that the input was made of, as long as its numbers are there: it is read again.
void picture_rows(Pen& pen) {
    const AppState& state = pen.frame.state;
    if (!state.picture || !pen.frame.open || state.scenario.problem.values.list.tensor() != state.picture->numbers)
        return;
    ImportOptions how = state.picture->how;
    constexpr std::array<std::int64_t, 5> sizes{14, 28, 56, 112, 224};
    std::vector<std::string> names;
    for (const std::int64_t size : sizes) names.push_back(fmt::format("{0} × {0}", size));
    names.emplace_back("its own");
    const std::string now = how.height <= 0 ? names.back() : fmt::format("{} × {}", how.height, how.width);
    if (const auto chosen = combo(pen, "picture-size", "Picture", names, now))
        how.height = how.width = *chosen < sizes.size() ? sizes[*chosen] : 0;
    const std::vector<std::int64_t> read{how.height > 0 ? how.height : how.region.value_or(state.picture->whole).height,
                                         how.width > 0 ? how.width : how.region.value_or(state.picture->whole).width};
    if (const auto numbers = numbers_row(pen, "picture-pixels", "H × W", read, "×")) {
        how.height = (*numbers)[0];
        how.width = (*numbers)[1];
    }
    region_rows(pen, *state.picture, how);
    if (const auto chosen = combo(pen, "picture-colours", "Colours", {"red, green, blue", "grey"},
                                  how.grey ? "grey" : "red, green, blue"))
        how.grey = *chosen == 1;
    const std::vector<std::string> ranges{"0 … 1", "0 … 255", "mean 0, deviation 1"};
    if (const auto chosen = combo(pen, "picture-range", "Numbers", ranges, ranges[static_cast<std::size_t>(how.range)]))
        how.range = static_cast<PixelRange>(*chosen);
    if (how == state.picture->how) return;
    if (const Outcome<Opened> opened = pen.frame.open(state.picture->path, how))
        pen.actions.push_back(LoadScenario{*opened, "", opened->picture});
    else
        say(pen, opened.error().sentence);
}

}  // namespace

void side_input(Pen& pen) {
    const AppState& state = pen.frame.state;
    const Problem& problem = state.scenario.problem;
    section(pen, "INPUT", true);
    if (const auto* fold = std::get_if<Fold>(&problem.operation))
        fold_sizes(pen, *fold);
    else
        input_sizes(pen);
    values_rows(pen, "values", "Values", Grid::input, problem.values);
    picture_rows(pen);
    refusal(pen, {Field::input, Field::values});
    if (std::holds_alternative<MaxUnpool>(problem.operation)) {
        values_rows(pen, "indices", "Indices", Grid::indices, problem.indices);
        refusal(pen, {Field::indices});
    }
    if (is_backward(state.scenario.view)) values_rows(pen, "upstream", "Upstream", Grid::upstream, problem.upstream);
    refusal(pen, {Field::upstream});
}

}  // namespace stridelens::ui
