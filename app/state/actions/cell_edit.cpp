#include "app/state/actions/cell_edit.h"

#include "app/problem/solve.h"
#include "app/state/actions/edit.h"
#include "app/state/grid_numbers.h"
#include "app/state/parse_number.h"
#include "core/operation/messages/messages.h"

#include <bit>
#include <utility>

namespace stridelens {

namespace {

/// The cells that a grid of the scenario has and that can be edited; 0 if there is none.
std::int64_t editable_cells(const AppState& state, Grid grid) {
    const auto shape = grid_shape(state.scenario.problem, grid);
    return shape && fits(*shape) ? element_count(*shape) : 0;
}

bool is_editable(const AppState& state, const CellId& cell) {
    return cell.flat >= 0 && cell.flat < editable_cells(state, cell.grid);
}

/// The problem with one number changed; nothing if it has it already, or if the numbers themselves are refused (that is
/// said beside them).
std::optional<Problem> with_cell(Problem problem, const CellId& cell, float value) {
    auto tensor = grid_tensor(problem, cell.grid);
    if (!tensor) return std::nullopt;
    if (std::bit_cast<std::uint32_t>((*tensor)[cell.flat]) == std::bit_cast<std::uint32_t>(value)) return std::nullopt;
    (*tensor)[cell.flat] = value;
    Values& values = *numbers_of(problem, cell.grid)->values;
    values = Values{Values::Kind::list, values.seed, std::move(tensor->values)};
    return problem;
}

/// The same for an index, which float32 might round.
std::optional<Problem> with_index(Problem problem, std::int64_t flat, std::int64_t index) {
    std::vector<std::int64_t> indices;
    if (const auto listed = problem.indices.list.as_whole(); problem.indices.kind == Values::Kind::list && listed) {
        indices = *listed;
    } else {
        const auto solvable = prepare(problem);
        if (!solvable) return with_cell(std::move(problem), {Grid::indices, flat}, static_cast<float>(index));
        indices = solvable->indices;
    }
    const auto at = static_cast<std::size_t>(flat);
    if (at >= indices.size() || indices[at] == index) return std::nullopt;
    indices[at] = index;
    problem.indices = Values{Values::Kind::list, problem.indices.seed, NumberList(indices)};
    return problem;
}

/// Why an index cannot be this number: it names a cell of the output, and not every number does.
std::optional<std::string> refused_index(const Problem& changed) {
    const auto solvable = prepare(changed);
    if (solvable || solvable.error().field != Field::indices) return std::nullopt;
    return sentence_of(solvable.error());
}

void commit(AppState& state, const Problem& changed) {
    state.history.numbers_edited = true;
    edit(state, [&](Scenario& scenario) { scenario.problem = changed; });
}

}  // namespace

void set_cell(AppState& state, const CellId& cell, float value) {
    if (!is_editable(state, cell)) return;
    if (const auto changed = with_cell(state.scenario.problem, cell, value)) commit(state, *changed);
}

void start_cell_edit(AppState& state, const CellId& cell) {
    state.cell_edit.reset();
    if (is_editable(state, cell)) state.cell_edit = CellEdit{cell, ""};
}

void submit_cell_text(AppState& state, const SubmitCellText& submitted) {
    if (!state.cell_edit) return;
    const auto value = parse_number(submitted.text);
    if (!value) {
        state.cell_edit->refusal = value.error().sentence;
        return;
    }
    const CellId cell = state.cell_edit->cell;
    if (is_editable(state, cell)) {
        const auto index = cell.grid == Grid::indices ? parse_whole(submitted.text) : std::nullopt;
        const auto changed = index ? with_index(state.scenario.problem, cell.flat, *index)
                                   : with_cell(state.scenario.problem, cell, *value);
        if (auto refusal = changed && cell.grid == Grid::indices ? refused_index(*changed) : std::nullopt) {
            state.cell_edit->refusal = std::move(*refusal);
            return;
        }
        if (changed) commit(state, *changed);
    }
    state.cell_edit.reset();
    if (!submitted.next) return;
    start_cell_edit(state, {cell.grid, (cell.flat + 1) % editable_cells(state, cell.grid)});
    std::optional<Pin>& pin = state.display.pin;  // goes along with what is edited
    if (pin && pin->cell == cell && state.cell_edit) pin->cell.flat = state.cell_edit->cell.flat;
}

}  // namespace stridelens
