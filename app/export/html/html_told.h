#pragma once
// The arithmetic of every step as columns of numbers: the expressions that `explain --json` prints, for the page.

#include "app/export/html/html_columns.h"
#include "app/export/html/html_grids.h"
#include "app/state/derived.h"
#include "app/state/ids.h"
#include "core/explain/expression.h"

#include <cstdint>
#include <map>
#include <string>
#include <vector>

namespace stridelens {

class ToldSteps {
public:
    /// The next step.
    void add(const Geometry& geometry, const Told& next);

    std::int64_t steps() const { return step_ + 1; }
    /// All terms of all steps.
    std::int64_t terms() const { return terms_; }
    /// One more than the largest channel that has a sum.
    std::int64_t channels() const { return channels_end_; }
    /// The cells that the terms name.
    const GridCells& cells() const { return cells_; }

    /// Members of a JSON object, without braces. Numbers are exact. Each of these is a Column, if it is not said otherwise:
    /// "result", "sum", "divisor", "bias", "taken" (the number of the term whose value the result is), "sentence" (a text's
    /// number) – null: none;
    /// "channels": [[channel, its sum], …]; "notes": [what another framework does, a text's number or null, …];
    /// "count": how many terms are listed; "rest": how many are not; "plain": all factors are 1 and need not be written;
    /// "terms": [[value, factor, product, counts?, verdict (a number of the wording's "verdicts"), kind of cell, input,
    ///          output, weight's cell, channel, position in the kernel, position in the input], …]. Cells are flat, -1:
    ///          none; positions are texts' numbers; product null: value · factor, in double precision, is it exactly;
    /// "texts": [text, …]; no column.
    std::string json() const;

private:
    struct TermColumns {
        Column value, factor, product, counts, verdict, kind, input, output, weight, channel, kernel, at;
    };
    struct ChannelColumns {
        Column channel, sum;
    };
    std::string text(const std::string& text);
    void add_term(const Expression& expression, std::size_t i);

    std::int64_t step_ = -1, terms_ = 0, channels_end_ = 0;
    Column result_, sum_, divisor_, bias_, taken_, sentence_, count_, rest_, plain_;
    std::vector<ChannelColumns> channels_;
    std::vector<Column> notes_;
    std::vector<TermColumns> columns_;
    std::vector<std::string> texts_;
    std::map<std::string, std::size_t> text_numbers_;
    GridCells cells_;
};

/// The words of a view's arithmetic, as a JSON object of texts: "form" ("values", "products", "copy" or "stamp"), what
/// stands before, between and after the terms ("open", "between", "close") and around each ("before", "after"); the grid
/// of the terms' output cells ("outputs"); names of the numbers ("value", "weight", "product", empty: there is none, "sum");
/// what is said of a term that takes no part ("apart"); and, a list, of each Verdict ("verdicts").
std::string wording_json(const Geometry& geometry, const Explanation& told);

}  // namespace stridelens
