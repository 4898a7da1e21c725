#include "app/figure/facts/facts.h"
#include "app/figure/facts/so_far.h"

#include "app/problem/view.h"
#include "app/state/derived_grids.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace stridelens {

namespace {

constexpr double kMostColumnCells = 1 << 22;

int spatial_rank(const Geometry& geometry) {
    return std::max(spatial_rank_of(geometry.operation), 1);
}

PlaneSize plane_size(const Shape& shape, const PlaneMap& map) {
    return {entry(shape, map.row, 1), entry(shape, map.column, 1)};
}

/// A grid whose last axes are spatial. `own`: numbers of its own in the place of what was derived.
Sheet image_sheet(const Derived& derived, Grid grid, const std::optional<SharedTensor>& own = std::nullopt) {
    const SharedTensor& tensor = own ? *own : *tensor_of(derived, grid);
    const Look& look = look_of(derived, grid);
    Sheet sheet;
    sheet.grid = grid;
    sheet.name = info_of(grid).title;
    sheet.tensor = tensor;
    if (!own) sheet.melted = look.melted;
    sheet.map = plane_map(tensor->shape.size(), spatial_rank(derived.geometry));
    sheet.size = plane_size(tensor->shape, sheet.map);
    sheet.channels = entry(tensor->shape, sheet.map.channel, 1);
    sheet.slices = entry(tensor->shape, sheet.map.slice, 1);
    sheet.batches = entry(tensor->shape, sheet.map.batch, 1);
    sheet.scale = look.scale;
    sheet.numbers = look.numbers;
    return sheet;
}

/// The same tensor as one matrix of `size`.
void make_matrix(Sheet& sheet, PlaneSize size, std::int64_t first) {
    sheet.map = {};
    sheet.size = size;
    sheet.channels = sheet.slices = 1;
    sheet.matrix = first;
}

/// Unfold's output and Fold's input: (N, rows, columns) or without N.
void make_columns_matrix(Sheet& sheet, std::int64_t batch) {
    const Shape& shape = sheet.tensor->shape;
    if (shape.size() < 2) return;
    const int axis = static_cast<int>(shape.size()) - 3;
    const PlaneSize size{shape[shape.size() - 2], shape.back()};
    sheet.batches = entry(shape, axis, 1);
    make_matrix(
        sheet, size,
        std::clamp<std::int64_t>(batch, 0, std::max<std::int64_t>(sheet.batches - 1, 0)) * size.rows * size.columns);
    sheet.map.batch = std::max(axis, -1);
}

void gather_kernel(Facts& facts) {
    const Derived& derived = facts.derived;
    const bool gradient = facts.view == View::grad_weight;
    facts.has_kernel = !facts.geometry.weight.empty() && facts.view != View::grad_bias;
    if (!facts.has_kernel) return;
    facts.kernel = image_sheet(derived, gradient ? Grid::grad_kernel : Grid::kernel);
    facts.kernel.map.channel = facts.kernel.map.batch = -1;
    facts.kernel.channels = facts.kernel.batches = 1;
    const auto* conv = std::get_if<Conv>(&facts.geometry.operation);
    facts.kernel.flipped = conv != nullptr ? conv->flip_kernel : facts.view == View::output;
    if (facts.view == View::matrix) facts.kernel.flipped = false;
    if (gradient) facts.kernel.computed = facts.scene.step;
    facts.bias_numbers = derived.looks.bias.numbers;
}

void gather_left(Facts& facts) {
    const Derived& derived = facts.derived;
    const Geometry& geometry = facts.geometry;
    if (facts.view == View::grad_bias) {
        facts.left = image_sheet(derived, Grid::grad_bias);
        const std::int64_t cells = element_count(derived.gradients.bias->shape);
        make_matrix(facts.left, facts.strips ? PlaneSize{1, cells} : PlaneSize{cells, 1}, 0);
        facts.left.batches = 1;
    } else if (facts.view == View::grad_input) {
        facts.left = image_sheet(derived, Grid::grad_input);
    } else {
        facts.left = image_sheet(derived, Grid::input);
    }
    if (facts.view == View::grad_input || facts.view == View::grad_bias) facts.left.computed = facts.scene.step;
    if (facts.left.matrix >= 0) return;
    if (is_a<Fold>(facts)) return make_columns_matrix(facts.left, 0);
    const bool stretched = is_a<ConvTranspose>(facts) && facts.view == View::output;
    facts.left.windowed = !geometry.transposed() || stretched;
    facts.left.stretched = stretched;
    if (facts.left.windowed) add_surroundings(geometry, facts.left);
}

/// The output as far as the current step has come.
std::optional<SharedTensor> stamped_at(const Scene& scene) {
    const std::int64_t step = std::clamp<std::int64_t>(scene.step, 0, scene.derived->steps - 1);
    const SharedTensor output = (scene.stamped.step == step ? scene.stamped : stamp(*scene.derived, step)).output;
    return output->values.empty() ? std::nullopt : std::optional(output);
}

void gather_right(Facts& facts) {
    const Derived& derived = facts.derived;
    if (is_backward(facts.view)) {
        facts.right = image_sheet(derived, Grid::upstream);
    } else {
        std::optional<SharedTensor> own;
        if (facts.view == View::scatter && shows_step(facts)) own = stamped_at(facts.scene);
        facts.right = image_sheet(derived, Grid::output, own);
        if (facts.view != View::scatter) facts.right.computed = facts.scene.step;
    }
    if (is_a<Unfold>(facts)) make_columns_matrix(facts.right, 0);
}

/// Without weights the numbers left and right are of one kind: one scale for both.
void join_scales(Facts& facts) {
    if (facts.has_kernel || facts.view == View::grad_bias) return;
    facts.left.scale = facts.right.scale = std::max(facts.left.scale, facts.right.scale);
}

void gather_linked(Facts& facts) {
    facts.linked.clear();
    if (!facts.has_kernel) {
        facts.linked.push_back(facts.left_channel);
        return;
    }
    const ChannelRange range = facts.mirrored ? channels_reading(facts.geometry, facts.left_channel)
                                              : channels_read(facts.geometry, facts.right_channel);
    for (std::int64_t c = range.first; c < range.first + range.count; ++c) facts.linked.push_back(c);
}

std::int64_t channel_along(const Sheet& sheet, const Index& index) {
    return sheet.matrix >= 0 ? 0 : entry(index, sheet.map.channel, 0);
}

/// Which batch and channels are shown, from the step's own index.
void gather_shown(Facts& facts) {
    const Geometry& geometry = facts.geometry;
    const std::int64_t step = std::clamp<std::int64_t>(facts.scene.shown, 0, facts.derived.steps - 1);
    facts.shown = step_index(facts, step);
    facts.told = told_at(facts.scene, step);
    const Explanation& told = facts.explanation();
    Sheet &left = facts.left, &right = facts.right;
    const std::int64_t first_output = !told.terms.empty() ? told.terms.front().output : -1;
    const auto with_batch = [&](const Sheet& sheet, std::int64_t batch) {
        Index index(sheet.tensor->shape.size(), 0);
        if (sheet.map.batch >= 0) index[static_cast<std::size_t>(sheet.map.batch)] = batch;
        return index;
    };
    if (is_forward(facts)) {
        right.at = facts.shown;
        const bool matrices = left.matrix >= 0 || right.matrix >= 0;
        left.at = matrices ? with_batch(left, right.batch()) : facts.shown;
        facts.right_channel = channel_along(right, facts.shown);
        facts.left_channel = facts.has_kernel || is_a<Unfold>(facts)
                                 ? (told.terms.empty() ? 0 : told.terms.front().tap.channel)
                             : left.matrix >= 0 ? 0
                                                : channel_read(geometry, facts.shown);
    } else if (facts.view == View::grad_weight || facts.view == View::grad_bias) {
        left.at = with_batch(left, 0);
        right.at = with_batch(right, 0);
        const JoinedChannels joined = facts.view == View::grad_bias ? JoinedChannels{facts.left_channel, facts.shown[0]}
                                                                    : joined_channels(geometry, facts.shown);
        facts.left_channel = joined.input;
        facts.right_channel = joined.output;
    } else {
        left.at = facts.shown;
        const Shape& shape = right.tensor->shape;
        right.at = first_output >= 0 ? unflatten(shape, first_output) : with_batch(right, left.batch());
        facts.left_channel = channel_along(left, facts.shown);
        facts.right_channel =
            first_output >= 0 ? channel_along(right, right.at) : std::min(facts.left_channel, right.channels - 1);
    }
    for (Sheet* sheet : {&left, &right})
        if (sheet->matrix >= 0 && sheet->map.batch >= 0) make_columns_matrix(*sheet, sheet->batch());
}

/// Matrix view: weights, columns and output of one sample and group, each as one matrix.
void gather_matrix(Facts& facts) {
    const MatrixProduct product = matrix_product(facts.geometry, facts.right.batch(), facts.right_channel);
    if (static_cast<double>(product.inner) * static_cast<double>(product.windows) > kMostColumnCells) return;
    facts.product = product;
    facts.columns = facts.left;
    facts.columns.grid = Grid::none;
    facts.columns.name = "Unfolded input";
    facts.columns.windowed = facts.columns.stretched = false;
    facts.columns.ring = {};
    facts.columns.front = facts.columns.back = 0;
    make_matrix(facts.columns, {product.inner, product.windows}, 0);
    facts.columns.batches = 1;
    make_matrix(facts.kernel, {product.rows, product.inner}, product.first_weight);
    make_matrix(facts.right, {product.rows, product.windows}, product.first_output);
    facts.kernel.name = "Weights";
}

/// The view that can be drawn: a backward view needs its gradient.
View drawable(const Derived& derived) {
    const auto whole = [](const Tensor& tensor, const Shape& shape) {
        return static_cast<std::int64_t>(tensor.values.size()) == element_count(shape) && tensor.shape == shape;
    };
    const SharedGradients& g = derived.gradients;
    if (is_backward(derived.view) && !whole(derived.upstream, derived.geometry.output)) return View::output;
    if (derived.view == View::grad_input && !whole(g.input, derived.geometry.input)) return View::output;
    if (derived.view == View::grad_weight && !whole(g.weight, derived.geometry.weight)) return View::output;
    if (derived.view == View::grad_bias && g.bias->shape.size() != 1) return View::output;
    return derived.view;
}

void gather_made(Facts& facts) {
    const Grid stepped = info_of(facts.view).grid;
    facts.made = stepped == facts.left.grid ? Side::left : stepped == facts.kernel.grid ? Side::kernel : Side::right;
    facts.mirrored = facts.has_kernel && facts.made == Side::left;
}

/// Inside the step its result is not there yet.
void gather_so_far(Facts& facts) {
    const Scene& scene = facts.scene;
    if (!scene.tap || facts.view != View::output || scene.absent || !scene.highlight) return;
    if (*scene.tap >= facts.explanation().terms.size()) return;
    facts.tap = scene.tap;
    facts.told = told_so_far(facts, *facts.told, *scene.tap);
    --facts.right.computed;
}

/// Everything, with this step's marks and its numbers in as many decimals as they need.
Facts gather_all(const Scene& scene) {
    const Derived& derived = *scene.derived;
    const Geometry& geometry = derived.geometry;
    Facts facts{.scene = scene, .derived = derived, .geometry = geometry};
    facts.view = drawable(derived);
    facts.empty = derived.steps <= 0 || facts.view != derived.view;
    const bool matrices = is_a<Unfold>(facts) || is_a<Fold>(facts) || facts.view == View::matrix;
    const int rank = std::min(spatial_rank(geometry), static_cast<int>(geometry.input.size()));
    facts.strips = rank < 2 && !matrices;
    facts.volumes = rank > 2 && !matrices;
    facts.input_numbers = derived.looks.input.numbers;
    gather_kernel(facts);
    gather_left(facts);
    gather_right(facts);
    join_scales(facts);
    gather_made(facts);
    if (facts.empty) {
        facts.left.at = Index(facts.left.tensor->shape.size(), 0);
        facts.right.at = Index(facts.right.tensor->shape.size(), 0);
        if (facts.has_kernel) gather_linked(facts);
        return facts;
    }
    gather_shown(facts);
    gather_so_far(facts);
    gather_linked(facts);
    if (facts.view == View::matrix) gather_matrix(facts);
    facts.scattered =
        facts.left.matrix >= 0 || (facts.right.matrix >= 0 && facts.made == Side::left) || is_a<MaxUnpool>(facts);
    if (facts.view == View::grad_bias) facts.scattered = false;
    Standing standing = standing_at(facts, facts.explanation());
    facts.made_at = standing.made;
    facts.left_marks = std::move(standing.left);
    facts.right_marks = std::move(standing.right);
    return facts;
}

}  // namespace

