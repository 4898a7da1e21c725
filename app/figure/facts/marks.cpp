// Which cells take part in a step, and where they stand.

#include "app/figure/facts/facts.h"

#include <algorithm>
#include <span>
#include <utility>

namespace stridelens {

namespace {

constexpr std::size_t kMostCells = 8192;  // marked one by one; of more, their hull shows
constexpr std::size_t kMostRows = 4096;   // of a matrix, whose cells are marked

/// Collects marked cells plane by plane, in the order in which the planes come up.
class Collector {
public:
    void add(const Place& place, bool chosen) {
        PlaneMarks& plane = find(place);
        const auto [row, column] = place.cell;
        CellBlock& hull = plane.hull;
        if (plane.cells.empty()) hull = {row, column, row, column};
        hull = {std::min(hull.top, row), std::min(hull.left, column), std::max(hull.bottom, row),
                std::max(hull.right, column)};
        if (plane.cells.size() < kMostCells) plane.cells.push_back(place.cell);
        if (chosen) plane.chosen.push_back(place.cell);
    }
    std::vector<PlaneMarks> take() { return std::move(planes_); }

private:
    PlaneMarks& find(const Place& place) {
        for (auto plane = planes_.rbegin(); plane != planes_.rend(); ++plane)
            if (plane->channel == place.channel && plane->slice == place.slice) return *plane;
        planes_.push_back({place.channel, place.slice});
        return planes_.back();
    }
    std::vector<PlaneMarks> planes_;
};

/// Unfold: the whole window of this step's column, and in it the cell that is copied.
std::vector<PlaneMarks> column_marks(const Facts& facts, const Explanation& told) {
    Collector marks;
    const Index& output = told.output;
    const std::size_t row_axis = facts.geometry.channel_axis();
    const auto rows = static_cast<std::size_t>(facts.geometry.output[row_axis]);
    for (std::size_t row = 0; row < std::min(rows, kMostRows); ++row) {
        Index index = output;
        index[row_axis] = static_cast<std::int64_t>(row);
        for_each_tap(facts.geometry, index, [&](const Tap& tap) {
            marks.add(tap_place(facts.geometry, facts.left, tap, tap.channel), index == output);
        });
    }
    return marks.take();
}

/// The terms that are marked: of the gradient of a weight or a bias those of the sample that shows, one for each of its
/// output cells.
std::span<const Term> terms_to_mark(const Facts& facts, const Explanation& told) {
    const auto& terms = told.terms;
    if (told.subject != Subject::grad_weight && told.subject != Subject::grad_bias) return terms;
    const auto before = [&](std::int64_t batch) {  // where the terms of this sample begin: they come sample by sample
        return std::partition_point(terms.begin(), terms.end(), [&](const Term& term) {
            return entry(unflatten(facts.right.tensor->shape, term.output), facts.right.map.batch, batch) < batch;
        });
    };
    return {before(facts.right.batch()), before(facts.right.batch() + 1)};
}

/// Calls mark(term): for all, but for no more of the gradient of a weight or a bias than have the same hull as all.
template <class Mark>
void mark_terms(const Facts& facts, const Explanation& told, Mark&& mark) {
    const std::span<const Term> terms = terms_to_mark(facts, told);
    const bool all = told.subject != Subject::grad_weight && told.subject != Subject::grad_bias;
    const std::size_t some = all ? terms.size() : std::min(terms.size(), kMostCells);
    for (std::size_t i = 0; i < some; ++i) mark(terms[i]);
    if (terms.size() > some) mark(terms.back());
}

std::vector<PlaneMarks> left_marks(const Facts& facts, const Explanation& told) {
    if (facts.made == Side::left) return {};
    if (is_a<Unfold>(facts)) return column_marks(facts, told);
    Collector marks;
    const Sheet& left = facts.left;
    const auto mark = [&](const Tap& tap, bool chosen) {
        if (left.windowed && tap.at.size() == facts.geometry.axes.size())
            marks.add(tap_place(facts.geometry, left, tap,
                                facts.has_kernel ? tap.channel : channel_read(facts.geometry, told.output)),
                      chosen);
        else if (tap.source >= 0)
            marks.add(place_of(facts.geometry, left, tap.source), chosen);
    };
    if (told.subject == Subject::output && told.count > std::ssize(told.terms)) {  // not all terms are listed
        const std::int64_t winner = told.winner ? told.terms[*told.winner].tap.source : -1;
        for_each_tap(facts.geometry, told.output,
                     [&](const Tap& tap) { mark(tap, winner >= 0 && tap.source == winner); });
        return marks.take();
    }
    const Term* winner = told.winner ? &told.terms[*told.winner] : nullptr;
    mark_terms(facts, told, [&](const Term& term) { mark(term.tap, &term == winner); });
    return marks.take();
}

std::vector<PlaneMarks> right_marks(const Facts& facts, const Explanation& told) {
    if (facts.made == Side::right) return {};
    Collector marks;
    const Sheet& right = facts.right;
    mark_terms(facts, told, [&](const Term& term) {
        if (term.output < 0) return;
        const Index at = unflatten(right.tensor->shape, term.output);
        if (entry(at, right.map.batch, right.batch()) != right.batch()) return;
        const bool chosen = told.rule == Rule::gradient && told.counted < told.count && term.counted;
        marks.add(place_of(facts.geometry, right, term.output), chosen);
    });
    return marks.take();
}

Place made_place(const Facts& facts, const Index& index) {
    const Sheet& sheet = facts.sheet(facts.made);
    const std::int64_t flat = flatten(sheet.tensor->shape, index);
    return facts.made == Side::kernel ? kernel_place(facts, flat) : place_of(facts.geometry, sheet, flat);
}

}  // namespace

Standing standing_at(const Facts& facts, const Explanation& told) {
    return {made_place(facts, told.output), left_marks(facts, told), right_marks(facts, told)};
}

}  // namespace stridelens
