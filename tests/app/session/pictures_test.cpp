// What the export panel shows of a file that is text.

#include "app/session/pictures.h"

#include "app/export/text/numbers_text.h"
#include "tests/app/ui/driver.h"

#include <gtest/gtest.h>

namespace stridelens::test {
namespace {

std::string joined(const std::vector<std::string>& lines) {
    std::string text;
    for (const std::string& line : lines) text += line + "\n";
    return text;
}

TEST(PageText, IsTheFileThatWouldBeWritten) {
    const Driver driver("maxpool2d 1x1x4x4 k2");
    const Shown& shown = driver.shown;
    PageText text;
    for (const Format format : {Format::markdown, Format::csv, Format::numpy, Format::latex}) {
        ExportSettings settings;
        settings.file.format = format;
        EXPECT_EQ(joined(text.of(settings, driver.state.scenario, shown)),
                  numbers_text(*shown.derived, *shown.told, settings.page, format).value());
    }
}

TEST(PageText, OfTooManyNumbersItIsASentence) {
    const Driver driver("maxpool2d 1x1x400x400 k2");
    ExportSettings settings;
    settings.file.format = Format::csv;
    PageText text;
    const auto& lines = text.of(settings, driver.state.scenario, driver.shown);
    ASSERT_EQ(lines.size(), 1U);
    EXPECT_EQ(lines[0], "200000 numbers: the file will have them all, here they are too many.");
}

}  // namespace
}  // namespace stridelens::test