Facts gather(const Scene& scene) {
    Facts facts = gather_all(scene);
    for (NumberRange* range : {&facts.left.numbers, &facts.kernel.numbers, &facts.right.numbers, &facts.columns.numbers,
                               &facts.bias_numbers, &facts.input_numbers})
        range->fixed = scene.decimals;
    if (scene.half) {
        facts.left.scale = scene.half->input_scale;
        facts.right.scale = scene.half->output_scale;
    }
    if (scene.absent) {
        facts.left_marks.clear();
        facts.right_marks.clear();
    }
    if (scene.highlight) return facts;
    facts.left_marks.clear();
    facts.right_marks.clear();
    for (Sheet* sheet : {&facts.left, &facts.kernel, &facts.right})
        sheet->computed = std::numeric_limits<std::int64_t>::max();
    return facts;
}

const Explanation& Facts::explanation() const {
    static const Explanation none;
    return told != nullptr ? told->explanation : none;
}

std::shared_ptr<const Told> told_at(const Scene& scene, std::int64_t step) {
    for (const auto& told : {scene.told, scene.told_before})
        if (told != nullptr && told->step == step) return told;
    return std::make_shared<const Told>(Told{step, explain_step(*scene.derived, step), {}});
}

std::vector<Difference> differences_at(const Scene& scene, std::int64_t step) {
    return scene.told != nullptr && scene.told->step == step ? scene.told->differences
                                                             : tell(*scene.derived, step).differences;
}

