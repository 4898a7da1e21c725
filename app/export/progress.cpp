#include "app/export/progress.h"

#include <fmt/format.h>

namespace stridelens {

tl::unexpected<Failure> cancelled(const std::filesystem::path& file) {
    return failed(fmt::format("the export was cancelled: {} was not written; export again to have it", file.string()));
}

}  // namespace stridelens
