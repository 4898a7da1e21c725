// Figures as PDF pages, by Cairo: vectors, fonts embedded as subsets, bitmaps only for grids too big for numbers.

#include "app/export/cairo/cairo_painter.h"
#include "app/export/export.h"
#include "app/files/failure.h"
#include "app/files/new_file.h"
#include "core/tensor/stop.h"
#include "core/words/utf8.h"

#include <cairo-pdf.h>
#include <fmt/format.h>

namespace stridelens {

namespace {

using MakeFigure = std::function<Figure(std::size_t)>;

/// The document; nothing if `progress` has stopped it.
Outcome<std::optional<std::string>> document(std::size_t count, const MakeFigure& figure, const PdfOptions& options,
                                             const Progress& progress) {
    if (count == 0) return failed("a PDF needs at least one page; choose at least one step");
    std::string bytes;
    CairoSurface surface(nullptr, &cairo_surface_destroy);
    Context context(nullptr, &cairo_destroy);
    for (std::size_t i = 0; i < count; ++i) {
        if (progress && !progress(i, count)) return std::optional<std::string>();
        const Figure page = figure(i);
        if (!surface) {
            surface.reset(cairo_pdf_surface_create_for_stream(append_bytes, &bytes, page.width, page.height));
            // Cairo writes the time of day unless it is told not to: the same figure is the same file next year.
            cairo_pdf_surface_set_metadata(surface.get(), CAIRO_PDF_METADATA_CREATE_DATE, nullptr);
            if (!options.title.empty())
                cairo_pdf_surface_set_metadata(surface.get(), CAIRO_PDF_METADATA_TITLE,
                                               text::one_line(options.title).c_str());
            context.reset(cairo_create(surface.get()));
        }
        cairo_pdf_surface_set_size(surface.get(), page.width, page.height);
        const auto painted =
            paint_figure(context.get(), page, {.theme = options.theme, .transparent = options.transparent});
        if (!painted) return tl::unexpected(painted.error());
        cairo_show_page(context.get());
    }
    context.reset();
    cairo_surface_finish(surface.get());
    stop_if_asked();
    if (const cairo_status_t status = cairo_surface_status(surface.get()); status != CAIRO_STATUS_SUCCESS)
        return failed(
            fmt::format("the PDF cannot be made: {}; try fewer pages or PNG", cairo_status_to_string(status)));
    return std::optional(std::move(bytes));
}

MakeFigure one_of(std::span<const Figure> figures) {
    return [figures](std::size_t i) { return figures[i]; };
}

}  // namespace

Outcome<void> write_pdf(std::span<const Figure> figures, const std::filesystem::path& file, const PdfOptions& options) {
    return write_pdf(figures.size(), one_of(figures), file, options);
}

Outcome<void> write_pdf(std::size_t count, const MakeFigure& figure, const std::filesystem::path& file,
                        const PdfOptions& options, const Progress& progress) {
    // The file first: whether it can be written is known at once, the pages may take a while.
    Outcome<NewFile> made = NewFile::create(file);
    if (!made) return tl::unexpected(made.error());
    const auto bytes = document(count, figure, options, progress);
    if (!bytes) return tl::unexpected(bytes.error());
    if (!*bytes) return cancelled(file);
    if (Outcome<void> written = made->write(**bytes); !written) return written;
    return made->finish();
}

}  // namespace stridelens
