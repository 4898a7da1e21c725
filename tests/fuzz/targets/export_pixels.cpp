// Any bytes as an export of pixels or pages: PNG, PDF, GIF, WebP. Refused with a sentence, or a whole file; a PNG is one that
// we read.

#include "app/files/picture/picture.h"
#include "tests/fuzz/hostile_job.h"
#include "tests/fuzz/scratch.h"

using namespace stridelens;

namespace {

constexpr Format kPixels[] = {Format::png, Format::pdf, Format::gif, Format::webp};

/// Small, if it is legal at all: libFuzzer wants many runs.
void keep_small(ExportJob& job) {
    PageOptions& page = job.page;
    FileOptions& file = job.file;
    for (float* side : {&page.width, &page.height})
        if (*side > 300.0F && *side <= kPageLimits.most) *side = 300.0F;
    if (page.cell > 30.0F && page.cell <= 200.0F) page.cell = 30.0F;
    if (file.scale > 1.0 && file.scale <= 100.0) file.scale = 1.0;
    if (file.pixels > 300 && file.pixels <= 30000) file.pixels = 300;
    if (file.slide_seconds > 0.1 && file.slide_seconds <= 10.0) file.slide_seconds = 0.1;
    if (page.steps.empty()) page.steps = {0, 1};
    if (page.steps.size() > 2) page.steps.resize(2);
}

void check_png(const std::string& bytes) {
    const auto picture = read_png(bytes);
    if (!picture) fuzz::stop("our PNG is refused: " + picture.error().sentence, "");
    fuzz::stop_unless(picture->order.height > 0 && picture->order.width > 0, "a picture without pixels", "");
}

void check_bytes(Format format, std::string_view bytes) {
    const auto whole = [&](std::string_view begin, std::string_view end) {
        fuzz::stop_unless(bytes.starts_with(begin) && bytes.ends_with(end), "no whole file", to_string(format));
    };
    switch (format) {
        case Format::png:
            return check_png(std::string(bytes));
        case Format::pdf:
            return whole("%PDF-", "%%EOF\n");
        case Format::gif:
            return whole("GIF89a", ";");
        default:
            whole("RIFF", "");
            const auto size = [&](std::size_t i) { return std::size_t{static_cast<unsigned char>(bytes[i])}; };
            fuzz::stop_unless((size(4) | size(5) << 8 | size(6) << 16 | size(7) << 24) + 8 == bytes.size(),
                              "no whole file", "webp");
    }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    fuzz::Bytes bytes(data, size);
    const Format format = kPixels[bytes.byte() % std::size(kPixels)];
    std::optional<ExportJob> job = fuzz::hostile_job(bytes);
    if (!job) return 0;
    keep_small(*job);
    job->file.format = format;
    job->output = (fuzz::scratch() / "x").string();
    fuzz::tell(*job);
    const auto done = run_export(*job);
    if (done) {
        check_bytes(format, fuzz::bytes_of(job->output));
        return 0;
    }
    const std::string& sentence = done.error().sentence;
    fuzz::stop_if(fuzz::broken_refusal(done.error()), sentence);
    fuzz::stop_unless(sentence.find("cannot be drawn: ") == std::string::npos, "Cairo refuses what we give it",
                      sentence);
    return 0;
}
