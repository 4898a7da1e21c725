// The program's flow: the command line, and if it asks for it, the window. One frame of it: session/session.cpp.

#include "app/cli/cli.h"
#include "app/files/failure.h"
#include "app/files/lessons.h"
#include "app/platform/assets.h"
#include "app/platform/main_window.h"
#include "app/platform/outside.h"
#include "app/platform/process.h"
#include "app/session/session.h"

#include <unistd.h>
#include <iostream>

using namespace stridelens;

namespace {

int run_window(const CommandLine& command, const std::filesystem::path& assets) {
    const Outcome<std::unique_ptr<MainWindow>> window = MainWindow::open();
    if (!window) {
        std::cerr << "stridelens: " << window.error().sentence << '\n';
        return 1;
    }
    SystemClock clock;
    SystemClipboard clipboard(**window);
    UserFiles files(command.import, config_dir());
    Opening opening;
    opening.theme = command.theme;
    opening.scale = command.scale;
    opening.lessons = load_lessons(assets).value_or(std::vector<Lesson>{});
    opening.scenario = command.scenario ? *command.scenario : opening_scenario(opening.lessons);
    opening.picture = command.picture;
    opening.remark = command.remark;
    if (command.speak) opening.speak = [](const std::string& sentence) { std::cout << sentence << std::endl; };
    Session({**window, clock, clipboard, files}, std::move(opening)).run();
    return 0;
}

}  // namespace

int main(int argc, char** argv) {
    prepare_process();
    const std::filesystem::path assets = assets_dir();
    const CommandLine command =
        run_command_line(argc, argv, {std::cout, std::cerr, assets, ::isatty(STDERR_FILENO) == 1});
    return command.window ? run_window(command, assets) : command.exit_code;
}
