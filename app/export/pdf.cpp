// The figure as a PDF page, by Cairo: vectors, fonts embedded as subsets, bitmaps only for grids too big for numbers.

#include "app/export/cairo_painter.h"
#include "app/export/export.h"
#include "app/export/file.h"

#include <cairo-pdf.h>
#include <fmt/format.h>

namespace stridelens {

Result<std::string> pdf_bytes(std::span<const Figure> figures, const PdfOptions& options) {
    if (figures.empty())
        return tl::unexpected(
            Error{.field = Field::text, .message = "a PDF needs at least one page; choose at least one step"});
    std::string bytes;
    const Surface surface(
        cairo_pdf_surface_create_for_stream(append_bytes, &bytes, figures.front().width, figures.front().height),
        &cairo_surface_destroy);
    // Cairo writes the time of day unless it is told not to: the same figure is the same file next year.
    cairo_pdf_surface_set_metadata(surface.get(), CAIRO_PDF_METADATA_CREATE_DATE, nullptr);
    if (!options.title.empty())
        cairo_pdf_surface_set_metadata(surface.get(), CAIRO_PDF_METADATA_TITLE, options.title.c_str());
    {
        const Context context(cairo_create(surface.get()), &cairo_destroy);
        for (const Figure& figure : figures) {
            cairo_pdf_surface_set_size(surface.get(), figure.width, figure.height);
            paint_figure(context.get(), figure, {.theme = options.theme, .transparent = options.transparent});
            cairo_show_page(context.get());
        }
    }
    cairo_surface_finish(surface.get());
    if (const cairo_status_t status = cairo_surface_status(surface.get()); status != CAIRO_STATUS_SUCCESS)
        return tl::unexpected(Error{.field = Field::text,
                                    .message = fmt::format("the PDF cannot be made: {}; try fewer pages or PNG",
                                                           cairo_status_to_string(status))});
    return bytes;
}

Result<void> write_pdf(std::span<const Figure> figures, const std::filesystem::path& file, const PdfOptions& options) {
    const Result<std::string> bytes = pdf_bytes(figures, options);
    if (!bytes) return tl::unexpected(bytes.error());
    return write_whole_file(file, *bytes);
}

}  // namespace stridelens
