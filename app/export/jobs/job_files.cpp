#include "app/export/jobs/job_files.h"

#include "app/files/file_identity.h"
#include "app/problem/solve.h"

#include <fmt/format.h>

#include <iterator>
#include <map>

namespace stridelens {

namespace fs = std::filesystem;

namespace {

constexpr std::string_view kStep = "{step}";

tl::unexpected<Failure> refuse_twice(const fs::path& one, const fs::path& other) {
    if (one == other)
        return failed(fmt::format("{} would be written twice; give each picture a name of its own", one.string()));
    return failed(
        fmt::format("{} and {} are one file, which would be written twice; give each picture a name of its own",
                    one.string(), other.string()));
}

}  // namespace

bool has_frames(const ExportJob& job) {
    return job.output.find(kStep) != std::string::npos;
}

fs::path numbered(const std::string& output, std::int64_t step, std::int64_t of) {
    const std::size_t digits = std::to_string(of).size();
    std::string name = output;
    for (std::size_t at = name.find(kStep); at != std::string::npos; at = name.find(kStep, at))
        name.replace(at, kStep.size(), fmt::format("{:0{}}", step + 1, digits));
    return name;
}

Outcome<std::vector<fs::path>> files_of(const ExportJob& job) {
    if (!has_frames(job)) return std::vector<fs::path>{job.output};
    const std::int64_t count = step_count(job.scenario).value_or(0);
    const std::int64_t wanted = job.page.steps.empty() ? count : std::ssize(job.page.steps);
    if (wanted > kMostFiles)
        return failed(fmt::format("{} would be {} files; choose up to {} steps", job.output, wanted, kMostFiles));
    std::vector<fs::path> files;
    for (std::int64_t i = 0; i < wanted; ++i) {
        const std::int64_t step = job.page.steps.empty() ? i : job.page.steps[static_cast<std::size_t>(i)];
        files.push_back(numbered(job.output, step, count));
    }
    return files;
}

Outcome<void> check_files(std::span<const ExportJob> jobs, std::span<const fs::path> read) {
    std::map<FileIdentity, fs::path> inputs, outputs;
    for (const fs::path& file : read)
        if (const auto identity = identity_of(file)) inputs.try_emplace(*identity, file);
    for (const ExportJob& job : jobs) {
        const auto files = files_of(job);
        if (!files) return tl::unexpected(files.error());
        for (const fs::path& file : *files) {
            const auto identity = identity_of(file);
            if (!identity) continue;
            if (const auto input = inputs.find(*identity); input != inputs.end())
                return refuse_read(file, input->second);
            const auto [other, added] = outputs.try_emplace(*identity, file);
            if (!added) return refuse_twice(other->second, file);
        }
    }
    return {};
}

tl::unexpected<Failure> refuse_read(const fs::path& output, const fs::path& read) {
    if (output == read)
        return failed(fmt::format("{} is read, and would be replaced by what is written; give the output another name",
                                  output.string()));
    return failed(
        fmt::format("{} is the file {}, which is read, and would be replaced by what is written; give the output "
                    "another name",
                    output.string(), read.string()));
}

}  // namespace stridelens
