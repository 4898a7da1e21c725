#include "app/export/html/html.h"

#include "app/export/film/step_film.h"
#include "app/export/html/html_grids.h"
#include "app/export/html/html_parts.h"
#include "app/export/html/html_told.h"
#include "app/export/html/html_tracks.h"
#include "app/export/words/digits.h"
#include "app/figure/transform.h"
#include "app/files/new_file.h"
#include "app/files/scenario_json.h"
#include "app/problem/view.h"
#include "app/state/exports/export_settings.h"
#include "core/tensor/stop.h"
#include "core/words/utf8.h"

#include <fmt/format.h>
#include <zlib.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdlib>
#include <map>
#include <memory>
#include <utility>

namespace stridelens {

namespace {

constexpr float kMargin = 16.0F;  // points around what is drawn

/// The smallest box around what is drawn at any step. An empty one has no width.
class Bounds {
public:
    void add(const Figure& figure) {
        for (const Primitive& primitive : figure.primitives)
            visit_extent(primitive, [&](Point p) {
                low_ = {std::min(low_.x, p.x), std::min(low_.y, p.y)};
                high_ = {std::max(high_.x, p.x), std::max(high_.y, p.y)};
            });
    }
    /// With a margin, in whole points, and nothing outside `page`.
    Box box(const Box& page) const {
        const float left = std::max(std::floor(low_.x - kMargin), page.x);
        const float top = std::max(std::floor(low_.y - kMargin), page.y);
        const float right = std::min(std::ceil(high_.x + kMargin), page.right());
        const float bottom = std::min(std::ceil(high_.y + kMargin), page.bottom());
        return right > left && bottom > top ? Box{left, top, right - left, bottom - top} : page;
    }

private:
    Point low_{1e9F, 1e9F}, high_{-1e9F, -1e9F};
};

/// Everything of all steps.
struct Steps {
    Tracks tracks;
    ToldSteps told;
    Bounds bounds;
    Box page{};
};

/// Sentences count steps from 1.
std::string first_steps(const StepFilm& film, std::size_t count) {
    const auto& steps = film.steps();
    return fmt::format("{} to {}", steps.front() + 1, steps[count - 1] + 1);
}

Outcome<void> check_options(const StepFilm& film, const PageOptions& page, const HtmlOptions& options) {
    constexpr NumberLimits seconds = setting_of(&FileOptions::step_seconds).limits;
    constexpr double slowest = 1.0 / seconds.most, fastest = 1.0 / seconds.least;
    const double speed = options.steps_per_second;
    if (!(speed >= slowest && speed <= fastest))
        return failed(
            fmt::format("{:g} steps per second cannot be played; choose {:.2g} to {:g}", speed, slowest, fastest));
    if (page.theme == ThemeName::print)
        return failed(
            "the print theme is for paper, and a page plays on a screen; choose light, dark, projector or "
            "colour-blind");
    const std::size_t steps = film.steps().size();
    if (steps > kMostPageSteps)
        return failed(
            fmt::format("a page of {} steps would be too much for a browser; choose at most {} of them, e.g. {}", steps,
                        kMostPageSteps, first_steps(film, kMostPageSteps)));
    return {};
}

/// Whether the next step still fits on the page after `done` others.
Outcome<void> check_terms(const StepFilm& film, const Told& next, const ToldSteps& told, std::size_t done) {
    const std::int64_t terms = next.explanation.count;
    if (told.terms() + terms <= kMostPageTerms) return {};
    if (done == 0)
        return failed(fmt::format("step {} has {} terms, and a page holds {}; make the window smaller",
                                  film.steps().front() + 1, terms, kMostPageTerms));
    return failed(
        fmt::format("these {} steps have more terms than the {} that a page holds; choose fewer steps, e.g. {}",
                    film.steps().size(), kMostPageTerms, first_steps(film, done)));
}

/// Whose cells are the steps: of a comparison the longer side. There the arithmetic of both is part of the picture.
const Derived& stepped_side(const StepFilm& film) {
    const Derived& derived = film.derived();
    return derived.compared == nullptr ? derived : *derived.compared->side(derived.compared->longer);
}

std::shared_ptr<const Told> told_of(const StepFilm& film, std::int64_t step) {
    const auto told = film.told_at(step);
    const auto& compared = film.derived().compared;
    return compared == nullptr ? told : compared->longer == AB::a ? told->a : told->b;
}

/// Of a comparison no cell can be pointed at: a step is a cell of either side.
void take_cells(Figure& figure) {
    for (Primitive& primitive : figure.primitives) {
        if (auto* rect = std::get_if<Rect>(&primitive)) rect->cell = {};
        if (auto* image = std::get_if<Image>(&primitive)) image->grid = Grid::none;
    }
}

Outcome<Steps> gather_steps(StepFilm& film, Tracks tracks, const Progress& progress, const std::filesystem::path& file,
                            Notes* notes) {
    const std::size_t total = film.steps().size();
    Steps steps{std::move(tracks), {}, {}};
    for (std::size_t done = 0; done < total; ++done) {
        if (progress && !progress(done, total)) return cancelled(file);
        stop_if_asked();
        Figure figure = film.at_rest(film.steps()[done]);
        limit_images(figure, kMostPictureCells, notes);
        if (film.derived().compared != nullptr) take_cells(figure);
        const std::shared_ptr<const Told> told = told_of(film, film.steps()[done]);
        if (auto fine = check_terms(film, *told, steps.told, done); !fine) return tl::unexpected(fine.error());
        steps.page = {0.0F, 0.0F, figure.width, figure.height};
        steps.bounds.add(figure);
        steps.tracks.add(std::move(figure));
        steps.told.add(stepped_side(film).geometry, *told);
    }
    if (progress && !progress(total, total)) return cancelled(file);
    return steps;
}

/// The theme's colours by the names that player.css has for them; numbers of Tracks::colour().
std::string theme_json(Tracks& tracks) {
    constexpr std::pair<const char*, Role> kNames[] = {{"background", Role::background},
                                                       {"panel", Role::panel},
                                                       {"line", Role::line},
                                                       {"ink", Role::ink},
                                                       {"dim", Role::dim_ink},
                                                       {"accent", Role::window},
                                                       {"on-accent", Role::on_window},
                                                       {"control", Role::control},
                                                       {"chip", Role::chip},
                                                       {"hatch", Role::hatch},
                                                       {"winner", Role::winner},
                                                       {"warning", Role::warning}};
    std::string text = "{";
    for (const auto& [name, role] : kNames)
        text += fmt::format("{}\"{}\":{}", text.size() > 1 ? "," : "", name, tracks.colour({role}));
    return text + "}";
}

/// A colour for each channel.
std::string hues_json(Tracks& tracks, std::int64_t channels) {
    std::vector<std::string> hues;
    for (std::int64_t channel = 0; channel < channels; ++channel)
        hues.push_back(std::to_string(tracks.colour({Role::channel, static_cast<float>(channel)})));
    return json_array(hues);
}

/// The place, from 0 in this page, of the step that is nearest to the scenario's.
std::size_t start_of(const StepFilm& film, std::int64_t step) {
    const auto& steps = film.steps();
    const auto far = [&](std::int64_t other) { return std::abs(other - step); };
    const auto nearest =
        std::min_element(steps.begin(), steps.end(), [&](std::int64_t a, std::int64_t b) { return far(a) < far(b); });
    return static_cast<std::size_t>(nearest - steps.begin());
}

/// What the scripts read, as JSON. "steps": which steps, from 0, of "total" in all; "start": the place among them of the
/// one that it opens at, from 0; "speed": steps a second; "slide": seconds from one to the next; "view": the box of the
/// drawing that shows; "stepped": the grid whose cells are the steps, by flat index; "theme": colours by
/// name; "hues": a colour for each channel; "wording", "told": the arithmetic, see html_told.h; "grids": names and numbers
/// of cells, see html_grids.h; and the picture's, see html_tracks.h.
std::string payload_of(Steps& steps, const StepFilm& film, const Scenario& scenario, const HtmlOptions& options) {
    const Derived& derived = stepped_side(film);
    const Grid stepped = info_of(derived.view).grid;
    GridCells cells = steps.tracks.cells();
    for (const auto& [grid, told] : steps.told.cells()) cells[grid].insert(told.begin(), told.end());
    cells[stepped].insert(film.steps().begin(), film.steps().end());
    const Box view = steps.bounds.box(steps.page);
    std::vector<std::string> numbers;
    for (const std::int64_t step : film.steps()) numbers.push_back(std::to_string(step));
    const std::string theme = theme_json(steps.tracks), hues = hues_json(steps.tracks, steps.told.channels());
    return fmt::format(
        "{{\"steps\":{},\"total\":{},\"start\":{},\"speed\":{},\"slide\":{},\"view\":[{},{},{},{}],"
        "\"stepped\":{},\"theme\":{},\"hues\":{},\"wording\":{},\"told\":{{{}}},\"grids\":{},{}}}\n",
        json_array(numbers), derived.steps, start_of(film, scenario.step), shortest(options.steps_per_second),
        shortest(kSlideSeconds), decimal(view.x), decimal(view.y), decimal(view.w), decimal(view.h),
        json_string(word_of(stepped, '-')), theme, hues,
        wording_json(derived.geometry, told_of(film, film.steps().back())->explanation), steps.told.json(),
        grids_json(cells, derived), steps.tracks.json());
}

/// As DecompressionStream("deflate") reads it. Empty: out of memory.
std::string deflated(const std::string& text) {
    constexpr std::size_t kAtOnce = std::size_t{1} << 18U;
    z_stream stream{};
    if (deflateInit(&stream, 9) != Z_OK) return {};
    const std::unique_ptr<z_stream, int (*)(z_stream*)> ended(&stream, &deflateEnd);
    std::string bytes;
    std::array<Bytef, 1U << 16U> block{};
    for (std::size_t at = 0, more = 0; at == 0 || at < text.size(); at += more) {
        stop_if_asked();
        more = std::min(kAtOnce, text.size() - at);
        stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(text.data() + at));  // zlib does not write to it
        stream.avail_in = static_cast<uInt>(more);
        const int flush = at + more == text.size() ? Z_FINISH : Z_NO_FLUSH;
        do {
            stream.next_out = block.data();
            stream.avail_out = static_cast<uInt>(block.size());
            if (deflate(&stream, flush) == Z_STREAM_ERROR) return {};
            bytes.append(reinterpret_cast<const char*>(block.data()), block.size() - stream.avail_out);
        } while (stream.avail_out == 0);
        if (more == 0) break;
    }
    return bytes;
}

/// "0a1b…" as base 64.
std::string base64_of_hex(std::string_view digits) {
    std::string bytes;
    for (std::size_t i = 0; i + 1 < digits.size(); i += 2)
        bytes += static_cast<char>(std::stoi(std::string(digits.substr(i, 2)), nullptr, 16));
    return base64(bytes);
}

/// Fills in what stands in {{double braces}}. What is filled in is not looked at again.
std::string filled_in(std::string_view page, const std::map<std::string, std::string, std::less<>>& parts) {
    std::string text;
    while (true) {
        const std::size_t open = page.find("{{");
        text += page.substr(0, open);
        if (open == std::string_view::npos) return text;
        const std::size_t close = page.find("}}", open);
        text += parts.at(std::string(page.substr(open + 2, close - open - 2)));
        page.remove_prefix(close + 2);
    }
}

std::string view_words(const Derived& derived) {
    return derived.view == View::output ? "" : std::string(" · ") + info_of(derived.view).words;
}

std::string page_of(const Scenario& scenario, const PageOptions& page, const Derived& derived,
                    const std::string& payload) {
    const std::string problem =
        print(comparison_of(scenario), PrintOptions{.explicit_values = false}) + view_words(derived);
    const std::string named = text::one_line(page.title.empty() ? scenario.title : page.title);
    const std::string caption = page.parts.caption ? escape_markup(text::lines(page.caption)) : "";
    return filled_in(
        html::page,
        {{"title", escape_markup(named.empty() ? problem : named)},
         {"problem", named.empty() ? "" : "<p class=\"problem\"><code>" + escape_markup(problem) + "</code></p>"},
         {"caption", caption.empty() ? "" : "<figcaption>" + caption + "</figcaption>"},
         {"no-pointing", derived.compared == nullptr ? "" : " hidden"},
         {"no-arithmetic", page.parts.arithmetic && derived.compared == nullptr ? "" : " hidden"},
         {"no-frameworks", page.parts.frameworks && derived.compared == nullptr ? "" : " hidden"},
         {"about-open", page.parts.formula || page.parts.code ? " open" : ""},
         {"sizes", sizes_html(derived)},
         {"code", code_html(derived)},
         {"script-hash", base64_of_hex(html::script_sha256)},
         {"style-hash", base64_of_hex(html::style_sha256)},
         {"style", html::style},
         {"script", html::script},
         {"payload", base64(payload)}});
}

/// What of a page is drawn: the rest is text.
PageOptions drawn_part(PageOptions page) {
    page.title.clear();
    page.caption.clear();
    page.parts.arithmetic = page.parts.words = page.parts.frameworks = page.parts.formula = page.parts.code = false;
    return page;
}

std::pair<ThemeName, ThemeName> themes_of(ThemeName theme) {
    const bool follows = theme == ThemeName::light || theme == ThemeName::dark;
    return follows ? std::pair{ThemeName::light, ThemeName::dark} : std::pair{theme, theme};
}

Outcome<std::string> make_page(const Scenario& scenario, const PageOptions& page, const HtmlOptions& options,
                               const Progress& progress, const std::filesystem::path& file, Notes* notes) {
    PageOptions drawn = drawn_part(page);
    drawn.parts.arithmetic = page.parts.arithmetic && scenario.other;
    auto film = StepFilm::create(scenario, drawn, options.steps);
    if (!film) return tl::unexpected(film.error());
    if (auto fine = check_options(*film, page, options); !fine) return tl::unexpected(fine.error());
    Tracks tracks(info_of(film->derived().view).grid, themes_of(page.theme));
    auto steps = gather_steps(*film, std::move(tracks), progress, file, notes);
    if (!steps) return tl::unexpected(steps.error());
    const std::string payload = deflated(payload_of(*steps, *film, scenario, options));
    if (payload.empty()) return failed("there is not enough memory for this page; choose fewer steps");
    return page_of(scenario, page, film->derived(), payload);
}

}  // namespace

Outcome<void> write_html(const Scenario& scenario, const PageOptions& page, const std::filesystem::path& file,
                         const HtmlOptions& options, const Progress& progress, Notes* notes) {
    auto made = NewFile::create(file);
    if (!made) return tl::unexpected(made.error());
    const auto text = make_page(scenario, page, options, progress, file, notes);
    if (!text) return tl::unexpected(text.error());
    if (auto written = made->write(*text); !written) return written;
    return made->finish();
}

}  // namespace stridelens
