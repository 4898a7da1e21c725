#pragma once
// Which files an export writes: known before it begins.

#include "app/export/jobs/job.h"
#include "app/files/failure.h"

#include <filesystem>
#include <span>
#include <string>
#include <vector>

namespace stridelens {

/// "frames/step-{step}.png" → "frames/step-07.png": step 6, from 0, of 16.
std::filesystem::path numbered(const std::string& output, std::int64_t step, std::int64_t of);

/// So many files of one export are written at most, one for each step.
inline constexpr std::int64_t kMostFiles = 100'000;

/// The files that run_export() would write, in that order; none if the job has no steps to show. Errors: more than kMostFiles.
Outcome<std::vector<std::filesystem::path>> files_of(const ExportJob& job);

/// Fails if the jobs would write one file twice, or one of those that are read (`read`): by whatever names, see
/// FileIdentity. A device or a pipe may be written to as often as it is named. Errors of files_of() as well.
Outcome<void> check_files(std::span<const ExportJob> jobs, std::span<const std::filesystem::path> read);

/// The refusal of an output that is an input.
tl::unexpected<Failure> refuse_read(const std::filesystem::path& output, const std::filesystem::path& read);

}  // namespace stridelens
