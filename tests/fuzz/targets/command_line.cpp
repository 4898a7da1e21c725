// Any bytes, a word a line, as a command line: told in printable lines what is wrong with it, or read; and what `render` is
// to do is said by a command that, read in its turn, asks for the same.

#include "app/cli/options.h"
#include "app/export/jobs/command.h"
#include "tests/fuzz/broken.h"
#include "tests/fuzz/shell.h"

#include <algorithm>
#include <sstream>

using namespace stridelens;

namespace {

struct Read {
    tl::expected<Arguments, int> arguments;
    std::string out, err;
};

Read read(const std::vector<std::string>& words) {
    std::vector<const char*> argv;
    for (const std::string& word : words) argv.push_back(word.c_str());
    std::ostringstream out, err;
    auto arguments = read_arguments(static_cast<int>(argv.size()), argv.data(), out, err);
    return {std::move(arguments), out.str(), err.str()};
}

/// A line for each word, behind the program's name. No word has the byte that ends it.
std::vector<std::string> words_of(std::string_view text) {
    std::vector<std::string> words{"stridelens"};
    for (bool more = true; more;) {
        const std::string_view line = text.substr(0, text.find('\n'));
        words.emplace_back(line.substr(0, line.find('\0')));
        more = line.size() < text.size();
        text.remove_prefix(std::min(line.size() + 1, text.size()));
    }
    return words;
}

void check_refusal(const Read& told, std::string_view text) {
    const int code = told.arguments.error();
    fuzz::stop_unless(code == 0 || code == 2, "an exit code that nobody knows", text);
    if (code == 0) return fuzz::stop_unless(!told.out.empty() && told.err.empty(), "no help", text);
    fuzz::stop_unless(told.out.empty() && told.err.ends_with('\n'), "a wrong command line without a word", text);
    std::istringstream lines(told.err);
    for (std::string line; std::getline(lines, line);) fuzz::stop_if(fuzz::broken_words(line), text);
}

/// The command that writes the job's file again asks for the job.
void check_command(const ExportJob& job, const RenderInput& input) {
    const std::string command = render_command(job);
    const auto words = fuzz::shell_words(command);
    if (!words) fuzz::stop("a shell reads more than words", command);
    const Read again = read(*words);
    if (!again.arguments) fuzz::stop("the command is refused: " + again.err, command);
    const auto jobs = jobs_of(again.arguments->render, {input});
    if (!jobs) fuzz::stop("what the command asks for is refused: " + jobs.error().sentence, command);
    fuzz::stop_unless(jobs->size() == 1, "not one job", command);
    const ExportJob& read = jobs->front();
    FileOptions file = job.file;
    if (!read.file.format) file.format.reset();  // the ending says it
    fuzz::stop_unless(read.page == job.page && read.file == file && read.output == job.output, "another job", command);
}

void check_jobs(const RenderArguments& arguments, std::string_view text) {
    const RenderInput input{{"", *parse_problem("maxpool2d 1x1x5x5 k2 s1")}, "name"};
    const auto jobs = jobs_of(arguments, {input});
    if (!jobs) return fuzz::stop_if(fuzz::broken_refusal(jobs.error()), text);
    for (const ExportJob& job : *jobs) check_command(job, input);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view text = fuzz::text_of(data, size);
    const Read told = read(words_of(text));
    if (!told.arguments)
        check_refusal(told, text);
    else if (told.arguments->subcommand == Subcommand::render)
        check_jobs(told.arguments->render, text);
    return 0;
}
