#include "app/export/progress.h"

#include <fmt/format.h>

namespace stridelens {

tl::unexpected<Error> cancelled(const std::filesystem::path& file) {
    return tl::unexpected(
        Error{.field = Field::text,
              .message =
                  fmt::format("the export was cancelled: {} was not written; export again to have it", file.string())});
}

}  // namespace stridelens