Index step_index(const Facts& facts, std::int64_t step) {
    return unflatten(step_shape(facts.geometry, facts.view), step);
}

std::int64_t channel_read(const Geometry& geometry, const Index& output) {
    const int axis = plane_map(geometry.input.size(), spatial_rank(geometry)).channel;
    if (axis < 0) return 0;
    const int windowed = windowed_axis(geometry, axis);
    if (windowed >= 0) return entry(window_box(geometry, output).first, windowed, 0);
    return entry(output, axis, 0);
}

std::int64_t kernel_first(const Facts& facts, std::int64_t channel) {
    const JoinedChannels joined =
        facts.mirrored ? JoinedChannels{facts.left_channel, channel} : JoinedChannels{channel, facts.right_channel};
    return first_weight(facts.geometry, joined);
}

Place kernel_place(const Facts& facts, std::int64_t flat) {
    Place place = place_of(facts.geometry, facts.kernel, flat);
    if (facts.kernel.matrix >= 0) return place;
    const JoinedChannels joined = joined_channels(facts.geometry, unflatten(facts.geometry.weight, flat));
    place.channel = facts.mirrored ? joined.output : joined.input;
    return place;
}

Place kernel_place(const Facts& facts, const Tap& tap) {
    if (facts.has_kernel && tap.weight >= 0 && facts.kernel.matrix < 0) return kernel_place(facts, tap.weight);
    const Sheet& left = facts.left;
    const auto along = [&](int axis) { return entry(tap.kernel, windowed_axis(facts.geometry, axis), 0); };
    return {tap.channel, along(left.map.slice), {along(left.map.row), along(left.map.column)}};
}

