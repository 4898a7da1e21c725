#include "app/export/export.h"
#include "tests/app/figure/every_primitive.h"
#include "tests/file_bytes.h"

#include <gtest/gtest.h>

#include <array>

namespace stridelens {
namespace {

Outcome<std::string> pdf_bytes(std::span<const Figure> figures, const PdfOptions& options) {
    return written_bytes([&](const auto& file) { return write_pdf(figures, file, options); });
}

TEST(Pdf, IsTheSameOnEveryRunAndHasNoDate) {
    const std::array figures = {every_primitive(), every_primitive()};
    const Outcome<std::string> once = pdf_bytes(figures, {.title = "Twice"});
    const Outcome<std::string> again = pdf_bytes(figures, {.title = "Twice"});
    ASSERT_TRUE(once && again);
    EXPECT_TRUE(*once == *again);
    EXPECT_TRUE(once->starts_with("%PDF-"));
    EXPECT_EQ(once->find("/CreationDate"), std::string::npos);
    EXPECT_EQ(once->find("/ModDate"), std::string::npos);
}

TEST(Pdf, ADocumentWithoutPagesIsRefused) {
    const Outcome<std::string> none = pdf_bytes({}, {});
    ASSERT_FALSE(none);
    EXPECT_NE(none.error().sentence.find("at least one page"), std::string::npos) << none.error().sentence;
}

}  // namespace
}  // namespace stridelens
