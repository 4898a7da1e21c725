#pragma once
// Exports into a folder of the test's own.

#include "app/export/jobs/job.h"
#include "tests/scratch_folder.h"

#include <gtest/gtest.h>

#include <string>

namespace stridelens {

class JobFixture : public testing::Test {
protected:
    ExportJob job(const std::string& output, const std::string& line = "maxpool2d 1x1x3x3 k2 s1") const {
        ExportJob job;
        job.scenario.problem = *parse_problem(line);
        job.page.width = 480;
        job.page.height = 320;
        job.output = (folder_ / output).string();
        return job;
    }
    ScratchFolder folder_;
};

}  // namespace stridelens
