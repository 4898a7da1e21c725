#include "app/export/text/told.h"

namespace stridelens {

const char* to_string(CellKind kind) {
    switch (kind) {
        case CellKind::inside:
            return "inside";
        case CellKind::inserted:
            return "inserted";
        case CellKind::counted_padding:
        case CellKind::ignored_padding:
            return "padding";
        case CellKind::overhang:
            return "overhang";
    }
    return "";
}

const char* words_of(TensorName tensor) {
    switch (tensor) {
        case TensorName::none:
            return "";
        case TensorName::input:
            return "input";
        case TensorName::weight:
            return "weight";
        case TensorName::bias:
            return "bias";
        case TensorName::output:
            return "output";
        case TensorName::upstream:
            return "upstream";
        case TensorName::grad_input:
            return "input gradient";
        case TensorName::grad_weight:
            return "weight gradient";
        case TensorName::grad_bias:
            return "bias gradient";
    }
    return "";
}

const char* words_of(Verdict verdict) {
    switch (verdict) {
        case Verdict::none:
        case Verdict::wins:
            return "";
        case Verdict::ties:
            return "equal, but later";
        case Verdict::earlier_nan:
            return "NaN too, but earlier";
        case Verdict::overwritten:
            return "points here, but earlier";
    }
    return "";
}

Grid grid_of(TensorName tensor) {
    switch (tensor) {
        case TensorName::none:
            return Grid::none;
        case TensorName::input:
            return Grid::input;
        case TensorName::weight:
            return Grid::kernel;
        case TensorName::bias:
            return Grid::bias;
        case TensorName::output:
            return Grid::output;
        case TensorName::upstream:
            return Grid::upstream;
        case TensorName::grad_input:
            return Grid::grad_input;
        case TensorName::grad_weight:
            return Grid::grad_kernel;
        case TensorName::grad_bias:
            return Grid::grad_bias;
    }
    return Grid::none;
}

}  // namespace stridelens
