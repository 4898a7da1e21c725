#include "app/files/failure.h"

#include "core/operation/messages/messages.h"
#include "core/words/utf8.h"

namespace stridelens {

tl::unexpected<Failure> failed(std::string sentence) {
    return tl::unexpected(Failure{text::one_line(sentence)});
}

tl::unexpected<Failure> failed(const Error& error) {
    return tl::unexpected(Failure{text::one_line(sentence_of(error)), error.column});
}

}  // namespace stridelens
