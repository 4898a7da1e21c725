#include "app/export/told.h"

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
    return explanation.told == Told::sum_of_products || explanation.told == Told::gradient ||
           explanation.told == Told::stamp;
}

bool has_products(const Explanation& explanation) {
    return weighted(explanation) || explanation.told == Told::norm;
}

bool summed(const Explanation& explanation) {
    return explanation.told == Told::average || explanation.told == Told::norm || explanation.told == Told::sum ||
           explanation.told == Told::sum_of_products || explanation.told == Told::gradient;
}

}  // namespace stridelens
