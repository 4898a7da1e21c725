#include "app/export/text/told.h"

namespace stridelens {

const char* to_string(TapKind kind) {
    switch (kind) {
        case TapKind::inside:
            return "inside";
        case TapKind::inserted:
            return "inserted";
        case TapKind::padding:
            return "padding";
        case TapKind::overhang:
            return "overhang";
    }
    return "";
}

bool weighted(const Explanation& explanation) {
    return explanation.rule == Rule::sum_of_products || explanation.rule == Rule::gradient ||
           explanation.rule == Rule::stamp;
}

bool has_products(const Explanation& explanation) {
    return weighted(explanation) || explanation.rule == Rule::norm;
}

bool summed(const Explanation& explanation) {
    return explanation.rule == Rule::average || explanation.rule == Rule::norm || explanation.rule == Rule::sum ||
           explanation.rule == Rule::sum_of_products || explanation.rule == Rule::gradient;
}

}  // namespace stridelens