bool padding_counts(const Facts& facts) {
    const auto* average = std::get_if<AvgPool>(&facts.geometry.operation);
    return average == nullptr || average->count_include_pad || average->divisor_override.has_value();
}

bool shows_step(const Facts& facts) {
    return !facts.empty && facts.scene.highlight && !facts.scene.absent;
}

bool value_decides(const Facts& facts) {
    return facts.view == View::grad_input &&
           (is_a<MaxPool>(facts) || is_a<MinPool>(facts) || is_a<AdaptiveMaxPool>(facts) || is_a<LpPool>(facts));
}

Paint symbol_paint(Field field) {
    constexpr float violet = 3.0F, green = 4.0F, pink = 5.0F, yellow = 6.0F, blue = 7.0F;  // hues of channels
    switch (field) {
        case Field::kernel_size:
            return {Role::channel, violet};
        case Field::stride:
            return {Role::channel, green};
        case Field::padding:
            return {Role::channel, pink};
        case Field::dilation:
            return {Role::channel, yellow};
        case Field::input:
            return {Role::channel, blue};
        default:
            return {Role::ink};
    }
}

bool tells_reads(const Facts& facts) {
    return facts.scene.parts.coverage && facts.left.grid == Grid::input && facts.left.windowed && !facts.empty;
}

bool adds_bias(const Facts& facts) {
    return !facts.derived.bias->values.empty() && !is_backward(facts.view) && facts.view != View::matrix;
}

bool is_forward(const Facts& facts) {
    return facts.view == View::output || facts.view == View::matrix;
}

}  // namespace stridelens
