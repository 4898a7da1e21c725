#include "app/files/failure.h"

#include "core/operation/messages/messages.h"

#include <utility>

namespace stridelens {

tl::unexpected<Failure> failed(std::string sentence) {
    return tl::unexpected(Failure{std::move(sentence)});
}

tl::unexpected<Failure> failed(const Error& error) {
    return tl::unexpected(Failure{sentence_of(error), error.column});
}

}  // namespace stridelens
