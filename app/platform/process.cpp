#include "app/platform/process.h"

#include "app/files/leftovers.h"

#include <fcntl.h>
#include <unistd.h>
#include <csignal>

namespace stridelens {

void prepare_process() {
    for (const int stream : {STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO})
        if (::fcntl(stream, F_GETFD) == -1)  // opened the wrong way round: using it fails, as it would have
            (void)::open("/dev/null", stream == STDIN_FILENO ? O_WRONLY : O_RDONLY);
    std::signal(SIGXFSZ, SIG_IGN);
    remove_temporaries_on_signals();
}

}  // namespace stridelens
