#include "app/files/sides.h"

#include "core/operation/messages/messages.h"
#include "core/words/printable.h"

namespace stridelens {

tl::unexpected<Failure> failed(const ComparisonError& refused) {
    return tl::unexpected(Failure{text::printable(sentence_of(refused)), refused.error.column});
}

tl::unexpected<Failure> failed(AB side, const Error& error) {
    return failed(ComparisonError{side, true, error});
}

tl::unexpected<Failure> failed(const Scenario& scenario, const Error& error) {
    return scenario.other ? failed(scenario.side, error) : failed(error);
}

}  // namespace stridelens
