#include "app/files/failure.h"

#include "core/operation/messages/messages.h"
#include "core/words/printable.h"

namespace stridelens {

std::string told_name(const std::filesystem::path& file) {
    constexpr std::size_t most = 400;
    return text::excerpt(file.string(), most);
}

tl::unexpected<Failure> failed(std::string_view sentence) {
    return tl::unexpected(Failure{text::printable(sentence)});
}

tl::unexpected<Failure> failed(const Error& error) {
    return tl::unexpected(Failure{text::printable(sentence_of(error)), error.column});
}

}  // namespace stridelens
